"""What has changed since the content was published, in a history prepared in git, and where that state comes from.

`tests/fixtures/changes.expected.json` is what `barnsbeste changes --format json` prints after `change_everything`, with
a commit of noughts.
"""

import dataclasses
import json
import os
import re
import shutil
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prepared_history import (
    MAMMA,
    change_everything,
    commit_all,
    edit,
    git,
    make_repository,
    rename_text,
    without_git,
)

from barnsbeste_content.editorial.change_report import MAX_MARKDOWN, as_json, markdown, rows, summary
from barnsbeste_content.editorial.changes import QUERIES, Changes, TextChange, compare
from barnsbeste_content.editorial.entry_changes import SORTS, EntryChange
from barnsbeste_content.editorial.published import (
    GitFailedError,
    NoContentError,
    NoGitError,
    NoRepositoryError,
    NoSnapshotError,
    Published,
    UnknownRefError,
    keep_snapshot,
    load_state,
    published,
    snapshot_folder,
)
from barnsbeste_content.editorial.sentence_diff import MAX_PAIRS, diff_sentences, diff_words, split_sentences
from barnsbeste_content.model import Library

NB = f"resources/{MAMMA}/nb.yaml"
CONFLICT = "<<<<<<< HEAD\ntitle: En\n=======\ntitle: To\n>>>>>>> other\n"


@pytest.fixture
def repository(tmp_path: Path, fixture_root: Path) -> Path:
    """The content folder of a repository in which everything is published."""
    return make_repository(tmp_path / "project", fixture_root)


def since_published(root: Path, ref: str | None = None) -> Changes:
    return compare(published(root, ref).library, load_state(root))


def only_text(changes: Changes) -> TextChange:
    assert [*changes.entries, *changes.queries] == []
    (change,) = changes.texts
    return change


def entry(changes: Changes, sort: str, id: str) -> EntryChange:
    (found,) = (each for each in changes.entries if (each.sort, each.id) == (sort, id))
    return found


def working_copy(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.parent.rglob("*") if path.is_file() and ".git" not in path.parts}


# The whole


def test_everything_that_changed_is_in_the_document(repository: Path, project: Path) -> None:
    change_everything(repository)
    before = working_copy(repository)
    since = published(repository)
    said = as_json(compare(since.library, load_state(repository)), replace(since, commit="0" * 40))
    expected = json.loads((project / "tests/fixtures/changes.expected.json").read_text("utf-8"))
    assert json.loads(json.dumps(said)) == expected
    assert json.dumps(said) == json.dumps(expected)  # in the same order too
    assert working_copy(repository) == before
    assert git(repository, "stash", "list") == ""


def test_a_line_tells_for_whom_and_what(repository: Path) -> None:
    change_everything(repository)
    lines = list(rows(since_published(repository)))
    assert (
        "naar-noen-hjemme-drikker (youth, 13-17): retired; related: +snakk-med-noen -hvem-kan-jeg-snakke-med" in lines
    )
    assert "si-det-til-barna (parent, 0-17): moved from snakk-sammen; nb: sentences; en: removed" in lines
    assert "gammel-tekst-om-rus (parent, 0-17): removed; leads to naar-noen-dor" in lines
    assert "helpline barnetelefonen: phone: 116 000 -> 116 001; checked: 2026-11-20 -> 2026-11-22" in lines
    now = "naar-mamma-er-deprimert, si-det-til-barna"
    assert f'search "pappa drikker": {now} (before: naar-noen-hjemme-drikker)' in lines
    assert all(len(line.splitlines()) == 1 for line in lines)


def test_every_kind_of_content_is_compared() -> None:
    fields = {field.name for field in dataclasses.fields(Library)}
    elsewhere = {"resources", "problems"}
    compared = {
        "helpline": "helplines",
        "term": "glossary",
        "question": "questions",
        "sheet": "sheets",
        "source": "sources",
        "vocabulary": "vocabulary",
        "language": "vocabulary",
        "search": "search_words",
        "redirect": "redirects",
    }
    assert (tuple(compared), {*compared.values()}) == (SORTS, fields - elsewhere)


