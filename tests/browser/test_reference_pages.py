"""Talks by age, words, questions, sources and sheets, in a real browser."""

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import settle

Open = Callable[..., Page]


def _press(page: Page, name: str) -> None:
    page.locator("#root").get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_a_parent_gets_the_words_for_the_ages_of_the_children(open_page: Open) -> None:
    page = open_page("/nb/samtale")
    _press(page, "3–7 år")
    _press(page, "13–17 år")
    _press(page, "Psykisk sykdom")
    talks = page.locator("#root .talk")
    expect(talks).to_have_count(2)
    expect(talks.nth(0)).to_contain_text("Begynn sammen, med ord for den yngste: 3–7 år")
    expect(talks.nth(1)).to_contain_text("Etterpå, alene med barnet: 13–17 år")
    page.locator("#root").get_by_role("radio", name="English", exact=True).click()
    settle(page)
    expect(page.locator("#root article.pair .moment").first.locator(":scope > div")).to_have_count(2)
    assert urlsplit(page.url).query == ""


def test_how_the_death_came_is_asked_only_where_somebody_has_died(open_page: Open) -> None:
    page = open_page("/nb/samtale")
    asked = page.locator("#root").get_by_text("Hvordan kom dødsfallet?")
    expect(asked).to_have_count(0)
    _press(page, "Dødsfall")
    expect(asked).to_be_visible()
    _press(page, "Selvmord")
    expect(page.locator("#root article.guide")).to_contain_text("selvmord")


def test_a_talk_is_printed_by_its_button(open_page: Open) -> None:
    page = open_page("/nb/samtale")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.locator("#root").get_by_role("button", name="Skriv ut").click()
    expect(page).to_have_title("printed")


def test_words_are_found_while_typing_and_nothing_is_sent(open_page: Open) -> None:
    page = open_page("/nb/ordbok")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url))
    page.locator("#root [data-filter]").press_sequentially("depre")
    expect(page.locator("#root #ord-depresjon")).to_be_visible()
    expect(page.locator("#root #ord-kreft")).to_be_hidden()
    expect(page.locator("#root .filtered")).to_contain_text(" av ")
    page.locator("#root [data-filter]").fill("xyzzy")
    expect(page.locator("#root .filtered")).to_have_text("Ingenting her har disse ordene.")
    assert sent == []
    assert urlsplit(page.url).query == ""


def test_a_letter_leads_to_its_words_on_the_same_page(open_page: Open) -> None:
    page = open_page("/nb/ordbok")
    page.locator("#root .letters").get_by_role("link", name="T", exact=True).click()
    expect(page.locator("#root .words").get_by_role("heading", name="T", exact=True)).to_be_in_viewport()
    expect(page.locator("#root h1")).to_have_count(1)


def test_all_words_are_there_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/ar/ordbok")
    expect(page.locator("#ord-depresjon")).to_be_visible()
    expect(page.locator("[data-filter]")).to_be_hidden()
    context.close()


def test_a_question_opens_by_keyboard_and_leads_on_by_a_neutral_name(open_page: Open) -> None:
    page = open_page("/nb/sporsmal?audience=child")
    first = page.locator("#root details.qa").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    way = first.locator(".on a").first
    expect(way).to_be_visible()
    assert "/nb/ressurs?id=b" in str(way.get_attribute("href"))
    page.locator("#root .chips").get_by_role("link", name="Ungdom", exact=True).click()
    page.wait_for_url("**audience=youth")
    expect(page.locator("#root .faq > section")).to_have_count(1)
    expect(page.locator("#root .faq > section")).to_have_id("youth")


def test_sources_are_narrowed_and_taken_along(open_page: Open) -> None:
    page = open_page("/nb/kilder")
    page.locator("#root .chips a", has_text="Lov").first.click()
    page.wait_for_url("**kind=law")
    expect(page.locator("#root .bank")).to_contain_text("Lov om helsepersonell")
    expect(page.locator("#root .bank")).not_to_contain_text("American Academy of Pediatrics")
    with page.expect_download() as download:
        page.locator("#root .sum").get_by_role("link", name="RIS").click()
    assert download.value.path().read_text("utf-8").startswith("TY  - ")


def test_a_hard_word_is_explained_where_it_stands(open_page: Open) -> None:
    for path, within in (("/nb/les/naar-en-forelder-har-kreft", "main"), ("/nb/ressurs?id=b26", "#root")):
        page = open_page(path) if within == "#root" else _plain(open_page, path)
        word = page.locator(f"{within} button.word").first
        meaning = page.locator(f"{within} .meaning").first
        expect(meaning).to_be_hidden()
        word.focus()
        page.keyboard.press("Enter")
        expect(meaning).to_be_visible()
        page.keyboard.press("Escape")
        expect(meaning).to_be_hidden()


def _plain(open_page: Open, path: str) -> Page:
    """A page without Streamlit: first one with it, since that is what `open_page` waits for."""
    page = open_page("/nb/om")
    page.goto(urlsplit(page.url)._replace(path=path).geturl())
    return page


def test_what_is_written_on_a_sheet_stays_in_the_browser(open_page: Open) -> None:
    page = _plain(open_page, "/nb/ark/mitt-nettverk")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url))
    field = page.locator(".sheet input").first
    field.fill("Farmor")
    expect(page.locator(".rings text")).to_have_text("Farmor")
    field.press("Enter")
    page.wait_for_timeout(300)
    assert urlsplit(page.url).path == "/nb/ark/mitt-nettverk"
    assert urlsplit(page.url).query == ""
    page.get_by_role("button", name="Tøm arket").click()
    expect(field).to_have_value("")
    expect(page.locator(".rings text")).to_have_count(0)
    assert sent == []
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Farmor" not in stored


def test_axe_finds_nothing_on_sheets_and_a_talk(open_page: Open) -> None:
    page = _plain(open_page, "/nb/ark/mitt-nettverk")
    found = {page.url: Axe().run(page).response["violations"]}
    for path in ("/ar/ark/plan-for-dager", "/ar/ark"):
        page.goto(urlsplit(page.url)._replace(path=path).geturl())
        found[page.url] = Axe().run(page).response["violations"]
    page = open_page("/nb/samtale", width=390)
    _press(page, "8–12 år")
    _press(page, "Fagperson")
    found[page.url] = Axe().run(page).response["violations"]
    assert {url: [each["id"] for each in violations] for url, violations in found.items() if violations} == {}
