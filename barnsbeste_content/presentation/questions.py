"""What the pages ask their readers, and the query that the answers make.

Pages draw the questions with Streamlit; the document they start in shows the same ones until then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..catalog import Query
from ..catalog.query import AGE, LANGUAGE, TEXT
from ..i18n import Locale
from ..model.age import BANDS, AgeRange
from ..model.vocabulary import Vocabulary
from .links import asset

AUDIENCES: Mapping[str, tuple[str, ...]] = {
    "children": ("child",),
    "youth": ("youth",),
    "parents": ("parent", "infant_caregiver", "minority_family"),
    "infants": ("infant_caregiver",),
    "guide": ("parent",),
    "practitioners": ("practitioner",),
}
"""Page -> for whom its texts are."""
FACETS: Mapping[str, tuple[str, ...]] = {
    "practitioners": ("situation", "setting", AGE, "phase", "consent"),
    "library": ("audience", AGE, "situation", "relation"),
}
"""Page whose choices stand in its address -> the facets that it shows at once."""
MORE_FACETS: Mapping[str, tuple[str, ...]] = {
    "practitioners": ("relation", "topic", "format", "knowledge", "law", LANGUAGE),
    "library": (
        "topic",
        "format",
        "feeling",
        "setting",
        "phase",
        "consent",
        "knowledge",
        "law",
        LANGUAGE,
        "competence",
        "work_area",
        "target_group",
    ),
}
"""The same -> those it shows when asked for more."""
_FOLLOWS: Mapping[str, tuple[str, str]] = {"loss_context": ("situation", "bereavement")}
"""Facet -> the facet and value that it asks more about. It stands after that facet, once the value is chosen."""
_TALKERS = ("parent", "practitioner")
"""Who can be found a conversation guide for."""
_MONTHS = ("0-3m", "4-6m", "7-12m", "13-24m", "25-35m")


@dataclass(frozen=True)
class Question:
    """Something a reader is asked. Several answers may fit."""

    parameter: str
    label: str
    words: Mapping[str, str]
    """Value -> what it says to the reader."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Value -> address of its drawing; empty where there are none."""
    after: tuple[str, str] | None = None
    """(parameter, value) that must be chosen before this is asked."""


def questions(page: str, vocabulary: Vocabulary, locale: Locale) -> list[Question]:
    """What a page for families asks. A facet whose file is broken is not asked about."""
    _ = locale.gettext

    def ask(label: str, facet: str, *, plain: bool = False, pictures: str = "") -> Question:
        words = {value: vocabulary.label(facet, value, locale.language, plain=plain) for value in _ids(facet)}
        drawings = {value: asset(f"art/{pictures}/{value}.svg") for value in words} if pictures else {}
        return Question(facet, label, words, drawings)

    def ages(label: str, notations: Sequence[str]) -> Question:
        return Question(AGE, label, {notation: locale.ages(AgeRange.parse(notation)) for notation in notations})

    def _ids(facet: str) -> Sequence[str]:
        return vocabulary.facets[facet].ids if facet in vocabulary.facets else ()

    match page:
        case "children":
            together = ages(_("How old are you?"), ("3-7", "8-12"))
            read_together = _("{ages} (read together)").format(ages=together.words["3-7"])
            asked = [
                ask(_("I feel"), "feeling", pictures="feelings"),
                ask(_("What has happened?"), "situation", plain=True, pictures="situations"),
                ask(_("Who is it?"), "relation", plain=True),
                Question(AGE, together.label, {**together.words, "3-7": read_together}),
            ]
        case "youth":
            asked = [
                ask(_("What has happened?"), "situation", plain=True),
                ask(_("Who is it?"), "relation", plain=True),
                ask(_("I feel"), "feeling", pictures="feelings"),
            ]
        case "parents":
            asked = [
                ages(_("How old are the children?"), [band.notation for band in BANDS]),
                ask(_("What has happened?"), "situation"),
                ask(_("Who is ill or has died?"), "relation"),
            ]
        case "infants":
            asked = [
                ages(_("How old is the child?"), _MONTHS),
                ask(_("What has happened?"), "situation"),
            ]
        case "guide":
            who = ask(_("Who are you?"), "audience")
            asked = [
                Question(
                    who.parameter, who.label, {value: who.words[value] for value in _TALKERS if value in who.words}
                ),
                ages(_("How old are the children?"), [band.notation for band in BANDS[1:]]),
                ask(_("What has happened?"), "situation"),
                replace(ask(_("How did the death come?"), "loss_context"), after=("situation", "bereavement")),
                ask(_("Who is ill or has died?"), "relation"),
            ]
        case _:
            raise KeyError(page)
    return [question for question in asked if question.words]


def answered(page: str, answers: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> Query:
    """The query of a page for families. `answers`: parameter -> values. Feelings put texts first and leave none out."""
    narrowing = {name: values for name, values in answers.items() if name != "feeling" and values}
    query = Query.from_params({"audience": list(AUDIENCES[page]), **narrowing}, vocabulary)
    return query.preferring("feeling", answers.get("feeling", ()))


def facets_of(page: str, query: Query) -> tuple[str, ...]:
    """The facets that a page whose choices stand in its address shows at once, to whoever has chosen `query`."""
    found: list[str] = []
    for name in FACETS[page]:
        found.append(name)
        found += [
            more
            for more, (facet, value) in _FOLLOWS.items()
            if facet == name and (value in query.values(facet) or query.values(more))
        ]
    return tuple(found)


def facet(parameter: str, query: Query, vocabulary: Vocabulary, locale: Locale) -> Question:
    """A facet as a question to professionals: all its values, and ages that only the address knows."""
    language = locale.language
    if parameter == AGE:
        known = dict.fromkeys((*(band.notation for band in BANDS), *(age.notation for age in query.ages)))
        words = {notation: locale.ages(AgeRange.parse(notation)) for notation in known}
        return Question(AGE, locale.gettext("The child’s age"), words)
    if parameter == LANGUAGE:
        names = {value: vocabulary.language_name(value, language) for value in vocabulary.languages}
        return Question(LANGUAGE, locale.gettext("Exists in"), names)
    ids = vocabulary.facets[parameter].ids if parameter in vocabulary.facets else ()
    words = {value: vocabulary.label(parameter, value, language) for value in ids}
    return Question(parameter, vocabulary.facet_label(parameter, language) if words else "", words)


def has_more_chosen(page: str, query: Query) -> bool:
    """Whether anything is chosen of the facets that are shown only when asked for."""
    return any(name in query.active for name in MORE_FACETS.get(page, ()) if name != TEXT)
