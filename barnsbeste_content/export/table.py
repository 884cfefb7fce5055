"""A selection as a table for spreadsheets."""

import re
from collections.abc import Sequence
from io import BytesIO

import pandas as pd

from ..i18n import Locale
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from ..presentation.links import Links, MakeLinks

_FACETS = ("audience", "situation", "relation", "setting", "phase", "consent", "topic", "format", "knowledge", "law")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_WIDTH = 60
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold, but for line ends and tabs."""
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


def excel_table(
    resources: Sequence[Resource],
    vocabulary: Vocabulary,
    locale: Locale,
    origin: str = "",
    make_links: MakeLinks = Links,
) -> bytes:
    """The table as an .xlsx file: headings that stay in view, read in the reader's direction."""
    file = BytesIO()
    sheet_name = "BarnsBeste"
    found = table(resources, vocabulary, locale, origin, make_links)
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        found.map(lambda cell: harmless(CONTROL.sub("", cell))).to_excel(writer, sheet_name=sheet_name, index=False)
        sheet = writer.sheets[sheet_name]
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
        sheet.sheet_view.rightToLeft = locale.direction == "rtl"
        for number, heading in enumerate(found.columns):
            longest = max((len(cell) for cell in found.iloc[:, number]), default=0)
            letter = sheet.cell(1, number + 1).column_letter
            sheet.column_dimensions[letter].width = min(MAX_WIDTH, max(longest, len(heading)) + 4)
    return file.getvalue()


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
