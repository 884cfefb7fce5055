"""The outermost layer: language prefix, headers, closed endpoints, real "not found"."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..catalog.store import current, served_edition
from ..i18n import interface_languages
from ..presentation.links import ASSETS
from .addresses import Address, address_of
from .answers import in_wanted_language, page, wanted_language
from .compression import compressed
from .documents import missing_page, style_hash
from .headers import SECURITY, STRICT_TRANSPORT
from .problems import BELOW_API, names_nothing, nothing_here, too_long

_STREAMLIT = frozenset(("_stcore", "static", "media", "component"))
_FILES = frozenset((ASSETS.strip("/"), "favicon.png"))
_CLOSED = ("_stcore/metrics", "_stcore/agent", "_stcore/script-health-check")
MAX_PATH = 300
MAX_QUERY = 8_000
"""Bytes: everything there is chosen at once, with a search of 200 Arabic letters, is half of that."""
MAX_PARAMETERS = 300
"""More than anybody can choose."""


class Edge:
    """Strips the language off the path of pages and of Streamlit's own requests, HTTP and WebSocket alike."""

    def __init__(self, app: ASGIApp, table: Sequence[Address]) -> None:
        self.app = app
        self.table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = _without_language(scope)
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send, is_secure=scope["scheme"] == "https")
        address = address_of(scope["path"], self.table)
        answer = self._answer(scope, address)
        if answer is not None:
            await answer(scope, receive, send)
        elif address is None:
            await self.app(scope, receive, _without_bare_index(scope, receive, send))
        else:
            await self.app(scope, receive, send)

    def _answer(self, scope: Scope, address: Address | None) -> Response | None:
        """The answer to what goes no further: what is not there, other languages, a slash too many."""
        path, language = scope["path"], scope.get("language")
        name = path.strip("/")
        if len(scope["query_string"]) > MAX_QUERY or scope["query_string"].count(b"&") >= MAX_PARAMETERS:
            return too_long() if path.startswith(BELOW_API) else PlainTextResponse("The address is too long", 414)
        if len(path) > MAX_PATH or "//" in path or name.startswith(_CLOSED) or names_nothing(path):
            return missing(scope)
        if address is None and name.partition("/")[0] in _STREAMLIT | _FILES:
            return compressed(Request(scope))
        if address is None:
            return self._tidied(scope) or missing(scope)
        if address.has_language and not language and scope["method"] in ("GET", "HEAD"):
            return in_wanted_language(Request(scope))
        return missing(scope) if language and not address.has_language else None

    def _tidied(self, scope: Scope) -> Response | None:
        """The same address without the slash at its end."""
        path, language = scope["path"].rstrip("/"), scope.get("language")
        address = address_of(path, self.table)
        if path == scope["path"] or not address or address.has_language is not bool(language):
            return None
        query = scope["query_string"].decode("latin-1")
        prefix = f"/{language}" if language else ""
        return RedirectResponse(prefix + quote(path) + (f"?{query}" if query else ""), 308)


def _without_language(scope: Scope) -> Scope:
    first, _, rest = scope["path"].removeprefix("/").partition("/")
    if first not in interface_languages():
        return scope
    path = "/" + rest
    return {**scope, "path": path, "raw_path": path.encode(), "language": first}


def not_found() -> Response:
    return PlainTextResponse("Not found", 404)


def missing(scope: Scope) -> Response:
    """A page that leads on, for whoever reads pages; a plain answer for programs."""
    request = Request(scope)
    if "text/html" not in request.headers.get("accept", ""):
        return nothing_here() if scope["path"].startswith(BELOW_API) else not_found()
    language = scope.get("language") or wanted_language(request)
    return page(request, missing_page(current(served_edition()), language), language, style_hash(), status=404)


def _with_headers(send: Send, *, is_secure: bool) -> Send:
    always = SECURITY | STRICT_TRANSPORT if is_secure else SECURITY

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            extra = [(k.encode(), v.encode()) for k, v in always.items() if k.encode() not in given]
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
