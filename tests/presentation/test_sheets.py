"""Sheets to fill in: the same fields in every language, and nothing that could be sent."""

from collections.abc import Callable

import pytest
from elements import elements, text_of

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.model.sheet import Sheet, SheetPart, SheetPartText, SheetText
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.sheets import all_sheets, offers, sheet, words_of

Show = Callable[..., Presenter]

ID = "nettverket-mitt"
FIELDS = ("input", "textarea")


def shown_sheet(shown: Presenter) -> str:
    return sheet(shown, shown.catalog.library.sheets[ID])


def fields(html: str) -> list[tuple[str, str, str]]:
    """(element, lines, longest) of every field, in order."""
    return [(e.tag, e.attributes.get("rows", ""), e.attributes["maxlength"]) for e in elements(html) if e.tag in FIELDS]


def labels(html: str) -> list[str]:
    return [label.text for label in elements(html, "label")]


def plan(**changes: object) -> Sheet:
    facts: dict[str, object] = {
        "id": "plan",
        "kind": "plan",
        "audiences": ("parent",),
        "parts": (SheetPart(id="barna", fields=("navn",)),),
        "texts": {
            "nb": SheetText(
                title="Plan",
                summary="En plan.",
                intro="Skriv her.",
                parts={"barna": SheetPartText(heading="Barna", fields={"navn": "Navn"})},
            )
        },
    }
    return Sheet.model_validate({**facts, **changes})


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_every_row_of_every_part_has_its_fields(show: Show, language: str) -> None:
    one_line, more = ("input", "", "120"), ("textarea", "3", "1000")
    assert fields(shown_sheet(show(language))) == [*[one_line] * 8, more]


def test_fields_are_called_what_the_words_of_the_sheet_say(show: Show) -> None:
    assert labels(shown_sheet(show())) == [*["Navn", "Hva vi gjør sammen"] * 3, *["Navn"] * 2, "Setningen min"]
    assert labels(shown_sheet(show("ar")))[:2] == ["الاسم", "ماذا نفعل معًا"]


def test_every_field_stands_in_a_label_and_every_part_has_a_heading(show: Show) -> None:
    html = shown_sheet(show())
    for field in elements(html):
        if field.tag in FIELDS:
            assert field.ancestors[-1].tag == "label"
    headings = ["De jeg bor med", "De som er nær", "En setning jeg kan si"]
    assert [legend.text for legend in elements(html, "legend")] == headings


def test_rows_that_look_alike_can_be_told_apart(show: Show) -> None:
    rows = [e.attributes["aria-label"] for e in elements(shown_sheet(show())) if e.attributes.get("role") == "group"]
    assert rows == ["De jeg bor med 1", "De jeg bor med 2", "De jeg bor med 3", "De som er nær 1", "De som er nær 2"]


def test_a_sheet_is_in_the_reader_s_language_and_runs_its_way(show: Show) -> None:
    html = shown_sheet(show("ar"))
    [form] = elements(html, "form")
    assert (form.attributes["lang"], form.attributes["dir"]) == ("ar", "rtl")
    assert not [status for status in elements(html, class_="status") if status.attributes.get("role") == "note"]


def test_a_sheet_that_is_not_in_the_reader_s_language_says_so(show: Show) -> None:
    html = shown_sheet(show("en"))
    assert elements(html, "form")[0].attributes["lang"] == "nb"
    [told] = [status for status in elements(html, class_="status") if status.attributes.get("role") == "note"]
    assert told.text == "This sheet does not exist in your language yet. Here it is in Norwegian Bokmål."
    assert told.attributes["lang"] == "en"


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_nothing_that_is_written_can_be_sent(show: Show, language: str) -> None:
    html = shown_sheet(show(language))
    [form] = elements(html, "form")
    assert not {"action", "method", "target"} & set(form.attributes)
    assert form.attributes["autocomplete"] == "off"
    for element in elements(html):
        assert not {"name", "form", "formaction", "onchange", "oninput"} & set(element.attributes)
    assert {button.attributes["type"] for button in elements(html, "button")} == {"button", "reset"}
    assert {field.attributes["type"] for field in elements(html, "input")} == {"text"}
    assert not elements(html, "script")


def test_fields_are_empty(show: Show) -> None:
    html = shown_sheet(show())
    assert not [field for field in elements(html, "input") if "value" in field.attributes]
    assert [field.text for field in elements(html, "textarea")] == [""]


