"""Find one's language; what exists in it; that children do not interpret."""

import streamlit as st
from parts import frame

from barnsbeste_content.presentation.pages import languages

shown = frame.presenter()
frame.heading(shown, "languages")
st.html(languages(shown))
