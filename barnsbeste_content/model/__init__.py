"""Frozen models of everything in `content/`. No input or output here."""

from .age import BANDS, AgeRange
from .base import SOURCE_LANGUAGE
from .helpline import Helpline, HelplineText
from .library import Library
from .problem import Problem
from .reference import GlossaryTerm, GlossaryText, SearchWords, Source
from .resource import CODED_AUDIENCES, FAMILY_AUDIENCES, FoundText, Resource
from .text import Section, Text, Translation
from .vocabulary import FACET_ATTRIBUTES, FACETS, Facet, Language, Term, Vocabulary

__all__ = [
    "BANDS",
    "CODED_AUDIENCES",
    "FACETS",
    "FACET_ATTRIBUTES",
    "FAMILY_AUDIENCES",
    "SOURCE_LANGUAGE",
    "AgeRange",
    "Facet",
    "FoundText",
    "GlossaryTerm",
    "GlossaryText",
    "Helpline",
    "HelplineText",
    "Language",
    "Library",
    "Problem",
    "Resource",
    "SearchWords",
    "Section",
    "Source",
    "Term",
    "Text",
    "Translation",
    "Vocabulary",
]
