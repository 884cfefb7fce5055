"""A question that people ask, its short answer, and where it leads on."""

from typing import Self

from pydantic import Field, model_validator

from .age import AgeRange
from .base import SOURCE_LANGUAGE, Fault, LanguageId, Model, Slug, ValueId, Words


class QuestionText(Model):
    """A question and its answer in one language."""

    question: Words = Field(max_length=90, description="In the words of whoever asks")
    answer: Words = Field(max_length=600, description="The first sentence answers; plain text")


class QuestionFile(Model):
    """A file in `content/questions/`."""

    audiences: tuple[ValueId, ...] = Field(min_length=1, description="Whom the answer speaks to")
    ages: AgeRange | None = Field(None, description="Age of the child concerned; leave out where it is any")
    situations: tuple[ValueId, ...] = Field(min_length=1, description="`general` = whatever the diagnosis")
    relations: tuple[ValueId, ...] = Field(min_length=1, description="Who is ill or has died")
    topics: tuple[ValueId, ...] = Field(min_length=1, max_length=3, description="What it is about")
    leads_to: tuple[Slug, ...] = Field(min_length=1, max_length=3, description="Texts to read on, the best first")
    sources: tuple[Slug, ...] = Field(default=(), description="What a number, a law or an effect rests on")
    helplines: tuple[Slug, ...] = Field(default=(), description="Where the question touches danger: whom to call")
    texts: dict[LanguageId, QuestionText]

    @model_validator(mode="after")
    def _has_bokmaal(self) -> Self:
        if SOURCE_LANGUAGE not in self.texts:
            raise Fault("the bokmål question is missing; add nb: under texts:", "texts")
        return self


class Question(QuestionFile):
    """A question as it is served."""

    id: Slug

    def text_for(self, languages: tuple[str, ...]) -> tuple[QuestionText, str]:
        """The words in the first of `languages` there are any in, and that language."""
        found = next((language for language in languages if language in self.texts), SOURCE_LANGUAGE)
        return self.texts[found], found