def test_equal_libraries_differ_in_nothing(
    fixture_library: Library, fixture_root: Path, broken_root: Path, real_library: Library
) -> None:
    assert compare(fixture_library, load_state(fixture_root)) == Changes()
    assert compare(real_library, real_library).is_empty
    broken = compare(load_state(broken_root), load_state(broken_root))
    assert broken.is_empty
    assert broken.errors_before == broken.errors_now != ()
    assert compare(Library(), Library()) == Changes()


def test_first_content_is_all_new_and_all_of_it_can_go(fixture_library: Library) -> None:
    came, went = compare(Library(), fixture_library), compare(fixture_library, Library())
    assert {change.kind for change in came.texts} == {"new"}
    assert {change.kind for change in went.texts} == {"removed"}
    assert len(came.texts) == len(went.texts) == len(fixture_library.resources)
    assert {change.sort for change in came.entries} == set(SORTS)
    assert {change.kind for change in went.entries} == {"removed"}


# Texts


def test_a_wording_is_told_sentence_by_sentence_and_word_by_word(repository: Path) -> None:
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett. Det går over."))
    change = only_text(since_published(repository))
    (language,) = change.languages
    (field,) = language.fields
    assert (change.kind, language.language, field.name) == ("changed", "nb", "hva-skjer/text")
    assert [[(run.kind, run.words) for run in sentence.runs] for sentence in field.sentences] == [
        [("kept", "Da kan mamma være "), ("removed", "trist"), ("added", "lei seg"), ("kept", " og trett.")],
        [("added", "Det går over.")],
    ]
    assert [(each.language, each.parts) for each in change.outdated] == [("en", ("hva-skjer",))]  # ar was so before
    assert change.readers.audiences == ("child",)
    assert change.readers.ages == ("8-12",)
    assert change.readers.situations == ("mental_illness",)
    assert change.readers.languages == ("nb",)


def test_a_new_section_withdraws_translations_without_it(repository: Path) -> None:
    edit(repository, NB, ("actions:", "  - {id: mer, heading: Mer, text: Det finnes hjelp.}\nactions:"))
    change = only_text(since_published(repository))
    assert [(each.language, each.kind) for each in change.languages] == [
        ("nb", "changed"),
        ("en", "broken"),
        ("ar", "broken"),
    ]
    assert [(field.name, field.kind) for field in change.languages[0].fields] == [
        ("mer/heading", "new"),
        ("mer/text", "new"),
    ]
    assert change.languages[0].facts == ()  # that it came says in which order, too


def test_sections_that_change_places_are_a_change(repository: Path) -> None:
    edit(
        repository,
        "resources/hvem-kan-jeg-snakke-med/nb.yaml",
        ("id: skole", "id: x"),
        ("id: telefon", "id: skole"),
        ("id: x", "id: telefon"),
    )
    (language,) = only_text(since_published(repository)).languages
    assert [(fact.name, fact.after) for fact in language.facts] == [("sections", ("telefon", "skole"))]


def test_lines_that_are_broken_elsewhere_are_told_as_such(repository: Path) -> None:
    edit(repository, NB, ("Da kan mamma være", "Da kan\n      mamma være"))
    changes = since_published(repository)
    assert list(rows(changes)) == [f"{MAMMA} (child, 8-12): nb: hva-skjer/text (line breaks alone)"]


def test_accepting_a_translation_is_told(repository: Path) -> None:
    edit(repository, f"resources/{MAMMA}/ar.yaml", ('"0123456789"', "cf33667a34"))
    assert list(rows(since_published(repository))) == [f"{MAMMA} (child, 8-12): ar: marked as up to date"]


def test_a_draft_reaches_nobody_until_it_is_published(repository: Path) -> None:
    file = "resources/kladd-om-hjerneskade/resource.yaml"
    edit(repository, file, ("ages: {from: 3", "ages: {from: 4"))
    change = only_text(since_published(repository))
    assert change.readers == type(change.readers)()
    edit(repository, file, ("status: draft", "status: published"))
    change = next(iter(since_published(repository).texts))
    assert change.facts[0].after == "published"
    assert change.readers.audiences == ("parent",)


def test_a_new_draft_is_told_to_be_one(repository: Path) -> None:
    shutil.copytree(repository / "resources/kladd-om-hjerneskade", repository / "resources/ny-kladd")
    assert list(rows(since_published(repository))) == ["ny-kladd (parent, 3-12): new draft, in nb"]


