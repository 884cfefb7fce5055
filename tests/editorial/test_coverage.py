"""What exists in which language: counted exactly in the fixture library, held to what was promised in the real one."""

import json
import re
import shutil
from pathlib import Path

import pytest

from barnsbeste_content import cli
from barnsbeste_content.editorial.coverage import coverage, rows
from barnsbeste_content.i18n import catalogues, interface_languages
from barnsbeste_content.i18n.messages import catalogue_path
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library

TEXTS_AT_LEAST = 20


# -- the real project ----------------------------------------------------------------------------------------------


def test_the_interface_is_whole_in_every_language_of_the_vocabulary(real_library: Library) -> None:
    found = coverage(real_library)["languages"]
    assert len(found) == 15
    assert {language: held["interface"]["percent"] for language, held in found.items()} == dict.fromkeys(found, 100)
    assert len({held["interface"]["messages"] for held in found.values()}) == 1


def test_bokmaal_nynorsk_and_english_have_every_text_and_the_others_a_good_many(real_library: Library) -> None:
    found = {language: held["texts"] for language, held in coverage(real_library)["languages"].items()}
    assert {language: found[language]["percent"] for language in ("nb", "nn", "en")} == {
        "nb": 100,
        "nn": 100,
        "en": 100,
    }
    assert [language for language, held in found.items() if held["count"] < TEXTS_AT_LEAST] == []


def test_no_label_of_the_vocabulary_is_missing_in_any_language(real_library: Library) -> None:
    found = coverage(real_library)["languages"]
    assert {language: held["missing"]["vocabulary"] for language, held in found.items()} == {
        language: [] for language in found
    }


def test_what_is_counted_adds_up(real_library: Library) -> None:
    for language, held in coverage(real_library)["languages"].items():
        texts = held["texts"]
        assert sum(texts["by_status"].values()) == texts["count"]
        assert 0 <= texts["outdated"] <= texts["count"]
        assert (language == "nb") == ("source" in texts["by_status"])


@pytest.mark.parametrize("language", interface_languages())
def test_a_catalogue_says_of_itself_what_the_vocabulary_says_of_it(real_library: Library, language: str) -> None:
    path = catalogue_path(language)
    assert "X-Translation-Status: " in path.read_text("utf-8")
    assert catalogues.status_of(path) == real_library.vocabulary.languages[language].interface


