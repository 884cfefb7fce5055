"""One box everywhere: suggestions that nobody is told of, by keyboard and by finger, and what a search shows."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import settle, visit

Open = Callable[..., Page]
ALONE = {"resultTypes": ["violations"]}


def options(page: Page) -> Locator:
    return page.locator("[role=listbox]:visible [role=option]")


def typed(page: Page, box: Locator, text: str) -> None:
    """Types letter by letter, and waits for suggestions."""
    box.click()
    page.keyboard.type(text, delay=20)
    expect(options(page).first).to_be_visible()


def test_nothing_typed_leaves_the_browser_before_it_is_searched_for(open_page: Open) -> None:
    page = open_page("/nb/barn")
    kept = page.evaluate("document.cookie")
    asked: list[str] = []
    sent: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: socket.on("framesent", lambda payload: sent.append(str(payload))))
    page.locator(".bar .find summary").click()
    box = page.locator(".bar .finder input")
    expect(box).to_be_focused()
    typed(page, box, "pappa dri")
    page.wait_for_timeout(400)
    assert [url.split("?")[0].rsplit("/", 1)[1] for url in asked] == ["suggest.js", "forslag.json"]
    assert sent == []
    assert page.evaluate("[location.search, document.cookie]") == ["", kept]


def test_suggestions_are_gone_through_by_keyboard(open_page: Open) -> None:
    page = open_page("/nb/ungdom")
    page.locator(".bar .find summary").click()
    box = page.locator(".bar .finder input")
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    typed(page, box, "mamma")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None  # back in the box
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_be_visible()  # what the box stands in is still open
    expect(box).to_have_value("mamma")
    page.keyboard.press("Escape")
    expect(page.locator(".bar .find")).not_to_have_attribute("open", "")


def test_a_suggested_question_is_searched_for_and_answered_first(open_page: Open) -> None:
    page = open_page("/nb/barn")
    page.locator(".bar .find summary").click()
    typed(page, page.locator(".bar .finder input"), "er det min skyld at pappa")
    page.keyboard.press("ArrowDown")
    words = options(page).first.locator(".words").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/bibliotek?q=*")
    settle(page)
    expect(page.locator("#root .mixed .qa h3").first).to_have_text(words)
    expect(page.locator("#root .mixed mark").first).to_be_visible()
    assert "skyld" not in page.title()


def test_a_suggested_text_is_opened_by_its_neutral_name(open_page: Open) -> None:
    page = open_page("/nb/")
    box = page.locator("#root form.search input")
    typed(page, box, "hva skjer når mamma eller pappa er psykisk")
    options(page).first.click()
    page.wait_for_url("**/nb/ressurs?id=b*")


def test_in_streamlits_box_the_other_choices_stay(open_page: Open) -> None:
    page = open_page("/nb/bibliotek?audience=child")
    typed(page, page.locator(".st-key-library-q input"), "mamma er sy")
    expect(options(page).first.locator(".words")).to_have_text("mamma er syk")
    options(page).first.click()
    page.wait_for_url("**/nb/bibliotek?audience=child&q=mamma+er+syk")
    settle(page)
    expect(page.locator(".st-key-library-q input")).to_have_value("mamma er syk")
    expect(page.locator("#root .cards mark").first).to_be_visible()


@pytest.mark.parametrize(("language", "text"), [("nb", "mamma"), ("ar", "ماما")])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_suggestions_stay_within_the_page_and_off_the_way_out(
    open_page: Open, language: str, text: str, width: int
) -> None:
    page = open_page(f"/{language}/", width=width, height=700)
    typed(page, page.locator("#root form.search input"), text)
    covered = """() => {
      const box = document.getElementById("exit").getBoundingClientRect();
      const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const list = document.querySelector("[role=listbox]:not([hidden])").getBoundingClientRect();
      return [at.id, list.left >= 0 && list.right <= innerWidth && list.bottom <= innerHeight, list.top >= box.bottom];
    }"""
    assert page.evaluate(covered) == ["exit", True, True]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for option in options(page).all():
        box = option.bounding_box()
        assert box
        assert box["height"] >= 44


@pytest.mark.parametrize("language", ["en", "so", "ru", "tr", "uk", "ckb"])
def test_the_way_out_is_in_sight_where_words_are_long(open_page: Open, language: str) -> None:
    page = open_page(f"/{language}/hjelp", width=1280)
    for width in (1280, 1366, 1510):
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator("#exit").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize(("language", "scheme"), [("nb", "light"), ("ar", "dark")])
def test_axe_finds_nothing_in_suggestions_and_results(open_page: Open, language: str, scheme: str) -> None:
    page = open_page(f"/{language}/bibliotek?q=%D9%85%D8%A7%D9%85%D8%A7+mamma+depresjon", scheme=scheme)
    page.locator(".bar .find summary").click()
    typed(page, page.locator(".bar .finder input"), "mamma" if language == "nb" else "ماما")
    page.keyboard.press("ArrowDown")
    violations = Axe().run(page, options=ALONE).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in violations] == []


def test_where_nothing_can_be_fetched_the_box_still_searches(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.route("**/forslag.json", lambda route: route.fulfill(status=503, body=""))
    visit(page, f"{server}/nb/ungdom")
    page.locator(".bar .menu > summary").click()
    page.locator(".bar .menu form input").click()
    page.keyboard.type("pappa drikker", delay=10)
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/bibliotek?q=pappa+drikker")
    settle(page)
    expect(page.locator("#root .cards mark").first).to_be_visible()
    expect(page.locator(".bar .menu")).not_to_have_attribute("open", "")
    page.close()


def test_without_javascript_the_box_in_the_menu_finds_marks_and_answers(plain: Page, server: str) -> None:
    plain.goto(f"{server}/nb/les/det-er-ikke-din-skyld")
    plain.locator(".menu > summary").click()
    plain.locator(".menu form input").fill("er det min skyld at pappa drikker")
    plain.locator(".menu form button").click()
    expect(plain.locator(".mixed .qa h3 mark").first).to_be_visible()
    expect(plain.locator(".cards mark").first).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= 390


def test_words_that_point_to_danger_bring_numbers_before_everything_that_was_found(open_page: Open) -> None:
    page = open_page("/nb/bibliotek?q=jeg+vil+ikke+leve")
    help_ = page.locator("#root .first-help").bounding_box()
    mixed = page.locator("#root .mixed").first.bounding_box()
    assert help_
    assert mixed
    assert help_["y"] < mixed["y"]


def test_another_language_is_offered_and_leads_there(open_page: Open) -> None:
    page = open_page("/nb/bibliotek?q=my+mum+drinks+too+much+alcohol")
    page.locator("#root .offers a[href^='/en/bibliotek']").click()
    page.wait_for_url("**/en/bibliotek?q=*")
    settle(page)
    expect(page.locator("#root .cards mark").first).to_be_visible()
