"""Every trap in `tests/fixtures/broken`, and those that cannot be committed, made here."""

import os
import shutil
from pathlib import Path

import pytest

from barnsbeste_content import cli
from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.strict_yaml import MAX_BYTES
from barnsbeste_content.model import Problem


def problems(folder: Path) -> list[str]:
    """Problems with paths from the content folder on."""
    return [str(problem).removeprefix(f"{folder}/") for problem in load_library(folder).problems]


def test_every_trap_is_told_with_path_line_and_cure(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["check", "--root", "tests/fixtures/broken"]) == 1
    expected = (project / "tests/fixtures/broken.expected").read_text("utf-8")
    assert capsys.readouterr().out == expected


def test_each_message_says_what_to_do(broken_root: Path) -> None:
    """After what is wrong stands a semicolon, a colon or "must be", and then what to write instead."""
    for problem in load_library(broken_root).problems:
        assert any(sign in problem.message for sign in ("; ", ": ", "must be")), problem


def test_good_texts_beside_broken_ones_are_served(broken_root: Path) -> None:
    library = load_library(broken_root)
    assert library.resources["god-tekst"].languages == ("nb", "en")
    assert library.resources["god-tekst-uten-oversettelse"].related == ("god-tekst",)
    assert {"god-kilde"} <= set(library.sources)
    assert {"god-hjelp"} <= set(library.helplines)
    assert {"god-term"} <= set(library.glossary)


def test_a_broken_translation_does_not_hide_the_bokmaal_text(broken_root: Path) -> None:
    library = load_library(broken_root)
    for slug in ("section-ids-differ", "list-lengths-differ", "translation-missing", "unknown-language"):
        assert library.resources[slug].languages == ("nb",)


def test_no_text_points_at_what_does_not_exist(broken_root: Path) -> None:
    library = load_library(broken_root)
    assert library.resources["unknown-source"].sources == ("god-kilde",)
    assert library.resources["unknown-helpline"].helplines == ("god-hjelp",)
    assert library.resources["unknown-glossary"].glossary == ()
    assert library.resources["unknown-related"].related == ("god-tekst",)
    assert library.resources["related-to-itself"].related == ()


def test_broken_files_are_not_served(broken_root: Path) -> None:
    library = load_library(broken_root)
    for slug in (
        "unknown-key",
        "duplicate-key",
        "unknown-value",
        "missing-nb",
        "missing-resource-yaml",
        "byte-order-mark",
    ):
        assert slug not in library.resources


def test_a_file_over_a_megabyte_is_told_and_not_read(folder: Path) -> None:
    text = folder / "resources/snakk-med-barnet/ar.yaml"
    text.write_text(text.read_text("utf-8") + "# x\n" * (MAX_BYTES // 4), "utf-8")
    size = text.stat().st_size
    assert problems(folder) == [
        f"resources/snakk-med-barnet/ar.yaml:1: the file has {size:,} bytes; at most 1,000,000 are read: split it"
    ]
    assert load_library(folder).resources["snakk-med-barnet"].languages == ("nb", "en")


LINK = "a symbolic link that leads nowhere or out of the content folder; put the file itself here"


def test_symbolic_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    shutil.copy(folder / "sources/veileder.yaml", secret)
    (folder / "sources/secret.yaml").symlink_to(secret)
    (folder / "resources/outside").symlink_to(tmp_path)
    (folder / "resources/above").symlink_to("..")
    (folder / "sources/circle.yaml").symlink_to("circle.yaml")
    assert problems(folder) == [
        f"resources/above:1: {LINK}",
        f"resources/outside:1: {LINK}",
        f"sources/circle.yaml:1: {LINK}",
        f"sources/secret.yaml:1: {LINK}",
    ]
    assert "secret" not in load_library(folder).sources


def test_a_symbolic_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "glossary/nedstemt.yaml").symlink_to("depresjon.yaml")
    library = load_library(folder)
    assert library.problems == ()
    assert "nedstemt" in library.glossary


def test_links_to_folders_cannot_lead_round_and_round(folder: Path) -> None:
    (folder / "resources/naar-noen-dor/again").symlink_to("../snakk-med-barnet")
    (folder / "resources/snakk-med-barnet/again").symlink_to("../naar-noen-dor")
    said = "a folder has no place here; move its files up, or out of the content folder"
    assert problems(folder) == [
        f"resources/naar-noen-dor/again:1: {said}",
        f"resources/snakk-med-barnet/again:1: {said}",
    ]


def test_a_pipe_is_told_and_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "glossary/pipe.yaml")
    assert problems(folder) == ["glossary/pipe.yaml:1: neither a file nor a folder; remove it"]


def test_a_name_that_is_not_utf8_is_told_in_print(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        (folder / "glossary" / os.fsdecode(b"f\xf8dsel.yaml")).write_text("texts: {}\n")
    except OSError:
        pytest.skip("this file system only takes UTF-8 names")
    assert cli.main(["check", "--root", str(folder)]) == 1
    assert "f\ufffddsel.yaml:1:" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "glossary/depresjon.yaml").chmod(0)
    assert problems(folder) == [
        "glossary/depresjon.yaml:1: cannot be read: Permission denied; check that the file is there and may be read"
    ]


def test_what_systems_and_editors_leave_is_passed_over(folder: Path) -> None:
    for name in (".DS_Store", ".nb.yaml.swp", "nb.yaml~", "Thumbs.db", "desktop.ini"):
        (folder / "resources/naar-noen-dor" / name).write_bytes(b"\xff")
    (folder / "_template").mkdir()
    (folder / "_template/nb.yaml").write_text("not: a text\n")
    assert problems(folder) == []


@pytest.mark.parametrize("leave", [(), ("vocabulary", "sources")])
def test_a_folder_without_texts_is_a_problem(folder: Path, leave: tuple[str, ...]) -> None:
    for entry in folder.iterdir():
        if entry.name not in leave:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    said = "there are no texts; make resources/<slug>/ with resource.yaml and nb.yaml, as in content/_template/"
    assert load_library(folder).problems == (Problem(str(folder), 1, said),)


def test_a_folder_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    said = "there is no such content folder; give its path with --root"
    assert load_library(gone).problems == (Problem(str(gone), 1, said),)


def test_a_missing_facet_is_told_once_and_no_text_is_blamed(folder: Path) -> None:
    (folder / "vocabulary/topic.yaml").unlink()
    assert problems(folder) == ["vocabulary:1: topic.yaml is missing; bring it back, or write it anew"]
    assert len(load_library(folder).resources) == 10


@pytest.mark.parametrize("name", ["topic", "languages"])
def test_a_broken_vocabulary_file_does_not_make_the_texts_look_broken(folder: Path, name: str) -> None:
    (folder / f"vocabulary/{name}.yaml").write_text("label: [\n")
    library = load_library(folder)
    assert [Path(problem.path).name for problem in library.problems] == [f"{name}.yaml"]
    assert len(library.resources) == 10


@pytest.mark.parametrize("kind", ["sources/veileder", "helplines/barnetelefonen", "glossary/depresjon"])
def test_a_broken_file_that_others_name_does_not_make_them_look_broken(folder: Path, kind: str) -> None:
    (folder / f"{kind}.yaml").write_text("title: [\n")
    library = load_library(folder)
    assert [problem.path for problem in library.problems] == [str(folder / f"{kind}.yaml")]
    assert len(library.resources) == 10
