"""Translations against their source: which are behind, accepting one as it is, beginning a new one."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource
from ..model.text import Sentence

SCHEMA_LINE = "# yaml-language-server: $schema=../../.schema/text.schema.json\n"


@dataclass(frozen=True)
class Behind:
    """A translation of which parts have changed in the source."""

    slug: str
    language: str
    parts: tuple[str, ...]
    """Ids of sections, or `head`, `actions`, `say`, `sentences`."""


def behind(library: Library, language: str = "") -> Iterator[Behind]:
    """Translations that are behind their source, in `language` or in all."""
    for resource in library.resources.values():
        if resource.status == "retired":
            continue
        for known in resource.languages:
            if language in ("", known) and (parts := resource.outdated_parts(known)):
                yield Behind(resource.id, known, parts)


def mark_current(root: Path, resource: Resource, language: str) -> Path:
    """Writes into a translation that it is of the bokmål wording as it stands now. Comments and order are kept.

    Returns the file written. Raises KeyError where there is no text in `language`, ValueError for the source language.
    """
    if resource.texts[language].translation is None:
        raise ValueError(f"{language} is the source, not a translation")
    path = root / "resources" / resource.id / f"{language}.yaml"
    document = read_yaml(path)
    document["translation"]["source_fingerprint"] = dict(resource.texts[SOURCE_LANGUAGE].fingerprints)
    return write(path, dumped(document))


def new_translation(root: Path, resource: Resource, language: str) -> Path:
    """Begins a translation: a file with every field, empty, below its bokmål wording as a comment.

    Returns the file written. Raises FileExistsError where there is one already. Until its fields are filled in,
    `barnsbeste check` tells which are not, and readers get the text in another language.
    """
    path = root / "resources" / resource.id / f"{language}.yaml"
    if path.exists():
        raise FileExistsError(path)
    source = resource.texts[SOURCE_LANGUAGE]
    document = CommentedMap()
    for name in ("title", "summary", "main_message"):
        _ask(document, name, getattr(source, name))
    sections = CommentedSeq()
    for section in source.sections:
        part = CommentedMap(id=section.id)
        _ask(part, "heading", section.heading, indent=4)
        _ask(part, "text", section.text, indent=4)
        if section.sources:
            listed = CommentedSeq(section.sources)
            listed.fa.set_flow_style()
            part["sources"] = listed
        sections.append(part)
    document["sections"] = sections
    for name in ("actions", "say"):
        said = getattr(source, name)
        if said:
            asked = CommentedSeq([DoubleQuotedScalarString("") for _ in said])
            for number, words in enumerate(said):
                asked.yaml_set_comment_before_after_key(number, before=words, indent=2)
            document[name] = asked
    if source.sentences:
        document["sentences"] = CommentedSeq(_sentence(said) for said in source.sentences)
    document["translation"] = CommentedMap(status="reviewed", source_fingerprint=dict(source.fingerprints))
    document["translation"].yaml_add_eol_comment("or machine: made by a machine, and read by nobody", "status")
    return write(path, SCHEMA_LINE + dumped(document))


def _sentence(said: Sentence) -> CommentedMap:
    entry = CommentedMap(moment=said.moment, ages=said.ages)
    for name in ("ask", "words"):
        if words := getattr(said, name):
            _ask(entry, name, words, indent=4)
    return entry


def _ask(part: CommentedMap, name: str, words: str, indent: int = 0) -> None:
    part[name] = LiteralScalarString("") if name == "text" else DoubleQuotedScalarString("")
    part.yaml_set_comment_before_after_key(name, before=words.strip(), indent=indent)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000  # no line is broken anew: a diff shows only what changed
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def read_yaml(path: Path) -> Any:
    """A file with its comments, order and quotation marks."""
    return _yaml().load(path.read_text("utf-8"))


def dumped(document: Any) -> str:
    """A document as the text of a file."""
    written = StringIO()
    _yaml().dump(document, written)
    return written.getvalue()


def write(path: Path, content: str) -> Path:
    """Writes a file in one go: whoever reads meanwhile gets the old one or the new one."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", suffix="~") as file:
        file.write(content)
    if path.exists():
        shutil.copymode(path, file.name)  # a temporary file is private; the content is read by the server's user too
    else:
        Path(file.name).chmod(0o644)
    return Path(file.name).replace(path)
