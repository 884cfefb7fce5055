"""The controlled vocabulary: facets with their values, and the languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from .base import Labels, LanguageId, Model, ValueId, Words, label_in

FACETS: tuple[str, ...] = (
    "audience",
    "situation",
    "loss_context",
    "relation",
    "setting",
    "phase",
    "consent",
    "topic",
    "feeling",
    "format",
    "knowledge",
    "competence",
    "law",
    "work_area",
    "target_group",
)
"""Every facet; each has a file of its own in `content/vocabulary/`. The order is the order in lists of filters."""

FACET_ATTRIBUTES: Mapping[str, str] = {
    facet: {
        "audience": "audiences",
        "situation": "situations",
        "loss_context": "loss_contexts",
        "relation": "relations",
        "setting": "settings",
        "phase": "phases",
        "consent": "consents",
        "topic": "topics",
        "feeling": "feelings",
        "competence": "competences",
        "law": "laws",
        "work_area": "work_areas",
        "target_group": "target_groups",
    }.get(facet, facet)
    for facet in FACETS
}
"""Facet -> attribute of a resource. `format` is a single value, all others are tuples of values."""


class Term(Model):
    """One value of a facet."""

    id: ValueId
    label: Labels = Field(description="What readers see, per language")
    plain: Labels = Field(default_factory=dict, description="How it is said to a child, per language")

    about: Labels = Field(default_factory=dict, description="One or two sentences on it, where a page tells of it")

    def label_for(self, languages: tuple[str, ...]) -> str:
        return label_in(self.label, languages)

    def plain_for(self, languages: tuple[str, ...]) -> str:
        """How it is said to a child; the ordinary label where nothing else is written."""
        return label_in({**self.label, **self.plain}, languages)


class Facet(Model):
    """One facet: its label and its values in the order readers see them."""

    label: Labels
    values: tuple[Term, ...] = Field(min_length=1)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(term.id for term in self.values)

    def __getitem__(self, value: str) -> Term:
        for term in self.values:
            if term.id == value:
                return term
        raise KeyError(value)


class Language(Model):
    """A language that texts or the interface can be in."""

    id: LanguageId
    name: Words = Field(description="In its own language and script")
    names: Labels = Field(description="What other languages call it")
    script: str = Field(pattern=r"^[A-Z][a-z]{3}$", description="ISO 15924", examples=["Latn"])
    direction: Literal["ltr", "rtl"] = "ltr"
    fallback: tuple[LanguageId, ...] = Field(default=(), description="Where to look when a text is missing, in order")
    tier: Literal[0, 1] = 1
    interface: Literal["source", "machine", "reviewed"] = Field("machine", description="How its interface was made")


class Languages(Model):
    """The file `languages.yaml`."""

    languages: tuple[Language, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Vocabulary:
    """All facets and languages. A facet whose file is broken is absent from `facets`."""

    facets: Mapping[str, Facet] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)

    def chain(self, language: str) -> tuple[str, ...]:
        """The language itself and where to look when a text is missing in it, in order; always ends in bokmål."""
        known = self.languages.get(language)
        return tuple(dict.fromkeys((language, *(known.fallback if known else ()), "nb")))

    def label(self, facet: str, value: str, language: str, *, plain: bool = False) -> str:
        """What `language` calls a value. Unknown ones come back as their id, so that nothing disappears in silence."""
        try:
            term = self.facets[facet][value]
        except KeyError:
            return value
        return term.plain_for(self.chain(language)) if plain else term.label_for(self.chain(language))

    def facet_label(self, facet: str, language: str) -> str:
        known = self.facets.get(facet)
        return label_in(known.label, self.chain(language)) if known else facet

    def direction(self, language: str) -> str:
        known = self.languages.get(language)
        return known.direction if known else "ltr"

    def own_name(self, language: str) -> str:
        """What a language calls itself, in its own script."""
        known = self.languages.get(language)
        return known.name if known else language

    def language_name(self, language: str, reader: str) -> str:
        """What `reader`'s language calls `language`."""
        known = self.languages.get(language)
        if not known:
            return language
        return label_in({language: known.name, **known.names}, self.chain(reader))
