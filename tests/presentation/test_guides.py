"""The page of conversation guides: which guide fits, and what stands in it."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from elements import elements, text_of

from barnsbeste_content.catalog import Query
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation import pages
from barnsbeste_content.presentation.guides import bands_of, fitting, languages_of, offered, others
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.questions import answered

Show = Callable[..., Presenter]
Make = Callable[..., Resource]

NEAREST = "No guide fits all that you chose. This one is the nearest."


def query(shown: Presenter, **answers: list[str]) -> Query:
    return answered("guide", answers, shown.vocabulary)


def ids(found: tuple[list[Resource], bool]) -> list[str]:
    return [resource.id for resource in found[0]]


def guide(shown: Presenter, *bands: str, beside: str = "", fits: bool = True) -> str:
    return shown.guide(shown.catalog.library.resources["snakk-sammen"], bands, beside=beside, fits=fits)


def headings(html: str, level: str) -> list[str]:
    return [heading.text for heading in elements(html, level)]


# -- which guide -------------------------------------------------------------------------------------------------------


def test_only_guides_by_age_are_offered(show: Show) -> None:
    shown = show()
    assert ids(fitting(shown, query(shown))) == ["snakk-sammen"]


def test_a_guide_for_all_that_was_chosen_fits(show: Show) -> None:
    shown = show()
    found, fits = fitting(shown, query(shown, situation=["mental_illness"], age=["3-7"], relation=["parent"]))
    assert ([resource.id for resource in found], fits) == (["snakk-sammen"], True)


@pytest.mark.parametrize("answers", [{"relation": ["sibling"]}, {"situation": ["addiction"]}])
def test_where_none_fits_the_nearest_is_offered_and_told_to_be_that(show: Show, answers: dict[str, list[str]]) -> None:
    shown = show("en")
    found, fits = fitting(shown, query(shown, **answers))
    assert ([resource.id for resource in found], fits) == (["snakk-sammen"], False)
    assert NEAREST in text_of(offered(shown, query(shown, **answers)))


def test_a_guide_that_fits_is_not_told_to_be_the_nearest(show: Show) -> None:
    shown = show("en")
    assert NEAREST not in text_of(offered(shown, query(shown)))


def test_who_is_ill_is_given_up_before_what_has_happened(show: Show, resource: Make) -> None:
    second = resource("snakk-sammen", id="om-rus", situations=("addiction",))
    shown = show("nb", second)
    found = fitting(shown, query(shown, situation=["addiction"], relation=["sibling"]))
    assert (ids(found), found[1]) == (["om-rus"], False)


def test_how_the_death_came_is_given_up_as_well(show: Show) -> None:
    shown = show()
    context = shown.vocabulary.facets["loss_context"].ids[0]
    assert ids(fitting(shown, query(shown, situation=["bereavement"], loss_context=[context]))) == ["snakk-sammen"]


def test_a_draft_is_never_offered(show: Show, resource: Make) -> None:
    draft = resource("snakk-sammen", id="kladd", status="draft")
    shown = show("nb", draft)
    assert ids(fitting(shown, query(shown))) == ["snakk-sammen"]


@pytest.mark.parametrize(
    ("ages", "bands"),
    [([], ()), (["8-12"], ("8-12",)), (["13-17", "3-7"], ("3-7", "13-17")), (["0-6m"], ("0-2",)), (["5"], ("3-7",))],
)
def test_the_age_bands_of_a_query_stand_from_the_youngest(show: Show, ages: list[str], bands: tuple[str, ...]) -> None:
    assert bands_of(query(show(), age=ages)) == bands


def test_other_guides_are_linked_to(show: Show, resource: Make) -> None:
    second = resource("snakk-sammen", {"title": "En guide til"}, id="om-rus")
    shown = show("nb", second)
    [link] = elements(others(shown, [second]), "a")
    assert (link.text, link.attributes["href"]) == ("En guide til", "/nb/ressurs?id=om-rus")
    assert others(shown, []).strip() == ""


def test_where_there_is_no_guide_there_is_a_way_on(show: Show, fixture_library: Library) -> None:
    plain = fixture_library.resources["snakk-sammen"].model_copy(update={"status": "draft"})
    shown = show("en", plain)
    assert "There is no such text yet." in text_of(offered(shown, query(shown)))


# -- a guide -----------------------------------------------------------------------------------------------------------


def test_a_guide_goes_from_before_the_talk_to_where_help_is(show: Show) -> None:
    html = guide(show("en"))
    steps = ["1 Before the talk", "2 During the talk", "3 After the talk", "4 Still worried?"]
    assert headings(html, "h2") == ["How do we tell all the children?", *steps]
    assert [section.classes - {"step"} for section in elements(html, "section", "step")] == [
        {"before"},
        {"during"},
        {"after"},
        {"worried"},
    ]


def test_each_section_stands_in_its_step_and_the_sentences_during_the_talk(show: Show) -> None:
    html = guide(show("en"))
    step_of = {h.text: h.ancestors[-3].classes for h in elements(html, "h3") if "step" in h.ancestors[-3].classes}
    assert "before" in step_of["Choose a word"]
    assert "worried" in step_of["When the worry lasts"]
    for spoken in elements(html, class_="say"):
        assert any("during" in outer.classes for outer in spoken.ancestors)


def test_a_guide_has_the_words_for_the_ages_that_were_asked_for(show: Show) -> None:
    words = text_of(guide(show("en"), "8-12"))
    assert "I have a depression." in words
    assert "I am ill in my thoughts." not in words


def test_what_the_child_asks_stands_before_the_answer(show: Show) -> None:
    html = guide(show("en"), "3-7")
    assert [ask.text for ask in elements(html, class_="ask")] == ["Are you tired of me?"]
    assert html.index("Are you tired of me?") < html.index("No. I am tired from the illness.")


def test_a_guide_in_two_languages_has_two_columns_in_every_row(show: Show) -> None:
    html = guide(show("en"), beside="nb")
    everything = elements(html)
    rows = [row for row in everything if "row" in row.classes]
    assert rows
    for row in rows:
        columns = [e for e in everything if e.tag == "div" and e.ancestors and e.ancestors[-1] is row]
        assert [column.attributes["lang"] for column in columns] == ["en", "nb"]
    assert "Children are not to interpret for the family." in text_of(html)


def test_a_guide_says_who_has_not_checked_it_and_that_a_machine_translated_it(show: Show) -> None:
    words = text_of(guide(show("en")))
    assert "No professional has checked this text yet." in words
    assert "translated by a machine" in words
    assert "oversatt" not in text_of(guide(show("nb")))


def test_a_guide_names_who_can_be_called_and_leads_to_the_whole_text(show: Show) -> None:
    html = guide(show())
    assert {"tel:21000000", "/nb/ressurs?id=snakk-sammen"} <= {a.attributes["href"] for a in elements(html, "a")}


def test_a_guide_that_is_not_in_the_reader_s_language_says_so(show: Show) -> None:
    shown = show("ar")
    html = guide(shown)
    told = shown.locale.gettext("This text does not exist in your language yet. Here it is in {language}.")
    assert told.format(language=shown.vocabulary.language_name("en", "ar")) in text_of(html)
    title = elements(html, class_="title")[0]
    assert (title.text, title.inherited("lang")) == ("How do we tell all the children?", "en")


def test_a_guide_can_stand_beside_the_languages_it_is_in_but_its_own(show: Show) -> None:
    shown = show("en")
    assert languages_of(shown, shown.catalog.library.resources["snakk-sammen"]) == {"nb": "Bokmål"}


def test_words_of_a_guide_are_only_words(show: Show, resource: Make) -> None:
    hostile = "<script>alert(1)</script>"
    text = resource("snakk-sammen").texts["nb"]
    sentences = tuple(
        said.model_copy(update={"words": hostile, "ask": hostile if said.ask else None}) for said in text.sentences
    )
    changed = resource("snakk-sammen", {"sentences": sentences, "title": hostile})
    html = show("nb", changed).guide(changed, [])
    assert not elements(html, "script")
    assert text_of(html).count(hostile) == 1 + len(sentences) + 2


def test_headings_skip_no_level(show: Show) -> None:
    html = pages.opening(show(), "guide", {})
    levels = [int(e.tag[1]) for e in elements(html) if e.tag in ("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_text_without_steps_is_no_guide(show: Show) -> None:
    shown = show()
    with pytest.raises(ValueError, match="snakk-med-barnet"):
        shown.guide(shown.catalog.library.resources["snakk-med-barnet"], [])


def test_the_page_of_the_whole_text_has_the_sentences_after_the_section_on_the_talk(show: Show) -> None:
    shown = show()
    html = shown.text(shown.catalog.library.resources["snakk-sammen"])
    places = [html.index(mark) for mark in ('id="slik-snakker-dere"', 'class="talk"', 'id="etterpaa"')]
    assert places == sorted(places)


# -- before anybody has chosen -----------------------------------------------------------------------------------------


def test_the_page_opens_with_its_questions_and_a_guide_for_all_ages(show: Show) -> None:
    html = pages.opening(show("en"), "guide", {})
    assert headings(html, "h1") == ["Talk together"]
    assert len(elements(html, class_="talk")) == 4


def test_what_an_address_says_chooses_nothing_on_the_page_of_guides(show: Show) -> None:
    shown = show("en")
    assert pages.opening(shown, "guide", {"age": ["8-12"]}) == pages.opening(shown, "guide", {})
