"""What somebody typed, read as each language reads it."""

from collections.abc import Callable, Hashable, Mapping

from .analysis import STOP_WORDS, analyzed, fold, reading_of, spelling_of, spelt, with_forms, written_words


class Typed:
    """The words of one search, all in lower case and in order.

    Each reading of them is made once, when asked for: a search asks fifteen languages, most of which read alike. It
    lives as long as the search, since what somebody typed is kept nowhere.
    """

    def __init__(self, text: str, forms: Mapping[str, Mapping[str, str]]) -> None:
        """`forms`: language -> form -> the word it is a form of, both folded."""
        self._text = text
        self._forms = forms
        self._folded: dict[str, str] = {}
        self._made: dict[Hashable, list[str]] = {}

    def written(self, language: str) -> list[str]:
        """The words as they are written."""
        spelling = spelling_of(language)
        return self._once(("written", spelling), lambda: written_words(self._fold(spelling)))

    def stemmed(self, language: str) -> list[str]:
        """The terms of the words as they are written."""
        return self._once(reading_of(language), lambda: analyzed(spelt(self._fold(language), language), language))

    def words(self, language: str) -> list[str]:
        """The words, each form of another word as that word."""
        if not self._forms.get(language):
            return self.written(language)
        return self._once(("words", language), lambda: written_words(self._standard(language)))

    def spelt(self, language: str) -> list[str]:
        """The same, as what makes terms of them takes them."""
        if language == spelling_of(language):
            return self._once(("spelt", language), lambda: written_words(spelt(self._standard(language), language)))
        return self.words(language)

    def terms(self, language: str) -> list[str]:
        """The terms of `words`."""
        if not self._forms.get(language):
            return self.stemmed(language)
        return self._once(("terms", language), lambda: analyzed(spelt(self._standard(language), language), language))

    def content_words(self, language: str) -> list[str]:
        """Those of `words` that say something alone; all of them where nothing else is left."""
        stop_words = STOP_WORDS.get(language, frozenset())
        every = self.words(language)
        return self._once(("content", language), lambda: [word for word in every if word not in stop_words] or every)

    def terms_of(self, word: str, language: str) -> list[str]:
        """The terms of one of `content_words`, or of a part of one."""
        return self._once((word, *reading_of(language)), lambda: analyzed(spelt(word, language), language))

    def content_terms(self, language: str) -> list[str]:
        """The terms of `content_words`."""
        return [term for word in self.content_words(language) for term in self.terms_of(word, language)]

    def _standard(self, language: str) -> str:
        return with_forms(self._fold(language), self._forms.get(language, {}))

    def _fold(self, language: str) -> str:
        spelling = spelling_of(language)
        if spelling not in self._folded:
            self._folded[spelling] = fold(self._text, spelling)
        return self._folded[spelling]

    def _once(self, key: Hashable, make: Callable[[], list[str]]) -> list[str]:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]
