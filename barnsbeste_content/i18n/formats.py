"""Everything that depends on the reader's language, in one object."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from ..model.age import AgeRange
from .locales import cldr, direction
from .messages import translations

# What CLDR 47 does not know of our languages
_WITHOUT_UNITS = frozenset(("ckb", "fa", "ur"))
_DAYS = {"se": "d.M.y"}  # it has no form of the months that goes with a day
_LISTS = {"ckb": ("، ", " و ")}


class Locale:
    """Words, dates, numbers, ages and lists in one language.

    Digits are Western in every language, as on phones and forms.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = direction(language)
        self._words = translations(language)
        self._cldr = cldr(language)
        self.gettext = self._words.gettext
        self.ngettext = self._words.ngettext
        self.pgettext = self._words.pgettext

    def number(self, number: int) -> str:
        return str(format_decimal(number, locale=self._cldr))

    def day(self, day: date) -> str:
        """22. november 2026"""
        return format_date(day, format=_DAYS.get(self.language, "long"), locale=self._cldr)

    def month(self, day: date) -> str:
        """november 2027"""
        return format_skeleton("yMMMM", day, locale=self._cldr)

    def minutes(self, minutes: int) -> str:
        """3 minutter"""
        if self.language in _WITHOUT_UNITS:
            return self.ngettext("{count} minute", "{count} minutes", minutes).format(count=self.number(minutes))
        return format_unit(minutes, "duration-minute", length="long", locale=self._cldr)

    def all_of(self, words: Sequence[str]) -> str:
        """a, b og c"""
        if self.language in _LISTS and len(words) > 1:
            comma, last = _LISTS[self.language]
            return f"{comma.join(words[:-1])}{last}{words[-1]}"
        return format_list(list(words), style="standard", locale=self._cldr)

    def weekday(self, weekday: int) -> str:
        """mandag; 0 is Monday"""
        return str(get_day_names("wide", locale=self._cldr)[weekday])

    def span(self, start: object, end: object) -> str:
        """8–12; in words where a dash would be read from the wrong side"""
        return self.gettext("{start}–{end}").format(start=start, end=end)

    def ages(self, ages: AgeRange) -> str:
        """8–12 år, 4 år, 0–6 måneder"""
        is_range = ages.start != ages.end
        words = self.span(ages.start, ages.end) if is_range else str(ages.start)
        count = max(ages.end, 2) if is_range else ages.end  # "0–1 months", never "0–1 month"
        if ages.unit == "months":
            return self.ngettext("{ages} month", "{ages} months", count).format(ages=words)
        return self.ngettext("{ages} year", "{ages} years", count).format(ages=words)


@cache
def locale_of(language: str) -> Locale:
    """The locale of an interface language. Raises FileNotFoundError for a language without a catalogue."""
    return Locale(language)


_GROUPS = re.compile(r"(?<=\d) (?=\d)")


def unbroken(words: str) -> str:
    """Words with numbers such as `116 111` held together: on one line, and in order from right to left too (UAX #9,
    where a plain space would let the groups change places)."""
    return _GROUPS.sub("\u00a0", words)
