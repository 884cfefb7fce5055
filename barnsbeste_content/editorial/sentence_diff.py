"""What has changed in a wording, sentence by sentence and within a sentence word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

NEAR = 0.5
"""From this likeness on, a sentence counts as the other one rewritten; below it, one went and another came."""
MAX_PAIRS = 2_500
"""Sentences old times new that are compared with each other; beyond that they are paired in order, as they stand."""

_BLOCK = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*]|\d{1,2}\.)[ \t])")
"""An empty line, or the beginning of an entry of a list."""
_END = re.compile(
    r"""(?: (?<=[.!?:…؟۔።]) (?<!^\d\.) (?<!^\d\d\.)   # the number of an entry of a list ends no sentence
          | (?<=[.!?…؟۔።]["»”’)*_]) | (?<=[.!?…؟۔።]["»”’)*_]["»”’)*_]) ) \s+""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"""\s+|[^\s.,;:!?…،؛؟۔።"«»“”()\[\]*]+|.""", re.DOTALL)
"""White space, a word (with the marks that its letters bear), or one mark of punctuation."""


@dataclass(frozen=True)
class Run:
    """Words in a row that went the same way."""

    kind: Literal["kept", "removed", "added"]
    words: str
    """With the white space around them: runs joined give a sentence again."""


@dataclass(frozen=True)
class SentenceDiff:
    """A sentence that was rewritten, came or went. Kept and removed runs give the old one, kept and added the new."""

    runs: tuple[Run, ...]

    @property
    def before(self) -> str:
        """The old sentence; empty where it is new."""
        return "".join(run.words for run in self.runs if run.kind != "added")

    @property
    def after(self) -> str:
        """The new sentence; empty where it went."""
        return "".join(run.words for run in self.runs if run.kind != "removed")


def split_sentences(markdown: str) -> tuple[str, ...]:
    """The sentences of a text with their marks, white space folded. Each entry of a list begins a new one."""
    folded = (" ".join(block.split()) for block in _BLOCK.split(markdown))
    return tuple(sentence for block in folded for sentence in _END.split(block) if sentence)


def diff_sentences(before: Sequence[str], after: Sequence[str]) -> tuple[SentenceDiff, ...]:
    """The sentences that differ, in order. One that only moved went from one place and came in another."""
    found: list[SentenceDiff] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            for old, new in _pairs(before[i:i_end], after[j:j_end]):
                found.append(SentenceDiff(diff_words(old, new)))
    return tuple(found)


def diff_words(before: str, after: str) -> tuple[Run, ...]:
    """Runs of words, none empty, no two neighbours of the same kind; what went stands before what came instead."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    removed = added = ""

    def close() -> None:
        nonlocal removed, added
        runs.extend(Run("removed", words) for words in (removed,) if words)
        runs.extend(Run("added", words) for words in (added,) if words)
        removed = added = ""

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (tag, i, i_end, j, j_end) in enumerate(codes):
        words = "".join(old[i:i_end])
        # a space that two rewritten words have in common says nothing: they are read as one piece
        is_between = 0 < number < len(codes) - 1 and words.isspace()
        if tag == "equal" and not is_between:
            close()
            runs.append(Run("kept", words))
        else:
            removed += words
            added += "".join(new[j:j_end])
    close()
    return tuple(runs)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(old, new) sentences that stand in each other's place, in order; one of them empty where it has no other.

    The pairs are those of the greatest likeness together that keep the order (Needleman and Wunsch 1970).
    """
    rows, columns = len(before), len(after)
    if rows == columns == 1 or rows * columns > MAX_PAIRS:
        for at in range(max(rows, columns)):
            yield before[at] if at < rows else "", after[at] if at < columns else ""
        return
    like = [[_likeness(old, new) for new in after] for old in before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] >= NEAR else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows and j < columns:
        if like[i][j] >= NEAR and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            yield before[i], ""
            i += 1
        else:
            yield "", after[j]
            j += 1
    yield from ((old, "") for old in before[i:])
    yield from (("", new) for new in after[j:])


def _likeness(before: str, after: str) -> float:
    """Share of words that two sentences have in common, in order: 1 where they are the same."""
    return SequenceMatcher(None, before.casefold().split(), after.casefold().split(), autojunk=False).ratio()
