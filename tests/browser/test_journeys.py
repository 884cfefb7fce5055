"""The main ways through the dashboard, as the people who need it go them."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from .conftest import settle, start_server, visit

Open = Callable[..., Page]


def _pill(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def _tick(page: Page, name: str, written: str) -> None:
    """Chooses a value of a facet and waits until the address has it and the page has been drawn again."""
    page.locator(".st-key-facets").get_by_role("button", name=re.compile(f"^{name}")).click()
    page.wait_for_url(f"**{written}**")
    settle(page)


def test_a_child_goes_from_the_front_page_to_a_text_and_to_help(open_page: Open) -> None:
    page = open_page("/nb/", width=390)
    page.get_by_role("link", name="Barn For deg fra 3 til 12 år").click()
    expect(page.locator("#root h1")).to_have_text("Hvordan har du det?")
    _pill(page, "Urolig")
    _pill(page, "Syk i kroppen")
    _pill(page, "8–12 år")
    expect(page.locator("h2.found")).to_contain_text("til deg")
    assert urlsplit(page.url).query == "", "a child's choices stand in the address"
    first = page.locator(".card a").first
    expect(page.locator(".why").first).to_contain_text("Fordi du valgte")
    title = first.inner_text()
    first.click()
    expect(page.locator("article.text h1")).to_have_text(title)
    assert re.fullmatch(r"id=b\d{2,3}", urlsplit(page.url).query), "the address tells what a child reads"
    assert title not in page.title()
    expect(page.get_by_role("heading", name="Dette kan du gjøre")).to_be_visible()
    expect(page.locator("article.text h1")).to_be_focused()  # the page has arrived: focus no longer moves
    page.locator(".menu > summary").click()
    page.locator(".menu").get_by_role("link", name="Få hjelp nå").click()
    expect(page.locator("#root h1")).to_have_text("Få hjelp nå")
    expect(page.locator('#root a[href="tel:116111"]').first).to_be_visible()


def test_choices_of_a_child_are_kept_when_coming_back_from_a_text(open_page: Open) -> None:
    page = open_page("/nb/barn")
    _pill(page, "Trist")
    page.locator(".card a").first.click()
    expect(page.locator("article.text h1")).to_be_visible()
    page.go_back()
    expect(page.locator("#root h1")).to_have_text("Hvordan har du det?")
    expect(page.get_by_role("button", name="Trist", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_parent_of_two_children_of_different_ages_gets_texts_for_both(open_page: Open) -> None:
    page = open_page("/nb/foreldre")
    before = page.locator("h2.found").inner_text()
    _pill(page, "3–7 år")
    _pill(page, "13–17 år")
    expect(page.locator("h2.found")).not_to_have_text(before)
    reasons = " ".join(page.locator(".why").all_inner_texts())
    assert "3–7 år" in reasons
    assert "13–17 år" in reasons
    titles = page.locator(".card a").all_inner_texts()
    assert any("fireåring" in title for title in titles)
    assert any("Tenåringen" in title for title in titles)


def test_a_practitioner_shares_a_selection_as_a_link(open_page: Open, browser: Browser) -> None:
    page = open_page("/nb/fagfolk")
    for name, written in (("Fastlege", "setting="), ("Psykisk sykdom", "situation="), ("8–12 år", "age=")):
        _tick(page, name, written)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"setting": ["gp"], "situation": ["mental_illness"], "age": ["8-12"]}
    titles = page.locator(".texts td > a").all_inner_texts()
    assert titles
    elsewhere = browser.new_context(locale="ar").new_page()
    visit(elsewhere, page.url)
    assert elsewhere.locator(".texts td > a").all_inner_texts() == titles
    pressed = elsewhere.locator('.st-key-facets button[aria-pressed="true"]')
    assert pressed.count() == 3
    visit(elsewhere, page.url.replace("/nb/", "/ar/"))
    assert elsewhere.locator(".texts tbody tr").count() == len(titles), "a link made in one language works in another"
    elsewhere.context.close()


def test_a_choice_can_be_taken_back_and_history_steps_through_choices(open_page: Open) -> None:
    page = open_page("/nb/bibliotek")
    everything = page.locator(".sum b").inner_text()
    _tick(page, "Dødsfall", "situation=")
    expect(page.locator(".chosen")).to_contain_text("Dødsfall")
    page.go_back()
    expect(page.locator(".sum b")).to_have_text(everything)
    page.go_forward()
    expect(page.locator(".chosen")).to_contain_text("Dødsfall")
    page.locator(".chosen a").first.click()
    expect(page.locator(".sum b")).to_have_text(everything)
    assert "situation" not in page.url


def test_back_keeps_every_other_choice_ticked(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    pressed = page.locator('.st-key-facets button[aria-pressed="true"]')
    for name, written in (("Spesialist", "setting="), ("Psykisk sykdom", "situation="), ("Usikker", "consent=")):
        _tick(page, name, written)
    expect(pressed).to_have_count(3)
    page.go_back()
    expect(pressed).to_have_count(2)
    settle(page)
    _tick(page, "8–12 år", "age=")
    expect(pressed).to_have_count(3)
    assert set(parse_qs(urlsplit(page.url).query)) == {"setting", "situation", "age"}


def test_a_cry_for_help_in_the_search_box_gets_numbers_to_call_first(open_page: Open) -> None:
    page = open_page("/nb/bibliotek?q=jeg+vil+dø", width=390)
    first = page.locator(".first-help a").first
    expect(first).to_have_attribute("href", "tel:113")
    assert first.bounding_box()["y"] < page.locator(".card").first.bounding_box()["y"]  # type: ignore[index]


def test_searching_from_the_front_page_finds_texts_on_addiction(open_page: Open) -> None:
    page = open_page("/nb/")
    page.get_by_role("searchbox").fill("papa driker")
    page.keyboard.press("Enter")
    expect(page.locator("#root h1")).to_have_text("Bibliotek")
    expect(page.locator(".card a").first).to_contain_text("drikk")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["papa driker"]}


def test_a_mother_reads_in_arabic_from_right_to_left(open_page: Open) -> None:
    page = open_page("/ar/", width=390)
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".doors a").nth(2).click()
    page.wait_for_url("**/ar/foreldre")
    settle(page)
    expect(page.locator("#root h1")).to_be_focused()
    page.locator(".menu > summary").click()
    page.locator(".menu .lang > summary").click()
    page.locator('.menu a[href="/ar/sprak"]').click()
    expect(page.locator("ul.languages")).to_be_visible()
    page.locator(".prose a.btn").first.click()
    article = page.locator("article.text")
    expect(article.locator("h1")).to_be_visible()
    words = article.locator("div[lang=ar] p").first
    expect(words).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('article.text div[lang=ar]')).direction") == "rtl"


def test_a_deep_link_as_the_very_first_request_of_a_process_is_answered(browser: Browser) -> None:
    process, address = start_server()
    try:
        page = browser.new_page()
        visit(page, f"{address}/nb/ressurs?id=b11")
        expect(page.locator("article.text h1")).to_be_visible()
        expect(page.locator(".bar")).to_be_visible()
        page.close()
    finally:
        process.terminate()
        process.wait(10)


def test_a_parameter_that_means_nothing_is_left_out_and_told(open_page: Open) -> None:
    page = open_page("/nb/bibliotek?situation=krangel&age=99&hei=du&situation=addiction")
    expect(page.locator("p.status").first).to_contain_text("krangel")
    expect(page.locator(".chosen")).to_contain_text("Avhengighet")
    assert page.locator("[data-testid=stException]").count() == 0


def test_an_unknown_text_leads_on_to_search(open_page: Open) -> None:
    page = open_page("/nb/ressurs?id=finnes-ikke")
    expect(page.locator("#root h1")).to_have_text("Vi finner ikke denne teksten")
    expect(page.get_by_role("searchbox")).to_be_visible()
