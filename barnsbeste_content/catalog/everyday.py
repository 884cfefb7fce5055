"""Everyday words and what they mean here (`content/search/`): the words of the texts, tags, and who helps in danger."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..model.reference import SearchWords, SynonymGroup
from .analysis import fold, reading_of, spelling_of, terms, words
from .typed import Typed

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
FOREIGN_LETTERS = 5
"""Letters, at least, of what points to danger in another language of the same script than the reader's: Arabic words
are short, and an Arabic stem is soon an everyday word of Urdu (soon), Persian (blow) or Sorani (law)."""
ARABIC_SCRIPT = frozenset(("ar", "ckb", "fa", "ur"))


class EverydayWords:
    """What the everyday words of a language mean."""

    def __init__(self, found: SearchWords, language: str, forms: Mapping[str, str]) -> None:
        groups = found.synonyms
        self._language = language
        self._means = [
            [term for meaning in group.means for term in terms(meaning, language, forms)] for group in groups
        ]
        self._tags = [[f"{facet}:{value}" for facet in group.tags for value in group.tags[facet]] for group in groups]
        phrases = [(phrase, number) for number, group in enumerate(groups) for phrase in group.words]
        self._stemmed = _Phrases([(terms(phrase, language, forms), number) for phrase, number in phrases])
        self._written = _Phrases([(words(phrase, language, forms), number) for phrase, number in phrases])

    def meant_by(self, typed: Typed) -> tuple[Iterable[str], Iterable[str]]:
        """(terms, tags) that the words of a search lead to."""
        # A typo near the end of a word keeps it from being stemmed: then it is like the word as written.
        every = (*self._stemmed.within(typed.terms(self._language)), *self._written.within(typed.words(self._language)))
        found = sorted({number for number, _ in every})
        means = dict.fromkeys(term for number in found for term in self._means[number])
        return means, dict.fromkeys(tag for number in found for tag in self._tags[number])

    @property
    def every_meaning(self) -> frozenset[str]:
        """The terms that words of the language can lead to."""
        return frozenset(chain.from_iterable(self._means))


class DangerWords:
    """Who can help with the danger that words point to, in every language at once: a child may ask in any."""

    def __init__(self, search_words: Mapping[str, SearchWords]) -> None:
        self.made_of = search_words
        self._groups = [
            (language, group) for language, found in search_words.items() for group in found.synonyms if group.helplines
        ]
        # without forms: "slår" points to danger, "slo hodet" does not; other forms that do are written out
        self._stemmed = _read_alike(self._groups, reading_of, terms)
        self._written = _read_alike(self._groups, spelling_of, words)

    def helplines(self, typed: Typed, languages: Sequence[str]) -> tuple[str, ...]:
        """Ids of who can help where the words of a search point to danger, in whichever language. `languages`: the
        reader's and those to fall back on, whose helplines come first."""
        every = [found for language, phrases in self._stemmed for found in phrases.within(typed.stemmed(language))]
        every += [found for language, phrases in self._written for found in phrases.within(typed.written(language))]
        order = {language: place for place, language in enumerate(languages)}
        dangerous = sorted(
            (order.get(language, len(order)), number)
            for number, letters in set(every)
            if letters >= _least_letters(language := self._groups[number][0], languages)
        )
        return tuple(dict.fromkeys(line for _, number in dangerous for line in self._groups[number][1].helplines))


def _least_letters(language: str, languages: Sequence[str]) -> int:
    is_foreign = language not in languages and ARABIC_SCRIPT.issuperset((language, *languages[:1]))
    return FOREIGN_LETTERS if is_foreign else 1


def _read_alike(
    groups: Iterable[tuple[str, SynonymGroup]],
    reading: Callable[[str], Hashable],
    read: Callable[[str, str], Sequence[str]],
) -> list[tuple[str, "_Phrases"]]:
    """(language that stands for all that are read like it, their phrases by number of the group)"""
    standing: dict[Hashable, str] = {}
    numbered: dict[str, list[tuple[Sequence[str], int]]] = {}
    for number, (language, group) in enumerate(groups):
        found = numbered.setdefault(standing.setdefault(reading(language), language), [])
        found += [(read(phrase, language), number) for phrase in group.words]
    return [(language, _Phrases(each, DANGER_TYPOS_FROM, DANGER_TWO_TYPOS_FROM)) for language, each in numbered.items()]


class _Phrases:
    """Finds phrases in what was typed, word by word, allowing a typo in each longer word."""

    def __init__(
        self,
        numbered: Iterable[tuple[Sequence[str], int]],
        typos_from: int = TYPOS_FROM,
        two_from: int = TWO_TYPOS_FROM,
    ) -> None:
        """A typo is allowed in words of `typos_from` letters and more, two in those of `two_from`."""
        self._typos_from = typos_from
        self._two_from = two_from
        self._beginning: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for phrase, number in numbered:
            if phrase:
                self._beginning.setdefault(phrase[0], []).append((tuple(phrase), number))
        phrases = (phrase for begun in self._beginning.values() for phrase, _ in begun)
        self._known = frozenset(word for phrase in phrases for word in phrase)
        self._long: dict[str, list[str]] = {}
        """First letter -> words in which a typo is allowed: not in the first letter."""
        for word in sorted(self._known):
            if len(word) >= typos_from:
                self._long.setdefault(word[0], []).append(word)

    def _like(self, word: str) -> set[str]:
        """The words of phrases that a word may be meant for."""
        found = {word} if word in self._known else set()
        limit = typos_in(word, self._two_from)
        if limit and len(word) + limit >= self._typos_from and (long := self._long.get(word[0])):
            near = process.extract(word, long, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found |= {other for other, typos, _ in near if typos <= typos_in(other, self._two_from)}
        return found

    def within(self, typed: Sequence[str]) -> list[tuple[int, int]]:
        """(number, letters) of each phrase that stands in `typed`."""
        alike = [self._like(word) for word in typed]
        return [
            (number, sum(map(len, phrase)))
            for start, known in enumerate(alike)
            for word in known
            for phrase, number in self._beginning.get(word, ())
            if start + len(phrase) <= len(typed)
            and all(part in alike[start + offset] for offset, part in enumerate(phrase))
        ]


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
