"""Find one's language; what exists in it; that children do not interpret."""

import streamlit as st
from parts import frame

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown, _("Languages"), _("Choose your language. We say it when a text exists only in another one."), "sprak", "sage"
)
st.html(shown.render("languages.html.j2", rows=shown.tongues()))
