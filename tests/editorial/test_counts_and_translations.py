from pathlib import Path

import pytest

from barnsbeste_content.editorial.statistics import statistics
from barnsbeste_content.editorial.translations import mark_current
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library, Text

SLUG = "naar-mamma-er-deprimert"


def test_statistics_count_published_texts(fixture_library: Library) -> None:
    counts = statistics(fixture_library)
    assert counts["resources"] == 8
    assert counts["drafts"] == 1
    assert (counts["helplines"], counts["glossary"], counts["sources"]) == (3, 3, 3)
    assert counts["by_audience"] == {
        "child": 2,
        "youth": 3,
        "parent": 3,
        "infant_caregiver": 1,
        "minority_family": 1,
        "practitioner": 1,
    }
    assert counts["by_age_band"] == {"0-2": 3, "3-7": 3, "8-12": 4, "13-17": 5}
    assert counts["by_situation"] == {
        "mental_illness": 3,
        "addiction": 1,
        "somatic_illness": 1,
        "bereavement": 1,
        "general": 2,
    }
    assert counts["texts_by_language"] == {"nb": 8, "nn": 1, "en": 4, "ar": 2, "so": 1}


def test_statistics_agree_with_the_texts_of_the_real_library(real_library: Library) -> None:
    counts = statistics(real_library)
    published = [held for held in real_library.resources.values() if held.status == "published"]
    assert counts["resources"] == len(published)
    assert sum(counts["by_format"].values()) == len(published)  # the one facet of which each text has exactly one
    assert counts["texts_by_language"]["nb"] == len(published)
    assert sum(counts["texts_by_language"].values()) == sum(len(held.texts) for held in published)


def test_statistics_of_an_empty_library_are_noughts() -> None:
    assert statistics(Library())["resources"] == 0


def test_marking_a_translation_changes_its_fingerprints_and_nothing_else(folder: Path) -> None:
    library = load_library(folder)
    assert library.resources[SLUG].outdated_parts("ar") == ("hva-skjer",)
    path = folder / f"resources/{SLUG}/ar.yaml"
    before = path.read_text("utf-8").splitlines()
    mode = path.stat().st_mode
    assert mark_current(folder, library.resources[SLUG], "ar") == path
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before and "hva-skjer" not in line] == []
    assert len(after) == len(before)
    assert path.stat().st_mode == mode
    again = load_library(folder)
    assert again.problems == ()
    assert again.resources[SLUG].outdated_parts("ar") == ()


def test_marking_keeps_comments_and_long_lines(folder: Path) -> None:
    path = folder / f"resources/{SLUG}/en.yaml"
    words = path.read_text("utf-8").replace(
        "summary: What happens", "# about the summary\nsummary: " + "And so on and on, " * 8 + "what happens"
    )
    path.write_text(words, "utf-8")
    mark_current(folder, load_library(folder).resources[SLUG], "en")
    assert path.read_text("utf-8").splitlines()[:5] == words.splitlines()[:5]


def test_marking_fills_in_where_there_were_no_fingerprints(folder: Path) -> None:
    slug = "snakk-med-barnet"
    assert load_library(folder).resources[slug].outdated_parts("ar") == ("head", "begynn", "actions", "say")
    mark_current(folder, load_library(folder).resources[slug], "ar")
    library = load_library(folder)
    assert library.problems == ()
    assert library.resources[slug].outdated_parts("ar") == ()


def test_the_source_cannot_be_marked_nor_a_text_that_is_not_there(fixture_library: Library, fixture_root: Path) -> None:
    with pytest.raises(ValueError, match="source"):
        mark_current(fixture_root, fixture_library.resources[SLUG], "nb")
    with pytest.raises(KeyError):
        mark_current(fixture_root, fixture_library.resources[SLUG], "so")


@pytest.mark.parametrize("mark", ["0123456789", "1234567890", "12345e6789", "0000000000", "0x12345678", "abcdef0123"])
def test_a_fingerprint_that_looks_like_a_number_is_written_as_text(
    folder: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    held = load_library(folder).resources[SLUG]
    monkeypatch.setattr(Text, "fingerprints", {"head": mark})
    mark_current(folder, held, "en")
    library = load_library(folder)
    assert library.problems == ()
    translation = library.resources[SLUG].texts["en"].translation
    assert translation is not None
    assert translation.source_fingerprint == {"head": mark}
