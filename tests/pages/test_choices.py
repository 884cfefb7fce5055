"""Choosing: what narrows a list, what stands in the address and what must not."""

from pathlib import Path

import pytest
from elements import elements, text_of
from visiting import Open, Visit

from barnsbeste_content.i18n import locale_of
from barnsbeste_content.model.age import AgeRange

_ = locale_of("en").gettext
NOT_UNDERSTOOD = _("Part of the address was not understood and was left out: {parts}").split("{")[0].strip()
CHILDREN = {"Hvem kan jeg snakke med?", "Når mamma er deprimert"}
YOUTH = {"Hvem kan jeg snakke med?", "Når noen i familien dør", "Når noen hjemme drikker for mye"}
TALK = "Hvordan sier vi det til alle barna?"
PARENTS = {TALK, "Snakk med barnet om sykdommen", "Når babyen merker uro hjemme"}
BABY = "Når babyen merker uro hjemme"
FAMILIES = ("children", "youth", "parents", "infants")


# -- children, youth, parents, carers of the smallest: nothing in the address --------------------------------------


def test_children_see_the_texts_for_children_and_each_choice_narrows_them(visit: Open) -> None:
    page = visit("children")
    assert set(page.titles) == CHILDREN
    assert page.choose("children situation", "bereavement").titles == ["Hvem kan jeg snakke med?"]


def test_a_feeling_puts_texts_first_and_hides_none(visit: Open) -> None:
    page = visit("children")
    assert page.choose("children feeling", "guilty").titles[0] == "Når mamma er deprimert"
    assert set(page.titles) == CHILDREN
    assert set(page.choose("children feeling", "ok").titles) == CHILDREN


def test_a_child_is_told_why_a_text_is_shown(visit: Open) -> None:
    page = visit("children", "en").choose("children feeling", "sad")
    reasons = {why.text for why in elements(page.html, class_="why")}
    assert reasons == {_("Because you chose: {choices}").format(choices="Sad")}


def test_youth_choose_what_has_happened_and_to_whom(visit: Open) -> None:
    page = visit("youth")
    assert set(page.titles) == YOUTH
    page.choose("youth situation", "addiction").choose("youth feeling", "ashamed")
    assert page.titles[0] == "Når noen hjemme drikker for mye"


def test_parents_of_two_children_get_texts_for_both_ages(visit: Open) -> None:
    page = visit("parents")
    assert set(page.titles) == PARENTS
    assert set(page.choose("parents age", "3-7").titles) == PARENTS - {BABY}
    assert set(page.choose("parents age", "0-2").titles) == {BABY, TALK}
    assert set(page.choose("parents age", "0-2", "3-7").titles) == PARENTS


def test_ages_of_the_smallest_are_in_months(visit: Open) -> None:
    page = visit("infants", "en")
    months = locale_of("en").ages(AgeRange.parse("0-3m"))
    assert page.app.pills(key="infants age").options[0] == months
    assert page.choose("infants age", "4-6m").titles == [BABY]
    assert not page.offers
    assert page.choose("infants age", "25-35m").offers


@pytest.mark.parametrize("page", FAMILIES)
def test_nothing_a_family_chooses_stands_in_the_address(visit: Open, page: str) -> None:
    visited = visit(page)
    questions = [pills.key for pills in visited.app.pills]
    assert len(questions) > 1
    for key in questions:
        first = visited.app.pills(key=key)
        visited.choose(key, *_values(visited, key)[:2])
        assert first.key == key
    assert visited.address == {}
    links = [link for link in elements(visited.html, "a") if "ways" not in link.ancestors[-1].classes]
    assert not [link for link in links if "?" in link.attributes["href"].replace("?id=", "")]


def _values(visited: Visit, key: str) -> list[str]:
    """Ids of the answers to a question, as far as the vocabulary of the fixture has them."""
    answers = {
        "feeling": ["sad", "worried"],
        "situation": ["mental_illness", "general"],
        "relation": ["parent", "sibling"],
    }
    ages = {"children": ["3-7", "8-12"], "parents": ["0-2", "3-7"], "infants": ["0-3m", "4-6m"]}
    page, question = key.split()
    assert visited.app.pills(key=key).options
    return ages[page] if question == "age" else answers[question]


@pytest.mark.parametrize("page", FAMILIES)
def test_an_address_with_choices_does_not_choose_for_a_family(visit: Open, page: str) -> None:
    whole = visit(page).titles
    assert visit(page, params={"situation": ["addiction"], "feeling": ["sad"], "age": ["3-7"]}).titles == whole


