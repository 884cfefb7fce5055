"""Who can be called, chatted with or visited."""

from datetime import date, datetime, time
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from .age import AgeRange
from .base import Fault, LanguageId, Model, Slug, Url, ValueId, Words

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NORWAY = ZoneInfo("Europe/Oslo")


class OpeningHours(Model):
    """Days of the week with the same hours, Norwegian time."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    opens: str = Field(alias="from", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=['"09:00"'])
    closes: str = Field(alias="to", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples=['"15:00"'])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError(
                f"it closes ({self.closes}) before it opens ({self.opens}); split hours that pass midnight"
            )
        return self

    def covers(self, moment: datetime) -> bool:
        clock = moment.time().replace(tzinfo=None)
        closes = time.max if self.closes == "24:00" else time.fromisoformat(self.closes)
        return WEEKDAYS[moment.weekday()] in self.days and time.fromisoformat(self.opens) <= clock < closes


class HelplineText(Model):
    """What readers of one language are told."""

    name: Words
    description: Words
    hours_note: Words | None = Field(None, description="Only where the hours need a word")


class HelplineFile(Model):
    """A file in `content/helplines/`."""

    urgency: Literal["emergency", "crisis", "support"] = "support"
    phone: str | None = Field(None, pattern=r"^\+?[0-9]( ?[0-9]){2,14}$", examples=['"116 111"'])
    chat: Url | None = None
    url: Url | None = None
    hours: Literal["always"] | tuple[OpeningHours, ...] | None = Field(
        None, description="Leave out if not known", examples=['[{days: [mon, tue], from: "09:00", to: "15:00"}]']
    )
    audiences: tuple[ValueId, ...] = Field(default=(), description="For whom; empty = anyone")
    ages: AgeRange | None = None
    situations: tuple[ValueId, ...] = Field(default=(), description="For what; empty = anything")
    free: bool | None = Field(None, description="Free of charge; leave out if not known")
    anonymous: bool | None = Field(None, description="Leave out if not known")
    languages: tuple[LanguageId, ...] = ("nb",)
    source: Slug
    checked: date = Field(description="When somebody last compared this with the source", examples=["2026-11-21"])
    texts: dict[LanguageId, HelplineText] = Field(description="Language -> words")

    @model_validator(mode="after")
    def _has_bokmaal(self) -> Self:
        if "nb" not in self.texts:
            raise Fault("the bokmål words are missing; add nb: under texts:", "texts")
        return self


class Helpline(HelplineFile):
    """A helpline as it is served."""

    id: Slug

    @property
    def tel(self) -> str | None:
        """The number as a `tel:` link has it."""
        return self.phone.replace(" ", "") if self.phone else None

    def text_for(self, languages: tuple[str, ...]) -> tuple[HelplineText, str]:
        """The words in the first of `languages` there are any in, and that language."""
        found = next((language for language in (*languages, "nb") if language in self.texts), "nb")
        return self.texts[found], found

    def is_open(self, moment: datetime) -> bool | None:
        """Whether somebody answers at `moment` (time-zone aware); None where the hours are not known."""
        if self.hours is None:
            return None
        if self.hours == "always":
            return True
        return any(hours.covers(moment.astimezone(NORWAY)) for hours in self.hours)
