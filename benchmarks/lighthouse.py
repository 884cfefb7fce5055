"""Runs Lighthouse, as for a phone, on a reading page and on the dashboard's front page, and holds the scores to goals.

Lighthouse comes from npm at a pinned version, so Node is needed. Each page is asked for once before, since Lighthouse
counts the first answer of a server, which loads the content, as slow. The server is told its own address, for canonical
addresses and robots.txt. A machine busy with other things lowers the performance score, and that one alone: it is the
median of several runs.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from barnsbeste_content.web.compression import prepare
from benchmarks.measuring import FLAGS, ROOT, address_of, aligned, chromium, free_port, serving

LIGHTHOUSE = "13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PATIENCE = 240
"""Seconds a run may take."""
SLUG = "snakk-med-barn-8-til-12"
_PERFECT = {"accessibility": 100, "best-practices": 100, "seo": 100}
READING_GOALS: Mapping[str, int] = {"performance": 95, **_PERFECT}
DASHBOARD_GOALS: Mapping[str, int] = _PERFECT

Report = Mapping[str, Any]


def report(address: str) -> Report:
    """What Lighthouse says of an address. Raises RuntimeError where it could not run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = ["npx", "--yes", f"lighthouse@{LIGHTHOUSE}", address, "--output=json", f"--output-path={file}"]
        command += ["--quiet", "--form-factor=mobile", f"--only-categories={','.join(CATEGORIES)}"]
        command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
        environment = {**os.environ, "CHROME_PATH": chromium(has_window=True)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode or not file.exists():
            raise RuntimeError(f"Lighthouse ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
        found: Report = json.loads(file.read_text("utf-8"))
        return found


def scores(reports: Sequence[Report]) -> dict[str, int]:
    """Category -> median score of the runs, 0 to 100."""
    return {
        category: round(100 * statistics.median(one["categories"][category]["score"] or 0 for one in reports))
        for category in CATEGORIES
    }


def failing(found: Report) -> Iterator[str]:
    """The audits that are not passed, each with what it is about. Those without weight do not lower a score."""
    for category in CATEGORIES:
        for reference in found["categories"][category]["auditRefs"]:
            audit = found["audits"][reference["id"]]
            if audit["score"] is None or audit["score"] >= 0.9:
                continue
            said = " ".join(filter(None, (audit.get("displayValue"), audit.get("explanation"))))
            yield f"{category} (weight {reference['weight']}) {audit['id']}: {audit['title']} {said}".rstrip()
            items = (audit.get("details") or {}).get("items") or []
            for item in items[:5] if isinstance(items, list) else [items]:
                yield "    " + json.dumps(item, ensure_ascii=False)[:400]


def unmet(found: Mapping[str, int], goals: Mapping[str, int]) -> list[str]:
    return [f"{name} is {found[name]}, must be {least}" for name, least in goals.items() if found[name] < least]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="runs on each page, of which the median score counts")
    parser.add_argument("--slug", default=SLUG, help="the text whose reading page is looked at")
    parser.add_argument("--failing", action="store_true", help="list the audits that are not passed")
    parser.add_argument("--check", action="store_true", help="exit code 1 where a score is under its goal")
    given = parser.parse_args()
    prepare()
    rows: list[list[str]] = []
    problems: list[str] = []
    notes: list[str] = []
    port = free_port()
    with serving(ROOT, port=port, environment={"BARNSBESTE_ORIGIN": address_of(port)}) as server:
        for path, goals in ((f"/nb/les/{given.slug}", READING_GOALS), ("/nb/", DASHBOARD_GOALS)):
            print(f"lighthouse {LIGHTHOUSE}: {path}", file=sys.stderr)
            urllib.request.urlopen(server + path, timeout=30).read()
            reports = [report(server + path) for _ in range(given.times)]
            found = scores(reports)
            rows.append([path, *(f"{found[category]}" for category in CATEGORIES)])
            problems += [f"{path}: {problem}" for problem in unmet(found, goals)]
            notes += ["", path, *failing(reports[-1])]
    print(aligned(["page", *CATEGORIES], rows))
    if given.failing:
        print("\n".join(notes))
    print("\n".join(("", "Goals not met:", *problems)) if problems else "\nAll goals are met.")
    if given.check and problems:
        sys.exit(1)


if __name__ == "__main__":
    main()
