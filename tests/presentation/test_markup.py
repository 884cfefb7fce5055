"""Whatever an editor or an attacker writes in a text, nothing of it can be run."""

import pytest
from elements import elements, text_of
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.presentation import markup
from barnsbeste_content.presentation.markup import html

ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def address_of(slug: str) -> str:
    return f"/nb/ressurs?id={slug}"


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("One.\n\nTwo.", ["p", "p"]),
        ("- a\n- b", ["ul", "li", "li"]),
        ("1. a\n2. b", ["ol", "li", "li"]),
        ("**strong** and *soft*", ["p", "strong", "em"]),
        ("**strong *and soft***", ["p", "strong", "em"]),
        ("one\\\ntwo", ["p", "br"]),
        ("[words](https://example.org/a?b=c)", ["p", "a"]),
    ],
)
def test_the_small_part_of_markdown_becomes_html(written: str, tags: list[str]) -> None:
    assert [element.tag for element in elements(html(written, address_of))] == tags


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
        "<iframe src=https://example.org></iframe>",
        "<svg onload=alert(1)>",
        "<b>bold</b>",
        "<!-- comment -->",
        "# Heading",
        "> quotation",
        "`code`",
        "***",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:alert(1))",
        "[x](//evil.example)",
        "[x](/nb/)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
    ],
)
def test_everything_else_is_shown_as_it_is_written(written: str) -> None:
    made = html(written, address_of)
    assert {element.tag for element in elements(made)} == {"p"}
    assert text_of(made) == " ".join(written.split())


def test_an_image_is_no_image() -> None:
    assert not elements(html("![x](https://example.org/pixel.png)", address_of), "img")


def test_a_link_to_the_web_does_not_tell_where_the_reader_comes_from() -> None:
    link = elements(html("[x](https://example.org/)", address_of), "a")[0]
    assert link.attributes == {"href": "https://example.org/", "rel": "noopener noreferrer"}


def test_a_phone_number_can_be_a_link() -> None:
    assert elements(html("[116 111](tel:116111)", address_of), "a")[0].attributes["href"] == "tel:116111"


def test_a_quotation_mark_in_a_link_does_not_end_it() -> None:
    link = elements(html('[x](https://example.org/"onmouseover=alert(1))', address_of), "a")[0]
    assert set(link.attributes) == {"href", "rel"}


def test_a_link_to_a_text_gives_the_address_of_that_text() -> None:
    link = elements(html("[x](ressurs:naar-noen-dor)", address_of), "a")[0]
    assert link.attributes["href"] == "/nb/ressurs?id=naar-noen-dor"


def test_an_address_that_could_run_is_left_out_even_if_it_comes_from_us() -> None:
    link = elements(html("[x](ressurs:a)", lambda _slug: "javascript:alert(1)"), "a")[0]
    assert "href" not in link.attributes


@given(
    st.text(
        alphabet=st.sampled_from("<>&\"'`*_[]()!#:/\\ \n=-+.abjsx\x00\u202e") | st.characters(codec="utf-8"),
        max_size=80,
    )
)
def test_no_text_gives_anything_but_the_allowed_elements_and_links(written: str) -> None:
    for element in elements(html(written, address_of)):
        assert element.tag in ALLOWED
        assert set(element.attributes) <= {"href", "rel", "title"}
        if "href" in element.attributes:
            assert element.attributes["href"].startswith(("https://", "http://", "tel:", "/nb/ressurs?id="))


@pytest.mark.parametrize("written", ["*" * 20_000, "[" * 5_000, "- " * 2_000 + "x", "**a*" * 5_000])
def test_pathological_markdown_does_not_take_the_process_down(written: str) -> None:
    assert {element.tag for element in elements(markup.html(written, address_of))} <= ALLOWED
