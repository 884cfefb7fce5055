"""What the words of a search stand for in one language: which words of a text count as the ones typed.

The ranking of texts is `search.py`. This finds among few things (questions, terms, helplines), and marks words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from ..model.reference import SearchWords
from .analysis import COMPOUNDING, STEMMERS, beginning_of, content_words, fold, terms
from .phrases import TWO_TYPOS_FROM, TYPOS_FROM

MOST_WORDS = 12
"""Words of a search that are looked at here; who types more is found by these."""
SAME, INFLECTED, PART, MISSPELT, MEANT = 1.0, 0.8, 0.6, 0.7, 0.6
"""How much a word counts as the one typed: itself, another form, a compound with it, a typo, what synonyms lead to."""
LEAST_REST = 3
"""Letters, at least, of the rest of a compound."""

Read = Callable[[str], list[str]]
"""Words -> terms of one language, with its forms."""


@lru_cache(200_000)
def terms_of(word: str, language: str) -> tuple[str, ...]:
    """`analysis.terms` of one word of our texts. Kept, since texts have the same words again and again."""
    return tuple(terms(word, language))


def likeness(typed: str, term: str, language: str) -> float:
    """How much a term of a text counts as one that was typed, 0 to 1, typos apart."""
    if typed == term:
        return SAME
    if language not in STEMMERS:
        beginning = beginning_of(typed, language)
        if beginning and term.startswith(beginning) and abs(len(term) - len(typed)) <= 4:
            return INFLECTED
    if language in COMPOUNDING and len(typed) >= 4 and len(term) >= len(typed) + LEAST_REST:
        return PART if term.startswith(typed) or term.endswith(typed) else 0.0
    if language in COMPOUNDING and len(term) >= 4 and len(typed) >= len(term) + LEAST_REST:
        return PART if typed.endswith(term) else 0.0  # lillebror is a bror; a barnehage is no barn
    return 0.0


def _maybe_alike(typed: str, known: Iterable[str], language: str) -> list[str]:
    """The terms that `likeness` has to be asked about, out of thousands."""
    if language in COMPOUNDING:
        return [term for term in known if typed in term or typed.endswith(term)]
    beginning = "" if language in STEMMERS else beginning_of(typed, language)
    return [term for term in known if term.startswith(beginning)] if beginning else []


def nearest(typed: str, known: Iterable[str], typos_from: int = TYPOS_FROM) -> dict[str, int]:
    """Words at most a typo away, two for long words -> typos. The first letter is taken to be right."""
    most = 0 if len(typed) < typos_from else 1 if len(typed) < TWO_TYPOS_FROM else 2
    if not most:
        return {}
    alike = [word for word in known if word[:1] == typed[:1] and abs(len(word) - len(typed)) <= most]
    found = {word: OSA.distance(typed, word, score_cutoff=most) for word in alike}
    return {word: distance for word, distance in found.items() if 0 < distance <= most}


@dataclass(frozen=True)
class Group:
    """Everyday words of a language and what they mean, as analysed terms."""

    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """First term -> the phrases that begin with it."""
    means: frozenset[str]
    tags: frozenset[str]
    """`facet:value`"""

    def standing_in(self, typed: Sequence[str]) -> frozenset[str]:
        """The terms of `typed` that a phrase of this group is made of; none where no phrase stands there."""
        found: set[str] = set()
        for start, term in enumerate(typed):
            for phrase in self.phrases.get(term, ()):
                if tuple(typed[start : start + len(phrase)]) == phrase:
                    found.update(phrase)
        return frozenset(found)


def groups_of(search_words: SearchWords | None, read: Read) -> tuple[Group, ...]:
    """The everyday words of a language, analysed."""
    return tuple(
        Group(
            _by_beginning(filter(None, (tuple(read(phrase)) for phrase in group.words))),
            frozenset(term for meaning in group.means for term in read(meaning)),
            frozenset(f"{facet}:{value}" for facet, values in group.tags.items() for value in values),
        )
        for group in (search_words.synonyms if search_words else ())
    )


def _by_beginning(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@dataclass(frozen=True)
class WantedWord:
    """A word that was typed."""

    word: str
    terms: tuple[str, ...]
    alike: Mapping[str, float]
    """Term that counts as it, of those that are known -> how much, 0 to 1."""
    meant: frozenset[str]
    """Terms that it means, by synonyms."""

    def counts_as(self, term: str, language: str) -> float:
        """How much a term of a text counts as this word. Where it is only meant, less."""
        found = self.alike.get(term) or max((likeness(typed, term, language) for typed in self.terms), default=0.0)
        return max(found, MEANT if term in self.meant else 0.0)


@dataclass(frozen=True)
class Wanted:
    """What was typed, for one language."""

    language: str
    words: tuple[WantedWord, ...]
    tags: frozenset[str]
    """`facet:value` that the words lead to."""
    forms: Mapping[str, str]
    """Form -> the word it is a form of, both folded."""
    _seen: dict[str, tuple[frozenset[int], bool]] = field(default_factory=dict, compare=False, repr=False)

    def hits(self, word: str) -> tuple[frozenset[int], bool]:
        """(numbers of the words typed that this word of a text counts as, whether it is more than a synonym)."""
        if word not in self._seen:
            folded = fold(word, self.language)
            self._seen[word] = self._hits(terms_of(self.forms.get(folded, folded), self.language))
        return self._seen[word]

    def _hits(self, found: Sequence[str]) -> tuple[frozenset[int], bool]:
        typed = frozenset(
            number
            for number, wanted in enumerate(self.words)
            for term in found
            if term in wanted.alike or any(likeness(each, term, self.language) for each in wanted.terms)
        )
        if typed:
            return typed, True
        meant = (number for number, wanted in enumerate(self.words) if not wanted.meant.isdisjoint(found))
        return frozenset(meant), False


def wanted(
    text: str, language: str, known: Mapping[str, float], groups: Sequence[Group], forms: Mapping[str, str]
) -> Wanted:
    """What `text` stands for in a language.

    `known`: the terms of that language's titles, questions and the like, among which a word with a typo is looked for.
    """
    every = terms(text, language, forms)
    standing = [(group, found) for group in groups if (found := group.standing_in(every))]
    words = []
    for word in dict.fromkeys(content_words(text, language, forms)[: MOST_WORDS * 2]):
        own = tuple(terms(word, language))  # not kept: it is what somebody typed
        alike = {term: SAME for term in own if term in known}
        for typed in own:
            likes = {term: likeness(typed, term, language) for term in _maybe_alike(typed, known, language)}
            alike |= {term: like for term, like in likes.items() if like > alike.get(term, 0.0)}
        meant = frozenset[str]().union(*(group.means for group, found in standing if not found.isdisjoint(own)))
        if max(alike.values(), default=0.0) < INFLECTED and not meant:
            # a typo rather than a compound that nobody has written: tausetsplikt is no kind of plikt
            alike = {term: MISSPELT for typed in own for term in nearest(typed, known)} or alike
        words.append(WantedWord(word, own, alike, meant - set(alike)))
    return Wanted(
        language,
        tuple(words[:MOST_WORDS]),
        frozenset[str]().union(*(group.tags for group, _ in standing)),
        forms,
    )
