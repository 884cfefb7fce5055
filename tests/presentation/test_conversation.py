"""What to say in a talk: jointly in words for the youngest, then to each of the older alone."""

from collections.abc import Callable
from typing import get_args

import pytest

from barnsbeste_content.i18n import Locale
from barnsbeste_content.model import Library
from barnsbeste_content.model.age import BANDS
from barnsbeste_content.model.text import MOMENTS, Band, Sentence, Text
from barnsbeste_content.presentation.conversation import Said, Talk, moment_names, step_names, talks
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]


@pytest.fixture
def english(show: Show) -> Locale:
    return show("en").locale


@pytest.fixture
def text(fixture_library: Library) -> Text:
    return fixture_library.resources["snakk-sammen"].texts["nb"]


def headings(found: list[Talk]) -> list[str]:
    return [talk.headings[0].partition(":")[0] for talk in found]


def bands(found: list[Talk]) -> list[str]:
    return [talk.band for talk in found]


def with_sentences(text: Text, *slots: tuple[str, str]) -> Text:
    sentences = tuple(Sentence(moment=moment, ages=ages, words="Ord.") for moment, ages in slots)  # type: ignore[arg-type]
    return text.model_copy(update={"sentences": sentences})


def test_the_youngest_come_first_and_ages_without_a_talk_last(text: Text, english: Locale) -> None:
    assert bands(talks([(text, english)])) == ["3-7", "8-12", "13-17", "0-2"]


def test_the_youngest_are_talked_with_jointly_and_the_older_alone_afterwards(text: Text, english: Locale) -> None:
    assert headings(talks([(text, english)])) == [
        "Begin together, in words for the youngest",
        "Afterwards, alone with the child",
        "Afterwards, alone with the child",
        "Words for this age",
    ]


def test_a_heading_says_which_age_it_is(text: Text, english: Locale) -> None:
    assert talks([(text, english)], ["8-12"])[0].headings == ["Words for this age: 8–12 years"]


@pytest.mark.parametrize("band", ["0-2", "3-7", "13-17"])
def test_one_age_alone_is_neither_joint_nor_afterwards(text: Text, english: Locale, band: str) -> None:
    found = talks([(text, english)], [band])
    assert (bands(found), headings(found)) == ([band], ["Words for this age"])


def test_the_youngest_of_those_asked_for_is_the_one_to_begin_with(text: Text, english: Locale) -> None:
    found = talks([(text, english)], ["13-17", "8-12"])
    assert bands(found) == ["8-12", "13-17"]
    assert headings(found)[0] == "Begin together, in words for the youngest"


def test_a_baby_makes_no_talk_with_one_older_child_joint(text: Text, english: Locale) -> None:
    found = talks([(text, english)], ["0-2", "8-12"])
    assert bands(found) == ["8-12", "0-2"]
    assert headings(found) == ["Words for this age", "Words for this age"]


@pytest.mark.parametrize("asked", [[], ["18-99"], ["x", ""], ["3-7 "]])
def test_ages_that_the_guide_has_no_words_for_give_all_it_has(text: Text, english: Locale, asked: list[str]) -> None:
    assert bands(talks([(text, english)], asked)) == ["3-7", "8-12", "13-17", "0-2"]


def test_an_unknown_age_beside_a_known_one_is_left_out(text: Text, english: Locale) -> None:
    assert bands(talks([(text, english)], ["x", "8-12"])) == ["8-12"]


def test_a_guide_has_no_talk_for_ages_it_has_no_words_for(text: Text, english: Locale) -> None:
    assert bands(talks([(with_sentences(text, ("open", "8-12"), ("close", "3-7")), english)])) == ["8-12", "3-7"]


def test_steps_of_a_talk_stand_in_their_order_and_only_those_with_words(text: Text, english: Locale) -> None:
    shuffled = text.model_copy(update={"sentences": text.sentences[::-1]})
    moments = {talk.band: [moment for moment, _ in talk.moments] for talk in talks([(shuffled, english)])}
    assert moments["3-7"] == ["open", "explain", "questions", "close"]
    assert moments["13-17"] == ["open", "explain"]
    assert moments["0-2"] == ["explain"]


def test_what_the_child_asks_stands_with_the_answer(text: Text, english: Locale) -> None:
    youngest = dict(talks([(text, english)])[0].moments)
    assert youngest["questions"] == [[Said("Er du lei av meg?", "Nei. Jeg er trett av sykdommen.")]]
    assert youngest["open"] == [[Said("", "Jeg har noe viktig å si deg.")]]


def test_columns_of_two_languages_say_the_same_beside_each_other(fixture_library: Library, show: Show) -> None:
    texts = fixture_library.resources["snakk-sammen"].texts
    found = talks([(texts["nb"], show("nb").locale), (texts["en"], show("en").locale)])
    assert all(len(talk.headings) == 2 for talk in found)
    assert found[0].headings[1] == "Begin together, in words for the youngest: 3–7 years"
    for talk in found:
        for _, (norwegian, english) in talk.moments:
            assert len(norwegian) == len(english) > 0
            assert [bool(said.ask) for said in norwegian] == [bool(said.ask) for said in english]
    assert dict(found[1].moments)["questions"] == [
        [Said("Blir du frisk?", "Det vet ikke legen ennå.")],
        [Said("Will you get well?", "The doctor does not know yet.")],
    ]


def test_a_column_that_lacks_a_sentence_stays_a_column(text: Text, english: Locale) -> None:
    shorter = text.model_copy(update={"sentences": text.sentences[:1]})
    for talk in talks([(text, english), (shorter, english)]):
        assert all(len(columns) == 2 for _, columns in talk.moments)


def test_a_text_without_sentences_has_no_talks(text: Text, english: Locale) -> None:
    assert talks([(with_sentences(text), english)]) == []


def test_every_step_and_every_age_has_a_name(english: Locale) -> None:
    assert tuple(moment_names(english)) == MOMENTS
    assert list(step_names(english)) == ["before", "during", "after", "worried"]
    assert get_args(Band) == tuple(band.notation for band in BANDS)


def test_every_real_guide_has_something_to_say_to_every_age_in_every_language(
    real_library: Library, english: Locale
) -> None:
    guides = [resource for resource in real_library.resources.values() if resource.guide]
    assert guides
    for resource in guides:
        for text in resource.texts.values():
            found = talks([(text, english)])
            assert set(bands(found)) >= {"3-7", "8-12", "13-17"}, (resource.id, text.language)
            assert all(moment in dict(found[0].moments) for moment in ("open", "explain", "close")), resource.id
