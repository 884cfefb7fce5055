"""What staff are told of everything that differs from what was published. In bokmål alone.

What differs comes as `editorial.comparison.Comparison`. This room knows nothing of that one, so its types stay unsaid.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..catalog import Catalog, Edition
from ..i18n import Locale, interface_languages, locale_of
from ..model.age import AgeRange
from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource, Review
from ..model.vocabulary import FACET_ATTRIBUTES
from .presenter import Presenter
from .staff import PARTS

PAGE = "staff_changes"
SINCE, TEXT, LANGUAGE = "fra", "tekst", "sprak"
"""Parameters of the page: what to compare with, the slug of the one text to look at, the language to draw it in."""
SNAPSHOT = "siste kopi"
"""Value of `SINCE` for the last snapshot: no branch and no tag can have a space in its name."""
MAX_WORDINGS = 40
"""Texts whose wording stands in the list; of the others it stands on their own page."""

_FACETS = {attribute: facet for facet, attribute in FACET_ATTRIBUTES.items()}
_FIELDS = {
    "title": "Tittel",
    "summary": "Ingress",
    "main_message": "Hovedbudskap",
    "actions": "«Dette kan du gjøre»",
    "say": "«Si det slik»",
    "sentences": "Setningene etter alder",
}
_FACTS = {
    "status": "Status",
    "code": "Nøytralt navn i adressen",
    "ages": "Barnets alder",
    "sources": "Kilder",
    "helplines": "Hvem man kan ringe",
    "help_first": "Hjelp står før teksten",
    "glossary": "Ord som forklares",
    "guide": "Stegene i samtalen",
    "related": "Les videre",
    "written": "Skrevet",
    "review": "Gjennomgang",
    "sections": "Rekkefølgen på avsnittene",
    "translation.status": "Oversettelsen er",
    "translation.note": "Merknad til oversettelsen",
    "translation.source_fingerprint": "Merket som lest mot den norske teksten",
}
_VALUES = {
    "status": {"draft": "utkast", "published": "publisert", "retired": "trukket tilbake"},
    "help_first": {"true": "ja", "false": "nei"},
    "translation.status": {"machine": "laget av en maskin", "reviewed": "lest av et menneske"},
}
_STEPS = {"before": "før", "during": "under", "after": "etter", "worried": "fortsatt bekymret"}
_KINDS = {
    "new": "Ny",
    "changed": "Endret",
    "retired": "Trukket tilbake",
    "moved": "Flyttet",
    "removed": "Borte",
    "broken": "Ødelagt",
    "mended": "Reparert",
}
_COUNTED = {
    "new": ("ny", "nye"),
    "changed": ("endret", "endret"),
    "retired": ("trukket tilbake", "trukket tilbake"),
    "moved": ("flyttet", "flyttet"),
    "removed": ("borte", "borte"),
    "broken": ("ødelagt", "ødelagt"),
    "mended": ("reparert", "reparert"),
}
"""Kind of a text's change -> what one and several of them are called."""
_SORTS = {
    "helpline": "Hjelpetelefoner",
    "term": "Ord i ordboka",
    "question": "Spørsmål og svar",
    "sheet": "Ark",
    "source": "Kilder",
    "vocabulary": "Valg leserne har",
    "language": "Språk",
    "search": "Søkeord",
    "redirect": "Gamle adresser",
}
_WHY_NOT = {
    "NoGitError": "Git er ikke installert på denne maskinen, eller vi finner det ikke. Installer git, eller sammenlign "
    "med en kopi i stedet.",
    "NoRepositoryError": "Mappen med tekstene ligger ikke i et git-prosjekt, eller git får ikke lov til å lese det. "
    "Hent prosjektet på nytt med git, eller sammenlign med en kopi i stedet.",
    "UnknownRefError": "Vi finner ingenting som heter «{asked}» i git. Se etter skrivefeil, velg noe av det som står "
    "under feltet, eller la feltet stå tomt.",
    "NoContentError": "«{asked}» er fra før mappen med tekstene ble laget. Velg noe nyere.",
    "GitFailedError": "Git klarte ikke å lese alt i «{asked}». Som oftest hjelper det å hente prosjektet på nytt. "
    "Hjelper det ikke, vis meldingen under til den som passer på nettstedet.",
    "NoSnapshotError": "Det er ikke tatt noen kopi ennå. Ta en mens alt er slik leserne ser det: Da ser du her alt "
    "dere endrer etterpå.",
    "OSError": "Maskinen fikk ikke lest eller lagret filene som trengs for å sammenligne. Er disken full?",
}


