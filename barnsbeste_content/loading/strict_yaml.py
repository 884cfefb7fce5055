"""Strict YAML: a safe subset of YAML 1.2 read by the C parser, with the line of every value.

Values become `dict`, `tuple`, `str`, `int`, `float`, `bool`, `date` or `None`. Booleans follow the YAML 1.2 core schema
(https://yaml.org/spec/1.2.2/#103-core-schema), so `no` is a word. Numbers with leading zeros stay text.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]  # missing from the stubs' __all__
except ImportError as error:  # pragma: no cover - PyYAML wheels always carry it
    raise ImportError("PyYAML without its C parser is ten times slower; install a wheel of pyyaml") from error

MAX_BYTES = 1_000_000
MAX_VALUES = 20_000
MAX_DEPTH = 40

Location = Sequence[str | int]
Report = Callable[[int, str], None]

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONFLICT = re.compile(rb"^(<{7} |={7}$|>{7} )", re.MULTILINE)
_KEY_WITHOUT_SPACE = re.compile(r" *(?:- +)?[a-z_]+:[^\s:/]")
_SEPARATOR = re.compile("\x85|\u2028|\u2029".encode())
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_PLAIN, _QUOTED = "plain", "quoted"
_COLLECTION = "collection"

_HINTS = (
    ("mapping values are not allowed", 'a text that holds ": " needs quotation marks, or a | and a new line'),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
    ("did not find expected key", "check the indentation and the quotation marks just above"),
    ("did not find expected ',' or", "a list in brackets needs commas and a closing bracket"),
    ("did not find expected '-' indicator", "each entry of a list starts with - at the same depth"),
    ("found unexpected end of stream", "a quotation mark or bracket is never closed"),
    (
        "found character that cannot start any token",
        "put quotation marks around a text that starts with @, %, ` or a tab",
    ),
    ("found undefined alias", "put quotation marks around a text that starts with *"),
    ("while scanning an anchor", "put quotation marks around a text that starts with &"),
    ("block sequence entries are not allowed", "start the list on a new line"),
    ("control characters are not allowed", "take away the invisible character"),
    ("but found another document", "one file holds one document: take away the line with --- and what is not wanted"),
    ("did not find URI escape", "leave out the tag, the word that starts with !"),
    ("while parsing a tag", "leave out the tag, the word that starts with !"),
    ("unknown escape character", r"write \\ for a backslash, or use single quotation marks"),
    ("found a tab character", "use spaces, two for each level"),
    ("while parsing a block mapping", "write key: value, each key on a line of its own at the same depth"),
    ("did not find expected", "check the quotation marks, brackets and indentation just above"),
)

_OPENED = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")
"""What is never closed is noticed later, often at the end of the file; where it was opened is the place to look."""


class _Composer(Parser):
    """The C parser with the least resolving there can be: types are decided when values are made."""

    def resolve(self, kind: type[Node], _value: object, implicit: Any) -> str:
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return _COLLECTION

    depth = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:  # here and not later: libyaml's own recursion would run out of stack first
            raise yaml.MarkedYAMLError(
                problem=f"more than {MAX_DEPTH} levels; write it flatter",
                problem_mark=parent.start_mark if parent is not None else None,
            )

    def ascend_resolver(self) -> None:
        self.depth -= 1


class Unreadable(Exception):  # noqa: N818 - it tells a state, and what is wrong has been told already
    """The file cannot be used at all; what is wrong has been reported."""


def compose(data: bytes) -> Node | None:
    """The tree of nodes of a file, or None for an empty one. Raises yaml.YAMLError."""
    composer = _Composer(data)
    node: Node | None = composer.get_single_node()
    return node


def parse(data: bytes, report: Report) -> Any:
    """The value in a file. Reports each problem as (line, message); raises Unreadable where no value can be had."""
    _check_bytes(data, report)
    try:
        root = compose(data)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and str(error.context).startswith(_OPENED):
            mark = error.context_mark
        line = mark.line if mark else 0
        if "mapping values are not allowed" in str(error.problem) and _lacks_space(data, line - 1):
            report(line, "a key needs a space after its colon; write key: value")
        else:
            report(line + 1, f"not valid YAML: {_explain(error)}")
        raise Unreadable from error
    except yaml.reader.ReaderError as error:
        report(data.count(b"\n", 0, error.position) + 1, f"not valid YAML: {_explain(error)}")
        raise Unreadable from error
    except yaml.YAMLError as error:
        report(1, f"not valid YAML: {_explain(error)}")
        raise Unreadable from error
    if root is None:
        report(1, "the file is empty; copy the annotated example in content/_template/, or remove the file")
        raise Unreadable
    return _Builder(report).build(root)


def locate(path: Path, location: Location) -> int:
    """Line (from 1) of the value at `location` in the file at `path`; of the nearest around it where it is missing.

    Parses the file again: problems are rare, and keeping every tree would cost more memory than the texts themselves.
    """
    try:
        node = compose(path.read_bytes())
    except (OSError, yaml.YAMLError):
        return 1
    if node is None:
        return 1
    line: int = node.start_mark.line
    for step in location:
        if isinstance(node, MappingNode):
            entry = next(((key, value) for key, value in node.value if key.value == step), None)
            if entry is None:
                continue  # a name that pydantic put there, such as that of a union's member
            line, node = entry[0].start_mark.line, entry[1]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        else:
            break
    return line + 1


def _check_bytes(data: bytes, report: Report) -> None:
    if len(data) > MAX_BYTES:
        report(
            1,
            f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read: split it, or take out what is no text",
        )
        raise Unreadable
    if data.startswith(b"\xef\xbb\xbf"):
        report(1, "the file starts with a byte-order mark; save it as UTF-8 without BOM")
        raise Unreadable
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report(1, "the file is UTF-16; save it as UTF-8")
        raise Unreadable
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        report(data.count(b"\n", 0, error.start) + 1, "the file is not UTF-8 here; save it as UTF-8")
        raise Unreadable from error
    separator = _SEPARATOR.search(data)
    if separator:  # YAML takes it for a new line, editors do not: every line number after it would be wrong
        line = data.count(b"\n", 0, separator.start()) + 1
        report(
            line, "an invisible line separator (U+0085, U+2028 or U+2029); take it away, and break the line with Enter"
        )
        raise Unreadable
    tab = data.find(b"\t")
    if tab >= 0:
        report(data.count(b"\n", 0, tab) + 1, "a tab; use spaces, two for each level")
        raise Unreadable
    conflict = _CONFLICT.search(data)
    if conflict:
        report(
            data.count(b"\n", 0, conflict.start()) + 1,
            "a merge conflict was left here; keep one wording and remove the lines with <<<<<<<, ======= and >>>>>>>",
        )
        raise Unreadable


def _lacks_space(data: bytes, line: int) -> bool:
    """Whether a line reads `key:value`: YAML takes it for text, and only stumbles over the line after it."""
    lines = data.decode("utf-8").splitlines()
    return 0 <= line < len(lines) and _KEY_WITHOUT_SPACE.match(lines[line]) is not None


def _explain(error: yaml.YAMLError) -> str:
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    context = str(getattr(error, "context", None) or "")
    hint = next((hint for sign, hint in _HINTS if sign in said or sign in context), None)
    return f"{said}; {hint}" if hint else said


class _Builder:
    """Makes values of nodes, counting them so that aliases cannot blow up."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.count = 0
        self.sound = True

    def build(self, root: Node) -> Any:
        value = self._value(root, 1)
        if not self.sound:
            raise Unreadable
        return value

    def _refuse(self, node: Node, message: str) -> None:
        self.sound = False
        self.report(node.start_mark.line + 1, message)

    def _value(self, node: Node, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_VALUES:
            self._refuse(
                node,
                f"more than {MAX_VALUES:,} values once aliases (*name) are expanded; write them out, or split the file",
            )
            raise Unreadable
        if depth > MAX_DEPTH:
            # Deep nesting as such is stopped while composing: only aliases come this far.
            self._refuse(
                node, f"aliases (*name) lead more than {MAX_DEPTH} levels down, or in a circle; write them out"
            )
            raise Unreadable
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if node.tag != _COLLECTION:
            self._refuse(node, f'the tag "{_tag(node)}" is not allowed; leave it out')
            return None
        if isinstance(node, SequenceNode):
            return tuple([self._value(child, depth + 1) for child in node.value])
        return self._mapping(node, depth)

    def _mapping(self, node: Node, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, ScalarNode):
                self._refuse(
                    key_node, "a key must be a word; write word: value, without ? and brackets before the colon"
                )
                continue
            if key_node.tag not in (_PLAIN, _QUOTED):
                self._refuse(key_node, f'the tag "{_tag(key_node)}" is not allowed; leave it out')
                continue
            if key in mapping:
                self._refuse(key_node, f'"{key}" stands twice (first on line {lines[key]}); keep one of them')
                continue
            lines[key] = key_node.start_mark.line + 1
            mapping[key] = self._value(value_node, depth + 1)
        return mapping

    def _scalar(self, node: Node) -> Any:
        text: str = node.value
        if node.tag == _QUOTED:
            return text
        if node.tag != _PLAIN:
            self._refuse(node, f'the tag "{_tag(node)}" is not allowed; leave it out')
            return None
        if len(text) > 40:
            return text
        if text in _NULLS:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if text[0] in "+-0123456789":
            if _INTEGER.fullmatch(text):
                return int(text)
            if _DATE.fullmatch(text):
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    return text  # the model says what it wanted instead
            if _FLOAT.fullmatch(text):
                return float(text)
        return text


def _tag(node: Node) -> str:
    tag: str = node.tag
    return tag.replace("tag:yaml.org,2002:", "!!")
