"""Lists whose choices stand in their address: what it reads, what it writes, how the list then looks."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from elements import Element, elements, text_of
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Catalog, Dropped, Sort
from barnsbeste_content.presentation import workbench
from barnsbeste_content.presentation.presenter import PER_PAGE, Presenter
from barnsbeste_content.presentation.questions import FACETS, MORE_FACETS, facets_of
from barnsbeste_content.presentation.workbench import CARDS, COLUMN_IDS, TABLE, Workbench

Show = Callable[..., Presenter]
Params = dict[str, list[str]]
PAGES = ("practitioners", "library")


def bench_of(shown: Presenter, page: str, /, **params: list[str]) -> Workbench:
    return Workbench.from_params(page, params, shown.vocabulary)


def html_of(shown: Presenter, bench: Workbench) -> str:
    found = shown.catalog.select(bench.query, shown.language)
    return workbench.summary(shown, bench, found) + workbench.listed(shown, bench, found)


def link(html: str, words: str) -> Element:
    [found] = [each for each in elements(html, "a") if each.text == words]
    return found


# -- the address -------------------------------------------------------------------------------------------------------

_VALUES = {
    "view": st.sampled_from([CARDS, TABLE]),
    "columns": st.sampled_from(COLUMN_IDS),
    "page": st.integers(1, 99_999).map(str),
    "sort": st.sampled_from([sort.value for sort in Sort]),
    "situation": st.sampled_from(["bereavement", "addiction"]),
    "age": st.sampled_from(["3-7", "0-6m"]),
    "q": st.sampled_from(["sorg", "papa driker"]),
}


@given(
    page=st.sampled_from(PAGES),
    params=st.fixed_dictionaries({}, optional={n: st.lists(v, min_size=1, max_size=4) for n, v in _VALUES.items()}),
)
def test_what_an_address_says_is_written_as_it_was_read(fixture_catalog: Catalog, page: str, params: Params) -> None:
    bench = Workbench.from_params(page, params, fixture_catalog.vocabulary)
    again = Workbench.from_params(page, bench.to_params(), fixture_catalog.vocabulary)
    assert again == bench
    assert again.dropped == ()


@pytest.mark.parametrize("page", PAGES)
def test_an_address_says_nothing_of_what_is_as_usual(show: Show, page: str) -> None:
    assert bench_of(show(), page).to_params() == {}
    assert bench_of(show(), page, page=["1"], columns=["format", "time", "reviewed"], sort=["fit"]).to_params() == {}


@pytest.mark.parametrize(
    ("parameter", "given", "dropped"),
    [
        ("view", ["list"], ["list"]),
        ("view", ["cards", "table"], ["table"]),
        ("columns", ["law", "colour", "law"], ["colour"]),
        ("page", ["0"], ["0"]),
        ("page", ["-1"], ["-1"]),
        ("page", ["٢"], ["٢"]),
        ("page", ["9" * 5000], ["9" * 5000]),
        ("page", ["2", "3"], ["3"]),
        ("sort", ["colour"], ["colour"]),
    ],
)
def test_what_means_nothing_is_left_out_and_told(
    show: Show, parameter: str, given: list[str], dropped: list[str]
) -> None:
    bench = bench_of(show(), "library", **{parameter: given})
    assert bench.dropped == tuple(Dropped(parameter, value) for value in dropped)


def test_professionals_need_not_say_so_and_cannot_take_it_back(show: Show) -> None:
    bench = bench_of(show(), "practitioners", audience=["child"])
    assert bench.query.values("audience") == ("practitioner",)
    assert "audience" not in bench.to_params()


# -- facets ------------------------------------------------------------------------------------------------------------


def test_every_facet_of_professionals_is_asked_about(show: Show) -> None:
    asked = {*facets_of("practitioners", bench_of(show(), "practitioners", situation=["bereavement"]).query)}
    asked |= set(MORE_FACETS["practitioners"])
    wanted = "situation relation loss_context age setting phase consent topic format knowledge law language"
    assert asked == set(wanted.split())


@pytest.mark.parametrize("page", PAGES)
def test_how_a_death_came_is_asked_only_where_somebody_has_died(show: Show, page: str) -> None:
    def asked(**params: list[str]) -> tuple[str, ...]:
        return facets_of(page, bench_of(show(), page, **params).query)

    assert asked() == asked(situation=["addiction"]) == FACETS[page]
    with_it = asked(situation=["bereavement"])
    assert with_it.index("loss_context") == with_it.index("situation") + 1
    assert asked(loss_context=["suicide"]) == with_it, "what is chosen must be seen, or nobody could unchoose it there"


# -- order, look, columns ----------------------------------------------------------------------------------------------


def test_each_order_is_offered_and_the_one_there_is_is_marked(show: Show) -> None:
    shown = show("en")
    html = html_of(shown, bench_of(shown, "library", sort=["title"], audience=["youth"]))
    orders = [each for each in elements(html, "a") if each.attributes.get("data-keep") == "order"]
    assert [each.text for each in orders if "aria-current" in each.attributes] == ["By title"]
    assert [each.attributes["href"].split("audience=youth")[1] for each in orders] == [
        "", "&sort=newest", "&sort=oldest", "&sort=title", "&sort=shortest", "&sort=longest"
    ]  # fmt: skip


def test_an_order_is_told_with_the_choices_and_can_be_taken_back(show: Show) -> None:
    shown = show("en")
    html = html_of(shown, bench_of(shown, "library", sort=["newest"], view=["table"]))
    assert link(html, "Newest first ×").attributes["href"] == "/en/bibliotek?view=table"


def test_the_look_and_the_columns_are_kept_when_a_choice_goes(show: Show) -> None:
    shown = show("en")
    bench = bench_of(shown, "practitioners", setting=["gp"], sort=["title"], columns=["law"], page=["2"])
    html = html_of(shown, bench)
    gp = shown.vocabulary.label("setting", "gp", "en")
    removal = link(html, f"{gp} ×")
    assert removal.attributes["href"] == "/en/fagfolk?sort=title&columns=law"
    assert link(html, "Start again").attributes["href"] == "/en/fagfolk?columns=law"


def test_the_table_download_is_of_the_same_texts_in_the_same_order(show: Show) -> None:
    shown = show("en")
    html = html_of(shown, bench_of(shown, "practitioners", sort=["title"], view=["cards"]))
    download = link(html, "Download as a table").attributes["href"]
    assert download == "/en/tabell.csv?audience=practitioner&sort=title"


def test_each_page_can_be_shown_as_cards_and_as_a_table(show: Show) -> None:
    shown = show("en")
    for page, usual, other in (("practitioners", TABLE, CARDS), ("library", CARDS, TABLE)):
        assert bool(elements(html_of(shown, bench_of(shown, page)), "table")) == (usual == TABLE)
        bench = bench_of(shown, page, view=[other])
        assert bool(elements(html_of(shown, bench), "table")) == (other == TABLE)
        assert bench.to_params() == {"view": [other]}


def test_the_table_says_what_it_is_and_how_it_is_sorted(show: Show) -> None:
    shown = show("en")
    html = html_of(shown, bench_of(shown, "library", view=["table"], sort=["longest"]))
    [caption] = elements(html, "caption")
    assert caption.text == f"{shown.count_of(len(shown.catalog.resources))}. Longest first"
    heads = elements(html, "th")
    assert {head.attributes["scope"] for head in heads} == {"col"}
    assert [head.attributes.get("aria-sort") for head in heads] == ["none", None, "descending", "none"]


@pytest.mark.parametrize(
    ("sort", "hrefs"),
    [
        ("fit", ["title", "shortest", "newest"]),
        ("title", ["", "shortest", "newest"]),
        ("shortest", ["title", "longest", "newest"]),
        ("longest", ["title", "shortest", "newest"]),
        ("newest", ["title", "shortest", "oldest"]),
        ("oldest", ["title", "shortest", "newest"]),
    ],
)
def test_the_heading_of_a_column_leads_to_its_order_and_from_there_to_the_other_one(
    show: Show, sort: str, hrefs: list[str]
) -> None:
    shown = show("en")
    heads = workbench.heads(shown, bench_of(shown, "practitioners", sort=[sort]))
    led = [head.href.partition("sort=")[2] for head in heads if head.href]
    assert led == hrefs


def test_only_what_can_be_sorted_is_a_link(show: Show) -> None:
    shown = show("en")
    bench = bench_of(shown, "practitioners", columns=list(COLUMN_IDS))
    linked = [head.column for head in workbench.heads(shown, bench) if head.href]
    assert linked == ["title", "time", "reviewed"]


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_every_column_has_a_name_and_a_cell_for_each_text(show: Show, language: str) -> None:
    shown = show(language)
    html = html_of(shown, bench_of(shown, "library", view=["table"], columns=list(COLUMN_IDS)))
    heads = [head.text for head in elements(html, "th")]
    assert len(set(heads)) == len(COLUMN_IDS) + 1
    assert all(heads)
    cells = [cell for cell in elements(html, "td") if "data-label" in cell.attributes]
    assert len(cells) == len(COLUMN_IDS) * len(shown.catalog.resources)
    formats = [cell for cell in cells if cell.attributes["data-label"] == heads[1 + COLUMN_IDS.index("format")]]
    assert all(cell.text for cell in formats)


def test_reading_time_and_languages_stand_below_the_title_where_they_have_no_column(show: Show) -> None:
    shown = show("en")
    without = html_of(shown, bench_of(shown, "practitioners", columns=["law"]))
    assert "1 minute" in elements(without, class_="who")[0].text
    with_it = html_of(shown, bench_of(shown, "practitioners", columns=["time", "language"]))
    assert elements(with_it, class_="who")[0].text == "For professionals · In Norwegian Bokmål"


def test_the_form_for_columns_keeps_everything_else(show: Show) -> None:
    shown = show("en")
    bench = bench_of(shown, "practitioners", setting=["gp"], sort=["title"], columns=["law", "format"])
    html = html_of(shown, bench)
    hidden = {
        each.attributes["name"]: each.attributes["value"]
        for each in elements(html, "input")
        if each.attributes["type"] == "hidden"
    }
    assert hidden == {"setting": "gp", "sort": "title"}
    ticked = [e.attributes["value"] for e in elements(html, "input") if "checked" in e.attributes]
    assert ticked == ["format", "law"]


# -- pages of a list, nothing found ------------------------------------------------------------------------------------


def test_a_long_list_is_shown_a_page_at_a_time_and_each_has_an_address(real_catalog: Catalog, show: Show) -> None:
    shown = Presenter(real_catalog, show("en").locale)
    found = shown.catalog.select(bench_of(shown, "library").query, "en")
    pages = -(-found.total // PER_PAGE)
    seen: list[str] = []
    for number in range(1, pages + 1):
        html = workbench.listed(shown, bench_of(shown, "library", page=[str(number)]), found)
        seen += [each.attributes["href"] for each in elements(html, "a") if "card" in each.ancestors[-1].classes]
        [here] = [each for each in elements(html, "a") if each.attributes.get("aria-current") == "page"]
        assert here.text == str(number)
    assert len(set(seen)) == len(seen) == found.total
    beyond = workbench.listed(shown, bench_of(shown, "library", page=["99"]), found)
    assert beyond == workbench.listed(shown, bench_of(shown, "library", page=[str(pages)]), found)


def test_where_nothing_fits_there_is_nothing_to_sort(show: Show) -> None:
    shown = show("en")
    bench = bench_of(shown, "practitioners", situation=["addiction"], age=["13-17"], setting=["school"], sort=["title"])
    found = replace(shown.catalog.select(bench.query, "en"), resources=())
    html = workbench.summary(shown, bench, found) + workbench.listed(shown, bench, found)
    assert elements(html, class_="empty")
    assert not elements(html, "table")
    assert not elements(html, "details")
    assert elements(html, class_="open-sheet"), "on a phone the facets must be within reach"


def test_the_button_of_the_sheet_counts_choices_and_neither_order_nor_words(show: Show) -> None:
    shown = show("en")
    bench = bench_of(shown, "practitioners", setting=["gp"], age=["3-7", "8-12"], sort=["title"], q=["barn"])
    found = shown.catalog.select(bench.query, "en")
    [button] = elements(workbench.summary(shown, bench, found), class_="open-sheet")
    assert button.text == "Filter (3)"
    foot = workbench.sheet_foot(shown, bench, found)
    assert elements(foot, "button")[0].text == f"Show {shown.count_of(found.total)}"
    assert elements(foot, "a")[0].attributes["href"] == "/en/fagfolk?q=barn&sort=title"
    nothing = bench_of(shown, "practitioners", sort=["title"])
    assert not elements(workbench.sheet_foot(shown, nothing, found), "a")


def test_words_from_the_address_are_only_words(show: Show) -> None:
    shown = show("en")
    html = html_of(shown, bench_of(shown, "library", q=['"><script>alert(1)</script>'], view=["table"], sort=["title"]))
    assert not elements(html, "script")
    assert "<script>" in text_of(html)
