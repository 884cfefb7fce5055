"""Every address that is not Streamlit's: the shell of each page, our files, and downloads."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..catalog import Query
from ..catalog.store import current, served_edition
from ..export.table import csv_table
from ..i18n import DEFAULT_LANGUAGE, locale_of, negotiate
from ..presentation.links import ASSETS, PAGES, TABLE_PATH, Links
from .edge import Edge
from .headers import content_security_policy
from .shell import document

ORIGIN_VARIABLE = "BARNSBESTE_ORIGIN"
_FILES = Path(__file__).parent / "assets"

Endpoint = Callable[[Request], Response]


def _origin(request: Request) -> str:
    """Scheme and host for addresses that leave the site."""
    return os.environ.get(ORIGIN_VARIABLE) or str(request.base_url).rstrip("/")


def _neutral(request: Request) -> str | None:
    """The neutral name of a text that is asked for by a telling one."""
    asked = request.query_params.get("id", "")
    resource = current(served_edition()).get(asked)
    return resource.name if resource and resource.name != asked else None


def _page(page: str) -> Endpoint:
    def endpoint(request: Request) -> Response:
        language = request.scope.get("language")
        if not language:
            wanted = negotiate(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))
            query = f"?{request.url.query}" if request.url.query else ""
            address = Links(wanted).page(page) + query
            return RedirectResponse(address, 302, {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})
        if page == "reader" and (name := _neutral(request)):
            return RedirectResponse(Links(language).resource(name), 302, {"Cache-Control": "no-store"})
        nonce = secrets.token_urlsafe(16)
        html = document(page, locale_of(language), nonce, os.environ.get(ORIGIN_VARIABLE, ""))
        headers = {
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Content-Security-Policy": content_security_policy(nonce),
        }
        return Response(html, media_type="text/html", headers=headers)

    return endpoint


def _table(request: Request) -> Response:  # not async: it may load and compute, and must not hold up the others
    language = request.scope.get("language", DEFAULT_LANGUAGE)
    catalog = current(served_edition())
    given = request.query_params
    query = Query.from_params({name: given.getlist(name) for name in given}, catalog.vocabulary)
    selection = catalog.select(query, language)
    table = csv_table(selection.resources, catalog.vocabulary, locale_of(language), _origin(request))
    headers = {"Content-Disposition": 'attachment; filename="barnsbeste.csv"', "Cache-Control": "no-store"}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /_stcore/\n")


def routes() -> list[BaseRoute]:
    return [
        *(Route(f"/{path}", _page(page), methods=["GET"]) for page, path in PAGES.items()),
        Route(f"/{TABLE_PATH}", _table, methods=["GET"]),
        Route("/robots.txt", _robots, methods=["GET"]),
        Mount(ASSETS, StaticFiles(directory=_FILES)),
    ]


def middleware() -> list[Middleware]:
    return [Middleware(Edge)]
