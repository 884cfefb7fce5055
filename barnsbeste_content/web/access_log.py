"""A log of what was asked that says nothing of who asked or what anybody reads.

A line holds method, line of the table of routes, status and time: no client address, no query, and `/{lang}/les/{slug}`
instead of the address itself, which tells what a text is about.
"""

import logging
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..i18n import interface_languages
from ..presentation.links import ASSETS
from .addresses import Address, address_of

UNKNOWN = "-"
"""Stands for what is in no line of the table, and for what we do not tell."""
_UNLOGGED = frozenset(("_stcore", "static", "media", "component", "favicon.png", ASSETS.strip("/")))
"""Streamlit's machinery and our files: some seventy requests a visit that say nothing."""
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"))


def route_of(path: str, table: Sequence[Address]) -> str | None:
    """What a path is called in a log: its line in the table, or `-`. None where it is not logged."""
    first, _, rest = path.removeprefix("/").partition("/")
    has_language = first in interface_languages()
    below = "/" + rest if has_language else path
    if below.removeprefix("/").partition("/")[0] in _UNLOGGED:
        return None
    address = address_of(below.rstrip("/") or "/", table)
    if address is None:
        return UNKNOWN
    return "/{lang}" + address.path if has_language else address.path


def print_line(line: str) -> None:
    """On standard output at once. Nobody gets a worse answer because nobody reads the log any longer."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stdout, flush=True)


class AccessLog:
    """One line for each answer: `GET /{lang}/les/{slug} 200 3 ms`. The time is the whole answer's, in milliseconds."""

    def __init__(self, app: ASGIApp, table: Sequence[Address], write: Callable[[str], None] = print_line) -> None:
        self.app = app
        self.table = table
        self.write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = route_of(scope["path"], self.table) if scope["type"] == "http" else None
        if route is None:
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500  # what a server answers where the app gives way before it has begun

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            milliseconds = (time.perf_counter() - begun) * 1000
            self.write(f"{_method(scope['method'])} {route} {status} {milliseconds:.0f} ms")


class Discreet(logging.Filter):
    """Makes uvicorn's own log lines as discreet as ours: it prints client addresses, paths and queries."""

    def __init__(self, table: Sequence[Address]) -> None:
        super().__init__()
        self.table = table

    def filter(self, record: logging.LogRecord) -> bool:
        if '"WebSocket %s"' in str(record.msg):
            return False  # Streamlit's connections: (client address, path with query[, status])
        if record.name == "uvicorn.access":
            if not (isinstance(record.args, tuple) and len(record.args) == 5):
                return False  # not the line we know how to clear
            _client, method, address, version, status = record.args
            route = route_of(str(address).partition("?")[0], self.table)
            record.args = (UNKNOWN, _method(str(method)), route, version, status)
            return route is not None
        return True


def keep_server_log_discreet(table: Sequence[Address]) -> None:
    """For servers that keep a log of their own, such as `uvicorn app:app`. Done twice it is done once."""
    for name in ("uvicorn.access", "uvicorn.error"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, Discreet) for known in logger.filters):
            logger.addFilter(Discreet(table))


def _method(name: str) -> str:
    """A method can be any word, so only known ones are told."""
    return name if name in _METHODS else UNKNOWN
