"""The editorial guide as checks that look at all texts together: what they share, and what nobody uses.

As in `checks`: one named function a rule, its docstring is the rule. A check yields (file below the content folder,
place in the file, message, severity).
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import PurePosixPath

from ..loading.raw_markup import LINK
from ..loading.strict_yaml import Location
from ..model.library import Library
from ..model.problem import Severity
from ..model.resource import Resource
from .readability import blocks, sentences, words

Finding = tuple[PurePosixPath, Location, str, Severity]
LibraryCheck = Callable[[Library], Iterator[Finding]]

MAX_SHARED_WORDS = 8
"""A sentence of more words than this is written for one text."""
SHINGLE = 4
"""Words in a row by which paragraphs are compared (Broder 1997, "On the resemblance and containment of documents")."""
NEAR = 0.6
"""Share of the shingles of the shorter paragraph from which two count as near duplicates."""
LEAST_SHINGLES = 16
"""Shorter paragraphs, as the line on 113, may be alike."""
ANSWER_WORDS = (15, 90)


def shared_sentences(library: Library) -> Iterator[Finding]:
    """No two texts share a sentence of more than 8 words (bokmål), outside the sentences to say."""
    first: dict[str, tuple[str, Location]] = {}
    for resource in _in_use(library):
        for place, wording in _running(resource):
            for sentence in sentences(wording):
                said = " ".join(words(sentence)).casefold()
                if len(said.split()) <= MAX_SHARED_WORDS:
                    continue
                other, _ = first.setdefault(said, (resource.id, place))
                if other != resource.id:
                    message = f'the same sentence stands in {other}: "{_short(sentence)}"; write it for this text'
                    yield _nb(resource), place, message, "error"


def near_duplicate_paragraphs(library: Library) -> Iterator[Finding]:
    """No two texts have paragraphs that say the same in nearly the same words (bokmål): no filler by copying."""
    places: list[tuple[Resource, Location, str, int]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    for resource in _in_use(library):
        for place, wording in _running(resource):
            for block in blocks(wording):
                found = words(block.casefold())
                shingles = {tuple(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1)}
                if len(shingles) < LEAST_SHINGLES:
                    continue
                for shingle in shingles:
                    holders.setdefault(shingle, []).append(len(places))
                places.append((resource, place, block, len(shingles)))
    shared: dict[tuple[int, int], int] = {}
    for numbers in holders.values():
        for pair in combinations(numbers, 2):
            shared[pair] = shared.get(pair, 0) + 1
    for (one, other), count in sorted(shared.items()):
        first, (resource, place, block, size) = places[one], places[other]
        if first[0].id != resource.id and count >= NEAR * min(first[3], size):
            message = f'nearly the same paragraph stands in {first[0].id}: "{_short(block)}"; write it for this text'
            yield _nb(resource), place, message, "warning"


def links_lead_to_published_texts(library: Library) -> Iterator[Finding]:
    """A published text, a question or a sheet leads only to texts that readers can open."""
    hidden = {slug for slug, resource in library.resources.items() if resource.status != "published"}
    for resource in library.resources.values():
        if resource.status != "published":
            continue
        for index, slug in enumerate(resource.related):
            if slug in hidden:
                yield PurePosixPath("resources", resource.id, "resource.yaml"), ("related", index), _shut(slug), "error"
        for language, text in resource.texts.items():
            for index, section in enumerate(text.sections):
                for target, _ in LINK.findall(section.text):
                    slug = target.removeprefix("ressurs:")
                    if target.startswith("ressurs:") and slug in hidden:
                        path = PurePosixPath("resources", resource.id, f"{language}.yaml")
                        yield path, ("sections", index, "text"), _shut(slug), "error"
    for question in library.questions.values():
        for index, slug in enumerate(question.leads_to):
            if slug in hidden:
                yield PurePosixPath("questions", f"{question.id}.yaml"), ("leads_to", index), _shut(slug), "error"
    for sheet in library.sheets.values():
        if sheet.text in hidden:
            yield PurePosixPath("sheets", f"{sheet.id}.yaml"), ("text",), _shut(str(sheet.text)), "error"


def answers_are_short(library: Library) -> Iterator[Finding]:
    """An answer to a question has 15 to 90 words (bokmål): it answers, and leads on."""
    least, most = ANSWER_WORDS
    for question in library.questions.values():
        count = len(words(question.texts["nb"].answer))
        if not least <= count <= most:
            cure = "say why, and what to do" if count < least else "move the rest into the text it leads to"
            path = PurePosixPath("questions", f"{question.id}.yaml")
            yield path, ("texts", "nb", "answer"), f"the answer has {count} words; {least} to {most}: {cure}", "warning"


def sources_are_used(library: Library) -> Iterator[Finding]:
    """Every source backs a text, a question, a term or a helpline."""
    used = {source for resource in library.resources.values() for source in resource.sources}
    used |= {source for question in library.questions.values() for source in question.sources}
    used |= {source for term in library.glossary.values() for source in term.sources}
    used |= {line.source for line in library.helplines.values()}
    for source in library.sources:
        if source not in used:
            message = "nothing rests on this source; name it where it belongs, or take the file away"
            yield PurePosixPath("sources", f"{source}.yaml"), (), message, "warning"


LIBRARY_CHECKS: tuple[LibraryCheck, ...] = (
    shared_sentences,
    near_duplicate_paragraphs,
    links_lead_to_published_texts,
    answers_are_short,
    sources_are_used,
)


def _in_use(library: Library) -> Iterator[Resource]:
    return (resource for resource in library.resources.values() if resource.status != "retired")


def _running(resource: Resource) -> Iterator[tuple[Location, str]]:
    """(place, words) of what a reader meets, but for the sentences to say."""
    text = resource.texts["nb"]
    yield ("summary",), text.summary
    yield ("main_message",), text.main_message
    for index, section in enumerate(text.sections):
        yield ("sections", index, "text"), section.text
    for index, action in enumerate(text.actions):
        yield ("actions", index), action


def _nb(resource: Resource) -> PurePosixPath:
    return PurePosixPath("resources", resource.id, "nb.yaml")


def _shut(slug: str) -> str:
    return f'"{slug}" is not published, so readers would meet a dead end; publish it, or lead elsewhere'


def _short(wording: str, most: int = 60) -> str:
    return wording if len(wording) <= most else wording[: most - 1] + "…"
