"""Texts go out as PO files and come back without loss; what cannot be taken over is told, and nothing is written."""

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from barnsbeste_content import cli
from barnsbeste_content.editorial.exchange import Imported, WrongFileError, export_po, fields, import_po
from barnsbeste_content.editorial.translations import Behind, behind, dumped, mark_current, new_translation, read_yaml
from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.library import LibraryReader
from barnsbeste_content.model import Library, Resource, Text

MAMMA = "naar-mamma-er-deprimert"
DRIKKER = "naar-noen-hjemme-drikker"
LANGUAGES = [language for language in interface_languages() if language != "nb"]
HEAD = '# A header.\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def entry(context: str, wording: str, words: str) -> str:
    return f'msgctxt "{context}"\nmsgid "{wording}"\nmsgstr "{words}"\n\n'


def state(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """(before, after) of each line that differs; the number of lines must be the same."""
    old, new = before.splitlines(), after.splitlines()
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def edited(content: bytes, *pairs: tuple[str, str]) -> bytes:
    text = content.decode()
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.encode()


def translated(library: Library, slug: str, language: str, make: Callable[[str], str] = "So: {}".format) -> bytes:
    """The export of one text with every empty field filled in."""
    lines, wording = [], ""
    for line in export_po(library, language, [slug]).decode().splitlines():
        if match := re.fullmatch(r'msgid "(.+)"', line):
            wording = match[1]
        if line == 'msgstr ""' and wording:
            line, wording = f'msgstr "{make(wording)}"', ""
        lines.append(line)
    return "\n".join(lines).encode()


def comes_back(folder: Path, language: str, content: bytes, status: str = "") -> Imported:
    return import_po(folder, load_library(folder), language, content, status=status)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.main(["translation", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


# -- the real content ----------------------------------------------------------------------------------------------


class Copy(NamedTuple):
    """A copy of the real content, and who reads only what has changed in it."""

    root: Path
    reader: LibraryReader


@pytest.fixture(scope="module")
def real_copy(tmp_path_factory: pytest.TempPathFactory, real_root: Path) -> Copy:
    root = tmp_path_factory.mktemp("real") / "content"
    shutil.copytree(real_root, root)
    return Copy(root, LibraryReader(root))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_was_lost_comes_back_whole_from_its_export(
    real_copy: Copy, real_library: Library, language: str
) -> None:
    content = export_po(real_library, language)
    for path in real_copy.root.glob(f"resources/*/{language}.yaml"):
        path.unlink()
    without = real_copy.reader.read()
    assert not any(language in resource.texts for resource in without.resources.values())

    done = import_po(real_copy.root, without, language, content)
    again = real_copy.reader.read()
    assert done.problems == []
    assert again.problems == real_library.problems
    assert len(done.written) >= 20
    for slug, resource in real_library.resources.items():
        assert (language in resource.texts) == (language in again.resources[slug].texts)
        if language not in resource.texts:
            continue
        before, after = resource.texts[language], again.resources[slug].texts[language]
        for name in ("title", "summary", "main_message", "sections", "actions", "say"):
            assert getattr(after, name) == getattr(before, name)
        assert before.translation is not None
        assert after.translation is not None
        assert after.translation.source_fingerprint == before.translation.source_fingerprint
        assert after.translation.status == "machine"


@pytest.mark.parametrize("language", ["ar", "en", "ti"])
def test_the_untouched_export_of_the_real_texts_writes_nothing(
    tmp_path: Path, real_library: Library, language: str
) -> None:
    """The folder is empty: whoever wanted to write would fail."""
    done = import_po(tmp_path, real_library, language, export_po(real_library, language))
    assert done == Imported()
    assert list(tmp_path.iterdir()) == []


# -- what goes out -------------------------------------------------------------------------------------------------


def test_a_message_is_a_field_with_its_place_its_wording_and_for_whom_it_is(fixture_library: Library) -> None:
    said = export_po(fixture_library, "en", [MAMMA]).decode()
    assert said.startswith('# Texts of BarnsBeste: bokmål to en.\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n')
    assert (
        "#. child, 8-12: title, at most 90 characters\n"
        f'msgctxt "{MAMMA}/title"\nmsgid "Når mamma er deprimert"\nmsgstr "When Mum is depressed"\n'
    ) in said
    assert re.findall(f'msgctxt "{MAMMA}/(.*)"', said) == [
        "title",
        "summary",
        "main_message",
        "hva-skjer/heading",
        "hva-skjer/text",
        "hva-du-kan-gjore/heading",
        "hva-du-kan-gjore/text",
        "actions/0",
        "actions/1",
        "say/0",
    ]


def test_only_what_has_changed_since_is_fuzzy(fixture_library: Library) -> None:
    catalogue = read_po(BytesIO(export_po(fixture_library, "ar", [MAMMA])))
    fuzzy = [message.context for message in catalogue if message.id and message.fuzzy]
    assert fuzzy == [f"{MAMMA}/hva-skjer/heading", f"{MAMMA}/hva-skjer/text"]
    assert str(catalogue.locale_identifier) == "ar"


def test_drafts_go_out_and_retired_texts_only_where_they_are_asked_for(fixture_library: Library) -> None:
    everything = export_po(fixture_library, "en").decode()
    assert "kladd-om-hjerneskade/title" in everything
    assert "gammel-tekst-om-rus" not in everything
    assert "gammel-tekst-om-rus/title" in export_po(fixture_library, "en", ["gammel-tekst-om-rus"]).decode()
    with pytest.raises(KeyError):
        export_po(fixture_library, "en", [MAMMA, "gone"])


def test_a_percentage_and_braces_are_no_placeholders(folder: Path) -> None:
    path = folder / f"resources/{MAMMA}/nb.yaml"
    path.write_text(path.read_text("utf-8").replace("Det er ikke din skyld.", "20 % er {mye}."), "utf-8")
    said = export_po(load_library(folder), "so", [MAMMA]).decode()
    assert 'msgid "20 % er {mye}."' in said
    assert "-format" not in said


def test_what_a_field_is_does_not_hang_on_what_its_section_is_called(folder: Path) -> None:
    path = folder / f"resources/{MAMMA}/nb.yaml"
    path.write_text(path.read_text("utf-8").replace("id: hva-skjer", "id: title"), "utf-8")
    said = export_po(load_library(folder), "so", [MAMMA]).decode()
    assert f'#. child, 8-12: heading\nmsgctxt "{MAMMA}/title/heading"' in said


# -- what comes back unchanged, and what has changed ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["nn", "en", "ar", "so"])
@pytest.mark.parametrize("status", ["", "reviewed"])
def test_an_untouched_export_writes_nothing_and_changes_no_byte(folder: Path, language: str, status: str) -> None:
    before = state(folder)
    content = export_po(load_library(folder), language)
    assert comes_back(folder, language, content, status) == Imported()
    assert state(folder) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b'.\\n"', b'.   \\n"'),
        lambda content: content.replace(b'\\n"', b'\\r\\n"'),
    ],
    ids=["line-ends-of-windows", "byte-order-mark", "spaces-at-line-ends", "returns-in-words"],
)
def test_what_tools_do_to_a_file_changes_nothing(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    before = state(folder)
    content = export_po(load_library(folder), "en")
    assert spoil(content) != content
    assert comes_back(folder, "en", spoil(content)) == Imported()
    assert state(folder) == before


COMMENTED = [
    ("title: When", "# about the title\ntitle: When"),
    ("is depressed\n", "is depressed  # kept\n"),
    ("summary: What happens when a grown-up is depressed, and what you can do.", 'summary: "What happens"  # double'),
    ("main_message: It is not your fault.", "main_message: 'Not your fault'"),
    ("  - id: hva-skjer\n", "  # about the section\n  - id: hva-skjer\n"),
    ("    sources: [veileder]\n", "    # about the sources\n    sources: [veileder]\n"),
    (
        "actions:\n  - Tell a grown-up how you are.\n",
        '\n# what to do\nactions:\n  # first\n  - "Tell a grown-up: how you are."  # said\n',
    ),
    ("head: ce03812b05", "head: 'ce03812b05'  # of old"),
    ("actions: c2499afe8f", 'actions: "c2499afe8f"'),
    ("  status: reviewed\n", "  # who\n  status: reviewed\n"),
]


@pytest.fixture
def commented(folder: Path) -> Path:
    """A text with comments and quotation marks of every kind."""
    path = folder / f"resources/{MAMMA}/en.yaml"
    text = path.read_text("utf-8")
    for old, new in COMMENTED:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    assert load_library(folder).problems == ()
    return path


@pytest.mark.parametrize(
    ("old", "new", "line", "instead"),
    [
        (
            'msgstr "When Mum is depressed"',
            'msgstr "When Mum: is ill"',
            "title: When Mum is depressed  # kept",
            "title: 'When Mum: is ill'  # kept",
        ),
        (
            'msgstr "What happens"',
            'msgstr "What is up"',
            'summary: "What happens"  # double',
            'summary: "What is up"  # double',
        ),
        (
            'msgstr "Not your fault"',
            'msgstr "It\'s not you"',
            "main_message: 'Not your fault'",
            "main_message: 'It''s not you'",
        ),
        (
            'msgstr "What is happening to Mum?"',
            'msgstr "What is it with Mum?"',
            "    heading: What is happening to Mum?",
            "    heading: What is it with Mum?",
        ),
        (
            '"Small things can make her angry. It is',
            '"Little makes her angry. It is',
            "      Small things can make her angry. It is the illness that does that.",
            "      Little makes her angry. It is the illness that does that.",
        ),
        (
            'msgstr "Tell a grown-up: how you are."',
            'msgstr "Say \\"hi\\"."',
            '  - "Tell a grown-up: how you are."  # said',
            '  - "Say \\"hi\\"."  # said',
        ),
        (
            'msgstr "Go out and play with a friend."',
            'msgstr "Play."',
            "  - Go out and play with a friend.",
            "  - Play.",
        ),
        (
            'msgstr "Can you listen to me for a bit?"',
            'msgstr "no"',
            "  - Can you listen to me for a bit?",
            "  - no",
        ),
    ],
)
def test_a_changed_string_changes_its_line_and_nothing_else(
    folder: Path, commented: Path, old: str, new: str, line: str, instead: str
) -> None:
    before, others = commented.read_text("utf-8"), state(folder)
    mode = commented.stat().st_mode
    content = edited(export_po(load_library(folder), "en", [MAMMA]), (old, new))
    assert comes_back(folder, "en", content) == Imported(written=[commented])
    [(was, now)] = changed_lines(before, commented.read_text("utf-8"))
    assert (was, re.sub(" +#", "  #", now)) == (line, instead)  # a comment stays in its column
    assert {path for path, held in state(folder).items() if others.get(path) != held} == {commented}
    assert commented.stat().st_mode == mode
    library = load_library(folder)
    assert library.problems == ()
    assert library.resources[MAMMA].outdated_parts("en") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_text_that_is_read_and_written_is_the_same_byte_for_byte(
    real_root: Path, real_library: Library, language: str
) -> None:
    """So that what a diff shows is what a translator has changed."""
    slug = next(slug for slug, resource in real_library.resources.items() if language in resource.texts)
    path = real_root / f"resources/{slug}/{language}.yaml"
    assert dumped(read_yaml(path)) == path.read_text("utf-8")


def test_sources_that_a_translation_does_not_name_are_not_put_there(folder: Path) -> None:
    path = folder / f"resources/{MAMMA}/en.yaml"
    path.write_text(path.read_text("utf-8").replace("    sources: [veileder]\n", ""), "utf-8")
    content = edited(export_po(load_library(folder), "en", [MAMMA]), ("When Mum is depressed", "Mum"))
    comes_back(folder, "en", content)
    assert "sources" not in path.read_text("utf-8")


def test_a_wording_in_several_lines_becomes_one_where_there_is_but_one(folder: Path) -> None:
    content = edited(
        export_po(load_library(folder), "en", [MAMMA]), ("When Mum is depressed", "When Mum \\n  is low\\n")
    )
    comes_back(folder, "en", content)
    assert load_library(folder).resources[MAMMA].texts["en"].title == "When Mum is low"


def test_fuzzy_and_empty_fields_stay_as_they_are(folder: Path) -> None:
    content = edited(
        export_po(load_library(folder), "en", [MAMMA]),
        ('msgstr "When Mum is depressed"', 'msgstr ""'),
        (f'msgctxt "{MAMMA}/hva-skjer/heading"', f'#, fuzzy\nmsgctxt "{MAMMA}/hva-skjer/heading"'),
        ('msgstr "What is happening to Mum?"', 'msgstr "Something else"'),
        ('msgstr "Go out and play with a friend."', 'msgstr "Play."'),
    )
    path = folder / f"resources/{MAMMA}/en.yaml"
    before = path.read_text("utf-8")
    assert comes_back(folder, "en", content) == Imported(written=[path])
    assert changed_lines(before, path.read_text("utf-8")) == [
        ("  - Go out and play with a friend.", "  - Play."),
    ]
    assert load_library(folder).resources[MAMMA].outdated_parts("en") == ()


def test_a_file_of_fuzzy_and_empty_fields_alone_writes_nothing(folder: Path) -> None:
    before = state(folder)
    content = HEAD + entry(f"{MAMMA}/title", "Når mamma er deprimert", "")
    content += "#, fuzzy\n" + entry(f"{MAMMA}/summary", "x", "y") + "#~ " + 'msgid "gone"\n#~ msgstr "away"\n'
    assert comes_back(folder, "en", content.encode()) == Imported()
    assert state(folder) == before


# -- which wording a part was made from ----------------------------------------------------------------------------


def test_what_changed_in_bokmaal_meanwhile_is_marked_as_made_from_the_old_wording(folder: Path) -> None:
    library = load_library(folder)
    content = edited(
        export_po(library, "en", [MAMMA]),
        ("What is happening to Mum?", "What is up with Mum?"),
        ("What can you do?", "What could you do?"),
    )
    old = library.resources[MAMMA].texts["nb"].fingerprints["hva-skjer"]
    source = folder / f"resources/{MAMMA}/nb.yaml"
    source.write_text(source.read_text("utf-8").replace("trist og trett", "trist og sliten"), "utf-8")
    assert comes_back(folder, "en", content).problems == []
    held = load_library(folder).resources[MAMMA]
    text = held.texts["en"]
    assert [section.heading for section in text.sections] == ["What is up with Mum?", "What could you do?"]
    assert held.outdated_parts("en") == ("hva-skjer",)
    assert text.translation is not None
    assert text.translation.source_fingerprint["hva-skjer"] == old


def test_a_new_text_too_is_marked_as_made_from_the_wording_that_went_out(folder: Path) -> None:
    content = translated(load_library(folder), DRIKKER, "so")
    source = folder / f"resources/{DRIKKER}/nb.yaml"
    source.write_text(source.read_text("utf-8").replace("Slik får du hjelp", "Her er hjelp"), "utf-8")
    assert comes_back(folder, "so", content).problems == []
    assert load_library(folder).resources[DRIKKER].outdated_parts("so") == ("hjelp",)


def test_translating_a_fuzzy_part_makes_it_current(folder: Path) -> None:
    content = export_po(load_library(folder), "ar", [MAMMA]).replace(b"#, fuzzy\n", b"").replace("حزينة".encode(), b"x")
    path = folder / f"resources/{MAMMA}/ar.yaml"
    assert comes_back(folder, "ar", content) == Imported(written=[path])
    assert load_library(folder).resources[MAMMA].outdated_parts("ar") == ()


def test_taking_the_mark_fuzzy_away_accepts_the_words_as_they_are(folder: Path) -> None:
    content = export_po(load_library(folder), "ar", [MAMMA]).replace(b"#, fuzzy\n", b"")
    path = folder / f"resources/{MAMMA}/ar.yaml"
    before = path.read_text("utf-8")
    assert comes_back(folder, "ar", content) == Imported(written=[path])
    [(was, _)] = changed_lines(before, path.read_text("utf-8"))
    assert was.strip().startswith("hva-skjer: ")
    assert load_library(folder).resources[MAMMA].outdated_parts("ar") == ()


def test_a_part_of_which_a_field_is_still_fuzzy_stays_outdated(folder: Path) -> None:
    content = edited(
        export_po(load_library(folder), "ar", [MAMMA]),
        (f'#, fuzzy\nmsgctxt "{MAMMA}/hva-skjer/heading"', f'msgctxt "{MAMMA}/hva-skjer/heading"'),
        ("ماذا يحدث لأمي؟", "ماذا؟"),
    )
    comes_back(folder, "ar", content)
    held = load_library(folder).resources[MAMMA]
    assert held.texts["ar"].sections[0].heading == "ماذا؟"
    assert held.outdated_parts("ar") == ("hva-skjer",)


def test_a_part_without_a_fingerprint_gets_none_that_says_nothing(folder: Path) -> None:
    content = export_po(load_library(folder), "en", [DRIKKER]).decode().split("\n\n")
    content[1] = content[1].replace("#, fuzzy\n", "")  # the title alone: of the head, not the whole
    content[-1] = content[-1].replace("#, fuzzy\n", "")
    content[1] = content[1].replace("at home drinks", "drinks")
    assert comes_back(folder, "en", "\n\n".join(content).encode()).problems == []
    library = load_library(folder)
    assert library.problems == ()
    translation = library.resources[DRIKKER].texts["en"].translation
    assert translation is not None
    assert list(translation.source_fingerprint) == ["say"]


def test_an_old_export_does_not_undo_that_a_translation_was_accepted_since(folder: Path) -> None:
    content = edited(export_po(load_library(folder), "en", [MAMMA]), ("Go out and play with a friend.", "Play."))
    source = folder / f"resources/{MAMMA}/nb.yaml"
    source.write_text(source.read_text("utf-8").replace("trist og trett", "trist og sliten"), "utf-8")
    mark_current(folder, load_library(folder).resources[MAMMA], "en")
    comes_back(folder, "en", content)
    held = load_library(folder).resources[MAMMA]
    assert held.texts["en"].actions[1] == "Play."
    assert held.outdated_parts("en") == ()


# -- new texts -----------------------------------------------------------------------------------------------------


def test_a_new_text_comes_where_every_field_is_there(folder: Path) -> None:
    before = state(folder)
    content = translated(load_library(folder), "spor-om-barn", "so", lambda words: words.replace("barn", "carruur"))
    # the two fields of several lines are empty still: their msgid is written over several lines
    done = comes_back(folder, "so", content)
    assert done.written == []
    assert done.problems == [
        "spor-om-barn: not translated yet: slik-spor-du/text; the text is left out until it is",
    ]
    assert state(folder) == before
    path = folder / "resources/spor-om-barn/so.yaml"
    whole = edited(
        content,
        ('"3. Skriv ned hva dere ble enige om."\nmsgstr ""', '"3. Skriv ned hva dere ble enige om."\nmsgstr "1. So."'),
    )
    assert comes_back(folder, "so", whole) == Imported(written=[path])
    library = load_library(folder)
    assert library.problems == ()
    held = library.resources["spor-om-barn"]
    text = held.texts["so"]
    assert text.title == "Spør alle pasienter om carruur"
    assert [section.id for section in text.sections] == ["plikten", "slik-spor-du"]
    assert [section.sources for section in text.sections] == [("loven",), ()]
    assert text.translation is not None
    assert text.translation.status == "machine"
    assert text.translation.source_fingerprint == held.texts["nb"].fingerprints
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../../.schema/text.schema.json\ntitle: ")
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(folder.rglob("*~")) == []


def test_every_field_that_a_new_text_lacks_is_named(folder: Path) -> None:
    content = HEAD + entry(f"{MAMMA}/title", "Når mamma er deprimert", "Hooyo")
    content = content.replace("Language: en", "Language: so")
    [problem] = comes_back(folder, "so", content.encode()).problems
    assert problem.startswith(
        f"{MAMMA}: not translated yet: summary, main_message, hva-skjer/heading, hva-skjer/text, "
    )
    assert "say/0; the text is left out" in problem
    assert not (folder / f"resources/{MAMMA}/so.yaml").exists()


def test_a_template_is_filled_in(folder: Path) -> None:
    path = new_translation(folder, load_library(folder).resources[DRIKKER], "so")
    assert comes_back(folder, "so", translated(load_library(folder), DRIKKER, "so")) == Imported(written=[path])
    library = load_library(folder)
    assert library.problems == ()
    text = library.resources[DRIKKER].texts["so"]
    assert text.title == "So: Når noen hjemme drikker for mye"
    assert text.say == ("So: Det er vanskelig hjemme. Har du tid til å snakke?",)
    assert "  # Fortell det til en voksen du stoler på.\n" in path.read_text("utf-8")
    assert library.resources[DRIKKER].outdated_parts("so") == ()


def test_a_translation_that_waits_for_a_new_section_is_completed(folder: Path) -> None:
    source = folder / f"resources/{DRIKKER}/nb.yaml"
    new = "  - id: nytt\n    heading: Nytt\n    text: |\n      Helt nytt.\n    sources: [veileder]\nactions:\n"
    source.write_text(source.read_text("utf-8").replace("actions:\n", new), "utf-8")
    library = load_library(folder)
    assert "en" not in library.resources[DRIKKER].texts
    content = translated(library, DRIKKER, "en")
    path = folder / f"resources/{DRIKKER}/en.yaml"
    assert comes_back(folder, "en", content) == Imported(written=[path])
    library = load_library(folder)
    assert library.problems == ()
    text = library.resources[DRIKKER].texts["en"]
    assert [section.heading for section in text.sections][2] == "So: Nytt"
    assert [section.sources for section in text.sections] == [("veileder",), (), ("veileder",)]


@pytest.mark.parametrize("content", ["title: [", "- a\n", "", "sections:\n", "sections: [a]\n", "translation: x\n"])
def test_a_file_that_is_there_and_cannot_be_read_is_told_and_left(folder: Path, content: str) -> None:
    path = folder / f"resources/{DRIKKER}/so.yaml"
    path.write_text(content, "utf-8")
    done = comes_back(folder, "so", translated(load_library(folder), DRIKKER, "so"))
    assert done == Imported(problems=[f"{DRIKKER}: {path} cannot be read; run barnsbeste check"])
    assert path.read_text("utf-8") == content


# -- what cannot be taken over -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x" * 91, "title"),
        ("When\u2028Mum", "an invisible line separator"),
    ],
    ids=["too-long", "line-separator"],
)
def test_a_text_that_cannot_be_is_told_and_nothing_is_written(folder: Path, words: str, said: str) -> None:
    before = state(folder)
    content = edited(
        export_po(load_library(folder), "en", [MAMMA]),
        ("When Mum is depressed", words),
        ("Go out and play with a friend.", "Play."),
    )
    done = comes_back(folder, "en", content)
    assert done.written == []
    [problem] = done.problems
    assert problem.startswith(f"{MAMMA}: ")
    assert said in problem
    assert state(folder) == before


