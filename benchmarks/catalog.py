"""Times loading and querying beside named peers, in one run: of the content as it is, and of larger libraries.

Peers: the bare C YAML parse of the same files for loading (`yaml.load` with `CSafeLoader`, values and nothing checked);
SQLite FTS5 and pandas `str.contains` for finding. Larger libraries are our own texts again and again under other
names (`generated.py`), made in a temporary folder and removed. Times are CPU time of the process (user and system), so
that what else the machine does counts as little as can be. What takes long is measured a few times, and the median
counts; what is quick is measured often, and the fastest tenth counts, of the peers as well.

Goals (`--check`): strict load under 2 x the bare parse; reload after one edit under 0.2 s at 10,000 texts; select with
facets and search under 1 ms at 1,000 texts and 10 ms at 100,000.
"""

import argparse
import gc
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from barnsbeste_content import Catalog, Edition, Query, load_library
from barnsbeste_content.loading import LibraryReader
from benchmarks.generated import generated, multiplied

EVERY_LANGUAGE = 99
LARGE = 1_000
"""Texts above which a generated library is in bokmål alone, unless told otherwise."""
SAMPLED = 4_000
"""Files above which the bare parse is of a part of them, evenly spread, and counted up."""
FACETS = {"audience": ["practitioner"], "situation": ["mental_illness"], "age": ["8-12"]}
MILLISECONDS_TO_SELECT = {1_000: 1.0, 100_000: 10.0}
"""Texts -> most milliseconds that a selection or a search may take."""
SECONDS_TO_RELOAD = {10_000: 0.2}
LOAD_RATIO = 2.0
BATCHES, SECONDS_BETWEEN = 10, 1.0
"""Of the runs of what is quick."""


@dataclass(frozen=True)
class Row:
    """One thing that was measured, in milliseconds unless `unit` says otherwise."""

    what: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    goal: float | None = None
    """Most that `ours` may be; for a load the most that the ratio may be."""
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_met(self) -> bool:
        measured = self.ratio if self.unit == "x" else self.ours
        return self.goal is None or (measured is not None and measured <= self.goal)


@dataclass(frozen=True)
class Measured:
    """A library and what was measured on it."""

    name: str
    texts: int
    files: int
    languages: str
    rows: tuple[Row, ...]


def spent(action: Callable[[], object], times: int) -> list[float]:
    """CPU time of each run of an action, in milliseconds, the shortest first."""
    spans = []
    for _ in range(times):
        start = time.process_time()
        action()
        spans.append((time.process_time() - start) * 1000)
    return sorted(spans)


def median(action: Callable[[], object], times: int) -> float:
    """Median CPU time of an action, in milliseconds."""
    return statistics.median(spent(action, times))


