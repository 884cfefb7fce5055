"""The open data: every text, helpline and label as JSON, for programs of anybody. It can only be read."""

import logging
from collections.abc import Callable
from functools import cache
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog import Catalog
from ..catalog.store import current, served_edition
from ..export.open_data import Document, OpenData, ResourceList
from ..presentation.links import api
from .addresses import Address, Endpoint
from .answers import PAGE_SECONDS, document, origin
from .edge import missing
from .openapi import openapi_document
from .parameters import BadParametersError, parameters, wanted
from .problems import ANY_ORIGIN, BELOW_API, parameter_problem, problem

METHODS = "GET, HEAD, OPTIONS"
PREFLIGHT_SECONDS = 86_400
_MEDIA_TYPE = "application/json"

_log = logging.getLogger(__name__)

Answer = Callable[[Request, Catalog], Response]


def _open(answer: Answer) -> Endpoint:
    """Who answers any method at an address of the open data: whatever goes wrong, programs get a problem to read."""

    def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            response = _options()
        elif request.method not in ("GET", "HEAD"):
            response = problem(405, f"This can only be read: {METHODS}", {"Allow": METHODS})
        else:
            response = _guarded(answer, request)
        response.headers.update(ANY_ORIGIN)
        return response

    return endpoint


def _guarded(answer: Answer, request: Request) -> Response:
    try:
        return answer(request, current(served_edition()))
    except BadParametersError as error:
        return parameter_problem(origin(request), error.faults)
    except Exception:  # the console gets the trace, without the address: it would tell what people search for
        _log.exception("the open data could not answer")
        return problem(500, "Something went wrong here. It is not your fault; try again later.")


def _options() -> Response:
    """What may be asked (RFC 9110, 9.3.7), and what a browser wants to know beforehand (Fetch, CORS preflight)."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
    }
    return Response(status_code=204, headers=headers)


def _kept(request: Request, content: Document, headers: dict[str, str] | None = None) -> Response:
    return document(request, content.json_bytes(), _MEDIA_TYPE, seconds=PAGE_SECONDS, headers=headers)


def _resources(request: Request, catalog: Catalog) -> Response:
    """A selection, page by page."""
    asked = wanted(request.scope["query_string"], catalog.vocabulary)
    selection = catalog.select(asked.query, asked.language)
    data = OpenData(catalog, origin(request))
    page = data.page(selection, asked.language, asked.params, asked.page, asked.per_page)
    return _kept(request, page, _link(page))


def _search(request: Request, catalog: Catalog) -> Response:
    """The same for words, with what each further choice would give."""
    asked = wanted(request.scope["query_string"], catalog.vocabulary, needs_text=True)
    selection = catalog.select(asked.query, asked.language)
    data = OpenData(catalog, origin(request))
    page = data.search(selection, asked.language, asked.params, asked.page, asked.per_page)
    return _kept(request, page, _link(page))


def _link(page: ResourceList) -> dict[str, str]:
    """Where the neighbours are, for programs that do not read the document (RFC 8288)."""
    links = {"prev": page.previous, "next": page.next}
    value = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items() if address)
    return {"Link": value} if value else {}


def _resource(request: Request, catalog: Catalog) -> Response:
    """A whole text; its other names lead to its own (301), what was taken out is told (410)."""
    parameters(request.scope["query_string"], ())
    slug = request.path_params["slug"]
    resource = catalog.get(slug)
    if resource is None:
        if catalog.is_retired(slug):
            return problem(410, "This text has been taken out.")
        return problem(404, f"There is no text of this name; {api('resources')} lists those there are.")
    if resource.id != slug:
        return RedirectResponse(api(f"resources/{resource.id}"), 301)
    return _kept(request, OpenData(catalog, origin(request)).resource(resource))


def _vocabulary(request: Request, catalog: Catalog) -> Response:
    parameters(request.scope["query_string"], ())
    return _kept(request, OpenData(catalog, origin(request)).vocabulary())


def _helplines(request: Request, catalog: Catalog) -> Response:
    parameters(request.scope["query_string"], ())
    return _kept(request, OpenData(catalog, origin(request)).helplines())


def _status(request: Request, catalog: Catalog) -> Response:
    """What this server serves, for whoever watches several of them."""
    parameters(request.scope["query_string"], ())
    content = OpenData(catalog, origin(request)).status(*_versions())
    return Response(content.json_bytes(), headers={"Cache-Control": "no-store"}, media_type=_MEDIA_TYPE)


@cache
def _versions() -> tuple[str, str]:
    return version("barnsbeste-content"), version("streamlit")  # read from disk: not for each question


def _openapi(request: Request, catalog: Catalog) -> Response:
    parameters(request.scope["query_string"], ())
    content = openapi_document(catalog, origin(request), _versions()[0])
    return document(request, content, _MEDIA_TYPE)


def _nothing(request: Request, _catalog: Catalog) -> Response:
    return missing(request.scope)


def _address(path: str, answer: Answer) -> Address:
    # no methods named: the endpoint answers every one, so that the wrong ones get a problem to read as well
    return Address(path, _open(answer), has_language=False, methods=())


ADDRESSES: tuple[Address, ...] = (
    _address(api("resources"), _resources),
    _address(api("resources/{slug}"), _resource),
    _address(api("search"), _search),
    _address(api("vocabulary"), _vocabulary),
    _address(api("helplines"), _helplines),
    _address(api("status"), _status),
    _address(api("openapi.json"), _openapi),
    _address(BELOW_API + "{path:path}", _nothing),
)
"""The last one takes whatever is not there."""
