"""The guided way "What suits us?": at most four short questions, and what has been answered as a short neutral code.

An address holds the code alone (`?v=4-22-42`), so that neither it nor the browser's history tells what somebody
chose. The numbers never change their meaning: `ANSWERS` only grows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..catalog import Dropped, Query
from ..catalog.facets import GENERAL
from ..catalog.query import AGE
from ..model.age import AgeRange
from ..model.vocabulary import Vocabulary
from .links import GUIDED_CODE, GUIDED_STEP, Links, Params
from .presenter import Presenter, There
from .questions import Question, questions

WHO = "who"
ANSWERS: Mapping[int, tuple[str, str]] = {
    1: (WHO, "younger_child"),
    2: (WHO, "older_child"),
    3: (WHO, "youth"),
    4: (WHO, "parent"),
    5: (WHO, "infant_caregiver"),
    6: (WHO, "practitioner"),
    7: (WHO, "network_adult"),
    11: ("relation", "parent"),
    12: ("relation", "sibling"),
    21: ("situation", "mental_illness"),
    22: ("situation", "addiction"),
    23: ("situation", "somatic_illness"),
    24: ("situation", "injury"),
    25: ("situation", "disability"),
    26: ("situation", "bereavement"),
    27: ("situation", "general"),
    31: ("loss_context", "expected"),
    32: ("loss_context", "sudden"),
    33: ("loss_context", "suicide"),
    41: (AGE, "0-2"),
    42: (AGE, "3-7"),
    43: (AGE, "8-12"),
    44: (AGE, "13-17"),
    45: (AGE, "0-3m"),
    46: (AGE, "4-6m"),
    47: (AGE, "7-12m"),
    48: (AGE, "13-24m"),
    49: (AGE, "25-35m"),
    51: ("feeling", "sad"),
    52: ("feeling", "angry"),
    53: ("feeling", "guilty"),
    54: ("feeling", "worried"),
    55: ("feeling", "ashamed"),
    56: ("feeling", "lonely"),
    57: ("feeling", "curious"),
    58: ("feeling", "ok"),
}
"""Number -> (what it answers, value). Kept addresses hold these numbers: none may ever mean another thing."""
NOTHING = "0"
"""The code of no answers at all, where somebody has skipped them."""
WHO_STEP, WHAT_STEP, THIRD_STEP, LANGUAGE_STEP = 1, 2, 3, 4
RESULT = 0
"""The step that asks nothing more."""
_NUMBERS = {answer: number for number, answer in ANSWERS.items()}
_CODE = re.compile(r"[0-9]{1,4}")
_LOSS = "loss_context"
BEREAVEMENT, SMALLEST = "bereavement", "infant_caregiver"


@dataclass(frozen=True)
class Reader:
    """One answer to "Who are you?": whose texts, and how the other questions are put."""

    id: str
    audiences: tuple[str, ...]
    page: str
    """Of `questions.questions`: whose words the questions are in."""
    drawing: str
    tint: str
    ages: str = ""
    """Of the reader, where that is the child concerned."""

    @property
    def is_young(self) -> bool:
        """Whether it is a child or young person who reads: no ages are asked then, but feelings."""
        return bool(self.ages)


READERS: tuple[Reader, ...] = (
    Reader("younger_child", ("child",), "children", "feelings/ok", "sun", "3-7"),
    Reader("older_child", ("child",), "children", "barn", "sun", "8-12"),
    Reader("youth", ("youth",), "youth", "ungdom", "lilac", "13-17"),
    Reader("parent", ("parent", "minority_family"), "parents", "foreldre", "sea"),
    Reader(SMALLEST, ("infant_caregiver",), "infants", "minste", "blush"),
    Reader("practitioner", ("practitioner",), "practitioners", "fagfolk", "mist"),
    Reader("network_adult", ("network_adult",), "library", "sprak", "sage"),
)
_BY_ID = {reader.id: reader for reader in READERS}
_UNTOLD = _BY_ID["parent"]
"""As whom somebody is asked and answered who did not say."""


@dataclass(frozen=True)
class Answers:
    """What somebody has answered, as numbers of `ANSWERS`, ascending."""

    numbers: tuple[int, ...] = ()

    @classmethod
    def read(cls, code: str, vocabulary: Vocabulary) -> tuple["Answers", list[str]]:
        """The answers in a code, and what in it says nothing here: numbers we never gave, values that are gone."""
        found: list[int] = []
        unknown: list[str] = []
        for part in code.split("-") if code else ():
            number = int(part) if _CODE.fullmatch(part) else -1
            if number in ANSWERS and _is_there(number, vocabulary):
                found.append(number)
            elif part != NOTHING:
                unknown.append(part)
        readers = [number for number in found if ANSWERS[number][0] == WHO]
        unknown += [str(number) for number in readers[1:]]  # nobody is two
        return cls(tuple(sorted({*found} - {*readers[1:]} | {*readers[:1]}))), unknown

    @property
    def code(self) -> str:
        """The inverse of `read`."""
        return "-".join(map(str, self.numbers)) or NOTHING

    def given(self, parameter: str) -> tuple[str, ...]:
        """The values that answer a question, whether it is asked or not."""
        return tuple(ANSWERS[number][1] for number in self.numbers if ANSWERS[number][0] == parameter)

    @property
    def told_reader(self) -> Reader | None:
        """Who it is; None for somebody who did not say."""
        return next((_BY_ID[value] for value in self.given(WHO)), None)

    @property
    def reader(self) -> Reader:
        """Who it is, or as whom we take them."""
        return self.told_reader or _UNTOLD

    @property
    def asks_loss(self) -> bool:
        """Whether to ask how the death came: only grown-ups, and only where somebody has died."""
        return not self.reader.is_young and BEREAVEMENT in self.given("situation")

    @cached_property
    def used(self) -> Mapping[str, tuple[str, ...]]:
        """Parameter -> values, of what is asked of this reader; what was answered as somebody else waits."""
        asked = ["situation", "relation"]
        asked += [_LOSS] if self.asks_loss else []
        asked += ["feeling"] if self.reader.is_young else [AGE]
        found = {parameter: self.given(parameter) for parameter in asked}
        if AGE in found:
            months = self.reader.id == SMALLEST
            found[AGE] = tuple(value for value in found[AGE] if value.endswith("m") is months)
        return {parameter: values for parameter, values in found.items() if values}

    @property
    def ages(self) -> tuple[AgeRange, ...]:
        """Of the children concerned; empty where nothing is known."""
        notations = [self.reader.ages] if self.reader.is_young else self.used.get(AGE, ())
        return tuple(AgeRange.parse(notation) for notation in notations)

    def toggled(self, number: int) -> "Answers":
        """The same with an answer more, or without it where it was given."""
        return Answers(tuple(sorted({*self.numbers} ^ {number})))

    def being(self, reader: Reader) -> "Answers":
        """The same as somebody else. Nothing else is lost: who changes their mind gets their answers back."""
        others = {number for number in self.numbers if ANSWERS[number][0] != WHO}
        return Answers(tuple(sorted(others | {_NUMBERS[WHO, reader.id]})))

    def query(self, audiences: Iterable[str] | None = None) -> Query:
        """What the catalog is asked for. `audiences`: other readers than the one who answered."""
        wanted = tuple(audiences) if audiences is not None else self._audiences
        query = Query(ages=self.ages).choosing("audience", wanted)
        # who does not know what has happened has chosen nothing: general texts come first then
        query = query.choosing("situation", (each for each in self.used.get("situation", ()) if each != GENERAL))
        query = query.choosing("relation", self.used.get("relation", ()))
        if BEREAVEMENT in self.used.get("situation", ()):
            query = query.preferring(_LOSS, self.loss)
        return query.preferring("feeling", self.used.get("feeling", ()))

    @property
    def loss(self) -> tuple[str, ...]:
        """How the death came; that nobody has said so, where nobody has."""
        return self.used.get(_LOSS) or ("unspecified",)

    @property
    def _audiences(self) -> tuple[str, ...]:
        smallest = any(age.first_month < 36 for age in self.ages) and self.reader.id == "parent"
        return (*self.reader.audiences, *(("infant_caregiver",) if smallest else ()))


def _is_there(number: int, vocabulary: Vocabulary) -> bool:
    parameter, value = ANSWERS[number]
    if parameter in (WHO, AGE):
        return True
    return parameter in vocabulary.facets and value in vocabulary.facets[parameter].ids


# -- questions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """An answer to press."""

    number: int
    words: str
    note: str
    picture: str
    tint: str
    is_chosen: bool
    href: str


@dataclass(frozen=True)
class Part:
    """A question of a step. Several answers may fit, but for who somebody is."""

    parameter: str
    label: str
    choices: Sequence[Choice]
    takes_several: bool = True


@dataclass(frozen=True)
class Told:
    """A question and what has been answered to it."""

    label: str
    words: str
    """Empty where it was skipped."""
    href: str
    """Where to answer it anew."""


def steps(shown: Presenter, answers: Answers) -> list[tuple[int, list[Question]]]:
    """The questions of each step for somebody who has answered so, but for the first and the one on languages."""
    asked = [(number, _asked(shown, answers, number)) for number in (WHAT_STEP, THIRD_STEP)]
    return [(number, found) for number, found in asked if found]


def _asked(shown: Presenter, answers: Answers, step: int) -> list[Question]:
    reader = answers.reader

    def of(page: str) -> dict[str, Question]:
        return {each.parameter: each for each in questions(page, shown.vocabulary, shown.locale)}

    own = of(reader.page) if reader.page in ("children", "youth", "parents", "infants") else of("parents")
    wanted: list[Question | None]
    if step == THIRD_STEP and reader.is_young:
        feelings = own.get("feeling")
        wanted = [replace(feelings, label=shown.locale.gettext("How are you?"))] if feelings else []
    elif step == THIRD_STEP:
        wanted = [own.get(AGE)]
    else:
        others = of("parents")
        loss = of("guide").get(_LOSS) if answers.asks_loss else None
        wanted = [_situations(shown, own), own.get("relation") or others.get("relation"), loss]
    return [each for each in wanted if each and _numbers(each)]


def _situations(shown: Presenter, own: Mapping[str, Question]) -> Question | None:
    """What has happened; who does not know, says so in everybody's words."""
    question = own.get("situation")
    if question is None or GENERAL not in question.words:
        return question
    unknown = shown.vocabulary.label("situation", GENERAL, shown.language, plain=True)
    return replace(question, words={**question.words, GENERAL: unknown})


