"""The outermost layer: language prefix, headers, closed endpoints, real "not found"."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..i18n import interface_languages
from ..presentation.links import ASSETS, PAGES, TABLE_PATH
from .headers import SECURITY

_STREAMLIT = frozenset(("_stcore", "static", "media", "component"))
_OWN = frozenset((ASSETS.strip("/"), "robots.txt", "favicon.png"))
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
        path = scope["path"].strip("/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in SECURITY.items() if k.encode() not in given]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        if scope["type"] == "http" and not _is_served(path, bool(scope.get("language"))):
            await PlainTextResponse("Not found", 404)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


def _without_language(scope: Scope) -> Scope:
    first, _, rest = scope["path"].lstrip("/").partition("/")
    if first not in interface_languages():
        return scope
    path = "/" + rest
    return {**scope, "path": path, "raw_path": path.encode(), "language": first}


def _is_served(path: str, has_language: bool) -> bool:
    if len(path) > MAX_PATH or path.startswith(_CLOSED):
        return False
    first = path.partition("/")[0]
    if first in _STREAMLIT or first in _OWN:
        return True
    return path in PAGES.values() or has_language and path == TABLE_PATH
