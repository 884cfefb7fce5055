"""Questions to a reader, answered by pressing pills. Values are always ids; words come from the vocabulary."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from barnsbeste_content.catalog import Query
from barnsbeste_content.catalog.query import AGE, LANGUAGE, TEXT
from barnsbeste_content.i18n import Locale
from barnsbeste_content.model.age import BANDS, AgeRange
from barnsbeste_content.presentation.links import asset
from barnsbeste_content.presentation.presenter import Presenter

from . import session


def ask(
    shown: Presenter,
    label: str,
    facet: str,
    key: str,
    *,
    plain: bool = False,
    pictures: str = "",
) -> list[str]:
    """A question whose answer stays out of the address. `pictures`: folder of drawings, one for each value."""
    ids = _known(shown, facet)
    if not ids:
        return []  # its file is broken: the page does without this question

    def words(value: str) -> str:
        said = shown.vocabulary.label(facet, value, shown.language, plain=plain)
        return f"![]({asset(f'art/{pictures}/{value}.svg')}) {said}" if pictures else said

    return _pills(label, ids, words, key)


def ask_ages(label: str, ages: Mapping[str, str], key: str) -> list[str]:
    """A question on the children's ages, always several at once. `ages`: notation -> words."""
    return _pills(label, tuple(ages), ages.__getitem__, key)


def _pills(label: str, ids: Sequence[str], words: Callable[[str], str], key: str) -> list[str]:
    return st.pills(label, ids, format_func=words, key=key, selection_mode="multi", persist_state="session")


def query_of(shown: Presenter, audiences: Sequence[str], **values: Sequence[str]) -> Query:
    """The query of answers given on a page for `audiences`."""
    return Query.from_params({"audience": list(audiences), **values}, shown.vocabulary)


def facet_in_address(shown: Presenter, facet: str, page: str, counts: Mapping[str, int]) -> None:
    """A facet whose choices stand in the address, with what each would give. Values that give nothing are left out."""
    chosen = session.params().get(facet, [])
    known = [*_known(shown, facet), *(age.notation for age in query_in_address(shown).ages if facet == AGE)]
    ids = [value for value in dict.fromkeys(known) if counts.get(value) or value in chosen]
    if not ids:
        return
    key = f"{page} {facet}"
    push = session.follow_address(key, facet, ids)
    st.pills(
        _label(shown, facet),
        ids,
        format_func=lambda value: f"{_words(shown, facet, value)} :gray[{counts.get(value, 0)}]",
        key=key,
        selection_mode="multi",
        on_change=push,
    )


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


def query_in_address(shown: Presenter) -> Query:
    """The query in the address, with what it says that means nothing."""
    return Query.from_params(session.params(), shown.vocabulary)


def age_words(locale: Locale, notations: Sequence[str]) -> dict[str, str]:
    return {notation: locale.ages(AgeRange.parse(notation)) for notation in notations}


def _known(shown: Presenter, facet: str) -> Sequence[str]:
    if facet == AGE:
        return tuple(band.notation for band in BANDS)
    if facet == LANGUAGE:
        return tuple(shown.vocabulary.languages)
    return shown.vocabulary.facets[facet].ids if facet in shown.vocabulary.facets else ()


def _label(shown: Presenter, facet: str) -> str:
    if facet == AGE:
        return shown.locale.gettext("The child’s age")
    if facet == LANGUAGE:
        return shown.locale.gettext("Exists in")
    return shown.vocabulary.facet_label(facet, shown.language)


def _words(shown: Presenter, facet: str, value: str) -> str:
    if facet == AGE:
        return shown.locale.ages(AgeRange.parse(value))
    if facet == LANGUAGE:
        return shown.vocabulary.language_name(value, shown.language)
    return shown.vocabulary.label(facet, value, shown.language)
