"""Guides, questions, words and sources as readers meet them; what leads there; who BarnsBeste is."""

from pathlib import Path

import pytest
from elements import elements, text_of
from visiting import Open, Visit

from barnsbeste_content.i18n import letter_of, locale_of, sort_key

NOT_UNDERSTOOD = "Part of the address was not understood and was left out: {parts}"
NEAREST = "No guide fits all that you chose. This one is the nearest."
FALLBACK = "This text does not exist in your language yet. Here it is in {language}."


def said(words: str, language: str = "nb") -> str:
    """Words of the interface up to the first thing that is put into them."""
    return locale_of(language).gettext(words).partition("{")[0].strip()


def talks(page: Visit) -> list[str]:
    """Headings of the talks on the page."""
    return [heading.text for heading in elements(page.html, "h3") if "talk" in heading.ancestors[-3].classes]


def ways(page: Visit) -> list[str]:
    return [a.attributes["href"] for a in elements(page.html, "a") if "ways" in a.ancestors[-1].classes]


# -- guides ------------------------------------------------------------------------------------------------------------


def test_before_anything_is_chosen_there_are_words_for_every_age(visit: Open) -> None:
    page = visit("guide", "en")
    assert len(talks(page)) == 4
    assert talks(page)[0].endswith("3–7 years")


def test_ages_give_the_words_for_them_the_youngest_first(visit: Open) -> None:
    page = visit("guide", "en").choose("guide age", "13-17", "8-12")
    assert [talk.rpartition(": ")[2] for talk in talks(page)] == ["8–12 years", "13–17 years"]
    assert len(talks(page.choose("guide age", "3-7"))) == 1


def test_a_guide_that_does_not_fit_all_is_told_to_be_the_nearest(visit: Open) -> None:
    page = visit("guide")
    assert said(NEAREST) not in text_of(page.html)
    assert said(NEAREST) in text_of(page.choose("guide situation", "addiction").html)
    assert talks(page)


def test_a_guide_can_stand_beside_another_language(visit: Open) -> None:
    page = visit("guide", "en")
    assert not elements(page.html, class_="pair")
    page.app.pills(key="guide beside").set_value("nb")
    page.run()
    assert elements(page.html, class_="pair")
    assert {"I have a depression.", "Jeg har en depresjon."} <= {item.text for item in elements(page.html, "li")}


def test_how_a_death_came_is_asked_only_after_bereavement(visit: Open) -> None:
    page = visit("guide")
    assert "guide loss_context" not in {pills.key for pills in page.app.pills}
    page.choose("guide situation", "bereavement")
    assert "guide loss_context" in {pills.key for pills in page.app.pills}


def test_nothing_that_is_chosen_of_a_guide_stands_in_the_address(visit: Open) -> None:
    page = visit("guide").choose("guide age", "8-12").choose("guide situation", "mental_illness")
    assert page.address == {}


def test_an_address_with_choices_chooses_no_guide(visit: Open) -> None:
    assert len(talks(visit("guide", params={"age": ["8-12"], "situation": ["addiction"]}))) == 4


def test_in_a_language_without_a_guide_the_page_tells_which_one_it_stands_in(visit: Open) -> None:
    page = visit("guide", "ar")
    assert said(FALLBACK, "ar") in text_of(page.html)
    assert elements(page.html, class_="title")[0].inherited("lang") == "en"
    assert page.heading == locale_of("ar").gettext("Talk together")


def test_the_page_of_guides_has_one_main_heading(visit: Open) -> None:
    assert len(elements(visit("guide").choose("guide audience", "parent").html, "h1")) == 1


def test_where_there_is_no_guide_the_page_still_has_one_main_heading(visit: Open) -> None:
    assert len(elements(visit("guide").choose("guide audience", "practitioner").html, "h1")) == 1


# -- questions, words, sources -----------------------------------------------------------------------------------------


def test_questions_follow_the_address(visit: Open) -> None:
    page = visit("questions")
    everybody = len(elements(page.html, "details", "qa"))
    assert len(elements(page.go(audience=["child"]).html, "details", "qa")) < everybody
    assert len(elements(page.go().html, "details", "qa")) == everybody


def test_sources_follow_the_address(visit: Open) -> None:
    page = visit("sources").go(kind=["law"])
    assert [item.attributes["id"] for item in elements(page.html, "li") if "id" in item.attributes] == ["kilde-loven"]


