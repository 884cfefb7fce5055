"""The values of files as they are told, and which of them are other ones now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from ..model.age import AgeRange
from ..model.base import Model
from ..model.library import Library
from ..model.problem import Problem
from ..model.resource import Review
from .sentence_diff import SentenceDiff, diff_sentences, split_sentences

Fact = str | tuple[str, ...]
"""A single value, empty where there is none; or a list of values."""
MAX_VALUE = 60
"""Characters of a value that is told whole; longer ones are running text."""


@dataclass(frozen=True)
class FactChange:
    """A value that is another one now."""

    name: str
    before: Fact
    after: Fact

    @property
    def added(self) -> tuple[str, ...]:
        """Of a list: what is in it now and was not."""
        return tuple(value for value in _listed(self.after) if value not in _listed(self.before))

    @property
    def removed(self) -> tuple[str, ...]:
        """Of a list: what was in it and is not now."""
        return tuple(value for value in _listed(self.before) if value not in _listed(self.after))

    @property
    def sentences(self) -> tuple[SentenceDiff, ...]:
        """Of words in running text: the sentences that differ; none of a value that is told whole, or a list."""
        if not (isinstance(self.before, str) and isinstance(self.after, str)):
            return ()
        if not (self.before and self.after) or max(len(self.before), len(self.after)) <= MAX_VALUE:
            return ()
        return diff_sentences(split_sentences(self.before), split_sentences(self.after))


_ORDERS = ("sections", "order")
"""Facts that only say in which order things stand that are compared one by one."""


def facts_of(value: Model, names: Iterable[str]) -> dict[str, Fact]:
    """Every key of a file with its value as it would be told: whatever keys files may get, none is left out."""
    return {name: _fact(getattr(value, name)) for name in names}


def _fact(value: Any) -> Fact:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case AgeRange():
            return value.notation
        case Review():
            done = f"reviewed by {value.by} on {value.on}" if value.status == "reviewed" else value.status
            return f"{done}, next {value.next}"
        case date():
            return value.isoformat()
        case Model():
            parts = facts_of(value, type(value).model_fields)
            return tuple(f"{name}: {_told(part)}" for name, part in parts.items() if part)
        case tuple() | list():
            return tuple(_told(_fact(entry)) for entry in value)
        case dict():
            return tuple(f"{name}: {_told(_fact(entry))}" for name, entry in value.items())
        case _:
            return str(value)


def _told(fact: Fact) -> str:
    return fact if isinstance(fact, str) else ", ".join(fact)


def _listed(fact: Fact) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else (fact,) if fact else ()


def different(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> Iterator[FactChange]:
    """The facts that are other ones now; of an order only whether what is in both stands differently."""
    for name in dict.fromkeys((*after, *before)):
        # what is not there at all is as empty as what stands in its place
        was = before.get(name, () if isinstance(after.get(name), tuple) else "")
        now = after.get(name, () if isinstance(was, tuple) else "")
        if name in _ORDERS:  # what came and what went is told by itself
            was, now = _of_both(was, now), _of_both(now, was)
        if _listed(was) != _listed(now):
            yield FactChange(name, was, now)


def _of_both(these: Fact, those: Fact) -> tuple[str, ...]:
    return tuple(value for value in _listed(these) if value in _listed(those))


def errors_of(library: Library) -> tuple[Problem, ...]:
    """What of a library could not be read, or not be served, as it is written."""
    return tuple(problem for problem in library.problems if problem.severity == "error")


def has_error(library: Library, path: str) -> bool:
    """Whether a file, or anything in a folder, is told to have an error."""
    return any(PurePosixPath(problem.path).is_relative_to(path) for problem in errors_of(library))
