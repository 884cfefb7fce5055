"""For staff: begin a text. Only in the preview."""

from datetime import date

import streamlit as st
from parts import frame, new_text

from barnsbeste_content.catalog.store import content_root
from barnsbeste_content.editorial.new_text import BrokenContentError, WrongUseError, plan_text
from barnsbeste_content.editorial.new_text import new_text as make
from barnsbeste_content.presentation import staff_new
from barnsbeste_content.presentation.staff import staff_heading

shown = frame.presenter()
root, library = content_root(), shown.catalog.library
st.html(staff_heading(shown, "staff_new"))
answers = new_text.ask(shown)
is_pressed = st.button("Lag teksten", type="primary", key="staff_new make")
try:
    if is_pressed:
        done = make(root, library, answers.asked, date.today())
        folder = done.facts.parent
        st.html(staff_new.made(shown, folder.name, str(folder), done.empty, done.guessed))
    else:
        planned = plan_text(root, library, answers.asked, date.today())
        with st.expander("Se filene som blir laget", key="staff_new files"):
            st.html(staff_new.files(shown, str(planned.folder), planned.files))
except WrongUseError as error:
    if is_pressed or answers.is_begun:
        st.html(staff_new.faults(shown, [staff_new.told(fault.kind, fault.values) for fault in error.faults]))
except BrokenContentError as error:
    st.html(staff_new.broken(shown, str(error)))
