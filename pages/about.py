"""Who BarnsBeste is, what it wants, and how the texts are made."""

import streamlit as st
from parts import frame

shown = frame.presenter()
_ = shown.locale.gettext
groups = shown.vocabulary.facets.get("target_group")

frame.heading(shown, _("About BarnsBeste"), _("Norway’s national competence network for children as next of kin."))
names = [term.label_for(shown.chain) for term in groups.values] if groups else []
st.html(shown.render("about.html.j2", groups=names))
