"""Every message of the interface is there in every language, and `barnsbeste messages` keeps it so."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError

from barnsbeste_content import cli
from barnsbeste_content.i18n import catalogues, interface_languages
from barnsbeste_content.i18n.messages import catalogue_path

SAYS_THE_NUMBER = {("ar", 1), ("ar", 2)}
"""Plural forms of one number alone, which the noun says itself: "two texts" is one word in Arabic."""
NAMES = (
    "QR",
    "BarnsBeste",
    "Sørlandet sykehus HF",
    "Sørlandet sykehus",
    "Helse Sør-Øst",
    "JavaScript",
    "Enter",
    "Nav",
    "Alarmtelefonen",
)
"""Names that are spelt alike in every language."""
SAME_IN_BOKMAAL = {"{start}–{end}", "Chat", "Format"}
"""Messages that are right in bokmål as they stand in the code."""


def messages(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(message, translation), each with its plural forms."""
    with catalogue_path(language).open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                yield forms(message.id), forms(message.string)


def forms(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, list | tuple) else (str(words),)


def placeholders(words: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(words) if name is not None)


# -- the catalogues as they are ------------------------------------------------------------------------------------


def test_every_message_of_code_and_templates_is_translated_and_none_is_obsolete(project: Path) -> None:
    assert catalogues.stale(project) == []


def test_updating_this_project_loses_no_translation(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    for name in ("barnsbeste_content", "pages"):
        shutil.copytree(project / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "assets"))
    shutil.copy(project / "babel.cfg", copy)
    before = {path: read(path) for path in copy.rglob("*.po")}
    assert before
    catalogues.update(copy)
    assert {path: read(path) for path in before} == before


@pytest.mark.parametrize("language", interface_languages())
def test_placeholders_are_the_same_in_every_form_of_a_translation(language: str) -> None:
    for ids, strings in messages(language):
        for number, string in enumerate(strings):
            if (language, number) in SAYS_THE_NUMBER and placeholders(ids[-1]) == ["count"]:
                assert placeholders(string) in ([], ["count"]), string
            else:
                assert placeholders(string) == placeholders(ids[-1]), string


@pytest.mark.parametrize(("language", "count"), [("nb", 2), ("en", 2), ("ar", 6)])
def test_plural_messages_have_every_form_of_the_language(language: str, count: int) -> None:
    plural = [(ids, strings) for ids, strings in messages(language) if len(ids) > 1]
    assert plural
    for _ids, strings in plural:
        assert len(strings) == count
        assert all(strings)


def test_arabic_holds_no_other_language() -> None:
    for _ids, strings in messages("ar"):
        for string in strings:
            bare = re.sub(r"\{\w*\}", "", string)
            for name in NAMES:
                bare = bare.replace(name, "")
            assert not re.search(r"[A-Za-zÀ-ÿ]", bare), string


def test_arabic_is_in_arabic_script() -> None:
    for _ids, strings in messages("ar"):
        for string in strings:
            assert re.search(r"[\u0600-\u06ff]", string), string


def test_bokmaal_holds_no_english() -> None:
    for ids, strings in messages("nb"):
        for string in strings:
            assert string not in ids or string in SAME_IN_BOKMAAL, string


def test_no_catalogue_names_a_person_or_an_address_that_does_not_exist() -> None:
    for language in interface_languages():
        assert "@" not in catalogue_path(language).read_text()


