"""What search engines ask for: the map of the site and what may be looked at."""

from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..catalog import Catalog
from ..catalog.store import current, served_edition
from ..i18n import interface_languages
from ..presentation.links import Links
from .answers import document, origin


def sitemap(request: Request) -> Response:
    return document(request, sitemap_document(current(served_edition()), origin(request)), "application/xml")


def robots(request: Request) -> Response:
    return PlainTextResponse(robots_document(origin(request)))


def sitemap_document(catalog: Catalog, origin: str) -> str:
    """Every reading page, with its languages (https://www.sitemaps.org/protocol.html, xhtml:link for languages)."""
    entries = []
    for resource in catalog.resources:
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
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(entries)}</urlset>'
    )


def robots_document(origin: str) -> str:
    return f"User-agent: *\nDisallow: /_stcore/\nSitemap: {origin}/sitemap.xml\n"
