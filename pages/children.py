"""For children: how they feel, what has happened, how old they are. Nothing of it stands in the address."""

from parts import families, frame

frame.heading(frame.presenter(), "children")
families.questions_and_texts("children")
