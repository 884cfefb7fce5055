"""Sheets to fill in as documents, and references as files: served, and in the exported site."""

import pytest
import rispy
from elements import elements, text_of
from pybtex.database import parse_string
from starlette.testclient import TestClient

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.export.citations import CITATION_FORMATS
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.web.static_site import StaticSite

SHEET = "/ark/nettverket-mitt"
BASE = "/familie"


@pytest.fixture(scope="module")
def files(fixture_catalog: Catalog) -> StaticSite:
    return StaticSite(fixture_catalog, f"https://example.org{BASE}")


def html_at(files: StaticSite, path: str) -> str:
    return files[f"{path}/index.html"].decode()


def words(text: str, language: str) -> str:
    return locale_of(language).gettext(text)


# -- sheets ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_sheet_is_whole_in_the_first_answer(site: TestClient, language: str, direction: str) -> None:
    answer = site.get(f"/{language}{SHEET}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    root = elements(answer.text, "html")[0]
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, direction)
    assert len(elements(answer.text, "h1")) == 1
    fields = [each for each in elements(answer.text, "input") if "name" not in each.attributes]
    assert len(fields) == 8  # what has a name is sent: the boxes to search in, which are no part of the sheet
    assert {each.attributes.get("name") for each in elements(answer.text, "input")} <= {None, "q"}
    assert f"/{language}/hjelp" in {a.attributes["href"] for a in elements(answer.text, "a")}


@pytest.mark.parametrize("path", ["/ark", SHEET])
def test_no_script_of_streamlit_is_in_it(site: TestClient, path: str) -> None:
    answer = site.get(f"/nb{path}")
    sources = [e.attributes["src"] for e in elements(answer.text, "script") if "src" in e.attributes]
    assert sources
    assert all(source.startswith("/assets/") for source in sources)
    assert not elements(answer.text, "iframe")
    assert "'unsafe" not in answer.headers["content-security-policy"].partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("id", ["finnes-ikke", "nettverket-mitt.html", "NETTVERKET-MITT", "%3Cb%3E"])
def test_a_sheet_there_is_not_is_not_found_and_there_is_a_way_on(site: TestClient, id: str) -> None:
    answer = site.get(f"/nb/ark/{id}")
    assert answer.status_code == 404
    assert elements(answer.text, "h1")[0].text == words("We cannot find this text", "nb")
    assert 'action="/nb/bibliotek"' in answer.text


def test_a_sheet_answers_to_asking_alone(site: TestClient) -> None:
    assert site.head(f"/nb{SHEET}").status_code == 200
    assert site.post(f"/nb{SHEET}", data={"navn": "Kari"}).status_code == 405


def test_what_an_address_says_fills_in_nothing(site: TestClient) -> None:
    assert site.get(f"/nb{SHEET}?navn=Kari").text == site.get(f"/nb{SHEET}").text


