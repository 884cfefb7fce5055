"""The staff page of quality: in the preview alone, told in bokmål, each table readable without colour."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from elements import Element, elements
from visiting import Open, Visit

from barnsbeste_content.editorial.checks import CHECKS, rule_of
from barnsbeste_content.editorial.health_literacy import RULES as LITERACY
from barnsbeste_content.editorial.whole_library import LIBRARY_CHECKS
from barnsbeste_content.presentation.links import STAFF_PAGES
from barnsbeste_content.presentation.staff_quality_words import RULES, rule_name

PAGE = "staff_quality"
SLUG = "naar-mamma-er-deprimert"
MAMMA = "Når mamma er deprimert"


@pytest.fixture
def faulty(folder: Path) -> Path:
    """Two warnings and an error that texts are served with."""
    first = folder / f"resources/{SLUG}/nb.yaml"
    text = first.read_text("utf-8").replace("main_message: Det er ikke din skyld.", "main_message: Ett. To. Tre.")
    first.write_text(re.sub("summary: .*", "summary: For kort.", text), "utf-8")
    (folder / "sources/ubrukt.yaml").write_bytes((folder / "sources/loven.yaml").read_bytes())
    return folder


def opened(visit: Open, root: Path, **params: list[str]) -> Visit:
    return visit(PAGE, params=params, root=root, edition="preview")


def within(html: str, captioned: str) -> list[list[str]]:
    """The rows of the table with this in its caption."""
    [table] = [caption.ancestors[-1] for caption in elements(html, "caption") if captioned in caption.text]
    rows = [row for row in elements(html, "tr") if any(same(table, each) for each in row.ancestors)]
    cells = [*elements(html, "th"), *elements(html, "td")]
    body = [[cell for cell in cells if any(same(row, each) for each in cell.ancestors)] for row in rows]
    return [[cell.text for cell in row] for row in body]


def same(one: Element, other: Element) -> bool:
    return (one.tag, one.attributes, one.text) == (other.tag, other.attributes, other.text)


def problems(html: str) -> list[list[str]]:
    return within(html, "feil og varsler.")[1:]


def test_it_is_not_there_for_readers(visit: Open) -> None:
    address = f"/nb/{STAFF_PAGES[PAGE]}"
    assert address in {a.attributes["href"] for a in elements(visit("home", edition="preview").html, "a")}
    assert address not in {a.attributes["href"] for a in elements(visit("home").html, "a")}


def test_without_any_problem_it_says_so_and_asks_nothing(visit: Open) -> None:
    page = visit(PAGE, edition="preview")
    assert page.heading == "Kvalitet"
    assert "Ingen feil og ingen varsler" in page.html
    assert not [pills for pills in page.app.pills if pills.label in ("Alvorlighet", "Regel")]


def test_problems_stand_with_name_file_line_and_the_way_to_the_text(visit: Open, faulty: Path) -> None:
    page = opened(visit, faulty)
    rows = problems(page.html)
    assert [row[0] for row in rows] == [
        "✕ Feil Hovedbudskapet er for langt",
        "! Varsel Ingressen er for kort eller for lang",
        "! Varsel En kilde er ikke i bruk",
    ]
    assert rows[0][1] == f"{MAMMA}resources/{SLUG}/nb.yaml, linje 4Åpne teksten Rediger"
    assert rows[2][1] == "sources/ubrukt.yaml, linje 2"
    hrefs = {a.text: a.attributes["href"] for a in elements(page.html, "a") if a.text in ("Åpne teksten", "Rediger")}
    assert hrefs == {"Åpne teksten": "/nb/ressurs?id=b01", "Rediger": f"/nb/stab-rediger?tekst={SLUG}"}


def test_problems_are_narrowed_by_severity_and_rule_in_the_address(visit: Open, faulty: Path) -> None:
    page = opened(visit, faulty, alvor=["warning"])
    assert [row[0][:8] for row in problems(page.html)] == ["! Varsel"] * 2
    page.choose(f"{PAGE} regel", "sources-are-used")
    assert page.address == {"alvor": ["warning"], "regel": ["sources-are-used"]}
    assert [row[0] for row in problems(page.html)] == ["! Varsel En kilde er ikke i bruk"]
    page.choose(f"{PAGE} alvor", "error")
    assert "Ingen av de 3 passer" in page.html
    page.go(alvor=["ukjent"], regel=["<script>"])
    assert len(problems(page.html)) == 3


def test_a_file_that_cannot_be_read_is_told_and_hides_nothing(visit: Open, folder: Path) -> None:
    (folder / f"resources/{SLUG}/en.yaml").write_text("title: [", "utf-8")
    (folder / "vocabulary/situation.yaml").write_text("values: [", "utf-8")
    page = opened(visit, folder)
    paths = [row[1] for row in problems(page.html)]
    assert any(f"resources/{SLUG}/en.yaml, linje 2" in path for path in paths)
    assert any("vocabulary/situation.yaml" in path for path in paths)
    assert "kan ikke leses nå" in page.html


def test_what_an_editor_writes_is_shown_as_it_stands(visit: Open, folder: Path) -> None:
    path = folder / f"resources/{SLUG}/nb.yaml"
    path.write_text(path.read_text("utf-8").replace(f"title: {MAMMA}", 'title: "<b onclick=x>Fet</b> & mer"'), "utf-8")
    html = opened(visit, folder).html
    assert "<b onclick" not in html
    assert "&lt;b onclick=x&gt;Fet&lt;/b&gt; &amp; mer" in html


def test_every_rule_has_a_name_in_bokmaal() -> None:
    every = {rule_of(check) for check in (*CHECKS, *LIBRARY_CHECKS)}
    every |= {rule.__name__.replace("_", "-") for rule in LITERACY}
    every |= {"format", "reference", "stray-file", "unlisted-folder"}
    assert every == set(RULES)
    assert rule_name("a-rule-to-come") == "a-rule-to-come"


def test_a_long_text_stands_in_plot_and_table_with_the_sentences_that_drive_it(visit: Open, folder: Path) -> None:
    hard = "Sykehusavdelingen undersøker kreftpasientene grundig hver eneste formiddag"
    path = folder / f"resources/{SLUG}/nb.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Da kan mamma være trist", f"{f'{hard}. ' * 14}Da kan mamma være trist"), "utf-8")
    html = opened(visit, folder).html
    [row, *_] = within(html, "Nærmest eller over grensen")[1:]
    assert row[0].startswith(f"{MAMMA} Setningene som trekker mest opp«{hard}.»")
    assert row[1:2] + row[3:4] + row[5:] == ["bokmål", "25 / 30", "Over feilgrensen"]
    [dot] = [each for each in elements(html, class_="dot") if "fails" in each.classes]
    assert dot.attributes["title"] == f"{MAMMA} (nb): {row[2]}"
    [plot] = elements(html, class_="lix")
    assert plot.attributes["role"] == "img"
    assert plot.attributes["aria-label"]
    assert "<svg" not in html  # Streamlit takes drawings out of what it shows


def test_each_language_of_a_text_has_a_sign_and_the_signs_are_explained(visit: Open) -> None:
    html = visit(PAGE, edition="preview").html
    [heading, *rows] = within(html, "Hver tekst i hvert språk")
    states = {row[0]: dict(zip(heading[1:], row[1:], strict=True)) for row in rows}
    assert states[MAMMA]["nb"] == "G"
    assert states[MAMMA]["so"] == "–"
    assert {sign for row in rows[1:] for sign in row[1:]} <= {"G", "U", "M", "–"}
    for number, language in enumerate(heading[1:], start=1):
        missing = sum(row[number] == "–" for row in rows[1:])
        assert states["Mangler i alt"][language] == str(missing)
    explained = [each.text for each in elements(html, class_="legend")]
    assert any("G gjeldende U utdatert M maskinoversatt – mangler" in text for text in explained)


def test_holes_are_marked_in_the_table_and_told_in_words(visit: Open) -> None:
    html = visit(PAGE, edition="preview").html
    rows = {row[0]: row[1:] for row in within(html, "Publiserte tekster for hver leser")}
    assert any(re.fullmatch(r"[1-9]\d*", sign) for sign in rows["Barn, 8–12 år"])
    holes = sum(sign == "0!" for row in rows.values() for sign in row)
    assert holes == len(elements(html, "td", class_="hole")) > 0
    [link] = [li for li in elements(html, "li") if li.text.startswith("Dekning")]
    assert link.text == f"Dekning{holes} hull"
    assert "Barn, 0–2 år" not in rows  # nobody writes for them


def test_what_is_due_stands_by_month_and_what_is_overdue_first(visit: Open, folder: Path) -> None:
    today = date.today()

    def review(slug: str, day: date) -> None:
        path = folder / f"resources/{slug}/resource.yaml"
        path.write_text(re.sub("next: [0-9-]+", f"next: {day}", path.read_text("utf-8")), "utf-8")

    review(SLUG, today - timedelta(days=1))
    review("snakk-med-barnet", today + timedelta(days=30))
    line = folder / "helplines/barnetelefonen.yaml"
    line.write_text(re.sub("checked: [0-9-]+", "checked: 2020-01-31", line.read_text("utf-8")), "utf-8")
    html = opened(visit, folder).html
    assert [row[0] for row in within(html, "1 tekst skulle vært sett over")[1:]] == [MAMMA]
    soon = [
        caption.text for caption in elements(html, "caption") if re.fullmatch(r"[A-Z][a-z]+ \d{4}: 1", caption.text)
    ]
    assert len(soon) == 1
    [[name, looked, until], *_] = within(html, "Den eldste står først")[1:]
    assert "helplines/barnetelefonen.yaml" in name
    assert (looked, until) == ("31. januar 2020", "31. januar 2021 (over fristen)")


def test_every_table_has_a_caption_and_every_row_a_heading(visit: Open, faulty: Path) -> None:
    html = opened(visit, faulty).html
    tables = elements(html, "table")
    assert len(tables) >= 8
    assert len(elements(html, "caption")) == len(tables)
    assert all(cell.attributes.get("scope") in ("col", "row") for cell in elements(html, "th"))
    ids = [each.attributes["id"] for each in elements(html) if "id" in each.attributes]
    places = [a.attributes["href"] for a in elements(html, "a") if a.attributes.get("href", "").startswith("#")]
    assert len(places) == 6
    assert {place[1:] for place in places} <= set(ids)
    assert len(ids) == len(set(ids))


def test_everything_can_be_downloaded(visit: Open) -> None:
    page = visit(PAGE, edition="preview")
    labels = [button.proto.label for button in page.app.get("download_button")]
    assert labels == [
        "Alt i én Excel-fil",
        *(
            f"{title} (CSV)"
            for title in (
                "Feil og varsler",
                "Lesbarhet",
                "Helsekompetanse",
                "Dekning språk",
                "Dekning lesere",
                "Se over",
            )
        ),
    ]
