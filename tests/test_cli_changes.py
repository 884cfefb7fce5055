"""`barnsbeste changes` and `barnsbeste snapshot` as a shell sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from prepared_history import change_everything, commit_all, edit, git, make_repository, without_git

from barnsbeste_content import cli


@pytest.fixture
def repository(tmp_path: Path, fixture_root: Path) -> Path:
    return make_repository(tmp_path / "project", fixture_root)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, standard output, standard error)"""
    try:
        code = cli.main([str(argument) for argument in arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_nothing_changed_is_good(capsys: pytest.CaptureFixture[str], repository: Path) -> None:
    code, out, err = run(capsys, "changes", "--root", repository)
    assert (code, out) == (0, "")
    assert err.startswith("Nothing differs from HEAD (")
    code, out, err = run(capsys, "changes", "--root", repository, "--format", "json")
    said = json.loads(out)
    assert (code, err, said["texts"], said["entries"], said["queries"]) == (0, "", [], [], [])
    code, out, _ = run(capsys, "changes", "--root", repository, "--format", "markdown")
    assert (code, "Nothing differs" in out) == (0, True)


def test_changes_are_told_a_line_each(capsys: pytest.CaptureFixture[str], repository: Path) -> None:
    change_everything(repository)
    code, out, err = run(capsys, "changes", "--root", repository)
    assert code == 0
    assert len(out.splitlines()) == 24
    assert err.splitlines()[0].startswith("9 texts, 12 other entries, 3 searches differ from HEAD (")
    assert err.splitlines()[1].startswith(f"barnsbeste: 1 problems in {repository}; ")


def test_the_document_is_the_kept_one(capsys: pytest.CaptureFixture[str], repository: Path, project: Path) -> None:
    change_everything(repository)
    commit = git(repository, "rev-parse", "HEAD").strip()
    code, out, _ = run(capsys, "changes", "--root", repository, "--format", "json")
    expected = (project / "tests/fixtures/changes.expected.json").read_text("utf-8")
    assert (code, out.replace(commit, "0" * 40)) == (0, expected)


def test_changes_since_a_tag(capsys: pytest.CaptureFixture[str], repository: Path) -> None:
    git(repository, "tag", "v1")
    edit(repository, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    commit_all(repository)
    code, out, err = run(capsys, "changes", "--since", "v1", "--root", repository)
    assert (code, out) == (0, "helpline nodtelefonen: phone: 113 -> 112\n")
    assert err.startswith("0 texts, 1 other entry, 0 searches differ from v1 (")


def test_problems_of_the_old_state_are_told(capsys: pytest.CaptureFixture[str], repository: Path) -> None:
    kept = (repository / "helplines/nodtelefonen.yaml").read_text("utf-8")
    edit(repository, "helplines/nodtelefonen.yaml", ("urgency:", "<<<<<<< HEAD\nurgency:"))
    commit_all(repository)
    (repository / "helplines/nodtelefonen.yaml").write_text(kept, "utf-8")
    code, out, err = run(capsys, "changes", "--root", repository)
    assert code == 0
    assert "helpline nodtelefonen: could not be read before\n" in out
    assert "problems in HEAD; " in err


def test_without_git_a_snapshot_does(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_git(monkeypatch)
    code, out, err = run(capsys, "changes", "--root", folder)
    assert (code, out) == (2, "")
    assert "git is not installed" in err
    assert "barnsbeste snapshot" in err
    kept = folder.parent.resolve() / ".barnsbeste/snapshot"
    assert run(capsys, "snapshot", "--root", folder) == (0, f"{kept}\n", "")
    edit(folder, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    code, out, err = run(capsys, "changes", "--root", folder)
    assert (code, out) == (0, "helpline nodtelefonen: phone: 113 -> 112\n")
    assert "differ from the snapshot" in err
    assert run(capsys, "changes", "--since", "HEAD", "--root", folder)[0] == 2


def test_the_snapshot_can_be_asked_for_where_there_is_git(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fixture_root: Path
) -> None:
    root = make_repository(tmp_path / "project", fixture_root)
    code, out, err = run(capsys, "changes", "--snapshot", "--root", root)
    assert (code, out) == (2, "")
    assert "no snapshot was kept; keep one with barnsbeste snapshot" in err
    run(capsys, "snapshot", "--root", root)
    edit(root, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    commit_all(root)
    assert run(capsys, "changes", "--root", root)[1] == ""
    assert run(capsys, "changes", "--snapshot", "--root", root)[1] == "helpline nodtelefonen: phone: 113 -> 112\n"


def test_a_snapshot_that_cannot_be_kept_is_told(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder.parent / ".barnsbeste").write_text("in the way", "utf-8")
    code, out, err = run(capsys, "snapshot", "--root", folder)
    assert (code, out) == (2, "")
    assert err.startswith(f"barnsbeste: cannot keep a snapshot of {folder}: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "gone"),
        ("--since", ""),
        ("--since=--help",),
        ("--format", "xml"),
        ("--snapshot", "--since", "HEAD"),
        ("--since",),
        ("more",),
    ],
)
def test_wrong_use_is_told_on_standard_error_alone(
    capsys: pytest.CaptureFixture[str], repository: Path, arguments: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, "changes", "--root", repository, *arguments)
    assert (code, out) == (2, "")
    assert "barnsbeste" in err


def test_a_folder_in_no_repository_is_wrong_use(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    code, out, err = run(capsys, "changes", "--root", folder)
    assert (code, out) == (2, "")
    assert f"{folder} is in no git repository" in err


def test_the_content_folder_is_found_from_below_the_top(repository: Path, project: Path) -> None:
    edit(repository, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    command = [sys.executable, "-m", "barnsbeste_content.cli", "changes"]
    environment = os.environ | {"PYTHONPATH": str(project)}
    for cwd, root in ((repository.parent, "content"), (repository, "."), (repository / "helplines", "..")):
        done = subprocess.run([*command, "--root", root], cwd=cwd, env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (0, b"helpline nodtelefonen: phone: 113 -> 112\n")
