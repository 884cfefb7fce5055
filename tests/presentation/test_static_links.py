"""Addresses in a tree of files: folders below a base path, no parameters."""

import pytest

from barnsbeste_content.presentation.links import PAGES, Links, StaticLinks

ANYTHING = {"q": ["æ"], "audience": ["child"]}


@pytest.mark.parametrize("base", ["", "/familie", "/a/b"])
def test_every_page_is_a_folder_below_the_base(base: str) -> None:
    links = StaticLinks("ar", base)
    assert links.page("home") == f"{base}/ar/"
    assert links.page("parents") == f"{base}/ar/foreldre/"
    assert links.in_language("nb", "foreldre") == f"{base}/nb/foreldre/"
    assert links.reading() == links.texts() == f"{base}/ar/les/"
    assert links.reading("en-tekst") == f"{base}/ar/les/en-tekst/"
    assert links.reading("en-tekst", beside="nb") == f"{base}/ar/les/en-tekst/med-nb/"
    assert links.resource("b01") == f"{base}/ar/les/b01/"


def test_what_is_a_file_keeps_its_name() -> None:
    links = StaticLinks("nb", "/familie")
    assert links.qr("b01") == "/familie/nb/les/b01/qr.svg"
    assert links.feed() == "/familie/nb/nytt.atom"
    assert links.asset("art/mark.svg") == "/familie/assets/art/mark.svg"
    assert links.data("resources/en-tekst") == "/familie/api/v1/resources/en-tekst.json"


def test_what_would_narrow_leads_to_the_whole() -> None:
    links = StaticLinks("nb")
    assert links.page("library", ANYTHING) == links.page("library")
    assert links.texts(ANYTHING) == links.texts()
    assert links.table(ANYTHING) == "/nb/tabell.csv"
    assert links.in_language("en", PAGES["library"], ANYTHING) == "/en/bibliotek/"


def test_what_needs_somebody_to_answer_has_no_address() -> None:
    with pytest.raises(NotImplementedError):
        StaticLinks("nb").pack(["b01"])
    for page in ("reader", "nowhere"):
        with pytest.raises(KeyError):
            StaticLinks("nb").page(page)
    assert StaticLinks("nb").is_static
    assert not Links("nb").is_static
