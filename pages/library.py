"""Everything there is: search and all facets, in the address."""

from parts import frame, workbench

frame.heading(frame.presenter(), "library")
workbench.facets_and_texts("library")
