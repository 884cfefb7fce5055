"""The tools of a text: read aloud, print, copy link, QR code."""

import streamlit as st

from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.tools import tools_settings

from . import session

# declared in barnsbeste_content/pyproject.toml; its looks are in app.css, so it has no styles to keep apart
_component = st.components.v2.component("barnsbeste-content.tools", js="tools.js", isolate_styles=False)


def tools(shown: Presenter, resource: Resource) -> None:
    """The tools move themselves to the place that the text has for them; what is drawn here is nothing to see."""
    found = resource.text_for(shown.chain)
    settings = tools_settings(resource, found.language, shown.locale, shown.links, session.origin())
    _component(key="tools", data=settings)
