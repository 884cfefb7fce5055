"""Full-text search over the texts of a catalog: tantivy, in memory, a set of fields per language.

Ranked title > summary > glossary terms > parts of compounds > body. Typos are tolerated where a word is otherwise
unknown; everyday words lead to the words of the texts and to the vocabulary (`content/search/`).
"""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from ..model.reference import GlossaryTerm, SearchWords
from ..model.resource import Resource
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .analysis import LEAST_PART, STEMMERS, analyzer, compound_parts, content_words, prepared, terms, words

BOOSTS = {"title": 6.0, "summary": 3.0, "glossary": 2.0, "parts": 1.5, "body": 1.0}
COMPOUNDING = frozenset(("nb", "nn"))
FALLBACK_WEIGHT = 0.5
"""Weight of a hit in a language the reader would only be given as fallback."""
SYNONYM_WEIGHT = 0.7
TAG_SCORE = 12.0
"""Score of a tag that an everyday word leads to."""
FUZZY_WEIGHT = 0.5
PREFIX_WEIGHT = 0.4
INFLECTED_WEIGHT = 0.4
"""Weight of words with the same beginning but another ending, in languages without a stemmer."""
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
        self._made_of = (vocabulary, glossary, self._languages)
        self._search_words = search_words
        self._synonyms: dict[str, _Synonyms] = {
            language: before._synonyms[language]
            if before and before._search_words.get(language) is found
            else _Synonyms(found, language)
            for language, found in search_words.items()
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
        self._prepared: dict[str, _Prepared] = {
            resource.id: kept[resource.id]
            if resource.id in kept and kept[resource.id].resource is resource
            else _Prepared(resource, self._languages, vocabulary, glossary)
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

    def scores(self, text: str, languages: Sequence[str]) -> dict[int, float]:
        """Ordinal of each resource found -> score. `languages`: the reader's, then those to fall back on."""
        if not self._size or not words(text):
            return {}
        wanted = []
        for rank, language in enumerate(language for language in languages if language in self._languages):
            weight = 1.0 if rank == 0 else FALLBACK_WEIGHT
            wanted += [(Occur.Should, Query.boost_query(query, weight)) for query in self._clauses(text, language)]
        if not wanted:
            return {}
        result = self._searcher.search(Query.boolean_query(wanted), limit=self._size)
        if not result.hits:
            return {}
        ordinals = self._searcher.fast_field_values("ordinal", [address for _, address in result.hits])
        best = result.hits[0][0]
        return {
            int(ordinal or 0): score  # every document has its ordinal
            for ordinal, (score, _) in zip(ordinals, result.hits, strict=True)
            if score >= best * CUT
        }

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
        typed = content_words(text, language)
        clauses = []
        for position, word in enumerate(typed):
            for term in terms(word, language):
                clauses.append(self._term(term, language))
                if language not in STEMMERS and (beginning := _beginning(term, language)):
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
                for part, boost in BOOSTS.items()
            ],
            tie_breaker=0.3,
        )

    def _tolerant(self, term: str, language: str, *, is_last: bool) -> Query:
        """Words a typo away, or of which this is the beginning."""
        distance = _distance(term)
        choices = []
        for part, boost in BOOSTS.items():
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
                for part, boost in BOOSTS.items()
            ]
        )

    def _is_known(self, term: str, language: str) -> bool:
        return any(self._searcher.doc_freq(f"{part}_{language}", term) for part in BOOSTS)


