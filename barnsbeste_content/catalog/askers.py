"""Who asks is heard in how they ask: "pappaen min", "mannen min" and "pasientens barn" want different texts.

Multinomial naive Bayes (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, ch. 13), learnt
from the ways to ask that are written for each reader's texts. It ranks, and never leaves anything out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

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
        counts: dict[str, Counter[str]] = {}
        asked: Counter[str] = Counter()
        for readers, words, terms in examples:
            found = _features(words, terms)
            for reader in readers:
                counts.setdefault(reader, Counter()).update(found)
                asked[reader] += 1
        self.readers = tuple(sorted(counts))
        every = {feature for found in counts.values() for feature in found}
        size, total = len(every), asked.total()
        rows = {feature: np.zeros(len(self.readers)) for feature in every}
        self._prior = np.zeros(len(self.readers))
        for place, reader in enumerate(self.readers):
            of_one, number = counts[reader], counts[reader].total()
            self._prior[place] = _PRIOR_WEIGHT * math.log(asked[reader] / total)
            for feature, row in rows.items():
                row[place] = math.log((of_one[feature] + _SMOOTHING) / (number + _SMOOTHING * size))
        self._rows: Mapping[str, NDArray[np.float64]] = rows

    def guess(self, words: Sequence[str], terms: Iterable[str]) -> dict[str, float]:
        """Kind of reader -> how likely it is who asks; nothing where none of the words is known."""
        known = [self._rows[feature] for feature in _features(words, terms) if feature in self._rows]
        if not known:
            return {}
        told = _TEMPERATURE * np.add.reduce([self._prior, *known])
        likely = np.exp(told - told.max())
        return dict(zip(self.readers, (likely / likely.sum()).tolist(), strict=True))
