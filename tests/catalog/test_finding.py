"""What a search finds besides texts: questions, hard words, whom to call; and what is offered where it finds little."""

from dataclasses import replace

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.finding import Found, beside, find
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import SearchWords, SynonymGroup


def questions(found: Found) -> list[str]:
    return [hit.thing.id for hit in found.questions]


def terms(found: Found) -> list[str]:
    return [hit.thing.id for hit in found.terms]


def helplines(found: Found) -> list[str]:
    return [hit.thing.id for hit in found.helplines]


@pytest.fixture
def dangerous(fixture_library: Library) -> Catalog:
    """A catalog in which a word points to danger."""
    group = SynonymGroup(words=("orker ikke mer",), means=("hjelp",), helplines=("nodtelefonen",))
    words = {**fixture_library.search_words, "nb": SearchWords(synonyms=(group,))}
    return Catalog.build(replace(fixture_library, search_words=words), Edition.PUBLISHED)


@pytest.mark.parametrize("text", ["er det min skyld", "skylden min", "min skyld at mamma er trist?", "SKYLD"])
def test_a_question_is_found_by_its_words_in_any_form(fixture_catalog: Catalog, text: str) -> None:
    assert questions(find(fixture_catalog, text, "nb"))[:1] == ["er-det-min-skyld"]


@pytest.mark.parametrize("text", ["depresjon", "depresjonen", "depresion", "mamma er deprimert", "nedstemt"])
def test_a_hard_word_is_found_by_its_forms_its_other_names_and_with_a_typo(fixture_catalog: Catalog, text: str) -> None:
    assert terms(find(fixture_catalog, text, "nb")) == ["depresjon"]


def test_a_hard_word_is_found_by_what_everyday_words_mean(fixture_catalog: Catalog) -> None:
    assert terms(find(fixture_catalog, "pappa er full", "nb")) == ["avhengighet"]


def test_a_part_of_a_compound_alone_leads_to_it(fixture_catalog: Catalog) -> None:
    assert terms(find(fixture_catalog, "sykepleier", "nb")) == ["helsesykepleier"]


def test_a_helpline_is_found_by_its_name_and_by_its_number(fixture_catalog: Catalog) -> None:
    line = fixture_catalog.library.helplines["barnetelefonen"]
    assert helplines(find(fixture_catalog, line.texts["nb"].name, "nb"))[:1] == ["barnetelefonen"]
    assert line.phone
    found = find(fixture_catalog, line.phone, "nb")
    assert helplines(found) == ["barnetelefonen"]
    assert not found.questions


def test_the_words_of_another_language_to_fall_back_on_are_found_as_well(fixture_catalog: Catalog) -> None:
    assert questions(find(fixture_catalog, "orker ikke mer", "nn")) == ["orker-ikke-mer"]


def test_who_stands_first_because_of_danger_does_not_stand_below_again(dangerous: Catalog) -> None:
    name = dangerous.library.helplines["nodtelefonen"].texts["nb"].name
    found = find(dangerous, f"orker ikke mer {name}", "nb")
    assert "nodtelefonen" in found.texts.helplines
    assert "nodtelefonen" not in helplines(found)


def test_choices_hold_for_questions_as_well(fixture_catalog: Catalog) -> None:
    for audience, expected in (("child", ["er-det-min-skyld"]), ("practitioner", [])):
        query = Query(text="min skyld").choosing("audience", [audience])
        assert questions(beside(fixture_catalog, fixture_catalog.select(query, "nb"), "nb")) == expected


@pytest.mark.parametrize("text", ["", "?", "xyzzyq"])
def test_what_says_nothing_finds_nothing(fixture_catalog: Catalog, text: str) -> None:
    found = find(fixture_catalog, text, "nb")
    assert (found.questions, found.terms, found.helplines, found.others) == ((), (), (), ())


def test_a_language_that_knows_the_words_is_offered(fixture_catalog: Catalog) -> None:
    others = find(fixture_catalog, "is it my fault that mum is sad", "nb").others
    assert [each.language for each in others] == ["en"]
    assert others[0].total > 0
    assert find(fixture_catalog, "is it my fault that mum is sad", "en").others == ()


def test_a_spelling_that_is_known_is_offered_where_little_is_found(fixture_catalog: Catalog) -> None:
    def respelt(text: str) -> tuple[str, ...]:
        query = Query(text=text).choosing("audience", ["infant_caregiver"])  # for whom there are few texts
        return beside(fixture_catalog, fixture_catalog.select(query, "nb"), "nb").nearest

    assert respelt("snakke med heldesykepleir") == ("snakke med helsesykepleier",)
    assert respelt("snakke med helsesykepleier") == ()
    assert respelt("snakke med xyzzyq") == ()


def test_a_long_search_is_answered(fixture_catalog: Catalog) -> None:
    assert find(fixture_catalog, "skyld " * 33, "nb").questions


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "er det min skyld at pappa drikker"),
        ("en", "is it my fault that dad drinks"),
    ],
)
def test_the_question_itself_comes_first_among_the_real_ones(real_catalog: Catalog, language: str, text: str) -> None:
    best = find(real_catalog, text, language).questions[0]
    assert best.is_strong
    assert set(text.split()[-2:]) <= set(best.thing.texts[language].question.lower().rstrip("?").split())
