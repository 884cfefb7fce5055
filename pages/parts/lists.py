"""Lists of texts: one HTML element each, twelve texts at a time."""

import streamlit as st

from barnsbeste_content.catalog import Selection
from barnsbeste_content.presentation.presenter import PER_PAGE, Presenter
from barnsbeste_content.presentation.search_results import mixed

from . import session


def found(
    shown: Presenter,
    selection: Selection,
    key: str,
    *,
    keep: tuple[str, ...] = (),
    heading: str = "",
) -> None:
    """The texts of a selection; where there are none, why, and the nearest. `keep`: choices that are never given up."""
    if selection.helplines:
        st.html(shown.first_help(selection.helplines))
    around = mixed(shown, selection)
    if around.above:
        st.html(around.above)
    if not selection.total:
        relaxations = shown.catalog.relax(selection.query, shown.language, keep=keep)
        st.html(shown.empty(selection.query, relaxations))
        return
    pages = -(-selection.total // PER_PAGE)
    page_key = session.page_of(key, selection.query)
    number = session.page_number(page_key, pages)
    shown_now = selection.resources[(number - 1) * PER_PAGE : number * PER_PAGE]
    st.html(shown.cards(shown_now, selection.query, heading))
    if pages > 1:
        st.pagination(pages, key=page_key)
    if around.below:
        st.html(around.below)
