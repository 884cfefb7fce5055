"""The page of sources: what kind of knowledge there is, which texts rest on it, and how to cite it."""

from collections.abc import Mapping

from ..catalog import Dropped
from ..catalog.bank import ID, KIND, KINDS, KNOWLEDGE, BankQuery, sources_of
from ..i18n import Locale
from .links import Params
from .presenter import Presenter

_MOST_TEXTS = 6


def kind_names(locale: Locale) -> Mapping[str, str]:
    """Kind of source -> what it is called."""
    _ = locale.gettext
    return {
        "law": _("Law"),
        "guideline": _("Guideline"),
        "research": _("Research"),
        "statistics": _("Statistics"),
        "patient_information": _("Patient information"),
        "tool": _("Tool"),
        "organisation": _("Organisation"),
        "helpline": _("Helpline"),
    }


def bank(shown: Presenter, params: Params) -> str:
    """The sources that an address chooses, what else could be chosen, and files of references to them."""
    query = BankQuery.from_params(params, shown.vocabulary)
    found = sources_of(shown.catalog, query)
    kinds = kind_names(shown.locale)
    knowledge = shown.vocabulary.facets.get("knowledge")
    words = {
        KNOWLEDGE: {
            value: shown.vocabulary.label("knowledge", value, shown.language)
            for value in (knowledge.ids if knowledge else ())
        },
        KIND: {kind: kinds[kind] for kind in KINDS},
    }
    labels = {
        KNOWLEDGE: shown.vocabulary.facet_label("knowledge", shown.language),
        KIND: shown.locale.gettext("Kind of source"),
    }
    chosen = query.to_params()
    unknown = [Dropped(ID, each) for each in query.ids if each not in shown.catalog.library.sources]
    return shown.ignored([*query.dropped, *unknown]) + shown.render(
        "sources.html.j2",
        facets=[
            (
                labels[name],
                [
                    (
                        shown.links.page("sources", query.toggled(name, value)),
                        label,
                        found.counts[name].get(value, 0),
                        value in chosen.get(name, ()),
                    )
                    for value, label in values.items()
                    if found.counts[name].get(value) or value in chosen.get(name, ())
                ],
            )
            for name, values in words.items()
        ],
        entries=[
            (
                entry.source,
                kinds[entry.source.kind],
                [words[KNOWLEDGE].get(value, value) for value in entry.source.knowledge],
                shown.ways_to(entry.resources[:_MOST_TEXTS]),
                shown.locale.gettext("Used in: {texts}").format(texts=shown.count_of(len(entry.resources))),
            )
            for entry in found.entries
        ],
        cite={format: shown.links.citations(format, chosen) for format in ("ris", "bib", "txt")},
        cite_one=lambda source, format: shown.links.citations(format, {ID: [source.id]}),
    )
