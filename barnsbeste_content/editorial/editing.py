"""Editing a text in place: what a form shows of its files, writing what was changed, and taking it back.

Nothing is written over that somebody else has written meanwhile, nothing outside the content folder, and nothing that
would make a text one that cannot be read. What went wrong is told in Norwegian, to people who write texts.
"""

import base64
import binascii
import contextlib
import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any

from ..loading.files import validated
from ..loading.references import Known, check_parity, check_resource_file, check_text
from ..loading.strict_yaml import Location, Unreadable, parse
from ..model.base import LANGUAGE_PATTERN, SLUG_PATTERN, SOURCE_LANGUAGE
from ..model.library import Library
from ..model.resource import Resource, ResourceFile
from ..model.text import Text, TextFile
from ..model.vocabulary import FACET_ATTRIBUTES
from .faults_in_norwegian import in_norwegian
from .yaml_splice import NotEditableError, value_put, with_value

Value = str | tuple[str, ...]
"""What a field holds: a text, or a list of texts or ids."""

HEAD = ("title", "summary", "main_message")
LISTS = ("actions", "say")
REFERENCES = ("sources", "helplines", "glossary", "related")
TAGS = ("status", "code", "ages", *FACET_ATTRIBUTES.values(), *REFERENCES)
"""Keys of `resource.yaml` that can be edited."""
OF_RESOURCE = "resource:"
"""Before the name of a field of `resource.yaml`: `resource:audiences`."""
HISTORY = PurePosixPath(".barnsbeste/undo")
"""Where what saves took the place of is kept, beside the content folder."""
MAX_HISTORY = 50
"""Saves that can be taken back."""

_FACTS = "resource.yaml"
_ONE_VALUE = frozenset(("status", "code", "ages", "format"))
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices, whatever ending they have."""
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_AGE = re.compile(r"([0-9]{1,2})(?: ?[-–] ?([0-9]{1,2}))? ?(m?)")
_SPACES = re.compile(r"[ \n]+")
_writing = Lock()
"""Two editors of one server write one after the other: the second one finds what the first one wrote."""


class EditError(Exception):
    """Nothing was written. The message says in plain Norwegian why, and what to do."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field."""

    field: str
    """As in `Draft.values`; a key of the file where it is none of those."""
    message: str
    """In Norwegian, without the name of the field."""


