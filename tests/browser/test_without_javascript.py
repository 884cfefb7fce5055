"""The site where no JavaScript runs: every page says what it has to say, and leads on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from barnsbeste_content.presentation.links import PAGES

Open = Callable[..., Page]


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("door", ["foreldre", "barn"])
def test_a_family_gets_from_the_front_page_to_a_text_and_to_help(
    plain: Page, server: str, language: str, direction: str, door: str
) -> None:
    plain.goto(f"{server}/{language}/")
    plain.locator(f".doors a[href='/{language}/{door}']").click()
    expect(plain.locator("html")).to_have_attribute("dir", direction)
    plain.locator(".cards .card a").first.click()
    expect(plain.locator("article.text h1")).to_be_visible()
    assert f"/{language}/les/" in plain.url
    expect(plain.locator("article.text a.phone").first).to_be_visible()
    plain.locator(f".help a[href='/{language}/hjelp']").click()
    expect(plain.locator("a[href='tel:113']").first).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page", [page for page in PAGES if page != "reader"])
def test_every_page_has_its_heading_and_no_button_that_does_nothing(plain: Page, server: str, page: str) -> None:
    plain.goto(f"{server}/nb/{PAGES[page]}")
    expect(plain.locator("h1")).to_have_count(1)
    expect(plain.locator(".foot")).to_be_visible()
    for button in plain.locator("button:visible").all():
        assert button.get_attribute("type") == "submit" or button.get_attribute("popovertarget")


def test_professionals_search_choose_and_print_in_two_languages(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/bibliotek")
    plain.get_by_role("searchbox").fill("pappa drikker")
    plain.locator("#choose button").click()
    expect(plain.locator(".cards .card").first).to_be_visible()
    assert "q=pappa+drikker" in plain.url
    plain.goto(f"{server}/nb/fagfolk")
    plain.locator("#first details.more > summary").click()
    plain.locator("label.tick:has(input[name=format][value=conversation_guide])").click()
    plain.get_by_role("button", name="Vis det som passer").click()
    assert "format=conversation_guide" in plain.url
    plain.get_by_role("link", name="Skriv ut disse tekstene").click()
    expect(plain.locator("article.text").first).to_be_visible()
    plain.locator(".cover .also a").first.click()
    assert "med=" in plain.url


def test_the_way_out_works(plain: Page, server: str) -> None:
    plain.route("https://www.yr.no/", lambda route: route.fulfill(body="<h1>Vær</h1>", content_type="text/html"))
    plain.goto(f"{server}/nb/ungdom")
    plain.locator("#exit").click()
    plain.wait_for_url("https://www.yr.no/")
