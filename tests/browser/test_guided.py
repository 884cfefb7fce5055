"""The guided way in a browser that runs no script, and what axe says of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import Scheme

CHOSEN = ".choice[aria-current]"


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("ar", "rtl")])
def test_a_parent_goes_the_whole_way_without_javascript(
    plain: Page, server: str, language: str, direction: str
) -> None:
    plain.goto(f"{server}/{language}/")
    plain.locator(".guided-door a").click()
    expect(plain.locator("html")).to_have_attribute("dir", direction)
    plain.locator("#a4 .choice").click()
    plain.locator("#a22 .choice").click()
    plain.locator("#a11 .choice").click()
    expect(plain.locator(CHOSEN)).to_have_count(2)
    plain.locator(".on .btn:not(.ghost)").click()
    plain.locator("#a42 .choice").click()
    plain.locator("#a44 .choice").click()
    plain.locator(".on .btn:not(.ghost)").click()
    plain.locator(CHOSEN).click()
    assert plain.url == f"{server}/{language}/passer?v=4-11-22-42-44"
    for part in ("read", "talk", "help"):
        expect(plain.locator(f"section[aria-labelledby={part}] :is(.card, .line)").first).to_be_visible()
    expect(plain.locator(".result .why").first).to_be_visible()
    expect(plain.locator("a[href='tel:113']").first).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= 390
    plain.locator("section[aria-labelledby=read] .card a").first.click()
    expect(plain.locator("article.text h1")).to_be_visible()


def test_back_loses_nothing(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/passer")
    plain.locator("#a4 .choice").click()
    plain.locator("#a22 .choice").click()
    plain.locator("#a26 .choice").click()
    expect(plain.locator("#a33")).to_be_visible()
    plain.locator(".on .btn:not(.ghost)").click()
    plain.locator("#a43 .choice").click()
    plain.locator(".on .ghost").click()
    expect(plain.locator(CHOSEN)).to_have_count(2)
    plain.locator(".on .ghost").click()
    expect(plain.locator("#a4 .choice")).to_have_attribute("aria-current", "true")
    plain.locator(".on .btn:not(.ghost)").click()
    plain.locator(".on .btn:not(.ghost)").click()
    expect(plain.locator("#a43 .choice")).to_have_attribute("aria-current", "true")


def test_the_browser_s_back_and_forward_step_through_the_choices(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/passer")
    steps = [plain.url]
    for answer in ("#a4 .choice", "#a21 .choice", "#a24 .choice", ".on .btn:not(.ghost)", "#a42 .choice"):
        plain.locator(answer).click()
        steps.append(plain.url)
    assert len(set(steps)) == 6
    for address in reversed(steps[:-1]):
        plain.go_back()
        assert plain.url == address
    for address in steps[1:]:
        plain.go_forward()
        assert plain.url == address
    expect(plain.locator(CHOSEN)).to_have_count(1)


def test_every_question_can_be_skipped(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/passer")
    for _ in range(4):
        plain.locator(".on .btn:not(.ghost)").click()
    assert plain.url == f"{server}/nb/passer?v=0"
    expect(plain.locator(".result .card").first).to_be_visible()


def test_another_language_has_the_same_answers(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/passer?v=4-22-42&s=4")
    plain.locator(".choice[hreflang=ar]").click()
    assert plain.url == f"{server}/ar/passer?v=4-22-42"
    expect(plain.locator("section[aria-labelledby=read] .card a").first).not_to_have_attribute("lang", "nb")


def test_answers_are_large_enough_to_press(plain: Page, server: str) -> None:
    for path in ("passer", "passer?v=2&s=2", "passer?v=2&s=3", "passer?v=2&s=4", "passer?v=2-22"):
        plain.goto(f"{server}/nb/{path}")
        for link in plain.locator(".guided :is(.choice, .btn, .told-so-far a, .ways a)").all():
            box = link.bounding_box()
            assert box
            assert box["height"] >= 43.9


@pytest.mark.parametrize(("language", "scheme"), [("nb", "light"), ("ar", "dark")])
def test_axe_finds_nothing_on_the_way(browser: Browser, server: str, language: str, scheme: Scheme) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in (
        "passer",
        "passer?v=2-22&s=2",
        "passer?v=2-54&s=3",
        "passer?v=4&s=4",
        "passer?v=4-26-33-43",
        "passer?v=2-22",
    ):
        page.goto(f"{server}/{language}/{path}")
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if violations:
            found[path] = [f"{each['id']}: {node['html'][:150]}" for each in violations for node in each["nodes"]]
    context.close()
    assert found == {}
