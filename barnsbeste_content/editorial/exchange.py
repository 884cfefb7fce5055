"""Texts as gettext PO files, for translators who work in tools of their own; and back again without loss.

A message is a field of a text: `msgctxt` says which ("det-er-ikke-din-skyld/tanken/text"), `msgid` is the bokmål
wording. Fields whose bokmål wording has changed since are `fuzzy`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

from ..loading.messages import explain
from ..loading.strict_yaml import Unreadable, parse
from ..model.base import SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource
from ..model.text import Text, TextFile
from .translations import SCHEMA_LINE, dumped, read_yaml, write

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
    "ask": "what a child asks",
    "words": "a sentence to say aloud to a child of the age given",
}


_PO_LINE = re.compile(rb'#.*|((msgctxt|msgid|msgid_plural|msgstr(\[[0-9]\])?)\s+)?"([^"\\]|\\.)*"|')
_QUOTED = (DoubleQuotedScalarString, SingleQuotedScalarString)


class WrongFileError(ValueError):
    """A file that is no export of ours. The message says what is wrong."""


@dataclass
class Imported:
    """What an import did."""

    written: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """`slug: message`, for texts that were left as they were."""


def fields(text: TextFile) -> dict[str, str]:
    """Field -> wording, in the order of a text: `title`, `tanken/heading`, `tanken/text`, `actions/0`."""
    found = {name: str(getattr(text, name)) for name in _HEAD}
    for section in text.sections:
        found |= {f"{section.id}/heading": section.heading, f"{section.id}/text": section.text}
    for name in _LISTS:
        found |= {f"{name}/{number}": words for number, words in enumerate(getattr(text, name))}
    for number, said in enumerate(text.sentences):
        found |= {f"sentences/{number}/ask": said.ask} if said.ask else {}
        found[f"sentences/{number}/words"] = said.words
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
            message = catalogue.add(
                words,
                known.get(name, ""),
                context=f"{resource.id}/{name}",
                flags={"fuzzy"} if name in known and _part(name) in outdated else (),
                auto_comments=[f"{', '.join(resource.audiences)}, {_ages(resource, name)}: {_what(name)}"],
            )
            message.flags -= {"python-format", "python-brace-format"}  # "20 % er" is no placeholder
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
    marked `fuzzy` or left empty stay as they are; a part that is `fuzzy` no more is current, with the same words too.
    Raises WrongFileError where the file cannot be read.
    """
    done = Imported()
    for slug, given in _by_text(content, language, library, done).items():
        path = root / "resources" / slug / f"{language}.yaml"
        try:
            if _take_over(path, library.resources[slug], language, given, status):
                done.written.append(path)
        except _UnfitError as error:
            done.problems.append(f"{slug}: {error}")
    return done


class _UnfitError(ValueError):
    """A text that cannot be taken over. The message says why."""


def _take_over(
    path: Path, resource: Resource, language: str, given: Mapping[str, tuple[str, str]], status: str
) -> bool:
    """Writes one text; whether there was anything to write. Raises _UnfitError, and then writes nothing."""
    source, present = resource.texts[SOURCE_LANGUAGE], resource.texts.get(language)
    known = {name: _tidy(name, words) for name, words in fields(present).items()} if present else {}
    wanted = {name: words for name, (_, words) in given.items() if words}
    asked = fields(source)
    if strange := [name for name in given if name not in asked]:
        raise _UnfitError(f"not in the text any more: {', '.join(strange)}; export anew")
    if not wanted:
        return False
    if missing := [name for name in asked if name not in wanted and name not in known]:
        raise _UnfitError(f"not translated yet: {', '.join(missing)}; the text is left out until it is")
    before = present.translation.source_fingerprint if present and present.translation else {}
    then = _made_from(source, {name: words for name, (words, _) in given.items() if name in wanted})
    now = source.fingerprints
    changed = {_part(name) for name, words in wanted.items() if known.get(name) != words}
    # Words that stay as they are can become current, but never outdated: they may have been marked since the export.
    marks = {part: mark for part, mark in then.items() if part in changed or mark == now[part]}
    if not changed and all(before.get(part) == mark for part, mark in marks.items()):
        return False
    _write(path, resource, {name: wanted.get(name) or known[name] for name in asked}, marks, status)
    return True


