"""Times first visits on a slow phone, beside a stock Streamlit app and a page of MkDocs Material, in one run.

Slow 4G and a phone are emulated over the DevTools protocol: 150 ms latency, 1.6 Mbit/s down, 750 kbit/s up, CPU four
times slower, 390 x 844. Every visit has a browser context of its own, so that its cache is cold; servers are warm.

*Readable* is when an h1 and, after it, a paragraph of main text have been painted within the window. First contentful
paint would be content with the bar, and largest contentful paint with whatever is largest. So a script that was there
before the page's own looks, in each animation frame, whether both are visible, and takes the time in the first task
after that frame; it is never earlier than first contentful paint, which knows of text that waits for its font.

*Usable* is for dashboards when Streamlit has drawn its last element and its script has finished, so that a press works;
for the other pages the load event. Bytes and requests are those that were finished on the wire until then, WebSocket
included.
"""

import argparse
import gzip
import json
import mimetypes
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize

from barnsbeste_content.web.compression import CACHE_VARIABLE, prepare
from benchmarks.measuring import ROOT, Frames, address_of, aligned, browsing, serving

MKDOCS_MATERIAL = "9.8.1"
SLUG = "snakk-med-barn-8-til-12"
PATIENCE = 90
"""Seconds a visit may take."""
PHONE: ViewportSize = {"width": 390, "height": 844}
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
CPU_SLOWDOWN = 4
NOTES = f"""KB is 1000 bytes. "x stock" and "x MkDocs" are ratios to the rows of the peers: below 1 is better.
The stock app is `streamlit run` as it comes, but for statistics, which would call another host.
MkDocs Material {MKDOCS_MATERIAL} has the words of our reading page and is served with gzip. Its font from another host
is off (font: false), so that no internet is needed: with the font it would be slower than here.
WebSocket messages count as they are before compression; the emulated line adds latency per request, not per connection.
"""

Kind = Literal["stock", "mkdocs", "reading", "dashboard"]

_READY = {
    "stock": '[data-testid="stMain"] .last-of-all',
    "dashboard": '[data-testid="stMain"] .foot',
}
_WATCH = """
(() => {
  if (window !== window.top) return;
  const found = (window.__visit = {readable: 0, usable: 0});
  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight &&
      element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  };
  const isReadable = () => {
    const title = [...document.querySelectorAll("h1")].find((h1) => h1.textContent.trim() && isVisible(h1));
    return title && [...document.querySelectorAll("p")].some((p) =>
      p.textContent.trim().length >= 20 && !p.closest("nav, [role=status], noscript") &&
      title.compareDocumentPosition(p) & Node.DOCUMENT_POSITION_FOLLOWING && isVisible(p));
  };
  const isUsable = () => {
    const state = document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state");
    return state === "notRunning" && document.querySelector(READY) !== null;
  };
  const whenPainted = (name) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { found[name] ||= performance.now(); };
    channel.port2.postMessage(0);
  };
  const look = () => {
    if (!found.readable && isReadable()) whenPainted("readable");
    if (READY && !found.usable && isUsable()) whenPainted("usable");
    if (!found.readable || (READY && !found.usable)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
_FOUND = """() => ({
  readable: window.__visit.readable,
  usable: window.__visit.usable,
  loaded: performance.getEntriesByType("navigation")[0]?.loadEventEnd ?? 0,
  painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  origin: performance.timeOrigin,
})"""
_STOCK_APP = '''"""A stock app: what a page of cards is when it is written the usual way."""

import streamlit as st

st.title("For parents")
st.write("Words for what is hard to say to children, and somebody to call when it is hard.")
st.pills("What has happened?", ["Illness", "Addiction", "Bereavement"], selection_mode="multi")
for number in range(1, 13):
    with st.container(border=True):
        st.markdown(
            f"**Text number {number}**\\n\\nHow to begin to talk with your child about what has happened, what to say "
            "and what not to promise, and who can help you."
        )
st.html('<p class="last-of-all">The end.</p>')
'''


@dataclass(frozen=True)
class Visit:
    """One page to be visited."""

    name: str
    kind: Kind
    address: str


@dataclass(frozen=True)
class Measure:
    """What a visit, or the median of several, came to. Seconds, bytes on the wire, requests."""

    painted: float
    readable: float
    usable: float
    bytes: float
    requests: float


@dataclass
class Wire:
    """What goes over the line in a visit, with the times of the browser's monotonic clock."""

    frames: Frames = field(default_factory=Frames)
    asked: list[float] = field(default_factory=list)
    finished: list[tuple[float, float]] = field(default_factory=list)
    clock: float | None = None
    """Wall time minus monotonic time."""

    def on_asked(self, event: Mapping[str, Any]) -> None:
        if event["request"]["url"].startswith(("data:", "blob:")):
            return
        if self.clock is None:
            self.clock = event["wallTime"] - event["timestamp"]
        self.asked.append(event["timestamp"])

    def on_finished(self, event: Mapping[str, Any]) -> None:
        self.finished.append((event["timestamp"], event["encodedDataLength"]))

    def until(self, wall_time: float) -> tuple[int, int]:
        """(bytes, requests) until a moment."""
        moment = wall_time - (self.clock or 0)
        received = sum(size for when, size in self.finished if when <= moment)
        socket = 1 if self.frames.messages else 0
        return int(received) + self.frames.bytes, sum(when <= moment for when in self.asked) + socket