def test_a_text_is_known_again_by_its_code_or_by_a_redirect(repository: Path) -> None:
    shutil.move(repository / "resources/naar-noen-dor", repository / "resources/naar-en-dor")  # its code alone
    rename_text(repository, "spor-om-barn", "spor-alle-om-barn")
    changes = since_published(repository)
    assert [(each.slug, each.kind, each.old_slug) for each in changes.texts if each.kind != "changed"] == [
        ("naar-en-dor", "moved", "naar-noen-dor"),
        ("spor-alle-om-barn", "moved", "spor-om-barn"),
    ]
    assert changes.queries == ()  # the same texts are found, by another name


def test_of_two_texts_made_into_one_the_other_was_removed(repository: Path) -> None:
    rename_text(repository, "snakk-sammen", "ord-til-barna")
    shutil.rmtree(repository / "resources/snakk-med-barnet")
    edit(repository, "questions/orker-ikke-mer.yaml", ("snakk-med-barnet", "ord-til-barna"))
    edit(repository, "redirects.yaml", ("snakk-sammen:", "snakk-med-barnet: ord-til-barna\nsnakk-sammen:"))
    kinds = {each.slug: (each.kind, each.old_slug, each.successor) for each in since_published(repository).texts}
    assert kinds == {
        "ord-til-barna": ("moved", "snakk-med-barnet", ""),
        "snakk-sammen": ("removed", "", "ord-til-barna"),
    }


# What cannot be read


def test_conflict_markers_break_a_text_and_do_not_remove_it(repository: Path) -> None:
    path = repository / NB
    path.write_text(path.read_text("utf-8").replace("title: Når mamma er deprimert\n", CONFLICT), "utf-8")
    changes = since_published(repository)
    (change,) = (each for each in changes.texts if each.slug == MAMMA)
    assert change.kind == "broken"
    assert {error.path for error in changes.errors_now} == {NB}
    assert changes.errors_before == ()
    assert f"{MAMMA} (child, 8-12): cannot be served as it is now; run barnsbeste check" in list(rows(changes))


def test_conflict_markers_elsewhere_break_what_stands_there_once(repository: Path) -> None:
    for file in ("vocabulary/feeling.yaml", "helplines/nodtelefonen.yaml", "redirects.yaml", "search/nb.yaml"):
        path = repository / file
        path.write_text(CONFLICT + path.read_text("utf-8"), "utf-8")
    changes = since_published(repository)
    assert {(each.sort, each.id, each.kind) for each in changes.entries} == {
        ("vocabulary", "feeling", "broken"),
        ("helpline", "nodtelefonen", "broken"),
        ("redirect", "redirects", "broken"),
        ("search", "nb", "broken"),
    }
    commit_all(repository)
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert {each.kind for each in since_published(repository).entries} == {"mended"}


def test_what_was_broken_when_it_was_published_was_mended_not_new(repository: Path) -> None:
    good = (repository / NB).read_bytes()
    en = repository / "resources/snakk-med-barnet/en.yaml"
    (repository / NB).write_text("title: [", "utf-8")
    good_en = en.read_bytes()
    en.write_text("{", "utf-8")
    commit_all(repository)
    (repository / NB).write_bytes(good)
    en.write_bytes(good_en)
    changes = since_published(repository)
    kinds = {each.slug: (each.kind, [(one.language, one.kind) for one in each.languages]) for each in changes.texts}
    assert kinds[MAMMA][0] == "mended"
    assert kinds["snakk-med-barnet"] == ("changed", [("en", "mended")])
    assert {error.path for error in changes.errors_before} == {NB, "resources/snakk-med-barnet/en.yaml"}
    assert changes.errors_now == ()


# Everything else


def test_the_order_of_search_groups_and_of_values_is_compared(repository: Path) -> None:
    path = repository / "search/en.yaml"
    head, first, second = path.read_text("utf-8").split("  - words:")
    path.write_text("  - words:".join((head, second.rstrip() + "\n", first)), "utf-8")
    changes = since_published(repository)
    assert list(rows(changes)) == ["search en: order: other order: en/mum is sad, en/drinks"]