@dataclass(frozen=True)
class ToldFact:
    """A value that is another one now, in words."""

    name: str
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_list: bool = False
    """With nothing added or removed it stands in another order: `after`."""
    sentences: tuple[Any, ...] = ()
    """Of running text instead of both values: what differs in it (`editorial.sentence_diff.SentenceDiff`)."""


def compared_with(shown: Presenter, asked: str, refs: Sequence[str], state: Any) -> str:
    """What it is compared with (`editorial.published.State`; None where nothing was found), and ways to all else."""
    ways = [("Sist lagret i git (HEAD)", _address(shown, ""), asked == "")]
    ways += [(ref, _address(shown, ref), asked == ref) for ref in refs]
    ways.append(("siste kopi", _address(shown, SNAPSHOT), asked == SNAPSHOT))
    return shown.render("staff_changes_with.html.j2", ways=ways, state=state)


def not_compared(shown: Presenter, asked: str, errors: Sequence[BaseException]) -> str:
    """Why there is nothing to compare with, and what to do. `errors`: what led to it, and what went wrong."""
    names = [
        next((each.__name__ for each in type(error).__mro__ if each.__name__ in _WHY_NOT), "GitFailedError")
        for error in errors
    ]
    why = [_WHY_NOT[name].format(asked=asked or "HEAD") for name in dict.fromkeys(names)]
    detail = str(errors[0]) if names[0] in ("GitFailedError", "OSError") else ""
    heading = "Vi har ikke noe å sammenligne med"
    return shown.render("staff_changes_not.html.j2", why=why, detail=detail, heading=heading)


def not_kept(shown: Presenter, error: OSError) -> str:
    """Why no snapshot was kept, and what to do."""
    why = "Maskinen fikk ikke skrevet den. Se om disken er full, og om du har lov til å lagre her."
    return shown.render("staff_changes_not.html.j2", why=[why], detail=str(error), heading="Kopien ble ikke tatt")


def command(shown: Presenter, asked: str) -> str:
    """The command that prints the same summary."""
    given = {"": "", SNAPSHOT: " --snapshot"}.get(asked, f" --since {shlex.quote(asked)}")
    return shown.render("staff_changes_command.html.j2", command=f"barnsbeste changes{given} --format markdown")


def all_changes(shown: Presenter, asked: str, compared: Any) -> str:
    """Everything that differs (`editorial.comparison.Comparison`)."""
    changes = compared.changes
    teller = _Teller(shown, compared)
    counts = []
    for kind, (one, several) in _COUNTED.items():
        count = sum(text.kind == kind for text in changes.texts)
        if count or kind != "mended":
            counts.append((count, one if count == 1 else several))
    others = len(changes.entries)
    counts.append((others, "annen endring" if others == 1 else "andre endringer"))
    by_sort: dict[str, list[Any]] = {}
    for entry in changes.entries:
        by_sort.setdefault(_SORTS[entry.sort], []).append(entry)
    return shown.render(
        "staff_changes.html.j2",
        changes=changes,
        counts=counts,
        tell=teller,
        by_sort=by_sort,
        limit=MAX_WORDINGS,
        address_of=lambda slug, language="": _address(shown, asked, slug, language),
    )


def one_text(shown: Presenter, asked: str, compared: Any, slug: str, language: str) -> str:
    """What differs in one text, and the text as it was and as it is, as a reader of `language` sees it."""
    change = next((text for text in compared.changes.texts if text.slug == slug), None)
    old = compared.since.library.resources.get((change.old_slug if change else "") or slug)
    new = compared.now.resources.get(slug)
    there = {known for text in (old, new) if text for known in text.languages}
    languages = [known for known in shown.vocabulary.languages if known in there and known in interface_languages()]
    chosen = language if language in languages else SOURCE_LANGUAGE
    locale = locale_of(chosen)
    before = Presenter(Catalog.build(compared.since.library, Edition.PREVIEW), locale)
    now = Presenter(Catalog.build(compared.now, Edition.PREVIEW), locale)
    return shown.render(
        "staff_changes_text.html.j2",
        slug=slug,
        change=change,
        tell=_Teller(shown, compared),
        old=old,
        new=new,
        before=before.text(old, within=True, version="for") if old else "",
        now=now.text(new, within=True, version="na") if new and new.status != "retired" else "",
        chosen=chosen,
        direction=shown.vocabulary.direction(chosen),
        languages=[(known, shown.vocabulary.language_name(known, "nb")) for known in languages],
        altered={each.language for each in change.languages} if change else set(),
        back=_address(shown, asked),
        address_of=lambda slug, language="": _address(shown, asked, slug, language),
    )


