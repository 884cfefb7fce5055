"""Finds phrases in what was typed, word by word, allowing a typo in each longer word."""

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .typed import Typed

TYPOS_FROM = 5
"""Letters from which a typo is tolerated: every other short word is a typo away."""
TWO_TYPOS_FROM = 8
"""Letters from which two typos are tolerated."""

Read = Callable[[Typed], Sequence[str]]
"""How what was typed is read: as written in a language, or as its search terms."""
Numbered = tuple[Sequence[str], int]
"""(words of a phrase, number of what it stands for)"""


class _Node:
    """Where one is after some words of phrases."""

    __slots__ = ("ends", "further")

    def __init__(self) -> None:
        self.further: dict[str, _Node] = {}
        self.ends: set[tuple[int, int]] = set()
        """(number, letters) of the phrases that end here."""


class Phrases:
    """Phrases, each in the words that one way of reading makes of it. Immutable."""

    def __init__(
        self,
        readings: Iterable[tuple[Read, Sequence[Numbered]]],
        typos_from: int = TYPOS_FROM,
        two_from: int = TWO_TYPOS_FROM,
    ) -> None:
        """A typo is allowed in words of `typos_from` letters and more, two in those of `two_from`."""
        self._typos_from = typos_from
        self._two_from = two_from
        self._readings: list[tuple[Read, _Node]] = []
        known: set[str] = set()
        for read, numbered in readings:
            begin = _Node()
            for phrase, number in numbered:
                known.update(phrase)
                node = begin
                for word in phrase:
                    node = node.further.setdefault(word, _Node())
                if phrase:
                    node.ends.add((number, sum(map(len, phrase))))
            self._readings.append((read, begin))
        self._known = frozenset(known)
        self._long: dict[str, list[str]] = {}
        """First letter -> words in which a typo is allowed: not in the first letter."""
        for word in sorted(self._known):
            if len(word) >= typos_from:
                self._long.setdefault(word[0], []).append(word)

    def within(self, typed: Typed) -> set[tuple[int, int]]:
        """(number, letters) of each phrase that stands in what was typed."""
        meant: dict[str, set[str]] = {}
        found: set[tuple[int, int]] = set()
        for read, begin in self._readings:
            nodes: list[_Node] = []
            for word in read(typed):
                if word not in meant:
                    meant[word] = self._like(word)
                nodes = [node.further[each] for node in (begin, *nodes) for each in meant[word] if each in node.further]
                for node in nodes:
                    found |= node.ends
        return found

    def _like(self, word: str) -> set[str]:
        """The words of phrases that a word may be meant for."""
        found = {word} if word in self._known else set()
        limit = typos_in(word, self._two_from)
        if limit and len(word) + limit >= self._typos_from and (long := self._long.get(word[0])):
            near = process.extract(word, long, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found |= {other for other, typos, _ in near if typos <= typos_in(other, self._two_from)}
        return found


def typos_in(term: str, two_from: int = TWO_TYPOS_FROM) -> int:
    """Typos tolerated in a term: none in short ones, where every other word is a typo away; two in long ones."""
    if len(term) < TYPOS_FROM:
        return 0
    return 1 if len(term) < two_from else 2
