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


HOSTILE = [
    "[x](java\tscript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](\u0001javascript:alert(1))",
    "[x](\u200bjavascript:alert(1))",
    "[x](feed:javascript:alert(1))",
    "[x](view-source:javascript:alert(1))",
    "[x](DATA:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](VBScript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.org/x)",
    "[x](https:javascript:alert(1))",
    "[x](tel:javascript:alert(1))",
    '[x](https://example.org/ "a\\" onmouseover=alert(1)")',
    "[x](https://example.org/'onmouseover=alert(1))",
    "[x](ressurs:javascript:alert(1))",
    'ressurs: [x](ressurs:"><script>alert(1)</script>)',
    "[a](https://example.org/)[b](javascript:alert(1))",
    "[<img src=x onerror=alert(1)>](https://example.org/)",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "![x](javascript:alert(1))",
    '![x](https://example.org/x.png "onerror=alert(1)")',
    "![x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)>",
    "<https://example.org/><script>alert(1)</script>",
    "<data:text/html,x>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<form action=javascript:alert(1)><button>x",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<p style=background:url(javascript:alert(1))>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "* <script>\n  alert(1)\n  </script>",
]


def assert_harmless(made: str) -> None:
    """As a browser reads it: our few elements, no attributes but a link's, and links that lead to pages or phones."""
    for element in elements(made):
        assert element.tag in ALLOWED
        assert set(element.attributes) <= ({"href", "rel", "title"} if element.tag == "a" else set())
        assert element.attributes.get("href", "https://").startswith(("https://", "http://", "tel:", "/nb/ressurs?id="))
    assert "<!" not in made
    assert "<?" not in made


@pytest.mark.parametrize("written", HOSTILE)
def test_nothing_hostile_runs(written: str) -> None:
    assert_harmless(html(written, address_of))
    assert_harmless(html(f"**Ord** {written}\n\n- {written}\n\n[ord](https://example.org/) {written}", address_of))


@given(st.lists(st.sampled_from(HOSTILE) | st.text(alphabet="<>[]()!\\\"'&;: \n\t-*`#/=ajx", max_size=6), max_size=6))
def test_nothing_hostile_runs_when_put_together(pieces: list[str]) -> None:
    assert_harmless(html("".join(pieces), address_of))
