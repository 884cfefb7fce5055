"""Everyday words and what they mean here (`content/search/`): the words of the texts, tags, and who helps in danger."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..model.reference import SearchWords
from .analysis import NO_FORMS, fold, terms, words

FALLBACK_WEIGHT = 0.5
"""Weight of a hit in a language the reader would only be given as fallback."""
WRITTEN_ALIKE = {"nb": "nn", "nn": "nb"}
"""Language -> the one that its readers understand as well, and whose words are forms of its own."""
TYPOS_FROM = 5
"""Letters from which a typo is tolerated: every other short word is a typo away."""
TWO_TYPOS_FROM = 8
"""Letters from which two typos are tolerated."""
DANGER_TYPOS_FROM = 8
"""The same for words that point to danger, where a letter can make a harmless word (Arabic waiting and suicide)."""
DANGER_TWO_TYPOS_FROM = 10
"""Letters from which two typos are tolerated in them (Lithuanian became and hanged oneself)."""


class EverydayWords:
    """What the everyday words of a language mean."""

    def __init__(self, found: SearchWords, language: str, forms: Mapping[str, str]) -> None:
        groups = found.synonyms
        self._means = [
            [term for meaning in group.means for term in terms(meaning, language, forms)] for group in groups
        ]
        self._tags = [[f"{facet}:{value}" for facet in group.tags for value in group.tags[facet]] for group in groups]
        self._helplines = [group.helplines for group in groups]
        numbered = [(phrase, number) for number, group in enumerate(groups) for phrase in group.words]
        dangerous = [(phrase, number) for phrase, number in numbered if groups[number].helplines]
        self._meant = _Said(numbered, language, forms, TYPOS_FROM, TWO_TYPOS_FROM)
        # without forms: "slår" points to danger, "slo hodet" does not; other forms that do are written out
        self._dangerous = _Said(dangerous, language, NO_FORMS, DANGER_TYPOS_FROM, DANGER_TWO_TYPOS_FROM)

    def helplines(self, text: str, *, least: int = 1) -> list[str]:
        """Ids of who can help where the words of a search point to danger. `least`: letters of a phrase that counts."""
        found = self._dangerous.within(text, least)
        return [line for number in sorted(found) for line in self._helplines[number]]

    def meant_by(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(terms, tags) that the words of a search lead to."""
        found = self._meant.within(text)
        means = dict.fromkeys(term for number in sorted(found) for term in self._means[number])
        tags = dict.fromkeys(tag for number in sorted(found) for tag in self._tags[number])
        return tuple(means), tuple(tags)


class _Said:
    """Finds phrases of a language in what was typed, stemmed or as written."""

    def __init__(
        self,
        numbered: Sequence[tuple[str, int]],
        language: str,
        forms: Mapping[str, str],
        typos_from: int,
        two_from: int,
    ) -> None:
        """A typo is allowed in words of `typos_from` letters and more, two in those of `two_from`."""
        self._language = language
        self._forms = forms
        stemmed = [(tuple(terms(phrase, language, forms)), number) for phrase, number in numbered]
        written = [(tuple(words(phrase, language, forms)), number) for phrase, number in numbered]
        self._stemmed = _Phrases(stemmed, typos_from, two_from)
        self._written = _Phrases(written, typos_from, two_from)
        self._letters = {word[0] for phrase, _ in numbered for word in words(phrase)}
        """What the words of phrases begin with: a typo in the first letter is not tolerated."""

    def within(self, text: str, least: int = 1) -> set[int]:
        """Numbers of the phrases of at least `least` letters that stand in a text."""
        if not self._forms and self._letters.isdisjoint(word[0] for word in words(text)):
            return set()  # in another script, mostly
        # A typo near the end of a word keeps it from being stemmed: then it is like the word as written.
        stemmed = self._stemmed.within(terms(text, self._language, self._forms), least)
        return stemmed | self._written.within(words(text, self._language, self._forms), least)


class _Phrases:
    """Finds phrases in what was typed, word by word, allowing a typo in each longer word."""

    def __init__(self, numbered: Sequence[tuple[tuple[str, ...], int]], typos_from: int, two_from: int) -> None:
        self._two_from = two_from
        self._beginning: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for phrase, number in numbered:
            if phrase:
                self._beginning.setdefault(phrase[0], []).append((phrase, number))
        self._known = frozenset(word for phrase, _ in numbered for word in phrase)
        self._long: dict[str, list[str]] = {}
        """First letter -> words in which a typo is allowed: not in the first letter."""
        for word in sorted(self._known):
            if len(word) >= typos_from:
                self._long.setdefault(word[0], []).append(word)

    def _like(self, word: str) -> set[str]:
        """The words of phrases that a word may be meant for."""
        found = {word} if word in self._known else set()
        limit = typos_in(word, self._two_from)
        if limit and (long := self._long.get(word[0])):
            near = process.extract(word, long, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found |= {other for other, typos, _ in near if typos <= typos_in(other, self._two_from)}
        return found

    def within(self, typed: Sequence[str], least: int) -> set[int]:
        """Numbers of the phrases of at least `least` letters that stand in `typed`."""
        alike = [self._like(word) for word in typed]
        return {
            number
            for start, known in enumerate(alike)
            for word in known
            for phrase, number in self._beginning.get(word, ())
            if start + len(phrase) <= len(typed)
            and sum(map(len, phrase)) >= least
            and all(part in alike[start + offset] for offset, part in enumerate(phrase))
        }


def typos_in(term: str, two_from: int = TWO_TYPOS_FROM) -> int:
    """Typos tolerated in a term: none in short ones, where every other word is a typo away; two in long ones."""
    if len(term) < TYPOS_FROM:
        return 0
    return 1 if len(term) < two_from else 2


def forms_of(search_words: Mapping[str, SearchWords], language: str) -> dict[str, str]:
    """Form -> the word it is a form of, both folded; in Norwegian those of both written languages."""
    found: dict[str, str] = {}
    for each in filter(None, (WRITTEN_ALIKE.get(language), language)):
        for word, others in search_words[each].forms.items() if each in search_words else ():
            found |= {fold(other, language): fold(word, language) for other in others}
    return found
