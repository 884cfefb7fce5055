"""Ages of the child concerned: ranges in years or months, and the bands shown to readers."""

import re
from typing import Literal, Self

from pydantic import Field, model_validator

from .base import Model

MAX_YEARS = 18
MAX_MONTHS = 36
_NOTATION = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?(m?)")


class AgeRange(Model):
    """From one age to another, both inclusive: 8-12 is from the eighth birthday to the day before the thirteenth."""

    start: int = Field(alias="from", ge=0, description="Youngest age, inclusive", examples=[8])
    end: int = Field(alias="to", ge=0, description="Oldest age, inclusive", examples=[12])
    unit: Literal["years", "months"] = Field("years", description="`months` for the smallest")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        limit = MAX_MONTHS if self.unit == "months" else MAX_YEARS
        if self.start > self.end:
            unit = ", unit: months" if self.unit == "months" else ""
            raise ValueError(
                f"ages are upside down: from {self.start} to {self.end}; "
                f"write {{from: {self.end}, to: {self.start}{unit}}}"
            )
        if self.end > limit:
            raise ValueError(f"ages go to {limit} {self.unit} at most, not {self.end}; write to: {limit}")
        return self

    @property
    def first_month(self) -> int:
        """Age in whole months at which the range begins."""
        return self.start if self.unit == "months" else self.start * 12

    @property
    def last_month(self) -> int:
        """Last whole month of age that the range still covers."""
        return self.end if self.unit == "months" else self.end * 12 + 11

    def overlaps(self, other: "AgeRange") -> bool:
        return self.first_month <= other.last_month and other.first_month <= self.last_month

    @classmethod
    def parse(cls, notation: str) -> "AgeRange":
        """`"8-12"`, `"4"`, `"0-6m"` -> range. Raises ValueError on anything else."""
        match = _NOTATION.fullmatch(notation)
        if not match:
            raise ValueError(f'"{notation}" is no age; write "8-12", "4" or "0-6m"')
        start, end, months = match.groups()
        return cls(start=int(start), end=int(end or start), unit="months" if months else "years")

    @property
    def notation(self) -> str:
        """The inverse of `parse`."""
        ages = str(self.start) if self.start == self.end else f"{self.start}-{self.end}"
        return ages + ("m" if self.unit == "months" else "")


BANDS: tuple[AgeRange, ...] = tuple(AgeRange.parse(band) for band in ("0-2", "3-7", "8-12", "13-17"))
"""The age bands shown to readers (editorial guide, "Age")."""
