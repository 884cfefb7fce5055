"""The guided way: codes that go on meaning the same, questions that can be skipped, and something for everybody."""

from collections.abc import Callable
from itertools import product

import pytest
from elements import elements, text_of
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.model.resource import CODED_AUDIENCES
from barnsbeste_content.presentation.guided import (
    ANSWERS,
    LANGUAGE_STEP,
    READERS,
    RESULT,
    THIRD_STEP,
    WHAT_STEP,
    WHO_STEP,
    Answers,
    place_of,
    question_page,
)
from barnsbeste_content.presentation.guided_result import Result, result, result_page
from barnsbeste_content.presentation.links import StaticLinks
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]

KEPT = {
    "who": {
        1: "younger_child",
        2: "older_child",
        3: "youth",
        4: "parent",
        5: "infant_caregiver",
        6: "practitioner",
        7: "network_adult",
    },
    "relation": {11: "parent", 12: "sibling"},
    "situation": {
        21: "mental_illness",
        22: "addiction",
        23: "somatic_illness",
        24: "injury",
        25: "disability",
        26: "bereavement",
        27: "general",
    },
    "loss_context": {31: "expected", 32: "sudden", 33: "suicide"},
    "age": {
        41: "0-2",
        42: "3-7",
        43: "8-12",
        44: "13-17",
        45: "0-3m",
        46: "4-6m",
        47: "7-12m",
        48: "13-24m",
        49: "25-35m",
    },
    "feeling": {
        51: "sad",
        52: "angry",
        53: "guilty",
        54: "worried",
        55: "ashamed",
        56: "lonely",
        57: "curious",
        58: "ok",
    },
}
"""What the numbers of kept addresses mean. New ones are added here; none is ever changed or given to another."""
WHOS = tuple(KEPT["who"])
OTHERS = tuple(number for number in ANSWERS if number not in WHOS)


@pytest.fixture
def real(real_catalog: Catalog) -> Presenter:
    return Presenter(real_catalog, locale_of("nb"))


def answers(shown: Presenter, code: str) -> Answers:
    return Answers.read(code, shown.vocabulary)[0]


def asked(shown: Presenter, code: str, step: int) -> str:
    return question_page(shown, place_of(shown, {"v": [code], "s": [str(step)]}))


def found(shown: Presenter, code: str) -> Result:
    return result(shown, answers(shown, code))


# -- the code ----------------------------------------------------------------------------------------------------------


def test_the_numbers_mean_what_they_have_always_meant() -> None:
    known = {number: (parameter, value) for parameter, values in KEPT.items() for number, value in values.items()}
    assert dict(ANSWERS) == known
    assert len(set(ANSWERS.values())) == len(ANSWERS)


@pytest.mark.parametrize("facet", ["relation", "situation", "feeling", "loss_context"])
def test_every_value_of_the_vocabulary_has_a_number(real_catalog: Catalog, facet: str) -> None:
    """A new value is not asked about before it has one; that nobody has said how somebody died needs none."""
    ids = set(real_catalog.vocabulary.facets[facet].ids)
    assert ids - set(KEPT[facet].values()) <= {"unspecified"}


@given(who=st.sampled_from((None, *WHOS)), others=st.sets(st.sampled_from(OTHERS)), order=st.randoms())
def test_a_code_and_its_answers_are_inverse(
    real_catalog: Catalog, who: int | None, others: set[int], order: object
) -> None:
    numbers = [*others, *([who] if who else [])]
    order.shuffle(numbers)  # type: ignore[attr-defined]
    made = Answers(tuple(sorted(numbers)))
    assert Answers.read(made.code, real_catalog.vocabulary) == (made, [])
    assert Answers.read("-".join(map(str, numbers)), real_catalog.vocabulary) == (made, [])


@given(code=st.text(max_size=60))
def test_any_code_is_read_and_gives_one_that_is_read_whole(real_catalog: Catalog, code: str) -> None:
    made, _ = Answers.read(code, real_catalog.vocabulary)
    assert Answers.read(made.code, real_catalog.vocabulary) == (made, [])


