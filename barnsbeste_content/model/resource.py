"""A resource: its facts once, its words in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, RootModel, StringConstraints, field_validator, model_validator

from .age import AgeRange
from .base import SOURCE_LANGUAGE, Fault, LanguageId, Model, Slug, ValueId, Words
from .text import Text
from .vocabulary import FACET_ATTRIBUTES

CODED_AUDIENCES = ("child", "youth")
"""Readers whose address bar must not tell what they read."""
FAMILY_AUDIENCES = ("child", "youth", "parent", "infant_caregiver", "minority_family")
"""Readers who are to find somebody to talk with in every text."""

Status = Literal["draft", "published", "retired"]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
"""What somebody types into a search box."""


class Review(Model):
    """Who has looked at the text, and when it is to be looked at again."""

    status: Literal["unreviewed", "reviewed"]
    by: Words | None = Field(None, description="Role, never a name", examples=["fagrådgiver i BarnsBeste"])
    on: date | None = None
    next: date = Field(description="When it is to be looked at again", examples=["2027-11-22"])

    @model_validator(mode="after")
    def _reviewed_says_by_whom(self) -> Self:
        if self.status == "reviewed" and not (self.by and self.on):
            raise ValueError("a reviewed text says by whom and when; add by: <role> and on: <date>")
        if self.status == "unreviewed" and (self.by or self.on):
            raise ValueError("an unreviewed text has no by or on; write status: reviewed, or leave them out")
        if self.on and self.on > self.next:
            raise ValueError(f"the next review ({self.next}) is before the last one ({self.on}); write a later next:")
        return self


class Guide(Model):
    """Which sections of a conversation guide are for which step; ids of sections, in the order they are read."""

    before: tuple[Slug, ...] = Field(min_length=1, description="How to prepare")
    during: tuple[Slug, ...] = Field(min_length=1, description="How to talk; the sentences to use stand here")
    after: tuple[Slug, ...] = Field(min_length=1, description="What to do when the talk is over")
    worried: tuple[Slug, ...] = Field(min_length=1, description="Still worried? Where to go from here")

    @property
    def sections(self) -> tuple[str, ...]:
        """All of them, in order."""
        return (*self.before, *self.during, *self.after, *self.worried)


def _values(description: str, *, required: bool = False, most: int | None = None) -> tuple[ValueId, ...]:
    return (  # type: ignore[no-any-return, unused-ignore]
        Field(min_length=1, max_length=most, description=description)
        if required
        else Field(default=(), description=description)
    )


class ResourceFile(Model):
    """The file `resource.yaml`: facts about a text that are the same in every language."""

    status: Status = Field(examples=["draft"])
    code: str | None = Field(
        None, pattern=r"^[bu][0-9]{2,5}$", description="Neutral name in the address bar", examples=["b17"]
    )
    audiences: tuple[ValueId, ...] = _values("Whom the text speaks to", required=True)
    ages: AgeRange = Field(description="Age of the child concerned", examples=["{from: 8, to: 12}"])
    situations: tuple[ValueId, ...] = _values("What has happened; `general` = whatever the diagnosis", required=True)
    loss_contexts: tuple[ValueId, ...] = _values("With `bereavement`: how the death came")
    relations: tuple[ValueId, ...] = _values("Who is ill or has died", required=True)
    topics: tuple[ValueId, ...] = _values("What it is about", required=True, most=5)
    feelings: tuple[ValueId, ...] = _values("For child and youth: feelings the text meets")
    settings: tuple[ValueId, ...] = _values("For practitioners: where")
    phases: tuple[ValueId, ...] = _values("For practitioners: at which step")
    consents: tuple[ValueId, ...] = _values("For practitioners: with which consent of the parent")
    laws: tuple[ValueId, ...] = _values("Provisions it explains")
    work_areas: tuple[ValueId, ...] = _values("BarnsBeste's own areas of work")
    target_groups: tuple[ValueId, ...] = _values("BarnsBeste's target groups")
    format: ValueId = Field(examples=["article"])
    knowledge: tuple[ValueId, ...] = _values("What the text rests on", required=True)
    competences: tuple[ValueId, ...] = _values("What the reader gets better at", required=True)
    sources: tuple[Slug, ...] = Field(min_length=1, description="Ids of files in content/sources/")
    helplines: tuple[Slug, ...] = Field(default=(), description="Ids of files in content/helplines/, best first")
    help_first: bool = Field(False, description="Helplines stand before the text")
    glossary: tuple[Slug, ...] = Field(default=(), description="Ids of files in content/glossary/")
    guide: Guide | None = Field(None, description="Of a conversation guide by age: which section is which step")
    related: tuple[Slug, ...] = Field(default=(), max_length=5, description="Slugs of other resources")
    written: date = Field(examples=["2026-11-22"])
    review: Review = Field(examples=["{status: unreviewed, next: 2027-11-22}"])

    @field_validator(*FACET_ATTRIBUTES.values(), "sources", "helplines", "glossary", "related")
    @classmethod
    def _no_value_twice(cls, values: object) -> object:
        if isinstance(values, tuple):
            for index, value in enumerate(values):
                if value in values[:index]:
                    raise Fault(f'"{value}" stands twice; take one away', index)
        return values

    @model_validator(mode="after")
    def _what_the_audience_needs(self) -> Self:
        readers = set(self.audiences)
        if readers & set(CODED_AUDIENCES) and not self.code:
            raise Fault("texts for child and youth need a neutral code; add a line such as code: b17", "audiences")
        if readers & set(CODED_AUDIENCES) and not self.feelings:
            raise Fault("texts for child and youth need feelings; add a line such as feelings: [worried]", "audiences")
        if "practitioner" in readers and not (self.settings and self.phases):
            raise Fault(
                "texts for practitioner need settings and phases; add settings: [gp] and phases: [act]", "audiences"
            )
        if "bereavement" in self.situations and not self.loss_contexts:
            raise Fault("texts on bereavement need loss_contexts; add loss_contexts: [unspecified]", "situations")
        if readers & set(FAMILY_AUDIENCES) and not self.helplines:
            raise Fault("texts for families name somebody to call; add helplines: [alarmtelefonen]", "audiences")
        return self


class AskedFile(RootModel[dict[LanguageId, tuple[Asked, ...]]]):
    """The file `asked.yaml`: how people ask for a text, by language; also in languages that it does not exist in."""

    model_config = ConfigDict(frozen=True, strict=True)


@dataclass(frozen=True)
class FoundText:
    """The text that a chain of languages led to."""

    text: Text
    is_fallback: bool
    """True where it is not in the language first asked for."""

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def status(self) -> Literal["source", "machine", "reviewed"]:
        """How the text came to be in its language."""
        return self.text.translation.status if self.text.translation else "source"


class Resource(ResourceFile):
    """A resource with its texts, as it is served."""

    id: Slug
    texts: Mapping[str, Text]
    asked: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Language -> how people ask for it. Never shown, only searched."""

    @property
    def name(self) -> str:
        """What addresses call it: the neutral code where one must not tell, else the slug."""
        return self.code or self.id

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages it exists in, bokmål first."""
        return tuple(sorted(self.texts, key=lambda language: (language != SOURCE_LANGUAGE, language)))

    @property
    def changed(self) -> date:
        """When it was last looked at, else when it was written."""
        return self.review.on or self.written

    def text_for(self, languages: Sequence[str]) -> FoundText:
        """The text in the first language of `languages` there is one in; bokmål where there is none."""
        for language in languages:
            if language in self.texts:
                return FoundText(self.texts[language], is_fallback=language != languages[0])
        return FoundText(self.texts[SOURCE_LANGUAGE], is_fallback=bool(languages) and languages[0] != SOURCE_LANGUAGE)

    def outdated_parts(self, language: str) -> tuple[str, ...]:
        """Parts of a translation whose bokmål wording has changed since it was made."""
        translation = self.texts[language].translation
        if translation is None:
            return ()
        now = self.texts[SOURCE_LANGUAGE].fingerprints
        return tuple(part for part, mark in now.items() if translation.source_fingerprint.get(part) != mark)

    def values(self, facet: str) -> tuple[str, ...]:
        """Its values of a facet, as a tuple also where only one can be."""
        value = getattr(self, FACET_ATTRIBUTES[facet])
        return (value,) if isinstance(value, str) else value
