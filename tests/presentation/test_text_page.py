"""A whole text: its parts in order, what is told about it, and who can help."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from elements import Element, elements, text_of

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.links import StaticLinks
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]
Make = Callable[..., Resource]

UNREVIEWED = "No professional has checked this text yet."


def page(shown: Presenter, name: str) -> str:
    found = shown.catalog.get(name)
    assert found
    return shown.text(found)


def statuses(html: str) -> list[str]:
    return [element.text for element in elements(html, class_="status")]


def place(html: str, words: str) -> int:
    assert words in html
    return html.index(words)


def test_there_is_one_main_heading_and_it_is_the_title(show: Show) -> None:
    assert [h1.text for h1 in elements(page(show(), "b01"), "h1")] == ["Når mamma er deprimert"]


def test_sections_stand_in_their_order_after_the_main_message(show: Show) -> None:
    html = page(show(), "b01")
    sections = [section.attributes["id"] for section in elements(html, "section") if "id" in section.attributes]
    assert sections == ["hva-skjer", "hva-du-kan-gjore"]
    assert place(html, "Det er ikke din skyld.") < place(html, 'id="hva-skjer"') < place(html, 'id="hva-du-kan-gjore"')


def test_no_heading_level_is_skipped(show: Show) -> None:
    levels = [int(e.tag[1]) for e in elements(page(show(), "b01")) if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_actions_and_sayings_stand_after_the_sections(show: Show) -> None:
    html = page(show(), "b01")
    assert [item.text for item in elements(html, "li") if item.ancestors[-1].classes == {"do"}] == [
        "Si til en voksen hvordan du har det.",
        "Gå ut og lek med en venn.",
    ]
    assert place(html, 'id="hva-du-kan-gjore"') < place(html, 'class="do"') < place(html, 'class="say"')


def test_a_text_without_sayings_has_no_heading_for_them(show: Show) -> None:
    assert not elements(page(show(), "u02"), class_="say")


def test_the_whole_text_is_marked_with_its_language_and_direction(show: Show) -> None:
    html = page(show("ar"), "u01")
    for words in ("When somebody at home drinks too much", "Why do they not stop?", "Tell a grown-up you trust."):
        found = [element for element in elements(html) if element.text == words][-1]
        assert (found.inherited("lang"), found.inherited("dir")) == ("en", "ltr")


def test_a_link_to_another_text_gives_its_neutral_code(show: Show) -> None:
    links = {link.text: link.attributes["href"] for link in elements(page(show(), "b01"), "a")}
    assert links["hvem du kan snakke med"] == "/nb/ressurs?id=b02"


def test_markup_in_a_title_a_heading_or_an_action_is_only_words(show: Show, resource: Make) -> None:
    hostile = "<script>alert(1)</script>"
    text = resource("naar-noen-dor").texts["nb"]
    words = {
        "title": hostile,
        "main_message": hostile,
        "actions": (hostile,),
        "say": (hostile,),
        "sections": (text.sections[0].model_copy(update={"heading": hostile, "text": hostile}),),
    }
    html = show().text(resource("naar-noen-dor", words))
    assert not elements(html, "script")
    assert text_of(html).count(hostile) == 7  # once in the button that puts it aside


# -- what is told about a text -------------------------------------------------------------------------------------


def test_an_unreviewed_text_says_so(show: Show) -> None:
    assert statuses(page(show("en"), "b01")) == [UNREVIEWED]
    assert UNREVIEWED not in statuses(page(show("en"), "u01"))


def test_a_reviewed_text_says_by_whom(show: Show) -> None:
    html = page(show("en"), "u01")
    assert [status.text for status in elements(html, class_="good")] == ["Checked by fagrådgiver i nettverket."]


def test_a_machine_translation_says_so(show: Show) -> None:
    told = "The translation was made by a machine, and nobody has read it yet."
    assert told in statuses(page(show("en"), "u01"))
    assert told not in statuses(page(show("en"), "b01"))


def test_a_part_whose_source_has_changed_is_marked_and_the_others_are_not(show: Show) -> None:
    shown = show("ar")
    told = shown.locale.gettext("This part has been changed in Norwegian since it was translated.")
    marks = [e for e in elements(page(shown, "b01"), class_="status") if e.text == told]
    assert [mark.ancestors[-1].attributes["id"] for mark in marks] == ["hva-skjer"]
    assert (marks[0].inherited("lang"), marks[0].inherited("dir")) == ("ar", "rtl")


def test_an_up_to_date_translation_speaks_of_no_change(show: Show) -> None:
    assert "have changed" not in text_of(page(show("en"), "b01"))


def test_a_text_in_another_language_says_so_in_the_reader_s(show: Show) -> None:
    html = page(show("en"), "u02")
    assert "This text does not exist in your language yet. Here it is in Norwegian Bokmål." in statuses(html)


def test_a_text_in_the_reader_s_language_speaks_of_no_other(show: Show) -> None:
    assert "does not exist in your language" not in text_of(page(show("en"), "b01"))


def test_other_languages_of_a_text_are_linked_in_their_own_name(show: Show) -> None:
    also = {link.text: link.attributes for link in elements(page(show(), "b01"), "a") if "hreflang" in link.attributes}
    assert set(also) == {"عربي", "English"}
    assert also["عربي"]["href"] == "/ar/ressurs?id=b01"
    assert also["عربي"]["hreflang"] == "ar"


# -- who can help --------------------------------------------------------------------------------------------------


def help_first(html: str) -> list[Element]:
    return [link for link in elements(html, "a") if any("first-help" in a.classes for a in link.ancestors)]


def test_where_help_comes_first_the_numbers_stand_before_the_text_with_emergency_first(
    show: Show, resource: Make
) -> None:
    acute = resource("naar-noen-hjemme-drikker", helplines=("foreldrelinjen", "barnetelefonen", "nodtelefonen"))
    html = show("nb", acute).text(acute)
    assert [link.attributes["href"] for link in help_first(html)] == ["tel:113", "tel:116000", "tel:21000000"]
    assert place(html, "first-help") < place(html, "Du kan ikke få en voksen til å slutte")


def test_other_texts_have_their_numbers_after_the_text(show: Show) -> None:
    html = page(show(), "b01")
    assert not help_first(html)
    assert place(html, 'id="hva-du-kan-gjore"') < place(html, 'href="tel:116000"')


def test_a_line_without_a_phone_is_not_among_the_numbers_before_the_text(
    show: Show, resource: Make, fixture_library: Library
) -> None:
    acute = resource("naar-noen-hjemme-drikker", helplines=("barnetelefonen", "foreldrelinjen"))
    chat_only = fixture_library.helplines["barnetelefonen"].model_copy(update={"phone": None})
    shown = show("nb", acute, helplines={**fixture_library.helplines, "barnetelefonen": chat_only})
    assert [link.attributes["href"] for link in help_first(shown.text(acute))] == ["tel:21000000"]


def test_numbers_are_read_from_left_to_right_in_every_language(show: Show) -> None:
    numbers = [
        e for e in elements(page(show("ar"), "b01"), "bdi") if e.ancestors[-1].attributes.get("href") == "tel:116000"
    ]
    assert numbers
    assert {number.attributes["dir"] for number in numbers} == {"ltr"}


# -- appraising and going on ---------------------------------------------------------------------------------------


def test_sources_are_named_with_publisher_year_and_address(show: Show) -> None:
    html = page(show("en"), "b01")
    items = [item for item in elements(html, "li") if item.ancestors[-1].classes == {"sources"}]
    assert items[0].text == "Eksempeldirektoratet (2020). Veileder om barn som pårørende"
    assert len(items) == 2
    for knowledge in ("Based on research", "Knowledge from those who live with it"):
        assert knowledge in text_of(html)


def test_words_are_explained_in_the_language_they_are_explained_in(show: Show) -> None:
    summaries = elements(page(show("ar"), "b01"), "summary")
    terms = [summary for summary in summaries if "term" in summary.ancestors[-1].classes]
    assert [(term.text, term.attributes.get("lang")) for term in terms[:2]] == [
        ("اكتئاب", "ar"),
        ("helsesykepleier", "nb"),
    ]


def test_related_texts_are_offered_and_drafts_are_not(show: Show, resource: Make) -> None:
    found = resource(
        "naar-noen-dor", related=("naar-noen-hjemme-drikker", "kladd-om-hjerneskade", "gammel-tekst-om-rus")
    )
    titles = [
        title.text for title in elements(show("nb", found).text(found), "a") if "card" in title.ancestors[-1].classes
    ]
    assert titles == ["Når noen hjemme drikker for mye"]


def test_each_text_to_read_on_says_why_it_is_there(show: Show) -> None:
    html = page(show("en"), "u01")
    whys = [why.text for why in elements(html, class_="why")]
    cards = list(elements(html, class_="card"))
    assert len(whys) >= len(cards) > 0


def test_one_next_step_stands_before_the_texts_to_read_on_and_is_not_among_them(show: Show) -> None:
    html = page(show("en"), "b01")
    [step] = [link for link in elements(html, "a") if any("onward" in above.classes for above in link.ancestors)]
    assert step.attributes["href"] == show("en").links.resource("b02")
    assert place(html, "Next step") < html.index("</article>")
    cards = [link.attributes["href"] for link in elements(html, "a") if "card" in link.ancestors[-1].classes]
    assert step.attributes["href"] not in cards


def test_among_several_texts_in_a_document_there_is_no_next_step(show: Show) -> None:
    shown = show("en")
    assert "onward" not in shown.text(shown.catalog.resources[0], within=True)


def test_a_professional_gets_texts_to_print_and_where_nobody_answers_the_page_of_guides(
    fixture_catalog: Catalog, show: Show
) -> None:
    shown = show("en")
    html = page(shown, "spor-om-barn")
    assert "/en/utskrift?id=spor-om-barn" in html
    files = Presenter(fixture_catalog, shown.locale, reading=True, make_links=StaticLinks)
    html = page(files, "spor-om-barn")
    assert "utskrift" not in html
    assert files.links.page("guide") in html


def test_a_link_to_a_text_that_is_not_there_leads_to_the_library(show: Show) -> None:
    shown = show()
    assert shown.address("kladd-om-hjerneskade") == "/nb/bibliotek"
    assert shown.address("mamma-er-trist") == "/nb/ressurs?id=b01"


@pytest.mark.parametrize("name", ["b01", "u01", "b02"])
def test_the_title_of_the_window_does_not_tell_what_a_child_or_youth_reads(show: Show, name: str) -> None:
    shown = show()
    found = shown.catalog.get(name)
    assert found
    assert shown.title_of(found) == shown.locale.gettext("Text")


def test_the_title_of_the_window_names_a_text_for_grown_ups(show: Show) -> None:
    shown = show("en")
    found = shown.catalog.get("snakk-med-barnet")
    assert found
    assert shown.title_of(found) == "Talk with your child about the illness"
