"""What a reader asks for, and its form in an address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import category

from ..model.age import AgeRange
from ..model.vocabulary import FACETS, Vocabulary
from .sorting import Sort

MAX_TEXT = 200
"""Characters of a search that are read; the rest is cut off and told."""
MAX_VALUES = 60
"""Values of one parameter that are looked at."""
TEXT, AGE, LANGUAGE = "q", "age", "language"
PARAMETERS: tuple[str, ...] = (TEXT, AGE, LANGUAGE, *FACETS)
"""Every parameter of an address that chooses texts."""
SORT = "sort"
"""The parameter that says in which order they stand."""


@dataclass(frozen=True)
class Dropped:
    """A parameter, or one of its values, that says nothing here."""

    parameter: str
    value: str


@dataclass(frozen=True)
class Query:
    """Choices of a reader. Within a facet any value will do, between facets all must hold; ages match by overlap."""

    text: str = ""
    ages: tuple[AgeRange, ...] = ()
    languages: tuple[str, ...] = ()
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(facet, values), in the order of `FACETS`; never with an empty tuple of values."""
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)
    preferred: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(facet, values) that rank what is found and leave nothing out. Never in an address."""
    sort: Sort = Sort.FIT

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> "Query":
        """The query in the parameters of an address. What says nothing is left out and stands in `dropped`."""
        dropped: list[Dropped] = []
        searches = tuple(params.get(TEXT, ()))[:MAX_VALUES]
        text = _clean(searches[0]) if searches else ""
        dropped += [Dropped(TEXT, extra) for extra in searches[1:]]
        if len(text) > MAX_TEXT:
            dropped.append(Dropped(TEXT, text[MAX_TEXT:]))
            text = text[:MAX_TEXT].rstrip()
        ages: list[AgeRange] = []
        for value in params.get(AGE, ())[:MAX_VALUES]:
            try:
                ages.append(AgeRange.parse(value))
            except ValueError:
                dropped.append(Dropped(AGE, value))
        chosen = {}
        for facet in FACETS:
            known = vocabulary.facets[facet].ids if facet in vocabulary.facets else ()
            values = _known(facet, params, known, dropped)
            if values:
                chosen[facet] = values
        languages = _known(LANGUAGE, params, tuple(vocabulary.languages), dropped)
        given = tuple(params.get(SORT, ()))[:MAX_VALUES]
        sorts = [Sort(value) for value in given[:1] if value in set(Sort)]
        dropped += [Dropped(SORT, value) for value in given[len(sorts) :]]
        dropped += [Dropped(name, "") for name in list(params)[:MAX_VALUES] if name not in (*PARAMETERS, SORT)]
        sort = sorts[0] if sorts else Sort.FIT
        return cls(text, _unique_ages(ages), languages, tuple(chosen.items()), tuple(dropped), sort=sort)

    def to_params(self) -> dict[str, list[str]]:
        """The inverse of `from_params`: parameter -> values; nothing for what is not chosen."""
        params: dict[str, list[str]] = {}
        if self.text:
            params[TEXT] = [self.text]
        if self.ages:
            params[AGE] = [age.notation for age in self.ages]
        if self.languages:
            params[LANGUAGE] = list(self.languages)
        params |= {facet: list(values) for facet, values in self.chosen}
        return params if self.sort is Sort.FIT else params | {SORT: [self.sort.value]}

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet."""
        return dict(self.chosen).get(facet, ())

    def choosing(self, facet: str, values: Iterable[str]) -> "Query":
        """The same query with these values of a facet instead of those it had."""
        chosen = {**dict(self.chosen), facet: tuple(values)}
        ordered = tuple((name, chosen[name]) for name in FACETS if chosen.get(name))
        return replace(self, chosen=ordered)

    def preferring(self, facet: str, values: Iterable[str]) -> "Query":
        """The same query, with texts that bear these values first. Nothing is left out for it."""
        preferred = {**dict(self.preferred), facet: tuple(values)}
        return replace(self, preferred=tuple((name, preferred[name]) for name in FACETS if preferred.get(name)))

    def without(self, parameter: str) -> "Query":
        """The same query without one of its parameters."""
        if parameter == TEXT:
            return replace(self, text="")
        if parameter == AGE:
            return replace(self, ages=())
        if parameter == LANGUAGE:
            return replace(self, languages=())
        return self.choosing(parameter, ())

    @property
    def active(self) -> tuple[str, ...]:
        """Parameters that choose anything; the order of a list chooses nothing."""
        return tuple(name for name in self.to_params() if name != SORT)


def _known(
    name: str, params: Mapping[str, Sequence[str]], known: tuple[str, ...], dropped: list[Dropped]
) -> tuple[str, ...]:
    given = tuple(params.get(name, ()))[:MAX_VALUES]
    dropped += [Dropped(name, value) for value in given if value not in known]
    return tuple(value for value in known if value in given)


def _unique_ages(ages: list[AgeRange]) -> tuple[AgeRange, ...]:
    unique = {age.notation: age for age in ages}
    return tuple(sorted(unique.values(), key=lambda age: (age.first_month, age.last_month)))


def _clean(text: str) -> str:
    """Without control characters and half surrogates, white space folded. Joiners stay: Persian is spelt with them."""
    kept = "".join(" " if category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter for letter in text[: MAX_TEXT * 4])
    return " ".join(kept.split())
