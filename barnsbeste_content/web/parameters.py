"""Parameters of the open data, read strictly: a program that asks for what does not exist is told so.

Pages for people leave out what says nothing and go on; a program that misspells a filter must not get everything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from ..catalog import Query
from ..catalog.query import AGE, LANGUAGE, MAX_TEXT, MAX_VALUES, PARAMETERS, TEXT
from ..export.open_data import ParameterFault
from ..i18n import DEFAULT_LANGUAGE
from ..model.age import BANDS, MAX_MONTHS, MAX_YEARS
from ..model.vocabulary import FACETS, Vocabulary

PAGE, PER_PAGE = "page", "per_page"
SELECTION: tuple[str, ...] = (*PARAMETERS, PAGE, PER_PAGE)
"""What a selection can be asked for by."""
DEFAULT_PER_PAGE, MAX_PER_PAGE = 20, 100
MAX_PAGE = 10_000
MAX_FAULTS = 20
"""Faults that are told of one address."""
MAX_SHOWN = 80
"""Characters of a wrong value that are told back."""

_CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
TEXT_PATTERN = rf"^[^{_CONTROL}]*$"
"""What is searched for: no control characters. Written so that Python, ECMAScript and Rust read it alike."""
NEEDED_TEXT_PATTERN = rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"
"""The same, where there must be something to search for."""
_NUMBER = re.compile(r"0|[1-9][0-9]{0,6}")


class BadParametersError(Exception):
    """Parameters that cannot be understood."""

    def __init__(self, *faults: ParameterFault) -> None:
        super().__init__(len(faults))
        self.faults = faults[:MAX_FAULTS]


@dataclass(frozen=True)
class Wanted:
    """What a program asks for."""

    query: Query
    language: str
    """The first language asked for, else bokmål: it is ranked and shown first."""
    page: int
    per_page: int
    params: Mapping[str, Sequence[str]]
    """As they were given."""


def parameters(query_string: bytes, allowed: Sequence[str]) -> dict[str, list[str]]:
    """Name -> values. Raises BadParametersError where one is not `allowed`, or where there is no reading them."""
    try:
        text = query_string.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise BadParametersError(_fault("", None, "the address is not UTF-8")) from None
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    unknown = [name for name in given if name not in allowed]
    if unknown:
        known = "known: " + ", ".join(allowed) if allowed else "there are none here"
        raise BadParametersError(
            *(_fault(name, given[name][0], f'unknown parameter "{_cut(name)}"; {known}', allowed) for name in unknown)
        )
    return given


def wanted(query_string: bytes, vocabulary: Vocabulary, *, needs_text: bool = False) -> Wanted:
    """The selection asked for. Raises BadParametersError with everything that is wrong with it."""
    given = parameters(query_string, SELECTION)
    faults = [
        _fault(name, given[name][1], f"{name} is given twice; give it once")
        for name in (TEXT, PAGE, PER_PAGE)
        if len(given.get(name, ())) > 1
    ]
    faults += [
        _fault(name, None, f"{name} is given more than {MAX_VALUES} times")
        for name, values in given.items()
        if len(values) > MAX_VALUES
    ]
    text = given.get(TEXT, [""])[0]
    faults += _faults_of_text(text if TEXT in given else None, needs_text=needs_text)
    for name, known in _known(vocabulary).items():
        faults += [
            _fault(name, value, f'unknown {name} "{_cut(value)}"', known)
            for value in dict.fromkeys(given.get(name, ()))
            if value not in known
        ]
    for value in dict.fromkeys(given.get(AGE, ())):
        if not re.fullmatch(age_pattern(), value):
            message = f'"{_cut(value)}" is no age; write "8-12", "4" or, in months, "0-6m"'
            faults.append(_fault(AGE, value, message, [band.notation for band in BANDS]))
    page = _number(given, PAGE, 1, MAX_PAGE, faults)
    per_page = _number(given, PER_PAGE, DEFAULT_PER_PAGE, MAX_PER_PAGE, faults)
    if faults:
        raise BadParametersError(*faults)
    language = given.get(LANGUAGE, [DEFAULT_LANGUAGE])[0]
    return Wanted(Query.from_params(given, vocabulary), language, page, per_page, given)


@cache
def age_pattern() -> str:
    """Every age there is, and no other: `8-12`, `4`, `0-6m`; never the older one first."""
    return f"^(?:{_ranges(MAX_YEARS)}|(?:{_ranges(MAX_MONTHS)})m)$"


def _ranges(last: int) -> str:
    return "|".join(f"{start}(?:-(?:{_from_to(start, last)}))?" for start in range(last + 1))


def _from_to(start: int, last: int) -> str:
    """`8` to `18` as `[8-9]|1[0-8]`: numbers of at most two digits."""
    parts = []
    for tens in range(start // 10, last // 10 + 1):
        low, high = max(start, tens * 10) % 10, min(last, tens * 10 + 9) % 10
        parts.append((str(tens) if tens else "") + (f"[{low}-{high}]" if low < high else str(low)))
    return "|".join(parts)


def _known(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Parameter -> its values, for those that have a list of them."""
    facets = {name: vocabulary.facets[name].ids if name in vocabulary.facets else () for name in FACETS}
    return {**facets, LANGUAGE: tuple(vocabulary.languages)}


def _faults_of_text(text: str | None, *, needs_text: bool) -> list[ParameterFault]:
    if text is None:
        return [_fault(TEXT, None, "q is missing; it is what to search for")] if needs_text else []
    if len(text) > MAX_TEXT:
        return [_fault(TEXT, text, f"q is longer than {MAX_TEXT} characters")]
    if not re.fullmatch(TEXT_PATTERN, text):
        return [_fault(TEXT, text, "q holds control characters")]
    if needs_text and not re.fullmatch(NEEDED_TEXT_PATTERN, text):
        return [_fault(TEXT, text, "q is empty; it is what to search for")]
    return []


def _number(
    given: Mapping[str, Sequence[str]], name: str, default: int, most: int, faults: list[ParameterFault]
) -> int:
    if name not in given:
        return default
    value = given[name][0]
    number = int(value) if _NUMBER.fullmatch(value) else 0
    if not 1 <= number <= most:
        faults.append(_fault(name, value, f"{name} is a whole number from 1 to {most}"))
    return number


def _fault(parameter: str, value: str | None, message: str, known: Sequence[str] = ()) -> ParameterFault:
    shown = None if value is None else _cut(value)
    return ParameterFault(parameter=_cut(parameter), value=shown, message=message, known=list(known))


def _cut(value: str) -> str:
    return value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…"
