"""Texts as gettext PO files, for translators who work in tools of their own; and back again without loss.

A message is a field of a text: `msgctxt` says which ("det-er-ikke-din-skyld/tanken/text"), `msgid` is the bokmål
wording. Fields whose bokmål wording has changed since are `fuzzy`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource
from ..model.text import Text, TextFile
from .translations import SCHEMA_LINE, read_yaml, write_yaml

_HEAD = ("title", "summary", "main_message")
_LISTS = ("actions", "say")
_WHAT = {
    "title": "title, at most 90 characters",
    "summary": "for the list of texts, at most 220 characters",
    "main_message": "the most important, in one sentence",
    "heading": "heading",
    "text": "Markdown: keep **bold**, lists and [words](ressurs:address)",
    "actions": "what the reader can do; begins with a verb",
    "say": "a sentence the reader can say",
}


class WrongFileError(ValueError):
    """A file that is no export of ours. The message says what is wrong."""


@dataclass
class Imported:
    """What an import did."""

    written: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """`slug: message`, for texts that were left as they were."""


def fields(text: Text) -> dict[str, str]:
    """Field -> wording, in the order of a text: `title`, `tanken/heading`, `tanken/text`, `actions/0`."""
    found = {name: str(getattr(text, name)) for name in _HEAD}
    for section in text.sections:
        found |= {f"{section.id}/heading": section.heading, f"{section.id}/text": section.text}
    for name in _LISTS:
        found |= {f"{name}/{number}": words for number, words in enumerate(getattr(text, name))}
    return found


def export_po(library: Library, language: str, slugs: Sequence[str] = ()) -> bytes:
    """The texts that are not retired, or those of `slugs`, with what there is of them in `language`.

    Raises KeyError for a slug there is not.
    """
    catalogue = Catalog(locale=language, fuzzy=False)
    wanted = [library.resources[slug] for slug in slugs] or [
        resource for resource in library.resources.values() if resource.status != "retired"
    ]
    for resource in wanted:
        known = fields(resource.texts[language]) if language in resource.texts else {}
        outdated = resource.outdated_parts(language) if known else ()
        for name, words in fields(resource.texts[SOURCE_LANGUAGE]).items():
            catalogue.add(
                words,
                known.get(name, ""),
                context=f"{resource.id}/{name}",
                flags={"fuzzy"} if name in known and _part(name) in outdated else (),
                auto_comments=[f"{', '.join(resource.audiences)}, {resource.ages.notation}: {_what(name)}"],
            )
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, ignore_obsolete=True)
    header = (
        f'# Texts of BarnsBeste: bokmål to {language}.\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + written.getvalue().rstrip(b"\n") + b"\n"


def import_po(root: Path, library: Library, language: str, content: bytes, *, status: str = "") -> Imported:
    """Writes what has changed into the texts in `language`; new texts are made where every field is translated.

    `status`: what the texts written are from now on, `machine` or `reviewed`; else they stay what they were. Fields
    marked `fuzzy` or left empty stay as they are. Raises WrongFileError where the file cannot be read.
    """
    done = Imported()
    for slug, given in _by_text(content, language, library, done).items():
        resource = library.resources[slug]
        path = root / "resources" / slug / f"{language}.yaml"
        present = resource.texts.get(language)
        known = fields(present) if present else {}
        wanted = {name: words for name, (_, words) in given.items() if words}
        source = fields(resource.texts[SOURCE_LANGUAGE])
        strange = [name for name in given if name not in source]
        missing = [name for name in source if name not in wanted and name not in known]
        if strange:
            done.problems.append(f"{slug}: not in the text any more: {', '.join(strange)}; export anew")
        elif missing and wanted:
            done.problems.append(f"{slug}: not translated yet: {', '.join(missing)}; the text is left out until it is")
        elif any(known.get(name) != words for name, words in wanted.items()):
            marks = _made_from(
                resource.texts[SOURCE_LANGUAGE], {name: words for name, (words, _) in given.items() if name in wanted}
            )
            merged = {name: wanted.get(name) or known[name] for name in source}
            try:
                _write(path, resource, merged, marks, status)
                done.written.append(path)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(map(str, first["loc"]))
                done.problems.append(f"{slug}: {place}: {first['msg']}")
    return done


def _by_text(
    content: bytes, language: str, library: Library, done: Imported
) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Slug -> field -> (bokmål wording it was made from, translation or nothing)."""
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise WrongFileError(f"not a PO file: {error}") from error
    of = str(catalogue.locale_identifier or "")
    if of != language:
        raise WrongFileError(f'the file is for "{of or "no language"}", not for "{language}"')
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for message in catalogue:
        if not message.id:
            continue
        slug, _, name = (message.context or "").partition("/")
        if not name:
            raise WrongFileError(f'line {message.lineno}: "{str(message.id)[:40]}" has no msgctxt that names its text')
        if slug not in library.resources:
            if slug not in (problem.partition(":")[0] for problem in done.problems):
                done.problems.append(f"{slug}: there is no such text")
            continue
        words = "" if message.fuzzy else str(message.string or "")
        found.setdefault(slug, {})[name] = (str(message.id), words.strip())
    return found


