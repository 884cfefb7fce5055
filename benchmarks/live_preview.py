"""Measures how long an editor waits from a save until she sees it in the open page, in libraries of several sizes.

Beside it the same page loaded anew by hand, which is what she would do otherwise. Run it from the project's folder:
`.venv/bin/python -m benchmarks.live_preview`.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.generated import generated
from benchmarks.measuring import ROOT, aligned, browsing, serving

READY = "#root h1"
IDLE = '[data-testid=stApp]:not([data-test-script-state="running"])'


def saved(page: Page, file: Path, number: int) -> float:
    """Seconds from a save until its title is seen."""
    lines = [f"title: Lagret {number}" if x.startswith("title:") else x for x in file.read_text("utf-8").splitlines()]
    since = time.perf_counter()
    file.write_text("\n".join(lines) + "\n", "utf-8")
    page.wait_for_selector(f"#root h1:has-text('Lagret {number}')", timeout=60_000)
    return time.perf_counter() - since


def reloaded(page: Page) -> float:
    since = time.perf_counter()
    page.reload()
    page.wait_for_selector(READY)
    page.wait_for_selector(IDLE)
    return time.perf_counter() - since


def measure(content: Path, times: int) -> tuple[list[float], list[float]]:
    """(seconds of each save, of each reload)"""
    folder = next(path for path in sorted((content / "resources").iterdir()) if "parent" in audiences(path))
    environment = {"BARNSBESTE_CONTENT": str(content), "BARNSBESTE_EDITION": "preview"}
    with serving(ROOT, environment=environment) as address, browsing() as browser:
        urllib.request.urlopen(f"{address}/nb/les/{folder.name}", timeout=120).read()
        page = browser.new_page(locale="nb-NO")
        page.goto(f"{address}/nb/ressurs?id={folder.name}")
        page.wait_for_selector(READY, timeout=60_000)
        time.sleep(2)
        saves = []
        for number in range(times):
            saves.append(saved(page, folder / "nb.yaml", number))
            time.sleep(3 if number % 2 else 0.5)  # every other one while the index of the one before is being made
        return saves, [reloaded(page) for _ in range(times)]


def audiences(folder: Path) -> str:
    return next(line for line in (folder / "resource.yaml").read_text("utf-8").splitlines() if "audiences" in line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, nargs="*", default=[100, 2_000])
    parser.add_argument("--languages", type=int, default=4)
    parser.add_argument("--times", type=int, default=8)
    options = parser.parse_args()
    rows = []
    for texts in options.texts:
        with tempfile.TemporaryDirectory() as folder:
            content = generated(ROOT / "content", Path(folder) / "content", texts, options.languages)
            saves, reloads = measure(content, options.times)
        save, reload = statistics.median(saves), statistics.median(reloads)
        rows.append(
            [
                f"{texts} texts x {options.languages}",
                f"{save:.2f} s",
                f"{max(saves):.2f} s",
                f"{reload:.2f} s",
                f"{save / reload:.2f}",
            ]
        )
    print(aligned(["library", "save seen, median", "slowest", "loaded anew by hand", "ratio"], rows))


if __name__ == "__main__":
    main()
