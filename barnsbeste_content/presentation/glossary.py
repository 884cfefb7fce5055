"""The page of hard words: each with what it means, under its letter, and where it is used."""

from dataclasses import dataclass

from ..i18n import letter_of, sort_key
from ..model.reference import GlossaryTerm, GlossaryText
from ..model.resource import Resource
from .presenter import Presenter, Way

_MOST_TEXTS = 2


@dataclass(frozen=True)
class Word:
    """A term in the list."""

    id: str
    text: GlossaryText
    language: str
    direction: str
    used_in: list[Way]
    """To texts that use it."""


def words(shown: Presenter) -> str:
    """Every term: those in the reader's language by letter, then the others."""
    own: dict[str, list[Word]] = {}
    others: list[Word] = []
    for term in shown.catalog.library.glossary.values():
        word = _word(shown, term)
        if word.language == shown.language:
            own.setdefault(letter_of(word.text.term, word.language), []).append(word)
        else:
            others.append(word)

    def order(word: Word) -> tuple[int, ...]:
        return sort_key(word.text.term, word.language)

    letters = sorted(own, key=lambda letter: sort_key(letter, shown.language))
    return shown.render(
        "glossary.html.j2",
        letters=[(letter, sorted(own[letter], key=order)) for letter in letters],
        others=sorted(others, key=order),
        total=len(shown.catalog.library.glossary),
    )


def _word(shown: Presenter, term: GlossaryTerm) -> Word:
    text, language = term.text_for(shown.chain)
    return Word(
        id=term.id,
        text=text,
        language=language,
        direction=shown.vocabulary.direction(language),
        used_in=shown.ways_to(_texts(shown, term)),
    )


def _texts(shown: Presenter, term: GlossaryTerm) -> list[Resource]:
    """Texts that use a term; those first that say it in their title, then those in the reader's language."""
    using = [resource for resource in shown.catalog.resources if term.id in resource.glossary]
    forms = [form.casefold() for form in (term.texts["nb"].term, *term.texts["nb"].also)]

    def fit(resource: Resource) -> tuple[bool, bool]:
        title = resource.texts["nb"].title.casefold()
        return not any(form in title for form in forms), shown.language not in resource.texts

    return sorted(using, key=fit)[:_MOST_TEXTS]
