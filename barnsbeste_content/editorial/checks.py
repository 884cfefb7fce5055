"""The editorial guide as checks, one named function a rule. Its docstring is the rule, as `check --rules` prints it.

A check looks at one resource and yields (file, place in the file, message, severity).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..loading.strict_yaml import Location, locate
from ..model.library import Library
from ..model.problem import Problem, Severity
from ..model.reference import folded, forms_of, pattern_of
from ..model.resource import FAMILY_AUDIENCES, Resource
from ..model.text import Text
from .readability import LEAST_WORDS, SENTENCE_ENDS, blocks, measure, plain, sentences, words
from .whole_library import LIBRARY_CHECKS, LibraryCheck

Finding = tuple[str, Location, str, Severity]
Check = Callable[[Resource, Library], Iterator[Finding]]

LIX_LIMITS: dict[str, tuple[float, float]] = {
    "youth": (30, 35),
    "parent": (35, 40),
    "infant_caregiver": (35, 40),
    "minority_family": (30, 35),
    "practitioner": (50, 55),
    "network_adult": (45, 50),
    "volunteer_org": (45, 50),
    "student": (45, 50),
    "authority": (45, 50),
    "public": (45, 50),
}
"""Audience -> LIX from which to warn and to fail (editorial guide, "Who reads, and how we speak")."""
CHILD_LIMITS: tuple[tuple[int, tuple[float, float]], ...] = ((7, (20, 25)), (12, (25, 30)))
"""For `child`: oldest age -> limits."""
LIX_LANGUAGES = ("nb", "nn")
MAX_WORDS_PER_SENTENCE = 20
MAX_SENTENCES_PER_PARAGRAPH = 4
MAX_LIST_ENTRIES = 7
SUMMARY_CHARACTERS = (20, 220)
MAX_WORDS_SAID: Mapping[str, int] = {"0-2": 10, "3-7": 10, "8-12": 20, "13-17": 25}
"""Age band -> words in a sentence that is said aloud to children of that age."""
CONTACT_AND_LAW_MONTHS = 12
GUIDANCE_MONTHS = 24
WARN_DAYS = 90

_LIST = re.compile(r"(?:^[ ]*(?:[-*]|\d+\.)[ ].*(?:\n(?![ ]*(?:[-*]|\d+\.)[ ])[ ]+\S.*)*\n*)+", re.MULTILINE)
_SPEECH = re.compile(r"[«“„][^»”“]*?([.!?…]?)[»”“]")
_ENTRY = re.compile(r"(?m)^ *(?:[-*]|\d+\.) ")
_NUMBER_OR_LAW = re.compile(
    r"\bprosent\b|%|§|\b(?:av|til) (?:ti|hundre)\b|\b\d{3,}\b|\b[a-zæøå]*lov(?:en|a) (?:sier|gir|krever|pålegger)\b",
    re.I,
)
_NO_VERB = re.compile(
    r"jeg|du|han|hun|vi|dere|de|det|den|dette|disse|en|ei|et|ein|eit|eg|ho|dei|me|min|mitt|mine|din|ditt|dine|på|i|med|for|"
    r"til|hos|av|om|uten|utan|når|hvis|dersom|fordi|og|eller|men|å|ikke|ikkje|alltid|aldri|alle|noen|nokon|mange|hva|kva|"
    r"hvem|kven|hvor|kvar|hvordan|korleis|bare|berre|også|.{4,}(?:else|het|sjon|ingen|inga|ene|ane)"
)
"""Words that open a sentence that is no request: pronouns, prepositions, conjunctions, and what ends as a noun does."""
_WORDS_TO_AVOID = {
    "misbruker": "avhengig, avhengighet",
    "misbrukere": "mennesker med avhengighet",
    "narkoman": "avhengig, avhengighet",
    "alkoholiker": "avhengig av alkohol",
    "psykiatrisk pasient": "en som får behandling for psykisk sykdom",
}
_WORDS_TO_AVOID_FOR_CHILDREN = {
    "gikk bort": "døde",
    "gått bort": "død",
    "sovnet inn": "døde",
    "sovnet stille inn": "døde",
    "barn som pårørende": "når noen i familien er syk",
}


def lix(resource: Resource, _library: Library) -> Iterator[Finding]:
    """The LIX of a text stays within the limits of its audience (bokmål and nynorsk, from 100 words)."""
    limits = limits_of(resource)
    warn, fail = limits.warn, limits.fail
    for language in LIX_LANGUAGES:
        text = resource.texts.get(language)
        if text is None:
            continue
        score = measure(*running_text(text)).lix
        if score is None or score <= warn:
            continue
        longest = max((s for s in sentences("\n\n".join(running_text(text)))), key=lambda s: len(s.split()))
        severity: Severity = "error" if score > fail else "warning"
        message = (
            f"LIX {score:.0f}; at most {warn:.0f} for these readers ({fail:.0f} fails): shorter sentences and words, "
            f'beginning with "{_short(longest)}"'
        )
        yield language, ("sections",), message, severity


def sentence_length(resource: Resource, _library: Library) -> Iterator[Finding]:
    """Sentences have at most 20 words on average, except in texts for practitioners."""
    if "practitioner" in resource.audiences:
        return
    for language in LIX_LANGUAGES:
        text = resource.texts.get(language)
        if text and (counts := measure(*running_text(text))).words >= LEAST_WORDS:
            average = counts.words_per_sentence
            if average > MAX_WORDS_PER_SENTENCE:
                yield (
                    language,
                    ("sections",),
                    f"{average:.0f} words a sentence on average; at most {MAX_WORDS_PER_SENTENCE}: split the longest",
                    "error",
                )


def paragraph_length(resource: Resource, _library: Library) -> Iterator[Finding]:
    """A paragraph has at most 4 sentences; what somebody says in quotation marks counts as one."""
    for language, text in resource.texts.items():
        for index, section in enumerate(text.sections):
            for block in blocks(section.text):
                if sum(map(block.count, SENTENCE_ENDS)) < MAX_SENTENCES_PER_PARAGRAPH:
                    continue  # too few to hold that many sentences: most paragraphs
                count = len(sentences(_SPEECH.sub(r"«x\1»", block)))
                if count > MAX_SENTENCES_PER_PARAGRAPH:
                    most = MAX_SENTENCES_PER_PARAGRAPH
                    message = f'a paragraph of {count} sentences; at most {most}: split "{_short(block)}"'
                    yield language, ("sections", index, "text"), message, "error"


def list_length(resource: Resource, _library: Library) -> Iterator[Finding]:
    """A list has at most 7 entries."""
    for language, text in resource.texts.items():
        for index, section in enumerate(text.sections):
            for found in _LIST.finditer(section.text):
                count = len(_ENTRY.findall(found.group()))
                if count > MAX_LIST_ENTRIES:
                    yield (
                        language,
                        ("sections", index, "text"),
                        f"a list of {count} entries; at most {MAX_LIST_ENTRIES}: keep the most important",
                        "error",
                    )


def main_message_is_one_sentence(resource: Resource, _library: Library) -> Iterator[Finding]:
    """The main message is one sentence; two short ones are allowed."""
    for language, text in resource.texts.items():
        count = len(sentences(text.main_message))
        if count > 2:
            yield language, ("main_message",), f"the main message has {count} sentences; write one", "error"


def summary_length(resource: Resource, _library: Library) -> Iterator[Finding]:
    """A summary has 20 to 220 characters: enough to choose by, short enough for a card."""
    least, most = SUMMARY_CHARACTERS
    for language, text in resource.texts.items():
        if not least <= len(text.summary) <= most:
            count = len(text.summary)
            cure = "say what the reader gets" if count < least else "keep the most important"
            yield language, ("summary",), f"the summary has {count} characters; {least} to {most}: {cure}", "warning"


def actions_begin_with_a_verb(resource: Resource, _library: Library) -> Iterator[Finding]:
    """At least one action begins with a verb that asks for something (bokmål and nynorsk): "Si", "Ring", "Spør"."""
    for language in LIX_LANGUAGES:
        text = resource.texts.get(language)
        if text and not any(_is_request(action) for action in text.actions):
            message = f'no action begins with a verb: "{_short(text.actions[0])}"; write what to do: "Ring ..."'
            yield language, ("actions", 0), message, "error"


def _is_request(action: str) -> bool:
    first = next(iter(words(action)), "").lower()
    return bool(first) and not _NO_VERB.fullmatch(first)


def sentences_to_say_are_short(resource: Resource, _library: Library) -> Iterator[Finding]:
    """What is said aloud to a child has at most 10 words a sentence to 3-7, 20 to 8-12, 25 to 13-17 (bokmål)."""
    for index, said in enumerate(resource.texts["nb"].sentences):
        most = MAX_WORDS_SAID[said.ages]
        for sentence in sentences(said.words):
            if (count := len(words(sentence))) > most:
                message = f'{count} words in one sentence to {said.ages}; at most {most}: split "{_short(sentence)}"'
                yield "nb", ("sentences", index, "words"), message, "warning"


def glossary_words_are_explained(resource: Resource, library: Library) -> Iterator[Finding]:
    """In a text for families, every word that the glossary explains is named under `glossary:` (bokmål)."""
    if not set(resource.audiences) & {*FAMILY_AUDIENCES, "network_adult"}:
        return
    forms, pattern = _glossary_forms(library)
    told: set[str] = set(resource.glossary)
    for index, section in enumerate(resource.texts["nb"].sections):
        for found in pattern.findall(plain(section.text)) if pattern else ():
            term = forms.get(folded(found))
            if term and term not in told:
                told.add(term)
                message = f'"{found}" is a word of the glossary; add {term} to glossary: in resource.yaml'
                yield "nb", ("sections", index, "text"), message, "warning"


def numbers_have_sources(resource: Resource, _library: Library) -> Iterator[Finding]:
    """A section that states a number, a percentage or a law names its sources."""
    for index, section in enumerate(resource.texts["nb"].sections):
        found = _NUMBER_OR_LAW.search(plain(section.text))
        if found and not section.sources:
            yield (
                "nb",
                ("sections", index),
                f'"{found.group()}" needs a source; add sources: [...] to this section',
                "error",
            )


def words_to_avoid(resource: Resource, _library: Library) -> Iterator[Finding]:
    """Words that hurt or hide are not used (bokmål): "misbruker"; to children "gikk bort", "sovnet inn"."""
    avoid = dict(_WORDS_TO_AVOID)
    if set(resource.audiences) & {"child", "youth"}:
        avoid |= _WORDS_TO_AVOID_FOR_CHILDREN
    text = resource.texts["nb"]
    places: list[tuple[Location, str]] = [
        (("title",), text.title),
        (("summary",), text.summary),
        (("main_message",), text.main_message),
    ]
    places += [(("sections", i, "text"), s.text) for i, s in enumerate(text.sections)]
    for place, wording in places:
        for word, instead in avoid.items():
            if re.search(rf"\b{word}\b", wording, re.I):
                yield "nb", place, f'"{word}" is not a word we use; write {instead}', "error"


def review_date(resource: Resource, _library: Library, today: date | None = None) -> Iterator[Finding]:
    """The next review comes within 24 months, within 12 for texts on law, with a warning 90 days ahead."""
    since = resource.changed
    months = CONTACT_AND_LAW_MONTHS if resource.laws or resource.format == "law" else GUIDANCE_MONTHS
    latest = months_later(since, months)
    if resource.review.next > latest:
        yield (
            "resource",
            ("review",),
            f"next review {resource.review.next} is more than {months} months off; at the latest {latest}",
            "error",
        )
    due = resource.review.next - (today or date.today())
    if due < timedelta(0):
        yield (
            "resource",
            ("review",),
            f"the review was due on {resource.review.next}; look at the text again",
            "warning",
        )
    elif due < timedelta(days=WARN_DAYS):
        yield "resource", ("review",), f"the review is due on {resource.review.next}", "warning"


def helpline_for_families(resource: Resource, library: Library) -> Iterator[Finding]:
    """A text for families names somebody to call whom the reader may call."""
    if not set(resource.audiences) & set(FAMILY_AUDIENCES):
        return
    known = [library.helplines[i] for i in resource.helplines if i in library.helplines]
    if not known:
        yield "resource", ("helplines",), "no helpline that exists; add helplines: [alarmtelefonen]", "error"
        return
    child = set(resource.audiences) <= {"child", "youth"}
    if child and not any(not line.audiences or set(line.audiences) & set(resource.audiences) for line in known):
        yield (
            "resource",
            ("helplines",),
            "none of these helplines is for the reader; put one for children or youth first",
            "error",
        )


CHECKS: tuple[Check, ...] = (
    lix,
    sentence_length,
    paragraph_length,
    list_length,
    main_message_is_one_sentence,
    summary_length,
    actions_begin_with_a_verb,
    sentences_to_say_are_short,
    glossary_words_are_explained,
    numbers_have_sources,
    words_to_avoid,
    review_date,
    helpline_for_families,
)


def editorial_problems(library: Library, root: Path, today: date | None = None) -> list[Problem]:
    """What the editorial guide says against the texts that are not retired, with file and line.

    `today`: the day that reviews are due from; the day it is, where none is given.
    """
    of_texts = (text_problems(each, library, root, today) for each in library.resources.values())
    return sorted((*(problem for found in of_texts for problem in found), *library_problems(library, root)))


def text_problems(resource: Resource, library: Library, root: Path, today: date | None = None) -> list[Problem]:
    """What the editorial guide says against one text: nothing against a retired one.

    Of the library it rests on the glossary and the helplines alone.
    """
    if resource.status == "retired":
        return []
    problems = []
    for check in CHECKS:
        found = review_date(resource, library, today) if check is review_date else check(resource, library)
        for file, place, message, severity in found:
            path = root / "resources" / resource.id / f"{file}.yaml"
            problems.append(Problem(str(path), locate(path, place), message, rule_of(check), severity))
    return problems


def library_problems(library: Library, root: Path) -> list[Problem]:
    """What the editorial guide says against all texts together."""
    problems = []
    for look in LIBRARY_CHECKS:
        for below, place, message, severity in look(library):
            path = root / below
            problems.append(Problem(str(path), locate(path, place), message, rule_of(look), severity))
    return problems


def rule_of(check: Check | LibraryCheck) -> str:
    """The name of a check, as problems bear it: `sentence-length`."""
    return check.__name__.replace("_", "-")


_of_glossary: tuple[Mapping[str, object], tuple[dict[str, str], re.Pattern[str] | None]] = ({}, ({}, None))


def _glossary_forms(library: Library) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """Form -> id of its term, and what finds them all; made once for a library."""
    global _of_glossary
    held = _of_glossary  # read once: another thread may put the glossary of another library there meanwhile
    if held[0] is not library.glossary:
        forms = forms_of({term.id: term.texts["nb"] for term in library.glossary.values()})
        held = _of_glossary = library.glossary, (forms, pattern_of(forms))
    return held[1]


@dataclass(frozen=True, order=True)
class Limits:
    """From which LIX a text is warned of, and from which it fails."""

    warn: float
    fail: float
    reader: str = ""
    """Who sets them: an audience, `child-7` or `child-12` after the oldest age; empty for one without limits."""


def limits_of(resource: Resource) -> Limits:
    """The limits of the reader who needs the plainest words."""
    limits = [Limits(*LIX_LIMITS[audience], audience) for audience in resource.audiences if audience in LIX_LIMITS]
    if "child" in resource.audiences:
        oldest = resource.ages.last_month // 12
        age, limit = next((each for each in CHILD_LIMITS if oldest <= each[0]), CHILD_LIMITS[-1])
        limits.append(Limits(*limit, f"child-{age}"))
    return min(limits, default=Limits(45, 50))


def running_text(text: Text) -> list[str]:
    """What LIX is measured on: the main message, the sections, the actions."""
    return [text.main_message, *(section.text for section in text.sections), *text.actions]


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of its month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")  # pragma: no cover
