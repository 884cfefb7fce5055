"""References that other programs read back as they were meant, and a line in APA style."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import rispy
from pybtex.database import BibliographyData, parse_string

from barnsbeste_content.export.citations import CITATION_FORMATS, apa, bibtex, citations, doi_of, ris
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import Author, Source

DAY = date(2026, 11, 21)
PAPER = {
    "title": "Children of parents with illness",
    "authors": (Author(family="Dyregrov", given="Atle"), Author(family="Ødegård", given="Åse")),
    "publisher": "Wiley",
    "journal": "Journal of Family Health",
    "year": 2011,
    "url": "https://doi.org/10.1002/pon.1234",
    "kind": "research",
    "language": "en",
}


def source(**facts: Any) -> Source:
    model: dict[str, Any] = {
        "id": "kilde",
        "title": "Om pårørende",
        "publisher": "Helsedirektoratet",
        "url": "https://www.example.no/om",
        "kind": "guideline",
        "language": "nb",
        "accessed": DAY,
    }
    return Source(**{**model, **facts})


def read_ris(sources: Sequence[Source]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = rispy.loads(ris(sources))
    return entries


def read_bibtex(sources: Sequence[Source]) -> BibliographyData:
    return parse_string(bibtex(sources), "bibtex")


def unbraced(words: str) -> str:
    return words.replace("{", "").replace("}", "")


# -- RIS ---------------------------------------------------------------------------------------------------------------


def test_an_article_comes_back_from_ris_whole() -> None:
    [entry] = read_ris([source(**PAPER)])
    assert entry["type_of_reference"] == "JOUR"
    assert entry["title"] == PAPER["title"]
    assert entry["authors"] == ["Dyregrov, Atle", "Ødegård, Åse"]
    assert entry["secondary_title"] == PAPER["journal"]
    assert entry["year"] == "2011"
    assert entry["doi"] == "10.1002/pon.1234"
    assert entry["urls"] == [PAPER["url"]]


def test_a_source_without_authors_is_by_its_publisher_and_without_a_year_has_none() -> None:
    [entry] = read_ris([source()])
    assert entry["authors"] == ["Helsedirektoratet"]
    assert "year" not in entry
    assert entry["access_date"] == "2026/11/21"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"kind": "law"}, "LEGAL"),
        ({"kind": "guideline"}, "RPRT"),
        ({"kind": "statistics"}, "RPRT"),
        ({"kind": "helpline"}, "ELEC"),
        ({"kind": "research"}, "ELEC"),  # neither DOI nor journal: a page on the web
        ({"kind": "research", "journal": "Tidsskriftet"}, "JOUR"),
        ({"kind": "research", "url": "https://doi.org/10.1/x"}, "JOUR"),
    ],
)
def test_ris_says_what_a_source_is(facts: dict[str, Any], kind: str) -> None:
    assert read_ris([source(**facts)])[0]["type_of_reference"] == kind


def test_every_real_source_comes_back_from_ris(real_library: Library) -> None:
    known = list(real_library.sources.values())
    entries = read_ris(known)
    assert [entry["id"] for entry in entries] == [each.id for each in known]
    assert [entry["title"] for entry in entries] == [each.title for each in known]
    assert [entry["urls"] for entry in entries] == [[each.url] for each in known]


def test_references_have_no_number_before_them(fixture_library: Library) -> None:
    assert ris(fixture_library.sources.values()).startswith("TY  - ")


# -- BibTeX ------------------------------------------------------------------------------------------------------------


def test_an_article_comes_back_from_bibtex_whole() -> None:
    entry = read_bibtex([source(**PAPER)]).entries["kilde"]
    assert entry.type == "article"
    assert unbraced(entry.fields["title"]) == PAPER["title"]
    assert [(p.last_names, p.first_names) for p in entry.persons["author"]] == [
        (["Dyregrov"], ["Atle"]),
        (["Ødegård"], ["Åse"]),
    ]
    assert entry.fields["journal"] == PAPER["journal"]
    assert entry.fields["year"] == "2011"
    assert entry.fields["doi"] == "10.1002/pon.1234"
    assert entry.fields["urldate"] == "2026-11-21"


def test_the_name_of_an_organisation_is_one_name_in_bibtex() -> None:
    [person] = read_bibtex([source(publisher="Sørlandet sykehus og Kløver")]).entries["kilde"].persons["author"]
    assert person.first_names == []
    assert unbraced(" ".join(person.last_names)) == "Sørlandet sykehus og Kløver"


def test_letters_are_kept_in_utf_8() -> None:
    told = bibtex([source(title="Pårørende: æøå łódź عربي")])
    assert "Pårørende: æøå łódź عربي" in told


@pytest.mark.parametrize("title", ["R & D", "100 % sure", "a_b", "It costs $5", "Number #1"])
def test_signs_that_bibtex_has_a_use_for_come_back(title: str) -> None:
    fields = read_bibtex([source(title=title)]).entries["kilde"].fields
    assert unbraced(fields["title"]).replace("\\", "") == title


@pytest.mark.parametrize("title", ['A "quoted" word', "«Sitat»", "It’s"])
def test_quotation_marks_do_not_end_a_title(title: str) -> None:
    assert unbraced(read_bibtex([source(title=title)]).entries["kilde"].fields["title"]) == title


def test_every_real_source_comes_back_from_bibtex(real_library: Library) -> None:
    known = real_library.sources.values()
    entries = read_bibtex(list(known)).entries
    assert list(entries) == [each.id for each in known]
    for each in known:
        assert unbraced(entries[each.id].fields["title"]).replace("\\", "") == each.title
        assert entries[each.id].fields["url"].replace("\\", "") == each.url


# -- APA ---------------------------------------------------------------------------------------------------------------


def test_what_has_no_date_says_so_and_when_it_was_read() -> None:
    assert apa(source(), "nb") == (
        "Helsedirektoratet. (u.å.). Om pårørende. Hentet 21. november 2026, fra https://www.example.no/om"
    )
    assert "Henta 21. november 2026, frå " in apa(source(), "nn")
    assert apa(source(), "en") == (
        "Helsedirektoratet. (n.d.). Om pårørende. Retrieved 21 November 2026, from https://www.example.no/om"
    )


def test_what_has_a_date_does_not_say_when_it_was_read() -> None:
    assert apa(source(year=2020), "nb") == "Helsedirektoratet. (2020). Om pårørende. https://www.example.no/om"


def test_a_language_without_words_of_its_own_in_the_style_gets_english() -> None:
    assert apa(source(), "ar") == apa(source(), "en")


@pytest.mark.parametrize("day", [1, 2, 3, 21, 22, 23, 30])
def test_english_ordinals_do_not_stand_in_norwegian(day: int) -> None:
    accessed = date(2026, 11, day)
    assert f"Hentet {day}. november 2026, fra" in apa(source(accessed=accessed), "nb")


@pytest.mark.parametrize("facts", [{"title": "The 1st year"}, {"url": "https://example.org/21st/x"}])
def test_ordinals_of_a_title_or_an_address_are_left_as_they_are(facts: dict[str, str]) -> None:
    assert next(iter(facts.values())) in apa(source(**facts), "nb")


def test_a_law_goes_by_its_short_title() -> None:
    law = source(
        title="Lov om helsepersonell m.v. (helsepersonelloven)",
        publisher="Lovdata",
        year=1999,
        kind="law",
        url="https://lovdata.no/lov/1999-07-02-64",
    )
    told = "Helsepersonelloven. (1999). Lov om helsepersonell m.v. Lovdata. https://lovdata.no/lov/1999-07-02-64"
    assert apa(law, "nb") == told


def test_a_law_without_a_short_title_is_by_whoever_published_it() -> None:
    law = source(title="Barnelova", publisher="Lovdata", year=1981, kind="law")
    assert apa(law, "nb") == "Lovdata. (1981). Barnelova. https://www.example.no/om"


def test_an_article_has_initials_journal_and_doi() -> None:
    told = apa(source(**PAPER), "nb")
    assert told.startswith("Dyregrov, A., & Ødegård, Å. (2011). Children of parents with illness. ")
    assert "Journal of Family Health" in told
    assert told.endswith("https://doi.org/10.1002/pon.1234")


def test_a_question_mark_ends_a_title() -> None:
    assert "Hvem hjelper? https" in apa(source(title="Hvem hjelper?", year=2020), "nb")


@pytest.mark.parametrize("title", ["R & D", "<b>Fet</b>", "5 > 3"])
def test_signs_of_html_stand_as_they_are(title: str) -> None:
    assert title in apa(source(title=title), "nb")


def test_every_real_source_is_told_with_its_address(real_library: Library) -> None:
    for each in real_library.sources.values():
        assert apa(each, "nb").endswith(each.url)


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1002/pon.1234", "10.1002/pon.1234"),
        ("http://dx.doi.org/10.1/a(b)c", "10.1/a(b)c"),
        ("https://www.example.no/10.1002/x", ""),
    ],
)
def test_a_doi_is_found_in_an_address(url: str, doi: str) -> None:
    assert doi_of(source(url=url)) == doi


@pytest.mark.parametrize("format", CITATION_FORMATS)
def test_a_file_of_no_sources_is_empty(format: str) -> None:
    assert citations(format, [], "nb").strip() == ""


@pytest.mark.parametrize("format", CITATION_FORMATS)
def test_a_file_has_every_source(fixture_library: Library, format: str) -> None:
    made = citations(format, list(fixture_library.sources.values()), "nb")
    assert all(each.url in made for each in fixture_library.sources.values())


def test_a_format_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        citations("docx", [], "nb")


def test_a_list_in_apa_style_is_by_name_with_a_line_between() -> None:
    made = citations("txt", [source(id="b", publisher="Nav"), source(id="a", publisher="Bufdir")], "nb")
    assert [line.partition(".")[0] for line in made.split("\n\n")] == ["Bufdir", "Nav"]


@pytest.mark.parametrize("ordered", [["Nav", "ung.no", "Vårres"], ["Zebra", "Ærlig", "Østby", "Åpen"]])
def test_a_list_in_apa_style_is_in_the_order_of_the_language(ordered: list[str]) -> None:
    made = citations("txt", [source(id=f"k{n}", publisher=name) for n, name in enumerate(ordered)], "nb")
    assert [line.partition(". (")[0] for line in made.split("\n\n")] == ordered
