"""The staff page of translations: there in the preview alone, and it names what is behind the bokmål text."""

import json
import shutil
from pathlib import Path

import pytest
from elements import elements
from visiting import Open

from barnsbeste_content import cli
from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.loading import load_library
from barnsbeste_content.presentation.links import STAFF_PAGES
from barnsbeste_content.presentation.presenter import Presenter

PAGE = "staff_translations"
SLUG = "naar-mamma-er-deprimert"
CHANGED = "This part has been changed in Norwegian since it was translated."


def rows(html: str) -> list[list[str]]:
    """Text, language and parts of each outdated translation."""
    table = elements(html, "table")[0]
    cells = [cell for cell in elements(html, "td") if table in cell.ancestors]
    return [[cell.text for cell in cells[start : start + 3]] for start in range(0, len(cells), 3)]


def change(root: Path, slug: str, was: str, now: str) -> None:
    path = root / "resources" / slug / "nb.yaml"
    text = path.read_text("utf-8")
    assert text.count(was) == 1
    path.write_text(text.replace(was, now), "utf-8")


def marks(root: Path, slug: str, language: str) -> list[str]:
    """Ids of the sections that a reader is told have changed."""
    shown = Presenter(Catalog.build(load_library(root), Edition.PUBLISHED), locale_of(language))
    found = shown.catalog.get(slug)
    assert found
    told = [e for e in elements(shown.text(found), class_="status") if e.text == locale_of(language).gettext(CHANGED)]
    return [e.ancestors[-1].attributes.get("id", "") for e in told]


def test_a_changed_section_makes_exactly_its_translations_outdated_everywhere(
    folder: Path, tmp_path: Path, visit: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("ar", "en"):
        assert cli.main(["translation", "mark", "--root", str(folder), SLUG, language]) == cli.GOOD
    before = rows(visit(PAGE, root=folder, edition="preview").html)
    assert SLUG not in {slug for slug, *_ in before}
    assert marks(folder, SLUG, "ar") == marks(folder, SLUG, "en") == []
    folder = shutil.copytree(folder, tmp_path / "changed")  # a folder of its own: a store looks again after a while
    change(folder, SLUG, "- Gjør noe du liker.", "- Gjør noe du liker godt.")
    added = [row for row in rows(visit(PAGE, root=folder, edition="preview").html) if row not in before]
    part = "«Hva kan du gjøre?»"
    assert sorted(added) == [["Når mamma er deprimert", "arabisk", part], ["Når mamma er deprimert", "engelsk", part]]
    assert marks(folder, SLUG, "ar") == marks(folder, SLUG, "en") == ["hva-du-kan-gjore"]
    assert marks(folder, SLUG, "nb") == []
    capsys.readouterr()
    assert cli.main(["translation", "status", "--root", str(folder), "--format", "json"]) == cli.GOOD
    told = json.loads(capsys.readouterr().out)["outdated"]
    assert [(row["language"], row["parts"]) for row in told if row["slug"] == SLUG] == [
        ("ar", ["hva-du-kan-gjore"]),
        ("en", ["hva-du-kan-gjore"]),
    ]


def test_every_language_stands_in_the_table_with_what_it_has(visit: Open) -> None:
    html = visit(PAGE, edition="preview").html
    tables = elements(html, "table")
    languages = [cell.text for cell in elements(html, "td") if tables[-1] in cell.ancestors]
    assert languages[:3] == ["bokmål", "100 %", "8 av 8 (100 %)"]


def test_the_way_to_it_is_at_the_foot_of_each_page_of_the_preview_alone(visit: Open) -> None:
    address = f"/nb/{STAFF_PAGES[PAGE]}"
    assert address in {a.attributes["href"] for a in elements(visit("home", edition="preview").html, "a")}
    assert address not in {a.attributes["href"] for a in elements(visit("home").html, "a")}
