"""`barnsbeste new` as a shell sees it: exit codes, the two paths, what to do next."""

import errno
import shutil
from datetime import date
from pathlib import Path

import pytest

from barnsbeste_content import cli
from barnsbeste_content.editorial import new_text
from barnsbeste_content.loading.strict_yaml import parse

SLUG = "naar-pappa-er-syk"
CHILD = ("--audience", "child", "--ages", "8-12")


@pytest.fixture
def root(folder: Path, real_root: Path) -> Path:
    shutil.copytree(real_root / "_template", folder / "_template")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, standard output, standard error)"""
    try:
        code = cli.main([str(argument) for argument in arguments])
    except SystemExit as left:  # argparse leaves by itself where it is used wrongly
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_prints_the_two_paths_and_what_to_do_next(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    code, out, err = run(capsys, "new", SLUG, *CHILD, "--root", root)
    place = root / "resources" / SLUG
    assert (code, out) == (0, f"{place}/resource.yaml\n{place}/nb.yaml\n")
    assert err == (
        "Next: write the words in nb.yaml; fill in topics, knowledge, sources in resource.yaml.\n"
        "Look at what was guessed there: situations, relations, feelings, format, competences, helplines.\n"
        f"Then run barnsbeste check --root {root}: it tells line by line what is left. "
        "Readers see nothing until you set status: published.\n"
    )


def test_the_usual_folder_need_not_be_named(
    capsys: pytest.CaptureFixture[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    code, out, err = run(capsys, "new", SLUG, *CHILD)
    assert (code, out) == (0, f"content/resources/{SLUG}/resource.yaml\ncontent/resources/{SLUG}/nb.yaml\n")
    assert "Then run barnsbeste check: it tells" in err


def test_every_choice_reaches_its_file(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    arguments = (
        *("--audience", "practitioner", "--audience", "parent", "--ages", "0-17", "--title", "Når pappa er syk"),
        *("--situation", "addiction", "--situation", "bereavement", "--relation", "sibling", "--topic", "grief"),
        *("--law", "hpl_10a", "--format", "checklist"),
    )
    assert run(capsys, "new", SLUG, *arguments, "--root", root)[0] == 0
    place = root / "resources" / SLUG
    held = parse((place / "resource.yaml").read_bytes(), lambda _line, _message: None)
    assert (held["audiences"], held["situations"]) == (("practitioner", "parent"), ("addiction", "bereavement"))
    assert (held["relations"], held["topics"], held["laws"]) == (("sibling",), ("grief",), ("hpl_10a",))
    assert (held["format"], held["written"]) == ("checklist", date.today())
    assert (held["review"]["next"] - date.today()).days in (365, 366)
    assert parse((place / "nb.yaml").read_bytes(), lambda _line, _message: None)["title"] == "Når pappa er syk"


def test_checking_tells_what_is_left_line_by_line(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    run(capsys, "new", SLUG, *CHILD, "--root", root)
    code, out, err = run(capsys, "check", "--root", root)
    mine = [line for line in out.splitlines() if SLUG in line]
    assert (code, len(mine)) == (1, 11)
    assert all(": " in line and "is empty; write" in line for line in mine)
    assert "11 errors" in err


@pytest.mark.parametrize("command", [("stats",), ("coverage",), ("translation", "status"), ("search", "mamma")])
def test_an_unfinished_text_stops_no_other_command(
    capsys: pytest.CaptureFixture[str], root: Path, command: tuple[str, ...]
) -> None:
    run(capsys, "new", SLUG, *CHILD, "--root", root)
    code, out, _ = run(capsys, *command, "--root", root)
    assert code == 0
    assert SLUG not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the following arguments are required"),
        ((SLUG,), "the following arguments are required: --audience, --ages"),
        ((SLUG, "--audience", "child"), "the following arguments are required: --ages"),
        (("Når pappa", *CHILD), "; write naar-pappa\n"),
        (("../../utenfor", *CHILD), "; write utenfor\n"),
        (("naar-noen-dor", *CHILD), "resources/naar-noen-dor is there already; write in it, or choose another name\n"),
        (("mamma-er-trist", *CHILD), '"mamma-er-trist" is the old name of naar-mamma-er-deprimert'),
        (
            (SLUG, "--audience", "chld", "--ages", "8-12"),
            'barnsbeste: unknown audience "chld"; did you mean "child"?\n',
        ),
        ((SLUG, "--audience", "child", "--ages", "12-8"), "barnsbeste: ages are upside down: 12-8; write 8-12\n"),
        ((SLUG, *CHILD, "--root", "/there/is/no/such/folder"), "there is no content folder"),
    ],
)
def test_wrong_use_is_told_on_standard_error_alone_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], root: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = sorted(root.parent.rglob("*"))
    if "--root" not in arguments:
        arguments = (*arguments, "--root", str(root))
    code, out, err = run(capsys, "new", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert sorted(root.parent.rglob("*")) == before


def test_each_wrong_thing_has_a_line_of_its_own(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    arguments = ("Å", "--audience", "chld", "--situation", "adiction", "--ages", "12-8")
    _, _, err = run(capsys, "new", *arguments, "--root", root)
    assert [line.startswith("barnsbeste: ") for line in err.splitlines()] == [True] * 4


@pytest.mark.parametrize(
    ("number", "message"), [(errno.EROFS, "you may not write in"), (errno.ENOSPC, "the disk is full")]
)
def test_a_folder_that_cannot_be_written_is_told_in_plain_words(
    capsys: pytest.CaptureFixture[str], root: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    def fail(**_named: object) -> str:
        raise OSError(number, "cannot")

    monkeypatch.setattr(new_text.tempfile, "mkdtemp", fail)
    code, out, err = run(capsys, "new", SLUG, *CHILD, "--root", root)
    assert (code, out) == (2, "")
    assert err.startswith(f"barnsbeste: {message}") or f"barnsbeste: {message}" in err
    assert "Traceback" not in err


def test_content_that_must_be_mended_first_is_a_problem_and_no_wrong_use(
    capsys: pytest.CaptureFixture[str], root: Path
) -> None:
    shutil.rmtree(root / "_template")
    code, out, err = run(capsys, "new", SLUG, *CHILD, "--root", root)
    assert (code, out) == (1, "")
    assert "barnsbeste: the example " in err
    assert not (root / "resources" / SLUG).exists()
