"""Answers with what belongs to the dashboard: the document each page starts in, and a selection as a table."""

import os
import secrets
from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog import Catalog, Edition, Query
from ..catalog.bank import BankQuery, sources_of
from ..catalog.named import named
from ..catalog.store import current, served_edition
from ..export.citations import CITATION_FORMATS, citations
from ..export.table import XLSX, csv_table, excel_table
from ..export.text_references import as_sources
from ..i18n import locale_of
from ..model.reference import Source
from ..model.resource import Resource
from ..presentation.links import NAMED, RESTING, Links
from ..presentation.presenter import MAX_LIST, Presenter
from ..presentation.suggested import suggestions_json
from .addresses import Endpoint
from .answers import DOCUMENT_SECONDS, ORIGIN_VARIABLE, fresh, origin, params_of
from .answers import document as kept
from .answers import page as plain_answer
from .documents import missing_page, style_hash
from .headers import content_security_policy
from .shell import document


def page(name: str) -> Endpoint:
    """Who answers for a page of the dashboard."""

    def endpoint(request: Request) -> Response:
        language = request.scope["language"]
        if name == "reader" and (neutral := _neutral(request)):
            return RedirectResponse(Links(language).resource(neutral), 302, {"Cache-Control": "no-store"})
        nonce = secrets.token_urlsafe(16)
        params = params_of(request)
        catalog = current(served_edition())
        html = document(name, catalog, locale_of(language), params, nonce, os.environ.get(ORIGIN_VARIABLE, ""))
        headers = {
            "Content-Language": language,
            "Content-Security-Policy": content_security_policy(nonce, is_preview=catalog.edition is Edition.PREVIEW),
        }
        return fresh(request, html, headers=headers)

    return endpoint


def staff_page(name: str) -> Endpoint:
    """Who answers for a page that is there only in the preview."""
    return only_in_preview(page(name))


def only_in_preview(there: Endpoint) -> Endpoint:
    """Who answers for what is there only in the preview: elsewhere it is as if it had never been."""

    def endpoint(request: Request) -> Response:
        if served_edition() is Edition.PREVIEW:
            return there(request)
        language = request.scope["language"]
        html = missing_page(current(served_edition()), language)
        return plain_answer(request, html, language, style_hash(), status=404)

    return endpoint


def _neutral(request: Request) -> str | None:
    """The neutral name of a text that is asked for by a telling one."""
    asked = request.query_params.get("id", "")
    resource = current(served_edition()).get(asked)
    return resource.name if resource and resource.name != asked else None


def references(format: str) -> Endpoint:
    """Who answers with references to the sources that an address chooses."""

    def endpoint(request: Request) -> Response:
        catalog = current(served_edition())
        params = params_of(request)
        if RESTING in params:
            chosen = _sources_below(catalog, params[RESTING])
        else:
            query = BankQuery.from_params(params, catalog.vocabulary)
            chosen = [entry.source for entry in sources_of(catalog, query).entries]
        content = citations(format, chosen, request.scope["language"])
        return _references(content, format)

    return endpoint


def _sources_below(catalog: Catalog, names: Sequence[str]) -> list[Source]:
    """What the texts of these names rest on, in the order of the texts."""
    known = catalog.library.sources
    found = dict.fromkeys(id for resource in named(catalog, names, MAX_LIST)[0] for id in resource.sources)
    return [known[id] for id in found if id in known]


def text_references(format: str) -> Endpoint:
    """Who answers with references to the texts that an address chooses."""

    def endpoint(request: Request) -> Response:
        catalog, locale = current(served_edition()), locale_of(request.scope["language"])
        texts = as_sources(_chosen(request, catalog), catalog.vocabulary, locale, date.today(), origin(request))
        return _references(citations(format, texts, locale.language), format)

    return endpoint


def _references(content: str, format: str) -> Response:
    # a list in APA style is read at once, and copied from
    return _file(content, format, f"{CITATION_FORMATS[format]}; charset=utf-8", is_read_at_once=format == "txt")


def table(request: Request) -> Response:
    """A selection as a CSV file."""
    catalog, locale = current(served_edition()), locale_of(request.scope["language"])
    content = csv_table(_chosen(request, catalog), catalog.vocabulary, locale, origin(request))
    return _file(content, "csv", "text/csv; charset=utf-8")


def workbook(request: Request) -> Response:
    """The same for Excel."""
    catalog, locale = current(served_edition()), locale_of(request.scope["language"])
    content = excel_table(_chosen(request, catalog), catalog.vocabulary, locale, origin(request))
    return _file(content, "xlsx", XLSX)


def _chosen(request: Request, catalog: Catalog) -> Sequence[Resource]:
    """The texts that an address names, in its order; where it names none, those that it selects."""
    params = params_of(request)
    if NAMED in params:
        return named(catalog, params[NAMED], MAX_LIST)[0]
    return catalog.select(Query.from_params(params, catalog.vocabulary), request.scope["language"]).resources


def _file(content: str | bytes, ending: str, media_type: str, *, is_read_at_once: bool = False) -> Response:
    how = "inline" if is_read_at_once else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="barnsbeste.{ending}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def suggested(request: Request) -> Response:
    """What to suggest to who types in a search box: everything, so that the browser need not tell what is typed."""
    language = request.scope["language"]
    catalog = current(served_edition())
    content = suggestions_json(Presenter(catalog, locale_of(language)))
    is_preview = catalog.edition is Edition.PREVIEW
    return kept(
        request,
        content,
        "application/json",
        seconds=0 if is_preview else DOCUMENT_SECONDS,
        headers={"Content-Language": language},
    )
