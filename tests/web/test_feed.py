"""The feed of the newest texts (RFC 4287)."""

import re
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library
from barnsbeste_content.presentation.links import FEED
from barnsbeste_content.web.discovery import FEED_ENTRIES, feed_document

ATOM = "{http://www.w3.org/2005/Atom}"
ORIGIN = "https://example.org"
ONCE = ("id", "title", "updated")
"""What a feed and each entry must hold exactly once (RFC 4287, 4.1.1 and 4.1.2)."""


def feed_of(catalog: Catalog, language: str = "nb", origin: str = ORIGIN) -> Element:
    return fromstring(feed_document(catalog, language, origin))


def words(parent: Element, name: str) -> str:
    found = parent.find(ATOM + name)
    assert found is not None
    assert found.text, name
    return found.text


def link(parent: Element, relation: str) -> str:
    (found,) = [each for each in parent.findall(f"{ATOM}link") if each.get("rel") == relation]
    return found.get("href", "")


def with_dates(library: Library, **changes: date) -> Catalog:
    """The fixture's texts, with other days of writing or review."""
    resources = {}
    for slug, resource in library.resources.items():
        day = changes.get(slug.replace("-", "_"))
        resources[slug] = resource.model_copy(update={"written": day}) if day else resource
    return Catalog.build(Library(resources=resources, vocabulary=library.vocabulary), Edition.PUBLISHED)


@pytest.mark.parametrize("language", interface_languages())
def test_it_holds_what_the_rules_of_feeds_require(site: TestClient, language: str) -> None:
    answer = site.get(f"/{language}/{FEED}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert words(feed.find(f"{ATOM}author") or feed, "name") == "BarnsBeste"
    assert link(feed, "self") == f"http://testserver/{language}/{FEED}"
    assert link(feed, "alternate") == f"http://testserver/{language}/les"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ONCE:
            assert len(part.findall(ATOM + name)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", words(part, "id"))
        assert datetime.fromisoformat(words(part, "updated")).tzinfo is not None  # RFC 3339, with its zone


def test_entries_are_the_texts_of_the_language_with_what_they_are_about(
    site: TestClient, fixture_library: Library
) -> None:
    feed = fromstring(site.get(f"/ar/{FEED}").content)
    entries = feed.findall(f"{ATOM}entry")
    wanted = {r.texts["ar"].title: r for r in fixture_library.resources.values() if "ar" in r.texts}
    assert {words(entry, "title") for entry in entries} == set(wanted)
    for entry in entries:
        resource = wanted[words(entry, "title")]
        assert words(entry, "summary") == resource.texts["ar"].summary
        assert link(entry, "alternate") == f"http://testserver/ar/les/{resource.id}"
        terms = {(c.get("scheme", "").rpartition("#")[2], c.get("term")) for c in entry.findall(f"{ATOM}category")}
        assert {("audience", value) for value in resource.audiences} <= terms
        assert {("topic", value) for value in resource.topics} <= terms


def test_every_address_in_it_leads_somewhere(site: TestClient) -> None:
    feed = fromstring(site.get(f"/en/{FEED}").content)
    own = [each.get("href", "") for each in feed.iter(f"{ATOM}link") if each.get("rel") != "license"]
    assert len(own) > 3
    assert {site.get(address).status_code for address in own} == {200}


def test_what_is_not_published_is_not_in_it(site: TestClient, fixture_library: Library) -> None:
    said = site.get(f"/nb/{FEED}").text
    for slug, resource in fixture_library.resources.items():
        assert (slug in said) is (resource.status == "published")


def test_the_newest_comes_first_and_tells_how_new_the_feed_is(fixture_library: Library) -> None:
    catalog = with_dates(fixture_library, spor_om_barn=date(2027, 3, 1), snakk_med_barnet=date(2027, 2, 1))
    feed = feed_of(catalog)
    updated = [words(entry, "updated") for entry in feed.findall(f"{ATOM}entry")]
    assert updated[:2] == ["2027-03-01T00:00:00Z", "2027-02-01T00:00:00Z"]
    assert updated == sorted(updated, reverse=True)
    assert words(feed, "updated") == updated[0]


def test_a_review_makes_a_text_new_again(fixture_library: Library) -> None:
    resource = fixture_library.resources["naar-noen-hjemme-drikker"]
    review = resource.review.model_copy(update={"on": date(2027, 5, 17)})
    resources = {**fixture_library.resources, resource.id: resource.model_copy(update={"review": review})}
    catalog = Catalog.build(Library(resources=resources, vocabulary=fixture_library.vocabulary), Edition.PUBLISHED)
    first = feed_of(catalog).findall(f"{ATOM}entry")[0]
    assert words(first, "updated") == "2027-05-17T00:00:00Z"
    assert words(first, "published") == f"{resource.written.isoformat()}T00:00:00Z"


def test_a_text_keeps_its_id_wherever_the_site_is_and_differs_from_every_other(fixture_catalog: Catalog) -> None:
    def ids(language: str, origin: str) -> list[str]:
        feed = feed_of(fixture_catalog, language, origin)
        return [words(part, "id") for part in (feed, *feed.iter(f"{ATOM}entry"))]

    assert ids("nb", ORIGIN) == ids("nb", "http://localhost:8501")
    everything = ids("nb", ORIGIN) + ids("en", ORIGIN) + ids("ar", ORIGIN)
    assert len(everything) == len(set(everything))


def test_a_feed_does_not_grow_for_ever(fixture_library: Library) -> None:
    resource = fixture_library.resources["spor-om-barn"]
    many = {f"tekst-{n}": resource.model_copy(update={"id": f"tekst-{n}"}) for n in range(FEED_ENTRIES + 5)}
    catalog = Catalog.build(Library(resources=many, vocabulary=fixture_library.vocabulary), Edition.PUBLISHED)
    assert len(feed_of(catalog).findall(f"{ATOM}entry")) == FEED_ENTRIES


def test_a_library_without_texts_in_the_language_still_has_a_feed() -> None:
    feed = feed_of(Catalog.build(Library(), Edition.PUBLISHED), "ar")
    assert feed.findall(f"{ATOM}entry") == []
    assert datetime.fromisoformat(words(feed, "updated"))


def test_signs_that_mean_something_in_xml_are_only_signs(folder: Path) -> None:
    file = folder / "resources/spor-om-barn/nb.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join("title: 'A <b> & \"c\"'\n" if line.startswith("title:") else line for line in lines))
    feed = feed_of(Catalog.build(load_library(folder), Edition.PUBLISHED))
    assert 'A <b> & "c"' in [words(entry, "title") for entry in feed.iter(f"{ATOM}entry")]


def test_a_reader_that_has_it_is_not_sent_it_again(site: TestClient) -> None:
    mark = site.get(f"/nb/{FEED}").headers["etag"]
    assert site.get(f"/nb/{FEED}", headers={"if-none-match": mark}).status_code == 304


def test_without_a_language_it_is_the_reader_s(site: TestClient) -> None:
    answer = site.get(f"/{FEED}", headers={"accept-language": "ar"})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/ar/{FEED}")
