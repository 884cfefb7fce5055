"""The form in which a text is edited in place. What is typed stays typed until it is saved or given up."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import streamlit as st

from barnsbeste_content.catalog.store import content_root
from barnsbeste_content.editorial import editing
from barnsbeste_content.editorial.editing import ConflictError, Draft, EditError, InvalidError, Value
from barnsbeste_content.presentation import staff_edit
from barnsbeste_content.presentation.presenter import Presenter

from . import frame, session

_LINES = ("actions", "say")
"""Fields with an entry a line."""
_ONE_OF = ("status", "format")


def choose(shown: Presenter, root: Path) -> tuple[str, str] | None:
    """The text and the language that are edited, from the address or from the lists."""
    there = editing.editable(root)
    titles = staff_edit.titles(shown, there)
    asked = next(iter(session.params().get("tekst", [])), "")
    if asked and asked not in there:
        st.html(staff_edit.told(shown, f"Det er ingen tekst som heter «{asked}». Velg en i listen."))
    to_address = session.follow_address_one("edit tekst", "tekst", list(titles))
    left, right = st.columns([3, 1])
    slug = left.selectbox(
        "Tekst", list(titles), format_func=titles.__getitem__, placeholder="Velg en tekst", key="edit tekst",
        on_change=to_address,
    )  # fmt: skip
    if slug is None:
        return None
    languages = there[slug]
    to_address = session.follow_address_one("edit sprak", "sprak", languages, languages[0])
    language = right.selectbox(
        "Språk", languages, format_func=lambda id: shown.vocabulary.language_name(id, "nb"), key="edit sprak",
        on_change=to_address,
    )  # fmt: skip
    return slug, str(language)


def form(shown: Presenter, root: Path, slug: str, language: str) -> None:
    """The fields of a text on one side, the text as readers get it on the other."""
    opened = _opened(shown, root, slug, language)
    if opened is None:
        return
    base, disk = opened
    told = session.kept(_name("told", slug, language))
    unsaved = editing.changed(base, _typed(base))
    if told and disk is not None and not (told[1] and unsaved):  # "saved" is true no more as soon as she types on
        st.html(told[0])
    conflict = st.container()
    left, right = st.columns(2)
    with left:
        values = _fields(shown, base)
        changes = editing.changed(base, values)
        if disk is not None and disk.stamps != base.stamps:
            with conflict:
                _conflict(shown, base, disk, changes)
        else:
            _buttons(shown, root, base, changes)
    with right:
        _preview(shown, base, changes)


def _opened(shown: Presenter, root: Path, slug: str, language: str) -> tuple[Draft, Draft | None] | None:
    """(the text as it was when it was opened, as it is now). What is in the fields stays, be the files changed or not.

    Only where none was drawn, and nothing typed before, they are filled from the disk.
    """
    base: Draft | None = session.kept(_name("base", slug, language))
    try:
        disk = editing.open_text(root, slug, language)
    except EditError as error:
        st.html(staff_edit.told(shown, str(error)))
        return (base, None) if base else None
    if base is None or (not session.is_drawn(_key(base, "title")) and not editing.changed(base, _typed(base))):
        _start_over(disk)
        base = disk
    return base, disk


def _start_over(draft: Draft, *, is_other: bool = False) -> None:
    """Fills the form with what stands on disk. Only before the form is drawn.

    `is_other`: it is not what was typed. Then the fields are new ones: where a changed file draws the page just now,
    the browser sends once more what it holds in the old ones, and that would stand there as if typed again.
    """
    session.keep(_name("base", draft.slug, draft.language), draft)
    if is_other:
        turn = _name("turn", draft.slug, draft.language)
        session.keep(turn, (session.kept(turn) or 0) + 1)
    for field, value in draft.values.items():
        session.type_in(_key(draft, field), _shown(field, value))


# -- the fields ----------------------------------------------------------------------------------------------------


def _fields(shown: Presenter, base: Draft) -> dict[str, Value]:
    _typed(base)
    headings = _headings(base)
    for field in ("title", "summary", "main_message"):
        _area(shown, base, field, headings)
    for section in base.sections:
        with st.expander(f"Del: {headings[section] or section}", expanded=True):
            st.text_input("Overskrift", key=_key(base, f"{section}/heading"))
            st.text_area("Tekst", key=_key(base, f"{section}/text"), height=240)
    for field in _LINES:
        st.text_area(
            staff_edit.label(shown, field, headings), key=_key(base, field), help="Ett punkt på hver linje.", height=160
        )
    with st.expander("Merkelapper og kilder, like på alle språk"):
        for field, value in base.values.items():
            if field.startswith(editing.OF_RESOURCE):
                _tag(shown, base, field, value)
    return _typed(base)


def _area(shown: Presenter, base: Draft, field: str, headings: Mapping[str, str]) -> None:
    key = _key(base, field)
    label = staff_edit.label(shown, field, headings)
    words = st.text_input(label, key=key) if field == "title" else st.text_area(label, key=key, height=100)
    if room := staff_edit.room_left(field, str(editing.cleaned(field, words))):
        st.html(room)


def _tag(shown: Presenter, base: Draft, field: str, value: Value) -> None:
    key, label = _key(base, field), staff_edit.label(shown, field, {})
    name = field.removeprefix(editing.OF_RESOURCE)
    if name == "ages":
        st.text_input(label, key=key, help="Skriv 8-12, 4, eller 0-6m for måneder.")
    elif name == "code":
        st.text_input(label, key=key, help="Står i adressen til tekster for barn og ungdom. Ikke endre den senere.")
    elif name in _ONE_OF:
        one = staff_edit.options(shown, name, [str(value)] if value else [])
        st.selectbox(label, list(one), format_func=one.__getitem__, key=key)
    else:
        typed = session.typed(key, list(value))
        many = staff_edit.options(shown, name, [*value, *typed])
        st.multiselect(label, list(many), format_func=many.__getitem__, key=key, placeholder="Velg")


def _typed(base: Draft) -> dict[str, Value]:
    """What the fields hold at this moment."""
    held = {field: session.typed(_key(base, field), _shown(field, value)) for field, value in base.values.items()}
    return {field: _value(field, value) for field, value in held.items()}


def _shown(field: str, value: Value) -> str | list[str] | None:
    """A value as its widget holds it."""
    if field.removeprefix(editing.OF_RESOURCE) in _ONE_OF:
        return str(value) or None
    if field in _LINES:
        return "\n".join(value)
    return value if isinstance(value, str) else list(value)


def _value(field: str, held: str | list[str] | None) -> Value:
    """What a widget holds as a value; the inverse of `_shown`."""
    if field in _LINES:
        return tuple(str(held).split("\n"))
    return tuple(held) if isinstance(held, list) else held or ""


def _key(base: Draft, field: str) -> str:
    turn = session.kept(_name("turn", base.slug, base.language))
    return _name(f"{field} {turn}" if turn else field, base.slug, base.language)


def _name(what: str, slug: str, language: str) -> str:
    return f"edit {slug} {language} {what}"


def _headings(base: Draft) -> dict[str, str]:
    return {section: str(base.values[f"{section}/heading"]) for section in base.sections}


# -- what is done --------------------------------------------------------------------------------------------------


def _buttons(shown: Presenter, root: Path, base: Draft, changes: Mapping[str, Value]) -> None:
    if changes:
        st.html(staff_edit.unsaved(shown, changes, _headings(base)))
    save, back = st.columns(2)
    save.button("Lagre", type="primary", on_click=partial(_save, base), key="edit lagre", width="stretch")
    if editing.can_undo(root, base.slug):
        hint = "Lagre eller fjern det du har skrevet først." if changes else None
        back.button("Angre siste lagring", on_click=partial(_undo, base), key="edit angre", width="stretch", help=hint)


def _conflict(shown: Presenter, base: Draft, disk: Draft, changes: Mapping[str, Value]) -> None:
    st.html(staff_edit.conflict(shown, changes, disk.values, base.values, _headings(base)))
    mine, theirs = st.columns(2)
    if changes:
        mine.button("Behold min", on_click=partial(_keep_mine, base), key="edit min", width="stretch")
    theirs.button("Ta den på disken", on_click=partial(_take_theirs, base), key="edit disk", width="stretch")


def _preview(shown: Presenter, base: Draft, changes: Mapping[str, Value]) -> None:
    st.html('<h2 lang="nb">Slik blir den</h2>')
    seen = editing.preview(base, changes, shown.catalog.library)
    good = _name("good", base.slug, base.language)
    if seen.wrong:
        words = "Dette må rettes:" if seen.resource else "Teksten kan ikke vises slik den er nå. Dette må rettes:"
        st.html(staff_edit.told(shown, words, seen.wrong, _headings(base)))
    if seen.warnings:
        st.html(staff_edit.told(shown, "Se på dette:", seen.warnings, _headings(base)))
    if seen.resource is not None:
        session.keep(good, staff_edit.text_as_read(shown, seen.resource, base.language))
    elif session.kept(good):
        st.html('<p class="status" lang="nb">Under er teksten slik den var sist den var i orden.</p>')
    if session.kept(good):
        st.html(session.kept(good))


def _done(base: Draft, act: Callable[[Presenter], str]) -> None:
    """Does something with a text and keeps what there is to tell. What was typed stays where it fails."""
    shown = frame.presenter()
    message, is_good = "", False
    try:
        message, is_good = act(shown), True
    except InvalidError as error:
        message = staff_edit.told(shown, str(error), error.wrong, _headings(base))
    except ConflictError:
        pass  # the form shows both versions
    except EditError as error:
        message = staff_edit.told(shown, str(error))
    session.keep(_name("told", base.slug, base.language), (message, is_good) if message else None)


def _save(base: Draft) -> None:
    _done(base, lambda shown: _saved(shown, base, editing.changed(base, _typed(base))))


def _saved(shown: Presenter, draft: Draft, changes: Mapping[str, Value], *, is_other: bool = False) -> str:
    saved = editing.save(content_root(), draft, changes, shown.catalog.library)
    _start_over(saved.draft, is_other=is_other)
    words = staff_edit.saved_words(shown, draft.slug, draft.language, saved.files)
    return staff_edit.told(shown, words, is_good=True)  # what is still wrong stands above the preview


def _keep_mine(base: Draft) -> None:
    def act(shown: Presenter) -> str:
        mine = editing.changed(base, _typed(base))
        disk = editing.open_text(content_root(), base.slug, base.language)
        gone = {field: value for field, value in mine.items() if field not in disk.values}
        message = _saved(
            shown, disk, {field: value for field, value in mine.items() if field not in gone}, is_other=True
        )
        return message + (staff_edit.lost(shown, gone, _headings(base)) if gone else "")

    _done(base, act)


def _take_theirs(base: Draft) -> None:
    def act(shown: Presenter) -> str:
        _start_over(editing.open_text(content_root(), base.slug, base.language), is_other=True)
        return staff_edit.told(shown, "Skjemaet viser nå teksten slik den står på disken.", is_good=True)

    _done(base, act)


def _undo(base: Draft) -> None:
    def act(shown: Presenter) -> str:
        if editing.changed(base, _typed(base)):
            raise EditError("Du har skrevet noe som ikke er lagret. Lagre det eller fjern det, og angre så.")
        try:
            back = editing.undo(content_root(), base.slug)
        except ConflictError as error:
            raise EditError(
                "Teksten er endret siden den lagringen, så den kan ikke angres. Ingen ting er endret."
            ) from error
        if back.draft.language == base.language:
            _start_over(back.draft, is_other=True)
        return staff_edit.told(shown, f"Angret. {shown.locale.all_of(back.files)} er som før lagringen.", is_good=True)

    _done(base, act)
