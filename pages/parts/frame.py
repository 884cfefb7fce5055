"""What stands around every page: its title, who can be called, the foot."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from barnsbeste_content.catalog.store import current, served_edition
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.presentation.links import PAGES
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.web.shell import page_titles

from . import session

_FOLDER = Path(__file__).parents[1]
_AUDIENCES = {
    "children": "child",
    "youth": "youth",
    "parents": "parent",
    "infants": "infant_caregiver",
    "practitioners": "practitioner",
    "library": "parent",
}
"""Page -> whose helplines stand at its foot."""
_WITHOUT_HELP = ("help_now", "reader")
"""Pages that name somebody to call in themselves."""


def presenter() -> Presenter:
    """The catalog of this moment in the reader's language."""
    return Presenter(current(served_edition()), locale_of(session.language()))


def pages() -> dict[str, Any]:
    """Page -> Streamlit's page, in the reader's language."""
    titles = page_titles(locale_of(session.language()))
    return {
        name: st.Page(_FOLDER / f"{name}.py", title=titles[name], url_path=path or "home", default=not path)
        for name, path in PAGES.items()
    }


@contextmanager
def around(page: Any, every: Mapping[str, Any]) -> Iterator[None]:
    """Draws the frame around the page that runs within."""
    st.set_page_config(page_title=f"{page.title} – BarnsBeste", layout="wide")
    shown = presenter()
    if not shown.catalog.resources:
        st.html(shown.render("no_content.html.j2"))
        st.stop()
    yield
    name = next((name for name, known in every.items() if known == page), "home")
    band = "" if name in _WITHOUT_HELP else shown.help_band(_AUDIENCES.get(name, ""))
    st.html(band + shown.render("footer.html.j2"))


def heading(shown: Presenter, title: str, lead: str = "", drawing: str = "", tint: str = "sand") -> None:
    """The one heading of a page, and what it is for; beside it a drawing where there is room."""
    st.html(shown.render("heading.html.j2", title=title, lead=lead, drawing=drawing, tint=tint))
