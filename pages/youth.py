"""For youth: what has happened, to whom, how they feel. Nothing of it stands in the address."""

from parts import families, frame

frame.heading(frame.presenter(), "youth")
families.questions_and_texts("youth")