def _by_text(
    content: bytes, language: str, library: Library, done: Imported
) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Slug -> field -> (bokmål wording it was made from, translation or nothing)."""
    catalogue = _read(content)
    of = str(catalogue.locale_identifier or "")
    if of != language:
        raise WrongFileError(f'the file is for "{of or "no language"}", not for "{language}"')
    found: dict[str, dict[str, tuple[str, str]]] = {}
    unknown: set[str] = set()
    for message in catalogue:
        if not message.id:
            continue
        if not isinstance(message.id, str):
            raise WrongFileError(f'line {message.lineno}: "{message.id[0][:40]}" has plural forms; no text of ours has')
        slug, _, name = (message.context or "").partition("/")
        if not name:
            raise WrongFileError(f'line {message.lineno}: "{message.id[:40]}" has no msgctxt that names its text')
        if slug not in library.resources:
            if slug not in unknown:
                done.problems.append(f"{slug}: there is no such text")
            unknown.add(slug)
            continue
        if name in found.get(slug, {}):
            raise WrongFileError(f"line {message.lineno}: {slug}/{name} stands twice; take one away")
        words = "" if message.fuzzy else _tidy(name, str(message.string or ""))
        found.setdefault(slug, {})[name] = (message.id, words)
    return found


def _read(content: bytes) -> Catalog:
    content = content.removeprefix(b"\xef\xbb\xbf")  # some editors put a byte-order mark there
    for number, line in enumerate(content.split(b"\n"), 1):
        if not _PO_LINE.fullmatch(line.strip()):  # Babel takes off the last character, be it a quotation mark or not
            raise WrongFileError(f'not a PO file: line {number}: "{line.strip()[:40].decode("utf-8", "replace")}"')
    try:
        return read_po(BytesIO(content), abort_invalid=True)
    except PoFileError as error:
        said = str(error).removesuffix(f" on {error.lineno}")
        raise WrongFileError(f"not a PO file: line {error.lineno + 1}: {said}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # Babel trusts headers and numbers
        raise WrongFileError(f"not a PO file: {error}") from error


def _tidy(name: str, words: str) -> str:
    """Without what tools leave at ends of lines; only the text of a section has more than one line."""
    lines = [line.rstrip() for line in words.replace("\r\n", "\n").strip().split("\n")]
    return "\n".join(lines) if name.endswith("/text") else " ".join(line.lstrip() for line in lines if line)


def _part(name: str) -> str:
    """The part of a text, as fingerprints name it, that a field belongs to."""
    return "head" if name in _HEAD else name.partition("/")[0]


def _what(name: str) -> str:
    part, _, kind = name.partition("/")
    return _WHAT[part if part in _LISTS else kind.rpartition("/")[2] or part]


def _ages(resource: Resource, name: str) -> str:
    """Of the children whom a field is for: a sentence of a guide has an age of its own."""
    part, _, rest = name.partition("/")
    if part == "sentences":
        return resource.texts[SOURCE_LANGUAGE].sentences[int(rest.partition("/")[0])].ages
    return resource.ages.notation


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
        | {
            "sentences": tuple(
                said.model_copy(
                    update={
                        kind: word(f"sentences/{number}/{kind}", getattr(said, kind))
                        for kind in ("ask", "words")
                        if getattr(said, kind)
                    }
                )
                for number, said in enumerate(source.sentences)
            )
        }
    )
    partial = {_part(name) for name in fields(source) if name not in wordings}
    return {part: mark for part, mark in then.fingerprints.items() if part not in partial}


def _write(path: Path, resource: Resource, words: Mapping[str, str], marks: Mapping[str, str], status: str) -> None:
    """Raises _UnfitError, and writes nothing, where the text would not be one that can be read."""
    source = resource.texts[SOURCE_LANGUAGE]
    is_new = not path.exists()
    document = CommentedMap() if is_new else _held(path)
    for name in _HEAD:
        _put(document, name, words[name], name)
    _put_sections(document, source, words)
    for name in _LISTS:
        _put_list(document, name, list(_listed(words, name)))
    _put_sentences(document, source, words)
    translation = document.setdefault("translation", CommentedMap(status=status or "machine"))
    if status and translation.get("status") != status:
        translation["status"] = status
    fingerprints = translation.setdefault("source_fingerprint", CommentedMap())
    for part, mark in marks.items():
        if fingerprints.get(part) != mark:
            fingerprints[part] = mark
    content = (SCHEMA_LINE if is_new else "") + dumped(document)
    _check(content, words)
    write(path, content)


def _held(path: Path) -> CommentedMap:
    """What stands in a file, if need be one that readers do not get: a template, or one whose bokmål has new parts."""
    try:
        document = read_yaml(path)
    except (YAMLError, UnicodeDecodeError):
        document = None
    if isinstance(document, CommentedMap):
        sections, translation = document.get("sections", []), document.get("translation", CommentedMap())
        if (
            isinstance(sections, list)
            and all(isinstance(section, CommentedMap) and "id" in section for section in sections)
            and isinstance(translation, CommentedMap)
            and isinstance(translation.get("source_fingerprint", {}), dict)
        ):
            return document
    raise _UnfitError(f"{path} cannot be read; run barnsbeste check")


def _check(content: str, words: Mapping[str, str]) -> None:
    """Raises _UnfitError where what is about to be written would not be read again, or not as `words`."""
    told: list[str] = []
    try:
        text = TextFile.model_validate(parse(content.encode(), lambda _, message: told.append(message)))
    except Unreadable as error:
        raise _UnfitError("; ".join(told)) from error
    except ValidationError as error:
        raise _UnfitError("; ".join(message for _, message in explain(error, TextFile))) from error
    if other := [name for name, said in fields(text).items() if _tidy(name, said) != words.get(name)]:
        raise _UnfitError(f"cannot be written as it is: {', '.join(other)}")


def _put_sections(document: CommentedMap, source: Text, words: Mapping[str, str]) -> None:
    held = {section["id"]: section for section in document.get("sections", ())}
    sections = CommentedSeq()
    for section in source.sections:
        kept = held.get(section.id)
        if kept is None:
            kept = CommentedMap(id=section.id)
        for kind in ("heading", "text"):
            _put(kept, kind, words[f"{section.id}/{kind}"], f"{section.id}/{kind}")
        if section.sources and section.id not in held:
            listed = CommentedSeq(section.sources)
            listed.fa.set_flow_style()
            kept["sources"] = listed
        sections.append(kept)
    if list(held) != [section.id for section in source.sections]:
        document["sections"] = sections


def _put_sentences(document: CommentedMap, source: Text, words: Mapping[str, str]) -> None:
    held = document.get("sentences")
    fits = isinstance(held, CommentedSeq) and len(held) == len(source.sentences)
    written = held if fits else CommentedSeq(CommentedMap() for _ in source.sentences)
    for number, (entry, said) in enumerate(zip(written, source.sentences, strict=True)):
        entry["moment"], entry["ages"] = said.moment, said.ages
        for kind in ("ask", "words"):
            if getattr(said, kind):
                _put(entry, kind, words[f"sentences/{number}/{kind}"], f"sentences/{number}/{kind}")
    if source.sentences:
        document["sentences"] = written


def _put_list(document: CommentedMap, name: str, said: list[str]) -> None:
    held = document.get(name)
    if isinstance(held, CommentedSeq) and len(held) == len(said):
        for number, words in enumerate(said):
            _put(held, number, words, f"{name}/{number}")
    elif said:
        document[name] = CommentedSeq(said)
    else:
        document.pop(name, None)


def _listed(words: Mapping[str, str], name: str) -> Iterator[str]:
    number = 0
    while f"{name}/{number}" in words:
        yield words[f"{name}/{number}"]
        number += 1


def _put(document: Any, key: str | int, words: str, name: str) -> None:
    """Sets a value; one that says the same already keeps its form, another one its quotation marks."""
    held = document[key] if isinstance(key, int) else document.get(key, "")
    if _tidy(name, str(held)) == words and words:
        return
    if name.endswith("/text"):
        document[key] = LiteralScalarString(words + "\n")
    else:
        document[key] = type(held)(words) if isinstance(held, _QUOTED) else words
