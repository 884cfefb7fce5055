"""What differs between two states of the content: texts with their wording and facts, everything else in one line each.

Values are compared, not files: comments, line ends and the order of keys are no change. `change_report` says it to
people.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from ..catalog import Catalog, Edition, Query
from ..model.age import BANDS, AgeRange
from ..model.base import SOURCE_LANGUAGE, Model
from ..model.library import Library
from ..model.problem import Problem
from ..model.resource import Resource, ResourceFile, Review
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .sentence_diff import SentenceDiff, diff_sentences, split_sentences
from .translations import Behind

QUERIES = (
    "pappa drikker",
    "mamma er deprimert",
    "kreft",
    "hvem kan jeg snakke med",
    "tolk",
    "søsken",
    "død",
    "selvmord",
    "samtykke",
    "barneansvarlig",
)
"""Everyday searches in bokmål whose first results are looked at."""
FIRST_RESULTS = 5

Fact = str | tuple[str, ...]
"""A single value, empty where there is none; or a list of values."""
Kind = Literal["new", "changed", "retired", "moved", "removed", "broken", "mended"]
"""`retired`: kept and not shown; `removed`: not there any more; `broken`: there, but not fit to be served, as its
problem tells; `mended`: it was so before."""


@dataclass(frozen=True)
class FactChange:
    """A value that is another one now."""

    name: str
    before: Fact
    after: Fact

    @property
    def added(self) -> tuple[str, ...]:
        """Of a list: what is in it now and was not."""
        return tuple(value for value in _listed(self.after) if value not in _listed(self.before))

    @property
    def removed(self) -> tuple[str, ...]:
        """Of a list: what was in it and is not now."""
        return tuple(value for value in _listed(self.before) if value not in _listed(self.after))


@dataclass(frozen=True)
class FieldChange:
    """Words of a text that differ."""

    name: str
    """`title`, `summary`, `main_message`, `<section>/heading`, `<section>/text`, `actions`, `say`, `sentences`."""
    kind: Literal["new", "changed", "removed"]
    sentences: tuple[SentenceDiff, ...]
    """Empty where only lines are broken elsewhere. Of `actions`, `say` and `sentences`: the entries."""


@dataclass(frozen=True)
class LanguageChange:
    """A text in one language that differs."""

    language: str
    kind: Literal["new", "changed", "removed", "broken", "mended"]
    fields: tuple[FieldChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    """`sections` (their order), `<section>/sources`, `translation.status`, `translation.note`,
    `translation.source_fingerprint` (the parts that it was marked as made from)."""


@dataclass(frozen=True)
class Readers:
    """Whom a change reaches; all empty where nobody is shown the text, as with a draft."""

    audiences: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    """Age bands: `8-12`."""
    situations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Those in which something differs; all of the text's where its facts do."""


