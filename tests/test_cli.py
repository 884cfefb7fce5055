"""The command as a shell sees it: exit codes, standard output, standard error."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from barnsbeste_content import cli
from barnsbeste_content.editorial.checks import CHECKS
from barnsbeste_content.editorial.whole_library import LIBRARY_CHECKS

STATS = [
    "resources",
    "by_audience",
    "by_age_band",
    "by_situation",
    "by_relation",
    "by_loss_context",
    "by_setting",
    "by_format",
    "texts_by_language",
    "drafts",
    "helplines",
    "glossary",
    "sources",
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, standard output, standard error)"""
    try:
        code = cli.main([str(argument) for argument in arguments])
    except SystemExit as left:  # argparse leaves by itself where it is used wrongly
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def one_document(text: str) -> Any:
    """The value of a text that is one JSON document and nothing else."""
    return json.loads(text)


def test_a_good_library_passes(capsys: pytest.CaptureFixture[str], fixture_root: Path) -> None:
    code, out, err = run(capsys, "check", "--root", fixture_root)
    assert (code, [line for line in out.splitlines() if "warning: " not in line]) == (0, [])
    assert "0 errors" in err
    assert "10 texts" in err


def test_a_broken_library_fails_line_by_line(capsys: pytest.CaptureFixture[str], broken_root: Path) -> None:
    code, out, _ = run(capsys, "check", "--root", broken_root)
    assert code == 1
    for line in out.splitlines():
        path, number, message = line.split(":", 2)
        assert Path(path).exists() or Path(path).is_symlink()
        assert int(number) >= 1
        assert message.strip()


def test_problems_as_json_are_one_document(
    capsys: pytest.CaptureFixture[str], broken_root: Path, fixture_root: Path
) -> None:
    code, out, _ = run(capsys, "check", "--root", broken_root, "--format", "json")
    said = one_document(out)
    assert (code, said["ok"]) == (1, False)
    assert set(said["problems"][0]) == {"path", "line", "message", "rule", "severity"}
    _, text, _ = run(capsys, "check", "--root", broken_root)
    assert len(said["problems"]) == len(text.splitlines())
    code, out, _ = run(capsys, "check", "--root", fixture_root, "--format", "json")
    assert (code, one_document(out)["ok"]) == (0, True)


def test_warnings_fail_only_where_they_are_asked_to(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = folder / "resources/snakk-med-barnet/resource.yaml"
    text = path.read_text("utf-8").replace("written: 2026-11-20", "written: 2020-01-01")
    path.write_text(text.replace("next: 2028-11-20", "next: 2021-01-01"), "utf-8")
    code, out, _ = run(capsys, "check", "--root", folder)
    assert code == 0
    assert "resource.yaml:14: warning: the review was due on 2021-01-01" in out
    assert run(capsys, "check", "--root", folder, "--strict")[0] == 1


def test_an_empty_folder_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "check", "--root", tmp_path)
    assert code == 1
    assert out.startswith(f"{tmp_path}:1: there are no texts; ")


def test_the_rules_are_printed_one_a_line(capsys: pytest.CaptureFixture[str], fixture_root: Path) -> None:
    code, out, _ = run(capsys, "check", "--rules", "--root", fixture_root)
    assert code == 0
    assert len(out.splitlines()) == len(CHECKS) + len(LIBRARY_CHECKS)
    assert "words-to-avoid: " in out
    assert "shared-sentences: " in out


@pytest.mark.parametrize("format", ["text", "json"])
def test_statistics_have_the_same_keys_in_both_forms(
    capsys: pytest.CaptureFixture[str], real_root: Path, format: str
) -> None:
    code, out, _ = run(capsys, "stats", "--root", real_root, "--format", format)
    assert code == 0
    if format == "json":
        assert list(one_document(out)) == STATS
    else:
        assert [line.split()[0].rstrip(":") for line in out.splitlines() if not line.startswith(" ")] == STATS


