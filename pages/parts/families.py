"""What the pages for families are: a few questions, and the texts that fit the answers."""

import streamlit as st

from . import filters, frame, lists


@st.fragment  # an answer draws the questions and the list anew, not the page around them
def questions_and_texts(page: str) -> None:
    """The questions of a page and its texts. Nothing of the answers stands in the address."""
    shown = frame.presenter()
    query = filters.ask(shown, page)
    selection = shown.catalog.select(query, shown.language)
    lists.found(shown, selection, page, keep=("audience",), heading=shown.count_for_you(selection.total))
