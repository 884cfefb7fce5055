"""A real server and a real headless Chromium. Every page is watched: no console error, no request to another host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
# the flags keep Chromium from calling its maker's hosts, which would be told as requests to another host
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "#root h1"
Scheme = Literal["light", "dark"]
# the shell has no window to draw: a new context takes a fifth of the time
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


def start_server(**environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of its own on a free port, which has its content ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://localhost:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/robots.txt", timeout=1).read()
            break
        except OSError:
            time.sleep(0.2)
    else:
        process.kill()
        raise RuntimeError("the server did not start within 30 seconds")
    # the first page waits until the whole content has been read and indexed: no page of a test is to wait for that
    urllib.request.urlopen(f"{address}/nb/bibliotek?q=kreft", timeout=60).read()
    return process, address


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    process, address = start_server()
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert executable, "no Chromium found: run `make test`, which installs it"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nb-NO")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def reader(_context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser that has Streamlit's files from earlier visits, which halves the time of each, and no more.

    Whoever measures first visits takes a context of their own.
    """
    yield _context
    for page in _context.pages:
        page.close()
    _context.clear_cookies()
    _context.clear_permissions()


def new_page(reader: BrowserContext, *, width: int = 1280, height: int = 900, scheme: Scheme = "light") -> Page:
    page = reader.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return page


@dataclass
class Watch:
    """What a page did that no page of ours may do."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(reader: BrowserContext, server: str) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end none of them may have erred or called another host."""
    watch = Watch()

    def watch_page(page: Page) -> None:
        def console(message: Any) -> None:
            if message.type == "error":
                watch.errors.append(f"{page.url}: {message.text}")

        def request(asked: Any) -> None:
            if not asked.url.startswith((server, server.replace("http", "ws"), "data:", "blob:")):
                watch.strangers.append(asked.url)

        page.on("console", console)
        page.on("pageerror", lambda error: watch.errors.append(f"{page.url}: {error}"))
        page.on("request", request)

    def opened(path: str, *, width: int = 1280, height: int = 900, scheme: Scheme = "light") -> Page:
        page = new_page(reader, width=width, height=height, scheme=scheme)
        watch_page(page)
        visit(page, server + path)
        return page

    yield opened
    assert watch.errors == []
    assert watch.strangers == []


def visit(page: Page, address: str) -> None:
    """Opens an address and waits until there is something to read and nothing is running."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Waits until the page has been drawn and no rerun is under way."""
    page.wait_for_selector(READY)
    page.wait_for_selector('[data-testid=stApp]:not([data-test-script-state="running"])')
    page.wait_for_timeout(200)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
