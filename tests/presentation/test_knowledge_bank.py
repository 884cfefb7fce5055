"""The page of sources: what can be chosen, what rests on each, and how to cite it."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from elements import Element, elements, text_of

from barnsbeste_content.catalog.bank import KINDS
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import Author
from barnsbeste_content.presentation import pages
from barnsbeste_content.presentation.knowledge_bank import bank, kind_names
from barnsbeste_content.presentation.links import Params, StaticLinks
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]


def sources(html: str) -> list[str]:
    return [
        item.attributes["id"] for item in elements(html, "li") if item.attributes.get("id", "").startswith("kilde-")
    ]


def chips(html: str) -> dict[str, Element]:
    """Words and count -> the link that chooses them."""
    return {link.text: link for link in elements(html, "a") if link.ancestors[-1].tag == "nav"}


def params_of(link: Element) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link.attributes["href"]).query)


def hrefs(html: str, path: str) -> list[str]:
    return [a.attributes["href"] for a in elements(html, "a") if urlsplit(a.attributes["href"]).path.endswith(path)]


def test_every_source_is_there_with_how_many_there_are(show: Show) -> None:
    html = bank(show("en"), {})
    assert sources(html) == ["kilde-barnetelefonen", "kilde-veileder", "kilde-loven"]
    assert elements(html, class_="sum")[0].text.startswith("3 sources")


def test_what_can_be_chosen_says_how_many_it_would_give_and_what_would_give_none_is_not_there(show: Show) -> None:
    assert set(chips(bank(show("en"), {}))) == {
        "Based on research 2",
        "Based on practice experience 1",
        "Law 1",
        "Guideline 1",
        "Helpline 1",
    }


def test_the_counts_of_a_facet_leave_out_its_own_choice(show: Show) -> None:
    html = bank(show("en"), {"kind": ["law"]})
    assert sources(html) == ["kilde-loven"]
    assert set(chips(html)) == {"Based on research 1", "Law 1", "Guideline 1", "Helpline 1"}


def test_what_is_chosen_can_be_given_up_though_it_gives_nothing(show: Show) -> None:
    html = bank(show("en"), {"kind": ["law"], "knowledge": ["experience"]})
    assert sources(html) == []
    assert elements(html, class_="sum")[0].text.startswith("0 sources")
    chosen = {words for words, link in chips(html).items() if link.attributes.get("aria-current") == "true"}
    assert chosen == {"Based on practice experience 0", "Law 0"}


@pytest.mark.parametrize("params", [{}, {"kind": ["law"]}, {"kind": ["law", "guideline"]}, {"knowledge": ["research"]}])
def test_every_choice_leads_to_a_page_that_leads_back(show: Show, params: Params) -> None:
    shown = show("en")
    for words, link in chips(bank(shown, params)).items():
        chosen = params_of(link)
        back = {each.rpartition(" ")[0]: link for each, link in chips(bank(shown, chosen)).items()}
        again = params_of(back[words.rpartition(" ")[0]])
        assert {name: set(values) for name, values in again.items()} == {
            name: set(values) for name, values in params.items()
        }


@pytest.mark.parametrize(
    ("params", "name"),
    [({"kind": ["x"]}, "kind"), ({"audience": ["x"]}, "Who it is for"), ({"knowledge": ["x"]}, "Type of knowledge")],
)
def test_what_says_nothing_in_the_address_is_told_and_chooses_nothing(
    show: Show, params: dict[str, Sequence[str]], name: str
) -> None:
    html = bank(show("en"), params)
    [notice] = elements(html, class_="status")
    assert notice.text.startswith("Part of the address was not understood")
    assert name in notice.text
    assert len(sources(html)) == 3


def test_a_source_there_is_not_is_told(show: Show) -> None:
    assert elements(bank(show("en"), {"id": ["finnes-ikke"]}), class_="status")


def test_a_source_says_what_it_is_and_leads_to_it_without_telling_from_where(show: Show) -> None:
    html = bank(show("en"), {"id": ["loven"]})
    assert elements(html, class_="who")[0].text == "Law · Based on research"
    link = next(link for link in elements(html, "a") if link.ancestors[-1].tag == "h2")
    assert link.attributes["href"] == "https://lovdata.no/dokument/NL/lov/1999-07-02-64"
    assert link.attributes["rel"] == "noreferrer"
    assert link.attributes["lang"] == "nb"
    assert "We read it 20 November 2026." in text_of(html)


def test_authors_journal_publisher_and_year_are_named(show: Show, fixture_library: Library) -> None:
    paper = fixture_library.sources["veileder"].model_copy(
        update={
            "authors": (Author(family="Berg", given="Siri"), Author(family="Dahl", given="Per")),
            "journal": "Tidsskriftet",
        }
    )
    html = bank(show("en", sources={"veileder": paper}), {})
    assert "Berg, Siri; Dahl, Per. Tidsskriftet. Eksempeldirektoratet, 2020" in text_of(html)


def test_texts_that_rest_on_a_source_are_linked_to_by_their_neutral_names_and_no_draft_is(show: Show) -> None:
    html = bank(show("en"), {"id": ["barnetelefonen"]})
    assert "Used in: 2 texts" in text_of(html)
    assert set(hrefs(html, "/ressurs")) == {"/en/ressurs?id=b01", "/en/ressurs?id=b02"}
    assert "Kladd om hjerneskade" not in bank(show(), {})


def test_of_many_texts_six_are_linked_to_and_all_are_counted(show: Show) -> None:
    html = bank(show("en"), {"id": ["veileder"]})
    assert "Used in: 7 texts" in text_of(html)
    assert len(hrefs(html, "/ressurs")) == 6


def test_a_source_that_no_text_rests_on_says_so(show: Show, fixture_library: Library) -> None:
    unused = fixture_library.sources["veileder"].model_copy(update={"id": "ubrukt"})
    html = bank(show("en", sources={"ubrukt": unused}), {})
    assert "Used in: 0 texts" in text_of(html)
    assert hrefs(html, "/ressurs") == []


def test_the_title_of_a_text_in_another_language_says_which(show: Show) -> None:
    found = [e for e in elements(bank(show("en"), {})) if e.text == "Hvem kan jeg snakke med?" and e.tag != "li"]
    assert found
    assert "nb" in {element.inherited("lang") for element in found}


@pytest.mark.parametrize("format", ["ris", "bib", "txt"])
def test_references_are_to_what_is_chosen_and_to_each_source_alone(show: Show, format: str) -> None:
    html = bank(show(), {"kind": ["law"], "knowledge": ["research"]})
    every, alone = hrefs(html, f"/kilder.{format}")
    assert parse_qs(urlsplit(every).query) == {"kind": ["law"], "knowledge": ["research"]}
    assert alone == f"/nb/kilder.{format}?id=loven"


def test_a_list_in_apa_style_is_read_and_the_other_files_are_downloads(show: Show) -> None:
    links = {a.text: a.attributes for a in elements(bank(show(), {"id": ["loven"]}), "a")}
    assert "download" not in links["APA"]
    assert "download" in links["RIS"]
    assert "download" in links["BibTeX"]


def test_in_a_tree_of_files_nothing_is_chosen_and_references_are_to_all(show: Show) -> None:
    shown = Presenter(show().catalog, locale_of("nb"), reading=True, make_links=StaticLinks)
    html = bank(shown, {})
    assert not chips(html)
    assert hrefs(html, "/kilder.ris") == ["/nb/kilder.ris"]
    assert len(sources(html)) == 3


def test_markup_in_a_source_is_only_words(show: Show, fixture_library: Library) -> None:
    hostile = "<script>alert(1)</script>"
    changed = fixture_library.sources["veileder"].model_copy(update={"title": hostile, "publisher": hostile})
    html = bank(show("nb", sources={"veileder": changed}), {"<b>": [hostile]})
    assert not elements(html, "script")
    assert text_of(html).count(hostile) == 2


def test_every_kind_of_source_has_a_name(show: Show) -> None:
    assert set(kind_names(show("en").locale)) == set(KINDS)


def test_the_page_opens_with_what_its_address_chooses(show: Show) -> None:
    html = pages.opening(show("en"), "sources", {"kind": ["law"]})
    assert [heading.text for heading in elements(html, "h1")] == ["Knowledge bank"]
    assert sources(html) == ["kilde-loven"]


def test_in_another_language_the_page_keeps_its_choices(show: Show) -> None:
    shown = show()
    there = pages.there(shown, "sources", {"kind": ["law"], "knowledge": ["research"], "x": ["y"]})
    assert there(shown.make_links("en")) == "/en/kilder?kind=law&knowledge=research"
