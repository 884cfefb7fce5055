"""Every address that is not Streamlit's: the shell of each page, our files, and downloads."""

import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..catalog import Query
from ..catalog.store import current, served_edition
from ..export.table import csv_table
from ..i18n import DEFAULT_LANGUAGE, interface_languages, locale_of
from ..presentation.links import ASSETS, PAGES, READING, TABLE_PATH, Links
from .compression import prepare_behind_the_scenes
from .edge import Edge, wanted_language
from .headers import content_security_policy
from .reading import headers as page_headers
from .reading import list_page, missing_page, text_page
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


def _in_wanted_language(request: Request, path: str) -> Response:
    address = f"/{wanted_language(request)}/{path}" + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(address, 302, {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})


def _reading(request: Request) -> Response:
    """A text as a page without JavaScript; other names lead to its telling one, what was taken out is told (410)."""
    language = request.scope.get("language")
    slug = request.path_params.get("slug", "")
    if not language:
        return _in_wanted_language(request, READING + (f"/{slug}" if slug else ""))
    catalog = current(served_edition())
    if not slug:
        return _html(request, list_page(catalog, language, _origin(request)), language)
    resource = catalog.get(slug)
    if resource is None:
        kept = catalog.library.resources.get(slug)
        is_gone = kept is not None and kept.status == "retired"
        page = missing_page(catalog, language, is_gone=is_gone)
        no_store = {**page_headers(page, language), "Cache-Control": "no-store"}
        return HTMLResponse(page, 410 if is_gone else 404, no_store)
    if resource.id != slug:
        return RedirectResponse(Links(language).reading(resource.id), 301)
    return _html(request, text_page(catalog, resource, language, _origin(request)), language)


def _html(request: Request, page: str, language: str) -> Response:
    """A page, or word that the one the browser has is still good (RFC 9110, 13.1.2)."""
    given = page_headers(page, language)
    if given["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=given)
    return HTMLResponse(page, headers=given)


def _sitemap(request: Request) -> Response:
    """Every reading page, with its languages (https://www.sitemaps.org/protocol.html, xhtml:link for languages)."""
    origin = _origin(request)
    entries = []
    for resource in current(served_edition()).resources:
        changed = (resource.review.on or resource.written).isoformat()
        addresses = {
            language: escape(origin + Links(language).reading(resource.id))
            for language in resource.languages
            if language in interface_languages()
        }
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
            for language, address in addresses.items()
        )
        entries += [
            f"<url><loc>{address}</loc><lastmod>{changed}</lastmod>{alternates}</url>" for address in addresses.values()
        ]
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(entries)}</urlset>'
    )
    return Response(document, media_type="application/xml", headers={"Cache-Control": "public, max-age=3600"})


def _page(page: str) -> Endpoint:
    def endpoint(request: Request) -> Response:
        language = request.scope.get("language")
        if not language:
            return _in_wanted_language(request, PAGES[page])
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


def _robots(request: Request) -> Response:
    return PlainTextResponse(f"User-agent: *\nDisallow: /_stcore/\nSitemap: {_origin(request)}/sitemap.xml\n")


def routes() -> list[BaseRoute]:
    return [
        *(Route(f"/{path}", _page(page), methods=["GET"]) for page, path in PAGES.items()),
        Route(f"/{TABLE_PATH}", _table, methods=["GET"]),
        Route(f"/{READING}", _reading, methods=["GET"]),
        Route(f"/{READING}/{{slug}}", _reading, methods=["GET"]),
        Route("/sitemap.xml", _sitemap, methods=["GET"]),
        Route("/robots.txt", _robots, methods=["GET"]),
        Mount(ASSETS, StaticFiles(directory=_FILES)),
    ]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, object]]:
    """What begins with the server: the files of the dashboard are compressed, where that has not been done."""
    prepare_behind_the_scenes()
    yield {}


def middleware() -> list[Middleware]:
    return [Middleware(Edge)]
