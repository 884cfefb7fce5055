"""The form that begins a text."""

from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st

from barnsbeste_content.editorial.new_text import Asked, suggested_slug
from barnsbeste_content.presentation import staff_new
from barnsbeste_content.presentation.presenter import Presenter


@dataclass(frozen=True)
class Answers:
    """What stands in the form now."""

    asked: Asked

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to say yet of what is missing."""
        return bool(self.asked.slug or self.asked.ages or self.asked.audiences)


def ask(shown: Presenter) -> Answers:
    """Draws the form and reads it. The name is proposed from the title until somebody writes another."""
    title = st.text_input("Tittel, slik leseren sier det", key="staff_new title", max_chars=200)
    proposed = suggested_slug(title)
    written = st.text_input("Navn i adressen", key="staff_new slug", placeholder=proposed, max_chars=200).strip()
    slug = written or proposed
    if hint := staff_new.named(slug, not written):
        st.caption(hint)
    ages = st.text_input(
        "Hvor gammelt er barnet det gjelder?", key="staff_new ages", placeholder="8-12, 4 eller 0-6m", max_chars=20
    )
    chosen: dict[str, tuple[str, ...]] = {}
    asked: set[str] = set()
    while left := [each for each in staff_new.questions(shown.vocabulary, chosen) if each.facet not in asked]:
        question = left[0]  # one at a time: an answer may lead to another question
        asked.add(question.facet)
        # laws are many, and few texts are on any
        place = st.expander(question.label, key="staff_new laws") if question.facet == "law" else nullcontext()
        with place:
            answer = st.pills(
                question.label,
                tuple(question.words),
                format_func=question.words.__getitem__,
                key=f"staff_new {question.facet}",
                selection_mode="single" if question.is_single else "multi",
            )
        chosen[question.facet] = tuple([answer] if isinstance(answer, str) else answer or ())
    st.caption("Teksten begynnes på bokmål. De andre språkene lages fra den når den er ferdig: se Oversettelser.")
    return Answers(
        Asked(
            slug,
            ages=ages.strip(),
            title=title,
            format="".join(chosen.pop("format", ())),
            **{key: chosen.get(facet, ()) for facet, key in staff_new.ATTRIBUTES.items()},
        )
    )
