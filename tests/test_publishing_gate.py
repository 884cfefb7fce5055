"""What stands between a saved file and readers: the hook before a commit, and the workflow on a pull request."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from prepared_history import MAMMA, commit_all, edit, git, make_repository

from barnsbeste_content import cli
from barnsbeste_content.commands import content, texts

TEXT = f"resources/{MAMMA}/nb.yaml"
TITLE = "title: Når mamma er deprimert"
STOPPED = "Stoppet: det er noe i tekstene som må rettes først. Ingenting er borte."


def install(project: Path, folder: Path, name: str = "barnsbeste") -> Path:
    """Puts the command of the code under test into `folder`. Returns it."""
    folder.mkdir(parents=True)
    command = folder / name
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{project}" exec "{sys.executable}" -m barnsbeste_content.cli "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    return command


def switch_on(project: Path, top: Path) -> None:
    shutil.copytree(project / "hooks", top / "hooks")
    (top / ".gitignore").write_text(".venv/\n", "utf-8")
    commit_all(top, "Add the hook")
    git(top, "config", "core.hooksPath", "hooks")


@pytest.fixture
def top(tmp_path: Path, project: Path, fixture_root: Path) -> Path:
    """A repository with the fixture library, the hook switched on, and the command where an installation puts it."""
    top = tmp_path / "en mappe med mellomrom og æøå"
    make_repository(top, fixture_root)
    switch_on(project, top)
    install(project, top / ".venv/bin")
    return top


def attempt(top: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """A commit as an editor tries it, which may be stopped."""
    who = {f"GIT_{role}_{what}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    if path:
        settings["PATH"] = path
    command = ["git", "-C", str(top), "commit", "--message", "Change", *arguments]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, encoding="utf-8")


def head(top: Path) -> str:
    return git(top, "rev-parse", "HEAD")


def line_of(file: Path, words: str) -> int:
    return next(number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if words in line)


def path_without_the_command() -> str:
    """A PATH with git and a shell, and no `barnsbeste`."""
    folders = os.environ["PATH"].split(os.pathsep)
    return os.pathsep.join(each for each in folders if not (Path(each) / "barnsbeste").exists())


# -- the hook ------------------------------------------------------------------------------------------------------


def test_good_content_is_committed_and_what_it_changes_is_told(top: Path) -> None:
    before = head(top)
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    done = attempt(top, "--all")
    assert done.returncode == 0, done.stderr
    assert head(top) != before
    told = done.stdout + done.stderr
    assert f"{MAMMA} (child, 8-12): nb: title; now outdated: ar (head), en (head)" in told
    assert re.search(rf"1 text, 0 other entries, \d+ search(es)? differ from HEAD \({before[:10]}\)", told)
    assert "Stoppet" not in told


def test_nothing_is_left_behind(top: Path) -> None:
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    assert attempt(top, "--all").returncode == 0
    edit(top / "content", TEXT, ("actions:", "aktions:"))
    assert attempt(top, "--all").returncode == 1
    assert [path.name for path in (top / ".barnsbeste").iterdir()] == [".gitignore"]
    assert git(top, "status", "--porcelain") == f" M content/{TEXT}\n"


def test_an_error_stops_the_commit_with_its_file_and_line(top: Path) -> None:
    before = head(top)
    edit(top / "content", TEXT, ("actions:", "aktions:"))
    line = line_of(top / "content" / TEXT, "aktions:")
    done = attempt(top, "--all")
    assert (done.returncode, head(top)) == (1, before)
    assert f'content/{TEXT}:{line}: unknown key "aktions"; did you mean "actions"?\n' in done.stderr
    assert STOPPED in done.stderr
    assert "aktions:" in (top / "content" / TEXT).read_text("utf-8")


def test_a_warning_stops_the_commit(top: Path) -> None:
    before = head(top)
    source = next((top / "content/sources").glob("*.yaml"))
    shutil.copy(source, source.with_name("ubrukt.yaml"))
    git(top, "add", "--all")
    done = attempt(top)
    assert (done.returncode, head(top)) == (1, before)
    assert "content/sources/ubrukt.yaml:2: warning: nothing rests on this source" in done.stderr
    assert STOPPED in done.stderr


def test_conflict_markers_of_a_merge_stop_the_commit(top: Path) -> None:
    git(top, "switch", "--quiet", "--create", "kollega")
    edit(top / "content", TEXT, (TITLE, "title: Når mamma har depresjon"))
    assert attempt(top, "--all").returncode == 0
    git(top, "switch", "--quiet", "main")
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    assert attempt(top, "--all").returncode == 0
    with pytest.raises(subprocess.CalledProcessError):
        git(top, "merge", "kollega")
    line = line_of(top / "content" / TEXT, "<<<<<<<")
    done = attempt(top, "--all")
    assert done.returncode == 1
    assert f"content/{TEXT}:{line}: a merge conflict was left here; keep one wording" in done.stderr
    assert (top / ".git/MERGE_HEAD").exists()

    git(top, "checkout", "--quiet", "--ours", f"content/{TEXT}")
    assert attempt(top, "--all").returncode == 0


def test_what_lies_in_the_folder_beside_the_commit_does_not_stop_it(top: Path) -> None:
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    unfinished = top / "content/resources/snakk-med-barnet/nb.yaml"
    unfinished.write_text("title: [halvferdig\n", "utf-8")
    done = attempt(top, "--only", f"content/{TEXT}")
    assert done.returncode == 0, done.stderr
    assert "1 text, 0 other entries" in done.stdout + done.stderr
    assert unfinished.read_text("utf-8") == "title: [halvferdig\n"


def test_what_was_mended_after_it_was_chosen_is_not_in_the_commit(top: Path) -> None:
    edit(top / "content", TEXT, ("actions:", "aktions:"))
    git(top, "add", "--all")
    edit(top / "content", TEXT, ("aktions:", "actions:"))
    assert 'unknown key "aktions"' in attempt(top).stderr
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    assert attempt(top, "--all").returncode == 0


def test_a_commit_without_content_is_not_held_up(top: Path) -> None:
    shutil.rmtree(top / ".venv")
    (top / "notater.md").write_text("Et notat.\n", "utf-8")
    git(top, "add", "--all")
    done = attempt(top, path=path_without_the_command())
    assert done.returncode == 0, done.stderr
    assert not (top / ".barnsbeste").exists()


def test_windows_puts_the_command_in_another_place(top: Path, project: Path) -> None:
    shutil.rmtree(top / ".venv")
    install(project, top / ".venv/Scripts", "barnsbeste.exe")
    edit(top / "content", TEXT, ("actions:", "aktions:"))
    done = attempt(top, "--all", path=path_without_the_command())
    assert 'unknown key "aktions"' in done.stderr
    edit(top / "content", TEXT, ("aktions:", "actions:"), (TITLE, "title: Når mamma er syk av sorg"))
    assert attempt(top, "--all", path=path_without_the_command()).returncode == 0


def test_without_the_command_nothing_is_committed_unchecked(top: Path) -> None:
    shutil.rmtree(top / ".venv")
    before = head(top)
    edit(top / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    done = attempt(top, "--all", path=path_without_the_command())
    assert (done.returncode, head(top)) == (1, before)
    assert "fant ikke programmet som sjekker tekstene" in done.stderr
    assert "docs/for-staff.md" in done.stderr


def test_a_content_folder_that_is_gone_stops_the_commit(top: Path) -> None:
    shutil.rmtree(top / "content")
    done = attempt(top, "--all")
    assert done.returncode == 1
    assert "there is no content folder" in done.stderr
    assert "Stoppet: tekstene kunne ikke sjekkes." in done.stderr


def test_the_first_commit_has_nothing_to_compare_with(tmp_path: Path, project: Path, fixture_root: Path) -> None:
    shutil.copytree(fixture_root, tmp_path / "content")
    shutil.copytree(project / "hooks", tmp_path / "hooks")
    install(project, tmp_path / ".venv/bin")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.hooksPath", "hooks")
    git(tmp_path, "add", "content", "hooks")
    done = attempt(tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_second_working_tree_is_compared_with_its_own_branch(top: Path, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "annet"
    git(top, "worktree", "add", "--quiet", "-b", "annet", str(other))
    command = install(project, tmp_path / "bin")
    edit(other / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    done = attempt(other, "--all", path=os.pathsep.join((str(command.parent), path_without_the_command())))
    assert done.returncode == 0, done.stderr
    assert f"{MAMMA} (child, 8-12): nb: title" in done.stdout + done.stderr
    assert git(top, "status", "--porcelain") == ""


def test_git_on_windows_leaves_the_hook_its_line_ends(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "hooks", tmp_path / "hooks")
    shutil.copy(project / ".gitattributes", tmp_path)
    (tmp_path / "other.txt").write_bytes(b"a line\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.autocrlf", "true")  # as Git for Windows is installed
    commit_all(tmp_path)
    for file in ("hooks/pre-commit", "other.txt"):
        (tmp_path / file).unlink()
        git(tmp_path, "checkout", "--quiet", "--", file)
    assert (tmp_path / "other.txt").read_bytes() == b"a line\r\n"
    assert b"\r" not in (tmp_path / "hooks/pre-commit").read_bytes()


def test_git_may_run_the_hook(project: Path) -> None:
    assert os.access(project / "hooks/pre-commit", os.X_OK)


def test_pre_commit_runs_the_same_hook(project: Path) -> None:
    settings = yaml.safe_load((project / ".pre-commit-config.yaml").read_text("utf-8"))
    entries = {hook["id"]: hook for repository in settings["repos"] for hook in repository["hooks"]}
    assert entries["content"]["entry"] == "sh hooks/pre-commit"
    assert (entries["content"]["files"], entries["content"]["pass_filenames"]) == ("^content/", False)
    for hook in entries.values():
        words = shlex.split(hook["entry"])
        if words[0].endswith("barnsbeste"):
            cli._parser().parse_args(words[1:])


# -- the workflow --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workflow(project: Path) -> dict[str, Any]:
    # as words: YAML 1.1 would take the key `on` for true
    loaded = yaml.load((project / ".github/workflows/content.yml").read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    [job] = workflow["jobs"].values()
    return list(job["steps"])


def run_step(step: dict[str, Any], folder: Path, command: Path, summary: Path) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it on a pull request to main."""
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    given = {"PATH": path, "GITHUB_STEP_SUMMARY": str(summary), "PYTHONUTF8": "1"}
    given |= {name: value.replace("${{ github.base_ref }}", "main") for name, value in step.get("env", {}).items()}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(shell, cwd=folder, env=os.environ | given, capture_output=True, text=True, encoding="utf-8")