class InvalidError(EditError):
    """The text could not be read with these changes."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__("Teksten er ikke lagret, for noe må rettes først.")
        self.wrong = wrong


@dataclass(frozen=True)
class Draft:
    """A text as it stands on disk, for a form."""

    slug: str
    language: str
    values: Mapping[str, Value]
    """Field -> what it holds: `title`, `<id of section>/heading`, `<id of section>/text`, `actions`,
    `resource:audiences`. Ages are written `8-12`."""
    stamps: Mapping[str, str]
    """Name of file -> SHA-256 of its bytes, in hexadecimal digits."""
    raw: Mapping[str, Any] = field(repr=False)
    """Name of file -> its parsed value."""

    @property
    def sections(self) -> tuple[str, ...]:
        """Ids of the sections, in order."""
        return tuple(name.removesuffix("/text") for name in self.values if name.endswith("/text"))


class ConflictError(EditError):
    """Somebody else has written in the files since they were opened. Holds both versions."""

    def __init__(self, mine: Mapping[str, Value], disk: Draft) -> None:
        super().__init__("Noen andre har endret teksten mens du skrev. Ingenting er skrevet over.")
        self.mine = mine
        """Field -> what was to be written."""
        self.disk = disk


class _MeanwhileError(Exception):
    """A file has been changed between looking at it and writing."""


@dataclass(frozen=True)
class Saved:
    """A save, or one that was taken back."""

    draft: Draft
    """As it stands on disk now."""
    files: tuple[str, ...]
    """Names of the files written; none where nothing was different."""
    warnings: tuple[Wrong, ...] = ()
    """What readers will not get because of it, or not as it was meant."""


@dataclass(frozen=True)
class Preview:
    """A text as readers would get it with some changes."""

    resource: Resource | None
    """None where it cannot be shown yet."""
    wrong: tuple[Wrong, ...]
    """What hinders that."""
    warnings: tuple[Wrong, ...] = ()


def editable(root: Path) -> dict[str, tuple[str, ...]]:
    """Slug -> languages of the texts that can be opened, bokmål first. Also such as are not fit to be read yet."""
    found = {}
    for facts in sorted(root.glob(f"resources/*/{_FACTS}")):
        slug = facts.parent.name
        languages = sorted(
            (path.stem for path in facts.parent.glob("*.yaml") if _is_language(path.stem)),
            key=lambda language: (language != SOURCE_LANGUAGE, language),
        )
        if _is_slug(slug) and languages:
            found[slug] = tuple(languages)
    return found


def open_text(root: Path, slug: str, language: str) -> Draft:
    """A text as it stands in its files. Raises EditError where there is none, or where a file cannot be read."""
    paths = _paths(root, slug, language)
    held = {name: _read(path, slug) for name, path in paths.items()}
    return _draft(slug, language, held)


def cleaned(name: str, value: Value) -> Value:
    """What somebody typed, without what does not belong in a text: tabs, control characters, empty entries.

    Only the text of a section has more than one line.
    """
    if not isinstance(value, str):
        entries = (cleaned("", each) for each in value)
        return tuple(each for each in entries if isinstance(each, str) and each)
    words = _CONTROL.sub("", _LINE_ENDS.sub("\n", value).replace("\t", " "))
    if name.endswith("/text"):
        return "\n".join(line if line.strip() else "" for line in words.split("\n")).strip()
    return _SPACES.sub(" ", words).strip()


def changed(draft: Draft, values: Mapping[str, Value]) -> dict[str, Value]:
    """Those of `values`, cleaned, that are others than in the draft."""
    tidy = {name: cleaned(name, value) for name, value in values.items() if name in draft.values}
    return {name: value for name, value in tidy.items() if value != draft.values[name]}


def preview(draft: Draft, changes: Mapping[str, Value], library: Library) -> Preview:
    """The text as readers would get it with `changes`. Nothing is written."""
    raw, wrong = _raw_with(draft, changes)
    facts, words, faults = _models(draft, raw)
    wrong = (*wrong, *faults)
    if wrong or facts is None or words is None:
        return Preview(None, wrong)
    hindering, warnings = _across(draft, facts, words, library)
    text = Text.model_construct(**dict(words), language=draft.language)
    known = library.resources.get(draft.slug)
    texts = {SOURCE_LANGUAGE: text, **(known.texts if known else {}), draft.language: text}
    there: dict[str, Iterable[str]] = {
        "sources": library.sources,
        "helplines": library.helplines,
        "glossary": library.glossary,
        "related": library.resources,
    }
    kept = {name: tuple(id for id in getattr(facts, name) if id in ids) for name, ids in there.items()}
    resource = Resource.model_construct(**{**dict(facts), **kept}, id=draft.slug, texts=texts)
    return Preview(resource, hindering, warnings)


def save(root: Path, draft: Draft, changes: Mapping[str, Value], library: Library) -> Saved:
    """Writes `changes` (field -> value) into the files, and leaves every other line of them as it is.

    A text that cannot be read as it stands may be saved as long as nothing new becomes wrong with it: it is being
    written. Raises ConflictError where a file is another than when it was opened, InvalidError where the text could
    not be read with the changes, EditError where the disk or the folder does not allow it. Nothing is written then.
    """
    paths = _paths(root, draft.slug, draft.language)
    held = {name: _read(path, draft.slug) for name, path in paths.items()}
    wanted = changed(draft, changes)
    if {name: _stamp(data) for name, data in held.items()} != dict(draft.stamps):
        raise ConflictError(wanted, _draft(draft.slug, draft.language, held))
    warnings = _refuse_new_faults(draft, wanted, library)
    written = {}
    for name, data in held.items():
        new = _spliced(data, draft, {each: value for each, value in wanted.items() if _file(draft, each) == name})
        if new != data:
            written[name] = new
    if written:
        try:
            with _writing:
                _exchange(root, paths, held, written, draft)
        except _MeanwhileError as error:
            raise ConflictError(wanted, open_text(root, draft.slug, draft.language)) from error
    return Saved(open_text(root, draft.slug, draft.language), tuple(written), warnings)


def can_undo(root: Path, slug: str) -> bool:
    """Whether there is a save of this text to take back."""
    return _last(root, slug) is not None


def undo(root: Path, slug: str) -> Saved:
    """Takes the last save of a text back, also one from before a restart.

    Raises ConflictError where a file has been changed since that save, EditError where there is nothing to take back
    or it cannot be written. Nothing is written then.
    """
    found = _last(root, slug)
    if found is None:
        raise EditError("Det er ingen lagring å angre.")
    record, kept = found
    paths = _paths(root, slug, kept.language)
    held = {name: _read(paths[name], slug) for name in kept.before}
    if {name: _stamp(data) for name, data in held.items()} != dict(kept.after):
        old = _draft(slug, kept.language, {name: kept.before.get(name, _read(paths[name], slug)) for name in paths})
        raise ConflictError(old.values, open_text(root, slug, kept.language))
    try:
        with _writing:
            _replace(paths, held, kept.before)
    except _MeanwhileError as error:
        raise EditError("Noen andre skrev i filen akkurat nå. Ingenting er angret; prøv igjen.") from error
    record.unlink(missing_ok=True)
    return Saved(open_text(root, slug, kept.language), tuple(kept.before))


# -- reading -------------------------------------------------------------------------------------------------------


def _is_slug(slug: str) -> bool:
    return re.fullmatch(SLUG_PATTERN, slug) is not None and len(slug) <= 80 and not _RESERVED.fullmatch(slug)


def _is_language(language: str) -> bool:
    return re.fullmatch(LANGUAGE_PATTERN, language) is not None and not _RESERVED.fullmatch(language)


def _paths(root: Path, slug: str, language: str) -> dict[str, Path]:
    """Name -> path of the two files of a text. Raises EditError for what is no text or leads out of the folder."""
    if not _is_slug(slug) or not _is_language(language):
        raise EditError("Det er ingen tekst med dette navnet. Velg en tekst i listen.")
    inside = root.resolve() / "resources"
    paths = {}
    for name in (f"{language}.yaml", _FACTS):
        path = root / "resources" / slug / name
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            raise EditError(
                f"Filen {slug}/{name} finnes ikke. Den kan være flyttet eller slettet mens du skrev."
            ) from error
        if not target.is_relative_to(inside) or not target.is_file():
            raise EditError(f"Filen {slug}/{name} er en snarvei ut av innholdsmappen og kan ikke endres herfra.")
        paths[name] = target
    return paths


def _read(path: Path, slug: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EditError(f"Filen {slug}/{path.name} kan ikke leses. Se etter at den finnes og kan åpnes.") from error


def _stamp(data: bytes) -> str:
    return sha256(data).hexdigest()


def _draft(slug: str, language: str, held: Mapping[str, bytes]) -> Draft:
    raw = {name: _parsed(data, f"{slug}/{name}") for name, data in held.items()}
    words, facts = raw[f"{language}.yaml"], raw[_FACTS]
    values: dict[str, Value] = {name: _text_of(name, words.get(name)) for name in HEAD}
    for section in _sections(words):
        for key in ("heading", "text"):
            name = f"{section['id']}/{key}"
            values[name] = _text_of(name, section.get(key))
    values |= {name: _list_of(words.get(name)) for name in LISTS}
    for name in TAGS:
        value = facts.get(name)
        if name == "ages":
            values[OF_RESOURCE + name] = _notation(value)
        else:
            values[OF_RESOURCE + name] = _text_of(name, value) if name in _ONE_VALUE else _list_of(value)
    return Draft(slug, language, values, {name: _stamp(data) for name, data in held.items()}, raw)


def _parsed(data: bytes, shown: str) -> dict[str, Any]:
    told: list[tuple[int, str]] = []
    try:
        held = parse(data, lambda line, message: told.append((line, message)))
    except Unreadable as error:
        line, message = told[0]
        raise EditError(
            f"Filen {shown} kan ikke leses, linje {line}: {in_norwegian(message)} "
            "Åpne den i et skriveprogram, rett linjen og lagre."
        ) from error
    if not isinstance(held, dict):
        raise EditError(f"Filen {shown} er ikke skrevet som en tekst. Åpne den i et skriveprogram og se på den.")
    return held


def _sections(words: Mapping[str, Any]) -> list[dict[str, Any]]:
    sections = words.get("sections")
    found: dict[str, dict[str, Any]] = {}
    for section in sections if isinstance(sections, tuple) else ():
        if isinstance(section, dict) and isinstance(section.get("id"), str):
            found.setdefault(section["id"], section)
    return list(found.values())


def _text_of(name: str, value: Any) -> str:
    return str(cleaned(name, "" if value is None or isinstance(value, dict | tuple) else str(value)))


def _list_of(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, tuple) else ()
    return tuple(filter(None, (_text_of("", each) for each in entries)))


def _notation(value: Any) -> str:
    """Ages as one writes them: `8-12`; nothing where they are not told in the usual way."""
    if not isinstance(value, dict) or not {"from", "to"} <= value.keys():
        return ""
    months = "m" if value.get("unit") == "months" else ""
    return f"{value['from']}{months}" if value["from"] == value["to"] else f"{value['from']}-{value['to']}{months}"


# -- changes -------------------------------------------------------------------------------------------------------


def _file(draft: Draft, name: str) -> str:
    return _FACTS if name.startswith(OF_RESOURCE) else f"{draft.language}.yaml"


def _place(draft: Draft, name: str) -> Location:
    """Where in its file a field stands."""
    if name.startswith(OF_RESOURCE):
        return (name.removeprefix(OF_RESOURCE),)
    section, _, key = name.rpartition("/")
    if not section:
        return (name,)
    sections = draft.raw[_file(draft, name)]["sections"]
    index = next(i for i, each in enumerate(sections) if isinstance(each, dict) and each.get("id") == section)
    return ("sections", index, key)


def _steps(draft: Draft, name: str, value: Value) -> Iterable[tuple[Location, Any]]:
    """(place, value) of everything to write for a field. Raises ValueError for ages that are none."""
    place = _place(draft, name)
    if name == f"{OF_RESOURCE}ages":
        found = _AGE.fullmatch(str(value))  # in order or not: the model says what is wrong with them
        if not found:
            raise ValueError(value)
        yield (*place, "from"), int(found[1])
        yield (*place, "to"), int(found[2] or found[1])
        held = draft.raw[_FACTS].get("ages")
        if found[3] or (isinstance(held, dict) and "unit" in held):
            yield (*place, "unit"), "months" if found[3] else None
    else:
        is_optional = name in ("say", f"{OF_RESOURCE}code") or not _is_required(name)
        yield place, None if not value and is_optional else value


def _is_required(name: str) -> bool:
    if not name.startswith(OF_RESOURCE):
        return True
    return ResourceFile.model_fields[name.removeprefix(OF_RESOURCE)].is_required()


def _raw_with(draft: Draft, changes: Mapping[str, Value]) -> tuple[dict[str, Any], tuple[Wrong, ...]]:
    raw, wrong = dict(draft.raw), []
    for name, value in changes.items():
        try:
            for place, step in _steps(draft, name, value):
                raw[_file(draft, name)] = value_put(raw[_file(draft, name)], place, step)
        except ValueError:
            wrong.append(Wrong(name, "Skriv alderen som 8-12, 4 eller 0-6m (m betyr måneder)."))
        except NotEditableError:
            wrong.append(Wrong(name, _NOT_HERE))
    return raw, tuple(wrong)


_NOT_HERE = "Dette er skrevet på en måte skjemaet ikke kan endre. Åpne filen i et skriveprogram og endre det der."


def _models(draft: Draft, raw: Mapping[str, Any]) -> tuple[ResourceFile | None, TextFile | None, tuple[Wrong, ...]]:
    facts, in_facts = validated("resource", raw[_FACTS])
    words, in_words = validated("text", raw[f"{draft.language}.yaml"])
    wrong = [_wrong(draft, place, message, OF_RESOURCE) for place, message in in_facts]
    wrong += [_wrong(draft, place, message) for place, message in in_words]
    return facts, words, tuple(dict.fromkeys(wrong))


def _wrong(draft: Draft, place: Location, message: str, prefix: str = "") -> Wrong:
    name = f"{prefix}{place[0]}" if place else prefix
    if not prefix and len(place) > 2 and place[0] == "sections" and isinstance(place[1], int):
        section = draft.raw[f"{draft.language}.yaml"]["sections"][place[1]]
        name = f"{section.get('id', place[1] + 1)}/{place[2]}"
    return Wrong(name, in_norwegian(message))


def _across(
    draft: Draft, facts: ResourceFile, words: TextFile, library: Library
) -> tuple[tuple[Wrong, ...], tuple[Wrong, ...]]:
    """What is wrong beside other files: (what the text cannot be served with, what is left out or told)."""
    known = Known(
        values={name: facet.ids for name, facet in library.vocabulary.facets.items()},
        languages=tuple(library.vocabulary.languages),
        resources={*library.resources, draft.slug},
        helplines=library.helplines.keys(),
        sources=library.sources.keys(),
        glossary=library.glossary.keys(),
    )
    found = [(OF_RESOURCE, each) for each in check_resource_file(facts, draft.slug, known)]
    found += [("", each) for each in check_text(words, draft.language, facts, known)]
    own = library.resources.get(draft.slug)
    if own and draft.language != SOURCE_LANGUAGE:
        found += [("", each) for each in check_parity(own.texts[SOURCE_LANGUAGE], words)]
    hindering = [_wrong(draft, place, said, prefix) for prefix, (place, said, can_be_left_out) in found
                 if not can_be_left_out]  # fmt: skip
    warnings = [_wrong(draft, place, said, prefix) for prefix, (place, said, can_be_left_out) in found
                if can_be_left_out]  # fmt: skip
    taken = next(
        (r for r in library.resources.values() if r.code and r.code == facts.code and r.id != draft.slug), None
    )
    if taken is not None:
        hindering.append(Wrong(f"{OF_RESOURCE}code", f"Koden er tatt av «{taken.texts[SOURCE_LANGUAGE].title}»."))
    if own and draft.language == SOURCE_LANGUAGE:
        for name in LISTS:
            now = len(getattr(words, name))
            others = [
                library.vocabulary.language_name(language, SOURCE_LANGUAGE)
                for language, text in own.texts.items()
                if language != SOURCE_LANGUAGE and len(getattr(text, name)) != now
            ]
            if others:
                told = f"Ikke like mange punkter som på {', '.join(others)}. Teksten vises som før til det er likt."
                warnings.append(Wrong(name, told))
    return tuple(dict.fromkeys(hindering)), tuple(dict.fromkeys(warnings))


def _refuse_new_faults(draft: Draft, changes: Mapping[str, Value], library: Library) -> tuple[Wrong, ...]:
    """Raises InvalidError where something is wrong with the changes that was not wrong before; returns warnings."""
    raw, wrong = _raw_with(draft, changes)
    facts, words, faults = _models(draft, raw)
    wrong = (*wrong, *faults)
    warnings: tuple[Wrong, ...] = ()
    if facts is not None and words is not None:
        hindering, warnings = _across(draft, facts, words, library)
        wrong = (*wrong, *hindering)
    old_facts, old_words, before = _models(draft, draft.raw)
    if old_facts is not None and old_words is not None:
        before = (*before, *_across(draft, old_facts, old_words, library)[0])
    if {_kind(each) for each in wrong} - {_kind(each) for each in before}:
        raise InvalidError(wrong)
    return (*wrong, *warnings)


def _kind(wrong: Wrong) -> tuple[str, str]:
    """What is wrong with which field, however much: a title that is still too long may be saved when it was before."""
    return wrong.field, re.sub(r"\d+", "", wrong.message)


def _spliced(data: bytes, draft: Draft, changes: Mapping[str, Value]) -> bytes:
    """A file with changes. Raises InvalidError where one of them stands in a way that cannot be changed alone."""
    text = data.decode("utf-8")
    for name, value in changes.items():
        keys = _AGES if name == f"{OF_RESOURCE}ages" else _KEYS[name.startswith(OF_RESOURCE)]
        try:
            for place, step in _steps(draft, name, value):
                text = with_value(text, place, step, keys)
        except NotEditableError as error:
            raise InvalidError((Wrong(name, _NOT_HERE),)) from error
    return text.encode()


_KEYS = {True: tuple(ResourceFile.model_fields), False: tuple(TextFile.model_fields)}
_AGES = ("from", "to", "unit")


# -- writing -------------------------------------------------------------------------------------------------------


def _exchange(
    root: Path, paths: Mapping[str, Path], held: Mapping[str, bytes], written: Mapping[str, bytes], draft: Draft
) -> None:
    """Keeps what stands there, then writes. Where the writing fails nothing is kept."""
    try:
        record = _keep(root, draft, {name: held[name] for name in written}, written)
    except OSError as error:
        raise EditError(_why(error)) from error
    try:
        _replace(paths, held, written)
    except (EditError, _MeanwhileError):
        record.unlink(missing_ok=True)
        raise
    _forget_oldest(record.parent)


def _replace(paths: Mapping[str, Path], held: Mapping[str, bytes], written: Mapping[str, bytes]) -> None:
    """Writes files in one go, each beside its place first; all of them or none. Raises EditError."""
    beside: dict[str, Path] = {}
    done: list[str] = []
    try:
        for name, data in written.items():
            beside[name] = _beside(paths[name], data)
        if any(paths[name].read_bytes() != held[name] for name in written):  # while the new ones were written
            raise _MeanwhileError
        for name, new in beside.items():
            new.replace(paths[name])
            done.append(name)
    except OSError as error:
        for name in done:
            with contextlib.suppress(OSError):
                _beside(paths[name], held[name]).replace(paths[name])
        raise EditError(_why(error, is_locked=len(beside) == len(written))) from error
    finally:
        for new in beside.values():
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """A file beside `path`, under a name that is never read, with its permissions. Raises OSError, and leaves none."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".new")
    new = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return new


