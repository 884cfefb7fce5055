"""For staff. Only in the preview."""

import streamlit as st
from parts import frame

from barnsbeste_content.presentation.staff import staff_heading

shown = frame.presenter()
st.html(staff_heading(shown, "staff_edit"))
