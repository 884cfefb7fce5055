"""What exists in which language: the interface, the words of the vocabulary, the texts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..i18n import catalogues
from ..model.base import SOURCE_LANGUAGE, Labels
from ..model.library import Library
from ..model.resource import Resource


def coverage(library: Library) -> dict[str, Any]:
    """Each language with what there is in it, in the order of the vocabulary.

    `{"texts": n, "languages": {"ar": {"interface": {"percent", "messages", "status"}, "texts": {"count", "percent",
    "outdated", "by_status", "by_audience"}, "missing": {"vocabulary", "helplines", "glossary"}}}}`; percents are
    rounded down, so that 100 means all of them.
    """
    published = [resource for resource in library.resources.values() if resource.status == "published"]
    progress = catalogues.progress()
    return {
        "texts": len(published),
        "languages": {
            language: {
                "interface": progress.get(language, {"percent": 0, "messages": 0, "status": "none"}),
                "texts": _texts(published, language),
                "missing": {
                    "vocabulary": list(_missing_labels(library, language)),
                    "helplines": sorted(i for i, line in library.helplines.items() if language not in line.texts),
                    "glossary": sorted(i for i, term in library.glossary.items() if language not in term.texts),
                },
            }
            for language in library.vocabulary.languages
        },
    }


def _texts(published: list[Resource], language: str) -> dict[str, Any]:
    there = [resource for resource in published if language in resource.texts]
    audiences = Counter(audience for resource in there for audience in resource.audiences)
    made = Counter(resource.text_for((language,)).status for resource in there)
    return {
        "count": len(there),
        "percent": 100 * len(there) // len(published) if published else 0,
        "outdated": sum(bool(resource.outdated_parts(language)) for resource in there),
        "by_status": dict(sorted(made.items())),
        "by_audience": dict(sorted(audiences.items())),
    }


def _missing_labels(library: Library, language: str) -> Iterator[str]:
    """`situation/addiction.label`: labels that bokmål has and `language` has not."""
    for facet, labels in _labels(library):
        if SOURCE_LANGUAGE in labels and language not in labels:
            yield facet


def _labels(library: Library) -> Iterator[tuple[str, Labels]]:
    vocabulary = library.vocabulary
    for name, facet in vocabulary.facets.items():
        yield f"{name}.label", facet.label
        for term in facet.values:
            yield f"{name}/{term.id}.label", term.label
            yield f"{name}/{term.id}.plain", term.plain
    for known in vocabulary.languages.values():
        yield f"languages/{known.id}.names", known.names


def rows(found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each language, for people."""
    yield f"{'language':<10}{'interface':>10}{'texts':>8}{'percent':>9}{'outdated':>10}{'missing words':>15}  made by"
    for language, held in found["languages"].items():
        texts, missing = held["texts"], sum(len(names) for names in held["missing"].values())
        made = ", ".join(f"{status}: {count}" for status, count in texts["by_status"].items())
        yield (
            f"{language:<10}{held['interface']['percent']:>9}%{texts['count']:>8}{texts['percent']:>8}%"
            f"{texts['outdated']:>10}{missing:>15}  {made}"
        )
