"""The order of words in each language, and the letter that a word stands under."""

import unicodedata
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.i18n import interface_languages, letter_of, sort_key
from barnsbeste_content.i18n.collation import ALPHABETS

ETHIOPIC = "ሀለሐመሠረሰቀበተኀነአከወዐዘየደገጠጰጸፀፈፐ"
languages = st.sampled_from(interface_languages())


def written(language: str) -> st.SearchStrategy[str]:
    """Words in the letters of a language, small and capital."""
    small = ALPHABETS.get(language, ETHIOPIC)
    capital = small.replace("i", "İ").upper() if language == "tr" else small.upper()
    return st.text(small + capital, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("nb", ["adhd", "barn", "symptom", "zoo", "ære", "øye", "åpen"]),
        ("nn", ["zoo", "ære", "øye", "åpen"]),
        ("en", ["anxiety", "child", "zoo"]),
        ("tr", ["hasta", "ısı", "iş", "jandarma", "şok", "tanı"]),
        ("pl", ["lek", "los", "łza", "matka"]),
        ("lt", ["irti", "įtampa", "yla", "jūra"]),
        ("uk", ["град", "ґрунт", "дитина"]),
        ("ru", ["игра", "ищу", "йод", "кот"]),
        ("ar", ["أب", "اكتئاب", "أمل", "باب", "يأس"]),
        ("fa", ["بابا", "پدر", "تب", "چای", "گل", "لب"]),
        ("ti", ["ሃገር", "ለይቲ", "ሓኪም", "መድሃኒት"]),
    ],
)
def test_words_stand_as_in_a_dictionary_of_their_language(language: str, ordered: list[str]) -> None:
    words = ordered[::-1]
    words.sort(key=lambda word: sort_key(word, language))
    assert words == ordered


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("åpenhet", "nb", "Å"),
        ("Barn", "nb", "B"),
        ("éclair", "nb", "E"),
        ("ilaç", "tr", "İ"),
        ("İlaç", "tr", "İ"),
        ("ısı", "tr", "I"),
        ("ilness", "en", "I"),
        ("łza", "pl", "Ł"),
        ("йод", "ru", "Й"),
        ("أمل", "ar", "ا"),
        ("إدمان", "ar", "ا"),
        ("ሓኪም", "ti", "ሓ"),
        ("«sorg»", "nb", "S"),
        ("113", "nb", "#"),
        ("", "nb", "#"),
    ],
)
def test_a_word_stands_under_its_first_letter(word: str, language: str, letter: str) -> None:
    assert letter_of(word, language) == letter


def test_capitals_and_marks_that_the_language_does_not_count_change_no_order() -> None:
    assert sort_key("Idé", "nb") == sort_key("ide", "nb")
    assert sort_key("IŞIK", "tr") == sort_key("ışık", "tr")
    assert sort_key("ål", "nb") != sort_key("al", "nb")


def test_a_space_or_a_hyphen_comes_before_every_letter() -> None:
    words = ["ppa", "pp tjeneste", "pp-tjenesten"]
    assert sorted(words, key=lambda word: sort_key(word, "nb"))[-1] == "ppa"


def test_letters_in_two_parts_sort_as_the_same_in_one() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Åpen"), "nb") == sort_key("åpen", "nb")


def test_a_word_in_two_parts_stands_under_the_same_letter_as_in_one() -> None:
    assert letter_of(unicodedata.normalize("NFD", "Åpen"), "nb") == "Å"


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_no_alphabet_has_a_letter_twice(language: str) -> None:
    alphabet = ALPHABETS[language]
    assert len(set(alphabet)) == len(alphabet)
    assert language in interface_languages()


@given(languages, st.lists(st.text(max_size=8), max_size=5), st.randoms())
def test_any_words_at_all_have_one_order(language: str, words: list[str], random: Random) -> None:
    keys = [sort_key(word, language) for word in words]
    shuffled = list(keys)
    random.shuffle(shuffled)
    assert sorted(shuffled) == sorted(keys)
    assert all(letter_of(word, language) for word in words)


@given(languages.flatmap(lambda language: st.tuples(st.just(language), st.lists(written(language), max_size=8))))
def test_words_under_a_letter_stand_together_and_the_letters_in_order(given_words: tuple[str, list[str]]) -> None:
    language, words = given_words
    ordered = sorted(words, key=lambda word: sort_key(word, language))
    letters = [letter for letter, _ in groupby(ordered, key=lambda word: letter_of(word, language))]
    assert letters == sorted(set(letters), key=lambda letter: sort_key(letter, language))
