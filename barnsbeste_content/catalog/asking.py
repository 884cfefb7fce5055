"""How people ask for texts: what is typed is compared with phrases written for each text (`asked.yaml`).

Texts say "avhengighet" where people type "pappa lukter øl". Phrases that people might type are put beside each text, as
in document expansion (Nogueira et al., "Document Expansion by Query Prediction", 2019), but each stays by itself: a
text is as near as the nearest of its phrases, and somewhat nearer where several are near.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import mul

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from ..model.resource import Resource
from .analysis import COMPOUNDING, STEMMERS, analyzer, beginning_of, compound_parts, prepared, written_words
from .latin_script import SCRIPTS, latin_keys
from .phrases import typos_in
from .typed import Typed

NEXT_ONES = (1.0, 0.4, 0.25, 0.15)
"""Weights of the nearest phrases of a text, the nearest first."""
MOST_PHRASES = 50
"""Phrases that are looked at, the nearest first."""
PART_WEIGHT = 0.5
"""Weight of a part of a compound that was typed."""
LEAST_BEGUN = 3
"""Letters, at least, of a word that somebody may still be typing."""
ALIKE_SCORE = 3.0
"""Score of a phrase with a word that is like an unknown one: about that of a rare word, since rarity is not counted."""
_FIELD = "asked"


class Ways:
    """How people ask for a resource, ready for indexes. Kept from one to the next: folding letters takes longest."""

    def __init__(self, resource: Resource, forms: Mapping[str, Mapping[str, str]], most: int) -> None:
        """`most`: ways in each language; the first ones written count."""
        self._made_of = _what_is_asked(resource, most)
        self.asked: dict[str, list[str]] = {
            language: [prepared(phrase, language, forms.get(language, {})) for phrase in phrases[:most]]
            for language, phrases in resource.asked.items()
        }
        self.titles: dict[str, str] = {
            language: prepared(text.title, language, forms.get(language, {}))
            for language, text in resource.texts.items()
        }

    @cached_property
    def latin(self) -> list[str]:
        """The ways of other scripts, in Latin letters."""
        return [
            " ".join(latin_keys(written_words(phrase)))
            for language in sorted(SCRIPTS)
            for phrase in self.phrases(language)
        ]

    def is_of(self, resource: Resource, most: int) -> bool:
        """Whether people ask for a state of the resource as for the one this was made of."""
        return self._made_of == _what_is_asked(resource, most)

    def phrases(self, language: str) -> list[str]:
        """Ways to ask in a language, and the title, which is one."""
        return [*self.asked.get(language, ()), *filter(None, (self.titles.get(language),))]


def _what_is_asked(resource: Resource, most: int) -> tuple[object, ...]:
    longest = max(map(len, resource.asked.values()), default=0)
    return resource.asked, {language: text.title for language, text in resource.texts.items()}, min(most, longest)


class AskedIndex:
    """Phrases of one language, or of two that are written alike. Immutable; searching is thread-safe."""

    def __init__(self, phrases: Sequence[tuple[str, str]], language: str) -> None:
        """`phrases`: (id of the resource, phrase as the analyzer of `language` takes it)."""
        self.phrases = phrases
        builder = SchemaBuilder()
        builder.add_unsigned_field("number", stored=False, indexed=False, fast=True)
        builder.add_text_field(_FIELD, tokenizer_name=language, index_option="freq")
        self._schema = builder.build()
        index = Index(self._schema)
        index.register_tokenizer(language, analyzer(language))
        writer = index.writer(heap_size=30_000_000, num_threads=1)
        self._ids: list[str] = []
        number: dict[str, int] = {}
        for id, phrase in phrases:
            if id not in number:
                number[id] = len(self._ids)
                self._ids.append(id)
            document = Document()
            document.add_unsigned("number", number[id])
            document.add_text(_FIELD, phrase)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def knows(self, term: str) -> bool:
        return bool(self._searcher.doc_freq(_FIELD, term))

    def near(self, typed: Typed, language: str, lexicon: frozenset[str]) -> Mapping[str, float]:
        """Id of each resource that people ask for in such words -> how near. `lexicon`: what compounds are made of."""
        return self.scores([*self._clauses(typed, language, lexicon)])

    def _clauses(self, typed: Typed, language: str, lexicon: frozenset[str]) -> Iterator[Query]:
        every = typed.content_words(language)
        for position, word in enumerate(every):
            for term in typed.terms_of(word, language):
                if self.knows(term):
                    yield self.term(term)
                else:
                    yield self._like(term, language, is_last=position == len(every) - 1)
            for part in compound_parts(word, lexicon) if language in COMPOUNDING else ():
                for term in typed.terms_of(part, language):
                    yield Query.boost_query(self.term(term), PART_WEIGHT)

    def term(self, term: str) -> Query:
        """Phrases with a term."""
        return Query.term_query(self._schema, _FIELD, term)

    def _like(self, term: str, language: str, *, is_last: bool) -> Query:
        """Phrases with a word that a term may be meant for, another form of it, or of which it is the beginning."""
        found = []
        if language not in STEMMERS and (beginning := beginning_of(term, language)):
            found.append(self._beginning(beginning))
        if distance := typos_in(term):
            found.append(Query.fuzzy_term_query(self._schema, _FIELD, term, distance=distance))
        if is_last and len(term) >= LEAST_BEGUN:
            found.append(self._beginning(term))
        return Query.disjunction_max_query([Query.boost_query(each, ALIKE_SCORE) for each in found])

    def _beginning(self, letters: str) -> Query:
        return Query.fuzzy_term_query(self._schema, _FIELD, letters, distance=0, prefix=True)

    def scores(self, clauses: Sequence[Query]) -> Mapping[str, float]:
        """Id of each resource with a phrase that some of these find -> how near it is."""
        if not clauses:
            return {}
        query = Query.boolean_query([(Occur.Should, clause) for clause in clauses])
        hits = self._searcher.search(query, limit=MOST_PHRASES, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        found: dict[int, list[float]] = {}
        for number, (score, _) in zip(numbers, hits, strict=True):
            found.setdefault(int(number or 0), []).append(score)
        return {self._ids[number]: sum(map(mul, NEXT_ONES, scores)) for number, scores in found.items()}