def _numbers(question: Question) -> dict[str, int]:
    """Value -> number. A value that has none yet is not asked about."""
    known = {value: _NUMBERS.get((question.parameter, value)) for value in question.words}
    return {value: number for value, number in known.items() if number is not None}


def _order(shown: Presenter, answers: Answers) -> list[int]:
    """The steps there are, in their order. In a tree of files nobody can choose several: it asks who somebody is."""
    if shown.links.is_static:
        return [WHO_STEP]
    return [WHO_STEP, *(number for number, _ in steps(shown, answers)), LANGUAGE_STEP]


def _who(shown: Presenter, answers: Answers, then: int) -> Part:
    choices = []
    for reader in READERS:
        changed = answers.being(reader)
        ages = shown.locale.ages(AgeRange.parse(reader.ages)) if reader.ages else ""
        if reader.id == "younger_child":
            ages = shown.locale.gettext("{ages} (read together)").format(ages=ages)
        choices.append(
            Choice(
                number=_NUMBERS[WHO, reader.id],
                words=who_words(shown, reader),
                note=ages,
                picture=shown.links.asset(f"art/{reader.drawing}.svg"),
                tint=reader.tint,
                is_chosen=answers.told_reader is reader,
                href=shown.links.guided(changed.code, then),
            )
        )
    return Part(WHO, shown.locale.gettext("Who are you?"), choices, takes_several=False)


