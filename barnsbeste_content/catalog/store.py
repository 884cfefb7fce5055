"""The catalog in service: one a process, kept up to date with the folder, never worse than the last good one."""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from ..loading import LibraryReader
from ..loading.library import Progress
from ..model.library import Library
from ..model.problem import Problem
from .catalog import Catalog
from .edition import Edition

ROOT_VARIABLE = "BARNSBESTE_CONTENT"
EDITION_VARIABLE = "BARNSBESTE_EDITION"
CHECK_SECONDS = 1.0
"""The folder is looked at no more often than this."""

_log = logging.getLogger(__name__)


class Store:
    """Serves catalogs of one content folder. Thread-safe; asking never waits for the disk after the first time."""

    def __init__(self, root: Path, check_seconds: float = CHECK_SECONDS) -> None:
        self.root = root
        self._reader = LibraryReader(root)
        self._check_seconds = check_seconds
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._indexing = threading.Lock()
        self._catalogs: dict[Edition, Catalog] = {}
        self._served = served_edition()
        self._indexed: Catalog | None = None
        """The last one with an index, whose work the next one takes over."""
        self._checked = 0.0
        self._refreshing = False

    def current(self, edition: Edition) -> Catalog:
        """The catalog to serve now. Where the folder has changed, a fresh one is made meanwhile and served next."""
        with self._lock:
            if not self._catalogs:
                self._look()
            due = time.monotonic() - self._checked >= self._check_seconds
            if due and not self._refreshing:
                self._refreshing = True
                self._start_refresh()
            return self._of(edition)

    def refreshed(self, edition: Edition) -> Catalog:
        """The catalog of the folder as it is at this moment, for an editor who waits for what she saved."""
        self.current(edition)  # the first time for all of us
        try:
            if self._look():
                threading.Thread(target=self._make_ready, name="content-index", daemon=True).start()
        except Exception:  # a fault of ours, or no thread to be had: what there is goes on serving
            _log.exception("content could not be loaded again")
        with self._lock:
            return self._of(edition)

    def _of(self, edition: Edition) -> Catalog:
        """The catalog of an edition; the one this process does not serve is made when it is asked for."""
        catalogs = self._catalogs
        if edition not in catalogs:
            catalogs[edition] = Catalog.build(catalogs[self._served].library, edition, catalogs[self._served])
        return catalogs[edition]

    def _start_refresh(self) -> None:
        try:
            threading.Thread(target=self._refresh, name="content-refresh", daemon=True).start()
        except RuntimeError:  # no thread to be had just now: try again later
            self._checked = time.monotonic()
            self._refreshing = False

    def _refresh(self) -> None:
        try:
            if self._look():
                self._make_ready()
        except Exception:  # a fault of ours; the last good catalog goes on serving
            _log.exception("content could not be loaded again")
        finally:
            self._checked = time.monotonic()  # also after a fault: otherwise every call would look again
            self._refreshing = False

    def _look(self) -> bool:
        """Reads what has changed and serves it. Returns whether there is a new catalog, which is not indexed yet."""
        with self._looking:
            before = self._catalogs.get(self._served)
            library = self._reader.read() if before else self._first_read()
            self._checked = time.monotonic()
            if before is not None and before.library == library:
                return False
            catalogs = {self._served: Catalog.build(library, self._served, before)}
            if before is None:
                self._indexed = catalogs[self._served]
                self._indexed.warm()
                _settle()
                self._checked = time.monotonic()
            self._catalogs = catalogs
            _tell(library.problems, before.library.problems if before else ())
            return before is not None

    def _first_read(self) -> Library:
        """Somebody waits for this one: it is shown to who started the server."""
        with _first_load_shown() as progress:
            return self._reader.read(progress) if progress else self._reader.read()

    def _make_ready(self) -> None:
        """Makes the search index. Only now, when the new texts are served: a search waits for it, and nothing else."""
        catalog = self._catalogs[self._served]
        with self._indexing:
            if catalog is not self._catalogs[self._served]:
                return  # saved again meanwhile: whoever came after makes the index
            catalog.warm(self._indexed)
            self._indexed = catalog
            for language in catalog.vocabulary.languages:
                catalog.ready(language)  # a search with words that nobody knows looks in them all
        gc.freeze()


def _settle() -> None:
    """Takes the catalogs out of the garbage collector's rounds. Streamlit collects after every run of a page, and would
    look through 150,000 objects that live as long as they are served: 100 ms in which nobody gets an answer.

    What is read later is frozen without looking for waste first, which would take as long; what it replaces has no
    circles in it, and goes when nobody holds it any more.
    """
    gc.collect()
    gc.freeze()


def _tell(problems: tuple[Problem, ...], told: tuple[Problem, ...]) -> None:
    """New problems on the console, one a line, as an editor or terminal can jump to."""
    before = frozenset(told)
    for problem in problems:
        if problem not in before:
            print(problem, file=sys.stderr, flush=True)


def content_root() -> Path:
    """The content folder: `$BARNSBESTE_CONTENT`, else `content/` beside the package."""
    return Path(os.environ.get(ROOT_VARIABLE) or Path(__file__).resolve().parents[2] / "content")


def served_edition() -> Edition:
    """The edition this process serves: `$BARNSBESTE_EDITION` is `preview` for staff, else what is published."""
    return Edition.PREVIEW if os.environ.get(EDITION_VARIABLE) == Edition.PREVIEW.value else Edition.PUBLISHED


ShowLoad = Callable[[], AbstractContextManager[Progress | None]]
"""Makes what a load reports to for as long as it goes on."""
_first_load_shown: ShowLoad = nullcontext


def show_first_load(shown: ShowLoad) -> None:
    """How the first load of every store from now on is shown to who started the server; without it, not at all."""
    global _first_load_shown
    _first_load_shown = shown


_stores: dict[Path, Store] = {}
_stores_lock = threading.Lock()


def current(edition: Edition) -> Catalog:
    """The catalog of `content_root()` to serve now."""
    return _store().current(edition)


def refreshed(edition: Edition) -> Catalog:
    """The catalog of `content_root()` as it is on disk at this moment."""
    return _store().refreshed(edition)


def _store() -> Store:
    root = content_root()
    with _stores_lock:
        if root not in _stores:
            _stores[root] = Store(root)
        return _stores[root]
