"""What staff see and readers do not; and a site whose content is gone."""

import shutil
from pathlib import Path

import pytest
from elements import elements
from visiting import Open

from barnsbeste_content.catalog import Edition
from barnsbeste_content.catalog.store import EDITION_VARIABLE, served_edition
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.presentation.links import PAGES

DRAFT = "Kladd om hjerneskade"


def test_the_preview_shows_drafts_and_marks_them(visit: Open) -> None:
    page = visit("parents", edition="preview")
    assert DRAFT in page.titles
    marked = [card.text for card in elements(page.html, class_="card") if locale_of("nb").gettext("Draft") in card.text]
    assert len(marked) == 1
    assert DRAFT in marked[0]


def test_a_draft_can_be_read_in_the_preview_and_says_what_it_is(visit: Open) -> None:
    page = visit("reader", params={"id": ["kladd-om-hjerneskade"]}, edition="preview")
    assert page.heading == DRAFT
    assert elements(page.html, class_="draft")


@pytest.mark.parametrize("given", [None, "", "published", "PREVIEW", "preview ", "anything"])
def test_nothing_but_the_exact_word_makes_a_preview(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EDITION_VARIABLE, raising=False)
    if given is not None:
        monkeypatch.setenv(EDITION_VARIABLE, given)
    assert served_edition() is Edition.PUBLISHED


@pytest.mark.parametrize("edition", ["", "PREVIEW"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_for_readers_shows_a_draft(visit: Open, page: str, edition: str) -> None:
    params = {"id": ["kladd-om-hjerneskade"]} if page == "reader" else {}
    visited = visit(page, params=params, edition=edition)
    assert DRAFT not in visited.html
    assert not elements(visited.html, class_="draft")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_without_any_content_every_page_says_so_and_whom_to_call(
    visit: Open, tmp_path: Path, page: str, language: str
) -> None:
    visited = visit(page, language, root=tmp_path)
    assert visited.heading == locale_of(language).gettext("The texts are not here right now")
    assert "tel:113" in {link.attributes["href"] for link in elements(visited.html, "a")}


def test_a_content_folder_that_is_not_there_is_as_one_without_content(visit: Open, tmp_path: Path) -> None:
    page = visit("home", "en", root=tmp_path / "nowhere")
    assert page.heading == locale_of("en").gettext("The texts are not here right now")


@pytest.mark.parametrize("page", ["children", "youth", "parents", "infants", "practitioners", "library", "reader"])
@pytest.mark.parametrize("facet", ["feeling", "situation", "relation", "audience"])
def test_one_broken_vocabulary_file_takes_no_page_down(visit: Open, folder: Path, page: str, facet: str) -> None:
    (folder / "vocabulary" / f"{facet}.yaml").write_text("values: [")
    assert visit(page, root=folder).heading


@pytest.mark.parametrize("part", ["helplines", "glossary", "sources", "search", "redirects.yaml"])
def test_texts_can_be_read_although_another_part_of_the_content_is_gone(visit: Open, folder: Path, part: str) -> None:
    path = folder / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert visit("reader", params={"id": ["b01"]}, root=folder).heading == "Når mamma er deprimert"
    assert visit("help_now", "en", root=folder).heading == locale_of("en").gettext("Get help now")
    assert "Når mamma er deprimert" in visit("library", params={"q": ["deprimert"]}, root=folder).titles
