"""Questions to a reader, answered by pressing pills. Values are always ids; words come from the vocabulary."""

import json
from collections.abc import Mapping

import streamlit as st

from barnsbeste_content.catalog import Query, Selection
from barnsbeste_content.catalog.query import TEXT
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.questions import (
    MORE_FACETS,
    Question,
    answered,
    facet,
    facets_of,
    has_more_chosen,
    questions,
)

from . import session


def ask(shown: Presenter, page: str) -> Query:
    """Asks what a page for families asks; returns the query of the answers, which stay out of the address."""
    answers: dict[str, list[str]] = {}
    for question in questions(page, shown.vocabulary, shown.locale):
        if question.after is None or question.after[1] in answers[question.after[0]]:
            answers[question.parameter] = _pills(question, page)
    return answered(page, answers, shown.vocabulary)


def _pills(question: Question, page: str) -> list[str]:
    def words(value: str) -> str:
        picture = question.pictures.get(value)
        return f"![]({picture}) {question.words[value]}" if picture else question.words[value]

    return st.pills(
        question.label,
        tuple(question.words),
        format_func=words,
        key=f"{page} {question.parameter}",
        selection_mode="multi",
        persist_state="session",
    )


def one_of(label: str, words: Mapping[str, str], key: str) -> str:
    """Asks for one of these values; empty where none is chosen. The answer stays out of the address."""
    chosen = st.pills(label, tuple(words), format_func=words.__getitem__, key=key, persist_state="session")
    return chosen or ""


def several_in_address(label: str, parameter: str, words: Mapping[str, str], page: str) -> list[str]:
    """Asks for any of these values, which stand in the address; all that are chosen. One or none is no question."""
    if len(words) < 2:
        return []
    key = f"{page} {parameter}"
    push = session.follow_address(key, parameter, tuple(words))
    return list(
        st.pills(label, tuple(words), format_func=words.__getitem__, key=key, selection_mode="multi", on_change=push)
    )


def facets_in_address(shown: Presenter, page: str, selection: Selection) -> None:
    """The facets of a page whose choices stand in its address, and how many texts each value would give."""
    _ = shown.locale.gettext
    counts: dict[str, list[int]] = {}
    for name in facets_of(page, selection.query):
        _facet(shown, name, page, selection, counts)
    if page in MORE_FACETS:
        is_open = has_more_chosen(page, selection.query)
        more = st.expander(_("More choices"), expanded=is_open, key=f"{page} more", on_change="rerun")
        if more.open:  # drawn only when wanted: thirteen facets take the browser longer than everything else
            with more:
                for name in MORE_FACETS[page]:
                    _facet(shown, name, page, selection, counts)
    st.html(shown.render("counts.html.j2", counts=json.dumps(counts)))


def _facet(shown: Presenter, name: str, page: str, selection: Selection, counts: dict[str, list[int]]) -> None:
    question = facet(name, selection.query, shown.vocabulary, shown.locale)
    given = selection.facets.get(name, {})
    if not any(given.get(value) for value in question.words) and name not in selection.query.active:
        return  # nothing to choose from
    key = f"{page} {name}"
    push = session.follow_address(key, name, tuple(question.words))
    st.pills(
        question.label,
        tuple(question.words),
        format_func=question.words.__getitem__,
        key=key,
        selection_mode="multi",
        on_change=push,
    )
    # counts stand beside the pills: a label with a count in it would make another pill of it at every choice, and a
    # press that was under way would be lost
    counts[session.class_of(key)] = [given.get(value, 0) for value in question.words]


def search_in_address(shown: Presenter, page: str) -> None:
    """The search box of a page whose choices stand in the address."""
    _ = shown.locale.gettext
    key = f"{page} {TEXT}"
    push = session.follow_address_text(key, TEXT)
    st.text_input(
        _("Search"),
        key=key,
        type="search",
        placeholder=_("What do you wonder about?"),
        max_chars=200,
        on_change=push,
        label_visibility="collapsed",
    )