class _Prepared:
    """A resource as its words go into an index. Kept from one index to the next: folding letters takes longest."""

    def __init__(
        self,
        resource: Resource,
        languages: Sequence[str],
        vocabulary: Vocabulary,
        glossary: Mapping[str, GlossaryTerm],
    ) -> None:
        self.resource = resource
        self.fields: list[tuple[str, str]] = [
            ("tags", f"{facet}:{value}") for facet in vocabulary.facets for value in resource.values(facet)
        ]
        self.fields += [
            (f"glossary_{language}", prepared(_labels(resource, language, vocabulary), language))
            for language in languages
        ]
        self.lexicons: dict[str, frozenset[str]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._parts: dict[str, str] = {}
        for language, text in resource.texts.items():
            body = " \n".join(
                (
                    text.main_message,
                    *text.actions,
                    *text.say,
                    *(s.words for s in text.sentences),
                    *(f"{s.heading} {s.text}" for s in text.sections),
                )
            )
            self.fields += [
                (f"title_{language}", prepared(text.title, language)),
                (f"summary_{language}", prepared(f"{text.summary} {text.main_message}", language)),
                (f"body_{language}", prepared(body, language)),
                (f"glossary_{language}", prepared(_glossary_words(resource, language, glossary), language)),
            ]
            if language in COMPOUNDING:
                self._words[language] = frozenset(words(f"{text.title} {text.summary} {body}"))
                self.lexicons[language] = _lexicon([text])

    def take_apart(self, lexicons: Mapping[str, frozenset[str]], unlike: Mapping[str, Sequence[str]]) -> None:
        """Finds the parts of compounds. `unlike`: words that a lexicon has gained or lost since it was done last: where
        none of them stands within a word, its parts are the same."""
        for language, found in self._words.items():
            joined = " ".join(found)
            if language not in self._parts or any(word in joined for word in unlike[language]):
                lexicon = lexicons[language]
                self._parts[language] = " ".join(
                    part for word in sorted(found) for part in compound_parts(word, lexicon)
                )

    def document(self, ordinal: int) -> Document:
        document = Document()
        document.add_unsigned("ordinal", ordinal)
        for field, text in self.fields:
            document.add_text(field, text)
        for language, parts in self._parts.items():
            document.add_text(f"parts_{language}", parts)
        return document


class _Synonyms:
    """What the everyday words of a language mean."""

    def __init__(self, found: SearchWords, language: str) -> None:
        self._language = language
        groups = found.synonyms
        self._means = [[term for meaning in group.means for term in terms(meaning, language)] for group in groups]
        self._tags = [[f"{facet}:{value}" for facet in group.tags for value in group.tags[facet]] for group in groups]
        self._helplines = [group.helplines for group in groups]
        numbered = [(number, phrase) for number, group in enumerate(groups) for phrase in group.words]
        self._stemmed = _Phrases((tuple(terms(phrase, language)), number) for number, phrase in numbered)
        self._written = _Phrases((tuple(words(phrase, language)), number) for number, phrase in numbered)

    def helplines(self, text: str, *, least: int = 1) -> list[str]:
        """Ids of who can help where the words of a search point to danger. `least`: letters of a phrase that counts."""
        found = self._found(text, typos_from=DANGER_TYPOS_FROM, two_from=DANGER_TWO_TYPOS_FROM, least=least)
        return [line for number in sorted(found) for line in self._helplines[number]]

    def meant_by(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(terms, tags) that the words of a search lead to."""
        found = self._found(text)
        means = dict.fromkeys(term for number in sorted(found) for term in self._means[number])
        tags = dict.fromkeys(tag for number in sorted(found) for tag in self._tags[number])
        return tuple(means), tuple(tags)

    def _found(
        self, text: str, typos_from: int = TYPOS_FROM, two_from: int = TWO_TYPOS_FROM, least: int = 1
    ) -> set[int]:
        # A typo near the end of a word keeps it from being stemmed: then it is like the word as written.
        stemmed = self._stemmed.within(terms(text, self._language), typos_from, two_from, least)
        return stemmed | self._written.within(words(text, self._language), typos_from, two_from, least)


class _Phrases:
    """Finds phrases in what was typed, word by word, allowing a typo in each longer word."""

    def __init__(self, numbered: Iterable[tuple[tuple[str, ...], int]]) -> None:
        self._beginning: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._words: dict[str, set[str]] = {}
        """First letter -> words of phrases: a typo in the first letter is not tolerated."""
        for phrase, number in numbered:
            if phrase:
                self._beginning.setdefault(phrase[0], []).append((phrase, number))
            for word in phrase:
                self._words.setdefault(word[:1], set()).add(word)

    def within(self, typed: Sequence[str], typos_from: int, two_from: int, least: int) -> set[int]:
        """Numbers of the phrases of at least `least` letters that stand in `typed`.

        A typo is allowed in words of `typos_from` letters and more, two in those of `two_from`.
        """
        alike = [
            {
                known
                for known in self._words.get(word[:1], ())
                if word == known or (len(known) >= typos_from and _alike(word, known, two_from))
            }
            for word in typed
        ]
        return {
            number
            for start, known in enumerate(alike)
            for word in known
            for phrase, number in self._beginning.get(word, ())
            if start + len(phrase) <= len(typed)
            and sum(map(len, phrase)) >= least
            and all(part in alike[start + offset] for offset, part in enumerate(phrase))
        }


def _alike(given: str, wanted: str, two_from: int) -> bool:
    if given == wanted:
        return True
    distance = min(_distance(given, two_from), _distance(wanted, two_from))
    if not distance or abs(len(given) - len(wanted)) > distance:
        return False
    return OSA.distance(given, wanted, score_cutoff=distance) <= distance


def _distance(term: str, two_from: int = TWO_TYPOS_FROM) -> int:
    """Typos tolerated in a term: none in short ones, where every other word is a typo away; two in long ones."""
    if len(term) < TYPOS_FROM:
        return 0
    return 1 if len(term) < two_from else 2


def _beginning(term: str, language: str) -> str:
    """What stays of a word in most of its forms; nothing of a word too short to tell. A Ge'ez letter is a syllable."""
    if language == "ti":
        return term[:-1] if len(term) >= 4 else ""
    if len(term) < 5:
        return ""
    return term[:-1] if len(term) < 7 else term[:-2]


def _lexicon(texts: Iterable[Text]) -> frozenset[str]:
    """Words that compounds can be made of."""
    return frozenset(
        word for text in texts for part in text.parts.values() for word in words(part) if len(word) >= LEAST_PART
    )


def _labels(resource: Resource, language: str, vocabulary: Vocabulary) -> str:
    """What a language calls the situations and topics of a text: found also where the text is not in that language."""
    terms = [
        vocabulary.facets[facet][value]
        for facet in ("situation", "topic")
        for value in resource.values(facet)
        if facet in vocabulary.facets and value in vocabulary.facets[facet].ids and value != "general"
    ]
    return " ".join(labels[language] for term in terms for labels in (term.label, term.plain) if language in labels)


def _glossary_words(resource: Resource, language: str, glossary: Mapping[str, GlossaryTerm]) -> str:
    found = [glossary[i].texts for i in resource.glossary if i in glossary]
    return " ".join(f"{texts[language].term} {' '.join(texts[language].also)}" for texts in found if language in texts)