@pytest.mark.parametrize("words", ["a\\tb", "a\u2028b", "a\x85b", "a\x07b"])
def test_no_words_make_a_file_that_cannot_be_read_again(folder: Path, words: str) -> None:
    before = state(folder)
    content = edited(export_po(load_library(folder), "en", [MAMMA]), ("Small things can make her angry.", words))
    done = comes_back(folder, "en", content)
    assert (done.written, len(done.problems)) == ([], 1)
    assert state(folder) == before


def test_what_is_wrong_in_one_text_does_not_hinder_the_others(folder: Path) -> None:
    library = load_library(folder)
    content = edited(
        export_po(library, "en", [MAMMA, DRIKKER]),
        ("When Mum is depressed", "x" * 91),
        ("When somebody at home drinks too much", "When somebody drinks"),
    ).replace(b"#, fuzzy\n", b"")
    done = comes_back(folder, "en", content)
    assert done.written == [folder / f"resources/{DRIKKER}/en.yaml"]
    assert len(done.problems) == 1


def test_a_field_that_the_text_does_not_have_is_told_and_nothing_is_written(folder: Path) -> None:
    before = state(folder)
    content = HEAD + entry(f"{MAMMA}/title", "Når mamma er deprimert", "Mum")
    content += entry(f"{MAMMA}/gone/text", "Borte", "Gone") + entry(f"{MAMMA}/say/7", "Borte", "Gone")
    assert comes_back(folder, "en", content.encode()) == Imported(
        problems=[f"{MAMMA}: not in the text any more: gone/text, say/7; export anew"]
    )
    assert state(folder) == before


