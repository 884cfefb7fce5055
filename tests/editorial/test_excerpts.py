"""The lines around a problem, for an editor who looks for her mistake."""

from pathlib import Path

from barnsbeste_content.editorial.excerpts import excerpt
from barnsbeste_content.loading import load_library
from barnsbeste_content.model.problem import Problem


def problem_in(folder: Path, written: str) -> Problem:
    file = folder / "resources" / "naar-mamma-er-deprimert" / "nb.yaml"
    file.write_text(written, "utf-8")
    return next(each for each in load_library(folder).problems if each.path == str(file))


def test_the_line_is_marked_among_those_around_it_and_the_fault_is_said_in_norwegian(folder: Path) -> None:
    found = excerpt(problem_in(folder, 'title: En\nsummary: To\nmain_message: "Tre\nactions: []\n'), folder)
    assert found.path == "resources/naar-mamma-er-deprimert/nb.yaml"
    assert found.said.startswith("Skrivemåten er feil her")
    [marked] = [line for line in found.lines if line.is_marked]
    assert (marked.number, marked.text) == (3, 'main_message: "Tre')
    assert [line.number for line in found.lines] == [1, 2, 3, 4]


def test_a_paragraph_on_one_line_is_cut(folder: Path) -> None:
    found = excerpt(Problem(str(folder / "redirects.yaml"), 1, "x"), folder)
    assert found.lines
    (folder / "redirects.yaml").write_text("a" * 5_000)
    [line] = excerpt(Problem(str(folder / "redirects.yaml"), 1, "x"), folder).lines
    assert 0 < len(line.text) < 400


def test_a_file_that_is_gone_bytes_that_are_no_text_and_a_line_too_many_are_no_error(folder: Path) -> None:
    assert excerpt(Problem(str(folder / "gone.yaml"), 7, "x"), folder).lines == ()
    assert excerpt(Problem(str(folder), 1, "there is no such content folder; give its path"), folder).lines == ()
    (folder / "redirects.yaml").write_bytes(b"\xff\xfe\x00")
    assert excerpt(Problem(str(folder / "redirects.yaml"), 1, "x"), folder).lines
    assert excerpt(Problem(str(folder / "redirects.yaml"), 99, "x"), folder).lines == ()


def test_a_fault_that_has_no_norwegian_words_is_told_as_it_is(folder: Path) -> None:
    assert excerpt(Problem(str(folder), 1, "quite new"), folder).said == "Kontrollen sier: quite new."