def _why(error: OSError, *, is_locked: bool = False) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Disken er full, så ingenting er lagret. Rydd plass og lagre igjen; det du har skrevet, står her ennå."
    if isinstance(error, FileNotFoundError):
        return "Mappen er flyttet eller slettet mens du skrev. Ingenting er lagret; det du har skrevet, står her ennå."
    if is_locked and isinstance(error, PermissionError):
        return "Filen er i bruk av et annet program. Lukk den der og lagre igjen; det du har skrevet, står her ennå."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Du har ikke lov til å skrive i denne mappen. Be om tilgang; det du har skrevet, står her ennå."
    return f"Filen kunne ikke skrives ({error.strerror}). Ingenting er lagret; det du har skrevet, står her ennå."


# -- taking back ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Kept:
    """What a save took the place of."""

    language: str
    before: Mapping[str, bytes]
    """Name of file -> its bytes."""
    after: Mapping[str, str]
    """Name of file -> the stamp it had after the save."""


def _history(root: Path) -> Path:
    return root.resolve().parent / HISTORY


def _keep(root: Path, draft: Draft, before: Mapping[str, bytes], written: Mapping[str, bytes]) -> Path:
    """Writes the record of a save. Raises OSError."""
    folder = _history(root)
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / ".gitignore").write_text("*\n", "utf-8")  # ignored wherever the content folder is
    content = {
        "slug": draft.slug,
        "language": draft.language,
        "before": {name: base64.b64encode(data).decode("ascii") for name, data in before.items()},
        "after": {name: _stamp(data) for name, data in written.items()},
    }
    # named by time; two saves in one microsecond get different names
    handle, made = tempfile.mkstemp(dir=folder, prefix=f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise
    return Path(made)


def _last(root: Path, slug: str) -> tuple[Path, _Kept] | None:
    """The newest record of a text; one that cannot be read is passed over."""
    for record in sorted(_history(root).glob("*.json"), reverse=True):
        try:
            held = json.loads(record.read_bytes())
            if held["slug"] != slug:
                continue
            names = {f"{held['language']}.yaml", _FACTS}
            before = {name: base64.b64decode(data, validate=True) for name, data in held["before"].items()}
            kept = _Kept(held["language"], before, dict(held["after"]))
            if before and before.keys() <= names and before.keys() == kept.after.keys():
                return record, kept
        except (OSError, ValueError, KeyError, TypeError, AttributeError, binascii.Error):
            continue
    return None


def _forget_oldest(folder: Path) -> None:
    for record in sorted(folder.glob("*.json"), reverse=True)[MAX_HISTORY:]:
        with contextlib.suppress(OSError):
            record.unlink(missing_ok=True)
