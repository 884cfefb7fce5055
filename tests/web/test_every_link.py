"""Every link of every page leads somewhere, in every language; no address that was public goes without a word."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.catalog.store import ROOT_VARIABLE
from barnsbeste_content.cli import GOOD, PROBLEMS, main
from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.loading import load_library
from barnsbeste_content.presentation.links import PAGES
from barnsbeste_content.web.public_addresses import kept_addresses, lost_addresses, public_addresses
from barnsbeste_content.web.routes import TABLE

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs/public-addresses.txt"


MOST = {"nb": 1_500, "ar": 150}
"""Pages looked at: in bokmål all of them; the other languages have the same addresses, and 30 of each are enough."""


@pytest.fixture
def real_site(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The whole app with the real content."""
    monkeypatch.setenv(ROOT_VARIABLE, str(ROOT / "content"))
    return site


@pytest.mark.parametrize("language", interface_languages())
def test_every_link_of_every_page_leads_somewhere(real_site: TestClient, language: str) -> None:
    """Starts at the front page and follows every link, once. One to another language is followed in this one, where it
    leads to the same page; each text is looked at with one language beside it, sources with one choice made."""

    @cache
    def ids(path: str) -> frozenset[str]:
        return frozenset(each["id"] for each in attributes(pages[path]) if each.get("id"))

    most = MOST.get(language, 30)
    pages: dict[str, str] = {}
    waiting, seen, wrong = [f"/{language}/"], {f"/{language}/"}, []
    fragments: list[tuple[str, str, str]] = []
    while waiting and len(pages) < most:
        path = waiting.pop()
        answer = real_site.get(path)
        if answer.status_code != 200:
            wrong.append((path, answer.status_code))
            continue
        is_ours = path.startswith(f"/{language}/")
        if not is_ours or not answer.headers["content-type"].startswith("text/html"):
            continue
        pages[path] = answer.text
        for element in attributes(answer.text):
            address = element.get("href") or element.get("src") or ""
            target = urlsplit(urljoin(path, address))
            if target.scheme or target.netloc or not address:
                continue
            if target.query and path.partition("?")[0] == target.path and "?" in path:
                continue  # choices upon choices: every set of them is a page
            asked = _in_language(target.path + (f"?{target.query}" if target.query else ""), language)
            if target.fragment:
                fragments.append((path, asked or path, target.fragment))
            if asked not in seen and len(pages) < most:
                seen.add(asked)
                waiting.append(asked)
    assert wrong == []
    assert len(pages) >= min(most, 75)
    assert [(here, there, id) for here, there, id in fragments if there in pages and id not in ids(there)] == []


class _Reader(HTMLParser):
    """The attributes of every element; `elements` would put all text together as well."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({name: value or "" for name, value in attrs})


def attributes(html: str) -> list[dict[str, str]]:
    reader = _Reader()
    reader.feed(html)
    return reader.found


def _in_language(address: str, language: str) -> str:
    """The same address in another language, with the same one beside it whichever it was."""
    first, _, rest = address.removeprefix("/").partition("/")
    if first in interface_languages():
        address = f"/{language}/{rest}"
    return re.sub(r"\b(med|language)=[a-z]{2,3}\b", lambda m: f"{m[1]}={'nb' if language != 'nb' else 'en'}", address)


def test_no_two_lines_of_the_table_stand_in_each_others_way() -> None:
    paths = [address.path for address in TABLE]
    assert len(paths) == len(set(paths))
    pages = {f"/{path}" for path in PAGES.values()}
    catch_all = [address for address in TABLE if ":path}" in address.path]
    assert set(catch_all) <= set(TABLE[-len(catch_all) - 2 :]), "what catches all the rest stands after them"
    for address in TABLE:
        rest = [other for other in TABLE if other is not address and other not in catch_all]
        others = [other.path for other in rest if other.matches(address.path)]
        assert others == [], address.path
        first = address.path.strip("/").split("/")[0]
        assert address.path in pages or f"/{first}" not in pages - {"/"}
        assert first not in interface_languages()


def test_streamlits_own_addresses_are_not_ours() -> None:
    reserved = ("_stcore", "media", "component", "static", "app")
    assert not [address.path for address in TABLE if address.path.strip("/").startswith(reserved)]


def test_every_address_that_was_public_still_leads_somewhere(real_site: TestClient) -> None:
    kept = kept_addresses(KEPT.read_text("utf-8"))
    assert len(kept) > 100
    for path in kept:
        has_language = not path.startswith(("/api/", "/robots", "/sitemap"))
        answer = real_site.get(f"/nb{path}" if has_language else path)
        asks_for_more = {"/utskrift": 404, "/api/v1/search": 400}
        assert answer.status_code in (200, 301, 410, asks_for_more.get(path)), path


def test_a_text_that_disappears_is_told(fixture_root: Path) -> None:
    catalog = Catalog.build(load_library(fixture_root), Edition.PUBLISHED)
    assert lost_addresses(public_addresses(catalog), catalog) == []
    assert lost_addresses(["/les/it-was-here", "/gone", "/barn"], catalog) == ["/les/it-was-here", "/gone"]


def test_the_list_is_written_and_never_shortened(
    fixture_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "addresses.txt"
    command = ["addresses", "--root", str(fixture_root), "--file", str(file)]
    assert main([*command, "--check"]) == PROBLEMS
    assert not file.exists()
    assert main(command) == GOOD
    assert main([*command, "--check"]) == GOOD
    file.write_text(file.read_text("utf-8") + "/les/it-was-here\n", "utf-8")
    capsys.readouterr()
    assert main(command) == PROBLEMS
    assert "/les/it-was-here leads nowhere now" in capsys.readouterr().out
    assert "/les/it-was-here" in file.read_text("utf-8")
