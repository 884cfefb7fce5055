"""What the words of a text may not hold is told, wherever it stands; words are let be."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.raw_markup import unwanted, words_in
from barnsbeste_content.model.reference import GlossaryText


def told(words: str, *, is_markdown: bool = True) -> list[str]:
    return list(unwanted(words, is_markdown=is_markdown))


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        ("<script>alert(1)</script>", 'HTML is shown as it is written: "<script>"'),
        ("</div>", 'HTML is shown as it is written: "</div>"'),
        ("<IMG SRC=x ONERROR=alert(1)>", 'HTML is shown as it is written: "<IMG SRC'),
        ("<img src=x onerror=alert(1)", 'HTML is shown as it is written: "<img src'),
        ("<!-- skjult -->", 'HTML is shown as it is written: "<!-- skjult'),
        ("<![CDATA[x]]>", 'HTML is shown as it is written: "<![CDATA'),
        ("<?php x ?>", 'HTML is shown as it is written: "<?php'),
        ("<javascript:alert(1)>", 'HTML is shown as it is written: "<javascript'),
        ("![x](https://www.example.no/x.png)", "a picture has no place here"),
        ("![x][y]", "a picture has no place here"),
        ("[y]: https://www.example.no/", "the address stands apart"),
        ("javascript:alert(1)", '"javascript:" begins an address that runs a program'),
        ("java\u200bscript:alert(1)", '"javascript:" begins an address that runs a program'),
        ("java\tscript:alert(1)", '"javascript:" begins an address that runs a program'),
        ("&#106;avascript&colon;alert(1)", '"javascript:" begins an address that runs a program'),
        ("%6Aavascript:alert(1)", '"javascript:" begins an address that runs a program'),
        ("VBScript:msgbox", '"VBScript:" begins an address that runs a program'),
        ("data:text/html;base64,x", '"data:text/" begins an address that runs a program'),
    ],
)
def test_what_nobody_means_to_write_is_told(words: str, beginning: str) -> None:
    (message,) = told(f"Et avsnitt.\n\n{words}")
    assert message.startswith(beginning)
    assert "; take it away" in message or "; write it in the link" in message


@pytest.mark.parametrize(
    "words",
    [
        "Barn < 3 år, og a<1.",
        "Glad i deg <3",
        "Ring [116 111](tel:116111) eller se [her](https://www.helsenorge.no/?a=b&c=d).",
        "Se <https://www.helsenorge.no/> & spør.",
        "Data: mor/far. Skript: les høyt.",
        "100 % & mer [slik] (og slik)!",
        "«Hva?» [1]",
        "Kl. 10:30",
    ],
)
def test_words_are_let_be(words: str) -> None:
    assert told(words) == []


def test_a_link_outside_the_text_of_a_section_is_told_because_it_would_be_shown_as_written() -> None:
    assert told("Se [her](https://www.helsenorge.no/).", is_markdown=False) == [
        "a link works only in the text of a section; write the words alone here"
    ]


def test_an_element_is_told_once() -> None:
    assert len(told("<b>a</b> <b>b</b> <i>c</i>")) == 2


def test_every_piece_of_text_in_a_file_is_looked_at() -> None:
    text = GlossaryText(term="a", definition="b", also=("c", "d"))
    assert list(words_in({"nb": text})) == [
        (("nb", "term"), "a"),
        (("nb", "definition"), "b"),
        (("nb", "also", 0), "c"),
        (("nb", "also", 1), "d"),
    ]


@given(st.text(alphabet=string.ascii_letters + "æøåÆØÅ \n.,?!*_-()«»0123456789", max_size=200))
def test_no_ordinary_words_are_told(words: str) -> None:
    assert told(words) == []


@given(st.text(max_size=60), st.sampled_from(["script", "img", "svg", "a", "iframe", "x-y"]), st.text(max_size=60))
def test_no_surroundings_hide_an_element(before: str, name: str, after: str) -> None:
    words = f"{before}\n\n<{name} onload=x>\n\n{after}"
    assert any(message.startswith("HTML is shown") for message in told(words))


@pytest.mark.parametrize("words", ["<" * 50_000, "![" * 50_000, "](" * 50_000, "[a]:" * 50_000, "data:" * 50_000])
def test_pathological_words_are_looked_through(words: str) -> None:
    told(words)


def test_a_text_with_html_is_served_all_the_same(broken_root: Path) -> None:
    """It is shown as it is written, and a reader in need is better off with it than without."""
    assert "html-in-text" in load_library(broken_root).resources
