"""The catalog in service while the folder changes underneath."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query, store
from barnsbeste_content.catalog.store import Store
from barnsbeste_content.model import Library

SLUG = "naar-mamma-er-deprimert"


def title(catalog: Catalog) -> str:
    held = catalog.get(SLUG)
    assert held is not None
    return held.texts["nb"].title


def retitle(folder: Path, to: str) -> None:
    path = folder / f"resources/{SLUG}/nb.yaml"
    stamp = path.stat().st_mtime_ns
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[1] = f"title: {to}\n"
    fresh = path.with_name("nb.yaml~")
    fresh.write_text("".join(lines), "utf-8")
    os.utime(fresh, ns=(stamp + 1_000_000, stamp + 1_000_000))
    fresh.replace(path)


def until(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


class CountingReader:
    """Stands in for the reader of a store, and counts how often it is asked."""

    def __init__(self, of: Store) -> None:
        self._read = of._reader.read
        self.looks = 0
        self.fault: Exception | None = None
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def read(self) -> Library:
        self.looks += 1
        self.may_go_on.wait(10)
        if self.fault:
            raise self.fault
        return self._read()


@pytest.fixture
def counted(folder: Path) -> tuple[Store, CountingReader]:
    made = Store(folder, check_seconds=0.0)
    made.current(Edition.PUBLISHED)
    assert until(lambda: not made._refreshing)
    reader = CountingReader(made)
    made._reader = reader  # type: ignore[assignment]
    return made, reader


def test_an_edit_is_served_after_a_moment(folder: Path) -> None:
    served = Store(folder, check_seconds=0.0)
    assert title(served.current(Edition.PUBLISHED)) == "Når mamma er deprimert"
    retitle(folder, "Når far er deprimert")
    assert until(lambda: title(served.current(Edition.PUBLISHED)) == "Når far er deprimert")


def test_asking_does_not_wait_for_a_reload(counted: tuple[Store, CountingReader], folder: Path) -> None:
    served, reader = counted
    reader.may_go_on.clear()
    retitle(folder, "Når far er deprimert")
    start = time.monotonic()
    for _ in range(100):
        assert title(served.current(Edition.PUBLISHED)) == "Når mamma er deprimert"
    assert time.monotonic() - start < 1.0
    assert reader.looks == 1  # and only one reload at a time
    reader.may_go_on.set()
    assert until(lambda: title(served.current(Edition.PUBLISHED)) == "Når far er deprimert")


@pytest.mark.parametrize("fault", [None, RuntimeError("a fault made for this test")])
def test_the_folder_is_looked_at_at_most_once_a_second_also_after_a_fault_of_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception | None
) -> None:
    now = [0.0]
    monkeypatch.setattr(store, "time", SimpleNamespace(monotonic=lambda: now[0]))
    served = Store(folder)
    good = served.current(Edition.PUBLISHED)
    reader = CountingReader(served)
    reader.fault = fault
    served._reader = reader  # type: ignore[assignment]
    for second in range(3):
        for part in (0.0, 0.5, 0.99):
            now[0] = second + part
            for _ in range(20):
                assert served.current(Edition.PUBLISHED) is good
                assert until(lambda: not served._refreshing)
        assert reader.looks == second


def test_an_unchanged_folder_keeps_the_very_same_catalog(counted: tuple[Store, CountingReader]) -> None:
    served, reader = counted
    before = served.current(Edition.PUBLISHED)
    assert until(lambda: served.current(Edition.PUBLISHED) is before and reader.looks >= 3)
    assert served.current(Edition.PUBLISHED) is before


def test_what_breaks_stays_in_service_and_its_problems_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served = Store(folder, check_seconds=0.0)
    served.current(Edition.PUBLISHED)
    retitle(folder, '"Uten slutt')
    assert until(lambda: bool(served.current(Edition.PUBLISHED).library.problems))
    assert title(served.current(Edition.PUBLISHED)) == "Når mamma er deprimert"
    for _ in range(5):
        served.current(Edition.PUBLISHED)
        time.sleep(0.02)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1  # once, not at each look
    assert told[0].startswith(f"{folder}/resources/{SLUG}/nb.yaml:2: ")


def test_a_folder_that_goes_away_leaves_the_last_good_catalog(folder: Path) -> None:
    served = Store(folder, check_seconds=0.0)
    texts = len(served.current(Edition.PUBLISHED).resources)
    folder.rename(folder.with_name("away"))
    assert until(lambda: bool(served.current(Edition.PUBLISHED).library.problems))
    assert len(served.current(Edition.PUBLISHED).resources) == texts


def test_a_draft_in_the_preview_is_not_in_the_published_catalog(folder: Path) -> None:
    served = Store(folder)
    assert served.current(Edition.PREVIEW).get("kladd-om-hjerneskade") is not None
    assert served.current(Edition.PUBLISHED).get("kladd-om-hjerneskade") is None


def test_many_threads_always_get_a_whole_catalog_while_it_is_edited(folder: Path) -> None:
    served = Store(folder, check_seconds=0.0)
    names = ["Tittel en", "Tittel to", "Tittel tre"]
    stop = threading.Event()

    def edit() -> None:
        turn = 0
        while not stop.is_set():
            retitle(folder, names[turn % 3])
            turn += 1
            time.sleep(0.005)

    def ask(_: int) -> int:
        answered = 0
        while not stop.is_set():
            catalog = served.current(Edition.PUBLISHED)
            selection = catalog.select(Query(text="mamma"), "nb")
            assert SLUG in {held.id for held in selection.resources}
            assert selection.total <= len(catalog.resources) == 8
            assert title(catalog) in (*names, "Når mamma er deprimert")
            answered += 1
        return answered

    with ThreadPoolExecutor(9) as pool:
        editing = pool.submit(edit)
        asking = [pool.submit(ask, number) for number in range(8)]
        time.sleep(1.5)
        stop.set()
        editing.result()
        assert all(each.result() > 0 for each in asking)


def test_threads_that_ask_first_share_one_load(folder: Path) -> None:
    served = Store(folder, check_seconds=60)  # however slow the machine, none of them is due to look again
    reader = CountingReader(served)
    served._reader = reader  # type: ignore[assignment]
    with ThreadPoolExecutor(8) as pool:
        catalogs = list(pool.map(lambda _: served.current(Edition.PUBLISHED), range(32)))
    assert reader.looks == 1
    assert len({id(catalog) for catalog in catalogs}) == 1


def test_the_environment_says_which_folder_and_edition(
    fixture_root: Path, monkeypatch: pytest.MonkeyPatch, real_root: Path
) -> None:
    monkeypatch.setenv(store.ROOT_VARIABLE, str(fixture_root))
    assert store.content_root() == fixture_root
    assert store.current(Edition.PUBLISHED).get(SLUG) is not None
    monkeypatch.delenv(store.ROOT_VARIABLE)
    assert store.content_root() == real_root
    for said, edition in (("preview", Edition.PREVIEW), ("published", Edition.PUBLISHED), ("x", Edition.PUBLISHED)):
        monkeypatch.setenv(store.EDITION_VARIABLE, said)
        assert store.served_edition() is edition
