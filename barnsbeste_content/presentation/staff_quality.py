"""The page of quality, for staff: each section as HTML. What it says is in bokmål alone."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from ..i18n import locale_of
from ..model.age import BANDS
from ..model.problem import Problem, Severity
from ..model.quality import COMPETENCES, Cover, Due, Quality, Reading
from ..model.resource import Resource
from . import staff_quality_words as words
from .presenter import Presenter

_BOKMAAL = locale_of("nb")
SOON = timedelta(days=90)
"""What is due within this time is named; the rest is counted."""
FIRST = 15
"""Rows of readability that stand open."""
_MOST = 60.0
"""LIX that the plot reaches at least."""


@dataclass(frozen=True)
class Place:
    """A problem and where one can mend it."""

    problem: Problem
    resource: Resource | None
    """The text it is about, where that can be opened."""


@dataclass(frozen=True)
class Dot:
    """A text in the plot."""

    x: float
    """Per cent of the scale."""
    reading: Reading
    title: str


@dataclass(frozen=True)
class Line:
    """The texts for one kind of reader in the plot, and where their limits are."""

    label: str
    warn: tuple[float, float]
    """The limit, and where it stands in per cent of the scale."""
    fail: tuple[float, float]
    dots: tuple[Dot, ...]


def summary(shown: Presenter, found: Quality) -> str:
    """What is on the page, with the count of each section."""
    soon = found.today + SOON
    return shown.render(
        "staff_quality.html.j2",
        severities=Counter(problem.severity for problem in found.problems),
        heavy=sum(reading.verdict in ("over", "fails") for reading in found.readings),
        near=sum(reading.verdict == "near" for reading in found.readings),
        lacking=len({lack.slug for lack in found.lacks}),
        texts=len(found.languages),
        holes=sum(cover.is_hole for cover in found.covers.values()),
        due=sum(due.day <= soon for due in found.calendar),
    )


def problems_heading(shown: Presenter) -> str:
    """What stands above the choices among the problems."""
    return shown.render("staff_quality_problems_heading.html.j2")


def severity_words(found: Quality) -> dict[str, str]:
    """Severity -> its name and how many problems have it, for those that any has."""
    counts = Counter(problem.severity for problem in found.problems)
    return {known: f"{name} ({counts[known]})" for known, name in words.SEVERITIES.items() if counts[known]}


def rule_words(found: Quality) -> dict[str, str]:
    """Rule -> its name and how many problems break it, the most broken first."""
    counts = Counter(problem.rule for problem in found.problems)
    return {rule: f"{words.rule_name(rule)} ({count})" for rule, count in counts.most_common()}


def problems(
    shown: Presenter, found: Quality, severities: Collection[str] = (), rules: Collection[str] = (), most: int = 200
) -> str:
    """Problems of these severities and rules (all where none are given), errors first; the first `most` of them."""
    order: Mapping[Severity, int] = {severity: place for place, severity in enumerate(words.SEVERITIES)}
    chosen = [
        Place(problem, shown.catalog.library.resources.get(_slug(problem.path)))
        for problem in sorted(found.problems, key=lambda each: (order[each.severity], each))
        if (not severities or problem.severity in severities) and (not rules or problem.rule in rules)
    ]
    return shown.render(
        "staff_quality_problems.html.j2",
        places=chosen[:most],
        left=max(0, len(chosen) - most),
        total=len(found.problems),
        rules=words.RULES,
        rule_name=words.rule_name,
        severities=words.SEVERITIES,
    )


def readability(shown: Presenter, found: Quality) -> str:
    """LIX beside the limits, as a plot and as a table, with the sentences that drive it."""
    scored = [reading for reading in found.readings if reading.lix is not None]
    most = max((_MOST, *((reading.lix or 0) + 5 for reading in scored)))
    lines = _lines(shown, scored, most)
    rows = [(reading, shown.catalog.library.resources[reading.slug]) for reading in scored]
    return shown.render(
        "staff_quality_readability.html.j2",
        lines=lines,
        ticks=[(tick, _place(tick, most)) for tick in range(0, int(most) + 1, 10)],
        groups=[("", rows[:FIRST]), (f"Alle de andre ({len(rows) - FIRST})", rows[FIRST:])],
        short=len(found.readings) - len(scored),
        verdicts=words.VERDICTS,
        decimal=words.decimal,
    )


def _lines(shown: Presenter, scored: Sequence[Reading], most: float) -> list[Line]:
    def key(reading: Reading) -> tuple[float, float, str]:
        return reading.warn, reading.fail, reading.reader

    lines = []
    for (warn, fail, reader), group in groupby(sorted(scored, key=key), key):
        dots = tuple(
            Dot(
                _place(each.lix or 0, most),
                each,
                f"{_title(shown, each.slug)} ({each.language}): {words.decimal(each.lix or 0)}",
            )
            for each in group
        )
        lines.append(Line(reader_name(shown, reader), (warn, _place(warn, most)), (fail, _place(fail, most)), dots))
    return lines


def _place(lix: float, most: float) -> float:
    return round(100 * lix / most, 2)


def reader_name(shown: Presenter, reader: str) -> str:
    """Whose limits of LIX they are."""
    if reader.startswith("child-"):
        return "Barn til og med 7 år" if reader == "child-7" else "Barn 8–12 år"
    return shown.vocabulary.label("audience", reader, "nb") if reader else "Andre"


def health_literacy(shown: Presenter, found: Quality) -> str:
    """What the texts lack for readers to find, understand, appraise and apply them."""
    parts = []
    for competence in COMPETENCES:
        own = [lack for lack in found.lacks if lack.competence == competence]
        rules = [
            (rule, [shown.catalog.library.resources[lack.slug] for lack in group])
            for rule, group in groupby(own, lambda lack: lack.rule)
        ]
        rules.sort(key=lambda each: -len(each[1]))
        whole = len(found.languages) - len({lack.slug for lack in own})
        parts.append((*words.COMPETENCE_WORDS[competence], whole, rules))
    return shown.render("staff_quality_literacy.html.j2", parts=parts, texts=len(found.languages), rules=words.RULES)


def coverage(shown: Presenter, found: Quality) -> str:
    """Texts by language, and published texts by audience, age and situation, as tables with coloured cells."""
    there = [shown.catalog.library.resources[slug] for slug in found.languages]
    there.sort(key=lambda resource: resource.texts["nb"].title.casefold())
    languages = tuple(shown.vocabulary.languages)
    missing = {each: sum(states[each] == "missing" for states in found.languages.values()) for each in languages}
    audiences, situations = _ids(shown, "audience"), _ids(shown, "situation")
    rows = [
        (audience, band, [found.covers[audience, band.notation, situation] for situation in situations])
        for audience in audiences
        for band in BANDS
        if found.covers
    ]
    return shown.render(
        "staff_quality_coverage.html.j2",
        resources=there,
        languages=languages,
        states=found.languages,
        state_words=words.STATES,
        missing=missing,
        situations=situations,
        rows=[row for row in rows if any(cover.is_expected or cover.own or cover.general for cover in row[2])],
        cell=_cell,
        holes=_holes(shown, rows, situations),
    )


def _ids(shown: Presenter, facet: str) -> tuple[str, ...]:
    known = shown.vocabulary.facets.get(facet)
    return known.ids if known else ()


def _cell(cover: Cover) -> tuple[str, str]:
    """Class and sign of a cell: how many texts, `+2` where they are on any situation, `0!` where there is a hole."""
    if cover.is_hole:
        return "hole", "0!"
    if cover.own:
        return ("many" if cover.own >= 5 else "some" if cover.own >= 2 else "one"), str(cover.own)
    return ("general", f"+{cover.general}") if cover.general else ("none", "·")


def _holes(
    shown: Presenter, rows: Sequence[tuple[str, object, Sequence[Cover]]], situations: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Audience, ages and situations without any text, in words."""
    found = []
    for audience, of_audience in groupby(rows, lambda row: row[0]):
        empty: dict[tuple[str, ...], list[object]] = {}
        for _, band, covers in of_audience:
            if lacking := tuple(s for s, cover in zip(situations, covers, strict=True) if cover.is_hole):
                empty.setdefault(lacking, []).append(band)
        for lacking, bands in empty.items():
            named = [shown.vocabulary.label("situation", each, "nb").lower() for each in lacking]
            found.append(
                (
                    shown.vocabulary.label("audience", audience, "nb"),
                    "alle aldre" if len(bands) == len(BANDS) else ", ".join(band_name(band) for band in bands),
                    "alle situasjoner" if len(lacking) == len(situations) else ", ".join(named),
                )
            )
    return found


