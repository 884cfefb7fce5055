"""What people ask, with short answers, by who asks."""

import streamlit as st
from parts import frame, session

from barnsbeste_content.presentation.faq import asked

shown = frame.presenter()
frame.heading(shown, "questions")
st.html(asked(shown, session.params()))
