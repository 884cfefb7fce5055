"""The state of the texts: what is found, what is counted, and that it is made once."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.editorial import checks
from barnsbeste_content.editorial import quality as of_quality
from barnsbeste_content.editorial.checks import CHECKS, editorial_problems, rule_of
from barnsbeste_content.editorial.health_literacy import OF_CHECKS, RULES, slug_of, ways_to_texts
from barnsbeste_content.editorial.quality import quality
from barnsbeste_content.editorial.readability import hardest_sentences, measure
from barnsbeste_content.editorial.whole_library import LIBRARY_CHECKS
from barnsbeste_content.loading import LibraryReader, load_library
from barnsbeste_content.model import Library, Resource, Section
from barnsbeste_content.model.problem import Problem
from barnsbeste_content.model.quality import Cover, Due, Lack, Quality, Reading
from barnsbeste_content.model.reference import pattern_of
from barnsbeste_content.model.resource import Guide

TODAY = date(2026, 11, 22)
SLUG = "naar-mamma-er-deprimert"
DRAFT, RETIRED = "kladd-om-hjerneskade", "gammel-tekst-om-rus"
HARD = "Sykehusavdelingen undersøker kreftpasientene grundig hver eneste formiddag sammen med spesialisthelsetjenesten."


def found_in(library: Library, root: Path = Path("content"), today: date = TODAY) -> Quality:
    return quality(Catalog.build(library, Edition.PREVIEW), root, today)


def with_text(library: Library, slug: str = SLUG, **changes: Any) -> Library:
    """The library with other facts of a text, and other words in bokmål."""
    resource = library.resources[slug]
    nb = resource.texts["nb"]
    words = {name: changes.pop(name) for name in tuple(changes) if name in type(nb).model_fields}
    texts = {**resource.texts, "nb": nb.model_copy(update=words)}
    return replace(
        library,
        resources={
            **library.resources,
            slug: resource.model_copy(update={**changes, "texts": changes.get("texts", texts)}),
        },
    )


def sections(text: str, **parts: Any) -> tuple[Section, ...]:
    return (Section(id="en", heading="Avsnitt", text=text, **parts),)


# Problems


def test_problems_are_those_of_the_check_with_paths_below_the_folder(broken_root: Path) -> None:
    library = load_library(broken_root)
    problems = found_in(library, broken_root).problems
    told = sorted((*library.problems, *editorial_problems(library, broken_root, TODAY)))
    assert len(problems) == len(told) > 100
    assert [(p.line, p.rule, p.message) for p in problems] == [(p.line, p.rule, p.message) for p in told]
    assert [broken_root / p.path for p in problems] == [Path(p.path) for p in told]


@pytest.mark.parametrize(("days", "rules"), [(-100, set()), (-30, {"review-date"}), (30, {"review-date"})])
def test_what_is_due_is_due_from_the_day_that_is_given(
    fixture_library: Library, fixture_root: Path, days: int, rules: set[str]
) -> None:
    day = fixture_library.resources[SLUG].review.next + timedelta(days=days)
    problems = found_in(fixture_library, fixture_root, day).problems
    assert {p.rule for p in problems if slug_of(p.path) == SLUG} == rules


# Kept


def test_it_is_made_once_for_a_catalog_and_a_day(fixture_library: Library, fixture_root: Path) -> None:
    catalog = Catalog.build(fixture_library, Edition.PREVIEW)
    first = quality(catalog, fixture_root, TODAY)
    assert quality(catalog, fixture_root, TODAY) is first
    assert quality(catalog, fixture_root, TODAY + timedelta(days=1)) is not first
    assert quality(Catalog.build(fixture_library, Edition.PREVIEW), fixture_root, TODAY) is not first


def test_what_is_kept_goes_with_its_catalog(fixture_library: Library, fixture_root: Path) -> None:
    before = len(of_quality._made)
    catalog = Catalog.build(fixture_library, Edition.PREVIEW)
    quality(catalog, fixture_root, TODAY)
    assert len(of_quality._made) == before + 1
    del catalog
    assert len(of_quality._made) == before


def test_a_saved_file_costs_the_checks_of_one_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, checked = LibraryReader(folder), []

    def counting(resource: Resource, *others: Any) -> list[Problem]:
        checked.append(resource.id)
        return checks.text_problems(resource, *others)

    monkeypatch.setattr(of_quality, "text_problems", counting)
    assert found_in(reader.read(), folder).problems == ()
    assert sorted(checked) == sorted(load_library(folder).resources)
    checked.clear()
    path = folder / f"resources/{SLUG}/nb.yaml"
    path.write_text(re.sub("main_message: .*", "main_message: Ett. To. Tre.", path.read_text("utf-8")), "utf-8")
    problems = found_in(reader.read(), folder).problems
    assert checked == [SLUG]
    assert [(p.path, p.line, p.rule) for p in problems] == [
        (f"resources/{SLUG}/nb.yaml", 4, "main-message-is-one-sentence")
    ]
    checked.clear()
    assert found_in(reader.read(), folder, TODAY + timedelta(days=1)).problems == problems
    assert len(checked) > 1  # on another day other reviews are due


def test_a_changed_glossary_is_looked_for_in_every_text(folder: Path) -> None:
    reader = LibraryReader(folder)
    assert found_in(reader.read(), folder).problems == ()
    term = "sources: [veileder]\ntexts:\n  nb: {term: trett, definition: At du trenger hvile.}\n"
    (folder / "glossary/trett.yaml").write_text(term, "utf-8")
    problems = found_in(reader.read(), folder).problems
    assert ("glossary-words-are-explained", SLUG) in {(p.rule, slug_of(p.path)) for p in problems}


# Readability


def reading(found: Quality, slug: str = SLUG, language: str = "nb") -> Reading:
    [each] = [each for each in found.readings if (each.slug, each.language) == (slug, language)]
    return each


def test_every_text_in_bokmaal_and_nynorsk_is_measured_but_retired_ones(fixture_library: Library) -> None:
    readings = found_in(fixture_library).readings
    expected = {
        (slug, language)
        for slug, resource in fixture_library.resources.items()
        for language in ("nb", "nn")
        if language in resource.texts and slug != RETIRED
    }
    assert {(each.slug, each.language) for each in readings} == expected
    assert (DRAFT, "nb") in expected


@pytest.mark.parametrize(("long_words", "verdict"), [(0, "within"), (17, "near"), (19, "over"), (25, "fails")])
def test_lix_is_judged_by_the_limits_of_the_reader(fixture_library: Library, long_words: int, verdict: str) -> None:
    every = ["langtord" if number < long_words else "ord" for number in range(100)]
    text = " ".join(f"{' '.join(every[start : start + 10])}." for start in range(0, 100, 10))
    ten = f"Si {' '.join(['ord'] * 9)}."
    library = with_text(fixture_library, sections=sections(text), main_message=ten, actions=(ten,))
    each = reading(found_in(library))
    assert (each.warn, each.fail, each.reader) == (25, 30, "child-12")
    assert each.lix == pytest.approx(10 + 100 * long_words / 120)
    assert each.verdict == verdict


def test_the_text_farthest_above_its_limit_stands_first_with_its_hardest_sentences(fixture_library: Library) -> None:
    easy = "Du kan si det. " * 40
    library = with_text(fixture_library, sections=sections(f"{easy}\n\n{HARD}"))
    library = with_text(library, "snakk-med-barnet", sections=sections(f"{HARD} " * 12))
    readings = found_in(library).readings
    assert (readings[0].slug, readings[0].verdict) == ("snakk-med-barnet", "fails")
    hardest = reading(found_in(library)).hardest
    assert (hardest[0].words, hardest[0].count, hardest[0].long_words) == (HARD, 10, 6)
    assert hardest[0].gain > 0
    assert readings[-1].lix is None
    assert readings[-1].hardest == ()


def test_the_gain_of_a_sentence_is_what_lix_falls_without_it() -> None:
    easy = "Du kan si det til meg. " * 30
    [first, *_] = hardest_sentences(easy, HARD)
    without = measure(easy).lix
    assert without is not None
    assert first.words == HARD
    assert first.lix_without == pytest.approx(without)
    assert hardest_sentences("For kort.") == ()


# Health literacy


def lacks_of(library: Library, slug: str = SLUG) -> set[tuple[str, str]]:
    return {(lack.competence, lack.rule) for lack in found_in(library).lacks if lack.slug == slug}


@pytest.mark.parametrize(
    ("rule", "fault", "cure"),
    [
        (
            "long-section",
            {"sections": sections("ord " * 181, sources=("veileder",))},
            {"sections": sections("ord " * 180, sources=("veileder",))},
        ),
        (
            "no-section-has-sources",
            {"sections": sections("Kort.")},
            {"sections": sections("Kort.", sources=("veileder",))},
        ),
        ("talk-without-words", {"topics": ("talk_together",), "say": ()}, {"topics": ("guilt",), "say": ()}),
        ("talk-without-words", {"format": "conversation_guide", "say": ()}, {"format": "conversation_guide"}),
        ("danger-without-help-first", {"topics": ("safety",)}, {"topics": ("safety",), "help_first": True}),
        (
            "danger-without-help-first",
            {"topics": ("safety",)},
            {"topics": ("safety",), "audiences": ("practitioner",)},
        ),
    ],
)
def test_a_rule_finds_its_fault_and_passes_its_cure(
    fixture_library: Library, rule: str, fault: dict[str, Any], cure: dict[str, Any]
) -> None:
    assert rule in {found for _, found in lacks_of(with_text(fixture_library, **fault))}
    assert rule not in {found for _, found in lacks_of(with_text(fixture_library, **cure))}


def test_a_text_that_nobody_has_reviewed_cannot_be_appraised(fixture_library: Library) -> None:
    review = fixture_library.resources[SLUG].review
    assert ("appraise", "not-reviewed") in lacks_of(fixture_library)
    done = review.model_copy(update={"status": "reviewed", "by": "fagrådgiver", "on": TODAY})
    assert ("appraise", "not-reviewed") not in lacks_of(with_text(fixture_library, review=done))


@pytest.mark.parametrize(("days", "is_lacking"), [(-1, False), (0, False), (1, True)])
def test_a_review_is_lacking_once_it_is_overdue(
    fixture_library: Library, fixture_root: Path, days: int, is_lacking: bool
) -> None:
    found = found_in(fixture_library, fixture_root, fixture_library.resources[SLUG].review.next + timedelta(days=days))
    assert "review-date" in {problem.rule for problem in found.problems if slug_of(problem.path) == SLUG}
    assert (Lack(SLUG, "appraise", "review-date") in found.lacks) is is_lacking


def test_a_text_is_found_by_whatever_leads_to_it(fixture_library: Library) -> None:
    alone = replace(fixture_library, questions={}, sheets={})
    for slug in fixture_library.resources:
        alone = with_text(alone, slug, related=(), guide=None, sections=sections("Ingen lenke."))
    assert ("find", "nothing-leads-here") in lacks_of(alone)
    guide = Guide(before=("en",), during=("en",), after=("en",), worried=("en",))
    leading = (
        with_text(alone, "snakk-med-barnet", related=(SLUG,)),
        with_text(alone, "snakk-med-barnet", sections=sections(f"Se [her](ressurs:{SLUG}).")),
        with_text(alone, guide=guide),
    )
    for library in leading:
        assert ("find", "nothing-leads-here") not in lacks_of(library)
    not_leading = (
        with_text(alone, related=(SLUG,)),  # to itself
        with_text(alone, RETIRED, related=(SLUG,)),
        with_text(alone, DRAFT, related=(SLUG,)),
    )
    for library in not_leading:
        assert ("find", "nothing-leads-here") in lacks_of(library)


def test_a_text_is_searched_for_by_words_that_lead_to_a_tag_of_it(fixture_library: Library) -> None:
    without = replace(fixture_library, search_words={})
    assert ("find", "no-words-lead-here") in lacks_of(without)
    assert ways_to_texts(without).searched == frozenset()
    assert ("situation", "mental_illness") in ways_to_texts(fixture_library).searched
    assert ("find", "no-words-lead-here") not in lacks_of(fixture_library)


def test_what_checks_find_counts_once_for_each_text(fixture_library: Library) -> None:
    long = "En. To. Tre. Fire. Fem."
    library = with_text(fixture_library, sections=sections(f"{long}\n\n{long}", sources=("veileder",)))
    lacks = [lack for lack in found_in(library).lacks if lack.rule == "paragraph-length"]
    assert lacks == [Lack(SLUG, "understand", "paragraph-length")]


def test_every_check_of_one_text_is_in_the_way_of_something() -> None:
    every = {rule_of(check) for check in (*CHECKS, *LIBRARY_CHECKS)}
    assert {rule_of(check) for check in CHECKS} <= set(OF_CHECKS) <= every
    assert all((rule.__doc__ or "").endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    ("path", "slug"),
    [("resources/a/nb.yaml", "a"), ("resources/a", "a"), ("sources/a.yaml", ""), ("resources", ""), ("", "")],
)
def test_a_file_belongs_to_the_text_of_its_folder(path: str, slug: str) -> None:
    assert slug_of(path) == slug


# Coverage


def test_a_translation_is_current_outdated_by_a_machine_or_missing(fixture_library: Library) -> None:
    en = fixture_library.resources[SLUG].texts["en"]
    now = fixture_library.resources[SLUG].texts["nb"].fingerprints
    assert en.translation is not None

    def state(status: str, marks: dict[str, str]) -> str:
        translation = en.translation.model_copy(update={"status": status, "source_fingerprint": marks})
        texts = {**fixture_library.resources[SLUG].texts, "en": en.model_copy(update={"translation": translation})}
        return found_in(with_text(fixture_library, texts=texts)).languages[SLUG]["en"]

    assert state("reviewed", now) == "current"
    assert state("machine", now) == "machine"
    assert state("machine", {**now, "head": "0000000000"}) == "outdated"
    assert state("reviewed", {}) == "outdated"
    languages = found_in(fixture_library).languages
    assert (languages[SLUG]["nb"], languages[SLUG]["so"]) == ("current", "missing")
    assert list(languages[SLUG]) == list(fixture_library.vocabulary.languages)
    assert RETIRED not in languages


def test_texts_count_where_they_speak_to_a_reader_of_an_age_in_a_situation(fixture_library: Library) -> None:
    covers = found_in(fixture_library).covers
    resource = fixture_library.resources[SLUG]
    assert (resource.audiences, resource.ages.notation, resource.situations) == (
        ("child",),
        "8-12",
        ("mental_illness",),
    )
    fewer = {slug: each for slug, each in fixture_library.resources.items() if slug != SLUG}
    without = found_in(replace(fixture_library, resources=fewer)).covers
    lost = {key for key, cover in covers.items() if cover != without[key]}
    assert lost == {("child", "8-12", "mental_illness")}
    draft = fixture_library.resources[DRAFT].model_copy(update={"status": "published"})
    more = found_in(replace(fixture_library, resources={**fixture_library.resources, DRAFT: draft})).covers
    assert more != covers  # a draft does not count


def test_a_hole_is_where_an_expected_reader_finds_nothing_at_all() -> None:
    assert Cover(own=0, general=0, is_expected=True).is_hole
    assert not Cover(own=0, general=1, is_expected=True).is_hole
    assert not Cover(own=1, general=0, is_expected=True).is_hole
    assert not Cover(own=0, general=0, is_expected=False).is_hole


def test_a_text_on_any_situation_counts_apart(fixture_library: Library) -> None:
    empty = replace(fixture_library, resources={SLUG: fixture_library.resources[SLUG]})
    covers = found_in(with_text(empty, situations=("general",))).covers
    assert covers["child", "8-12", "addiction"] == Cover(own=0, general=1, is_expected=True)
    assert covers["child", "8-12", "general"] == Cover(own=1, general=0, is_expected=True)
    assert covers["child", "13-17", "general"] == Cover(own=0, general=0, is_expected=False)
    assert covers["parent", "8-12", "general"].is_hole


def test_a_missing_list_of_readers_leaves_nothing_to_count(fixture_library: Library) -> None:
    facets = {name: facet for name, facet in fixture_library.vocabulary.facets.items() if name != "situation"}
    vocabulary = replace(fixture_library.vocabulary, facets=facets)
    assert found_in(replace(fixture_library, vocabulary=vocabulary)).covers == {}


# Calendar


def test_texts_sources_and_helplines_are_due_the_first_first(fixture_library: Library) -> None:
    found = found_in(fixture_library)
    kinds = Counter(due.kind for due in found.calendar)
    assert kinds == {
        "text": len(fixture_library.resources) - 1,
        "source": len(fixture_library.sources),
        "helpline": len(fixture_library.helplines),
    }
    assert [due.day for due in found.calendar] == sorted(due.day for due in found.calendar)
    text = fixture_library.resources[SLUG]
    assert Due("text", SLUG, text.written, text.review.next) in found.calendar


@pytest.mark.parametrize(
    ("kind", "day"), [("law", date(2026, 5, 2)), ("helpline", date(2026, 5, 2)), ("research", date(2027, 5, 2))]
)
def test_laws_and_contacts_are_due_after_12_months_other_sources_after_24(
    fixture_library: Library, kind: str, day: date
) -> None:
    source = next(iter(fixture_library.sources.values()))
    read = source.model_copy(update={"accessed": date(2025, 5, 2), "kind": kind})
    found = found_in(replace(fixture_library, sources={source.id: read}))
    assert [due.day for due in found.calendar if due.kind == "source"] == [day]


def test_a_check_on_a_day_to_come_is_a_mistake_and_due_now(fixture_library: Library) -> None:
    line = next(iter(fixture_library.helplines.values()))
    wrong = line.model_copy(update={"checked": date(2062, 11, 21)})
    found = found_in(replace(fixture_library, helplines={line.id: wrong}))
    assert Due("helpline", line.id, date(2062, 11, 21), TODAY, is_future=True) in found.calendar


# Words of the glossary are found as they were before they were looked for letter by letter


def test_the_longest_form_is_found_as_a_whole_word() -> None:
    pattern = pattern_of(["lege", "legevakt", "lege på vakt", "a.b"])
    assert pattern
    said = "Lege, LEGEVAKT og lege på vakt, lege på vakten, legen, axb a.b"
    assert pattern.findall(said) == ["Lege", "LEGEVAKT", "lege på vakt", "lege", "a.b"]
    assert pattern_of([]) is None


def test_the_real_texts_are_told_of_with_the_sentences_that_drive_them(real_library: Library, real_root: Path) -> None:
    found = found_in(real_library, real_root)
    assert [len(each.hardest) for each in found.readings[:30]] == [3] * 30
    assert len(found.languages) == len(found.languages.keys() & real_library.resources.keys()) > 100
