"""For carers of the smallest: age in months, what has happened."""

from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "infants")
query = filters.ask(shown, "infants")
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "infants", keep=("audience",), heading=shown.count_for_you(selection.total))
