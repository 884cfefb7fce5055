"""Front page: what this is, who it is for, search, languages."""

import streamlit as st
from parts import frame

from barnsbeste_content.presentation.pages import front

shown = frame.presenter()
frame.heading(shown, "home")
st.html(front(shown))
