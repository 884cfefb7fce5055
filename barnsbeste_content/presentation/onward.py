"""Where the end of a text leads: one next step, and texts to read on."""

from typing import TYPE_CHECKING, NamedTuple

from ..catalog.related import next_step, related
from ..model.resource import Resource
from .wording import related_reasons, step_reason

if TYPE_CHECKING:
    from .presenter import Card, Presenter


class Next(NamedTuple):
    """The next step, as it is shown."""

    href: str
    title: str
    language: str
    direction: str
    why: str


def next_of(shown: "Presenter", resource: Resource) -> Next:
    """What to do after a text. Nothing can be put together to print where nobody answers: there it is the help page."""
    step = next_step(shown.catalog, resource, shown.language)
    why = step_reason(step.kind, shown.locale)
    _ = shown.locale.gettext
    if step.resource:
        way = shown.ways_to([step.resource])[0]
        return Next(*way, why)
    if step.sheet:
        text, language = step.sheet.text_for(shown.chain)
        return Next(shown.links.sheet(step.sheet.id), text.title, language, shown.vocabulary.direction(language), why)
    own = shown.language, shown.locale.direction
    if step.kind == "pack" and not shown.links.is_static:
        href = shown.links.pack([each.name for each in step.pack])
        return Next(href, _("Print this text and those that go with it"), *own, why)
    if step.kind == "pack":
        return Next(shown.links.page("guide"), _("Talk together"), *own, step_reason("guide", shown.locale))
    return Next(shown.links.page("help_now"), _("Get help now"), *own, why)


def read_on(shown: "Presenter", resource: Resource, but: str) -> list["Card"]:
    """Cards of the texts to read after one, each with the reason for it; without the one at the address `but`."""
    return [
        card
        for each in related(shown.catalog, resource, shown.language)
        if (
            card := shown.card_because(
                each.resource, related_reasons(each.reasons, each.resource, shown.vocabulary, shown.locale)
            )
        ).href
        != but
    ]
