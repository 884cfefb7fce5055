"""What we send, compressed: our documents as they are asked for, and Streamlit's own files once.

Streamlit serves 2.6 MB for a first visit as they are, a third of that like this. The files are kept in a cache folder
named by Streamlit's version, made behind the scenes at the first start. Until a file is there it is served as it is.
"""

import gzip
import os
import sys
import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import FileResponse

CACHE_VARIABLE = "XDG_CACHE_HOME"
BROTLI_QUALITY = 9
"""Of 11: the last two cost ten times the time for two per cent."""
_DOCUMENT_QUALITY = 5
_SMALL = 600
"""Bytes that are not worth it."""
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_ENDINGS = {"br": ".br", "gzip": ".gz"}
_IMMUTABLE = "public, max-age=31536000, immutable"


@cache
def _streamlit_version() -> str:
    return version("streamlit")  # reads from disk: not for each of the sixty files of a visit


def cache_folder() -> Path:
    """Where the compressed files of this version of Streamlit are (XDG Base Directory Specification)."""
    base = Path(os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache")
    return base / "barnsbeste" / f"streamlit-{_streamlit_version()}"


def prepare() -> int:
    """Compresses what is not compressed yet; returns how many files that were. Safe to run several times at once."""
    kept = cache_folder()
    missing = [(path, name) for path, name in _sources() if not (kept / f"{name}.gz").exists()]
    for number, (path, name) in enumerate(missing, 1):
        if sys.stderr.isatty():
            print(f"\rcompressing files of the dashboard: {number} of {len(missing)}", end="", file=sys.stderr)
        content = path.read_bytes()
        _write(kept / f"{name}.br", brotli.compress(content, quality=BROTLI_QUALITY))
        _write(kept / f"{name}.gz", gzip.compress(content, 9, mtime=0))
    if missing and sys.stderr.isatty():
        print(file=sys.stderr)
    return len(missing)


def prepare_behind_the_scenes() -> None:
    """Does so in a thread of its own, so that nobody waits. A folder that cannot be written only costs speed."""

    def run() -> None:
        try:
            prepare()
        except OSError as error:
            print(f"barnsbeste: files stay uncompressed: {error}", file=sys.stderr)

    threading.Thread(target=run, name="compression", daemon=True).start()


def encoded(body: bytes, accepted: str) -> tuple[bytes, dict[str, str]]:
    """A document as the browser takes it, with the headers that say so. `accepted`: its Accept-Encoding."""
    headers = {"Vary": "Accept-Encoding"}
    if len(body) >= _SMALL and "br" in _codings(accepted):
        return brotli.compress(body, quality=_DOCUMENT_QUALITY), {**headers, "Content-Encoding": "br"}
    if len(body) >= _SMALL and "gzip" in _codings(accepted):
        return gzip.compress(body, 6, mtime=0), {**headers, "Content-Encoding": "gzip"}
    return body, headers


def _codings(accepted: str) -> set[str]:
    """Codings a browser takes: those it does not refuse by `q=0` (RFC 9110, 12.5.3)."""
    entries = [entry.replace(" ", "").split(";") for entry in accepted.split(",")]
    return {name for name, *weight in entries if not weight or weight[0].rstrip(".0") != "q="}


def compressed(request: Request) -> FileResponse | None:
    """The compressed form of one of Streamlit's files, where the browser takes it and it is there."""
    parts = request.scope["path"].strip("/").split("/")
    if len(parts) != 3 or parts[0] != "static" or parts[1] not in ("js", "css") or parts[2].startswith("."):
        return None
    kind = _KINDS.get(Path(parts[2]).suffix)
    accepted = _codings(request.headers.get("accept-encoding", ""))
    for coding, ending in _ENDINGS.items():
        path = cache_folder() / f"{parts[2]}{ending}"
        if kind and coding in accepted and path.is_file():
            headers = {"Content-Encoding": coding, "Cache-Control": _IMMUTABLE, "Vary": "Accept-Encoding"}
            return FileResponse(path, media_type=kind, headers=headers)
    return None


def _sources() -> Iterator[tuple[Path, str]]:
    """(path, name) of Streamlit's scripts and styles; their names hold a hash of what is in them."""
    static = Path(str(files("streamlit"))) / "static" / "static"
    for path in sorted((*static.glob("js/*.js"), *static.glob("css/*.css"))):
        yield path, path.name


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever else writes the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    partial.write_bytes(content)
    partial.replace(path)
