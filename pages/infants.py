"""For carers of the smallest: age in months, what has happened."""

from parts import families, frame

frame.heading(frame.presenter(), "infants")
families.questions_and_texts("infants")
