"""What differs between two states of the content: texts with their wording and facts, everything else in one line each.

Values are compared, not files: comments, line ends and the order of keys are no change. `change_report` says it to
people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..catalog import Catalog, Edition, Query
from ..model.age import BANDS
from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.problem import Problem
from ..model.resource import Resource, ResourceFile
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .entry_changes import EntryChange, entry_changes
from .facts import Fact, FactChange, different, errors_of, facts_of, has_error
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

Kind = Literal["new", "changed", "retired", "moved", "removed", "broken", "mended"]
"""`retired`: kept and not shown; `removed`: not there any more; `broken`: there, but not fit to be served, as its
problem tells; `mended`: it was so before."""


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


FirstResults = Mapping[str, tuple[str, ...]]
"""Everyday search -> slugs of its first results, the best first."""


def compare(old: Library, new: Library, found_before: FirstResults | None = None) -> Changes:
    """What differs from `old` to `new`. Paths in their problems must be below the content folder (`load_state`).

    `found_before`: the `first_results` of `old`, where they are known already.
    """
    texts = tuple(sorted(_texts(old, new), key=lambda change: change.slug))
    entries = tuple(entry_changes(old, new))
    errors_before, errors_now = errors_of(old), errors_of(new)
    # the same words and facts give the same results: no index is made to find out
    if not texts and not entries:
        return Changes((), (), (), errors_before, errors_now)
    queries = tuple(_queries(found_before or first_results(old), first_results(new), texts))
    return Changes(texts, entries, queries, errors_before, errors_now)


# Texts


def _texts(old: Library, new: Library) -> Iterator[TextChange]:
    moved = _moves(old, new)
    for slug, text in new.resources.items():
        old_slug = moved.get(slug, slug)
        before = old.resources.get(old_slug)
        if before is None:
            kind: Kind = "mended" if has_error(old, f"resources/{slug}") else "new"
            yield _came(text, kind, new.vocabulary)
        elif change := _changed(before, text, old, new):
            yield change
    for slug, text in old.resources.items():
        if slug not in new.resources and slug not in moved.values():
            yield _went(text, "broken" if has_error(new, f"resources/{slug}") else "removed", old, new)


def _moves(old: Library, new: Library) -> dict[str, str]:
    """New slug -> old slug, of texts that bear another name: led to by a redirect, or known by their code."""
    came = {slug: text for slug, text in new.resources.items() if slug not in old.resources}
    went = {
        slug: text
        for slug, text in old.resources.items()
        if slug not in new.resources and not has_error(new, f"resources/{slug}")
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
    facts = tuple(different(facts_of(before, ResourceFile.model_fields), facts_of(after, ResourceFile.model_fields)))
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
            is_mended = has_error(old, f"resources/{before.id}/{file}")
            yield LanguageChange(language, "mended" if is_mended else "new")
        elif language not in after.texts:
            is_broken = has_error(new, f"resources/{after.id}/{file}")
            yield LanguageChange(language, "broken" if is_broken else "removed")
        else:
            was, now = before.texts[language], after.texts[language]
            fields = tuple(_fields(was, now))
            facts = tuple(different(_text_facts(was), _text_facts(now)))
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


# Searches


def _queries(before: FirstResults, after: FirstResults, texts: Iterable[TextChange]) -> Iterator[QueryChange]:
    """A text that only bears another name is the same result."""
    names = {change.old_slug: change.slug for change in texts if change.old_slug}
    for query in QUERIES:
        if tuple(names.get(slug, slug) for slug in before[query]) != after[query]:
            yield QueryChange(query, before[query], after[query])


def first_results(library: Library) -> FirstResults:
    """What readers of bokmål are shown first in each of `QUERIES`."""
    catalog = _searched(library)
    return {query: _first(catalog, query) for query in QUERIES}


def _searched(library: Library) -> Catalog:
    """What a search in bokmål looks into: results are the same as among all languages, and the index is made in
    less than half of the time.
    """
    chain = library.vocabulary.chain(SOURCE_LANGUAGE)
    texts = {
        slug: resource.model_copy(
            update={"texts": {each: resource.texts[each] for each in chain if each in resource.texts}}
        )
        for slug, resource in library.resources.items()
    }
    search_words = {each: words for each, words in library.search_words.items() if each in chain}
    return Catalog.build(replace(library, resources=texts, search_words=search_words), Edition.PUBLISHED)


def _first(catalog: Catalog, query: str) -> tuple[str, ...]:
    found = catalog.select(Query.from_params({"q": [query]}, catalog.vocabulary), SOURCE_LANGUAGE)
    return tuple(resource.id for resource in found.resources[:FIRST_RESULTS])
