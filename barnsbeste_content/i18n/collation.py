"""The order of words in a language, and the letter that each stands under in a list of words.

Alphabets are those of CLDR 47 (index and main exemplar characters, with the tailorings of `collation/standard`). Where
none is given, the order is that of Unicode, which suits the scripts that are written in it (Ethiopic).
"""

import unicodedata
from functools import cache

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "اآبةتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
ALPHABETS = {
    "nb": _LATIN + "æøå",
    "nn": _LATIN + "æøå",
    "en": _LATIN,
    "so": _LATIN,
    "se": "aábcčdđefghijklmnŋopqrsštŧuvwxyzžæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "lt": "aąbcčdeęėfghiįyjklmnopqrsštuųūvwxzž",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ar": _ARABIC,
    "fa": _PERSIAN,
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
}
_UNDER = {"ё": "е", "і": "і", "أ": "ا", "إ": "ا", "ى": "ي", "ة": "ت"}
"""Letters that stand under another one."""


def letter_of(word: str, language: str) -> str:
    """The letter that a word stands under, as a capital where the script has them; `#` for what is no letter."""
    for letter in unicodedata.normalize("NFC", word):
        known = _letter(letter, language)
        if known.isalpha():
            return "İ" if language == "tr" and known == "i" else known.upper()
    return "#"


def sort_key(word: str, language: str) -> tuple[int, ...]:
    """Words in the order of these stand as in a dictionary of `language`. What is no letter counts less than any."""
    return tuple(map(_weights(language).__getitem__, unicodedata.normalize("NFC", word)))


class _Weights(dict[str, int]):
    """What each letter of a language counts: found once, since lists of thousands of titles are put in order."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, letter: str) -> int:
        known, places = _letter(letter, self.language), _places(self.language)
        weight = 1 + places.get(known, len(places) + ord(known)) if known.isalpha() else 0
        self[letter] = weight
        return weight


@cache
def _weights(language: str) -> _Weights:
    return _Weights(language)


@cache
def _places(language: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(ALPHABETS.get(language, ""))}


@cache
def _letter(letter: str, language: str) -> str:
    """A letter as it counts: small, and without marks that its language does not count."""
    small = ({"I": "ı", "İ": "i"}.get(letter) if language == "tr" else None) or letter.lower()
    known = _places(language)
    if not known or small in known:
        return small
    plain = _UNDER.get(small) or unicodedata.normalize("NFD", small)[0]
    return plain if plain in known else small
