"""What a card in a list says, and in which language."""

from collections.abc import Callable
from datetime import date

import pytest
from elements import Element, elements, text_of

from barnsbeste_content.catalog import Edition, Query
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.presenter import Presenter

HOSTILE = """<script>alert("x")</script> & 'quoted' <b onclick=x>"""

Show = Callable[..., Presenter]
Make = Callable[..., Resource]


def card_of(shown: Presenter, slug: str, query: Query | None = None) -> str:
    found = shown.catalog.get(slug)
    assert found
    return shown.cards([found], query or Query())


def title_and_summary(html: str) -> list[Element]:
    return [element for element in elements(html) if element.tag in ("a", "p")]


def test_a_card_says_for_whom_what_how_long_and_in_which_languages(show: Show) -> None:
    html = card_of(show("en"), "naar-mamma-er-deprimert")
    assert text_of(html) == (
        "For children, 8–12 years When Mum is depressed "
        "What happens when a grown-up is depressed, and what you can do. "
        "1 minute · Norwegian Bokmål, Arabic and English"
        "Put in my listIn my list: When Mum is depressed"
    )


def test_a_card_leads_to_the_neutral_code(show: Show) -> None:
    assert elements(card_of(show("ar"), "naar-mamma-er-deprimert"), "a")[0].attributes["href"] == "/ar/ressurs?id=b01"


def test_a_card_for_grown_ups_leads_to_the_slug(show: Show) -> None:
    assert elements(card_of(show(), "snakk-med-barnet"), "a")[0].attributes["href"] == "/nb/ressurs?id=snakk-med-barnet"


def test_title_and_summary_in_another_language_say_which_and_how_it_runs(show: Show) -> None:
    for element in title_and_summary(card_of(show("ar"), "naar-noen-dor")):
        assert element.attributes["lang"] == "nb"
        assert element.attributes["dir"] == "ltr"


def test_title_and_summary_in_the_reader_s_language_say_nothing_of_it(show: Show) -> None:
    for element in title_and_summary(card_of(show("ar"), "naar-mamma-er-deprimert")):
        assert "lang" not in element.attributes
        assert "dir" not in element.attributes


def test_a_title_that_looks_like_html_is_only_words(show: Show, resource: Make) -> None:
    hostile = resource("naar-noen-dor", {"title": HOSTILE, "summary": HOSTILE})
    shown = show("nb", hostile)
    for html in (shown.cards([hostile], Query()), shown.table([hostile], Query())):
        assert not elements(html, "script")
        assert not elements(html, "b")
        assert text_of(html).count(" ".join(HOSTILE.split())) == 3  # the button says which text it puts aside


def test_a_draft_says_so_in_the_preview(show: Show) -> None:
    shown = show(edition=Edition.PREVIEW)
    draft = shown.catalog.get("kladd-om-hjerneskade")
    assert draft
    for html in (shown.cards([draft], Query()), shown.table([draft], Query()), shown.text(draft)):
        assert [element.text for element in elements(html, class_="draft")] == [shown.locale.gettext("Draft")]


def test_a_published_text_bears_no_draft_mark(show: Show) -> None:
    shown = show(edition=Edition.PREVIEW)
    published = [found for found in shown.catalog.resources if found.status == "published"]
    assert published
    assert not elements(shown.cards(published, Query()), class_="draft")


def test_a_list_has_one_item_for_each_text_in_the_order_given(show: Show) -> None:
    shown = show()
    titles = [element.text for element in elements(shown.cards(shown.catalog.resources[:3], Query()), "a")]
    assert titles == [found.texts["nb"].title for found in shown.catalog.resources[:3]]


def test_what_is_in_the_reader_s_language_comes_first_and_the_rest_below_a_heading_of_its_own(show: Show) -> None:
    shown = show("ar")
    html = shown.cards(shown.catalog.resources, Query())
    heading = [element for element in elements(html, "h2") if "elsewhere" in element.classes]
    assert [element.text for element in heading] == [shown.locale.gettext("In other languages")]
    own, others = html.split('class="elsewhere"')
    assert [a.attributes.get("lang") for a in elements(own, "a")] == [None, None]
    assert {a.attributes.get("lang") for a in elements(others, "a")} == {"en", "nb"}


def test_where_all_is_in_one_s_language_nothing_is_set_apart(show: Show) -> None:
    shown = show("nb")
    assert not elements(shown.cards(shown.catalog.resources, Query()), class_="elsewhere")


def test_what_was_searched_for_keeps_its_order_whatever_language_it_is_in(show: Show) -> None:
    shown = show("ar")
    query = Query.from_params({"q": ["x"]}, shown.vocabulary)
    found = list(reversed(shown.catalog.resources))
    html = shown.cards(found, query)
    assert [a.attributes["href"] for a in elements(html, "a")] == [shown.href(resource) for resource in found]
    assert not elements(html, class_="elsewhere")


@pytest.mark.parametrize(("language", "is_told"), [("nb", False), ("ar", True), ("so", True)])
def test_the_foot_of_a_page_says_where_a_machine_made_the_words_around_the_texts(
    show: Show, language: str, is_told: bool
) -> None:
    shown = show(language)
    told = "The words on these pages were translated by a machine, and nobody has read them yet."
    assert (shown.locale.gettext(told) in shown.render("footer.html.j2")) is is_told


def test_a_heading_over_a_list_is_announced(show: Show) -> None:
    shown = show()
    heading = elements(shown.cards(shown.catalog.resources, Query(), "7 tekster til deg"), "h2")[0]
    assert (heading.text, heading.inherited("role")) == ("7 tekster til deg", "status")


def test_the_table_has_a_heading_over_each_column_and_a_row_for_each_text(show: Show) -> None:
    shown = show()
    html = shown.table(shown.catalog.resources, Query())
    assert len(elements(html, "th")) == 4
    rows = elements(html, "tr")[1:]
    assert len(rows) == len(shown.catalog.resources)


def test_the_table_dates_a_text_by_its_review_and_else_by_its_writing(show: Show, resource: Make) -> None:
    review = resource("naar-noen-hjemme-drikker").review.model_copy(update={"on": date(2027, 3, 1)})
    reviewed = resource("naar-noen-hjemme-drikker", review=review)
    unreviewed = resource("spor-om-barn")
    cells = elements(show().table([reviewed, unreviewed], Query()), "td")
    assert [cells[3].text, cells[7].text] == ["mars 2027", "november 2026"]


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [("nb", 1, "1 tekst"), ("nb", 2, "2 tekster"), ("en", 0, "0 texts"), ("ar", 3, "3 نصوص"), ("ar", 11, "11 نصًا")],
)
def test_the_number_of_texts_is_in_the_plural_of_the_language(
    show: Show, language: str, count: int, words: str
) -> None:
    assert show(language).count_of(count) == words


def test_more_than_three_languages_are_counted_and_not_listed(show: Show) -> None:
    shown = show("en")
    assert shown.language_names(("nb", "ar")) == "Norwegian Bokmål and Arabic"
    assert shown.language_names(("nb", "ar", "en", "so")) == "4 languages"
