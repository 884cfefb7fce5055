"""HTML as elements, for tests that ask what stands on a page and where."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    ancestors: tuple["Element", ...]
    text: str = ""
    """All text within, white space folded."""
    classes: frozenset[str] = field(default=frozenset())

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
        self.chunks: list[tuple[str, Element | None]] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = frozenset(attributes.get("class", "").split())
        element = Element(tag, attributes, tuple(self._open), classes=classes)
        self.found.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in [element.tag for element in self._open]:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        self.chunks.append((" ".join(data.split()), self._open[-1] if self._open else None))


def elements(html: str, tag: str = "", class_: str = "") -> list[Element]:
    """The elements of a document or a part of one, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for element in reader.found:
        element.text = " ".join(element.text.split())
    return [
        element
        for element in reader.found
        if (not tag or element.tag == tag) and (not class_ or class_ in element.classes)
    ]


def text_of(html: str) -> str:
    """All text of a document or a part of one, white space folded."""
    return elements(f"<div>{html}</div>")[0].text


_SAID = ("aria-label", "alt", "placeholder", "title", "data-label")


def interface_texts(html: str) -> list[str]:
    """Each run of text, and each attribute that is read out, outside elements that say they are in another language."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    texts = [text for text, element in reader.chunks if not (element and element.inherited("lang"))]
    texts += [
        e.attributes[name] for e in reader.found for name in _SAID if name in e.attributes and not e.inherited("lang")
    ]
    return [text for text in texts if text]
