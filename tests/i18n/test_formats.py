"""Ages, dates, lists and numbers as each language writes them."""

from datetime import date

import pytest

from barnsbeste_content.i18n import locale_of
from barnsbeste_content.model.age import AgeRange

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "notation", "words"),
    [
        ("nb", "8-12", "8–12 år"),
        ("nb", "4", "4 år"),
        ("nb", "1m", "1 måned"),
        ("nb", "0-6m", "0–6 måneder"),
        ("nb", "0-1m", "0–1 måneder"),
        ("en", "1", "1 year"),
        ("en", "0", "0 years"),
        ("en", "0-1", "0–1 years"),
        ("en", "8-12", "8–12 years"),
        ("en", "1m", "1 month"),
        ("en", "7-12m", "7–12 months"),
        ("ar", "1", "1 سنة"),
        ("ar", "4", "4 سنوات"),
        ("ar", "12", "12 سنة"),
        ("ar", "8-12", "8 إلى 12 سنة"),
        ("ar", "3-7", "3 إلى 7 سنوات"),
        ("ar", "0-6m", "0 إلى 6 أشهر"),
        ("ar", "7-12m", "7 إلى 12 شهرًا"),
    ],
)
def test_ages_are_in_years_or_months_with_the_plural_of_the_language(language: str, notation: str, words: str) -> None:
    assert locale_of(language).ages(AgeRange.parse(notation)) == words


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("nb", "22. november 2026", "november 2026"),
        ("en", "22 November 2026", "November 2026"),
        ("ar", "22 نوفمبر 2026", "نوفمبر 2026"),
    ],
)
def test_dates_are_written_out_with_western_digits(language: str, day: str, month: str) -> None:
    assert locale_of(language).day(DAY) == day
    assert locale_of(language).month(DAY) == month


@pytest.mark.parametrize(("language", "all_of"), [("nb", "a, b og c"), ("en", "a, b and c"), ("ar", "a وb وc")])
def test_lists_are_joined_with_the_words_of_the_language(language: str, all_of: str) -> None:
    assert locale_of(language).all_of(["a", "b", "c"]) == all_of


def test_a_list_of_one_is_that_one_and_of_none_is_empty() -> None:
    assert locale_of("nb").all_of(["a"]) == "a"
    assert locale_of("nb").all_of([]) == ""


@pytest.mark.parametrize(
    ("language", "minutes"),
    [("nb", ["1 minutt", "3 minutter"]), ("en", ["1 minute", "3 minutes"]), ("ar", ["دقيقة", "3 دقائق"])],
)
def test_minutes_are_in_words(language: str, minutes: list[str]) -> None:
    assert [locale_of(language).minutes(count) for count in (1, 3)] == minutes


@pytest.mark.parametrize(("language", "monday"), [("nb", "mandag"), ("en", "Monday"), ("ar", "الاثنين")])
def test_the_week_begins_on_monday(language: str, monday: str) -> None:
    assert locale_of(language).weekday(0) == monday


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_locale_knows_its_direction(language: str, direction: str) -> None:
    assert locale_of(language).direction == direction


def test_a_language_without_a_catalogue_has_no_locale() -> None:
    with pytest.raises(FileNotFoundError):
        locale_of("xx")
