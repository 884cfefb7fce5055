"""Everything in `content/`, checked and linked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .helpline import Helpline
from .problem import Problem
from .question import Question
from .reference import GlossaryTerm, SearchWords, Source
from .resource import Resource
from .sheet import Sheet
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Library:
    """What `content/` holds. Whatever could not be read is absent and told in `problems`."""

    resources: Mapping[str, Resource] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    helplines: Mapping[str, Helpline] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
