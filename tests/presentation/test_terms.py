"""Hard words explained where they first stand in a text, and nothing of the text lost for it."""

import re
from collections.abc import Callable
from html import escape

import pytest
from elements import Element, elements, text_of
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import GlossaryText
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.markup import html
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.terms import Terms
from barnsbeste_content.web.documents import pack_page

Show = Callable[..., Presenter]
Make = Callable[..., Resource]

BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"
LONG, SHORT = "langvarig sykdom", "sykdom"


def terms(*written: str, language: str = "nb", prefix: str = "nb-") -> Terms:
    """Terms written as `term` or `term|another form`; the id is the term as a slug."""
    known = {}
    for each in written:
        term, *also = each.split("|")
        words = GlossaryText(term=term, definition=f"Om {term}.", also=tuple(also))
        known[re.sub(r"\W+", "-", term.lower())] = (words, language, "ltr")
    return Terms(known, prefix)


def made(markdown: str, explained: Terms) -> str:
    return html(markdown, lambda slug: f"/nb/ressurs?id={slug}", explained)


def buttons(markup: str) -> list[str]:
    return [button.text for button in elements(markup, "button")]


def without_meanings(markup: str) -> str:
    """The text as it is read while nothing is opened."""
    return text_of(re.sub(r'<span class="meaning".*?</span>', "", markup))


def marked(words: str, *known: str) -> list[str]:
    """What is marked in some words."""
    return re.findall(f"{MIDDLE}(.*?){END}", terms(*known).mark(words))


# -- which words -------------------------------------------------------------------------------------------------------


def test_a_term_is_explained_once_at_its_first_place() -> None:
    markup = made("En sykdom og en sykdom.\n\nEn sykdom.", terms(SHORT))
    [button] = elements(markup, "button")
    assert button.text == SHORT
    assert markup.index("<button") < markup.index("og en sykdom")


def test_a_term_is_explained_once_in_all_the_parts_of_a_text() -> None:
    explained = terms(SHORT)
    assert buttons(made("Ingenting her.", explained) + made("En sykdom.", explained)) == [SHORT]
    assert buttons(made("En sykdom til.", explained)) == []


def test_another_form_counts_as_the_term() -> None:
    assert buttons(made("Deprimert. Depresjon.", terms("depresjon|deprimert"))) == ["Deprimert"]


def test_the_longest_form_is_the_one_that_is_explained() -> None:
    assert marked("En langvarig sykdom er en sykdom.", SHORT, LONG) == [LONG, SHORT]


@pytest.mark.parametrize("words", ["Sykdommen", "hjertesykdom", "sykdom_1"])
def test_a_part_of_a_word_is_not_explained(words: str) -> None:
    assert marked(words, SHORT) == []


def test_a_term_is_known_by_any_capitals_and_shown_as_it_is_written() -> None:
    assert marked("SYKDOM", SHORT) == ["SYKDOM"]


def test_signs_in_a_term_are_signs() -> None:
    assert marked("axb a.b", "a.b") == ["a.b"]


def test_letters_of_other_scripts_are_known() -> None:
    assert marked("مرض اكتئاب طويل", "اكتئاب") == ["اكتئاب"]
    assert marked("Это депрессия.", "депрессия") == ["депрессия"]


@pytest.mark.parametrize(("term", "words"), [("ilaç", "İlaç iyi gelir."), ("ışık", "IŞIK")])
def test_a_turkish_term_at_the_beginning_of_a_sentence_does_not_break_the_page(term: str, words: str) -> None:
    assert marked(words, term) == [words.split()[0]]


def test_a_turkish_term_written_with_a_capital_is_found() -> None:
    assert marked("İlaç iyi gelir.", "İlaç") == ["İlaç"]


def test_a_term_that_ends_with_a_sign_is_found() -> None:
    assert marked("Ask the GP (fastlege) first.", "GP (fastlege)|GP") == ["GP (fastlege)"]


def test_without_terms_a_text_is_as_it_was() -> None:
    assert made("En *sykdom*.", terms()) == html("En *sykdom*.", lambda slug: slug)


# -- where in a text ---------------------------------------------------------------------------------------------------


def test_a_term_in_a_link_is_left_for_its_next_place() -> None:
    markup = made("[Les om sykdom](https://example.org) og **sykdom**.", terms(SHORT))
    [button] = elements(markup, "button")
    assert not [outer for outer in button.ancestors if outer.tag == "a"]
    assert [outer.tag for outer in button.ancestors] == ["p", "strong"]


@pytest.mark.parametrize("link", ["[*sykdom*](ressurs:x)", "[en sykdom her](ressurs:x)", "<https://sykdom.no>"])
def test_nothing_within_a_link_is_a_button(link: str) -> None:
    assert buttons(made(link, terms(SHORT))) == []


def test_a_term_is_explained_in_a_list_too() -> None:
    [button] = elements(made("- en sykdom\n- to", terms(SHORT)), "button")
    assert "li" in [outer.tag for outer in button.ancestors]


