"""The guided way as it is answered: nobody keeps what was chosen, nothing tells of it."""

from xml.etree import ElementTree

import pytest
from elements import elements
from starlette.testclient import TestClient

from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.web.access_log import route_of
from barnsbeste_content.web.routes import TABLE

START = "/passer"
ANSWERED = "/passer?v=2-22&s=3"
RESULT = "/passer?v=2-22"


@pytest.mark.parametrize("path", [START, ANSWERED, RESULT])
@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("ar", "rtl")])
def test_it_is_whole_in_the_first_answer(site: TestClient, language: str, direction: str, path: str) -> None:
    answer = site.get(f"/{language}{path}")
    assert answer.status_code == 200
    root = elements(answer.text, "html")[0]
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, direction)
    assert len(elements(answer.text, "h1")) == 1


def test_only_the_first_page_may_be_kept_and_found(site: TestClient) -> None:
    start = site.get(f"/nb{START}")
    assert "max-age" in start.headers["cache-control"]
    assert "noindex" not in start.text
    for path in (ANSWERED, RESULT, "/passer?v=0", "/passer?v=4&s=1"):
        answer = site.get(f"/nb{path}")
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert '<meta name="robots" content="noindex">' in answer.text
        assert "canonical" not in answer.text


def test_the_title_of_the_window_is_the_same_whatever_was_chosen(site: TestClient) -> None:
    titles = {elements(site.get(f"/nb{path}").text, "title")[0].text for path in (START, ANSWERED, RESULT)}
    assert len(titles) == 1


def test_the_site_map_has_the_first_page_in_every_language_and_no_answers(site: TestClient) -> None:
    named = [each.text or "" for each in ElementTree.fromstring(site.get("/sitemap.xml").text).iter() if each.text]
    ours = [address for address in named if "/passer" in address]
    assert sorted(ours) == sorted(f"http://testserver/{language}{START}" for language in interface_languages())


def test_the_access_log_names_the_way_alone() -> None:
    assert route_of("/nb/passer", TABLE) == "/{lang}/passer"


def test_what_an_address_does_not_say_is_told_and_the_rest_is_answered(site: TestClient) -> None:
    answer = site.get("/en/passer?v=2-999-22&s=8&x=1")
    assert answer.status_code == 200
    [told] = [each for each in elements(answer.text, "p", "status") if each.attributes.get("role") == "status"]
    assert "999" in told.text


@pytest.mark.parametrize("code", ["%00", "2-" * 2000, "<script>alert(1)</script>", "%D8%A7", "-", "2--", "99999999999"])
def test_hostile_codes_do_no_harm(site: TestClient, code: str) -> None:
    answer = site.get("/nb/passer", params={"v": code})
    assert answer.status_code in (200, 414)
    assert "<script>alert" not in answer.text


def test_languages_keep_what_was_chosen(site: TestClient) -> None:
    ways = {a.attributes["href"] for a in elements(site.get(f"/nb{ANSWERED}").text, "a") if "hreflang" in a.attributes}
    assert "/ar/passer?v=2-22&s=3" in ways


@pytest.mark.parametrize("path", ["/", "/barn", "/ungdom", "/foreldre", "/de-minste", "/fagfolk", "/om"])
def test_every_page_leads_there(site: TestClient, path: str) -> None:
    ways = [a for a in elements(site.get(f"/nb{path}").text, "a") if a.attributes.get("href") == "/nb/passer"]
    assert len(ways) >= (1 if path == "/om" else 2)
