"""Sheets to fill in and print. They are forms that lead nowhere: what is written stays in the browser."""

from dataclasses import dataclass

from ..model.sheet import Sheet, SheetText
from .presenter import Presenter


@dataclass(frozen=True)
class Offer:
    """A sheet as others lead to it."""

    href: str
    title: str
    summary: str
    language: str
    direction: str


def sheet(shown: Presenter, wanted: Sheet) -> str:
    """A sheet with its fields, empty."""
    text, language = wanted.text_for(shown.chain)
    about = shown.catalog.get(wanted.text) if wanted.text else None
    return shown.render(
        "sheet.html.j2",
        sheet=wanted,
        text=text,
        language=language,
        direction=shown.vocabulary.direction(language),
        is_fallback=language != shown.language,
        about=shown.ways_to([about])[0] if about else None,
        is_child=bool({"child", "youth"} & set(wanted.audiences)),
    )


def words_of(shown: Presenter, wanted: Sheet) -> SheetText:
    """The words of a sheet in the reader's language, or the nearest."""
    return wanted.text_for(shown.chain)[0]


def offers(shown: Presenter) -> list[Offer]:
    """Every sheet."""
    return [
        Offer(shown.links.sheet(each.id), text.title, text.summary, language, shown.vocabulary.direction(language))
        for each in shown.catalog.library.sheets.values()
        for text, language in [each.text_for(shown.chain)]
    ]


def all_sheets(shown: Presenter) -> str:
    """Every sheet with what it is for."""
    return shown.render("sheets.html.j2", offers=offers(shown))
