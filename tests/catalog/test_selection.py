"""Facets, ages, languages, editions, redirects, and relaxing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.query import AGE, LANGUAGE
from barnsbeste_content.model import BANDS, AgeRange, Library, Resource

DRAFT, RETIRED = "kladd-om-hjerneskade", "gammel-tekst-om-rus"


def query(catalog: Catalog, **params: str | list[str]) -> Query:
    given = {name: [value] if isinstance(value, str) else value for name, value in params.items()}
    made = Query.from_params(given, catalog.vocabulary)
    assert made.dropped == ()
    return made


def ids(catalog: Catalog, **params: str | list[str]) -> list[str]:
    return [resource.id for resource in catalog.select(query(catalog, **params), "nb").resources]


def choices(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every (parameter, value) one can choose."""
    for facet, known in catalog.vocabulary.facets.items():
        yield from ((facet, value) for value in known.ids)
    yield from ((LANGUAGE, language) for language in catalog.vocabulary.languages)
    yield from ((AGE, band.notation) for band in BANDS)


def chosen(query: Query, parameter: str, value: str) -> Query:
    """The query with this value, and no other, of a parameter."""
    if parameter == AGE:
        return replace(query, ages=(AgeRange.parse(value),))
    if parameter == LANGUAGE:
        return replace(query, languages=(value,))
    return query.choosing(parameter, (value,))


def matches(resource: Resource, parameter: str, value: str) -> bool:
    """The contract in plain Python, to hold the boolean columns against."""
    if parameter == AGE:
        return resource.ages.overlaps(AgeRange.parse(value))
    if parameter == LANGUAGE:
        return value in resource.texts
    return value in resource.values(parameter) or (parameter == "situation" and "general" in resource.situations)


def assert_counts_say_what_choosing_gives(catalog: Catalog, query: Query) -> None:
    for parameter, counts in catalog.select(query, "nb").facets.items():
        for value, count in counts.items():
            assert count == catalog.select(chosen(query, parameter, value), "nb").total, (query, parameter, value)


def test_an_empty_query_gives_every_published_text(fixture_catalog: Catalog, fixture_library: Library) -> None:
    published = {slug for slug, held in fixture_library.resources.items() if held.status == "published"}
    assert set(ids(fixture_catalog)) == published


def test_each_choice_gives_exactly_the_texts_that_bear_it(fixture_catalog: Catalog) -> None:
    for parameter, value in choices(fixture_catalog):
        expected = {held.id for held in fixture_catalog.resources if matches(held, parameter, value)}
        assert set(ids(fixture_catalog, **{parameter: value})) == expected, (parameter, value)


def test_each_choice_gives_exactly_the_texts_that_bear_it_in_the_real_library(real_catalog: Catalog) -> None:
    for parameter, value in choices(real_catalog):
        expected = {held.id for held in real_catalog.resources if matches(held, parameter, value)}
        assert set(ids(real_catalog, **{parameter: value})) == expected, (parameter, value)


def test_values_of_one_facet_widen_and_facets_narrow(fixture_catalog: Catalog) -> None:
    addiction = set(ids(fixture_catalog, situation="addiction"))
    bereavement = set(ids(fixture_catalog, situation="bereavement"))
    youth = set(ids(fixture_catalog, audience="youth"))
    both = set(ids(fixture_catalog, situation=["addiction", "bereavement"]))
    assert both == addiction | bereavement
    assert set(ids(fixture_catalog, situation=["addiction", "bereavement"], audience="youth")) == both & youth
    assert both & youth != both


def test_counts_say_what_choosing_gives_in_the_fixture_library(fixture_catalog: Catalog) -> None:
    assert_counts_say_what_choosing_gives(fixture_catalog, Query())
    for parameter, value in choices(fixture_catalog):
        assert_counts_say_what_choosing_gives(fixture_catalog, chosen(Query(), parameter, value))


def test_counts_say_what_choosing_gives_in_the_real_library(real_catalog: Catalog) -> None:
    assert_counts_say_what_choosing_gives(real_catalog, Query())
    for parameter, value in choices(real_catalog):
        assert_counts_say_what_choosing_gives(real_catalog, chosen(Query(), parameter, value))


@pytest.mark.parametrize("text", ["drikker", "mamma", "xyzzy"])
def test_counts_say_what_choosing_gives_when_words_are_searched_for(
    real_catalog: Catalog, fixture_catalog: Catalog, text: str
) -> None:
    for catalog in (real_catalog, fixture_catalog):
        assert_counts_say_what_choosing_gives(catalog, Query(text=text))
        assert_counts_say_what_choosing_gives(catalog, query(catalog, q=text, audience=["child", "youth"], age="8-12"))


def test_a_facets_own_choice_is_left_out_of_its_counts(fixture_catalog: Catalog) -> None:
    free = fixture_catalog.select(Query(), "nb").facets
    held = fixture_catalog.select(query(fixture_catalog, situation="bereavement"), "nb").facets
    assert held["situation"] == free["situation"]
    assert held["audience"] != free["audience"]


