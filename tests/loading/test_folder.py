"""Looking at a content folder again and again: what is seen, and what is not asked for twice."""

import os
from pathlib import Path

import pytest

from barnsbeste_content.loading import folder as module
from barnsbeste_content.loading.folder import LOOKS, WALK, Folder

LONG_AGO = 1_700_000_000


@pytest.fixture
def settled(folder: Path) -> Folder:
    """Looked at once, and so old that nothing is listed anew without need."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return Folder(folder)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder, the system notes the time of every change, also of its times: here all that is long ago."""
    monkeypatch.setattr(module, "COARSEST_NS", 0)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: (found.append(str(path)), scandir(path))[1])
    return found


def paths(seen: Folder) -> list[Path]:
    return [file.path for file in seen.look()[0]]


def test_a_folder_in_which_no_name_came_or_went_is_not_listed_again(settled: Folder, listed: list[str]) -> None:
    first = settled.look()
    assert listed
    listed.clear()
    second = settled.look()
    assert listed == []
    assert second == first
    assert all(one is other for one, other in zip(first[0], second[0], strict=True))


def test_a_file_that_was_written_in_place_is_another_object_and_its_neighbours_are_not(settled: Folder) -> None:
    before = {file.path: file for file in settled.look()[0]}
    edited = settled.root / "resources/naar-mamma-er-deprimert/nb.yaml"
    edited.write_text(edited.read_text("utf-8") + "# more\n", "utf-8")
    after = {file.path: file for file in settled.look()[0]}
    assert [path for path in after if after[path] is not before[path]] == [edited]
    assert after[edited].stamp != before[edited].stamp


def test_files_and_folders_that_come_and_go_are_seen_in_order_of_their_names(
    settled: Folder, listed: list[str]
) -> None:
    before = paths(settled)
    listed.clear()
    fresh = settled.root / "resources/aa-ny"
    fresh.mkdir()
    (fresh / "nb.yaml").write_text("title: Ny\n", "utf-8")
    after = paths(settled)
    assert [path for path in after if path not in before] == [fresh / "nb.yaml"]
    assert after == sorted(after)
    assert sorted(listed) == [str(fresh.parent), str(fresh)]
    (fresh / "nb.yaml").unlink()
    fresh.rmdir()
    assert paths(settled) == before


def test_what_has_no_place_is_told_each_time_and_no_longer_when_it_is_gone(settled: Folder) -> None:
    stray = settled.root / "resources/naar-mamma-er-deprimert/notater.md"
    stray.write_text("x", "utf-8")
    told = settled.look()[1]
    assert [problem.path for problem in told] == [str(stray)]
    assert settled.look()[1] == told
    stray.unlink()
    assert settled.look()[1] == []


def test_what_a_link_leads_to_is_looked_up_each_time(settled: Folder) -> None:
    (settled.root / "sources/lenke.yaml").symlink_to(settled.root / "sources/loven.yaml")
    assert settled.root / "sources/lenke.yaml" in paths(settled)
    (settled.root / "sources/loven.yaml").unlink()
    files, problems = settled.look()
    assert settled.root / "sources/lenke.yaml" not in [file.path for file in files]
    assert [problem.path for problem in problems] == [str(settled.root / "sources/lenke.yaml")]


def test_a_folder_changed_this_moment_is_listed_again_since_clocks_are_coarse(
    settled: Folder, listed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COARSEST_NS", 2_000_000_000)
    (settled.root / "sources/ny.yaml").write_text("x: 1\n", "utf-8")
    settled.look()
    listed.clear()
    settled.look()
    assert str(settled.root / "sources") in listed


def test_every_folder_is_listed_anew_now_and_then_for_file_systems_that_do_not_tell(
    settled: Folder, listed: list[str]
) -> None:
    settled.look()
    every = set(listed)
    listed.clear()
    for _ in range(LOOKS + 2 * WALK):
        settled.look()
    assert set(listed) == every
    assert len(listed) < 3 * len(every)
