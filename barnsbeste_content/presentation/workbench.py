"""The pages whose choices stand in their address: what is chosen, in which order, how it looks.

The dashboard and the document it starts in show the same HTML of this; only the facets each draws in its own way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..catalog import Dropped, Query, Selection, Sort
from ..catalog.query import AGE, LANGUAGE, MAX_VALUES
from ..i18n import Locale
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .links import Links, Params
from .presenter import PER_PAGE, TIME, USUAL_COLUMNS, WHEN, Head, Presenter
from .questions import AUDIENCES
from .search_results import mixed
from .wording import choices, parameter_name, sort_names

VIEW, COLUMNS, NUMBER = "view", "columns", "page"
LAYOUT = (VIEW, COLUMNS, NUMBER)
"""Parameters of an address that say how a list looks, and not which texts are in it."""
CARDS, TABLE = "cards", "table"
_USUAL_VIEW: Mapping[str, str] = {"practitioners": TABLE}
"""Page -> how its list looks where its address does not say; elsewhere cards."""
COLUMN_IDS = (
    "situation",
    "relation",
    AGE,
    "setting",
    "phase",
    "consent",
    "topic",
    "format",
    "knowledge",
    "law",
    LANGUAGE,
    TIME,
    WHEN,
)
"""Columns that can stand beside the title, in this order. The ids are never renamed."""
_SORTED_BY: Mapping[str, tuple[Sort, Sort]] = {
    "title": (Sort.TITLE, Sort.FIT),
    TIME: (Sort.SHORTEST, Sort.LONGEST),
    WHEN: (Sort.NEWEST, Sort.OLDEST),
}
"""Column -> the order that its heading leads to, and the one it leads to from there."""
_DIRECTIONS: Mapping[Sort, str] = {
    Sort.TITLE: "ascending",
    Sort.SHORTEST: "ascending",
    Sort.OLDEST: "ascending",
    Sort.LONGEST: "descending",
    Sort.NEWEST: "descending",
}
_MAX_NUMBER = 100_000


@dataclass(frozen=True)
class Workbench:
    """All that an address says of a list. `to_params` is the inverse of `from_params`."""

    page: str
    query: Query
    view: str = CARDS
    columns: tuple[str, ...] = USUAL_COLUMNS
    number: int = 1
    """The page of the list, from 1 on."""
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)
    """What of the address said nothing."""

    @classmethod
    def from_params(cls, page: str, params: Params, vocabulary: Vocabulary) -> "Workbench":
        """What says nothing is left out and stands in `dropped`. On a page for some readers these are chosen."""
        query = Query.from_params({name: params[name] for name in params if name not in LAYOUT}, vocabulary)
        dropped = list(query.dropped)
        if page in AUDIENCES:
            query = query.choosing("audience", AUDIENCES[page])
        views = tuple(params.get(VIEW, ()))[:MAX_VALUES]
        view = next((view for view in views[:1] if view in (CARDS, TABLE)), "")
        dropped += [Dropped(VIEW, value) for value in views[1 if view else 0 :]]
        asked = tuple(params.get(COLUMNS, ()))[:MAX_VALUES]
        dropped += [Dropped(COLUMNS, value) for value in asked if value not in COLUMN_IDS]
        columns = tuple(column for column in COLUMN_IDS if column in asked)
        numbers = tuple(params.get(NUMBER, ()))[:MAX_VALUES]
        number = _number(numbers[0]) if numbers else 1
        dropped += [Dropped(NUMBER, value) for value in numbers[1 if number else 0 :]]
        return cls(page, query, view or _usual_view(page), columns or USUAL_COLUMNS, number or 1, tuple(dropped))

    def to_params(self) -> dict[str, list[str]]:
        """Parameter -> values; nothing for what is as usual."""
        params = {name: values for name, values in self.query.to_params().items() if name not in self.fixed}
        params |= self.layout
        return params | ({NUMBER: [str(self.number)]} if self.number > 1 else {})

    @property
    def layout(self) -> dict[str, list[str]]:
        """The parameters that say how the list looks."""
        layout = {} if self.view == _usual_view(self.page) else {VIEW: [self.view]}
        return layout if self.columns == USUAL_COLUMNS else layout | {COLUMNS: list(self.columns)}

    @property
    def fixed(self) -> tuple[str, ...]:
        """Parameters that belong to the page: they stand in no address of it, and nobody can give them up."""
        return ("audience",) if self.page in AUDIENCES else ()

    @property
    def kept(self) -> dict[str, list[str]]:
        """What a form that asks for everything else must send along."""
        sort = {} if self.query.sort is Sort.FIT else {"sort": [self.query.sort.value]}
        return sort | self.layout

    def sorted_by(self, sort: Sort) -> "Workbench":
        return replace(self, query=replace(self.query, sort=sort), number=1)

    def address(self, links: Links) -> str:
        return links.page(self.page, self.to_params())


def summary(shown: Presenter, bench: Workbench, selection: Selection) -> str:
    """Whom to call where words point to danger; what is selected, each part of which can be removed; other orders and
    looks."""
    first = shown.first_help(selection.helplines) if selection.helplines else ""
    said = shown.summary(bench.query, selection.resources, bench.page, fixed=bench.fixed, kept=bench.layout)
    return first + said + arrangement(shown, bench, selection)


def arrangement(shown: Presenter, bench: Workbench, selection: Selection) -> str:
    """The button that opens the facets on a phone, and the ways to other orders, the other look, other columns."""
    if shown.links.is_static:
        return ""
    orders = sort_names(shown.locale)
    _ = shown.locale.gettext
    views = {CARDS: _("Cards"), TABLE: _("Table")}
    return shown.render(
        "arrangement.html.j2",
        page=bench.page,
        count=number_of_choices(shown, bench),
        total=selection.total,
        sort=bench.query.sort,
        orders=[(sort, words, bench.sorted_by(sort).address(shown.links)) for sort, words in orders.items()],
        order=orders[bench.query.sort],
        view=bench.view,
        views=[(view, words, replace(bench, view=view).address(shown.links)) for view, words in views.items()],
        columns=[(column, column_name(column, shown.vocabulary, shown.locale)) for column in COLUMN_IDS],
        shown_columns=bench.columns,
        others={name: values for name, values in bench.to_params().items() if name not in (COLUMNS, NUMBER)},
    )


def number_of_choices(shown: Presenter, bench: Workbench) -> int:
    """How many values are chosen of facets; the order of the list and the words searched for stand elsewhere."""
    query = replace(bench.query, sort=Sort.FIT, text="")
    return len(choices(query, shown.vocabulary, shown.locale, fixed=bench.fixed))


def sheet_foot(shown: Presenter, bench: Workbench, selection: Selection) -> str:
    """What stands below the facets where they are a sheet over the page: the way back, with how many there are."""
    chosen = number_of_choices(shown, bench)
    blank = replace(bench, query=Query(text=bench.query.text, sort=bench.query.sort), number=1)
    return shown.render(
        "sheet_foot.html.j2",
        count=shown.count_of(selection.total),
        reset=blank.address(shown.links) if chosen else "",
    )


def listed(shown: Presenter, bench: Workbench, selection: Selection) -> str:
    """The texts, a page of them at a time; where there are none, why."""
    around = mixed(shown, selection)
    first = around.above
    if not selection.total:
        relaxations = shown.catalog.relax(bench.query, shown.language, keep=bench.fixed)
        return first + shown.empty(bench.query, relaxations)
    if shown.links.is_static:
        return first + _drawn(shown, bench, selection.resources, selection.total)
    pages = -(-selection.total // PER_PAGE)
    number = min(bench.number, pages)
    resources = selection.resources[(number - 1) * PER_PAGE : number * PER_PAGE]
    drawn = _drawn(shown, bench, resources, selection.total) + _pages(shown, bench, number, pages)
    return first + drawn + around.below


def _drawn(shown: Presenter, bench: Workbench, resources: Sequence[Resource], total: int) -> str:
    if bench.view == CARDS:
        return shown.cards(resources, bench.query)
    caption = f"{shown.count_of(total)}. {sort_names(shown.locale)[bench.query.sort]}"
    return shown.table(resources, bench.query, heads(shown, bench), caption)


def heads(shown: Presenter, bench: Workbench) -> list[Head]:
    """The headings of the table; those of what can be sorted lead to the order."""
    found = []
    for column in ("title", *bench.columns):
        words = shown.locale.gettext("Text") if column == "title" else ""
        words = words or column_name(column, shown.vocabulary, shown.locale)
        orders = _SORTED_BY.get(column, ())
        href = direction = ""
        if orders and not shown.links.is_static:
            direction = _DIRECTIONS.get(bench.query.sort, "none") if bench.query.sort in orders else "none"
            href = bench.sorted_by(orders[1] if bench.query.sort is orders[0] else orders[0]).address(shown.links)
        found.append(Head(column, words, href, direction))
    return found


def _pages(shown: Presenter, bench: Workbench, number: int, pages: int) -> str:
    if pages == 1:
        return ""
    near = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})

    def to(page: int) -> str:
        return replace(bench, number=page).address(shown.links)

    return shown.render(
        "pages_of_list.html.j2",
        number=number,
        near=[(page, to(page), page - before > 1) for before, page in zip([0, *near], near, strict=False)],
        before=to(number - 1) if number > 1 else "",
        after=to(number + 1) if number < pages else "",
    )


def column_name(column: str, vocabulary: Vocabulary, locale: Locale) -> str:
    """What a column is called."""
    _ = locale.gettext
    match column:
        case "time":
            return _("Reading time")
        case "reviewed":
            return _("Written or last looked at")
        case "language":
            return _("Languages")
        case _:
            return parameter_name(column, vocabulary, locale)


def _usual_view(page: str) -> str:
    return _USUAL_VIEW.get(page, CARDS)


def _number(value: str) -> int:
    """0 for what is no number of a page."""
    return (
        int(value) if value.isascii() and value.isdigit() and len(value) <= 6 and 1 <= int(value) <= _MAX_NUMBER else 0
    )
