"""What suits somebody who has answered the questions of the guided way: read first, talk together, get help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..catalog import Query
from ..catalog.facets import GENERAL
from ..catalog.query import AGE
from ..model.age import BANDS
from ..model.resource import CODED_AUDIENCES, Resource
from . import guides
from .conversation import talks
from .guided import BEREAVEMENT, SMALLEST, Answers, Place, told
from .presenter import EMERGENCY, Call, Card, Presenter, Way, call_order
from .wording import ANY_AGE

FIRST = 3
"""Texts to read first: more would be a list to choose from."""
_GUIDES = 2
_TOGETHER = 2
_SAID = 3
_CRISIS, _SUPPORT = 2, 2
_GIVEN_UP = ("relation", "situation", AGE, "audience")
"""What is left out of account, one after the other, where nothing fits."""
_TALK = ("talk_together", "get_help")
_SUICIDE = ("suicide",)


@dataclass(frozen=True)
class Group:
    """Texts of one kind, and which of the answers none of them meets, in words; empty where all are met."""

    cards: Sequence[Card]
    left_out: str = ""


@dataclass(frozen=True)
class Help:
    """Somebody to turn to, and why."""

    call: Call
    why: str


@dataclass(frozen=True)
class Said:
    """Sentences to say, in the language they are in."""

    sentences: Sequence[str]
    language: str
    direction: str


@dataclass(frozen=True)
class Result:
    """The three groups."""

    first: Group
    talk: Group
    """For grown-ups guides, for the young whom to talk to."""
    together: Group
    """Texts for the children to read, or to read with them; empty for the young."""
    said: Said | None
    sheets: Sequence[Way]
    help: Sequence[Help]


def result_page(shown: Presenter, place: Place) -> str:
    """The three groups as HTML, below what has been answered."""
    answers = place.answers
    return shown.render(
        "guided_result.html.j2",
        place=place,
        result=result(shown, answers),
        told=told(shown, answers),
        is_child=answers.told_reader is not None and answers.told_reader.is_young,
        is_young=answers.reader.is_young,
    )


def result(shown: Presenter, answers: Answers) -> Result:
    """What suits these answers. Where nothing meets them all, some are given up, and that is told."""
    first, left_out = _best(shown, answers, answers.query())
    if not _told(answers) and not answers.used.get("relation"):  # what nobody has spoken of may only frighten
        first = [each for each in first if GENERAL in each.situations] or first
        first.sort(key=lambda each: each.help_first)
    reading = [each for each in first if not each.guide][:FIRST] or first[:FIRST]
    if answers.reader.is_young:
        talking, not_met = _whom_to_talk_to(shown, answers, but=first[:1] if _told(answers) else ())
        talk, together = Group(_cards(shown, answers, talking), _words(shown, answers, not_met)), Group(())
        reading = [each for each in first if each not in talking][:FIRST] or reading
        said = _sayings(shown, [*talking, *reading])
    else:
        talk, said = _guides_for(shown, answers)
        said = said or _sayings(shown, reading)
        together = _to_read_together(shown, answers)
    return Result(
        first=Group(_cards(shown, answers, reading), _words(shown, answers, left_out)),
        talk=talk,
        together=together,
        said=said,
        sheets=shown.sheets(audience=answers.reader.audiences[0]),
        help=_help(shown, answers, reading),
    )


def _best(
    shown: Presenter,
    answers: Answers,
    query: Query,
    *,
    but: Sequence[Resource] = (),
    given_up_at_most: Sequence[str] = _GIVEN_UP,
) -> tuple[list[Resource], tuple[str, ...]]:
    """The texts for a query `but` some, the best first, and what had to be left out of account for there to be any."""

    def select() -> list[Resource]:
        resources = shown.catalog.select(query, shown.language).resources
        return _in_order((each for each in resources if each not in but), answers)

    found = select()
    given_up: list[str] = []
    for parameter in given_up_at_most:
        if found:
            break
        if parameter in query.active:
            query = query.without(parameter)
            given_up.append(parameter)
            found = select()
    return found, tuple(given_up)


def _in_order(resources: Iterable[Resource], answers: Answers) -> list[Resource]:
    """The same without those on death alone, where nobody has said that somebody is dead, and those on another kind
    of death; those on suicide last, where nobody has said it was one."""
    found = list(resources)
    if BEREAVEMENT not in answers.used.get("situation", ()):
        return [each for each in found if each.situations != (BEREAVEMENT,)] or found
    if answers.used.get("loss_context"):
        return [each for each in found if _is_on(each, answers.loss)]
    return sorted(found, key=lambda each: each.loss_contexts == _SUICIDE)


def _is_on(resource: Resource, contexts: Sequence[str]) -> bool:
    """Whether a text fits a death that came so. One that names none, or none in particular, fits all."""
    named = set(resource.loss_contexts)
    return not named - {"unspecified"} or bool(named & set(contexts))


def _told(answers: Answers) -> set[str]:
    """What has happened, where somebody has said so."""
    return set(answers.used.get("situation", ())) - {GENERAL}


def _whom_to_talk_to(
    shown: Presenter, answers: Answers, but: Sequence[Resource]
) -> tuple[list[Resource], tuple[str, ...]]:
    """For the young: texts on whom to talk to and how, and what of the answers none meets.

    None is for another age, and none on what nobody has said has happened.
    """
    wanted = answers.query().choosing("topic", _TALK)
    found, left_out = _best(shown, answers, wanted, but=but, given_up_at_most=_GIVEN_UP[:2])
    suited = [each for each in found if {GENERAL, *_told(answers)} & set(each.situations)]
    suited = [each for each in suited if _TALK[0] in each.topics] or suited
    suited.sort(
        key=lambda each: (GENERAL not in each.situations, len({*_TALK} - {*each.topics}), each.format != guides.FORMAT)
    )
    # those where help stands first are on one danger more often than on whom to ask
    suited = [each for each in suited if not each.help_first] or suited[:1]
    return suited[:_TOGETHER], left_out


def _guides_for(shown: Presenter, answers: Answers) -> tuple[Group, Said | None]:
    """Conversation guides, and the first sentences of the best for the youngest child."""
    audience = "practitioner" if answers.reader.id == "practitioner" else "parent"
    found, fits = guides.fitting(shown, answers.query([audience]))
    best = _in_order(found, answers)
    # one that fits whatever has happened is a poor second to one on what has, and the other way round
    best = [each for each in best if (GENERAL in each.situations) is (GENERAL in best[0].situations)][:_GUIDES]
    note = "" if fits or not best else _words(shown, answers, tuple(answers.used))
    return Group(_cards(shown, answers, best), note), _spoken(shown, answers, best[0]) if best else None


def _spoken(shown: Presenter, answers: Answers, guide: Resource) -> Said | None:
    columns = shown.columns(guide)
    bands = (BANDS[0].notation,) if answers.reader.id == SMALLEST else guides.bands_of(answers.query())
    for talk in talks([(columns[0].text, columns[0].locale)], bands):
        words = [said.words for _, each in talk.moments for said in each[0] if not said.ask]
        if words:
            return Said(words[:_SAID], columns[0].found.language, columns[0].direction)
    return None


def _sayings(shown: Presenter, resources: Sequence[Resource]) -> Said | None:
    """Sentences of the first text that has any."""
    for resource in resources:
        found = resource.text_for(shown.chain)
        if found.text.say:
            return Said(found.text.say[:_SAID], found.language, shown.vocabulary.direction(found.language))
    return None


def _to_read_together(shown: Presenter, answers: Answers) -> Group:
    """Texts for the children themselves. Babies are read none to."""
    ages = answers.ages
    if answers.reader.id == SMALLEST or (ages and all(age.last_month < 36 for age in ages)):
        return Group(())
    found, left_out = _best(shown, answers, answers.query(CODED_AUDIENCES))
    if "audience" in left_out:  # texts for others are not for children
        return Group(())
    chosen: list[Resource] = []
    wanted = ages or BANDS[1:]
    for age in wanted:  # each child gets one before any gets two
        chosen += [each for each in found if each.ages.overlaps(age) and each not in chosen][:1]
    chosen += [each for each in found if each not in chosen]
    return Group(_cards(shown, answers, chosen[: max(_TOGETHER, len(wanted))]), _words(shown, answers, left_out))


# -- cards and reasons -------------------------------------------------------------------------------------------------


def _cards(shown: Presenter, answers: Answers, resources: Iterable[Resource]) -> list[Card]:
    return [
        replace(shown.card(each, Query()), href=_href(shown, each), reasons=[why(shown, answers, each)])
        for each in resources
    ]


def _href(shown: Presenter, resource: Resource) -> str:
    """A child's text by its neutral name, so that history does not tell; others by the page that needs no script."""
    if set(resource.audiences) & set(CODED_AUDIENCES):
        return shown.links.resource(resource.name)
    return shown.links.reading(resource.id)