def test_a_text_that_there_is_not_is_told_once_and_the_others_are_taken_over(folder: Path) -> None:
    content = HEAD + entry("gone/title", "Borte", "Gone") + entry("gone/summary", "Borte", "Gone")
    content += entry(f"{MAMMA}/main_message", "Det er ikke din skyld.", "Not you.")
    done = comes_back(folder, "en", content.encode())
    assert done == Imported([folder / f"resources/{MAMMA}/en.yaml"], ["gone: there is no such text"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", 'the file is for "no language", not for "en"'),
        (b"Dear all,\n", 'not a PO file: line 1: "Dear all,"'),
        (b"\x89PNG\r\n\x1a\n", "not a PO file: line 1: "),
        ('{"a": 1}'.encode("utf-16"), "not a PO file: line 1: "),
        (b'msgid "a"\n', "not a PO file: line 1: missing msgstr for msgid 'a'"),
        (HEAD.encode() + b'msgid "a"\nmsgstr "cut o', 'not a PO file: line 8: "msgstr "cut o"'),
        (HEAD.replace("utf-8", "utf-99").encode() + b'msgid "a"\nmsgstr "b"\n', "not a PO file: "),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xe5"\n', "not a PO file: "),
        (HEAD.replace("Language: en", "Language: ar").encode(), 'the file is for "ar", not for "en"'),
        (HEAD.encode() + b'msgid "Tanken"\nmsgstr "b"\n', 'line 7: "Tanken" has no msgctxt that names its text'),
        ((HEAD + entry(MAMMA, "a", "b")).encode(), 'line 8: "a" has no msgctxt'),
        (
            (HEAD + f'msgctxt "{MAMMA}/title"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n').encode(),
            'line 8: "a" has plural forms',
        ),
        (
            (HEAD + entry(f"{MAMMA}/title", "a", "b") + entry(f"{MAMMA}/title", "c", "d")).encode(),
            f"line 12: {MAMMA}/title stands twice",
        ),
    ],
)
def test_a_file_that_is_no_export_of_ours_is_told_with_its_line(folder: Path, content: bytes, message: str) -> None:
    before = state(folder)
    with pytest.raises(WrongFileError) as told:
        comes_back(folder, "en", content)
    assert str(told.value).startswith(message)
    assert state(folder) == before


