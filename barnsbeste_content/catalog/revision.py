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


Marks = Mapping[int, tuple[Resource, str]]
"""`id` of a resource -> the resource, and the SHA-256 of what stands in it. Holding it keeps its `id` its own."""


def revision_of(library: Library, resources: Iterable[Resource], known: Marks) -> tuple[str, Marks]:
    """(the first digits of the SHA-256 of everything a reader can meet, the marks it was made of).

    `known`: marks of another time, taken over for resources that are the same.
    `resources` are those of the edition served. Of the others only the ids of retired ones count, which are told to be
    gone: a draft that nobody is shown makes no new revision. The order of files and of keys makes no difference.
    """
    marks = {id(resource): known.get(id(resource)) or (resource, _mark(resource)) for resource in resources}
    content: Mapping[str, Any] = {
        "resources": {resource.id: mark for resource, mark in marks.values()},
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
    return _hash(content)[:DIGITS], marks


def _mark(resource: Resource) -> str:
    return _hash(resource.model_dump(mode="json"))


def _hash(content: Mapping[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(models: Mapping[str, Model]) -> dict[str, Any]:
    return {name: model.model_dump(mode="json") for name, model in models.items()}
