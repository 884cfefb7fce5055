"""How we answer: pages and documents that can be kept and checked, the reader's language, the origin of the site."""

import os
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..catalog import Edition
from ..catalog.store import served_edition
from ..i18n import negotiate
from ..presentation.links import Params
from .compression import encoded
from .headers import content_security_policy_of_pages

ORIGIN_VARIABLE = "BARNSBESTE_ORIGIN"
PAGE_SECONDS = 60
"""A page says who answers now, so it is kept only for a short while."""
DOCUMENT_SECONDS = 3600


def origin(request: Request) -> str:
    """Scheme and host for addresses that leave the site: `$BARNSBESTE_ORIGIN`, else the one the browser asked."""
    return os.environ.get(ORIGIN_VARIABLE, "").rstrip("/") or str(request.base_url).rstrip("/")


def params_of(request: Request) -> Params:
    """The parameters of an address: name -> values."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


def wanted_language(request: Request) -> str:
    """The language chosen before, else the one the browser asks for."""
    return negotiate(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))


def in_wanted_language(request: Request) -> Response:
    """Leads to the same address in the reader's language."""
    query = request.scope["query_string"].decode("latin-1")  # bytes of any kind; quoted again below
    address = f"/{wanted_language(request)}{quote(request.scope['path'])}{f'?{query}' if query else ''}"
    return RedirectResponse(address, 302, {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"})


def page(
    request: Request, html: str, language: str, style_hash: str, *, status: int = 200, may_keep: bool = True
) -> Response:
    """A page without Streamlit, or word that the one the browser has is still good. Errors are never kept.

    `may_keep`: not what tells of a reader, such as the texts of a list.

    In the preview the browser asks each time, since staff look at what was saved a moment ago.
    """
    is_preview = served_edition() is Edition.PREVIEW
    headers = {
        "Content-Language": language,
        "Content-Security-Policy": content_security_policy_of_pages(style_hash, is_preview=is_preview),
    }
    if status == 200 and may_keep:
        return document(
            request, html, "text/html; charset=utf-8", seconds=0 if is_preview else PAGE_SECONDS, headers=headers
        )
    return fresh(request, html, headers=headers, status=status)


def fresh(request: Request, html: str, *, headers: Mapping[str, str], status: int = 200) -> Response:
    """A page that nobody may keep."""
    body, coding = encoded(html.encode(), request.headers.get("accept-encoding", ""))
    return Response(body, status, {**headers, **coding, "Cache-Control": "no-store"}, "text/html; charset=utf-8")


def document(
    request: Request,
    content: str | bytes,
    media_type: str,
    *,
    seconds: int = DOCUMENT_SECONDS,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A document with its validator; 304 where the browser has it already (RFC 9110, 13.1.2)."""
    body = content.encode() if isinstance(content, str) else content
    # weak: the same document is also sent compressed
    tag = f'W/"{sha256(body).hexdigest()[:20]}"'
    given = {**(headers or {}), "Cache-Control": f"public, max-age={seconds}", "ETag": tag}
    if _has(request, tag):
        return Response(status_code=304, headers={**given, "Vary": "Accept-Encoding"})
    sent, coding = encoded(body, request.headers.get("accept-encoding", ""))
    return Response(sent, headers={**given, **coding}, media_type=media_type)


def _has(request: Request, tag: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    known = {entry.strip().removeprefix("W/") for entry in asked.split(",")}
    return "*" in known or tag.removeprefix("W/") in known