@pytest.mark.parametrize(
    ("code", "kept", "unknown"),
    [
        ("4-999-22", "4-22", ["999"]),
        ("4--22", "4-22", [""]),
        ("drikker", "0", ["drikker"]),
        ("4-6-22", "4-22", ["6"]),
        ("٤-22", "22", ["٤"]),
        ("0", "0", []),
        ("", "0", []),
    ],
)
def test_what_a_code_does_not_say_is_left_out_and_told(
    real_catalog: Catalog, code: str, kept: str, unknown: list[str]
) -> None:
    made, told = Answers.read(code, real_catalog.vocabulary)
    assert (made.code, told) == (kept, unknown)


def test_a_value_that_is_gone_from_the_vocabulary_is_told(show: Show) -> None:
    """The small library knows fewer situations than there are numbers."""
    shown = show("en")
    gone = [n for n, value in KEPT["situation"].items() if value not in shown.vocabulary.facets["situation"].ids]
    for number in gone:
        assert Answers.read(str(number), shown.vocabulary) == (Answers(), [str(number)])
    place = place_of(shown, {"v": ["4-777"], "s": ["9"], "q": ["x"]})
    assert (place.answers.code, place.step) == ("4", RESULT)
    words = text_of(result_page(shown, place))
    assert "Part of the address was not understood and was left out" in words
    assert "777" in words


@given(number=st.sampled_from(OTHERS), others=st.sets(st.sampled_from(OTHERS)))
def test_what_is_pressed_twice_is_as_before(number: int, others: set[int]) -> None:
    made = Answers(tuple(sorted(others)))
    assert made.toggled(number).toggled(number) == made
    assert made.toggled(number) != made


def test_who_changes_their_mind_gets_their_answers_back(real: Presenter) -> None:
    parent = answers(real, "4-22-42-44")
    child = parent.being(READERS[1])
    assert child.used == {"situation": ("addiction",)}
    assert child.being(READERS[3]) == parent


# -- questions ---------------------------------------------------------------------------------------------------------


def test_there_are_four_questions_and_each_can_be_skipped(real: Presenter) -> None:
    for code in ("0", *map(str, WHOS)):
        step, seen = WHO_STEP, []
        while step != RESULT:
            seen.append(step)
            [on] = [a for a in elements(asked(real, code, step), "a", "btn") if "ghost" not in a.classes]
            step = int(on.attributes["href"].partition("&s=")[2] or RESULT)
        assert seen == [WHO_STEP, WHAT_STEP, THIRD_STEP, LANGUAGE_STEP]


def test_back_leads_to_the_question_before_with_everything_that_was_chosen(real: Presenter) -> None:
    for step in (WHAT_STEP, THIRD_STEP, LANGUAGE_STEP):
        back = elements(asked(real, "4-22-42", step), "a", "ghost")[0]
        assert back.attributes["href"] == f"/nb/passer?v=4-22-42&s={step - 1}"


def test_one_heading_and_one_way_on_a_page(real: Presenter) -> None:
    for code, step in product(("0", "1", "4-26", "6"), (WHO_STEP, WHAT_STEP, THIRD_STEP, LANGUAGE_STEP)):
        html = asked(real, code, step)
        assert len(elements(html, "h1")) == 1 or (code, step) == ("0", WHO_STEP)
        assert len([a for a in elements(html, "a", "btn") if "ghost" not in a.classes]) == 1


def test_a_chosen_answer_is_marked_and_its_link_takes_it_away(real: Presenter) -> None:
    links = {a.text: a for a in elements(asked(real, "4-42", THIRD_STEP), "a", "choice")}
    [chosen] = [a for a in links.values() if "aria-current" in a.attributes]
    assert chosen.attributes["href"] == "/nb/passer?v=4&s=3#a42"
    others = {a.attributes["href"] for a in links.values()} - {chosen.attributes["href"]}
    assert others == {
        f"/nb/passer?v=4-{pair}&s=3#a{own}" for pair, own in [("41-42", 41), ("42-43", 43), ("42-44", 44)]
    }


