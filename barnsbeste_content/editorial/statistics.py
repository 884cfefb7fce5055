"""Counts of what a library holds, as `barnsbeste stats` prints them."""

from collections import Counter
from typing import Any

from ..model.age import BANDS
from ..model.library import Library
from ..model.vocabulary import Facet


def statistics(library: Library) -> dict[str, Any]:
    """Counts of published texts: `{"resources": n, "by_audience": {...}, ...}`. One text can count in several."""
    published = [resource for resource in library.resources.values() if resource.status == "published"]
    facets = library.vocabulary.facets

    def count(facet: str) -> dict[str, int]:
        counts = Counter(value for resource in published for value in resource.values(facet))
        known: Facet | None = facets.get(facet)
        return {value: counts[value] for value in (known.ids if known else sorted(counts))}

    languages = Counter(language for resource in published for language in resource.texts)
    return {
        "resources": len(published),
        "by_audience": count("audience"),
        "by_age_band": {band.notation: sum(resource.ages.overlaps(band) for resource in published) for band in BANDS},
        "by_situation": count("situation"),
        "by_relation": count("relation"),
        "by_loss_context": count("loss_context"),
        "by_setting": count("setting"),
        "by_format": count("format"),
        "texts_by_language": {
            language: languages[language] for language in library.vocabulary.languages if languages[language]
        },
        "drafts": sum(resource.status == "draft" for resource in library.resources.values()),
        "helplines": len(library.helplines),
        "glossary": len(library.glossary),
        "sources": len(library.sources),
    }
