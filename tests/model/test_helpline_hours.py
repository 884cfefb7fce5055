from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from barnsbeste_content.model.helpline import Helpline, HelplineText, OpeningHours

OSLO = ZoneInfo("Europe/Oslo")


def helpline(hours: Any, **others: Any) -> Helpline:
    facts = {"id": "linjen", "source": "kilde", "checked": date(2026, 11, 20), "hours": hours}
    return Helpline(**facts, texts={"nb": HelplineText(name="Linjen", description="Ring.")}, **others)


def weekdays(opens: str, closes: str, *days: Any) -> tuple[OpeningHours, ...]:
    return (OpeningHours(days=days or ("mon", "tue", "wed", "thu", "fri"), opens=opens, closes=closes),)


@pytest.mark.parametrize(
    ("clock", "is_open"), [((8, 59), False), ((9, 0), True), ((14, 59), True), ((15, 0), False), ((23, 0), False)]
)
def test_it_is_open_from_the_first_minute_till_just_before_the_last(clock: tuple[int, int], is_open: bool) -> None:
    monday = datetime(2026, 11, 23, *clock, tzinfo=OSLO)
    assert helpline(weekdays("09:00", "15:00")).is_open(monday) is is_open


def test_it_is_closed_on_other_days() -> None:
    saturday = datetime(2026, 11, 21, 10, tzinfo=OSLO)
    assert helpline(weekdays("09:00", "15:00")).is_open(saturday) is False


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 1, 12, 8, 30, tzinfo=UTC), True),  # winter: 09:30 in Norway
        (datetime(2026, 1, 12, 7, 30, tzinfo=UTC), False),  # winter: 08:30
        (datetime(2026, 7, 13, 7, 30, tzinfo=UTC), True),  # summer: 09:30
        (datetime(2026, 7, 13, 13, 30, tzinfo=UTC), False),  # summer: 15:30
        (datetime(2026, 1, 12, 17, 30, tzinfo=ZoneInfo("Asia/Tokyo")), True),  # 09:30 in Norway
    ],
)
def test_hours_are_norwegian_time_summer_and_winter_wherever_one_asks(moment: datetime, is_open: bool) -> None:
    assert helpline(weekdays("09:00", "15:00")).is_open(moment) is is_open


def test_the_weekday_is_that_of_norway() -> None:
    sunday_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday 00:30 in Norway
    assert helpline(weekdays("00:00", "01:00", "mon")).is_open(sunday_in_utc) is True
    assert helpline(weekdays("23:00", "24:00", "sun")).is_open(sunday_in_utc) is False


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_in_october_is_open_both_times(fold: int) -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=fold)
    assert helpline(weekdays("02:00", "03:00", "sun")).is_open(twice) is True


def test_24_is_the_end_of_the_day() -> None:
    line = helpline(weekdays("18:00", "24:00", "mon"))
    assert line.is_open(datetime(2026, 11, 23, 23, 59, 59, tzinfo=OSLO)) is True
    assert line.is_open(datetime(2026, 11, 24, 0, 0, tzinfo=OSLO)) is False


def test_always_is_always_and_unknown_is_unknown() -> None:
    moment = datetime(2026, 12, 24, 3, tzinfo=OSLO)
    assert helpline("always").is_open(moment) is True
    assert helpline(None).is_open(moment) is None


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("15:00", "09:00"),
        ("09:00", "09:00"),
        ("22:00", "02:00"),
        ("9:00", "15:00"),
        ("09:60", "15:00"),
        ("24:00", "24:00"),
        ("٠٩:00", "15:00"),
    ],
)
def test_hours_that_cannot_be_are_refused(opens: str, closes: str) -> None:
    with pytest.raises(ValidationError):
        OpeningHours(days=("mon",), opens=opens, closes=closes)


@pytest.mark.parametrize(("phone", "tel"), [("116 111", "116111"), ("+47 21 00 00 00", "+4721000000"), ("113", "113")])
def test_a_tel_link_has_no_spaces(phone: str, tel: str) -> None:
    assert helpline(None, phone=phone).tel == tel


@pytest.mark.parametrize("phone", ["", "   ", "11", "ring 113", "116  111", " 113", "113 ", "٣٣٣٣", "1" * 17])
def test_what_is_no_phone_number_is_refused(phone: str) -> None:
    with pytest.raises(ValidationError):
        helpline(None, phone=phone)


def test_words_come_in_the_first_language_there_are_any_in() -> None:
    texts = {
        "nb": HelplineText(name="Linjen", description="Ring."),
        "en": HelplineText(name="Line", description="Call."),
    }
    line = helpline("always").model_copy(update={"texts": texts})
    assert line.text_for(("so", "en", "nb")) == (texts["en"], "en")
    assert line.text_for(("so",)) == (texts["nb"], "nb")
