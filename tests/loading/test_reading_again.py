"""What stays in service while somebody edits."""

import os
import shutil
import time
from pathlib import Path

import pytest

from barnsbeste_content.loading import LibraryReader, files, library
from barnsbeste_content.loading.files import ContentFile, ParsedFile

SLUG = "naar-mamma-er-deprimert"


@pytest.fixture
def reader(folder: Path) -> LibraryReader:
    reader = LibraryReader(folder)
    assert reader.read().problems == ()
    return reader


def write(path: Path, text: str) -> None:
    """Writes so that the stamp differs, however coarse the clock of the file system."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


def test_an_unchanged_folder_gives_the_same_library(reader: LibraryReader) -> None:
    first, second = reader.read(), reader.read()
    assert first == second
    assert all(first.resources[slug] is second.resources[slug] for slug in first.resources)


def test_only_changed_files_are_parsed_again(
    reader: LibraryReader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counting(file: ContentFile) -> ParsedFile:
        parsed.append(str(file.path.relative_to(folder)))
        return files.read(file)

    monkeypatch.setattr(library, "read", counting)
    reader.read()
    assert parsed == []
    change(folder / f"resources/{SLUG}/en.yaml", "When Mum", "When Mother")
    assert reader.read().resources[SLUG].texts["en"].title == "When Mother is depressed"
    assert parsed == [f"resources/{SLUG}/en.yaml"]


def test_a_file_that_breaks_keeps_its_last_good_words_and_recovers(reader: LibraryReader, folder: Path) -> None:
    path = folder / f"resources/{SLUG}/nb.yaml"
    good = path.read_text("utf-8")
    write(path, good.replace("title: ", 'title: "'))
    broken = reader.read()
    assert broken.resources[SLUG].texts["nb"].title == "Når mamma er deprimert"
    assert [problem.path for problem in broken.problems] == [str(path)]
    assert reader.read().problems == broken.problems  # told as long as it is broken
    write(path, good.replace("Når mamma", "Når far"))
    mended = reader.read()
    assert mended.resources[SLUG].texts["nb"].title == "Når far er deprimert"
    assert mended.problems == ()


def test_an_edit_that_names_what_does_not_exist_keeps_the_last_good_resource(
    reader: LibraryReader, folder: Path
) -> None:
    path = folder / f"resources/{SLUG}/resource.yaml"
    change(path, "situations: [mental_illness]", "situations: [mental_ilness]")
    change(path, "format: article", "format: faq")
    library = reader.read()
    assert library.resources[SLUG].situations == ("mental_illness",)
    assert library.resources[SLUG].format == "article"
    assert len(library.problems) == 1
    change(path, "mental_ilness", "mental_illness")
    library = reader.read()
    assert (library.resources[SLUG].format, library.problems) == ("faq", ())


@pytest.mark.parametrize("status", ["retired", "draft"])
def test_a_text_can_be_withdrawn_whatever_else_is_wrong(reader: LibraryReader, folder: Path, status: str) -> None:
    path = folder / f"resources/{SLUG}/resource.yaml"
    change(path, "status: published", f"status: {status}")
    change(path, "situations: [mental_illness]", "situations: [mental_ilness]")
    assert reader.read().resources[SLUG].status == status
    (folder / f"resources/{SLUG}/nb.yaml").unlink()
    assert reader.read().resources[SLUG].status == status


def test_a_file_that_could_not_be_read_is_tried_again_though_it_has_not_changed(
    reader: LibraryReader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / f"resources/{SLUG}/en.yaml"
    path.touch()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _self: (_ for _ in ()).throw(OSError(24, "Too many open files")))
        assert reader.read().problems
    assert reader.read().problems == ()


def test_a_translation_that_no_longer_fits_keeps_its_last_good_words(reader: LibraryReader, folder: Path) -> None:
    change(folder / f"resources/{SLUG}/en.yaml", "  - Go out and play with a friend.\n", "")
    held = reader.read()
    assert held.resources[SLUG].texts["en"].actions[-1] == "Go out and play with a friend."
    assert len(held.problems) == 1


def test_languages_served_together_always_have_the_same_parts(reader: LibraryReader, folder: Path) -> None:
    """While a bokmål text gets a new action, its translations lag behind: the whole resource stays as it was."""
    change(folder / f"resources/{SLUG}/nb.yaml", "actions:\n", "actions:\n  - Pust rolig.\n")
    lagging = reader.read()
    assert [len(text.actions) for text in lagging.resources[SLUG].texts.values()] == [2, 2, 2]
    assert sorted(Path(problem.path).name for problem in lagging.problems) == ["ar.yaml", "en.yaml"]
    change(folder / f"resources/{SLUG}/en.yaml", "actions:\n", "actions:\n  - Breathe calmly.\n")
    change(folder / f"resources/{SLUG}/ar.yaml", "actions:\n", "actions:\n  - تنفس بهدوء.\n")
    whole = reader.read()
    assert [len(text.actions) for text in whole.resources[SLUG].texts.values()] == [3, 3, 3]
    assert whole.problems == ()


@pytest.mark.parametrize(
    "path", ["vocabulary/topic.yaml", "vocabulary/languages.yaml", "search/nb.yaml", "redirects.yaml"]
)
def test_other_files_that_break_stay_in_service_too(reader: LibraryReader, folder: Path, path: str) -> None:
    before = reader.read()
    write(folder / path, "a: [\n")
    after = reader.read()
    assert (after.vocabulary, after.search_words, after.redirects) == (
        before.vocabulary,
        before.search_words,
        before.redirects,
    )
    assert after.resources == before.resources
    assert [problem.path for problem in after.problems] == [str(folder / path)]


def test_deleted_files_and_folders_disappear(reader: LibraryReader, folder: Path) -> None:
    (folder / "resources/snakk-med-barnet/ar.yaml").unlink()
    shutil.rmtree(folder / "resources/naar-noen-dor")
    (folder / "glossary/avhengighet.yaml").unlink()
    library = reader.read()
    assert "ar" not in library.resources["snakk-med-barnet"].texts
    assert "naar-noen-dor" not in library.resources
    assert "avhengighet" not in library.glossary
    linking = library.resources["naar-noen-hjemme-drikker"]
    assert linking.related == ("hvem-kan-jeg-snakke-med",)
    assert linking.glossary == ()
    assert len(library.problems) == 2  # what names them is told


def test_a_new_value_of_the_vocabulary_mends_what_waited_for_it(reader: LibraryReader, folder: Path) -> None:
    change(folder / f"resources/{SLUG}/resource.yaml", "[sad, worried, guilty]", "[sad, sleepy]")
    assert len(reader.read().problems) == 1
    change(folder / "vocabulary/feeling.yaml", "values:\n", "values:\n  - id: sleepy\n    label: {nb: Trøtt}\n")
    library = reader.read()
    assert library.problems == ()
    assert library.resources[SLUG].feelings == ("sad", "sleepy")


def test_a_folder_that_goes_away_or_empties_keeps_the_last_good_library(reader: LibraryReader, folder: Path) -> None:
    """A checkout or a mount may be under way: readers keep what they have, and the problem is told."""
    before = reader.read()
    away = folder.with_name("away")
    folder.rename(away)
    gone = reader.read()
    assert gone.resources == before.resources
    assert ["no such content folder" in problem.message for problem in gone.problems] == [True]
    folder.mkdir()
    empty = reader.read()
    assert empty.resources == before.resources
    assert ["no texts" in problem.message for problem in empty.problems] == [True]
    folder.rmdir()
    away.rename(folder)
    assert reader.read() == before


def test_vocabulary_that_goes_away_stays_in_service(reader: LibraryReader, folder: Path) -> None:
    before = reader.read()
    shutil.rmtree(folder / "vocabulary")
    for _ in range(2):
        after = reader.read()
        assert (after.vocabulary, after.resources) == (before.vocabulary, before.resources)
        assert {problem.path for problem in after.problems} == {str(folder / "vocabulary")}


def test_a_folder_that_goes_away_while_it_is_listed_keeps_the_last_good_library(
    reader: LibraryReader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.read()
    listed: list[object] = []
    scandir = os.scandir

    def leaving(path: Path) -> object:
        listed.append(path)
        if len(listed) == 4:
            folder.rename(folder.with_name("away"))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", leaving)
    after = reader.read()
    assert len(listed) >= 4
    assert after.resources == before.resources
    assert after.vocabulary == before.vocabulary


def test_what_is_in_a_folder_that_cannot_be_listed_stays_in_service(
    reader: LibraryReader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.read()
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path) in (folder / f"resources/{SLUG}", folder / "glossary"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    after = reader.read()
    assert (after.resources, after.glossary) == (before.resources, before.glossary)
    said = "cannot be listed: Permission denied; let the server read this folder"
    assert [problem.message for problem in after.problems] == [said, said]


def test_progress_counts_every_file_once(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    LibraryReader(folder).read(lambda done, total: seen.append((done, total)))
    total = sum(1 for path in folder.rglob("*.yaml"))
    assert seen == [(done, total) for done in range(1, total + 1)]


def test_rewriting_a_file_within_one_tick_of_the_clock_is_noticed_by_its_size(
    reader: LibraryReader, folder: Path
) -> None:
    path = folder / f"resources/{SLUG}/nb.yaml"
    stamp = path.stat().st_mtime_ns
    path.write_text(path.read_text("utf-8").replace("Når mamma er", "Når pappa alltid er"), "utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert reader.read().resources[SLUG].texts["nb"].title == "Når pappa alltid er deprimert"


def test_reading_again_is_quick_where_nothing_changed(real_root: Path) -> None:
    reader = LibraryReader(real_root)
    start = time.perf_counter()
    reader.read()
    first = time.perf_counter() - start
    again = []
    for _ in range(3):
        start = time.perf_counter()
        reader.read()
        again.append(time.perf_counter() - start)
    assert min(again) < first / 3


def test_a_broken_asked_file_leaves_its_text_in_service_with_what_was_good_before(
    reader: LibraryReader, folder: Path
) -> None:
    before = reader.read().resources["naar-noen-hjemme-drikker"]
    assert before.asked["nb"]
    path = folder / "resources/naar-noen-hjemme-drikker/asked.yaml"
    write(path, "nb: pappa lukter øl\n")
    library = reader.read()
    assert library.resources["naar-noen-hjemme-drikker"].asked == before.asked
    assert [problem.line for problem in library.problems if problem.path == str(path)] == [1]


def test_a_change_to_how_people_ask_is_in_the_next_library(reader: LibraryReader, folder: Path) -> None:
    path = folder / "resources/naar-noen-hjemme-drikker/asked.yaml"
    change(path, "pappa lukter øl", "pappa lukter vin")
    assert "pappa lukter vin" in reader.read().resources["naar-noen-hjemme-drikker"].asked["nb"]


def test_what_is_taken_over_is_what_reading_everything_would_give(reader: LibraryReader, folder: Path) -> None:
    drinks, baby = folder / "resources/naar-noen-hjemme-drikker", folder / "resources/naar-babyen-merker-uro"
    facts, topics = drinks / "resource.yaml", folder / "vocabulary/topic.yaml"
    saves = [
        (facts, "code: u01", "code: u02"),  # which another text has
        (baby / "nb.yaml", "title: ", "title: Nå. "),  # another file, while that is wrong
        (facts, "code: u02", "code: u01"),
        (facts, "status: published", "status: withdrawn"),  # there is no such status
        (topics, "label:", "labels:"),
        (topics, "labels:", "label:"),
        (facts, "status: withdrawn", "status: retired"),
        (facts, "status: retired", "status: published"),
    ]
    told = []
    for file, old, new in saves:
        change(file, old, new)
        saved, anew = reader.read(), LibraryReader(folder).read()
        told.append(len(saved.problems))
        assert saved.problems == anew.problems, new
        if not anew.problems:  # what is broken stays in service as it was, which who reads for the first time has not
            assert saved == anew, new
            assert list(saved.resources) == list(anew.resources), new
    assert [bool(problems) for problems in told] == [True, True, False, True, True, True, False, False]


def test_a_code_that_is_taken_is_told_when_other_words_are_mended(reader: LibraryReader, folder: Path) -> None:
    copy = folder / "resources/naar-noen-kopi"
    shutil.copytree(folder / "resources/naar-noen-hjemme-drikker", copy)
    change(copy / "nb.yaml", "title: ", "titel: ")  # so that it is not served, and takes no code
    assert "naar-noen-kopi" not in reader.read().resources
    change(copy / "nb.yaml", "titel: ", "title: ")
    told = [problem.message for problem in reader.read().problems]
    assert 'the code "u01" is taken by naar-noen-hjemme-drikker; take the next free one' in told
