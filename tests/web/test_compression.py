"""Streamlit's files, compressed once and served compressed."""

import gzip
from importlib.resources import files
from pathlib import Path

import brotli
import pytest
from starlette.testclient import TestClient

from barnsbeste_content.web import compression


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of Streamlit's files; the others are left out, since compressing them all takes a while."""
    static = Path(str(files("streamlit"))) / "static" / "static" / "js"
    smallest = min(static.glob("*.js"), key=lambda path: path.stat().st_size)
    monkeypatch.setattr(compression, "_sources", lambda: iter([(smallest, smallest.name)]))
    return smallest


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(compression.CACHE_VARIABLE, str(tmp_path))
    return compression.cache_folder()


def test_every_file_is_compressed_once(source: Path, kept: Path) -> None:
    assert compression.prepare() == 1
    assert compression.prepare() == 0
    assert brotli.decompress((kept / f"{source.name}.br").read_bytes()) == source.read_bytes()
    assert gzip.decompress((kept / f"{source.name}.gz").read_bytes()) == source.read_bytes()
    assert sorted(path.suffix for path in kept.iterdir()) == [".br", ".gz"]


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None), ("", None), ("zstd", None)]
)
@pytest.mark.usefixtures("kept")
def test_the_browser_gets_what_it_takes(site: TestClient, source: Path, accepted: str, coding: str | None) -> None:
    compression.prepare()
    answer = site.get(f"/static/js/{source.name}", headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == coding
    assert answer.content == source.read_bytes()
    if coding:
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.usefixtures("kept")
def test_a_file_that_is_not_compressed_yet_is_served_as_it_is(site: TestClient, source: Path) -> None:
    answer = site.get(f"/static/js/{source.name}", headers={"accept-encoding": "br"})
    assert (answer.status_code, answer.content) == (200, source.read_bytes())


@pytest.mark.parametrize("path", ["/static/js/..", "/static/js/.hidden", "/static/js/x/y.js", "/static/js/none.js"])
@pytest.mark.usefixtures("kept")
def test_nothing_outside_is_served(site: TestClient, path: str) -> None:
    assert site.get(path, headers={"accept-encoding": "br"}).status_code in (400, 404)


def test_a_folder_that_cannot_be_written_is_told_and_no_more(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(compression.CACHE_VARIABLE, str(tmp_path / "file"))
    assert source.exists()
    threads: list[object] = []
    monkeypatch.setattr(
        compression.threading, "Thread", lambda **given: threads.append(given["target"]) or _Now(given["target"])
    )
    compression.prepare_behind_the_scenes()
    assert "files stay uncompressed" in capsys.readouterr().err


class _Now:
    """A thread that runs at once."""

    def __init__(self, target: object) -> None:
        self.target = target

    def start(self) -> None:
        self.target()  # type: ignore[operator]
