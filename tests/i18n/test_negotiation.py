"""Which language a reader gets: the one chosen before, else what the browser asks for, else bokmål."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.i18n import direction, interface_languages, negotiate

MANY = ("nb", "nn", "en", "ar", "fa", "ckb", "sr", "so", "uk")


def test_interface_is_in_bokmaal_first_english_and_arabic() -> None:
    assert interface_languages()[0] == "nb"
    assert {"en", "ar"} <= set(interface_languages())


def test_the_language_chosen_before_wins_over_the_browser() -> None:
    assert negotiate("ar", "en-GB,en;q=0.9") == "ar"


@pytest.mark.parametrize("chosen", ["", "xx", "NB", "../nb", "nb\r\n", "a" * 10_000])
def test_a_choice_that_is_no_language_leaves_it_to_the_browser(chosen: str) -> None:
    assert negotiate(chosen, "en") == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nb", "nb"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("nb-NO", "nb"),
        ("nb-Latn-NO", "nb"),
        ("nn", "nn"),
        ("nn-NO", "nn"),
        ("EN-us", "en"),
        ("ar-SY", "ar"),
        ("prs", "fa"),
        ("prs-AF", "fa"),
        ("ku-Arab", "ckb"),
        ("ku-Arab-IQ", "ckb"),
        ("ckb-IQ", "ckb"),
        ("sr-Latn", "sr"),
        ("sr-Latn-RS", "sr"),
        ("uk-UA", "uk"),
    ],
)
def test_a_tag_finds_its_language(header: str, language: str) -> None:
    assert negotiate("", header, MANY) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en;q=0.3, ar;q=0.8", "ar"),
        ("en;q=0.8,ar;q=0.3", "en"),
        ("ar;q=0.5, en", "en"),
        ("en;q=0.5, ar;q=0.5", "en"),
        ("en;q=0, ar;q=0.1", "ar"),
        ("en; q=0.2 , ar ; q=0.4", "ar"),
        ("de, fr;q=0.9, ar;q=0.1", "ar"),
        ("en;q=much, ar;q=0.1", "ar"),
    ],
)
def test_the_highest_weight_wins_and_the_first_where_weights_are_equal(header: str, language: str) -> None:
    assert negotiate("", header, MANY) == language


@pytest.mark.parametrize(
    "header",
    ["", " ", "*", "*;q=0.5", ",,,;;;", "q=1", "xx-YY", "en;q=0", "<script>", "en;q=nan", "\x00", "日本語", "-", "--"],
)
def test_a_header_that_names_no_language_of_ours_gives_bokmaal(header: str) -> None:
    assert negotiate("", header, MANY) == "nb"


def test_nynorsk_without_a_catalogue_gives_bokmaal() -> None:
    assert negotiate("", "nn-NO,nn;q=0.9,en;q=0.1", ("nb", "en")) == "nb"


def test_the_beginning_of_an_endless_header_counts() -> None:
    assert negotiate("", "ar," + "x" * 10_000) == "ar"
    assert negotiate("", "x" * 10_000 + ",ar") == "nb"


@given(st.text(max_size=200), st.text(max_size=600))
def test_every_cookie_and_header_gives_a_language_there_is(chosen: str, header: str) -> None:
    assert negotiate(chosen, header, MANY) in MANY


@pytest.mark.parametrize("language", ["ar", "fa", "ckb", "ur"])
def test_arabic_script_runs_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["nb", "nn", "en", "so", "pl"])
def test_latin_script_runs_from_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"