def test_a_button_opens_what_its_word_means_in_its_language() -> None:
    markup = made("En sykdom.", terms(SHORT))
    [button], [meaning] = elements(markup, "button"), elements(markup, class_="meaning")
    assert button.attributes["type"] == "button"
    assert button.attributes["popovertarget"] == meaning.attributes["id"] == "nb-sykdom"
    assert "popover" in meaning.attributes
    assert (meaning.attributes["lang"], meaning.attributes["dir"]) == ("nb", "ltr")
    assert meaning.text == "sykdom Om sykdom."


# -- nothing lost, nothing run -----------------------------------------------------------------------------------------


def test_markup_in_a_term_is_only_words() -> None:
    hostile = "<script>alert(1)</script>"
    words = GlossaryText(term=hostile, definition=f"{hostile} & mer", also=("ord",))
    markup = made("Et ord.", Terms({"x": (words, "nb", "ltr")}, ""))
    assert not elements(markup, "script")
    assert elements(markup, class_="meaning")[0].text == f"{hostile} {hostile} & mer"


def test_a_term_with_signs_of_html_is_shown_as_it_is_written() -> None:
    assert buttons(made("Vi bruker R&D her.", terms("R&D"))) == ["R&D"]


def test_letters_that_mark_words_are_dropped_from_a_text() -> None:
    markup = made(f"{BEGIN}sykdom{MIDDLE}<b>{END} &#xE000;x", terms("annet"))
    assert buttons(markup) == []
    assert without_meanings(markup) == "sykdom<b> x"


def test_letters_that_mark_words_make_no_button_in_a_link() -> None:
    assert buttons(made(f"[{BEGIN}sykdom{MIDDLE}x{END}](https://example.org)", terms(SHORT))) == []


def test_letters_that_mark_words_do_not_break_the_page() -> None:
    assert made(f"[{BEGIN}annet{MIDDLE}x{END}](https://example.org)", terms(SHORT))


@given(st.text(st.sampled_from("aå sykdom-.,(<&>\"'\n") | st.characters(exclude_categories=["Cs", "Co"])))
def test_no_letter_of_a_text_is_lost(words: str) -> None:
    explained = terms(LONG, SHORT, "å", "a")
    markup = explained.html(escape(explained.mark(words)))
    assert without_meanings(markup) == " ".join(text_of(escape(words)).split())


@given(st.lists(st.sampled_from([SHORT, LONG, "hjelp", "en", "«", "og", ".", "[", "](https://x.no)", "**"])))
def test_a_text_reads_the_same_with_terms_as_without(parts: list[str]) -> None:
    markdown = " ".join(parts)
    markup = made(markdown, terms(SHORT, LONG, "hjelp"))
    assert without_meanings(markup) == text_of(html(markdown, lambda slug: slug))
    assert len(buttons(markup)) == len({button.lower() for button in buttons(markup)})


# -- in the pages ------------------------------------------------------------------------------------------------------


def meanings(markup: str) -> list[Element]:
    return elements(markup, class_="meaning")


def talk(resource: Make) -> Resource:
    """The conversation guide, which speaks of a depression, with that word alone to explain."""
    return resource("snakk-sammen", glossary=("depresjon",))


def test_the_page_of_a_text_explains_its_words(show: Show, resource: Make) -> None:
    [meaning] = meanings(show().text(talk(resource)))
    assert meaning.text == "depresjon En sykdom der en er trist og sliten over lang tid."


def test_both_columns_explain_their_words_in_their_language_with_ids_of_their_own(show: Show, resource: Make) -> None:
    markup = show().text(talk(resource), beside="en")
    assert [(each.attributes["id"], each.inherited("lang")) for each in meanings(markup)] == [
        ("nb--depresjon", "nb"),
        ("en--depresjon", "en"),
    ]


def test_a_word_without_an_explanation_in_the_language_is_not_explained(
    show: Show, resource: Make, fixture_library: Library
) -> None:
    term = fixture_library.glossary["depresjon"]
    norwegian = term.model_copy(update={"texts": {"nb": term.texts["nb"]}})
    shown = show("en", glossary={"depresjon": norwegian})
    assert meanings(shown.text(talk(resource))) == []
    assert [each.inherited("lang") for each in meanings(shown.text(talk(resource), beside="nb"))] == ["nb"]


def test_ids_are_unique_in_a_document_of_several_texts(show: Show, resource: Make) -> None:
    [first, *_] = resource("naar-noen-dor").texts["nb"].sections
    section = first.model_copy(update={"text": "Om en depresjon."})
    second = resource("naar-noen-dor", {"sections": (section,)}, glossary=("depresjon",))
    catalog = show("nb", talk(resource), second).catalog
    markup = pack_page(catalog, ["snakk-sammen", "naar-noen-dor"], "nb", "", beside="en")
    assert markup
    assert len(meanings(markup)) == 3
    ids = [element.attributes["id"] for element in elements(markup) if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_a_section_and_an_explanation_have_ids_of_their_own(show: Show, fixture_library: Library) -> None:
    found = fixture_library.resources["snakk-sammen"]
    texts = {
        language: text.model_copy(
            update={"sections": (text.sections[0].model_copy(update={"id": "en-depresjon"}), *text.sections[1:])}
        )
        for language, text in found.texts.items()
    }
    markup = show("en").text(found.model_copy(update={"texts": texts}))
    ids = [element.attributes["id"] for element in elements(markup) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
