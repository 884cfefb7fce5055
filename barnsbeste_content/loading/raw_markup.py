"""Finds what the words of a text may not hold: HTML, pictures, and addresses that run a program.

None of it does anything on a page, where it is shown as it is written (`presentation/markup.py`); it is told, since
nobody means it to stand there.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel

from .strict_yaml import Location

LINK = re.compile(r"\]\(([^)\n]*)(\)?)")
"""A Markdown link: (target, closing bracket where there is one)."""
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\](?:\([^)\n]{0,300}\)?|\[[^\]\n]{0,300}\]?)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,300}\]:[ \t]*\S{1,300}", re.MULTILINE)
"""The other half of a link by reference (CommonMark 0.31, 4.7)."""
AUTOLINK = re.compile(r"<((?:https?://|tel:)[^<>\s]*)>")
_HTML = re.compile(r"<(?:/?([a-zA-Z]+)|!--|!\[|![a-zA-Z]|\?)[^<>\n]{0,30}>?")
"""Where a browser would begin an element, a comment or an instruction; "<3" and "a < b" are words."""
_RUNNING = re.compile(r"(?:java|vb|live)script:(?=\S)|data:(?:text|image|application|audio|video|font)/", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")
_SUSPECT = re.compile(r"[<&%\[]|:(?! )")
"""What none of the others can do without; most words are let through by this alone."""


def words_in(value: Any) -> list[tuple[Location, str]]:
    """(place, words) of every piece of text in a model."""
    found: list[tuple[Location, str]] = []
    _gather(value, (), found)
    return found


def _gather(value: Any, place: tuple[str | int, ...], found: list[tuple[Location, str]]) -> None:
    if isinstance(value, str):
        found.append((place, value))
    elif isinstance(value, BaseModel):
        for name, inner in value.__dict__.items():
            _gather(inner, (*place, name), found)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _gather(inner, (*place, name), found)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _gather(inner, (*place, index), found)


def unwanted(words: str, *, is_markdown: bool) -> Iterator[str]:
    """What is wrong with some words and what to write instead. Links in Markdown are checked where they lead."""
    if not _SUSPECT.search(words):
        return
    for picture in _PICTURE.findall(words):
        yield f'a picture has no place here: "{_shown(picture)}"; take it away, and say it in words'
    rest = _PICTURE.sub(" ", words)
    if is_markdown:
        for definition in _DEFINITION.findall(rest):
            yield f'the address stands apart: "{_shown(definition)}"; write it in the link: [words](https://...)'
        rest = AUTOLINK.sub(" ", LINK.sub("]", _DEFINITION.sub(" ", rest)))
    elif "](" in rest:
        yield "a link works only in the text of a section; write the words alone here"
        rest = LINK.sub("]", rest)
    # each element once, by its first tag
    tags = {html[1].lower() if html[1] else html[0]: html[0] for html in reversed(list(_HTML.finditer(rest)))}
    instead = ", or write **strong** and [words](https://...)" if is_markdown else ""
    for tag in reversed(tags.values()):
        yield f'HTML is shown as it is written: "{_shown(tag)}"; take it away{instead}'
    found = _RUNNING.search(_plain(_HTML.sub(" ", rest)))
    if found:
        yield f'"{_shown(found[0])}" begins an address that runs a program; take it away, or write https://...'


def _plain(words: str) -> str:
    """As a browser would come to read it: entities and percent codes are letters, invisible characters are gone."""
    return _INVISIBLE.sub("", unquote(unescape(words)))


def _shown(words: str) -> str:
    return " ".join(words.split())[:40]
