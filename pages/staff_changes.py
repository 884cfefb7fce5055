"""For staff: everything that differs from what was published, and how a text read before and reads now."""

import streamlit as st
from parts import frame, session
from parts.changes import compared, offer_snapshot, since

from barnsbeste_content.editorial.change_report import markdown
from barnsbeste_content.presentation.staff import staff_heading
from barnsbeste_content.presentation.staff_changes import (
    LANGUAGE,
    TEXT,
    all_changes,
    command,
    compared_with,
    not_compared,
    one_text,
)

shown = frame.presenter()
st.html(staff_heading(shown, "staff_changes"))
asked = since()
found = compared(shown, asked)
st.html(compared_with(shown, asked, found.refs, found.state))
if found.comparison is None:
    st.html(not_compared(shown, asked, found.errors))
    offer_snapshot(shown)
else:
    params = session.params()
    slug, language = (next(iter(params.get(name, [])), "") for name in (TEXT, LANGUAGE))
    if slug:
        st.html(one_text(shown, asked, found.comparison, slug, language or shown.language))
    else:
        st.html(all_changes(shown, asked, found.comparison))
        with st.expander("Sammendrag til å lime inn i en endringsforespørsel (pull request)"):
            st.code(markdown(found.comparison.changes, found.comparison.since), language="markdown", wrap_lines=True)
            st.html(command(shown, asked))