def test_the_reader_is_told_that_it_stays_in_the_browser_before_the_first_field(show: Show) -> None:
    html = shown_sheet(show("en"))
    assert html.index("It is not sent, and it is gone when you close the page.") < html.index("<input")


def test_a_network_is_drawn_in_rings_and_a_plan_is_not(show: Show) -> None:
    assert elements(shown_sheet(show()), class_="rings")
    assert not elements(sheet(show(), plan()), class_="rings")


@pytest.mark.parametrize(("audience", "is_child"), [("child", True), ("youth", True), ("parent", False)])
def test_a_sheet_for_the_young_looks_like_theirs(show: Show, audience: str, is_child: bool) -> None:
    [form] = elements(sheet(show(), plan(audiences=(audience,))), "form")
    assert ("for-child" in form.classes) is is_child


def test_a_sheet_leads_to_the_text_that_tells_how_to_use_it(show: Show) -> None:
    [link] = elements(shown_sheet(show()), "a")
    assert (link.text, link.attributes["href"]) == ("Hvem kan jeg snakke med?", "/nb/ressurs?id=b02")


@pytest.mark.parametrize("text", [None, "borte", "kladd-om-hjerneskade", "gammel-tekst-om-rus"])
def test_a_sheet_leads_to_no_text_that_is_not_there(show: Show, text: str | None) -> None:
    assert not elements(sheet(show(), plan(text=text)), "a")


def test_the_title_of_that_text_says_which_language_it_is_in(show: Show) -> None:
    found = [e for e in elements(shown_sheet(show("ar"))) if e.text == "Hvem kan jeg snakke med?"]
    assert found
    assert "nb" in {element.inherited("lang") for element in found}


def test_markup_in_the_words_of_a_sheet_is_only_words(show: Show) -> None:
    hostile = '<script>alert(1)</script>"'
    words = SheetText(
        title=hostile,
        summary=hostile,
        intro=hostile,
        parts={"barna": SheetPartText(heading=hostile, help=hostile, fields={"navn": hostile})},
    )
    html = sheet(show(), plan(texts={"nb": words}))
    assert not elements(html, "script")
    assert text_of(html).count(hostile) == 5


# -- where sheets are offered ------------------------------------------------------------------------------------------


def test_every_sheet_is_offered_with_what_it_is_for(show: Show) -> None:
    html = all_sheets(show("ar"))
    [link] = elements(html, "a")
    assert (link.text, link.attributes["href"], link.attributes["dir"]) == ("من حولي", "/ar/ark/nettverket-mitt", "rtl")
    assert "من هم حولك، على ورقة واحدة." in text_of(html)


def test_an_offer_in_another_language_says_which(show: Show) -> None:
    [offer] = offers(show("en"))
    assert (offer.title, offer.language, offer.direction) == ("Nettverket mitt", "nb", "ltr")
    assert words_of(show("en"), show().catalog.library.sheets[ID]).title == "Nettverket mitt"


def test_a_text_offers_the_sheets_it_tells_how_to_use_and_no_other(show: Show) -> None:
    shown = show()
    known = shown.catalog.library.resources
    assert [way.href for way in shown.sheets(about="hvem-kan-jeg-snakke-med")] == ["/nb/ark/nettverket-mitt"]
    assert shown.sheets(about="snakk-sammen") == []
    fill = [
        e for e in elements(shown.text(known["hvem-kan-jeg-snakke-med"]), "a") if e.ancestors[-1].classes == {"fill"}
    ]
    assert [link.attributes["href"] for link in fill] == ["/nb/ark/nettverket-mitt"]
    assert not elements(shown.text(known["snakk-sammen"]), class_="fill")


def test_real_sheets_have_the_same_fields_in_every_language(real_library: Library) -> None:
    catalog = Catalog.build(real_library, Edition.PUBLISHED)
    assert real_library.sheets
    for known in real_library.sheets.values():
        norwegian = fields(sheet(Presenter(catalog, locale_of("nb")), known))
        assert norwegian
        for language in interface_languages():
            shown = Presenter(catalog, locale_of(language))
            assert fields(sheet(shown, known)) == norwegian, (known.id, language)


def test_real_sheets_lead_to_a_text_there_is(real_library: Library) -> None:
    catalog = Catalog.build(real_library, Edition.PUBLISHED)
    for known in real_library.sheets.values():
        assert known.text is None or catalog.get(known.text), known.id
