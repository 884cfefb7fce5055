"""For children: how they feel, what has happened, how old they are. Nothing of it stands in the address."""

from parts import filters, frame, lists

shown = frame.presenter()
_ = shown.locale.gettext

frame.heading(shown, _("How are you?"), _("Choose what fits. You can choose several, and you can skip."), "barn", "sun")
feelings = filters.ask(shown, _("I feel"), "feeling", "children feeling", pictures="feelings")
situations = filters.ask(
    shown, _("What has happened?"), "situation", "children situation", plain=True, pictures="situations"
)
relations = filters.ask(shown, _("Who is it?"), "relation", "children relation", plain=True)
words = filters.age_words(shown.locale, ["3-7", "8-12"])
words["3-7"] = _("{ages} (read together)").format(ages=words["3-7"])
ages = filters.ask_ages(_("How old are you?"), words, "children age")
query = filters.query_of(shown, ["child"], situation=situations, relation=relations, age=ages)
selection = shown.catalog.select(query.preferring("feeling", feelings), shown.language)
lists.found(shown, selection, "children", keep=("audience",), heading=shown.count_for_you(selection.total))
