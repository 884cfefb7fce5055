"""Finds what a search means besides texts: questions, glossary terms, helplines; and what to try where little is found.

Texts are found and ranked by `Catalog.select`. The rest are few: their words are kept as analysed terms, scored here.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import log
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from ..model.helpline import Helpline
from ..model.library import Library
from ..model.question import Question
from ..model.reference import GlossaryTerm
from ..model.resource import Resource
from .analysis import STOP_WORDS, terms, words
from .everyday import FALLBACK_WEIGHT, forms_of
from .query import Query
from .wanted import MEANT, PART, SAME, Group, Read, Wanted, groups_of, nearest, wanted

if TYPE_CHECKING:
    from .catalog import Catalog, Selection

LEAST = {"question": 0.5, "term": 0.5, "helpline": 0.45}
"""Share of the words typed that one of each kind must have, weighted by how rare they are, to be found."""
BESIDE_BEST = 0.65
"""Hits below this share of the best one of their kind are left out."""
STRONG = 0.75
"""From this score on, what was found is what was asked for."""
TAG_SCORE = 0.15
"""Added for a value of the vocabulary that the words lead to; no more than two count."""
FEW = 3
"""Below so many texts in the reader's language, other languages are offered."""
KNOWN_ELSEWHERE = 0.6
"""Share of the words typed that another language must know to be offered, and the reader's not to know."""
MOST_TEXTS = 2000
"""Texts whose titles and summaries are read for the words of a language: more of them hardly know more words."""

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Hit(Generic[Thing]):
    """Something found, and how well it fits: 1 is everything that was asked for."""

    thing: Thing
    score: float

    @property
    def is_strong(self) -> bool:
        return self.score >= STRONG


@dataclass(frozen=True)
class Elsewhere:
    """A language whose texts have the words, too."""

    language: str
    total: int
    """How many texts there are in it."""


@dataclass(frozen=True)
class Found:
    """What a search gives, the best of each kind first."""

    texts: "Selection"
    questions: tuple[Hit[Question], ...] = ()
    terms: tuple[Hit[GlossaryTerm], ...] = ()
    helplines: tuple[Hit[Helpline], ...] = ()
    """Without those that stand first because of danger."""
    others: tuple[Elsewhere, ...] = ()
    """Languages to offer, since there is little in the reader's."""
    nearest: tuple[str, ...] = ()
    """The search in a spelling that is known; nothing where every word is known."""


@dataclass(frozen=True)
class _Entry:
    """One thing that can be found, in one language."""

    id: str
    fields: tuple[tuple[float, frozenset[str]], ...]
    """(weight, terms), the heaviest first."""
    names: tuple[frozenset[str], ...] = ()
    """What it is called: who types a whole name means it."""
    tags: frozenset[str] = frozenset()


