"""Phrases in what was typed, with typos."""

from operator import methodcaller

import pytest

from barnsbeste_content.catalog.phrases import Phrases, typos_in
from barnsbeste_content.catalog.typed import Typed

SAID = [
    (("pappa", "slår"), 1),
    (("pappa", "slår", "mamma"), 2),
    (("selvmord",), 3),
    (("orker", "ikke", "mer"), 4),
    (("orker", "ikke", "mer"), 5),
    ((), 6),
]
PHRASES = Phrases([(methodcaller("written", "nb"), SAID)])


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("pappa slår", {1}),
        ("pappa slår mamma", {1, 2}),
        ("at pappa slår mamma igjen", {1, 2}),
        ("pappa aldri slår", set()),
        ("slår pappa", set()),
        ("jeg orker ikke mer", {4, 5}),
        ("orker ikke", set()),
        ("selvmrod", {3}),  # two letters changed places
        ("elvmord", set()),  # no typo in the first letter
        ("papa slår", set()),  # too short for a typo
        ("pappaa slår", {1}),
        ("", set()),
        ("...", set()),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_in_order(said: str, numbers: set[int]) -> None:
    assert {number for number, _ in PHRASES.within(Typed(said, {}))} == numbers


def test_a_phrase_is_told_with_its_letters() -> None:
    assert PHRASES.within(Typed("pappa slår", {})) == {(1, 9)}


def test_each_way_of_reading_has_phrases_of_its_own() -> None:
    written, stemmed = [(("slår",), 1)], [(("drikk",), 2)]
    both = Phrases([(methodcaller("written", "nb"), written), (methodcaller("stemmed", "nb"), stemmed)])
    assert {number for number, _ in both.within(Typed("drikker og slår", {}))} == {1, 2}
    assert both.within(Typed("drikke", {})) == {(2, 5)}


def test_typos_are_allowed_from_a_length_on() -> None:
    phrases = Phrases([(methodcaller("written", "nb"), [(("truer",), 1), (("mishandler",), 2)])], 8, 10)
    assert phrases.within(Typed("truar", {})) == set()
    assert phrases.within(Typed("mishanlder", {})) == {(2, 10)}
    assert [typos_in("x" * letters) for letters in (4, 5, 7, 8)] == [0, 1, 1, 2]
