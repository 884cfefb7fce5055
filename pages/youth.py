"""For youth: what has happened, to whom, how they feel. Nothing of it stands in the address."""

from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "youth")
query = filters.ask(shown, "youth")
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "youth", keep=("audience",), heading=shown.count_for_you(selection.total))
