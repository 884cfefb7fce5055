"""Pages that need no JavaScript: a text, the list, what is missing or taken out, the map of the site."""

import json
import re
from xml.etree import ElementTree

import pytest
from elements import elements, text_of
from starlette.testclient import TestClient

from barnsbeste_content.model import Library

SLUG = "naar-mamma-er-deprimert"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_text_is_whole_in_the_first_answer(site: TestClient, language: str, direction: str) -> None:
    answer = site.get(f"/{language}/les/{SLUG}")
    assert answer.status_code == 200
    root = elements(answer.text, "html")[0]
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, direction)
    assert len(elements(answer.text, "h1")) == 1
    assert elements(answer.text, "a", class_="phone")
    assert not [e for e in elements(answer.text, "script") if e.attributes.get("src", "").startswith("/static")]


def test_a_text_is_small(site: TestClient, real_library: Library) -> None:
    assert real_library.resources
    answer = site.get(f"/nb/les/{SLUG}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 30_000


def test_a_text_tells_search_engines_what_it_is(site: TestClient) -> None:
    html = site.get(f"/nb/les/{SLUG}").text
    assert elements(html, "title")[0].text.startswith("Når mamma er deprimert")
    links = {
        (e.attributes["rel"], e.attributes.get("hreflang", "")): e.attributes["href"] for e in elements(html, "link")
    }
    assert links["canonical", ""] == f"http://testserver/nb/les/{SLUG}"
    assert links["alternate", "ar"] == f"http://testserver/ar/les/{SLUG}"
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert (data["@type"], data["inLanguage"]) == ("MedicalWebPage", "nb")
    assert "lastReviewed" not in data


def test_links_from_text_to_text_need_no_javascript_either(site: TestClient) -> None:
    html = site.get(f"/nb/les/{SLUG}").text
    hrefs = [e.attributes["href"] for e in elements(html, "a") if "/ressurs" in e.attributes.get("href", "")]
    assert hrefs == []


def test_nothing_but_ours_may_run_or_load(site: TestClient) -> None:
    policy = site.get(f"/nb/les/{SLUG}").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.search(r"style-src 'self' 'sha256-[\w+/=]+';", policy)


def test_a_page_the_browser_has_is_not_sent_again(site: TestClient) -> None:
    mark = site.get(f"/nb/les/{SLUG}").headers["etag"]
    again = site.get(f"/nb/les/{SLUG}", headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get(f"/nb/les/{SLUG}", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_neutral_code_and_a_retired_slug_lead_to_the_text(site: TestClient, fixture_library: Library) -> None:
    code = fixture_library.resources[SLUG].code
    assert site.get(f"/nb/les/{code}").headers["location"] == f"/nb/les/{SLUG}"
    answer = site.get("/ar/les/mamma-er-trist")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/ar/les/{SLUG}")
    assert fixture_library.redirects["slutt-aa-drikke"] == "gammel-tekst-om-rus"  # which is retired
    assert site.get("/ar/les/slutt-aa-drikke").status_code == 404


def test_what_was_taken_out_is_gone_and_a_draft_is_nowhere(site: TestClient, fixture_library: Library) -> None:
    for slug, resource in fixture_library.resources.items():
        wanted = {"published": 200, "retired": 410, "draft": 404}[resource.status]
        answer = site.get(f"/nb/les/{slug}")
        assert answer.status_code == wanted, slug
        if wanted != 200:
            assert resource.texts["nb"].title not in answer.text
            assert elements(answer.text, "form")


def test_a_text_without_the_readers_language_says_so(site: TestClient, fixture_library: Library) -> None:
    slug = next(s for s, r in fixture_library.resources.items() if "ar" not in r.texts and r.status == "published")
    html = site.get(f"/ar/les/{slug}").text
    assert "هذا النص غير متوفر" in text_of(html)
    assert 'lang="nb"' in html


def test_the_list_has_every_published_text_once_for_each_reader(site: TestClient, fixture_library: Library) -> None:
    html = site.get("/nb/les").text
    shown = {
        e.attributes["href"].removeprefix("/nb/les/") for e in elements(html, "a") if "/les/" in e.attributes["href"]
    }
    assert shown == {slug for slug, resource in fixture_library.resources.items() if resource.status == "published"}


def test_the_map_names_each_language_of_each_text_and_no_draft(site: TestClient, fixture_library: Library) -> None:
    root = ElementTree.fromstring(site.get("/sitemap.xml").text)
    addresses = [location.text or "" for location in root.iter(f"{SITEMAP}loc")]
    assert f"http://testserver/ar/les/{SLUG}" in addresses
    assert len(addresses) == len(set(addresses))
    hidden = [slug for slug, resource in fixture_library.resources.items() if resource.status != "published"]
    assert not [address for address in addresses for slug in hidden if address.endswith(slug)]
    assert "Sitemap: http://testserver/sitemap.xml" in site.get("/robots.txt").text


def test_a_wrong_address_leads_on_in_the_readers_language(site: TestClient) -> None:
    answer = site.get("/ar/finnes-ikke", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert 'dir="rtl"' in answer.text
    assert elements(answer.text, "form")
    assert 'name="robots" content="noindex"' in answer.text
    assert site.get("/finnes-ikke", headers={"accept": "application/json"}).text == "Not found"


def test_a_child_s_text_in_the_dashboard_does_not_lead_to_its_telling_address(site: TestClient) -> None:
    answer = site.get(f"/nb/ressurs?id={SLUG}")
    assert answer.status_code == 302
    assert SLUG not in answer.headers["location"]
