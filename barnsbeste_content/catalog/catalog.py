"""What readers choose from: the texts of one edition, with facets and search."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .edition import Edition
from .facets import GENERAL, FacetIndex, Mask
from .finding import WordIndex
from .likeness import Likeness
from .query import AGE, TEXT, Dropped, Query
from .ranked import Ranked
from .revision import Marks, revision_of
from .search import NO_HITS, Hits, SearchIndex
from .sorting import Orders, Sort
from .suggestions import Suggestion, suggestions
from .typed import Typed


@dataclass(frozen=True)
class Selection:
    """What a query gives."""

    query: Query
    resources: Sequence[Resource]
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
    resources: Sequence[Resource]
    """What there is then, the nearest first."""


class Catalog:
    """The texts of one edition. Immutable once built; every method is thread-safe."""

    def __init__(self, library: Library, edition: Edition, before: "Catalog | None" = None) -> None:
        self.library = library
        self.edition = edition
        self.resources: tuple[Resource, ...] = _in_unasked_order(library, edition, before.resources if before else ())
        self._by_name: dict[str, Resource] = {each.code: each for each in reversed(self.resources) if each.code}
        self._by_name |= {each.id: each for each in self.resources}  # a slug is never hidden by a code
        self._index: SearchIndex | None = None
        self._making_index = Lock()
        self.facets: FacetIndex = FacetIndex(self.resources, library.vocabulary, before.facets if before else None)
        self.likeness: Likeness = Likeness(self.resources, before.likeness if before else None)
        self._marks: Marks = before._marks if before else {}
        self._suggested: dict[str, tuple[Suggestion, ...]] = {}
        self._orders = Orders(self.resources, library.vocabulary)

    @classmethod
    def build(cls, library: Library, edition: Edition, before: "Catalog | None" = None) -> "Catalog":
        """`before`: of another state or edition of the same content, whose work on what is the same is taken over."""
        return cls(library, edition, before)

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
    def words(self) -> WordIndex:
        """The words of questions, terms and helplines, and those that texts know; a language when asked for."""
        return WordIndex(self.library, self.resources)

    @cached_property
    def revision(self) -> str:
        """A mark of what is served, the same wherever the same content is served. Computed when first asked for."""
        revision, self._marks = revision_of(self.library, self.resources, self._marks)
        return revision

    def warm(self, before: "Catalog | None" = None) -> None:
        """Makes the search index now, so that no reader of bokmål waits for it; what other languages need is made by
        `ready`, or by who first searches in them. `before`: another state of the same content."""
        if before is not None and self._index is None:
            self._make_index(before._index)
        self.ready(SOURCE_LANGUAGE)

    def ready(self, language: str) -> None:
        """Makes what only searches in one language need, so that the first who searches in it does not wait."""
        self._search.ready(language)
        self.words.of(language)

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
        typed = self._search.typed(query.text) if query.text else None
        base, hits = self._base(typed, language)
        masks = self.facets.match(query)
        found = self.facets.ordinals(self.facets.all_of(masks, base))
        ranked = (
            self._ranked(found, query, hits, language)
            if query.sort is Sort.FIT
            else self._orders.sorted(found, query.sort, language)
        )
        return Selection(
            query=query,
            resources=Ranked(self.resources, ranked),
            facets=self.facets.counts(masks, base),
            dropped=query.dropped,
            helplines=self._search.helplines(typed, self.vocabulary.chain(language)) if typed else (),
        )

    def suggestions(self, language: str) -> tuple[Suggestion, ...]:
        """What to suggest to who types in a search box, for readers of a language; found out once."""
        if language not in self._suggested:
            self._suggested[language] = suggestions(self, language)
        return self._suggested[language]

    def danger(self, text: str, language: str) -> tuple[str, ...]:
        """Ids of who can help with the danger that words point to, whichever language they are in."""
        return self._search.helplines(self._search.typed(text), self.vocabulary.chain(language))

    def relax(self, query: Query, language: str, *, keep: tuple[str, ...] = ()) -> tuple[Relaxation, ...]:
        """Which choices empty a query: for each that would give something if it were given up, what that is.

        The one that gives the most comes last, since it changes the question most. Where no single one helps, all are
        given up but those in `keep`.
        """
        base, hits = self._base(self._search.typed(query.text) if query.text else None, language)
        masks = self.facets.match(query)
        everything = self.facets.everything
        found: list[Relaxation] = []
        for name in query.active:
            if name in keep:
                continue
            mask = self.facets.all_of(masks, everything if name == TEXT else base, leaving_out=name)
            if mask.any():
                found.append(Relaxation((name,), self._nearest(mask, query, hits, language)))
        if not found:
            kept = {name: mask for name, mask in masks.items() if name in keep}
            mask = self.facets.all_of(kept, everything)
            given_up = tuple(name for name in query.active if name not in keep)
            if mask.any() and given_up:
                found.append(Relaxation(given_up, self._nearest(mask, query, hits, language)))
        return tuple(sorted(found, key=lambda relaxation: len(relaxation.resources)))

    def _base(self, typed: Typed | None, language: str) -> tuple[Mask, Hits]:
        if typed is None:
            return self.facets.everything, NO_HITS
        hits = self._search.hits(typed, self.vocabulary.chain(language))
        return self.facets.mask_of(hits.ordinals), hits

    def _ranked(self, found: NDArray[np.intp], query: Query, hits: Hits, language: str) -> NDArray[np.intp]:
        if hits.ordinals.size:
            of_each = np.zeros(len(self.resources))
            of_each[hits.ordinals] = hits.scores
            return found[np.argsort(-of_each[found], kind="stable")]
        return self.facets.in_language_first(self.facets.best_first(found, query), language)

    def _nearest(self, mask: Mask, query: Query, hits: Hits, language: str) -> Sequence[Resource]:
        ranked = self._ranked(self.facets.ordinals(mask), query, hits, language)
        if AGE in query.active:
            ranked = ranked[np.argsort(self.facets.age_distances(query.ages)[ranked], kind="stable")]
        return Ranked(self.resources, ranked)


def _in_unasked_order(library: Library, edition: Edition, before: Sequence[Resource]) -> tuple[Resource, ...]:
    """The resources of an edition; the few that are not among those of `before` are put where they belong."""
    held, statuses = library.resources, edition.statuses
    ordered = [each for each in before if held.get(each.id) is each and each.status in statuses]
    others = held.keys() - {each.id for each in ordered}
    fresh = [held[id] for id in others if held[id].status in statuses]
    if len(fresh) * 20 > len(ordered):
        return tuple(sorted((*ordered, *fresh), key=_unasked_order))
    for resource in fresh:
        insort(ordered, resource, key=_unasked_order)
    return tuple(ordered)


def _unasked_order(resource: Resource) -> tuple[bool, int, int, int, date, str]:
    """Where nothing is chosen: what suits everyone, then texts for the oldest (who read alone), then what exists in
    most languages, since most people need those texts first, then the narrowest, then what was written first, since a
    library grows from what everybody asks."""
    ages = resource.ages
    width = ages.last_month - ages.first_month
    is_particular = GENERAL not in resource.situations
    return is_particular, -ages.first_month, -len(resource.texts), width, resource.written, resource.id
