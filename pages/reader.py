"""One text, whole, with another language beside it where the address asks for one."""

import streamlit as st
from parts import frame, session
from parts.tools import tools

from barnsbeste_content.presentation.pages import reader

shown = frame.presenter()
params = session.params()
resource = shown.catalog.get(next(iter(params.get("id", [])), ""))
if resource is not None:
    st.set_page_config(page_title=f"{shown.title_of(resource)} – BarnsBeste")
st.html(reader(shown, params, session.origin()))
if resource is not None:
    tools(shown, resource)
