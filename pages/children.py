"""For children: how they feel, what has happened, how old they are. Nothing of it stands in the address."""

from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "children")
query = filters.ask(shown, "children")
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "children", keep=("audience",), heading=shown.count_for_you(selection.total))
