"""Texts in two languages side by side, and several texts as one document to print."""

import pytest
from elements import Element, elements, text_of
from starlette.testclient import TestClient

from barnsbeste_content.i18n import locale_of

SLUG = "naar-mamma-er-deprimert"


def within(found: list[Element], outer: Element) -> list[Element]:
    """The elements of `found` that stand in `outer`."""
    return [element for element in found if any(ancestor is outer for ancestor in element.ancestors)]


def test_the_parts_of_both_languages_stand_beside_each_other(site: TestClient) -> None:
    html = site.get(f"/nb/les/{SLUG}?med=ar").text
    article = elements(html, "article")[0]
    assert "pair" in article.attributes["class"]
    everything = elements(html)
    rows = [element for element in everything if "row" in element.classes]
    rows = [row for row in rows if any(part.tag == "section" for part in within(everything, row))]
    assert len(rows) >= 4
    for row in rows[:2]:
        columns = [e for e in within(everything, row) if e.tag == "div" and e.ancestors[-1] is row]
        assert [(e.attributes["lang"], e.attributes["dir"]) for e in columns] == [("nb", "ltr"), ("ar", "rtl")]
    assert len(elements(html, "h1")) == 1
    ids = [element.attributes["id"] for element in elements(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_the_reader_s_own_language_comes_first(site: TestClient) -> None:
    html = site.get(f"/ar/les/{SLUG}?med=nb").text
    assert elements(html, "h1")[0].text == "عندما تكون أمي مكتئبة"
    assert elements(html, class_="title")[0].text == "Når mamma er deprimert"


def test_headings_of_ours_are_in_the_language_of_their_column(site: TestClient) -> None:
    html = site.get(f"/nb/les/{SLUG}?med=ar").text
    titles = {heading.text for heading in elements(html, "h2")}
    assert {"Dette kan du gjøre", "ما يمكنك فعله", "Si det slik", "Hvem kan hjelpe deg?"} <= titles


def test_what_a_machine_translated_is_told_for_the_language_it_is_in(site: TestClient) -> None:
    words = text_of(site.get(f"/nb/les/{SLUG}?med=ar").text)
    told = locale_of("nb").gettext("The text in {language} was translated by a machine, and nobody has read it yet.")
    assert told.format(language="arabisk") in words


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("so", "This text does not exist in {language} yet."),
        ("xx", "Part of the address was not understood and was left out: {parts}"),
        ("<b>", "Part of the address was not understood and was left out: {parts}"),
    ],
)
def test_a_language_that_is_not_there_is_told_and_the_text_shown_alone(site: TestClient, asked: str, told: str) -> None:
    answer = site.get(f"/nb/les/{SLUG}", params={"med": asked})
    assert answer.status_code == 200
    assert locale_of("nb").gettext(told).split("{")[0].strip() in text_of(answer.text)
    assert "pair" not in elements(answer.text, "article")[0].attributes["class"]
    assert "&lt;b&gt;" in answer.text or asked != "<b>"


def test_the_language_of_the_page_beside_itself_is_one_language(site: TestClient) -> None:
    assert "pair" not in elements(site.get(f"/nb/les/{SLUG}?med=nb").text, "article")[0].attributes["class"]


def test_a_redirect_keeps_the_second_language(site: TestClient) -> None:
    answer = site.get("/nb/les/b01?med=ar")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith("?med=ar")


def test_a_leaflet_leads_back_by_a_code_and_says_where(site: TestClient) -> None:
    html = site.get(f"/nb/les/{SLUG}").text
    everything = elements(html)
    (colophon,) = [element for element in everything if "colophon" in element.classes]
    (code,) = [element for element in within(everything, colophon) if element.tag == "img"]
    assert code.attributes["src"].endswith("/qr.svg")
    assert "http://testserver/nb/ressurs?id=b01" in colophon.text  # neutral: it is a child's


def test_a_pack_holds_every_text_once_with_its_title_first(site: TestClient) -> None:
    html = site.get(f"/nb/utskrift?id={SLUG}&id=hvem-kan-jeg-snakke-med&id={SLUG}").text
    assert len(elements(html, "article")) == 2
    everything = elements(html)
    (contents_list,) = [element for element in everything if "contents" in element.classes]
    contents = [e.attributes["href"] for e in within(everything, contents_list) if e.tag == "a"]
    ids = [element.attributes["id"] for element in elements(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert len(contents) == 2
    assert {address.removeprefix("#") for address in contents} <= set(ids)


def test_a_pack_in_two_languages(site: TestClient) -> None:
    html = site.get(f"/nb/utskrift?id={SLUG}&med=ar").text
    assert "pair" in elements(html, "article")[0].attributes["class"]


def test_what_a_pack_does_not_know_is_told(site: TestClient) -> None:
    html = site.get(f"/nb/utskrift?id={SLUG}&id=nowhere").text
    assert "nowhere" in text_of(html)
    assert len(elements(html, "article")) == 1


def test_a_pack_of_nothing_leads_on(site: TestClient) -> None:
    for query in ("", "?id=nowhere", "?id="):
        answer = site.get(f"/nb/utskrift{query}")
        assert answer.status_code == 404
        assert elements(answer.text, "h1")


def test_a_pack_is_not_for_search_engines(site: TestClient) -> None:
    robots = [
        e for e in elements(site.get(f"/nb/utskrift?id={SLUG}").text, "meta") if e.attributes.get("name") == "robots"
    ]
    assert [e.attributes["content"] for e in robots] == ["noindex"]
