"""What ranks without leaving out: feelings, the reader's language; and who stands above a search for danger."""

from dataclasses import replace

import pytest

from barnsbeste_content import Catalog, Query


@pytest.fixture
def catalog(real_catalog: Catalog) -> Catalog:
    return real_catalog


@pytest.mark.parametrize("audience", ["child", "youth"])
def test_no_feeling_hides_a_text_on_what_has_happened(catalog: Catalog, audience: str) -> None:
    for situation in catalog.vocabulary.facets["situation"].ids:
        query = Query().choosing("audience", [audience]).choosing("situation", [situation])
        plain = {resource.id for resource in catalog.select(query, "nb").resources}
        for feeling in catalog.vocabulary.facets["feeling"].ids:
            preferring = catalog.select(query.preferring("feeling", [feeling]), "nb")
            assert {resource.id for resource in preferring.resources} == plain


def test_texts_on_a_preferred_feeling_come_first(catalog: Catalog) -> None:
    query = Query().choosing("audience", ["child"]).preferring("feeling", ["worried"])
    borne = ["worried" in resource.feelings for resource in catalog.select(query, "nb").resources]
    assert any(borne)
    assert borne == sorted(borne, reverse=True)


def test_the_text_that_is_most_about_a_feeling_comes_before_those_that_only_touch_it(catalog: Catalog) -> None:
    query = Query().choosing("audience", ["child"]).preferring("feeling", ["guilty"])
    assert catalog.select(query, "nb").resources[0].feelings[0] == "guilty"


@pytest.mark.parametrize(
    ("audience", "age", "situation", "first"),
    [
        ("child", "8-12", "addiction", "naar-noen-hjemme-drikker-eller-ruser-seg"),
        ("child", "8-12", "mental_illness", "naar-mamma-eller-pappa-er-psykisk-syk"),
        ("youth", "13-17", "addiction", "naar-foreldre-drikker-eller-ruser-seg"),
        ("youth", "13-17", "mental_illness", "naar-mor-eller-far-sliter-psykisk"),
    ],
)
@pytest.mark.parametrize("feeling", ["", "sad"])
def test_what_happened_comes_before_how_one_feels(
    catalog: Catalog, audience: str, age: str, situation: str, first: str, feeling: str
) -> None:
    query = Query.from_params({"audience": [audience], "age": [age], "situation": [situation]}, catalog.vocabulary)
    query = query.preferring("feeling", [feeling] if feeling else [])
    assert catalog.select(query, "nb").resources[0].id == first


def test_a_preference_is_no_part_of_an_address() -> None:
    query = Query().choosing("audience", ["child"])
    assert query.preferring("feeling", ["sad"]).to_params() == query.to_params()
    assert query.preferring("feeling", []) == query


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_texts_in_the_readers_language_come_first(catalog: Catalog, language: str) -> None:
    found = catalog.select(Query().choosing("audience", ["parent", "minority_family"]), language).resources
    exists = [language in resource.texts for resource in found]
    assert any(exists)
    assert exists == sorted(exists, reverse=True)


@pytest.mark.parametrize(
    "words", ["selvmord", "jeg vil dø", "vil ikke leve", "suicide", "selvmrod", "أريد أن أموت", "انتحار"]
)
def test_words_on_suicide_bring_the_emergency_number_in_every_language(catalog: Catalog, words: str) -> None:
    for language in ("nb", "en", "ar"):
        assert catalog.select(Query(text=words), language).helplines[:1] == ("nodnummer-113",)


@pytest.mark.parametrize("words", ["pappa slår meg", "mamma slår"])
def test_words_on_violence_bring_the_police_and_the_line_for_children(catalog: Catalog, words: str) -> None:
    assert {"politi-112", "alarmtelefonen"} <= set(catalog.select(Query(text=words), "nb").helplines)


@pytest.mark.parametrize("words", ["", "kreft", "tolk", "barnehage", "hvem kan jeg snakke med", "lei seg", "انتظار"])
def test_ordinary_words_bring_no_numbers(catalog: Catalog, words: str) -> None:
    assert catalog.select(Query(text=words), "nb").helplines == ()


def test_a_text_that_is_not_in_the_language_is_found_by_what_the_language_calls_its_subject(catalog: Catalog) -> None:
    found = catalog.select(replace(Query(), text="إدمان"), "ar").resources
    assert found
    assert "addiction" in found[0].situations
