"""What a search found besides texts, as HTML around the list of texts: questions, words explained, whom to call.

What was asked for stands above the texts, what only fits stands below. Numbers to call because of danger are not here:
`Presenter.first_help` stands above everything.
"""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..catalog import Selection
from ..catalog.finding import Found, Hit, beside
from ..model.question import Question
from ..model.reference import GlossaryTerm
from .presenter import Call, Presenter, Way

MOST = {"questions": 3, "terms": 2, "helplines": 2}
"""Of each kind, at most: whoever wants more finds the pages of questions and words by the menu."""


@dataclass(frozen=True)
class Answer:
    """A question with its answer."""

    question: Markup
    answer: Markup
    language: str
    direction: str
    ways: list[Way]
    calls: list[Call]
    is_open: bool
    """Whether it is just what was asked, and stands unfolded."""


@dataclass(frozen=True)
class Meaning:
    """A hard word and what it means."""

    term: Markup
    definition: Markup
    language: str
    direction: str


@dataclass(frozen=True)
class Mixed:
    """What stands around the texts of a search, as HTML; empty where there is nothing."""

    above: str = ""
    below: str = ""


def mixed(shown: Presenter, selection: Selection, *, has_heading: bool = False) -> Mixed:
    """What a search found besides the texts of `selection`; nothing where no words were searched for.

    `has_heading`: whether the list of texts has one of its own.
    """
    if not selection.query.text:
        return Mixed()
    found = beside(shown.catalog, selection, shown.language)
    kinds = [kind for kind in (_questions(shown, found), _terms(shown, found), _helplines(shown, found)) if kind]
    kinds.sort(key=lambda kind: -kind[0])
    first = [kind for kind in kinds if kind[1] or not selection.total]
    rest = [kind for kind in kinds if kind not in first]
    offers = _offers(shown, found)
    return Mixed(
        _part(shown, first, offers=offers, leads_to_texts=bool(first and selection.total and not has_heading)),
        _part(shown, rest),
    )


Kind = tuple[float, bool, str, list[Any]]
"""(score of the best, whether that is what was asked for, name, things)"""


def _part(shown: Presenter, kinds: list[Kind], *, leads_to_texts: bool = False, offers: Any = None) -> str:
    if not kinds and not offers:
        return ""
    return shown.render(
        "search_results.html.j2",
        kinds=[(name, things) for _, _, name, things in kinds],
        offers=offers,
        leads_to_texts=leads_to_texts,
    )


def _questions(shown: Presenter, found: Found) -> Kind | None:
    hits = found.questions[: MOST["questions"]]
    if not hits:
        return None
    return hits[0].score, hits[0].is_strong, "questions", [_answer(shown, hit, found) for hit in hits]


def _answer(shown: Presenter, hit: Hit[Question], found: Found) -> Answer:
    text, language = hit.thing.text_for(shown.chain)
    marks = shown.marks(found.texts.query.text, language)
    assert marks  # words were searched for
    return Answer(
        marks.marked(text.question),
        marks.marked(text.answer),
        language,
        shown.vocabulary.direction(language),
        shown.ways_to(filter(None, map(shown.catalog.get, hit.thing.leads_to))),
        shown.calls(hit.thing.helplines),
        is_open=hit.is_strong and len(found.questions) == 1 and not found.texts.helplines,
    )


def _terms(shown: Presenter, found: Found) -> Kind | None:
    hits = found.terms[: MOST["terms"]]
    if not hits:
        return None
    return hits[0].score, hits[0].is_strong, "terms", [_meaning(shown, hit.thing, found) for hit in hits]


def _meaning(shown: Presenter, term: GlossaryTerm, found: Found) -> Meaning:
    text, language = term.text_for(shown.chain)
    marks = shown.marks(found.texts.query.text, language)
    assert marks  # words were searched for
    direction = shown.vocabulary.direction(language)
    return Meaning(marks.marked(text.term), marks.marked(text.definition), language, direction)


def _helplines(shown: Presenter, found: Found) -> Kind | None:
    hits = found.helplines[: MOST["helplines"]]
    if not hits:
        return None
    calls = shown.calls(hit.thing.id for hit in hits)
    return hits[0].score, hits[0].is_strong, "helplines", calls


@dataclass(frozen=True)
class Offers:
    """What to try where little or nothing was found."""

    respelt: list[tuple[str, str]]
    """(address, words)"""
    others: list[tuple[str, str, str]]
    """(address, language in the reader's words, how many texts)"""
    guided: str
    """Address of the page that asks what fits; empty where there is none."""
    has_nothing: bool


def _offers(shown: Presenter, found: Found) -> Offers | None:
    text = found.texts.query.text
    has_nothing = not (found.texts.total or found.questions or found.terms or found.helplines)
    if not (has_nothing or found.nearest or found.others):
        return None
    others = [
        (
            shown.make_links(each.language).page("library", {"q": [text]}),
            shown.vocabulary.language_name(each.language, shown.language),
            shown.count_of(each.total),
        )
        for each in found.others
        if each.language in shown.interface
    ]
    return Offers(
        [(shown.links.page("library", {"q": [words]}), words) for words in found.nearest],
        others,
        shown.links.guided() if has_nothing else "",
        has_nothing,
    )
