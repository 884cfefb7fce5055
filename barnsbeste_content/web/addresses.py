"""What an address is: the path, who answers, and whether it lies below a language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import Pattern

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, compile_path

Endpoint = Callable[[Request], Response]
"""Not async: it may load and compute, and must not hold up the others."""


@dataclass(frozen=True)
class Address:
    """One line of the table of routes. `path` is written as Starlette writes it, without the language."""

    path: str
    endpoint: Endpoint
    has_language: bool = True
    """Whether the address lies below a language; asked for without one it leads to the reader's."""
    is_public: bool = True
    """Whether readers may have kept it: not what only staff see."""
    methods: Sequence[str] = ("GET",)
    """HEAD comes with GET. Empty: every method, and the endpoint says what it takes."""

    def route(self) -> Route:
        return Route(self.path, self.endpoint, methods=list(self.methods))

    @cached_property
    def _pattern(self) -> Pattern[str]:
        return compile_path(self.path)[0]

    def matches(self, path: str) -> bool:
        return bool(self._pattern.match(path))


def address_of(path: str, table: Iterable[Address]) -> Address | None:
    """The line of the table that a path (without its language) belongs to."""
    return next((address for address in table if address.matches(path)), None)