def test_how_the_death_came_is_asked_only_of_grown_ups_whose_somebody_has_died(real: Presenter) -> None:
    def parts(code: str) -> int:
        return len(elements(asked(real, code, WHAT_STEP), "section", "ask-part"))

    assert [parts(code) for code in ("4-22", "4-26", "6-26", "2-26", "3-26")] == [2, 3, 3, 2, 2]


def test_children_are_asked_with_pictures_and_how_they_feel(real: Presenter) -> None:
    pictures = [i.attributes["src"] for i in elements(asked(real, "2", WHAT_STEP), "img")]
    faces = [i.attributes["src"] for i in elements(asked(real, "2", THIRD_STEP), "img")]
    assert len(pictures) == 7
    assert all("/situations/" in each for each in pictures)
    assert len(faces) == 8
    assert all("/feelings/" in each for each in faces)


def test_carers_of_the_smallest_are_asked_for_months(real: Presenter) -> None:
    links = elements(asked(real, "5", THIRD_STEP), "a", "choice")
    assert [a.attributes["href"].partition("#a")[2] for a in links] == ["45", "46", "47", "48", "49"]


def test_languages_stand_by_their_own_names_and_lead_to_the_same_answers(real: Presenter) -> None:
    links = elements(asked(real, "4-22", LANGUAGE_STEP), "a", "choice")
    assert links[0].attributes["href"] == "/nb/passer?v=4-22"
    assert "/ar/passer?v=4-22" in {a.attributes["href"] for a in links}
    assert len(links) == 15
    for link in links:
        assert any(letter.isdigit() for letter in link.text)


def test_what_was_chosen_is_told_and_each_part_can_be_changed(real: Presenter) -> None:
    html = result_page(real, place_of(real, {"v": ["4-22-42"]}))
    [told] = elements(html, "section", "told-so-far")
    ways = [a.attributes["href"] for a in elements(html, "a") if told in a.ancestors]
    assert ways == [f"/nb/passer?v=4-22-42&s={step}" for step in (1, 2, 3, 4)]
    assert "Avhengighet" in text_of(html)
    assert "3–7" in text_of(html)


def test_no_address_holds_a_word_of_what_was_chosen(real: Presenter) -> None:
    values = {value for parameter, value in ANSWERS.values() if parameter != "age"}
    for step in (WHO_STEP, WHAT_STEP, THIRD_STEP, LANGUAGE_STEP):
        for link in elements(asked(real, "2-11-22-54", step), "a", "choice"):
            assert not any(value in link.attributes["href"] for value in values)


# -- what suits --------------------------------------------------------------------------------------------------------

COMBINATIONS = [
    "-".join(map(str, filter(None, combination)))
    for combination in product((0, *WHOS), (0, 12), (0, *KEPT["situation"]), (0, 33), (0, 41, 44))
    if combination[3] == 0 or combination[2] == 26
]


def test_every_combination_of_answers_gives_something_in_each_group(real: Presenter) -> None:
    empty = []
    for code in COMBINATIONS:
        groups = found(real, code or "0")
        talk = groups.said and (groups.talk.cards or groups.sheets)
        if not (groups.first.cards and talk and groups.help):
            empty.append(code)
        cards = [*groups.first.cards, *groups.talk.cards, *groups.together.cards]
        assert all(reason for card in cards for reason in card.reasons), code
        assert all(each.why for each in groups.help), code
        assert len(groups.first.cards) <= 3
    assert empty == []


@pytest.mark.parametrize("who", WHOS)
def test_the_small_library_gives_everybody_a_page_with_three_groups(show: Show, who: int) -> None:
    html = result_page(show("en"), place_of(show("en"), {"v": [str(who)]}))
    headings = [h.text for h in elements(html, "h2")]
    assert [headings[0], headings[2]] == ["Read first", "Get help"]
    assert elements(html, "ul", "say")


@pytest.mark.parametrize(
    ("code", "audience"), [("1-22", "child"), ("2-22", "child"), ("3-22", "youth"), ("6-22", "practitioner")]
)
def test_everybody_reads_first_what_is_written_to_them(real: Presenter, code: str, audience: str) -> None:
    for card in found(real, code).first.cards:
        assert audience in card.resource.audiences
    assert "addiction" in found(real, code).first.cards[0].resource.situations


