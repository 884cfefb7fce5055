"""What differs between two states of the content that is no text: helplines, words, questions, vocabulary."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from .facts import Fact, FactChange, different, facts_of, has_error


@dataclass(frozen=True)
class EntryChange:
    """Something else than a text that differs."""

    sort: str
    """One of `SORTS`."""
    id: str
    """Of vocabulary: `situation/addiction`; of search words: `nb/drikker`, by the first word of the group."""
    kind: Literal["new", "changed", "removed", "broken", "mended"]
    label: str
    """What bokmål calls it; the id where it has no words; of a redirect where it leads."""
    facts: tuple[FactChange, ...] = ()
    """Of what changed, with the place in the file: `phone`, `texts.nb.answer`."""


@dataclass(frozen=True)
class _Entry:
    """Something in a state that is no text."""

    label: str
    facts: Mapping[str, Fact]
    file: str
    """Below the content folder."""


_EntriesOf = Callable[[Library], Iterator[tuple[str, _Entry]]]
"""The entries of one sort in a state, by id."""


def entry_changes(old: Library, new: Library) -> Iterator[EntryChange]:
    """What differs besides texts, by sort and id. Paths in problems must be below the content folder."""
    for sort, entries_of in _SORTS.items():
        before, after = dict(entries_of(old)), dict(entries_of(new))
        found = [*_gone_or_come(sort, before, after, new, "removed"), *_gone_or_come(sort, after, before, old, "new")]
        found += [
            EntryChange(sort, id, "changed", after[id].label, facts)
            for id in before.keys() & after.keys()
            if (facts := tuple(different(before[id].facts, after[id].facts)))
        ]
        yield from sorted(found, key=lambda change: (change.id, change.kind))


def _gone_or_come(
    sort: str,
    here: Mapping[str, _Entry],
    there: Mapping[str, _Entry],
    other: Library,
    kind: Literal["new", "removed"],
) -> Iterator[EntryChange]:
    """What is here and not there. A file that cannot be read there is told once, not each thing in it."""
    read = {entry.file for entry in there.values()}
    unread: set[str] = set()
    for id, entry in here.items():
        if id in there:
            continue
        if entry.file in read or not has_error(other, entry.file):
            yield EntryChange(sort, id, kind, entry.label)
        elif entry.file not in unread:
            unread.add(entry.file)
            name = PurePosixPath(entry.file).stem
            label = entry.label if name == id else name
            yield EntryChange(sort, name, "broken" if kind == "removed" else "mended", label)


def _files(attribute: str, folder: str, label: Callable[[Any], str]) -> _EntriesOf:
    """Things of which each has a file of its own."""

    def entries(library: Library) -> Iterator[tuple[str, _Entry]]:
        for id, value in getattr(library, attribute).items():
            facts = facts_of(value, (name for name in type(value).model_fields if name not in ("id", "texts")))
            for language, words in getattr(value, "texts", {}).items():
                named = facts_of(words, type(words).model_fields)
                facts |= {f"texts.{language}.{name}": fact for name, fact in named.items()}
            yield id, _Entry(label(value), facts, f"{folder}/{id}.yaml")

    return entries


def _vocabulary(library: Library) -> Iterator[tuple[str, _Entry]]:
    """Each facet, with the order of its values, and each value."""
    for name, facet in library.vocabulary.facets.items():
        file = f"vocabulary/{name}.yaml"
        labels: dict[str, Fact] = {f"label.{language}": words for language, words in facet.label.items()}
        yield name, _Entry(facet.label.get(SOURCE_LANGUAGE, name), {**labels, "order": facet.ids}, file)
        for term in facet.values:
            words: dict[str, Fact] = {}
            for key in ("label", "plain", "about"):
                words |= {f"{key}.{language}": said for language, said in getattr(term, key).items()}
            yield f"{name}/{term.id}", _Entry(term.label.get(SOURCE_LANGUAGE, term.id), words, file)


def _known_languages(library: Library) -> Iterator[tuple[str, _Entry]]:
    for id, language in library.vocabulary.languages.items():
        facts = facts_of(language, (name for name in type(language).model_fields if name not in ("id", "names")))
        facts |= {f"names.{reader}": name for reader, name in language.names.items()}
        yield id, _Entry(language.names.get(SOURCE_LANGUAGE, language.name), facts, "vocabulary/languages.yaml")


def _search_words(library: Library) -> Iterator[tuple[str, _Entry]]:
    """Each group of words, and the order of the groups: those for danger stand by how much it hurries."""
    for language, words in library.search_words.items():
        file = f"search/{language}.yaml"
        groups: dict[str, _Entry] = {}
        for group in words.synonyms:
            id = f"{language}/{group.words[0]}"
            while id in groups:  # two groups may begin with the same word
                id += "+"
            groups[id] = _Entry(group.words[0], facts_of(group, type(group).model_fields), file)
        yield language, _Entry(language, {"order": tuple(groups)}, file)
        yield from groups.items()


def _redirects(library: Library) -> Iterator[tuple[str, _Entry]]:
    for slug, target in library.redirects.items():
        yield slug, _Entry(f"leads to {target}", {"leads to": target}, "redirects.yaml")


_SORTS: Mapping[str, _EntriesOf] = {
    "helpline": _files("helplines", "helplines", lambda held: held.texts[SOURCE_LANGUAGE].name),
    "term": _files("glossary", "glossary", lambda held: held.texts[SOURCE_LANGUAGE].term),
    "question": _files("questions", "questions", lambda held: held.texts[SOURCE_LANGUAGE].question),
    "sheet": _files("sheets", "sheets", lambda held: held.texts[SOURCE_LANGUAGE].title),
    "source": _files("sources", "sources", lambda held: held.title),
    "vocabulary": _vocabulary,
    "language": _known_languages,
    "search": _search_words,
    "redirect": _redirects,
}
SORTS = tuple(_SORTS)
"""What is compared besides texts, in the order in which it is told."""
