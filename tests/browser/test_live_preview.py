"""An editor saves a file: the open page shows it at once, or what is wrong with it; the public never notices."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from barnsbeste_content.presentation.links import STAFF_PAGES

from .conftest import ROOT, Scheme, new_page, settle, start_server, visit

FIXTURES = ROOT / "tests" / "fixtures" / "library"
SLUG = "naar-mamma-er-deprimert"
SECONDS = 1.5


@dataclass
class Desk:
    """An editor at work: a folder of her own, the preview and beside it what the public is served."""

    content: Path
    preview: str
    public: str

    @property
    def file(self) -> Path:
        return self.content / "resources" / SLUG / "nb.yaml"

    def retitle(self, title: str) -> None:
        lines = self.file.read_text("utf-8").splitlines(keepends=True)
        found = next(number for number, line in enumerate(lines) if line.startswith("title:"))
        self.file.write_text("".join([*lines[:found], f"title: {title}\n", *lines[found + 1 :]]), "utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    content = tmp_path_factory.mktemp("desk") / "content"
    published = tmp_path_factory.mktemp("public") / "content"
    shutil.copytree(FIXTURES, content)
    shutil.copytree(FIXTURES, published)
    preview, preview_address = start_server(BARNSBESTE_CONTENT=str(content), BARNSBESTE_EDITION="preview")
    public, public_address = start_server(BARNSBESTE_CONTENT=str(published))
    yield Desk(content, preview_address, public_address)
    for process in (preview, public):
        process.terminate()
        process.wait(10)


@pytest.fixture
def open_at(reader: BrowserContext) -> Callable[[str], Page]:
    def opened(address: str) -> Page:
        page = new_page(reader)
        visit(page, address)
        return page

    return opened


def seconds_until(page: Page, selector: str) -> float:
    since = time.monotonic()
    page.wait_for_selector(selector, timeout=10_000)
    return time.monotonic() - since


def test_what_is_saved_is_seen_what_is_broken_is_told_and_the_public_notices_nothing(
    desk: Desk, open_at: Callable[[str], Page]
) -> None:
    good = desk.file.read_bytes()
    reader = open_at(f"{desk.public}/nb/ressurs?id={SLUG}")
    title = reader.locator("#root h1").inner_text()
    editor = open_at(f"{desk.preview}/nb/ressurs?id={SLUG}")
    editor.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 300)")
    editor.wait_for_timeout(300)
    where = editor.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    mark = editor.evaluate("window.mark = 'the same document'")

    desk.retitle("En ny overskrift")
    assert seconds_until(editor, "#root h1:has-text('En ny overskrift')") < SECONDS
    assert editor.evaluate("window.mark") == mark  # it was not loaded again
    assert editor.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == where

    desk.retitle('"En overskrift uten slutt')
    assert seconds_until(editor, ".staff-problems") < SECONDS
    told = editor.locator(".staff-problems")
    expect(told).to_contain_text(f"resources/{SLUG}/nb.yaml, linje ")
    expect(told.locator("mark")).to_contain_text("En overskrift uten slutt")
    expect(editor.locator("#root h1")).to_have_text("En ny overskrift")  # the last good version

    desk.file.write_bytes(good)
    assert seconds_until(editor, f"#root h1:has-text('{title}')") < SECONDS
    expect(editor.locator(".staff-problems")).to_have_count(0)

    expect(reader.locator("#root h1")).to_have_text(title)
    reader.reload()
    settle(reader)
    expect(reader.locator("#root h1")).to_have_text(title)
    expect(reader.locator(".staff-problems, .staff-bar")).to_have_count(0)


def test_choices_and_what_is_being_typed_outlive_a_save(desk: Desk, open_at: Callable[[str], Page]) -> None:
    good = desk.file.read_bytes()
    editor = open_at(f"{desk.preview}/nb/barn")
    editor.get_by_role("button", name="Urolig", exact=True).click()
    settle(editor)
    desk.retitle("Mamma er tung til sinns")
    expect(editor.locator(".card").filter(has_text="Mamma er tung til sinns")).to_be_visible(timeout=5_000)
    expect(editor.get_by_role("button", name="Urolig", exact=True)).to_have_attribute("aria-pressed", "true")
    desk.file.write_bytes(good)
    editor = open_at(f"{desk.preview}/nb/bibliotek")
    box = editor.locator("#root input[type=search]").last
    box.press_sequentially("mam")
    desk.retitle("Mamma er lei seg")
    expect(editor.locator("#root").get_by_role("link", name="Mamma er lei seg")).to_be_visible(timeout=5_000)
    expect(box).to_have_value("mam")
    desk.file.write_bytes(good)


def test_a_folder_taken_away_and_put_back_is_told_and_seen_again(desk: Desk, open_at: Callable[[str], Page]) -> None:
    editor = open_at(f"{desk.preview}/nb/bibliotek")
    before = editor.locator(".sum b").inner_text()
    away = desk.content.with_name("away")
    desk.content.rename(away)
    expect(editor.locator(".staff-problems")).to_contain_text("Mappen med innholdet er borte", timeout=5_000)
    expect(editor.locator(".sum b")).to_have_text(before)
    away.rename(desk.content)
    expect(editor.locator(".staff-problems")).to_have_count(0, timeout=5_000)
    expect(editor.locator(".sum b")).to_have_text(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_for_staff(desk: Desk, reader: BrowserContext, scheme: Scheme) -> None:
    page = new_page(reader, scheme=scheme)
    found = {}
    for name, path in STAFF_PAGES.items():
        visit(page, f"{desk.preview}/nb/{path}?tekst={SLUG}")
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        told = [f"{each['id']}: {node['html'][:150]}" for each in violations for node in each["nodes"]]
        if told:
            found[name] = told
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
    assert found == {}


def field(page: Page, label: str) -> Locator:
    return page.locator("#root").get_by_label(label, exact=True)


def type_over(page: Page, label: str, words: str) -> None:
    """As an editor does: what she has typed counts when she leaves the field."""
    field(page, label).fill(words)
    field(page, label).press("Tab")
    settle(page)


def until(holds: Callable[[], bool], page: Page, seconds: int = 10) -> bool:
    for _ in range(seconds * 5):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def differs(desk: Desk) -> list[str]:
    """The lines of `git diff`, taken away (-) and put in (+)."""
    told = subprocess.run(
        ["git", "diff", "--unified=0", "--", "."], cwd=desk.content, capture_output=True, text=True, check=True
    ).stdout
    return [line for line in told.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.fixture
def in_git(desk: Desk) -> Iterator[None]:
    """The folder as it stands, as the first commit; left as it was."""
    good = desk.file.read_bytes()
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], cwd=desk.content, check=True)
    yield
    shutil.rmtree(desk.content / ".git")
    desk.file.write_bytes(good)


@pytest.mark.usefixtures("in_git")
def test_what_is_saved_in_the_form_is_one_line_in_the_file_and_can_be_taken_back(
    desk: Desk, open_at: Callable[[str], Page]
) -> None:
    editor = open_at(f"{desk.preview}/nb/stab-rediger?tekst={SLUG}")
    old = field(editor, "Tittel").input_value()
    comments = [line for line in desk.file.read_text("utf-8").splitlines() if line.startswith("#")]
    type_over(editor, "Tittel", "Når mamma er lei seg lenge")
    expect(editor.locator("#root article h1, #root article h2").first).to_have_text("Når mamma er lei seg lenge")
    assert differs(desk) == []  # it is seen beside the form before it is saved
    editor.get_by_role("button", name="Lagre").click()
    saved = [f"-title: {old}", "+title: Når mamma er lei seg lenge"]
    assert until(lambda: differs(desk) == saved, editor)
    editor.wait_for_timeout(2_000)  # the preview has seen the file too, and has drawn the page again
    assert [line for line in desk.file.read_text("utf-8").splitlines() if line.startswith("#")] == comments
    editor.get_by_role("button", name="Angre siste lagring").click()
    assert until(lambda: differs(desk) == [], editor)
    titles = editor.get_by_label("Tittel", exact=True)
    # while the preview draws the page for the changed file, the field of before may stand there for a moment
    assert until(lambda: titles.evaluate_all("fields => fields.map(field => field.value)") == [old], editor)


@pytest.mark.usefixtures("in_git")
def test_a_change_made_elsewhere_meanwhile_is_shown_beside_hers_and_nothing_is_written_over(
    desk: Desk, open_at: Callable[[str], Page]
) -> None:
    editor = open_at(f"{desk.preview}/nb/stab-rediger?tekst={SLUG}")
    type_over(editor, "Tittel", "Min overskrift")
    desk.retitle("Den andres overskrift")
    conflict = editor.locator(".staff-edit-told").first
    expect(conflict).to_contain_text("Den andres overskrift", timeout=5_000)
    expect(conflict).to_contain_text("Min overskrift")
    expect(field(editor, "Tittel")).to_have_value("Min overskrift")
    expect(editor.get_by_role("button", name="Lagre", exact=True)).to_have_count(0)
    assert "+title: Den andres overskrift" in differs(desk)
    editor.wait_for_timeout(1_000)
    editor.get_by_role("button", name="Behold min").click()
    assert until(lambda: "+title: Min overskrift" in differs(desk), editor)
