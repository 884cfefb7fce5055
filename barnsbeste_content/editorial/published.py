"""The content as it was published: in git, and where there is none in the snapshot kept last.

Nothing is checked out: files are read out of git's store into a temporary folder, and the working copy stays as it is.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ..loading import load_library
from ..model.library import Library
from ..model.problem import Problem

DEFAULT_REF = "HEAD"
SNAPSHOT = PurePosixPath(".barnsbeste/snapshot")
"""Where the snapshot is kept, beside the content folder."""

MAX_REFS = 20
"""Branches and tags that are offered."""

_SYMLINK, _FILE = "120000", "100"
"""Modes in git's trees: of a symbolic link, and how those of files begin."""
_REPOSITORY_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""Set where a hook of git runs us, and meant for its own folder instead of for the content's."""


class PublishedStateError(Exception):
    """There is no published state to compare with. The message says why, and what to do."""


class NoGitError(PublishedStateError):
    """Git is not installed, or not on the path."""


class NoRepositoryError(PublishedStateError):
    """The content folder is in no git repository, or in one that git refuses to read."""


class UnknownRefError(PublishedStateError):
    """No branch, tag or commit has this name."""


class NoContentError(PublishedStateError):
    """The commit has no such content folder."""


class GitFailedError(PublishedStateError):
    """Git could not read what it should have, for a reason that it tells."""


class NoSnapshotError(PublishedStateError):
    """There is neither a published state in git nor a snapshot."""


@dataclass(frozen=True)
class Published:
    """A published state, loaded."""

    library: Library
    """Its problems have paths below the content folder: `resources/<slug>/nb.yaml`."""
    ref: str
    """As it was asked for: `HEAD`, `v1.2`; `snapshot` where it is one."""
    commit: str
    """Full name of the commit; empty where it is a snapshot."""


@dataclass(frozen=True)
class State:
    """Where a published state is to be found. Two that are equal hold the same."""

    ref: str
    """As it was asked for; `snapshot` where it is one."""
    commit: str
    """Full name of the commit; empty where it is a snapshot."""
    stamp: str
    """Name of the folder's tree in git; of a snapshot what is another one when it is kept anew."""


def published(root: Path, since: str | None = None) -> Published:
    """The state that `root` is compared with: at `since`, else at HEAD, else in the last snapshot.

    Raises PublishedStateError: NoGitError, NoRepositoryError, UnknownRefError or NoContentError where `since` is given
    and is not there; NoSnapshotError where it is not given, and there is neither git nor a snapshot; GitFailedError
    where there is something that git cannot read.
    """
    return load_published(root, find_state(root, since))


def find_state(root: Path, since: str | None = None) -> State:
    """Where the state is that `root` is compared with, without reading it. Raises what `published` raises."""
    if since is not None:
        return _find_in_git(root, since)
    try:
        return _find_in_git(root, DEFAULT_REF)
    except (NoGitError, NoRepositoryError, UnknownRefError, NoContentError) as error:
        try:
            return find_snapshot(root)
        except NoSnapshotError:
            message = f"{error}; to compare without git, keep a copy with barnsbeste snapshot while all is published"
            raise NoSnapshotError(message) from error


def find_snapshot(root: Path) -> State:
    """Where the last snapshot is. Raises NoSnapshotError where none was kept."""
    folder = snapshot_folder(root)
    try:
        stat = folder.stat()
    except OSError as error:
        raise NoSnapshotError("no snapshot was kept; keep one with barnsbeste snapshot") from error
    if not folder.is_dir():
        raise NoSnapshotError(f"{folder} is no folder; take it away, and keep a snapshot with barnsbeste snapshot")
    return State("snapshot", "", f"{stat.st_ino} {stat.st_ctime_ns}")


def load_published(root: Path, state: State) -> Published:
    """The state that was found. Raises GitFailedError where git cannot read it, NoGitError where git has gone."""
    if not state.commit:
        return Published(load_state(snapshot_folder(root)), state.ref, "")
    with tempfile.TemporaryDirectory(prefix="barnsbeste-") as temporary:
        # below it, as the working copy is, so that a message that names the folder names the same one
        old = Path(temporary) / root.resolve().name
        old.mkdir()
        _write_tree(root, state.stamp, old)
        return Published(load_state(old), state.ref, state.commit)


def known_refs(root: Path) -> tuple[str, ...]:
    """Names of branches and tags, those with the newest commits first; none where there is no git to ask."""
    try:
        said = _git(
            root,
            "for-each-ref",
            f"--count={MAX_REFS}",
            "--sort=-creatordate",
            "--format=%(refname:short)",
            "refs/heads",
            "refs/tags",
        )
    except PublishedStateError:
        return ()
    return tuple(said.decode("utf-8", "replace").split())


def published_mark(root: Path) -> str:
    """A mark of the published state that says, without reading it, whether it is still the same one.

    Raises PublishedStateError as `published` does without `since`.
    """
    try:
        return _commit(root, DEFAULT_REF)
    except (NoGitError, NoRepositoryError, UnknownRefError) as error:
        try:
            kept = snapshot_folder(root).stat()
        except OSError:
            message = f"{error}; to compare without git, keep a copy with barnsbeste snapshot while all is published"
            raise NoSnapshotError(message) from error
        return f"snapshot {kept.st_ino} {kept.st_mtime_ns}"


