"""A selection's texts as a sequence that is made only when somebody looks."""

from dataclasses import replace

import numpy as np
import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.ranked import Ranked
from barnsbeste_content.model import Library


@pytest.fixture
def ranked(fixture_catalog: Catalog) -> Ranked:
    return Ranked(fixture_catalog.resources, np.array([2, 0, 1]))


def test_it_is_counted_sliced_and_walked_through_as_a_tuple_is(ranked: Ranked, fixture_catalog: Catalog) -> None:
    first, second, third = fixture_catalog.resources[:3]
    assert len(ranked) == 3
    assert ranked[0] is third
    assert ranked[-1] is second
    assert ranked[:2] == (third, first)
    assert list(ranked) == [third, first, second]
    assert list(reversed(ranked)) == [second, first, third]
    assert first in ranked
    assert ranked == (third, first, second)
    assert ranked != (third, first)
    assert ranked != "abc"
    with pytest.raises(IndexError):
        ranked[3]


def test_nothing_found_is_false(fixture_catalog: Catalog) -> None:
    assert not Ranked(fixture_catalog.resources, np.array([], dtype=np.intp))


@pytest.mark.parametrize("edition", list(Edition))
def test_a_catalog_made_of_the_one_before_is_the_same_as_one_made_anew(
    fixture_library: Library, edition: Edition
) -> None:
    """Whatever came, went, changed its place in the order or its status."""
    resources = dict(fixture_library.resources)
    slug, other, gone, *_ = (id for id, each in resources.items() if each.status == "published")
    resources[slug] = resources[slug].model_copy(update={"situations": ("general",)})
    resources[other] = resources[other].model_copy(update={"status": "draft"})
    del resources[gone]
    resources["aa-ny"] = resources[slug].model_copy(update={"id": "aa-ny", "code": "b977"})
    now = replace(fixture_library, resources=resources)
    for alike in Edition:
        before = Catalog.build(fixture_library, alike)
        _ = before.revision
        made, anew = Catalog.build(now, edition, before), Catalog.build(now, edition)
        assert [each.id for each in made.resources] == [each.id for each in anew.resources]
        assert made.revision == anew.revision
        assert made.get("b977") is resources["aa-ny"]
        assert made.get(gone) is anew.get(gone)
        for params in ({}, {"situation": ["mental_illness"]}, {"age": ["8-12", "4"]}, {"language": ["ar"]}):
            query = Query.from_params(params, now.vocabulary)
            one, two = made.select(query, "ar"), anew.select(query, "ar")
            assert (one.resources, one.facets) == (two.resources, two.facets)


def test_a_vocabulary_that_changed_gives_new_columns(fixture_library: Library) -> None:
    before = Catalog.build(fixture_library, Edition.PUBLISHED)
    facet = fixture_library.vocabulary.facets["situation"]
    facets = {
        **fixture_library.vocabulary.facets,
        "situation": facet.model_copy(update={"values": facet.values[::-1]}),
    }
    now = replace(fixture_library, vocabulary=replace(fixture_library.vocabulary, facets=facets))
    made, anew = Catalog.build(now, Edition.PUBLISHED, before), Catalog.build(now, Edition.PUBLISHED)
    assert made.select(Query(), "nb").facets == anew.select(Query(), "nb").facets
