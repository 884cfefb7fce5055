"""What keeps a reader from finding, understanding, appraising or applying a text, as far as it can be counted.

Problems that checks find already are told by the rule of the check; the functions here are what no check asks. Each
docstring is its rule. They advise, and fail nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from ..catalog import Catalog
from ..loading.raw_markup import LINK
from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.problem import Problem
from ..model.quality import COMPETENCES, Competence, Lack
from ..model.resource import FAMILY_AUDIENCES, Resource
from .readability import words

MAX_SECTION_WORDS = 180
_PREFIX = "ressurs:"
_DANGER = "safety"
"""The topic of texts on violence, self-harm, suicide or acute danger."""

OF_CHECKS: Mapping[str, Competence] = {
    "summary-length": "find",
    "lix": "understand",
    "sentence-length": "understand",
    "paragraph-length": "understand",
    "list-length": "understand",
    "main-message-is-one-sentence": "understand",
    "sentences-to-say-are-short": "understand",
    "glossary-words-are-explained": "understand",
    "words-to-avoid": "understand",
    "numbers-have-sources": "appraise",
    "review-date": "appraise",
    "actions-begin-with-a-verb": "apply",
    "helpline-for-families": "apply",
    "links-lead-to-published-texts": "apply",
}
"""Rule of a check -> what it is in the way of."""


@dataclass(frozen=True)
class Ways:
    """What leads readers to texts."""

    linked: frozenset[str]
    """Slugs that a published text, a question, a sheet or the page of guides leads to."""
    searched: frozenset[tuple[str, str]]
    """(facet, value) that words people type lead to."""


def nothing_leads_here(resource: Resource, ways: Ways) -> bool:
    """Another text, a question, a sheet or the page of guides leads to each text."""
    return resource.id not in ways.linked


def no_words_lead_here(resource: Resource, ways: Ways) -> bool:
    """Words that people type (`content/search/`) lead to a tag of each text."""
    return not any((facet, value) in ways.searched for facet, value in _tags(resource))


def long_section(resource: Resource, _ways: Ways) -> bool:
    """A section has at most 180 words (bokmål)."""
    return any(len(words(section.text)) > MAX_SECTION_WORDS for section in resource.texts[SOURCE_LANGUAGE].sections)


def not_reviewed(resource: Resource, _ways: Ways) -> bool:
    """Somebody who knows the field has looked at the text."""
    return resource.review.status == "unreviewed"


def no_section_has_sources(resource: Resource, _ways: Ways) -> bool:
    """At least one section says what it rests on (bokmål)."""
    return not any(section.sources for section in resource.texts[SOURCE_LANGUAGE].sections)


def talk_without_words(resource: Resource, _ways: Ways) -> bool:
    """A text on talking together, or a conversation guide, has sentences to use as they are (bokmål)."""
    text = resource.texts[SOURCE_LANGUAGE]
    on_talking = "talk_together" in resource.topics or resource.format == "conversation_guide"
    return on_talking and not text.say and not text.sentences


def danger_without_help_first(resource: Resource, _ways: Ways) -> bool:
    """A text for families on safety begins with who can help."""
    for_families = bool(set(resource.audiences) & set(FAMILY_AUDIENCES))
    return _DANGER in resource.topics and for_families and not resource.help_first


RULES: Mapping[Callable[[Resource, Ways], bool], Competence] = {
    nothing_leads_here: "find",
    no_words_lead_here: "find",
    long_section: "understand",
    not_reviewed: "appraise",
    no_section_has_sources: "appraise",
    talk_without_words: "apply",
    danger_without_help_first: "apply",
}
"""Whether a text lacks something -> what that is in the way of."""


def lacks(catalog: Catalog, problems: Iterable[Problem], today: date) -> list[Lack]:
    """What the texts of a catalog lack, each rule once a text, by competence and rule.

    `problems`: what checks found, with paths below the content folder. A review that is due, but not yet overdue on the
    day `today`, is nothing that a reader lacks.
    """
    there = {resource.id: resource for resource in catalog.resources}
    ways = ways_to_texts(catalog.library)
    found = {
        Lack(resource.id, competence, rule.__name__.replace("_", "-"))
        for resource in catalog.resources
        for rule, competence in RULES.items()
        if rule(resource, ways)
    }
    for problem in problems:
        slug = slug_of(problem.path)
        if slug not in there or problem.rule not in OF_CHECKS:
            continue
        ahead = problem.severity == "warning" and there[slug].review.next >= today
        if problem.rule != "review-date" or not ahead:
            found.add(Lack(slug, OF_CHECKS[problem.rule], problem.rule))
    return sorted(found, key=lambda lack: (COMPETENCES.index(lack.competence), lack.rule, lack.slug))


def slug_of(path: str) -> str:
    """The text that a file below the content folder belongs to; empty for any other file."""
    match PurePosixPath(path).parts:
        case ("resources", slug, *_):
            return slug
        case _:
            return ""


def ways_to_texts(library: Library) -> Ways:
    """What leads to which texts and tags in a library."""
    linked = {slug for question in library.questions.values() for slug in question.leads_to}
    linked |= {sheet.text for sheet in library.sheets.values() if sheet.text}
    for resource in library.resources.values():
        if resource.guide:
            linked.add(resource.id)
        if resource.status == "published":
            linked |= {slug for slug in _leads_to(resource) if slug != resource.id}
    searched = {
        (facet, value)
        for known in library.search_words.values()
        for group in known.synonyms
        for facet, values in group.tags.items()
        for value in values
    }
    return Ways(frozenset(linked), frozenset(searched))


def _leads_to(resource: Resource) -> Iterator[str]:
    yield from resource.related
    for section in resource.texts[SOURCE_LANGUAGE].sections:
        for target, _ in LINK.findall(section.text):
            if target.startswith(_PREFIX):
                yield target.removeprefix(_PREFIX)


def _tags(resource: Resource) -> Sequence[tuple[str, str]]:
    facets = ("situation", "loss_context", "relation", "topic", "setting", "feeling", "format")
    return [(facet, value) for facet in facets for value in resource.values(facet)]
