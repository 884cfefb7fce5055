"""What readers choose from: the texts of one edition, with facets and search."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from ..model.library import Library
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .edition import Edition
from .facets import GENERAL, FacetIndex, Mask
from .query import AGE, TEXT, Dropped, Query
from .revision import revision_of
from .search import SearchIndex
from .sorting import Orders, Sort


@dataclass(frozen=True)
class Selection:
    """What a query gives."""

    query: Query
    resources: tuple[Resource, ...]
    """In the order that the query asks for. What fits best: by score for a search, else those in the reader's language
    first, then those that bear most of what was chosen."""
    facets: dict[str, dict[str, int]]
    """Parameter -> value -> how many texts choosing it would give."""
    dropped: tuple[Dropped, ...]
    """What of the address said nothing."""
    helplines: tuple[str, ...] = ()
    """Who is to stand above the results, since words that were searched for point to danger."""

    @property
    def total(self) -> int:
        return len(self.resources)


@dataclass(frozen=True)
class Relaxation:
    """What giving up one choice would give, where all together give nothing."""

    parameters: tuple[str, ...]
    """The choices given up."""
    resources: tuple[Resource, ...]
    """What there is then, the nearest first."""


class Catalog:
    """The texts of one edition. Immutable once built; every method is thread-safe."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self.library = library
        self.edition = edition
        self.resources: tuple[Resource, ...] = tuple(
            sorted(
                (r for r in library.resources.values() if r.status in edition.statuses),
                key=_unasked_order,
            )
        )
        self._by_name: dict[str, Resource] = {resource.name: resource for resource in reversed(self.resources)}
        self._by_name |= {resource.id: resource for resource in self.resources}  # a slug is never hidden by a code
        self._index: SearchIndex | None = None
        self._making_index = Lock()
        self._facets = FacetIndex(self.resources, library.vocabulary)
        self._orders = Orders(self.resources, library.vocabulary)

    @classmethod
    def build(cls, library: Library, edition: Edition) -> "Catalog":
        return cls(library, edition)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.library.vocabulary

    @property
    def _search(self) -> SearchIndex:
        """Made once, when first needed: the edition that nobody serves needs none."""
        return self._index or self._make_index(None)

    def _make_index(self, before: SearchIndex | None) -> SearchIndex:
        with self._making_index:
            if self._index is None:
                library = self.library
                self._index = SearchIndex(
                    self.resources, library.vocabulary, library.glossary, library.search_words, before
                )
            return self._index

    @cached_property
    def revision(self) -> str:
        """A mark of what is served, the same wherever the same content is served. Computed when first asked for."""
        return revision_of(self.library, self.resources)

    def warm(self, before: "Catalog | None" = None) -> None:
        """Makes the search index now, so that no reader waits for it. `before`: another state of the same content."""
        if before is not None and self._index is None:
            self._make_index(before._index)
        _ = self._search

    def get(self, name: str) -> Resource | None:
        """The resource with this slug or neutral code; along `redirects.yaml` for a retired slug."""
        seen: set[str] = set()
        while name not in self._by_name and name in self.library.redirects and name not in seen:
            seen.add(name)
            name = self.library.redirects[name]
        return self._by_name.get(name)

    def is_retired(self, slug: str) -> bool:
        """Whether a text of this slug was taken out of service."""
        kept = self.library.resources.get(slug)
        return kept is not None and kept.status == "retired"

    def select(self, query: Query, language: str) -> Selection:
        """The resources that match, ranked, with live counts. The reader's `language` is searched first."""
        base, scores = self._base(query, language)
        masks = self._facets.match(query)
        found = np.flatnonzero(self._facets.all_of(masks, base))
        ranked: list[int] = (
            self._ranked(found, query, scores, language)
            if query.sort is Sort.FIT
            else self._orders.sorted(found, query.sort, language).tolist()
        )
        return Selection(
            query=query,
            resources=tuple(map(self.resources.__getitem__, ranked)),
            facets=self._facets.counts(masks, base),
            dropped=query.dropped,
            helplines=self._search.helplines(query.text, self.vocabulary.chain(language)) if query.text else (),
        )

    def relax(self, query: Query, language: str, *, keep: tuple[str, ...] = ()) -> tuple[Relaxation, ...]:
        """Which choices empty a query: for each that would give something if it were given up, what that is.

        The one that gives the most comes last, since it changes the question most. Where no single one helps, all are
        given up but those in `keep`.
        """
        base, scores = self._base(query, language)
        masks = self._facets.match(query)
        everything = np.ones(len(self.resources), dtype=np.bool_)
        found: list[Relaxation] = []
        for name in query.active:
            if name in keep:
                continue
            mask = self._facets.all_of(masks, everything if name == TEXT else base, leaving_out=name)
            if mask.any():
                found.append(Relaxation((name,), self._nearest(mask, query, scores, language)))
        if not found:
            kept = {name: mask for name, mask in masks.items() if name in keep}
            mask = self._facets.all_of(kept, everything)
            given_up = tuple(name for name in query.active if name not in keep)
            if mask.any() and given_up:
                found.append(Relaxation(given_up, self._nearest(mask, query, scores, language)))
        return tuple(sorted(found, key=lambda relaxation: len(relaxation.resources)))

    def _base(self, query: Query, language: str) -> tuple[Mask, dict[int, float]]:
        base: Mask = np.ones(len(self.resources), dtype=np.bool_)
        if not query.text:
            return base, {}
        scores = self._search.scores(query.text, self.vocabulary.chain(language))
        base[:] = False
        base[list(scores)] = True
        return base, scores

    def _ranked(self, found: Any, query: Query, scores: dict[int, float], language: str) -> list[int]:
        if scores:
            return sorted(found.tolist(), key=lambda i: (-scores.get(i, 0.0), i))
        best = self._facets.best_first(found, query)
        ranked: list[int] = self._facets.in_language_first(best, language).tolist()
        return ranked

    def _nearest(self, mask: Mask, query: Query, scores: dict[int, float], language: str) -> tuple[Resource, ...]:
        ranked = self._ranked(np.flatnonzero(mask), query, scores, language)
        if AGE in query.active:
            distances = self._facets.age_distances(query.ages)
            ranked.sort(key=lambda i: int(distances[i]))
        return tuple(self.resources[i] for i in ranked)


def _unasked_order(resource: Resource) -> tuple[bool, int, int, str]:
    """Where nothing is chosen: what suits everyone, then texts for the oldest (who read alone), then the narrowest."""
    ages = resource.ages
    return GENERAL not in resource.situations, -ages.first_month, ages.last_month - ages.first_month, resource.id
