"""For staff: what is wrong, what is missing, and what is due for a look. Only in the preview."""

from datetime import date
from functools import partial

import streamlit as st
from parts import filters, frame

from barnsbeste_content.catalog.store import content_root
from barnsbeste_content.editorial.quality import quality
from barnsbeste_content.export.table import XLSX
from barnsbeste_content.export.workbook import csv_file, workbook
from barnsbeste_content.presentation import staff_quality as sections
from barnsbeste_content.presentation.staff import staff_heading
from barnsbeste_content.presentation.staff_quality_tables import tables

shown = frame.presenter()
today = date.today()
found = quality(shown.catalog, content_root(), today)

st.html(staff_heading(shown, "staff_quality"))
st.html(sections.summary(shown, found))

st.html(sections.problems_heading(shown))
severities = filters.several_in_address("Alvorlighet", "alvor", sections.severity_words(found), "staff_quality")
rules = filters.several_in_address("Regel", "regel", sections.rule_words(found), "staff_quality")
st.html(sections.problems(shown, found, severities, rules))

st.html(sections.readability(shown, found))
st.html(sections.health_literacy(shown, found))
st.html(sections.coverage(shown, found))
st.html(sections.due(shown, found))

st.html(sections.downloads(shown))
files = tables(shown, found)
name = f"kvalitet-{today}"
st.download_button(
    "Alt i én Excel-fil", partial(workbook, files), f"{name}.xlsx", XLSX, on_click="ignore", type="primary"
)
with st.container(horizontal=True):
    for table in files:
        label = f"{table.title} (CSV)"
        st.download_button(label, partial(csv_file, table), f"{name}-{table.id}.csv", "text/csv", on_click="ignore")