# -- any words, any file -------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=60)
LIKE_YAML = st.sampled_from(
    [
        *("no", "null", "~", "1.0", "0x1f", "12e4", "2026-01-01", "- a", "# a", "a: b", "a #b", "'", '"', "\\", "|"),
        *("> x", "[", "{a}", "*a", "&a b", "!a b", "%a", "@a", "`a", "---", "=", "<<"),
    ]
)


@pytest.fixture(scope="module")
def one_text(tmp_path_factory: pytest.TempPathFactory, fixture_root: Path) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("one") / "content"
    shutil.copytree(fixture_root, root)
    yield root


@settings(max_examples=60)
@given(title=WORDS | LIKE_YAML, lines=st.lists(WORDS | LIKE_YAML, min_size=1, max_size=4), said=WORDS | LIKE_YAML)
def test_any_printable_words_come_back_as_they_went_out(
    one_text: Path, fixture_library: Library, title: str, lines: list[str], said: str
) -> None:
    held = fixture_library.resources[MAMMA]
    english = held.texts["en"]
    first, second = english.sections
    wanted = english.model_copy(
        update={
            "title": title.strip(),
            "sections": (first.model_copy(update={"text": "\n".join(map(str.rstrip, lines)).strip()}), second),
            "say": (said.strip(),),
        }
    )
    if not all(fields(wanted).values()):
        return
    changed = _with(fixture_library, held, wanted)
    path = one_text / f"resources/{MAMMA}/en.yaml"
    done = import_po(one_text, fixture_library, "en", export_po(changed, "en", [MAMMA]))
    assert done.problems == []
    library = load_library(one_text)
    assert fields(library.resources[MAMMA].texts["en"]) == fields(wanted)
    path.unlink()
    done = import_po(one_text, load_library(one_text), "en", export_po(changed, "en", [MAMMA]))
    assert done == Imported(written=[path])
    assert fields(load_library(one_text).resources[MAMMA].texts["en"]) == fields(wanted)


