"""Answers with pages that need no JavaScript."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog.store import current, served_edition
from ..presentation.links import BESIDE, NAMED, Links
from .answers import origin, page, params_of
from .documents import (
    guided_page,
    list_page,
    missing_page,
    my_list_page,
    pack_page,
    sheet_page,
    sheets_page,
    style_hash,
    text_page,
)


def texts(request: Request) -> Response:
    """The list of every text."""
    language, params = request.scope["language"], params_of(request)
    html = list_page(current(served_edition()), language, origin(request), params)
    return page(request, html, language, style_hash(), may_keep=not params)


def pack(request: Request) -> Response:
    """Several texts as one document to print."""
    language, asked = request.scope["language"], request.query_params
    catalog = current(served_edition())
    html = pack_page(catalog, asked.getlist(NAMED), language, origin(request), beside=asked.get(BESIDE, ""))
    if html is None:
        return page(request, missing_page(catalog, language), language, style_hash(), status=404)
    return page(request, html, language, style_hash(), may_keep=False)


def my_list(request: Request) -> Response:
    """The texts that an address names; without any, the reader's own list, of which nothing is asked here."""
    language, names = request.scope["language"], request.query_params.getlist(NAMED)
    html = my_list_page(current(served_edition()), names, language, is_own=not names)
    return page(request, html, language, style_hash(), may_keep=False)


def text(request: Request) -> Response:
    """A text; its other names lead to its telling one, what was taken out is told (410)."""
    language, slug = request.scope["language"], request.path_params["slug"]
    catalog = current(served_edition())
    resource = catalog.get(slug)
    if resource is None:
        is_gone = catalog.is_retired(slug)
        html = missing_page(catalog, language, is_gone=is_gone)
        return page(request, html, language, style_hash(), status=410 if is_gone else 404)
    if resource.id != slug:
        beside = request.query_params.get(BESIDE, "")
        known = beside if beside in catalog.vocabulary.languages else ""
        return RedirectResponse(Links(language).reading(resource.id, beside=known), 301)
    html = text_page(catalog, resource, language, origin(request), beside=request.query_params.get(BESIDE, ""))
    return page(request, html, language, style_hash())


def guided(request: Request) -> Response:
    """The guided way. Nobody may keep what somebody has answered, neither browser nor cache."""
    language, params = request.scope["language"], params_of(request)
    html = guided_page(current(served_edition()), language, origin(request), params)
    return page(request, html, language, style_hash(), may_keep=not params)


def sheets(request: Request) -> Response:
    """The list of every sheet to fill in."""
    language = request.scope["language"]
    return page(request, sheets_page(current(served_edition()), language, origin(request)), language, style_hash())


def sheet(request: Request) -> Response:
    """A sheet to fill in."""
    language = request.scope["language"]
    catalog = current(served_edition())
    wanted = catalog.library.sheets.get(request.path_params["id"])
    if wanted is None:
        return page(request, missing_page(catalog, language), language, style_hash(), status=404)
    return page(request, sheet_page(catalog, wanted, language, origin(request)), language, style_hash())
