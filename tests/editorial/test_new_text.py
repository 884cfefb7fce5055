"""How a new text begins: what stands in its two files, what is refused, and that nothing is left half-made."""

import errno
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.editorial import new_text as module
from barnsbeste_content.editorial.checks import editorial_problems
from barnsbeste_content.editorial.new_text import (
    Asked,
    BrokenContentError,
    NewText,
    WrongUseError,
    new_text,
    plan_text,
    suggested_slug,
)
from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.strict_yaml import parse
from barnsbeste_content.model.base import SLUG_PATTERN

TODAY = date(2026, 11, 22)
CHILD = Asked("naar-pappa-er-syk", ("child",), "8-12")


@pytest.fixture
def root(folder: Path, real_root: Path) -> Path:
    """The fixture library with the annotated example of the real one."""
    shutil.copytree(real_root / "_template", folder / "_template")
    return folder


def begin(root: Path, asked: Asked = CHILD, **changes: Any) -> NewText:
    return new_text(root, load_library(root), replace(asked, **changes), TODAY)


def values(path: Path) -> dict[str, Any]:
    def report(line: int, message: str) -> None:
        raise AssertionError(f"{path}:{line}: {message}")

    held: dict[str, Any] = parse(path.read_bytes(), report)
    return held


def told(root: Path, path: Path) -> list[tuple[int, str]]:
    """(line, message) of each problem of a file."""
    return [(found.line, found.message) for found in load_library(root).problems if found.path == str(path)]


def snapshot(root: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def finish(made: NewText) -> None:
    """Writes what is empty, as somebody would."""
    words = made.words.read_text("utf-8").replace('""', '"Spør en voksen om det som er vanskelig."')
    made.words.write_text(words.replace("text: |\n", "text: |\n      Noen kan hjelpe.\n"), "utf-8")
    facts = made.facts.read_text("utf-8").replace("topics: []", "topics: [feelings]")
    facts = facts.replace("knowledge: []", "knowledge: [user]").replace("sources: []", "sources: [veileder]")
    made.facts.write_text(facts, "utf-8")


# -- resource.yaml -------------------------------------------------------------------------------------------------


def test_a_text_for_children_has_the_keys_that_children_need(root: Path) -> None:
    made = begin(root, situations=("addiction",), relations=("parent", "sibling"), topics=("guilt",))
    assert made.facts == root / "resources/naar-pappa-er-syk/resource.yaml"
    assert values(made.facts) == {
        "status": "draft",
        "code": "b03",
        "audiences": ("child",),
        "ages": {"from": 8, "to": 12},
        "situations": ("addiction",),
        "relations": ("parent", "sibling"),
        "topics": ("guilt",),
        "feelings": ("sad", "worried"),
        "format": "article",
        "knowledge": (),
        "competences": ("understand", "apply"),
        "sources": (),
        "helplines": ("barnetelefonen", "nodtelefonen"),
        "help_first": False,
        "written": TODAY,
        "review": {"status": "unreviewed", "next": date(2028, 11, 22)},
    }
    assert made.empty == ("knowledge", "sources")
    assert made.guessed == ("feelings", "format", "competences", "helplines")


@pytest.mark.parametrize(
    ("audience", "keys"),
    [
        ("child", {"code", "feelings", "helplines"}),
        ("youth", {"code", "feelings", "helplines"}),
        ("parent", {"helplines"}),
        ("infant_caregiver", {"helplines"}),
        ("minority_family", {"helplines"}),
        ("practitioner", {"settings", "phases"}),
    ],
)
def test_an_audience_gets_its_keys_and_no_notes_of_others(root: Path, audience: str, keys: set[str]) -> None:
    made = begin(root, audiences=(audience,))
    text = made.facts.read_text("utf-8")
    held = values(made.facts)
    for key in ("code", "feelings", "helplines", "settings", "phases", "loss_contexts"):
        assert (key in held) == (key in keys), key
        assert (re.search(rf"(?m)^#? ?{key}:", text) is not None) == (key in keys), key
        if key in keys:
            assert held[key], key
    assert ("content/vocabulary/feeling.yaml" in text) == ("feelings" in keys)
    assert ("# consents: [given]" in text) == (audience == "practitioner")


def test_a_text_for_children_and_professionals_has_the_keys_of_both(root: Path) -> None:
    held = values(begin(root, audiences=("practitioner", "child", "child")).facts)
    assert held["audiences"] == ("practitioner", "child")
    assert (held["settings"], held["phases"], held["feelings"]) == (("gp",), ("act",), ("sad", "worried"))
    assert held["code"].startswith("b")


def test_bereavement_says_how_the_death_came(root: Path) -> None:
    made = begin(root, situations=("bereavement",))
    assert values(made.facts)["loss_contexts"] == ("unspecified",)
    assert "loss_contexts" in made.guessed


def test_where_nothing_is_said_the_text_is_general_and_tells_what_was_guessed(root: Path) -> None:
    made = begin(root)
    held = values(made.facts)
    assert (held["situations"], held["relations"]) == (("general",), ("parent",))
    assert made.guessed == ("situations", "relations", "feelings", "format", "competences", "helplines")


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2028, 11, 22)),
        ({"laws": ("hpl_10a",)}, date(2027, 11, 22)),
        ({"format": "procedure"}, date(2028, 11, 22)),
    ],
)
def test_the_next_review_is_as_late_as_it_may_be(root: Path, changes: dict[str, Any], day: date) -> None:
    asked = replace(CHILD, audiences=("practitioner",), **changes)
    assert values(begin(root, asked).facts)["review"]["next"] == day


