"""The page of hard words: each once, under its letter, with what it means and where it is used."""

from collections.abc import Callable

import pytest
from elements import Element, elements, text_of

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import interface_languages, letter_of, locale_of, sort_key
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import GlossaryTerm, GlossaryText
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation import pages
from barnsbeste_content.presentation.glossary import words
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]
Make = Callable[..., Resource]


@pytest.fixture(scope="module")
def real_shown(real_library: Library) -> Callable[[str], Presenter]:
    catalog = Catalog.build(real_library, Edition.PUBLISHED)
    return lambda language: Presenter(catalog, locale_of(language))


def entries(html: str) -> list[Element]:
    return [item for item in elements(html, "li") if item.attributes.get("id", "").startswith("ord-")]


def under(html: str, heading: str) -> list[str]:
    """The terms below a heading."""
    return [
        term.text
        for term in elements(html, "h3")
        for section in term.ancestors
        if section.tag == "section" and section.text.startswith(f"{heading} ")
    ]


def used(html: str, id: str) -> list[str]:
    """Titles of the texts that a term leads to."""
    return [
        link.text
        for link in elements(html, "a")
        if any(outer.attributes.get("id") == f"ord-{id}" for outer in link.ancestors)
    ]


def term(id: str, **texts: str) -> GlossaryTerm:
    made = {language: GlossaryText(term=words, definition="Betyr det.") for language, words in texts.items()}
    return GlossaryTerm(id=id, texts=made)


def test_every_term_stands_once_with_what_it_means(show: Show, fixture_library: Library) -> None:
    html = words(show())
    assert sorted(e.attributes["id"] for e in entries(html)) == sorted(f"ord-{id}" for id in fixture_library.glossary)
    for known in fixture_library.glossary.values():
        assert text_of(html).count(known.texts["nb"].definition) == 1


def test_terms_stand_under_their_letter_and_letters_lead_to_them(show: Show) -> None:
    html = words(show())
    letters = [link for link in elements(html, "a") if link.attributes["href"].startswith("#")]
    assert [link.text for link in letters] == ["A", "D", "H"]
    sections = {s.attributes["id"]: s for s in elements(html, "section") if "id" in s.attributes}
    for link in letters:
        assert sections[link.attributes["href"].removeprefix("#")].text.startswith(f"{link.text} ")
    assert under(html, "D") == ["depresjon"]


def test_norwegian_letters_come_last(show: Show) -> None:
    known = {
        id: term(id, nb=words) for id, words in (("aa", "åpenhet"), ("zz", "zoo"), ("oo", "ødem"), ("ae", "ærlig"))
    }
    html = words(show("nb", glossary=known))
    assert [heading.text for heading in elements(html, "h2")] == ["Z", "Æ", "Ø", "Å"]


def test_terms_of_one_letter_are_in_order(show: Show) -> None:
    known = {id: term(id, nb=words) for id, words in (("a", "Symptom"), ("b", "sorg"), ("c", "sykmelding"))}
    assert under(words(show("nb", glossary=known)), "S") == ["sorg", "sykmelding", "Symptom"]


def test_one_letter_alone_needs_no_row_of_letters(show: Show) -> None:
    html = words(show("nb", glossary={"sorg": term("sorg", nb="sorg")}))
    assert not elements(html, class_="letters")


def test_what_is_not_explained_in_the_language_stands_apart_in_its_own(show: Show) -> None:
    html = words(show("en"))
    assert "These words are not explained in your language yet." in text_of(html)
    assert under(html, "In other languages") == ["helsesykepleier"]
    [other] = [heading for heading in elements(html, "h3") if heading.text == "helsesykepleier"]
    assert (other.inherited("lang"), other.inherited("dir")) == ("nb", "ltr")


def test_where_all_are_explained_nothing_is_told(show: Show) -> None:
    assert not elements(words(show()), class_="status")


def test_an_arabic_term_runs_from_right_to_left_under_its_letter(show: Show) -> None:
    html = words(show("ar"))
    assert under(html, "ا") == ["اكتئاب"]
    [heading] = [heading for heading in elements(html, "h3") if heading.text == "اكتئاب"]
    assert (heading.inherited("lang"), heading.inherited("dir")) == ("ar", "rtl")


def test_a_term_leads_to_two_texts_first_to_the_one_that_is_about_it(show: Show, resource: Make) -> None:
    third = resource("naar-noen-dor", glossary=("depresjon",))
    titles = used(words(show("nb", third)), "depresjon")
    assert (titles[0], len(titles)) == ("Når mamma er deprimert", 2)


def test_a_term_leads_to_texts_in_the_reader_s_language_first(show: Show, resource: Make) -> None:
    norwegian = resource("naar-noen-dor", glossary=("avhengighet",))
    assert used(words(show("en", norwegian)), "avhengighet")[0] == "When somebody at home drinks too much"


def test_a_term_never_leads_to_a_draft(show: Show, resource: Make) -> None:
    draft = resource("kladd-om-hjerneskade", glossary=("helsesykepleier",))
    html = words(show("nb", draft))
    assert "Kladd om hjerneskade" not in html
    assert used(html, "helsesykepleier")


def test_a_term_that_no_text_uses_leads_nowhere(show: Show) -> None:
    assert used(words(show("nb", glossary={"sorg": term("sorg", nb="sorg")})), "sorg") == []


def test_the_title_of_a_text_in_another_language_says_which(show: Show) -> None:
    found = {e.text: e.inherited("lang") for e in elements(words(show("ar")), "bdi")}
    assert {"ar"} < set(found.values())


def test_a_term_is_found_by_its_other_forms(show: Show) -> None:
    [entry] = [entry for entry in entries(words(show())) if entry.attributes["id"] == "ord-depresjon"]
    assert entry.attributes["data-words"] == "deprimert nedstemt"


def test_markup_in_a_term_is_only_words(show: Show) -> None:
    hostile = '<script>alert(1)</script> " onclick="x'
    known = GlossaryTerm(id="x", texts={"nb": GlossaryText(term=hostile, definition=hostile, also=(hostile,))})
    html = words(show("nb", glossary={"x": known}))
    assert not elements(html, "script")
    assert "onclick" not in {name for element in elements(html) for name in element.attributes}
    assert text_of(html).count(hostile) == 2


@pytest.mark.parametrize("language", interface_languages())
def test_every_real_term_stands_once_and_letters_are_in_order(
    real_library: Library, real_shown: Callable[[str], Presenter], language: str
) -> None:
    html = words(real_shown(language))
    assert sorted(e.attributes["id"] for e in entries(html)) == sorted(f"ord-{id}" for id in real_library.glossary)
    letters = [link.text for link in elements(html, "a") if link.attributes["href"].startswith("#")]
    assert letters == sorted(set(letters), key=lambda letter: sort_key(letter, language))
    own = [h for h in elements(html, "h3") if h.inherited("lang") == language]
    for heading in own:
        [section] = [outer for outer in heading.ancestors if outer.tag == "section"]
        assert section.text.startswith(letter_of(heading.text, language))


def test_the_page_opens_with_every_word(show: Show) -> None:
    html = pages.opening(show("en"), "glossary", {})
    assert [heading.text for heading in elements(html, "h1")] == ["Words explained"]
    assert len(entries(html)) == 3
