"""What stands around every page: its title, who can be called, the foot."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from barnsbeste_content.catalog import Edition
from barnsbeste_content.catalog.store import current, served_edition
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.presentation import pages as pages_of
from barnsbeste_content.presentation.links import PAGES, STAFF_PAGES
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.web.shell import page_titles

from . import session, staff

_FOLDER = Path(__file__).parents[1]


def presenter() -> Presenter:
    """The catalog of this moment in the reader's language."""
    return Presenter(current(served_edition()), locale_of(session.language()))


def pages() -> dict[str, Any]:
    """Page -> Streamlit's page, in the reader's language."""
    there = {**PAGES, **STAFF_PAGES} if served_edition() is Edition.PREVIEW else PAGES
    titles = page_titles(locale_of(session.language()))
    return {
        name: st.Page(_FOLDER / f"{name}.py", title=titles[name], url_path=path or "home", default=not path)
        for name, path in there.items()
    }


@contextmanager
def around(page: Any, every: Mapping[str, Any]) -> Iterator[None]:
    """Draws the frame around the page that runs within."""
    st.set_page_config(page_title=f"{page.title} – BarnsBeste", layout="wide")
    shown = presenter()
    if not shown.catalog.resources:
        st.html(shown.render("no_content.html.j2"))
        st.stop()
    name = next((name for name, known in every.items() if known == page), "home")
    if shown.is_preview:
        staff.above(shown, name)
    yield
    st.html(pages_of.closing(shown, name))


def heading(shown: Presenter, page: str) -> None:
    """The one heading of a page, and what it is for; beside it a drawing where there is room."""
    st.html(pages_of.heading(shown, page))
