"""Marks, in what a search has found, the words that were searched for."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..catalog.wanted import Wanted
from ..i18n import unbroken
from ..model.text import Text

LONGEST = 220
"""Characters of an excerpt; a longer sentence is cut around its first mark."""
_TELLING = 40
"""Characters from which a sentence with one of the words tells something by itself."""
_BEFORE = 60
"""Characters kept before the first mark of a sentence that is cut."""
# what joins the letters of a word: vowel marks, joiners, apostrophes
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200c\u200d]|['\u2019\u02bc](?=[^\\W_]))+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKDOWN = re.compile(r"\*+|^\s*(?:[-+]|\d+\.)\s+", re.MULTILINE)
_END = re.compile('(?<=[.!?\u061f\u06d4\u1362\u1367\u2026])["\u201d\u00bb]?\\s+|\\n+')


class Marks:
    """Marks words by their stems, so that inflections and synonyms are marked as well."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def marked(self, text: str) -> Markup:
        """`text` as safe HTML with `<mark>` around each word that counts as one searched for."""
        parts, done = [], 0
        for found in _WORD.finditer(text):
            if self._wanted.hits(found[0])[0]:
                parts += [escape(unbroken(text[done : found.start()])), Markup("<mark>"), escape(found[0])]
                parts.append(Markup("</mark>"))
                done = found.end()
        return Markup("").join([*parts, escape(unbroken(text[done:]))])

    def excerpt(self, text: Text) -> Markup:
        """The sentence of a text with most of the words that were typed; its summary where none has more than that.

        Where only synonyms are found it is the summary as well: it says best what the text is about.
        """
        best, most = text.summary, self._count(text.summary)
        for sentence in _sentences(text):
            count = self._count(sentence)
            if count > most and (count > 1 or len(sentence) >= _TELLING):
                best, most = sentence, count
        return self.marked(best if best is text.summary else self._cut(best))

    def _count(self, sentence: str) -> int:
        """How many different words that were typed stand in a sentence, synonyms apart."""
        numbers: set[int] = set()
        for found in _WORD.finditer(sentence):
            hits, is_typed = self._wanted.hits(found[0])
            if is_typed:
                numbers |= hits
        return len(numbers)

    def _cut(self, sentence: str) -> str:
        if len(sentence) <= LONGEST:
            return sentence
        first = next((found.start() for found in _WORD.finditer(sentence) if self._wanted.hits(found[0])[1]), 0)
        start = sentence.rfind(" ", 0, max(0, first - _BEFORE)) + 1 if first > LONGEST - _BEFORE else 0
        end = sentence.rfind(" ", start, start + LONGEST)
        end = end if end > first else start + LONGEST
        return ("… " if start else "") + sentence[start:end].strip() + (" …" if end < len(sentence) else "")


def _sentences(text: Text) -> Iterator[str]:
    parts = [text.main_message, *(section.text for section in text.sections), *text.actions, *text.say]
    parts += [said.words for said in text.sentences]
    for part in parts:
        for sentence in _END.split(_MARKDOWN.sub("", _LINK.sub(r"\1", part))):
            if sentence and sentence.strip():
                yield " ".join(sentence.split())