@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("questions", {"audience": ["x"]}),
        ("questions", {"kind": ["law"]}),
        ("sources", {"kind": ["x"]}),
        ("sources", {"audience": ["x"]}),
    ],
)
def test_what_says_nothing_in_the_address_is_told(visit: Open, page: str, params: dict[str, list[str]]) -> None:
    assert said(NOT_UNDERSTOOD) in text_of(visit(page, params=params).html)
    assert said(NOT_UNDERSTOOD) not in text_of(visit(page).html)


@pytest.mark.parametrize("language", ["nb", "tr", "pl", "ar", "ti"])
def test_every_real_word_is_there_once_and_the_letters_are_in_order(
    visit: Open, real_root: Path, language: str
) -> None:
    html = visit("glossary", language, root=real_root).html
    ids = [item.attributes["id"] for item in elements(html, "li") if item.attributes.get("id", "").startswith("ord-")]
    assert sorted(ids) == sorted(f"ord-{path.stem}" for path in (real_root / "glossary").glob("*.yaml"))
    letters = [a.text for a in elements(html, "a") if "letters" in a.ancestors[-1].classes]
    assert len(letters) > 5
    assert letters == sorted(set(letters), key=lambda letter: sort_key(letter, language))
    assert all(letter_of(letter, language) == letter for letter in letters)


@pytest.mark.parametrize("page", ["questions", "glossary", "sources"])
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_a_list_can_be_searched_in_where_it_stands(visit: Open, page: str, language: str) -> None:
    html = visit(page, language).html
    [field] = [e for e in elements(html, "input") if "data-filter" in e.attributes]
    ids = {e.attributes["id"] for e in elements(html) if "id" in e.attributes}
    assert field.attributes["data-filter"] in ids
    assert field.attributes["aria-label"]
    assert "name" not in field.attributes


# -- what leads there --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("children", ["/nb/passer", "/nb/sporsmal?audience=child", "/nb/ark/nettverket-mitt"]),
        ("youth", ["/nb/passer"]),
        ("parents", ["/nb/passer", "/nb/samtale", "/nb/sporsmal?audience=parent"]),
        ("infants", ["/nb/passer"]),
        ("practitioners", ["/nb/passer", "/nb/samtale", "/nb/kilder"]),
        ("home", []),
        ("library", []),
    ],
)
def test_a_page_leads_its_readers_to_what_else_there_is_for_them(visit: Open, page: str, expected: list[str]) -> None:
    assert ways(visit(page)) == expected


@pytest.mark.parametrize("page", ["youth", "infants", "practitioners"])
def test_no_page_leads_to_questions_that_there_are_not(visit: Open, page: str) -> None:
    params = {"audience": [href.partition("=")[2] for href in ways(visit(page)) if "audience=" in href]}
    assert said(NOT_UNDERSTOOD) not in text_of(visit("questions", params=params).html)


def test_every_real_page_leads_to_questions_that_there_are(visit: Open, real_root: Path) -> None:
    for page in ("children", "youth", "parents", "infants", "practitioners"):
        [audience] = [href.partition("=")[2] for href in ways(visit(page, root=real_root)) if "audience=" in href]
        html = visit("questions", params={"audience": [audience]}, root=real_root).html
        assert [s.attributes["id"] for s in elements(html, "section") if "id" in s.attributes] == [audience]


# -- who we are --------------------------------------------------------------------------------------------------------


def told(page: Visit) -> dict[str, str]:
    """Label -> what is told of each area of work and target group."""
    labels, about = elements(page.html, "dt"), elements(page.html, "dd")
    return {label.text: words.text for label, words in zip(labels, about, strict=True)}


def test_every_area_of_work_and_every_target_group_is_told_of(visit: Open, real_root: Path) -> None:
    page = visit("about", root=real_root)
    assert len(told(page)) >= 8
    assert all(told(page).values())


def test_an_area_with_texts_leads_to_them_and_one_without_to_none(visit: Open) -> None:
    hrefs = {a.attributes["href"] for a in elements(visit("about").html, "a") if a.ancestors[-1].tag == "dd"}
    assert hrefs == {"/nb/bibliotek?work_area=knowledge", "/nb/bibliotek?target_group=central_authorities"}


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_the_page_says_that_no_professional_has_checked_the_texts_and_what_is_not_stored(
    visit: Open, language: str
) -> None:
    html = visit("about", language).html
    gettext = locale_of(language).gettext
    headings = [heading.text for heading in elements(html, "h2")]
    assert {gettext("How the texts are made"), gettext("Your privacy"), gettext("Our five areas of work")} <= set(
        headings
    )
    words = "If you choose a language, your browser remembers which one. If you put texts in your list, it remembers "
    assert gettext(f"{words}the list and the note until you empty it. Nothing else is kept.") in text_of(html)
