"""The form in which staff edit a text: what its fields are called, what can be chosen, and what is told beside it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from markupsafe import escape

from ..i18n import interface_languages, locale_of
from ..model.base import SOURCE_LANGUAGE
from ..model.resource import Resource
from ..model.vocabulary import FACET_ATTRIBUTES
from .presenter import Presenter

OF_RESOURCE = "resource:"
"""Before the name of a field that is the same in every language, as in `editorial.editing`."""
STATUSES = {"draft": "Utkast", "published": "Publisert", "retired": "Tatt ut"}
LIMITS = {"title": 90, "summary": 220}
"""Field -> characters there is room for, as in `model.text.TextFile`."""
_LABELS = {
    "title": "Tittel",
    "summary": "Ingress",
    "main_message": "Hovedbudskap",
    "actions": "Dette kan du gjøre",
    "say": "Si det slik",
    "status": "Status",
    "code": "Nøytral kode",
    "ages": "Alder",
    "sources": "Kilder",
    "helplines": "Hvem man kan ringe",
    "glossary": "Ord som forklares",
    "related": "Les videre",
    "sections": "Delene",
    "review": "Gjennomgang",
    "written": "Skrevet",
    "translation": "Om oversettelsen",
    "sentences": "Setningene etter alder",
}
_FACETS = {attribute: facet for facet, attribute in FACET_ATTRIBUTES.items()}

Value = str | tuple[str, ...]


class Wrong(Protocol):
    """What is wrong with a field; see `editorial.editing.Wrong`."""

    @property
    def field(self) -> str: ...

    @property
    def message(self) -> str: ...


def label(shown: Presenter, field: str, headings: Mapping[str, str]) -> str:
    """What a field is called. `headings`: id of a section -> its heading."""
    section, _, key = field.rpartition("/")
    if section:
        kind = {"heading": "overskriften", "text": "teksten"}.get(key, key)
        return f"«{headings.get(section) or section}», {kind}"
    name = field.removeprefix(OF_RESOURCE)
    if name in _FACETS:
        return shown.vocabulary.facet_label(_FACETS[name], SOURCE_LANGUAGE)
    return _LABELS.get(name, name or "Filen")


def options(shown: Presenter, name: str, held: Sequence[str]) -> dict[str, str]:
    """Id -> label of all that can be chosen for a key of `resource.yaml`, and of what is chosen already."""
    library = shown.catalog.library
    known: dict[str, str] = {}
    if name == "status":
        known = STATUSES
    elif name == "sources":
        known = {id: f"{source.publisher}: {source.title}" for id, source in library.sources.items()}
    elif name == "helplines":
        known = {id: line.texts[SOURCE_LANGUAGE].name for id, line in library.helplines.items()}
    elif name == "glossary":
        known = {id: term.texts[SOURCE_LANGUAGE].term for id, term in library.glossary.items()}
    elif name == "related":
        known = {id: other.texts[SOURCE_LANGUAGE].title for id, other in library.resources.items()}
    elif facet := library.vocabulary.facets.get(_FACETS.get(name, "")):
        known = {term.id: term.label_for((SOURCE_LANGUAGE,)) for term in facet.values}
    return {**known, **{id: f"{id} (finnes ikke)" for id in held if id not in known}}


def titles(shown: Presenter, slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> title in the list of texts; of one that is not fit to be shown yet the slug."""
    resources = shown.catalog.library.resources
    named = {
        slug: resources[slug].texts[SOURCE_LANGUAGE].title if slug in resources else f"{slug} (ikke ferdig)"
        for slug in slugs
    }
    return dict(sorted(named.items(), key=lambda each: each[1].casefold()))


def room_left(field: str, value: str) -> str:
    """How much of the room for a field is used, as HTML; empty where there is no limit."""
    most = LIMITS.get(field)
    if not most:
        return ""
    over = f", {len(value) - most} for mange" if len(value) > most else ""
    return f'<p class="staff-edit-room" lang="nb">{len(value)} av {most} tegn{over}</p>'


def told(
    shown: Presenter,
    heading: str,
    wrong: Iterable[Wrong] = (),
    headings: Mapping[str, str] | None = None,
    *,
    is_good: bool = False,
) -> str:
    """A message, with what is wrong with which field."""
    rows = [(label(shown, each.field, headings or {}), each.message) for each in wrong]
    return shown.render("staff_edit_told.html.j2", heading=heading, rows=rows, is_good=is_good)


def unsaved(shown: Presenter, fields: Iterable[str], headings: Mapping[str, str]) -> str:
    """Which fields hold something that is not saved, as HTML."""
    names = shown.locale.all_of([label(shown, field, headings) for field in fields])
    return f'<p class="staff-edit-room" lang="nb">{escape("Ikke lagret ennå: " + names)}</p>'


def saved_words(shown: Presenter, slug: str, language: str, files: Sequence[str]) -> str:
    """What is said after a save: where it was written, and what it means for translations."""
    if not files:
        return "Det var ingenting å lagre: teksten står slik allerede."
    words = f"Lagret i {shown.locale.all_of(files)}. Ingenting er publisert ennå."
    resource = shown.catalog.library.resources.get(slug)
    others = len(resource.texts) - 1 if resource else 0
    if language == SOURCE_LANGUAGE and f"{language}.yaml" in files and others:
        what = "Oversettelsen" if others == 1 else f"De {others} oversettelsene"
        words += f" {what} av det du endret, må ses over; se siden Oversettelser."
    return words


def conflict(
    shown: Presenter,
    mine: Mapping[str, Value],
    disk: Mapping[str, Value],
    base: Mapping[str, Value],
    headings: Mapping[str, str],
) -> str:
    """Both versions of a text, field by field.

    `mine`: what was typed and not saved. `disk`: what the files hold now, `base`: what they held when it was opened.
    """
    rows = [
        (label(shown, field, headings), _lines(value), _lines(disk[field]) if field in disk else None)
        for field, value in mine.items()
        if disk.get(field) != value
    ]
    others = [label(shown, field, headings) for field, value in disk.items()
              if field not in mine and base.get(field) != value]  # fmt: skip
    return shown.render(
        "staff_edit_conflict.html.j2", rows=rows, others=shown.locale.all_of(others), is_mine=bool(mine)
    )


def lost(shown: Presenter, fields: Mapping[str, Value], headings: Mapping[str, str]) -> str:
    """What was typed in fields that are no longer there, so that it can be copied."""
    rows = [(label(shown, field, headings), "\n".join(_lines(value))) for field, value in fields.items()]
    words = "Disse delene er tatt bort på disken, så dette kunne ikke lagres. Kopier det du vil beholde:"
    return shown.render("staff_edit_told.html.j2", heading=words, rows=rows, is_good=False)


def text_as_read(shown: Presenter, resource: Resource, language: str) -> str:
    """The text as readers of its language get it."""
    known = language in interface_languages()
    reader = Presenter(shown.catalog, locale_of(language if known else SOURCE_LANGUAGE))
    direction = shown.vocabulary.direction(reader.language)
    text = reader.text(resource, within=True)
    return f'<div class="staff-edit-text" lang="{reader.language}" dir="{direction}">{text}</div>'


def _lines(value: Value) -> list[str]:
    return value.split("\n") if isinstance(value, str) else list(value)
