"""A selection as a file for spreadsheets."""

import csv
import io
from collections.abc import Sequence

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.export.table import csv_table
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def titles(site: TestClient, query: str) -> set[str]:
    return {row["Title"] for row in rows(site.get(f"/en/tabell.csv?{query}").content)}


def with_title(library: Library, title: str) -> Resource:
    found = library.resources["naar-noen-dor"]
    return found.model_copy(update={"texts": {"nb": found.texts["nb"].model_copy(update={"title": title})}})


def written(library: Library, resources: Sequence[Resource], language: str = "nb") -> list[dict[str, str]]:
    return rows(csv_table(resources, library.vocabulary, locale_of(language)))


def test_it_is_a_download_with_the_mark_that_spreadsheets_know_utf_8_by(site: TestClient) -> None:
    answer = site.get("/ar/tabell.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="barnsbeste.csv"'


def test_it_holds_every_published_text_and_no_draft(site: TestClient, fixture_library: Library) -> None:
    published = {r.texts["nb"].title for r in fixture_library.resources.values() if r.status == "published"}
    assert {row["Tittel"] for row in rows(site.get("/nb/tabell.csv").content)} == published


@pytest.mark.parametrize("language", interface_languages())
def test_headings_are_in_the_reader_s_language_and_none_hides_another(site: TestClient, language: str) -> None:
    first = site.get(f"/{language}/tabell.csv").content.decode("utf-8-sig").splitlines()[0]
    headings = first.split(",")
    assert len(headings) == len(set(headings)) == 16
    assert headings[0] == locale_of(language).gettext("Title")


def test_the_choices_in_the_address_narrow_it(site: TestClient) -> None:
    assert titles(site, "situation=addiction&audience=youth") == {
        "When somebody at home drinks too much",
        "Hvem kan jeg snakke med?",
    }
    assert titles(site, "age=0-2&language=so") == {"Når babyen merker uro hjemme"}
    assert titles(site, "q=alkohol") == {"When somebody at home drinks too much"}


def test_what_means_nothing_in_the_address_changes_nothing(site: TestClient) -> None:
    everything = site.get("/en/tabell.csv").content
    junk = [
        "situation=dragons&age=old&utm_source=x",
        "situation=" + "x" * 5_000,
        "&".join(f"p{number}=1" for number in range(100)),
        "%00=%00&age=%ff%fe&situation[]=addiction",
        ";;;&&&===",
    ]
    for query in junk:
        answer = site.get(f"/en/tabell.csv?{query}")
        assert answer.status_code == 200
        assert answer.content == everything


def test_a_choice_that_leaves_nothing_gives_the_headings_alone(site: TestClient) -> None:
    content = site.get("/en/tabell.csv?situation=bereavement&audience=child&age=0-3m").content
    assert rows(content) == []
    assert content.decode("utf-8-sig").startswith("Title,Summary,Ages,")


@pytest.mark.parametrize(
    "title", ["=1+1", "+47 116 111", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example")']
)
def test_a_cell_that_a_spreadsheet_would_run_is_only_text(fixture_library: Library, title: str) -> None:
    assert written(fixture_library, [with_title(fixture_library, title)])[0]["Tittel"] == f"'{title}"


@pytest.mark.parametrize("title", ["a, b", 'a "b" c', "one\ntwo", "æøå عربي", "1 = 1"])
def test_signs_that_part_cells_stay_within_theirs(fixture_library: Library, title: str) -> None:
    assert written(fixture_library, [with_title(fixture_library, title)])[0]["Tittel"] == title


def test_ages_cannot_be_taken_for_a_date(fixture_library: Library) -> None:
    row = written(fixture_library, [fixture_library.resources["naar-mamma-er-deprimert"]])[0]
    assert row["Alder"] == "8–12 år"


def test_a_text_for_children_is_addressed_by_its_neutral_code(fixture_library: Library) -> None:
    row = written(fixture_library, [fixture_library.resources["naar-mamma-er-deprimert"]], "en")[0]
    assert row["Address"] == "/en/ressurs?id=b01"
    assert row["Languages"] == "nb; ar; en"
