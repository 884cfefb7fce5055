"""Words of other scripts as people type them in Latin letters: "otec pyot" for "отец пьёт", "ammi" for "امی".

There is no one way to write them so. What the ways have in common is the consonants, roughly: a word and what somebody
typed for it are the same here where those are the same.
"""

import re
from collections.abc import Iterable

from anyascii import anyascii

SCRIPTS = frozenset(("ar", "ckb", "fa", "ur", "ti", "ru", "uk"))
"""Languages of another script than Latin."""
_SAME_SOUND = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "c"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ts", "c"),
    ("x", "h"),
    ("q", "k"),
    ("2", ""),
    ("3", ""),
    ("5", "h"),
    ("7", "h"),
    ("9", "k"),
)
"""Ways to write a consonant; digits are letters of Arabic that Latin has not."""
_VOWELS = re.compile("[aeiouywj]")
_DOUBLED = re.compile(r"(.)\1+")
LEAST_KEY = 2
"""Consonants of the shortest word that can be told from others."""


def latin_keys(folded: Iterable[str]) -> list[str]:
    """The consonants of each word in any script, folded; nothing for words of fewer than `LEAST_KEY`."""
    return [key for word in folded if len(key := _key(word)) >= LEAST_KEY]


def _key(word: str) -> str:
    written = re.sub(r"[^a-z0-9]", "", anyascii(_DOUBLED.sub(r"\1", word)).lower())
    for way, sound in _SAME_SOUND:
        written = written.replace(way, sound)
    return _VOWELS.sub("", written)
