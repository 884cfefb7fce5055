"""Questions and answers: by who asks, what weighs most first, and where to read on."""

from collections.abc import Callable, Sequence

import pytest
from elements import Element, elements, text_of

from barnsbeste_content.catalog import Edition
from barnsbeste_content.model import Library
from barnsbeste_content.model.question import Question, QuestionText
from barnsbeste_content.presentation import pages
from barnsbeste_content.presentation.faq import asked
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]

GUILT, DANGER = "Er det min skyld at mamma er trist?", "Hva gjør jeg når jeg ikke orker mer?"
IN_ANOTHER = "Some of this does not exist in your language yet. It stands in another one."


def question(id: str, library: Library, **facts: object) -> Question:
    model = library.questions["er-det-min-skyld"]
    text = QuestionText(question=f"Spørsmål {id}?", answer="Svar.")
    return model.model_copy(update={"id": id, "texts": {"nb": text}, **facts})


def questions_of(html: str, audience: str) -> list[str]:
    return [
        heading.text
        for heading in elements(html, "h3")
        if any(outer.attributes.get("id") == audience for outer in heading.ancestors)
    ]


def entry(html: str, words: str) -> Element:
    """The first question of these words, with its answer."""
    return next(item for item in elements(html, class_="qa") if item.text.startswith(words))


def links_in(html: str, outer: Element) -> dict[str, str]:
    """Words -> address of the links in an element."""
    found = [
        link
        for link in elements(html, "a")
        if any(
            (each.tag, each.text, each.attributes) == (outer.tag, outer.text, outer.attributes)
            for each in link.ancestors
        )
    ]
    return {link.text: link.attributes["href"] for link in found}


def told(html: str) -> list[str]:
    return [element.text for element in elements(html, class_="status")]


# -- which questions ---------------------------------------------------------------------------------------------------


def test_questions_stand_by_who_asks(show: Show) -> None:
    html = asked(show(), {})
    assert [heading.text for heading in elements(html, "h2")] == ["Barn", "Forelder eller omsorgsperson"]
    assert questions_of(html, "child") == [GUILT, DANGER]
    assert questions_of(html, "parent") == [DANGER]


def test_one_reader_s_questions_can_be_shown_alone(show: Show) -> None:
    html = asked(show(), {"audience": ["parent"]})
    assert [heading.text for heading in elements(html, "h2")] == ["Forelder eller omsorgsperson"]
    assert told(html) == []


def test_guilt_and_feelings_come_before_what_frightens(show: Show, fixture_library: Library) -> None:
    known = {
        "a": question("a", fixture_library, topics=("grief",)),
        "b": question("b", fixture_library, topics=("get_help", "feelings")),
        "c": question("c", fixture_library, topics=("understand_illness",)),
        "d": question("d", fixture_library, topics=("guilt",)),
    }
    html = asked(show("nb", questions=known), {})
    assert questions_of(html, "child") == [f"Spørsmål {id}?" for id in "dbca"]


def test_questions_in_the_reader_s_language_come_first(show: Show, fixture_library: Library) -> None:
    english = {language: QuestionText(question="A question?", answer="An answer.") for language in ("nb", "en")}
    known = {
        "a": question("a", fixture_library, topics=("guilt",)),
        "b": question("b", fixture_library, topics=("grief",), texts=english),
    }
    assert questions_of(asked(show("en", questions=known), {}), "child") == ["A question?", "Spørsmål a?"]


def test_readers_who_ask_nothing_have_no_door(show: Show) -> None:
    doors = [link.text for link in elements(asked(show("en"), {}), "a") if "audience=" in link.attributes["href"]]
    assert doors == ["Child", "Parent or carer"]


def test_a_door_that_was_chosen_leads_back_to_everybody(show: Show) -> None:
    html = asked(show(), {"audience": ["child"]})
    doors = {link.text: link for link in elements(html, "a") if link.ancestors[-1].tag == "nav"}
    assert doors["Barn"].attributes["href"] == "/nb/sporsmal"
    assert doors["Barn"].attributes["aria-current"] == "true"
    assert doors["Forelder eller omsorgsperson"].attributes["href"] == "/nb/sporsmal?audience=parent"
    assert "aria-current" not in doors["Forelder eller omsorgsperson"].attributes


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"audience": ["x"]}, "Who it is for"),
        ({"audience": ["practitioner"]}, "Who it is for"),
        ({"kind": ["law"]}, "kind"),
    ],
)
def test_what_says_nothing_in_the_address_is_told_and_chooses_nothing(
    show: Show, params: dict[str, Sequence[str]], name: str
) -> None:
    html = asked(show("en"), params)
    assert any(words.startswith("Part of the address was not understood") and name in words for words in told(html))
    assert len(elements(html, "h2")) == 2


def test_what_an_address_says_is_only_words(show: Show) -> None:
    assert not elements(asked(show(), {"<script>": ["x"]}), "script")


# -- an answer ---------------------------------------------------------------------------------------------------------


