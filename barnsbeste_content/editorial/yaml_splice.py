"""Changing one value in a YAML file and leaving every other byte as it is.

The C parser tells where the value stands; only that is written anew, in the form it had: block text stays a block,
quotation marks stay, lists in brackets stay in brackets. It is not done with ruamel.yaml, which writes the whole file
anew: there indentation, folded lines, spaces before comments and line ends would change wherever they are not its own.

Nothing is taken on trust: what comes out is parsed again, and must say what the file said before but for this value.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from ..loading.strict_yaml import Location, Unreadable, compose, parse

Value = str | int | Sequence[str]
"""A text, a number, or a list of texts."""

_BREAK = re.compile(r"\r\n|\n|\r")
_BLOCK_HEADER = re.compile(r"[|>][-+]?([1-9])?")
_ID = re.compile(r"[a-z0-9_-]+")


class NotEditableError(Exception):
    """The value stands in a way that cannot be changed alone: an anchor, an alias, a file that is not YAML."""


def parsed(text: str) -> Any:
    """The value in a file. Raises NotEditableError where there is none."""
    try:
        return parse(text.encode(), lambda _line, _message: None)
    except (Unreadable, UnicodeEncodeError) as error:
        raise NotEditableError("not readable") from error


def with_value(text: str, place: Location, value: Value | None, order: Sequence[str] = ()) -> str:
    """The file `text` with `value` at `place`, or without the key there where `value` is None.

    `order`: the keys of the mapping as they usually stand, for one that is put in. Raises NotEditableError.
    """
    held = parsed(text)
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        old = _at(held, place)
        if isinstance(old, tuple) and old and all(isinstance(each, str) for each in old):
            node = _find(_Document(text), place)[1]
            if isinstance(node, SequenceNode) and not node.flow_style:
                return _with_entries(text, place, old, value)
    wanted = value_put(held, place, value)
    return _first_that_says(wanted, text, _written(_Document(text), place, value, order), place)


def value_put(held: Any, place: Location, value: Value | None) -> Any:
    """A copy of a parsed file with `value` at `place`; without the key there where `value` is None."""
    step, rest = place[0], place[1:]
    if isinstance(held, tuple) and isinstance(step, int):
        return (*held[:step], value_put(held[step], rest, value) if rest else value, *held[step + 1 :])
    if held is None:
        held = {}
    if not isinstance(held, dict):
        raise NotEditableError(place)
    if rest:
        return {**held, step: value_put(held.get(step), rest, value)}
    if value is None:
        return {key: each for key, each in held.items() if key != step}
    return {**held, step: value if isinstance(value, str | int) else tuple(value)}


def _at(held: Any, place: Location) -> Any:
    for step in place:
        try:
            held = held[step]
        except (KeyError, IndexError, TypeError):
            return None
    return held


def _first_that_says(wanted: Any, text: str, candidates: Iterator[str], place: Location) -> str:
    for candidate in candidates:
        try:
            held = parsed(candidate)
        except NotEditableError:
            continue
        if _same(held, wanted):
            return _with_old_breaks(text, candidate)
    raise NotEditableError(place)


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; white space around a text is never shown."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _with_old_breaks(old: str, new: str) -> str:
    """In a file with two kinds of line ends, each line that was there before keeps its own."""
    if len(set(_BREAK.findall(old))) < 2:
        return new
    before, after = _Document(old, None).lines, _Document(new, None).lines
    was, now = ([_BREAK.sub("", line) for line in lines] for lines in (before, after))
    for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
        after[block.b : block.b + block.size] = before[block.a : block.a + block.size]
    return "".join(after)


class _Document:
    """A file as text, as lines and as nodes. Indexes are in characters, lines count from 0."""

    def __init__(self, text: str, root: Node | None = None) -> None:
        self.text = text
        ends = [found.end() for found in _BREAK.finditer(text)]
        self.starts = [0, *ends]
        if ends and ends[-1] == len(text):
            self.starts.pop()
        self.lines = [text[a:b] for a, b in zip(self.starts, [*self.starts[1:], len(text)], strict=True)]
        crlf = text.count("\r\n")
        self.newline = "\r\n" if crlf * 2 > text.count("\n") else "\n"
        self._root = root

    @property
    def root(self) -> Node:
        if self._root is None:
            try:
                self._root = compose(self.text.encode())
            except yaml.YAMLError as error:
                raise NotEditableError("not YAML") from error
            if self._root is None:
                raise NotEditableError("empty")
        return self._root

    def with_span(self, start: int, end: int, words: str) -> str:
        return self.text[:start] + words + self.text[end:]

    def with_lines(self, first: int, last: int, lines: Sequence[str]) -> str:
        """With `lines`, without their line ends, in place of those from `first` up to, not including, `last`."""
        before, after = self.lines[:first], self.lines[last:]
        written = [line + self.newline for line in lines]
        if written and before and not _BREAK.search(before[-1]):
            before[-1] += self.newline
            written[-1] = lines[-1]
        elif written and not after and self.lines[first:last] and not _BREAK.search(self.lines[last - 1]):
            written[-1] = lines[-1]
        return "".join((*before, *written, *after))

    def body(self, node: ScalarNode) -> tuple[int, int]:
        """First line of a block text, and the line after its last; empty lines after it are left outside."""
        first = last = node.start_mark.line + 1
        indent = 0
        if not node.value.strip():  # what stands below is not its own, such as a comment as deep as its key
            return first, first
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if not line.strip():
                continue
            depth = len(line) - len(line.lstrip(" "))
            indent = indent or depth
            if depth < indent or depth == 0 or number > node.end_mark.line:
                break
            if number == node.end_mark.line and node.end_mark.column == 0:
                break
            last = number + 1
        return first, last

    def last_line(self, node: Node) -> int:
        """The last line on which something of a value stands."""
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self.body(node)[1] - 1
        if isinstance(node, CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.last_line(last[1] if isinstance(last, tuple) else last)
        line: int = node.end_mark.line
        return line


@dataclass(frozen=True)
class _Holder:
    """The mapping or list that a value stands in."""

    node: Node
    key: Node | None


def _find(document: _Document, place: Location) -> tuple[_Holder, Node | None]:
    """What holds the value at `place`, and the value where there is one."""
    node: Node | None = document.root
    holder: _Holder | None = None
    for step in place:
        if isinstance(node, MappingNode):
            entry = next(((key, each) for key, each in node.value if key.value == step), None)
            holder = _Holder(node, entry[0] if entry else None)
            node = entry[1] if entry else None
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            holder, node = _Holder(node, None), node.value[step]
        else:
            raise NotEditableError(place)
    if holder is None:
        raise NotEditableError(place)
    return holder, node


def _written(document: _Document, place: Location, value: Value | None, order: Sequence[str]) -> Iterator[str]:
    """The file with the value, in one way after the other: first as it was written, last as it can always be."""
    holder, node = _find(document, place)
    if value is None:
        if node is not None and holder.key is not None:
            yield _without_key(document, holder, node)
    elif node is None:
        yield from _with_key(document, holder, str(place[-1]), value, order)
    elif isinstance(value, str | int):
        yield from _with_scalar(document, holder, node, value)
    elif isinstance(node, SequenceNode) and node.flow_style and (node.value or all(map(_ID.fullmatch, value))):
        yield from _with_flow_list(document, node, value)
    elif holder.key is not None:  # empty, or no list: written anew
        bare = _Document(_without_key(document, holder, node))
        try:
            yield from _with_key(bare, _find(bare, place)[0], str(place[-1]), value, order)
        except NotEditableError:  # it was the only key
            return


# -- one text ------------------------------------------------------------------------------------------------------


def _with_scalar(document: _Document, holder: _Holder, node: Node, value: str | int) -> Iterator[str]:
    start, end = node.start_mark.index, node.end_mark.index
    style = (node.style or "") if isinstance(node, ScalarNode) else ""
    is_block = not getattr(holder.node, "flow_style", False)
    indent = holder.node.start_mark.column
    if isinstance(value, int):
        yield document.with_span(start, end, str(value))
        return
    if isinstance(node, ScalarNode) and style in ("|", ">"):
        first, last = document.body(node)
        given = _BLOCK_HEADER.match(document.text[start:])
        if given and given[1]:
            indent += int(given[1])
        elif last > first:
            indent = next(len(line) - len(line.lstrip(" ")) for line in document.lines[first:last] if line.strip())
        else:
            indent += 2
        lines = value.split("\n") if style == "|" else _folded(document.lines[first:last], indent, value)
        yield document.with_lines(first, last, _indented(lines, indent))
        if style == ">":
            turned = _Document(document.with_span(start, start + 1, "|"))
            yield turned.with_lines(first, last, _indented(value.split("\n"), indent))
        if last > first:
            end = document.starts[last - 1] + len(_BREAK.sub("", document.lines[last - 1]))
        else:
            end = start + len(_BREAK.split(document.text[start:])[0])
    space = " " if start == end and document.text[start - 1 : start] in (":", "-") else ""
    if "\n" in value and is_block and holder.key is not None:
        block = document.newline.join(("|", *_indented(value.split("\n"), indent + 2)))
        yield document.with_span(start, end, space + block)
    for words in _emitted(value, style):
        if node.end_mark.line > node.start_mark.line and style not in ("|", ">"):
            yield document.with_span(start, end, space + _wrapped_as_before(document, node, words))
        yield document.with_span(start, end, space + words)


def _emitted(value: str, style: str = "") -> Iterator[str]:
    """A text in one line: with the quotation marks it had, else with those that always do."""
    if "\n" not in value:
        if style == "'":
            yield "'" + value.replace("'", "''") + "'"
        elif style != '"':
            yield value
    yield json.dumps(value, ensure_ascii=False)


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line.strip() else "" for line in lines]


def _folded(old: Sequence[str], indent: int, value: str) -> list[str]:
    """A text as lines of a folded block. A paragraph that stood there keeps its lines, others get lines as long."""
    raw = [_BREAK.sub("", line)[indent:] for line in old]
    width = max(map(len, raw), default=0)
    known: dict[str, list[str]] = {}
    group: list[str] = []
    for line in (*raw, ""):
        if line.strip() and not line.startswith(" "):
            group.append(line)
        elif group:
            known[" ".join(group)] = group
            group = []
    written: list[str] = []
    empty = 0
    before = ""
    for line in value.split("\n"):
        if not line.strip():
            empty += 1
            continue
        if before:
            is_text = not before.startswith(" ") and not line.startswith(" ")
            written += [""] * (empty + is_text)
        written += known.get(line) or ([line] if line.startswith(" ") else _wrapped(line, width, width))
        before, empty = line, 0
    return written


def _wrapped(line: str, width: int, first: int) -> list[str]:
    """A text broken at single spaces into lines of at most `width` characters, the first of at most `first`."""
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", line):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > (width if len(lines) > 1 else first):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _wrapped_as_before(document: _Document, node: Node, words: str) -> str:
    """A text in lines as long as those of the text it takes the place of."""
    lines = [_BREAK.sub("", line) for line in document.lines[node.start_mark.line : node.end_mark.line + 1]]
    below = next((line for line in lines[1:] if line.strip()), "  ")
    indent = len(below) - len(below.lstrip(" "))
    width = max(map(len, lines))
    broken = _wrapped(words, width - indent, width - int(node.start_mark.column))
    return (document.newline + " " * indent).join(broken)


# -- a list of texts -----------------------------------------------------------------------------------------------


def _with_entries(text: str, place: Location, old: Sequence[str], new: Sequence[str]) -> str:
    """A list with a line for each entry: those that stay keep their lines, and what is noted between them stays."""
    changes = SequenceMatcher(None, [each.strip() for each in old], list(new), autojunk=False).get_opcodes()
    held = list(old)
    for kind, i1, i2, j1, j2 in reversed(changes):
        if kind == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for index in reversed(range(i1 + both, i2)):
            del held[index]
            text = _with_entry(text, place, index, None, held)
        for words in reversed(new[j1 + both : j2]):
            held.insert(i1 + both, words)
            text = _with_entry(text, place, i1 + both, words, held)
        for number in range(both):
            text = with_value(text, (*place, i1 + number), new[j1 + number])
            held[i1 + number] = new[j1 + number]
    return text


def _with_entry(text: str, place: Location, index: int, words: str | None, held: Sequence[str]) -> str:
    """With an entry put in at `index`, or without the one there. `held`: what the list says then."""
    document = _Document(text)
    node = _find(document, place)[1]
    if not isinstance(node, SequenceNode):
        raise NotEditableError(place)
    column: int = node.start_mark.column

    def dash(entry: Node) -> int:
        line: int = entry.start_mark.line
        while document.lines[line][column : column + 1] != "-" or document.lines[line][:column].strip(" "):
            line -= 1
            if line < 0:
                raise NotEditableError(place)
        return line

    def candidates() -> Iterator[str]:
        if words is None:
            entry = node.value[index]
            yield document.with_lines(dash(entry), document.last_line(entry) + 1, [])
            return
        at = document.last_line(node.value[index - 1]) + 1 if index else dash(node.value[0])
        for written in _emitted(words):
            yield document.with_lines(at, at, [f"{' ' * column}- {written}"])

    return _first_that_says(value_put(parsed(text), place, tuple(held)), text, candidates(), place)


def _with_flow_list(document: _Document, node: SequenceNode, value: Sequence[str]) -> Iterator[str]:
    """A list in brackets: entries that stay keep their form, and what stands between them stays."""
    start, end = node.start_mark.index, node.end_mark.index
    old = [
        (each.value.strip() if isinstance(each, ScalarNode) else None, each.start_mark.index, each.end_mark.index)
        for each in node.value
    ]
    ends = [*(each[1] for each in old[1:]), end - 1][: len(old)]
    tails = [document.text[stop:after] for (_, _, stop), after in zip(old, ends, strict=True)]
    before = document.text[start + 1 : old[0][1]] if old else ""
    plain = next((tail for tail in tails[:-1] if "#" not in tail), ", ")
    for form in (0, -1):
        left = list(range(len(old)))
        written = before
        for number, words in enumerate(value):
            at = next((index for index in left if old[index][0] == words), None)
            if at is None:
                written += list(_emitted(words))[form]
            else:
                left.remove(at)
                written += document.text[old[at][1] : old[at][2]]
            tail = tails[at] if at is not None else plain
            was_last = at is None or at == len(old) - 1
            if number == len(value) - 1:
                if not was_last and "#" not in tail:
                    tail = ""
                if at is None or tail == "":
                    closing = tails[-1] if tails else ""
                    tail = closing if "#" not in closing else document.newline + closing[closing.rfind("\n") + 1 :]
            elif was_last:
                indent = tails[0][tails[0].rfind("\n") + 1 :] if tails else ""
                tail = f",{tail}{indent}" if "#" in tail and at is not None else plain
            written += tail
        yield document.with_span(start, end, f"[{written}]")
    yield document.with_span(start, end, f"[{', '.join(list(_emitted(words))[-1] for words in value)}]")


# -- a key ---------------------------------------------------------------------------------------------------------


def _without_key(document: _Document, holder: _Holder, node: Node) -> str:
    key = holder.key
    assert key is not None
    if not getattr(holder.node, "flow_style", False):
        return document.with_lines(key.start_mark.line, max(document.last_line(node), key.start_mark.line) + 1, [])
    entries = holder.node.value
    index = next(number for number, (known, _) in enumerate(entries) if known is key)
    if index:
        return document.with_span(entries[index - 1][1].end_mark.index, node.end_mark.index, "")
    after = entries[1][0].start_mark.index if len(entries) > 1 else node.end_mark.index
    return document.with_span(key.start_mark.index, after, "")


def _with_key(document: _Document, holder: _Holder, name: str, value: Value, order: Sequence[str]) -> Iterator[str]:
    """With a key put in after the nearest one that usually stands before it."""
    mapping = holder.node
    entries = mapping.value
    earlier = order[: order.index(name)] if name in order else order
    before = [number for number, (key, _) in enumerate(entries) if key.value in earlier]
    at = before[-1] if before else (-1 if order else len(entries) - 1)
    if getattr(mapping, "flow_style", False):
        if isinstance(value, str | int) and entries:
            for words in [str(value)] if isinstance(value, int) else _emitted(value):
                end = entries[max(at, 0)][1].end_mark.index
                yield document.with_span(end, end, f", {name}: {words}")
        return
    indent = " " * mapping.start_mark.column
    line = document.last_line(entries[at][1]) + 1 if at >= 0 else entries[0][0].start_mark.line
    for lines in _lines_of(name, value):
        yield document.with_lines(line, line, [indent + each if each else "" for each in lines])


def _lines_of(name: str, value: Value) -> Iterator[list[str]]:
    """A key with its value as lines, in one way after the other."""
    if isinstance(value, int):
        yield [f"{name}: {value}"]
    elif isinstance(value, str):
        if "\n" in value:
            yield [f"{name}: |", *_indented(value.split("\n"), 2)]
        for words in _emitted(value):
            yield [f"{name}: {words}"]
    elif all(map(_ID.fullmatch, value)):
        yield [f"{name}: [{', '.join(_entry(each, '[{}]') for each in value)}]"]
    else:
        yield [f"{name}:", *(f"  - {_entry(each, '- {}')}" for each in value)]


def _entry(words: str, form: str) -> str:
    """An entry of a list, with quotation marks where it needs them."""
    for written in _emitted(words):
        try:
            if parsed(form.format(written)) == (words,):
                return written
        except NotEditableError:
            continue
    raise NotEditableError(words)
