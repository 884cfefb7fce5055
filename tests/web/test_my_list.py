"""Lists of texts as a browser gets them: pages that nobody keeps, files of exactly these texts, nothing in a log."""

import csv
import io

import openpyxl
import pytest
import rispy
from elements import elements, text_of
from pybtex.database import parse_string
from starlette.testclient import TestClient

from barnsbeste_content.export.table import excel_table
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.presentation.links import StaticLinks
from barnsbeste_content.web.access_log import route_of
from barnsbeste_content.web.routes import TABLE

NAMES = "id=snakk-med-barnet&id=b01"


@pytest.mark.parametrize("query", ["", f"?{NAMES}", "?id=finnes-ikke"])
def test_a_list_is_kept_by_nobody_and_found_by_no_search_engine(site: TestClient, query: str) -> None:
    answer = site.get(f"/nb/liste{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    robots = [e.attributes["content"] for e in elements(answer.text, "meta") if e.attributes.get("name") == "robots"]
    assert robots == ["noindex"]
    assert not [e for e in elements(answer.text, "link") if e.attributes["rel"] == "canonical"]
    assert "liste" not in site.get("/sitemap.xml").text


def test_nothing_of_a_list_stands_in_a_log() -> None:
    assert route_of("/nb/liste", TABLE) == "/{lang}/liste"


def test_a_list_handed_on_is_whole_without_javascript_in_every_language(site: TestClient) -> None:
    for language in interface_languages():
        html = site.get(f"/{language}/liste?{NAMES}").text
        assert len(elements(html, "h1")) == 1
        assert len([e for e in elements(html, "li") if "card" in e.classes]) == 2
        pack = next(e.attributes["href"] for e in elements(html, "a") if "/utskrift" in e.attributes["href"])
        assert site.get(pack).status_code == 200


def test_the_list_stays_when_the_language_changes(site: TestClient) -> None:
    html = site.get(f"/nb/liste?{NAMES}&id=finnes-ikke").text
    other = next(e for e in elements(html, "a") if e.attributes.get("hreflang") == "ar")
    assert other.attributes["href"] == f"/ar/liste?{NAMES}"
    assert "finnes-ikke" in text_of(html)


def test_the_way_out_stands_on_it(site: TestClient) -> None:
    assert [e for e in elements(site.get("/nb/liste").text, "a") if "data-leave" in e.attributes]


def test_a_table_of_named_texts_holds_them_alone_in_their_order(site: TestClient) -> None:
    content = site.get(f"/en/tabell.csv?{NAMES}&id=finnes-ikke&situation=addiction").content.decode("utf-8-sig")
    addresses = [row["Address"] for row in csv.DictReader(io.StringIO(content))]
    assert addresses == [
        "http://testserver/en/ressurs?id=snakk-med-barnet",
        "http://testserver/en/ressurs?id=b01",
    ]


def test_a_table_of_names_of_nothing_holds_nothing(site: TestClient) -> None:
    content = site.get("/en/tabell.csv?id=finnes-ikke").content.decode("utf-8-sig")
    assert len(content.splitlines()) == 1


@pytest.mark.parametrize(("language", "is_from_right"), [("nb", False), ("ar", True)])
def test_a_workbook_says_the_same_as_the_table(site: TestClient, language: str, is_from_right: bool) -> None:
    answer = site.get(f"/{language}/tabell.xlsx?{NAMES}")
    assert answer.headers["content-disposition"] == 'attachment; filename="barnsbeste.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert bool(sheet.sheet_view.rightToLeft) is is_from_right
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    content = site.get(f"/{language}/tabell.csv?{NAMES}").content.decode("utf-8-sig")
    assert rows == list(csv.reader(io.StringIO(content)))


@pytest.mark.parametrize("title", ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "a\x00b", "\ufffe=1"])
def test_no_cell_of_a_workbook_is_a_formula_or_breaks_it(fixture_library: Library, title: str) -> None:
    found = fixture_library.resources["naar-noen-dor"]
    hostile = found.model_copy(update={"texts": {"nb": found.texts["nb"].model_copy(update={"title": title})}})
    content = excel_table([hostile], fixture_library.vocabulary, locale_of("nb"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert not str(cell.value).startswith(("=", "+", "-", "@", "\t"))


def test_references_to_the_texts_are_in_their_order_with_year_address_and_language(site: TestClient) -> None:
    answer = site.get("/ar/tekster.ris?id=b02&id=b01")  # b02 is there in bokmål only
    assert answer.headers["cache-control"] == "no-store"
    first, second = rispy.loads(answer.text)
    assert (first["id"], second["id"]) == ("barnsbeste-b02", "barnsbeste-b01")
    assert second["urls"] == ["http://testserver/ar/ressurs?id=b01"]
    assert (second["language"], first["language"]) == ("ar", "nb")
    assert second["year"].isdigit()
    assert second["type_of_reference"] == "ELEC"
    entries = parse_string(site.get(f"/ar/tekster.bib?{NAMES}").text, "bibtex").entries
    assert list(entries) == ["barnsbeste-snakk-med-barnet", "barnsbeste-b01"]


def test_references_to_the_sources_are_those_the_texts_rest_on_in_their_order(
    site: TestClient, fixture_library: Library
) -> None:
    names = ["snakk-med-barnet", "naar-mamma-er-deprimert"]
    wanted = list(dict.fromkeys(id for name in names for id in fixture_library.resources[name].sources))
    answer = site.get("/nb/kilder.ris?text=snakk-med-barnet&text=b01")
    assert [entry["id"] for entry in rispy.loads(answer.text)] == [id for id in wanted if id in fixture_library.sources]
    assert rispy.loads(site.get("/nb/kilder.ris?text=finnes-ikke").text) == []


def test_as_many_texts_as_a_list_holds_are_still_an_address_that_is_answered(site: TestClient) -> None:
    query = "&".join(f"id={'a' * 60}-{number}" for number in range(100))
    assert site.get(f"/nb/liste?{query}").status_code == 200


def test_in_the_exported_site_there_is_no_list() -> None:
    with pytest.raises(NotImplementedError):
        StaticLinks("nb").my_list(["b01"])
