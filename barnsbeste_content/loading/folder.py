"""Which files a content folder has: each by where it stands, and what has no place there."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress, count
from operator import attrgetter, ne
from pathlib import Path

from ..model.base import LANGUAGE_PATTERN, SLUG_PATTERN
from ..model.problem import Problem
from ..model.vocabulary import FACETS
from .files import NEVER, ContentFile, Stamp
from .messages import nearest, one_of

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
COARSEST_NS = 2_000_000_000
"""The coarsest clock of a file system: in a folder changed less long ago, a name can come without it being seen."""
LOOKS = 300
"""A folder is listed anew after so many looks all the same, for file systems that do not tell."""
WALK = 20
"""Every so many looks, the folders are walked through to see whether it is time for that."""
Mark = tuple[int, int, int, int]
"""Of a folder, what changes whenever a name comes or goes in it: times of change, inode, device."""
_mark_of = attrgetter("st_mtime_ns", "st_ctime_ns", "st_ino", "st_dev")
_stamp_of = attrgetter("st_mtime_ns", "st_size", "st_ino")


@dataclass
class _Shelf:
    """A folder as it was listed last."""

    mark: Mark | None
    """None where it cannot be told by a mark whether a name came or went."""
    looks: int
    """How often its files have been asked for their stamps since it was listed."""
    entries: list[tuple[str, ContentFile | None]]
    """(path, file), or (path, None) for a folder, in order."""
    problems: list[Problem]


class Folder:
    """The files of a content folder, looked at again and again.

    A file system gives a folder a new modification time when a name comes or goes in it. Where there is none, only the
    stamps of its files are asked for, which takes a fraction of the time.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._inside = root
        """What links have to lead into."""
        self._shelves: dict[str, _Shelf] = {}
        self._marks: list[Mark | None] = [None]
        """Of the shelves, in order."""
        self._files: list[ContentFile] = []
        self._paths: list[str] = []
        self._stamps: list[Stamp] = []
        self._places: list[tuple[_Shelf, int]] = []
        """Of each file, the shelf and its number there."""
        self._problems: list[Problem] = []
        self._looks = 0

    def look(self) -> tuple[list[ContentFile], list[Problem]]:
        """The files that have a place there, in order of path, and a problem for each that has not.

        A file that has not changed since the last time is given again as the same object.
        """
        self._inside = self.root.resolve()
        self._looks += 1
        if self._looks % WALK == 0 or None in self._marks or not self._stamped():
            self._walk()
        return [*self._files], [*self._problems]

    def _stamped(self) -> bool:
        """Gives the files the stamps they have now; False where a name came or went, and all has to be walked through.

        Most looks end here. Without a call of ours a file, it takes little more than the system's answers do.
        """
        try:
            if list(map(_mark_of, map(os.stat, self._shelves))) != self._marks:
                return False
            stamps = list(map(_stamp_of, map(os.stat, self._paths)))
        except OSError:
            return False
        for number in compress(count(), map(ne, stamps, self._stamps)):
            self._files[number] = fresh = replace(self._files[number], stamp=stamps[number])
            shelf, place = self._places[number]
            shelf.entries[place] = self._paths[number], fresh
        self._stamps = stamps
        return True

    def _walk(self) -> None:
        files: list[ContentFile] = []
        problems: list[Problem] = []
        before, self._shelves, self._places = self._shelves, {}, []
        self._visit(str(self.root), 1, before, files, problems)
        self._files, self._problems = files, problems
        self._paths = [str(file.path) for file in files]
        self._stamps = [file.stamp for file in files]
        self._marks = [shelf.mark for shelf in self._shelves.values()]

    def _visit(
        self,
        folder: str,
        depth: int,
        before: Mapping[str, _Shelf],
        files: list[ContentFile],
        problems: list[Problem],
    ) -> None:
        shelf = before.get(folder)
        if shelf is None or shelf.mark is None or shelf.looks >= LOOKS or shelf.mark != _mark(folder):
            shelf = self._listed(folder, depth, shelf)
        shelf.looks += WALK
        self._shelves[folder] = shelf
        if shelf.problems:
            problems.extend(shelf.problems)
        for number, (path, file) in enumerate(shelf.entries):
            if file is None:
                self._visit(path, depth + 1, before, files, problems)
                continue
            try:
                stat = os.stat(path)  # noqa: PTH116 - making a Path would take longer than asking
            except OSError:  # it went away this moment: the folder is listed anew the next time
                shelf.mark = None
                continue
            stamp = _stamp_of(stat)
            if stamp != file.stamp:
                file = replace(file, stamp=stamp)
                shelf.entries[number] = path, file
            files.append(file)
            self._places.append((shelf, number))

    def _listed(self, folder: str, depth: int, before: _Shelf | None) -> _Shelf:
        """A folder as it is listed now, with the same objects as `before` for files that were there."""
        known = dict(before.entries) if before else {}
        mark = _mark(folder)
        looks = 0 if before else len(self._shelves) % LOOKS  # not all of them are to be listed anew at the same time
        shelf = _Shelf(mark, looks, [], [])
        for entry in _listing(folder, self._inside, shelf.problems, depth):
            if entry.is_symlink():
                shelf.mark = None  # what a link leads to can change without it
            if entry.is_dir():
                shelf.entries.append((entry.path, None))
                continue
            file = known.get(entry.path)
            if file is None:
                path = Path(entry.path)
                placed = _place(path.relative_to(self.root).parts)
                if isinstance(placed, str):
                    shelf.problems.append(_stray(entry.path, placed))
                    continue
                file = ContentFile(path, *placed, NEVER)
            shelf.entries.append((entry.path, file))
        told = any(problem.rule == UNLISTED for problem in shelf.problems)
        if told or (mark and time.time_ns() - max(mark[:2]) < COARSEST_NS):
            shelf.mark = None
        return shelf


def _mark(folder: str) -> Mark | None:
    try:
        return _mark_of(os.stat(folder))  # noqa: PTH116 - as above
    except OSError:
        return None


def _stray(path: str, message: str) -> Problem:
    return Problem(_printable(path), 1, _printable(message), rule="stray-file")


def _printable(text: str) -> str:
    """A name need not be UTF-8 on disk, but every problem must be fit to print."""
    return os.fsencode(text).decode("utf-8", "replace")


def _listing(folder: str, inside: Path, problems: list[Problem], depth: int) -> Iterator[os.DirEntry[str]]:
    """The files and folders of a folder that have a place there as such, in order of name."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        message = f"cannot be listed: {error.strerror}; let the server read this folder"
        problems.append(Problem(folder, 1, message, rule=UNLISTED))
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
                yield entry
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
