"""For carers of the smallest: age in months, what has happened."""

from parts import filters, frame, lists

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown,
    _("For carers of the smallest"),
    _("Small children notice more than they can say. You do not have to manage it alone."),
    "minste",
    "blush",
)
months = filters.age_words(shown.locale, ["0-3m", "4-6m", "7-12m", "13-24m", "25-35m"])
ages = filters.ask_ages(_("How old is the child?"), months, "infants age")
situations = filters.ask(shown, _("What has happened?"), "situation", "infants situation")
query = filters.query_of(shown, ["infant_caregiver"], age=ages, situation=situations)
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "infants", keep=("audience",), heading=shown.count_for_you(selection.total))