def test_a_text_in_the_form_of_law_is_looked_at_within_a_year(tmp_path: Path, real_root: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(real_root, root)
    held = values(begin(root, audiences=("parent",), format="law").facts)
    assert held["review"]["next"] == date(2027, 11, 22)


def test_the_last_day_of_february_comes_again(root: Path) -> None:
    made = new_text(root, load_library(root), CHILD, date(2028, 2, 29))
    assert values(made.facts)["review"]["next"] == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("notation", "held"),
    [
        ("8-12", {"from": 8, "to": 12}),
        ("4", {"from": 4, "to": 4}),
        ("0-6m", {"from": 0, "to": 6, "unit": "months"}),
    ],
)
def test_ages_are_written_as_files_have_them(root: Path, notation: str, held: dict[str, Any]) -> None:
    assert values(begin(root, ages=notation).facts)["ages"] == held


def test_codes_go_on_after_the_highest_also_of_texts_that_are_not_finished(root: Path) -> None:
    codes = [values(begin(root, slug=f"tekst-nummer-{number}").facts)["code"] for number in range(3)]
    assert codes == ["b03", "b04", "b05"]
    assert values(begin(root, slug="for-unge", audiences=("youth",)).facts)["code"] == "u03"
    (root / "resources/tekst-nummer-2/resource.yaml").write_text('status: [\ncode: "b41"\n', "utf-8")
    assert values(begin(root, slug="enda-en").facts)["code"] == "b42"


def test_the_code_of_the_example_does_not_count_and_one_of_three_digits_comes_after_99(root: Path) -> None:
    shutil.copytree(root / "_template", root / "resources/kopi-av-eksemplet")
    facts = root / "resources/naar-mamma-er-deprimert/resource.yaml"
    facts.write_text(facts.read_text("utf-8").replace("code: b01", "code: b99"), "utf-8")
    assert values(begin(root).facts)["code"] == "b100"


def test_where_no_code_is_left_it_says_so(root: Path) -> None:
    facts = root / "resources/naar-mamma-er-deprimert/resource.yaml"
    facts.write_text(facts.read_text("utf-8").replace("code: b01", "code: b99999"), "utf-8")
    example = root / "_template/resource.yaml"
    example.write_text(example.read_text("utf-8").replace("code: b999", "code: b998"), "utf-8")
    with pytest.raises(BrokenContentError, match="there is none after it"):
        begin(root)


def test_helplines_fit_the_reader_and_emergency_numbers_come_last(root: Path) -> None:
    library = load_library(root)
    for audience in ("child", "youth", "parent", "infant_caregiver", "minority_family"):
        asked = replace(CHILD, slug=audience.replace("_", "-"), audiences=(audience,), situations=("addiction",))
        held = values(begin(root, asked).facts)
        assert held["helplines"][-1] == "nodtelefonen"
        for id in held["helplines"]:
            assert not library.helplines[id].audiences or audience in library.helplines[id].audiences
    assert values(begin(root, audiences=("parent",)).facts)["helplines"] == ("nodtelefonen",)


