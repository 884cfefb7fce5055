"""Full-text search over the texts of a catalog: tantivy, in memory, a set of fields per language.

Ranked title > summary and glossary terms > body and parts of compounds, and by how people ask for a text. Typos are
tolerated where a word is otherwise unknown; everyday words lead to the words of the texts and to the vocabulary
(`content/search/`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from tantivy import Index, Occur, Query, SchemaBuilder

from ..model.reference import GlossaryTerm, SearchWords
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .analysis import COMPOUNDING, STEMMERS, analyzed, analyzer, beginning_of, compound_parts, words, written_words
from .askers import Askers, readers_of
from .asking import AskedIndex, Ways
from .everyday import FALLBACK_WEIGHT, WRITTEN_ALIKE, DangerWords, EverydayWords, forms_of
from .latin_script import latin_keys
from .phrases import typos_in
from .prepared import Prepared
from .typed import Typed

BOOSTS = {"title": 6.0, "summary": 3.0, "body": 1.0}
"""Field -> weight of a word in it. The words of the vocabulary and of the glossary stand with the summary, parts of
compounds with the body."""
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
LEAST_LIKELY = 0.02
PART_WEIGHT = 0.5
"""Weight of a part of a compound that was typed."""
PLENTY = 30
"""Phrases a text from which they and who is likely to ask count in full; with fewer they count less."""
ELSEWHERE_WEIGHT = 0.7
"""Weight of a text that the reader can only be given in another language."""
MOST_HITS = 300
"""Texts that a search gives, at most: whoever finds more looks for something else."""
SYNONYM_WEIGHT = 0.7
TAG_SCORE = 3.0
"""Score of a tag that an everyday word leads to."""
FUZZY_WEIGHT = 0.5
PREFIX_WEIGHT = 0.4
LEAST_BEGUN = 3
"""Letters, at least, of a word that somebody may still be typing."""
ALIKE_SCORE = 3.0
"""Score of a phrase with a word that is like an unknown one: about that of a rare word, since rarity is not counted."""
INFLECTED_WEIGHT = 0.4
"""Weight of words with the same beginning but another ending, in languages without a stemmer."""
CUT = 0.15
"""Hits below this share of the best score are left out."""
MOST_ASKED = 1_000_000
"""Ways to ask in one language that are looked through; where there are more, each text has fewer."""
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
    """Finds resources by words. Immutable once made; searching is thread-safe."""

    def __init__(
        self,
        resources: Sequence[Resource],
        vocabulary: Vocabulary,
        glossary: Mapping[str, GlossaryTerm],
        search_words: Mapping[str, SearchWords],
        before: "SearchIndex | None" = None,
    ) -> None:
        """`before`: an index of another state of the same content, whose work on what has not changed is taken over."""
        self._languages = tuple(sorted({language for resource in resources for language in resource.texts}))
        self._forms = {language: forms_of(search_words, language) for language in {*self._languages, *search_words}}
        self._made_of = (vocabulary, glossary, self._languages, self._forms)
        self._search_words = search_words
        self._synonyms: dict[str, EverydayWords] = {
            language: before._synonyms[language]
            if before
            and before._search_words.get(language) is found
            and before._forms.get(language) == self._forms[language]
            else EverydayWords(found, language, self._forms[language])
            for language, found in search_words.items()
        }
        self._danger: DangerWords = (
            before._danger if before and before._danger.made_of == search_words else DangerWords(search_words)
        )
        most = MOST_ASKED // max(1, len(resources))
        ways = before._ways if before and before._forms == self._forms else {}
        self._ways: dict[str, Ways] = {
            resource.id: ways[resource.id]
            if resource.id in ways and ways[resource.id].is_of(resource, most)
            else Ways(resource, self._forms, most)
            for resource in resources
        }
        self._asked: dict[str, AskedIndex] = _asked_indexes(self._ways, before._asked if before else {})
        self._before_in_latin_script: AskedIndex | None = (
            (before._in_latin_script or before._before_in_latin_script) if before else None
        )
        self._in_latin_script: AskedIndex | None = None
        self._readers = [readers_of(resource) for resource in resources]
        kinds = {readers: number for number, readers in enumerate(dict.fromkeys(self._readers))}
        self._kinds_of_readers = tuple(kinds)
        self._kind = np.array([kinds[readers] for readers in self._readers], dtype=np.intp)
        """Of each resource, which of the kinds of readers it is for."""
        is_for_the_same = before is not None and before._readers == self._readers
        self._askers: dict[str, Askers] = {
            language: askers
            for language, askers in (before._askers.copy() if before and is_for_the_same else {}).items()
            if before and before._asked.get(language) is self._asked.get(language)
        }
        self._making = Lock()
        self._plenty = {
            language: min(1.0, len(index.phrases) / (PLENTY * max(1, len(resources))))
            for language, index in self._asked.items()
        }
        self._fields: dict[str, list[tuple[str, float]]] = {
            language: [(f"{part}_{language}", boost) for part, boost in BOOSTS.items()] for language in self._languages
        }
        """Language -> (field, weight of a word in it)."""
        builder = SchemaBuilder()
        builder.add_unsigned_field("ordinal", stored=False, indexed=False, fast=True)
        builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
        for language in self._languages:
            for field, _ in self._fields[language]:
                builder.add_text_field(field, tokenizer_name=language, index_option="freq")
        self._schema = builder.build()
        index = Index(self._schema)
        for language in self._languages:
            index.register_tokenizer(language, analyzer(language))
        is_alike = before is not None and before._made_of == self._made_of
        kept = before._prepared if before and is_alike else {}
        self._prepared: dict[str, Prepared] = {
            resource.id: kept[resource.id]
            if resource.id in kept and kept[resource.id].resource is resource
            else Prepared(resource, self._languages, vocabulary, glossary, self._forms)
            for resource in resources
        }
        self._lexicons = {
            language: frozenset().union(*(each.lexicons.get(language, ()) for each in self._prepared.values()))
            for language in COMPOUNDING
        }
        unlike = {
            language: tuple(lexicon ^ before._lexicons[language]) if before and is_alike else ()
            for language, lexicon in self._lexicons.items()
        }
        writer = index.writer(heap_size=60_000_000, num_threads=1)
        for ordinal, resource in enumerate(resources):
            prepared_ = self._prepared[resource.id]
            prepared_.take_apart(self._lexicons, unlike)
            writer.add_document(prepared_.document(ordinal))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._size = len(resources)
        self._meant: dict[str, dict[str, Query]] = {
            language: {
                term: Query.boost_query(self._term(term, language), SYNONYM_WEIGHT)
                for term in self._synonyms[language].every_meaning
            }
            for language in self._languages
            if language in self._synonyms
        }
        """Language -> term that everyday words lead to -> the query for it."""
        self._elsewhere = {
            language: np.array(
                [language not in resource.texts and alike not in resource.texts for resource in resources],
                dtype=np.bool_,
            )
            for language, alike in ((each, WRITTEN_ALIKE.get(each)) for each in self._languages)
        }
        """Language -> whether its readers can be given each resource in another one only."""
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
        total = self._text_scores(typed, weights)
        for ordinal, score in self._asked_scores(typed, weights).items():
            total[ordinal] += ASKED_WEIGHT * score
        if not is_known:
            for ordinal, score in self._latin_scores(typed).items():
                total[ordinal] += ASKED_WEIGHT * score
        reader, *_ = languages
        found = np.flatnonzero(total)
        scores = total[found]
        likely = self._asks(typed, reader)
        if likely:
            fits = np.array([_fit(readers, likely) for readers in self._kinds_of_readers])
            scores *= (fits ** (READER_WEIGHT * self._plenty_in(reader)))[self._kind[found]]
        if reader in self._elsewhere:
            scores[self._elsewhere[reader][found]] *= ELSEWHERE_WEIGHT
        best = scores.max(initial=0.0)
        titles = (self._titles.get((language, *typed.written(language))) for language in languages)
        named = next((ordinal for ordinal in titles if ordinal is not None), None)
        if named is not None:  # who types a title means that text
            best = 2 * best or 1.0
            others = found != named
            found, scores = np.append(found[others], named), np.append(scores[others], best)
        kept = scores >= best * CUT
        return Hits(found[kept], scores[kept])

    def _askers_of(self, language: str) -> Askers | None:
        """Made when somebody first asks in the language; languages that are written alike share one."""
        spoken = min(language, WRITTEN_ALIKE.get(language, language))
        if spoken not in self._asked:
            return None
        with self._making:
            if spoken not in self._askers:
                self._askers[spoken] = Askers(self._examples(spoken))
            return self._askers[spoken]

    def _examples(self, language: str) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
        spoken = tuple(filter(None, (language, WRITTEN_ALIKE.get(language))))
        every = [
            (readers, each, phrase)
            for ways, readers in zip(self._ways.values(), self._readers, strict=True)
            for each in spoken
            for phrase in ways.asked.get(each, ())
        ]
        for readers, each, phrase in islice(every, 0, None, -(-len(every) // MOST_EXAMPLES) or 1):
            yield readers, written_words(phrase), analyzed(phrase, each)

    def _asks(self, typed: Typed, language: str) -> dict[str, float]:
        """Kind of reader -> how likely it is who asks."""
        askers = self._askers_of(language)
        return askers.guess(typed.spelt(language), typed.terms(language)) if askers else {}

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

    def _text_scores(self, typed: Typed, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """How well the words of each resource fit, in catalog order."""
        total = np.zeros(self._size)
        wanted = [
            (Occur.Should, Query.boost_query(query, weight))
            for language, weight in weights.items()
            if language in self._languages
            for query in self._clauses(typed, language)
        ]
        if wanted:
            limit = min(self._size, MOST_HITS)
            hits = self._searcher.search(Query.boolean_query(wanted), limit=limit, count=False).hits
            if hits:
                ordinals = self._searcher.fast_field_values("ordinal", [address for _, address in hits])
                total[np.array(ordinals, dtype=np.intp)] = [score for score, _ in hits]
        return total

    def _asked_scores(self, typed: Typed, weights: Mapping[str, float]) -> dict[int, float]:
        """Ordinal of each resource that people ask for in words like these -> how near they are."""
        nearest: dict[int, float] = {}
        taken: list[str] = []
        for language, weight in weights.items():
            index = self._asked.get(language)
            if index is None or any(self._asked.get(other) is index for other in taken):
                continue  # languages that are written alike share one
            taken.append(language)
            query = self._asked_query(typed, language, index)
            counts = weight * self._plenty_in(language)
            for id, score in index.scores(query).items() if query else ():
                ordinal = self._ordinals.get(id)
                if ordinal is not None:
                    nearest[ordinal] = max(nearest.get(ordinal, 0.0), counts * score)
        return nearest

    def _latin_scores(self, typed: Typed) -> dict[int, float]:
        """Ordinal of each resource that people ask for in another script, with words that sound like these."""
        every = typed.written("")
        index = self._by_sound() if all(word.isascii() for word in every) else None
        keys = [key for key in latin_keys(every) if index.knows(key)] if index else []
        if not index or not keys:
            return {}
        query = Query.boolean_query([(Occur.Should, index.term(key)) for key in keys])
        return {self._ordinals[id]: score for id, score in index.scores(query).items()}

    def _by_sound(self) -> AskedIndex:
        """Ways to ask in other scripts, in Latin letters. Made when somebody first types words that nobody knows."""
        with self._making:
            if self._in_latin_script is None:
                phrases = [(id, phrase) for id, each in self._ways.items() for phrase in each.latin]
                self._in_latin_script = _index_of(phrases, LATIN, self._before_in_latin_script)
                self._before_in_latin_script = None
            return self._in_latin_script

    def _asked_query(self, typed: Typed, language: str, index: AskedIndex) -> Query | None:
        clauses: list[Query] = []
        every = typed.content_words(language)
        for position, word in enumerate(every):
            for term in typed.terms_of(word, language):
                choices = [index.term(term)]
                if not index.knows(term):
                    is_last = position == len(every) - 1
                    choices += [
                        Query.boost_query(each, ALIKE_SCORE)
                        for each in self._like(term, language, index, is_last=is_last)
                    ]
                clauses.append(Query.disjunction_max_query(choices))
            if language in COMPOUNDING:
                for part in compound_parts(word, self._lexicons[language]):
                    of_part = typed.terms_of(part, language)
                    clauses += [Query.boost_query(index.term(term), PART_WEIGHT) for term in of_part]
        return Query.boolean_query([(Occur.Should, clause) for clause in clauses]) if clauses else None

    @staticmethod
    def _like(term: str, language: str, index: AskedIndex, *, is_last: bool) -> Iterator[Query]:
        """Phrases with a word that a term may be meant for, another form of it, or of which it is the beginning."""
        if language not in STEMMERS and (beginning := beginning_of(term, language)):
            yield index.beginning(beginning)
        if distance := typos_in(term):
            yield index.alike(term, distance)
        if is_last and len(term) >= LEAST_BEGUN:
            yield index.beginning(term)

    def helplines(self, typed: Typed, languages: Sequence[str]) -> tuple[str, ...]:
        """Who can help with the danger that the words of a search point to, whichever language they are in."""
        return self._danger.helplines(typed, languages)

    def _clauses(self, typed: Typed, language: str) -> list[Query]:
        every = typed.content_words(language)
        clauses = []
        for position, word in enumerate(every):
            for term in typed.terms_of(word, language):
                clauses.append(self._term(term, language))
                if language not in STEMMERS and (beginning := beginning_of(term, language)):
                    clauses.append(self._inflected(beginning, language))
                if not self._is_known(term, language):
                    clauses.append(self._tolerant(term, language, is_last=position == len(every) - 1))
            if language in COMPOUNDING:
                for part in compound_parts(word, self._lexicons[language]):
                    of_part = typed.terms_of(part, language)
                    clauses += [Query.boost_query(self._term(term, language), PART_WEIGHT) for term in of_part]
        synonyms = self._synonyms.get(language)
        means, tags = synonyms.meant_by(typed) if synonyms else ((), ())
        clauses += [self._meant[language][term] for term in means]
        clauses += [
            Query.const_score_query(Query.term_query(self._schema, "tags", tag, index_option="basic"), TAG_SCORE)
            for tag in tags
        ]
        return clauses

    def _term(self, term: str, language: str) -> Query:
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self._schema, field, term), boost)
                for field, boost in self._fields[language]
            ],
            tie_breaker=0.3,
        )

    def _tolerant(self, term: str, language: str, *, is_last: bool) -> Query:
        """Words a typo away, or of which this is the beginning."""
        distance = typos_in(term)
        choices = []
        for field, boost in self._fields[language]:
            if distance:
                query = Query.fuzzy_term_query(self._schema, field, term, distance=distance)
                choices.append(Query.boost_query(query, boost * FUZZY_WEIGHT))
            if is_last and len(term) >= LEAST_BEGUN:
                query = Query.fuzzy_term_query(self._schema, field, term, distance=0, prefix=True)
                choices.append(Query.boost_query(query, boost * PREFIX_WEIGHT))
        return Query.disjunction_max_query(choices) if choices else Query.empty_query()

    def _inflected(self, beginning: str, language: str) -> Query:
        """Words that begin so."""
        return Query.disjunction_max_query(
            [
                Query.boost_query(
                    Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True),
                    boost * INFLECTED_WEIGHT,
                )
                for field, boost in self._fields[language]
            ]
        )

    def _is_known(self, term: str, language: str) -> bool:
        """Whether texts have it, or ways to ask for them."""
        asked = self._asked.get(language)
        if asked and asked.knows(term):
            return True
        return any(self._searcher.doc_freq(field, term) for field, _ in self._fields.get(language, ()))


def _fit(readers: Iterable[str], likely: Mapping[str, float]) -> float:
    """How likely it is that somebody asks whom a text is for."""
    return max(LEAST_LIKELY, *(likely.get(reader, 0.0) for reader in readers))


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
