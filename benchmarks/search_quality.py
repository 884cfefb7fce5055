"""Scores the search with judged queries (`benchmarks/queries.yaml`), beside plain SQLite FTS5 and beside Pagefind over
our reading pages, in the same run.

Success at 3: the share of queries with a right text among the first three; best at 3: with one that is just what they
need. MRR: the mean of 1 / place of the first that is just what they need. nDCG at 10: Järvelin and Kekäläinen,
"Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, with gains 2 and 1. Danger: the share of
dangerous queries whose helpline stands first. Run it from the project's folder:
`.venv/bin/python -m benchmarks.search_quality`. Pagefind comes with `pip install "pagefind[bin]"`.
"""

import argparse
import math
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

from barnsbeste_content import Catalog, Edition, Query, load_library
from barnsbeste_content.web.documents import text_page
from benchmarks.measuring import ROOT, address_of, aligned, browsing

QUERIES = ROOT / "benchmarks" / "queries.yaml"
FIRST, DEEP = 3, 10
JUST_RIGHT = 2
MEASURES = (f"S@{FIRST}", f"best@{FIRST}", "MRR", f"nDCG@{DEEP}")
GOALS = {"tune": 0.95, "test": 0.90}
"""Part -> success at 3 to reach."""

Engine = Callable[[str, str], Sequence[str]]
"""(query, language) -> ids of texts, the best first."""


@dataclass(frozen=True)
class Judged:
    """A query and the texts that are right: 2 what they need, 1 useful too."""

    query: str
    language: str
    asks: str
    kind: str
    part: str
    right: Mapping[str, int]
    helplines: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Score:
    success: float
    """1 where any of the first is right."""
    best: float
    """1 where one of the first is just what they need."""
    rank: float
    gain: float


def judged(path: Path) -> list[Judged]:
    rows = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return [Judged(**{**row, "helplines": tuple(row.get("helplines", ()))}) for row in rows]


def score(found: Sequence[str], right: Mapping[str, int]) -> Score:
    places = [place for place, id in enumerate(found, start=1) if right.get(id) == JUST_RIGHT]
    gained = sum(right.get(id, 0) / math.log2(place + 1) for place, id in enumerate(found[:DEEP], start=1))
    best = sorted(right.values(), reverse=True)[:DEEP]
    ideal = sum(gain / math.log2(place + 1) for place, gain in enumerate(best, start=1))
    return Score(
        float(any(id in right for id in found[:FIRST])),
        float(bool(places) and places[0] <= FIRST),
        1 / places[0] if places else 0.0,
        gained / ideal,
    )


def ours(catalog: Catalog) -> Engine:
    def find(query: str, language: str) -> Sequence[str]:
        asked = Query.from_params({"q": [query]}, catalog.vocabulary)
        return [resource.id for resource in catalog.select(asked, language).resources]

    return find


def fts5(catalog: Catalog) -> Engine:
    """Title, summary and body of each text in each language; any word may match; BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, language UNINDEXED, title, summary, body)")
    for resource in catalog.resources:
        for language, text in resource.texts.items():
            body = " ".join(text.parts.values())
            row = (resource.id, language, text.title, text.summary, body)
            database.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", row)

    def find(query: str, language: str) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows: list[str] = []
        for each in dict.fromkeys((language, *catalog.vocabulary.chain(language))):
            sql = "SELECT id FROM texts WHERE texts MATCH ? AND language = ? ORDER BY rank LIMIT 20"
            rows += [id for (id,) in database.execute(sql, (words, each)) if id not in rows]
        return rows

    return find


@contextmanager
def pagefind(catalog: Catalog) -> Iterator[Engine]:
    """Pagefind's own index and script over the reading pages of each language, as an exported site would carry it."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for resource in catalog.resources:
            for language in resource.texts:
                file = site / language / "les" / resource.id / "index.html"
                file.parent.mkdir(parents=True)
                file.write_text(text_page(catalog, resource, language, ""), "utf-8")
        (site / "index.html").write_text("<!doctype html><title>search</title>", "utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", folder, "--root-selector", "main", "--silent"]
        subprocess.run(command, check=True)
        with _files(site) as address, browsing() as browser:
            page = browser.new_page()

            def in_one(query: str, language: str) -> list[str]:
                # the index of a language is chosen by the language of the document that asks
                page.goto(f"{address}/index.html")
                found: list[str] = page.evaluate(_ASK_PAGEFIND, [query, language])
                return [url.rstrip("/").rsplit("/", 1)[-1] for url in found]

            def find(query: str, language: str) -> Sequence[str]:
                rows: list[str] = []
                for each in dict.fromkeys((language, *catalog.vocabulary.chain(language))):
                    rows += [id for id in in_one(query, each) if id not in rows]
                return rows

            yield find


