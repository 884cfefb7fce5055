"""Full-text search over the texts of a catalog: tantivy, in memory, a set of fields per language.

Ranked title > summary > glossary terms > parts of compounds > body. Typos are tolerated where a word is otherwise
unknown; everyday words lead to the words of the texts and to the vocabulary (`content/search/`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tantivy import Index, Occur, Query, SchemaBuilder

from ..model.reference import GlossaryTerm, SearchWords
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .analysis import (
    COMPOUNDING,
    STEMMERS,
    analyzed,
    analyzer,
    beginning_of,
    compound_parts,
    content_words,
    prepared,
    terms,
    words,
    written_words,
)
from .askers import Askers, readers_of
from .asking import AskedIndex, Ways
from .everyday import FALLBACK_WEIGHT, WRITTEN_ALIKE, EverydayWords, forms_of, typos_in
from .latin_script import latin_keys
from .prepared import Prepared

BOOSTS = {"asked": 10.0, "title": 6.0, "summary": 3.0, "glossary": 2.0, "parts": 1.5, "body": 1.0}
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
MOST_HITS = 500
"""Texts that a search gives, at most: whoever finds more looks for something else."""
SYNONYM_WEIGHT = 0.7
TAG_SCORE = 3.0
"""Score of a tag that an everyday word leads to."""
FUZZY_WEIGHT = 0.5
PREFIX_WEIGHT = 0.4
INFLECTED_WEIGHT = 0.4
"""Weight of words with the same beginning but another ending, in languages without a stemmer."""
FOREIGN_LETTERS = 5
"""Letters, at least, of what points to danger in another language of the same script than the reader's: Arabic words
are short, and an Arabic stem is soon an everyday word of Urdu (soon), Persian (blow) or Sorani (law)."""
ARABIC_SCRIPT = frozenset(("ar", "ckb", "fa", "ur"))
CUT = 0.15
"""Hits below this share of the best score are left out."""


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
        ways = before._ways if before and before._forms == self._forms else {}
        self._ways: dict[str, Ways] = {
            resource.id: ways[resource.id]
            if resource.id in ways and ways[resource.id].is_of(resource)
            else Ways(resource, self._forms)
            for resource in resources
        }
        self._asked: dict[str, AskedIndex] = _asked_indexes(self._ways, before._asked if before else {})
        self._in_latin_script: AskedIndex = _index_of(
            [(id, phrase) for id, each in self._ways.items() for phrase in each.latin],
            LATIN,
            before._in_latin_script if before else None,
        )
        self._readers = [readers_of(resource) for resource in resources]
        self._kinds_of_readers = frozenset(self._readers)
        same_readers = before is not None and before._readers == self._readers
        self._askers: dict[str, Askers] = {
            language: before._askers[language]
            if before and same_readers and before._asked.get(language) is index
            else Askers(self._examples(language))
            for language, index in self._asked.items()
            if WRITTEN_ALIKE.get(language, language) >= language
        }
        self._plenty = {
            language: min(1.0, len(index.phrases) / (PLENTY * max(1, len(resources))))
            for language, index in self._asked.items()
        }
        builder = SchemaBuilder()
        builder.add_unsigned_field("ordinal", stored=False, indexed=False, fast=True)
        builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
        for language in self._languages:
            for part in BOOSTS:
                builder.add_text_field(f"{part}_{language}", tokenizer_name=language, index_option="freq")
        self._schema = builder.build()
        index = Index(self._schema)
        for language in self._languages:
            index.register_tokenizer(language, analyzer(language))
        is_alike = before is not None and before._made_of == self._made_of
        kept = before._prepared if before and is_alike else {}
        self._prepared: dict[str, Prepared] = {
            resource.id: kept[resource.id]
            if resource.id in kept and kept[resource.id].resource is resource
            else Prepared(resource, self._ways[resource.id], self._languages, vocabulary, glossary, self._forms)
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
        self._languages_of_texts = [frozenset(resource.texts) for resource in resources]
        self._ordinals = {resource.id: ordinal for ordinal, resource in enumerate(resources)}
        self._titles = {
            (language, *words(text.title, language)): ordinal
            for ordinal, resource in reversed(list(enumerate(resources)))
            for language, text in resource.texts.items()
        }

    def scores(self, text: str, languages: Sequence[str]) -> dict[int, float]:
        """Ordinal of each resource found -> score. `languages`: the reader's, then those to fall back on."""
        if not self._size or not words(text):
            return {}
        weights, is_known = self._weights(text, languages)
        total = self._text_scores(text, weights)
        for ordinal, score in self._asked_scores(text, weights).items():
            total[ordinal] = total.get(ordinal, 0.0) + ASKED_WEIGHT * score
        if not is_known:
            for ordinal, score in self._latin_scores(text).items():
                total[ordinal] = total.get(ordinal, 0.0) + ASKED_WEIGHT * score
        likely = self._asks(text, languages[0]) if languages else {}
        if likely:
            weight = READER_WEIGHT * self._plenty_in(languages[0])
            fits = {each: _fit(each, likely) ** weight for each in self._kinds_of_readers}
            total = {ordinal: score * fits[self._readers[ordinal]] for ordinal, score in total.items()}
        here = self._languages_of_texts
        wanted = {*languages[:1], *(WRITTEN_ALIKE[each] for each in languages[:1] if each in WRITTEN_ALIKE)}
        total = {
            ordinal: score if wanted & here[ordinal] else ELSEWHERE_WEIGHT * score for ordinal, score in total.items()
        }
        best = max(total.values(), default=0.0)
        titles = (self._titles.get((language, *words(text, language))) for language in languages)
        named = next((ordinal for ordinal in titles if ordinal is not None), None)
        if named is not None:
            total[named] = best = 2 * best or 1.0  # who types a title means that text
        return {ordinal: score for ordinal, score in total.items() if score >= best * CUT}

    def _examples(self, language: str) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
        for ways, readers in zip(self._ways.values(), self._readers, strict=True):
            for each in filter(None, (language, WRITTEN_ALIKE.get(language))):
                for written, found in ways.terms.get(each, ()):
                    yield readers, written, found

    def _asks(self, text: str, language: str) -> dict[str, float]:
        """Kind of reader -> how likely it is who asks."""
        alike = WRITTEN_ALIKE.get(language, language)
        askers = self._askers.get(language) or self._askers.get(alike)
        if askers is None:
            return {}
        ready = prepared(text, language, self._forms.get(language, {}))
        return askers.guess(written_words(ready), analyzed(ready, language))

    def _plenty_in(self, language: str) -> float:
        """How far ways to ask count in a language: of one that has none of its own, those of the one written alike."""
        return self._plenty.get(language, self._plenty.get(WRITTEN_ALIKE.get(language, ""), 0.0))

    def _weights(self, text: str, languages: Sequence[str]) -> tuple[dict[str, float], bool]:
        """Language to search in -> weight of a hit in it; whether one of them knows most of the words."""
        weights: dict[str, float] = {}
        for rank, language in enumerate(languages):
            weights.setdefault(language, 1.0 if rank == 0 else FALLBACK_WEIGHT)
        known = max((self._share_known(text, language) for language in weights), default=0.0)
        if known < MOSTLY:
            least = max(known, LEAST_SHARE)
            others = {each: self._share_known(text, each) for each in self._asked if each not in weights}
            weights |= {each: FOREIGN_WEIGHT for each, share in others.items() if share > least}
            known = max(known, *others.values(), 0.0)
        return weights, known >= MOSTLY

    def _share_known(self, text: str, language: str) -> float:
        """Share of the words of a search that texts or phrases of a language have."""
        typed = terms(" ".join(content_words(text, language, self._forms.get(language, {}))), language)
        asked = self._asked.get(language)
        known = sum(
            bool(asked and asked.knows(term)) or (language in self._languages and self._is_known(term, language))
            for term in typed
        )
        return known / len(typed) if typed else 0.0

    def _text_scores(self, text: str, weights: Mapping[str, float]) -> dict[int, float]:
        wanted = [
            (Occur.Should, Query.boost_query(query, weight))
            for language, weight in weights.items()
            if language in self._languages
            for query in self._clauses(text, language)
        ]
        if not wanted:
            return {}
        hits = self._searcher.search(Query.boolean_query(wanted), limit=min(self._size, MOST_HITS), count=False).hits
        ordinals = self._searcher.fast_field_values("ordinal", [address for _, address in hits])
        # every document has its ordinal
        return {int(ordinal or 0): score for ordinal, (score, _) in zip(ordinals, hits, strict=True)}

    def _asked_scores(self, text: str, weights: Mapping[str, float]) -> dict[int, float]:
        """Ordinal of each resource that people ask for in words like these -> how near they are."""
        nearest: dict[int, float] = {}
        taken: list[str] = []
        for language, weight in weights.items():
            index = self._asked.get(language)
            if index is None or any(self._asked.get(other) is index for other in taken):
                continue  # languages that are written alike share one
            taken.append(language)
            query = self._asked_query(text, language, index)
            for id, score in index.scores(query).items() if query else ():
                ordinal = self._ordinals.get(id)
                if ordinal is not None:
                    nearest[ordinal] = max(nearest.get(ordinal, 0.0), weight * self._plenty_in(language) * score)
        return nearest

    def _latin_scores(self, text: str) -> dict[int, float]:
        """Ordinal of each resource that people ask for in another script, with words that sound like these."""
        index = self._in_latin_script
        keys = [key for key in latin_keys(text) if index.knows(key)] if text.isascii() else []
        if not keys:
            return {}
        query = Query.boolean_query([(Occur.Should, index.term(key)) for key in keys])
        return {self._ordinals[id]: score for id, score in index.scores(query).items()}

    def _asked_query(self, text: str, language: str, index: AskedIndex) -> Query | None:
        forms = self._forms.get(language, {})
        clauses: list[Query] = []
        typed = content_words(text, language, forms)
        for position, word in enumerate(typed):
            for term in terms(word, language):
                choices = [index.term(term)]
                if not index.knows(term):
                    if distance := typos_in(term):
                        choices.append(Query.boost_query(index.alike(term, distance), FUZZY_WEIGHT))
                    if position == len(typed) - 1 and len(term) >= 3:
                        choices.append(Query.boost_query(index.beginning(term), PREFIX_WEIGHT))
                clauses.append(Query.disjunction_max_query(choices))
            if language in COMPOUNDING:
                for part in compound_parts(word, self._lexicons[language]):
                    clauses += [Query.boost_query(index.term(term), PART_WEIGHT) for term in terms(part, language)]
        return Query.boolean_query([(Occur.Should, clause) for clause in clauses]) if clauses else None

    def helplines(self, text: str, languages: Sequence[str]) -> tuple[str, ...]:
        """Who can help with the danger that the words of a search point to, whichever language they are in."""
        lines: dict[str, None] = {}
        for language in dict.fromkeys((*languages, *self._synonyms)):
            if language in self._synonyms:
                is_foreign = language not in languages and ARABIC_SCRIPT.issuperset((language, *languages[:1]))
                found = self._synonyms[language].helplines(text, least=FOREIGN_LETTERS if is_foreign else 1)
                lines |= dict.fromkeys(found)
        return tuple(lines)

    def _clauses(self, text: str, language: str) -> list[Query]:
        typed = content_words(text, language, self._forms.get(language, {}))
        clauses = []
        for position, word in enumerate(typed):
            for term in terms(word, language):
                clauses.append(self._term(term, language))
                if language not in STEMMERS and (beginning := beginning_of(term, language)):
                    clauses.append(self._inflected(beginning, language))
                if not self._is_known(term, language):
                    clauses.append(self._tolerant(term, language, is_last=position == len(typed) - 1))
            if language in COMPOUNDING:
                for part in compound_parts(word, self._lexicons[language]):
                    clauses += [Query.boost_query(self._term(term, language), 0.5) for term in terms(part, language)]
        synonyms = self._synonyms.get(language)
        means, tags = synonyms.meant_by(text) if synonyms else ((), ())
        clauses += [Query.boost_query(self._term(term, language), SYNONYM_WEIGHT) for term in means]
        clauses += [
            Query.const_score_query(Query.term_query(self._schema, "tags", tag, index_option="basic"), TAG_SCORE)
            for tag in tags
        ]
        return clauses

    def _term(self, term: str, language: str) -> Query:
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self._schema, f"{part}_{language}", term), boost)
                for part, boost in self._boosts(language)
            ],
            tie_breaker=0.3,
        )

    def _boosts(self, language: str) -> list[tuple[str, float]]:
        """(part of a text, weight of a word in it); ways to ask weigh more where there are many of them."""
        share = self._plenty_in(language)
        return [(part, boost * share if part == "asked" else boost) for part, boost in BOOSTS.items()]

    def _tolerant(self, term: str, language: str, *, is_last: bool) -> Query:
        """Words a typo away, or of which this is the beginning."""
        distance = typos_in(term)
        choices = []
        for part, boost in self._boosts(language):
            field = f"{part}_{language}"
            if distance:
                query = Query.fuzzy_term_query(self._schema, field, term, distance=distance)
                choices.append(Query.boost_query(query, boost * FUZZY_WEIGHT))
            if is_last and len(term) >= 3:
                query = Query.fuzzy_term_query(self._schema, field, term, distance=0, prefix=True)
                choices.append(Query.boost_query(query, boost * PREFIX_WEIGHT))
        return Query.disjunction_max_query(choices) if choices else Query.empty_query()

    def _inflected(self, beginning: str, language: str) -> Query:
        """Words that begin so."""
        return Query.disjunction_max_query(
            [
                Query.boost_query(
                    Query.fuzzy_term_query(self._schema, f"{part}_{language}", beginning, distance=0, prefix=True),
                    boost * INFLECTED_WEIGHT,
                )
                for part, boost in self._boosts(language)
            ]
        )

    def _is_known(self, term: str, language: str) -> bool:
        return any(self._searcher.doc_freq(f"{part}_{language}", term) for part in BOOSTS)


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
