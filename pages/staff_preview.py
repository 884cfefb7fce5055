"""For staff: a text or page as a given reader meets it. Only in the preview."""

import streamlit as st
from parts import frame, preview_choices
from parts.framed import framed

from barnsbeste_content.presentation import staff_preview
from barnsbeste_content.presentation.staff import staff_heading

shown = frame.presenter()
st.html(staff_heading(shown, "staff_preview"))
unknown = preview_choices.unknown(shown)
if unknown:
    st.html(staff_preview.unknown(shown, unknown))
chosen = preview_choices.ask(shown)
if not unknown:
    st.html(staff_preview.notes(shown, chosen))
    framed(staff_preview.frames(shown, chosen), shown.catalog.revision)
