"""Upkeep of the catalogues: which messages code and templates ask for, and the files that translate them."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg  # type: ignore[attr-defined]  # types-babel is older than Babel
from babel.messages.pofile import read_po, write_po

from .locales import DEFAULT_LANGUAGE, interface_languages
from .messages import catalogue_path

MAPPING = "babel.cfg"
SOURCE_LANGUAGE = "en"
"""Messages in code are in this language: a new one begins there as it stands in the code."""
MACHINE = "machine"
"""How a catalogue was made that says nothing of it."""
_LOCALE = Path("barnsbeste_content", "i18n", "locale")
_SOURCES = frozenset(("barnsbeste_content", "pages"))
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_WIDTH = 120
_HEADER = """\
# Interface of BarnsBeste: {language}. Kept up to date by `barnsbeste messages`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Translation-Status: {status}\\n"

"""
_STATUS = re.compile(r'^"X-Translation-Status: (\w+)\\n"$', re.MULTILINE)


def extract(root: Path) -> Catalog:
    """Every message of the project in `root`, in the order of the source."""
    with (root / MAPPING).open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, MAPPING)
    found = Catalog()
    root = root.absolute()
    for _path, _line, message, _comments, context in extract_from_dir(
        root,
        methods,
        options,
        keywords=_KEYWORDS,
        directory_filter=lambda folder: Path(folder).parent != root or Path(folder).name in _SOURCES,
    ):
        found.add(message, context=context)
    return found


def stale(root: Path) -> list[str]:
    """What keeps the catalogues from saying everything the project says, and nothing else, as `path:line: message`."""
    wanted = extract(root)
    return [problem for path in _paths(root) for problem in _stale(path, wanted)]


def update(root: Path) -> list[Path]:
    """Writes every catalogue anew: translations stay, new messages come in untranslated, obsolete ones go."""
    wanted = extract(root)
    paths = _paths(root)
    for path in paths:
        path.write_bytes(_written(_language(path), _read(path), wanted, status_of(path)))
    return paths


def status_of(path: Path) -> str:
    """How a catalogue was made, as its header says: `source`, `machine` or `reviewed`; `machine` where it does not."""
    found = _STATUS.search(path.read_text("utf-8"))
    return found[1] if found else MACHINE


def progress() -> dict[str, dict[str, int | str]]:
    """Language -> `{"percent": n, "messages": n, "status": ...}` of its catalogue beside that of the source.

    Rounded down. `stale` tells whether the source itself says everything that the code asks for.
    """
    wanted = _read(catalogue_path(DEFAULT_LANGUAGE))
    asked = list(_messages(wanted))
    found: dict[str, dict[str, int | str]] = {}
    for language in interface_languages():
        path = catalogue_path(language)
        known = _read(path)
        done = sum(_is_translated(known.get(message.id, message.context)) for message in asked)
        found[language] = {"percent": 100 * done // len(asked), "messages": len(asked), "status": status_of(path)}
    return found


def _is_translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(_strings(message))


def _paths(root: Path) -> list[Path]:
    return sorted((root / _LOCALE).glob("*/LC_MESSAGES/messages.po"))


def _language(path: Path) -> str:
    return path.parent.parent.name


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=_language(path), ignore_obsolete=True)


def _messages(catalogue: Catalog) -> Iterable[Message]:
    return (message for message in catalogue if message.id)


def _stale(path: Path, wanted: Catalog) -> Iterable[str]:
    known = _read(path)
    for message in _messages(wanted):
        found = known.get(message.id, message.context)
        if found is None or found.pluralizable != message.pluralizable:
            yield f'{path}:1: missing: "{_words(message)}"; run barnsbeste messages'
        elif not _is_translated(found):
            yield f'{path}:{found.lineno}: not translated: "{_words(message)}"'
    for message in _messages(known):
        if wanted.get(message.id, message.context) is None:
            yield f'{path}:{message.lineno}: obsolete: "{_words(message)}"; run barnsbeste messages'


def _words(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    """The translation of a message: one string, or one for each plural form."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _written(language: str, known: Catalog, wanted: Catalog, status: str = MACHINE) -> bytes:
    fresh = Catalog(locale=language)
    for message in _messages(wanted):
        found = known.get(message.id, message.context)
        if found is not None and found.pluralizable == message.pluralizable:
            fresh.add(
                message.id,
                found.string,
                flags=found.flags & {"fuzzy"},
                user_comments=found.user_comments,
                context=message.context,
            )
        else:
            fresh.add(message.id, message.id if language == SOURCE_LANGUAGE else "", context=message.context)
    written = BytesIO()
    write_po(written, fresh, width=_WIDTH, no_location=True, omit_header=True, ignore_obsolete=True)
    header = _HEADER.format(language=language, plural_forms=fresh.plural_forms, status=status)
    return header.encode() + written.getvalue().rstrip(b"\n") + b"\n"
