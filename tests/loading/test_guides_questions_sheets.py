"""Guides, questions and sheets as they come out of their files, whole or broken."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from barnsbeste_content.loading import LibraryReader, load_library
from barnsbeste_content.model import Library
from barnsbeste_content.model.question import QuestionFile
from barnsbeste_content.model.resource import Guide
from barnsbeste_content.model.sheet import MAX_ROWS, SheetFile
from barnsbeste_content.model.text import RESERVED_PARTS, Sentence, TextFile

TALK = "resources/snakk-sammen"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def messages(library: Library) -> list[str]:
    return [problem.message for problem in library.problems]


# -- what is read ------------------------------------------------------------------------------------------------------


def test_questions_and_sheets_are_named_by_their_files(fixture_library: Library, fixture_root: Path) -> None:
    for folder, known in (("questions", fixture_library.questions), ("sheets", fixture_library.sheets)):
        assert set(known) == {path.stem for path in (fixture_root / folder).glob("*.yaml")}
        assert all(each.id == id for id, each in known.items())


def test_a_question_is_found_along_a_chain_of_languages(fixture_library: Library) -> None:
    question = fixture_library.questions["er-det-min-skyld"]
    assert question.text_for(("so", "en", "nb"))[1] == "en"
    assert question.text_for(("so",)) == (question.texts["nb"], "nb")


def test_a_sheet_is_found_along_a_chain_of_languages(fixture_library: Library) -> None:
    sheet = fixture_library.sheets["nettverket-mitt"]
    assert sheet.text_for(("ar", "en", "nb"))[1] == "ar"
    assert sheet.text_for(("en",)) == (sheet.texts["nb"], "nb")


def test_a_guide_knows_its_sections_in_order(fixture_library: Library) -> None:
    resource = fixture_library.resources["snakk-sammen"]
    assert resource.guide
    assert resource.guide.sections == ("velg-et-ord", "slik-snakker-dere", "etterpaa", "fortsatt-urolig")


def test_real_guides_have_each_section_in_one_step(real_library: Library) -> None:
    guides = [resource for resource in real_library.resources.values() if resource.guide]
    assert guides
    for resource in guides:
        steps = resource.guide.sections if resource.guide else ()
        assert sorted(steps) == sorted(section.id for section in resource.texts["nb"].sections), resource.id


def test_sentences_are_a_part_of_a_text_that_a_translation_can_be_behind_in(fixture_library: Library) -> None:
    text = fixture_library.resources["snakk-sammen"].texts["nb"]
    assert "sentences" in text.parts
    assert "sentences" in RESERVED_PARTS
    for place, changes in ((0, {"words": "Noe annet."}), (0, {"ages": "0-2"}), (7, {"ask": "Hvorfor?"})):
        changed = list(text.sentences)
        changed[place] = changed[place].model_copy(update=changes)
        other = text.model_copy(update={"sentences": tuple(changed)}).fingerprints
        assert {part for part, mark in text.fingerprints.items() if other[part] != mark} == {"sentences"}


def test_sentences_count_among_the_words_of_a_text(fixture_library: Library) -> None:
    text = fixture_library.resources["snakk-sammen"].texts["nb"]
    assert text.word_count > text.model_copy(update={"sentences": ()}).word_count


def test_real_questions_lead_to_published_texts(real_library: Library) -> None:
    assert real_library.questions
    for question in real_library.questions.values():
        served = [slug for slug in question.leads_to if real_library.resources[slug].status == "published"]
        assert served, question.id


# -- what is refused ---------------------------------------------------------------------------------------------------


def question(**changes: Any) -> QuestionFile:
    facts: dict[str, Any] = {
        "audiences": ("child",),
        "situations": ("general",),
        "relations": ("parent",),
        "topics": ("guilt",),
        "leads_to": ("en-tekst",),
        "texts": {"nb": {"question": "Hvorfor?", "answer": "Derfor."}},
    }
    return QuestionFile.model_validate({**facts, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"texts": {"en": {"question": "Why?", "answer": "So."}}},
        {"texts": {"nb": {"question": "H" * 91, "answer": "Derfor."}}},
        {"texts": {"nb": {"question": "Hvorfor?", "answer": "D" * 601}}},
        {"texts": {"nb": {"question": "  ", "answer": "Derfor."}}},
        {"leads_to": ()},
        {"leads_to": ("a", "b", "c", "d")},
        {"audiences": ()},
        {"topics": ()},
        {"leads_to": ("Ikke Slug",)},
    ],
)
def test_a_question_that_lacks_something_is_refused(changes: dict[str, Any]) -> None:
    assert question()
    with pytest.raises(ValidationError):
        question(**changes)


def sheet(parts: tuple[dict[str, Any], ...], **words: dict[str, dict[str, str]]) -> SheetFile:
    """A sheet of these parts; `words`: language -> part -> field -> label."""
    texts = {
        language: {
            "title": "Ark",
            "summary": "Et ark.",
            "intro": "Skriv.",
            "parts": {id: {"heading": "Del", "fields": fields} for id, fields in labels.items()},
        }
        for language, labels in words.items()
    }
    return SheetFile.model_validate({"kind": "plan", "audiences": ("parent",), "parts": parts, "texts": texts})


PART = {"id": "barna", "fields": ("navn", "alder")}
LABELS = {"barna": {"navn": "Navn", "alder": "Alder"}}


@pytest.mark.parametrize(
    ("parts", "words", "told"),
    [
        ((PART,), {"en": LABELS}, "bokmål words are missing"),
        ((PART, PART), {"nb": LABELS}, '"barna" stands twice'),
        ((PART,), {"nb": LABELS, "en": {}}, '"barna"; write its words here'),
        ((PART,), {"nb": {**LABELS, "mer": {}}}, '"mer"; take it away'),
        ((PART,), {"nb": LABELS, "en": {"barna": {"navn": "Name"}}}, '"alder"; write its label here'),
        ((PART,), {"nb": {"barna": {**LABELS["barna"], "sko": "Sko"}}}, '"sko"; take it away'),
        (({**PART, "rows": MAX_ROWS + 1},), {"nb": LABELS}, "less than or equal"),
        (({**PART, "fields": ()},), {"nb": {"barna": {}}}, "at least 1"),
    ],
)
def test_a_sheet_without_the_same_fields_in_every_language_is_refused(
    parts: tuple[dict[str, Any], ...], words: dict[str, Any], told: str
) -> None:
    assert sheet((PART,), nb=LABELS, en=LABELS)
    with pytest.raises(ValidationError, match=told):
        sheet(parts, **words)


@pytest.mark.parametrize("step", ["before", "during", "after", "worried"])
def test_a_guide_has_every_step(step: str) -> None:
    steps: dict[str, tuple[str, ...]] = dict.fromkeys(("before", "during", "after", "worried"), ("en",))
    assert Guide(**steps)
    with pytest.raises(ValidationError):
        Guide(**{**steps, step: ()})


@pytest.mark.parametrize("facts", [{"moment": "opne"}, {"ages": "3-8"}, {"words": " "}, {"ask": ""}])
def test_a_sentence_has_a_known_moment_and_ages_and_words(facts: dict[str, Any]) -> None:
    good: dict[str, Any] = {"moment": "open", "ages": "3-7", "words": "Hei."}
    assert Sentence(**good)
    with pytest.raises(ValidationError):
        Sentence(**{**good, **facts})


@pytest.mark.parametrize("name", RESERVED_PARTS)
def test_no_section_bears_the_name_of_a_part(name: str) -> None:
    def text(id: str) -> TextFile:
        return TextFile.model_validate(
            {
                "title": "T",
                "summary": "S",
                "main_message": "M",
                "sections": ({"id": id, "heading": "H", "text": "T"},),
                "actions": ("Gjør.",),
            }
        )

    assert text("noe-annet")
    with pytest.raises(ValidationError):
        text(name)


# -- what is served where something is broken --------------------------------------------------------------------------


def test_broken_questions_and_sheets_are_not_served_and_hide_no_good_ones(broken_root: Path) -> None:
    library = load_library(broken_root)
    assert "god-sporsmal" in library.questions
    assert not {"missing-nb", "no-answer", "question-too-long"} & set(library.questions)
    assert "god-ark" in library.sheets
    broken = {"field-without-label", "part-without-words", "same-part-twice", "too-many-rows", "unknown-kind"}
    assert not broken & set(library.sheets)


def test_broken_guides_are_not_served(broken_root: Path) -> None:
    library = load_library(broken_root)
    for slug in ("guide-names-no-section", "guide-section-of-no-step", "guide-without-sentences"):
        assert slug not in library.resources
    assert "sentences-without-guide" not in library.resources
    assert library.resources["sentences-differ"].languages == ("nb",)


def test_a_question_that_breaks_keeps_its_last_good_words(folder: Path) -> None:
    reader = LibraryReader(folder)
    before = reader.read().questions["er-det-min-skyld"]
    change(folder / "questions/er-det-min-skyld.yaml", "topics: [guilt]", "topics: []")
    after = reader.read()
    assert after.questions["er-det-min-skyld"] == before
    assert len(after.problems) == 1


@pytest.mark.parametrize("kind", ["questions", "sheets"])
def test_a_file_that_is_taken_away_is_no_longer_served(folder: Path, kind: str) -> None:
    reader = LibraryReader(folder)
    known = getattr(reader.read(), kind)
    first = next(iter(known))
    (folder / kind / f"{first}.yaml").unlink()
    assert set(getattr(reader.read(), kind)) == set(known) - {first}


def test_a_translation_that_lacks_a_sentence_keeps_its_last_good_words(folder: Path) -> None:
    reader = LibraryReader(folder)
    before = reader.read().resources["snakk-sammen"].texts["en"]
    change(folder / TALK / "en.yaml", "  - {moment: close, ages: 3-7, words: Now we read a book.}\n", "")
    after = reader.read()
    assert after.resources["snakk-sammen"].texts["en"] == before
    assert [message.partition(" in ")[0] for message in messages(after)] == ["the sentences differ from nb.yaml"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("questions/er-det-min-skyld.yaml", "leads_to: [naar-mamma", "leads_to: [nar-mamma", "did you mean"),
        ("questions/er-det-min-skyld.yaml", "[veileder]", "[veiledr]", 'no source "veiledr"'),
        ("questions/orker-ikke-mer.yaml", "[nodtelefonen", "[nodtelefon", 'no helpline "nodtelefon"'),
        ("questions/er-det-min-skyld.yaml", "[child]", "[chld]", 'unknown audience "chld"'),
        ("questions/er-det-min-skyld.yaml", "answer: Nei.", "answer: <b>Nei</b>.", "HTML is shown as it is written"),
        ("sheets/nettverket-mitt.yaml", "text: hvem", "text: hvm", "no resource"),
        ("sheets/nettverket-mitt.yaml", "intro: Skriv navn", "intro: <i>Skriv</i> navn", "HTML is shown"),
        (f"{TALK}/resource.yaml", "[etterpaa]", "[etterpa]", 'names a section "etterpa"; did you mean "etterpaa"?'),
        (f"{TALK}/nb.yaml", "Mamma er trett.", "<u>Mamma</u> er trett.", "HTML is shown as it is written"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(folder: Path, file: str, old: str, new: str, told: str) -> None:
    change(folder / file, old, new)
    found = load_library(folder).problems
    assert any(told in problem.message for problem in found), messages(load_library(folder))
    assert {problem.path.split("/")[-2] for problem in found} == {Path(file).parent.name}


@pytest.fixture
def written(folder: Path) -> Callable[[str], Path]:
    """A question of the fixture under another name."""

    def made(name: str) -> Path:
        path = folder / "questions" / name
        path.write_text((folder / "questions/er-det-min-skyld.yaml").read_text("utf-8"), "utf-8")
        return path

    return made


@pytest.mark.parametrize("name", ["Er_Det.yaml", "er det.yaml", "er-det.yml", "er-det.txt"])
def test_a_question_in_a_file_with_a_strange_name_is_told_and_not_served(
    folder: Path, written: Callable[[str], Path], name: str
) -> None:
    before = set(load_library(folder).questions)
    written(name)
    after = load_library(folder)
    assert set(after.questions) == before
    assert len(after.problems) == 1


def test_a_source_says_when_it_was_read(fixture_library: Library) -> None:
    assert fixture_library.sources["veileder"].accessed == date(2026, 11, 20)
