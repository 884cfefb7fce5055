"""Times a rerun: from a press on a pill until the page has changed, beside the least that Streamlit can do.

The floor is a page of one row of pills and one text that echoes the choice, served with our configuration, in the
same run. All is measured within the browser, without emulation: from the click that is dispatched until a
MutationObserver has seen the watched text change and the frame with it has been drawn. Clicks put a pill on and off in
turn; every page has a browser context of its own. Messages and bytes are those of the WebSocket from the click until it
is quiet again.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from barnsbeste_content.web.compression import prepare
from benchmarks.measuring import ROOT, Frames, aligned, browsing, serving

WARM_UP = 3
MOST_TIMES_THE_FLOOR = 1.3
FLOOR = "floor: one row of pills, one text"
FLOOR_AGAIN = "floor once more"
"""Names of the rows that the others are compared with."""
_QUIET = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_FLOOR_APP = '''"""Starts the floor."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).parent / "floor.py")
'''
_FLOOR_SCRIPT = '''"""The least a page can be that answers a press."""

import streamlit as st

chosen = st.pills("What has happened?", ["Illness", "Addiction", "Bereavement"], selection_mode="multi")
st.text(f"Chosen: {chosen}")
'''
_PRESS = """([watched, label]) => new Promise((resolve, reject) => {
  const text = () => [...document.querySelectorAll(watched)].map((element) => element.textContent).join(" ");
  const isWanted = (button) => button.textContent.trim().startsWith(label);
  const pills = document.querySelectorAll('[data-testid="stMain"] [data-testid="stButtonGroup"] button');
  const pill = [...pills].find(isWanted);
  if (!pill) { reject(new Error("no pill " + label)); return; }
  const before = text();
  let pressed = 0;
  const patience = setTimeout(() => { observer.disconnect(); reject(new Error("the text did not change")); }, 10000);
  const observer = new MutationObserver(() => {
    const now = text();
    if (!now || now === before) return;
    observer.disconnect();
    clearTimeout(patience);
    const seen = performance.now() - pressed;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve({seen, drawn: performance.now() - pressed});
      channel.port2.postMessage(0);
    });
  });
  observer.observe(document.body, {subtree: true, childList: true, characterData: true});
  pressed = performance.now();
  pill.click();
})"""


@dataclass(frozen=True)
class Pressed:
    """A page and what is pressed there. `watched`: what has changed afterwards. An empty label is the first pill."""

    name: str
    address: str
    watched: str
    label: str = ""


@dataclass(frozen=True)
class Measure:
    """The median of the clicks, in milliseconds, and what one click sends over the WebSocket."""

    seen: float
    drawn: float
    worst: float
    messages: float
    bytes: float


def press(page: Page, target: Pressed, frames: Frames) -> tuple[float, float, int, int]:
    """One click: milliseconds until the change was there and until it was drawn; messages and bytes."""
    frames.messages = frames.bytes = 0
    spans: Mapping[str, float] = page.evaluate(_PRESS, [target.watched, target.label])
    page.wait_for_selector(_QUIET)
    page.wait_for_timeout(300)  # the last messages of a run come after what they draw
    return spans["seen"], spans["drawn"], frames.messages, frames.bytes


def measure(browser: Browser, target: Pressed, times: int) -> Measure:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO", reduced_motion="reduce")
    try:
        page = context.new_page()
        frames = Frames()
        session = context.new_cdp_session(page)
        frames.listen(session)
        session.send("Network.enable")
        page.goto(target.address)
        page.wait_for_selector(target.watched, state="attached")
        page.wait_for_selector(_QUIET)
        page.wait_for_timeout(1000)
        pressed = [press(page, target, frames) for _ in range(WARM_UP + times)][WARM_UP:]
    finally:
        context.close()
    seen, drawn, messages, size = (list(column) for column in zip(*pressed, strict=True))
    return Measure(
        statistics.median(seen),
        statistics.median(drawn),
        max(drawn),
        statistics.median(messages),
        statistics.median(size),
    )


def measure_all(paths: Sequence[str], label: str, library_label: str, times: int) -> dict[str, Measure]:
    """Name -> figures: the floor first and once more at the end, so that a busy moment of the machine shows."""
    prepare()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "app.py").write_text(_FLOOR_APP, "utf-8")
        (folder / "floor.py").write_text(_FLOOR_SCRIPT, "utf-8")
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        with serving(ROOT) as ours, serving(folder) as floor, browsing() as browser:
            cards = '[data-testid="stMain"] .cards'
            targets = [
                Pressed(FLOOR, floor, '[data-testid="stText"]'),
                *(Pressed(f"twelve cards: {path}", ours + path, cards, label) for path in paths),
                Pressed("library with facets", f"{ours}/nb/bibliotek", cards, library_label),
                Pressed(FLOOR_AGAIN, floor, '[data-testid="stText"]'),
            ]
            found = {}
            for target in targets:
                print(target.name, file=sys.stderr)
                found[target.name] = measure(browser, target, times)
            return found


def floor_of(found: Mapping[str, Measure]) -> float:
    """The lower of both measurements: a busy moment at the floor must not make the others look good."""
    return min(found[FLOOR].drawn, found[FLOOR_AGAIN].drawn)


def table(found: Mapping[str, Measure]) -> str:
    floor = floor_of(found)
    header = ["page", "changed ms", "drawn ms", "slowest ms", "messages", "KB", "x floor"]
    return aligned(
        header,
        [
            [
                name,
                *(f"{span:.0f}" for span in (one.seen, one.drawn, one.worst)),
                f"{one.messages:.0f}",
                f"{one.bytes / 1000:.1f}",
                f"{one.drawn / floor:.2f}",
            ]
            for name, one in found.items()
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15, help="clicks on each page, of which the median counts")
    parser.add_argument("--path", action="append", help="a page with a list of twelve cards; default /nb/foreldre")
    parser.add_argument("--label", default="8–12", help="how the words of the pill on that page begin")
    parser.add_argument("--library-label", default="", help="the same for the library; default its first pill")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--check", action="store_true", help="exit code 1 where twelve cards cost 1.3 times the floor")
    given = parser.parse_args()
    found = measure_all(given.path or ["/nb/foreldre"], given.label, given.library_label, given.times)
    floor = floor_of(found)
    slow = [
        name for name, one in found.items() if name.startswith("twelve") and one.drawn >= MOST_TIMES_THE_FLOOR * floor
    ]
    if given.format == "json":
        pages = [{"page": name, **asdict(one), "x_floor": one.drawn / floor} for name, one in found.items()]
        print(json.dumps({"times": given.times, "pages": pages, "unmet": slow}, indent=2))
    else:
        print(
            f"{table(found)}\n\nMedian of {given.times} clicks after {WARM_UP} to warm up. KB is 1000 bytes, both ways."
        )
        print("".join(f"\nGoal not met: {name} is not under {MOST_TIMES_THE_FLOOR} x the floor" for name in slow))
    if given.check and slow:
        sys.exit(1)


if __name__ == "__main__":
    main()
