"""What programs that follow the site ask for: its map, what may be looked at, and what is new."""

from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..catalog import Catalog
from ..catalog.store import current, served_edition
from ..export.open_data import LICENSE_ADDRESS
from ..i18n import interface_languages, locale_of
from ..presentation.links import Links, MakeLinks
from .answers import document, origin

FEED_MEDIA_TYPE = "application/atom+xml"
FEED_ENTRIES = 30
"""Newest texts in a feed: readers of feeds ask often, and keep what they have seen."""
_ATOM = "http://www.w3.org/2005/Atom"
_CATEGORIES = ("audience", "situation", "topic")


def sitemap(request: Request) -> Response:
    return document(request, sitemap_document(current(served_edition()), origin(request)), "application/xml")


def robots(request: Request) -> Response:
    return PlainTextResponse(robots_document(origin(request)))


def sitemap_document(catalog: Catalog, origin: str, make_links: MakeLinks = Links) -> str:
    """Every reading page and the first of the guided way, with their languages
    (https://www.sitemaps.org/protocol.html, xhtml:link for languages)."""
    entries = [f"<url><loc>{escape(origin + make_links(each).guided())}</loc></url>" for each in interface_languages()]
    for resource in catalog.resources:
        changed = resource.changed.isoformat()
        addresses = {
            language: escape(origin + make_links(language).reading(resource.id))
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


def robots_document(origin: str, closed: str = "/_stcore/") -> str:
    """`closed`: path that nobody is to look at; empty where there is none (RFC 9309)."""
    return f"User-agent: *\nDisallow: {closed}\nSitemap: {origin}/sitemap.xml\n"


def feed(request: Request) -> Response:
    """The newest texts in a language."""
    language = request.scope["language"]
    content = feed_document(current(served_edition()), language, origin(request))
    return document(request, content, f"{FEED_MEDIA_TYPE}; charset=utf-8")


def feed_document(catalog: Catalog, language: str, origin: str, make_links: MakeLinks = Links) -> bytes:
    """The newest texts that exist in a language, by when they were reviewed or written, as Atom (RFC 4287).

    Ids are made of language and slug alone, so that a text stays the same one wherever the site is served.
    """
    links, _ = make_links(language), locale_of(language).gettext
    scheme = f"{origin}{links.data('vocabulary')}#"
    texts = sorted((r for r in catalog.resources if language in r.texts), key=lambda r: r.id)
    newest = sorted(texts, key=lambda r: r.changed, reverse=True)[:FEED_ENTRIES]
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(root, "id", _permanent_id(language, "feed"))
    _add(root, "title", f"{_('New texts')} – BarnsBeste")
    _add(root, "updated", _moment(newest[0].changed if newest else date(1970, 1, 1)))
    SubElement(root, "link", rel="self", type=FEED_MEDIA_TYPE, href=origin + links.feed())
    SubElement(root, "link", rel="alternate", type="text/html", hreflang=language, href=origin + links.reading())
    SubElement(root, "link", rel="license", href=LICENSE_ADDRESS)
    _add(SubElement(root, "author"), "name", "BarnsBeste")
    for resource in newest:
        text = resource.texts[language]
        entry = SubElement(root, "entry")
        _add(entry, "id", _permanent_id(language, f"text/{resource.id}"))
        _add(entry, "title", text.title)
        _add(entry, "updated", _moment(resource.changed))
        _add(entry, "published", _moment(resource.written))
        address = origin + links.reading(resource.id)
        SubElement(entry, "link", rel="alternate", type="text/html", hreflang=language, href=address)
        _add(entry, "summary", text.summary)
        for facet in _CATEGORIES:
            for value in resource.values(facet):
                label = catalog.vocabulary.label(facet, value, language)
                SubElement(entry, "category", term=value, scheme=scheme + facet, label=label)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _permanent_id(language: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"barnsbeste/{language}/{name}").urn


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words