def test_a_real_text_for_a_child_names_helplines_that_like_texts_name(tmp_path: Path, real_root: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(real_root, root)
    assert values(begin(root, situations=("mental_illness",)).facts)["helplines"][0] == "kors-pa-halsen"


def test_notes_of_the_example_stay_and_its_own_references_are_no_claims(root: Path) -> None:
    text = begin(root).facts.read_text("utf-8")
    assert "# What has happened: content/vocabulary/situation.yaml. general means: whatever the diagnosis." in text
    assert "\n# glossary: [depresjon]\n" in text
    assert "\n# related: [hvem-kan-jeg-snakke-med]\n" in text
    assert "HOW TO GO ON" in text
    assert "Copy this file" not in text


# -- nb.yaml -------------------------------------------------------------------------------------------------------


def test_the_words_are_empty_below_notes_and_examples(root: Path) -> None:
    made = begin(root)
    held = values(made.words)
    assert {key: held[key] for key in ("title", "summary", "main_message", "actions")} == {
        "title": "",
        "summary": "",
        "main_message": "",
        "actions": ("",),
    }
    assert [(section["id"], section["heading"], section["text"]) for section in held["sections"]] == [
        ("hva-skjer", "", ""),
        ("hva-du-kan-gjore", "", ""),
    ]
    assert set(held) == {"title", "summary", "main_message", "sections", "actions"}
    text = made.words.read_text("utf-8")
    assert "# The one thing to remember, in one sentence. It is shown first.\n# Such as: Det er ikke" in text
    assert "    #   - Hun kan sove mye.\n" in text


@pytest.mark.parametrize(
    "title", ["Når pappa er syk", 'Pappa sa: "jeg er syk"', "# ikke en kommentar", "nei", "- * & % @ ` \\ {x}: [y]"]
)
def test_a_title_comes_back_as_it_was_given(root: Path, title: str) -> None:
    assert values(begin(root, title=f"  {title}\n").words)["title"] == title


def test_checking_tells_every_line_that_is_still_to_be_written(root: Path) -> None:
    made = begin(root)
    lines = made.words.read_text("utf-8").splitlines()
    empty = [number for number, line in enumerate(lines, 1) if line.endswith(('""', " text: |"))]
    found = told(root, made.words)
    assert [line for line, _ in found] == empty
    assert len(empty) == 8
    assert all(message.endswith("is empty; write something") for _, message in found)
    assert [message for _, message in told(root, made.facts)] == [
        '"topics" is empty; write at least one',
        '"knowledge" is empty; write at least one',
        '"sources" is empty; write at least one',
    ]
    facts = made.facts.read_text("utf-8").splitlines()
    assert [facts[line - 1] for line, _ in told(root, made.facts)] == ["topics: []", "knowledge: []", "sources: []"]


def test_an_unfinished_text_is_served_to_nobody_and_troubles_no_other(root: Path) -> None:
    before = load_library(root)
    begin(root)
    library = load_library(root)
    assert library.resources.keys() == before.resources.keys()
    for edition in (Edition.PUBLISHED, Edition.PREVIEW):
        Catalog.build(library, edition)
    editorial_problems(library, root)


@pytest.mark.parametrize(
    "audience", ["child", "youth", "parent", "infant_caregiver", "minority_family", "practitioner"]
)
@pytest.mark.parametrize("situation", ["general", "bereavement"])
def test_filled_in_it_is_a_good_draft(root: Path, audience: str, situation: str) -> None:
    made = begin(root, audiences=(audience,), situations=(situation,))
    finish(made)
    library = load_library(root)
    mine = [str(problem) for problem in library.problems if CHILD.slug in problem.path]
    mine += [
        str(problem)
        for problem in editorial_problems(library, root)
        if CHILD.slug in problem.path and problem.severity == "error" and "same" not in problem.message
    ]
    assert mine == []
    assert library.resources[CHILD.slug].status == "draft"
    assert CHILD.slug not in [found.id for found in Catalog.build(library, Edition.PUBLISHED).resources]


@pytest.mark.parametrize("name", ["facts", "words"])
def test_the_first_line_leads_to_the_schema(tmp_path: Path, real_root: Path, name: str) -> None:
    root = tmp_path / "content"
    shutil.copytree(real_root, root)
    path: Path = getattr(begin(root), name)
    first = path.read_text("utf-8").splitlines()[0]
    assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()
    assert ("resource" if name == "facts" else "text") in first


def test_everybody_may_read_what_was_made(root: Path) -> None:
    made = begin(root)
    assert [made.facts.stat().st_mode & 0o777, made.words.stat().st_mode & 0o777] == [0o644, 0o644]
    assert made.facts.parent.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in (root / "resources").iterdir() if path.name.startswith(".")] == []