def test_it_runs_on_pull_requests_that_touch_content_and_may_only_read(workflow: dict[str, Any]) -> None:
    assert workflow["on"] == {"pull_request": {"paths": ["content/**"]}}
    assert workflow["permissions"] == {"contents": "read"}
    [job] = workflow["jobs"].values()
    assert "permissions" not in job


def test_actions_are_pinned_to_a_commit(steps: list[dict[str, Any]]) -> None:
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) == 2
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)


def test_its_commands_exist(steps: list[dict[str, Any]]) -> None:
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    asked = []
    for line in lines:
        if line.startswith("barnsbeste "):
            options = cli._parser().parse_args(shlex.split(line.partition(" >> ")[0])[1:])
            asked.append((options.command, getattr(options, "strict", None), getattr(options, "format", "")))
    assert asked == [(texts.changes, None, "markdown"), (content.check, True, "text")]
    assert "pip install --constraint constraints.txt --editable ." in lines
    assert not any("${{" in line for line in lines), "what a pull request names must not become a part of a script"


def test_a_pull_request_is_summed_up_and_stopped(
    steps: list[dict[str, Any]], project: Path, fixture_root: Path, tmp_path: Path
) -> None:
    make_repository(tmp_path / "published", fixture_root)
    git(tmp_path, "clone", "--quiet", "published", "merged")
    merged, summary = tmp_path / "merged", tmp_path / "summary.md"
    command = install(project, tmp_path / "bin")
    [changes, check] = [step for step in steps if "barnsbeste " in step.get("run", "")]

    edit(merged / "content", TEXT, (TITLE, "title: Når mamma er syk av sorg"))
    commit_all(merged)
    assert run_step(changes, merged, command, summary).returncode == 0
    assert run_step(check, merged, command, summary).returncode == 0
    told = summary.read_text("utf-8")
    assert "## Changes in the content" in told
    assert "<del>" in told and "origin/main" in told

    edit(merged / "content", TEXT, ("actions:", "aktions:"))
    commit_all(merged)
    assert run_step(changes, merged, command, summary).returncode == 0
    stopped = run_step(check, merged, command, summary)
    assert stopped.returncode == 1
    assert f"content/{TEXT}:" in stopped.stdout