def who_words(shown: Presenter, reader: Reader) -> str:
    """What a reader is called."""
    return shown.vocabulary.label("audience", reader.audiences[0], shown.language)


def _part(shown: Presenter, answers: Answers, question: Question, step: int) -> Part:
    choices = []
    for value, number in _numbers(question).items():
        # the page comes anew where it was: at the answer that was pressed
        href = f"{shown.links.guided(answers.toggled(number).code, step)}#a{number}"
        choices.append(
            Choice(
                number=number,
                words=question.words[value],
                note="",
                picture=question.pictures.get(value, ""),
                tint="",
                is_chosen=number in answers.numbers,
                href=href,
            )
        )
    return Part(question.parameter, question.label, choices)


def told(shown: Presenter, answers: Answers, before: int = RESULT) -> list[Told]:
    """What has been answered, question by question; of the steps up to `before` alone, where one is given."""
    reader, locale = answers.told_reader, shown.locale
    found = []
    for step in _order(shown, answers):
        if step == before:
            break
        if step == WHO_STEP:
            words = who_words(shown, reader) if reader else ""
            ages = [f"{words}, {locale.ages(AgeRange.parse(reader.ages))}"] if reader and reader.ages else [words]
            found.append(Told(locale.gettext("Who are you?"), ages[0], _to(shown, answers, step)))
        elif step == LANGUAGE_STEP:
            name = shown.vocabulary.own_name(shown.language)
            found.append(Told(locale.gettext("Language"), name, shown.links.guided(answers.code, step)))
        else:
            asked = _asked(shown, answers, step)
            words = locale.all_of([w for question in asked for w in words_of(answers, question)])
            found.append(Told(asked[0].label, words, _to(shown, answers, step)))
    return found