def test_what_comes_is_not_told_again_as_another_order(repository: Path) -> None:
    edit(repository, "vocabulary/phase.yaml", ("values:\n", "values:\n  - {id: wait, label: {nb: Vente}}\n"))
    assert list(rows(since_published(repository))) == ["vocabulary phase/wait: new: Vente"]


def test_two_groups_that_begin_with_the_same_word_are_both_compared(repository: Path) -> None:
    path = repository / "search/en.yaml"
    path.write_text(path.read_text("utf-8") + "  - words: [drinks]\n    means: [juice]\n", "utf-8")
    assert list(rows(since_published(repository))) == ["search en/drinks+: new: drinks"]


def test_a_long_value_is_not_cut_into_two_that_look_the_same(repository: Path) -> None:
    edit(repository, "questions/er-det-min-skyld.yaml", ("Si til en voksen hva du tenker.", "Si det til en voksen."))
    assert list(rows(since_published(repository))) == ["question er-det-min-skyld: texts.nb.answer: rewritten"]


def test_searches_are_told_only_where_their_first_results_change(repository: Path) -> None:
    edit(repository, "resources/snakk-med-barnet/resource.yaml", ("status: published", "status: draft"))
    changes = since_published(repository)
    told = {each.query for each in changes.queries}
    assert "kreft" in told
    assert "pappa drikker" not in told
    assert told < set(QUERIES)


# Where the old state comes from


