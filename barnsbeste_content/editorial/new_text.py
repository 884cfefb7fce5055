"""Beginning a new text: its folder with both files, made of the annotated example in `content/_template/`."""

import errno
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..loading.messages import nearest, one_of
from ..loading.strict_yaml import Unreadable, parse
from ..model.age import MAX_MONTHS, MAX_YEARS, AgeRange
from ..model.base import SLUG_PATTERN, SOURCE_LANGUAGE
from ..model.helpline import Helpline
from ..model.library import Library
from ..model.resource import CODED_AUDIENCES, FAMILY_AUDIENCES, ResourceFile
from ..model.vocabulary import FACET_ATTRIBUTES
from .checks import CONTACT_AND_LAW_MONTHS, GUIDANCE_MONTHS, months_later

TEMPLATE = "_template"
MAX_SLUG = 80
"""As in `model.base.Slug`: a longer one would be refused when it is read."""
MAX_TITLE = 90
"""As in `model.text.TextFile`."""
MAX_TOPICS = 5
"""As in `model.resource.ResourceFile`."""
HELPLINES = 2
"""How many are put in to begin with; the writer knows better which are left out or added."""

_SLUG = re.compile(SLUG_PATTERN)
_CODE_SHAPE = re.compile(r"[bu][0-9]{2,5}")
_CODE_LINE = re.compile(rb"^code:[ ]*[\"']?([bu])([0-9]{2,5})\b", re.MULTILINE)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "ä": "ae", "ö": "o", "đ": "d", "ß": "ss"})
_KEY = re.compile(r"(?:# )?([a-z_]+):(?: (.*))?")
_ASKED_WORDS = re.compile(r"( *)(title|summary|main_message|heading): (.*)")
_BLOCK = re.compile(r"( *)text: \|[-+]?")
_SECTION_SOURCES = re.compile(r"( +)(sources: .*)")
_LIST = re.compile(r"(actions|say):")

_SCHEMA = "# yaml-language-server: $schema=../../.schema/{}.schema.json"
"""From `resources/<slug>/`."""
_HOW_TO = "# HOW TO MAKE A NEW TEXT"
_HOW_TO_GO_ON = (
    "# HOW TO GO ON",
    "#   1. Fill in what is empty, and change what stands after a colon where it does not fit. Lines that begin with #",
    "#      are notes for you: take them away as you go.",
    "#   2. Run: barnsbeste check. It tells file, line, what is wrong, and what to write instead.",
)
"""Stands where the example tells how to make the folder and copy the files: that is done."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with what was asked for."""

    kind: str
    """What is wrong, in one word, for whoever tells it in other words: `slug`, `taken`, `unknown`, ..."""
    message: str
    """The same for the command line, with what to ask for instead."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What other words need to name it, such as `slug`, `facet`, `instead`."""


