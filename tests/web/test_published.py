"""Texts as they were published, and pages in frames: for staff in the preview, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from elements import elements
from prepared_history import MAMMA, edit, git, make_repository, rename_text, without_git
from starlette.testclient import TestClient

from barnsbeste_content.catalog.store import EDITION_VARIABLE, ROOT_VARIABLE
from barnsbeste_content.editorial.published import keep_snapshot
from barnsbeste_content.web import published

WAS, NOW = "Når mamma er deprimert", "Når mamma eller pappa er deprimert"
FRAMED = ("/nb/", "/nb/barn", f"/nb/les/{MAMMA}", "/nb/les", "/nb/ark", "/nb/nowhere")


@pytest.fixture
def repository(tmp_path: Path, fixture_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content folder of a preview, in git, with a title that was changed and not committed."""
    root = make_repository(tmp_path / "kept", fixture_root)
    edit(root, f"resources/{MAMMA}/nb.yaml", (f"title: {WAS}", f"title: {NOW}"))
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    monkeypatch.setenv(EDITION_VARIABLE, "preview")
    return root


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    published._kept.clear()


def heading(site: TestClient, path: str) -> tuple[int, str]:
    answer = site.get(path, headers={"accept": "text/html"})
    return answer.status_code, elements(answer.text, "h1")[0].text


def directives(policy: str, name: str) -> list[str]:
    return [rule.strip() for rule in policy.split(";") if rule.split()[0] == name]


def test_beside_the_draft_stands_what_readers_see(site: TestClient, repository: Path) -> None:
    assert heading(site, f"/nb/les/{MAMMA}") == (200, NOW)
    assert heading(site, f"/nb/publisert/{MAMMA}") == (200, WAS)
    git(repository.parent, "commit", "--quiet", "--all", "--message", "Publish")
    assert heading(site, f"/nb/publisert/{MAMMA}") == (200, NOW)


@pytest.mark.parametrize("edition", ["", "published", "PREVIEW"])
def test_readers_find_no_published_copy_at_any_address(
    site: TestClient, repository: Path, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    monkeypatch.setenv(EDITION_VARIABLE, edition)
    for path in (f"/nb/publisert/{MAMMA}", "/ar/publisert/kladd-om-hjerneskade", "/nb/publisert/nothing"):
        answer = site.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert WAS not in answer.text
    assert repository.is_dir()


@pytest.mark.parametrize("slug", ["kladd-om-hjerneskade", "no-such-text", "..%2f..%2fetc%2fpasswd"])
def test_what_readers_do_not_see_is_told_as_not_published(site: TestClient, repository: Path, slug: str) -> None:
    status, title = heading(site, f"/nb/publisert/{slug}")
    assert status == 404
    assert ".." in slug or title == "Teksten er ikke publisert ennå"
    assert repository.is_dir()


def test_a_text_with_a_new_name_is_found_by_its_old_one(site: TestClient, repository: Path) -> None:
    rename_text(repository, "hvem-kan-jeg-snakke-med", "snakk-med-noen")
    renamed = heading(site, "/nb/publisert/snakk-med-noen")
    assert renamed == heading(site, "/nb/publisert/hvem-kan-jeg-snakke-med")
    assert renamed[0] == 200


def test_links_of_a_published_text_lead_to_published_texts_in_its_language_beside_it(
    site: TestClient, repository: Path
) -> None:
    html = site.get(f"/nb/publisert/{MAMMA}?med=ar").text
    addresses = {link.attributes.get("href", "") for link in elements(html, "a")}
    assert f"/en/publisert/{MAMMA}?med=ar" in addresses
    assert not {address for address in addresses if "/les/" in address}
    assert {element.inherited("lang") for element in elements(html, class_="title")} == {"ar"}
    assert repository.is_dir()


def test_without_git_the_last_snapshot_is_shown_and_without_that_what_to_do(
    site: TestClient, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_git(monkeypatch)
    status, title = heading(site, f"/nb/publisert/{MAMMA}")
    assert (status, title) == (200, "Det finnes ingen publisert utgave å vise")
    keep_snapshot(repository)
    assert heading(site, f"/nb/publisert/{MAMMA}") == (200, NOW)
    edit(repository, f"resources/{MAMMA}/nb.yaml", (f"title: {NOW}", "title: Enda en tittel"))
    assert heading(site, f"/nb/publisert/{MAMMA}") == (200, NOW)
    keep_snapshot(repository)
    assert heading(site, f"/nb/publisert/{MAMMA}") == (200, "Enda en tittel")


def test_no_more_states_are_kept_than_are_needed(site: TestClient, repository: Path) -> None:
    for number in range(published.MAX_KEPT + 1):
        git(repository.parent, "commit", "--quiet", "--allow-empty", "--message", f"{number}")
        assert heading(site, f"/nb/publisert/{MAMMA}") == (200, WAS)
    assert len(published._kept) == published.MAX_KEPT


@pytest.mark.parametrize("path", FRAMED)
def test_only_in_the_preview_a_page_of_ours_may_stand_in_another(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for edition, wanted in (("", "'none'"), ("published", "'none'"), ("preview", "'self'")):
        monkeypatch.setenv(EDITION_VARIABLE, edition)
        headers = site.get(path, headers={"accept": "text/html"}).headers
        policy = headers["content-security-policy"]
        assert directives(policy, "frame-ancestors") == [f"frame-ancestors {wanted}"]
        assert "x-frame-options" not in headers


def test_only_in_the_preview_the_dashboard_may_hold_a_frame(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for edition, wanted in (("", []), ("preview", ["frame-src 'self'"])):
        monkeypatch.setenv(EDITION_VARIABLE, edition)
        assert directives(site.get("/nb/barn").headers["content-security-policy"], "frame-src") == wanted
        assert directives(site.get("/nb/les").headers["content-security-policy"], "frame-src") == []


def test_staff_see_at_once_what_was_saved(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.get("/nb/les").headers["cache-control"] == "public, max-age=60"
    monkeypatch.setenv(EDITION_VARIABLE, "preview")
    assert site.get("/nb/les").headers["cache-control"] == "public, max-age=0"
