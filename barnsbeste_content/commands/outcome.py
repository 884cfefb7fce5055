"""What every command has in common: its exit codes, the library it reads, how it prints."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ..loading import load_library
from ..model.library import Library
from ..model.problem import Problem
from ..web.load_bar import load_bar

GOOD, PROBLEMS, WRONG_USE = 0, 1, 2
DEFAULT_ROOT = Path("content")


def loaded(root: Path) -> Library:
    """The library in a folder; how far that has come is shown where it takes long."""
    with load_bar() as progress:
        return load_library(root, progress)


def library_of(options: argparse.Namespace) -> Library:
    """The library; what could not be read is told on standard error."""
    library = loaded(options.root)
    errors = [problem for problem in library.problems if problem.severity == "error"]
    if errors:
        print(f"barnsbeste: {len(errors)} problems in {options.root}; run barnsbeste check", file=sys.stderr)
    return library


def problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "rule": problem.rule,
        "severity": problem.severity,
    }


def print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def unknown_language(library: Library, language: str) -> int:
    """Tells of a language that is not in the vocabulary; 0 where it is."""
    if language in library.vocabulary.languages:
        return GOOD
    known = ", ".join(library.vocabulary.languages)
    print(f'barnsbeste: unknown language "{language}"; known: {known}', file=sys.stderr)
    return WRONG_USE
