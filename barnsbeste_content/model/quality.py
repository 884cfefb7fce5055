"""What was found out about the texts, for staff: how they read, what they lack, where there are none, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from .problem import Problem

Competence = Literal["find", "understand", "appraise", "apply"]
COMPETENCES: tuple[Competence, ...] = get_args(Competence)
"""What health literacy is, in the order a reader needs it (Helsedirektoratet 2021)."""
LanguageState = Literal["current", "outdated", "machine", "missing"]
"""A translation of which parts are behind is `outdated`, whoever made it; `machine` is one by a machine that is not."""
NEAR = 2.0
"""Points of LIX below the limit from which a text is near it."""


@dataclass(frozen=True)
class HardSentence:
    """A sentence that makes a text hard to read."""

    words: str
    count: int
    """Words in it."""
    long_words: int
    """Words of more than six letters."""
    gain: float
    """Points by which the LIX of the text would fall without it."""


@dataclass(frozen=True)
class Reading:
    """How a text in bokmål or nynorsk reads, beside the limits of its readers."""

    slug: str
    language: str
    lix: float | None
    """None where there are too few words to score."""
    warn: float
    fail: float
    reader: str
    """Whose limits they are: an audience, `child-7` or `child-12` after the oldest age; empty for none."""
    hardest: tuple[HardSentence, ...] = ()
    """Only for the texts nearest to their limits."""

    @property
    def verdict(self) -> Literal["fails", "over", "near", "within", "short"]:
        """`short`: not scored."""
        if self.lix is None:
            return "short"
        if self.lix > self.warn:
            return "fails" if self.lix > self.fail else "over"
        return "near" if self.lix > self.warn - NEAR else "within"


@dataclass(frozen=True)
class Lack:
    """Something a text should have, for its readers to find, understand, appraise or apply it."""

    slug: str
    competence: Competence
    rule: str


@dataclass(frozen=True)
class Cover:
    """How many published texts there are for some readers."""

    own: int
    """On that very situation."""
    general: int
    """On any situation, which readers of this one are shown too. 0 for the situation `general` itself."""
    is_expected: bool
    """Whether the audience is spoken to about children of that age at all."""

    @property
    def is_hole(self) -> bool:
        """Whether these readers should find something, and find nothing."""
        return self.is_expected and not self.own and not self.general


@dataclass(frozen=True)
class Due:
    """Something that is to be looked at again."""

    kind: Literal["text", "source", "helpline"]
    id: str
    looked: date
    """When it was last looked at: a text's review or writing, a source's reading, a helpline's check."""
    day: date
    """When it is to be looked at again."""
    is_future: bool = False
    """Whether it says that it was looked at on a day that is yet to come: the date is wrong, so it is due now."""


@dataclass(frozen=True)
class Quality:
    """Everything that staff are told of the state of the texts on one day. Texts that are retired are left out."""

    today: date
    problems: tuple[Problem, ...]
    """Their paths are relative to the content folder."""
    readings: tuple[Reading, ...]
    """The farthest above its limits first; those that are not scored last."""
    lacks: tuple[Lack, ...]
    """By competence and rule."""
    languages: Mapping[str, Mapping[str, LanguageState]]
    """Slug -> language -> state, languages in the order of the vocabulary."""
    covers: Mapping[tuple[str, str, str], Cover]
    """(audience, age band, situation) -> how many published texts."""
    calendar: tuple[Due, ...]
    """The first due first."""
