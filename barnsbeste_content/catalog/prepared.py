"""What of a text is searched, made ready for an index."""

from collections.abc import Iterable, Mapping, Sequence

from tantivy import Document

from ..model.reference import GlossaryTerm
from ..model.resource import Resource
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .analysis import COMPOUNDING, LEAST_PART, compound_parts, prepared, words


class Prepared:
    """A resource as its words go into an index. Kept from one index to the next: folding letters takes longest."""

    def __init__(
        self,
        resource: Resource,
        languages: Sequence[str],
        vocabulary: Vocabulary,
        glossary: Mapping[str, GlossaryTerm],
        forms: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.resource = resource
        self.fields: list[tuple[str, str]] = [
            ("tags", f"{facet}:{value}") for facet in vocabulary.facets for value in resource.values(facet)
        ]
        self.fields += [
            (f"summary_{language}", prepared(_labels(resource, language, vocabulary), language, forms[language]))
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
                (f"title_{language}", prepared(text.title, language, forms[language])),
                (f"summary_{language}", prepared(f"{text.summary} {text.main_message}", language, forms[language])),
                (f"body_{language}", prepared(body, language, forms[language])),
                (
                    f"summary_{language}",
                    prepared(_glossary_words(resource, language, glossary), language, forms[language]),
                ),
            ]
            if language in COMPOUNDING:
                self._words[language] = frozenset(words(f"{text.title} {text.summary} {body}"))
                self.lexicons[language] = _lexicon(text, resource.asked.get(language, ()))

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
            document.add_text(f"body_{language}", parts)
        return document


def _lexicon(text: Text, phrases: Iterable[str]) -> frozenset[str]:
    """Words that compounds can be made of."""
    return frozenset(
        word for part in (*text.parts.values(), *phrases) for word in words(part) if len(word) >= LEAST_PART
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
