"""Who asks is heard in how they ask: "pappaen min", "mannen min" and "pasientens barn" want different texts.

Multinomial naive Bayes (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, ch. 13), learnt
from the ways to ask that are written for each reader's texts. It ranks, and never leaves anything out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from ..model.resource import Resource

SMALL, SMALL_MONTHS = "small", 8 * 12
"""Texts for children who are read to are asked for by others than those for children who read."""
_SMOOTHING = 0.3
_PRIOR_WEIGHT = 0.3
"""How many ways to ask there are for a reader says little of how many such readers there are."""
_TEMPERATURE = 0.6
"""Words are not independent of each other, as the rule takes them to be: what it is sure of is softened."""
_PREFIX = 4


def readers_of(resource: Resource) -> tuple[str, ...]:
    """The kinds of readers a text is for."""
    if resource.ages.last_month < SMALL_MONTHS and "child" in resource.audiences:
        return (SMALL, *(audience for audience in resource.audiences if audience != "child"))
    return resource.audiences


def _features(words: Sequence[str], terms: Iterable[str]) -> list[str]:
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    beginnings = (f"{word[:_PREFIX]}-" for word in words if len(word) > _PREFIX + 1)
    return [*terms, *pairs, *beginnings]


class Askers:
    """Guesses who asks, of the ways to ask in one language. Immutable."""

    def __init__(self, examples: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]]) -> None:
        """`examples`: (kinds of readers, words, their terms) of each way to ask."""
        places: dict[str, int] = {}
        known: dict[str, int] = {}
        at: list[tuple[int, int]] = []
        """(reader, feature) of each time that a reader used it."""
        asked: Counter[str] = Counter()
        for readers, words, terms in examples:
            used = [known.setdefault(feature, len(known)) for feature in _features(words, terms)]
            for reader in readers:
                place = places.setdefault(reader, len(places))
                at += [(place, feature) for feature in used]
                asked[reader] += 1
        self.readers = tuple(places)
        self._known = known
        counts = np.zeros((len(places), len(known)))
        if at:
            np.add.at(counts, tuple(np.array(at).T), 1)
        self._told = np.log((counts + _SMOOTHING) / (counts.sum(axis=1, keepdims=True) + _SMOOTHING * len(known)))
        """Reader, feature -> logarithm of how likely the reader is to use it."""
        shares = np.array([asked[reader] for reader in self.readers]) / max(1, asked.total())
        self._prior = _PRIOR_WEIGHT * np.log(shares)

    def guess(self, words: Sequence[str], terms: Iterable[str]) -> dict[str, float]:
        """Kind of reader -> how likely it is who asks; nothing where none of the words is known."""
        used = [self._known[feature] for feature in _features(words, terms) if feature in self._known]
        if not used:
            return {}
        told = _TEMPERATURE * (self._prior + self._told[:, used].sum(axis=1))
        likely = np.exp(told - told.max())
        return dict(zip(self.readers, (likely / likely.sum()).tolist(), strict=True))
