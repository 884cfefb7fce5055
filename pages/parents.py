"""For parents and other carers: the children's ages, what has happened, who is ill or has died."""

from parts import families, frame

frame.heading(frame.presenter(), "parents")
families.questions_and_texts("parents")
