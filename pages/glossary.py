"""Hard words and what they mean, by letter."""

import streamlit as st
from parts import frame

from barnsbeste_content.presentation.glossary import words

shown = frame.presenter()
frame.heading(shown, "glossary")
st.html(words(shown))
