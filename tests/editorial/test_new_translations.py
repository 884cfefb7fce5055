"""Which translations are behind their source, and how a new one begins."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from barnsbeste_content import cli
from barnsbeste_content.editorial.translations import Behind, behind, new_translation
from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.library import LibraryReader
from barnsbeste_content.model import Library

MAMMA = "naar-mamma-er-deprimert"
FIXTURE_BEHIND = [
    Behind("naar-babyen-merker-uro", "so", ("head", "hva-babyen-merker", "actions")),
    Behind(MAMMA, "ar", ("hva-skjer",)),
    Behind("naar-noen-dor", "nn", ("head", "sorg", "actions")),
    Behind("naar-noen-hjemme-drikker", "en", ("head", "avhengighet", "hjelp", "actions", "say")),
    Behind("snakk-med-barnet", "ar", ("head", "begynn", "actions", "say")),
    Behind("snakk-med-barnet", "en", ("head", "begynn", "actions", "say")),
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


# -- behind --------------------------------------------------------------------------------------------------------


def test_translations_behind_their_source_are_found_with_their_parts(fixture_library: Library) -> None:
    assert list(behind(fixture_library)) == FIXTURE_BEHIND


@pytest.mark.parametrize("language", ["nb", "nn", "en", "ar", "so"])
def test_one_language_alone_is_asked_for(fixture_library: Library, language: str) -> None:
    assert list(behind(fixture_library, language)) == [each for each in FIXTURE_BEHIND if each.language == language]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Hva kan du gjøre?", "Hva kan du gjøre nå?", "hva-du-kan-gjore"),
        ("      - Gjør noe du liker.", "      - Gjør noe du er glad i.", "hva-du-kan-gjore"),
        ("title: Når mamma er deprimert", "title: Når mamma er trist", "head"),
        ("Gå ut og lek med en venn.", "Lek.", "actions"),
        ("Kan du høre på meg litt?", "Kan du høre på meg?", "say"),
    ],
)
def test_a_change_of_one_part_makes_that_part_outdated_in_its_translations(
    folder: Path, old: str, new: str, part: str
) -> None:
    change(folder / f"resources/{MAMMA}/nb.yaml", old, new)
    found = list(behind(load_library(folder)))
    of_mamma = {each.language: set(each.parts) for each in found if each.slug == MAMMA}
    assert of_mamma == {"ar": {"hva-skjer", part}, "en": {part}}
    assert [each for each in found if each.slug != MAMMA] == [each for each in FIXTURE_BEHIND if each.slug != MAMMA]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      Hun kan også bli", "      Hun  kan også\n      bli"),
        ("title: Når mamma er deprimert", "# a comment\ntitle: 'Når mamma er deprimert'"),
        ("    sources: [veileder]\n", ""),
    ],
    ids=["white-space", "quotation-marks", "sources"],
)
def test_what_is_no_change_of_words_leaves_translations_as_they_were(folder: Path, old: str, new: str) -> None:
    change(folder / f"resources/{MAMMA}/nb.yaml", old, new)
    assert list(behind(load_library(folder))) == FIXTURE_BEHIND


def test_drafts_are_looked_at_and_retired_texts_are_not(folder: Path) -> None:
    facts = folder / f"resources/{MAMMA}/resource.yaml"
    change(facts, "status: published", "status: draft")
    assert list(behind(load_library(folder))) == FIXTURE_BEHIND
    change(facts, "status: draft", "status: retired")
    assert list(behind(load_library(folder))) == [each for each in FIXTURE_BEHIND if each.slug != MAMMA]


def test_an_empty_library_is_not_behind() -> None:
    assert list(behind(Library())) == []


@pytest.fixture(scope="module")
def real_reader(tmp_path_factory: pytest.TempPathFactory, real_root: Path) -> Iterator[LibraryReader]:
    root = tmp_path_factory.mktemp("real") / "content"
    shutil.copytree(real_root, root)
    yield LibraryReader(root)


@pytest.mark.parametrize("number", [0, -1])
def test_a_changed_section_of_a_real_text_is_outdated_in_every_language_it_is_in(
    real_reader: LibraryReader, number: int
) -> None:
    library = real_reader.read()
    before = set(behind(library))
    resource = max(library.resources.values(), key=lambda held: len(held.texts))
    section = resource.texts["nb"].sections[number]
    path = real_reader.root / f"resources/{resource.id}/nb.yaml"
    text = path.read_text("utf-8")
    change(path, f"  - id: {section.id}\n    heading: ", f"  - id: {section.id}\n    heading: Nytt – ")
    try:
        now = set(behind(real_reader.read()))
    finally:
        path.write_text(text, "utf-8")
    assert before <= now or any(each.slug == resource.id for each in before)
    new = now - before
    assert {each.language for each in new} == set(resource.texts) - {"nb"}
    assert len(new) >= 14
    for each in new:
        was = next((old.parts for old in before if (old.slug, old.language) == (each.slug, each.language)), ())
        assert each.slug == resource.id
        assert set(each.parts) - set(was) == {section.id}


def test_the_command_tells_what_is_behind(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    change(folder / f"resources/{MAMMA}/nb.yaml", "Hva kan du gjøre?", "Hva kan du gjøre nå?")
    code, out, err = run(capsys, "translation", "status", "--root", folder)
    assert (code, err) == (0, "7 translations are behind their source\n")
    assert f"{folder}/resources/{MAMMA}/en.yaml: outdated: hva-du-kan-gjore\n" in out
    assert f"{folder}/resources/{MAMMA}/ar.yaml: outdated: hva-skjer, hva-du-kan-gjore\n" in out
    assert all(Path(line.partition(": ")[0]).is_file() for line in out.splitlines())
    assert len(out.splitlines()) == 7


def test_the_command_tells_of_one_language_as_one_document(
    capsys: pytest.CaptureFixture[str], fixture_root: Path
) -> None:
    arguments = ("translation", "status", "--language", "ar", "--root", fixture_root)
    code, out, err = run(capsys, *arguments, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "outdated": [
            {"slug": MAMMA, "language": "ar", "parts": ["hva-skjer"]},
            {"slug": "snakk-med-barnet", "language": "ar", "parts": ["head", "begynn", "actions", "say"]},
        ]
    }
    _, text, err = run(capsys, *arguments)
    assert len(text.splitlines()) == 2
    assert err == "2 translations are behind their source\n"


def test_the_source_is_never_behind_and_an_unknown_language_is_wrong_use(
    capsys: pytest.CaptureFixture[str], fixture_root: Path
) -> None:
    assert run(capsys, "translation", "status", "--language", "nb", "--root", fixture_root)[:2] == (0, "")
    code, out, err = run(capsys, "translation", "status", "--language", "xx", "--root", fixture_root)
    assert (code, out) == (2, "")
    assert err == 'barnsbeste: unknown language "xx"; known: nb, nn, en, ar, so\n'


# -- a new translation ---------------------------------------------------------------------------------------------

TEMPLATE = """\
# yaml-language-server: $schema=../../.schema/text.schema.json
# Når mamma er deprimert
title: ""
# Hva som skjer når en voksen er deprimert, og hva du kan gjøre.
summary: ""
# Det er ikke din skyld.
main_message: ""
sections:
  - id: hva-skjer
    # Hva skjer med mamma?
    heading: ""
    # Noen ganger blir voksne syke i følelsene. Da kan mamma være trist og trett.

    # Hun kan også bli sint for lite. Det er sykdommen som gjør det.
    text: |
    sources: [veileder]
  - id: hva-du-kan-gjore
    # Hva kan du gjøre?
    heading: ""
    # - Si til en voksen hvordan du har det.
    # - Gjør noe du liker.

    # Du kan lese [hvem du kan snakke med](ressurs:hvem-kan-jeg-snakke-med).
    text: |
