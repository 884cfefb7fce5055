"""Everybody who can be called, the most urgent first."""

import streamlit as st
from parts import frame

shown = frame.presenter()
frame.heading(shown, "help_now")
st.html(shown.help_now())
