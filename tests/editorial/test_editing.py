"""Editing a text in place: only what was changed is written, nothing of others is lost, and it can be taken back."""

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from barnsbeste_content.editorial import editing
from barnsbeste_content.editorial.editing import ConflictError, EditError, InvalidError, open_text, preview, save, undo
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library

SLUG = "naar-mamma-er-deprimert"
PROJECT = Path(__file__).resolve().parents[2]
FIXTURE = PROJECT / "tests" / "fixtures" / "library"
REAL = PROJECT / "content"
REAL_SLUGS = sorted(path.name for path in (REAL / "resources").iterdir())[::6][:20]


@cache
def library_of(root: Path) -> Library:
    return load_library(root)


@pytest.fixture
def library(fixture_library: Library) -> Library:
    return fixture_library


def path_of(root: Path, name: str = "nb.yaml", slug: str = SLUG) -> Path:
    return root / "resources" / slug / name


def snapshot(root: Path) -> dict[Path, bytes]:
    """Every file below a folder and beside it."""
    return {path: path.read_bytes() for path in root.parent.rglob("*") if path.is_file()}


def lines_that_differ(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """(lines gone, lines come), with their line ends."""
    old, new = before.splitlines(True), after.splitlines(True)
    gone, come = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[i1:i2]
            come += new[j1:j2]
    return gone, come


# -- what is opened ------------------------------------------------------------------------------------------------


def test_a_draft_holds_what_the_form_edits(folder: Path) -> None:
    draft = open_text(folder, SLUG, "nb")
    assert draft.values["title"] == "Når mamma er deprimert"
    assert draft.sections == ("hva-skjer", "hva-du-kan-gjore")
    assert draft.values["hva-skjer/heading"] == "Hva skjer med mamma?"
    assert str(draft.values["hva-skjer/text"]).endswith(
        "\n\nHun kan også bli sint for lite. Det er sykdommen som gjør det."
    )
    assert draft.values["actions"] == ("Si til en voksen hvordan du har det.", "Gå ut og lek med en venn.")
    assert draft.values["resource:audiences"] == ("child",)
    assert draft.values["resource:ages"] == "8-12"
    assert draft.values["resource:status"] == "published"
    assert draft.values["resource:laws"] == ()
    assert set(draft.stamps) == {"nb.yaml", "resource.yaml"}
    assert open_text(folder, "naar-babyen-merker-uro", "nb").values["resource:ages"].endswith("m")  # type: ignore[union-attr]


def test_every_text_can_be_opened_and_nothing_counts_as_changed() -> None:
    for root in (FIXTURE, REAL):
        there = editing.editable(root)
        assert set(there) == {path.name for path in (root / "resources").iterdir()}
        for slug in [*there] if root is FIXTURE else REAL_SLUGS:
            for language in there[slug]:
                draft = open_text(root, slug, language)
                assert editing.changed(draft, draft.values) == {}


@pytest.mark.parametrize(
    ("slug", "language"),
    [
        ("../x", "nb"), ("..", "nb"), ("/etc", "nb"), ("a/b", "nb"), ("a\\b", "nb"), ("C:", "nb"), ("con", "nb"),
        ("", "nb"), (SLUG, "../nb"), (SLUG, "con"), (SLUG, "resource"), (f"{SLUG}\n", "nb"), ("x" * 81, "nb"),
        (f"{SLUG}\0", "nb"), ("finnes-ikke", "nb"), (SLUG, "pl"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(folder: Path, slug: str, language: str) -> None:
    with pytest.raises(EditError, match=r"ingen tekst|finnes ikke"):
        open_text(folder, slug, language)


@pytest.mark.parametrize("kind", ["file", "folder", "resources", "dangling"])
def test_links_that_lead_out_are_neither_read_nor_written(
    folder: Path, tmp_path: Path, library: Library, kind: str
) -> None:
    draft = open_text(folder, SLUG, "nb")
    outside = tmp_path / "outside"
    here = {"file": path_of(folder), "dangling": path_of(folder), "folder": path_of(folder).parent,
            "resources": folder / "resources"}[kind]  # fmt: skip
    here.rename(outside)
    here.symlink_to(outside if kind != "dangling" else tmp_path / "nothing")
    before = snapshot(folder)
    with pytest.raises(EditError):
        open_text(folder, SLUG, "nb")
    with pytest.raises(EditError):
        save(folder, draft, {"title": "Ny"}, library)
    assert snapshot(folder) == before


def test_a_link_within_the_folder_is_written_through(folder: Path, library: Library) -> None:
    real = path_of(folder).rename(path_of(folder, "zz.yaml"))
    path_of(folder).symlink_to("zz.yaml")
    save(folder, open_text(folder, SLUG, "nb"), {"title": "Ny tittel"}, library)
    assert path_of(folder).is_symlink()
    assert b"title: Ny tittel\n" in real.read_bytes()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b"title: A\n\nsummary: [b\n", "linje 3: Skrivemåten er feil her"),
        (b"title: A\n<<<<<<< HEAD\nsummary: B\n=======\n>>>>>>> x\n", "linje 2: To versjoner er blandet sammen"),
        (b"- a\n", "ikke skrevet som en tekst"),
        (b"\xff\xfea", "UTF-8"),
        (b"", "tom"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(folder: Path, broken: bytes, said: str) -> None:
    path_of(folder).write_bytes(broken)
    with pytest.raises(EditError, match=said):
        open_text(folder, SLUG, "nb")


# -- what is written -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_exactly_the_touched_lines_differ(folder: Path, library: Library, newline: bytes) -> None:
    for name in ("nb.yaml", "resource.yaml"):
        path = path_of(folder, name)
        path.write_bytes(path.read_bytes().replace(b"\n", newline) + b"# the end" + newline)
    words, facts = path_of(folder).read_bytes(), path_of(folder, "resource.yaml").read_bytes()
    changes = {
        "title": "Når pappa er deprimert",
        "hva-skjer/text": "Noen ganger blir voksne syke i følelsene. Da kan mamma være trist og trett.\r\n\r\nHelt ny.",
        "actions": ("Si til en voksen hvordan du har det.", "Gå ut: lek med en venn.", "Ring."),
        "resource:topics": ("guilt", "feelings"),
        "resource:ages": "9-12",
        "resource:laws": (library.vocabulary.facets["law"].ids[0],),
    }
    saved = save(folder, open_text(folder, SLUG, "nb"), changes, library)
    assert saved.files == ("nb.yaml", "resource.yaml")
    gone, come = lines_that_differ(words, path_of(folder).read_bytes())
    assert gone == [
        "title: Når mamma er deprimert".encode() + newline,
        "      Hun kan også bli sint for lite. Det er sykdommen som gjør det.".encode() + newline,
        "  - Gå ut og lek med en venn.".encode() + newline,
    ]
    assert come == [
        "title: Når pappa er deprimert".encode() + newline,
        b"      Helt ny." + newline,
        '  - "Gå ut: lek med en venn."'.encode() + newline,
        b"  - Ring." + newline,
    ]
    gone, come = lines_that_differ(facts, path_of(folder, "resource.yaml").read_bytes())
    law = library.vocabulary.facets["law"].ids[0].encode()
    assert gone == [b"ages: {from: 8, to: 12}" + newline, b"topics: [understand_illness, guilt, feelings]" + newline]
    assert come == [
        b"ages: {from: 9, to: 12}" + newline, b"topics: [guilt, feelings]" + newline, b"laws: [" + law + b"]" + newline,
    ]  # fmt: skip


def test_git_shows_one_line_for_one_title(folder: Path, library: Library) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    save(folder, open_text(folder, SLUG, "nb"), {"title": "Ny tittel"}, library)
    assert git("diff", "--numstat").split() == ["1", "1", f"resources/{SLUG}/nb.yaml"]
    assert git("status", "--porcelain").strip() == f"M resources/{SLUG}/nb.yaml"  # nothing else is left lying about


def test_a_save_without_changes_writes_nothing(folder: Path, library: Library) -> None:
    before = snapshot(folder)
    draft = open_text(folder, SLUG, "nb")
    saved = save(
        folder, draft, {"title": " Når  mamma er deprimert\n", "actions": (*draft.values["actions"], " ")}, library
    )
    assert saved.files == ()
    assert snapshot(folder) == before


def test_permissions_stay(folder: Path, library: Library) -> None:
    path_of(folder).chmod(0o664)
    save(folder, open_text(folder, SLUG, "nb"), {"title": "Ny"}, library)
    assert stat.S_IMODE(path_of(folder).stat().st_mode) == 0o664


def test_an_optional_list_goes_with_its_key_and_comes_where_it_belongs(folder: Path, library: Library) -> None:
    before = path_of(folder, "resource.yaml").read_bytes()
    saved = save(folder, open_text(folder, SLUG, "nb"), {"resource:related": (), "say": ()}, library)
    assert b"related" not in path_of(folder, "resource.yaml").read_bytes()
    assert b"say:" not in path_of(folder).read_bytes()
    again = {"resource:related": ("hvem-kan-jeg-snakke-med",), "say": ("Hør på meg",)}
    save(folder, saved.draft, again, library)
    assert path_of(folder, "resource.yaml").read_bytes() == before
    assert path_of(folder).read_bytes().endswith(b"venn.\nsay:\n  - H\xc3\xb8r p\xc3\xa5 meg\n")


def test_what_was_pasted_is_tidied(folder: Path, library: Library) -> None:
    typed = "\tEn\u2028to\x00\x0btre\ufeff\r\n   \r\n\r\n113\u00a0nå \ud800"
    save(folder, open_text(folder, SLUG, "nb"), {"hva-skjer/text": typed, "title": "A\tb\nc"}, library)
    draft = open_text(folder, SLUG, "nb")
    assert draft.values["hva-skjer/text"] == "En\nto\ntre\n\n\n113\u00a0nå"
    assert draft.values["title"] == "A b c"


WORDS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\n\n\n  -:#'\"|>[]{}&*!%@`,?\t\r\u00a0\u2028æøå😀")),
    min_size=1, max_size=120,
)  # fmt: skip


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Content folder -> a copy of the texts it is tried on."""
    made = {}
    for root, slugs in ((FIXTURE, [path.name for path in (FIXTURE / "resources").iterdir()]), (REAL, REAL_SLUGS)):
        made[root] = tmp_path_factory.mktemp("texts") / "content"
        for slug in slugs:
            shutil.copytree(root / "resources" / slug, made[root] / "resources" / slug)
    return made


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=WORDS, pick=st.integers(0, 10_000))
@example(words="--- a\n... b", pick=0)
@example(words="<<<<<<< HEAD\n=======\n>>>>>>> x", pick=1)
@example(words="- a\n    - b\n\n      c  \nd", pick=2)
@example(words="\u00a0\n\u3000x", pick=3)
def test_any_words_of_a_section_come_back_and_other_lines_keep_their_bytes(
    words: str, pick: int, workplace: dict[Path, Path]
) -> None:
    for root, copy in workplace.items():
        texts = [(slug, language) for slug, known in editing.editable(copy).items() for language in known]
        slug, language = texts[pick % len(texts)]
        path = path_of(copy, f"{language}.yaml", slug)
        before = path.read_bytes()
        draft = open_text(copy, slug, language)
        field = f"{draft.sections[pick % len(draft.sections)]}/text"
        wanted = editing.cleaned(field, words)
        try:
            save(copy, draft, {field: words}, library_of(root))
        except InvalidError:
            assert not wanted  # a section cannot be empty
            assert path.read_bytes() == before
            continue
        assert open_text(copy, slug, language).values == {**draft.values, field: wanted}
        lines = before.splitlines(True)
        start = next(n for n, line in enumerate(lines) if line.strip() == f"- id: {field[:-5]}".encode())
        first = next(n for n in range(start, len(lines)) if lines[n].strip() == b"text: |") + 1
        last = next(
            (n for n in range(first, len(lines)) if lines[n].strip() and not lines[n].startswith(b" " * 6)), None
        )
        while last and not lines[last - 1].strip():
            last -= 1
        after = path.read_bytes().splitlines(True)
        assert after[:first] == lines[:first]
        rest = lines[last:] if last is not None else []
        assert after[len(after) - len(rest) :] == rest
        path.write_bytes(before)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(title=WORDS, actions=st.lists(WORDS, max_size=6), say=st.lists(WORDS, max_size=4))
def test_any_head_and_lists_come_back(
    title: str, actions: list[str], say: list[str], workplace: dict[Path, Path]
) -> None:
    copy = workplace[FIXTURE]
    path = path_of(copy)
    before = path.read_bytes()
    draft = open_text(copy, SLUG, "nb")
    changes = {"title": title[:90], "actions": tuple(actions), "say": tuple(say)}
    wanted = {name: editing.cleaned(name, value) for name, value in changes.items()}
    try:
        save(copy, draft, changes, library_of(FIXTURE))
    except InvalidError:
        assert not wanted["title"] or not wanted["actions"]
        assert path.read_bytes() == before
        return
    assert open_text(copy, SLUG, "nb").values == {**draft.values, **wanted}
    path.write_bytes(before)


# -- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " "}, "title", "Her må det stå noe"),
        ({"title": "x" * 91}, "title", "Her er 91 tegn, og det er plass til 90"),
        ({"summary": "x" * 221}, "summary", "221 tegn"),
        ({"hva-skjer/heading": ""}, "hva-skjer/heading", "Her må det stå noe"),
        ({"hva-skjer/text": "\n"}, "hva-skjer/text", "Her må det stå noe"),
        ({"actions": ()}, "actions", "minst én"),
        ({"actions": tuple("abcdefgh")}, "actions", "8 stykker, og det er plass til 7"),
        ({"resource:audiences": ()}, "resource:audiences", "minst én"),
        ({"resource:topics": ()}, "resource:topics", "minst én"),
        ({"resource:topics": ("guilt", "guilt")}, "resource:topics", "«guilt» står to ganger"),
        ({"resource:topics": ("finnes_ikke",)}, "resource:topics", "«finnes_ikke» finnes ikke i listen"),
        ({"resource:feelings": ()}, "resource:audiences", "må ha følelser"),
        ({"resource:code": ""}, "resource:audiences", "nøytral kode"),
        ({"resource:code": "x1"}, "resource:code", "b eller u og to eller tre tall"),
        ({"resource:code": "b02"}, "resource:code", "Koden er tatt av «"),
        ({"resource:helplines": ()}, "resource:audiences", "noen å ringe"),
        ({"resource:ages": "tolv"}, "resource:ages", "Skriv alderen som 8-12"),
        ({"resource:ages": "12-8"}, "resource:ages", "baklengs, fra 12 til 8"),
        ({"resource:ages": "8-22"}, "resource:ages", "går til 18 år, ikke 22"),
        ({"resource:ages": "8-40m"}, "resource:ages", "går til 36 måneder, ikke 40"),
        ({"resource:situations": ("bereavement",)}, "resource:situations", "hvordan døden kom"),
        ({"resource:audiences": ("practitioner",)}, "resource:audiences", "arbeidssted og fase"),
        ({"resource:status": "ferdig"}, "resource:status", "Kontrollen sier"),
    ],
)
def test_a_change_that_would_make_the_text_invalid_is_told_at_its_field_and_nothing_is_written(
    folder: Path, library: Library, changes: dict[str, Any], field: str, said: str
) -> None:
    before = snapshot(folder)
    draft = open_text(folder, SLUG, "nb")
    shown = preview(draft, changes, library)
    with pytest.raises(InvalidError) as caught:
        save(folder, draft, {**changes, "main_message": "Også denne"}, library)
    for wrong in (caught.value.wrong, shown.wrong):
        [found] = [each for each in wrong if each.field == field]
        assert said in found.message
    assert snapshot(folder) == before


def test_a_translation_keeps_as_many_points_as_the_norwegian_text(folder: Path, library: Library) -> None:
    draft = open_text(folder, SLUG, "en")
    with pytest.raises(InvalidError) as caught:
        save(folder, draft, {"actions": ("One",)}, library)
    assert caught.value.wrong[0].message == "Her er 1, i den norske teksten 2. Det må være like mange."
    nb = open_text(folder, SLUG, "nb")
    saved = save(folder, nb, {"actions": (*nb.values["actions"], "Tre")}, library)
    [warning] = saved.warnings
    assert warning.field == "actions"
    assert "engelsk" in warning.message


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[her](ressurs:finnes-ikke)", "«finnes-ikke» finnes ikke"),
        ("[her](htp://x)", "fører ingen steder"),
        ("[her](ressurs:x", "mangler en sluttparentes"),
        ("<b>fet</b>", "HTML virker ikke"),
        ("![bilde](x.png)", "Bilder virker ikke"),
    ],
)
def test_what_readers_will_not_get_is_told_and_saved(folder: Path, library: Library, words: str, said: str) -> None:
    draft = open_text(folder, SLUG, "nb")
    shown = preview(draft, {"hva-skjer/text": words}, library)
    assert shown.resource is not None
    assert any(said in each.message and each.field == "hva-skjer/text" for each in shown.warnings)
    saved = save(folder, draft, {"hva-skjer/text": words}, library)
    assert saved.warnings == shown.warnings


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "Se [her](https://x.no/)", "Lenker virker bare i teksten i en del"),
        ("hva-skjer/text", "Se [her][1].\n\n[1]: https://x.no/", "Skriv adressen i selve lenken"),
        ("main_message", "javascript:alert(1)", "«javascript:» er en farlig adresse"),
        ("resource:sources", ("barnetelefonen",), "Kilden «veileder» brukes i en del"),
        ("resource:related", (SLUG,), "kan ikke vise til seg selv"),
        ("resource:glossary", ("finnes-ikke",), "«finnes-ikke» finnes ikke"),
    ],
)
def test_every_warning_is_in_norwegian(
    folder: Path, library: Library, field: str, value: str | tuple[str, ...], said: str
) -> None:
    shown = preview(open_text(folder, SLUG, "nb"), {field: value}, library)
    assert shown.resource is not None
    assert [each.message for each in shown.warnings if said in each.message]
    assert not [each.message for each in shown.warnings if "Kontrollen sier" in each.message]


def test_a_text_that_is_not_finished_can_be_saved_as_long_as_nothing_new_is_wrong(
    folder: Path, library: Library
) -> None:
    path = path_of(folder)
    path.write_text(path.read_text("utf-8").replace("summary: Hva som skjer", "summary: ''  # Hva som skjer"), "utf-8")
    saved = save(folder, open_text(folder, SLUG, "nb"), {"title": "Nesten ferdig"}, library)
    assert saved.draft.values["title"] == "Nesten ferdig"
    assert [each.field for each in saved.warnings] == ["summary"]
    with pytest.raises(InvalidError):
        save(folder, saved.draft, {"main_message": ""}, library)
    again = save(folder, saved.draft, {"summary": "Nå er den her."}, library)
    assert again.warnings == ()
    assert "summary: 'Nå er den her.'  # Hva som skjer" in path.read_text("utf-8")


def test_a_value_with_an_anchor_is_told_to_be_changed_elsewhere(folder: Path, library: Library) -> None:
    path = path_of(folder)
    path.write_text(
        path.read_text("utf-8").replace("title: N", "title: &t N").replace("Det er ikke din skyld.", "*t"), "utf-8"
    )
    before = snapshot(folder)
    with pytest.raises(InvalidError) as caught:
        save(folder, open_text(folder, SLUG, "nb"), {"title": "Ny"}, library)
    assert "skriveprogram" in caught.value.wrong[0].message
    assert snapshot(folder) == before


# -- others, and disks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nb.yaml", "resource.yaml"])
def test_a_change_made_elsewhere_meanwhile_is_never_written_over(folder: Path, library: Library, name: str) -> None:
    draft = open_text(folder, SLUG, "nb")
    path = path_of(folder, name)
    path.write_bytes(path.read_bytes() + b"# fra en annen\n")
    if name == "nb.yaml":
        path.write_text(path.read_text("utf-8").replace("title: Når", "title: Hvis"), "utf-8")
    before = snapshot(folder)
    with pytest.raises(ConflictError) as caught:
        save(folder, draft, {"title": "Min tittel"}, library)
    assert caught.value.mine == {"title": "Min tittel"}
    assert caught.value.disk == open_text(folder, SLUG, "nb")
    assert snapshot(folder) == before
    save(folder, caught.value.disk, caught.value.mine, library)  # with the fresh stamp
    assert b"Min tittel" in path_of(folder).read_bytes()
    assert path.read_bytes().endswith(b"# fra en annen\n")


def test_a_change_in_the_last_moment_is_seen(folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = open_text(folder, SLUG, "nb")
    real = os.fsync

    def slow(handle: int) -> None:
        path_of(folder).write_text("title: fra en annen\n", "utf-8")
        real(handle)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(ConflictError):
        save(folder, draft, {"title": "Min"}, library)
    assert path_of(folder).read_text("utf-8") == "title: fra en annen\n"
    assert not editing.can_undo(folder, SLUG)


def no_room(*_arguments: Any, **_named: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only(*_arguments: Any, **_named: Any) -> Any:
    raise OSError(errno.EROFS, "Read-only file system")


def forbidden(*_arguments: Any, **_named: Any) -> Any:
    raise PermissionError(errno.EACCES, "Permission denied")


def gone(*_arguments: Any, **_named: Any) -> Any:
    raise FileNotFoundError(errno.ENOENT, "No such file or directory")


@pytest.mark.parametrize(
    ("where", "failing", "said"),
    [
        ("os.fsync", no_room, "Disken er full"),
        ("tempfile.mkstemp", read_only, "ikke lov til å skrive"),
        ("tempfile.mkstemp", forbidden, "ikke lov til å skrive"),
        ("tempfile.mkstemp", gone, "flyttet eller slettet"),
        ("pathlib.Path.replace", forbidden, "i bruk av et annet program"),
        ("pathlib.Path.replace", no_room, "Disken er full"),
    ],
)
def test_a_disk_that_does_not_take_it_is_told_and_nothing_is_half_written(
    folder: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    failing: Callable[..., Any],
    said: str,
) -> None:
    draft = open_text(folder, SLUG, "nb")
    save(folder, draft, {"title": "Først"}, library)  # the history is there already
    draft = open_text(folder, SLUG, "nb")
    before = snapshot(folder)
    with monkeypatch.context() as patch:
        patch.setattr(where, failing)
        with pytest.raises(EditError, match=said):
            save(folder, draft, {"title": "Ny", "resource:status": "draft"}, library)
    assert snapshot(folder) == before


def test_where_the_second_file_cannot_be_written_the_first_is_as_before(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = open_text(folder, SLUG, "nb")
    before = snapshot(folder / "resources")
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "resource.yaml":
            raise PermissionError(errno.EACCES, "locked")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(EditError, match="annet program"):
        save(folder, draft, {"title": "Ny", "resource:status": "draft"}, library)
    monkeypatch.undo()
    assert {path: data for path, data in snapshot(folder).items() if ".barnsbeste" not in path.parts} == before


def test_a_folder_that_is_gone_is_told(folder: Path, library: Library) -> None:
    draft = open_text(folder, SLUG, "nb")
    shutil.rmtree(path_of(folder).parent)
    with pytest.raises(EditError, match="flyttet eller slettet"):
        save(folder, draft, {"title": "Ny"}, library)
    assert not path_of(folder).parent.exists()


# -- taking back ---------------------------------------------------------------------------------------------------


def test_saves_are_taken_back_one_by_one_byte_by_byte(folder: Path, library: Library) -> None:
    states = [path_of(folder).read_bytes()]
    for title in ("Én", "To", "Tre"):
        save(folder, open_text(folder, SLUG, "nb"), {"title": title, "resource:status": "draft"}, library)
        states.append(path_of(folder).read_bytes())
    assert len(set(states)) == 4
    facts = path_of(folder, "resource.yaml")
    assert b"status: draft" in facts.read_bytes()
    for state in reversed(states[:-1]):
        assert editing.can_undo(folder, SLUG)
        assert undo(folder, SLUG).draft.language == "nb"
        assert path_of(folder).read_bytes() == state
    assert b"status: published" in facts.read_bytes()
    assert not editing.can_undo(folder, SLUG)
    with pytest.raises(EditError, match="ingen lagring å angre"):
        undo(folder, SLUG)


def test_taking_back_never_writes_over_what_came_after(folder: Path, library: Library) -> None:
    save(folder, open_text(folder, SLUG, "nb"), {"title": "Min"}, library)
    path_of(folder).write_bytes(path_of(folder).read_bytes() + b"# later\n")
    before = snapshot(folder)
    with pytest.raises(ConflictError) as caught:
        undo(folder, SLUG)
    assert caught.value.mine["title"] == "Når mamma er deprimert"
    assert caught.value.disk.values["title"] == "Min"
    assert snapshot(folder) == before


def test_the_history_is_bounded_ignored_by_git_and_of_each_text(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "MAX_HISTORY", 3)
    for number in range(5):
        save(folder, open_text(folder, SLUG, "nb"), {"title": f"Nummer {number}"}, library)
    kept = folder.parent / ".barnsbeste"
    assert len(list((kept / "undo").iterdir())) == 3
    assert (kept / ".gitignore").read_text("utf-8") == "*\n"
    assert editing.can_undo(folder, SLUG)
    assert not editing.can_undo(folder, "snakk-sammen")


@pytest.mark.parametrize(
    "record",
    [
        "", "[]", "{}", '{"slug": 1}',
        '{"slug": "SLUG", "language": "nb", "before": {"../../../x.yaml": "YQ=="}, "after": {"../../../x.yaml": "a"}}',
        '{"slug": "SLUG", "language": "../x", "before": {"../x.yaml": "YQ=="}, "after": {"../x.yaml": "a"}}',
    ],
)  # fmt: skip
def test_a_record_that_is_broken_or_leads_out_writes_nothing(folder: Path, record: str) -> None:
    history = folder.parent / ".barnsbeste" / "undo"
    history.mkdir(parents=True)
    (history / "1.json").write_text(record.replace("SLUG", SLUG), "utf-8")
    before = snapshot(folder)
    with pytest.raises(EditError):
        undo(folder, SLUG)
    assert snapshot(folder) == before


# -- the preview ---------------------------------------------------------------------------------------------------


def test_the_preview_is_the_text_that_would_be_loaded(folder: Path, library: Library) -> None:
    changes = {"title": "Ny tittel", "hva-skjer/text": "Bare dette.", "resource:ages": "0-6m", "actions": ("Én", "To")}
    draft = open_text(folder, SLUG, "nb")
    shown = preview(draft, changes, library)
    assert shown.wrong == ()
    assert open_text(folder, SLUG, "nb") == draft
    save(folder, draft, changes, library)
    loaded = load_library(folder).resources[SLUG]
    assert shown.resource is not None
    assert dict(shown.resource) == dict(loaded)