def test_every_value_of_the_vocabulary_is_counted(fixture_catalog: Catalog) -> None:
    counts = fixture_catalog.select(Query(), "nb").facets
    assert sorted((name, value) for name in counts for value in counts[name]) == sorted(choices(fixture_catalog))


def test_general_texts_match_every_situation_and_come_after_the_specific(fixture_catalog: Catalog) -> None:
    found = ids(fixture_catalog, situation="addiction")
    assert found == ["naar-noen-hjemme-drikker", "hvem-kan-jeg-snakke-med", "spor-om-barn"]


def test_general_texts_come_after_however_well_they_fit_otherwise(fixture_catalog: Catalog) -> None:
    """The general text bears both feelings and lies within the age; the specific one bears one feeling."""
    found = ids(fixture_catalog, situation="mental_illness", feeling=["lonely", "worried"], age="8-17")
    assert found == ["naar-mamma-er-deprimert", "hvem-kan-jeg-snakke-med"]


def test_general_itself_gives_only_general_texts(fixture_catalog: Catalog) -> None:
    assert set(ids(fixture_catalog, situation="general")) == {"hvem-kan-jeg-snakke-med", "spor-om-barn"}


def test_the_text_that_bears_more_of_the_chosen_values_comes_first(fixture_catalog: Catalog) -> None:
    found = ids(
        fixture_catalog, audience="youth", feeling=["sad", "lonely", "worried"], situation=["bereavement", "addiction"]
    )
    assert found[0] == "naar-noen-dor"


@pytest.mark.parametrize(
    ("age", "found"),
    [
        ("0-2", {"naar-babyen-merker-uro", "spor-om-barn", "snakk-sammen"}),
        ("6m", {"naar-babyen-merker-uro", "spor-om-barn", "snakk-sammen"}),
        ("12m", {"spor-om-barn", "snakk-sammen"}),
        (
            "7-8",
            {"snakk-sammen", "snakk-med-barnet", "naar-mamma-er-deprimert", "hvem-kan-jeg-snakke-med", "spor-om-barn"},
        ),
        ("18", set()),
    ],
)
def test_ages_match_where_ranges_overlap(fixture_catalog: Catalog, age: str, found: set[str]) -> None:
    assert set(ids(fixture_catalog, age=age)) == found


def test_several_ages_widen(fixture_catalog: Catalog) -> None:
    assert set(ids(fixture_catalog, age=["0-2", "13-17"])) == set(ids(fixture_catalog, age="0-2")) | set(
        ids(fixture_catalog, age="13-17")
    )


def test_the_language_facet_is_of_texts_that_exist_in_it(fixture_catalog: Catalog) -> None:
    assert set(ids(fixture_catalog, language="ar")) == {"naar-mamma-er-deprimert", "snakk-med-barnet"}
    assert set(ids(fixture_catalog, language=["so", "nn"])) == {"naar-babyen-merker-uro", "naar-noen-dor"}


def test_a_value_that_the_vocabulary_no_longer_has_gives_nothing_and_does_not_fail(fixture_catalog: Catalog) -> None:
    assert fixture_catalog.select(Query(chosen=(("topic", ("gone",)),)), "nb").total == 0


def test_a_choice_in_a_facet_that_could_not_be_read_is_passed_over(fixture_library: Library) -> None:
    vocabulary = replace(
        fixture_library.vocabulary,
        facets={name: facet for name, facet in fixture_library.vocabulary.facets.items() if name != "topic"},
    )
    catalog = Catalog.build(replace(fixture_library, vocabulary=vocabulary), Edition.PUBLISHED)
    assert catalog.select(Query(chosen=(("topic", ("grief",)),)), "nb").total == len(catalog.resources)


def test_an_empty_library_answers_every_query() -> None:
    empty = Catalog.build(Library(), Edition.PUBLISHED)
    for asked in (Query(), Query(text="mamma"), Query(ages=(AgeRange.parse("3"),), languages=("nb",))):
        assert empty.select(asked, "nb").total == 0
        assert empty.relax(asked, "nb") == ()
    assert empty.get("x") is None


# Editions


def test_drafts_and_retired_texts_are_found_by_no_published_query(fixture_catalog: Catalog) -> None:
    hidden = {DRAFT, RETIRED}
    assert not hidden & {held.id for held in fixture_catalog.resources}
    for parameter, value in choices(fixture_catalog):
        assert not hidden & set(ids(fixture_catalog, **{parameter: value}))
    for text in ("kladd", "hjerneskade", "hemmelighetsfulle", "utgåtte", "gammel rus", DRAFT, RETIRED):
        assert not hidden & set(ids(fixture_catalog, q=text)), text
        for relaxed in fixture_catalog.relax(query(fixture_catalog, q=text, audience="child"), "nb"):
            assert not hidden & {held.id for held in relaxed.resources}


