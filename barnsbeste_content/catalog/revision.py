"""Which state of the content is served, as one short mark that is the same in every process that serves it."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ..model.base import Model
from ..model.library import Library
from ..model.resource import Resource

DIGITS = 16
"""Hexadecimal digits of a revision: 64 bits, so that no two states of a library ever bear the same by chance."""


def revision_of(library: Library, resources: Iterable[Resource]) -> str:
    """The first digits of the SHA-256 of everything a reader can meet.

    `resources` are those of the edition served. Of the others only the ids of retired ones count, which are told to be
    gone: a draft that nobody is shown makes no new revision. The order of files and of keys makes no difference.
    """
    content: Mapping[str, Any] = {
        "resources": {resource.id: resource.model_dump(mode="json") for resource in resources},
        "retired": sorted(slug for slug, resource in library.resources.items() if resource.status == "retired"),
        "facets": _plain(library.vocabulary.facets),
        "languages": list(_plain(library.vocabulary.languages).values()),  # their order is that of lists of languages
        "helplines": _plain(library.helplines),
        "sources": _plain(library.sources),
        "glossary": _plain(library.glossary),
        "questions": _plain(library.questions),
        "sheets": _plain(library.sheets),
        "search_words": _plain(library.search_words),
        "redirects": dict(library.redirects),
    }
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:DIGITS]


def _plain(models: Mapping[str, Model]) -> dict[str, Any]:
    return {name: model.model_dump(mode="json") for name, model in models.items()}
