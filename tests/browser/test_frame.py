"""Leaving the page, moving between pages, keyboard, phones."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from barnsbeste_content.presentation.links import PAGES

from .conftest import settle, visit

Open = Callable[..., Page]
ADDRESSES = [path if page != "reader" else "ressurs?id=b11" for page, path in PAGES.items()]


def _with_exit(browser: Browser, address: str) -> Page:
    """A page whose way out is caught, so that no test asks another host."""
    page = browser.new_page()
    page.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
    visit(page, address)
    return page


@pytest.mark.parametrize("path", ["/nb/", "/ar/barn", "/nb/ressurs?id=b11"])
def test_the_button_leaves_the_page_and_back_does_not_return(browser: Browser, server: str, path: str) -> None:
    page = _with_exit(browser, server + path)
    page.locator("#exit").click()
    page.wait_for_url("https://www.yr.no/")
    page.go_back()
    assert server not in page.url
    page.close()


def test_coming_back_after_leaving_leads_out_again(browser: Browser, server: str) -> None:
    page = browser.new_context().new_page()
    page.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
    visit(page, server + "/nb/ressurs?id=b13")
    page.locator(".bar .mark").click()
    expect(page.locator(".doors")).to_be_visible()
    page.locator("#exit").click()
    page.wait_for_url("https://www.yr.no/")
    page.evaluate("history.back()")
    page.wait_for_timeout(1500)  # time to go back, and to be led out again
    page.wait_for_url("https://www.yr.no/")
    visit(page, server + "/nb/")  # a visit of one's own will is not led out
    assert page.url.startswith(server)
    page.context.close()


def test_the_second_stop_of_the_keyboard_is_a_way_out(browser: Browser, server: str) -> None:
    for path in ("/nb/barn", "/ar/les/rus-og-sped-barn"):
        page = browser.new_page()
        page.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
        page.goto(server + path)
        page.wait_for_selector("main h1")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator(".skip[data-leave]")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("https://www.yr.no/")
        page.close()


def test_a_dialog_has_a_way_out_of_its_own_and_shift_works_in_it(browser: Browser, server: str) -> None:
    for leave in ("button", "shift"):
        page = _with_exit(browser, server + "/nb/barn")
        page.evaluate(
            "(() => { const d = document.createElement('dialog'); d.innerHTML = '<button>x</button>';"
            "document.body.append(d); d.showModal(); })()"
        )
        if leave == "button":
            page.locator("dialog [data-leave]").click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url("https://www.yr.no/")
        page.close()


def test_everything_is_white_from_the_moment_of_leaving(browser: Browser, server: str) -> None:
    page = _with_exit(browser, server + "/nb/ressurs?id=b11")
    seen = page.evaluate(
        "(() => { document.getElementById('exit').click(); const look = e => getComputedStyle(e);"
        "return [look(document.body).backgroundColor, look(document.querySelector('#root h1')).visibility]; })()"
    )
    assert seen == ["rgb(255, 255, 255)", "hidden"]
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_button_stands_in_the_same_place_and_covers_nothing(open_page: Open, width: int) -> None:
    boxes = set()
    for path in ("/nb/", "/nb/barn", "/nb/hjelp"):
        page = open_page(path, width=width)
        box = page.locator("#exit").bounding_box()
        assert box
        boxes.add(tuple(round(value) for value in box.values()))
        assert (
            page.evaluate("document.querySelector('#root h1').getBoundingClientRect().top") > box["y"] + box["height"]
        )
    assert len(boxes) == 1
    x, y, wide, high = boxes.pop()
    assert x >= 0 and x + wide <= width and high >= 44 and y >= 0


def test_shift_three_times_leaves_the_page(browser: Browser, server: str) -> None:
    page = _with_exit(browser, server + "/nb/barn")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.yr.no/")
    page.close()


def test_writing_capital_letters_does_not_leave_the_page(browser: Browser, server: str) -> None:
    page = _with_exit(browser, server + "/nb/bibliotek")
    page.get_by_role("searchbox").click()
    for letter in "HEI":
        page.keyboard.press(f"Shift+{letter}")
    page.wait_for_timeout(300)
    assert page.url.startswith(server)
    page.close()


def test_the_way_out_works_before_the_bundle_has_loaded(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(server + "/nb/barn")
    page.locator("#exit").click()
    page.wait_for_url("https://www.yr.no/")
    page.close()


def test_links_of_the_bar_move_within_the_app_without_loading_it_again(open_page: Open) -> None:
    page = open_page("/nb/")
    page.evaluate("window.stillHere = true")
    page.locator(".bar .wide a", has_text="Foreldre").click()
    expect(page.locator("#root h1")).to_have_text("For foreldre")
    assert page.evaluate("window.stillHere") is True
    expect(page.locator(".bar .wide a[aria-current=page]")).to_have_text("Foreldre")
    assert page.title().startswith("Foreldre")


def test_the_heading_has_focus_after_a_page_change(open_page: Open) -> None:
    page = open_page("/nb/")
    page.locator(".bar .wide a", has_text="Ungdom").click()
    expect(page.locator("#root h1")).to_have_text("Når det er vanskelig hjemme")
    expect(page.locator("#root h1")).to_be_focused()


def test_the_bare_keys_of_streamlit_do_nothing(open_page: Open) -> None:
    page = open_page("/nb/barn")
    page.locator("body").press("c")
    page.locator("body").press("r")
    page.wait_for_timeout(300)
    assert page.locator("[role=dialog]").count() == 0


def test_the_way_past_the_bar_leads_to_the_heading(open_page: Open) -> None:
    page = open_page("/nb/foreldre")
    page.keyboard.press("Tab")
    expect(page.locator(".skip:not([data-leave])")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#root h1")).to_be_focused()


@pytest.mark.parametrize("language", ["nb", "ar"])  # as served it is looked at in every language elsewhere
def test_nothing_runs_over_the_edge_of_a_narrow_phone(open_page: Open, language: str, server: str) -> None:
    page = open_page(f"/{language}/", width=320, height=700)
    for path in ADDRESSES:
        visit(page, f"{server}/{language}/{path}")
        wide = page.evaluate(
            """() => [...document.querySelectorAll('.bar > *, #root h1, #root .stHtml *, #root button')]
              .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.right > 321 || r.left < -1) &&
                !e.closest('.sr-only, .st-key-facets, thead') && e.checkVisibility() && // not in what is folded away
                getComputedStyle(e).visibility !== 'hidden' })
              .map(e => e.outerHTML.slice(0, 90))"""
        )
        assert wide == [], path


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 740), (390, 800), (640, 400)])
def test_the_menu_lies_within_the_screen_and_help_stands_first(
    open_page: Open, language: str, width: int, height: int
) -> None:
    page = open_page(f"/{language}/", width=width, height=height)
    page.locator(".menu > summary").click()
    box = page.locator(".menu nav").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    assert page.locator(".menu nav a").first.get_attribute("href") == f"/{language}/hjelp"
    page.keyboard.press("Escape")
    expect(page.locator(".menu > summary")).to_be_focused()


def test_streamlits_own_labels_are_in_the_language_of_the_page(open_page: Open) -> None:
    page = open_page("/nb/foreldre")
    expect(page.get_by_label("Neste side")).to_be_visible()
    settle(page)
    labels = page.evaluate(
        "[...document.querySelectorAll('#root [aria-label]')].map(e => e.getAttribute('aria-label'))"
    )
    assert not {"Next page", "Previous page", "Pagination", "Search", "Clear value"} & set(labels)


def test_a_reading_page_is_sound_and_can_be_left(browser: Browser, server: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
    page.goto(f"{server}/nb/les/rus-og-sped-barn")
    assert Axe().run(page).response["violations"] == []
    assert errors == []
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.yr.no/")
    page.close()
