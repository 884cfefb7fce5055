"""Hard words of a text, explained where they first stand: a button that opens what the word means."""

import re
from collections.abc import Mapping
from html import escape

from ..i18n import unbroken
from ..model.reference import GlossaryText, folded, forms_of, pattern_of

_BEGIN, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
"""Letters that no text has (private use): what lies between them is a word to explain."""
_MARKED = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")


def unmarked(words: str) -> str:
    """Words without the letters that mark others, should anybody have written them."""
    return words.translate({ord(letter): None for letter in (_BEGIN, _MIDDLE, _END)})


class Terms:
    """Marks the first place of each term in a text, and makes buttons of the marks."""

    def __init__(self, terms: Mapping[str, tuple[GlossaryText, str, str]], prefix: str) -> None:
        """`terms`: id -> words, their language and its direction. `prefix`: makes ids unique within a document."""
        self._terms = terms
        self._prefix = prefix
        self._left = dict.fromkeys(terms)
        self._of = forms_of({id: words for id, (words, _, _) in terms.items()})
        self._pattern = pattern_of(self._of)

    def mark(self, words: str) -> str:
        """Words with a mark around each term that stands there for the first time."""
        return self._pattern.sub(self._marked, words) if self._pattern else words

    def _marked(self, found: re.Match[str]) -> str:
        term = self._of.get(folded(found[0]))
        if term not in self._left:
            return found[0]
        del self._left[term]
        return f"{_BEGIN}{term}{_MIDDLE}{found[0]}{_END}"

    def html(self, marked: str) -> str:
        """HTML with the marks in it -> with a button for each, and what it opens."""
        return _MARKED.sub(lambda found: self._button(found[1], found[2]), marked)

    def _button(self, term: str, shown: str) -> str:
        words, language, direction = self._terms[term]
        id = f"{self._prefix}{term}"
        return (
            f'<button type="button" class="word" popovertarget="{id}">{shown}</button>'
            f'<span class="meaning" popover id="{id}" lang="{language}" dir="{direction}">'
            f"<b>{escape(words.term)}</b> {escape(unbroken(words.definition))}</span>"
        )
