"""Every page in every language on the narrowest phone: nothing untranslated, nothing mixed, nothing cut off, nothing
from the wrong side. And the ways between languages."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from interface_words import in_another_language
from playwright.sync_api import Browser, Page, expect

from barnsbeste_content.i18n import direction, interface_languages
from barnsbeste_content.loading import load_library
from barnsbeste_content.presentation.links import PAGES

from .conftest import ROOT, settle

Open = Callable[..., Page]
NARROW = 320
TEXT = "det-er-ikke-din-skyld"
LOOK = """([language, direction, rightToLeft]) => {
  const wrong = [];
  const isHidden = e => !e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) ||
    e.closest(".sr-only, .skip, [hidden], thead, details:not([open]) > :not(summary)");
  const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth;
  const name = e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 60)}`;
  for (const element of document.querySelectorAll("body *")) {
    if (isHidden(element)) continue;
    const box = element.getBoundingClientRect();
    let pushed = element.parentElement;
    while (pushed && !scrolls(pushed)) pushed = pushed.parentElement;
    if (box.width && !pushed && (box.right > innerWidth + 1 || box.left < -1)) wrong.push(`cut off: ${name(element)}`);
    const isFilled = element.matches("p, h1, h2, h3, li, button") && element.clientWidth && !scrolls(element);
    if (isFilled && element.scrollWidth > element.clientWidth + 2)
      wrong.push(`wider than its box: ${name(element)}`);
    if (element.lang && !element.closest("bdi") && element.textContent.trim()) {
      const wanted = rightToLeft.includes(element.lang) ? "rtl" : "ltr";
      if (getComputedStyle(element).direction !== wanted && getComputedStyle(element).display !== "inline")
        wrong.push(`from the wrong side: ${name(element)}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page can be pushed sideways");
  if (getComputedStyle(document.body).direction !== direction) wrong.push("the page runs the wrong way");
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent.trim();
    const isRead = text && !parent.closest("script, style, template, noscript");
    if (isRead && parent.closest("[lang]").lang === language) words.push(text);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    if (element.closest("[lang]").lang === language)
      words.push(...["aria-label", "placeholder", "title"].map(each => element.getAttribute(each)).filter(Boolean));
  return [wrong, words];
}"""


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """The narrowest phone; it runs no script, so that the document itself is looked at."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 700})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def _looked_at(page: Page, language: str) -> list[str]:
    right_to_left = [each for each in interface_languages() if direction(each) == "rtl"]
    wrong, words = page.evaluate(LOOK, [language, direction(language), right_to_left])
    foreign = in_another_language(words, language)
    return [*wrong, *(f"in another language: {text}" for text in foreign if text not in _labels(language))]


@cache
def _labels(language: str) -> frozenset[str]:
    """What the vocabulary says in a language; neighbouring languages share words."""
    facets = load_library(ROOT / "content").vocabulary.facets.values()
    return frozenset(term.label.get(language, "") for facet in facets for term in facet.values)


@pytest.mark.parametrize("language", interface_languages())
def test_every_page_is_whole_in_every_language_on_the_narrowest_phone(narrow: Page, server: str, language: str) -> None:
    other = "ar" if language != "ar" else "nb"
    # long lists are looked at in part: they repeat themselves a hundred times
    shown = {
        "reader": f"ressurs?id=b11&med={other}",
        "questions": "sporsmal?audience=student",
        "sources": "kilder?kind=tool",
    }
    paths = [
        *(
            shown.get(page, path)
            for page, path in PAGES.items()
            if page != "glossary" or language in ("nb", "ar", "ti")
        ),
        "les",
        f"les/{TEXT}",
        f"les/{TEXT}?med={other}",
        "les/loven-om-barn-som-paarorende",
        f"utskrift?id=b11&id=snakk-med-ungdommen&med={other}",
        "nowhere",
    ]
    found = {}
    for path in paths:
        narrow.goto(f"{server}/{language}/{path}")
        if wrong := _looked_at(narrow, language):
            found[path] = wrong
    assert found == {}


# -- from language to language ---------------------------------------------------------------------------------------


