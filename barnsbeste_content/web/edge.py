"""The outermost layer: language prefix, headers, closed endpoints, real "not found"."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..catalog.store import current, served_edition
from ..i18n import interface_languages, negotiate
from ..presentation.links import ASSETS, PAGES, READING, TABLE_PATH
from .compression import compressed
from .headers import SECURITY
from .reading import headers, missing_page

_STREAMLIT = frozenset(("_stcore", "static", "media", "component"))
_OWN = frozenset((ASSETS.strip("/"), "robots.txt", "sitemap.xml", "favicon.png"))
_CLOSED = ("_stcore/metrics", "_stcore/agent", "_stcore/script-health-check")
MAX_PATH = 300


class Edge:
    """Strips the language off the path of pages and of Streamlit's own requests, HTTP and WebSocket alike."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = _without_language(scope)
        send = _with_headers(send)
        answer = _answer(scope) if scope["type"] == "http" else None
        if answer is not None:
            await answer(scope, receive, send)
        elif scope["type"] == "http" and not _is_ours(scope["path"].strip("/")):
            await self.app(scope, receive, _without_bare_index(scope, receive, send))
        else:
            await self.app(scope, receive, send)


def _without_language(scope: Scope) -> Scope:
    first, _, rest = scope["path"].removeprefix("/").partition("/")
    if first not in interface_languages():
        return scope
    path = "/" + rest
    return {**scope, "path": path, "raw_path": path.encode(), "language": first}


def _answer(scope: Scope) -> Response | None:
    """The answer to what goes no further: what is not there, and pages with a slash too many."""
    path, language = scope["path"], scope.get("language")
    page = path.strip("/")
    if not _is_served(path, bool(language)):
        return missing(scope)
    if page.startswith("static/"):
        return compressed(Request(scope))
    if language and page and page in PAGES.values() and path.endswith("/"):
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"/{language}/{page}" + (f"?{query}" if query else ""), 308)
    return None


def _is_served(path: str, has_language: bool) -> bool:
    name = path.strip("/")
    if len(path) > MAX_PATH or "//" in path or name.startswith(_CLOSED):
        return False
    first = name.partition("/")[0]
    if first in _STREAMLIT or first in _OWN:
        return True
    return name in PAGES.values() or first == READING or (has_language and name == TABLE_PATH)


def not_found() -> Response:
    return PlainTextResponse("Not found", 404)


def missing(scope: Scope) -> Response:
    """A page that leads on, for whoever reads pages; a plain answer for programs."""
    request = Request(scope)
    if "text/html" not in request.headers.get("accept", ""):
        return not_found()
    language = scope.get("language") or wanted_language(request)
    page = missing_page(current(served_edition()), language)
    return HTMLResponse(page, 404, {**headers(page, language), "Cache-Control": "no-store"})


def wanted_language(request: Request) -> str:
    """The language chosen before, else the one the browser asks for."""
    return negotiate(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))


def _is_ours(page: str) -> bool:
    return page in PAGES.values() or page.partition("/")[0] == READING


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            extra = [(k.encode(), v.encode()) for k, v in SECURITY.items() if k.encode() not in given]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return with_headers


def _without_bare_index(scope: Scope, receive: Receive, send: Send) -> Send:
    """Streamlit answers whatever it does not know with its own index, which has neither our policy nor our language."""
    is_refused = False

    async def without_bare_index(message: Message) -> None:
        nonlocal is_refused
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            is_refused = message["status"] == 200 and kind.startswith(b"text/html")
            if is_refused:
                await not_found()(scope, receive, send)
        if not is_refused:
            await send(message)

    return without_bare_index
