"""In which order texts are listed, in every language, and that it costs nothing to ask again."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query, Sort
from barnsbeste_content.catalog.query import Dropped
from barnsbeste_content.catalog.sorting import Orders
from barnsbeste_content.i18n import sort_key
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.model.text import Text

LANGUAGES = ("nb", "en", "ar", "tr")


def listed(catalog: Catalog, sort: Sort, language: str = "nb", **params: list[str]) -> tuple[Resource, ...]:
    query = Query.from_params({**params, "sort": [sort]}, catalog.vocabulary)
    return catalog.select(query, language).resources


def text_of(catalog: Catalog, resource: Resource, language: str) -> Text:
    return resource.text_for(catalog.vocabulary.chain(language)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_stand_as_in_a_dictionary_of_the_reader_s_language(real_catalog: Catalog, language: str) -> None:
    found = listed(real_catalog, Sort.TITLE, language)
    keys = [sort_key(text_of(real_catalog, resource, language).title, language) for resource in found]
    assert keys == sorted(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_time_is_that_of_the_text_one_is_shown(real_catalog: Catalog, language: str) -> None:
    for sort, sign in ((Sort.SHORTEST, 1), (Sort.LONGEST, -1)):
        found = listed(real_catalog, sort, language)
        minutes = [sign * text_of(real_catalog, resource, language).minutes for resource in found]
        assert minutes == sorted(minutes)
        assert minutes[0] != minutes[-1]


def test_the_newest_are_those_looked_at_last_and_else_written_last(
    fixture_library: Library, fixture_catalog: Catalog
) -> None:
    days = [resource.changed for resource in listed(fixture_catalog, Sort.NEWEST)]
    assert days == sorted(days, reverse=True)
    slug = "spor-om-barn"
    old = fixture_library.resources[slug]
    looked_at = old.model_copy(update={"review": old.review.model_copy(update={"on": max(days).replace(year=2099)})})
    library = replace(fixture_library, resources={**fixture_library.resources, slug: looked_at})
    catalog = Catalog.build(library, Edition.PUBLISHED)
    assert listed(catalog, Sort.NEWEST)[0].id == slug
    assert listed(catalog, Sort.OLDEST)[-1].id == slug


@pytest.mark.parametrize("sort", [sort for sort in Sort if sort not in (Sort.FIT, Sort.TITLE)])
def test_what_is_equal_stands_by_title(real_catalog: Catalog, sort: Sort) -> None:
    found = listed(real_catalog, sort)
    equal = 0
    for one, other in pairwise(found):
        by_date = sort in (Sort.NEWEST, Sort.OLDEST)
        values = [(r.changed if by_date else text_of(real_catalog, r, "nb").minutes) for r in (one, other)]
        if values[0] == values[1]:
            titles = [sort_key(text_of(real_catalog, r, "nb").title, "nb") for r in (one, other)]
            assert titles[0] <= titles[1]
            equal += 1
    assert equal


@pytest.mark.parametrize("sort", list(Sort))
def test_an_order_leaves_nothing_out_and_counts_the_same(real_catalog: Catalog, sort: Sort) -> None:
    params = {"situation": ["bereavement"], "q": ["sorg"]}
    query = Query.from_params(params, real_catalog.vocabulary)
    plain, sorted_ = (real_catalog.select(each, "nb") for each in (query, replace(query, sort=sort)))
    assert sorted(r.id for r in plain.resources) == sorted(r.id for r in sorted_.resources)
    assert (plain.facets, plain.helplines) == (sorted_.facets, sorted_.helplines)


def test_what_fits_best_is_no_order_of_its_own(fixture_catalog: Catalog) -> None:
    orders = Orders(fixture_catalog.resources, fixture_catalog.vocabulary)
    with pytest.raises(ValueError, match="depends on what is asked for"):
        orders.sorted(np.arange(3), Sort.FIT, "nb")


def test_no_texts_are_in_order_too(fixture_catalog: Catalog) -> None:
    orders = Orders((), fixture_catalog.vocabulary)
    assert orders.sorted(np.arange(0), Sort.TITLE, "nb").tolist() == []


def test_an_order_is_made_once_for_each_language(fixture_catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(word: str, language: str) -> str:
        asked.append(language)
        return word

    monkeypatch.setattr("barnsbeste_content.catalog.sorting.sort_key", counted)
    orders = Orders(fixture_catalog.resources, fixture_catalog.vocabulary)
    found = np.arange(len(fixture_catalog.resources))
    for language in ("nb", "ar", "nb", "ar"):
        for sort in (Sort.TITLE, Sort.NEWEST, Sort.LONGEST):
            orders.sorted(found, sort, language)
    assert asked.count("nb") == asked.count("ar") == len(found)


# -- in an address -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", list(Sort))
def test_an_order_in_an_address_is_read_back(fixture_catalog: Catalog, sort: Sort) -> None:
    query = replace(Query(), sort=sort)
    assert Query.from_params(query.to_params(), fixture_catalog.vocabulary) == query
    assert query.to_params() == ({} if sort is Sort.FIT else {"sort": [sort.value]})
    assert query.active == (), "an order chooses nothing"


@pytest.mark.parametrize(
    ("given", "sort", "dropped"),
    [
        (["best"], Sort.FIT, ["best"]),
        (["TITLE"], Sort.FIT, ["TITLE"]),
        ([""], Sort.FIT, [""]),
        (["title", "newest"], Sort.TITLE, ["newest"]),
        (["best", "title"], Sort.FIT, ["best", "title"]),
        (["fit"], Sort.FIT, []),
    ],
)
def test_an_unknown_order_is_dropped_and_told(
    fixture_catalog: Catalog, given: list[str], sort: Sort, dropped: list[str]
) -> None:
    query = Query.from_params({"sort": given}, fixture_catalog.vocabulary)
    assert query.sort is sort
    assert query.dropped == tuple(Dropped("sort", value) for value in dropped)