def _pick(page: Page, language: str) -> None:
    page.locator(".bar > .lang > summary").click()
    page.locator(f".bar > .lang a[hreflang={language}]").click()


def test_changing_the_language_keeps_the_page_and_what_was_answered(open_page: Open, server: str) -> None:
    page = open_page("/nb/barn")
    page.get_by_role("button", name="Sint", exact=True).click()
    page.get_by_role("button", name="Noen er død", exact=True).click()
    settle(page)
    before = page.locator("#root .found").inner_text().split()[0]
    _pick(page, "en")
    page.wait_for_url(f"{server}/en/barn")
    settle(page)
    expect(page.locator("#root .found")).to_contain_text(before)
    pressed = page.locator("#root [role=toolbar] button[aria-pressed=true]")
    expect(pressed).to_have_count(2)
    assert page.url == f"{server}/en/barn"  # what a child answers is in no address
    assert page.evaluate("sessionStorage.getItem('answers')") is None
    assert "lang=en" in page.evaluate("document.cookie")


def test_changing_the_language_before_the_dashboard_has_come_keeps_the_answers(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.route("**/static/**", lambda route: route.abort())  # Streamlit never comes
    page.goto(f"{server}/nb/barn")
    page.locator("#first .asked button").first.click()
    _pick(page, "uk")
    page.wait_for_url(f"{server}/uk/barn")
    expect(page.locator("#first .asked button").first).to_have_attribute("aria-pressed", "true")
    context.close()


def test_changing_the_language_keeps_what_stands_in_the_address(open_page: Open, server: str) -> None:
    page = open_page("/nb/bibliotek?situation=addiction")
    page.get_by_role("searchbox").fill("drikker")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=drikker**")
    _pick(page, "ar")
    page.wait_for_url(f"{server}/ar/bibliotek?*")
    assert "situation=addiction" in page.url
    assert "q=drikker" in page.url


def test_the_languages_are_reached_by_keyboard_on_a_phone_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{server}/nb/les/{TEXT}?med=ar")
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".menu .lang > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".menu .lang a[hreflang=ar]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}/ar/les/{TEXT}?med=nb")  # the two change places
    context.close()


@pytest.mark.parametrize(
    ("asks_for", "language"),
    [("ar-SY", "ar"), ("nn-NO", "nn"), ("prs-AF", "fa"), ("ku-Arab-IQ", "ckb"), ("sr-Latn", "nb")],
)
def test_the_front_door_speaks_the_language_of_the_browser(
    browser: Browser, server: str, asks_for: str, language: str
) -> None:
    context = browser.new_context(locale=asks_for, java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/")
    assert page.url == f"{server}/{language}/"
    expect(page.locator("html")).to_have_attribute("lang", language)
    context.close()


def test_a_professional_gets_from_her_page_to_two_languages_on_paper(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    page.get_by_role("searchbox").fill("tolk")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Hvordan bruker jeg tolk når familien snakker et annet språk?").first.click()
    page.wait_for_selector("#root article.text")
    settle(page)
    page.locator("#root article.text .next").get_by_role("link", name="Datteren min snakker best norsk").click()
    page.wait_for_url("**id=barn-skal-ikke-tolke")  # what she gives the family: it exists in Arabic
    settle(page)
    page.get_by_text("Les på to språk").click()
    page.locator("#root article.text details.also a[href*='med=ar']").click()
    page.wait_for_selector("#root article.pair")
    settle(page)
    column = page.locator("#root article.pair .row > div[lang=ar]").first
    expect(column).to_have_attribute("dir", "rtl")
    head = page.locator("#root .row:has(> div > .tongue)")
    page.locator("#root article.pair section").last.evaluate("part => part.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    box = head.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 120  # the languages stay in sight
    page.emulate_media(media="print")
    expect(page.locator("#bar")).to_be_hidden()
    columns = page.locator("#root article.pair .row").nth(3).locator("> div")
    first, second = columns.nth(0).bounding_box(), columns.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["x"] > first["x"] + first["width"] - 1
    assert page.pdf().startswith(b"%PDF")
