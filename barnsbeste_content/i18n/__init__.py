"""The reader's language: which it is, its words, dates, numbers and lists."""

from .formats import Locale, locale_of
from .locales import DEFAULT_LANGUAGE, direction, interface_languages, negotiate

__all__ = ["DEFAULT_LANGUAGE", "Locale", "direction", "interface_languages", "locale_of", "negotiate"]
