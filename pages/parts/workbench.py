"""What the pages for professionals and the library are: facets beside a list, all of it in the address."""

import streamlit as st

from barnsbeste_content.presentation import workbench
from barnsbeste_content.presentation.workbench import Workbench

from . import filters, frame, session


def facets_and_texts(page: str) -> None:
    """The facets of a page, and the texts that fit what its address says."""
    shown = frame.presenter()
    bench = Workbench.from_params(page, session.params(), shown.vocabulary)
    selection = shown.catalog.select(bench.query, shown.language)
    if notice := shown.ignored(bench.dropped):
        st.html(notice)
    filters.search_in_address(shown, page)
    narrow, wide = st.columns([19, 50], gap="large")
    with narrow, st.container(key="facets"):
        filters.facets_in_address(shown, page, selection)
        st.html(workbench.sheet_foot(shown, bench, selection))
    with wide:
        st.html(workbench.summary(shown, bench, selection))
        st.html(workbench.listed(shown, bench, selection))
