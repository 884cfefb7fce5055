"""Changing one value in a file: that value says what was asked for, and every other byte is as it was."""

from difflib import unified_diff

import pytest

from barnsbeste_content.editorial.yaml_splice import NotEditableError, parsed, with_value

FILE = """\
# schema line
title: Når mamma er syk # a note
summary: "A: b"   # with quotation marks
main_message: >-
  Dette er en lang setning som
  er brutt.

  Og en til.
sections:
  - id: a
    heading: 'It''s'
    text: |
      En.

      To.

    # about the sources
    sources: [x, y]  # why
  - id: b
    heading: Hei
    text: bare én linje
# before the actions
actions:
  - En
  # about the second
  - To
  - "Tre: 3"
say: []
long: dette er en tekst
  på to linjer
ages: {from: 8, to: 12}
tags: [
  a,  # first
  b,
  c  # last
]
"""


def lines_changed(before: str, after: str) -> list[str]:
    """The lines that a diff shows, each with its sign."""
    found = unified_diff(before.splitlines(True), after.splitlines(True), n=0)
    return [line.rstrip("\r\n") for line in found if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("place", "value", "order", "changed"),
    [
        (("title",), "Når pappa", (), ["-title: Når mamma er syk # a note", "+title: Når pappa # a note"]),
        (("title",), "Ja: #1", (), ["-title: Når mamma er syk # a note", '+title: "Ja: #1" # a note']),
        (("title",), "2026", (), ["-title: Når mamma er syk # a note", '+title: "2026" # a note']),
        (("summary",), 'C "d"', (), ['-summary: "A: b"   # with quotation marks',
                                     '+summary: "C \\"d\\""   # with quotation marks']),
        (("main_message",), "Dette er en lang setning som er brutt.\nOg nå en annen.", (),
         ["-  Og en til.", "+  Og nå en annen."]),
        (("sections", 0, "heading"), "Don't", (), ["-    heading: 'It''s'", "+    heading: 'Don''t'"]),
        (("sections", 0, "text"), "En.\n\nTo og\n  inn", (), ["-      To.", "+      To og", "+        inn"]),
        (("sections", 1, "text"), "En\n\nTo", (),
         ["-    text: bare én linje", "+    text: |", "+      En", "+", "+      To"]),
        (("sections", 0, "sources"), ("y", "z"), (), ["-    sources: [x, y]  # why", "+    sources: [y, z]  # why"]),
        (("actions",), ("To", "Fire: 4"), (), ["-  - En", '-  - "Tre: 3"', '+  - "Fire: 4"']),
        (("actions",), ("Null", "En", "To", "Tre: 3"), (), ['+  - "Null"']),
        (("say",), ("Hei du", "- nei"), (), ["-say: []", "+say:", "+  - Hei du", '+  - "- nei"']),
        (("say",), None, (), ["-say: []"]),
        (("long",), "dette er en tekst på tre", (), ["-  på to linjer", "+  på tre"]),
        (("ages", "from"), 0, (), ["-ages: {from: 8, to: 12}", "+ages: {from: 0, to: 12}"]),
        (("ages", "unit"), "months", ("from", "to", "unit"),
         ["-ages: {from: 8, to: 12}", "+ages: {from: 8, to: 12, unit: months}"]),
        (("ages", "to"), None, (), ["-ages: {from: 8, to: 12}", "+ages: {from: 8}"]),
        (("tags",), ("a", "c"), (), ["-  b,"]),
        (("tags",), ("a", "b", "c", "d"), (), ["-  c  # last", "+  c,  # last", "+  d"]),
        (("new",), ("x_y", "z"), ("title", "new", "summary"), ["+new: [x_y, z]"]),
    ],
)  # fmt: skip
def test_exactly_the_lines_of_the_value_change(
    place: tuple[str | int, ...], value: object, order: tuple[str, ...], changed: list[str], newline: str
) -> None:
    before = FILE.replace("\n", newline)
    after = with_value(before, place, value, order)  # type: ignore[arg-type]
    assert lines_changed(before, after) == changed
    assert newline == "\n" or after.count("\n") == after.count("\r\n")


def test_a_file_without_a_last_line_end_stays_without() -> None:
    before = "title: A\nsections:\n- id: a\n  text: |\n    En"
    after = with_value(before, ("sections", 0, "text"), "En\n\nTo")
    assert after == before + "\n\n    To"


def test_in_a_file_with_two_kinds_of_line_ends_untouched_lines_keep_theirs() -> None:
    before = "title: A\r\ntext: |\n  En\n  To\r\n  Tre\n"
    after = with_value(before, ("text",), "En\nTo\nFire")
    assert after == "title: A\r\ntext: |\n  En\n  To\r\n  Fire\n"


def test_the_mark_of_a_block_stays_as_it_was() -> None:
    for mark in ("|-", "|+", "|2-", ">", ">-", "|  # note"):
        before = f"text: {mark}\n  En\nlast: x\n"
        after = with_value(before, ("text",), "To")
        assert after == f"text: {mark}\n  To\nlast: x\n"


@pytest.mark.parametrize("mark", ["|", ">", '""', ""])
def test_an_empty_text_is_filled_in_and_notes_below_it_stay(mark: str) -> None:
    notes = '    # a note as deep as the key\n    # sources: [x]\n# another\nactions:\n  # such as\n  - ""\n'
    before = f"sections:\n  - id: a\n    text: {mark}".rstrip(" ") + "\n" + notes
    after = with_value(before, ("sections", 0, "text"), "En\n\nTo")
    gap = "\n\n" if mark == ">" else "\n"  # folding takes one line end away
    assert after.endswith(f"\n      En\n{gap}      To\n{notes}")
    assert with_value(after, ("actions",), ("Gå", "Løp")).endswith('  # such as\n  - "Gå"\n  - Løp\n')


@pytest.mark.parametrize("value", ["Alias *x", "Også &y"])
def test_a_value_with_an_anchor_that_others_use_is_not_touched(value: str) -> None:
    with pytest.raises(NotEditableError):
        with_value("title: &x En\nsummary: *x\n", ("title",), value)
    with pytest.raises(NotEditableError):
        with_value("title: &x En\nsummary: *x\n", ("summary",), value)


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(NotEditableError):
        with_value("title: [", ("title",), "A")
    with pytest.raises(NotEditableError):
        parsed("a: 1\na: 2\n")
