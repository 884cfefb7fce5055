"""What the page of conversation guides is: a few questions, and the guide that fits the answers."""

import streamlit as st

from barnsbeste_content.presentation.guides import bands_of, fitting, languages_of, others

from . import filters, frame


@st.fragment  # an answer draws the questions and the guide anew, not the page around them
def questions_and_guide() -> None:
    """The questions, and the guide with the words for these children, beside another language where one is chosen."""
    shown = frame.presenter()
    query = filters.ask(shown, "guide")
    found, fits = fitting(shown, query)
    if not found:
        st.html(shown.render("no_guide.html.j2"))
        return
    beside = filters.one_of(shown.locale.gettext("Side by side with:"), languages_of(shown, found[0]), "guide beside")
    st.html(shown.guide(found[0], bands_of(query), beside=beside, fits=fits) + others(shown, found[1:]))
