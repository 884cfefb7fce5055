"""What staff are shown, and readers never: the staff pages are there only in the preview. They are in bokmål alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .links import STAFF_PAGES
from .pages import heading_html
from .presenter import Presenter

PARTS = {
    "head": "tittel, ingress eller hovedbudskap",
    "actions": "«Dette kan du gjøre»",
    "say": "«Si det slik»",
    "sentences": "setningene etter alder",
}
"""Parts of a text that have no heading of their own."""
_HEADINGS = {
    "staff_changes": ("Endringer", "Alt som er annerledes enn det leserne ser i dag."),
    "staff_preview": ("Se som en leser", "En tekst eller side slik den blir for én leser, på én skjerm."),
    "staff_edit": ("Rediger en tekst", "Skriv i skjemaet. Ingenting er publisert før dere publiserer det."),
    "staff_new": ("Ny tekst", "Begynn en tekst: vi lager mappen med filene du fyller ut."),
    "staff_quality": ("Kvalitet", "Hva som er galt, hva som mangler, og hva som snart må ses over."),
    "staff_translations": (
        "Oversettelser",
        "Hva som finnes på hvilke språk, og hva som er endret på norsk etter oversettelsen.",
    ),
}


def staff_heading(shown: Presenter, page: str) -> str:
    """The heading of a staff page. Raises KeyError for a page that is none."""
    return heading_html(shown, *_HEADINGS[page])


def staff_title(page: str) -> str:
    """What a staff page is called. Raises KeyError for a page that is none."""
    return _HEADINGS[page][0]


def staff_bar(shown: Presenter, page: str) -> str:
    """What stands above every page of the preview: that it is one, and the ways to the pages for staff."""
    return shown.render("staff_bar.html.j2", pages=[(each, staff_title(each)) for each in STAFF_PAGES], here=page)


def problems_panel(shown: Presenter, excerpts: Sequence[Any], total: int) -> str:
    """What is wrong in the files now, over whichever page is open. `excerpts`: the first of them, as
    `editorial.excerpts` gives them; `total`: how many there are. Empty where nothing is wrong.
    """
    return shown.render("staff_problems.html.j2", problems=excerpts, total=total)


def translations(
    shown: Presenter, covered: Mapping[str, Any], outdated: Iterable[tuple[str, str, tuple[str, ...]]]
) -> str:
    """What there is in each language (`editorial.coverage`), and which parts of which texts are behind bokmål.

    `outdated`: slug, language, ids of parts.
    """
    rows = []
    for slug, language, parts in outdated:
        resource = shown.catalog.get(slug)
        if resource is not None:
            headings = {section.id: f"«{section.heading}»" for section in resource.texts["nb"].sections}
            words = [PARTS.get(part) or headings.get(part, part) for part in parts]
            rows.append((resource, language, shown.locale.all_of(words)))
    return shown.render("staff_translations.html.j2", covered=covered, rows=rows)
