"""A bar for a load that takes long, at a terminal; nothing otherwise."""

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from barnsbeste_content.catalog import Edition
from barnsbeste_content.catalog import store as stores
from barnsbeste_content.catalog.store import Store
from barnsbeste_content.commands import outcome
from barnsbeste_content.web import load_bar as module
from barnsbeste_content.web.load_bar import load_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Stands in for the time that a load takes."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=made))  # pytest sets the real one between phases
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    return made


def load(clock: Clock, seconds: float, files: int = 500) -> None:
    with load_bar() as progress:
        for done in range(1, files + 1):
            clock.now = seconds * done / files
            progress(done, files)


def test_a_load_of_more_than_two_seconds_is_shown_to_its_end(terminal: Terminal, clock: Clock) -> None:
    load(clock, seconds=10)
    drawn = terminal.getvalue()
    assert "Reading texts" in drawn
    assert "100%" in drawn
    assert drawn.endswith("\n")


def test_nothing_is_drawn_in_the_first_two_seconds(terminal: Terminal, clock: Clock) -> None:
    with load_bar() as progress:
        clock.now = 1.99
        progress(50, 100)
        assert terminal.getvalue() == ""
        clock.now = 2.01
        progress(51, 100)
        assert "Reading texts" in terminal.getvalue()


def test_a_short_load_shows_nothing(terminal: Terminal, clock: Clock) -> None:
    load(clock, seconds=1.9)
    assert terminal.getvalue() == ""


def test_where_standard_error_is_no_terminal_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    log = io.StringIO()
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=log))
    load(clock, seconds=10)
    assert log.getvalue() == ""


def test_without_any_standard_error_a_load_goes_on(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=None))
    load(clock, seconds=10)


def test_a_load_that_breaks_off_leaves_the_line_of_the_terminal(terminal: Terminal, clock: Clock) -> None:
    def broken() -> None:
        with load_bar() as progress:
            clock.now = 5
            progress(1, 100)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert terminal.getvalue().endswith("\n")


def test_many_files_are_not_drawn_one_by_one(terminal: Terminal, clock: Clock) -> None:
    load(clock, seconds=100, files=50_000)
    assert terminal.getvalue().count("%") <= module.STEPS + 2


def test_a_command_shows_how_far_its_load_has_come(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, fixture_root: Path
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.0)
    assert outcome.loaded(fixture_root).resources
    assert "Reading texts" in terminal.getvalue()


@pytest.fixture
def shown() -> Iterator[None]:
    before = stores._first_load_shown
    stores.show_first_load(load_bar)
    yield
    stores.show_first_load(before)


@pytest.mark.usefixtures("shown")
def test_a_server_shows_its_first_load_and_no_other(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.0)
    served = Store(folder)
    served.current(Edition.PUBLISHED)
    assert "Reading texts" in terminal.getvalue()
    terminal.truncate(0)
    for path in folder.glob("resources/*/nb.yaml"):
        path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    served.refreshed(Edition.PUBLISHED)
    assert "Reading texts" not in terminal.getvalue()
