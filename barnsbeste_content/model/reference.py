"""What texts refer to: sources, glossary terms; and how people search."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from .base import Fault, LanguageId, Model, Slug, Url, ValueId, Words

SourceKind = Literal[
    "law", "guideline", "research", "statistics", "patient_information", "tool", "organisation", "helpline"
]


class Author(Model):
    """A person who wrote a source."""

    family: Words
    given: Words


class SourceFile(Model):
    """A file in `content/sources/`."""

    title: Words
    authors: tuple[Author, ...] = Field(
        default=(), description="Persons, in order; leave out where it is the publisher"
    )
    publisher: Words
    journal: Words | None = Field(None, description="Journal or book that it is a part of")
    year: int | None = Field(None, ge=1500, le=2200)
    url: Url
    kind: SourceKind
    knowledge: tuple[ValueId, ...] = ()
    language: LanguageId
    accessed: date = Field(description="When it was last read", examples=["2026-11-21"])


class Source(SourceFile):
    """A source as it is served."""

    id: Slug


class GlossaryText(Model):
    """A term and what it means, in one language."""

    term: Words
    definition: Words
    also: tuple[Words, ...] = Field(default=(), description="Other forms, and words that mean the same")


class GlossaryFile(Model):
    """A file in `content/glossary/`."""

    sources: tuple[Slug, ...] = ()
    texts: dict[LanguageId, GlossaryText]

    @model_validator(mode="after")
    def _has_bokmaal(self) -> Self:
        if "nb" not in self.texts:
            raise Fault("the bokmål term is missing; add nb: under texts:", "texts")
        return self


class GlossaryTerm(GlossaryFile):
    """A glossary term as it is served."""

    id: Slug

    def text_for(self, languages: tuple[str, ...]) -> tuple[GlossaryText, str]:
        """The words in the first of `languages` there are any in, and that language."""
        found = next((language for language in (*languages, "nb") if language in self.texts), "nb")
        return self.texts[found], found


_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)")


def folded(form: str) -> str:
    """A form in small letters, as `re.IGNORECASE` compares them: it takes `İ`, `I`, `ı` and `i` for one letter."""
    return form.casefold().replace("i\u0307", "i").replace("ı", "i")


def forms_of(terms: Mapping[str, GlossaryText]) -> dict[str, str]:
    """Each form of each term, folded -> the id of the term. `skolehelsetjeneste (school nurse)` is also either part."""
    found = {folded(form): id for id, words in terms.items() for form in (words.term, *words.also)}
    for id, words in terms.items():
        if bracketed := _BRACKETED.fullmatch(words.term):
            for part in bracketed.groups():
                found.setdefault(folded(part), id)
    return found


class _Branches(dict[str, "_Branches"]):
    """Forms letter by letter: what they begin with is looked at once, not once a form. `""` marks the end of one."""


def pattern_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of these as whole words, the longest first; None where there are none."""
    branches = _Branches()
    for form in forms:
        branch = branches
        for letter in form:
            branch = branch.setdefault(letter, _Branches())
        branch[""] = _Branches()
    if not branches:
        return None
    return re.compile(rf"(?<!\w){_branching(branches)}(?!\w)", re.IGNORECASE)


def _branching(branches: _Branches) -> str:
    ways = [re.escape(letter) + _branching(rest) for letter, rest in branches.items() if letter]
    if "" in branches:
        ways.append("")  # last, so that the longest form is taken
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


class SynonymGroup(Model):
    """Words that people type, and what they mean here."""

    words: tuple[Words, ...] = Field(min_length=1, description="What people type")
    means: tuple[Words, ...] = Field(default=(), description="Words that the texts use")
    tags: dict[ValueId, tuple[ValueId, ...]] = Field(
        default_factory=dict, description="Facet -> values: texts with these rank higher"
    )
    helplines: tuple[Slug, ...] = Field(
        default=(), description="For words that point to danger: who stands above the results, the most urgent first"
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not self.means and not self.tags:
            raise ValueError("the words lead nowhere; add means: or tags:")
        return self


class SearchWords(Model):
    """A file in `content/search/`."""

    synonyms: tuple[SynonymGroup, ...] = ()
    forms: dict[Words, tuple[Words, ...]] = Field(
        default_factory=dict, description="Word -> other forms and spellings that no stemmer knows: syk: [sjuk, sjuke]"
    )
