"""The form that begins a text: what it makes, what it refuses, and that it never writes over or outside anything."""

import shutil
from pathlib import Path

import pytest
from elements import elements
from visiting import Open, Visit

from barnsbeste_content.editorial import new_text
from barnsbeste_content.editorial.new_text import Fault
from barnsbeste_content.loading.strict_yaml import parse
from barnsbeste_content.presentation.staff_new import told

PAGE = "staff_new"
SLUG = "naar-soester-er-syk"


@pytest.fixture
def root(folder: Path, real_root: Path) -> Path:
    shutil.copytree(real_root / "_template", folder / "_template")
    return folder


@pytest.fixture
def form(visit: Open, root: Path) -> Visit:
    return visit(PAGE, root=root, edition="preview")


def fill(form: Visit, *, title: str = "", slug: str = "", ages: str = "8-12", **chosen: list[str] | str) -> Visit:
    for name, value in (("title", title), ("slug", slug), ("ages", ages)):
        form.app.text_input(key=f"{PAGE} {name}").set_value(value)
    form.run()
    for facet, values in {"audience": ["child"], **chosen}.items():
        form.app.pills(key=f"{PAGE} {facet}").set_value(values)
        form.run()
    return form


def press(form: Visit) -> Visit:
    form.app.button(key=f"{PAGE} make").click()
    return form.run()


def snapshot(root: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def faults(form: Visit) -> list[str]:
    return [item.text for item in elements(form.html, "li") if any("staff-told" in e.classes for e in item.ancestors)]


def test_the_form_says_nothing_of_faults_before_anything_is_written(form: Visit) -> None:
    assert faults(form) == []
    assert form.heading == "Ny tekst"


def test_the_files_are_shown_before_they_are_there_and_are_then_made_as_shown(form: Visit, root: Path) -> None:
    before = snapshot(root)
    fill(form, title="Når søster er syk", ages="8-12")
    assert snapshot(root) == before
    folder = root / "resources" / "naar-soster-er-syk"
    shown = [element.text for element in elements(form.html, "pre")]
    press(form)
    written = [(folder / name).read_text("utf-8") for name in ("resource.yaml", "nb.yaml")]
    assert shown == [" ".join(text.split()) for text in written]
    assert snapshot(root).keys() - before.keys() == {str(folder), *map(str, folder.iterdir())}
    assert 'title: "Når søster er syk"' in written[1]


def test_it_says_where_the_text_is_and_leads_on(form: Visit, root: Path) -> None:
    press(fill(form, slug=SLUG))
    [done] = elements(form.html, class_="good")
    assert str(root / "resources" / SLUG) in done.text
    assert "temaer, hva den bygger på og kilder" in done.text
    addresses = {link.attributes["href"] for link in elements(form.html, "a")}
    assert {f"/nb/stab-rediger?tekst={SLUG}", f"/nb/stab-forhandsvisning?vis={SLUG}"} <= addresses


def test_every_choice_reaches_the_file_and_questions_come_when_they_fit(form: Visit, root: Path) -> None:
    keys = {pills.key for pills in form.app.pills}
    assert not {f"{PAGE} setting", f"{PAGE} phase", f"{PAGE} loss_context"} & keys
    fill(
        form,
        slug=SLUG,
        ages="0-17",
        audience=["practitioner"],
        situation=["bereavement"],
        loss_context=["suicide"],
        relation=["sibling"],
        topic=["grief"],
        setting=["gp", "school"],
        phase=["act"],
        format="checklist",
        law=["hpl_10a"],
    )
    press(form)
    held = parse((root / "resources" / SLUG / "resource.yaml").read_bytes(), lambda _line, _message: None)
    assert (held["audiences"], held["situations"]) == (("practitioner",), ("bereavement",))
    assert (held["loss_contexts"], held["relations"], held["topics"]) == (("suicide",), ("sibling",), ("grief",))
    assert (held["settings"], held["phases"]) == (("gp", "school"), ("act",))
    assert (held["format"], held["laws"], held["ages"]) == ("checklist", ("hpl_10a",), {"from": 0, "to": 17})


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("Når mamma er syk", "kan ikke være et navn på en tekst"),
        ("../../utenfor", "kan ikke være et navn på en tekst"),
        ("/etc/utenfor", "kan ikke være et navn på en tekst"),
        ("..", "kan ikke være et navn på en tekst"),
        ("a\\..\\b", "kan ikke være et navn på en tekst"),
        ("a" * 81, "Navnet har 81 tegn"),
        ("b07", "nøytrale koder"),
        ("naar-mamma-er-deprimert", "Det finnes allerede en tekst"),
        ("mamma-er-trist", "er det gamle navnet på «naar-mamma-er-deprimert»"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_plain_words_and_nothing_is_made(
    form: Visit, root: Path, slug: str, words: str
) -> None:
    before = snapshot(root.parent)
    press(fill(form, slug=slug))
    [fault] = faults(form)
    assert words in fault
    assert snapshot(root.parent) == before


def test_a_folder_made_meanwhile_is_never_written_over(form: Visit, root: Path) -> None:
    fill(form, slug=SLUG)
    folder = root / "resources" / SLUG
    folder.mkdir()
    (folder / "nb.yaml").write_text("somebody else's", "utf-8")
    press(form)
    assert "Det finnes allerede en tekst" in faults(form)[0]
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {"nb.yaml": "somebody else's"}


def test_pressing_twice_makes_one_text(form: Visit, root: Path) -> None:
    press(fill(form, slug=SLUG))
    before = snapshot(root)
    press(form)
    assert "Det finnes allerede en tekst" in faults(form)[0]
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("ages", "words"),
    [("ti", "er ingen alder"), ("12-8", "Skriv 8-12"), ("8-20", "til og med 18"), ("", "hvor gammelt")],
)
def test_a_wrong_age_is_told_with_what_to_write(form: Visit, ages: str, words: str) -> None:
    [fault] = faults(press(fill(form, slug=SLUG, ages=ages)))
    assert words in fault


def test_what_was_written_stays_when_something_is_wrong(form: Visit) -> None:
    press(fill(form, slug=SLUG, title="Når søster er syk", ages="x"))
    assert form.app.text_input(key=f"{PAGE} title").value == "Når søster er syk"
    assert form.chosen(f"{PAGE} audience") == ["child"]


def test_without_the_example_it_says_that_the_folder_must_be_mended(visit: Open, folder: Path) -> None:
    form = press(fill(visit(PAGE, root=folder, edition="preview"), slug=SLUG))
    assert "må rettes før vi kan lage nye tekster" in faults(form)[0]
    assert not (folder / "resources" / SLUG).exists()


def test_a_disk_that_is_full_is_told_and_nothing_is_left(
    form: Visit, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    fill(form, slug=SLUG)
    before = snapshot(root)
    monkeypatch.setattr(Path, "write_text", full)
    press(form)
    assert faults(form) == ["Disken er full. Ingenting er laget. Rydd plass og prøv igjen."]
    assert snapshot(root) == before


def test_every_fault_that_there_is_has_words_for_staff() -> None:
    source = Path(new_text.__file__).read_text("utf-8")
    kinds = {part.split('"')[1] for part in source.split(f"{Fault.__name__}(")[1:] if part.startswith('"')}
    values = dict.fromkeys(("slug", "instead", "count", "most", "now", "value", "ages", "folder", "reason"), "x")
    assert len(kinds) >= 20
    assert all(told(kind, values) for kind in kinds)