class Words:
    """The words of one language: of questions, terms and helplines, and those that titles and summaries know."""

    def __init__(self, library: Library, resources: Sequence[Resource], language: str) -> None:
        self.language = language
        self.forms = forms_of(library.search_words, language)
        read = partial(terms, language=language, forms=self.forms)
        self.groups: tuple[Group, ...] = groups_of(library.search_words.get(language), read)
        self.entries = {
            "question": [
                _question(each, language, read) for each in library.questions.values() if language in each.texts
            ],
            "term": [_term(each, language, read) for each in library.glossary.values() if language in each.texts],
            "helpline": [
                _helpline(each, language, read) for each in library.helplines.values() if language in each.texts
            ],
        }
        said = [
            f"{text.title} {text.summary} {text.main_message}"
            for text in (resource.texts.get(language) for resource in resources[:MOST_TEXTS])
            if text
        ]
        said += [
            f"{asked.question} {asked.answer}"
            for asked in (question.texts.get(language) for question in library.questions.values())
            if asked
        ]
        said += [
            f"{word.term} {' '.join(word.also)} {word.definition}"
            for word in (term.texts.get(language) for term in library.glossary.values())
            if word
        ]
        said += [
            f"{told.name} {told.description}"
            for told in (line.texts.get(language) for line in library.helplines.values())
            if told
        ]
        self._said = said
        counts = Counter(term for each in said for term in set(read(each)))
        rarest = log(1 + len(said))
        self.rarity: Mapping[str, float] = {term: log(1 + len(said) / count) for term, count in counts.items()}
        self.rarest = rarest or 1.0
        self._typed = frozenset(
            term for group in self.groups for each in group.phrases.values() for phrase in each for term in phrase
        )

    @cached_property
    def spelt(self) -> Mapping[str, int]:
        """Words as they are written -> in how many places. For spelling: a stem is no word."""
        return Counter(word for each in self._said for word in words(each, self.language) if len(word) > 2)

    def wanted(self, text: str) -> Wanted:
        """What was typed, for this language."""
        return wanted(text, self.language, self.rarity, self.groups, self.forms)

    def share_known(self, text: str) -> float:
        """Share of the words of `text` that this language knows, 0 to 1; words that say nothing alone do not count."""
        typed = [
            word
            for word in words(text, self.language, self.forms)
            if word not in STOP_WORDS.get(self.language, frozenset())
        ]
        if not typed:
            return 0.0
        known = sum(any(t in self.rarity or t in self._typed for t in terms(word, self.language)) for word in typed)
        return known / len(typed)

    def scores(self, kind: str, asked: Wanted) -> dict[str, float]:
        """Id -> how well each thing of a kind fits, 0 to about 1.3; those that do not fit at all are left out."""
        if not asked.words:
            return {}
        # what is known nowhere here is taken for as rare as can be: whoever asks for it asks for something else
        weights = [
            max((self.rarity.get(term, 0.0) for term in (*word.alike, *word.meant)), default=0.0)
            if word.alike or word.meant
            else self.rarest
            for word in asked.words
        ]
        total = sum(weights) or 1.0
        # a compound is about its parts, but a name is not: barneansvarlig is no answer to who asks for a barn
        with_parts = kind == "question" or (kind == "term" and len(asked.words) == 1)
        found = {}
        for entry in self.entries[kind]:
            share = sum(
                weight
                * max(
                    (w * _likeness(word.alike, word.meant, each, with_parts) for w, each in entry.fields), default=0.0
                )
                for word, weight in zip(asked.words, weights, strict=True)
            )
            named = max((_named(name, asked, with_parts) for name in entry.names), default=0.0)
            score = max(share / total, named)
            if score or kind == "helpline":
                score += TAG_SCORE * min(2, len(entry.tags & asked.tags))
            if score >= LEAST[kind]:
                found[entry.id] = score
        return found


def _likeness(alike: Mapping[str, float], meant: frozenset[str], found: frozenset[str], with_parts: bool) -> float:
    """How well the terms of a field hold a word typed."""
    best = max((like for term, like in alike.items() if term in found and (with_parts or like != PART)), default=0.0)
    return best or (MEANT if not meant.isdisjoint(found) else 0.0)


def _named(name: frozenset[str], asked: Wanted, with_parts: bool) -> float:
    """How surely a whole name stands in what was typed, or in what that means: 1 where each of its words does."""
    return min(
        (
            max(
                (_likeness(word.alike, word.meant, frozenset((term,)), with_parts) for word in asked.words), default=0.0
            )
            for term in name
        ),
        default=0.0,
    )


def _question(question: Question, language: str, read: Read) -> _Entry:
    text = question.texts[language]
    tags = {f"situation:{each}" for each in question.situations if each != "general"}
    tags |= {f"topic:{each}" for each in question.topics} | {f"relation:{each}" for each in question.relations}
    asked = frozenset(read(text.question))
    return _Entry(question.id, ((1.0, asked), (0.5, frozenset(read(text.answer)))), (asked,), frozenset(tags))


def _term(term: GlossaryTerm, language: str, read: Read) -> _Entry:
    text = term.texts[language]
    names = tuple(frozenset(read(name)) for name in (text.term, *text.also))
    return _Entry(term.id, (), names)


def _helpline(line: Helpline, language: str, read: Read) -> _Entry:
    text = line.texts[language]
    tags = {f"situation:{each}" for each in line.situations if each != "general"}
    names = (frozenset(read(text.name)),)
    return _Entry(
        line.id,
        ((1.0, names[0]), (0.6, frozenset(read(text.description)))),
        names,
        frozenset(tags),
    )


