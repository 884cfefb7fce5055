"""What can befall a folder while the preview serves it: each is survived, told, and forgotten once it is over."""

import shutil
import subprocess
from pathlib import Path

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.store import Store

SLUG = "naar-mamma-er-deprimert"
GIT = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def store(folder: Path) -> Store:
    served = Store(folder)
    served.current(Edition.PREVIEW)
    return served


def text(folder: Path) -> Path:
    return folder / "resources" / SLUG / "nb.yaml"


def now(store: Store) -> Catalog:
    return store.refreshed(Edition.PREVIEW)


def title(catalog: Catalog) -> str:
    found = catalog.get(SLUG)
    assert found
    return found.texts["nb"].title


def retitled(folder: Path, words: str) -> None:
    lines = text(folder).read_text("utf-8").splitlines()
    text(folder).write_text("\n".join(f"title: {words}" if line.startswith("title:") else line for line in lines))


def test_what_was_saved_is_served_at_the_next_look_and_only_that_file_was_parsed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from barnsbeste_content.loading import library

    parsed: list[Path] = []
    read = library.read
    monkeypatch.setattr(library, "read", lambda file: parsed.append(file.path) or read(file))
    before = now(store)
    assert now(store) is before
    assert parsed == []
    retitled(folder, "Ny tittel")
    after = now(store)
    assert title(after) == "Ny tittel"
    assert parsed == [text(folder)]
    assert now(store) is after


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"", "the file is empty"),
        (b"title: Half a fi", "missing key"),
        (b'title: "never closed\n', "not valid YAML"),
        (b"<<<<<<< HEAD\ntitle: Mine\n=======\ntitle: Theirs\n>>>>>>> other\n", "a merge conflict was left here"),
        (b"\xff\xfet\x00i\x00", "UTF-16"),
    ],
    ids=["emptied", "half saved", "broken", "conflict markers", "another encoding"],
)
def test_a_file_that_breaks_is_told_over_its_last_good_words_until_it_is_whole_again(
    store: Store, folder: Path, written: bytes, told: str
) -> None:
    good = text(folder).read_bytes()
    before = title(now(store))
    text(folder).write_bytes(written)
    broken = now(store)
    assert title(broken) == before
    assert [p for p in broken.library.problems if p.path == str(text(folder)) and told in p.message]
    text(folder).write_bytes(good)
    assert now(store).library.problems == ()


def test_windows_line_ends_are_no_change(store: Store, folder: Path) -> None:
    before = now(store).library.resources[SLUG]
    text(folder).write_bytes(text(folder).read_bytes().replace(b"\n", b"\r\n"))
    assert now(store).library.resources[SLUG] == before


def test_a_folder_taken_away_and_put_back_serves_on(store: Store, folder: Path) -> None:
    before = {resource.id for resource in now(store).resources}
    folder.rename(folder.with_name("away"))
    gone = now(store)
    assert {resource.id for resource in gone.resources} == before
    assert "no such content folder" in gone.library.problems[0].message
    folder.with_name("away").rename(folder)
    assert now(store).library.problems == ()


def test_a_file_that_may_not_be_read_just_now_is_tried_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that another program has locked."""
    retitled(folder, "Ny tittel")
    read = Path.read_bytes

    def locked(self: Path) -> bytes:
        if self == text(folder):
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", locked)
        told = now(store).library.problems
        assert ["cannot be read" in problem.message for problem in told] == [True]
    served = now(store)
    assert (title(served), served.library.problems) == ("Ny tittel", ())


def test_a_branch_switched_underneath_is_served_as_it_is(store: Store, folder: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)

    first = title(now(store))
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("switch", "-q", "-c", "other")
    retitled(folder, "På en annen gren")
    shutil.rmtree(folder / "resources" / "naar-babyen-merker-uro")
    git("commit", "-q", "-a", "-m", "second")
    assert title(now(store)) == "På en annen gren"
    git("switch", "-q", "main")
    back = now(store)
    assert title(back) == first
    assert back.get("naar-babyen-merker-uro")
    git("switch", "-q", "other")
    assert title(now(store)) == "På en annen gren"
    assert now(store).get("naar-babyen-merker-uro") is None


def test_a_thousand_files_changed_at_once_are_all_there_at_the_next_look(store: Store, folder: Path) -> None:
    glossary = folder / "glossary"
    source = next(glossary.glob("*.yaml")).read_text("utf-8")
    names = [f"ord-{number}" for number in range(1_000)]
    for name in names:
        (glossary / f"{name}.yaml").write_text(source, "utf-8")
    assert set(names) <= set(now(store).library.glossary)
    for name in names:
        (glossary / f"{name}.yaml").write_text(f"# changed\n{source}", "utf-8")
    (glossary / "ord-7.yaml").write_text("nb: [\n", "utf-8")
    changed = now(store)
    assert set(names) <= set(changed.library.glossary)  # the broken one with what it held before
    assert [Path(problem.path).name for problem in changed.library.problems] == ["ord-7.yaml"]
    for name in names:
        (glossary / f"{name}.yaml").unlink()
    assert not set(names) & set(now(store).library.glossary)


def test_a_search_after_a_save_finds_what_a_server_started_afresh_finds(store: Store, folder: Path) -> None:
    """An index takes over what was prepared for the one before."""
    now(store).warm()
    for words in ("Når sorgkofferten står der", "Kofferten", "Når mamma er deprimert"):
        retitled(folder, words)
        served, fresh = now(store), Store(folder).current(Edition.PREVIEW)
        store._make_ready()
        for typed in ("sorgkofferten", "sorg", "koffert", "mamma", "deprimert", "syk"):
            query = Query(text=typed)
            found = [resource.id for resource in served.select(query, "nb").resources]
            assert found == [resource.id for resource in fresh.select(query, "nb").resources], (words, typed)
