"""For youth: what has happened, to whom, how they feel. Nothing of it stands in the address."""

from parts import filters, frame, lists

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(
    shown,
    _("When it is hard at home"),
    _("You decide what to read. Nobody sees what you choose here."),
    "ungdom",
    "lilac",
)
situations = filters.ask(shown, _("What has happened?"), "situation", "youth situation", plain=True)
relations = filters.ask(shown, _("Who is it?"), "relation", "youth relation", plain=True)
feelings = filters.ask(shown, _("I feel"), "feeling", "youth feeling", pictures="feelings")
query = filters.query_of(shown, ["youth"], situation=situations, relation=relations)
selection = shown.catalog.select(query.preferring("feeling", feelings), shown.language)
lists.found(shown, selection, "youth", keep=("audience",), heading=shown.count_for_you(selection.total))