def test_choices_are_kept_while_another_page_is_read(visit: Open) -> None:
    page = visit("children").choose("children feeling", "guilty")
    page.app.switch_page("about.py")
    page.run()
    page.app.switch_page("children.py")
    page.run()
    assert page.chosen("children feeling") == ["guilty"]
    assert page.titles[0] == "Når mamma er deprimert"


# -- professionals and library: ids in the address -----------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_choices_in_the_library_stand_in_the_address_as_ids(visit: Open, language: str) -> None:
    page = visit("library", language).choose("library situation", "addiction", "bereavement")
    assert page.address == {"situation": ["addiction", "bereavement"]}
    page.choose("library audience", "youth")
    assert page.address == {"situation": ["addiction", "bereavement"], "audience": ["youth"]}
    page.choose("library situation")
    assert page.address == {"audience": ["youth"]}


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_an_address_chooses_in_every_language(visit: Open, language: str) -> None:
    page = visit("library", language, {"situation": ["bereavement", "addiction"], "age": ["13-17"]})
    assert page.chosen("library situation") == ["addiction", "bereavement"]
    assert page.chosen("library age") == ["13-17"]
    assert "/ressurs?id=u01" in page.html
    assert "/ressurs?id=b01" not in page.html


def test_back_and_forward_choose_and_unchoose(visit: Open) -> None:
    page = visit("library").choose("library situation", "addiction")
    assert page.go().chosen("library situation") == []
    assert page.go(situation=["addiction"]).chosen("library situation") == ["addiction"]
    assert page.go(situation=["bereavement"]).chosen("library situation") == ["bereavement"]


def test_professionals_see_only_what_is_for_them_and_the_address_need_not_say_so(visit: Open) -> None:
    page = visit("practitioners")
    assert page.titles == ["Spør alle pasienter om barn"]
    page.choose("practitioners setting", "gp").choose("practitioners phase", "map")
    assert page.titles == ["Spør alle pasienter om barn"]
    assert page.address == {"setting": ["gp"], "phase": ["map"]}


def test_an_address_for_professionals_can_be_shared(visit: Open) -> None:
    page = visit("practitioners", "ar", {"setting": ["gp"], "consent": ["unsure"]})
    assert page.chosen("practitioners setting") == ["gp"]
    assert page.chosen("practitioners consent") == ["unsure"]


def test_searching_puts_the_words_in_the_address_and_an_address_searches(visit: Open) -> None:
    page = visit("library")
    page.app.text_input(key="library q").set_value("  alkohol ")
    page.run()
    assert page.address == {"q": ["alkohol"]}
    assert page.titles == ["Når noen hjemme drikker for mye"]
    page.app.text_input(key="library q").set_value("")
    assert page.run().address == {}
    again = visit("library", params={"q": ["alkohol"]})
    assert again.app.text_input(key="library q").value == "alkohol"
    assert again.titles == ["Når noen hjemme drikker for mye"]


def test_a_removal_link_of_the_summary_leads_to_the_address_without_that_choice(visit: Open) -> None:
    page = visit("library", params={"situation": ["addiction"], "age": ["13-17"]})
    removals = [
        link.attributes["href"]
        for link in elements(page.html, "a")
        if any("chosen" in a.classes for a in link.ancestors)
    ]
    assert removals == ["/nb/bibliotek?age=13-17", "/nb/bibliotek?situation=addiction"]


def test_a_value_that_would_give_nothing_is_not_offered(visit: Open) -> None:
    page = visit("library", params={"audience": ["practitioner"]})
    assert "library feeling" not in {pills.key for pills in page.app.pills}
    assert "library situation" in {pills.key for pills in page.app.pills}


def test_a_value_that_was_chosen_stays_even_where_it_gives_nothing(visit: Open) -> None:
    page = visit("library", params={"audience": ["practitioner"], "feeling": ["sad"]})
    assert page.chosen("library feeling") == ["sad"]


# -- junk in the address -------------------------------------------------------------------------------------------

JUNK = {
    "unknown ids": {"situation": ["dragons"], "age": ["old"], "setting": ["../../etc/passwd"]},
    "long": {"situation": ["x" * 5_000], "q": ["y" * 5_000], "z" * 5_000: ["1"]},
    "control characters": {"situation": ["\x00\x01\x1b[31m"], "q": ["a\x00b\u202ec"], "\x07": ["\x07"]},
    "hundreds": {f"p{number}": ["1"] for number in range(500)},
    "values by the hundred": {"situation": [f"s{number}" for number in range(500)], "age": ["1-2"] * 500},
    "markup": {"situation": ["<script>alert(1)</script>"], "<b>": ["<i>"]},
}