class WrongUseError(Exception):
    """What was asked for cannot be made, or not there. The message says what to ask for, one thing a line."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(fault.message for fault in faults))
        self.faults = faults


class BrokenContentError(Exception):
    """What stands in the content folder has to be mended first. The message says what."""


@dataclass(frozen=True)
class Asked:
    """What whoever writes says of a text before there is one. Values are ids of the vocabulary."""

    slug: str
    audiences: tuple[str, ...]
    ages: str
    """`8-12`, `4`, `0-6m`."""
    situations: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    """Only of texts to professionals, as `phases`."""
    phases: tuple[str, ...] = ()
    loss_contexts: tuple[str, ...] = ()
    """Only where `situations` has bereavement."""
    format: str = ""
    title: str = ""


@dataclass(frozen=True)
class PlannedText:
    """A text as it would be begun; nothing of it is on disk."""

    folder: Path
    files: Mapping[str, str]
    """Name of each file -> what will stand in it."""
    empty: tuple[str, ...]
    """As in `NewText`."""
    guessed: tuple[str, ...]


@dataclass(frozen=True)
class NewText:
    """A text that was begun."""

    facts: Path
    """Its `resource.yaml`."""
    words: Path
    """Its `nb.yaml`."""
    empty: tuple[str, ...]
    """Keys of `resource.yaml` that are still to be filled in: nobody but the writer can know them."""
    guessed: tuple[str, ...]
    """Keys of `resource.yaml` that nobody asked for and that bear a first sensible value."""


def new_text(root: Path, library: Library, asked: Asked, today: date) -> NewText:
    """Makes `resources/<slug>/` below `root` with `resource.yaml` and `nb.yaml`, both as a draft to fill in.

    Either the whole folder is there afterwards or nothing is. Until what is empty is filled in, `barnsbeste check`
    tells of each line, and the text is shown to nobody.

    Raises WrongUseError where the name is no slug, is taken or was, where a value is unknown, and where the folder
    cannot be written; BrokenContentError where the vocabulary, the redirects or the example cannot be used.
    """
    planned = plan_text(root, library, asked, today)
    _make_folder(planned.folder, planned.files)
    return NewText(
        planned.folder / "resource.yaml",
        planned.folder / f"{SOURCE_LANGUAGE}.yaml",
        empty=planned.empty,
        guessed=planned.guessed,
    )


def plan_text(root: Path, library: Library, asked: Asked, today: date) -> PlannedText:
    """What `new_text` would make, without making it. Raises as it does, but for what only writing shows."""
    resources = _folder_of_texts(root)
    wrong = [
        *_wrong_slug(asked.slug),
        *_wrong_values(asked, library),
        *_values_out_of_place(asked),
        *_wrong_ages(asked.ages),
        *_wrong_title(asked),
    ]
    if wrong:
        raise WrongUseError(*wrong)
    folder = resources / asked.slug
    _check_is_free(folder, root, library)
    template = _read_template(root / TEMPLATE / "resource.yaml")
    values, guessed = _values(root, library, asked, today, template)
    facts = _filled_facts(template, values, _left_out(asked, values))
    _check_facts(root / TEMPLATE / "resource.yaml", facts, values)
    example, title = root / TEMPLATE / f"{SOURCE_LANGUAGE}.yaml", " ".join(asked.title.split())
    words = _emptied_words(_read_template(example), title)
    _check_words(example, words, title)
    return PlannedText(
        folder,
        {"resource.yaml": facts, f"{SOURCE_LANGUAGE}.yaml": words},
        empty=tuple(key for key, value in values.items() if value == "[]"),
        guessed=tuple(key for key in guessed if values[key] != "[]"),
    )


def suggested_slug(name: str) -> str:
    """The slug nearest to what somebody wrote, or nothing where no letter or digit of it can be kept."""
    plain = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return "" if _CODE_SHAPE.fullmatch(slug) else slug


# -- what is asked for ---------------------------------------------------------------------------------------------


def _wrong_slug(slug: str) -> Iterator[Fault]:
    suggestion = suggested_slug(slug)
    instead = f"; write {suggestion}" if suggestion else "; write a name such as naar-mamma-er-syk"
    if _CODE_SHAPE.fullmatch(slug):  # addresses take either: the text would stand where another one's code leads
        message = f'"{slug}" looks like a neutral code, and addresses would mix them up; write a name in words'
        yield Fault("code", message, {"slug": slug})
    elif not _SLUG.fullmatch(slug):
        message = (
            f"{json.dumps(slug, ensure_ascii=False)} cannot be the name of a text: it has only lower-case letters a-z, "
            f"digits and single hyphens (æ -> ae, ø -> o, å -> aa){instead}"
        )
        yield Fault("slug", message, {"slug": slug, "instead": suggestion})
    elif len(slug) > MAX_SLUG:
        message = f"the name has {len(slug)} characters; at most {MAX_SLUG}{instead}"
        yield Fault("slug_length", message, {"count": str(len(slug)), "most": str(MAX_SLUG), "instead": suggestion})


def _wrong_values(asked: Asked, library: Library) -> Iterator[Fault]:
    given = {
        "audience": asked.audiences,
        "situation": asked.situations,
        "relation": asked.relations,
        "topic": asked.topics,
        "law": asked.laws,
        "setting": asked.settings,
        "phase": asked.phases,
        "loss_context": asked.loss_contexts,
        "format": (asked.format,) if asked.format else (),
    }
    if not asked.audiences:
        known = one_of(_ids(library, "audience"))
        yield Fault("audience", f"a text speaks to somebody; give --audience, one of {known}")
    for facet, values in given.items():
        for value in values:
            if value not in _ids(library, facet):
                message = f'unknown {facet} "{value}"{_nearest_value(library, facet, value)}'
                yield Fault("unknown", message, {"facet": facet, "value": value})
    if len(asked.topics) > MAX_TOPICS:
        message = f"{len(asked.topics)} topics; at most {MAX_TOPICS}: keep the most important"
        yield Fault("topics", message, {"count": str(len(asked.topics)), "most": str(MAX_TOPICS)})


def _values_out_of_place(asked: Asked) -> Iterator[Fault]:
    """Values of facets that such a text has not got: they would be left out in silence."""
    for facet, values in (("setting", asked.settings), ("phase", asked.phases)):
        if values and "practitioner" not in asked.audiences:
            message = f"{facet} is only for texts to professionals; leave it out, or add --audience practitioner"
            yield Fault("practitioners_only", message, {"facet": facet})
    if asked.loss_contexts and "bereavement" not in asked.situations:
        message = "loss_context is only for texts on bereavement; leave it out, or add --situation bereavement"
        yield Fault("bereavement_only", message, {"facet": "loss_context"})


def _ids(library: Library, facet: str) -> tuple[str, ...]:
    """Values of a facet. Raises BrokenContentError where its file cannot be used."""
    known = library.vocabulary.facets.get(facet)
    if known is None:
        raise BrokenContentError(f"vocabulary/{facet}.yaml is missing or broken; run barnsbeste check and mend it")
    return known.ids


def _nearest_value(library: Library, facet: str, wrong: str) -> str:
    """`; did you mean "x"?`, also where what readers see was written instead of the id, else all there are."""
    ids = _ids(library, facet)
    if by_id := nearest(wrong, ids):
        return by_id
    shown = {
        label.casefold(): term.id
        for term in library.vocabulary.facets[facet].values
        for labels in (term.plain, term.label)
        for language, label in labels.items()
        if language in (SOURCE_LANGUAGE, "nn", "en")
    }
    close = get_close_matches(wrong.casefold(), shown, n=1, cutoff=0.7)
    return f'; did you mean "{shown[close[0]]}"?' if close else f"; known: {one_of(ids)}"


def _wrong_ages(notation: str) -> Iterator[Fault]:
    try:
        AgeRange.parse(notation)
    except ValueError:  # what the model says is for files; here it is written otherwise
        unit, limit = ("m", MAX_MONTHS) if notation.endswith("m") else ("", MAX_YEARS)
        found = re.fullmatch(r"([0-9]{1,2})(?:-([0-9]{1,2}))?m?", notation)
        if found is None:
            yield Fault("ages", f'"{notation}" is no age; write 8-12, 4 or 0-6m', {"ages": notation})
            return
        start, end = int(found[1]), int(found[2] or found[1])
        if start > end:
            instead = f"{end}-{start}{unit}"
            message = f"ages are upside down: {notation}; write {instead}"
            yield Fault("ages_order", message, {"ages": notation, "instead": instead})
        else:
            kind = "months" if unit else "years"
            instead = f"{min(start, limit)}-{limit}{unit}"
            message = f"ages go to {limit} {kind} at most, not {end}; write {instead}"
            yield Fault("ages_limit", message, {"ages": notation, "instead": instead})


def _wrong_title(asked: Asked) -> Iterator[Fault]:
    title = " ".join(asked.title.split())
    if len(title) > MAX_TITLE:
        message = f"the title has {len(title)} characters; at most {MAX_TITLE}: make it shorter"
        yield Fault("title_length", message, {"count": str(len(title)), "most": str(MAX_TITLE)})
    if not title.isprintable():
        yield Fault("title_invisible", "the title has an invisible character in it; take it away")


def _folder_of_texts(root: Path) -> Path:
    """Where to make it. Raises WrongUseError where that would be elsewhere than in the content folder."""
    resources = root / "resources"
    if not resources.is_dir():
        raise WrongUseError(Fault("no_folder", f"there is no folder {resources}; make it first"))
    if resources.resolve() != root.resolve() / "resources":
        message = f"{resources} is a symbolic link; texts are made in a folder that is there itself"
        raise WrongUseError(Fault("linked_folder", message))
    return resources


def _check_is_free(folder: Path, root: Path, library: Library) -> None:
    """Raises WrongUseError where the name is or was another text's."""
    slug = folder.name
    if os.path.lexists(folder):  # a link that leads nowhere is something too
        raise WrongUseError(_taken(folder))
    if slug in library.redirects:
        message = (
            f'"{slug}" is the old name of {library.redirects[slug]}, and people who kept the address are led there; '
            "choose another name"
        )
        raise WrongUseError(Fault("old_name", message, {"slug": slug, "now": library.redirects[slug]}))
    redirects = str(root / "redirects.yaml")
    if not library.redirects and any(
        problem.path == redirects and problem.severity == "error" for problem in library.problems
    ):
        raise BrokenContentError(f"{redirects} cannot be read, so old names are not known; run barnsbeste check")


