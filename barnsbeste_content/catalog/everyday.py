"""Everyday words and what they mean here (`content/search/`): the words of the texts, tags, and who helps in danger."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import methodcaller

from ..model.reference import SearchWords, SynonymGroup
from .analysis import fold, makes_terms, reading_of, spelling_of, terms, words
from .phrases import Numbered, Phrases
from .typed import Typed

FALLBACK_WEIGHT = 0.5
"""Weight of a hit in a language the reader would only be given as fallback."""
WRITTEN_ALIKE = {"nb": "nn", "nn": "nb"}
"""Language -> the one that its readers understand as well, and whose words are forms of its own."""
DANGER_TYPOS_FROM = 8
"""Letters from which a typo is tolerated in words that point to danger, where one can make a harmless word (Arabic
waiting and suicide)."""
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
        self._means = [
            [term for meaning in group.means for term in terms(meaning, language, forms)] for group in groups
        ]
        self._tags = [[f"{facet}:{value}" for facet in group.tags for value in group.tags[facet]] for group in groups]
        said = [(phrase, number) for number, group in enumerate(groups) for phrase in group.words]
        # A typo near the end of a word keeps it from being stemmed: then it is like the word as written.
        readings = [("words", words), *([("terms", terms)] if makes_terms(language) else [])]
        self._phrases = Phrases(
            (methodcaller(name, language), [(read(phrase, language, forms), number) for phrase, number in said])
            for name, read in readings
        )

    def meant_by(self, typed: Typed) -> tuple[Iterable[str], Iterable[str]]:
        """(terms, tags) that the words of a search lead to."""
        found = sorted({number for number, _ in self._phrases.within(typed)})
        means = dict.fromkeys(term for number in found for term in self._means[number])
        return means, dict.fromkeys(tag for number in found for tag in self._tags[number])


class DangerWords:
    """Who can help with the danger that words point to, in every language at once: a child may ask in any."""

    def __init__(self, search_words: Mapping[str, SearchWords]) -> None:
        self._groups = [
            (language, group) for language, found in search_words.items() for group in found.synonyms if group.helplines
        ]
        # without forms: "slår" points to danger, "slo hodet" does not; other forms that do are written out
        stemmed = _read_alike(self._groups, reading_of, terms)
        stemmed = {language: phrases for language, phrases in stemmed.items() if makes_terms(language)}
        written = _read_alike(self._groups, spelling_of, words)
        self._phrases = Phrases(
            (
                *((methodcaller("stemmed", language), phrases) for language, phrases in stemmed.items()),
                *((methodcaller("written", language), phrases) for language, phrases in written.items()),
            ),
            DANGER_TYPOS_FROM,
            DANGER_TWO_TYPOS_FROM,
        )

    def helplines(self, typed: Typed, languages: Sequence[str]) -> tuple[str, ...]:
        """Ids of who can help where the words of a search point to danger, in whichever language. `languages`: the
        reader's and those to fall back on, whose helplines come first."""
        order = {language: place for place, language in enumerate(languages)}
        dangerous = sorted(
            (order.get(language, len(order)), number)
            for number, letters in self._phrases.within(typed)
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
) -> dict[str, list[Numbered]]:
    """Language that stands for all that are read like it -> their phrases, by number of the group."""
    standing: dict[Hashable, str] = {}
    numbered: dict[str, list[Numbered]] = {}
    for number, (language, group) in enumerate(groups):
        found = numbered.setdefault(standing.setdefault(reading(language), language), [])
        found += [(read(phrase, language), number) for phrase in group.words]
    return numbered


def forms_of(search_words: Mapping[str, SearchWords], language: str) -> dict[str, str]:
    """Form -> the word it is a form of, both folded; in Norwegian those of both written languages."""
    found: dict[str, str] = {}
    for each in filter(None, (WRITTEN_ALIKE.get(language), language)):
        for word, others in search_words[each].forms.items() if each in search_words else ():
            found |= {fold(other, language): fold(word, language) for other in others}
    return found