def _part(name: str) -> str:
    """The part of a text, as fingerprints name it, that a field belongs to."""
    return "head" if name in _HEAD else name.partition("/")[0]


def _what(name: str) -> str:
    return next(words for kind, words in _WHAT.items() if kind in name.split("/"))


def _made_from(source: Text, wordings: Mapping[str, str]) -> dict[str, str]:
    """Part -> fingerprint of its bokmål wording in `wordings`; only of parts that are there as a whole."""

    def word(name: str, words: str) -> str:
        return wordings.get(name, words)

    then = source.model_copy(
        update={name: word(name, getattr(source, name)) for name in _HEAD}
        | {
            "sections": tuple(
                section.model_copy(
                    update={kind: word(f"{section.id}/{kind}", getattr(section, kind)) for kind in ("heading", "text")}
                )
                for section in source.sections
            )
        }
        | {
            name: tuple(word(f"{name}/{number}", said) for number, said in enumerate(getattr(source, name)))
            for name in _LISTS
        }
    )
    partial = {_part(name) for name in fields(source) if name not in wordings}
    return {part: mark for part, mark in then.fingerprints.items() if part not in partial}


def _write(
    path: Path,
    resource: Resource,
    words: Mapping[str, str],
    marks: Mapping[str, str],
    status: str,
) -> None:
    """Raises ValidationError, and writes nothing, where the text would not be one that can be read."""
    source = resource.texts[SOURCE_LANGUAGE]
    is_new = not path.exists()
    document = CommentedMap() if is_new else read_yaml(path)
    for name in _HEAD:
        _put(document, name, words[name])
    held = {section["id"]: section for section in document.get("sections", ())}
    sections = CommentedSeq()
    for section in source.sections:
        kept = held.get(section.id) or CommentedMap(id=section.id)
        _put(kept, "heading", words[f"{section.id}/heading"])
        _put(kept, "text", words[f"{section.id}/text"])
        if section.sources and "sources" not in kept:
            listed = CommentedSeq(section.sources)
            listed.fa.set_flow_style()
            kept["sources"] = listed
        sections.append(kept)
    if [section["id"] for section in document.get("sections", ())] != [section.id for section in source.sections]:
        document["sections"] = sections
    for name in _LISTS:
        said = list(_listed(words, name))
        if said and document.get(name) != said:
            document[name] = CommentedSeq(said)
    translation = document.setdefault("translation", CommentedMap(status=status or "machine"))
    if status:
        translation["status"] = status
    before = dict(translation.get("source_fingerprint") or {})
    translation["source_fingerprint"] = {part: marks.get(part, before.get(part, "")) for part in source.fingerprints}
    TextFile.model_validate(_plain(document))
    write_yaml(path, document, heading=SCHEMA_LINE if is_new else "")


def _listed(words: Mapping[str, str], name: str) -> Iterator[str]:
    number = 0
    while f"{name}/{number}" in words:
        yield words[f"{name}/{number}"]
        number += 1


def _put(document: CommentedMap, name: str, words: str) -> None:
    """Sets a value; one that says the same already keeps its form."""
    if str(document.get(name, "")).strip() != words.strip():
        document[name] = LiteralScalarString(words.strip() + "\n") if name == "text" else words.strip()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, list):
        return tuple(_plain(held) for held in value)
    return str(value) if isinstance(value, str) else value