# -- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Når mamma er syk", "naar-mamma-er-syk"),
        ("Nå̊r", "naar"),
        ("NÅR PAPPA DØR", "naar-pappa-dor"),
        ("na\u030ar", "naar"),  # as macOS writes it: the letter and its ring apart
        ("ærlig_talt", "aerlig-talt"),
        ("to--streker-", "to-streker"),
        ("../../etc/passwd", "etc-passwd"),
        ("/tmp/x", "tmp-x"),
        ("café", "cafe"),
        ("b17", ""),
        ("مرض", ""),
        ("", ""),
        ("ord-" * 30, "-".join(["ord"] * 20)),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_name_is_suggested_as_a_slug(name: str, slug: str) -> None:
    assert suggested_slug(name) == slug


@given(st.text(max_size=200))
def test_what_is_suggested_is_always_a_slug(name: str) -> None:
    slug = suggested_slug(name)
    assert slug == "" or (re.fullmatch(SLUG_PATTERN, slug) and len(slug) <= 80)


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("Når-mamma-er-syk", "write naar-mamma-er-syk"),
        ("mamma_er_syk", "write mamma-er-syk"),
        ("mamma-er-syk\n", "write mamma-er-syk"),
        ("..", "write a name such as"),
        (".", "write a name such as"),
        ("", "write a name such as"),
        ("../utenfor", "write utenfor"),
        ("a/../../b", "write a-b"),
        ("/tmp/utenfor", "write tmp-utenfor"),
        ("a\\b", "write a-b"),
        ("a\0b", "write a-b"),
        ("_template", "write template"),
        ("x" * 81, "at most 80; write xxx"),
        ("b17", "looks like a neutral code"),
        ("u123", "looks like a neutral code"),
    ],
)
def test_a_bad_name_is_refused_with_one_to_write_and_nothing_is_made(root: Path, slug: str, message: str) -> None:
    before = snapshot(root.parent)
    with pytest.raises(WrongUseError) as told:
        begin(root, slug=slug)
    assert message in str(told.value)
    assert snapshot(root.parent) == before


def test_the_message_says_how_norwegian_letters_are_written(root: Path) -> None:
    with pytest.raises(WrongUseError, match="æ -> ae, ø -> o, å -> aa"):
        begin(root, slug="født")


def test_an_old_name_is_refused_with_the_text_it_leads_to(root: Path) -> None:
    with pytest.raises(WrongUseError, match='"mamma-er-trist" is the old name of naar-mamma-er-deprimert'):
        begin(root, slug="mamma-er-trist")
    assert not (root / "resources/mamma-er-trist").exists()


def test_redirects_that_cannot_be_read_are_mended_first(root: Path) -> None:
    (root / "redirects.yaml").write_text("mamma-er-trist: [\n", "utf-8")
    with pytest.raises(BrokenContentError, match="old names are not known"):
        begin(root, slug="mamma-er-trist")


@pytest.mark.parametrize("kind", ["text", "empty folder", "file", "link", "link to nowhere"])
def test_what_is_there_is_never_written_over(root: Path, tmp_path: Path, kind: str) -> None:
    place = root / "resources" / CHILD.slug
    outside = tmp_path / "outside"
    outside.mkdir()
    match kind:
        case "text":
            shutil.copytree(root / "resources/naar-noen-dor", place)
        case "empty folder":
            place.mkdir()
        case "file":
            place.write_text("mine", "utf-8")
        case "link":
            place.symlink_to(outside)
        case "link to nowhere":
            place.symlink_to(tmp_path / "nowhere")
    before = snapshot(tmp_path)
    with pytest.raises(WrongUseError, match="is there already"):
        begin(root)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("leads", ["out", "within"])
def test_a_folder_of_texts_that_is_a_link_is_not_followed(root: Path, tmp_path: Path, leads: str) -> None:
    elsewhere = (tmp_path if leads == "out" else root) / "elsewhere"
    (root / "resources").rename(elsewhere)
    (root / "resources").symlink_to(elsewhere)
    before = snapshot(tmp_path)
    with pytest.raises(WrongUseError, match="is a symbolic link"):
        begin(root)
    assert snapshot(tmp_path) == before


