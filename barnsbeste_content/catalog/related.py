"""What the reader of a text can read next, and what to do next: each with the reasons for it, as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..model.resource import CODED_AUDIENCES, Resource
from ..model.sheet import Sheet
from .catalog import Catalog
from .facets import GENERAL, Mask

LOSS = "bereavement"
HELP = "get_help"
FAMILY = ("parent", "infant_caregiver", "minority_family")
PROFESSIONALS = frozenset(("practitioner", "student", "volunteer_org", "authority"))
READS_ALSO: Mapping[str, tuple[str, ...]] = {
    "child": ("child",),
    "youth": ("youth",),
    "parent": ("parent", "minority_family", "infant_caregiver"),
    "infant_caregiver": ("infant_caregiver", "parent", "minority_family"),
    "minority_family": ("minority_family", "parent", "infant_caregiver"),
    "practitioner": ("practitioner",),
    "network_adult": ("network_adult", "parent"),
    "student": ("student", "practitioner"),
    "volunteer_org": ("volunteer_org", "practitioner", "network_adult"),
    "authority": ("authority", "practitioner"),
    "public": ("public", "network_adult", "parent"),
}
"""Reader -> whose texts are for the same reader too, the nearest first."""
WEIGHTS: Mapping[str, float] = {"situation": 3.0, "loss_context": 2.0, "topic": 2.0, "relation": 1.0, "setting": 0.5}
"""What a value in common counts."""
LIKENESS_WEIGHT = 8.0
NEAR_COPY = 0.75
"""Texts more alike than this say the same: one of them is enough."""
ALIKE = 0.2
"""Texts more alike than this share enough words for that to be a reason."""
COMPARED = 24
"""Texts with the most in common, whose words are compared."""
MOST = 4
"""Texts offered, unless more are named by hand."""

ReasonKind = Literal["loss_context", "situation", "topic", "relation", "any_situation", "likeness", "adults", "named"]


@dataclass(frozen=True)
class Reason:
    """Why a text is offered."""

    kind: ReasonKind
    values: tuple[str, ...] = ()
    """Ids of what both texts are about, where the kind is a facet."""


@dataclass(frozen=True)
class Related:
    """A text to read next."""

    resource: Resource
    reasons: tuple[Reason, ...]
    """The most telling first; never empty."""


@dataclass(frozen=True)
class Step:
    """The one thing to do after a text."""

    kind: Literal["talk", "help", "sheet", "guide", "together", "pack"]
    """Somebody to talk with; who can be called; a sheet to fill in; words for a talk; a text to read with the child;
    texts to print."""
    resource: Resource | None = None
    sheet: Sheet | None = None
    pack: tuple[Resource, ...] = ()


def related(catalog: Catalog, resource: Resource, language: str) -> tuple[Related, ...]:
    """The best texts to read after `resource` for the same reader: those named by hand, then the nearest, each unlike
    those before it. Within both, texts in the reader's `language` stand first."""
    named = [
        other
        for other in map(catalog.get, resource.related)
        if other is not None and other.id != resource.id and _may_follow(resource, other)
    ]
    named = list({other.id: other for other in named}.values())
    chosen = sorted(named, key=lambda other: language not in other.texts)
    pool = sorted(
        (each for each in _nearest(catalog, resource) if each[0] not in named),
        key=lambda each: (language not in each[0].texts, -each[1]),
    )
    while pool and len(chosen) < MOST:
        best = _most_unlike(catalog, pool, [resource, *chosen], language)
        if best is None:
            break
        chosen.append(best)
        pool = [each for each in pool if each[0] is not best]
    return tuple(Related(other, _reasons(catalog, resource, other)) for other in chosen)


def next_step(catalog: Catalog, resource: Resource, language: str) -> Step:
    """What fits after a text, by who reads it: a child finds somebody to talk with, a parent the words for the talk, a
    professional a guide, or what to print."""
    readers = set(resource.audiences)
    if readers & set(CODED_AUDIENCES):
        return _of_the_young(catalog, resource, language)
    if readers & {*FAMILY, "network_adult", "public"}:
        return _of_grown_ups(catalog, resource, language)
    if resource.guide is None and (guide := _guide(catalog, resource, ("practitioner",), language)):
        return Step("guide", guide)
    others = tuple(each.resource for each in related(catalog, resource, language))
    return Step("pack", pack=(resource, *others[:2]))


def _of_the_young(catalog: Catalog, resource: Resource, language: str) -> Step:
    own = [audience for audience in resource.audiences if audience in CODED_AUDIENCES]
    talk = _somebody_to_talk_with(catalog, own, language)
    if talk and talk.id != resource.id:
        return Step("talk", talk)
    sheets = catalog.library.sheets.values()
    sheet = next((each for each in sheets if set(each.audiences) & set(own) and each.text != resource.id), None)
    return Step("sheet", sheet=sheet) if sheet else Step("help")


def _somebody_to_talk_with(catalog: Catalog, audiences: Sequence[str], language: str) -> Resource | None:
    """The text that tells these readers who they can talk with: on getting help and on talking, whatever has happened.

    The same one after every text, so that nobody who is worried is led to something worse.
    """
    facets = catalog.facets
    found = [
        other
        for other in _at(catalog, facets.bearing("audience", audiences) & facets.bearing("topic", [HELP]))
        if "talk_together" in other.topics and other.situations == (GENERAL,)
    ]
    return min(
        (other for other in found if not set(other.audiences) & PROFESSIONALS),
        key=lambda other: (
            language not in other.texts,
            other.topics.index(HELP) + other.topics.index("talk_together"),
            other.id,
        ),
        default=None,
    )


