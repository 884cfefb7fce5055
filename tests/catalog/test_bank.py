"""Sources by what kind they are and of which knowledge, and which texts rest on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Catalog, Dropped, Edition
from barnsbeste_content.catalog.bank import KIND, KINDS, KNOWLEDGE, BankQuery, sources_of
from barnsbeste_content.model import Library
from barnsbeste_content.model.vocabulary import Vocabulary

KNOWN = ("research", "experience", "user")
queries = st.builds(
    lambda kinds, knowledge, ids: {
        name: values for name, values in (("kind", kinds), ("knowledge", knowledge), ("id", ids)) if values
    },
    *(st.lists(st.sampled_from(values), unique=True) for values in (KINDS, KNOWN, ("loven", "veileder"))),
)


def found_ids(catalog: Catalog, **params: Sequence[str]) -> list[str]:
    query = BankQuery.from_params(params, catalog.vocabulary)
    return [entry.source.id for entry in sources_of(catalog, query).entries]


def as_sets(params: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    return {name: set(values) for name, values in params.items()}


def with_sources(library: Library, **changes: dict[str, Any]) -> Catalog:
    """A catalog with more sources, each the guideline of the fixture with something changed."""
    model = library.sources["veileder"]
    more = {id: model.model_copy(update={"id": id, **facts}) for id, facts in changes.items()}
    return Catalog.build(replace(library, sources={**library.sources, **more}), Edition.PUBLISHED)


@pytest.fixture(scope="module")
def vocabulary(fixture_library: Library) -> Vocabulary:
    return fixture_library.vocabulary


def test_every_source_is_there_by_publisher(fixture_catalog: Catalog) -> None:
    assert found_ids(fixture_catalog) == ["barnetelefonen", "veileder", "loven"]


def test_capitals_of_a_publisher_change_no_order_and_titles_come_next(fixture_library: Library) -> None:
    catalog = with_sources(
        fixture_library, small={"publisher": "direktoratet"}, second={"title": "Aa"}, third={"title": "bb"}
    )
    assert found_ids(catalog) == ["barnetelefonen", "small", "second", "third", "veileder", "loven"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"kind": ["law"]}, ["loven"]),
        ({"kind": ["law", "helpline"]}, ["barnetelefonen", "loven"]),
        ({"knowledge": ["research"]}, ["veileder", "loven"]),
        ({"knowledge": ["experience"], "kind": ["law", "guideline"]}, ["veileder"]),
        ({"knowledge": ["experience"], "kind": ["law"]}, []),
        ({"id": ["loven"]}, ["loven"]),
        ({"id": ["loven", "veileder"], "kind": ["guideline"]}, ["veileder"]),
    ],
)
def test_any_value_of_a_facet_will_do_and_all_facets_must_hold(
    fixture_catalog: Catalog, params: dict[str, list[str]], expected: list[str]
) -> None:
    assert found_ids(fixture_catalog, **params) == expected


def test_texts_that_rest_on_a_source_stand_with_it_and_no_draft_does(fixture_catalog: Catalog) -> None:
    entries = {entry.source.id: entry.resources for entry in sources_of(fixture_catalog, BankQuery()).entries}
    assert {resource.id for resource in entries["barnetelefonen"]} == {
        "hvem-kan-jeg-snakke-med",
        "naar-mamma-er-deprimert",
    }
    assert "snakk-sammen" in {resource.id for resource in entries["veileder"]}
    assert "kladd-om-hjerneskade" not in {resource.id for resource in entries["veileder"]}


def test_a_draft_stands_with_its_source_in_the_preview(preview_catalog: Catalog) -> None:
    [entry] = sources_of(preview_catalog, BankQuery(ids=("veileder",))).entries
    assert "kladd-om-hjerneskade" in {resource.id for resource in entry.resources}


def test_a_source_that_no_text_rests_on_is_there(fixture_library: Library) -> None:
    catalog = with_sources(fixture_library, unused={"publisher": "Aa"})
    first = sources_of(catalog, BankQuery()).entries[0]
    assert (first.source.id, first.resources) == ("unused", ())


@given(params=queries)
def test_a_count_is_what_the_value_would_give_beside_the_choices_of_the_other_facet(
    fixture_catalog: Catalog, params: dict[str, list[str]]
) -> None:
    query = BankQuery.from_params(params, fixture_catalog.vocabulary)
    counts = sources_of(fixture_catalog, query).counts
    for name, values in ((KIND, KINDS), (KNOWLEDGE, KNOWN)):
        for value in values:
            alone = found_ids(fixture_catalog, **{**params, name: [value]})
            assert counts[name].get(value, 0) == len(alone), (name, value)


def test_the_counts_of_a_facet_leave_out_what_is_chosen_of_it(fixture_catalog: Catalog) -> None:
    counts = sources_of(fixture_catalog, BankQuery(kinds=("law",))).counts
    assert counts[KIND] == {"law": 1, "guideline": 1, "helpline": 1}
    assert counts[KNOWLEDGE] == {"research": 1}


@pytest.mark.parametrize(
    ("params", "dropped"),
    [
        ({"kind": ["x"]}, [Dropped("kind", "x")]),
        ({"kind": ["law", "x"]}, [Dropped("kind", "x")]),
        ({"knowledge": ["guesswork"]}, [Dropped("knowledge", "guesswork")]),
        ({"audience": ["child"]}, [Dropped("audience", "")]),
        ({"kind": ["law"], "id": ["loven"]}, []),
    ],
)
def test_what_says_nothing_is_told(
    vocabulary: Vocabulary, params: dict[str, list[str]], dropped: list[Dropped]
) -> None:
    assert list(BankQuery.from_params(params, vocabulary).dropped) == dropped


def test_what_says_nothing_chooses_nothing(vocabulary: Vocabulary) -> None:
    assert BankQuery.from_params({"kind": ["x"], "audience": ["child"]}, vocabulary).to_params() == {}


@given(params=queries)
def test_parameters_of_a_query_give_the_same_query(vocabulary: Vocabulary, params: dict[str, list[str]]) -> None:
    query = BankQuery.from_params(params, vocabulary)
    assert as_sets(query.to_params()) == as_sets(params)
    assert BankQuery.from_params(query.to_params(), vocabulary) == query


@given(params=queries, value=st.sampled_from([(KIND, kind) for kind in KINDS] + [(KNOWLEDGE, each) for each in KNOWN]))
def test_to_choose_a_value_and_give_it_up_leads_back(
    vocabulary: Vocabulary, params: dict[str, list[str]], value: tuple[str, str]
) -> None:
    query = BankQuery.from_params(params, vocabulary)
    other = BankQuery.from_params(query.toggled(*value), vocabulary)
    assert other != query
    assert as_sets(other.toggled(*value)) == as_sets(query.to_params())