@pytest.mark.parametrize("page", ["library", "practitioners"])
@pytest.mark.parametrize("junk", JUNK)
def test_what_means_nothing_in_the_address_is_told_and_the_page_goes_on(visit: Open, page: str, junk: str) -> None:
    visited = visit(page, "en", JUNK[junk])
    assert NOT_UNDERSTOOD in text_of(visited.html)
    assert not elements(visited.html, "script")
    assert len(text_of(visited.html)) < 20_000
    assert visited.heading


def test_of_junk_and_sense_the_sense_is_kept(visit: Open) -> None:
    page = visit(
        "library", "en", {"situation": ["dragons", "addiction"], "audience": ["youth"], "age": ["old", "13-17"]}
    )
    assert page.chosen("library situation") == ["addiction"]
    assert "When somebody at home drinks too much" in page.titles


def test_an_address_that_is_understood_is_not_commented(visit: Open) -> None:
    page = visit("library", "en", {"situation": ["addiction"]})
    assert NOT_UNDERSTOOD not in text_of(page.html)


# -- nothing found, more than a page -------------------------------------------------------------------------------


def test_where_nothing_fits_the_nearest_is_offered(visit: Open) -> None:
    page = visit("infants", "en").choose("infants age", "25-35m")
    assert len(page.offers) == 1
    assert "Age" in page.offers[0]
    assert page.titles == [BABY]


def test_what_is_offered_instead_is_still_for_the_same_readers(visit: Open) -> None:
    page = visit("infants").choose("infants age", "25-35m").choose("infants situation", "bereavement")
    assert page.offers
    assert page.titles == [BABY]


def test_a_long_list_is_shown_twelve_at_a_time_and_begins_again_when_a_choice_changes(
    visit: Open, real_root: Path
) -> None:
    page = visit("library", root=real_root)
    first = page.titles
    assert len(first) == 12
    second = page.go(page=["2"]).titles
    assert second
    assert not set(first) & set(second)
    fresh = visit("library", params={"audience": ["parent"]}, root=real_root).titles
    assert page.choose("library audience", "parent").titles == fresh
    assert page.address == {"audience": ["parent"]}
    family = visit("parents", root=real_root)
    first = family.titles
    assert len(first) == 12
    family.app.get("pagination")[0].set_value(2)
    assert not set(first) & set(family.run().titles)


# -- order, look, columns; more choices --------------------------------------------------------------------------------


def test_order_look_and_columns_of_an_address_are_kept_when_a_choice_is_made(visit: Open) -> None:
    page = visit("library", "en", {"sort": ["title"], "view": ["table"], "columns": ["age"], "page": ["2"]})
    assert page.titles == sorted(page.titles)
    assert [head.text for head in elements(page.html, "th")] == ["Text", "Age"]
    page.choose("library audience", "youth")
    assert page.address == {"sort": ["title"], "view": ["table"], "columns": ["age"], "audience": ["youth"]}
    assert page.titles == sorted(page.titles)


def test_back_brings_the_order_back(visit: Open) -> None:
    page = visit("library", "en")
    as_usual = page.titles
    assert page.go(sort=["title"]).titles == sorted(as_usual)
    assert page.go().titles == as_usual


def test_an_unknown_order_is_told_and_the_list_is_as_usual(visit: Open) -> None:
    page = visit("library", "en", {"sort": ["colour"], "view": ["film"]})
    assert NOT_UNDERSTOOD in text_of(page.html)
    assert "colour" in text_of(page.html)
    assert "film" in text_of(page.html)
    assert page.titles == visit("library", "en").titles


def test_more_facets_are_drawn_when_asked_for_and_when_one_of_them_is_chosen(visit: Open) -> None:
    drawn = {pills.key for pills in visit("practitioners").app.pills}
    assert "practitioners situation" in drawn
    assert "practitioners knowledge" not in drawn
    page = visit("practitioners", params={"format": ["procedure"]})
    assert page.chosen("practitioners format") == ["procedure"]
    assert "practitioners knowledge" in {pills.key for pills in page.app.pills}


def test_how_a_death_came_is_asked_once_somebody_has_died(visit: Open) -> None:
    page = visit("library")
    assert "library loss_context" not in {pills.key for pills in page.app.pills}
    page.choose("library situation", "bereavement")
    assert "library loss_context" in {pills.key for pills in page.app.pills}


def test_where_nothing_fits_the_facets_and_the_way_back_are_still_there(visit: Open) -> None:
    page = visit("practitioners", "en", {"q": ["zzzzqqqq"], "sort": ["title"], "view": ["cards"]})
    assert elements(page.html, class_="empty")
    assert page.offers
    reset = next(link for link in elements(page.html, "a") if link.text == _("Start again"))
    assert reset.attributes["href"] == "/en/fagfolk?view=cards"