def visit(browser: Browser, target: Visit, *, is_slow: bool = True) -> Measure:
    """Opens a page as somebody who has never been there. Raises TimeoutError where it does not get usable."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="nb-NO", has_touch=True, is_mobile=True
    )
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        wire = Wire()
        wire.frames.listen(session)
        session.on("Network.requestWillBeSent", wire.on_asked)
        session.on("Network.loadingFinished", wire.on_finished)
        session.send("Network.enable")
        if is_slow:
            session.send("Network.emulateNetworkConditions", SLOW_4G)
            session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        page.add_init_script(f"const READY = {json.dumps(_READY.get(target.kind, ''))};{_WATCH}")
        page.goto(target.address, wait_until="commit", timeout=PATIENCE * 1000)
        return _measured(page, wire, target)
    finally:
        context.close()


def _measured(page: Page, wire: Wire, target: Visit) -> Measure:
    ending = time.monotonic() + PATIENCE
    while time.monotonic() < ending:
        page.wait_for_timeout(200)
        found = page.evaluate(_FOUND)
        usable = found["usable" if target.kind in _READY else "loaded"]
        if usable and found["readable"] and found["painted"]:  # paint is told of a little after it
            received, requests = wire.until((found["origin"] + usable) / 1000)
            readable = max(found["readable"], found["painted"])
            return Measure(found["painted"] / 1000, readable / 1000, usable / 1000, received, requests)
    raise TimeoutError(f"{target.name} was not usable within {PATIENCE} s: {found}")


class _Words(HTMLParser):
    """The words of a page's main part, as plain Markdown."""

    _MARKS: Mapping[str, str] = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": "", "summary": "", "a": ""}

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._is_within = False

    def handle_starttag(self, tag: str, _attributes: Any) -> None:
        self._is_within = self._is_within or tag == "main"
        if tag in self._MARKS and tag != "a":
            self.blocks.append(self._MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        self._is_within = self._is_within and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._is_within and data.strip():
            self.blocks = self.blocks or [""]
            self.blocks[-1] += " ".join(data.split()) + " "


def _markdown_of(address: str) -> str:
    words = _Words()
    words.feed(urllib.request.urlopen(address, timeout=10).read().decode())
    return "\n\n".join(block for block in words.blocks if block.strip("#- "))


def _mkdocs() -> Path:
    """The Python that has MkDocs Material; made at the first run, in the cache folder."""
    base = Path(os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache")
    folder = base / "barnsbeste" / "benchmarks" / f"mkdocs-material-{MKDOCS_MATERIAL}"
    python = folder / "bin" / "python"
    if not (folder / "bin" / "mkdocs").exists():
        print(f"installing mkdocs-material {MKDOCS_MATERIAL} in the cache folder", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = ("-m", "pip", "install", "--quiet", "--quiet", f"mkdocs-material=={MKDOCS_MATERIAL}")
        subprocess.run([python, *install], check=True)
    return python


def _build_mkdocs(folder: Path, markdown: str) -> Path:
    """The folder of a built site whose front page has these words."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(markdown, "utf-8")
    settings = "site_name: BarnsBeste\ntheme: {name: material, font: false, language: nb}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    subprocess.run([_mkdocs(), "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder / "site"


class _Gzipped(BaseHTTPRequestHandler):
    """Files of a folder, as a well kept server gives them: compressed, and one connection for several."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, kept: Mapping[str, tuple[str, bytes, bytes]], *arguments: Any) -> None:
        self.kept = kept
        super().__init__(*arguments)

    def do_GET(self) -> None:
        kind, plain, packed = self.kept.get(self.path.partition("?")[0], ("", b"", b""))
        is_packed = bool(packed) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = packed if is_packed else plain
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        pass


@contextmanager
def _serving_files(folder: Path) -> Iterator[str]:
    kept = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = path.read_bytes()
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        name = "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        kept[name] = (kind, content, gzip.compress(content, 9) if is_text else b"")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Gzipped, kept))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address_of(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def every_page(slug: str) -> Iterator[list[Visit]]:
    """What is measured, served for as long as it is needed."""
    prepare()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "stock").mkdir()
        (folder / "stock" / "app.py").write_text(_STOCK_APP, "utf-8")
        (folder / "mkdocs").mkdir()
        quiet = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
        ours = stack.enter_context(serving(ROOT))
        stock = stack.enter_context(serving(folder / "stock", *quiet))
        site = _build_mkdocs(folder / "mkdocs", _markdown_of(f"{ours}/nb/les/{slug}"))
        mkdocs = stack.enter_context(_serving_files(site))
        yield [
            Visit("stock Streamlit app", "stock", stock),
            Visit("MkDocs Material page", "mkdocs", mkdocs),
            *(Visit(f"/{language}/les/...", "reading", f"{ours}/{language}/les/{slug}") for language in ("ar", "nb")),
            *(Visit(path, "dashboard", ours + path) for path in ("/nb/", "/nb/foreldre", "/ar/foreldre")),
        ]


def measure(slug: str, times: int) -> dict[Visit, Measure]:
    """The median of each page. The pages take turns, so that a busy moment of the machine is everybody's."""
    with every_page(slug) as targets, browsing() as browser:
        for target in targets:
            visit(browser, target, is_slow=False)  # servers are warm: what is measured is the visitor's first time
        measured: dict[Visit, list[Measure]] = {target: [] for target in targets}
        for number in range(1, times + 1):
            for target in targets:
                print(f"round {number} of {times}: {target.name}", file=sys.stderr)
                measured[target].append(visit(browser, target))
    return {target: _median(measures) for target, measures in measured.items()}


def _median(measures: Sequence[Measure]) -> Measure:
    return Measure(**{name: statistics.median(getattr(one, name) for one in measures) for name in asdict(measures[0])})


def unmet(found: Mapping[Visit, Measure]) -> list[str]:
    """The goals that are not met, in words."""
    goals: Mapping[Kind, Mapping[str, float]] = {
        "reading": {"readable": 1.0, "bytes": 60_000},
        "dashboard": {"readable": 1.0, "usable": 6.0, "bytes": 1_100_000},
    }
    return [
        f"{target.name}: {name} is {getattr(measure, name):.2f}, must be under {most:g}"
        for target, measure in found.items()
        for name, most in goals.get(target.kind, {}).items()
        if getattr(measure, name) >= most
    ]


def table(found: Mapping[Visit, Measure]) -> str:
    """The figures, with ratios to both peers: readable, usable, bytes."""
    peers = {target.kind: measure for target, measure in found.items()}
    header = ["page", "first paint s", "readable s", "usable s", "KB", "requests"]
    header += [f"{name} x {peer}" for peer in ("stock", "MkDocs") for name in ("readable", "usable", "KB")]
    rows = []
    for target, one in found.items():
        ratios = [
            f"{getattr(one, name) / getattr(peers[peer], name):.2f}"
            for peer in ("stock", "mkdocs")
            for name in ("readable", "usable", "bytes")
        ]
        figures = [f"{one.painted:.2f}", f"{one.readable:.2f}", f"{one.usable:.2f}", f"{one.bytes / 1000:.0f}"]
        rows.append([target.name, *figures, f"{one.requests:.0f}", *ratios])
    return aligned(header, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="visits to each page, of which the median counts")
    parser.add_argument("--slug", default=SLUG, help="a text that exists in Arabic and bokmål")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--check", action="store_true", help="exit code 1 where a goal is not met")
    given = parser.parse_args()
    found = measure(given.slug, given.times)
    problems = unmet(found)
    if given.format == "json":
        pages = [{"page": target.name, "kind": target.kind, **asdict(one)} for target, one in found.items()]
        print(json.dumps({"times": given.times, "pages": pages, "unmet": problems}, indent=2))
    else:
        print(f"{table(found)}\n\nMedian of {given.times}. {NOTES.strip()}")
        print("\n".join(("", "Goals not met:", *problems)) if problems else "\nAll goals are met.")
    if given.check and problems:
        sys.exit(1)


if __name__ == "__main__":
    main()
