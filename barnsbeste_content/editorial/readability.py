"""LIX, the readability index of Carl-Hugo Björnsson, and the words and sentences it rests on.

LIX = words per sentence + 100 x (words of more than six letters) / words
(Björnsson 1968, *Läsbarhet*; English account: Björnsson 1983, Reading Research Quarterly 18(4), doi:10.2307/747382).
It is a triage signal: a low LIX does not prove that a text is clear.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

LEAST_WORDS = 100
"""Shorter texts are not scored: a few words swing the index."""
LONG_WORD = 6
"""Words of more letters than this are long."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LIST_ENTRY = re.compile(r"(?m)^\s*(?:[-*]|\d+\.)\s+")
_EMPHASIS = re.compile(r"[*_]+")
_BLOCK = re.compile(r"\n\s*\n")
SENTENCE_ENDS = ".!?:…"
_SENTENCE_END = re.compile(rf"(?<=[{SENTENCE_ENDS}])[\"»”)]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Readability:
    """Counts of a text. `lix` is None where there are too few words to score."""

    words: int
    sentences: int
    long_words: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def lix(self) -> float | None:
        if self.words < LEAST_WORDS:
            return None
        return self.words_per_sentence + 100 * self.long_words / self.words


def plain(markdown: str) -> str:
    """The words of a text without its marks; entries of lists become blocks of their own."""
    text = _LINK.sub(r"\1", markdown)
    return _EMPHASIS.sub("", _LIST_ENTRY.sub("\n\n", text))


def blocks(markdown: str) -> list[str]:
    """Paragraphs and list entries, white space folded."""
    folded = (" ".join(block.split()) for block in _BLOCK.split(plain(markdown)))
    return [block for block in folded if block]


def sentences(markdown: str) -> list[str]:
    return [s for block in blocks(markdown) for s in _SENTENCE_END.split(block) if _WORD.search(s)]


def words(markdown: str) -> list[str]:
    return _WORD.findall(plain(markdown))


@lru_cache(maxsize=1024)  # several checks and the page of quality ask of the same texts
def measure(*texts: str) -> Readability:
    """Counts over several texts together; each begins a new sentence."""
    together = "\n\n".join(texts)
    found = words(together)
    return Readability(len(found), len(sentences(together)), sum(len(word) > LONG_WORD for word in found))


@dataclass(frozen=True)
class Sentence:
    """A sentence and how much of the LIX of its text it makes."""

    words: str
    count: int
    """How many words it has."""
    long_words: int
    lix_without: float
    """The LIX of the text if this sentence were not there."""


def hardest_sentences(*texts: str, most: int = 3) -> tuple[Sentence, ...]:
    """The sentences without which the LIX of the texts together falls most, the worst first. Those that raise it alone.

    Nothing where there are too few words to score.
    """
    whole = measure(*texts)
    if whole.lix is None:
        return ()
    found = []
    for sentence in sentences("\n\n".join(texts)):
        letters = _WORD.findall(sentence)
        long_words = sum(len(word) > LONG_WORD for word in letters)
        words_left = max(1, whole.words - len(letters))
        without = words_left / max(1, whole.sentences - 1) + 100 * (whole.long_words - long_words) / words_left
        if without < whole.lix:
            found.append(Sentence(sentence, len(letters), long_words, without))
    return tuple(sorted(found, key=lambda each: each.lix_without)[:most])
