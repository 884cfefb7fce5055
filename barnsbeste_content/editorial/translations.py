"""Accepting a translation as made from the present wording of its source."""

import shutil
import tempfile
from pathlib import Path

from ruamel.yaml import YAML

from ..model.resource import Resource


def mark_current(root: Path, resource: Resource, language: str) -> Path:
    """Writes into a translation that it is of the bokmål wording as it stands now. Comments and order are kept.

    Returns the file written. Raises KeyError where there is no text in `language`, ValueError for the source language.
    """
    if resource.texts[language].translation is None:
        raise ValueError(f"{language} is the source, not a translation")
    path = root / "resources" / resource.id / f"{language}.yaml"
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000  # no line is broken anew: a diff shows only what changed
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(path.read_text("utf-8"))
    document["translation"]["source_fingerprint"] = dict(resource.texts["nb"].fingerprints)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", suffix="~") as file:
        yaml.dump(document, file)
    shutil.copymode(path, file.name)  # a temporary file is private; the content is read by the server's user too
    Path(file.name).replace(path)
    return path
