"""For professionals: facets in the address, so that a selection can be shared."""

import streamlit as st
from parts import filters, frame, lists

shown = frame.presenter()
_ = shown.locale.gettext
FACETS = ("setting", "phase", "situation", "age", "consent", "format")

frame.heading(
    shown,
    _("For professionals"),
    _("Find what you need for the next conversation, and take it with you."),
    "fagfolk",
    "mist",
)
query = filters.query_in_address(shown).choosing("audience", ["practitioner"])
selection = shown.catalog.select(query, shown.language)
if notice := shown.ignored(selection.dropped):
    st.html(notice)
filters.search_in_address(shown, "practitioners")
narrow, wide = st.columns([19, 50], gap="large")
with narrow, st.container(key="facets"):
    for facet in FACETS:
        filters.facet_in_address(shown, facet, "practitioners", selection.facets.get(facet, {}))
with wide:
    st.html(shown.summary(query, selection.total, "practitioners", fixed=["audience"]))
    lists.found(shown, selection, "practitioners", keep=("audience",), draw=shown.table)
