"""What the interface says in each language, for tests that no page mixes them."""

import re
from collections.abc import Iterable
from functools import cache

from babel.messages.pofile import read_po

from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.i18n.messages import catalogue_path


def in_another_language(texts: Iterable[str], language: str) -> list[str]:
    """The texts that are messages of the interface in another language than this."""
    exact, patterns = _foreign(language)
    return [text for text in texts if text in exact or any(pattern.fullmatch(text) for pattern in patterns)]


@cache
def _words(language: str) -> frozenset[str]:
    """Every message of the interface in a language, each plural form for itself."""
    with catalogue_path(language).open("rb") as file:
        strings = [message.string for message in read_po(file, locale=language) if message.id]
    return frozenset(form for string in strings for form in ([string] if isinstance(string, str) else string))


@cache
def _foreign(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the interface says in other languages and not in this one: whole messages, and those with places to fill."""
    others = (_words(other) - _words(language) for other in interface_languages() if other != language)
    messages = [message for found in others for message in found if _has_words(message)]
    return (
        frozenset(message for message in messages if "{" not in message),
        tuple(_pattern(message) for message in messages if "{" in message),
    )


def _has_words(message: str) -> bool:
    return len(re.findall(r"\w", re.sub(r"\{\w+\}", "", message))) > 2


def _pattern(message: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", message))))
