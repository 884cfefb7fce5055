"""How alike texts are in their words: the cosine of their terms, weighted by how rare these are (TF-IDF).

Computed when somebody asks, of what a text says first: title, summary, main message and headings tell what it is about.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log, sqrt

from ..model.base import SOURCE_LANGUAGE
from ..model.resource import Resource
from .analysis import content_words, terms

SAMPLE = 400
"""Texts that the rarity of terms is counted in, evenly spread: more of them hardly change it."""


class Likeness:
    """Compares the resources of a catalog. Thread-safe: what two threads compute at once is the same."""

    def __init__(self, resources: Sequence[Resource], before: "Likeness | None" = None) -> None:
        """`before`: of another state of the same content, whose counted terms are taken over."""
        self._resources = resources
        self._counted: dict[int, tuple[Resource, Counter[str]]] = dict(before._counted) if before else {}
        """`id` of a resource -> the resource, so that nothing else can have that `id`, and its terms."""
        self._weighed: dict[int, Mapping[str, float]] = {}

    def between(self, one: Resource, other: Resource) -> float:
        """From 0 for no term in common to 1 for the same terms."""
        left, right = self._vector(one), self._vector(other)
        if len(left) > len(right):
            left, right = right, left
        return sum(weight * right[term] for term, weight in left.items() if term in right)

    @cached_property
    def _rarity(self) -> tuple[int, Counter[str]]:
        """(texts counted, term -> in how many of them it stands)"""
        sample = self._resources[:: -(-len(self._resources) // SAMPLE) or 1]
        found: Counter[str] = Counter()
        for resource in sample:
            found.update(self._terms(resource).keys())
        kept = {id(resource) for resource in self._resources}
        self._counted = {key: held for key, held in self._counted.copy().items() if key in kept}
        return len(sample), found

    def _vector(self, resource: Resource) -> Mapping[str, float]:
        known = self._weighed.get(id(resource))
        if known is None:
            total, found = self._rarity
            raw = {
                term: (1 + log(count)) * log((1 + total) / (1 + found[term]))
                for term, count in self._terms(resource).items()
            }
            length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            known = self._weighed[id(resource)] = {term: weight / length for term, weight in raw.items()}
        return known

    def _terms(self, resource: Resource) -> Counter[str]:
        known = self._counted.get(id(resource))
        if known is None:
            text = resource.texts[SOURCE_LANGUAGE]
            headings = " ".join(section.heading for section in text.sections)
            said = f"{text.title} {text.title} {text.summary} {text.main_message} {headings}"
            telling = " ".join(content_words(said, SOURCE_LANGUAGE))
            known = self._counted[id(resource)] = resource, Counter(terms(telling, SOURCE_LANGUAGE))
        return known[1]
