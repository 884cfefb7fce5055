"""The lines around a problem, as they stand in the file."""

from dataclasses import dataclass
from pathlib import Path

from ..model.problem import Problem
from .faults_in_norwegian import in_norwegian

AROUND = 2
"""Lines shown before and after the one with the problem."""
MAX_LETTERS = 300
"""Of a line: a paragraph may be one."""


@dataclass(frozen=True)
class Line:
    number: int
    """From 1."""
    text: str
    is_marked: bool
    """Whether the problem is here."""


@dataclass(frozen=True)
class Excerpt:
    """A problem and where it stands. `lines` is empty where the file cannot be read now, or is a folder."""

    problem: Problem
    path: str
    """Below the content folder, with slashes: `resources/<slug>/nb.yaml`."""
    said: str
    """What is wrong, in bokmål."""
    lines: tuple[Line, ...]


def excerpt(problem: Problem, root: Path) -> Excerpt:
    """The problem with the lines around it. Never raises: the file may be gone or broken by now."""
    path = Path(problem.path)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        written = path.read_bytes().decode("utf-8", "replace").splitlines()
    except OSError:
        written = []
    first = max(problem.line - AROUND, 1)
    around = written[first - 1 : problem.line + AROUND]
    lines = tuple(
        Line(number, text[:MAX_LETTERS] + ("…" if len(text) > MAX_LETTERS else ""), number == problem.line)
        for number, text in enumerate(around, start=first)
    )
    return Excerpt(problem, shown, in_norwegian(problem.message), lines)