actions:
  # Si til en voksen hvordan du har det.
  - ""
  # Gå ut og lek med en venn.
  - ""
say:
  # Kan du høre på meg litt?
  - ""
translation:
  status: reviewed  # or machine: made by a machine, and read by nobody
  source_fingerprint:
    head: ce03812b05
    hva-skjer: cf33667a34
    hva-du-kan-gjore: d29f8304a6
    actions: c2499afe8f
    say: 2e2598d927
"""


def test_a_new_translation_has_every_field_empty_below_its_bokmaal_wording(folder: Path) -> None:
    path = new_translation(folder, load_library(folder).resources[MAMMA], "so")
    assert path == folder / f"resources/{MAMMA}/so.yaml"
    assert path.read_text("utf-8") == TEMPLATE
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(folder.rglob("*~")) == []


def test_checking_tells_each_empty_field_with_its_line(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = new_translation(folder, load_library(folder).resources[MAMMA], "so")
    code, out, err = run(capsys, "check", "--root", folder)
    lines = path.read_text("utf-8").splitlines()
    empty = [number for number, line in enumerate(lines, 1) if line.endswith(('""', "text: |"))]
    told = [line.removeprefix(f"{path}:") for line in out.splitlines() if line.startswith(f"{path}:")]
    assert code == 1
    assert err == "10 errors, 0 warnings in 10 texts\n"
    assert [int(line.partition(":")[0]) for line in told] == empty
    assert len(empty) == 10
    assert told[0] == '3: "title" is empty; write something'
    assert told[4] == '15: "sections[1].text" is empty; write something'
    assert all(line.endswith("is empty; write something") for line in told)


def test_until_it_is_filled_in_readers_get_another_language_and_then_this_one(folder: Path) -> None:
    path = new_translation(folder, load_library(folder).resources[MAMMA], "so")
    chain = ("so", "en", "nb")
    assert load_library(folder).resources[MAMMA].text_for(chain).language == "en"
    text = (
        path.read_text("utf-8").replace('""', '"Erayo: \\"cusub\\""').replace("text: |\n", "text: |\n      Qoraal.\n")
    )
    path.write_text(text, "utf-8")
    library = load_library(folder)
    assert library.problems == ()
    found = library.resources[MAMMA].text_for(chain)
    assert (found.language, found.status) == ("so", "reviewed")
    assert found.text.title == 'Erayo: "cusub"'
    assert [(section.text, section.sources) for section in found.text.sections] == [
        ("Qoraal.", ("veileder",)),
        ("Qoraal.", ()),
    ]
    assert library.resources[MAMMA].outdated_parts("so") == ()


def test_what_is_not_said_in_bokmaal_is_not_asked_for(folder: Path) -> None:
    path = new_translation(folder, load_library(folder).resources["naar-noen-dor"], "so")
    assert set(yaml.safe_load(path.read_text("utf-8"))) == {
        "title",
        "summary",
        "main_message",
        "sections",
        "actions",
        "translation",
    }


def test_every_real_text_can_be_begun_in_another_language(tmp_path: Path, real_library: Library) -> None:
    """Filled in with its own bokmål comments each says again what bokmål says."""
    for resource in real_library.resources.values():
        folder = tmp_path / "resources" / resource.id
        folder.mkdir(parents=True)
        begun = yaml.safe_load(new_translation(tmp_path, resource, "fi").read_text("utf-8"))
        source = resource.texts["nb"]
        assert begun["translation"]["source_fingerprint"] == source.fingerprints
        assert [section["id"] for section in begun["sections"]] == [section.id for section in source.sections]
        assert [(s["heading"], s["text"]) for s in begun["sections"]] == [("", "")] * len(source.sections)
        assert begun["actions"] == [""] * len(source.actions)
        assert begun.get("say", []) == [""] * len(source.say)
        said = re.sub(r"^ *# ?", "", (folder / "fi.yaml").read_text("utf-8"), flags=re.MULTILINE)
        for words in (source.title, *(section.text for section in source.sections), *source.actions, *source.say):
            assert words in said


def test_a_translation_that_is_there_is_not_written_over(folder: Path) -> None:
    path = folder / f"resources/{MAMMA}/en.yaml"
    before = path.read_bytes()
    for language in ("en", "nb"):
        with pytest.raises(FileExistsError):
            new_translation(folder, load_library(folder).resources[MAMMA], language)
    assert path.read_bytes() == before


def test_the_command_begins_a_translation_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    arguments = ("translation", "template", MAMMA, "so", "--root", folder)
    path = folder / f"resources/{MAMMA}/so.yaml"
    assert run(capsys, *arguments) == (0, f"{path}\n", "")
    assert path.read_text("utf-8") == TEMPLATE
    path.write_text("# half done\n", "utf-8")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert f"barnsbeste: {path} is there already\n" in err
    assert path.read_text("utf-8") == "# half done\n"


@pytest.mark.parametrize(
    ("slug", "language", "message"),
    [
        ("gone", "so", 'barnsbeste: there is no text "gone"\n'),
        (MAMMA, "xx", 'barnsbeste: unknown language "xx"; known: nb, nn, en, ar, so\n'),
        (MAMMA, "../x", 'barnsbeste: unknown language "../x"; known: nb, nn, en, ar, so\n'),
        (MAMMA, "nb", f"barnsbeste: {{root}}/resources/{MAMMA}/nb.yaml is there already\n"),
        ("../../x", "so", 'barnsbeste: there is no text "../../x"\n'),
    ],
)
def test_the_command_tells_of_wrong_use_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, slug: str, language: str, message: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert run(capsys, "translation", "template", slug, language, "--root", folder) == (
        2,
        "",
        message.format(root=folder),
    )
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
