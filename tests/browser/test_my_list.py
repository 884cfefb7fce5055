"""Texts put aside anywhere, put in order, printed with a note, handed on; nobody is told."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from .conftest import settle, visit

Open = Callable[..., Page]
KEY, NOTE = "barnsbeste.list", "barnsbeste.note"
THREE = ["b17", "rus-og-sped-barn", "b11"]
SECRET = "Saksnummer 4711: mor heter Kari"


def _kept(page: Page) -> list[str]:
    return list(json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "[]"))


def _having(reader: BrowserContext | Browser, server: str, names: list[str], path: str = "/nb/liste") -> Page:
    """A page of a browser that remembers these texts. What it remembers is gone with the context."""
    context = (
        reader.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
        if isinstance(reader, Browser)
        else reader
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{server}/robots.txt")
    page.evaluate(f"names => localStorage.setItem('{KEY}', JSON.stringify(names))", names)
    page.goto(server + path)
    return page


def _order(page: Page) -> list[str]:
    return [str(each.get_attribute("data-aside")) for each in page.locator(".listed [data-aside]").all()]


def test_texts_are_put_aside_from_a_card_a_table_and_their_own_pages(open_page: Open, server: str) -> None:
    page = open_page("/nb/barn")
    page.evaluate("localStorage.clear()")
    mine = page.locator(".bar > .mine")
    expect(mine).to_be_hidden()
    card = page.locator("#root .card [data-aside]").first
    name = str(card.get_attribute("data-aside"))
    card.press("Enter")
    expect(card).to_have_attribute("aria-pressed", "true")
    expect(mine).to_contain_text("(1)")
    page.get_by_role("button", name="Trist", exact=True).click()  # Streamlit draws the list anew
    settle(page)
    expect(page.locator(f'#root [data-aside="{name}"]')).to_have_attribute("aria-pressed", "true")
    visit(page, f"{server}/nb/fagfolk")
    page.locator("#root .texts [data-aside]").first.click()
    expect(mine).to_contain_text("(2)")
    visit(page, f"{server}/nb/ressurs?id=b19")
    page.locator("#root .tools [data-aside=b19]").click()
    expect(mine).to_contain_text("(3)")
    page.goto(f"{server}/nb/les/rus-og-sped-barn")
    own = page.locator(".tools [data-aside]")
    own.click()
    assert _kept(page)[0] == name
    assert _kept(page)[2:] == ["b19", "rus-og-sped-barn"]
    own.click()
    expect(own).to_have_attribute("aria-pressed", "false")
    expect(mine).to_contain_text("(3)")
    page.evaluate("localStorage.clear()")


def test_nothing_is_there_to_press_before_it_works(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{server}/nb/les/rus-og-sped-barn")
    assert not [button for button in plain.locator("[data-aside], .mine").all() if button.is_visible()]
    context.close()


def test_a_shut_storage_leaves_no_button_and_no_error(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('shut') }})")
    for path in ("/nb/les/rus-og-sped-barn", "/nb/liste", "/nb/utskrift?id=b17"):
        page.goto(server + path)
        expect(page.locator("html.scripted")).to_have_count(1)
        expect(page.locator("[data-aside]:visible")).to_have_count(0)
    assert errors == []
    context.close()


def test_what_somebody_else_wrote_in_the_storage_does_no_harm(browser: Browser, server: str) -> None:
    page = _having(browser, server, [])
    for junk in ("{", '{"a": 1}', '[1, null, "<b>", "../x", "b17", "b17"]', '"b17"'):
        page.evaluate(f"junk => localStorage.setItem('{KEY}', junk)", junk)
        page.reload()
        expect(page.locator(".listed .card, [data-empty]:visible").first).to_be_visible()
    page.evaluate(f"""localStorage.setItem('{KEY}', '[1, null, "<b>", "../x", "b17", "b17"]')""")
    page.reload()
    expect(page.locator(".row-tools")).to_have_count(1)
    assert _kept(page) == ["b17"]
    page.context.close()


def test_the_order_is_changed_by_keyboard_and_told(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    expect(page.locator(".listed > ol > li > a")).to_have_count(3)
    title = page.locator(".listed > ol > li > a").first.inner_text()
    down = page.locator("li:has([data-aside=b17]) [data-step='1']")
    down.focus()
    page.keyboard.press("Enter")
    assert _order(page) == ["rus-og-sped-barn", "b17", "b11"]
    expect(down).to_be_focused()
    expect(page.locator("#announce")).to_contain_text(title)
    expect(page.locator("#announce")).to_contain_text("2")
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")  # it is the last one already
    assert _order(page) == _kept(page) == ["rus-og-sped-barn", "b11", "b17"]
    for link in page.locator("a[data-ids]").all():
        query = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
        assert query[link.get_attribute("data-ids") or "id"] == ["rus-og-sped-barn", "b11", "b17"]
    page.reload()
    expect(page.locator(".row-tools")).to_have_count(3)
    assert _order(page) == ["rus-og-sped-barn", "b11", "b17"]
    page.context.close()


def test_what_is_put_aside_in_another_tab_comes_into_the_list_that_is_open(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    expect(page.locator(".row-tools")).to_have_count(3)
    other = page.context.new_page()
    other.goto(f"{server}/nb/les/barn-skal-ikke-tolke")
    other.locator(".tools [data-aside]").click()
    expect(page.locator(".row-tools")).to_have_count(4)
    page.locator("[data-step='1']").first.click()
    assert set(_kept(other)) == {*THREE, "barn-skal-ikke-tolke"}
    page.context.close()


def test_what_is_taken_out_or_emptied_can_be_had_back(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    page.locator(".note textarea").fill(SECRET)
    undo = page.locator("[data-undo] button")
    page.locator("li:has([data-aside=rus-og-sped-barn]) [data-out]").click()
    assert _kept(page) == ["b17", "b11"]
    expect(undo).to_be_focused()
    undo.press("Enter")
    assert _kept(page) == _order(page) == THREE
    page.locator("[data-clear]").click()
    assert page.evaluate("localStorage.length") == 0, "something is remembered of a list that was emptied"
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator(".bar > .mine")).to_be_hidden()
    undo.click()
    assert _kept(page) == THREE
    assert page.evaluate(f"localStorage.getItem('{NOTE}')") == SECRET
    page.context.close()


def test_the_note_is_on_the_paper_of_this_list_and_of_no_other(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    page.locator(".note textarea").fill(f"{SECRET}\n<b>linje to</b>")
    page.locator(".uses section a.btn[data-ids]").click()
    page.emulate_media(media="print")
    note = page.locator(".cover .note > p").first
    expect(note).to_be_visible()
    expect(note).to_have_text(f"{SECRET}\n<b>linje to</b>")
    first = page.locator("article.text").first
    assert note.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    page.goto(f"{server}/nb/utskrift?id=b17&id=b11")
    expect(page.locator("article.text")).to_have_count(2)
    expect(page.locator(".note")).to_be_hidden()
    page.context.close()


def test_a_list_handed_on_is_the_same_elsewhere_and_can_be_kept(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.locator(".uses .tools-status")).not_to_be_empty()
    address = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(address).path == "/nb/liste"
    titles = page.locator(".listed > ol > li > a").all_inner_texts()
    elsewhere = browser.new_context(locale="ar").new_page()
    elsewhere.goto(address)
    assert _order(elsewhere) == THREE
    assert elsewhere.locator(".listed > ol > li > a").all_inner_texts() == titles
    assert elsewhere.evaluate("localStorage.length") == 0, "a list was kept that nobody asked to keep"
    elsewhere.locator("[data-take] button").click()
    expect(elsewhere.locator(".bar > .mine")).to_contain_text("(3)")
    elsewhere.locator(".bar > .mine").click()
    expect(elsewhere.locator(".row-tools")).to_have_count(3)
    assert _order(elsewhere) == THREE
    for each in (page, elsewhere):
        each.context.close()


def test_neither_note_nor_list_is_in_any_request_but_the_list_where_it_is_asked_for(
    browser: Browser, server: str
) -> None:
    page = _having(browser, server, THREE, "/nb/les/rus-og-sped-barn")
    asked: list[tuple[str, str]] = []

    def note_down(request: Request) -> None:
        told = [request.url, request.post_data or "", *(f"{k}: {v}" for k, v in request.all_headers().items())]
        asked.append((urlsplit(request.url).path, "\n".join(told)))

    page.context.on("request", note_down)
    page.on("websocket", lambda to: to.on("framesent", lambda frame: asked.append((to.url, str(frame)))))
    page.goto(f"{server}/nb/liste")
    page.locator(".note textarea").press_sequentially(SECRET[:10])
    page.locator(".note textarea").fill(SECRET)
    page.locator("[data-step='1']").first.click()
    with page.expect_download() as download:
        page.locator('a[href*="tabell.xlsx"]').click()
    assert download.value.suggested_filename == "barnsbeste.xlsx"
    asked.append((urlsplit(download.value.url).path, download.value.url))  # told apart from the other requests
    page.locator(".uses section a.btn[data-ids]").click()
    expect(page.locator(".cover .note")).to_be_visible()
    visit(page, f"{server}/nb/fagfolk")
    page.locator("#root [data-aside]").first.click()
    page.goto(f"{server}/nb/les/barn-skal-ikke-tolke")
    assert {"/nb/liste", "/nb/tabell.xlsx", "/nb/utskrift", "/nb/fagfolk"} <= {path for path, _ in asked}
    words = [word for word in re.split(r"\W+", SECRET) if len(word) > 3]
    assert not [path for path, told in asked if any(word.lower() in told.lower() for word in words)]
    with_list = {path for path, told in asked if "b17" in told}
    assert with_list <= {"/nb/liste", "/nb/tabell.xlsx", "/nb/utskrift", "/nb/les/b17/qr.svg"}
    assert "b17" not in str(page.context.cookies())
    page.context.close()


def test_what_cannot_be_fetched_is_not_lost(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE, "/nb/les/rus-og-sped-barn")
    page.route("**/nb/liste?id=*", lambda route: route.abort())
    page.goto(f"{server}/nb/liste")
    expect(page.locator("[data-failed]")).to_be_visible()
    assert _kept(page) == THREE
    page.context.close()


def test_a_name_that_leads_nowhere_any_longer_is_told_and_forgotten(browser: Browser, server: str) -> None:
    page = _having(browser, server, ["b17", "finnes-ikke"])
    expect(page.locator(".my-list > .status", has_text="finnes-ikke")).to_be_visible()
    assert _kept(page) == ["b17"]
    page.context.close()


def test_axe_finds_nothing_on_a_list_and_nothing_is_cut_off_on_a_phone(browser: Browser, server: str) -> None:
    found = {}
    for language, width in (("nb", 1280), ("ar", 390), ("uk", 320)):
        page = _having(browser, server, THREE, f"/{language}/liste")
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator(".row-tools")).to_have_count(3)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for state in (f"/{language}/liste", f"/{language}/liste?id=b17&id=b11"):
            if state not in page.url:
                page.goto(server + state)
            violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            found |= {f"{state} {v['id']}": v["nodes"][0]["html"][:150] for v in violations}
        page.context.close()
    assert found == {}


def test_the_way_out_is_in_sight_in_every_language_with_a_list_and_without(browser: Browser, server: str) -> None:
    page = _having(browser, server, THREE)
    gone = []
    for language in ("nb", "en", "so", "ru", "uk", "ar"):
        page.goto(f"{server}/{language}/liste")
        for names in (THREE, []):
            page.evaluate(f"names => localStorage.setItem('{KEY}', JSON.stringify(names))", names)
            page.reload()
            for width in (320, 390, 800, 1217, 1280, 1440):
                page.set_viewport_size({"width": width, "height": 800})
                box = page.locator("#exit").bounding_box()
                if not box or box["x"] < 0 or box["x"] + box["width"] > width:
                    gone.append((language, len(names), width))
    assert gone == []
    page.context.close()
