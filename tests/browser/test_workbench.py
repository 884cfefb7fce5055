"""Professionals at work: all choices in the address, Back and Forward, a sheet on a phone, without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import settle, visit
from .test_accessibility import ALONE

Open = Callable[..., Page]
Seen = tuple[dict[str, list[str]], str, list[str], list[str]]


def _titles(page: Page) -> list[str]:
    return page.locator("#root :is(.texts td > a, .card > a)").all_inner_texts()


def _seen(page: Page) -> Seen:
    """What the address says, how many texts there are, which are shown, and which choices are ticked."""
    settle(page)
    pressed = page.locator('.st-key-facets button[aria-pressed="true"]').all_inner_texts()
    query = parse_qs(urlsplit(page.url).query)
    return query, page.locator("#root .sum b").inner_text(), _titles(page), sorted(pressed)


def _tick(page: Page, facet: str, number: int) -> None:
    page.locator(f".st-key-practitioners-{facet} [role=toolbar] button:visible").nth(number).click()
    page.wait_for_url(f"**{facet}=**")


def _order(page: Page, sort: str) -> None:
    page.locator("#root .order > summary").click()
    page.locator(f'#root .order a[href*="sort={sort}"]').click()
    page.wait_for_url(f"**sort={sort}**")


STEPS: list[Callable[[Page], None]] = [
    lambda page: _tick(page, "situation", 5),
    lambda page: _tick(page, "setting", 0),
    lambda page: _order(page, "shortest"),
    lambda page: _tick(page, "age", 2),
    lambda page: page.locator('#root .views a[href*="view=cards"]').click(),
]


def test_back_and_forward_step_through_five_choices(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    seen = [_seen(page)]
    for step in STEPS:
        step(page)
        page.wait_for_function("before => location.search !== before", arg="?" + urlsplit(page.url).query + " ")
        page.wait_for_timeout(400)
        seen.append(_seen(page))
    assert len({str(each) for each in seen}) == 6, "a choice changed nothing"
    for before in reversed(seen[:-1]):
        page.go_back()
        page.wait_for_timeout(400)
        assert _seen(page) == before
    for after in seen[1:]:
        page.go_forward()
        page.wait_for_timeout(400)
        assert _seen(page) == after


def test_five_steps_back_at_once_end_where_one_began(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    first = _seen(page)
    for step in STEPS:
        step(page)
        settle(page)
    page.wait_for_timeout(300)
    last = _seen(page)
    page.evaluate("history.go(-5)")
    page.wait_for_url("**/nb/fagfolk")
    page.wait_for_timeout(600)
    assert _seen(page) == first
    page.evaluate("history.go(5)")
    page.wait_for_url("**view=cards**")
    page.wait_for_timeout(600)
    assert _seen(page) == last


def test_a_shared_link_shows_the_same_elsewhere(open_page: Open, browser: Browser) -> None:
    shared = (
        "/nb/fagfolk?situation=bereavement&topic=grief&language=en&sort=longest&columns=law&columns=time&columns=topic"
    )
    page = open_page(shared)
    here = _seen(page)
    assert here[2]
    assert len(here[3]) == 3
    elsewhere = browser.new_context(locale="ar").new_page()
    visit(elsewhere, page.url)
    assert _seen(elsewhere) == here
    heads = [head.inner_text() for head in elsewhere.locator("#root .texts thead th").all()]
    assert heads == [head.inner_text() for head in page.locator("#root .texts thead th").all()]
    assert len(heads) == 4
    elsewhere.context.close()


def test_the_heading_of_a_column_sorts_and_keeps_the_focus(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    link = page.locator('#root th a[data-keep="by-title"]')
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=title**")
    expect(page.locator('#root th[aria-sort="ascending"] a')).to_be_focused()
    settle(page)
    assert _titles(page)[0] < _titles(page)[-1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/fagfolk")
    expect(page.locator("#root th[aria-sort=ascending]")).to_have_count(0)


def test_columns_are_chosen_by_keyboard(open_page: Open) -> None:
    page = open_page("/nb/fagfolk?sort=newest")
    page.locator('#root summary[data-keep="columns"]').focus()
    page.keyboard.press("Enter")
    box = page.locator('#root .drops input[value="law"]')
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**columns=law**")
    assert parse_qs(urlsplit(page.url).query) == {
        "sort": ["newest"],
        "columns": ["format", "law", "time", "reviewed"],
    }
    expect(page.locator("#root .texts thead th")).to_have_count(5)
    expect(page.locator('#root summary[data-keep="columns"]')).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    page.locator("#root .order > summary").click()
    expect(page.locator("#root .order a").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("#root .order a").first).to_be_hidden()
    expect(page.locator("#root .order > summary")).to_be_focused()


def test_pages_of_a_list_stand_in_the_address_and_a_choice_begins_again(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    first = _titles(page)
    page.locator("#root .pages a[rel=next]").click()
    page.wait_for_url("**page=2**")
    expect(page.locator("#root .pages a[aria-current]")).to_have_text("2")
    settle(page)
    assert not set(first) & set(_titles(page))
    _tick(page, "setting", 0)
    page.wait_for_url(re.compile(r"\?setting=[a-z_]+$"))


# -- a phone -----------------------------------------------------------------------------------------------------------


def _sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_on_a_phone_the_facets_are_a_sheet_that_escape_closes(open_page: Open, language: str) -> None:
    page = open_page(f"/{language}/fagfolk", width=390)
    expect(page.locator(".st-key-facets")).to_be_hidden()
    opener = page.locator("#root [data-sheet]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(_sheet(page)).to_be_focused()
    box = _sheet(page).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**situation=**")
    settle(page)
    expect(page.locator(".st-key-practitioners-situation button").first).to_be_focused()
    everything_else = page.evaluate(
        "[...document.querySelectorAll('#root a, #root input, #root button')].filter(each => "
        "!each.closest('[role=dialog]') && !each.closest('[inert]')).length"
    )
    assert everything_else == 0, "what lies below the sheet can be reached"
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-facets")).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_contain_text("(1)")
    assert page.locator("[data-held]").count() == 0


def test_the_button_of_the_sheet_says_how_many_there_are_and_closes_it(open_page: Open) -> None:
    page = open_page("/nb/bibliotek", width=390)
    page.locator("#root [data-sheet]").click()
    page.locator(".st-key-library-audience button").first.click()
    page.wait_for_url("**audience=**")
    settle(page)
    count = page.locator("#root .sum b").text_content() or ""
    close = page.locator("#root [data-close-sheet]")
    expect(close).to_contain_text(count)
    close.click()
    expect(_sheet(page)).to_have_count(0)
    expect(page.locator("#root .card").first).to_be_visible()


def test_a_wider_window_lets_go_of_the_sheet(open_page: Open) -> None:
    page = open_page("/nb/fagfolk", width=390)
    page.locator("#root [data-sheet]").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(_sheet(page)).to_have_count(0)
    expect(page.locator(".st-key-facets")).to_be_visible()
    assert page.locator("[data-held]").count() == 0


# -- without JavaScript ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_everything_is_there_by_links_and_forms(browser: Browser, server: str, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{server}/nb/fagfolk?sort=shortest&columns=law")
    expect(page.locator("[data-sheet]")).to_be_hidden()
    page.locator("#first input[name=situation]").first.check()
    page.get_by_role("button", name="Vis det som passer").click()
    query = parse_qs(urlsplit(page.url).query, keep_blank_values=True)
    assert (query["sort"], query["columns"], len(query["situation"])) == (["shortest"], ["law"], 1)
    expect(page.locator("#first .chosen a")).to_have_count(2)
    page.locator('#first .views a[href*="view=cards"]').click()
    expect(page.locator("#first .card").first).to_be_visible()
    assert "sort=shortest" in page.url
    context.close()


def test_the_first_document_and_the_dashboard_show_the_same(browser: Browser, server: str, open_page: Open) -> None:
    path = "/nb/bibliotek?situation=bereavement&sort=title&view=table&columns=topic&page=2"
    page = open_page(path)
    context = browser.new_context(java_script_enabled=False)
    first = context.new_page()
    first.goto(server + path)
    for place in (".sum", ".arranged", ".pages"):
        assert first.locator(f"#first {place}").inner_html() == page.locator(f"#root {place}").inner_html(), place
    table = first.locator("#first .texts")  # its links lead to pages that need no JavaScript
    assert table.text_content() == page.locator("#root .texts").text_content()
    assert table.locator("thead").inner_html() == page.locator("#root .texts thead").inner_html()
    context.close()


def test_axe_finds_nothing_on_open_menus_and_in_the_sheet(open_page: Open) -> None:
    page = open_page("/nb/fagfolk?situation=bereavement&sort=title")
    page.locator('#root summary[data-keep="columns"]').click()
    found = Axe().run(page, options=ALONE).response["violations"]
    page = open_page("/ar/fagfolk?situation=bereavement", width=390, scheme="dark")
    page.locator("#root [data-sheet]").click()
    found += Axe().run(page, options=ALONE).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"][:150]) for violation in found] == []
