"""A selection as a table for spreadsheets."""

from collections.abc import Sequence

import pandas as pd

from ..i18n import Locale
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from ..presentation.links import Links

_FACETS = ("audience", "situation", "relation", "setting", "phase", "consent", "topic", "format", "knowledge", "law")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(resources: Sequence[Resource], vocabulary: Vocabulary, locale: Locale) -> pd.DataFrame:
    """One row a text, in the order given; headings and values in the reader's language."""
    _, language = locale.gettext, locale.language
    chain, links = vocabulary.chain(language), Links(language)
    rows = []
    for resource in resources:
        text = resource.text_for(chain).text
        row = {_("Title"): text.title, _("Summary"): text.summary, _("Ages"): resource.ages.notation}
        for facet in _FACETS:
            names = [vocabulary.label(facet, value, language) for value in resource.values(facet)]
            row[vocabulary.facet_label(facet, language)] = "; ".join(names)
        row[_("Languages")] = "; ".join(resource.languages)
        row[_("Written")] = resource.written.isoformat()
        row[_("Address")] = links.resource(resource.name)
        rows.append({name: _harmless(value) for name, value in row.items()})
    return pd.DataFrame(rows)


def csv_table(resources: Sequence[Resource], vocabulary: Vocabulary, locale: Locale) -> bytes:
    """The table as CSV: UTF-8 with the byte-order mark that spreadsheets need in order to show æ, ø, å and عربي."""
    return table(resources, vocabulary, locale).to_csv(index=False).encode("utf-8-sig")


def _harmless(value: str) -> str:
    """A spreadsheet runs a cell that starts with one of these signs as a formula (OWASP, "CSV Injection")."""
    return f"'{value}" if value.startswith(_FORMULA) else value