def test_a_child_of_ten_is_given_nothing_for_the_smallest(real: Presenter) -> None:
    groups = found(real, "2-11-22-54")
    assert all(card.resource.ages.last_month >= 96 for card in [*groups.first.cards, *groups.talk.cards])


def test_texts_for_the_young_are_addressed_neutrally(real: Presenter) -> None:
    for card in [*found(real, "4-22-43").together.cards, *found(real, "2-22").first.cards]:
        assert set(card.resource.audiences) & set(CODED_AUDIENCES)
        assert card.href == f"/nb/ressurs?id={card.resource.name}"
        assert card.resource.id not in card.href


def test_each_child_gets_a_text_to_read_together(real: Presenter) -> None:
    cards = found(real, "4-22-42-44").together.cards
    assert [card.resource.audiences[0] for card in cards] == ["child", "youth"]


def test_babies_are_given_no_text_to_read(real: Presenter) -> None:
    assert found(real, "5-21-46").together.cards == ()


def test_a_suicide_is_not_spoken_of_before_somebody_has_said_it_was_one(real: Presenter) -> None:
    unsaid, said = found(real, "4-26"), found(real, "4-26-33")
    assert all(card.resource.loss_contexts != ("suicide",) for card in [*unsaid.first.cards, *unsaid.talk.cards])
    assert said.first.cards[0].resource.loss_contexts == ("suicide",)
    assert said.talk.cards[0].resource.loss_contexts == ("suicide",)


def test_a_death_that_came_otherwise_is_not_taken_for_a_suicide(real: Presenter) -> None:
    groups = found(real, "4-26-31")
    for card in [*groups.first.cards, *groups.talk.cards, *groups.together.cards]:
        named = set(card.resource.loss_contexts)
        assert not named or named & {"expected", "unspecified"}


def test_danger_stands_first_among_those_who_can_help(real: Presenter) -> None:
    order = ["emergency", "crisis", "support"]
    for code in ("0", "1", "2-22", "3-26", "4-26-33", "5", "6", "7-21"):
        urgencies = [each.call.line.urgency for each in found(real, code).help]
        assert urgencies[0] == "emergency"
        assert urgencies == sorted(urgencies, key=order.index)


def test_who_knows_what_it_is_about_stands_among_those_who_can_help(real: Presenter) -> None:
    assert "rusinfo" in [each.call.line.id for each in found(real, "4-22").help]
    assert "rusinfo" not in [each.call.line.id for each in found(real, "4-26").help]


def test_what_had_to_be_left_out_is_told(show: Show) -> None:
    shown = show("en")
    told = 0
    for code in ("2-12-23-26", "2-22", "1-12-22", "3-11-21", "4-12-22-44"):
        groups = found(shown, code)
        words = text_of(result_page(shown, place_of(shown, {"v": [code]})))
        for group in (groups.first, groups.together):
            if group.left_out:
                told += 1
                assert f"Nothing fits all that you chose. We left out: {group.left_out}" in words
        if not any(group.left_out for group in (groups.first, groups.talk, groups.together)):
            assert "We left out" not in words
    assert told


def test_nobody_reads_of_death_who_has_not_said_that_somebody_is_dead(real: Presenter) -> None:
    for code in ("1", "1-27", "2-12", "3-51", "4", "4-12", "7-12"):
        groups = found(real, code)
        for card in [*groups.first.cards, *groups.talk.cards, *groups.together.cards]:
            assert card.resource.situations != ("bereavement",), code


def test_in_a_tree_of_files_one_question_leads_to_what_suits(real_catalog: Catalog) -> None:
    shown = Presenter(real_catalog, locale_of("nb"), reading=True, make_links=StaticLinks)
    html = question_page(shown, place_of(shown, {}))
    ways = {a.attributes["href"] for a in elements(html, "a", "choice")}
    assert ways == {f"/nb/passer/{who}/" for who in WHOS}
    told = result_page(shown, place_of(shown, {"v": ["4"]}))
    assert "/nb/foreldre/" in {a.attributes["href"] for a in elements(told, "a")}
