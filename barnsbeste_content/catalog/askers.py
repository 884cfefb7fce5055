"""Who asks is heard in how they ask: "pappaen min", "mannen min" and "pasientens barn" want different texts.

Multinomial naive Bayes (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, ch. 13), learnt
from the ways to ask that are written for each reader's texts. It ranks, and never leaves anything out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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
LEAST_LIKELY = 0.02
"""What anybody is taken to be at least: a guess ranks, and leaves nothing out."""


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

    def __init__(
        self,
        examples: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]],
        groups: Sequence[Collection[str]],
    ) -> None:
        """`examples`: (kinds of readers, words, their terms) of each way to ask. `groups`: the kinds of readers that
        texts are for together, to be told how well each group fits."""
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
        self._in_group = np.array([[reader in group for reader in places] for group in groups], dtype=np.bool_)
        self._known = known
        counts = np.zeros((len(places), len(known)))
        if at:
            np.add.at(counts, tuple(np.array(at).T), 1)
        told = np.log((counts + _SMOOTHING) / (counts.sum(axis=1, keepdims=True) + _SMOOTHING * len(known)))
        self._told = np.ascontiguousarray(told.T)
        """Feature, reader -> logarithm of how likely the reader is to use it."""
        shares = np.array([asked[reader] for reader in places]) / max(1, asked.total())
        self._prior = _PRIOR_WEIGHT * np.log(shares)

    def fits(self, words: Sequence[str], terms: Iterable[str]) -> NDArray[np.float64] | None:
        """How likely it is that who asks is in each group: as likely as the likeliest of its readers. None where
        none of the words is known."""
        used = [self._known[feature] for feature in _features(words, terms) if feature in self._known]
        if not used:
            return None
        told = _TEMPERATURE * (self._prior + self._told[used].sum(axis=0))
        likely = np.exp(told - told.max())
        fits: NDArray[np.float64] = (self._in_group * (likely / likely.sum())).max(axis=1, initial=LEAST_LIKELY)
        return fits
