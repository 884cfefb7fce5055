"""For professionals: facets in the address, so that a selection can be shared."""

from parts import frame, workbench

frame.heading(frame.presenter(), "practitioners")
workbench.facets_and_texts("practitioners")