def _taken(folder: Path) -> Fault:
    message = f"{folder} is there already; write in it, or choose another name"
    return Fault("taken", message, {"slug": folder.name})


# -- what is put in ------------------------------------------------------------------------------------------------


def _values(
    root: Path, library: Library, asked: Asked, today: date, template: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """(key of `resource.yaml` -> value as YAML, keys that nobody asked for)."""
    ages = AgeRange.parse(asked.ages)
    audiences = tuple(dict.fromkeys(asked.audiences))
    situations = tuple(dict.fromkeys(asked.situations)) or _first(library, "situation", ("general",))
    values = {"status": "draft"}
    guessed = [] if asked.situations else ["situations"]

    def put(facet: str, given: tuple[str, ...]) -> None:
        if given:
            values[FACET_ATTRIBUTES[facet]] = _listed(given)
        else:
            guess(facet)

    def guess(facet: str) -> None:
        key = FACET_ATTRIBUTES[facet]
        values[key] = _listed(_first(library, facet, _example(template, key)))
        guessed.append(key)

    is_coded = bool(set(audiences) & set(CODED_AUDIENCES))
    if is_coded:
        values["code"] = _next_code(root, "b" if "child" in audiences else "u", template)
    values["audiences"] = _listed(audiences)
    unit = ", unit: months" if ages.unit == "months" else ""
    values["ages"] = f"{{from: {ages.start}, to: {ages.end}{unit}}}"
    values["situations"] = _listed(situations)
    if "bereavement" in situations:
        put("loss_context", asked.loss_contexts)
    put("relation", asked.relations)
    values["topics"] = _listed(asked.topics)
    if is_coded:
        guess("feeling")
    if "practitioner" in audiences:
        put("setting", asked.settings)
        put("phase", asked.phases)
    if asked.laws:
        values["laws"] = _listed(asked.laws)
    if asked.format:
        values["format"] = asked.format
    else:
        values["format"] = _first(library, "format", _example(template, "format"))[0]
        guessed.append("format")
    # What a text rests on is true or not: a value that somebody forgets to change would be a false claim.
    values["knowledge"] = values["sources"] = "[]"
    guess("competence")
    if set(audiences) & set(FAMILY_AUDIENCES):
        values["helplines"] = _listed(_helplines(library, audiences, ages, situations))
        guessed.append("helplines")
    is_law = bool(asked.laws) or asked.format == "law"
    next_review = months_later(today, CONTACT_AND_LAW_MONTHS if is_law else GUIDANCE_MONTHS)
    values["written"] = today.isoformat()
    values["review"] = f"{{status: unreviewed, next: {next_review}}}"
    return values, tuple(guessed)


def _left_out(asked: Asked, values: Mapping[str, str]) -> frozenset[str]:
    """Keys that do not concern such a text: neither they nor what the example says of them is put in."""
    keys = {"code", "feelings", "loss_contexts", "helplines", "settings", "phases"} - set(values)
    return frozenset(keys if "practitioner" in asked.audiences else {*keys, "consents"})


def _first(library: Library, facet: str, preferred: Iterable[str]) -> tuple[str, ...]:
    """Those of `preferred` that the vocabulary has; its first value where it has none of them."""
    ids = _ids(library, facet)
    return tuple(value for value in preferred if value in ids) or ids[:1]


def _listed(ids: Iterable[str]) -> str:
    """A list as YAML writes it in one line, each entry once. Ids of digits alone are kept from being numbers."""
    return f"[{', '.join(id if id[0].isalpha() else json.dumps(id) for id in dict.fromkeys(ids))}]"


def _next_code(root: Path, letter: str, template: str) -> str:
    """The neutral code after the highest one there is.

    It is asked of the files, not of the library, since a text that is begun and not finished has one too. Gaps are
    left: a code in a gap may have been another text's, and people may have kept its address.
    """
    sample = {(found[1], found[2]) for found in _CODE_LINE.finditer(template.encode())}  # somebody may have copied it
    highest = 0
    for path in (root / "resources").glob("*/resource.yaml"):
        try:
            held = path.read_bytes()
        except OSError as error:
            raise BrokenContentError(
                f"{path} cannot be read, so which neutral codes are taken is not known: {error.strerror}"
            ) from error
        for found in _CODE_LINE.finditer(held):
            if found[1].decode() == letter and (found[1], found[2]) not in sample:
                highest = max(highest, int(found[2]))
    if highest >= 99_999:
        raise BrokenContentError(f"a text has the code {letter}{highest}, and there is none after it; give it another")
    return f"{letter}{highest + 1:02d}"


def _helplines(
    library: Library, audiences: Collection[str], ages: AgeRange, situations: Collection[str]
) -> tuple[str, ...]:
    """The helplines that fit the readers: those that like texts name most often first, emergency numbers last."""

    def fits(line: Helpline) -> bool:
        return (
            (not line.audiences or bool(set(line.audiences) & set(audiences)))
            and (line.ages is None or line.ages.overlaps(ages))
            and (not line.situations or bool(set(line.situations) & set(situations)))
        )

    def rank(line: Helpline) -> tuple[bool, int, int, int, str]:
        named = [
            resource
            for resource in library.resources.values()
            if line.id in resource.helplines and set(resource.audiences) & set(audiences)
        ]
        alike = sum(bool(set(resource.situations) & set(situations)) for resource in named)
        return line.urgency == "emergency", -alike, -len(named), len(line.audiences) or 99, line.id

    return tuple(line.id for line in sorted(filter(fits, library.helplines.values()), key=rank)[:HELPLINES])


# -- the example, filled in ----------------------------------------------------------------------------------------


def _read_template(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise BrokenContentError(f"the example {path} cannot be read: {error.strerror}; bring it back") from error
    except UnicodeDecodeError as error:
        raise BrokenContentError(f"the example {path} is not UTF-8; save it as UTF-8") from error


def _paragraphs(template: str) -> list[list[str]]:
    return [paragraph.split("\n") for paragraph in re.split(r"\n{2,}", template.strip("\n"))]


def _keys_of(paragraphs: list[list[str]]) -> dict[str, tuple[int, int]]:
    """Key of `resource.yaml` -> (paragraph, line) where it stands, as itself or as a comment."""
    found: dict[str, tuple[int, int]] = {}
    for number, lines in enumerate(paragraphs):
        for index, line in enumerate(lines):
            match = _KEY.fullmatch(line)
            if match is None or match[1] not in ResourceFile.model_fields:
                continue
            earlier = found.get(match[1])
            if earlier is None or not line.startswith("#") or paragraphs[earlier[0]][earlier[1]].startswith("#"):
                found[match[1]] = number, index
    return found


def _example(template: str, key: str) -> tuple[str, ...]:
    """The value or values that the example gives a key, as itself or as a comment."""
    paragraphs = _paragraphs(template)
    place = _keys_of(paragraphs).get(key)
    if place is None:
        return ()
    try:
        value = parse(paragraphs[place[0]][place[1]].removeprefix("# ").encode(), lambda _line, _message: None)[key]
    except Unreadable:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _filled_facts(template: str, values: Mapping[str, str], left_out: Collection[str]) -> str:
    """`resource.yaml` of the example: its notes, with these values, without what is left out.

    It is done by line, not with ruamel.yaml: there a note belongs to the key before it and goes when that one goes.
    """
    paragraphs = _paragraphs(template)
    places = _keys_of(paragraphs)
    missing = [f"{key}: {value}" for key, value in values.items() if key not in places]
    gone: dict[int, set[int]] = {}
    for key, (number, index) in places.items():
        line = paragraphs[number][index]
        if key in values:
            paragraphs[number][index] = f"{key}: {values[key]}"
        elif key in left_out:
            gone.setdefault(number, set()).add(index)
        elif key in ("glossary", "related") and not line.startswith("#"):  # of the example's text, not of this one
            paragraphs[number][index] = f"# {line}"
    kept = []
    for number, lines in enumerate(paragraphs):
        of_keys = {index for at, index in places.values() if at == number}
        if gone.get(number) and gone[number] == of_keys:
            continue  # the note goes with its keys
        kept.append([line for index, line in enumerate(lines) if index not in gone.get(number, set())])
    kept[0] = _headed(kept[0], "resource")
    return "\n\n".join("\n".join(lines) for lines in [*kept, *([missing] if missing else [])]) + "\n"


def _headed(lines: list[str], kind: str) -> list[str]:
    """The first lines of a file: the schema as the new file sees it, and how to go on instead of how to begin."""
    body = lines[1:] if lines[0].startswith("# yaml-language-server:") else lines
    if _HOW_TO in body:
        start = body.index(_HOW_TO)
        end = next((at for at in range(start, len(body)) if body[at] == "#"), len(body))
        body = [*body[:start], *_HOW_TO_GO_ON, *body[end:]]
    return [_SCHEMA.format(kind), *body]


def _emptied_words(template: str, title: str) -> str:
    """`nb.yaml` of the example: its notes, with what it says as comments, and empty fields to write in."""
    lines = template.strip("\n").split("\n")
    written: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if match := _ASKED_WORDS.fullmatch(line):
            indent, key, words = match.groups()
            if key == "title" and title:
                written.append(f"title: {json.dumps(title, ensure_ascii=False)}")
            else:
                written += [f"{indent}# Such as: {words}", f'{indent}{key}: ""']
        elif match := _BLOCK.fullmatch(line):
            block, at = _below(lines, at, len(match[1]))
            written.append(f"{match[1]}# Such as:")
            written += [f"{match[1]}# {below[len(match[1]) :]}".rstrip() for below in block]
            written.append(line)
        elif match := _SECTION_SOURCES.fullmatch(line):
            written.append(f"{match[1]}# {match[2]}")
        elif match := _LIST.fullmatch(line):
            entries, at = _below(lines, at, 0)
            if match[1] == "say":  # can be left out
                written += [f"# {each}" for each in (line, *entries)]
            else:
                written.append(line)
                written += [f"  # Such as: {entry.strip().removeprefix('- ')}" for entry in entries]
                written.append('  - ""')
        else:
            written.append(line)
    return "\n".join(_headed(written, "text")) + "\n"


def _below(lines: list[str], at: int, indent: int) -> tuple[list[str], int]:
    """The lines that lie deeper than `indent` from `at` on, and where they end. Empty lines after them stay outside."""
    end = last = at
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
        if lines[end - 1].strip():
            last = end
    return lines[at:last], last


def _check_facts(template: Path, made: str, values: Mapping[str, str]) -> None:
    """Raises BrokenContentError where the example is written so that lines of it could not be exchanged."""
    held = _parsed(template, made)
    for key, value in values.items():
        if held.get(key) != _parsed(template, f"{key}: {value}")[key]:
            raise _not_fillable(template, key)


def _check_words(template: Path, made: str, title: str) -> None:
    """Raises BrokenContentError where words of the example would be left in the new text."""
    held = _parsed(template, made)
    wanted = {"title": title, "summary": "", "main_message": "", "actions": ("",), "say": None}
    for key, value in wanted.items():
        if held.get(key) != value:
            raise _not_fillable(template, key)
    sections: Any = held.get("sections")
    if not isinstance(sections, tuple) or not all(isinstance(section, dict) for section in sections):
        raise _not_fillable(template, "sections")
    for section in sections:
        for key in ("heading", "text"):
            if section.get(key) != "":
                raise _not_fillable(template, key)


def _parsed(template: Path, made: str) -> dict[str, Any]:
    told: list[str] = []

    def report(_line: int, message: str) -> None:
        told.append(message)

    try:
        held = parse(made.encode(), report)
    except Unreadable:
        held = None
    if not isinstance(held, dict):
        raise BrokenContentError(f"the example {template} cannot be filled in: {'; '.join(told) or 'it has no keys'}")
    return held


def _not_fillable(template: Path, key: str) -> BrokenContentError:
    return BrokenContentError(f"the example {template} cannot be filled in: write {key}: and its value in one line")


# -- on disk -------------------------------------------------------------------------------------------------------


def _make_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Makes a folder with its files in one go: beside its place, under a name that is never read, then renamed."""
    beside: Path | None = None
    try:
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        for name, content in files.items():
            path = beside / name
            path.write_text(content, "utf-8", newline="\n")
            path.chmod(0o644)
        beside.chmod(0o755)  # a temporary folder is private; the content is read by the server's user too
        beside.rename(folder)
    except OSError as error:
        raise WrongUseError(_why_not_written(folder, error)) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)  # gone already where all went well


def _why_not_written(folder: Path, error: OSError) -> Fault:
    if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):  # made by somebody else in the meantime
        return _taken(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = f"you may not write in {folder.parent}; ask for the right to, or work in a copy. Nothing was made"
        return Fault("no_right", message, {"folder": str(folder.parent)})
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault("disk_full", f"the disk is full, so {folder} was not made; make room and try again")
    message = f"cannot make {folder}: {error.strerror}. Nothing was made"
    return Fault("not_made", message, {"folder": str(folder), "reason": str(error.strerror)})
