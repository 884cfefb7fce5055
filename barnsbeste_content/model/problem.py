"""A problem in the content: where, what, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `path` is relative to the content folder's parent, `line` counts from 1."""

    path: str
    line: int
    message: str
    rule: str = "format"
    severity: Severity = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "warning: "
        return f"{self.path}:{self.line}: {mark}{self.message}"
