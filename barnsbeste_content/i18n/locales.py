"""Which languages the interface is in, and which of them a reader gets."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel import Locale as Cldr

CATALOGUES = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE = "nb"
_SERVED_BY = {"no": ("nb",), "nn": ("nn", "nb"), "prs": ("prs", "fa"), "ku-arab": ("ckb",)}
"""Beginning of a language tag -> our languages for it, the best first; any other tag is served by its own name."""
_CLDR = {"en": "en_GB", "se": "se"}
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "fa", "ur"))
MAX_HEADER = 500
"""Characters of an Accept-Language header that are looked at."""


@cache
def interface_languages() -> tuple[str, ...]:
    """Languages with a catalogue, bokmål first."""
    found = sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))
    return tuple(sorted(found, key=lambda language: (language != DEFAULT_LANGUAGE, language)))


@cache
def cldr(language: str) -> Cldr:
    """CLDR's data for a language; English is written the British way."""
    return Cldr.parse(_CLDR.get(language, language))


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def negotiate(chosen: str, accept_language: str, available: Sequence[str] = ()) -> str:
    """The language to answer in: the one chosen before, else the first wanted one there is, else bokmål."""
    known = list(available or interface_languages())
    if chosen in known:
        return chosen
    for tag in _by_preference(accept_language[:MAX_HEADER]):
        subtags = tag.lower().split("-")
        for length in range(len(subtags), 0, -1):
            beginning = "-".join(subtags[:length])
            for language in _SERVED_BY.get(beginning, (beginning,)):
                if language in known:
                    return language
    return DEFAULT_LANGUAGE


def _by_preference(header: str) -> list[str]:
    """Tags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first; junk is left out."""
    weighted = []
    for order, entry in enumerate(header.split(",")):
        tag, _, parameter = entry.strip().partition(";")
        tag = tag.strip()
        if not tag.replace("-", "").isalnum() or not tag.isascii():
            continue
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighted.append((-weight, order, tag))
    return [tag for _, _, tag in sorted(weighted)]
