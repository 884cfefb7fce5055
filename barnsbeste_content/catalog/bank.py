"""The knowledge bank: sources, of which kind of knowledge they are, and which texts rest on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from ..model.reference import Source, SourceKind
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .catalog import Catalog
from .query import Dropped

KIND, KNOWLEDGE, ID = "kind", "knowledge", "id"
KINDS: tuple[str, ...] = get_args(SourceKind)


@dataclass(frozen=True)
class BankQuery:
    """Choices among sources. Within a facet any value will do, between facets all must hold."""

    kinds: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    """These alone; every one where it is empty."""
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> "BankQuery":
        """The query in the parameters of an address. What says nothing is left out and stands in `dropped`."""
        facet = vocabulary.facets.get("knowledge")
        known = {KIND: KINDS, KNOWLEDGE: facet.ids if facet else ()}
        dropped = [Dropped(name, "") for name in params if name not in (*known, ID)]
        chosen = {}
        for name, values in known.items():
            given = params.get(name, ())
            chosen[name] = tuple(value for value in values if value in given)
            dropped += [Dropped(name, value) for value in given if value not in values]
        return cls(chosen[KIND], chosen[KNOWLEDGE], tuple(dict.fromkeys(params.get(ID, ()))), tuple(dropped))

    def to_params(self) -> dict[str, list[str]]:
        """The inverse of `from_params`: nothing for what is not chosen."""
        params = {KIND: self.kinds, KNOWLEDGE: self.knowledge, ID: self.ids}
        return {name: list(values) for name, values in params.items() if values}

    def toggled(self, name: str, value: str) -> dict[str, list[str]]:
        """The parameters with one value chosen, or given up where it was."""
        params = self.to_params()
        values = params.get(name, [])
        params[name] = [each for each in values if each != value] if value in values else [*values, value]
        return {each: chosen for each, chosen in params.items() if chosen}


@dataclass(frozen=True)
class Entry:
    """A source, and the texts that rest on it."""

    source: Source
    resources: tuple[Resource, ...]


@dataclass(frozen=True)
class Found:
    """The sources that a query chooses, by publisher and title, and what each value would give."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, Mapping[str, int]]
    """Parameter -> value -> sources that have it and all that is chosen of the other parameters."""


def sources_of(catalog: Catalog, query: BankQuery) -> Found:
    """The sources of a catalog that a query chooses, by publisher and title; also those that no text rests on."""
    texts: dict[str, list[Resource]] = {}
    for resource in catalog.resources:
        for source in resource.sources:
            texts.setdefault(source, []).append(resource)
    tests: Mapping[str, tuple[tuple[str, ...], Callable[[Source], Sequence[str]]]] = {
        KIND: (query.kinds, lambda source: (source.kind,)),
        KNOWLEDGE: (query.knowledge, lambda source: source.knowledge),
    }

    def fits(source: Source, leaving_out: str = "") -> bool:
        return (not query.ids or source.id in query.ids) and all(
            not chosen or any(value in chosen for value in values(source))
            for name, (chosen, values) in tests.items()
            if name != leaving_out
        )

    known = sorted(
        catalog.library.sources.values(), key=lambda source: (source.publisher.casefold(), source.title.casefold())
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in tests}
    for name, (_, values) in tests.items():
        for each in known:
            if fits(each, name):
                for value in values(each):
                    counts[name][value] = counts[name].get(value, 0) + 1
    return Found(tuple(Entry(each, tuple(texts.get(each.id, ()))) for each in known if fits(each)), counts)
