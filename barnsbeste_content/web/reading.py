"""Answers with pages that need no JavaScript."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog.store import current, served_edition
from ..presentation.links import Links
from .answers import origin, page
from .documents import list_page, missing_page, style_hash, text_page


def texts(request: Request) -> Response:
    """The list of every text."""
    language = request.scope["language"]
    return page(request, list_page(current(served_edition()), language, origin(request)), language, style_hash())


def text(request: Request) -> Response:
    """A text; its other names lead to its telling one, what was taken out is told (410)."""
    language, slug = request.scope["language"], request.path_params["slug"]
    catalog = current(served_edition())
    resource = catalog.get(slug)
    if resource is None:
        kept = catalog.library.resources.get(slug)
        is_gone = kept is not None and kept.status == "retired"
        html = missing_page(catalog, language, is_gone=is_gone)
        return page(request, html, language, style_hash(), status=410 if is_gone else 404)
    if resource.id != slug:
        return RedirectResponse(Links(language).reading(resource.id), 301)
    return page(request, text_page(catalog, resource, language, origin(request)), language, style_hash())
