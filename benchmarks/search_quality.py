"""Scores the search with judged queries (`benchmarks/queries.yaml`), beside plain SQLite FTS5 in the same run.

Success at 3: the share of queries with a text that is just right among the first three. MRR: the mean of 1 / place of
the first such text. nDCG at 10: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS
20(4), 2002, with gains 2 and 1. Danger: the share of dangerous queries whose helpline stands first. Run it from the
project's folder: `.venv/bin/python -m benchmarks.search_quality`.
"""

import argparse
import math
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from barnsbeste_content import Catalog, Edition, Query, load_library
from benchmarks.measuring import ROOT, aligned

QUERIES = ROOT / "benchmarks" / "queries.yaml"
FIRST, DEEP = 3, 10
JUST_RIGHT = 2

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
    return Score(float(bool(places) and places[0] <= FIRST), 1 / places[0] if places else 0.0, gained / ideal)


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


def summed(scores: Sequence[Score]) -> list[str]:
    number = len(scores)
    return [
        f"{sum(values) / number:.2f}"
        for values in zip(*((each.success, each.rank, each.gain) for each in scores), strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tune", "test"), default="tune", help="`test` is for the end alone")
    parser.add_argument("--missed", action="store_true", help="list the queries without a right text among the first")
    options = parser.parse_args()
    catalog = Catalog.build(load_library(ROOT / "content"), Edition.PUBLISHED)
    asked = [each for each in judged(QUERIES) if each.part == options.part]
    engines = {"ours": ours(catalog), "FTS5": fts5(catalog)}
    scores = {
        name: [score(find(each.query, each.language), each.right) for each in asked] for name, find in engines.items()
    }
    groups: dict[str, list[int]] = {"all": list(range(len(asked)))}
    for attribute in ("asks", "language", "kind"):
        for number, each in enumerate(asked):
            groups.setdefault(f"{attribute}: {getattr(each, attribute)}", []).append(number)
    rows = [
        [group, str(len(numbers)), *(cell for name in engines for cell in summed([scores[name][n] for n in numbers]))]
        for group, numbers in groups.items()
    ]
    header = ["queries", "n", *(f"{name} {what}" for name in engines for what in (f"S@{FIRST}", "MRR", f"nDCG@{DEEP}"))]
    print(aligned(header, rows))
    danger = [each for each in asked if each.helplines]
    first = [
        catalog.select(Query.from_params({"q": [each.query]}, catalog.vocabulary), each.language).helplines[:1]
        for each in danger
    ]
    right = sum(bool(found) and found[0] in each.helplines for found, each in zip(first, danger, strict=True))
    print(f"danger: the right helpline first in {right} of {len(danger)}")
    if options.missed:
        find = engines["ours"]
        for each, found_ in zip(asked, scores["ours"], strict=True):
            if not found_.success:
                instead = ", ".join(find(each.query, each.language)[:FIRST])
                print(f"{each.language} {each.asks}: {each.query}: {instead}")
        for each, lines in zip(danger, first, strict=True):
            print(f"danger, {each.query}: {', '.join(each.helplines)} wanted, {', '.join(lines) or 'none'} first")


if __name__ == "__main__":
    main()
