"""Each check finds its fault and passes its cure."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from barnsbeste_content.editorial import checks
from barnsbeste_content.editorial.checks import CHECKS, editorial_problems
from barnsbeste_content.model import AgeRange, Library, Resource, Section
from barnsbeste_content.model.resource import Review

LONG_WORDS = "Sykehusavdelingen undersøker kreftpasientene grundig hver eneste formiddag. "


def changed(resource: Resource, **changes: Any) -> Resource:
    """The resource with other facts, and its bokmål text with other words."""
    nb = resource.texts["nb"]
    words = {name: changes.pop(name) for name in tuple(changes) if name in type(nb).model_fields}
    if "body" in changes:
        words["sections"] = (
            Section(id="en", heading="Avsnitt", text=changes.pop("body"), sources=changes.pop("cited", ())),
        )
    return resource.model_copy(update={**changes, "texts": {"nb": nb.model_copy(update=words)}})


def found(check: checks.Check, resource: Resource, library: Library) -> list[tuple[str, str]]:
    """(file, severity) of each finding"""
    return [(file, severity) for file, _, _, severity in check(resource, library)]


@pytest.fixture
def resource(fixture_library: Library) -> Resource:
    """For parents, with one short section."""
    return changed(fixture_library.resources["snakk-med-barnet"], body="Kort.")


# LIX


def of_lix(points: int) -> str:
    """A text of 10 sentences of 10 words, in which so many of a hundred words are long: LIX = 10 + points."""
    every = ["langtord" if number < points else "ord" for number in range(100)]
    return " ".join(f"{' '.join(every[start : start + 10])}." for start in range(0, 100, 10))


@pytest.mark.parametrize(
    ("audience", "ages", "warn", "fail"),
    [
        ("child", "3-7", 20, 25),
        ("child", "8-12", 25, 30),
        ("youth", "13-17", 30, 35),
        ("parent", "3-7", 35, 40),
        ("infant_caregiver", "0-1", 35, 40),
        ("minority_family", "3-7", 30, 35),
        ("practitioner", "0-17", 50, 55),
        ("public", "0-17", 45, 50),
    ],
)
def test_lix_warns_and_fails_at_the_limits_of_the_reader(
    resource: Resource, fixture_library: Library, audience: str, ages: str, warn: int, fail: int
) -> None:
    def severity_at(lix: int) -> list[str]:
        text = changed(
            resource,
            audiences=(audience,),
            ages=AgeRange.parse(ages),
            main_message="",
            actions=(),
            body=of_lix(lix - 10),
        )
        return [severity for _, severity in found(checks.lix, text, fixture_library)]

    assert severity_at(warn) == []
    assert severity_at(warn + 1) == ["warning"]
    assert severity_at(fail) == ["warning"]
    assert severity_at(fail + 1) == ["error"]


def test_lix_goes_by_the_reader_who_needs_the_plainest_words(resource: Resource, fixture_library: Library) -> None:
    words: dict[str, Any] = {"main_message": "", "actions": (), "body": of_lix(28)}
    assert found(checks.lix, changed(resource, audiences=("practitioner",), **words), fixture_library) == []
    both = changed(resource, audiences=("practitioner", "youth"), **words)
    assert found(checks.lix, both, fixture_library) == [("nb", "error")]


def test_lix_names_the_longest_sentence(resource: Resource, fixture_library: Library) -> None:
    text = changed(
        resource, body=LONG_WORDS * 20 + "Kort setning her, men denne er den aller lengste av dem i teksten."
    )
    messages = [message for _, _, message, _ in checks.lix(text, fixture_library)]
    assert 'beginning with "Kort setning her' in messages[0]


# Sentences, paragraphs, lists


def test_sentences_of_twenty_words_on_average_pass_and_longer_ones_fail(
    resource: Resource, fixture_library: Library
) -> None:
    def text(length: int, audience: str = "parent") -> Resource:
        sentence = "ord " * (length - 1) + "ord. "
        return changed(resource, audiences=(audience,), main_message="", actions=(), body=sentence * 10)

    assert found(checks.sentence_length, text(20), fixture_library) == []
    assert found(checks.sentence_length, text(21), fixture_library) == [("nb", "error")]
    assert found(checks.sentence_length, text(30, "practitioner"), fixture_library) == []


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("Ett. To. Tre. Fire.", 0),
        ("Ett. To. Tre. Fire. Fem.", 1),
        ("Ett. To. Tre.\n\nFire. Fem.", 0),
        ("Ett. To. Tre. Fire. Fem.\n\nEtt. To. Tre. Fire. Fem.", 2),
        ("- Ett. To. Tre.\n- Fire. Fem. Seks.", 0),
        ("Han sa: «Ett. To. Tre. Fire.» Så gikk han.", 0),  # what somebody says is one sentence
        ("Ett. To. Tre. Fire. Han sa «fem».", 1),
    ],
)
def test_a_paragraph_has_at_most_four_sentences(
    resource: Resource, fixture_library: Library, body: str, faults: int
) -> None:
    assert len(found(checks.paragraph_length, changed(resource, body=body), fixture_library)) == faults


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("- ett\n" * 7, 0),
        ("- ett\n" * 8, 1),
        ("1. ett\n" * 8, 1),
        ("* ett\n" * 8, 1),
        ("- ett\n\n" * 8, 1),  # with empty lines between
        ("- ett\n  mer\n" * 8, 1),
        ("- ett\n" * 5 + "\nEt avsnitt.\n\n" + "- ett\n" * 5, 0),
        ("Et avsnitt - med tankestrek - flere - ganger - her - og - der - nå - da.", 0),
    ],
)
def test_a_list_has_at_most_seven_entries(resource: Resource, fixture_library: Library, body: str, faults: int) -> None:
    assert len(found(checks.list_length, changed(resource, body=body), fixture_library)) == faults


@pytest.mark.parametrize(("message", "faults"), [("Ett.", 0), ("Ett. To.", 0), ("Ett. To. Tre.", 1)])
def test_the_main_message_is_one_sentence_or_two(
    resource: Resource, fixture_library: Library, message: str, faults: int
) -> None:
    text = changed(resource, main_message=message)
    assert len(found(checks.main_message_is_one_sentence, text, fixture_library)) == faults


# Words


@pytest.mark.parametrize(
    ("body", "needs"),
    [
        ("Det gjelder 40 prosent.", True),
        ("Det gjelder 40 %.", True),
        ("Ett av ti barn har det slik.", True),
        ("Det er 90000 barn.", True),
        ("Etter § 10 a skal du spørre.", True),
        ("Helsepersonelloven krever det.", True),
        ("Du har lov til å spørre.", False),
        ("Ring 113.", True),
        ("Det tar 10 minutter.", False),
    ],
)
def test_numbers_and_laws_need_a_source(resource: Resource, fixture_library: Library, body: str, needs: bool) -> None:
    without, cited = changed(resource, body=body), changed(resource, body=body, cited=("veileder",))
    assert bool(found(checks.numbers_have_sources, without, fixture_library)) is needs
    assert found(checks.numbers_have_sources, cited, fixture_library) == []


@pytest.mark.parametrize("place", ["title", "summary", "main_message", "body"])
def test_words_that_hurt_are_found_wherever_they_stand(
    resource: Resource, fixture_library: Library, place: str
) -> None:
    wrong = changed(resource, **{place: "Han er en Misbruker."})
    assert found(checks.words_to_avoid, wrong, fixture_library) == [("nb", "error")]
    right = changed(resource, **{place: "Han har en avhengighet. Rusmisbruket tok slutt."})
    assert found(checks.words_to_avoid, right, fixture_library) == []


def test_words_that_hide_death_are_only_kept_from_children(resource: Resource, fixture_library: Library) -> None:
    text = changed(resource, body="Farmor har sovnet inn.")
    assert found(checks.words_to_avoid, text, fixture_library) == []
    for audience in ("child", "youth"):
        to_child = changed(text, audiences=(audience,))
        assert found(checks.words_to_avoid, to_child, fixture_library) == [("nb", "error")]


# Reviews and helplines


def reviewed(resource: Resource, written: date, following: date, **changes: Any) -> Resource:
    return changed(resource, written=written, review=Review(status="unreviewed", next=following), **changes)


def test_the_next_review_comes_within_24_months_or_12_for_law(resource: Resource, fixture_library: Library) -> None:
    written = date.today() - timedelta(days=1)
    in_23 = checks.months_later(written, 23)
    in_25 = checks.months_later(written, 25)
    assert found(checks.review_date, reviewed(resource, written, in_23), fixture_library) == []
    assert found(checks.review_date, reviewed(resource, written, in_25), fixture_library) == [("resource", "error")]
    on_law = reviewed(resource, written, in_23, laws=("hpl_10a",))
    assert found(checks.review_date, on_law, fixture_library) == [("resource", "error")]


@pytest.mark.parametrize(("days", "severities"), [(-1, ["warning"]), (0, ["warning"]), (89, ["warning"]), (91, [])])
def test_a_review_that_is_due_warns_ahead(
    resource: Resource, fixture_library: Library, days: int, severities: list[str]
) -> None:
    today = date.today()
    text = reviewed(resource, today - timedelta(days=300), today + timedelta(days=days))
    assert [severity for _, severity in found(checks.review_date, text, fixture_library)] == severities


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_later_stays_within_the_month(day: date, months: int, later: date) -> None:
    assert checks.months_later(day, months) == later


def test_families_find_a_helpline_that_exists(resource: Resource, fixture_library: Library) -> None:
    check = checks.helpline_for_families
    assert found(check, resource, fixture_library) == []
    assert found(check, changed(resource, helplines=("gone",)), fixture_library) == [("resource", "error")]
    to_colleagues = changed(resource, helplines=(), audiences=("practitioner",))
    assert found(check, to_colleagues, fixture_library) == []


def test_children_find_a_helpline_that_is_for_them(resource: Resource, fixture_library: Library) -> None:
    check = checks.helpline_for_families
    for_parents = changed(resource, audiences=("child",), helplines=("foreldrelinjen",))
    assert found(check, for_parents, fixture_library) == [("resource", "error")]
    for helpline in ("barnetelefonen", "nodtelefonen"):
        assert found(check, changed(for_parents, helplines=(helpline,)), fixture_library) == []


# All of them


def test_every_check_has_a_rule_to_print() -> None:
    assert all((check.__doc__ or "").endswith(".") for check in CHECKS)
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def test_the_fixture_library_has_no_errors(fixture_library: Library, fixture_root: Path) -> None:
    problems = editorial_problems(fixture_library, fixture_root)
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_problems_have_file_line_and_rule(fixture_library: Library, fixture_root: Path) -> None:
    slug = "naar-mamma-er-deprimert"
    wrong = changed(fixture_library.resources[slug], main_message="Ett. To. Tre.")
    library = Library(resources={slug: wrong}, helplines=fixture_library.helplines)
    problems = editorial_problems(library, fixture_root)
    assert [(Path(p.path).name, p.line, p.rule) for p in problems] == [("nb.yaml", 4, "main-message-is-one-sentence")]


def test_retired_texts_are_left_in_peace(fixture_library: Library, fixture_root: Path) -> None:
    held = fixture_library.resources["gammel-tekst-om-rus"]
    wrong = changed(held, main_message="Ett. To. Tre.")
    assert editorial_problems(Library(resources={held.id: wrong}), fixture_root) == []
    assert editorial_problems(Library(resources={held.id: changed(wrong, status="draft")}), fixture_root)
