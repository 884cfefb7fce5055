"""What holds on every page, in every language, with the content as it is."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from elements import elements, interface_texts
from interface_words import in_another_language
from visiting import Open, Visit

from barnsbeste_content.export.citations import CITATION_FORMATS
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.presentation.links import CITATIONS, GUIDED, PACK, PAGES, SHEETS, STAFF_PAGES, TABLE_PATH, Links

Real = Callable[[str, str], Visit]
LANGUAGES = ("nb", "en", "ar")
FILES = [f"{CITATIONS}.{format}" for format in CITATION_FORMATS]
everywhere = [pytest.param(page, language, id=f"{page}-{language}") for page in PAGES for language in LANGUAGES]


def said(visit: Visit) -> list[str]:
    """Everything the interface says on a page: in HTML, and as labels, options and hints of Streamlit's elements."""
    app = visit.app
    texts = interface_texts(visit.html)
    for pills in app.pills:
        texts += [pills.label, *(re.sub(r"!\[\]\(.*?\)| :gray\[\d+\]", "", option).strip() for option in pills.options)]
    for field in app.text_input:
        texts += [field.label, field.placeholder]
    return texts + [expander.label for expander in app.expander]


@pytest.mark.parametrize(("page", "language"), everywhere)
def test_the_page_appears_with_exactly_one_main_heading(real_page: Real, page: str, language: str) -> None:
    html = real_page(page, language).html
    assert len(elements(html, "h1")) == 1
    assert elements(html, "h1")[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_heading(real_page: Real, language: str) -> None:
    assert len({real_page(page, language).heading for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize(("page", "language"), everywhere)
def test_the_interface_speaks_one_language(real_page: Real, page: str, language: str) -> None:
    texts = said(real_page(page, language))
    assert texts
    assert in_another_language(texts, language) == []


@pytest.mark.parametrize(("page", "language"), everywhere)
def test_links_lead_to_pages_of_ours_in_an_interface_language(real_page: Real, page: str, language: str) -> None:
    html = real_page(page, language).html
    inside = [link.attributes["href"] for link in elements(html, "a") if link.attributes["href"].startswith("/")]
    assert inside
    for href in inside:
        first, _, rest = href.removeprefix("/").partition("/")
        assert first in interface_languages()
        path = rest.partition("?")[0]
        assert path in {*PAGES.values(), TABLE_PATH, PACK, GUIDED, *FILES} or path.split("/")[0] == SHEETS


@pytest.mark.parametrize(("page", "language"), everywhere)
def test_help_is_at_hand(real_page: Real, page: str, language: str) -> None:
    html = real_page(page, language).html
    assert Links(language).page("help_now") in {link.attributes["href"] for link in elements(html, "a")}


@pytest.mark.parametrize(("page", "language"), everywhere)
def test_ids_are_unique_and_headings_skip_no_level(real_page: Real, page: str, language: str) -> None:
    html = real_page(page, language).html
    ids = [element.attributes["id"] for element in elements(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(element.tag[1]) for element in elements(html) if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_to_a_question_can_be_told_apart(real_library: Library, language: str) -> None:
    """Streamlit knows a pill by its words: two alike would be one."""
    vocabulary = real_library.vocabulary
    for facet in vocabulary.facets.values():
        chain = vocabulary.chain(language)
        for labels in ([t.label_for(chain) for t in facet.values], [t.plain_for(chain) for t in facet.values]):
            assert len(set(labels)) == len(labels)


def test_every_page_has_a_file_and_every_file_is_a_page(project: Path) -> None:
    assert {path.stem for path in (project / "pages").glob("*.py")} - {"_router"} == {*PAGES, *STAFF_PAGES}


def test_every_page_is_short(project: Path) -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in (project / "pages").glob("*.py")}
    assert {name: length for name, length in lengths.items() if length >= 100} == {}


def test_a_language_there_is_no_interface_in_gives_bokmaal(visit: Open) -> None:
    heading = visit("help_now", "xx").heading
    assert heading == locale_of("nb").gettext("Get help now")