def test_drafts_and_retired_texts_have_no_published_address(fixture_catalog: Catalog) -> None:
    assert fixture_catalog.get(DRAFT) is None
    assert fixture_catalog.get(RETIRED) is None
    assert fixture_catalog.get("slutt-aa-drikke") is None  # a redirect to a retired text


def test_the_real_published_catalog_holds_published_texts_only(real_catalog: Catalog) -> None:
    assert {held.status for held in real_catalog.resources} == {"published"}


def test_the_preview_also_holds_drafts_but_nothing_retired(preview_catalog: Catalog) -> None:
    assert preview_catalog.get(DRAFT) is not None
    assert preview_catalog.get(RETIRED) is None
    assert DRAFT in ids(preview_catalog, q="hjerneskade")


# Addresses


def test_a_text_is_found_by_its_slug_and_its_code(fixture_catalog: Catalog) -> None:
    assert fixture_catalog.get("b01") is fixture_catalog.get("naar-mamma-er-deprimert") is not None


def test_a_retired_slug_leads_to_its_successor(fixture_catalog: Catalog) -> None:
    assert fixture_catalog.get("mamma-er-trist") is fixture_catalog.get("naar-mamma-er-deprimert")


def test_redirects_that_go_round_lead_nowhere(fixture_library: Library) -> None:
    library = replace(fixture_library, redirects={"a": "b", "b": "a", "c": "c", "d": "e", "e": "snakk-med-barnet"})
    catalog = Catalog.build(library, Edition.PUBLISHED)
    assert [catalog.get(name) for name in "abc"] == [None, None, None]
    assert catalog.get("d") is catalog.get("snakk-med-barnet")


@pytest.mark.parametrize("name", ["", "x", "../resource", "B01", "naar-mamma-er-deprimert ", "\x00"])
def test_any_other_name_leads_nowhere(fixture_catalog: Catalog, name: str) -> None:
    assert fixture_catalog.get(name) is None


def test_a_slug_is_never_hidden_by_a_code(fixture_library: Library) -> None:
    held = fixture_library.resources["snakk-med-barnet"]
    named = held.model_copy(update={"id": "b01"})
    library = replace(fixture_library, resources={**fixture_library.resources, "b01": named})
    assert Catalog.build(library, Edition.PUBLISHED).get("b01") is named


# Relaxing


def test_relaxing_names_the_choices_that_empty_a_query(fixture_catalog: Catalog) -> None:
    empty = query(fixture_catalog, situation="bereavement", age="8-12", loss_context="sudden")
    assert fixture_catalog.select(empty, "nb").total == 0
    relaxed = {each.parameters: [held.id for held in each.resources] for each in fixture_catalog.relax(empty, "nb")}
    assert relaxed == {("age",): ["naar-noen-dor"], ("loss_context",): ["hvem-kan-jeg-snakke-med", "spor-om-barn"]}


def test_what_relaxing_promises_is_what_giving_up_gives(fixture_catalog: Catalog) -> None:
    empty = query(fixture_catalog, q="drikker", situation="bereavement", age="0-2", audience="youth")
    relaxations = fixture_catalog.relax(empty, "nb")
    assert relaxations
    for each in relaxations:
        asked = empty
        for parameter in each.parameters:
            asked = asked.without(parameter)
        given = {held.id for held in fixture_catalog.select(asked, "nb").resources}
        assert {held.id for held in each.resources} == given


def test_the_choice_that_changes_the_question_most_comes_last(fixture_catalog: Catalog) -> None:
    empty = query(fixture_catalog, situation="bereavement", age="8-12", loss_context="sudden")
    sizes = [len(each.resources) for each in fixture_catalog.relax(empty, "nb")]
    assert sizes == sorted(sizes)


def test_a_choice_to_keep_is_never_given_up(fixture_catalog: Catalog) -> None:
    empty = query(
        fixture_catalog, audience="practitioner", situation="bereavement", loss_context="sudden", feeling="sad"
    )
    relaxations = fixture_catalog.relax(empty, "nb", keep=("audience",))
    assert relaxations
    for each in relaxations:
        assert "audience" not in each.parameters
        assert {"practitioner"} <= {value for held in each.resources for value in held.audiences}


def test_the_nearest_age_comes_first(fixture_catalog: Catalog) -> None:
    empty = query(fixture_catalog, age="12-17", audience="infant_caregiver", relation="parent")
    relaxed = fixture_catalog.relax(query(fixture_catalog, age="18", relation="parent"), "nb")
    assert [each.parameters for each in relaxed] == [("age",)]
    oldest = [held.ages.last_month for held in relaxed[0].resources]
    assert oldest == sorted(oldest, reverse=True)
    assert fixture_catalog.relax(empty, "nb")
