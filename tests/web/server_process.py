"""Servers as processes of their own, as they run in earnest; always ended, never waited for without a limit."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

START_SECONDS = 90
STOP_SECONDS = 20
SCRIPTS = Path(sys.executable).parent


@dataclass
class Server:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path
    errors: Path

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.origin + path, headers=headers, timeout=30, trust_env=False)

    def said(self) -> str:
        """All that was written to standard output and standard error until now."""
        return self.output.read_text("utf-8") + self.errors.read_text("utf-8")

    def lines(self, count: int) -> list[str]:
        """The lines of standard output, once there are so many: a line is written after its answer is given."""
        limit = time.monotonic() + 10
        while len(lines := self.output.read_text("utf-8").splitlines()) < count and time.monotonic() < limit:
            time.sleep(0.05)
        return lines


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """Ours without what would change how the site is served."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BARNSBESTE_", "STREAMLIT_"))}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path, given: Mapping[str, str], logs: Path
) -> Iterator[Server]:
    """A server that is waited for by `answering`."""
    logs.mkdir(parents=True, exist_ok=True)
    output, errors = logs / "output.txt", logs / "errors.txt"
    with output.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, env=dict(given), stdout=out, stderr=err)
    try:
        yield Server(process, port, output, errors)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)


def answering(server: Server) -> Server:
    """The same server, once it answers. Raises AssertionError with what it said where it does not."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        assert server.process.poll() is None, server.said()
        try:
            if server.get("/_stcore/health").status_code == 200:
                return server
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"no answer within {START_SECONDS} s\n{server.said()}")
