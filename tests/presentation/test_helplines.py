"""Who can be called, when, and in which words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from elements import elements, text_of

from barnsbeste_content.model import Library
from barnsbeste_content.model.helpline import NORWAY, Helpline, OpeningHours
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=NORWAY)
SATURDAY = datetime(2026, 11, 28, 10, 0, tzinfo=NORWAY)


def line(library: Library, **facts: Any) -> Helpline:
    return library.helplines["foreldrelinjen"].model_copy(update=facts)


def hours(*days: str, opens: str = "09:00", closes: str = "15:00") -> OpeningHours:
    return OpeningHours.model_validate({"days": days, "from": opens, "to": closes})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Mandag–torsdag 09:00–15:00 og fredag 09:00–12:00. Stengt på helligdager"),
        ("en", "Monday–Thursday 09:00–15:00 and Friday 09:00–12:00. Stengt på helligdager"),
        ("ar", "الاثنين إلى الخميس 09:00 إلى 15:00 والجمعة 09:00 إلى 12:00. Stengt på helligdager"),
    ],
)
def test_hours_are_in_the_words_of_the_language_and_the_note_as_it_is_written(
    show: Show, language: str, words: str
) -> None:
    assert show(language).calls(["foreldrelinjen"])[0].hours == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "Every day"),
        (("mon", "tue", "wed"), "Monday–Wednesday"),
        (("mon", "tue"), "Monday and Tuesday"),
        (("mon", "wed", "fri"), "Monday, Wednesday and Friday"),
        (("sun",), "Sunday"),
    ],
)
def test_days_in_a_row_are_joined_and_others_listed(
    show: Show, fixture_library: Library, days: tuple[str, ...], words: str
) -> None:
    assert show("en").hours(line(fixture_library, hours=(hours(*days),)), None) == f"{words} 09:00–15:00"


def test_always_and_unknown_hours(show: Show, fixture_library: Library) -> None:
    assert show("en").hours(line(fixture_library, hours="always"), None) == "Open day and night"
    assert show().hours(line(fixture_library, hours=None), None) == ""
    assert show().hours(line(fixture_library, hours=None), "Ring når du vil.") == "Ring når du vil"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (WEDNESDAY, True),
        (WEDNESDAY.replace(hour=9, minute=0), True),
        (WEDNESDAY.replace(hour=8, minute=59), False),
        (WEDNESDAY.replace(hour=15, minute=0), False),
        (SATURDAY, False),
        (datetime(2026, 11, 25, 14, 30, tzinfo=ZoneInfo("UTC")), False),
        (datetime(2026, 7, 1, 13, 30, tzinfo=ZoneInfo("UTC")), False),
        (datetime(2026, 7, 1, 12, 30, tzinfo=ZoneInfo("UTC")), True),
    ],
)
def test_open_now_follows_norwegian_time(show: Show, moment: datetime, is_open: bool) -> None:
    assert show().calls(["foreldrelinjen"], moment)[0].is_open is is_open


@pytest.mark.parametrize(
    ("opening", "moment", "said"),
    [
        ((hours("wed"),), WEDNESDAY, ["Open now"]),
        ((hours("wed"),), SATURDAY, ["Closed now"]),
        ("always", SATURDAY, []),
        (None, WEDNESDAY, []),
    ],
)
def test_a_line_says_whether_somebody_answers_now_and_nothing_where_hours_are_not_known(
    show: Show, fixture_library: Library, opening: Any, moment: datetime, said: list[str]
) -> None:
    shown = show("en", helplines={"foreldrelinjen": line(fixture_library, hours=opening)})
    groups = {"danger": (), "young": (), "adults": shown.calls(["foreldrelinjen"], moment)}
    html = shown.render("help_now.html.j2", groups=groups)
    assert [element.text for element in elements(html) if element.classes & {"open", "shut"}] == said


def test_everybody_who_can_be_called_stands_once_the_most_urgent_first(show: Show) -> None:
    html = show().help_now()
    assert [link.attributes["href"] for link in elements(html, class_="phone")] == [
        "tel:113",
        "tel:116000",
        "tel:21000000",
    ]


def test_a_line_is_named_in_the_language_it_has_words_in(show: Show) -> None:
    calls = show("ar").calls(["barnetelefonen", "nodtelefonen", "foreldrelinjen"])
    assert [(call.language, call.direction) for call in calls] == [("ar", "rtl"), ("en", "ltr"), ("nb", "ltr")]


def test_lines_that_are_not_there_are_left_out(show: Show) -> None:
    assert [call.line.id for call in show().calls(["nobody", "nodtelefonen"])] == ["nodtelefonen"]


def test_the_band_offers_every_number_and_the_page_with_all(show: Show, fixture_library: Library) -> None:
    known = {**fixture_library.helplines, "alarmtelefonen": fixture_library.helplines["barnetelefonen"]}
    html = show("en", helplines=known).help_band("child")
    assert [link.attributes["href"] for link in elements(html, "a")] == ["tel:116000", "/en/hjelp"]
    assert "You can call without saying who you are." in text_of(html)
    assert "Here is who families can call." in text_of(show("en").help_band("practitioner"))
