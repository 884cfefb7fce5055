"""A sheet to fill in and print: a plan, or who is around somebody. What is written on it stays in the browser."""

from typing import Literal, Self

from pydantic import Field, model_validator

from .base import SOURCE_LANGUAGE, Fault, LanguageId, Model, Slug, ValueId, Words

MAX_ROWS = 8


class SheetPart(Model):
    """A part of a sheet: its fields, once or in several rows."""

    id: Slug
    fields: tuple[Slug, ...] = Field(min_length=1, max_length=4, description="What is asked for, in order")
    rows: int = Field(1, ge=1, le=MAX_ROWS, description="How many times the fields stand below each other")
    lines: int = Field(1, ge=1, le=8, description="Height of a field: one line, or a place to write more")


class SheetPartText(Model):
    """The words of a part."""

    heading: Words
    help: Words | None = Field(None, description="What to write here, and why")
    fields: dict[Slug, Words] = Field(description="Field -> its label")


class SheetText(Model):
    """The words of a sheet in one language."""

    title: Words = Field(max_length=90)
    summary: Words = Field(max_length=220, description="What it is for; stands where it is offered")
    intro: Words = Field(description="Above the fields: how to use it")
    parts: dict[Slug, SheetPartText]


class SheetFile(Model):
    """A file in `content/sheets/`."""

    kind: Literal["plan", "network"] = Field(
        description="`network` draws its parts as rings around the one who fills in"
    )
    audiences: tuple[ValueId, ...] = Field(min_length=1, description="Who fills it in")
    text: Slug | None = Field(None, description="The text that tells how to use it")
    parts: tuple[SheetPart, ...] = Field(min_length=1, max_length=12)
    texts: dict[LanguageId, SheetText]

    @model_validator(mode="after")
    def _words_for_every_part(self) -> Self:
        if SOURCE_LANGUAGE not in self.texts:
            raise Fault("the bokmål words are missing; add nb: under texts:", "texts")
        wanted = [part.id for part in self.parts]
        if twice := {id for id in wanted if wanted.count(id) > 1}:
            raise Fault(f'"{min(twice)}" stands twice; give one of the parts another id', "parts")
        for language, text in self.texts.items():
            if set(text.parts) != set(wanted):
                odd = min(set(text.parts) ^ set(wanted))
                cure = "write its words here" if odd in wanted else "take it away, or add it to parts: above"
                raise Fault(f'the parts differ from those of the sheet: "{odd}"; {cure}', "texts", language, "parts")
            for part in self.parts:
                if set(text.parts[part.id].fields) != set(part.fields):
                    odd = min(set(text.parts[part.id].fields) ^ set(part.fields))
                    cure = "write its label here" if odd in part.fields else "take it away, or add it to fields: above"
                    place = ("texts", language, "parts", part.id, "fields")
                    raise Fault(f'the fields differ from those of the part: "{odd}"; {cure}', *place)
        return self


class Sheet(SheetFile):
    """A sheet as it is served."""

    id: Slug

    def text_for(self, languages: tuple[str, ...]) -> tuple[SheetText, str]:
        """The words in the first of `languages` there are any in, and that language."""
        found = next((language for language in languages if language in self.texts), SOURCE_LANGUAGE)
        return self.texts[found], found
