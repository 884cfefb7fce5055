"""A boy of ten who is worried about his mother: by pictures, and by the words he would type."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import settle

Open = Callable[..., Page]


@pytest.mark.parametrize("width", [390, 1280])
def test_he_comes_by_pictures_to_a_text_for_his_age(open_page: Open, width: int) -> None:
    page = open_page("/nb/", width=width)
    page.locator(".guided-door a").click()
    page.locator("#a2 .choice").click()
    assert page.locator("#a21 img").evaluate("image => image.complete && image.naturalWidth > 0")
    page.locator("#a21 .choice").click()
    page.locator(".on .btn:not(.ghost)").click()
    page.locator("#a54 .choice").click()
    page.locator(".on .btn:not(.ghost)").click()
    page.locator(".choice[aria-current]").click()
    first = page.locator("section[aria-labelledby=read] .card a").first
    title = first.inner_text()
    first.click()
    settle(page)
    assert "/nb/ressurs?id=b" in page.url  # its neutral name: history does not tell
    expect(page.locator("#root article.text h1")).to_have_text(title)
    expect(page.locator("#root article.text .who").first).to_contain_text("8–12")


def test_his_own_words_find_a_text_for_him_among_the_first_three(open_page: Open) -> None:
    page = open_page("/nb/")
    box = page.locator("#root input[type=search]").first
    box.fill("mamma bare sover")
    box.press("Enter")
    page.wait_for_url("**q=mamma+bare+sover**")
    settle(page)
    cards = page.locator("#root .cards .card")
    expect(cards.nth(2)).to_be_visible()
    first = cards.all_inner_texts()[:3]
    assert any("For barn, 8–12 år" in words for words in first), first
