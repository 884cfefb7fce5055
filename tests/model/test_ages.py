from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from barnsbeste_content.model import BANDS, AgeRange
from barnsbeste_content.model.age import MAX_MONTHS, MAX_YEARS


def ages(*, unit: str = "years") -> st.SearchStrategy[AgeRange]:
    limit = MAX_MONTHS if unit == "months" else MAX_YEARS
    ends = st.tuples(st.integers(0, limit), st.integers(0, limit)).map(sorted)
    return ends.map(lambda pair: AgeRange(start=pair[0], end=pair[1], unit=unit))  # type: ignore[arg-type]


any_ages = st.one_of(ages(), ages(unit="months"))


@given(any_ages)
def test_notation_and_parse_are_inverse(age: AgeRange) -> None:
    assert AgeRange.parse(age.notation) == age


@pytest.mark.parametrize(
    ("notation", "start", "end", "unit"),
    [("8-12", 8, 12, "years"), ("4", 4, 4, "years"), ("0-6m", 0, 6, "months"), ("18m", 18, 18, "months")],
)
def test_parse_reads_years_and_months(notation: str, start: int, end: int, unit: str) -> None:
    age = AgeRange.parse(notation)
    assert (age.start, age.end, age.unit) == (start, end, unit)


@pytest.mark.parametrize(
    "notation", ["", "8-", "-8", "8–12", "8 - 12", "12-8", "19", "37m", "8-12y", "8m-12m", "٨", "8\n", "1e1", "008"]
)
def test_parse_refuses_what_is_no_age(notation: str) -> None:
    with pytest.raises(ValueError):
        AgeRange.parse(notation)


@given(st.text(max_size=12))
def test_parse_raises_nothing_but_value_error(text: str) -> None:
    try:
        parsed = AgeRange.parse(text)
    except ValueError:
        return
    assert parsed.notation.isascii()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("8-12", "12-14", True),
        ("8-12", "13-17", False),
        ("0-11m", "0", True),  # eleven months is before the first birthday
        ("0-11m", "1-2", False),
        ("12m", "1", True),
        ("12-23m", "1", True),
        ("24m", "1", False),  # two years old on that day
        ("0-36m", "3", True),
    ],
)
def test_overlap_counts_years_and_months_on_one_scale(one: str, other: str, expected: bool) -> None:
    a, b = AgeRange.parse(one), AgeRange.parse(other)
    assert a.overlaps(b) is expected
    assert b.overlaps(a) is expected


@given(any_ages, any_ages)
def test_overlap_is_some_month_in_both(one: AgeRange, other: AgeRange) -> None:
    months = set(range(one.first_month, one.last_month + 1)) & set(range(other.first_month, other.last_month + 1))
    assert one.overlaps(other) is bool(months)


def test_bands_cover_every_month_to_eighteen_once() -> None:
    for month in range(18 * 12):
        covering = [band for band in BANDS if band.first_month <= month <= band.last_month]
        assert len(covering) == 1, month


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"from": 12, "to": 8}, "{from: 8, to: 12}"),
        ({"from": 6, "to": 3, "unit": "months"}, "{from: 3, to: 6, unit: months}"),
        ({"from": 0, "to": 19}, "write to: 18"),
        ({"from": 0, "to": 37, "unit": "months"}, "write to: 36"),
    ],
)
def test_refused_ages_say_what_to_write(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        AgeRange.model_validate(facts)
    assert said in str(caught.value)
