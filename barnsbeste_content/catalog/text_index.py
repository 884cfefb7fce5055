"""The words of the texts: tantivy, in memory, a set of fields per language.

Ranked title > summary and glossary terms > body and parts of compounds. Typos are tolerated where a word is otherwise
unknown; everyday words lead to the words of the texts and to the vocabulary (`content/search/`).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from tantivy import Index, Occur, Query, Schema, SchemaBuilder

from ..model.reference import GlossaryTerm
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .analysis import COMPOUNDING, STEMMERS, analyzer, beginning_of, compound_parts
from .asking import LEAST_BEGUN, PART_WEIGHT
from .everyday import EverydayWords
from .phrases import typos_in
from .prepared import Prepared
from .typed import Typed

BOOSTS = {"title": 4.0, "summary": 2.0, "body": 1.0}
"""Field -> weight of a word in it; they add up. The words of the vocabulary and of the glossary stand with the summary,
parts of compounds with the body."""
MOST_HITS = 150
"""Texts that a search finds by their words, at most: whoever finds more looks for something else. Of 1,000 texts, nine
in ten judged searches find 86 or fewer (`docs/search.md`)."""
SYNONYM_WEIGHT = 0.7
TAG_WEIGHT = 1.5
"""Weight of a tag that an everyday word leads to."""
FUZZY_WEIGHT = 0.5
PREFIX_WEIGHT = 0.4
INFLECTED_WEIGHT = 0.4
"""Weight of words with the same beginning but another ending, in languages without a stemmer."""

IsKnown = Callable[[str, str], bool]
"""(term, language) -> whether it is known somewhere, so that no typo is to be looked for."""


class TextIndex:
    """Finds resources by the words of their texts. Immutable once made; searching is thread-safe."""

    def __init__(
        self,
        resources: Sequence[Resource],
        vocabulary: Vocabulary,
        glossary: Mapping[str, GlossaryTerm],
        languages: Sequence[str],
        forms: Mapping[str, Mapping[str, str]],
        everyday: Mapping[str, EverydayWords],
        before: "TextIndex | None" = None,
    ) -> None:
        """`languages`: those that there are texts in. `before`: an index of another state of the same content, whose
        work on what has not changed is taken over."""
        self._everyday = everyday
        self._fields = {
            language: [(f"{part}_{language}", boost) for part, boost in BOOSTS.items()] for language in languages
        }
        """Language -> (field, weight of a word in it)."""
        self._made_of = vocabulary, glossary, languages, forms
        kept = before if before is not None and before._made_of == self._made_of else None
        self._prepared: dict[str, Prepared] = {
            resource.id: kept._prepared[resource.id]
            if kept and resource.id in kept._prepared and kept._prepared[resource.id].resource is resource
            else Prepared(resource, languages, vocabulary, glossary, forms)
            for resource in resources
        }
        self.lexicons: dict[str, frozenset[str]] = {
            language: frozenset().union(*(each.lexicons.get(language, ()) for each in self._prepared.values()))
            for language in COMPOUNDING
        }
        """Language -> the words that its compounds can be made of."""
        unlike = {
            language: tuple(lexicon ^ kept.lexicons[language]) if kept else ()
            for language, lexicon in self.lexicons.items()
        }
        for each in self._prepared.values():
            each.take_apart(self.lexicons, unlike)
        self._size = len(resources)
        self._schema, index = self._empty_index()
        writer = index.writer(heap_size=60_000_000, num_threads=1)
        for ordinal, resource in enumerate(resources):
            writer.add_document(self._prepared[resource.id].document(ordinal))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def _empty_index(self) -> tuple[Schema, Index]:
        builder = SchemaBuilder()
        builder.add_unsigned_field("ordinal", stored=False, indexed=False, fast=True)
        builder.add_text_field("tags", tokenizer_name="raw", index_option="freq")
        for language, fields in self._fields.items():
            for field, _ in fields:
                builder.add_text_field(field, tokenizer_name=language, index_option="freq")
        schema = builder.build()
        index = Index(schema)
        for language in self._fields:
            index.register_tokenizer(language, analyzer(language))
        return schema, index

    def knows(self, term: str, language: str) -> bool:
        """Whether texts of a language have a term."""
        return any(self._searcher.doc_freq(field, term) for field, _ in self._fields.get(language, ()))

    def scores(self, typed: Typed, weights: Mapping[str, float], is_known: IsKnown) -> NDArray[np.float64]:
        """How well the words of each resource fit, in catalog order. `weights`: language -> weight of a hit in it."""
        total = np.zeros(self._size)
        wanted = [
            (Occur.Should, query)
            for language, weight in weights.items()
            if language in self._fields
            for query in self._clauses(typed, language, weight, is_known)
        ]
        if wanted and self._size:
            limit = min(self._size, MOST_HITS)
            hits = self._searcher.search(Query.boolean_query(wanted), limit=limit, count=False).hits
            if hits:
                scores, addresses = zip(*hits, strict=True)
                ordinals = self._searcher.fast_field_values("ordinal", list(addresses))
                total[np.array(ordinals, dtype=np.intp)] = scores
        return total

    def _clauses(self, typed: Typed, language: str, weight: float, is_known: IsKnown) -> list[Query]:
        """What finds the words, as many clauses as there are fields for each: tantivy is quickest with a flat list."""
        clauses: list[Query] = []
        every = typed.content_words(language)
        for position, word in enumerate(every):
            for term in typed.terms_of(word, language):
                clauses += self._term(term, language, weight)
                if language not in STEMMERS and (beginning := beginning_of(term, language)):
                    clauses += self._beginning(beginning, language, weight * INFLECTED_WEIGHT)
                if not is_known(term, language):
                    clauses += self._like(term, language, weight * FUZZY_WEIGHT)
                    if position == len(every) - 1 and len(term) >= LEAST_BEGUN:
                        clauses += self._beginning(term, language, weight * PREFIX_WEIGHT)
            for part in compound_parts(word, self.lexicons[language]) if language in COMPOUNDING else ():
                for term in typed.terms_of(part, language):
                    clauses += self._term(term, language, weight * PART_WEIGHT)
        if language in self._everyday:
            means, tags = self._everyday[language].meant_by(typed)
            for term in means:
                clauses += self._term(term, language, weight * SYNONYM_WEIGHT)
            for tag in tags:
                query = Query.term_query(self._schema, "tags", tag)
                clauses.append(Query.boost_query(query, weight * TAG_WEIGHT))
        return clauses

    def _term(self, term: str, language: str, weight: float) -> list[Query]:
        return [
            Query.boost_query(Query.term_query(self._schema, field, term), weight * boost)
            for field, boost in self._fields[language]
        ]

    def _like(self, term: str, language: str, weight: float) -> list[Query]:
        """Words a typo away, or two; none of short ones."""
        distance = typos_in(term)
        if not distance:
            return []
        return [
            Query.boost_query(Query.fuzzy_term_query(self._schema, field, term, distance=distance), weight * boost)
            for field, boost in self._fields[language]
        ]

    def _beginning(self, letters: str, language: str, weight: float) -> list[Query]:
        """Words that begin so."""
        return [
            Query.boost_query(
                Query.fuzzy_term_query(self._schema, field, letters, distance=0, prefix=True), weight * boost
            )
            for field, boost in self._fields[language]
        ]
