"""The words of a resource in one language."""

from hashlib import sha256
from typing import Literal, get_args

from pydantic import Field, field_validator

from .base import Fault, LanguageId, Model, Slug, Words

RESERVED_PARTS = ("head", "actions", "say", "sentences")
"""Names of the parts of a text that are not sections; no section may bear them."""
WORDS_PER_MINUTE = 150
"""Reading pace used for "3 minutes": slower than the 238 words a minute of grown-up silent readers
(Brysbaert 2019, doi:10.1016/j.jml.2019.104047), since many of our readers are children or read
a second language."""


class Section(Model):
    """A part of a text with a heading. The id is the same in every language."""

    id: Slug = Field(examples=["hva-skjer"])
    heading: Words
    text: Words = Field(description="Markdown: paragraphs, lists, strong, emphasis, links")
    sources: tuple[Slug, ...] = Field(default=(), description="What this section's numbers, laws and effects rest on")


Moment = Literal["open", "explain", "guilt", "feelings", "everyday", "questions", "close"]
"""A step of a conversation, in order: how to begin, what has happened, whose fault it is not, how it feels, what
changes at home, what the child asks, how to end."""
MOMENTS: tuple[Moment, ...] = get_args(Moment)
Band = Literal["0-2", "3-7", "8-12", "13-17"]
"""An age band of `model.age.BANDS`, as it is written."""


class Sentence(Model):
    """Words of a conversation guide to use as they are, for children of one age band."""

    moment: Moment
    ages: Band
    ask: Words | None = Field(None, description="What the child says, where the words answer it")
    words: Words


class Translation(Model):
    """How a translation was made, and of which wording of the source."""

    status: Literal["machine", "reviewed"] = "machine"
    source_fingerprint: dict[str, str] = Field(
        default_factory=dict,
        description="Part of the text -> fingerprint of the bokmål wording it was made from",
    )
    note: str = Field("", description="What a reader or the next editor should know of this translation")


class TextFile(Model):
    """A language file of a resource."""

    title: Words = Field(max_length=90, description="In the reader's own words")
    summary: Words = Field(max_length=220, description="One or two sentences for the card")
    main_message: Words = Field(description="One sentence, shown first")
    sections: tuple[Section, ...] = Field(min_length=1, max_length=9)
    actions: tuple[Words, ...] = Field(
        min_length=1, max_length=7, description="What the reader can do, each starting with a verb"
    )
    say: tuple[Words, ...] = Field(default=(), description="Sentences one can use as they are")
    sentences: tuple[Sentence, ...] = Field(
        default=(), description="In conversation guides: what to say at each step, for each age"
    )
    translation: Translation | None = Field(None, description="Required in every language but bokmål")

    @field_validator("sections")
    @classmethod
    def _ids_are_unique(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        seen: set[str] = set()
        for index, section in enumerate(sections):
            if section.id in RESERVED_PARTS:
                raise Fault(f'"{section.id}" is taken; give the section another id', index, "id")
            if section.id in seen:
                raise Fault(f'two sections have the id "{section.id}"; give one of them another id', index, "id")
            seen.add(section.id)
        return sections


class Text(TextFile):
    """The words of a resource in one language."""

    language: LanguageId

    @property
    def parts(self) -> dict[str, str]:
        """Part of the text -> its wording: what a translation of that part rests on."""
        parts = {"head": "\n".join((self.title, self.summary, self.main_message))}
        parts |= {section.id: f"{section.heading}\n{section.text}" for section in self.sections}
        parts |= {"actions": "\n".join(self.actions), "say": "\n".join(self.say)}
        parts["sentences"] = "\n".join(
            " ".join((said.moment, said.ages, *([said.ask] if said.ask else []), said.words)) for said in self.sentences
        )
        return {part: words for part, words in parts.items() if words}

    @property
    def fingerprints(self) -> dict[str, str]:
        """Part -> the first ten hexadecimal digits of the SHA-256 of its wording, white space folded."""
        return {part: sha256(" ".join(words.split()).encode()).hexdigest()[:10] for part, words in self.parts.items()}

    @property
    def word_count(self) -> int:
        """Words a reader meets, headings and sayings included."""
        return sum(len(words.split()) for words in self.parts.values())

    @property
    def minutes(self) -> int:
        """Minutes it takes to read, at least one."""
        return max(1, round(self.word_count / WORDS_PER_MINUTE))
