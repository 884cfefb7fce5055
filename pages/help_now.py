"""Everybody who can be called, the most urgent first."""

import streamlit as st
from parts import frame

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown, _("Get help now"), _("Press a number to call. You do not need to be sure that it is serious enough.")
)
st.html(shown.help_now())
