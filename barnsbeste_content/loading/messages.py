"""Says in plain words what a model found wrong, and what to write instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..model.base import LANGUAGE_PATTERN, SLUG_PATTERN, URL_PATTERN, VALUE_PATTERN
from .strict_yaml import Location

_PATTERNS = {
    SLUG_PATTERN: "lower-case letters a-z, digits and single hyphens, such as naar-mamma-er-syk",
    VALUE_PATTERN: "lower-case letters a-z, digits and single underscores, such as mental_illness",
    LANGUAGE_PATTERN: "a language code of two or three letters, such as nb",
    URL_PATTERN: "a web address such as https://www.helsenorge.no/",
}
_DATE_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-22, without quotation marks",
    "tuple_type": "a list: [one, two], or a line with - for each",
    "dict_type": "a mapping: key: value, one a line",
    "model_type": "a mapping: key: value, one a line",
    "model_attributes_type": "a mapping: key: value, one a line",
}


def nearest(wrong: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?`, or nothing where nothing is near."""
    close = get_close_matches(wrong, list(known), n=1, cutoff=0.7)
    return f'; did you mean "{close[0]}"?' if close else ""


def one_of(known: Iterable[str], most: int = 30) -> str:
    names = list(known)
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Location, str]]:
    """(place in the file, message) for each thing a model found wrong.

    A union reports each of its members: the one that looked furthest in knows best what was meant, and only it is told.
    """
    details = error.errors(include_url=False)
    placed = [(_place(detail), detail) for detail in details]
    told: set[Location] = set()
    for place, detail in placed:
        loc = detail["loc"]
        inner_told = any(len(other) > len(place) and other[: len(place)] == place for other, _ in placed)
        # A list whose entries are wrong is also "too short": the good ones are counted.
        is_echo = detail["type"] == "too_short" or any(_is_union_member(step) for step in loc)
        if (inner_told and is_echo) or (place in told and detail["type"] != "extra_forbidden"):
            continue
        told.add(place)
        yield place, _say(detail, place, model)


def _place(detail: ErrorDetails) -> tuple[str | int, ...]:
    """Where in the file it is: without the names pydantic gives to members of unions and to keys of mappings."""
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden":  # a key can bear any name, also one that looks like pydantic's
        return (*(step for step in loc[:-1] if not _is_union_member(step)), loc[-1])
    fault = detail.get("ctx", {}).get("error")
    return (*(step for step in loc if not _is_union_member(step)), *getattr(fault, "place", ()))


def _is_union_member(step: str | int) -> bool:
    return isinstance(step, str) and (step == "[key]" or step.startswith(("literal[", "tuple[")))


def _say(detail: ErrorDetails, place: Sequence[str | int], model: type[BaseModel]) -> str:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _name(place)
    if kind == "extra_forbidden":
        known = _keys(_model_at(model, place[:-1]))
        return f'unknown key "{place[-1]}"{nearest(str(place[-1]), known) or "; known keys: " + one_of(known)}'
    if kind == "missing":
        return f'missing key "{place[-1]}"; add a line such as {place[-1]}: {_example(model, place)}'
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    if kind == "date_type" and isinstance(given, str) and _DATE_SHAPE.fullmatch(given) and not _is_date(given):
        return f"{name}: there is no day {given}; write {_WANTED[kind]}"
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        if len(choices) == 1:  # a union: something else can stand here too
            return f"{name} must be {choices[0]}, or {_example(model, place)}; not {_shown(given)}"
        return f"{name} must be one of {one_of(choices)}, not {_shown(given)}{nearest(str(given), choices)}"
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        wanted = _PATTERNS.get(pattern) or f"written like {_example(model, place)}"
        return f"{name} must be {wanted}; not {_shown(given)}"
    if kind in ("string_too_short", "too_short"):
        field = _field_at(model, place)
        instead = "" if field is None or field.is_required() else ", or take the line away"
        return f"{name} is empty; write {'at least one' if kind == 'too_short' else 'something'}{instead}"
    if kind == "string_too_long":
        return f"{name} has {len(given)} characters; at most {context['max_length']}: make it shorter"
    if kind == "too_long":
        return (
            f"{name} has {context['actual_length']} entries; at most {context['max_length']}: keep the most important"
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        return f"{name} must be {'at least' if 'ge' in context else 'at most'} {limit}, not {_shown(given)}"
    wanted = _WANTED.get(kind, "")
    if kind.startswith("model_") and place and _example(model, place) != "...":
        wanted = f"a mapping such as {_example(model, place)}"
    if wanted:
        hint = ""
        if kind == "string_type" and isinstance(given, int | float | bool | date):
            example = _example(model, place)
            hint = "; put quotation marks around it" + (f", like {example}" if example.startswith('"') else "")
        elif kind == "tuple_type" and isinstance(given, str):
            hint = f"; write [{given}]" if len(given) <= 60 and not given.startswith("[") else ""
        elif kind == "int_type" and isinstance(given, str) and given.isdecimal():
            hint = "; take the quotation marks away"
        return f"{name} must be {wanted}, not {_shown(given)}{hint}"
    return f"{name}: {detail['msg']}; see docs/content-format.md"


def _name(place: Sequence[str | int]) -> str:
    if not place:
        return "the file"
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
    return f'"{words}"'


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "..."}"'
    return str(value)


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _field_at(model: type[BaseModel], place: Sequence[str | int]) -> FieldInfo | None:
    holder = _model_at(model, place[:-1])
    if holder is None or not place:
        return None
    return next((field for name, field in holder.model_fields.items() if place[-1] in (field.alias, name)), None)


def _model_at(model: type[BaseModel] | None, place: Sequence[str | int]) -> type[BaseModel] | None:
    """The model that reads what stands at `place`."""
    for step in place:
        if isinstance(step, int) or model is None:
            continue
        field = next((field for name, field in model.model_fields.items() if step in (field.alias, name)), None)
        if field is not None:
            model = _model_in(field.annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in map(_model_in, get_args(annotation)) if found), None)


def _example(model: type[BaseModel], place: Sequence[str | int]) -> str:
    field = _field_at(model, place)
    if field is None:
        return "..."
    if field.examples:
        return str(field.examples[0])
    annotation = str(field.annotation)
    return "[...]" if "tuple" in annotation else "..."
