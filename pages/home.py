"""Front page: what this is, who it is for, search, languages."""

import streamlit as st
from parts import frame

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown,
    _("When somebody in the family is ill or dies"),
    _("Guidance that suits you: by age, by what has happened, in your language."),
)
doors = [
    ("children", "sun", "barn", _("Children"), _("For you from 3 to 12. Read it yourself or with a grown-up.")),
    ("youth", "lilac", "ungdom", _("Youth"), _("For you from 13 to 17.")),
    ("parents", "sea", "foreldre", _("Parents"), _("Talk with your child about what is hard.")),
    ("infants", "blush", "minste", _("The smallest"), _("For you who care for children from 0 to 2.")),
    ("practitioners", "mist", "fagfolk", _("Professionals"), _("Find what you need for the next conversation.")),
    ("languages", "sage", "sprak", _("More languages"), _("Read in your language.")),
]
st.html(
    shown.render("search_form.html.j2")
    + shown.render("doors.html.j2", doors=doors)
    + shown.render("tongues.html.j2", rows=shown.tongues())
)
