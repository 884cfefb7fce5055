"""Times loading and querying of the content beside named peers, in one run. Prints a table of ratios.

Peers: the bare C YAML parse of the same files for loading; SQLite FTS5 and pandas `str.contains` for a search.
"""

import argparse
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import yaml

from barnsbeste_content import Catalog, Edition, Query, load_library
from barnsbeste_content.loading import LibraryReader


def median(action: Callable[[], object], times: int) -> float:
    """Median duration of an action, in milliseconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spans.append((time.perf_counter() - start) * 1000)
    return statistics.median(spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path("content"))
    root = parser.parse_args().root
    files = [path for path in root.rglob("*.yaml") if "_template" not in path.parts]

    def bare() -> None:
        for path in files:
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

    reader = LibraryReader(root)
    library = reader.read()
    catalog = Catalog.build(library, Edition.PUBLISHED)
    vocabulary = library.vocabulary
    faceted = Query.from_params(
        {"audience": ["practitioner"], "situation": ["mental_illness"], "age": ["8-12"]}, vocabulary
    )
    searched = Query.from_params({"q": ["pappa drikker"]}, vocabulary)
    misspelt = Query.from_params({"q": ["papa driker"]}, vocabulary)
    catalog.select(searched, "nb")

    bodies = [" ".join(resource.texts["nb"].parts.values()) for resource in catalog.resources]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    database.executemany("INSERT INTO texts VALUES (?)", [(body,) for body in bodies])
    frame = pd.Series(bodies)

    def fts() -> object:
        return database.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank", ("pappa OR drikker",)
        ).fetchall()

    def contains() -> object:
        return frame[frame.str.contains("drikker", case=False)]

    def select(query: Query) -> Callable[[], object]:
        return lambda: catalog.select(query, "nb")

    def build() -> object:
        return Catalog.build(library, Edition.PUBLISHED).select(searched, "nb")

    parse, load = median(bare, 5), median(lambda: load_library(root), 5)
    fts_time = median(fts, 200)
    rows: list[tuple[str, float, str, float]] = [
        ("strict load of the whole library", load, "bare C YAML parse", parse),
        ("reload, nothing changed", median(reader.read, 5), "bare C YAML parse", parse),
        ("making catalog and search index", median(build, 3), "bare C YAML parse", parse),
        ("select with three facets", median(select(faceted), 200), "pandas str.contains", median(contains, 50)),
        ("search with synonyms, facets counted", median(select(searched), 200), "SQLite FTS5, search alone", fts_time),
        (
            "search with two typos, facets counted",
            median(select(misspelt), 200),
            "SQLite FTS5, finds nothing",
            fts_time,
        ),
    ]
    print(f"{len(catalog.resources)} texts, {len(files)} files")
    print(f"{'what':<46}{'ms':>9}   {'peer':<38}{'ms':>9}{'ratio':>8}")
    for what, ours, peer, theirs in rows:
        print(f"{what:<46}{ours:>9.3f}   {peer:<38}{theirs:>9.3f}{ours / theirs:>8.2f}")


if __name__ == "__main__":
    main()
