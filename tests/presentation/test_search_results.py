"""What a search found besides texts, as HTML around their list."""

from dataclasses import replace

from barnsbeste_content.catalog import Query
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import SearchWords, SynonymGroup
from barnsbeste_content.presentation.pages import opening
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.search_results import Mixed, mixed

from ..elements import elements
from .conftest import Show


def around(shown: Presenter, text: str) -> Mixed:
    return mixed(shown, shown.catalog.select(Query(text=text), shown.language))


def test_what_was_asked_for_stands_above_the_texts_and_what_only_fits_below(show: Show) -> None:
    found = around(show("en"), "addiction")
    assert "<dt><mark>addiction</mark></dt>" in found.above
    loose = around(show(), "pappa er full")
    assert "<dt><mark>avhengighet</mark></dt>" in loose.below
    assert "<dt>" not in loose.above


def test_the_one_question_that_was_asked_stands_unfolded(show: Show) -> None:
    html = around(show("en"), "is it my fault that mum is sad").above
    [details] = [each for each in elements(html) if each.tag == "details"]
    assert "open" in details.attributes
    assert "<mark>fault</mark>" in html
    assert "The illness did not come from you." in details.text


def test_every_kind_has_its_heading(show: Show) -> None:
    html = around(show("en"), "is it my fault that mum is sad depression").above
    headings = [each.text for each in elements(html) if each.tag == "h2"]
    assert set(headings) >= {"Questions and answers", "Words explained", "Texts"}


def test_nothing_stands_around_a_list_that_was_not_searched_for(show: Show) -> None:
    assert around(show(), "") == Mixed()


def test_what_is_searched_for_never_becomes_html(show: Show) -> None:
    shown = show()
    query = Query.from_params({"q": ["<script>skyld</script>"]}, shown.vocabulary)
    found = mixed(shown, shown.catalog.select(query, "nb"))
    assert "<script" not in found.above + found.below


def test_another_language_that_knows_the_words_is_offered(show: Show) -> None:
    html = around(show(), "is it my fault that mum is sad").above
    [link] = [each for each in elements(html) if each.tag == "a" and each.attributes["href"].startswith("/en/")]
    assert link.attributes["href"] == "/en/bibliotek?q=is+it+my+fault+that+mum+is+sad"


def test_another_spelling_is_offered(show: Show) -> None:
    html = around(show("en"), "addictoin").above
    assert 'href="/en/bibliotek?q=addiction"' in html or "addiction</mark>" in html


def test_where_there_is_nothing_there_is_help(show: Show) -> None:
    html = around(show("en"), "qqqqq").above
    assert [each.attributes["href"] for each in elements(html) if each.tag == "a"] == [
        "/en/passer",
        "/en/hjelp",
    ]


def test_helplines_stand_first_where_words_point_to_danger(show: Show, fixture_library: Library) -> None:
    group = SynonymGroup(words=("orker ikke mer",), means=("hjelp",), helplines=("nodtelefonen",))
    shown = show("nb", search_words={**fixture_library.search_words, "nb": SearchWords(synonyms=(group,))})
    html = opening(shown, "library", {"q": ["jeg orker ikke mer"]})
    assert html.index("first-help") < html.index('class="mixed"')
    [details] = [each for each in elements(html) if each.tag == "details" and "qa" in each.classes]
    assert "open" not in details.attributes


def test_questions_of_others_than_chosen_are_left_out(show: Show) -> None:
    shown = show("en")
    query = replace(Query(text="is it my fault"), chosen=(("audience", ("practitioner",)),))
    found = mixed(shown, shown.catalog.select(query, "en"))
    assert "<details" not in found.above + found.below
