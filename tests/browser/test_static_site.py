"""The tree of files in a browser, below a path of a plain web server that knows nothing of us."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.model import Library
from barnsbeste_content.web.static_site import export

BASE = "/familie"
EXIT = "https://www.yr.no/"
WITH_ARABIC = "snakk-med-barn-8-til-12"
SOME = ("det-er-ikke-din-skyld", "naar-en-baby-mister-noen", "barn-skal-ikke-tolke", "loven-om-barn-som-paarorende")

Open = Callable[..., Page]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_about: Any) -> None:
        """Browsers that leave a page hang up in the middle of an answer."""


@pytest.fixture(scope="module")
def part(real_library: Library) -> Catalog:
    """A few of the real texts, of every page at least one: all of them would take minutes to export."""
    chosen = {id: real_library.resources[id] for id in (WITH_ARABIC, *SOME)}
    return Catalog.build(replace(real_library, resources=chosen), Edition.PUBLISHED)


@pytest.fixture(scope="module")
def host(part: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Scheme and host of the plain web server."""
    root = tmp_path_factory.mktemp("web")
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        address = f"http://localhost:{server.server_address[1]}"
        export(part, root / BASE.strip("/"), address + BASE)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield address
        server.shutdown()
        thread.join()


@pytest.fixture
def open_static(browser: Browser, host: str) -> Iterator[Open]:
    """Opens pages below the base; at the end none of them may have erred, missed a file or called another host."""
    faults: list[str] = []
    contexts = []

    def opened(path: str, *, has_javascript: bool = True, locale: str = "nb-NO", width: int = 1280) -> Page:
        context = browser.new_context(
            java_script_enabled=has_javascript,
            locale=locale,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.route(EXIT, lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith((host, EXIT)) else None)
        page.goto(host + BASE + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("has_javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize(("language", "direction", "beside"), [("nb", "ltr", "ar"), ("ar", "rtl", "nb")])
def test_a_reader_finds_a_text_reads_it_in_two_languages_and_gets_help(
    open_static: Open, host: str, language: str, direction: str, beside: str, has_javascript: bool
) -> None:
    page = open_static(f"/{language}/", has_javascript=has_javascript)

    def arrived(path: str) -> None:
        page.wait_for_url(f"{host}{BASE}/{language}/{path}")
        expect(page.locator("html")).to_have_attribute("dir", direction)
        expect(page.locator("h1")).to_have_count(1)
        # the bar begins where the language begins
        mark, exit_ = page.locator(".bar .mark").bounding_box(), page.locator("#exit").bounding_box()
        assert mark and exit_ and (mark["x"] < exit_["x"]) is (direction == "ltr")

    arrived("")
    page.locator(".doors a[href$='/foreldre/']").click()
    arrived("foreldre/")
    page.locator(f".cards a[href$='/les/{WITH_ARABIC}/']").click()
    arrived(f"les/{WITH_ARABIC}/")
    page.locator("details.also > summary").last.click()
    page.locator(f".also a[href$='/med-{beside}/']").click()
    arrived(f"les/{WITH_ARABIC}/med-{beside}/")
    expect(page.locator("article.pair")).to_be_visible()
    page.locator(".bar > .helplink").click()
    arrived("hjelp/")
    expect(page.locator("a.phone").first).to_be_visible()
    expect(page.locator(".open, .shut")).to_have_count(0)


@pytest.mark.parametrize("has_javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_the_way_out_works(open_static: Open, has_javascript: bool) -> None:
    page = open_static("/nb/barn/", has_javascript=has_javascript)
    page.locator("#exit").click()
    page.wait_for_url(EXIT)


def test_shift_three_times_leaves_and_back_leads_out_again(open_static: Open) -> None:
    page = open_static(f"/ar/les/{WITH_ARABIC}/")
    page.locator(".bar .mark").click()
    expect(page.locator(".doors")).to_be_visible()
    page.wait_for_load_state("load")  # the script is deferred
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)
    page.evaluate("history.back()")
    page.wait_for_timeout(1000)  # time to go back, and to be led out again
    page.wait_for_url(EXIT)


def test_the_tools_of_a_text_work_without_a_server(open_static: Open, host: str) -> None:
    page = open_static(f"/nb/les/{WITH_ARABIC}/")
    page.locator("[data-tool=qr]").click()
    code = page.locator("dialog.qr img")
    expect(code).to_be_visible()
    code.evaluate("image => image.decode()")
    expect(page.locator("dialog.qr .address")).to_have_text(f"{host}{BASE}/nb/les/{WITH_ARABIC}/")
    page.locator("dialog.qr [data-leave]").click()
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("has_javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_neutral_code_leads_to_its_text(open_static: Open, part: Catalog, has_javascript: bool) -> None:
    coded = next(resource for resource in part.resources if resource.code)
    page = open_static(f"/nb/les/{coded.code}/", has_javascript=has_javascript)
    page.wait_for_url(f"**/nb/les/{coded.id}/")
    expect(page.locator("h1")).to_have_text(coded.texts["nb"].title)


def test_the_front_door_lets_whoever_has_no_javascript_choose(open_static: Open, host: str) -> None:
    page = open_static("/", has_javascript=False, locale="ar")
    page.wait_for_timeout(500)
    assert page.url == f"{host}{BASE}/"
    page.locator("a[hreflang=ar]").click()
    page.wait_for_url(f"{host}{BASE}/ar/")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ar-SY", "ar"), ("nn-NO", "nn"), ("no", "nb"), ("en-GB", "en"), ("prs-AF", "fa"), ("ku-Arab-IQ", "ckb")],
)
def test_the_front_door_opens_in_the_language_of_the_browser(
    open_static: Open, host: str, locale: str, language: str
) -> None:
    open_static("/", locale=locale).wait_for_url(f"{host}{BASE}/{language}/")


def test_whose_language_there_is_not_chooses(open_static: Open, host: str) -> None:
    page = open_static("/", locale="da-DK")
    page.wait_for_timeout(500)
    assert page.url == f"{host}{BASE}/"


def test_a_language_is_remembered_below_the_base_only_after_it_was_chosen(open_static: Open, host: str) -> None:
    page = open_static("/nb/foreldre/")
    page.locator(".bar > .lang > summary").click()
    page.locator(".bar > .lang a[href$='/sprak/']").click()
    page.wait_for_url("**/sprak/")
    assert page.context.cookies() == []
    page.locator(".languages a[hreflang=ar]").click()
    page.wait_for_url("**/ar/")
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["value"], cookie["path"]) == ("lang", "ar", f"{BASE}/")
    page.goto(f"{host}{BASE}/")
    page.wait_for_url(f"{host}{BASE}/ar/")


@pytest.mark.parametrize("path", ["/", "/nb/", "/ar/foreldre/", "/nb/fagfolk/", "/en/bibliotek/", "/nb/hjelp/"])
def test_a_page_of_the_tree_is_accessible_and_never_wider_than_a_phone(open_static: Open, path: str) -> None:
    page = open_static(path, width=320, locale="da-DK")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [violation["id"] for violation in found.response["violations"]] == []