def undisturbed(action: Callable[[], object], times: int) -> float:
    """CPU time of an action in the fastest tenth of its runs, in milliseconds: what is longer is of something else, as
    of a neighbour on the same core (see Python's `timeit`). That goes on for seconds, so batches of runs are spread
    over some; within a batch they are in a row, since the first ones after a pause find nothing in the caches.
    """
    spans: list[float] = []
    for _ in range(BATCHES):
        spans += spent(action, times // BATCHES)
        time.sleep(SECONDS_BETWEEN)
    return sorted(spans)[len(spans) // 10]


def resident() -> float:
    """Memory that this process holds now, in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(name: str, root: Path, languages: str, *, has_index: bool = True) -> Measured:
    """Everything about one content folder. Run it in a process of its own, for the sake of the memory it tells."""
    files = [path for path in root.rglob("*.yaml") if not {"_template", ".schema"} & set(path.parts)]
    step = -(-len(files) // SAMPLED)
    parsed = files[::step]

    def bare() -> None:
        for path in parsed:
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

    def first_load() -> LibraryReader:
        fresh = LibraryReader(root)
        fresh.read()
        return fresh

    few = 3 if step == 1 else 1
    bare()  # once unmeasured: the files are in the system's cache for both
    parse = median(bare, few) * len(files) / len(parsed)
    gc.collect()
    empty = resident()
    held: list[LibraryReader] = []
    load = median(lambda: held.append(first_load()), 1)
    reader = held[0]
    library = reader.read()
    catalog = Catalog.build(library, Edition.PUBLISHED)
    gc.collect()
    memory = resident() - empty
    if few > 1:
        load = statistics.median([load, median(first_load, few - 1)])
    gc.freeze()  # as the store does
    reader.read()
    peer = "bare C YAML parse"
    rows = [
        Row("strict load of the whole library", load, peer, parse, LOAD_RATIO, "x"),
        Row(
            "memory of the library and its facets",
            memory,
            "MB a text",
            memory / max(1, len(catalog.resources)),
            unit="MB",
        ),
        Row("looking at the folder, nothing changed", undisturbed(reader.read, 20), peer, parse),
        reload_row(reader, catalog, parse),
    ]
    return Measured(
        name, len(catalog.resources), len(files), languages, (*rows, *finding(catalog, has_index=has_index))
    )


def measure_in_memory(root: Path, texts: int, *, has_index: bool = True) -> Measured:
    """Only what is found, in a library of so many texts that was never written to files: for sizes whose loading would
    take longer than anybody waits. Copies share their words, so that nothing can be said of memory."""
    library = multiplied(load_library(root), texts, ("nb",))
    catalog = Catalog.build(library, Edition.PUBLISHED)
    gc.collect()
    gc.freeze()
    edited = {**library.resources}
    slug = catalog.resources[texts // 2].id
    edited[slug] = edited[slug].model_copy(update={"topics": ("rights",)})
    after = replace(library, resources=edited)
    again = median(lambda: Catalog.build(after, Edition.PUBLISHED, catalog), 3)
    rows = (Row("making the catalog after one edit", again), *finding(catalog, has_index=has_index))
    return Measured(f"{texts:,} in memory", texts, 0, "bokmål alone", rows)


def reload_row(reader: LibraryReader, catalog: Catalog, parse: float) -> Row:
    """From an edit of one text until the catalog that is served next has it."""
    edited = sorted(reader.root.glob("resources/*/nb.yaml"))[len(catalog.resources) // 2]
    words = edited.read_bytes()
    spans, before = [], catalog
    for turn in range(20):
        edited.write_bytes(words + b"# edited\n" * (turn + 1))
        start = time.process_time()
        library = reader.read()
        before = Catalog.build(library, Edition.PUBLISHED, before)
        spans.append((time.process_time() - start) * 1000)
    edited.write_bytes(words)
    quickest = sorted(spans)[len(spans) // 10]
    seconds = SECONDS_TO_RELOAD.get(len(catalog.resources))
    goal = seconds * 1000 if seconds else None
    return Row("reload after one edit, until served", quickest, "bare C YAML parse", parse, goal)


def finding(catalog: Catalog, *, has_index: bool) -> list[Row]:
    """Selecting and searching, each beside the nearest thing of a peer."""
    bodies = [" ".join(resource.texts["nb"].parts.values()) for resource in catalog.resources]
    frame = pd.Series(bodies)
    times = 2_000 if len(bodies) <= 2_000 else 200

    def select(params: dict[str, list[str]]) -> float:
        query = Query.from_params(params, catalog.vocabulary)
        catalog.select(query, "nb")
        return undisturbed(lambda: catalog.select(query, "nb"), times)

    goal = MILLISECONDS_TO_SELECT.get(len(bodies))
    contains = undisturbed(lambda: frame[frame.str.contains("drikker", case=False, regex=False)], times // 10)
    rows = [
        Row("select with three facets, all counted", select(FACETS), "pandas str.contains", contains, goal),
        Row("select everything, all counted", select({}), "pandas str.contains", contains, goal),
    ]
    if not has_index:
        return rows
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    database.executemany("INSERT INTO texts VALUES (?)", [(body,) for body in bodies])

    def fts() -> object:
        wanted = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank"
        return database.execute(wanted, ("pappa OR drikker",)).fetchall()

    fts_time = undisturbed(fts, times)
    rows += [
        Row("making the search index", median(catalog.warm, 1)),
        Row(
            "making what searches in others need",
            median(lambda: [*map(catalog.ready, catalog.vocabulary.languages)], 1),
        ),
        Row(
            "search, synonyms, facets counted",
            select({"q": ["pappa drikker"]}),
            "SQLite FTS5, search alone",
            fts_time,
            goal,
        ),
        Row(
            "search, two typos, facets counted",
            select({"q": ["papa driker"]}),
            "SQLite FTS5, finds nothing",
            fts_time,
            goal,
        ),
        Row(
            "search and facets", select({"q": ["pappa drikker"], **FACETS}), "SQLite FTS5, search alone", fts_time, goal
        ),
    ]
    try:
        from barnsbeste_content.catalog.suggestions import suggestions
    except ImportError:
        return rows
    # Kept for as long as the same catalog is served; what is typed is looked up in the browser.
    rows.append(Row("making the suggestions of a language", median(lambda: suggestions(catalog, "nb"), 3)))
    return rows


def table(measured: Measured) -> str:
    lines = [
        f"{measured.name}: {measured.texts:,} texts, {measured.files:,} files, {measured.languages}",
        f"{'what':<42}{'ms':>12}   {'peer':<28}{'ms':>12}{'ratio':>9}   goal",
    ]
    for row in measured.rows:
        theirs = f"{row.theirs:>12,.3f}" if row.theirs is not None else " " * 12
        is_compared = row.ratio is not None and row.unit != "MB"
        ratio = f"{row.ratio:>9,.3f}" if is_compared else " " * 9
        unit = "MB " if row.unit == "MB" else "   "
        wanted = "" if row.goal is None else f"< {row.goal:g}{' x' if row.unit == 'x' else ' ms'}"
        missed = "" if row.is_met else " MISSED"
        lines.append(f"{row.what:<42}{row.ours:>12,.3f}{unit}{row.peer:<28}{theirs}{ratio}   {wanted}{missed}".rstrip())
    return "\n".join(lines)


def _apart(name: str, root: Path, languages: str, has_index: bool) -> Measured:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, name, root, languages, has_index=has_index).result()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path("content"))
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[], help="texts of larger libraries: 100 1000 10000 100000"
    )
    parser.add_argument(
        "--languages", type=int, help=f"most languages a text; default: all up to {LARGE:,} texts, bokmål alone above"
    )
    parser.add_argument("--in-memory", action="store_true", help="write no files: facets and search alone")
    parser.add_argument("--without-search", action="store_true", help="make no search index: it takes longest of all")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a goal is missed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    has_index = not options.without_search
    everything = []
    for size in options.sizes or [0]:
        if size == 0:
            found = _apart("the content as it is", options.root, "every language", has_index)
        elif options.in_memory:
            found = measure_in_memory(options.root, size, has_index=has_index)
        else:
            most = options.languages or (EVERY_LANGUAGE if size <= LARGE else 1)
            told = {EVERY_LANGUAGE: "languages as in the content", 1: "bokmål alone"}.get(
                most, f"at most {most} languages"
            )
            with tempfile.TemporaryDirectory() as folder:
                root = generated(options.root, Path(folder) / "content", size, most)
                found = _apart(f"{size:,} generated", root, told, has_index)
        everything.append(found)
        if not options.json:
            print(table(found), end="\n\n", flush=True)
    if options.json:
        print(json.dumps([asdict(each) for each in everything], indent=2))
    missed = [row.what for each in everything for row in each.rows if not row.is_met]
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
