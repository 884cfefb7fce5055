"""Which resources match which choices: one bit per resource and value, counted without a loop over resources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.age import BANDS, AgeRange
from ..model.resource import Resource
from ..model.vocabulary import FACETS, Vocabulary
from .query import AGE, LANGUAGE, Query

Mask = NDArray[np.uint64]
"""One bit per resource, in catalog order, 64 in a word; the bits after the last resource are 0."""
_ABOVE_ALL = np.int16(1 << 14)
"""More than the values and ages one can choose."""
_NONE = 0xFFFF
"""Stands for the column of no value."""
SITUATION, FEELING = "situation", "feeling"
GENERAL = "general"
"""The situation that matches every situation."""


class _Row(NamedTuple):
    """What the columns say of one resource; kept from one index to the next."""

    resource: Resource
    marks: bytes
    """One byte a column: whether the resource bears the value itself."""
    numbers: bytes
    """16 bits each: first and last month of age; per facet, the column of the value named first."""


class FacetIndex:
    """A bit per facet value and resource, and months of age, of resources in catalog order."""

    def __init__(
        self, resources: Sequence[Resource], vocabulary: Vocabulary, before: "FacetIndex | None" = None
    ) -> None:
        """`before`: the index of another state or edition of the same content, whose rows are taken over."""
        self.size = len(resources)
        known = {facet: vocabulary.facets[facet].ids for facet in FACETS if facet in vocabulary.facets}
        self._ids: dict[str, tuple[str, ...]] = known | {LANGUAGE: tuple(vocabulary.languages)}
        kept = before._rows if before and before._ids == self._ids else {}
        self._rows: dict[int, _Row]
        """`id` of a resource -> its row, which holds the resource, so that nothing else can have that `id`."""
        place, total = self._places()
        rows = [kept.get(id(resource)) or self._row(resource, place, total) for resource in resources]
        self._rows = {id(row.resource): row for row in rows}
        marks = np.frombuffer(b"".join([row.marks for row in rows]), np.uint8).reshape(self.size, total)
        packed = np.zeros((total, -(-self.size // 64)), dtype=np.uint64)
        by_byte = packed.view(np.uint8)
        by_byte[:, : -(-self.size // 8)] = np.packbits(np.ascontiguousarray(marks.T), axis=1, bitorder="little")
        numbers = np.frombuffer(b"".join([row.numbers for row in rows]), np.uint16)
        numbers = numbers.reshape(self.size, len(self._ids) + 2).T
        self._first, self._last = numbers[0].astype(np.int16), numbers[1].astype(np.int16)
        self._own: dict[str, NDArray[np.uint64]] = {}
        """Facet -> one mask a value: whether a resource bears the value itself."""
        self._columns: dict[str, NDArray[np.uint64]] = {}
        """Whether it matches the value: differs for situations only, which `general` matches all of."""
        self._most: dict[str, NDArray[np.uint16]] = {}
        """Column of the value that a resource names first, which is what it is most about."""
        start = 0
        for number, (facet, ids) in enumerate(self._ids.items()):
            own = packed[start : start + len(ids)]
            start += len(ids)
            self._own[facet] = self._columns[facet] = own
            self._most[facet] = np.ascontiguousarray(numbers[number + 2])
            if facet == SITUATION and GENERAL in ids:
                self._columns[facet] = own | own[ids.index(GENERAL)]
        self._bands = {band.notation: self._overlaps(band) for band in BANDS}
        self._counted = np.vstack((*self._columns.values(), *self._bands.values()))
        """Every mask that is counted: those of a facet's values, one facet after the other, and those of the ages."""
        self._rows_of: dict[str, tuple[tuple[str, ...], slice]] = {}
        """Parameter -> its values and where their masks are."""
        start = 0
        for name, values in (*self._ids.items(), (AGE, tuple(self._bands))):
            self._rows_of[name] = values, slice(start, start + len(values))
            start += len(values)
        self.everything = self.mask_of(np.arange(self.size))

    def _places(self) -> tuple[dict[str, dict[str, int]], int]:
        """(facet -> value -> number of its byte in a row, bytes in a row)"""
        place: dict[str, dict[str, int]] = {}
        total = 0
        for facet, ids in self._ids.items():
            place[facet] = {value: total + column for column, value in enumerate(ids)}
            total += len(ids)
        return place, total

    @staticmethod
    def _row(resource: Resource, place: Mapping[str, Mapping[str, int]], total: int) -> _Row:
        marks = bytearray(total)
        ages = resource.ages
        numbers = [ages.first_month, ages.last_month]
        for facet, places in place.items():
            chosen = tuple(resource.texts) if facet == LANGUAGE else resource.values(facet)
            for value in chosen:
                if value in places:
                    marks[places[value]] = 1
            first = min(places.values()) if places else 0
            numbers.append(places[chosen[0]] - first if chosen and chosen[0] in places else _NONE)
        return _Row(resource, bytes(marks), np.array(numbers, dtype=np.uint16).tobytes())

    # -- masks ---------------------------------------------------------------------------------------------------

    def mask_of(self, ordinals: NDArray[np.intp]) -> Mask:
        """The resources at these places of the catalog."""
        bits = np.zeros(-(-self.size // 64) * 64, dtype=np.bool_)
        bits[ordinals] = True
        return _packed(bits)

    def ordinals(self, mask: Mask) -> NDArray[np.intp]:
        """Where in the catalog the resources of a mask are, in order."""
        return np.flatnonzero(np.unpackbits(mask.view(np.uint8), bitorder="little"))

    def match(self, query: Query) -> dict[str, Mask]:
        """Parameter -> resources that satisfy it, for each parameter of the query but its text."""
        masks = {facet: self._any(facet, values) for facet, values in query.chosen if facet in self._ids}
        if query.languages:
            masks[LANGUAGE] = self._any(LANGUAGE, query.languages)
        if query.ages:
            masks[AGE] = np.bitwise_or.reduce([self._of_age(age) for age in query.ages])
        return masks

    def counts(self, masks: Mapping[str, Mask], base: Mask) -> dict[str, dict[str, int]]:
        """Facet -> value -> how many resources choosing it would give: the facet's own choice is left out."""
        within = np.empty_like(self._counted)
        within[:] = self.all_of(masks, base)
        for name in masks:
            _, rows = self._rows_of[name]
            within[rows] = self.all_of(masks, base, leaving_out=name)
        within &= self._counted
        found: list[int] = np.bitwise_count(within).sum(axis=1, dtype=np.int64).tolist()
        return {name: dict(zip(values, found[rows], strict=True)) for name, (values, rows) in self._rows_of.items()}

    @staticmethod
    def all_of(masks: Mapping[str, Mask], base: Mask, leaving_out: str = "") -> Mask:
        """Resources in `base` that satisfy every mask but one."""
        together = base
        for name, mask in masks.items():
            if name != leaving_out:
                together = together & mask
        return together

    def shared(self, resource: Resource, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """For each resource, how many values of each facet it bears that `resource` bears too, times the facet's
        weight; the value that a resource names first counts half as much again."""
        total = np.zeros(self.size)
        for facet, weight in weights.items():
            for value in resource.values(facet):
                if facet in self._ids and value in self._ids[facet]:
                    column = self._ids[facet].index(value)
                    own = np.unpackbits(self._own[facet][column].view(np.uint8), count=self.size, bitorder="little")
                    total += weight * own + weight / 2 * (self._most[facet] == column)
        return total

    def bearing(self, facet: str, values: Sequence[str]) -> Mask:
        """Resources that bear one of the values themselves."""
        ids = self._ids.get(facet, ())
        columns = [self._own[facet][ids.index(value)] for value in values if value in ids]
        mask: Mask = np.bitwise_or.reduce([np.zeros_like(self.everything), *columns])
        return mask

    # -- order ---------------------------------------------------------------------------------------------------

    def best_first(self, found: NDArray[np.intp], query: Query) -> NDArray[np.intp]:
        """The resources `found`, those that fit best first.

        Where a situation is asked for, texts on that situation stand before those on any. Then counts how many of the
        chosen values a resource bears itself, more for the one it names first, most for such a situation; how many of
        the chosen ages it lies within and of the preferred values it bears, feelings half as much: who says that
        somebody drinks, and is sad, asks about drinking. A text on any situation as well counts a little less. Then
        the catalog's order.
        """
        if not query.chosen and not query.preferred and not query.ages:
            return found
        fit = np.zeros(len(found), dtype=np.int16)
        on_it = np.zeros(len(found), dtype=np.bool_)
        for facet, values in query.chosen:
            for column, own in self._borne(facet, values, found):
                fit += 4 * own + (4 if facet == SITUATION else 2) * (self._most[facet][found] == column)
                if facet == SITUATION:
                    on_it |= own
        for facet, values in query.preferred:
            half = facet == FEELING
            for column, own in self._borne(facet, values, found):
                fit += (2 if half else 4) * own + (1 if half else 2) * (self._most[facet][found] == column)
        for age in query.ages:
            within = (age.first_month <= self._first[found]) & (self._last[found] <= age.last_month)
            fit += 4 * within
        for _, on_any in self._borne(SITUATION, () if GENERAL in query.values(SITUATION) else (GENERAL,), found):
            fit[on_it & on_any] -= 2  # less about what was asked for than a text on that alone
        fit[on_it] += _ABOVE_ALL
        return found[np.argsort(-fit, kind="stable")]  # a radix sort, since these are 16 bits wide

    def _borne(
        self, facet: str, values: Sequence[str], found: NDArray[np.intp]
    ) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """(column, whether each of the resources `found` bears it) of values of a facet."""
        for value in values:
            if value in self._ids.get(facet, ()):  # a query can be older than the vocabulary
                column = self._ids[facet].index(value)
                yield column, _bits(self._own[facet][column], found)

    def in_language_first(self, found: NDArray[np.intp], language: str) -> NDArray[np.intp]:
        """The resources `found`, in the same order, those that exist in `language` before the others."""
        if language not in self._ids[LANGUAGE]:
            return found
        there = _bits(self._own[LANGUAGE][self._ids[LANGUAGE].index(language)], found)
        return found if there.all() else np.concatenate((found[there], found[~there]))

    def age_distances(self, ages: Sequence[AgeRange]) -> NDArray[np.int16]:
        """Months from each resource's ages to the nearest of `ages`; 0 where they overlap."""
        distances = [
            np.maximum(0, np.maximum(self._first - age.last_month, age.first_month - self._last)) for age in ages
        ]
        nearest: NDArray[np.int16] = np.minimum.reduce(distances)
        return nearest

    def _any(self, facet: str, values: Sequence[str]) -> Mask:
        ids = self._ids[facet]
        mask = np.zeros_like(self.everything)
        for value in values:
            if value in ids:  # a query can be older than the vocabulary
                mask |= self._columns[facet][ids.index(value)]
        return mask

    def _of_age(self, age: AgeRange) -> Mask:
        known = self._bands.get(age.notation)
        return self._overlaps(age) if known is None else known

    def _overlaps(self, age: AgeRange) -> Mask:
        bits = np.zeros(-(-self.size // 64) * 64, dtype=np.bool_)
        bits[: self.size] = (self._first <= age.last_month) & (age.first_month <= self._last)
        return _packed(bits)


def _packed(bits: NDArray[np.bool_]) -> Mask:
    return np.packbits(bits, bitorder="little").view(np.uint64)


def _bits(mask: Mask, ordinals: NDArray[np.intp]) -> NDArray[np.bool_]:
    """The truth value of each resource at these places."""
    every = np.unpackbits(mask.view(np.uint8), bitorder="little").view(np.bool_)
    return every[ordinals]
