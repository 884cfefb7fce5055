"""HTML as elements, for tests that ask what stands on a page and where."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from html.parser import HTMLParser

_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    ancestors: tuple["Element", ...]
    _data: list[str]
    """All text of the document in pieces; of them those from `_start` to before `_end` are within."""
    _start: int
    _end: int | None = None

    @cached_property
    def text(self) -> str:
        """All text within, white space folded."""
        return _folded("".join(self._data[self._start : self._end]))

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def inherited(self, name: str) -> str:
        """The attribute of the nearest element that has it, this one first."""
        for element in (self, *reversed(self.ancestors)):
            if name in element.attributes:
                return element.attributes[name]
        return ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.data: list[str] = []
        self.holders: list[Element | None] = []
        """Of each piece of text the element it stands in."""
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        here = len(self.data)
        element = Element(tag, attributes, tuple(self._open), self.data, here)
        self.found.append(element)
        if tag in _VOID:
            element._end = here
        else:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self._open):
            last = self._open.pop()
            last._end = len(self.data)
            if last.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self.data.append(data)
        self.holders.append(self._open[-1] if self._open else None)


@lru_cache(maxsize=16)
def _read(html: str) -> _Reader:
    """Tests ask one page for several things in a row."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _folded(text: str) -> str:
    return " ".join(text.split())


def elements(html: str, tag: str = "", class_: str = "") -> list[Element]:
    """The elements of a document or a part of one, in order."""
    return [
        element
        for element in _read(html).found
        if (not tag or element.tag == tag) and (not class_ or class_ in element.classes)
    ]


def text_of(html: str) -> str:
    """All text of a document or a part of one, white space folded."""
    return elements(f"<div>{html}</div>")[0].text


_SAID = ("aria-label", "alt", "placeholder", "title", "data-label")


def interface_texts(html: str) -> list[str]:
    """Each run of text, and each attribute that is read out, outside elements that say they are in another language."""
    reader = _read(html)
    texts = [
        _folded(text)
        for text, holder in zip(reader.data, reader.holders, strict=True)
        if not (holder and holder.inherited("lang"))
    ]
    texts += [
        e.attributes[name] for e in reader.found for name in _SAID if name in e.attributes and not e.inherited("lang")
    ]
    return [text for text in texts if text]
