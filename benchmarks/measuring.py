"""What the benchmarks in a browser have in common: a server of their own, a browser, counting the WebSocket, a table.

Run them from the project's folder as modules: `.venv/bin/python -m benchmarks.first_paint`.
"""

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""They keep Chromium from calling its maker's hosts, which would take part of the line that is measured."""
_SETTINGS_OF_OURS = ("STREAMLIT_", "BARNSBESTE_")
_OPCODE_TEXT = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def address_of(port: int) -> str:
    return f"http://localhost:{port}"


@contextmanager
def serving(folder: Path, *options: str, port: int = 0, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of `streamlit run app.py` in a folder, for as long as it is needed.

    Settings in the caller's environment are left out, so that a preview is never measured by mistake. Whoever ends the
    benchmark (`kill`, `timeout`) ends the server too.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    port = port or free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS_OF_OURS)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**kept, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_healthy(process, address_of(port))
        yield address_of(port)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server at {address} ended with exit code {process.returncode}")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start within a minute")


def chromium(*, has_window: bool = False) -> str:
    """Where the browser is: one that has no window to draw beside what is measured, where there is one and
    none is asked for. Raises RuntimeError where there is none."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names[has_window:])), None)
    if not found:
        raise RuntimeError("no Chromium found: run `make test`, which installs it")
    return found


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Frames:
    """What went over a page's WebSocket, both ways. Chromium tells of messages as they are before compression."""

    messages: int = 0
    bytes: int = 0

    def listen(self, session: CDPSession) -> None:
        session.on("Network.webSocketFrameReceived", self._count)
        session.on("Network.webSocketFrameSent", self._count)

    def _count(self, event: Mapping[str, Any]) -> None:
        frame = event["response"]
        payload = frame["payloadData"]
        is_text = frame["opcode"] == _OPCODE_TEXT
        self.messages += 1
        self.bytes += len(payload.encode()) if is_text else len(base64.b64decode(payload))


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of text: the first column to the left, the others to the right."""
    every = [header, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in every)
    )
