"""Finds phrases in what was typed, word by word, allowing a typo in each longer word."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

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
        self._readings = [(read, _by_rarest(numbered)) for read, numbered in readings]
        every = (kept for _, phrases in self._readings for of_one in phrases.values() for _, kept, _ in of_one)
        self._known = frozenset(chain.from_iterable(every))
        self._long: dict[str, list[str]] = {}
        """First letter -> words in which a typo is allowed: not in the first letter."""
        for word in sorted(self._known):
            if len(word) >= typos_from:
                self._long.setdefault(word[0], []).append(word)

    def within(self, typed: Typed) -> set[tuple[int, int]]:
        """(number, letters) of each phrase that stands in what was typed."""
        meant: dict[str, set[str]] = {}
        found = set()
        for read, phrases in self._readings:
            words = read(typed)
            for word in words:
                if word not in meant:
                    meant[word] = self._like(word)
            for place, word in enumerate(words):
                for rarest in meant[word]:
                    for offset, phrase, number in phrases.get(rarest, ()):
                        heard = words[place - offset : place - offset + len(phrase)] if place >= offset else ()
                        if len(heard) == len(phrase) and all(
                            part in meant[each] for part, each in zip(phrase, heard, strict=True)
                        ):
                            found.add((number, sum(map(len, phrase))))
        return found

    def _like(self, word: str) -> set[str]:
        """The words of phrases that a word may be meant for."""
        found = {word} if word in self._known else set()
        limit = typos_in(word, self._two_from)
        if limit and len(word) + limit >= self._typos_from and (long := self._long.get(word[0])):
            near = process.extract(word, long, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found |= {other for other, typos, _ in near if typos <= typos_in(other, self._two_from)}
        return found


def _by_rarest(numbered: Sequence[Numbered]) -> dict[str, list[tuple[int, tuple[str, ...], int]]]:
    """Word -> (its place in a phrase, the phrase, its number) of the phrases that have no rarer word: "mamma" begins
    hundreds, of which few stand in what somebody typed."""
    counts = Counter(word for phrase, _ in numbered for word in phrase)
    found: dict[str, list[tuple[int, tuple[str, ...], int]]] = {}
    for phrase, number in numbered:
        if phrase:
            rarest = min(range(len(phrase)), key=lambda place: counts[phrase[place]])
            found.setdefault(phrase[rarest], []).append((rarest, tuple(phrase), number))
    return found


def typos_in(term: str, two_from: int = TWO_TYPOS_FROM) -> int:
    """Typos tolerated in a term: none in short ones, where every other word is a typo away; two in long ones."""
    if len(term) < TYPOS_FROM:
        return 0
    return 1 if len(term) < two_from else 2