@pytest.mark.parametrize("text", ["pappa drikker", "papa driker"])
def test_searching_the_real_library_puts_addiction_first(
    capsys: pytest.CaptureFixture[str], real_root: Path, text: str
) -> None:
    code, out, _ = run(capsys, "search", text, "--root", real_root, "--format", "json")
    said = one_document(out)
    assert (code, said["query"]) == (0, text)
    assert "addiction" in said["results"][0]["situations"]
    assert said["total"] >= len(said["results"]) > 0


def test_a_search_tells_where_what_and_in_which_language(
    capsys: pytest.CaptureFixture[str], fixture_root: Path
) -> None:
    arguments = ("search", "depressed", "--language", "so", "--root", fixture_root)
    _, out, _ = run(capsys, *arguments, "--format", "json", "--limit", "1")
    assert one_document(out)["results"] == [
        {
            "id": "naar-mamma-er-deprimert",
            "title": "When Mum is depressed",
            "language": "en",
            "situations": ["mental_illness"],
            "audiences": ["child"],
        }
    ]
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert out.splitlines()[0] == "naar-mamma-er-deprimert: When Mum is depressed"


def test_a_search_that_finds_nothing_is_no_fault(capsys: pytest.CaptureFixture[str], fixture_root: Path) -> None:
    code, out, _ = run(capsys, "search", "xyzzyqwerty", "--root", fixture_root, "--format", "json")
    assert (code, one_document(out)) == (0, {"query": "xyzzyqwerty", "total": 0, "results": []})


def test_problems_elsewhere_do_not_spoil_the_document(capsys: pytest.CaptureFixture[str], broken_root: Path) -> None:
    code, out, err = run(capsys, "stats", "--root", broken_root, "--format", "json")
    assert code == 0
    assert one_document(out)["resources"] > 0
    assert "run barnsbeste check" in err


def test_schemas_are_written_and_then_fresh(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, _ = run(capsys, "schema", "--check", "--root", folder)
    assert code == 1
    assert f"{folder}/.schema/resource.schema.json:1: not up to date; run barnsbeste schema" in out
    assert run(capsys, "schema", "--root", folder)[0] == 0
    assert run(capsys, "schema", "--check", "--root", folder)[:2] == (0, "")


def test_a_translation_is_marked(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = folder / "resources/naar-mamma-er-deprimert/ar.yaml"
    code, out, _ = run(capsys, "translation", "mark", "naar-mamma-er-deprimert", "ar", "--root", folder)
    assert (code, out) == (0, f"{path}\n")
    assert "0123456789" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("check", "--nonsense"),
        ("check", "--format", "xml"),
        ("check", "--root", "/there/is/no/such/folder"),
        ("search",),
        ("search", "x", "--limit", "0"),
        ("search", "x", "--limit", "many"),
        ("search", "x", "--language", "xx", "--root", "{library}"),
        ("translation",),
        ("translation", "mark", "gone", "ar", "--root", "{library}"),
        ("translation", "mark", "naar-mamma-er-deprimert", "so", "--root", "{library}"),
        ("translation", "mark", "naar-mamma-er-deprimert", "nb", "--root", "{library}"),
    ],
)
def test_wrong_use_is_told_on_standard_error_alone(
    capsys: pytest.CaptureFixture[str], fixture_root: Path, arguments: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *(argument.format(library=fixture_root) for argument in arguments))
    assert (code, out) == (2, "")
    assert "barnsbeste" in err


def test_the_command_itself_leaves_with_its_exit_code(project: Path) -> None:
    command = [sys.executable, "-m", "barnsbeste_content.cli", "check", "--root", "tests/fixtures/broken"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.decode() == (project / "tests/fixtures/broken.expected").read_text("utf-8")


def test_a_reader_that_has_had_enough_is_no_error(real_root: Path) -> None:
    command = f"{sys.executable} -m barnsbeste_content.cli stats --format json --root {real_root} | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")
