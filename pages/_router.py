"""The entry script of the dashboard: language, navigation, frame, page."""

import streamlit as st
from parts import frame

pages = frame.pages()
page = st.navigation(list(pages.values()), position="hidden")
with frame.around(page, pages):
    page.run()
