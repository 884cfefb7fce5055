"""Who BarnsBeste is, what it wants, and how the texts are made."""

import streamlit as st
from parts import frame

from barnsbeste_content.presentation.pages import about

shown = frame.presenter()
frame.heading(shown, "about")
st.html(about(shown))
