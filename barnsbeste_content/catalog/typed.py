"""What somebody typed, read as each language reads it."""

from collections.abc import Hashable, Mapping

from .analysis import (
    STOP_WORDS,
    analyzed,
    fold_further,
    fold_letters,
    reading_of,
    spelling_of,
    spelt,
    with_forms,
    written_words,
)


class Typed:
    """The words of one search, all in lower case and in order.

    Each reading of them is made once, when asked for: a search asks fifteen languages, most of which read alike. It
    lives as long as the search, since what somebody typed is kept nowhere.
    """

    def __init__(self, text: str, forms: Mapping[str, Mapping[str, str]]) -> None:
        """`forms`: language -> form -> the word it is a form of, both folded."""
        self._letters = fold_letters(text)
        self._forms = forms
        self._folded: dict[str, str] = {}
        self._made: dict[Hashable, list[str]] = {}
        """What was made -> its words or terms."""

    def written(self, language: str) -> list[str]:
        """The words as they are written."""
        key = "written", spelling_of(language)
        if key not in self._made:
            self._made[key] = written_words(self._fold(language))
        return self._made[key]

    def stemmed(self, language: str) -> list[str]:
        """The terms of the words as they are written."""
        key = reading_of(language)
        if key not in self._made:
            self._made[key] = analyzed(spelt(self._fold(language), language), language)
        return self._made[key]

    def words(self, language: str) -> list[str]:
        """The words, each form of another word as that word."""
        if not self._forms.get(language):
            return self.written(language)
        key = "words", language
        if key not in self._made:
            self._made[key] = written_words(self._standard(language))
        return self._made[key]

    def spelt(self, language: str) -> list[str]:
        """The same, as what makes terms of them takes them."""
        if language != spelling_of(language):
            return self.words(language)
        return written_words(spelt(self._standard(language), language))

    def terms(self, language: str) -> list[str]:
        """The terms of `words`."""
        if not self._forms.get(language):
            return self.stemmed(language)
        key = "terms", language
        if key not in self._made:
            self._made[key] = analyzed(spelt(self._standard(language), language), language)
        return self._made[key]

    def content_words(self, language: str) -> list[str]:
        """Those of `words` that say something alone; all of them where nothing else is left."""
        key = "content", language
        if key not in self._made:
            every = self.words(language)
            stop_words = STOP_WORDS.get(language, frozenset())
            self._made[key] = [word for word in every if word not in stop_words] or every
        return self._made[key]

    def terms_of(self, word: str, language: str) -> list[str]:
        """The terms of one of `content_words`, or of a part of one."""
        key = word, reading_of(language)
        if key not in self._made:
            self._made[key] = analyzed(spelt(word, language), language)
        return self._made[key]

    def content_terms(self, language: str) -> list[str]:
        """The terms of `content_words`."""
        return [term for word in self.content_words(language) for term in self.terms_of(word, language)]

    def _standard(self, language: str) -> str:
        return with_forms(self._fold(language), self._forms.get(language, {}))

    def _fold(self, language: str) -> str:
        spelling = spelling_of(language)
        if spelling not in self._folded:
            self._folded[spelling] = fold_further(self._letters, spelling)
        return self._folded[spelling]
