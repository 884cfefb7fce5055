"""What the browser tells of a reader: language and address.

The only file that touches session state and query parameters.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from barnsbeste_content.catalog.query import MAX_TEXT
from barnsbeste_content.i18n import DEFAULT_LANGUAGE, interface_languages
from barnsbeste_content.presentation.workbench import NUMBER

_LANGUAGE = "language"


def language() -> str:
    """The language in the address; where there is no address (in tests) the one in the session, else bokmål."""
    first = urlsplit(st.context.url or "").path.lstrip("/").split("/")[0]
    wanted = first or str(st.session_state.get(_LANGUAGE, ""))
    return wanted if wanted in interface_languages() else DEFAULT_LANGUAGE


def origin() -> str:
    """Scheme and host that the browser asked; empty in tests."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def params() -> dict[str, list[str]]:
    """The parameters of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def follow_address(key: str, parameter: str, known: Sequence[str]) -> Callable[[], None]:
    """Gives the widget `key` the values that the address has of `parameter`, on every run: after Back and Forward the
    browser has forgotten what was pressed, and only the address knows.

    Returns what the widget calls when it changes, which writes its values to the address: always ids, never labels, so
    that a link made in one language works in every other.
    """
    given = st.query_params.get_all(parameter)
    st.session_state[key] = [value for value in known if value in given]
    return lambda: _write(parameter, st.session_state[key])


def follow_address_text(key: str, parameter: str) -> Callable[[], None]:
    """As `follow_address`, for a widget that holds text."""
    st.session_state[key] = next(iter(st.query_params.get_all(parameter)), "")[:MAX_TEXT]
    return lambda: _write(parameter, filter(None, [str(st.session_state[key] or "").strip()]))


def follow_address_one(key: str, parameter: str, known: Sequence[str], first: str | None = None) -> Callable[[], None]:
    """As `follow_address`, for a widget that holds one value of `known`; `first` where the address has none of them,
    and then the address goes on saying nothing."""
    given = st.query_params.get_all(parameter)
    st.session_state[key] = next((value for value in known if value in given), first)
    return lambda: _write(parameter, [value for value in (st.session_state[key],) if value and value != first])


def typed(key: str, first: Any) -> Any:
    """Gives the widget `key`, which is drawn next, what was last typed in it in this session, else `first`.

    Streamlit forgets a widget as soon as a run goes by without it, such as on another page; this does not.
    """
    st.session_state.setdefault(key, st.session_state.get(f"kept {key}", first))
    st.session_state[f"kept {key}"] = st.session_state[key]
    return st.session_state[key]


def type_in(key: str, value: Any) -> None:
    """Puts a value into the widget `key`. Only before it is drawn.

    One that holds the value already is left alone: the browser would take away what is being typed in it just now.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    st.session_state[f"kept {key}"] = value


def is_drawn(key: str) -> bool:
    """Whether the widget `key` was drawn in the run before this one."""
    return key in st.session_state


def keep(name: str, value: Any) -> None:
    """Keeps something for this session; None forgets it."""
    st.session_state[f"kept {name}"] = value


def kept(name: str) -> Any:
    """What was kept under this name, or None."""
    return st.session_state.get(f"kept {name}")


def class_of(key: str) -> str:
    """The class that Streamlit gives the widget `key` in the document."""
    return "st-key-" + re.sub(r"[^\w-]", "-", key)


def page_of(key: str, choices: object) -> str:
    """A key for the pagination of a list that begins at the first page again whenever the choices change."""
    return f"{key} {hash(repr(choices)):x}"


def page_number(key: str, pages: int) -> int:
    """The page chosen in the pagination `key`, which is drawn below the list; 1 where none was."""
    return min(max(int(st.session_state.get(key) or 1), 1), pages)


def _write(parameter: str, values: Iterable[str]) -> None:
    """A list that has changed begins at its first page again."""
    chosen = list(values)
    if chosen:
        st.query_params[parameter] = chosen
    else:
        st.query_params.pop(parameter, None)
    st.query_params.pop(NUMBER, None)
