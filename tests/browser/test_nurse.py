"""A nurse with ten minutes: from the front page to a pack in two languages on paper."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from .conftest import settle

Open = Callable[..., Page]
MOST_CLICKS = 3
COUNT = """
addEventListener("click", () => sessionStorage.setItem("clicks", 1 + Number(sessionStorage.getItem("clicks"))), true);
"""


def test_from_choosing_to_a_printed_pack_in_two_languages_in_three_clicks(open_page: Open) -> None:
    page = open_page("/nb/")
    page.locator(".doors a[href$='/fagfolk']").click()
    page.wait_for_url("**/nb/fagfolk")
    settle(page)
    for name in ("Skolehelsetjeneste", "Dødsfall"):
        page.locator(".st-key-facets").get_by_role("button", name=name).click()
        page.wait_for_timeout(300)
        settle(page)
    titles = page.locator(".texts td > a").all_inner_texts()
    assert titles

    page.evaluate(COUNT)
    page.add_init_script(f"window.print = () => {{ window.printed = true }}; {COUNT}")
    page.locator(".sum a[href*='/utskrift']").click()
    page.locator(".cover .also a[lang=en]").click()
    page.locator(".cover [data-print]").click()
    assert page.evaluate("window.printed")
    assert 0 < int(page.evaluate("sessionStorage.getItem('clicks')")) <= MOST_CLICKS
    page.evaluate("sessionStorage.clear()")

    assert parse_qs(urlsplit(page.url).query)["med"] == ["en"]
    page.emulate_media(media="print")
    articles = page.locator("article.text")
    expect(articles).to_have_count(len(titles))
    for article in articles.all():
        assert article.locator(".title, h1").first.inner_text().replace("\xad", "") in titles
        places = []
        for language in ("nb", "en"):
            key = article.locator(f"div[lang={language}] > .key")
            expect(key).to_be_visible()
            places.append(key.bounding_box())
        norwegian, english = places
        assert norwegian
        assert english
        assert norwegian["x"] + norwegian["width"] <= english["x"], "the languages do not stand side by side"
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") > len(titles), "each text begins on a page of its own, after the cover"


def test_a_list_of_one_s_own_is_a_pack_in_two_languages_in_two_clicks(open_page: Open) -> None:
    page = open_page("/nb/fagfolk")
    page.evaluate("localStorage.clear()")
    for button in page.locator("#root .texts [data-aside]").all()[:3]:
        button.click()
    page.locator(".bar > .mine").click()
    expect(page.locator(".row-tools")).to_have_count(3)
    page.locator(".uses .also a[lang=en]").click()
    expect(page.locator("article.pair")).to_have_count(3)
    page.evaluate("localStorage.clear()")