def why(shown: Presenter, answers: Answers, resource: Resource) -> str:
    """Why a text is shown: who reads, what has happened, how old the children are, how it feels."""
    _, locale = shown.locale.gettext, shown.locale
    reader, used = answers.told_reader, answers.used
    plain = bool(set(resource.audiences) & set(CODED_AUDIENCES)) and answers.reader.is_young
    found = []
    if reader and set(reader.audiences) & set(resource.audiences):
        found.append(_because(shown, answers))

    def names(facet: str) -> list[str]:
        shared = [value for value in used.get(facet, ()) if value in resource.values(facet) and value != GENERAL]
        is_plain = plain and facet != "feeling"  # as they were asked for
        return [shown.vocabulary.label(facet, value, shown.language, plain=is_plain) for value in shared]

    about = [*names("situation"), *names("loss_context")]
    if about:
        found.append(_("It is about: {choices}").format(choices=locale.all_of(about)))
    elif used.get("situation") and GENERAL in resource.situations:
        found.append(_("Suits everyone, whatever has happened"))
    if chosen := [*([] if used.get("situation") else names("relation")), *names("feeling")]:
        found.append(_("Because you chose: {choices}").format(choices=locale.all_of(chosen)))
    is_narrow = resource.ages.last_month - resource.ages.first_month < ANY_AGE.last_month
    ages = [] if answers.reader.is_young else [age for age in answers.ages if age.overlaps(resource.ages)]
    if ages and is_narrow:
        found.append(_("Suits the age: {ages}").format(ages=locale.all_of([locale.ages(age) for age in ages])))
    return " · ".join(found) or _("Good to begin with")