def _with(library: Library, held: Resource, text: Text) -> Library:
    resource = held.model_copy(update={"texts": {**held.texts, text.language: text}})
    return Library(resources={held.id: resource}, vocabulary=library.vocabulary)


JUNK = [
    b'msgid ""',
    b'msgid_plural "y"',
    b'msgstr "z"',
    b'msgstr[9] "x"',
    b'msgctxt ""',
    b'"',
    b"#~ msgid",
    b"#: \xe2\x81\xa8x",
    b"#, fuzzy",
    b'"Plural-Forms: nplurals=x;\\n"',
    b'"PO-Revision-Date: never\\n"',
    b'"Content-Type: a; charset=\\n"',
    b'"Language: \\n"',
    b'"Language: ../..\\n"',
]


@settings(max_examples=150)
@given(data=st.data())
def test_a_spoilt_file_is_told_of_and_never_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, fixture_library: Library, data: st.DataObject
) -> None:
    content = export_po(fixture_library, "en", [MAMMA])
    lines = content.split(b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        junk = st.sampled_from(JUNK)
        lines[at : at + data.draw(st.integers(0, 3))] = [data.draw(junk | st.binary(max_size=20))]
    root = tmp_path_factory.getbasetemp() / "nowhere"
    try:
        import_po(root, fixture_library, "en", b"\n".join(lines))
    except WrongFileError as error:
        assert str(error)
    except FileNotFoundError as error:  # taken over: there is just no folder to write to
        assert str(root) in str(error)


# -- the command ---------------------------------------------------------------------------------------------------


def test_the_command_exports_to_a_file_and_imports_it(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "en.po"
    assert run(capsys, "export", "en", MAMMA, "--output", file, "--root", folder) == (0, f"{file}\n", "")
    assert file.read_bytes() == export_po(load_library(folder), "en", [MAMMA])
    assert run(capsys, "import", "en", file, "--root", folder) == (0, "", "0 texts written\n")
    file.write_bytes(edited(file.read_bytes(), ("When Mum is depressed", "Mum")))
    path = folder / f"resources/{MAMMA}/en.yaml"
    assert run(capsys, "import", "en", file, "--root", folder) == (0, f"{path}\n", "1 texts written\n")
    assert run(capsys, "import", "en", file, "--root", folder) == (0, "", "0 texts written\n")


def test_the_command_exports_to_standard_output(
    capfdbinary: pytest.CaptureFixture[bytes], fixture_root: Path, fixture_library: Library
) -> None:
    assert cli.main(["translation", "export", "ar", "--root", str(fixture_root)]) == 0
    assert capfdbinary.readouterr().out == export_po(fixture_library, "ar")


@pytest.mark.parametrize("status", ["reviewed", "machine"])
def test_the_command_says_what_the_texts_written_are(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, status: str
) -> None:
    file = tmp_path / "ar.po"
    file.write_bytes(edited(export_po(load_library(folder), "ar", [MAMMA]), ("ليس الذنب ذنبك.", "ليس ذنبك.")))
    path = folder / f"resources/{MAMMA}/ar.yaml"
    before = path.read_text("utf-8")
    assert run(capsys, "import", "ar", file, "--status", status, "--root", folder)[0] == 0
    library = load_library(folder)
    assert library.resources[MAMMA].text_for(["ar"]).status == status
    assert library.resources["snakk-med-barnet"].text_for(["ar"]).status == "machine"
    assert len(changed_lines(before, path.read_text("utf-8"))) == (2 if status == "reviewed" else 1)
    assert "note: Lest av ingen ennå." in path.read_text("utf-8")


def test_a_new_text_is_what_the_command_says_it_is(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "so.po"
    file.write_bytes(translated(load_library(folder), DRIKKER, "so"))
    assert run(capsys, "import", "so", file, "--status", "reviewed", "--root", folder)[0] == 0
    assert load_library(folder).resources[DRIKKER].text_for(["so"]).status == "reviewed"


def test_the_command_tells_of_texts_it_left_out(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "en.po"
    file.write_text(HEAD + entry("gone/title", "a", "b") + entry(f"{MAMMA}/title", "c", "x" * 91), "utf-8")
    code, out, err = run(capsys, "import", "en", file, "--root", folder)
    assert (code, out) == (1, "")
    gone, long, count = err.splitlines()
    assert gone == f"{file}: gone: there is no such text"
    assert long == f'{file}: {MAMMA}: "title" has 91 characters; at most 90: make it shorter'
    assert count == "0 texts written"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "xx"), 'barnsbeste: unknown language "xx"; known: nb, nn, en, ar, so'),
        (("export", "nb"), "barnsbeste: nb is the source, not a translation"),
        (("export", "en", MAMMA, "gone"), 'barnsbeste: there is no text "gone"'),
        (("export", "en", "--output", "{tmp}/no/such/en.po"), "barnsbeste: cannot write {tmp}/no/such/en.po: No such"),
        (("import", "xx", "{tmp}/en.po"), 'barnsbeste: unknown language "xx"; known: nb, nn, en, ar, so'),
        (("import", "nb", "{tmp}/en.po"), "barnsbeste: nb is the source, not a translation"),
        (("import", "en", "{tmp}/gone.po"), "barnsbeste: cannot read {tmp}/gone.po: No such file"),
        (("import", "en", "{tmp}"), "barnsbeste: cannot read {tmp}: Is a directory"),
        (("import", "ar", "{tmp}/en.po"), '{tmp}/en.po: the file is for "en", not for "ar"'),
        (("import", "en", "{tmp}/letter.po"), '{tmp}/letter.po: not a PO file: line 1: "Dear all"'),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "en.po").write_bytes(export_po(load_library(folder), "en"))
    (tmp_path / "letter.po").write_text("Dear all", "utf-8")
    before = state(folder)
    code, out, err = run(capsys, *(given.format(tmp=tmp_path) for given in arguments), "--root", folder)
    assert (code, out) == (2, "")
    assert err.startswith(message.format(tmp=tmp_path))
    assert len(err.splitlines()) == 1
    assert state(folder) == before


def test_what_went_out_came_back_and_nothing_else_is_behind(folder: Path) -> None:
    content = export_po(load_library(folder), "ar").replace(b"#, fuzzy\n", b"")
    comes_back(folder, "ar", content)
    assert [each for each in behind(load_library(folder)) if each.language == "ar"] == []
    assert Behind("naar-noen-dor", "nn", ("head", "sorg", "actions")) in behind(load_library(folder))
