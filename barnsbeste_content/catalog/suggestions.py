"""What to suggest to who types in a search box, in one language. The browser picks among it: nothing typed is sent.

Nothing whose words point to danger is suggested, not even a title: a child who types "mamma" is not to read of suicide.
Who types such words and searches gets helplines first.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from .analysis import fold

if TYPE_CHECKING:
    from .catalog import Catalog

Kind = Literal["text", "question", "term", "helpline", "words"]
MOST_CHARACTERS = 24_000
"""Characters of all suggestions of a language together: with Arabic letters, of two bytes each, 48 KB and what stands
around them. What is left out are texts in other languages, then ways to ask."""
WAYS_OF_A_GROUP = 2


@dataclass(frozen=True)
class Suggestion:
    """Words to offer."""

    kind: Kind
    words: str
    name: str = ""
    """Of a text, as addresses call it: such a suggestion leads to it. Others are searched for."""
    language: str = ""
    """Of the words, where it is not the reader's."""


def suggestions(catalog: "Catalog", language: str) -> tuple[Suggestion, ...]:
    """What to suggest to readers of a language, what is asked for most first; each wording once."""
    found: dict[str, Suggestion] = {}
    size = 0
    for each in chain.from_iterable(source(catalog, language) for source in SOURCES):
        key = " ".join(fold(each.words).split())
        fits = key not in found and size + len(each.words) <= MOST_CHARACTERS
        if fits and not catalog.danger(each.words, language):
            found[key] = each
            size += len(each.words)
    return tuple(found.values())


def _titles(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    """Titles of texts in the reader's language, by neutral names."""
    for resource in catalog.resources:
        if language in resource.texts:
            yield Suggestion("text", resource.texts[language].title, resource.name)


def _questions(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    for question in catalog.library.questions.values():
        if language in question.texts:
            yield Suggestion("question", question.texts[language].question)


def _terms(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    for term in catalog.library.glossary.values():
        if language in term.texts:
            yield Suggestion("term", term.texts[language].term)


def _helplines(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    chain_ = catalog.vocabulary.chain(language)
    for line in catalog.library.helplines.values():
        words, found = line.text_for(chain_)
        yield Suggestion("helpline", words.name, language="" if found == language else found)


def _ways_to_ask(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    """How people say it, by `content/search/`: the first ways of each group that are more than a word, since single
    words are often misspelt or unkind there."""
    known = catalog.library.search_words.get(language)
    groups = known.synonyms if known else ()
    for number in range(WAYS_OF_A_GROUP):
        for group in groups:
            ways = [each for each in group.words if len(each.split()) > 1]
            if not group.helplines and number < len(ways):
                yield Suggestion("words", ways[number])


def _titles_in_other_languages(catalog: "Catalog", language: str) -> Iterator[Suggestion]:
    """Titles of texts that the reader would be given in a language to fall back on."""
    for resource in catalog.resources:
        found = resource.text_for(catalog.vocabulary.chain(language))
        if found.is_fallback:
            yield Suggestion("text", found.text.title, resource.name, found.language)


Source = Callable[["Catalog", str], Iterable[Suggestion]]
SOURCES: tuple[Source, ...] = (
    _titles,
    _questions,
    _terms,
    _helplines,
    _ways_to_ask,
    _titles_in_other_languages,
)
"""Where suggestions come from, the most wanted first. Another one is a function here."""
