"""Finds texts by what somebody typed: by their words, by how people ask for them, and by who is likely to ask."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ..model.reference import GlossaryTerm, SearchWords
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .analysis import analyzed, words, written_words
from .askers import Askers, readers_of
from .asking import AskedIndex, Ways
from .everyday import FALLBACK_WEIGHT, WRITTEN_ALIKE, DangerWords, EverydayWords, forms_of
from .latin_script import SCRIPTS, latin_keys
from .text_index import TextIndex
from .typed import Typed

LATIN = "latin"
"""What the index of words in Latin letters is called among the languages."""
FOREIGN_WEIGHT = 0.8
"""Weight of a hit in a language that is not the reader's, where the words are in it and not in the reader's."""
ASKED_WEIGHT = 12.0
"""Weight of being near to how people ask for a text, beside the words of the text itself."""
MOSTLY = 0.67
"""Share of known words from which a search is taken to be in a language of the reader."""
LEAST_SHARE = 0.4
"""Share of its words, at least, that a foreign language must know."""
READER_WEIGHT = 0.15
"""How much it counts who is likely to ask."""
PLENTY = 30
"""Phrases a text from which they and who is likely to ask count in full; with fewer they count less."""
ELSEWHERE_WEIGHT = 0.7
"""Weight of a text that the reader can only be given in another language."""
CUT = 0.15
"""Hits below this share of the best score are left out."""
MOST_ASKED = 1_000_000
"""Ways to ask in one language that are looked through, or two that are written alike; where there are more, those of a
text that come first."""
MOST_EXAMPLES = 100_000
"""Ways to ask of which is learnt who asks: more of them teach nothing new."""


@dataclass(frozen=True)
class Hits:
    """What a search found, in no order."""

    ordinals: NDArray[np.intp]
    scores: NDArray[np.float64]
    """Of each of the ordinals."""


NO_HITS = Hits(np.empty(0, np.intp), np.empty(0))


class SearchIndex:
    """Finds resources by words. What only some searches need is made when it is first asked for, and stays as it is;
    searching is thread-safe."""

    def __init__(
        self,
        resources: Sequence[Resource],
        vocabulary: Vocabulary,
        glossary: Mapping[str, GlossaryTerm],
        search_words: Mapping[str, SearchWords],
        before: "SearchIndex | None" = None,
    ) -> None:
        """`before`: an index of another state of the same content, whose work on what has not changed is taken over."""
        languages = tuple(sorted({language for resource in resources for language in resource.texts}))
        self._size = len(resources)
        self._forms = {language: forms_of(search_words, language) for language in {*languages, *search_words}}
        kept = before if before is not None and before._forms == self._forms else None
        self._search_words = search_words
        self._everyday: dict[str, EverydayWords] = {
            language: kept._everyday[language]
            if kept and kept._search_words.get(language) is found
            else EverydayWords(found, language, self._forms[language])
            for language, found in search_words.items()
        }
        self._danger: DangerWords = (
            kept._danger if kept and kept._search_words == search_words else DangerWords(search_words)
        )
        self._texts: TextIndex = TextIndex(
            resources, vocabulary, glossary, languages, self._forms, self._everyday, kept._texts if kept else None
        )
        most = _most_asked(resources)
        self._ways: dict[str, Ways] = {
            resource.id: kept._ways[resource.id]
            if kept and resource.id in kept._ways and kept._ways[resource.id].is_of(resource, most)
            else Ways(resource, self._forms, most)
            for resource in resources
        }
        self._asked: dict[str, AskedIndex] = _asked_indexes(self._ways, kept._asked if kept else {})
        self._plenty = {
            language: min(1.0, len(index.phrases) / (min(PLENTY, most) * max(1, len(resources))))
            for language, index in self._asked.items()
        }
        self._making = Lock()
        self._sounds_before: AskedIndex | None = (kept._sounds or kept._sounds_before) if kept else None
        self._sounds: AskedIndex | None = None
        self._readers = [readers_of(resource) for resource in resources]
        self._groups = {readers: number for number, readers in enumerate(dict.fromkeys(self._readers))}
        """Kinds of readers that texts are for together -> number of the group."""
        self._group = np.array([self._groups[readers] for readers in self._readers], dtype=np.intp)
        """Of each resource, which of the groups it is for."""
        learnt = kept._askers.copy() if kept and kept._readers == self._readers else {}
        self._askers: dict[str, Askers] = {
            language: askers
            for language, askers in learnt.items()
            if kept and kept._asked.get(language) is self._asked.get(language)
        }
        self._near = {
            language: np.array(
                [
                    1.0 if language in resource.texts or alike in resource.texts else ELSEWHERE_WEIGHT
                    for resource in resources
                ]
            )
            for language, alike in ((each, WRITTEN_ALIKE.get(each)) for each in languages)
        }
        """Language -> weight of each resource for its readers: less where they can be given it in another one only."""
        self._ordinals = {resource.id: ordinal for ordinal, resource in enumerate(resources)}
        self._titles = {
            (language, *words(text.title, language)): ordinal
            for ordinal, resource in reversed(list(enumerate(resources)))
            for language, text in resource.texts.items()
        }

    def typed(self, text: str) -> Typed:
        """What somebody typed, to be asked for here."""
        return Typed(text, self._forms)

    def hits(self, typed: Typed, languages: Sequence[str]) -> Hits:
        """What is found. `languages`: the reader's, then those to fall back on."""
        if not self._size or not typed.written(""):
            return NO_HITS
        weights, is_known = self._weights(typed, languages)
        total = self._texts.scores(typed, weights, self._is_known)
        for ordinal, score in self._asked_scores(typed, weights).items():
            total[ordinal] += ASKED_WEIGHT * score
        if not is_known:
            for ordinal, score in self._latin_scores(typed).items():
                total[ordinal] += ASKED_WEIGHT * score
        reader, *_ = languages
        (found,) = total.nonzero()
        scores = total[found]
        askers = self._askers_of(reader)
        fits = askers.fits(typed.spelt(reader), typed.terms(reader)) if askers else None
        if fits is not None:
            scores *= (fits ** (READER_WEIGHT * self._plenty_in(reader)))[self._group[found]]
        if reader in self._near:
            scores *= self._near[reader][found]
        best = scores.max(initial=0.0)
        titles = (self._titles.get((language, *typed.written(language))) for language in languages)
        named = next((ordinal for ordinal in titles if ordinal is not None), None)
        if named is not None:  # who types a title means that text
            best = 2 * best or 1.0
            others = found != named
            found, scores = np.append(found[others], named), np.append(scores[others], best)
        kept = scores >= best * CUT
        return Hits(found[kept], scores[kept])

    def ready(self, language: str) -> None:
        """Makes what only searches in one language need, so that the first of them does not wait for it."""
        self._askers_of(language)
        if language in SCRIPTS:
            self._by_sound()

    def _askers_of(self, language: str) -> Askers | None:
        """Made when somebody first asks in the language; languages that are written alike share one."""
        spoken = min(language, WRITTEN_ALIKE.get(language, language))
        if spoken in self._asked and spoken not in self._askers:
            with self._making:
                if spoken not in self._askers:
                    self._askers[spoken] = Askers(self._examples(spoken), tuple(self._groups))
        return self._askers.get(spoken)

    def _examples(self, language: str) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
        spoken = tuple(filter(None, (language, WRITTEN_ALIKE.get(language))))
        every = [
            (readers, each, phrase)
            for ways, readers in zip(self._ways.values(), self._readers, strict=True)
            for each in spoken
            for phrase in ways.asked.get(each, ())
        ]
        for readers, each, phrase in every[:: 1 + len(every) // MOST_EXAMPLES]:
            yield readers, written_words(phrase), analyzed(phrase, each)

    def _plenty_in(self, language: str) -> float:
        """How far ways to ask count in a language: of one that has none of its own, those of the one written alike."""
        return self._plenty.get(language, self._plenty.get(WRITTEN_ALIKE.get(language, ""), 0.0))

    def _weights(self, typed: Typed, languages: Sequence[str]) -> tuple[dict[str, float], bool]:
        """Language to search in -> weight of a hit in it; whether one of them knows most of the words."""
        weights: dict[str, float] = {}
        for rank, language in enumerate(languages):
            weights.setdefault(language, 1.0 if rank == 0 else FALLBACK_WEIGHT)
        known = max((self._share_known(typed, language) for language in weights), default=0.0)
        if known < MOSTLY:
            least = max(known, LEAST_SHARE)
            others = {each: self._share_known(typed, each) for each in self._asked if each not in weights}
            weights |= {each: FOREIGN_WEIGHT for each, share in others.items() if share > least}
            known = max(known, *others.values(), 0.0)
        return weights, known >= MOSTLY

    def _share_known(self, typed: Typed, language: str) -> float:
        """Share of the words of a search that texts or phrases of a language have."""
        every = typed.content_terms(language)
        known = sum(self._is_known(term, language) for term in every)
        return known / len(every) if every else 0.0

    def _asked_scores(self, typed: Typed, weights: Mapping[str, float]) -> dict[int, float]:
        """Ordinal of each resource that people ask for in words like these -> how near they are."""
        nearest: dict[int, float] = {}
        taken: list[str] = []
        for language, weight in weights.items():
            index = self._asked.get(language)
            if index is None or any(self._asked.get(other) is index for other in taken):
                continue  # languages that are written alike share one
            taken.append(language)
            counts = weight * self._plenty_in(language)
            lexicon = self._texts.lexicons.get(language, frozenset())
            for id, score in index.near(typed, language, lexicon).items():
                ordinal = self._ordinals[id]
                nearest[ordinal] = max(nearest.get(ordinal, 0.0), counts * score)
        return nearest

    def _latin_scores(self, typed: Typed) -> dict[int, float]:
        """Ordinal of each resource that people ask for in another script, with words that sound like these."""
        every = typed.written("")
        if not all(word.isascii() for word in every):
            return {}
        index = self._by_sound()
        found = index.scores([index.term(key) for key in latin_keys(every)])
        return {self._ordinals[id]: score for id, score in found.items()}

    def _by_sound(self) -> AskedIndex:
        """Ways to ask in other scripts, in Latin letters. Made when somebody first types words that nobody knows."""
        if self._sounds is not None:
            return self._sounds
        with self._making:
            if self._sounds is None:
                phrases = [(id, phrase) for id, each in self._ways.items() for phrase in each.latin]
                self._sounds = _index_of(phrases, LATIN, self._sounds_before)
                self._sounds_before = None
            return self._sounds

    def helplines(self, typed: Typed, languages: Sequence[str]) -> tuple[str, ...]:
        """Who can help with the danger that the words of a search point to, whichever language they are in."""
        return self._danger.helplines(typed, languages)

    def _is_known(self, term: str, language: str) -> bool:
        """Whether texts have it, or ways to ask for them."""
        asked = self._asked.get(language)
        return bool(asked and asked.knows(term)) or self._texts.knows(term, language)


def _most_asked(resources: Sequence[Resource]) -> int:
    """How many of the ways to ask for a text in a language there is room for, so that all together are not too many."""
    asked = Counter[str]()
    longest = 1
    for resource in resources:
        for language, phrases in resource.asked.items():
            asked[min(language, WRITTEN_ALIKE.get(language, language))] += len(phrases)
            longest = max(longest, len(phrases))
    too_many = max(asked.values(), default=0) / MOST_ASKED
    return longest if too_many <= 1 else max(1, int(MOST_ASKED / len(resources)))


def _asked_indexes(ways: Mapping[str, Ways], before: Mapping[str, AskedIndex]) -> dict[str, AskedIndex]:
    """Language -> the index of how people ask in it; languages written alike share one. `before`: taken over where it
    is of the same phrases."""
    made: dict[str, AskedIndex] = {}
    there = {language for each in ways.values() for language in each.asked}
    for language in sorted(there | {WRITTEN_ALIKE[each] for each in there if each in WRITTEN_ALIKE}):
        alike = WRITTEN_ALIKE.get(language, "")
        if alike in made:
            made[language] = made[alike]
            continue
        phrases = [
            (id, phrase) for id, each in ways.items() for spoken in (language, alike) for phrase in each.phrases(spoken)
        ]
        made[language] = _index_of(phrases, language, before.get(language))
    return made


def _index_of(phrases: Sequence[tuple[str, str]], language: str, before: AskedIndex | None) -> AskedIndex:
    return before if before and before.phrases == phrases else AskedIndex(phrases, language)
