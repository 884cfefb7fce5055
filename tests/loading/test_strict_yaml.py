from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from barnsbeste_content.loading.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_VALUES, Unreadable, parse


def read(data: bytes | str) -> tuple[Any, list[tuple[int, str]]]:
    """(value or the class Unreadable, problems)"""
    problems: list[tuple[int, str]] = []
    try:
        value = parse(
            data if isinstance(data, bytes) else data.encode(), lambda line, said: problems.append((line, said))
        )
    except Unreadable:
        return Unreadable, problems
    return value, problems


yaml_like = st.text(alphabet=st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,\n \t<~=.0159æ\x07\x85\u2028"), max_size=60)


@given(st.one_of(st.binary(max_size=200), yaml_like.map(lambda text: text.encode())))
@example(b"\xef\xbb\xbf")
@example(b"\x00")
@example(b"&a [*a]")
@example(b"? ? ? a")
@example(b'"\\uD800"')
@example(b"!<!> a")
@example(b"%YAML 9.9\n---\na")
@example(b"[" * 5000)
@example(b"{" * 5000)
@example(b"- " * 5000)
@example(b"9" * 41)
@example("2\u0660\u0660\u0660-01-01".encode())
def test_any_bytes_give_a_value_or_a_told_problem(data: bytes) -> None:
    value, problems = read(data)
    assert (value is Unreadable) is bool(problems)
    lines = data.count(b"\n") + data.count(b"\r") + data.count("\x85".encode()) + data.count("\u2028".encode()) + 1
    assert all(1 <= line <= lines + 1 and said for line, said in problems)


plain_values = st.recursive(
    st.one_of(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), inner, max_size=4),
    ),
    max_leaves=20,
)


def as_lists(value: Any) -> Any:
    if isinstance(value, tuple):
        return [as_lists(each) for each in value]
    if isinstance(value, dict):
        return {key: as_lists(each) for key, each in value.items()}
    return value


@given(plain_values)
def test_quoted_text_lists_and_mappings_come_back_as_they_were_written(value: Any) -> None:
    written = yaml.safe_dump(as_lists({"top": value}), allow_unicode=True, default_style='"')
    if "\ufeff" in written:
        return
    assert read(written) == ({"top": value}, [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("NO", "NO"),
        ('"true"', "true"),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        ("1.", "1."),
        (".5", ".5"),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("116 111", "116 111"),
        ("2026-11-22", date(2026, 11, 22)),
        ("'2026-11-22'", "2026-11-22"),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-22T10:00:00", "2026-11-22T10:00:00"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_words_have_the_types_of_yaml_1_2_and_no_more(written: str, value: Any) -> None:
    found, problems = read(f"a: {written}\n")
    assert problems == []
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


def test_a_key_is_always_text() -> None:
    assert read("no: 1\n2026: 2\ntrue: 3\n") == ({"no": 1, "2026": 2, "true": 3}, [])


def test_merge_keys_are_not_merged() -> None:
    assert read("a: &a {b: 1}\nc:\n  <<: *a\n") == ({"a": {"b": 1}, "c": {"<<": {"b": 1}}}, [])


def test_aliases_are_read_up_to_the_limit_of_values() -> None:
    value, problems = read("a: &a [1, 2]\nb: *a\n")
    assert (value, problems) == ({"a": (1, 2), "b": (1, 2)}, [])
    value, problems = read("a: [" + "x, " * MAX_VALUES + "]")
    assert value is Unreadable
    assert "20,000 values" in problems[0][1]


def test_depth_is_limited_while_composing() -> None:
    deepest = MAX_DEPTH - 2  # the document and the mapping are levels too
    assert read("a: " + "[" * deepest + "]" * deepest)[1] == []
    assert "more than 40 levels" in read("a: " + "[" * (deepest + 5) + "]" * (deepest + 5))[1][0][1]


def test_a_file_over_the_limit_of_bytes_is_refused_before_it_is_parsed() -> None:
    value, problems = read(b"#" * (MAX_BYTES + 1))
    assert value is Unreadable
    assert problems == [
        (1, "the file has 1,000,001 bytes; at most 1,000,000 are read: split it, or take out what is no text")
    ]


def test_all_duplicate_keys_are_told_at_once() -> None:
    value, problems = read("a: 1\nb: 2\na: 3\nb: 4\n")
    assert value is Unreadable
    assert [line for line, _ in problems] == [3, 4]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!binary", "!!str", "!mine", "!!set"])
@pytest.mark.parametrize("written", ["a: {tag} x\n", "a: {tag} [x]\n", "a: {tag} {{b: x}}\n", "{tag} a: x\n"])
def test_no_tag_is_obeyed(tag: str, written: str) -> None:
    value, problems = read(written.format(tag=tag))
    assert value is Unreadable
    assert "is not allowed; leave it out" in problems[0][1]


def test_words_of_a_merge_conflict_inside_a_line_are_no_conflict() -> None:
    value, problems = read("a: |\n  <<<<<<< HEAD\n  =======\n")
    assert problems == []
    assert value["a"].startswith("<<<<<<<")


def test_windows_line_endings_are_read() -> None:
    assert read("a: |\r\n  en\r\n  to\r\nb: tre\r\n") == ({"a": "en\nto\n", "b": "tre"}, [])
