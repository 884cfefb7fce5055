"""A selection as a table for spreadsheets."""

from collections.abc import Sequence

import pandas as pd

from ..i18n import Locale
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from ..presentation.links import Links, MakeLinks

_FACETS = ("audience", "situation", "relation", "setting", "phase", "consent", "topic", "format", "knowledge", "law")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(
    resources: Sequence[Resource],
    vocabulary: Vocabulary,
    locale: Locale,
    origin: str = "",
    make_links: MakeLinks = Links,
) -> pd.DataFrame:
    """One row a text, in the order given; headings and values in the reader's language.

    `origin`: scheme and host for the addresses, such as `https://example.org`.
    """
    _ = locale.gettext
    facets = (vocabulary.facet_label(facet, locale.language) for facet in _FACETS)
    headings = (_("Title"), _("Summary"), _("Ages"), *facets, _("Languages"), _("Written"), _("Address"))
    links = make_links(locale.language)
    told = (_row(resource, vocabulary, locale, origin + links.resource(resource.name)) for resource in resources)
    rows = [[harmless(value) for value in row] for row in told]
    return pd.DataFrame(rows, columns=list(headings))


def csv_table(
    resources: Sequence[Resource],
    vocabulary: Vocabulary,
    locale: Locale,
    origin: str = "",
    make_links: MakeLinks = Links,
) -> bytes:
    """The table as CSV: UTF-8 with the byte-order mark that spreadsheets need in order to show æ, ø, å and عربي."""
    return table(resources, vocabulary, locale, origin, make_links).to_csv(index=False).encode("utf-8-sig")


def _row(resource: Resource, vocabulary: Vocabulary, locale: Locale, address: str) -> tuple[str, ...]:
    """Ages are in words: spreadsheets take "8-12" for the eighth of December."""
    language = locale.language
    text = resource.text_for(vocabulary.chain(language)).text
    facets = (
        "; ".join(vocabulary.label(facet, value, language) for value in resource.values(facet)) for facet in _FACETS
    )
    return (
        text.title,
        text.summary,
        locale.ages(resource.ages),
        *facets,
        "; ".join(resource.languages),
        resource.written.isoformat(),
        address,
    )


def harmless(value: str) -> str:
    """A spreadsheet runs a cell that starts with one of these signs as a formula (OWASP, "CSV Injection")."""
    return f"'{value}" if value.startswith(_FORMULA) else value