def test_problems_are_marked_at_their_lines(
    project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [matcher] = json.loads((project / ".github/content-problems.json").read_text("utf-8"))["problemMatcher"]
    [pattern] = matcher["pattern"]
    shutil.copy(next((folder / "sources").glob("*.yaml")), folder / "sources/ubrukt.yaml")
    edit(folder, TEXT, ("actions:", "aktions:"))
    monkeypatch.chdir(folder.parent)
    cli.main(["check", "--strict"])
    lines = capsys.readouterr().out.splitlines()
    found = [re.match(pattern["regexp"], line) for line in lines]
    assert lines and all(found)
    marked = {match[pattern["file"]]: match[pattern["severity"]] for match in found if match}
    assert marked[f"content/{TEXT}"] is None and matcher["severity"] == "error"
    assert marked["content/sources/ubrukt.yaml"] == "warning"


# -- what the commands answer --------------------------------------------------------------------------------------


def test_the_exit_codes_of_every_command_are_told(project: Path) -> None:
    told = re.findall(
        r"^\| `([a-z ]+?)(?: --check)?` \|", (project / "docs/publishing-gate.md").read_text("utf-8"), re.M
    )
    commands = cli._parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    actions = commands["translation"]._subparsers._group_actions[0].choices
    every = {*commands, *(f"translation {action}" for action in actions)} - {"translation"}
    assert every <= set(told)