def test_a_branch_a_tag_and_a_commit_can_be_named(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "tag", "--annotate", "--message", "One", "v1")
    git(repository, "branch", "old/one")
    edit(repository, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    commit_all(repository)
    assert since_published(repository).is_empty
    for ref in ("v1", "old/one", first, first[:8], "HEAD~1", "main^"):
        assert (published(repository, ref).commit, published(repository, ref).ref) == (first, ref)
        assert [each.id for each in since_published(repository, ref).entries] == ["nodtelefonen"]


@pytest.mark.parametrize("below", ["content", "a/b/innhold og mer", "."])
def test_the_content_can_be_anywhere_in_the_repository(tmp_path: Path, fixture_root: Path, below: str) -> None:
    top = tmp_path / "top"
    if below == ".":
        shutil.copytree(fixture_root, top)
        git(top, "init", "--quiet")
        commit_all(top)
        root = top
    else:
        root = make_repository(top, fixture_root, below)
    edit(root, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    changes = since_published(root)
    assert [each.id for each in changes.entries] == ["nodtelefonen"]
    assert (changes.texts, changes.errors_before) == ((), ())


def test_windows_line_ends_are_no_change(repository: Path) -> None:
    for path in repository.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert since_published(repository) == Changes()
    commit_all(repository, "Windows")
    assert since_published(repository, "HEAD~1") == Changes()
    assert since_published(repository) == Changes()


def test_files_are_read_as_they_are_whatever_git_would_do_on_export(repository: Path) -> None:
    (repository.parent / ".gitattributes").write_text("helplines/* export-ignore\n*.yaml export-subst\n", "utf-8")
    (repository / ".gitattributes").write_text("helplines export-ignore\n", "utf-8")
    edit(repository, "sources/loven.yaml", ("publisher: Lovdata", "publisher: $Format:%H$"))
    commit_all(repository)
    assert since_published(repository) == Changes()


def test_links_in_the_repository_are_read_as_links(repository: Path) -> None:
    (repository / "helplines/nodnummer.yaml").symlink_to("nodtelefonen.yaml")
    (repository / "sources/ute.yaml").symlink_to("/etc/passwd")
    commit_all(repository)
    changes = since_published(repository)
    assert changes.is_empty
    assert [error.path for error in changes.errors_before] == ["sources/ute.yaml"]
    assert changes.errors_before == changes.errors_now


def test_a_hook_of_git_sets_variables_that_are_not_for_us(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert since_published(repository) == Changes()


@pytest.mark.parametrize(
    "ref", ["gone", "", " ", "--help", "-x", "HEAD:content", "main..HEAD", "a\0b", "v1^{nonsense}"]
)
def test_an_unknown_name_is_told(repository: Path, ref: str) -> None:
    keep_snapshot(repository)
    with pytest.raises(UnknownRefError, match="no branch, tag or commit"):
        published(repository, ref)


def test_a_commit_without_the_content_is_told(repository: Path, fixture_root: Path) -> None:
    other = repository.parent / "later"
    shutil.copytree(fixture_root, other)
    with pytest.raises(NoContentError, match='"HEAD" has no folder later'):
        published(other, "HEAD")
    with pytest.raises(NoSnapshotError, match="has no folder later"):
        published(other)


def test_a_repository_without_commits_has_published_nothing(folder: Path) -> None:
    git(folder, "init", "--quiet")
    with pytest.raises(UnknownRefError):
        published(folder, "HEAD")
    with pytest.raises(NoSnapshotError, match="barnsbeste snapshot"):
        published(folder)


def test_a_folder_in_no_repository_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    with pytest.raises(NoRepositoryError, match="in no git repository"):
        published(folder, "HEAD")
    with pytest.raises(NoSnapshotError, match=r"in no git repository; .*barnsbeste snapshot"):
        published(folder)


def test_git_that_is_missing_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_git(monkeypatch)
    with pytest.raises(NoGitError, match="git is not installed"):
        published(repository, "HEAD")
    with pytest.raises(NoSnapshotError, match="git is not installed"):
        published(repository)


def test_a_repository_that_has_lost_something_is_told(repository: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:content/redirects.yaml").strip()
    lost = repository.parent / ".git/objects" / blob[:2] / blob[2:]
    lost.chmod(0o600)
    lost.unlink()
    keep_snapshot(repository)
    for ref in ("HEAD", None):  # a snapshot does not hide it
        with pytest.raises(GitFailedError, match="has not got all of the commit"):
            published(repository, ref)


# The snapshot


def test_without_git_the_last_snapshot_is_compared_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep_snapshot(folder) == snapshot_folder(folder) == folder.parent.resolve() / ".barnsbeste/snapshot"
    without_git(monkeypatch)
    assert since_published(folder) == Changes()
    change_everything(folder)
    changes = since_published(folder)
    assert len(changes.texts) == 9
    assert (published(folder).ref, published(folder).commit) == ("snapshot", "")
    assert summary(changes, published(folder)).startswith(
        "9 texts, 12 other entries, 3 searches differ from the snapshot;"
    )
    keep_snapshot(folder)
    again = since_published(folder)
    assert again.is_empty
    assert sorted(path.name for path in snapshot_folder(folder).parent.iterdir()) == [".gitignore", "snapshot"]


def test_git_comes_before_the_snapshot_and_does_not_see_it(repository: Path) -> None:
    edit(repository, "helplines/nodtelefonen.yaml", ('"113"', '"112"'))
    keep_snapshot(repository)
    assert [each.id for each in since_published(repository).entries] == ["nodtelefonen"]
    assert git(repository.parent, "status", "--short") == " M content/helplines/nodtelefonen.yaml\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs something that cannot be copied")
def test_a_snapshot_that_fails_leaves_the_old_one(folder: Path) -> None:
    keep_snapshot(folder)
    kept = working_copy(folder)
    os.mkfifo(folder / "pipe")
    (folder / "redirects.yaml").unlink()
    with pytest.raises(OSError, match="named pipe"):
        keep_snapshot(folder)
    assert (snapshot_folder(folder) / "redirects.yaml").exists()
    assert {path for path in kept if path.is_relative_to(snapshot_folder(folder))} == {
        path for path in snapshot_folder(folder).rglob("*") if path.is_file()
    }


# Wording


MARKS = [" ", "  ", ".", "?", "\n", "\n\n", "- ", "1. ", "**", "«", "»"]
PIECES = st.lists(
    st.sampled_from(["mamma", "pappa", "er", "trist", "معًا", *MARKS]) | st.text(max_size=3),
    max_size=14,
).map("".join)


@given(PIECES, PIECES)
@example("a b c", "x b y")
@example(" ", "")
def test_runs_give_both_sentences(before: str, after: str) -> None:
    runs = diff_words(before, after)
    assert "".join(run.words for run in runs if run.kind != "added") == before
    assert "".join(run.words for run in runs if run.kind != "removed") == after
    assert all(run.words for run in runs)
    kinds = [run.kind for run in runs]
    assert all(one != next for one, next in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds)


@given(st.lists(PIECES.filter(bool), max_size=7), st.lists(PIECES.filter(bool), max_size=7))
def test_sentences_that_differ_are_all_there(before: list[str], after: list[str]) -> None:
    """What was taken away and what came, each as often and in the order it stands."""
    found = diff_sentences(before, after)
    went, came = [each.before for each in found if each.before], [each.after for each in found if each.after]
    assert [*filter(None, went)] == _in_order(went, before)
    assert [*filter(None, came)] == _in_order(came, after)
    assert len(before) - len(went) == len(after) - len(came)  # what is left is the same
    assert bool(found) == (before != after)


def _in_order(some: list[str], all: list[str]) -> list[str]:
    rest = iter(all)
    return [each for each in some if each in rest]


@given(PIECES)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_sentences_end_where_readers_end_them() -> None:
    assert split_sentences("Han sa: «Hei.» Så gikk han.\nTrist? **Ja.** Nei!\n\n1. Si det.\n2. Spør.\n- En\n- To") == (
        "Han sa:",
        "«Hei.»",
        "Så gikk han.",
        "Trist?",
        "**Ja.**",
        "Nei!",
        "1. Si det.",
        "2. Spør.",
        "- En",
        "- To",
    )
    assert split_sentences("هل أنت حزين؟ لا. نعم") == ("هل أنت حزين؟", "لا.", "نعم")


def test_a_great_many_sentences_are_compared_in_time() -> None:
    many = MAX_PAIRS
    before, after = [f"a {n}" for n in range(many)], [f"b {n}" for n in range(many)]
    assert len(diff_sentences(before, after)) == many


# Markdown


def test_markdown_is_a_summary_with_tables(repository: Path) -> None:
    change_everything(repository)
    since = published(repository)
    said = markdown(compare(since.library, load_state(repository)), since)
    assert [line for line in said.splitlines() if line.startswith("#")] == [
        "## Changes in the content",
        "### Texts",
        "### Translations that become outdated",
        "### Everyday searches: the first results",
        "### Other entries",
        "### Wording",
    ]
    assert "Da kan mamma være <del>trist</del><ins><b>lei seg</b></ins> og <ins><b>veldig </b></ins>trett." in said
    assert "**1 error stands in the files**" in said
    _tables_are_whole(said)


@pytest.mark.parametrize(
    "words", ["a|b <b>x</b> &amp; `c`", "@ola #1 og @kari", "*d* __e__ [f](g) ![h](i) ~~j~~", "\\\\| \\\\", "<!-- k"]
)
def test_words_of_texts_are_no_markup_in_markdown(repository: Path, words: str) -> None:
    edit(repository, f"resources/{MAMMA}/nb.yaml", ("title: Når mamma er deprimert", f'title: "Ny: {words}"'))
    since = published(repository)
    changes = compare(since.library, load_state(repository))
    said = markdown(changes, since)
    _tables_are_whole(said)
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    shown = re.findall(r"<td>(.*?)</td>", renderer.render(said.split("### Wording")[1]))[2::3]
    title = only_title(changes)
    cells = [unescape(re.sub(r"<del>.*?</del>|</?ins>|</?b>|<!-- -->", "", cell)) for cell in shown]
    assert " ".join(cells).split() == title.split()
    assert not re.search(r"[@#]\w", said.split("### Wording")[1])


def only_title(changes: Changes) -> str:
    """The new title, of the one text that has changed."""
    (change,) = changes.texts
    return change.title


def test_markdown_fits_into_a_pull_request(real_library: Library) -> None:
    since = Published(Library(), "HEAD", "0" * 40)
    said = markdown(compare(since.library, real_library), since)
    assert len(said) < MAX_MARKDOWN + 1_000
    assert "more: see `barnsbeste changes --format json`" in said
    _tables_are_whole(said)


def test_markdown_says_that_nothing_differs(repository: Path) -> None:
    since = published(repository)
    said = markdown(Changes(), since)
    assert said == f"## Changes in the content\n\nNothing differs from HEAD \\({since.commit[:10]}\\).\n"


def _tables_are_whole(said: str) -> None:
    """Each row of a table has as many cells as its head."""
    cells: Any = None
    for line in said.splitlines():
        if not line.startswith("|"):
            cells = None
            continue
        count = line.replace("\\|", "").count("|")
        cells = cells or count
        assert count == cells, line
