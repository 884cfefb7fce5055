"""Everything there is: search and all facets, in the address."""

import streamlit as st
from parts import filters, frame, lists

shown = frame.presenter()
_ = shown.locale.gettext
FIRST = ("audience", "age", "situation", "relation")
MORE = (
    "topic",
    "format",
    "loss_context",
    "feeling",
    "setting",
    "phase",
    "consent",
    "knowledge",
    "law",
    "language",
    "competence",
    "work_area",
    "target_group",
)

frame.heading(shown, _("Library"), _("Search in all the texts, or choose what they are about."))
query = filters.query_in_address(shown)
selection = shown.catalog.select(query, shown.language)
if notice := shown.ignored(selection.dropped):
    st.html(notice)
filters.search_in_address(shown, "library")
narrow, wide = st.columns([19, 50], gap="large")
with narrow, st.container(key="facets"):
    for facet in FIRST:
        filters.facet_in_address(shown, facet, "library", selection.facets.get(facet, {}))
    with st.expander(_("More choices"), expanded=any(query.values(facet) for facet in MORE)):
        for facet in MORE:
            filters.facet_in_address(shown, facet, "library", selection.facets.get(facet, {}))
with wide:
    st.html(shown.summary(query, selection.total, "library"))
    lists.found(shown, selection, "library", draw=shown.cards)
