"""For parents and other carers: the children's ages, what has happened, who is ill or has died."""

from parts import filters, frame, lists

shown = frame.presenter()
frame.heading(shown, "parents")
query = filters.ask(shown, "parents")
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "parents", keep=("audience",), heading=shown.count_for_you(selection.total))
