"""Summaries, actions, sentences to say and hard words: each check finds its fault and passes its cure."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from barnsbeste_content import cli
from barnsbeste_content.editorial import checks
from barnsbeste_content.editorial.checks import CHECKS, editorial_problems
from barnsbeste_content.editorial.whole_library import LIBRARY_CHECKS
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library, Resource, Section
from barnsbeste_content.model.resource import FAMILY_AUDIENCES
from barnsbeste_content.model.text import Band, Sentence

Found = list[tuple[str, tuple[str | int, ...], str]]


def worded(resource: Resource, language: str = "nb", **words: Any) -> Resource:
    """The resource with other words in one of its languages; `body` is its only section."""
    if "body" in words:
        words["sections"] = (Section(id="en", heading="Avsnitt", text=words.pop("body")),)
    text = resource.texts[language].model_copy(update=words)
    return resource.model_copy(update={"texts": {**resource.texts, language: text}})


def found(check: checks.Check, resource: Resource, library: Library) -> Found:
    """(file, place, severity) of each finding"""
    return [(file, tuple(place), severity) for file, place, _, severity in check(resource, library)]


def message(check: checks.Check, resource: Resource, library: Library) -> str:
    """Of the only finding."""
    [(_, _, told, _)] = check(resource, library)
    return told


@pytest.fixture
def resource(fixture_library: Library) -> Resource:
    """For parents, in bokmål, English and Arabic."""
    return fixture_library.resources["snakk-med-barnet"]


@pytest.fixture
def in_nynorsk(fixture_library: Library) -> Resource:
    """For youth, in bokmål and nynorsk."""
    return fixture_library.resources["naar-noen-dor"]


# Summaries


@pytest.mark.parametrize(("characters", "faults"), [(1, 1), (19, 1), (20, 0), (220, 0), (221, 1)])
@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_a_summary_is_long_enough_to_choose_by_and_short_enough_for_a_card(
    resource: Resource, fixture_library: Library, language: str, characters: int, faults: int
) -> None:
    text = worded(resource, language, summary="o" * characters)
    assert found(checks.summary_length, text, fixture_library) == [(language, ("summary",), "warning")] * faults


def test_a_summary_is_told_how_to_become_longer_or_shorter(resource: Resource, fixture_library: Library) -> None:
    short, long = worded(resource, summary="Kort."), worded(resource, summary="o" * 300)
    assert message(checks.summary_length, short, fixture_library) == (
        "the summary has 5 characters; 20 to 220: say what the reader gets"
    )
    assert message(checks.summary_length, long, fixture_library) == (
        "the summary has 300 characters; 20 to 220: keep the most important"
    )


# Actions


@pytest.mark.parametrize(
    "action",
    [
        "Si til en voksen hvordan du har det.",
        "Ring 113.",
        "Spør læreren.",
        "**Ring** noen.",
        "[Les mer](https://www.example.no/)",
        "«Si» det høyt.",
        "RING noen.",
        "Hold fast ved det dere pleier.",
        "Lag en plan.",
        "Gi barnet tid.",
        "Tenk på noe fint.",
        "Tegn det du føler.",
        "Be om hjelp.",
        "Vis barnet rommet.",
    ],
)
def test_an_action_that_asks_for_something_passes(resource: Resource, fixture_library: Library, action: str) -> None:
    assert found(checks.actions_begin_with_a_verb, worded(resource, actions=(action,)), fixture_library) == []


@pytest.mark.parametrize(
    "action",
    [
        "Du kan ringe noen.",
        "Det er lov å gråte.",
        "Ikke gå alene med det.",
        "På skolen finnes det hjelp.",
        "Hvis du er redd, si fra.",
        "Når du er redd, si fra.",
        "En voksen du stoler på.",
        "Informasjon til skolen.",
        "Trygghet i hverdagen.",
        "Foreldrene bør snakke sammen.",
        "DU kan ringe.",
        "113",
        "...",
    ],
)
def test_an_action_that_asks_for_nothing_is_found(resource: Resource, fixture_library: Library, action: str) -> None:
    text = worded(resource, actions=(action,))
    assert found(checks.actions_begin_with_a_verb, text, fixture_library) == [("nb", ("actions", 0), "error")]


def test_one_action_that_asks_for_something_is_enough(resource: Resource, fixture_library: Library) -> None:
    idle = ("Du kan ringe.", "Det er lov å gråte.")
    check = checks.actions_begin_with_a_verb
    assert found(check, worded(resource, actions=idle), fixture_library) == [("nb", ("actions", 0), "error")]
    assert found(check, worded(resource, actions=(*idle, "Ring noen.")), fixture_library) == []
    assert '"Du kan ringe."' in message(check, worded(resource, actions=idle), fixture_library)


def test_actions_are_looked_at_in_bokmaal_and_nynorsk_alone(
    resource: Resource, in_nynorsk: Resource, fixture_library: Library
) -> None:
    check = checks.actions_begin_with_a_verb
    assert found(check, in_nynorsk, fixture_library) == []
    idle = worded(in_nynorsk, "nn", actions=("Eg kan seie frå.",))
    assert found(check, idle, fixture_library) == [("nn", ("actions", 0), "error")]
    assert found(check, worded(resource, "en", actions=("On the phone.",)), fixture_library) == []


# Sentences to say


def said(ages: str, *lengths: int) -> Sentence:
    """Sentences of so many words, to say to children of that age."""
    return Sentence.model_validate(
        {"moment": "explain", "ages": ages, "words": " ".join("ord " * (length - 1) + "ord." for length in lengths)}
    )


@pytest.mark.parametrize(("ages", "most"), [("0-2", 10), ("3-7", 10), ("8-12", 20), ("13-17", 25)])
def test_what_is_said_aloud_is_short_for_its_age(
    resource: Resource, fixture_library: Library, ages: str, most: int
) -> None:
    check = checks.sentences_to_say_are_short
    assert found(check, worded(resource, sentences=(said(ages, most),)), fixture_library) == []
    long = worded(resource, sentences=(said(ages, 2), said(ages, most, most + 1, 1)))
    assert found(check, long, fixture_library) == [("nb", ("sentences", 1, "words"), "warning")]
    assert message(check, long, fixture_library).startswith(
        f"{most + 1} words in one sentence to {ages}; at most {most}: "
    )


def test_every_age_that_is_spoken_to_has_its_limit() -> None:
    assert set(checks.MAX_WORDS_SAID) == set(get_args(Band))


def test_each_long_sentence_is_told(resource: Resource, fixture_library: Library) -> None:
    text = worded(resource, sentences=(said("3-7", 11, 12), said("8-12", 20), said("3-7", 13)))
    places = [place[1] for _, place, _ in found(checks.sentences_to_say_are_short, text, fixture_library)]
    assert places == [0, 0, 2]


def test_what_the_child_asks_may_be_long(resource: Resource, fixture_library: Library) -> None:
    asked = said("3-7", 3).model_copy(update={"ask": "ord " * 30 + "?"})
    assert found(checks.sentences_to_say_are_short, worded(resource, sentences=(asked,)), fixture_library) == []


# Words of the glossary


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("Mamma har en depresjon.", 1),
        ("Mamma er DEPRIMERT.", 1),  # another form, in capitals
        ("Depresjon kommer igjen. En depresjon går over.", 1),  # told once
        ("Depresjon og avhengighet.", 2),
        ("Mamma har depresjonstanker.", 0),  # a part of another word
        ("Mamma er trist.", 0),
        ("Les [om depresjon](https://www.example.no/).", 1),
        pytest.param(
            "Les [mer](https://www.example.no/depresjon/).",
            0,
        ),
        pytest.param(
            "Les [mer](ressurs:depresjon-hos-voksne).",
            0,
        ),
    ],
)
def test_hard_words_in_a_text_for_families_are_in_its_glossary(
    resource: Resource, fixture_library: Library, body: str, faults: int
) -> None:
    findings = found(checks.glossary_words_are_explained, worded(resource, body=body), fixture_library)
    assert findings == [("nb", ("sections", 0, "text"), "warning")] * faults


def test_hard_words_that_are_named_pass(resource: Resource, fixture_library: Library) -> None:
    check = checks.glossary_words_are_explained
    text = worded(resource, body="Mamma er deprimert.")
    assert "add depresjon to glossary: in resource.yaml" in message(check, text, fixture_library)
    named = text.model_copy(update={"glossary": ("depresjon",)})
    assert found(check, named, fixture_library) == []


def test_a_hard_word_is_told_where_it_first_stands(resource: Resource, fixture_library: Library) -> None:
    sections = tuple(
        Section(id=f"nr-{number}", heading="Avsnitt", text=text)
        for number, text in enumerate(("Mamma er trist.", "Det er en depresjon.", "Depresjon går over."))
    )
    text = worded(resource, sections=sections)
    assert [place for _, place, _ in found(checks.glossary_words_are_explained, text, fixture_library)] == [
        ("sections", 1, "text")
    ]


@pytest.mark.parametrize("audience", [*FAMILY_AUDIENCES, "network_adult"])
def test_hard_words_are_explained_to_families_and_those_around_them(
    resource: Resource, fixture_library: Library, audience: str
) -> None:
    text = worded(resource, body="Mamma er deprimert.").model_copy(update={"audiences": ("practitioner", audience)})
    assert len(found(checks.glossary_words_are_explained, text, fixture_library)) == 1


@pytest.mark.parametrize("audience", ["practitioner", "student", "authority", "public"])
def test_hard_words_need_not_be_explained_to_those_who_use_them(
    resource: Resource, fixture_library: Library, audience: str
) -> None:
    text = worded(resource, body="Mamma er deprimert.").model_copy(update={"audiences": (audience,)})
    assert found(checks.glossary_words_are_explained, text, fixture_library) == []


def test_each_library_has_hard_words_of_its_own(resource: Resource, fixture_library: Library) -> None:
    text = worded(resource, body="Mamma er deprimert, og avhengig.")

    def terms(*glossary: str) -> int:
        library = Library(glossary={term: fixture_library.glossary[term] for term in glossary})
        return len(found(checks.glossary_words_are_explained, text, library))

    assert [terms(), terms("depresjon"), terms("depresjon", "avhengighet"), terms()] == [0, 1, 2, 0]


# Numbers


@pytest.mark.parametrize(
    "body", ["Se [loven](https://lovdata.no/lov/1999-07-02-64).", "Les [mer](https://www.example.no/a%20b)."]
)
def test_an_address_states_no_number(resource: Resource, fixture_library: Library, body: str) -> None:
    assert found(checks.numbers_have_sources, worded(resource, body=body), fixture_library) == []


# In the files


@pytest.mark.parametrize(
    ("file", "was", "becomes", "line", "rule"),
    [
        ("nb.yaml", "summary: .*", "summary: Kort.", 3, "summary-length"),
        ("nb.yaml", "  - Velg et ord som .*", "  - Du kan velge.", 23, "actions-begin-with-a-verb"),
        ("nb.yaml", "Jeg er syk i tankene.", "ord " * 10 + "ord.", 29, "sentences-to-say-are-short"),
        ("resource.yaml", r"glossary: .*\n", "glossary: [depresjon]\n", 20, "glossary-words-are-explained"),
    ],
)
def test_problems_have_file_line_and_rule(
    folder: Path, file: str, was: str, becomes: str, line: int, rule: str
) -> None:
    path = folder / "resources/snakk-sammen" / file
    text, count = re.subn(was, lambda _: becomes, path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    library = load_library(folder)
    assert (count, library.problems) == (1, ())
    [problem] = editorial_problems(library, folder)
    assert (problem.path, problem.rule) == (str(folder / "resources/snakk-sammen/nb.yaml"), rule)
    assert problem.line == line


# The rules


RULES: tuple[Callable[..., Iterator[Any]], ...] = (*CHECKS, *LIBRARY_CHECKS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_one_sentence(rule: Callable[..., Iterator[Any]]) -> None:
    said = rule.__doc__ or ""
    assert re.fullmatch(r"[A-Z].*\.", said)
    assert re.findall(r"[.!?][\"”»)]*\s+(?=\S)", said) == []


def test_every_rule_is_printed_with_its_name(capsys: pytest.CaptureFixture[str], fixture_root: Path) -> None:
    assert cli.main(["check", "--rules", "--root", str(fixture_root)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [f"{rule.__name__.replace('_', '-')}: {rule.__doc__}" for rule in RULES]


def test_no_two_rules_have_the_same_name_or_words() -> None:
    assert len({rule.__name__ for rule in RULES}) == len({rule.__doc__ for rule in RULES}) == len(RULES)
