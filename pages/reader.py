"""One text, whole."""

import streamlit as st
from parts import frame, session

shown = frame.presenter()
name = next(iter(session.params().get("id", [])), "")
resource = shown.catalog.get(name)
if resource is None:
    st.html(shown.render("missing.html.j2") + shown.render("search_form.html.j2"))
else:
    st.set_page_config(page_title=f"{shown.title_of(resource)} – BarnsBeste")
    st.html(shown.text(resource))
