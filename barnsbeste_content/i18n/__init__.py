"""The reader's language: which it is, its words, dates, numbers and lists."""

from .collation import letter_of, sort_key
from .formats import Locale, locale_of, unbroken
from .locales import DEFAULT_LANGUAGE, direction, interface_languages, negotiate

__all__ = [
    "DEFAULT_LANGUAGE",
    "Locale",
    "direction",
    "interface_languages",
    "letter_of",
    "locale_of",
    "negotiate",
    "sort_key",
    "unbroken",
]
