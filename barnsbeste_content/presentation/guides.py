"""The page of conversation guides: which guide fits, with the words for the children's ages."""

from collections.abc import Sequence

from ..catalog import Query
from ..catalog.query import AGE
from ..model.age import BANDS
from ..model.resource import Resource
from .presenter import Presenter

FORMAT = "conversation_guide"
_GIVEN_UP = ("relation", "loss_context", "situation", AGE, "audience")
"""What is left out of account, one after the other, where no guide fits."""


def fitting(shown: Presenter, query: Query) -> tuple[list[Resource], bool]:
    """The guides by age for a query, the best first, and whether they fit all of it."""
    found = _guides(shown, query)
    fits = bool(found)
    for parameter in _GIVEN_UP:
        if found:
            break
        query = query.without(parameter)
        found = _guides(shown, query)
    return found, fits


def _guides(shown: Presenter, query: Query) -> list[Resource]:
    wanted = query.choosing("format", [FORMAT])
    return [resource for resource in shown.catalog.select(wanted, shown.language).resources if resource.guide]


def bands_of(query: Query) -> tuple[str, ...]:
    """The age bands that a query asks for, the youngest first."""
    return tuple(band.notation for band in BANDS if any(band.overlaps(ages) for ages in query.ages))


def languages_of(shown: Presenter, resource: Resource) -> dict[str, str]:
    """Languages that a guide can stand in beside the reader's -> their own names."""
    own = resource.text_for(shown.chain).language
    return {known: shown.vocabulary.own_name(known) for known in resource.languages if known != own}


def offered(shown: Presenter, query: Query) -> str:
    """The best guide for a query with all its words, and links to the others, where nobody can choose."""
    found, fits = fitting(shown, query)
    if not found:
        return shown.render("no_guide.html.j2")
    return shown.guide(found[0], bands_of(query), fits=fits) + others(shown, found[1:])


def others(shown: Presenter, found: Sequence[Resource]) -> str:
    """Links to more guides."""
    return shown.render("guide_others.html.j2", others=shown.ways_to(found))
