"""Comparisons that are kept while neither side changes, and where a published state is found."""

import time
from pathlib import Path

import pytest
from prepared_history import MAMMA, commit_all, edit, git, make_repository, without_git

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.editorial import comparison
from barnsbeste_content.editorial.changes import QUERIES, _first, _searched, compare, first_results
from barnsbeste_content.editorial.comparison import MAX_COMPARISONS, MAX_STATES, Comparisons
from barnsbeste_content.editorial.published import (
    NoSnapshotError,
    Published,
    State,
    find_snapshot,
    find_state,
    keep_snapshot,
    known_refs,
    load_published,
    load_state,
    published,
)
from barnsbeste_content.loading import LibraryReader, load_library
from barnsbeste_content.model import Library

NB = f"resources/{MAMMA}/nb.yaml"
TRIST = ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett.")


@pytest.fixture
def repository(tmp_path: Path, fixture_root: Path) -> Path:
    """The content folder of a repository in which everything is published."""
    return make_repository(tmp_path / "project", fixture_root)


class Reads:
    """Counts which states are read, and reads them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.states: list[str] = []
        monkeypatch.setattr(comparison, "load_published", self)

    def __call__(self, root: Path, state: State) -> Published:
        self.states.append(state.ref)
        return load_published(root, state)


def test_it_says_what_the_command_says_also_of_what_is_broken(repository: Path) -> None:
    reader = LibraryReader(repository)
    reader.read()
    edit(repository, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    (repository / NB).write_text("title: [", "utf-8")
    served = reader.read()
    assert MAMMA in served.resources  # as it was before
    found = Comparisons().get(repository, served, find_state(repository))
    assert found.changes == compare(published(repository).library, load_state(repository))
    assert [text.kind for text in found.changes.texts if text.slug == MAMMA] == ["broken"]
    assert [problem.path for problem in found.changes.errors_now] == [NB]


def test_a_state_is_read_once_however_often_the_content_changes(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, kept = Reads(monkeypatch), Comparisons()
    first = kept.get(repository, load_library(repository), find_state(repository))
    edit(repository, NB, TRIST)
    served = load_library(repository)
    second = kept.get(repository, served, find_state(repository))
    assert first.changes.is_empty
    assert [text.slug for text in second.changes.texts] == [MAMMA]
    assert kept.get(repository, served, find_state(repository)).changes is second.changes
    assert reads.states == ["HEAD"]


def test_the_same_commit_by_another_name_is_not_read_again(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads, kept, served = Reads(monkeypatch), Comparisons(), load_library(repository)
    named = [kept.get(repository, served, find_state(repository, ref)).since.ref for ref in ("HEAD", "main")]
    assert named == ["HEAD", "main"]
    assert reads.states == ["HEAD"]


def test_a_new_commit_and_a_new_snapshot_are_seen(repository: Path) -> None:
    kept = Comparisons()
    keep_snapshot(repository)
    edit(repository, NB, TRIST)
    served = load_library(repository)
    assert not kept.get(repository, served, find_state(repository)).changes.is_empty
    assert not kept.get(repository, served, find_snapshot(repository)).changes.is_empty
    commit_all(repository)
    time.sleep(0.02)  # a folder renamed within a tick of the clock bears the same time
    keep_snapshot(repository)
    assert kept.get(repository, served, find_state(repository)).changes.is_empty
    assert kept.get(repository, served, find_snapshot(repository)).changes.is_empty


def test_only_the_last_ones_are_kept(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MAX_STATES):
        edit(repository, "helplines/nodtelefonen.yaml", (f'"11{3 + number}"', f'"11{4 + number}"'))
        commit_all(repository)
    reads, kept = Reads(monkeypatch), Comparisons()
    refs = [f"HEAD~{number}" for number in range(MAX_STATES + 1)]
    for _ in range(MAX_COMPARISONS):
        kept.get(repository, load_library(repository), find_state(repository))
    for ref in refs:
        kept.get(repository, load_library(repository), find_state(repository, ref))
    assert reads.states == ["HEAD", *refs[1:]]
    kept.get(repository, load_library(repository), find_state(repository))
    assert reads.states[-1] == "HEAD"
    assert (len(kept._states), len(kept._made)) == (MAX_STATES, MAX_COMPARISONS)


def test_branches_and_tags_are_known_where_there_is_git(
    repository: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "tag", "v1")
    git(repository, "branch", "nytt/om-sorg")
    assert {*known_refs(repository)} == {"main", "nytt/om-sorg", "v1"}
    assert known_refs(folder) == ()
    without_git(monkeypatch)
    assert known_refs(repository) == ()


def test_a_snapshot_that_is_none_is_told(folder: Path) -> None:
    with pytest.raises(NoSnapshotError, match="no snapshot was kept"):
        find_snapshot(folder)
    (folder.parent / ".barnsbeste").mkdir()
    (folder.parent / ".barnsbeste/snapshot").write_text("in the way", "utf-8")
    with pytest.raises(NoSnapshotError, match="is no folder"):
        find_snapshot(folder)


def test_first_results_that_are_known_give_the_same_changes(repository: Path) -> None:
    edit(repository, "resources/snakk-med-barnet/resource.yaml", ("status: published", "status: draft"))
    old, new = published(repository).library, load_state(repository)
    changes = compare(old, new, first_results(old))
    assert changes == compare(old, new)
    assert changes.queries != ()


def test_searches_give_what_they_give_among_all_languages(fixture_library: Library) -> None:
    everything, searched = Catalog.build(fixture_library, Edition.PUBLISHED), _searched(fixture_library)
    assert any(
        len(text.texts) > len(searched.library.resources[id].texts) for id, text in fixture_library.resources.items()
    )
    for query in QUERIES:
        assert _first(searched, query) == _first(everything, query)
