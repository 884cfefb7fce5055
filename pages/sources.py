"""The knowledge bank: sources, what rests on them, references to them."""

import streamlit as st
from parts import frame, session

from barnsbeste_content.presentation.knowledge_bank import bank

shown = frame.presenter()
frame.heading(shown, "sources")
st.html(bank(shown, session.params()))
