"""Phrases made of facts: for whom a text is, why it is shown, what is selected."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..catalog import Dropped, Query, Sort
from ..catalog.query import AGE, LANGUAGE, SORT, TEXT
from ..catalog.related import Reason
from ..i18n import Locale
from ..model.age import AgeRange
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary

ANY_AGE = AgeRange.parse("0-17")
MOST_SHARED = 3
"""Values that two texts share, named under the second. They stand side by side: many hold an "and" of their own."""
PLAIN_AUDIENCES = frozenset(("child", "youth"))
"""Readers to whom the vocabulary speaks in its plain words."""


def for_whom(resource: Resource, locale: Locale) -> str:
    """`For barn 8–12 år`: the first audience of a text, with the ages where they say more than "any"."""
    _ = locale.gettext
    ages = locale.ages(resource.ages)
    any_age = resource.ages.first_month == 0 and resource.ages.last_month >= ANY_AGE.last_month
    match resource.audiences[0]:
        case "child":
            return _("For children, {ages}").format(ages=ages)
        case "youth":
            return _("For you, {ages}").format(ages=ages)
        case "parent":
            if any_age:
                return _("For parents")
            return _("For parents of children, {ages}").format(ages=ages)
        case "infant_caregiver":
            return _("For carers of children, {ages}").format(ages=ages)
        case "minority_family":
            return _("For families with more than one language")
        case "practitioner":
            return _("For professionals") if any_age else _("For professionals. Children, {ages}").format(ages=ages)
        case "network_adult":
            return _("For other grown-ups around the child")
        case "student":
            return _("For students")
        case "volunteer_org":
            return _("For voluntary organisations")
        case "authority":
            return _("For authorities")
        case _:
            return _("For everyone")


def reasons(resource: Resource, query: Query, vocabulary: Vocabulary, locale: Locale) -> list[str]:
    """Why a text is shown: the choices of the reader that it meets, at most two, the most telling first."""
    _, language = locale.gettext, locale.language
    plain = bool(set(resource.audiences) & PLAIN_AUDIENCES)
    found = []
    asked = (*query.chosen, *query.preferred)
    shared = {facet: [v for v in chosen if v in resource.values(facet)] for facet, chosen in asked}
    if shared.get("feeling"):
        names = [vocabulary.label("feeling", v, language) for v in shared["feeling"]]
        found.append(_("Because you chose: {choices}").format(choices=locale.all_of(names)))
    situations = [v for v in shared.get("situation", []) if v != "general"]
    if situations:
        names = [vocabulary.label("situation", v, language, plain=plain) for v in situations]
        found.append(_("Because you chose: {choices}").format(choices=locale.all_of(names)))
    elif query.values("situation") and "general" in resource.situations:
        found.append(_("Suits everyone, whatever has happened"))
    for facet in ("consent", "phase", "setting", "topic", "relation"):
        if shared.get(facet):
            names = [vocabulary.label(facet, v, language, plain=plain) for v in shared[facet]]
            found.append(_("Because you chose: {choices}").format(choices=locale.all_of(names)))
    ages = [age for age in query.ages if age.overlaps(resource.ages)]
    if ages and len(query.ages) > 1:
        found.append(_("Suits the age: {ages}").format(ages=locale.all_of([locale.ages(age) for age in ages])))
    return found[:2]


def related_reasons(given: Iterable[Reason], resource: Resource, vocabulary: Vocabulary, locale: Locale) -> list[str]:
    """Why a text is offered after another, in at most two phrases: `Also about: drinking, guilt`."""
    _, language = locale.gettext, locale.language
    plain = bool(set(resource.audiences) & PLAIN_AUDIENCES)
    phrases, about = [], []
    for reason in given:
        match reason.kind:
            case "adults":
                phrases.append(_("For the grown-ups around you"))
            case "any_situation":
                phrases.append(_("Suits everyone, whatever has happened"))
            case "likeness":
                phrases.append(_("Much like what you have just read"))
            case "named":
                phrases.append(_("Fits well after this text"))
            case facet:
                about += [vocabulary.label(facet, value, language, plain=plain) for value in reason.values]
    if about:
        phrases.append(_("Also about: {choices}").format(choices=" · ".join(list(dict.fromkeys(about))[:MOST_SHARED])))
    return phrases[:2]


def step_reason(kind: str, locale: Locale) -> str:
    """Why a next step is shown."""
    _ = locale.gettext
    return {
        "talk": _("Nobody has to be alone with this. Here you see who you can talk with."),
        "help": _("Nobody has to be alone with this. Here you see who you can talk with."),
        "sheet": _("Write or draw, alone or together with a grown-up."),
        "guide": _("Words you can use when you talk with the child."),
        "together": _("Read it together with your child."),
        "pack": _("To hand out, or to take along to the talk."),
    }[kind]


@dataclass(frozen=True)
class Choice:
    """One part of a selection, in words, and the query without it."""

    words: str
    without: Query


def choices(query: Query, vocabulary: Vocabulary, locale: Locale, *, fixed: Iterable[str] = ()) -> list[Choice]:
    """Every choice of a query but those of `fixed` parameters, each with the query that is left when it is removed."""
    language = locale.language
    found = []
    if query.text:
        found.append(Choice(f"«{query.text}»", query.without(TEXT)))
    for facet, values in query.chosen:
        if facet not in fixed:
            for value in values:
                rest = query.choosing(facet, (v for v in values if v != value))
                found.append(Choice(vocabulary.label(facet, value, language), rest))
    if AGE not in fixed:
        found += [
            Choice(locale.ages(age), replace(query, ages=tuple(other for other in query.ages if other != age)))
            for age in query.ages
        ]
    for value in query.languages:
        rest = replace(query, languages=tuple(v for v in query.languages if v != value))
        found.append(Choice(vocabulary.language_name(value, language), rest))
    if query.sort is not Sort.FIT:
        found.append(Choice(sort_names(locale)[query.sort], replace(query, sort=Sort.FIT)))
    return found


def sort_names(locale: Locale) -> dict[Sort, str]:
    """What each order of a list is called, in the order they are offered."""
    _ = locale.gettext
    return {
        Sort.FIT: _("Best fit first"),
        Sort.NEWEST: _("Newest first"),
        Sort.OLDEST: _("Oldest first"),
        Sort.TITLE: _("By title"),
        Sort.SHORTEST: _("Shortest first"),
        Sort.LONGEST: _("Longest first"),
    }


def parameter_name(parameter: str, vocabulary: Vocabulary, locale: Locale) -> str:
    """What a parameter of an address is called on the page."""
    _ = locale.gettext
    if parameter == TEXT:
        return _("Search words")
    if parameter == AGE:
        return _("Age")
    if parameter == LANGUAGE:
        return _("Language")
    if parameter == SORT:
        return _("Order")
    return vocabulary.facet_label(parameter, locale.language)


def ignored(dropped: Iterable[Dropped], vocabulary: Vocabulary, locale: Locale) -> str:
    """Tells which parts of an address said nothing here; empty where all did."""
    names = []
    for part in dropped:
        known = part.parameter in vocabulary.facets or part.parameter in (TEXT, AGE, LANGUAGE, SORT)
        name = parameter_name(part.parameter, vocabulary, locale) if known else part.parameter
        names.append(f"{name}: {part.value}" if part.value else name)
    if not names:
        return ""
    shown = [name if len(name) <= 40 else name[:39] + "…" for name in dict.fromkeys(names)]
    more = "" if len(shown) <= 5 else " …"
    return locale.gettext("Part of the address was not understood and was left out: {parts}").format(
        parts=" · ".join(shown[:5]) + more
    )
