"""For staff: what exists in which language, and which translations are behind. Only in the preview."""

import streamlit as st
from parts import frame

from barnsbeste_content.editorial.coverage import coverage
from barnsbeste_content.editorial.translations import behind
from barnsbeste_content.presentation.staff import staff_heading, translations

shown = frame.presenter()
library = shown.catalog.library
outdated = [(each.slug, each.language, each.parts) for each in behind(library)]
st.html(staff_heading(shown, "staff_translations"))
st.html(translations(shown, coverage(library), outdated))
