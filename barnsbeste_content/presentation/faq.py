"""The page of questions and answers, by who asks."""

from dataclasses import dataclass

from ..catalog import Dropped
from ..model.question import Question, QuestionText
from ..model.reference import Source
from .links import Params
from .presenter import Call, Presenter, Way

AUDIENCE = "audience"
_FIRST = ("guilt", "feelings")
"""What weighs most on those who ask, and can be answered with relief, comes before what frightens."""


@dataclass(frozen=True)
class Answered:
    """A question as a reader meets it."""

    id: str
    text: QuestionText
    language: str
    direction: str
    ways: list[Way]
    """To texts to read on."""
    calls: list[Call]
    sources: list[Source]


def asked(shown: Presenter, params: Params) -> str:
    """The questions of those who are chosen, or of everybody: in the reader's language first."""
    known = shown.vocabulary.facets.get(AUDIENCE)
    questions = shown.catalog.library.questions.values()
    who = [each for each in (known.ids if known else ()) if any(each in question.audiences for question in questions)]
    given = params.get(AUDIENCE, ())
    chosen = [each for each in who if each in given]
    dropped = [Dropped(AUDIENCE, value) for value in given if value not in who]
    dropped += [Dropped(name, "") for name in params if name != AUDIENCE]
    groups = [
        (each, shown.vocabulary.label(AUDIENCE, each, shown.language), _of(shown, each)) for each in chosen or who
    ]
    return shown.ignored(dropped) + shown.render(
        "faq.html.j2",
        groups=groups,
        doors=[
            (
                shown.links.page("questions", {} if each in chosen else {AUDIENCE: [each]}),
                shown.vocabulary.label(AUDIENCE, each, shown.language),
                each in chosen,
            )
            for each in who
        ],
        is_told=any(item.language != shown.language for _, _, items in groups for item in items),
    )


def _of(shown: Presenter, audience: str) -> list[Answered]:
    topics = shown.vocabulary.facets.get("topic")
    known = list(topics.ids) if topics else []
    order = [*_FIRST, *(topic for topic in known if topic not in _FIRST)]

    def place(question: Question) -> tuple[bool, int, str]:
        topic = next((each for each in _FIRST if each in question.topics), question.topics[0])
        return shown.language not in question.texts, order.index(topic) if topic in order else len(order), question.id

    first = [each for each in shown.catalog.library.questions.values() if audience in each.audiences]
    return [_answered(shown, question) for question in sorted(first, key=place)]


def _answered(shown: Presenter, question: Question) -> Answered:
    text, language = question.text_for(shown.chain)
    library = shown.catalog.library
    return Answered(
        id=question.id,
        text=text,
        language=language,
        direction=shown.vocabulary.direction(language),
        ways=shown.ways_to(filter(None, map(shown.catalog.get, question.leads_to))),
        calls=shown.calls(question.helplines),
        sources=[library.sources[each] for each in question.sources if each in library.sources],
    )