def band_name(band: object) -> str:
    """8–12 år"""
    return f"{getattr(band, 'notation', band)} år".replace("-", "–")


def due(shown: Presenter, found: Quality) -> str:
    """What is to be looked at again: texts by month, sources and helplines from the oldest."""
    soon = found.today + SOON
    texts = [each for each in found.calendar if each.kind == "text"]
    months = [
        (_BOKMAAL.month(month), [(each, shown.catalog.library.resources[each.id]) for each in group])
        for month, group in groupby(
            (t for t in texts if found.today <= t.day <= soon), lambda each: each.day.replace(day=1)
        )
    ]
    later = Counter(each.day.replace(day=1) for each in texts if each.day > soon)
    others = []
    for kind, heading in (("source", "Kilder"), ("helpline", "Hjelpelinjer")):
        known = sorted((each for each in found.calendar if each.kind == kind), key=lambda each: (each.looked, each.id))
        wanted = [each for each in known if each.day <= soon]
        following = min((each.day for each in known if each.day > soon), default=None)
        others.append((heading, [(each, due_name(shown, each)) for each in wanted], len(known), following))
    return shown.render(
        "staff_quality_due.html.j2",
        today=found.today,
        soon=soon,
        overdue=[(each, shown.catalog.library.resources[each.id]) for each in texts if each.day < found.today],
        months=months,
        later=[(_BOKMAAL.month(month), count) for month, count in sorted(later.items())],
        others=others,
        folders=words.FOLDERS,
        day=_BOKMAAL.day,
    )


def due_name(shown: Presenter, due: Due) -> str:
    """What something that is due is called."""
    library = shown.catalog.library
    if due.kind == "source":
        return library.sources[due.id].title
    return library.helplines[due.id].texts["nb"].name if due.kind == "helpline" else _title(shown, due.id)


def _title(shown: Presenter, slug: str) -> str:
    return shown.catalog.library.resources[slug].texts["nb"].title


def _slug(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "resources" and len(parts) > 1 else ""


def downloads(shown: Presenter) -> str:
    """What stands above the files to download."""
    return shown.render("staff_quality_downloads.html.j2")
