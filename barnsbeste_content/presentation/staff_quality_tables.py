"""The page of quality as tables for spreadsheets, in bokmål."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.quality import Quality
from . import staff_quality_words as words
from .presenter import Presenter
from .staff_quality import band_name, due_name, reader_name

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """Rows under headings; every row has a cell for each heading."""

    id: str
    """What its file is called, without an ending."""
    title: str
    """At most 31 characters, as the name of a sheet may have."""
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def tables(shown: Presenter, found: Quality) -> tuple[Table, ...]:
    """Problems, readability, health literacy, texts by language, texts by reader, calendar."""
    return (
        _problems(found),
        _readability(shown, found),
        _health_literacy(shown, found),
        _languages(shown, found),
        _readers(shown, found),
        _calendar(shown, found),
    )


def _title(shown: Presenter, slug: str) -> str:
    return shown.catalog.library.resources[slug].texts["nb"].title


def _problems(found: Quality) -> Table:
    rows = [
        (words.SEVERITIES[each.severity], words.rule_name(each.rule), each.path, each.line, each.message)
        for each in found.problems
    ]
    return Table("feil", "Feil og varsler", ("Alvorlighet", "Hva", "Fil", "Linje", "Melding (engelsk)"), rows)


def _readability(shown: Presenter, found: Quality) -> Table:
    rows = [
        (
            _title(shown, each.slug),
            each.slug,
            each.language,
            None if each.lix is None else round(each.lix, 1),
            each.warn,
            each.fail,
            reader_name(shown, each.reader),
            words.VERDICTS[each.verdict],
            "\n".join(sentence.words for sentence in each.hardest),
        )
        for each in found.readings
    ]
    headings = (
        "Tekst",
        "Mappe",
        "Språk",
        "LIX",
        "Varsel over",
        "Feil over",
        "Grense for",
        "Vurdering",
        "Tunge setninger",
    )
    return Table("lesbarhet", "Lesbarhet", headings, rows)


def _health_literacy(shown: Presenter, found: Quality) -> Table:
    rows = [
        (words.COMPETENCE_WORDS[each.competence][0], words.rule_name(each.rule), _title(shown, each.slug), each.slug)
        for each in found.lacks
    ]
    return Table("helsekompetanse", "Helsekompetanse", ("Ledd", "Hva som mangler", "Tekst", "Mappe"), rows)


def _languages(shown: Presenter, found: Quality) -> Table:
    names = [shown.vocabulary.language_name(language, "nb") for language in shown.vocabulary.languages]
    rows = [
        (_title(shown, slug), slug, *(words.STATES[state][1] for state in states.values()))
        for slug, states in found.languages.items()
    ]
    return Table("sprak", "Dekning språk", ("Tekst", "Mappe", *names), rows)


def _readers(shown: Presenter, found: Quality) -> Table:
    label = shown.vocabulary.label
    rows = [
        (
            label("audience", audience, "nb"),
            band_name(band),
            label("situation", situation, "nb"),
            cover.own,
            cover.general,
            "ja" if cover.is_hole else "nei",
        )
        for (audience, band, situation), cover in found.covers.items()
    ]
    headings = ("Leser", "Barnets alder", "Situasjon", "Tekster om den", "Tekster uansett diagnose", "Hull")
    return Table("lesere", "Dekning lesere", headings, rows)


def _calendar(shown: Presenter, found: Quality) -> Table:
    rows = [
        (words.KINDS[each.kind], due_name(shown, each), each.id, each.looked, each.day, (each.day - found.today).days)
        for each in found.calendar
    ]
    return Table("se-over", "Se over", ("Hva", "Navn", "Mappe eller fil", "Sist", "Innen", "Dager igjen"), rows)