def _of_grown_ups(catalog: Catalog, resource: Resource, language: str) -> Step:
    if resource.guide is None and (guide := _guide(catalog, resource, FAMILY, language)):
        return Step("guide", guide)
    found = [
        other
        for other in _at(catalog, catalog.facets.bearing("audience", CODED_AUDIENCES))
        if other.ages.overlaps(resource.ages)
        and (set(resource.situations) & set(other.situations))
        and (not resource.relations or resource.relations[0] in other.relations)
        and _suits(resource, other)
    ]
    best = min(
        found,
        key=lambda other: (
            language not in other.texts,
            other.situations[0] != resource.situations[0],
            other.relations[:1] != resource.relations[:1],
            -catalog.likeness.between(resource, other),
        ),
        default=None,
    )
    return Step("together", best) if best else Step("help")


def _guide(catalog: Catalog, resource: Resource, audiences: Sequence[str], language: str) -> Resource | None:
    """The conversation guide by age that fits a text: on what has happened there, or on anything where that is what
    the text is about."""
    is_general = GENERAL in resource.situations
    found = [
        other
        for other in _at(catalog, catalog.facets.bearing("audience", audiences))
        if other.guide
        and other.id != resource.id
        and other.ages.overlaps(resource.ages)
        and _suits(resource, other)
        and (LOSS not in other.situations or resource.situations[0] == LOSS)
    ]
    return min(
        found,
        key=lambda other: (
            language not in other.texts,
            (GENERAL in other.situations) != is_general,
            other.situations[0] != resource.situations[0],
            -len(_losses(resource) & _losses(other)),
            _ages_apart(resource, other),
        ),
        default=None,
    )


def _at(catalog: Catalog, mask: Mask) -> list[Resource]:
    return [catalog.resources[ordinal] for ordinal in catalog.facets.ordinals(mask).tolist()]


def _ages_apart(resource: Resource, other: Resource) -> int:
    """Months by which two ranges of age reach beyond each other."""
    one, two = resource.ages, other.ages
    return abs(one.first_month - two.first_month) + abs(one.last_month - two.last_month)


def _may_follow(resource: Resource, other: Resource) -> bool:
    """Nobody young is led to what is written for professionals, whoever named it."""
    return not set(resource.audiences) & set(CODED_AUDIENCES) or not set(other.audiences) & PROFESSIONALS


def _suits(resource: Resource, other: Resource) -> bool:
    """Whether what `other` tells of can be the reader's life: what has happened in `resource`, or anything.

    Nobody meets a death that reads of an illness, and nobody who lost somebody suddenly a death that was awaited.
    """
    if LOSS in other.situations and LOSS not in resource.situations and GENERAL not in other.situations:
        return False
    if LOSS in other.situations and _losses(resource) and _losses(other) and not _losses(resource) & _losses(other):
        return False
    return (
        GENERAL in other.situations
        or GENERAL in resource.situations
        or bool(set(resource.situations) & set(other.situations))
    )


def _losses(resource: Resource) -> set[str]:
    return set(resource.loss_contexts) - {"unspecified"}


def _nearest(catalog: Catalog, resource: Resource) -> list[tuple[Resource, float]]:
    """(text, score) of those with the most in common that are for the same reader, the best first."""
    reads = tuple(dict.fromkeys(also for audience in resource.audiences for also in READS_ALSO.get(audience, ())))
    facets = catalog.facets
    may = facets.ordinals(facets.bearing("audience", reads))
    scores = facets.shared(resource, WEIGHTS)[may]
    scores += np.where(facets.age_distances([resource.ages])[may] == 0, 1.5, -2.0)
    found: list[tuple[Resource, float]] = []
    for place in np.argsort(-scores, kind="stable").tolist():
        other = catalog.resources[int(may[place])]
        if other.id == resource.id or not _may_follow(resource, other) or not _suits(resource, other):
            continue
        nearness = min(reads.index(audience) for audience in other.audiences if audience in reads)
        score = float(scores[place]) - nearness + LIKENESS_WEIGHT * catalog.likeness.between(resource, other)
        found.append((other, score))
        if len(found) == COMPARED:
            break
    return found


def _most_unlike(
    catalog: Catalog, pool: Iterable[tuple[Resource, float]], taken: Sequence[Resource], language: str
) -> Resource | None:
    """The best of the pool once what the taken ones say already is taken off."""
    best: tuple[Resource, float] | None = None
    for other, score in pool:
        if best is not None and language not in other.texts:
            break  # those in the reader's language stand before the others
        likest = max(catalog.likeness.between(other, each) for each in taken[1:]) if len(taken) > 1 else 0.0
        if likest >= NEAR_COPY or catalog.likeness.between(other, taken[0]) >= NEAR_COPY:
            continue
        left = score - LIKENESS_WEIGHT * likest
        if best is None or left > best[1]:
            best = other, left
    return best[0] if best else None


def _reasons(catalog: Catalog, resource: Resource, other: Resource) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if set(resource.audiences) & set(CODED_AUDIENCES) and not set(other.audiences) & set(CODED_AUDIENCES):
        found.append(Reason("adults"))
    facets: tuple[tuple[Literal["loss_context", "situation", "topic"], set[str]], ...] = (
        ("loss_context", {"unspecified"}),
        ("situation", {GENERAL}),
        ("topic", set()),
    )
    for facet, silent in facets:
        shared = tuple(
            value for value in resource.values(facet) if value in other.values(facet) and value not in silent
        )
        if shared:
            found.append(Reason(facet, shared))
    if not found and GENERAL in other.situations:
        found.append(Reason("any_situation"))
    if not found and catalog.likeness.between(resource, other) >= ALIKE:
        found.append(Reason("likeness"))
    if not found and (shared := tuple(value for value in resource.relations if value in other.relations)):
        found.append(Reason("relation", shared))
    return tuple(found) or (Reason("named"),)