def _address(shown: Presenter, asked: str, slug: str = "", language: str = "") -> str:
    given = {SINCE: asked, TEXT: slug, LANGUAGE: language}
    return shown.links.page(PAGE, {name: [value] for name, value in given.items() if value})


class _Teller:
    """Says in bokmål what a comparison says in ids."""

    def __init__(self, shown: Presenter, compared: Any) -> None:
        self._old: Library = compared.since.library
        self._new: Library = compared.now
        self._vocabulary = shown.vocabulary
        self._locale: Locale = locale_of(SOURCE_LANGUAGE)

    def kind(self, change: Any) -> str:
        """`Ny`; of a draft `Nytt utkast`."""
        if change.kind == "new" and getattr(change, "status", "") == "draft":
            return "Nytt utkast"
        return _KINDS[change.kind]

    def status(self, status: str) -> str:
        return _VALUES["status"][status]

    def language(self, language: str) -> str:
        return self._vocabulary.language_name(language, SOURCE_LANGUAGE)

    def languages(self, change: Any) -> str:
        """Those in which a text differs: `bokmål og engelsk`."""
        return self.all_of([self.language(each.language) for each in change.languages])

    def direction(self, language: str) -> str:
        return self._vocabulary.direction(language)

    def all_of(self, words: Sequence[str]) -> str:
        return self._locale.all_of(words)

    def for_whom(self, change: Any) -> str:
        """`Barn, 8–12 år`"""
        return ", ".join((*self._labels("audience", change.audiences), self._locale.ages(AgeRange.parse(change.ages))))

    def title(self, slug: str) -> str:
        """What bokmål calls a text, now or before; its slug where there is none."""
        text = self._new.resources.get(slug) or self._old.resources.get(slug)
        return text.texts[SOURCE_LANGUAGE].title if text else slug

    def readers(self, readers: Any) -> list[tuple[str, str]]:
        """(what, which) of those whom a change reaches; none where nobody is shown it."""
        told = (
            ("Målgruppe", self._labels("audience", readers.audiences)),
            ("Barnets alder", [self._locale.ages(AgeRange.parse(band)) for band in readers.ages]),
            ("Situasjon", self._labels("situation", readers.situations)),
            ("Språk", [self.language(each) for each in readers.languages]),
        )
        return [(name, self.all_of(values)) for name, values in told if values]

    def parts(self, slug: str, parts: Sequence[str]) -> str:
        """Parts of a text: `tittel, ingress eller hovedbudskap og «Hva skjer?»`."""
        return self.all_of([PARTS.get(part) or self._section(slug, part) for part in parts])

    def outdated(self, change: Any) -> list[tuple[str, str]]:
        """(languages, parts) of the translations of a text that become outdated, those with the same parts together."""
        together: dict[tuple[str, ...], list[str]] = {}
        for each in change.outdated:
            together.setdefault(each.parts, []).append(self.language(each.language))
        return [(self.all_of(names), self.parts(change.slug, parts)) for parts, names in together.items()]

    def field(self, slug: str, name: str) -> str:
        """What a field of a text is called: `Ingress`, `Avsnittet «Hva skjer?»`."""
        if name in _FIELDS:
            return _FIELDS[name]
        section, _, part = name.partition("/")
        said = self._section(slug, section)
        return f"Overskriften {said}" if part == "heading" else f"Avsnittet {said}"

    def facts(self, change: Any) -> Iterator[ToldFact]:
        """The values of `resource.yaml` that are other ones now."""
        old = self._old.resources.get(change.old_slug or change.slug)
        new = self._new.resources.get(change.slug)
        for fact in change.facts:
            if fact.name == "status" and change.kind == "retired":
                continue  # that it was retired is said already
            name = self._fact_name(fact.name)
            if fact.name == "ages" and old and new:
                yield ToldFact(name, self._locale.ages(old.ages), self._locale.ages(new.ages))
            elif fact.name == "review" and old and new:
                yield ToldFact(name, self._review(old.review), self._review(new.review))
            else:
                yield self._told(name, fact, lambda value, key=fact.name: self._value(key, value))

    def text_facts(self, slug: str, change: Any) -> Iterator[ToldFact]:
        """What else than its wording differs in a language of a text."""
        for fact in change.facts:
            name = fact.name
            if name == "translation.source_fingerprint":
                marked = dict.fromkeys(value.split(" ")[0] for value in (*fact.added, *fact.removed))
                yield ToldFact(_FACTS[name], after=self.parts(slug, list(marked)))
            elif name == "sections":
                yield self._told(_FACTS[name], fact, lambda value: self._section(slug, value))
            elif name.endswith("/sources"):
                section = self._section(slug, name.partition("/")[0])
                yield self._told(f"Kilder til {section}", fact, self._source)
            else:
                yield self._told(self._fact_name(name), fact, lambda value, key=name: self._value(key, value))

    def entry_facts(self, change: Any) -> Iterator[ToldFact]:
        """What differs in something that is no text, by its place in the file."""
        for fact in change.facts:
            yield self._told("leder til" if change.sort == "redirect" else fact.name, fact, str)

    def entry(self, change: Any) -> str:
        """What something that is no text is called; of a redirect the text that it leads to."""
        return self.title(self._new.redirects.get(change.id, "")) if change.sort == "redirect" else str(change.label)

    def _told(self, name: str, fact: Any, say: Any) -> ToldFact:
        if isinstance(fact.before, str) and isinstance(fact.after, str):
            if fact.sentences:
                return ToldFact(name, sentences=fact.sentences)
            before, after = (say(value) if value else "" for value in (fact.before, fact.after))
            return ToldFact(name, before, after)
        added, removed = (tuple(map(say, values)) for values in (fact.added, fact.removed))
        order = "" if added or removed else ", ".join(map(say, fact.after))
        return ToldFact(name, after=order, added=added, removed=removed, is_list=True)

    def _fact_name(self, name: str) -> str:
        if name in _FACETS:
            return self._vocabulary.facet_label(_FACETS[name], SOURCE_LANGUAGE)
        return _FACTS.get(name, name)

    def _value(self, name: str, value: str) -> str:
        if name in _FACETS:
            return self._vocabulary.label(_FACETS[name], value, SOURCE_LANGUAGE)
        if name in _VALUES:
            return _VALUES[name].get(value, value)
        match name:
            case "sources":
                return self._source(value)
            case "helplines":
                return self._named("helplines", value, "name")
            case "glossary":
                return self._named("glossary", value, "term")
            case "related":
                return f"{self.title(value)} ({value})"  # a text that moved has the same title by both its names
            case "written":
                return self._locale.day(date.fromisoformat(value))
            case "guide":
                step, _, sections = value.partition(": ")
                return f"{_STEPS.get(step, step)}: {sections}"
            case _:
                return value

    def _source(self, id: str) -> str:
        found = self._new.sources.get(id) or self._old.sources.get(id)
        return found.title if found else id

    def _named(self, attribute: str, id: str, name: str) -> str:
        found = getattr(self._new, attribute).get(id) or getattr(self._old, attribute).get(id)
        return str(getattr(found.texts[SOURCE_LANGUAGE], name)) if found else id

    def _review(self, review: Review) -> str:
        next_time = f"skal sees over igjen {self._locale.day(review.next)}"
        if review.on is None:
            return f"ikke lest av fagfolk, {next_time}"
        return f"lest av {review.by} {self._locale.day(review.on)}, {next_time}"

    def _section(self, slug: str, section: str) -> str:
        """A section by its bokmål heading, as it is now or was; by its id where it has none."""
        for text in self._texts(slug):
            for each in text.texts[SOURCE_LANGUAGE].sections:
                if each.id == section:
                    return f"«{each.heading}»"
        return f"«{section}»"

    def _texts(self, slug: str) -> Iterator[Resource]:
        states: tuple[Mapping[str, Resource], ...] = (self._new.resources, self._old.resources)
        yield from (state[slug] for state in states if slug in state)

    def _labels(self, facet: str, values: Sequence[str]) -> list[str]:
        return [self._vocabulary.label(facet, value, SOURCE_LANGUAGE) for value in values]
