"""Streamlit's scripts in the order that a poor phone can bear.

The browser is told of the few that are most of the bytes at once, of the rest when the first words have been painted:
to ask for sixty files takes it longer than to paint them. With the rest come those that the front end would ask for
only when the first elements arrive, which would be another turn over the network.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

_HEAVY_BYTES = 120_000
SCRIPTS = re.compile(r'<script\s+type="module"[^>]*></script>|<link\s+rel="modulepreload"[^>]*>')
"""What Streamlit's index asks for."""
_IMPORTED = re.compile(r'(?:from|import)\s*["\'`]\./([\w.-]+\.js)["\'`]')
_CHUNKS = {
    "Html": ("Html", "purify.es"),
    "Pills": ("ButtonGroup", "Pagination"),
    "Search": ("TextInput",),
    "Tools": ("BidiComponent",),
}
_NEEDED = {
    "children": ("Html", "Pills"),
    "youth": ("Html", "Pills"),
    "parents": ("Html", "Pills"),
    "infants": ("Html", "Pills"),
    "practitioners": ("Html", "Pills", "Search"),
    "library": ("Html", "Pills", "Search"),
    "reader": ("Html", "Tools"),
}
"""Page -> kinds of elements on it; elsewhere HTML alone."""


class UnknownStreamlitError(RuntimeError):
    """Streamlit is not the one this was made for."""


def index() -> str:
    """Streamlit's own index."""
    return (_static() / "index.html").read_text("utf-8")


@cache
def scripts() -> str:
    """The elements of Streamlit's index that ask for its scripts, with absolute addresses."""
    return "".join(SCRIPTS.findall(index())).replace('href="./', 'href="/').replace('src="./', 'src="/')


@cache
def heavy() -> list[str]:
    """Addresses of the few scripts that are most of the bytes."""
    folder = _static() / "static" / "js"
    return [f"/static/js/{name}" for name in _asked_for() if (folder / name).stat().st_size >= _HEAVY_BYTES]


@cache
def later(page: str) -> list[str]:
    """Addresses of the scripts that the elements of a page need, which the index does not ask for.

    Raises UnknownStreamlitError where Streamlit has no such script.
    """
    found = dict.fromkeys(
        name
        for kind in _NEEDED.get(page, ("Html",))
        for chunk in _CHUNKS[kind]
        for name in _with_imports(_named(chunk))
    )
    known = set(_asked_for())
    return [f"/static/js/{name}" for name in found if name not in known]


def _named(chunk: str) -> str:
    found = sorted((_static() / "static" / "js").glob(f"{chunk}.*.js"))
    if not found:
        raise UnknownStreamlitError(f"Streamlit has no script {chunk}; look at web/bundle.py")
    return found[0].name


def _with_imports(name: str) -> Iterator[str]:
    waiting, seen = [name], {name}
    while waiting:
        yield (name := waiting.pop(0))
        text = (_static() / "static" / "js" / name).read_text("utf-8")
        found = [other for other in _IMPORTED.findall(text) if other not in seen]
        seen.update(found)
        waiting += found


def _asked_for() -> list[str]:
    return re.findall(r'"\./static/js/([^"]+)"', "".join(SCRIPTS.findall(index())))


def _static() -> Path:
    return Path(str(files("streamlit"))) / "static"