class WordIndex:
    """The words of every language of a catalog, each made when first asked for. Thread-safe."""

    def __init__(self, library: Library, resources: Sequence[Resource]) -> None:
        self._library = library
        self._resources = resources
        self._words: dict[str, Words] = {}
        self._making = Lock()

    def of(self, language: str) -> Words:
        """The words of a language; of none where nothing is in it."""
        found = self._words.get(language)
        if found is None:
            with self._making:
                found = self._words.get(language) or Words(self._library, self._resources, language)
                self._words[language] = found
        return found

    def wanted(self, text: str, language: str) -> Wanted:
        """What was typed, for texts in a language."""
        return self.of(language).wanted(text)

    def hits(self, kind: str, asked: Sequence[Wanted]) -> dict[str, float]:
        """Id -> score of each thing of a kind. `asked`: in the reader's language and then those to fall back on."""
        found: dict[str, float] = {}
        for rank, each in enumerate(asked):
            weight = 1.0 if rank == 0 else FALLBACK_WEIGHT
            for id, score in self.of(each.language).scores(kind, each).items():
                if score * weight >= LEAST[kind]:
                    found[id] = max(found.get(id, 0.0), score * weight)
        least = max(found.values(), default=0.0) * BESIDE_BEST
        return {id: score for id, score in found.items() if score >= least}

    def numbered(self, text: str) -> dict[str, float]:
        """Helplines whose number was typed."""
        digits = "".join(letter for letter in text if letter.isdigit())
        alone = digits and not any(letter.isalpha() for letter in text)
        return {id: SAME for id, line in self._library.helplines.items() if alone and line.tel == digits}


def find(catalog: "Catalog", text: str, language: str) -> Found:
    """Everything that the words of a search lead to, for a reader of `language`."""
    return beside(catalog, catalog.select(Query(text=text), language), language)


def beside(catalog: "Catalog", selection: "Selection", language: str) -> Found:
    """What to show beside the texts of a selection; nothing where no words were searched for.

    The choices of the selection hold for questions as well.
    """
    text = selection.query.text
    if not text or not words(text):
        return Found(selection)
    library, index = catalog.library, catalog.words
    chain = catalog.vocabulary.chain(language)

    numbered = index.numbered(text)
    asked = [index.wanted(text, each) for each in chain]

    def best(
        kind: str, things: Mapping[str, Thing], fits: Callable[[Thing], bool] = lambda _: True
    ) -> list[Hit[Thing]]:
        scores = index.hits(kind, asked) if not numbered else numbered if kind == "helpline" else {}
        hits = [Hit(things[id], score) for id, score in scores.items() if fits(things[id])]
        return sorted(hits, key=lambda hit: -hit.score)

    own = sum(language in resource.texts for resource in selection.resources)
    return Found(
        selection,
        tuple(best("question", library.questions, lambda each: _holds(each, selection.query))),
        tuple(best("term", library.glossary)),
        tuple(best("helpline", library.helplines, lambda each: each.id not in selection.helplines)),
        _elsewhere(catalog, text, language, has_few=own < FEW),
        _respelt(index.of(language), text) if selection.total < FEW and not numbered else (),
    )


_OF_QUESTIONS = {"audience": "audiences", "situation": "situations", "relation": "relations", "topic": "topics"}
"""Facet -> attribute of a question."""


def _holds(question: Question, query: Query) -> bool:
    """Whether a question fits what is chosen besides the words."""
    for facet, attribute in _OF_QUESTIONS.items():
        chosen, own = query.values(facet), getattr(question, attribute)
        if chosen and not {*chosen, "general"} & set(own):
            return False
    return not (query.ages and question.ages) or any(age.overlaps(question.ages) for age in query.ages)


def _elsewhere(catalog: "Catalog", text: str, language: str, *, has_few: bool) -> tuple[Elsewhere, ...]:
    """Languages that know the words better than the reader's, the one that knows most first."""
    own = catalog.words.of(language).share_known(text)
    if own >= KNOWN_ELSEWHERE and not has_few:
        return ()
    known = {
        other: share
        for other in catalog.vocabulary.languages
        if other != language
        and (share := catalog.words.of(other).share_known(text)) >= KNOWN_ELSEWHERE
        and share > own - 0.01 * has_few
    }
    found = []
    for other in sorted(known, key=lambda each: -known[each])[:3]:
        texts = catalog.select(Query(text=text), other).resources
        total = sum(other in resource.texts for resource in texts)
        if total:
            found.append(Elsewhere(other, total))
    return tuple(found)


def _respelt(known: Words, text: str) -> tuple[str, ...]:
    """The search with each unknown word as the nearest one that is known, the most usual first; at most two."""
    typed = words(text, known.language)
    choices: list[list[str]] = []
    for word in typed:
        is_known = word in known.spelt or any(term in known.rarity for term in terms(word, known.language, known.forms))
        choices.append([word] if is_known else _like(word, known.spelt) or [word])
    found = (" ".join(each[min(number, len(each) - 1)] for each in choices) for number in range(2))
    return tuple(each for each in dict.fromkeys(found) if each != " ".join(typed))


def _like(word: str, known: Mapping[str, int]) -> list[str]:
    found = nearest(word, known, typos_from=4)
    return sorted(found, key=lambda each: (found[each], -known[each], each))[:2]