def _because(shown: Presenter, answers: Answers) -> str:
    _, reader = shown.locale.gettext, answers.reader
    if reader.is_young:
        return _("Because you are {ages}").format(ages=shown.locale.ages(answers.ages[0]))
    return {
        "parent": _("Because you are a parent"),
        "infant_caregiver": _("Because you care for a small child"),
        "practitioner": _("Because you meet families in your work"),
        "network_adult": _("Because you know a child who needs you"),
    }[reader.id]


def _words(shown: Presenter, answers: Answers, parameters: Sequence[str]) -> str:
    """The answers to these in words."""
    found = []
    for parameter in parameters:
        for value in answers.used.get(parameter, ()):
            if parameter == AGE:
                found += [shown.locale.ages(age) for age in answers.ages if age.notation == value]
            else:
                found.append(shown.vocabulary.label(parameter, value, shown.language, plain=answers.reader.is_young))
    return shown.locale.all_of(found) if found else ""


# -- who can help ------------------------------------------------------------------------------------------------------


def _help(shown: Presenter, answers: Answers, reading: Sequence[Resource]) -> list[Help]:
    """Whom to call: where somebody is in danger first, then in a crisis, then whoever knows what it is about."""
    lines = shown.catalog.library.helplines
    audiences, situations = set(answers.reader.audiences), set(answers.used.get("situation", ()))
    named = list(dict.fromkeys(id for resource in reading for id in resource.helplines))
    ordered = sorted(lines, key=lambda id: (named.index(id) if id in named else len(named), call_order(lines[id])))

    def of(urgency: str) -> list[str]:
        return [id for id in ordered if lines[id].urgency == urgency]

    def is_for_us(id: str) -> bool:
        return not lines[id].audiences or bool(audiences & set(lines[id].audiences))

    def is_about_it(id: str) -> bool:
        return bool(situations & set(lines[id].situations))

    emergency = [EMERGENCY] if EMERGENCY in lines else of("emergency")[:1]
    emergency += [id for id in of("emergency") if id in named and id not in emergency]
    crisis = [id for id in of("crisis") if is_for_us(id) and (id in named or lines[id].audiences)]
    support = [id for id in of("support") if is_for_us(id) and (is_about_it(id) or not lines[id].situations)]
    support.sort(key=lambda id: not is_about_it(id))
    chosen = [*emergency, *crisis[:_CRISIS], *support[:_SUPPORT]]
    return [Help(call, _why_call(shown, answers, call)) for call in shown.calls(chosen)]


def _why_call(shown: Presenter, answers: Answers, call: Call) -> str:
    _, line = shown.locale.gettext, call.line
    if line.urgency == "emergency":
        return _("When somebody is in danger now")
    about = [value for value in answers.used.get("situation", ()) if value in line.situations]
    if about:
        plain = answers.reader.is_young
        names = [shown.vocabulary.label("situation", value, shown.language, plain=plain) for value in about]
        return _("It is about: {choices}").format(choices=shown.locale.all_of(names))
    if not line.audiences:
        return _("For everyone")
    return _("For children and young people") if answers.reader.is_young else _("For grown-ups")
