"""For parents and other carers: the children's ages, what has happened, who is ill or has died."""

from parts import filters, frame, lists

from barnsbeste_content.model.age import BANDS

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown,
    _("For parents"),
    _("Words for what is hard to say to children, and somebody to call."),
    "foreldre",
    "sea",
)
bands = filters.age_words(shown.locale, [band.notation for band in BANDS])
ages = filters.ask_ages(_("How old are the children?"), bands, "parents age")
situations = filters.ask(shown, _("What has happened?"), "situation", "parents situation")
relations = filters.ask(shown, _("Who is ill or has died?"), "relation", "parents relation")
query = filters.query_of(
    shown, ["parent", "infant_caregiver", "minority_family"], age=ages, situation=situations, relation=relations
)
selection = shown.catalog.select(query, shown.language)
lists.found(shown, selection, "parents", keep=("audience",), heading=shown.count_for_you(selection.total))
