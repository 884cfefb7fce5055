"""From the first byte to the dashboard: there is something to read at once, and nothing jumps when the rest comes."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import settle

Open = Callable[..., Page]
PLACES = """() => {
  const shown = document.getElementById("first") ?? document.getElementById("root");
  const top = place => Math.round(shown.querySelector(place).getBoundingClientRect().top);
  return [top("h1"), top(".cards, .texts, .doors, .calls, .prose, .languages")];
}"""


class Slow:
    """A page whose bundle is held back until it is let go."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[Route] = []
        self.is_held = True
        page.route("**/static/js/*", self._hold)

    def _hold(self, route: Route) -> None:
        if self.is_held:
            self.held.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.is_held = False
        for route in self.held:
            route.continue_()
        settle(self.page)


@pytest.fixture
def slow(browser: Browser) -> Iterator[Callable[..., Slow]]:
    contexts = []

    def opened(address: str, width: int = 1280) -> Slow:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        contexts.append(context)
        held = Slow(context.new_page())
        held.page.goto(address, wait_until="commit")
        held.page.wait_for_selector("#first .foot")
        return held

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("path", "language", "width"),
    [
        ("", "nb", 390),
        ("", "ar", 1280),
        ("barn", "nb", 390),
        ("barn", "ar", 390),
        ("foreldre", "nb", 1280),
        ("foreldre", "ar", 390),
        ("bibliotek", "nb", 1280),
        ("bibliotek", "ar", 390),
        ("fagfolk", "nb", 390),
        ("hjelp", "nb", 1280),
    ],
)
def test_nothing_jumps_when_the_dashboard_arrives(
    slow: Callable[..., Slow], server: str, path: str, language: str, width: int
) -> None:
    held = slow(f"{server}/{language}/{path}", width)
    before = held.page.evaluate(PLACES)
    held.let_go()
    after = held.page.evaluate(PLACES)
    assert [abs(one - other) <= 12 for one, other in zip(before, after, strict=True)] == [True, True], (before, after)


def test_what_was_scrolled_to_stays_where_it_is(slow: Callable[..., Slow], server: str) -> None:
    held = slow(f"{server}/nb/foreldre")
    held.page.evaluate("scrollTo(0, 700)")
    held.let_go()
    assert abs(held.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") - 700) < 2


def test_answers_given_before_the_dashboard_has_come_count(slow: Callable[..., Slow], server: str) -> None:
    held = slow(f"{server}/nb/barn")
    held.page.get_by_role("group", name="Jeg er").get_by_role("button", name="Sint", exact=True).click()
    held.let_go()
    pill = held.page.locator("#root .st-key-children-feeling").get_by_role("button", name="Sint", exact=True)
    expect(pill).to_have_attribute("aria-pressed", "true")
    expect(held.page.locator("#root .why").first).to_contain_text("Sint", ignore_case=True)


def test_choices_of_professionals_made_early_stand_in_the_address(slow: Callable[..., Slow], server: str) -> None:
    held = slow(f"{server}/nb/fagfolk")
    held.page.locator("#first label.tick:has(input[name=phase])").first.click()
    held.let_go()
    held.page.wait_for_url(re.compile("phase="))


def test_whoever_is_writing_is_not_interrupted(slow: Callable[..., Slow], server: str) -> None:
    held = slow(f"{server}/nb/bibliotek")
    held.page.get_by_role("searchbox").fill("kreft")
    held.is_held = False
    for route in held.held:
        route.continue_()
    held.page.wait_for_selector("#root [data-testid=stMain] .foot", state="attached")
    held.page.wait_for_timeout(800)
    expect(held.page.locator("#first input[type=search]")).to_be_focused()
    held.page.keyboard.press("Enter")
    held.page.wait_for_url(re.compile("q=kreft"))
    settle(held.page)
    expect(held.page.locator("#root .chosen")).to_contain_text("kreft")


def test_focus_on_a_link_stays_on_it(slow: Callable[..., Slow], server: str) -> None:
    held = slow(f"{server}/nb/")
    held.page.locator("#first .door").nth(2).focus()
    held.let_go()
    expect(held.page.locator("#root .door").nth(2)).to_be_focused()


def test_the_page_stays_readable_where_the_dashboard_never_comes(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.route("**/static/js/*", lambda route: route.abort())
    page.goto(f"{server}/ar/foreldre")
    page.locator("#first .card a").first.click()
    expect(page.locator("article.text h1")).to_be_visible()
    page.close()


def test_nothing_but_the_language_is_kept_and_only_after_a_choice(open_page: Open) -> None:
    page = open_page("/nb/sprak")
    mine = lambda: {cookie["name"] for cookie in page.context.cookies()} - {"_streamlit_xsrf"}  # noqa: E731
    assert mine() == set()
    page.locator(".languages a[hreflang=en]").click()
    page.wait_for_url("**/en/")
    settle(page)
    assert mine() == {"lang"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_no_font_is_loaded(open_page: Open) -> None:
    for path in ("/nb/", "/nb/barn", "/nb/bibliotek"):
        page = open_page(path)
        loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        assert [name for name in loaded if "woff" in name or ".ttf" in name] == []
