"""The file of suggestions, and the box that it is for."""

import json

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.presentation.links import PAGES, StaticLinks
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.suggested import suggestions_json
from barnsbeste_content.web.documents import list_page, plain_page

from ..elements import elements

MOST_BYTES = 60_000


def test_it_can_be_kept_and_checked(site: TestClient) -> None:
    answer = site.get("/nb/forslag.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    again = site.get("/nb/forslag.json", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_holds_words_and_neutral_names(site: TestClient, fixture_catalog: Catalog) -> None:
    data = site.get("/nb/forslag.json").json()
    names = {item[1] for item in data["kinds"]["text"]["items"]}
    assert names == {resource.name for resource in fixture_catalog.resources}
    name = data["kinds"]["text"]["items"][0][1]
    assert site.get(data["text"] + name).status_code == 200
    assert data["search"] == "/nb/bibliotek?q="
    assert "Er det min skyld at mamma er trist?" in data["kinds"]["question"]["items"]


def test_without_a_language_it_leads_to_the_readers(site: TestClient) -> None:
    answer = site.get("/forslag.json", headers={"Accept-Language": "ar"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/ar/forslag.json")


@pytest.mark.parametrize("language", interface_languages())
def test_it_is_small_in_every_language(real_catalog: Catalog, language: str) -> None:
    content = suggestions_json(Presenter(real_catalog, locale_of(language)))
    assert 5_000 < len(content.encode()) < MOST_BYTES
    assert json.loads(content)["said"].count("{count}") == 1


@pytest.mark.parametrize("path", [*(path for page, path in PAGES.items() if page != "reader"), "les", "ark", "xyz"])
def test_every_page_has_a_box_that_leads_to_the_library(site: TestClient, path: str) -> None:
    html = site.get(f"/ar/{path}", headers={"Accept": "text/html"}).text
    forms = [each for each in elements(html) if each.tag == "form" and each.attributes.get("role") == "search"]
    in_bar = [each for each in forms if any(parent.attributes.get("id") == "bar" for parent in each.ancestors)]
    assert len(in_bar) == 2  # one where the bar is wide, one in the menu
    assert {(each.attributes["action"], each.attributes["method"]) for each in in_bar} == {("/ar/bibliotek", "get")}


def test_where_nobody_answers_there_is_no_box(fixture_catalog: Catalog) -> None:
    html = plain_page(fixture_catalog, "home", "nb", "https://example.org", make_links=StaticLinks)
    assert [each for each in elements(html) if each.tag in ("form", "input")] == []


def test_the_list_without_javascript_marks_words_and_has_what_else_was_found(fixture_catalog: Catalog) -> None:
    html = list_page(fixture_catalog, "en", "https://example.org", {"q": ["is it my fault that mum is sad"]})
    assert "<mark>fault</mark>" in html
    assert 'class="qa"' in html
    every = list_page(fixture_catalog, "en", "https://example.org", {})
    assert "<mark>" not in every


def test_the_window_of_a_search_is_called_as_ever(site: TestClient) -> None:
    def title(path: str) -> str:
        return next(each.text for each in elements(site.get(path).text) if each.tag == "title")

    assert title("/nb/bibliotek?q=er+det+min+skyld") == title("/nb/bibliotek")
