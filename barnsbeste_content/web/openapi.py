"""The description of the open data for programs: made of the models, the vocabulary and the parameters we accept."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..catalog import Catalog
from ..catalog.query import AGE, LANGUAGE, MAX_TEXT, MAX_VALUES, TEXT
from ..export.open_data import LICENSE_ID, LICENSE_NAME, schemas
from ..i18n import DEFAULT_LANGUAGE
from ..model.age import BANDS
from ..model.base import SLUG_PATTERN
from ..model.vocabulary import Vocabulary
from ..presentation.links import api
from .parameters import (
    DEFAULT_PER_PAGE,
    MAX_PAGE,
    MAX_PER_PAGE,
    NEEDED_TEXT_PATTERN,
    PAGE,
    PER_PAGE,
    TEXT_PATTERN,
    age_pattern,
)
from .problems import PROBLEM_MEDIA_TYPE

OPENAPI_VERSION = "3.1.1"
EXAMPLE_SEARCH = "drikker"
_NAMES = (TEXT, AGE, LANGUAGE)
_LICENSE = {"name": LICENSE_NAME, "identifier": LICENSE_ID}
_ABOUT = """Texts for children whose parent or sibling is ill or has died, for their families and for those who \
meet them at work; and who they can call. Only published texts are here."""
_ASKING = """Everything can be read by anybody, from any web page, without a key. Nothing is kept about who asks. \
Answers bear an `ETag`: send it back as `If-None-Match`, and you get 304 where nothing has changed."""
_TRUST = """Most texts have not been checked by anybody with clinical authority, and most translations were made by \
machines. `review` and `translation` say so of each: say it to your readers too. Look at `checked` before you print a \
number."""


def openapi_document(catalog: Catalog, origin: str, version: str) -> str:
    """The description (OpenAPI 3.1) as JSON. `origin`: scheme and host; `version`: of this server."""
    content = {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": "BarnsBeste: open data",
            "version": version,
            "description": "\n\n".join((_ABOUT, _ASKING, _TRUST)),
            "license": _LICENSE,
        },
        "servers": [{"url": origin}],
        "paths": _paths(catalog),
        "components": {
            "schemas": _schemas(),
            "parameters": _parameters(catalog.vocabulary),
            "responses": _problems(),
            "headers": _HEADERS,
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def openapi_document_of_files(catalog: Catalog, site: str, version: str) -> str:
    """The description of the same documents as files, which take no parameters. `site`: address the tree lies below."""
    files = {
        "resources": _file("listResources", "Every text", "ResourceList"),
        "resources/{slug}": _file(
            "getResource", "A whole text, in every language it exists in", "ResourceDocument", _slug(catalog)
        ),
        "vocabulary": _file("getVocabulary", "Every id a text can bear, with labels", "VocabularyDocument"),
        "helplines": _file("listHelplines", "Everybody to turn to, the most urgent first", "HelplineList"),
        "status": _file("getStatus", "What these files were made of", "StatusDocument"),
    }
    content = {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": "BarnsBeste: open data",
            "version": version,
            "description": f"{_ABOUT}\n\n{_TRUST}",
            "license": _LICENSE,
        },
        "servers": [{"url": site}],
        "paths": {f"{api(name)}.json": answer for name, answer in files.items()},
        "components": {"schemas": _schemas()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _file(operation: str, summary: str, schema: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    found = {"description": summary, "content": {"application/json": {"schema": _ref("schemas", schema)}}}
    responses = {"200": found, "404": {"description": "There is no such file"}} if parameters else {"200": found}
    described = {"operationId": operation, "summary": summary, "parameters": list(parameters), "responses": responses}
    return {"get": described}


@cache
def _schemas() -> Mapping[str, Any]:
    return schemas()


def _paths(catalog: Catalog) -> dict[str, Any]:
    selection = [*_NAMES, *catalog.vocabulary.facets, PAGE, PER_PAGE]
    slug = _slug(catalog, " Its code and names it had before lead to it (301).")
    needed = {
        **_text_parameter(NEEDED_TEXT_PATTERN, minLength=1),
        "required": True,
        "examples": {"words": {"value": EXAMPLE_SEARCH}},
    }
    return {
        api("resources"): _get(
            "listResources",
            "A selection of texts, page by page",
            "Within a parameter any value will do, between parameters all must hold. Without any, every text.",
            "ResourceList",
            [_ref("parameters", name) for name in selection],
            is_paged=True,
        ),
        api("resources/{slug}"): _get(
            "getResource", "A whole text, in every language it exists in", "", "ResourceDocument", [slug], is_named=True
        ),
        api("search"): _get(
            "search",
            "Texts that words lead to",
            "Everyday words, typos and several languages are understood. Tells what each further choice would give.",
            "SearchResults",
            [needed, *(_ref("parameters", name) for name in selection if name != TEXT)],
            is_paged=True,
        ),
        api("vocabulary"): _get(
            "getVocabulary", "Every id a text can bear, with labels; and the languages", "", "VocabularyDocument", []
        ),
        api("helplines"): _get("listHelplines", "Everybody to turn to, the most urgent first", "", "HelplineList", []),
        api("status"): _get(
            "getStatus",
            "What this server serves now",
            "Servers that tell the same revision serve the same content.",
            "StatusDocument",
            [],
            is_kept=False,
        ),
    }


def _slug(catalog: Catalog, more: str = "") -> dict[str, Any]:
    slug: dict[str, Any] = {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": f"Id of a text.{more}",
        "schema": {"type": "string", "pattern": SLUG_PATTERN, "minLength": 1, "maxLength": 80},
    }
    if catalog.resources:
        slug["examples"] = {"text": {"value": catalog.resources[0].id}}
    return slug


def _get(
    operation: str,
    summary: str,
    description: str,
    schema: str,
    parameters: list[dict[str, Any]],
    *,
    is_paged: bool = False,
    is_named: bool = False,
    is_kept: bool = True,
) -> dict[str, Any]:
    headers = ([*_KEPT] if is_kept else []) + (["Link"] if is_paged else [])
    found: dict[str, Any] = {
        "description": summary,
        "content": {"application/json": {"schema": _ref("schemas", schema)}},
    }
    if headers:
        found["headers"] = {name: _ref("headers", name) for name in headers}
    responses = {"200": found}
    if is_named:
        location = {"headers": {"Location": _ref("headers", "Location")}}
        responses["301"] = {"description": "Another name of a text: its own is in `Location`", **location}
    if is_kept:
        responses["304"] = {"description": "What you have is still good"}
    names = ["BadParameters", *(["NotFound", "Gone"] if is_named else []), "TooLong", "Failure"]
    responses |= {_STATUSES[name]: _ref("responses", name) for name in names}
    described = {"description": description} if description else {}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            **described,
            "parameters": parameters,
            "responses": responses,
        }
    }


def _parameters(vocabulary: Vocabulary) -> dict[str, Any]:
    """Name of a parameter -> what it takes."""
    ages = [band.notation for band in BANDS]
    found = {
        TEXT: _text_parameter(TEXT_PATTERN),
        AGE: _list_parameter(
            AGE,
            "Age of the child, in years or months: texts whose ages overlap it",
            {"type": "string", "pattern": age_pattern(), "examples": [*ages, "4", "0-6m"]},
            example=[ages[2]],
        ),
        LANGUAGE: _list_parameter(
            LANGUAGE,
            f"Texts that exist in one of these languages. The first is shown first, else `{DEFAULT_LANGUAGE}`",
            {"type": "string", "enum": list(vocabulary.languages)},
            example=[DEFAULT_LANGUAGE],
        ),
        PAGE: _number_parameter(PAGE, "Page, from 1", 1, MAX_PAGE),
        PER_PAGE: _number_parameter(PER_PAGE, "Texts on a page", DEFAULT_PER_PAGE, MAX_PER_PAGE),
    }
    for name, facet in vocabulary.facets.items():
        label = vocabulary.facet_label(name, "en")
        values = {"type": "string", "enum": list(facet.ids)}
        found[name] = _list_parameter(name, label, values, example=[facet.ids[0]])
    return found


def _text_parameter(pattern: str, **limits: int) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": MAX_TEXT, "pattern": pattern, **limits}
    return {"name": TEXT, "in": "query", "description": "What to search for, in any language", "schema": schema}


def _list_parameter(name: str, description: str, items: dict[str, Any], example: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": f"{description}. Can be given several times.",
        "style": "form",
        "explode": True,
        "schema": {"type": "array", "items": items, "maxItems": MAX_VALUES},
        "examples": {"one": {"value": example}},
    }


def _number_parameter(name: str, description: str, default: int, most: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _problems() -> dict[str, Any]:
    return {
        "BadParameters": _problem("Parameters that cannot be understood; each is named", "ParameterProblem"),
        "NotFound": _problem("There is no such text"),
        "Gone": _problem("The text has been taken out"),
        "TooLong": _problem("More parameters, or longer ones, than the server reads"),
        "Failure": _problem("A fault of the server"),
    }


def _problem(description: str, schema: str = "Problem") -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM_MEDIA_TYPE: {"schema": _ref("schemas", schema)}}}


def _ref(kind: str, name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/{kind}/{name}"}


_STATUSES = {"BadParameters": "400", "NotFound": "404", "Gone": "410", "TooLong": "414", "Failure": "500"}
_KEPT = ("ETag", "Cache-Control")
_HEADERS: Mapping[str, Any] = {
    "ETag": {"description": "Send it back as `If-None-Match`", "schema": {"type": "string"}, "required": True},
    "Cache-Control": {"description": "How long it may be kept", "schema": {"type": "string"}, "required": True},
    "Link": {"description": "Neighbouring pages (RFC 8288): `prev`, `next`", "schema": {"type": "string"}},
    "Location": {"description": "Where it is", "schema": {"type": "string"}, "required": True},
}
