"""What a file of `content/` is, and what its model makes of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel, ValidationError

from ..model.base import Slug
from ..model.helpline import HelplineFile
from ..model.problem import Problem
from ..model.question import QuestionFile
from ..model.reference import GlossaryFile, SearchWords, SourceFile
from ..model.resource import AskedFile, ResourceFile
from ..model.sheet import SheetFile
from ..model.text import TextFile
from ..model.vocabulary import Facet, Languages
from .messages import explain
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
