"""What staff are shown, and readers never: the staff pages are there only in the preview. They are in bokmål alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from .pages import heading_html
from .presenter import Presenter

_PARTS = {
    "head": "tittel, ingress eller hovedbudskap",
    "actions": "«Dette kan du gjøre»",
    "say": "«Si det slik»",
    "sentences": "setningene etter alder",
}
_HEADINGS = {
    "staff_translations": (
        "Oversettelser",
        "Hva som finnes på hvilke språk, og hva som er endret på norsk etter oversettelsen.",
    )
}


def staff_heading(shown: Presenter, page: str) -> str:
    """The heading of a staff page. Raises KeyError for a page that is none."""
    return heading_html(shown, *_HEADINGS[page])


def staff_title(page: str) -> str:
    """What a staff page is called. Raises KeyError for a page that is none."""
    return _HEADINGS[page][0]


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
            words = [_PARTS.get(part) or headings.get(part, part) for part in parts]
            rows.append((resource, language, shown.locale.all_of(words)))
    return shown.render("staff_translations.html.j2", covered=covered, rows=rows)
