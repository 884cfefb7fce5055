"""What staff choose of a preview. Everything stands in the address, so that the link can be shared."""

from collections.abc import Mapping

import streamlit as st

from barnsbeste_content.i18n import locale_of
from barnsbeste_content.presentation import staff_preview
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.staff_preview import Choices
from barnsbeste_content.web.shell import page_titles

from . import session

WHAT = "vis"


def unknown(shown: Presenter) -> str:
    """The name in the address that is neither a page nor a text that can be shown; empty where there is none."""
    given = next(iter(session.params().get(WHAT, [])), "")
    return "" if not given or given in staff_preview.things(shown, page_titles(locale_of("nb"))) else given


def ask(shown: Presenter) -> Choices:
    """Draws the choices and reads them."""
    vocabulary = shown.vocabulary
    wide, one, two = st.columns([2, 1, 1])
    with wide:
        what = _listed("Hva vil du se?", WHAT, staff_preview.things(shown, page_titles(locale_of("nb"))))
    with one:
        language = _listed("Språk", "sprak", staff_preview.languages(vocabulary))
    with two:
        others = {"": "Ingen"} | staff_preview.languages(vocabulary, but=language)
        second = _listed("Språk nummer to", "med", others)
    with st.container(key="staff_preview how", horizontal=True):
        screens = {name: screen.label for name, screen in staff_preview.SCREENS.items()}
        screen = _pressed("Skjerm", "skjerm", screens)
        scheme = _pressed("Lys eller mørk", "lys", staff_preview.SCHEMES)
        scripts = _pressed("JavaScript", "skript", staff_preview.SCRIPTS)
    compared = _pressed("Ved siden av", "ved", staff_preview.COMPARED)
    with st.expander("Hvem er leseren?", expanded=bool(session.params().keys() & set(staff_preview.READER))):
        labels = dict(zip(staff_preview.READER, ("Leser", "Barnets alder", "Hva har skjedd?"), strict=True))
        reader = {
            name: _several(label, name, staff_preview.reader_words(vocabulary, name)) for name, label in labels.items()
        }
    return Choices(what, language, second, compared, screen, scheme, scripts, reader)


def _listed(label: str, parameter: str, words: Mapping[str, str]) -> str:
    key = f"staff_preview {parameter}"
    push = session.follow_address_one(key, parameter, tuple(words), next(iter(words)))
    return str(st.selectbox(label, tuple(words), format_func=words.__getitem__, key=key, on_change=push))


def _pressed(label: str, parameter: str, words: Mapping[str, str]) -> str:
    key = f"staff_preview {parameter}"
    push = session.follow_address_one(key, parameter, tuple(words), next(iter(words)))
    chosen = st.pills(label, tuple(words), format_func=words.__getitem__, key=key, on_change=push)
    return chosen or next(iter(words))  # pressed once more it is none: then what is usual


def _several(label: str, parameter: str, words: Mapping[str, str]) -> list[str]:
    key = f"staff_preview {parameter}"
    push = session.follow_address(key, parameter, tuple(words))
    chosen = st.pills(
        label, tuple(words), format_func=words.__getitem__, key=key, selection_mode="multi", on_change=push
    )
    return list(chosen)
