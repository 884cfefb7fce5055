"""How words of each language become search terms."""

import re
import unicodedata
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

STEMMERS = {"nb": "norwegian", "nn": "norwegian", "en": "english", "ar": "arabic", "ru": "russian", "tr": "turkish"}
"""Languages with a Snowball stemmer in tantivy; the others are only folded."""
LETTERS_FOLDED = frozenset(("nb", "nn", "se", "pl", "lt", "so"))
"""Languages whose letters with marks also match plain ones (å -> a, ł -> l)."""
_STOP_WORDS_NB = """
jeg du han hun vi dere de det den er var har hadde og eller men at som i på av til for med om en ei et meg deg min mitt
mi mine din ditt din sin sitt sine å så hva hvem hvor når hvordan hvorfor kan skal vil må ikke noe noen seg bare veldig
litt hele tiden
"""
_STOP_WORDS_EN = """
i you he she we they it is are was were am be been has have had and or but that as in on of to for with about a an the
my your his her our me him them what who where when how why can will would not some so
"""
STOP_WORDS = {"nb": frozenset(_STOP_WORDS_NB.split()), "en": frozenset(_STOP_WORDS_EN.split())}
_ARABIC_FOLDING = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
        "ھ": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": None,
    }
)
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670]")
_WORD = re.compile(r"[^\W_]+")
_JOINTS = ("", "s", "e")
LEAST_PART = 4
"""Letters of the shortest part of a compound."""


def fold(text: str) -> str:
    """One spelling for letters that are written in several ways: NFKC, Arabic letter variants and vowel marks."""
    folded = unicodedata.normalize("NFKC", text)
    return _ARABIC_MARKS.sub("", folded).translate(_ARABIC_FOLDING)


@cache
def analyzer(language: str) -> TextAnalyzer:
    """Words in lower case, stemmed where there is a stemmer, letters folded where that is how people type."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    if language in STEMMERS:
        builder = builder.filter(Filter.stemmer(STEMMERS[language]))
    if language in LETTERS_FOLDED:
        builder = builder.filter(Filter.ascii_fold())
    return builder.build()


def terms(text: str, language: str) -> list[str]:
    """Search terms of a text, in order."""
    return list(analyzer(language).analyze(fold(text)))


def words(text: str) -> list[str]:
    """Words as they are written, in lower case."""
    return _WORD.findall(fold(text).lower())


def content_words(text: str, language: str) -> list[str]:
    """Words without those that say nothing alone; all of them where nothing else is left."""
    every = words(text)
    kept = [word for word in every if word not in STOP_WORDS.get(language, frozenset())]
    return kept or every


def compound_parts(word: str, lexicon: frozenset[str]) -> tuple[str, ...]:
    """Parts of a Norwegian compound that are words of the lexicon: "hjerneskade" -> "hjerne", "skade"."""
    for cut in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if tail not in lexicon:
            continue
        for joint in _JOINTS:
            stem = head.removesuffix(joint) if joint else head
            if len(stem) >= LEAST_PART and stem in lexicon:
                return stem, tail
    return ()
