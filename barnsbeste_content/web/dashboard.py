"""Answers with what belongs to the dashboard: the document each page starts in, and a selection as a table."""

import os
import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog import Edition, Query
from ..catalog.bank import BankQuery, sources_of
from ..catalog.store import current, served_edition
from ..export.citations import CITATION_FORMATS, citations
from ..export.table import csv_table
from ..i18n import locale_of
from ..presentation.links import Links
from ..presentation.presenter import Presenter
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
        query = BankQuery.from_params(params_of(request), catalog.vocabulary)
        chosen = [entry.source for entry in sources_of(catalog, query).entries]
        content = citations(format, chosen, request.scope["language"])
        # a list in APA style is read at once, and copied from
        how = "inline" if format == "txt" else "attachment"
        headers = {
            "Content-Disposition": f'{how}; filename="barnsbeste.{format}"',
            "Cache-Control": "no-store",
        }
        return Response(content, media_type=f"{CITATION_FORMATS[format]}; charset=utf-8", headers=headers)

    return endpoint


def table(request: Request) -> Response:
    """A selection as a CSV file."""
    language = request.scope["language"]
    catalog = current(served_edition())
    query = Query.from_params(params_of(request), catalog.vocabulary)
    selection = catalog.select(query, language)
    content = csv_table(selection.resources, catalog.vocabulary, locale_of(language), origin(request))
    headers = {"Content-Disposition": 'attachment; filename="barnsbeste.csv"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


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