@pytest.mark.parametrize("status", ["machine", "reviewed", "source"])
def test_bringing_messages_up_to_date_keeps_how_a_catalogue_was_made(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path, status: str
) -> None:
    place = Path("barnsbeste_content/i18n/locale/ar/LC_MESSAGES/messages.po")
    copy = tmp_path / place
    copy.parent.mkdir(parents=True)
    said = (project / place).read_text("utf-8")
    copy.write_text(re.sub(r"(X-Translation-Status: )\w+", rf"\g<1>{status}", said), "utf-8")
    shutil.copy(project / "babel.cfg", tmp_path)
    (tmp_path / "barnsbeste_content/code.py").write_text('_("About BarnsBeste anew")\n', "utf-8")
    assert cli.main(["messages", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{copy}\n"
    assert catalogues.status_of(copy) == status
    assert "About BarnsBeste anew" in copy.read_text("utf-8")


def test_a_catalogue_that_says_nothing_of_itself_is_taken_for_machine_made(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text('msgid ""\nmsgstr ""\n"Language: ar\\n"\n', "utf-8")
    assert catalogues.status_of(path) == "machine"


# -- the fixture library -------------------------------------------------------------------------------------------


def test_texts_are_counted_by_language_maker_and_audience(fixture_library: Library) -> None:
    found = coverage(fixture_library)
    assert found["texts"] == 8
    assert list(found["languages"]) == ["nb", "nn", "en", "ar", "so"]
    assert {language: held["texts"] for language, held in found["languages"].items()} == {
        "nb": {
            "count": 8,
            "percent": 100,
            "outdated": 0,
            "by_status": {"source": 8},
            "by_audience": {
                "child": 2,
                "infant_caregiver": 1,
                "minority_family": 1,
                "parent": 3,
                "practitioner": 1,
                "youth": 3,
            },
        },
        "nn": {"count": 1, "percent": 12, "outdated": 1, "by_status": {"reviewed": 1}, "by_audience": {"youth": 1}},
        "en": {
            "count": 4,
            "percent": 50,
            "outdated": 2,
            "by_status": {"machine": 3, "reviewed": 1},
            "by_audience": {"child": 1, "minority_family": 1, "parent": 2, "youth": 1},
        },
        "ar": {
            "count": 2,
            "percent": 25,
            "outdated": 2,
            "by_status": {"machine": 2},
            "by_audience": {"child": 1, "minority_family": 1, "parent": 1},
        },
        "so": {
            "count": 1,
            "percent": 12,
            "outdated": 1,
            "by_status": {"machine": 1},
            "by_audience": {"infant_caregiver": 1, "parent": 1},
        },
    }


def test_missing_words_are_named(fixture_library: Library) -> None:
    missing = {language: held["missing"] for language, held in coverage(fixture_library)["languages"].items()}
    assert missing["nb"] == {"vocabulary": [], "helplines": [], "glossary": []}
    assert missing["en"] == {"vocabulary": [], "helplines": ["foreldrelinjen"], "glossary": ["helsesykepleier"]}
    assert missing["ar"] == {
        "vocabulary": [],
        "helplines": ["foreldrelinjen", "nodtelefonen"],
        "glossary": ["avhengighet", "helsesykepleier"],
    }
    assert missing["nn"] == missing["so"]
    assert missing["nn"]["helplines"] == ["barnetelefonen", "foreldrelinjen", "nodtelefonen"]
    assert missing["nn"]["vocabulary"][:2] == ["audience.label", "audience/child.label"]
    assert missing["nn"]["vocabulary"][-1] == "languages/so.names"


def test_one_label_taken_away_is_the_one_that_is_missing(folder: Path) -> None:
    path = folder / "vocabulary/situation.yaml"
    text = path.read_text("utf-8")
    found = re.search(r"- id: addiction\n\s+label: \{.*?(, ar: [^,}]+)", text)
    assert found
    path.write_text(text[: found.start(1)] + text[found.end(1) :], "utf-8")
    assert coverage(load_library(folder))["languages"]["ar"]["missing"]["vocabulary"] == ["situation/addiction.label"]


def test_what_a_child_is_told_need_not_exist_in_another_language_where_bokmaal_has_none(folder: Path) -> None:
    path = folder / "vocabulary/audience.yaml"
    assert "plain:" not in path.read_text("utf-8")
    assert "audience/child.plain" not in coverage(load_library(folder))["languages"]["nn"]["missing"]["vocabulary"]


@pytest.mark.parametrize("slug", ["kladd-om-hjerneskade", "gammel-tekst-om-rus"])
def test_a_translation_of_a_draft_or_a_retired_text_is_not_counted(folder: Path, slug: str) -> None:
    before = coverage(load_library(folder))
    path = folder / f"resources/{slug}/en.yaml"
    path.write_text((path.parent / "nb.yaml").read_text("utf-8") + "translation: {status: machine}\n", "utf-8")
    library = load_library(folder)
    assert "en" in library.resources[slug].texts
    assert coverage(library) == before


def test_percents_are_rounded_down_so_that_a_hundred_means_every_text(folder: Path) -> None:
    for path in (folder / "resources").glob("*/nb.yaml"):
        text = path.read_text("utf-8") + "translation: {status: machine}\n"
        if path.parent.name != "spor-om-barn":
            path.with_name("en.yaml").write_text(text, "utf-8")
    held = coverage(load_library(folder))["languages"]["en"]["texts"]
    assert (held["count"], held["percent"]) == (7, 87)


def test_a_language_without_a_catalogue_has_nothing_of_the_interface(folder: Path) -> None:
    path = folder / "vocabulary/languages.yaml"
    path.write_text(
        path.read_text("utf-8") + "  - {id: fi, name: Suomi, names: {nb: finsk, en: Finnish, ar: x}, script: Latn}\n",
        "utf-8",
    )
    found = coverage(load_library(folder))["languages"]["fi"]
    assert found["interface"] == {"percent": 0, "messages": 0, "status": "none"}
    assert found["texts"] == {"count": 0, "percent": 0, "outdated": 0, "by_status": {}, "by_audience": {}}


def test_an_empty_library_covers_nothing() -> None:
    assert coverage(Library()) == {"texts": 0, "languages": {}}
    assert len(list(rows(coverage(Library())))) == 1


def test_languages_without_any_text_are_no_division_by_nought(fixture_library: Library) -> None:
    found = coverage(Library(vocabulary=fixture_library.vocabulary))
    assert found["texts"] == 0
    assert {held["texts"]["percent"] for held in found["languages"].values()} == {0}


# -- the command ---------------------------------------------------------------------------------------------------


def test_the_command_gives_a_line_for_each_language(capsys: pytest.CaptureFixture[str], fixture_root: Path) -> None:
    assert cli.main(["coverage", "--root", str(fixture_root)]) == 0
    said = capsys.readouterr()
    heading, *lines = said.out.splitlines()
    assert said.err == ""
    assert heading.split() == [
        "language",
        "interface",
        "texts",
        "percent",
        "outdated",
        "missing",
        "words",
        "made",
        "by",
    ]
    assert [line.split()[0] for line in lines] == ["nb", "nn", "en", "ar", "so"]
    assert lines[0].split(maxsplit=6) == ["nb", "100%", "8", "100%", "0", "0", "source: 8"]
    assert lines[2].split(maxsplit=6) == ["en", "100%", "4", "50%", "2", "2", "machine: 3, reviewed: 1"]
    assert {line.index("%") for line in lines} == {heading.index("interface") + len("interface") - 1}


def test_the_command_gives_one_json_document(
    capsys: pytest.CaptureFixture[str], fixture_root: Path, fixture_library: Library
) -> None:
    assert cli.main(["coverage", "--root", str(fixture_root), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == coverage(fixture_library)


def test_the_command_on_an_empty_folder_tells_of_it_and_gives_a_document_all_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["coverage", "--root", str(tmp_path), "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"texts": 0, "languages": {}}
    assert "run barnsbeste check" in said.err
