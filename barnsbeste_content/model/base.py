"""What all models share: frozen, strict, and no unknown keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VALUE_PATTERN = r"^[a-z0-9]+(_[a-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
URL_PATTERN = r"^https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
"""Id of something with a file or folder of its own."""
ValueId = Annotated[str, StringConstraints(pattern=VALUE_PATTERN, max_length=60)]
"""Id of a value of the vocabulary."""
LanguageId = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""ISO 639 code as the project uses it: `nb`, `ar`, `ckb`."""
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN, max_length=500)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text for a reader: never empty."""
Labels = dict[LanguageId, Words]
"""Language -> label."""

SOURCE_LANGUAGE = "nb"
"""The language every text is written in first, and every translation is made from."""


class Fault(ValueError):  # noqa: N818 - it tells of the content, not of the program
    """What a validator found wrong, and where below the value it looked at: `Fault("...", "sections", 2, "id")`."""

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place


class Model(BaseModel):
    """Base of every model. Sequences are tuples, so that a loaded library cannot change under its readers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


def label_in(labels: Labels, languages: tuple[str, ...]) -> str:
    """The first label there is along `languages`, else the source language's, else any."""
    for language in (*languages, SOURCE_LANGUAGE):
        if language in labels:
            return labels[language]
    return next(iter(labels.values()))
