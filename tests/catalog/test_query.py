from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Dropped, Query
from barnsbeste_content.catalog.query import MAX_TEXT, PARAMETERS
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import AgeRange, Vocabulary

VOCABULARY = load_library(Path(__file__).parents[1] / "fixtures/library").vocabulary

anything = st.dictionaries(
    st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=10)), st.lists(st.text(max_size=12), max_size=4), max_size=6
)
known = st.fixed_dictionaries(
    {},
    optional={
        facet: st.lists(st.sampled_from((*VOCABULARY.facets[facet].ids, "junk")), max_size=4)
        for facet in VOCABULARY.facets
    }
    | {
        "language": st.lists(st.sampled_from((*VOCABULARY.languages, "xx")), max_size=3),
        "age": st.lists(st.sampled_from(("8-12", "3", "0-6m", "12-8", "x")), max_size=3),
        "q": st.lists(st.text(max_size=300), max_size=2),
    },
)


@given(st.one_of(anything, known))
def test_a_query_and_its_parameters_are_inverse(params: dict[str, list[str]]) -> None:
    query = Query.from_params(params, VOCABULARY)
    again = Query.from_params(query.to_params(), VOCABULARY)
    assert again == query
    assert again.dropped == ()
    assert again.to_params() == query.to_params()


@given(known)
def test_everything_given_is_chosen_or_told(params: dict[str, list[str]]) -> None:
    query = Query.from_params(params, VOCABULARY)
    for facet in VOCABULARY.facets:
        for value in params.get(facet, ()):
            assert (value in query.values(facet)) is not (Dropped(facet, value) in query.dropped)


@pytest.mark.parametrize(
    ("params", "dropped"),
    [
        ({"situation": ["addiction", "junk"]}, (Dropped("situation", "junk"),)),
        ({"age": ["12-8", "8-12", ""]}, (Dropped("age", "12-8"), Dropped("age", ""))),
        ({"language": ["xx"]}, (Dropped("language", "xx"),)),
        ({"utm_source": ["x"]}, (Dropped("utm_source", ""),)),
        ({"q": ["en", "to"]}, (Dropped("q", "to"),)),
        ({"q": ["ab " * 100]}, (Dropped("q", ("ab " * 100).strip()[MAX_TEXT:]),)),
        ({"situation": []}, ()),
    ],
)
def test_what_says_nothing_is_dropped_and_told(params: dict[str, list[str]], dropped: tuple[Dropped, ...]) -> None:
    assert Query.from_params(params, VOCABULARY).dropped == dropped


def test_order_and_repetition_do_not_matter() -> None:
    one = Query.from_params({"topic": ["grief", "guilt"], "situation": ["addiction"]}, VOCABULARY)
    other = Query.from_params(
        {"situation": ["addiction", "addiction"], "topic": ["guilt", "grief", "guilt"]}, VOCABULARY
    )
    assert one == other
    assert list(one.to_params()) == ["situation", "topic"]


def test_ages_are_put_in_order_without_repetition() -> None:
    query = Query.from_params({"age": ["8-12", "0-6m", "8-12", "3-7"]}, VOCABULARY)
    assert [age.notation for age in query.ages] == ["0-6m", "3-7", "8-12"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  mamma \n er  trist ", "mamma er trist"),
        ("a\x00b\u2028c", "a b c"),
        ("\ud800", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_search_is_cleaned_of_control_characters_only(typed: str, text: str) -> None:
    assert Query.from_params({"q": [typed]}, VOCABULARY).text == text


def test_choosing_replaces_and_without_gives_up() -> None:
    query = Query.from_params({"q": ["x"], "age": ["3"], "language": ["en"], "topic": ["grief"]}, VOCABULARY)
    assert query.choosing("topic", ["guilt"]).values("topic") == ("guilt",)
    assert query.choosing("topic", []).values("topic") == ()
    for parameter in query.active:
        assert query.without(parameter).active == tuple(name for name in query.active if name != parameter)


def test_facets_are_chosen_in_their_own_order() -> None:
    query = Query().choosing("topic", ["grief"]).choosing("situation", ["addiction"])
    assert query == Query.from_params({"situation": ["addiction"], "topic": ["grief"]}, VOCABULARY)


def test_without_a_vocabulary_everything_but_words_and_ages_is_told() -> None:
    query = Query.from_params({"q": ["x"], "age": ["3"], "topic": ["grief"]}, Vocabulary())
    assert query == Query(text="x", ages=(AgeRange.parse("3"),))
    assert query.dropped == (Dropped("topic", "grief"),)
