"""Texts that somebody has put aside: the reader's own list, which the browser alone knows, and a list handed on."""

from collections.abc import Sequence
from dataclasses import replace

from ..catalog import Dropped, Query
from ..i18n import Locale
from ..model.resource import Resource
from .links import NAMED, RESTING
from .presenter import MAX_PACK, Presenter
from .tools import shared_address


def title_of_list(locale: Locale, *, is_own: bool) -> str:
    """What the page is called, in its window too: nothing of what is in the list."""
    _ = locale.gettext
    return _("My list") if is_own else _("A list of texts")


def my_list(shown: Presenter, resources: Sequence[Resource], dropped: Sequence[Dropped], *, is_own: bool) -> str:
    """The texts in their order, with what can be done with them.

    `is_own`: nothing but the frame that `web/assets/list/page.js` fills with what the browser remembers.
    """
    names = [resource.name for resource in resources]
    cards = [
        # a text for children or youth by its neutral code, also here
        replace(shown.card(resource, Query()), href=shared_address(resource, shown.links))
        for resource in resources
    ]
    tongues = shown.vocabulary.languages
    return shown.render(
        "my_list.html.j2",
        title=title_of_list(shown.locale, is_own=is_own),
        is_own=is_own,
        cards=cards,
        names=names,
        ignored=shown.ignored(dropped),
        most=MAX_PACK,
        other_languages=[
            language
            for language in tongues
            if language != shown.language and any(language in resource.texts for resource in resources)
        ],
        chosen={NAMED: names},
        resting={RESTING: names},
    )