# -- extracting, finding what is stale, updating ------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, project: Path) -> Path:
    """A project with three messages, one in each kind of place, and a Norwegian catalogue."""
    files = {
        "babel.cfg": (project / "babel.cfg").read_text(),
        "barnsbeste_content/code.py": 'ngettext("{count} text", "{count} texts", 2)\nf("not a message")\n',
        "barnsbeste_content/presentation/templates/page.html.j2": '<p title="{{ _("Title") }}">{{ 1 }}</p>',
        "pages/home.py": 'pgettext("month", "May")\n',
        "other/code.py": '_("Not part of the interface")',
        "barnsbeste_content/i18n/locale/nb/LC_MESSAGES/messages.po": (
            'msgid "Title"\nmsgstr "Tittel"\n\nmsgid "Gone"\nmsgstr "Borte"\n'
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def norwegian(root: Path) -> Path:
    return root / "barnsbeste_content/i18n/locale/nb/LC_MESSAGES/messages.po"


def read(path: Path) -> dict[object, object]:
    """(context, message) -> translation"""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    return {(message.context, message.id): message.string for message in catalogue if message.id}


def test_messages_come_from_code_templates_and_pages_alone(small: Path) -> None:
    found = [(message.context, message.id) for message in catalogues.extract(small) if message.id]
    assert found == [(None, ("{count} text", "{count} texts")), (None, "Title"), ("month", "May")]


def test_a_template_that_cannot_be_read_is_an_error_and_not_skipped(small: Path) -> None:
    (small / "barnsbeste_content/presentation/templates/page.html.j2").write_text("{{ _('Title' }}")
    with pytest.raises(TemplateSyntaxError):
        catalogues.extract(small)


def test_stale_tells_what_is_missing_and_what_is_obsolete_with_path_and_line(small: Path) -> None:
    path = norwegian(small)
    assert catalogues.stale(small) == [
        f'{path}:1: missing: "{{count}} text"; run barnsbeste messages',
        f'{path}:1: missing: "May"; run barnsbeste messages',
        f'{path}:4: obsolete: "Gone"; run barnsbeste messages',
    ]


@pytest.mark.parametrize(
    "entry",
    ['msgid "Title"\nmsgstr ""\n', '#, fuzzy\nmsgid "Title"\nmsgstr "Tittel"\n'],
    ids=["empty", "fuzzy"],
)
def test_stale_tells_what_is_not_translated(small: Path, entry: str) -> None:
    norwegian(small).write_text(entry)
    assert any('not translated: "Title"' in problem for problem in catalogues.stale(small))


def test_stale_tells_of_a_plural_form_left_empty(small: Path) -> None:
    catalogues.update(small)
    text = norwegian(small).read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} tekst"')
    norwegian(small).write_text(text)
    assert any('not translated: "{count} text"' in problem for problem in catalogues.stale(small))


def test_update_keeps_translations_adds_the_new_and_drops_the_obsolete(small: Path) -> None:
    catalogues.update(small)
    assert read(norwegian(small)) == {
        (None, ("{count} text", "{count} texts")): ("", ""),
        (None, "Title"): "Tittel",
        ("month", "May"): "",
    }
    assert "Borte" not in norwegian(small).read_text()


def test_update_keeps_what_translators_noted(small: Path) -> None:
    norwegian(small).write_text('# På knappen\nmsgid "Title"\nmsgstr "Tittel"\n')
    catalogues.update(small)
    assert "# På knappen\n" in norwegian(small).read_text()


def test_update_forgets_a_translation_whose_message_became_plural(small: Path) -> None:
    norwegian(small).write_text('msgid "{count} text"\nmsgstr "{count} tekst"\n')
    catalogues.update(small)
    assert "tekst" not in norwegian(small).read_text()


def test_update_twice_writes_the_same_bytes_without_dates(small: Path) -> None:
    catalogues.update(small)
    first = norwegian(small).read_bytes()
    catalogues.update(small)
    assert norwegian(small).read_bytes() == first
    assert b"Date" not in first


def test_an_empty_file_becomes_a_catalogue_with_the_plural_forms_of_its_language(small: Path) -> None:
    path = small / "barnsbeste_content/i18n/locale/ar/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.touch()
    catalogues.update(small)
    assert "nplurals=6" in path.read_text()
    assert path.read_text().count("msgstr[") == 6


def test_english_begins_as_it_stands_in_the_code(small: Path) -> None:
    path = small / "barnsbeste_content/i18n/locale/en/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.touch()
    catalogues.update(small)
    assert not any("locale/en" in problem for problem in catalogues.stale(small))


def test_messages_with_a_context_are_messages_of_their_own(small: Path) -> None:
    norwegian(small).write_text('msgctxt "month"\nmsgid "May"\nmsgstr "mai"\n')
    catalogues.update(small)
    with norwegian(small).open("rb") as file:
        found: Message | None = read_po(file, locale="nb").get("May", "month")
    assert found is not None
    assert found.string == "mai"


# -- the command ---------------------------------------------------------------------------------------------------


def test_command_with_check_writes_nothing_and_fails_where_something_is_stale(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = norwegian(small).read_bytes()
    assert cli.main(["messages", "--check", "--root", str(small)]) == cli.PROBLEMS
    assert "obsolete" in capsys.readouterr().out
    assert norwegian(small).read_bytes() == before


def test_command_writes_the_catalogues_and_names_them(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["messages", "--root", str(small)]) == cli.GOOD
    assert capsys.readouterr().out.strip() == str(norwegian(small))
    assert "Gone" not in norwegian(small).read_text()


def test_command_with_check_is_content_with_this_project(project: Path) -> None:
    assert cli.main(["messages", "--check", "--root", str(project)]) == cli.GOOD


def test_command_outside_a_project_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["messages", "--root", str(tmp_path)]) == cli.WRONG_USE
    assert "babel.cfg" in capsys.readouterr().err


def test_what_templates_say_in_another_language_is_in_the_catalogues() -> None:
    """The extractor sees `_("…")`, not `reader.locale.gettext("…")`: such words must stand elsewhere as well."""
    known = {id for ids, _strings in messages("nb") for id in ids}
    folder = Path(__file__).parents[2] / "barnsbeste_content/presentation/templates"
    said = {
        words for path in folder.iterdir() for words in re.findall(r"\.n?gettext\(\s*\"([^\"]+)\"", path.read_text())
    }
    assert said <= known