def words_of(answers: Answers, question: Question) -> list[str]:
    """What has been answered to a question, in its words."""
    return [question.words[value] for value in answers.used.get(question.parameter, ()) if value in question.words]


def _to(shown: Presenter, answers: Answers, step: int) -> str:
    """Where a question is answered anew."""
    return shown.links.guided() if shown.links.is_static else shown.links.guided(answers.code, step)


def codes_in_files() -> list[str]:
    """The codes of the pages of a tree of files: the start, and what suits each reader, and who did not say."""
    return ["", NOTHING, *(Answers().being(reader).code for reader in READERS)]


# -- the page ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where somebody is on the way: the answers of an address, and what it asks next."""

    answers: Answers
    step: int
    """`RESULT` where nothing more is asked."""
    dropped: tuple[Dropped, ...] = ()

    @property
    def is_start(self) -> bool:
        return self.step == WHO_STEP and not self.answers.numbers

    @property
    def there(self) -> There:
        """The same place in other languages."""

        def find(links: Links) -> str:
            return links.guided() if self.is_start else links.guided(self.answers.code, self.step)

        return find


def place_of(shown: Presenter, params: Params) -> Place:
    """Where an address leads. What says nothing is left out and stands in `dropped`."""
    codes, asked = tuple(params.get(GUIDED_CODE, ())), tuple(params.get(GUIDED_STEP, ()))
    answers, unknown = Answers.read("-".join(codes), shown.vocabulary)
    dropped = [Dropped(GUIDED_CODE, part) for part in unknown]
    dropped += [Dropped(name, "") for name in params if name not in (GUIDED_CODE, GUIDED_STEP)]
    order = {str(step): step for step in _order(shown, answers)}
    dropped += [Dropped(GUIDED_STEP, each) for each in asked if each not in order]
    step = next((order[each] for each in asked if each in order), RESULT if any(codes) else WHO_STEP)
    return Place(answers, step, tuple(dropped))


def question_page(shown: Presenter, place: Place) -> str:
    """One question with its answers as links, the way on and back, and what has been answered so far."""
    answers, step = place.answers, place.step
    order = _order(shown, answers)
    index = order.index(step)
    then = order[index + 1] if index + 1 < len(order) else RESULT
    parts = []
    if step == WHO_STEP:
        parts = [_who(shown, answers, then)]
    elif step != LANGUAGE_STEP:
        parts = [_part(shown, answers, question, step) for question in _asked(shown, answers, step)]
    return shown.render(
        "guided.html.j2",
        place=place,
        parts=parts,
        tongues=_tongues(shown, answers) if step == LANGUAGE_STEP else [],
        number=index + 1,
        total=len(order),
        told=told(shown, answers, before=step),
        on=shown.links.guided(answers.code, then),
        back=_to(shown, answers, order[index - 1]) if index else "",
        is_answered=step == LANGUAGE_STEP or any(choice.is_chosen for part in parts for choice in part.choices),
        is_child=answers.told_reader is not None and answers.told_reader.is_young,
    )


@dataclass(frozen=True)
class Tongue:
    """A language to read in, with what there is in it for what has been answered."""

    language: str
    name: str
    direction: str
    count: str
    """In that language."""
    is_own: bool
    href: str


def _tongues(shown: Presenter, answers: Answers) -> list[Tongue]:
    fitting = shown.catalog.select(answers.query(), shown.language).resources
    found = []
    for tongue in shown.elsewhere(lambda links: links.guided(answers.code)):
        count = sum(tongue.language in resource.texts for resource in fitting)
        found.append(
            Tongue(
                language=tongue.language,
                name=tongue.name,
                direction=tongue.direction,
                count=shown.in_language(tongue.language).count_for_you(count),
                is_own=tongue.language == shown.language,
                href=tongue.href,
            )
        )
    return sorted(found, key=lambda tongue: not tongue.is_own)  # the language one reads already comes first