def load_state(root: Path) -> Library:
    """The library in `root`, its problems with paths below it, so that two states can be compared wherever they lie."""
    return with_paths_below(load_library(root), root)


def with_paths_below(library: Library, root: Path) -> Library:
    """A library read from `root`, its problems with paths below it."""
    return replace(library, problems=tuple(_below(root, problem) for problem in library.problems))


def _below(root: Path, problem: Problem) -> Problem:
    path = Path(problem.path)
    return replace(problem, path=path.relative_to(root).as_posix()) if path.is_relative_to(root) else problem


def snapshot_folder(root: Path) -> Path:
    """Where the snapshot of a content folder is kept."""
    return root.resolve().parent / SNAPSHOT


def keep_snapshot(root: Path) -> Path:
    """Copies the content folder to where its snapshot is kept, instead of the one before. Returns the copy's folder.

    Whoever reads meanwhile finds the old copy or the new one, or for a moment none. Raises OSError where the folder
    cannot be read or the copy not be written; the old copy stays then.
    """
    kept = snapshot_folder(root)
    kept.parent.mkdir(exist_ok=True)
    (kept.parent / ".gitignore").write_text("*\n", "utf-8")  # ignored wherever the content folder is
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="new-") as temporary:
        copy = shutil.copytree(root, Path(temporary) / "new", symlinks=True)
        if kept.exists():
            kept.rename(Path(temporary) / "old")  # goes with the temporary folder
        copy.rename(kept)
    return kept


def _find_in_git(root: Path, ref: str) -> State:
    folder = os.fsdecode(_git(root, "rev-parse", "--show-prefix")).rstrip("\n").rstrip("/")
    commit = _commit(root, ref)
    try:
        # asked for by its name, since a commit from before the folder was made has none
        tree = _git(root, "rev-parse", "--verify", "--quiet", f"{commit}:{folder}").decode("ascii").strip()
    except GitFailedError as error:
        raise NoContentError(f'"{ref}" has no folder {folder}; name a later commit with --since') from error
    return State(ref, commit, tree)


def _commit(root: Path, ref: str) -> str:
    """The commit that a branch, tag or commit's name stands for."""
    message = f'git knows no branch, tag or commit "{ref}"'
    if not ref.strip() or ref.startswith("-"):  # git would take it for an option
        raise UnknownRefError(message)
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode("ascii").strip()
    except (GitFailedError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnknownRefError(message) from error


def _write_tree(root: Path, tree: str, folder: Path) -> None:
    """Writes the files of a tree below `folder`, byte for byte.

    Not by `git archive`: it leaves out what `.gitattributes` says not to export, and fills in `$Format:$`.
    """
    entries = list(_entries(_git(root, "ls-tree", "-r", "-z", "--full-tree", tree)))
    contents = _blobs(root, [name for _, name, _ in entries])
    links = []
    for (mode, _, path), content in zip(entries, contents, strict=True):
        target = folder.joinpath(*path.parts)
        if mode == _SYMLINK:
            links.append((target, content))
        elif mode.startswith(_FILE):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for target, content in links:  # last, so that nothing is written through one
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.symlink_to(os.fsdecode(content))
        except OSError:  # where links are not allowed, git itself writes where they lead into a file
            target.write_bytes(content)


def _entries(listing: bytes) -> Iterator[tuple[str, str, PurePosixPath]]:
    """(mode, name of the blob, path) of each file in what `git ls-tree -r -z` said; submodules are left out."""
    for line in listing.split(b"\0"):
        if not line:
            continue
        facts, _, path = line.partition(b"\t")
        mode, kind, name = facts.decode("ascii").split()
        placed = PurePosixPath(os.fsdecode(path))
        if kind == "blob" and ".." not in placed.parts and not placed.is_absolute():
            yield mode, name, placed


def _blobs(root: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, in order, by one process for all of them."""
    said = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    at = 0
    for _ in names:
        head_end = said.index(b"\n", at)
        head = said[at:head_end].decode("ascii")
        if head.endswith(" missing"):
            raise GitFailedError(f"git has not got all of the commit: {head}; fetch it whole")
        size = int(head.split()[-1])
        yield said[head_end + 1 : head_end + 1 + size]
        at = head_end + 1 + size + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says. Raises NoGitError, NoRepositoryError, and GitFailedError for anything else that fails."""
    program = shutil.which("git")  # found here: an empty PATH would else run a git in the present folder
    if program is None:
        raise NoGitError("git is not installed, or not on the PATH")
    environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = [program, "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, env=environment, capture_output=True, check=True).stdout
    except OSError as error:
        raise NoGitError(f"git cannot be run: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in said:
            raise NoRepositoryError(f"{root} is in no git repository") from error
        if "dubious ownership" in said or "must be run in a work tree" in said:
            raise NoRepositoryError(f"git does not read the repository of {root}: {said}") from error
        raise GitFailedError(f"git {arguments[0]} failed: {said or error}") from error
