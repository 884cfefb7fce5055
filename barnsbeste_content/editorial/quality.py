"""The state of the texts as a whole: problems, readability, health literacy, coverage, and what is due for a look.

Made once a catalog and day: a catalog never changes, and to check every text takes a second or two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Literal
from weakref import WeakKeyDictionary

from ..catalog import Catalog
from ..catalog.facets import GENERAL
from ..model.age import BANDS
from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.problem import Problem
from ..model.quality import Cover, Due, HardSentence, LanguageState, Quality, Reading
from ..model.resource import Resource
from .checks import (
    CONTACT_AND_LAW_MONTHS,
    GUIDANCE_MONTHS,
    LIX_LANGUAGES,
    library_problems,
    limits_of,
    months_later,
    running_text,
    text_problems,
)
from .health_literacy import lacks
from .readability import hardest_sentences, measure

AGES_OF_READERS: Mapping[str, tuple[str, ...]] = {
    "child": ("3-7", "8-12"),
    "youth": ("13-17",),
    "infant_caregiver": ("0-2",),
}
"""Audience -> age bands it is spoken to about (editorial guide, "Who reads, and how we speak"); all for any other."""
MOST_EXPLAINED = 30
"""Texts whose hardest sentences are looked for."""

_made: WeakKeyDictionary[Catalog, tuple[Path, Quality]] = WeakKeyDictionary()
_making = Lock()


def quality(catalog: Catalog, root: Path, today: date) -> Quality:
    """The state of the texts of a catalog, made of the content folder `root`, on the day `today`.

    Kept as long as the catalog is: asking again on the same day costs nothing. Thread-safe; who asks meanwhile waits.
    """
    with _making:
        kept = _made.get(catalog)
        if kept is None or kept[0] != root or kept[1].today != today:
            kept = _made[catalog] = root, _quality(catalog, root, today)
        return kept[1]


def _quality(catalog: Catalog, root: Path, today: date) -> Quality:
    library = catalog.library
    problems = tuple(_relative(problem, root) for problem in _problems(library, root, today))
    return Quality(
        today=today,
        problems=problems,
        readings=tuple(_readings(catalog)),
        lacks=tuple(lacks(catalog, problems, today)),
        languages={resource.id: _languages(resource, library) for resource in catalog.resources},
        covers=_covers(catalog),
        calendar=tuple(sorted(_calendar(catalog, today), key=lambda due: (due.day, due.kind, due.id))),
    )


class _Checked:
    """The problems of each text as found last, and what they rest on: a saved file costs the checks of one text."""

    def __init__(self, library: Library, root: Path, today: date) -> None:
        self.library, self.root, self.today = library, root, today
        self.found: dict[str, tuple[Resource, list[Problem]]] = {}

    def holds_for(self, library: Library, root: Path, today: date) -> bool:
        return (
            (self.root, self.today) == (root, today)
            and self.library.glossary == library.glossary
            and self.library.helplines == library.helplines
        )


_checked: _Checked | None = None


def _problems(library: Library, root: Path, today: date) -> list[Problem]:
    """As `barnsbeste check` finds them; called by one at a time."""
    global _checked
    before = _checked.found if _checked and _checked.holds_for(library, root, today) else {}
    now = _Checked(library, root, today)
    for slug, resource in library.resources.items():
        kept = before.get(slug)
        if kept is None or kept[0] is not resource:
            kept = resource, text_problems(resource, library, root, today)
        now.found[slug] = kept
    _checked = now
    of_texts = [problem for _, found in now.found.values() for problem in found]
    return sorted((*library.problems, *of_texts, *library_problems(library, root)))


def _relative(problem: Problem, root: Path) -> Problem:
    path = Path(problem.path)
    return replace(problem, path=path.relative_to(root).as_posix() if path.is_relative_to(root) else problem.path)


def _readings(catalog: Catalog) -> Iterator[Reading]:
    found = []
    for resource in catalog.resources:
        limits = limits_of(resource)
        for language in LIX_LANGUAGES:
            if text := resource.texts.get(language):
                score = measure(*running_text(text)).lix
                found.append(Reading(resource.id, language, score, limits.warn, limits.fail, limits.reader))
    found.sort(key=lambda each: (each.lix is None, each.warn - (each.lix or 0), each.slug, each.language))
    for place, reading in enumerate(found):
        if reading.lix is None or place >= MOST_EXPLAINED:
            yield reading
            continue
        resource = catalog.library.resources[reading.slug]
        sentences = hardest_sentences(*running_text(resource.texts[reading.language]))
        hardest = (HardSentence(s.words, s.count, s.long_words, reading.lix - s.lix_without) for s in sentences)
        yield replace(reading, hardest=tuple(hardest))


def _languages(resource: Resource, library: Library) -> dict[str, LanguageState]:
    return {language: _state(resource, language) for language in library.vocabulary.languages}


def _state(resource: Resource, language: str) -> LanguageState:
    text = resource.texts.get(language)
    if text is None:
        return "missing"
    if language != SOURCE_LANGUAGE and resource.outdated_parts(language):
        return "outdated"
    return "machine" if text.translation and text.translation.status == "machine" else "current"


def _covers(catalog: Catalog) -> dict[tuple[str, str, str], Cover]:
    facets = catalog.vocabulary.facets
    if not {"audience", "situation"} <= set(facets):
        return {}
    published = [resource for resource in catalog.resources if resource.status == "published"]
    found = {}
    for audience in facets["audience"].ids:
        expected = AGES_OF_READERS.get(audience, tuple(band.notation for band in BANDS))
        for band in BANDS:
            there = [r.situations for r in published if audience in r.audiences and r.ages.overlaps(band)]
            for situation in facets["situation"].ids:
                found[audience, band.notation, situation] = Cover(
                    own=sum(situation in situations for situations in there),
                    general=sum(GENERAL in s and situation not in s for s in there) if situation != GENERAL else 0,
                    is_expected=band.notation in expected,
                )
    return found


def _calendar(catalog: Catalog, today: date) -> Iterator[Due]:
    library = catalog.library
    for resource in catalog.resources:
        yield Due("text", resource.id, resource.changed, resource.review.next)
    for source in library.sources.values():
        months = CONTACT_AND_LAW_MONTHS if source.kind in ("law", "helpline") else GUIDANCE_MONTHS
        yield _looked_at("source", source.id, source.accessed, months, today)
    for line in library.helplines.values():
        yield _looked_at("helpline", line.id, line.checked, CONTACT_AND_LAW_MONTHS, today)


def _looked_at(kind: Literal["source", "helpline"], id: str, looked: date, months: int, today: date) -> Due:
    if looked > today:
        return Due(kind, id, looked, today, is_future=True)
    return Due(kind, id, looked, months_later(looked, months))
