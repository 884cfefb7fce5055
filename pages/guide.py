"""Conversation guides: the words that fit the children's ages. Nothing of the choices stands in the address."""

from parts import conversation, frame

frame.heading(frame.presenter(), "guide")
conversation.questions_and_guide()