def test_a_content_folder_that_is_itself_a_link_is_followed(root: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    begin(link)
    assert (root / "resources" / CHILD.slug / "nb.yaml").is_file()


def test_without_a_folder_of_texts_it_says_so(root: Path) -> None:
    library = load_library(root)
    shutil.rmtree(root / "resources")
    with pytest.raises(WrongUseError, match="there is no folder"):
        new_text(root, library, CHILD, TODAY)


# -- values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"audiences": ("chld",)}, 'unknown audience "chld"; did you mean "child"?'),
        ({"audiences": ("Barn",)}, 'unknown audience "Barn"; did you mean "child"?'),
        ({"audiences": ("zzz",)}, 'unknown audience "zzz"; known: child, youth, '),
        ({"audiences": ()}, "a text speaks to somebody; give --audience, one of child, youth"),
        ({"situations": ("adiction",)}, 'unknown situation "adiction"; did you mean "addiction"?'),
        ({"relations": ("parents",)}, 'unknown relation "parents"; did you mean "parent"?'),
        ({"topics": ("gilt",)}, 'unknown topic "gilt"; did you mean "guilt"?'),
        ({"laws": ("hpl_10",)}, 'unknown law "hpl_10"; did you mean "hpl_10'),
        ({"format": "articel"}, 'unknown format "articel"; did you mean "article"?'),
        (
            {"topics": ("guilt", "grief", "feelings", "get_help", "talk_together", "services_duties")},
            "6 topics; at most 5",
        ),
        ({"ages": "12-8"}, "ages are upside down: 12-8; write 8-12"),
        ({"ages": "6-0m"}, "ages are upside down: 6-0m; write 0-6m"),
        ({"ages": "8-40"}, "ages go to 18 years at most, not 40; write 8-18"),
        ({"ages": "0-48m"}, "ages go to 36 months at most, not 48; write 0-36m"),
        ({"ages": "8–12"}, '"8–12" is no age; write 8-12, 4 or 0-6m'),
        ({"ages": "barn"}, '"barn" is no age; write 8-12, 4 or 0-6m'),
        ({"ages": ""}, '"" is no age; write 8-12, 4 or 0-6m'),
        ({"title": "x" * 91}, "the title has 91 characters; at most 90"),
        ({"title": "et\u00adord"}, "the title has an invisible character"),
        ({"title": "et\x1bord"}, "the title has an invisible character"),
        ({"settings": ("gp",)}, "setting is only for texts to professionals"),
        ({"phases": ("act",)}, "phase is only for texts to professionals"),
        ({"loss_contexts": ("suicide",)}, "loss_context is only for texts on bereavement"),
        ({"audiences": ("practitioner",), "settings": ("gpp",)}, 'unknown setting "gpp"; did you mean "gp"?'),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_made(root: Path, changes: dict[str, Any], message: str) -> None:
    before = snapshot(root.parent)
    with pytest.raises(WrongUseError) as told:
        begin(root, **changes)
    assert message in str(told.value)
    assert snapshot(root.parent) == before


def test_what_is_asked_for_of_professionals_and_of_a_loss_is_put_in_and_not_guessed(root: Path) -> None:
    made = begin(
        root,
        audiences=("practitioner",),
        situations=("bereavement",),
        settings=("gp", "school"),
        phases=("map",),
        loss_contexts=("suicide",),
    )
    held = values(made.facts)
    assert (held["settings"], held["phases"], held["loss_contexts"]) == (("gp", "school"), ("map",), ("suicide",))
    assert not {"settings", "phases", "loss_contexts"} & set(made.guessed)


def test_a_plan_is_what_would_be_written_and_writes_nothing(root: Path) -> None:
    before = snapshot(root.parent)
    planned = plan_text(root, load_library(root), CHILD, TODAY)
    assert snapshot(root.parent) == before
    made = begin(root)
    assert planned.folder == made.facts.parent
    assert {name: (planned.folder / name).read_text("utf-8") for name in planned.files} == planned.files
    assert (planned.empty, planned.guessed) == (made.empty, made.guessed)


def test_everything_that_is_wrong_is_told_at_once(root: Path) -> None:
    with pytest.raises(WrongUseError) as told:
        begin(root, slug="Å", audiences=("chld", "yuoth"), ages="x", title="y" * 91)
    assert len(str(told.value).split("\n")) == 5


def test_a_vocabulary_that_cannot_be_read_is_mended_first(root: Path) -> None:
    (root / "vocabulary/situation.yaml").write_text("values: [\n", "utf-8")
    with pytest.raises(BrokenContentError, match=r"vocabulary/situation.yaml is missing or broken"):
        begin(root)


# -- the example ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["resource.yaml", "nb.yaml"])
def test_without_the_example_it_says_so(root: Path, name: str) -> None:
    (root / "_template" / name).unlink()
    before = snapshot(root)
    with pytest.raises(BrokenContentError, match=f"the example .*{name} cannot be read: No such file"):
        begin(root)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("resource.yaml", "audiences: [child]", "audiences:\n  - child"),
        ("resource.yaml", "audiences: [child]", "audiences: [\n  child]"),
        ("resource.yaml", "help_first: false", "help_first: [never closed"),
        ("nb.yaml", "summary: Hva som", "summary: >\n  Hva som"),
        ("nb.yaml", "    text: |\n      Du trenger", "    text: Du trenger"),
        ("nb.yaml", "sections:\n", "sektions:\n"),
        ("nb.yaml", "title: Når", "tittel: Når"),
    ],
)
def test_an_example_that_cannot_be_filled_in_is_told_and_not_guessed_at(
    root: Path, name: str, old: str, new: str
) -> None:
    path = root / "_template" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    before = snapshot(root)
    with pytest.raises(BrokenContentError, match="cannot be filled in"):
        begin(root)
    assert snapshot(root) == before


