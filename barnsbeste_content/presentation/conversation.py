"""What to say in a talk, and to whom: jointly in the words for the youngest, then to each of the older alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..i18n import Locale
from ..model.age import BANDS, AgeRange
from ..model.text import MOMENTS, Moment, Text


@dataclass(frozen=True)
class Said:
    """A sentence to use."""

    ask: str
    """What the child says first; else empty."""
    words: str


@dataclass(frozen=True)
class Talk:
    """What can be said to children of one age, in each of the columns that stand beside each other."""

    band: str
    headings: Sequence[str]
    """To whom this is said, as each column has it."""
    moments: Sequence[tuple[Moment, Sequence[Sequence[Said]]]]
    """Step of the talk -> what is said in it, in each column."""


def talks(columns: Sequence[tuple[Text, Locale]], bands: Sequence[str] = ()) -> list[Talk]:
    """What to say to children of these ages; of all the ages that the guide has words for where `bands` is empty.

    The youngest that can be talked with come first, and with them the others. Ages with a few words, but no talk, as
    babies, come last.
    """
    text = columns[0][0]
    there = [band.notation for band in BANDS if any(said.ages == band.notation for said in text.sentences)]
    wanted = [band for band in there if band in bands] or there
    talked_with = [band for band in wanted if _words(text, "open", band)]
    ordered = talked_with + [band for band in wanted if band not in talked_with]
    return [
        Talk(
            band=band,
            headings=[_to_whom(locale, band, number, len(talked_with)) for _, locale in columns],
            moments=[
                (moment, [_words(each, moment, band) for each, _ in columns])
                for moment in MOMENTS
                if _words(text, moment, band)
            ],
        )
        for number, band in enumerate(ordered)
    ]


def _to_whom(locale: Locale, band: str, number: int, together: int) -> str:
    _, ages = locale.gettext, locale.ages(AgeRange.parse(band))
    if number == 0 and together > 1:
        return _("Begin together, in words for the youngest: {ages}").format(ages=ages)
    if 0 < number < together:
        return _("Afterwards, alone with the child: {ages}").format(ages=ages)
    return _("Words for this age: {ages}").format(ages=ages)


def _words(text: Text, moment: str, band: str) -> list[Said]:
    return [Said(s.ask or "", s.words) for s in text.sentences if (s.moment, s.ages) == (moment, band)]


def moment_names(locale: Locale) -> Mapping[Moment, str]:
    """Step of a talk -> what it is called."""
    _ = locale.gettext
    return {
        "open": _("How to begin"),
        "explain": _("What has happened"),
        "guilt": _("It is nobody’s fault"),
        "feelings": _("How it may feel"),
        "everyday": _("What stays and what changes"),
        "questions": _("When the child asks"),
        "close": _("How to end"),
    }


def step_names(locale: Locale) -> Mapping[str, str]:
    """Step of a guide -> its heading."""
    _ = locale.gettext
    return {
        "before": _("Before the talk"),
        "during": _("During the talk"),
        "after": _("After the talk"),
        "worried": _("Still worried?"),
    }
