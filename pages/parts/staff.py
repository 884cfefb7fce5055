"""What stands above every page of the preview, and keeps it up with the files."""

import streamlit as st

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.catalog.store import content_root, refreshed, served_edition
from barnsbeste_content.editorial.excerpts import excerpt
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.staff import problems_panel, staff_bar

LOOK_SECONDS = 0.4
"""How often the files are looked at: what is saved is to be seen within 1.5 s."""
MOST_PROBLEMS = 5


def above(shown: Presenter, page: str) -> None:
    """Draws the bar and what is wrong in the files, and draws everything again as soon as a file has changed."""
    _follow_files(shown.catalog)
    problems = shown.catalog.library.problems
    first = [excerpt(problem, content_root()) for problem in problems[:MOST_PROBLEMS]]
    st.html(staff_bar(shown, page) + problems_panel(shown, first, len(problems)))


@st.fragment(run_every=LOOK_SECONDS)
def _follow_files(drawn: Catalog) -> None:
    if refreshed(served_edition()) is not drawn:
        st.rerun()
