"""The document of each page: its language from the first byte, and nothing in it that the policy would not let run."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit
from elements import elements
from starlette.testclient import TestClient

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.loading import load_library
from barnsbeste_content.presentation.links import LIST, PAGES
from barnsbeste_content.web import bundle, shell
from barnsbeste_content.web.headers import builtin_labels
from barnsbeste_content.web.leaving import EXIT_ADDRESS

LANGUAGES = (("nb", "ltr"), ("en", "ltr"), ("ar", "rtl"))
NONCE = "a-nonce"
Document = Callable[..., str]


@pytest.fixture
def fresh_index() -> Iterator[None]:
    """Streamlit's index is read anew, before and after."""
    shell._index.cache_clear()
    yield
    shell._index.cache_clear()


@pytest.fixture
def document(fixture_root: Path) -> Document:
    """The document of a page with the fixture library."""
    catalog = Catalog.build(load_library(fixture_root), Edition.PUBLISHED)
    return lambda page, language, params=None, origin="": shell.document(
        page, catalog, locale_of(language), params or {}, NONCE, origin
    )


def settings(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="settings"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    parsed: dict[str, object] = json.loads(found[1])
    return parsed


@pytest.mark.parametrize(("language", "direction"), LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_language_and_direction_before_anything_else(
    site: TestClient, page: str, language: str, direction: str
) -> None:
    answer = site.get(f"/{language}/{PAGES[page]}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert answer.text.startswith(f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">')


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_complete_and_has_one_of_what_there_can_be_one_of(document: Document, page: str) -> None:
    html = document(page, "ar")
    for tag in ("html", "head", "body", "title", "header"):
        assert len(elements(html, tag)) == 1, tag
    assert len([meta for meta in elements(html, "meta") if "charset" in meta.attributes]) == 1
    ids = [element.attributes["id"] for element in elements(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert "root" in ids


@pytest.mark.parametrize("page", PAGES)
def test_the_page_one_is_on_is_marked_in_the_menu(document: Document, page: str) -> None:
    html = document(page, "nb")
    current = {link.attributes["href"] for link in elements(html, "a") if link.attributes.get("aria-current") == "page"}
    assert current == ({f"/nb/{PAGES[page]}"} if page in (*shell.MENU, *shell.MORE) else set())


def test_every_link_of_the_bar_leads_to_a_page_in_the_same_language(document: Document) -> None:
    html = document("home", "ar")
    bar = html[html.index("<header") : html.index("</header>")]
    links = [link.attributes for link in elements(bar, "a") if link.attributes["href"].startswith("/")]
    inside = [link["href"] for link in links if "hreflang" not in link]
    assert inside
    assert {href.removeprefix("/ar/") for href in inside} <= {*PAGES.values(), LIST}


@pytest.mark.parametrize(
    ("page", "params", "kept"),
    [
        ("parents", {}, "foreldre"),
        ("parents", {"situation": ["addiction"]}, "foreldre"),  # what families choose is in no address
        (
            "library",
            {"q": ["søvn"], "situation": ["addiction"], "x": ["y"]},
            "bibliotek?q=s%C3%B8vn&situation=addiction",
        ),
        ("practitioners", {"setting": ["gp"]}, "fagfolk?setting=gp"),
        ("reader", {"id": ["b01"], "med": ["en"]}, "ressurs?id=b01&med=en"),
        ("reader", {"id": ["nowhere"]}, "ressurs"),
    ],
)
def test_every_other_language_is_one_choice_away_with_what_was_chosen(
    document: Document, page: str, params: dict[str, list[str]], kept: str
) -> None:
    html = document(page, "nb", params)
    bar = html[html.index("<header") : html.index("</header>")]
    offered = {link.attributes["hreflang"]: link.attributes["href"] for link in elements(bar, "a", class_="")
               if "hreflang" in link.attributes}  # fmt: skip
    assert set(offered) == set(interface_languages())
    assert offered["ar"] == f"/ar/{kept}"
    assert offered["ti"] == f"/ti/{kept}"


def test_two_languages_that_change_places_stay_two(document: Document) -> None:
    html = document("reader", "nb", {"id": ["b01"], "med": ["ar"]})
    [arabic, *_] = [e.attributes["href"] for e in elements(html, "a") if e.attributes.get("hreflang") == "ar"]
    assert arabic == "/ar/ressurs?id=b01&med=nb"


def test_the_numbers_to_call_are_there_without_javascript(document: Document) -> None:
    assert "/nb/hjelp" in {link.attributes["href"] for link in elements(document("home", "nb"), "a")}
    assert "tel:113" in {link.attributes["href"] for link in elements(document("help_now", "nb"), "a")}


# -- for search engines --------------------------------------------------------------------------------------------


def test_the_same_page_is_named_in_every_language(document: Document) -> None:
    html = document("children", "en", origin="https://example.org")
    links = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in elements(html, "link")
        if link.attributes.get("rel") == "alternate" and "hreflang" in link.attributes
    }
    for language in interface_languages():
        assert links[language] == f"https://example.org/{language}/barn"


def test_the_address_that_counts_is_the_page_s_own(document: Document) -> None:
    html = document("children", "en", origin="https://example.org")
    canonical = [link for link in elements(html, "link") if link.attributes.get("rel") == "canonical"]
    assert [link.attributes["href"] for link in canonical] == ["https://example.org/en/barn"]


def test_the_title_of_a_text_page_does_not_tell_which(document: Document) -> None:
    title = elements(document("reader", "en"), "title")[0].text
    assert title == f"{locale_of('en').gettext('Text')} – BarnsBeste"


# -- what may run --------------------------------------------------------------------------------------------------


def policy(header: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in header.split(";")}


def test_only_scripts_of_ours_with_this_answer_s_nonce_may_run(site: TestClient) -> None:
    rules = policy(site.get("/nb/barn").headers["content-security-policy"])
    assert rules["default-src"] == ["'none'"]
    assert len(rules["script-src"]) == 2
    assert rules["script-src"][0] == "'self'"
    assert re.fullmatch(r"'nonce-[\w-]{20,}'", rules["script-src"][1])
    for closed in ("object-src", "base-uri", "frame-ancestors"):
        assert rules[closed] == ["'none'"]
    for name, sources in rules.items():
        assert "'unsafe-eval'" not in sources
        assert "'unsafe-inline'" not in sources or name == "style-src-attr"
        assert not [source for source in sources if "//" in source or source in ("*", "https:", "http:")]


@pytest.mark.parametrize("page", PAGES)
def test_every_script_in_the_page_bears_the_nonce_or_is_our_own_file(site: TestClient, page: str) -> None:
    answer = site.get(f"/nb/{PAGES[page]}")
    nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])
    assert nonce
    scripts = elements(answer.text, "script")
    assert len(scripts) > 2
    for script in scripts:
        own_file = script.attributes.get("src", "").startswith("/")
        assert own_file or script.attributes.get("nonce") == nonce[1]
    assert not [e for e in elements(answer.text) for name in e.attributes if name.startswith("on")]


def test_no_two_answers_share_a_nonce(site: TestClient) -> None:
    policies = {site.get("/nb/").headers["content-security-policy"] for _ in range(5)}
    assert len(policies) == 5


def test_a_page_loads_nothing_from_another_host(document: Document) -> None:
    html = document("home", "nb")
    loaded = [e.attributes.get("src", "") for e in elements(html)]
    loaded += [link.attributes["href"] for link in elements(html, "link")]
    assert not [address for address in loaded if "//" in address]


@pytest.mark.parametrize("language", interface_languages())
def test_the_settings_can_be_read_and_hold_what_the_script_needs(document: Document, language: str) -> None:
    found = settings(document("home", language))
    assert found["exit"] == EXIT_ADDRESS
    assert found["pages"] == list(PAGES.values())
    assert found["languages"] == list(interface_languages())
    assert found["labels"] == builtin_labels(locale_of(language))


def test_no_word_in_the_settings_can_end_the_script_element(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    monkeypatch.setattr(shell, "builtin_labels", lambda _locale: {"Clear": hostile})
    html = document("home", "nb")
    assert "alert(1)</script>" not in html
    assert settings(html)["labels"] == {"Clear": hostile}


def test_labels_keep_the_place_of_what_is_put_in() -> None:
    for language in interface_languages():
        for english, words in builtin_labels(locale_of(language)).items():
            assert words.count("{}") == english.count("{}"), english


# -- Streamlit's index ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("fresh_index")
def test_the_shell_fits_the_installed_streamlit() -> None:
    assert '<div id="root"></div>' in shell._index()


@pytest.mark.usefixtures("fresh_index")
def test_what_is_cut_out_of_streamlit_s_index_is_gone() -> None:
    index = shell._index()
    for gone in ("<!--", "<noscript", '"preload"', "service-desc", "<title", "Copyright"):
        assert gone not in index
    assert not [script for script in elements(index, "script") if "src" not in script.attributes]


@pytest.mark.usefixtures("fresh_index")
def test_addresses_in_the_index_are_absolute_so_that_they_work_below_a_language() -> None:
    index = shell._index() + bundle.scripts() + shell.streamlit_sheet()
    loaded = [
        e.attributes.get("src") or e.attributes.get("href", "") for e in elements(index) if e.tag in ("script", "link")
    ]
    assert loaded
    assert all(address.startswith("/") for address in loaded)


@pytest.mark.parametrize(
    "mark",
    ['<html lang="en">', "<head>", '<div id="root"></div>', "<title>Streamlit</title>", "<noscript>", 'rel="preload"'],
)
@pytest.mark.usefixtures("fresh_index")
def test_an_index_without_one_of_the_marks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    assert mark in index
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text(index.replace(mark, ""), "utf-8")
    monkeypatch.setattr(bundle, "files", lambda _package: tmp_path)
    with pytest.raises(shell.UnknownStreamlitError, match=r"web/shell\.py"):
        shell._index()


@pytest.mark.usefixtures("fresh_index")
def test_an_index_with_a_mark_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text(index + '<div id="root"></div>', "utf-8")
    monkeypatch.setattr(bundle, "files", lambda _package: tmp_path)
    with pytest.raises(shell.UnknownStreamlitError, match="2 times"):
        shell._index()