def test_an_answer_leads_to_a_text_by_its_neutral_name_and_to_its_sources(show: Show) -> None:
    html = asked(show(), {"audience": ["child"]})
    assert links_in(html, entry(html, GUILT)) == {
        "Når mamma er deprimert": "/nb/ressurs?id=b01",
        "Veileder om barn som pårørende": "https://www.example.no/veileder",
    }


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
@pytest.mark.parametrize("slug", ["kladd-om-hjerneskade", "gammel-tekst-om-rus"])
def test_no_answer_leads_to_a_draft_or_to_what_was_taken_out(
    show: Show, fixture_library: Library, language: str, slug: str
) -> None:
    known = question("a", fixture_library, leads_to=(slug, "naar-noen-dor"), sources=())
    html = asked(show(language, questions={"a": known}), {})
    assert fixture_library.resources[slug].texts["nb"].title not in html
    assert slug not in html
    assert list(links_in(html, entry(html, "Spørsmål a?"))) == ["Når noen i familien dør"]


def test_in_the_preview_an_answer_leads_to_the_draft_as_well(show: Show, fixture_library: Library) -> None:
    known = question("a", fixture_library, leads_to=("kladd-om-hjerneskade",), sources=())
    html = asked(show(edition=Edition.PREVIEW, questions={"a": known}), {})
    assert list(links_in(html, entry(html, "Spørsmål a?"))) == ["Kladd om hjerneskade"]


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_a_question_on_danger_has_numbers_to_call_before_its_answer(show: Show, language: str) -> None:
    html = asked(show(language), {"audience": ["child"]})
    danger = entry(html, DANGER)
    assert {"113": "tel:113", "116 000": "tel:116000"}.items() <= links_in(html, danger).items()
    inside = html[html.index(DANGER) :]
    assert inside.index("tel:113") < inside.index("Ring noen nå.")


def test_a_question_on_nothing_dangerous_has_no_numbers(show: Show) -> None:
    html = asked(show(), {"audience": ["child"]})
    assert not [href for href in links_in(html, entry(html, GUILT)).values() if href.startswith("tel:")]


def test_the_name_of_who_to_call_says_which_language_it_is_in(show: Show) -> None:
    html = asked(show("en"), {"audience": ["child"]})
    [name] = [each for each in elements(html, "bdi") if each.text == "Emergency number"]
    assert name.attributes.get("lang", "en") == "en"


def test_the_title_of_a_source_says_which_language_it_is_in(show: Show, fixture_library: Library) -> None:
    english = fixture_library.sources["veileder"].model_copy(update={"language": "en", "title": "A guideline"})
    html = asked(show("nb", sources={**fixture_library.sources, "veileder": english}), {})
    [title] = [each for each in elements(html, "bdi") if each.text == "A guideline"]
    assert title.inherited("lang") == "en"


def test_a_question_in_another_language_is_told_and_marked(show: Show) -> None:
    html = asked(show("ar"), {})
    other = next(heading for heading in elements(html, "h3") if heading.text == DANGER)
    assert (other.attributes["lang"], other.attributes["dir"]) == ("nb", "ltr")
    own = next(heading for heading in elements(html, "h3") if heading.text != DANGER)
    assert (own.attributes["lang"], own.attributes["dir"]) == ("ar", "rtl")
    assert IN_ANOTHER in told(asked(show("en"), {}))
    assert told(asked(show("nb"), {})) == []


def test_the_title_of_a_text_says_which_language_it_is_in(show: Show) -> None:
    html = asked(show("en"), {"audience": ["child"]})
    languages = {each.text: each.attributes["lang"] for each in elements(html, "bdi") if "lang" in each.attributes}
    assert languages["When Mum is depressed"] == "en"
    assert languages["Hvem kan jeg snakke med?"] == "nb"


def test_what_a_question_names_and_is_not_there_is_left_out(show: Show, fixture_library: Library) -> None:
    lost = question("a", fixture_library, leads_to=("borte",), sources=("borte",), helplines=("borte",))
    html = asked(show("nb", questions={"a": lost}), {"audience": ["child"]})
    assert questions_of(html, "child") == ["Spørsmål a?"]
    assert links_in(html, entry(html, "Spørsmål a?")) == {}


def test_markup_in_a_question_is_only_words(show: Show, fixture_library: Library) -> None:
    hostile = "<script>alert(1)</script>"
    known = question("a", fixture_library, texts={"nb": QuestionText(question=hostile, answer=hostile)})
    html = asked(show("nb", questions={"a": known}), {})
    assert not elements(html, "script")
    assert text_of(html).count(hostile) == 2


def test_questions_for_children_are_marked_as_theirs(show: Show) -> None:
    assert [section.attributes["id"] for section in elements(asked(show(), {}), "section", "for-child")] == ["child"]


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_what_its_address_chooses(show: Show) -> None:
    html = pages.opening(show("en"), "questions", {"audience": ["child"]})
    assert [heading.text for heading in elements(html, "h1")] == ["Questions and answers"]
    assert questions_of(html, "child")
    assert questions_of(html, "parent") == []


def test_in_another_language_the_page_keeps_who_asks_and_nothing_else(show: Show) -> None:
    shown = show()
    there = pages.there(shown, "questions", {"audience": ["child"], "x": ["y"]})
    assert there(shown.make_links("ar")) == "/ar/sporsmal?audience=child"
