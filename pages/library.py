"""Everything there is: search and all facets, in the address."""

import streamlit as st
from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "library")
query = filters.query_in_address(shown, "library")
selection = shown.catalog.select(query, shown.language)
if notice := shown.ignored(selection.dropped):
    st.html(notice)
filters.search_in_address(shown, "library")
narrow, wide = st.columns([19, 50], gap="large")
with narrow, st.container(key="facets"):
    filters.facets_in_address(shown, "library", selection)
with wide:
    st.html(shown.summary(query, selection.resources, "library"))
    lists.found(shown, selection, "library", draw=shown.cards)
