"""Which resources match which choices: boolean columns, counted without a loop over resources."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..model.age import BANDS, AgeRange
from ..model.resource import Resource
from ..model.vocabulary import FACETS, Vocabulary
from .query import AGE, LANGUAGE, Query

Mask = NDArray[np.bool_]
"""One truth value per resource, in catalog order."""
_ABOVE_ALL = np.int16(1 << 14)
"""More than the values and ages one can choose."""
SITUATION = "situation"
GENERAL = "general"
"""The situation that matches every situation."""


class FacetIndex:
    """Boolean columns per facet value, and months of age, of resources in catalog order."""

    def __init__(self, resources: Sequence[Resource], vocabulary: Vocabulary) -> None:
        self.size = len(resources)
        self._ids: dict[str, tuple[str, ...]] = {}
        self._columns: dict[str, NDArray[np.bool_]] = {}
        """Whether a resource matches a value."""
        self._own: dict[str, NDArray[np.bool_]] = {}
        """Whether it bears the value itself: differs for situations only, which `general` matches all of."""
        self._most: dict[str, NDArray[np.int16]] = {}
        """Column of the value that a resource names first, which is what it is most about; -1 where it names none."""
        for facet in FACETS:
            if facet in vocabulary.facets:
                self._add(facet, vocabulary.facets[facet].ids, [resource.values(facet) for resource in resources])
        self._add(LANGUAGE, tuple(vocabulary.languages), [tuple(resource.texts) for resource in resources])
        self._first = np.array([resource.ages.first_month for resource in resources], dtype=np.int16)
        self._last = np.array([resource.ages.last_month for resource in resources], dtype=np.int16)

    def _add(self, facet: str, ids: tuple[str, ...], values: list[tuple[str, ...]]) -> None:
        place = {value: column for column, value in enumerate(ids)}
        columns = np.zeros((len(ids), self.size), dtype=np.bool_)
        for row, chosen in enumerate(values):
            for value in chosen:
                if value in place:
                    columns[place[value], row] = True
        self._ids[facet] = ids
        self._own[facet] = columns
        self._most[facet] = np.array([place.get(chosen[0], -1) if chosen else -1 for chosen in values], dtype=np.int16)
        if facet == SITUATION and GENERAL in place:
            columns = columns | columns[place[GENERAL]]
        self._columns[facet] = columns

    def match(self, query: Query) -> dict[str, Mask]:
        """Parameter -> resources that satisfy it, for each parameter of the query but its text."""
        masks = {facet: self._any(facet, values) for facet, values in query.chosen if facet in self._ids}
        if query.languages:
            masks[LANGUAGE] = self._any(LANGUAGE, query.languages)
        if query.ages:
            masks[AGE] = np.logical_or.reduce([self._overlaps(age) for age in query.ages])
        return masks

    def counts(self, masks: Mapping[str, Mask], base: Mask) -> dict[str, dict[str, int]]:
        """Facet -> value -> how many resources choosing it would give: the facet's own choice is left out."""
        counts = {}
        for facet, ids in self._ids.items():
            others = self.all_of(masks, base, leaving_out=facet)
            found = (self._columns[facet] & others).sum(axis=1)
            counts[facet] = {value: int(count) for value, count in zip(ids, found, strict=True)}
        others = self.all_of(masks, base, leaving_out=AGE)
        counts[AGE] = {band.notation: int((self._overlaps(band) & others).sum()) for band in BANDS}
        return counts

    @staticmethod
    def all_of(masks: Mapping[str, Mask], base: Mask, leaving_out: str = "") -> Mask:
        """Resources in `base` that satisfy every mask but one."""
        together = base
        for name, mask in masks.items():
            if name != leaving_out:
                together = together & mask
        return together

    def best_first(self, found: NDArray[np.intp], query: Query) -> NDArray[np.intp]:
        """The resources `found`, those that fit best first.

        Where a situation is asked for, texts on that situation stand before those on any. Then counts how many of the
        chosen and preferred values a resource bears itself, more for the one it names first, and how many of the chosen
        ages it lies within; then the catalog's order.
        """
        if not query.chosen and not query.preferred and not query.ages:
            return found
        fit = np.zeros(self.size, dtype=np.int16)
        on_it = np.zeros(self.size, dtype=np.bool_)
        for facet, values in (*query.chosen, *query.preferred):
            for value in values:
                if facet in self._ids and value in self._ids[facet]:
                    column = self._ids[facet].index(value)
                    own = self._own[facet][column]
                    fit += 2 * own + (self._most[facet] == column)
                    if facet == SITUATION:
                        on_it |= own
        for age in query.ages:
            fit += 2 * ((age.first_month <= self._first) & (self._last <= age.last_month))
        fit[on_it] += _ABOVE_ALL
        return found[np.argsort(-fit[found], kind="stable")]  # a radix sort, since these are 16 bits wide

    def in_language_first(self, found: NDArray[np.intp], language: str) -> NDArray[np.intp]:
        """The resources `found`, in the same order, those that exist in `language` before the others."""
        if language not in self._ids[LANGUAGE]:
            return found
        missing = ~self._own[LANGUAGE][self._ids[LANGUAGE].index(language)]
        return found[np.argsort(missing[found], kind="stable")]

    def age_distances(self, ages: Sequence[AgeRange]) -> NDArray[np.int16]:
        """Months from each resource's ages to the nearest of `ages`; 0 where they overlap."""
        distances = [
            np.maximum(0, np.maximum(self._first - age.last_month, age.first_month - self._last)) for age in ages
        ]
        nearest: NDArray[np.int16] = np.minimum.reduce(distances)
        return nearest

    def _any(self, facet: str, values: Sequence[str]) -> Mask:
        ids = self._ids[facet]
        mask: Mask = np.zeros(self.size, dtype=np.bool_)
        for value in values:
            if value in ids:  # a query can be older than the vocabulary
                mask |= self._columns[facet][ids.index(value)]
        return mask

    def _overlaps(self, age: AgeRange) -> Mask:
        mask: Mask = (self._first <= age.last_month) & (age.first_month <= self._last)
        return mask
