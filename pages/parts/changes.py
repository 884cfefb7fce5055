"""What the page of changes is made of: what to compare with, the comparison, and a snapshot where there is no git."""

from dataclasses import dataclass

import streamlit as st

from barnsbeste_content.catalog.store import content_root
from barnsbeste_content.editorial.comparison import Comparison, comparisons
from barnsbeste_content.editorial.published import (
    PublishedStateError,
    State,
    find_snapshot,
    find_state,
    keep_snapshot,
    known_refs,
    snapshot_folder,
)
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.staff_changes import SINCE, SNAPSHOT, not_kept

from . import session

_KEY = "staff_changes since"


@dataclass(frozen=True)
class Found:
    """What came of comparing: a comparison, or why there is none."""

    refs: tuple[str, ...]
    """Branches and tags there are."""
    state: State | None = None
    """What it was compared with."""
    comparison: Comparison | None = None
    errors: tuple[BaseException, ...] = ()
    """What led to it, and what went wrong."""


def since() -> str:
    """Asks what to compare with: a branch, tag or commit, or the last snapshot; empty for what was published last."""
    push = session.follow_address_text(_KEY, SINCE)
    asked = st.text_input(
        "Sammenlign med",
        key=_KEY,
        on_change=push,
        placeholder="Tomt: det som sist ble lagret i git",
    )
    return asked.strip()


def compared(shown: Presenter, asked: str) -> Found:
    """Compares what is served now. Never raises for what stands, or does not stand, on the machine."""
    root = content_root()
    refs = known_refs(root)
    try:
        state = find_snapshot(root) if asked == SNAPSHOT else find_state(root, asked or None)
        return Found(refs, state, comparisons.get(root, shown.catalog.library, state))
    except (PublishedStateError, OSError) as error:
        led_to_it = (error.__cause__,) if isinstance(error.__cause__, PublishedStateError) else ()
        return Found(refs, errors=(*led_to_it, error))


def offer_snapshot(shown: Presenter) -> None:
    """Offers to keep a snapshot, where there is none: the one there is may be what everything is compared with."""
    root = content_root()
    if not snapshot_folder(root).exists() and st.button("Ta en kopi av tekstene nå", key="staff_changes snapshot"):
        try:
            keep_snapshot(root)
        except OSError as error:
            st.html(not_kept(shown, error))
        else:
            st.rerun()
