"""In which order texts are listed."""

from collections.abc import Sequence
from enum import StrEnum
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ..i18n import sort_key
from ..model.resource import Resource
from ..model.text import Text
from ..model.vocabulary import Vocabulary

Ranks = NDArray[np.int32]
"""The place of each resource, in catalog order, among all that there are."""


class Sort(StrEnum):
    """The values of `sort` in an address, which are never renamed."""

    FIT = "fit"
    """What fits best first. In no address, since it is what one gets anyway."""
    NEWEST = "newest"
    """Last looked at, else written."""
    OLDEST = "oldest"
    TITLE = "title"
    """As in a dictionary of the reader's language."""
    SHORTEST = "shortest"
    """Reading time."""
    LONGEST = "longest"


class Orders:
    """The places of resources in each order, for each language. Made when first asked for; thread-safe."""

    def __init__(self, resources: Sequence[Resource], vocabulary: Vocabulary) -> None:
        self._resources = resources
        self._vocabulary = vocabulary
        self._made: dict[tuple[Sort, str], Ranks] = {}
        self._minutes: dict[int, int] = {}
        """Of each text by its identity; they live as long as the resources."""
        self._making = Lock()

    def sorted(self, found: NDArray[np.intp], sort: Sort, language: str) -> NDArray[np.intp]:
        """The resources `found` in the order `sort`, for readers of `language`. What is equal stands by title.

        Raises ValueError for `Sort.FIT`, which depends on what is asked for.
        """
        ranks = self._ranks(sort, language)
        return found[np.argsort(ranks[found], kind="stable")]

    def _ranks(self, sort: Sort, language: str) -> Ranks:
        if sort is Sort.FIT:
            raise ValueError("what fits best depends on what is asked for")
        with self._making:
            return self._known(sort, language)

    def _known(self, sort: Sort, language: str) -> Ranks:
        if (sort, language) not in self._made:
            self._made[sort, language] = self._make(sort, language)
        return self._made[sort, language]

    def _make(self, sort: Sort, language: str) -> Ranks:
        texts = [resource.text_for(self._vocabulary.chain(language)).text for resource in self._resources]
        if sort is Sort.TITLE:
            keys = [sort_key(text.title, language) for text in texts]
            return _places(np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.intp))
        if sort in (Sort.NEWEST, Sort.OLDEST):
            values = [resource.changed.toordinal() for resource in self._resources]
        else:
            values = [self._minutes_of(text) for text in texts]
        counted = np.array(values, dtype=np.int32)
        if sort in (Sort.NEWEST, Sort.LONGEST):
            counted = -counted
        return _places(np.lexsort((self._known(Sort.TITLE, language), counted)))

    def _minutes_of(self, text: Text) -> int:
        """Counted once: readers of many languages are shown the same text where theirs is not there."""
        known = self._minutes.get(id(text))
        if known is None:
            known = self._minutes[id(text)] = text.minutes
        return known


def _places(order: NDArray[np.intp]) -> Ranks:
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
