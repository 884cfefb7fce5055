"""Texts put aside: what the page of a list says and leads to."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from elements import Element, elements, text_of

from barnsbeste_content.catalog import Dropped, Query
from barnsbeste_content.presentation.my_list import my_list, title_of_list
from barnsbeste_content.presentation.presenter import MAX_PACK, Presenter

Show = Callable[..., Presenter]
NAMES = ["snakk-med-barnet", "b01"]


def page(shown: Presenter, names: list[str], *, is_own: bool = False, dropped: tuple[Dropped, ...] = ()) -> str:
    found = [resource for name in names if (resource := shown.catalog.get(name))]
    return my_list(shown, found, dropped, is_own=is_own)


def links_of(html: str) -> list[Element]:
    return [link for link in elements(html, "a") if "data-ids" in link.attributes]


def test_the_texts_stand_in_the_order_given_and_a_child_s_by_its_neutral_code(show: Show) -> None:
    html = page(show("en"), NAMES)
    hrefs = [e.attributes["href"] for e in elements(html, "a") if e.ancestors[-1].classes >= {"card"}]
    assert hrefs == ["/en/les/snakk-med-barnet", "/en/ressurs?id=b01"]


def test_every_use_of_the_list_names_exactly_its_texts_in_their_order(show: Show) -> None:
    uses = links_of(page(show("en"), NAMES))
    assert {urlsplit(use.attributes["href"]).path for use in uses} == {
        "/en/utskrift",
        "/en/tabell.xlsx",
        "/en/tabell.csv",
        "/en/tekster.ris",
        "/en/tekster.bib",
        "/en/kilder.txt",
        "/en/kilder.ris",
        "/en/kilder.bib",
    }
    for use in uses:
        parameter = use.attributes["data-ids"] or "id"
        assert parse_qs(urlsplit(use.attributes["href"]).query)[parameter] == NAMES


def test_a_pack_can_be_had_beside_every_language_one_of_the_texts_is_in_but_the_reader_s_own(show: Show) -> None:
    shown = show("en")
    beside = {
        language
        for use in links_of(page(shown, NAMES))
        for language in parse_qs(urlsplit(use.attributes["href"]).query).get("med", [])
    }
    there = {language for name in NAMES if (text := shown.catalog.get(name)) for language in text.texts}
    assert beside == there - {"en"}
    assert "ar" in beside


def test_the_title_tells_nothing_of_what_is_in_it(show: Show) -> None:
    locale = show("en").locale
    assert title_of_list(locale, is_own=True) == "My list"
    assert title_of_list(locale, is_own=False) == "A list of texts"


def test_one_s_own_list_is_served_without_any_text_and_says_who_can_see_it(show: Show) -> None:
    html = page(show("en"), [], is_own=True)
    assert not elements(html, "ol")
    assert "Others who use the device can see it" in text_of(html)
    assert "needs JavaScript" in elements(html, "noscript")[0].text


def test_a_list_of_nothing_leads_on(show: Show) -> None:
    html = page(show("en"), [], dropped=(Dropped("id", "<b>tull</b>"),))
    assert not elements(html, "b")
    assert "tull" in elements(html, "p", class_="status")[0].text
    assert "/en/bibliotek" in [a.attributes["href"] for a in elements(html, "a")]


def test_it_says_how_many_can_be_printed_at_once_only_where_there_are_more(show: Show) -> None:
    shown = show("en")
    one = shown.catalog.get("b01")
    assert one
    for count, is_told in ((MAX_PACK, False), (MAX_PACK + 1, True)):
        html = my_list(shown, [one] * count, (), is_own=False)
        [told] = [e for e in elements(html, "p") if "data-over" in e.attributes]
        assert ("hidden" not in told.attributes) is is_told


def test_a_text_can_be_put_aside_on_its_page_in_tables_and_on_cards_by_its_neutral_name(show: Show) -> None:
    shown = show("en")
    text = shown.catalog.get("naar-mamma-er-deprimert")
    assert text
    for html in (shown.text(text), shown.table([text], Query()), shown.cards([text], Query())):
        first = next(e for e in elements(html, "button") if "data-aside" in e.attributes)
        assert (first.attributes["data-aside"], first.attributes["aria-pressed"]) == ("b01", "false")
        assert first.text.endswith(": When Mum is depressed")