@dataclass(frozen=True)
class TextChange:
    """A text that differs."""

    slug: str
    kind: Kind
    status: str
    """`draft`, `published` or `retired`, as it is now; as it was, where it is gone."""
    title: str
    """In bokmål, as it is now; as it was, where it is gone."""
    audiences: tuple[str, ...]
    ages: str
    """As it is written: `8-12`, `0-11m`."""
    old_slug: str = ""
    """Of a text that moved."""
    successor: str = ""
    """Where readers of a text that was retired or removed are led now."""
    facts: tuple[FactChange, ...] = ()
    """Of `resource.yaml`, by its keys."""
    languages: tuple[LanguageChange, ...] = ()
    outdated: tuple[Behind, ...] = ()
    """Translations with the parts that are behind now and were not."""
    readers: Readers = Readers()


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
class QueryChange:
    """An everyday search that gives other first results, or the same in another order. Slugs, the best first."""

    query: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that differs. Stable order: texts by slug, the rest by `SORTS` and id, queries by `QUERIES`."""

    texts: tuple[TextChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    queries: tuple[QueryChange, ...] = ()
    errors_before: tuple[Problem, ...] = ()
    """What could not be read of the old state as it is written, so that nothing certain is said of it."""
    errors_now: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.entries or self.queries)

    @property
    def outdated(self) -> tuple[Behind, ...]:
        """Translations that become outdated."""
        return tuple(behind for text in self.texts for behind in text.outdated)

    @property
    def readers(self) -> Readers:
        """Whom the changed texts reach together."""
        return _together([text.readers for text in self.texts])


def compare(old: Library, new: Library) -> Changes:
    """What differs from `old` to `new`. Paths in their problems must be below the content folder (`load_state`)."""
    texts = tuple(sorted(_texts(old, new), key=lambda change: change.slug))
    entries = tuple(_entries(old, new))
    errors_before, errors_now = _errors(old), _errors(new)
    # the same words and facts give the same results: no index is made to find out
    queries = tuple(_queries(old, new, texts)) if texts or entries else ()
    return Changes(texts, entries, queries, errors_before, errors_now)


def _errors(library: Library) -> tuple[Problem, ...]:
    return tuple(problem for problem in library.problems if problem.severity == "error")


# Texts


def _texts(old: Library, new: Library) -> Iterator[TextChange]:
    moved = _moves(old, new)
    for slug, text in new.resources.items():
        old_slug = moved.get(slug, slug)
        before = old.resources.get(old_slug)
        if before is None:
            kind: Kind = "mended" if _has_problem(old, f"resources/{slug}") else "new"
            yield _came(text, kind, new.vocabulary)
        elif change := _changed(before, text, old, new):
            yield change
    for slug, text in old.resources.items():
        if slug not in new.resources and slug not in moved.values():
            yield _went(text, "broken" if _has_problem(new, f"resources/{slug}") else "removed", old, new)


def _moves(old: Library, new: Library) -> dict[str, str]:
    """New slug -> old slug, of texts that bear another name: led to by a redirect, or known by their code."""
    came = {slug: text for slug, text in new.resources.items() if slug not in old.resources}
    went = {
        slug: text
        for slug, text in old.resources.items()
        if slug not in new.resources and not _has_problem(new, f"resources/{slug}")
    }
    by_code = {text.code: slug for slug, text in sorted(came.items()) if text.code}
    moves: dict[str, str] = {}
    for slug, text in sorted(went.items()):
        target = by_code.get(text.code or "")
        if target and target not in moves:
            moves[target] = slug
    for slug in sorted(went.keys() - set(moves.values())):
        target = _successor(slug, new)
        # several texts made into one: the first of them moved, the others were removed
        if target in came and target not in moves:
            moves[target] = slug
    return moves


def _successor(slug: str, library: Library) -> str:
    """Where `redirects.yaml` leads in the end; empty where it does not."""
    seen = {slug}
    target = library.redirects.get(slug, "")
    while target in library.redirects and target not in seen:
        seen.add(target)
        target = library.redirects[target]
    return target if target in library.resources else ""


def _came(text: Resource, kind: Kind, vocabulary: Vocabulary) -> TextChange:
    return TextChange(
        slug=text.id,
        kind=kind,
        status=text.status,
        title=text.texts[SOURCE_LANGUAGE].title,
        audiences=text.audiences,
        ages=text.ages.notation,
        languages=tuple(LanguageChange(language, "new") for language in text.languages),
        outdated=_outdated(None, text),
        readers=_readers((text,), text.languages, vocabulary),
    )


def _went(text: Resource, kind: Kind, old: Library, new: Library) -> TextChange:
    return TextChange(
        slug=text.id,
        kind=kind,
        status=text.status,
        title=text.texts[SOURCE_LANGUAGE].title,
        audiences=text.audiences,
        ages=text.ages.notation,
        successor=_successor(text.id, new),
        readers=_readers((text,), text.languages, old.vocabulary),
    )


def _changed(before: Resource, after: Resource, old: Library, new: Library) -> TextChange | None:
    facts = tuple(_different(_facts(before, ResourceFile.model_fields), _facts(after, ResourceFile.model_fields)))
    languages = tuple(_languages(before, after, old, new))
    outdated = _outdated(before, after)
    kind: Kind = "changed"
    if before.id != after.id:
        kind = "moved"
    elif after.status == "retired" != before.status:
        kind = "retired"
    if kind == "changed" and not (facts or languages or outdated):
        return None
    concerned = [change.language for change in languages]
    if facts or before.id != after.id:
        concerned = [*before.languages, *after.languages]
    return TextChange(
        slug=after.id,
        kind=kind,
        status=after.status,
        title=after.texts[SOURCE_LANGUAGE].title,
        audiences=after.audiences,
        ages=after.ages.notation,
        old_slug=before.id if before.id != after.id else "",
        facts=facts,
        languages=languages,
        outdated=outdated,
        readers=_readers((before, after), concerned, new.vocabulary),
    )


def _languages(before: Resource, after: Resource, old: Library, new: Library) -> Iterator[LanguageChange]:
    for language in _in_order((*before.texts, *after.texts), tuple(new.vocabulary.languages), first=SOURCE_LANGUAGE):
        file = f"{language}.yaml"
        if language not in before.texts:
            is_mended = _has_problem(old, f"resources/{before.id}/{file}")
            yield LanguageChange(language, "mended" if is_mended else "new")
        elif language not in after.texts:
            is_broken = _has_problem(new, f"resources/{after.id}/{file}")
            yield LanguageChange(language, "broken" if is_broken else "removed")
        else:
            was, now = before.texts[language], after.texts[language]
            fields = tuple(_fields(was, now))
            facts = tuple(_different(_text_facts(was), _text_facts(now)))
            if fields or facts:
                yield LanguageChange(language, "changed", fields, facts)


def _fields(before: Text, after: Text) -> Iterator[FieldChange]:
    was, now = _wordings(before), _wordings(after)
    for name in dict.fromkeys((*now, *was)):
        old, new = was.get(name, ()), now.get(name, ())
        if old != new:
            kind: Literal["new", "changed", "removed"] = "changed" if old and new else "new" if new else "removed"
            yield FieldChange(name, kind, diff_sentences(_sentences(name, old), _sentences(name, new)))


def _wordings(text: Text) -> dict[str, tuple[str, ...]]:
    """Field -> its wording; the entries of one that is a list. No field that is empty."""
    found: dict[str, tuple[str, ...]] = {name: (getattr(text, name),) for name in ("title", "summary", "main_message")}
    for section in text.sections:
        found |= {f"{section.id}/heading": (section.heading,), f"{section.id}/text": (section.text,)}
    found |= {"actions": text.actions, "say": text.say}
    found["sentences"] = tuple(
        f"{said.moment}, {said.ages}: {f'{said.ask} — ' if said.ask else ''}{said.words}" for said in text.sentences
    )
    return {name: wording for name, wording in found.items() if wording}


def _sentences(name: str, wording: tuple[str, ...]) -> tuple[str, ...]:
    """What is compared as one piece: an entry of a list, a sentence of anything else. White space is folded."""
    if name in ("actions", "say", "sentences"):
        return tuple(" ".join(entry.split()) for entry in wording)
    return tuple(sentence for words in wording for sentence in split_sentences(words))


def _text_facts(text: Text) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"sections": tuple(section.id for section in text.sections)}
    facts |= {f"{section.id}/sources": section.sources for section in text.sections}
    if text.translation:
        marks = text.translation.source_fingerprint
        facts |= {
            "translation.status": text.translation.status,
            "translation.note": text.translation.note,
            "translation.source_fingerprint": tuple(f"{part} {mark}" for part, mark in marks.items()),
        }
    return facts


def _outdated(before: Resource | None, after: Resource) -> tuple[Behind, ...]:
    if after.status == "retired":
        return ()
    found = []
    for language in after.languages:
        known = before.outdated_parts(language) if before and language in before.texts else ()
        if parts := tuple(part for part in after.outdated_parts(language) if part not in known):
            found.append(Behind(after.id, language, parts))
    return tuple(found)


def _readers(states: Sequence[Resource], languages: Iterable[str], vocabulary: Vocabulary) -> Readers:
    shown = [state for state in states if state.status == "published"]
    if not shown:
        return Readers()
    facets = {name: facet.ids for name, facet in vocabulary.facets.items()}
    return Readers(
        audiences=_in_order((v for state in shown for v in state.audiences), facets.get("audience", ())),
        ages=tuple(band.notation for band in BANDS if any(state.ages.overlaps(band) for state in shown)),
        situations=_in_order((v for state in shown for v in state.situations), facets.get("situation", ())),
        languages=_in_order(languages, tuple(vocabulary.languages), first=SOURCE_LANGUAGE),
    )


def _together(several: Sequence[Readers]) -> Readers:
    bands = tuple(band.notation for band in BANDS)
    return Readers(
        audiences=tuple(sorted({value for one in several for value in one.audiences})),
        ages=_in_order((value for one in several for value in one.ages), bands),
        situations=tuple(sorted({value for one in several for value in one.situations})),
        languages=_in_order(sorted({v for one in several for v in one.languages}), (), first=SOURCE_LANGUAGE),
    )


def _in_order(values: Iterable[str], order: tuple[str, ...], *, first: str = "") -> tuple[str, ...]:
    """Each value once, in the order given; what is not in it comes last, as it was met."""
    met = tuple(dict.fromkeys(values))
    places = {value: place for place, value in enumerate(dict.fromkeys((*([first] if first else []), *order)))}
    return tuple(sorted(met, key=lambda value: places.get(value, len(places))))


def _has_problem(library: Library, path: str) -> bool:
    """Whether a file, or anything in a folder, is told to have an error."""
    return any(PurePosixPath(problem.path).is_relative_to(path) for problem in _errors(library))


# Facts


_ORDERS = ("sections", "order")
"""Facts that only say in which order things stand that are compared one by one."""


def _facts(value: Model, names: Iterable[str]) -> dict[str, Fact]:
    """Every key of a file with its value as it would be told: whatever keys files may get, none is left out."""
    return {name: _fact(getattr(value, name)) for name in names}


def _fact(value: Any) -> Fact:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case AgeRange():
            return value.notation
        case Review():
            done = f"reviewed by {value.by} on {value.on}" if value.status == "reviewed" else value.status
            return f"{done}, next {value.next}"
        case date():
            return value.isoformat()
        case Model():
            parts = _facts(value, type(value).model_fields)
            return tuple(f"{name}: {_told(part)}" for name, part in parts.items() if part)
        case tuple() | list():
            return tuple(_told(_fact(entry)) for entry in value)
        case dict():
            return tuple(f"{name}: {_told(_fact(entry))}" for name, entry in value.items())
        case _:
            return str(value)


def _told(fact: Fact) -> str:
    return fact if isinstance(fact, str) else ", ".join(fact)


def _listed(fact: Fact) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else (fact,) if fact else ()


def _different(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> Iterator[FactChange]:
    for name in dict.fromkeys((*after, *before)):
        # what is not there at all is as empty as what stands in its place
        was = before.get(name, () if isinstance(after.get(name), tuple) else "")
        now = after.get(name, () if isinstance(was, tuple) else "")
        if name in _ORDERS:  # what came and what went is told by itself
            was, now = _of_both(was, now), _of_both(now, was)
        if _listed(was) != _listed(now):
            yield FactChange(name, was, now)


def _of_both(these: Fact, those: Fact) -> tuple[str, ...]:
    return tuple(value for value in _listed(these) if value in _listed(those))


# Everything else


@dataclass(frozen=True)
class _Entry:
    """Something in a state that is no text."""

    label: str
    facts: Mapping[str, Fact]
    file: str
    """Below the content folder."""


_EntriesOf = Callable[[Library], Iterator[tuple[str, _Entry]]]
"""The entries of one sort in a state, by id."""


def _entries(old: Library, new: Library) -> Iterator[EntryChange]:
    for sort, entries_of in _SORTS.items():
        before, after = dict(entries_of(old)), dict(entries_of(new))
        found = [*_gone_or_come(sort, before, after, new, "removed"), *_gone_or_come(sort, after, before, old, "new")]
        found += [
            EntryChange(sort, id, "changed", after[id].label, facts)
            for id in before.keys() & after.keys()
            if (facts := tuple(_different(before[id].facts, after[id].facts)))
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
        if entry.file in read or not _has_problem(other, entry.file):
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
            facts = _facts(value, (name for name in type(value).model_fields if name not in ("id", "texts")))
            for language, words in getattr(value, "texts", {}).items():
                named = _facts(words, type(words).model_fields)
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
        facts = _facts(language, (name for name in type(language).model_fields if name not in ("id", "names")))
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
            groups[id] = _Entry(group.words[0], _facts(group, type(group).model_fields), file)
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


# Searches


def _queries(old: Library, new: Library, texts: Iterable[TextChange]) -> Iterator[QueryChange]:
    """A text that only bears another name is the same result."""
    names = {change.old_slug: change.slug for change in texts if change.old_slug}
    before, after = Catalog.build(old, Edition.PUBLISHED), Catalog.build(new, Edition.PUBLISHED)
    for query in QUERIES:
        was, now = _first(before, query), _first(after, query)
        if tuple(names.get(slug, slug) for slug in was) != now:
            yield QueryChange(query, was, now)


def _first(catalog: Catalog, query: str) -> tuple[str, ...]:
    found = catalog.select(Query.from_params({"q": [query]}, catalog.vocabulary), SOURCE_LANGUAGE)
    return tuple(resource.id for resource in found.resources[:FIRST_RESULTS])
