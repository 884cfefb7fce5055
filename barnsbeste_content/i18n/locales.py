"""Which languages the interface is in, and which of them a reader gets."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel import Locale as Cldr
from babel.core import negotiate_locale

CATALOGUES = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE = "nb"
_ALIASES = {"no": "nb", "nb_no": "nb", "nn_no": "nn", "prs": "fa", "ku_arab": "ckb", "ckb_iq": "ckb", "uk_ua": "uk"}
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
    for wanted in _by_preference(accept_language[:MAX_HEADER]):
        code = wanted.replace("-", "_").lower()
        for candidate in (_ALIASES.get(code, code), _ALIASES.get(code.split("_")[0], code)):
            found = negotiate_locale([candidate], known, sep="_")
            if found:
                return found
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
