"""Pages of ours in frames, on screens of a given size: how they look to a reader."""

from collections.abc import Iterable
from dataclasses import asdict

import streamlit as st

from barnsbeste_content.presentation.staff_preview import Frame

# declared in barnsbeste_content/pyproject.toml; its looks are in staff.css
_component = st.components.v2.component("barnsbeste-content.frames", js="frames.js", isolate_styles=False)


def framed(frames: Iterable[Frame], revision: str) -> None:
    """Draws the frames. They are loaded anew, at the same place, when `revision` is another."""
    _component(key="frames", data={"frames": [asdict(frame) for frame in frames], "revision": revision})