def test_without_a_language_one_is_sent_to_one(site: TestClient) -> None:
    answer = site.get(SHEET, headers={"accept-language": "ar"})
    assert (answer.status_code // 100, answer.headers["location"]) == (3, f"/ar{SHEET}")


def test_a_sheet_is_known_again(site: TestClient) -> None:
    first = site.get(f"/nb{SHEET}")
    assert site.get(f"/nb{SHEET}", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_search_engines_are_told_of_the_languages_the_sheet_is_in(site: TestClient) -> None:
    links = elements(site.get(f"/nb{SHEET}").text, "link")
    alternates = {e.attributes["hreflang"] for e in links if "hreflang" in e.attributes}
    assert alternates == {"nb", "ar"}


def test_every_language_is_one_choice_away(site: TestClient) -> None:
    offered = {a.attributes["href"] for a in elements(site.get(f"/nb{SHEET}").text, "a") if "hreflang" in a.attributes}
    assert offered >= {f"/{language}{SHEET}" for language in interface_languages() if language != "nb"}


def test_a_sheet_leads_to_the_reading_page_of_its_text(site: TestClient) -> None:
    assert "/nb/les/hvem-kan-jeg-snakke-med" in {
        a.attributes["href"] for a in elements(site.get(f"/nb{SHEET}").text, "a")
    }


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_the_list_leads_to_every_sheet(site: TestClient, fixture_library: Library, language: str) -> None:
    html = site.get(f"/{language}/ark").text
    assert elements(html, "h1")[0].text == words("Sheets to fill in", language)
    hrefs = {a.attributes["href"] for a in elements(html, "a")}
    assert {f"/{language}/ark/{id}" for id in fixture_library.sheets} <= hrefs


# -- references --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", CITATION_FORMATS)
def test_references_say_what_they_are_and_are_not_kept(site: TestClient, format: str) -> None:
    answer = site.get(f"/ar/kilder.{format}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{CITATION_FORMATS[format]}; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    how = "inline" if format == "txt" else "attachment"
    assert answer.headers["content-disposition"] == f'{how}; filename="barnsbeste.{format}"'


def test_ris_and_bibtex_hold_what_the_address_chooses(site: TestClient) -> None:
    read = rispy.loads(site.get("/nb/kilder.ris?kind=law&kind=guideline").text)
    assert {entry["id"] for entry in read} == {"loven", "veileder"}
    assert list(parse_string(site.get("/nb/kilder.bib?id=loven").text, "bibtex").entries) == ["loven"]


def test_letters_come_through_as_they_are(site: TestClient) -> None:
    for format in CITATION_FORMATS:
        assert "pårørende" in site.get(f"/nb/kilder.{format}").content.decode("utf-8")


def test_a_list_in_apa_style_is_in_the_reader_s_language(site: TestClient) -> None:
    assert "Hentet 20. november 2026, fra" in site.get("/nb/kilder.txt").text
    assert "Retrieved 20 November 2026, from" in site.get("/en/kilder.txt").text


@pytest.mark.parametrize("query", ["kind=x", "utm_source=x", "knowledge=" + "x" * 2_000, "%00=%00&kind=%ff"])
def test_what_means_nothing_in_the_address_changes_nothing(site: TestClient, query: str) -> None:
    answer = site.get(f"/nb/kilder.ris?{query}")
    assert answer.status_code == 200
    assert answer.content == site.get("/nb/kilder.ris").content


def test_a_choice_that_leaves_nothing_gives_an_empty_file(site: TestClient) -> None:
    answer = site.get("/nb/kilder.ris?kind=law&knowledge=experience")
    assert (answer.status_code, answer.text.strip()) == (200, "")


@pytest.mark.parametrize("path", ["/nb/kilder.csv", "/nb/kilder.", "/nb/kilder.ris/x"])
def test_a_format_there_is_not_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


def test_the_page_of_sources_opens_with_what_its_address_chooses(site: TestClient) -> None:
    html = site.get("/en/kilder?kind=law&audience=x").text
    shown = [e.attributes["id"] for e in elements(html, "li") if e.attributes.get("id", "").startswith("kilde-")]
    assert shown == ["kilde-loven"]
    assert words("Part of the address was not understood and was left out: {parts}", "en").split("{")[0] in text_of(
        html
    )


# -- in a tree of files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_sheets_are_files(files: StaticSite, fixture_library: Library, language: str) -> None:
    for id in fixture_library.sheets:
        html = html_at(files, f"{language}/ark/{id}")
        assert len(elements(html, "input")) == 8
        assert f'href="{BASE}/{language}/les/hvem-kan-jeg-snakke-med/"' in html
    listed = {a.attributes["href"] for a in elements(html_at(files, f"{language}/ark"), "a")}
    assert {f"{BASE}/{language}/ark/{id}/" for id in fixture_library.sheets} <= listed


def test_references_are_files_of_every_source(files: StaticSite, site: TestClient) -> None:
    for format in CITATION_FORMATS:
        assert files[f"nb/kilder.{format}"].decode() == site.get(f"/nb/kilder.{format}").text
        assert f'href="{BASE}/nb/kilder.{format}"' in html_at(files, "nb/kilder")


@pytest.mark.parametrize(
    ("page", "part"), [("sporsmal", "qa"), ("ordbok", "words"), ("kilder", "bank"), ("samtale", "guide")]
)
def test_pages_to_look_things_up_in_are_files_with_nothing_to_choose(files: StaticSite, page: str, part: str) -> None:
    html = html_at(files, f"nb/{page}")
    assert elements(html, class_=part)
    assert not elements(html, class_="chips")
    assert not [a for a in elements(html, "a") if a.attributes["href"].startswith("/") and "?" in a.attributes["href"]]


def test_the_guide_in_files_has_the_words_for_every_age(files: StaticSite) -> None:
    assert len(elements(html_at(files, "nb/samtale"), class_="talk")) == 4
