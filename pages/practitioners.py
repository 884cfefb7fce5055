"""For professionals: facets in the address, so that a selection can be shared."""

import streamlit as st
from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "practitioners")
query = filters.query_in_address(shown, "practitioners")
selection = shown.catalog.select(query, shown.language)
if notice := shown.ignored(selection.dropped):
    st.html(notice)
filters.search_in_address(shown, "practitioners")
narrow, wide = st.columns([19, 50], gap="large")
with narrow, st.container(key="facets"):
    filters.facets_in_address(shown, "practitioners", selection)
with wide:
    st.html(shown.summary(query, selection.resources, "practitioners", fixed=["audience"]))
    lists.found(shown, selection, "practitioners", keep=("audience",), draw=shown.table)
