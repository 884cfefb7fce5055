"""For staff: a text in a form, beside it the text as readers get it. Only in the preview."""

import streamlit as st
from parts import editing, frame

from barnsbeste_content.catalog.store import content_root
from barnsbeste_content.presentation.staff import staff_heading

shown = frame.presenter()
st.html(staff_heading(shown, "staff_edit"))
chosen = editing.choose(shown, content_root())
if chosen is not None:
    editing.form(shown, content_root(), *chosen)