def test_an_example_that_is_not_utf_8_is_told(root: Path) -> None:
    (root / "_template/nb.yaml").write_bytes("title: Når".encode("latin-1"))
    with pytest.raises(BrokenContentError, match="is not UTF-8"):
        begin(root)


def test_an_example_without_notes_or_some_keys_will_do(root: Path) -> None:
    (root / "_template/resource.yaml").write_text("status: published\ncode: b01\n", "utf-8")
    made = begin(root)
    held = values(made.facts)
    assert (held["status"], held["audiences"], held["feelings"]) == ("draft", ("child",), ("sad",))
    finish(made)
    assert told(root, made.facts) == []


def test_windows_line_ends_of_the_example_are_fine(root: Path) -> None:
    for path in (root / "_template").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    made = begin(root)
    assert b"\r" not in made.facts.read_bytes() + made.words.read_bytes()
    assert len(told(root, made.words)) == 8


# -- on disk -------------------------------------------------------------------------------------------------------


def failing(number: int) -> Any:
    def fail(*_arguments: Any, **_named: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(module.tempfile, "mkdtemp", failing(number))
    with pytest.raises(WrongUseError, match=r"you may not write in .*resources; .* Nothing was made"):
        begin(root)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_told(root: Path) -> None:
    (root / "resources").chmod(0o555)
    try:
        with pytest.raises(WrongUseError, match="you may not write in"):
            begin(root)
    finally:
        (root / "resources").chmod(0o755)


@pytest.mark.parametrize("written", [0, 1])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, number: int, written: int) -> None:
    library, before, real = load_library(root), snapshot(root), Path.write_text
    done: list[Path] = []

    def write_text(self: Path, content: str, *arguments: Any, **named: Any) -> int:
        if len(done) == written:
            real(self, content[:10], *arguments, **named)
            failing(number)()
        done.append(self)
        return real(self, content, *arguments, **named)

    monkeypatch.setattr(Path, "write_text", write_text)
    with pytest.raises(WrongUseError, match="cannot make" if number == errno.EIO else "the disk is full"):
        new_text(root, library, CHILD, TODAY)
    monkeypatch.undo()
    assert snapshot(root) == before


def test_leaving_in_the_middle_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, before = load_library(root), snapshot(root)

    def interrupt(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        new_text(root, library, CHILD, TODAY)
    assert snapshot(root) == before


def test_whoever_comes_first_keeps_the_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        target.mkdir()
        (target / "nb.yaml").write_text("mine", "utf-8")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(WrongUseError, match="is there already"):
        begin(root)
    assert [path.name for path in (root / "resources" / CHILD.slug).iterdir()] == ["nb.yaml"]
    assert [path.name for path in (root / "resources").iterdir() if path.name.startswith(".")] == []


def test_while_it_is_made_nobody_reads_half_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        seen.extend(problem.path for problem in load_library(root).problems if CHILD.slug in problem.path)
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    begin(root)
    assert seen == []
