"""A preview in a real browser: what stands in the frame is what such a reader would see."""

import re
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from .conftest import Scheme, new_page, settle, start_server

ADDRESS = "/nb/stab-forhandsvisning"
TEXT = "naar-mamma-eller-pappa-er-psykisk-syk"
LOOKS = """[".bar", ".foot", ".key", ".colophon", ".tools", ".do li", ".calls", "h1", "article.text"].map(part => {
  const {display, fontSize, color, backgroundColor, padding, margin} = getComputedStyle(document.querySelector(part));
  return [part, display, fontSize, color, backgroundColor, padding, margin];
})"""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def preview() -> Iterator[str]:
    process, address = start_server(BARNSBESTE_EDITION="preview")
    yield address
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture
def look(reader: BrowserContext, preview: str) -> Iterator[Open]:
    """Opens the preview with these choices and waits until every frame has been drawn."""
    errors: list[str] = []

    def opened(choices: str, *, width: int = 1280, scheme: Scheme = "light", frames: int = 1) -> Page:
        page = new_page(reader, width=width, scheme=scheme)
        page.set_default_timeout(30_000)
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{preview}{ADDRESS}?{choices}")
        settle(page)
        for number in range(frames):
            page.wait_for_selector(f":nth-match(.staff-frame iframe[data-ready], {number + 1})")
        page.wait_for_timeout(400)  # two looks of the script
        return page

    yield opened
    # a frame without scripts tells of each that it does not run: that is what was asked for
    assert [error for error in errors if "the document's frame is sandboxed" not in error] == []


def within(page: Page, number: int = 0) -> Frame:
    frame = page.locator(".staff-frame iframe").nth(number).element_handle().content_frame()
    assert frame
    return frame


def styled(frame: Frame, selector: str, name: str) -> str:
    return str(frame.eval_on_selector(selector, f"e => getComputedStyle(e).{name}"))


def lightness(colour: str) -> int:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@pytest.mark.parametrize("own", ["light", "dark"])
def test_dark_and_light_are_the_reader_s_and_not_those_of_whoever_looks(look: Open, own: str) -> None:
    for scheme, is_dark in (("dark", True), ("light", False)):
        page = look(f"vis={TEXT}&lys={scheme}", scheme=own)
        colour = styled(within(page), "body", "backgroundColor")
        assert (lightness(colour) < 200) is is_dark, (own, scheme, colour)
        assert (lightness(styled(page.main_frame, "body", "backgroundColor")) < 200) is (own == "dark")


def test_the_dashboard_too_is_dark_where_the_reader_has_it_so(look: Open) -> None:
    frame = within(look("vis=children&lys=dark"))
    frame.wait_for_selector("#root [data-testid=stApp]")
    assert lightness(styled(frame, "[data-testid=stApp]", "backgroundColor")) < 200


def test_the_page_has_the_width_of_the_screen_however_little_room_there_is(look: Open) -> None:
    for screen, size in (("phone", (390, 844)), ("desktop", (1280, 900))):
        page = look(f"vis={TEXT}&skjerm={screen}", width=700)
        frame = within(page)
        assert frame.evaluate("[innerWidth, innerHeight]") == list(size)
        box = page.locator(".staff-screen").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 700
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_no_script_runs_and_the_page_can_be_read(look: Open) -> None:
    frame = within(look("vis=children&skript=off&situation=mental_illness"))
    assert frame.evaluate("document.documentElement.classList.contains('scripted')") is False
    assert frame.locator("#first h1").is_visible()
    assert frame.locator("#first .card").first.is_visible()
    assert not frame.locator("#first .asked:not(.facet)").first.is_visible()


def test_paper_is_as_it_is_printed(look: Open, preview: str) -> None:
    page = look(f"vis={TEXT}&skjerm=print&lys=dark", scheme="dark")
    frame = within(page)
    assert not frame.locator(".bar").is_visible()
    assert not within(look(f"vis={TEXT}&skjerm=print&skript=off")).locator(".bar").is_visible()
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print", color_scheme="light")
    page.goto(f"{preview}/nb/les/{TEXT}")
    assert page.evaluate("innerWidth") == 794
    printed = page.evaluate(LOOKS)
    assert look(f"vis={TEXT}&skjerm=print&lys=dark", scheme="dark").frames[1].evaluate(LOOKS) == printed


def test_the_answers_of_a_reader_are_pressed_in_the_page_and_stand_in_no_address(look: Open) -> None:
    page = look("vis=children&situation=mental_illness&age=8-12")
    frame = within(page)
    frame.wait_for_selector("#root .st-key-children-situation button[aria-pressed=true]")
    frame.wait_for_selector("#root .st-key-children-age button[aria-pressed=true]")
    assert frame.locator("#root .st-key-children-situation button[aria-pressed=true]").count() == 1
    assert frame.url.endswith("/nb/barn")
    assert not frame.locator(".staff-bar").is_visible()


def test_two_languages_stand_side_by_side_each_in_its_direction(look: Open) -> None:
    page = look(f"vis={TEXT}&med=ar&ved=language", frames=2)
    assert [within(page, n).evaluate("document.documentElement.dir") for n in (0, 1)] == ["ltr", "rtl"]
    left, right = (page.locator(".staff-frame").nth(number).bounding_box() for number in (0, 1))
    assert left and right and left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    titles = [frame.get_attribute("title") for frame in page.locator(".staff-frame iframe").all()]
    assert titles == ["bokmål, telefon, lys", "arabisk, telefon, lys"]


def test_what_is_published_stands_beside_the_draft(look: Open) -> None:
    page = look(f"vis={TEXT}&ved=published", frames=2)
    assert within(page, 0).url.endswith(f"/nb/publisert/{TEXT}")
    assert within(page, 1).url.endswith(f"/nb/les/{TEXT}")
    assert within(page, 0).locator("h1").is_visible()


def test_another_choice_shows_at_once_and_can_be_shared(look: Open) -> None:
    page = look(f"vis={TEXT}")
    page.get_by_role("radio", name="Nettbrett").click()
    expect(page.locator(".staff-frame iframe")).to_have_attribute("title", "bokmål, nettbrett, lys")
    expect(page).to_have_url(re.compile("skjerm=tablet"))
    assert page.locator(".staff-frame iframe").count() == 1