_ASK_PAGEFIND = """async ([query, language]) => {
  document.documentElement.lang = language;
  const pagefind = await import(`/pagefind/pagefind.js?${language}`);
  await pagefind.init();
  const { results } = await pagefind.search(query);
  return Promise.all(results.slice(0, 20).map(async result => (await result.data()).url));
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def _files(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address_of(server.server_port)
    finally:
        server.shutdown()


def summed(scores: Sequence[Score]) -> list[str]:
    number = len(scores)
    return [
        f"{sum(values) / number:.2f}"
        for values in zip(*((each.success, each.best, each.rank, each.gain) for each in scores), strict=True)
    ]


def table(asked: Sequence[Judged], scores: Mapping[str, Sequence[Score]]) -> tuple[list[str], list[list[str]]]:
    """Header and rows: all queries, then each kind of reader, language and kind of query."""
    groups: dict[str, list[int]] = {"all": list(range(len(asked)))}
    for attribute in ("asks", "language", "kind"):
        for number, each in enumerate(asked):
            groups.setdefault(f"{attribute}: {getattr(each, attribute)}", []).append(number)
    header = ["queries", "n", *(f"{name} {what}" for name in scores for what in MEASURES)]
    rows = [
        [group, str(len(numbers)), *(cell for found in scores.values() for cell in summed([found[n] for n in numbers]))]
        for group, numbers in groups.items()
    ]
    return header, rows


def behind(asked: Sequence[Judged], scores: Mapping[str, Sequence[Score]]) -> list[str]:
    """What falls short of the goals: readers for whom another engine is ahead, in either kind of success."""
    found = []
    for reader in sorted({each.asks for each in asked}):
        numbers = [number for number, each in enumerate(asked) if each.asks == reader]
        for what in ("success", "best"):
            share = {name: sum(getattr(each[n], what) for n in numbers) for name, each in scores.items()}
            found += [f"{reader}: {name} is ahead in {what}" for name in share if share[name] > share["ours"]]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=tuple(GOALS), default="tune", help="`test` is for the end alone")
    parser.add_argument("--missed", action="store_true", help="list the queries without a right text among the first")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--check", action="store_true", help="exit 1 where a goal is missed")
    options = parser.parse_args()
    catalog = Catalog.build(load_library(ROOT / "content"), Edition.PUBLISHED)
    asked = [each for each in judged(QUERIES) if each.part == options.part]
    with pagefind(catalog) as theirs:
        engines = {"ours": ours(catalog), "FTS5": fts5(catalog), "Pagefind": theirs}
        found = {name: [find(each.query, each.language) for each in asked] for name, find in engines.items()}
    scores = {
        name: [score(list_, each.right) for list_, each in zip(lists, asked, strict=True)]
        for name, lists in found.items()
    }
    header, rows = table(asked, scores)
    if options.markdown:
        print("\n".join("| " + " | ".join(row) + " |" for row in (header, ["---"] * len(header), *rows)))
    else:
        print(aligned(header, rows))
    danger = [each for each in asked if each.helplines]
    first = [
        catalog.select(Query.from_params({"q": [each.query]}, catalog.vocabulary), each.language).helplines[:1]
        for each in danger
    ]
    right = sum(bool(lines) and lines[0] in each.helplines for lines, each in zip(first, danger, strict=True))
    print(f"danger: the helpline that was judged right first in {right} of {len(danger)}")
    if options.missed:
        for each, list_, scored in zip(asked, found["ours"], scores["ours"], strict=True):
            if not scored.success:
                print(f"{each.language} {each.asks}: {each.query}: {', '.join(list_[:FIRST])}")
        for each, lines in zip(danger, first, strict=True):
            if not lines or lines[0] not in each.helplines:
                print(f"danger, {each.query}: {', '.join(each.helplines)} wanted, {', '.join(lines) or 'none'} first")
    success = sum(each.success for each in scores["ours"]) / len(asked)
    short = behind(asked, scores)
    if success < GOALS[options.part]:
        short.append(f"success at {FIRST} is {success:.3f}, the goal {GOALS[options.part]}")
    print("\n".join(short) or "every goal is met")
    if options.check and short:
        sys.exit(1)


if __name__ == "__main__":
    main()
