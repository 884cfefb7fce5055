"""Which files `content/` has, what each is, and what its model makes of it."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, RootModel, ValidationError

from ..model.base import LANGUAGE_PATTERN, SLUG_PATTERN, Slug
from ..model.helpline import HelplineFile
from ..model.problem import Problem
from ..model.question import QuestionFile
from ..model.reference import GlossaryFile, SearchWords, SourceFile
from ..model.resource import AskedFile, ResourceFile
from ..model.sheet import SheetFile
from ..model.text import TextFile
from ..model.vocabulary import FACETS, Facet, Languages
from .messages import explain, nearest, one_of
from .strict_yaml import MAX_BYTES, Location, Unreadable, locate, parse


class Redirects(RootModel[dict[Slug, Slug]]):
    """The file `redirects.yaml`: retired slug -> successor."""


KINDS: dict[str, type[BaseModel]] = {
    "resource": ResourceFile,
    "text": TextFile,
    "asked": AskedFile,
    "vocabulary": Facet,
    "languages": Languages,
    "helpline": HelplineFile,
    "source": SourceFile,
    "glossary": GlossaryFile,
    "question": QuestionFile,
    "sheet": SheetFile,
    "search": SearchWords,
    "redirects": Redirects,
}
"""Kind of file -> the model that reads it."""

_FOLDERS = {
    "helplines": "helpline",
    "sources": "source",
    "glossary": "glossary",
    "questions": "question",
    "sheets": "sheet",
}
_IGNORED_FOLDERS = frozenset(("_template", ".schema"))
UNLISTED = "unlisted-folder"
"""Rule of the problem that a folder could not be listed: what is in it is not known to be gone."""
MAX_FOLDERS = 2
"""Folders there can be within each other: `resources/<slug>/`."""
_SLUG = re.compile(SLUG_PATTERN)
_LANGUAGE = re.compile(LANGUAGE_PATTERN)

NEVER = (0, 0, 0)
"""Stamp of a file that could not be read: it is tried again each time."""
Stamp = tuple[int, int, int]
"""Modification time in ns, size and inode: changes whenever a file does."""


@dataclass(frozen=True)
class ContentFile:
    """A file that has its place in `content/`."""

    path: Path
    kind: str
    id: str
    """Slug, facet or language, whichever names it; for a text the slug of its resource."""
    language: str
    """Of a text; else empty."""
    stamp: Stamp


_NO_FILES: Mapping[str, ContentFile] = MappingProxyType({})


@dataclass(frozen=True)
class ParsedFile:
    """What came of a file: its value where there is one, and its problems."""

    file: ContentFile
    value: Any
    problems: tuple[Problem, ...]
    is_last_good: bool = False
    """True where the file is broken now and `value` is what it held before."""


def read(file: ContentFile) -> ParsedFile:
    """Parses and validates one file. Never raises: whatever is wrong is in the problems."""
    problems: list[Problem] = []
    shown = str(file.path)

    def report(line: int, message: str) -> None:
        problems.append(Problem(shown, line, message))

    try:
        if file.stamp[1] > MAX_BYTES:
            report(1, f"the file has {file.stamp[1]:,} bytes; at most {MAX_BYTES:,} are read: split it")
            raise Unreadable
        raw = parse(file.path.read_bytes(), report)
        value, faults = validated(file.kind, raw)
        for place, message in faults:
            if place == ("id",) and message.startswith("unknown key"):
                message = _about_id(file, raw["id"])
            report(locate(file.path, place), message)
    except Unreadable:
        value = None
    except OSError as error:
        report(1, f"cannot be read: {error.strerror}; check that the file is there and may be read")
        value = None
        file = replace(file, stamp=NEVER)  # what hinders reading may pass without the file changing
    return ParsedFile(file, value, tuple(problems))


def validated(kind: str, raw: Any) -> tuple[Any, tuple[tuple[Location, str], ...]]:
    """What the model of a kind of file makes of what was parsed: (value, ()), or (None, (place, message) of faults)."""
    model = KINDS[kind]
    try:
        return model.model_validate(raw), ()
    except ValidationError as error:
        return None, tuple(explain(error, model))


def _about_id(file: ContentFile, given: object) -> str:
    holder = "folder" if file.kind in ("resource", "text", "asked") else "file"
    name = file.id
    if given != name:
        return (
            f'the id "{given}" differs from the {holder}, which is named "{name}"; the {holder} is the id: '
            f"take this line away, or rename the {holder}"
        )
    return f"the {holder} is the id; take this line away"


def scan(
    root: Path, known: Mapping[str, ContentFile] = MappingProxyType({})
) -> tuple[list[ContentFile], list[Problem]]:
    """The files of `content/` that have a place there, in order of path, and a problem for each that has not.

    `known`: path -> the file found there last time, which is given again as the same object where it has not changed.
    """
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for entry in _walk(root, root.resolve(), problems):
        before = known.get(entry.path)
        if before is not None and before.stamp == _stamp(entry):
            files.append(before)
            continue
        path = Path(entry.path)
        placed = _place(path.relative_to(root).parts)
        if isinstance(placed, str):
            problems.append(_stray(entry.path, placed))
            continue
        kind, identity, language = placed
        stamp = _stamp(entry)
        if stamp is not None:
            files.append(ContentFile(path, kind, identity, language, stamp))
    return files, problems


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """None where it went away between the listing and now."""
    try:
        stat = entry.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _stray(path: str, message: str) -> Problem:
    return Problem(_printable(path), 1, _printable(message), rule="stray-file")


def _printable(text: str) -> str:
    """A name need not be UTF-8 on disk, but every problem must be fit to print."""
    return os.fsencode(text).decode("utf-8", "replace")


def _walk(folder: Path, inside: Path, problems: list[Problem], depth: int = 1) -> Iterator[os.DirEntry[str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        message = f"cannot be listed: {error.strerror}; let the server read this folder"
        problems.append(Problem(str(folder), 1, message, rule=UNLISTED))
        return
    for entry in entries:
        if _is_noise(entry.name):
            continue
        if entry.is_symlink() and not _leads_inside(Path(entry.path), inside):
            problems.append(
                _stray(
                    entry.path,
                    "a symbolic link that leads nowhere or out of the content folder; put the file itself here",
                )
            )
        elif entry.is_dir():
            if entry.name in _IGNORED_FOLDERS:
                continue
            if entry.name.endswith(".yaml"):
                problems.append(_stray(entry.path, "a folder where a file should be; rename it, or put the file here"))
            elif depth > MAX_FOLDERS:  # a link to a folder above would otherwise lead round and round
                problems.append(
                    _stray(entry.path, "a folder has no place here; move its files up, or out of the content folder")
                )
            else:
                yield from _walk(Path(entry.path), inside, problems, depth + 1)
        elif entry.is_file():
            yield entry
        else:
            problems.append(_stray(entry.path, "neither a file nor a folder; remove it"))


def _is_noise(name: str) -> bool:
    """Files that systems and editors leave: hidden files, backups."""
    return (
        (name.startswith(".") and name != ".schema")
        or name.endswith(("~", ".swp"))
        or name in ("Thumbs.db", "desktop.ini")
    )


def _leads_inside(path: Path, inside: Path) -> bool:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_relative_to(inside) and not inside.is_relative_to(target)


def _place(parts: tuple[str, ...]) -> tuple[str, str, str] | str:
    """(kind, id, language) of a file by where it stands, or what is wrong with its place."""
    name = parts[-1]
    stem, dot, ending = name.rpartition(".")
    if ending in ("yml", "YAML", "YML"):
        return f'"{name}" is not read; rename it to "{stem}.yaml"'
    if parts == ("redirects.yaml",):
        return "redirects", "redirects", ""
    if ending == "md":
        return "a note has no place here; keep notes in docs/"
    if ending != "yaml" or not dot:
        return f'"{name}" is not read; only .yaml files have a place here: move it out of the content folder'
    match parts:
        case ("resources", slug, _):
            return _place_in_resource(slug, stem)
        case ("resources", _):
            return f"a text has a folder of its own; move it to resources/{stem}/resource.yaml"
        case ("vocabulary", "languages.yaml"):
            return "languages", "languages", ""
        case ("vocabulary", _):
            if stem not in FACETS:
                return f'"{stem}" is no facet{nearest(stem, FACETS) or "; facets: " + one_of(FACETS)}'
            return "vocabulary", stem, ""
        case ("search", _):
            return (
                ("search", stem, stem)
                if _LANGUAGE.fullmatch(stem)
                else f'"{name}" must be named by a language, such as nb.yaml'
            )
        case (folder, _) if folder in _FOLDERS:
            if not _SLUG.fullmatch(stem):
                return f'"{stem}" cannot be an id; use lower-case letters a-z, digits and single hyphens'
            return _FOLDERS[folder], stem, ""
        case _:
            return f'"{"/".join(parts)}" has no place here; see docs/content-format.md'


def _place_in_resource(slug: str, stem: str) -> tuple[str, str, str] | str:
    if not _SLUG.fullmatch(slug):
        return f'the folder "{slug}" cannot be an id; use lower-case letters a-z, digits and single hyphens'
    if stem == "resource":
        return "resource", slug, ""
    if stem == "asked":
        return "asked", slug, ""
    if _LANGUAGE.fullmatch(stem):
        return "text", slug, stem
    cure = nearest(stem, ["resource", "asked"]) or "; rename it"
    return f'"{stem}.yaml" is neither resource.yaml nor asked.yaml nor a language such as nb.yaml{cure}'
