"""`barnsbeste export`: every link leads to a file, the same content gives the same bytes, nothing else is touched."""

import csv
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from elements import elements, text_of

from barnsbeste_content import cli
from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library
from barnsbeste_content.presentation.links import PAGES
from barnsbeste_content.presentation.presenter import PER_PAGE, Presenter
from barnsbeste_content.web.leaving import exit_address
from barnsbeste_content.web.serving import WrongUseError
from barnsbeste_content.web.static_site import MANIFEST, StaticSite, site_of

ORIGIN = "https://example.org"
SLUG = "naar-mamma-er-deprimert"
LANGUAGES = interface_languages()

Tree = Mapping[str, bytes]


@pytest.fixture(scope="module", params=["", "/familie/les"], ids=["whole host", "below a path"])
def base(request: pytest.FixtureRequest) -> str:
    path: str = request.param
    return path


@pytest.fixture(scope="module")
def tree(fixture_catalog: Catalog, base: str) -> Tree:
    return dict(StaticSite(fixture_catalog, ORIGIN + base))


def pages(tree: Tree) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page."""
    return ((path, content.decode()) for path, content in tree.items() if path.endswith(".html"))


def file_at(address: str, base: str) -> str | None:
    """The file that a web server has at one of our addresses; None for an address of others."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or (parts.netloc and f"{parts.scheme}://{parts.netloc}" != ORIGIN):
        return None
    assert parts.path.startswith(f"{base}/"), address
    assert not parts.query or re.fullmatch(r"v=[0-9a-f]+", parts.query), address
    path = parts.path.removeprefix(f"{base}/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def addresses(path: str, html: str) -> Iterator[str]:
    """Every address that a page names: in attributes, in its style, in what its scripts are told."""
    for element in elements(html):
        for name in ("href", "src", "action"):
            if name in element.attributes:
                address = element.attributes[name]
                yield address if not address.startswith("#") else f"{path}{address}"
        if "data-tools" in element.attributes:
            told = json.loads(element.attributes["data-tools"])
            yield from (told["address"], told["qr_src"])
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]
    yield from re.findall(r'url\("([^"]+)"\)', html)


def test_every_link_of_every_page_leads_to_a_file_and_to_a_part_of_it(tree: Tree, base: str) -> None:
    ids = {path: {e.attributes["id"] for e in elements(html) if "id" in e.attributes} for path, html in pages(tree)}
    inside, outside = set(), set()
    for path, html in pages(tree):
        for address in addresses(path, html):
            if address.startswith(path):
                found, fragment = path, address.partition("#")[2]
            else:
                file, fragment = file_at(address, base), urlsplit(address).fragment
                if file is None:
                    outside.add(address)
                    continue
                found = file
            inside.add(found)
            assert found in tree, f"{path}: {address}"
            assert not fragment or fragment in ids[found], f"{path}: {address}"
    assert len(inside) > 100
    assert exit_address() in outside


def test_every_page_can_be_come_to(tree: Tree, base: str) -> None:
    linked = {file_at(address, base) for path, html in pages(tree) for address in addresses(path, html)
              if not address.startswith(path)}  # fmt: skip
    alone = {path for path, html in pages(tree) if path not in linked and 'http-equiv="refresh"' not in html}
    gone = {f"{language}/les/gammel-tekst-om-rus/index.html" for language in LANGUAGES}
    errors = {"404.html", *(f"{language}/404.html" for language in LANGUAGES)}
    assert alone == {"index.html", *gone, *errors}


def test_maps_feeds_tables_and_data_lead_to_files(tree: Tree, base: str) -> None:
    named = [location.text or "" for location in ElementTree.fromstring(tree["sitemap.xml"]).iter() if location.text]
    for language in LANGUAGES:
        feed = ElementTree.fromstring(tree[f"{language}/nytt.atom"])
        named += [link.get("href", "") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
        rows = list(csv.reader(io.StringIO(tree[f"{language}/tabell.csv"].decode("utf-8-sig"))))
        named += [row[-1] for row in rows[1:]]
    data = json.loads(tree["api/v1/resources.json"])
    assert (data["total"], data["next"], data["previous"]) == (len(data["results"]), None, None)
    for result in data["results"]:
        named += [result["document"], *(version["url"] or "" for version in result["languages"])]
        whole = json.loads(tree[f"api/v1/resources/{result['id']}.json"])
        named += [e.attributes["href"] for text in whole["texts"].values() for section in text["sections"]
                  for e in elements(section["html"], "a")]  # fmt: skip
    named += [line.partition("Sitemap: ")[2] for line in tree["robots.txt"].decode().splitlines()]
    found = [file_at(address, base) for address in named if address.startswith(ORIGIN)]
    assert len(found) > 40
    assert [path for path in found if path not in tree] == []


def test_the_description_of_the_data_names_files_that_are_there(tree: Tree, base: str) -> None:
    described = json.loads(tree["api/v1/openapi.json"])
    assert described["servers"] == [{"url": ORIGIN + base}]
    for path, answer in described["paths"].items():
        example = path.removeprefix("/").replace("{slug}", SLUG)
        assert example in tree
        reference = answer["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        schema = described["components"]["schemas"][reference.rpartition("/")[2]]
        assert set(json.loads(tree[example])) == set(schema["properties"])
    assert not [p for a in described["paths"].values() for p in a["get"]["parameters"] if p["in"] == "query"]


def test_nothing_asks_for_a_server(tree: Tree) -> None:
    for path, html in pages(tree):
        # a sheet is a form that leads nowhere; buttons open what is there, print, or empty the sheet
        sheets = [e for e in elements(html, "form") if "sheet" in e.classes and "action" not in e.attributes]
        assert elements(html, "form") == sheets, path
        assert not [e for e in elements(html, "input") if "name" in e.attributes], path
        assert bool(elements(html, "fieldset")) == bool(sheets), path
        shown = [e for e in elements(html, "button") if "hidden" not in e.attributes]
        assert not [e for e in shown if e.attributes.get("type") not in ("button", "reset")], path
        local = {"popovertarget", "data-print"}
        assert not [e for e in shown if e.attributes["type"] == "button" and not local & set(e.attributes)], path
        assert "ressurs?" not in html, path
        assert "/utskrift" not in html, path


def test_a_page_shows_all_its_texts(real_catalog: Catalog) -> None:
    site = StaticSite(real_catalog, ORIGIN)
    parents = site["nb/foreldre/index.html"].decode()
    wanted = sum(bool({"parent", "infant_caregiver", "minority_family"} & set(r.audiences))
                 for r in real_catalog.resources)  # fmt: skip
    assert wanted > PER_PAGE
    assert len(elements(parents, "li", class_="card")) == wanted
    assert len(elements(site["nb/bibliotek/index.html"].decode(), "li", class_="card")) == len(real_catalog.resources)
    rows = elements(site["nb/fagfolk/index.html"].decode(), "tr")
    assert len(rows) - 1 == sum("practitioner" in r.audiences for r in real_catalog.resources)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [name for name in PAGES if name != "reader"])
def test_each_page_says_what_it_is_in_its_language(tree: Tree, base: str, language: str, page: str) -> None:
    path = f"{language}/{PAGES[page]}/".replace("//", "/")
    html = tree[f"{path}index.html"].decode()
    root = elements(html, "html")[0]
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, locale_of(language).direction)
    assert len(elements(html, "h1")) == len(elements(html, "main")) == 1
    links = {
        (e.attributes["rel"], e.attributes.get("hreflang", "")): e.attributes["href"] for e in elements(html, "link")
    }
    assert links["canonical", ""] == f"{ORIGIN}{base}/{path}"
    assert links["alternate", "ar"] == f"{ORIGIN}{base}/ar/{path.partition('/')[2]}"
    assert len(elements(html, "aside", class_="help")) == (page != "help_now")
    current = [e.attributes["href"] for e in elements(html, "a") if "aria-current" in e.attributes]
    assert set(current) <= {f"{base}/{path}"}


def test_a_bilingual_page_stands_below_its_text(tree: Tree) -> None:
    html = tree[f"nb/les/{SLUG}/med-ar/index.html"].decode()
    assert elements(html, "article", class_="pair")
    assert {e.attributes["lang"] for e in elements(html, "div") if "lang" in e.attributes} >= {"nb", "ar"}
    assert f"nb/les/{SLUG}/med-nb/index.html" not in tree


def test_names_of_before_and_codes_lead_on_without_telling_where(tree: Tree, base: str) -> None:
    for name in ("b01", "mamma-er-trist"):
        html = tree[f"ar/les/{name}/index.html"].decode()
        target = f"{base}/ar/les/{SLUG}/"
        (refresh,) = [e for e in elements(html, "meta") if e.attributes.get("http-equiv") == "refresh"]
        assert refresh.attributes["content"] == f"0; url={target}"
        assert [e.attributes["href"] for e in elements(html, "a")] == [target]
        assert elements(html, "link")[-1].attributes["href"] == ORIGIN + target
        assert elements(html, "title")[0].text == f"{locale_of('ar').gettext('Text')} – BarnsBeste"
        assert elements(html, "html")[0].attributes["dir"] == "rtl"


def test_what_was_taken_out_says_so_and_drafts_are_nowhere(fixture_library: Library, tree: Tree) -> None:
    gone = tree["nb/les/gammel-tekst-om-rus/index.html"].decode()
    assert 'name="robots" content="noindex"' in gone
    assert fixture_library.resources["gammel-tekst-om-rus"].texts["nb"].title not in gone
    assert "nb/les/slutt-aa-drikke/index.html" not in tree  # it leads to what was taken out
    draft = fixture_library.resources["kladd-om-hjerneskade"]
    title = draft.texts["nb"].title.encode()
    assert not [path for path, content in tree.items() if draft.id in path or title in content]


def test_a_page_says_itself_what_it_may_load(tree: Tree) -> None:
    for path, html in pages(tree):
        metas = {e.attributes.get("http-equiv", e.attributes.get("name", "")): e for e in elements(html, "meta")}
        policy = metas["Content-Security-Policy"].attributes["content"]
        assert "frame-ancestors" not in policy, path  # browsers complain of it in a meta element
        assert "unsafe" not in policy, path
        assert metas["referrer"].attributes["content"] == "no-referrer", path
        begins = html.index("Content-Security-Policy")
        assert all(begins < html.index(mark) for mark in ("<style", "<script", "<link") if mark in html), path


def test_no_page_says_who_answers_now(tree: Tree, fixture_catalog: Catalog) -> None:
    served = Presenter(fixture_catalog, locale_of("nb")).help_now()
    assert elements(served, "span", class_="open") + elements(served, "span", class_="shut")
    for path, html in pages(tree):
        assert not elements(html, "span", class_="open") + elements(html, "span", class_="shut"), path


def test_the_front_door_offers_every_language_and_sends_nobody_on(tree: Tree, base: str) -> None:
    html = tree["index.html"].decode()
    offered = {
        e.attributes["hreflang"]: e.attributes["href"] for e in elements(html, "a") if "hreflang" in e.attributes
    }
    assert offered == {language: f"{base}/{language}/" for language in LANGUAGES}
    assert not [e for e in elements(html, "meta") if e.attributes.get("http-equiv") == "refresh"]


def test_a_wrong_address_leads_on(tree: Tree, base: str) -> None:
    assert text_of(tree["404.html"].decode()) == text_of(tree["nb/404.html"].decode())
    for language in LANGUAGES:
        html = tree[f"{language}/404.html"].decode()
        assert f"{base}/{language}/les/" in {e.attributes["href"] for e in elements(html, "a")}
        assert "canonical" not in html


def test_the_same_content_gives_the_same_bytes(fixture_root: Path, base: str, tree: Tree) -> None:
    again = Catalog.build(load_library(fixture_root), Edition.PUBLISHED)
    assert dict(StaticSite(again, ORIGIN + base)) == tree


@pytest.mark.parametrize(
    "given",
    [
        "example.org", "ftp://example.org", "https://", "https://example.org/?a=b", "https://example.org/#a",
        "https://example.org/a/../b", "https://example.org//a", "https://example.org/a b", "https://example.org/å",
        "https://me@example.org", "https://[::1", 'https://example.org/"><script>', "https://example.org:x/",
    ],
)  # fmt: skip
def test_a_base_url_that_makes_no_sense_is_refused(given: str) -> None:
    with pytest.raises(WrongUseError, match="--base-url"):
        site_of(given)


@pytest.mark.parametrize(
    ("given", "site"),
    [
        ("https://example.org", ("https://example.org", "")),
        ("http://localhost:8000/", ("http://localhost:8000", "")),
        ("https://example.org/a/b.c/", ("https://example.org", "/a/b.c")),
    ],
)
def test_a_base_url_may_have_a_path(given: str, site: tuple[str, str]) -> None:
    assert site_of(given) == site


# -- writing -----------------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, standard output, standard error)"""
    code = cli.main(["export", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def on_disk(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def exported(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A tree made of `folder`, with every file as old as can be."""
    made = tmp_path / "site"
    assert run(capsys, made, "--root", folder)[0] == cli.GOOD
    for path in made.rglob("*"):
        os.utime(path, (0, 0))
    return made


def rewritten(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime > 0 and path.name != MANIFEST
    }


def test_a_new_folder_is_filled(
    fixture_root: Path, fixture_catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "some" / "site"
    code, out, err = run(capsys, made, "--root", fixture_root, "--base-url", ORIGIN)
    wanted = dict(StaticSite(fixture_catalog, ORIGIN))
    assert (code, out, err) == (cli.GOOD, f"{len(wanted)} pages written, 0 unchanged, 0 removed\n", "")
    assert on_disk(made) == wanted
    assert set(json.loads((made / MANIFEST).read_text())["files"]) == set(wanted)


def test_what_has_not_changed_is_not_written(exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = len(on_disk(exported))
    assert run(capsys, exported, "--root", folder)[1] == f"0 pages written, {count} unchanged, 0 removed\n"
    assert rewritten(exported) == set()


def test_a_change_rewrites_only_what_shows_it(exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = on_disk(exported)
    words = folder / "resources" / SLUG / "en.yaml"
    text = words.read_text("utf-8")
    message = re.search(r"^main_message: (.+)$", text, re.MULTILINE)
    assert message
    words.write_text(text.replace(message[0], "main_message: Quite another message."), "utf-8")
    code, out, _ = run(capsys, exported, "--root", folder)
    after = on_disk(exported)
    changed = {path for path in after if after[path] != before[path]}
    assert (code, rewritten(exported)) == (cli.GOOD, changed)
    assert out == f"{len(changed)} pages written, {len(after) - len(changed)} unchanged, 0 removed\n"
    assert f"en/les/{SLUG}/index.html" in changed
    assert f"nb/les/{SLUG}/med-en/index.html" in changed
    assert f"nb/les/{SLUG}/index.html" not in changed
    assert "en/foreldre/index.html" not in changed


def test_a_text_that_is_no_longer_published_goes_and_what_is_not_ours_stays(
    exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (exported / "CNAME").write_text("example.org\n")
    (exported / "nb" / "les" / SLUG / "note.txt").write_text("mine\n")
    facts = folder / "resources" / SLUG / "resource.yaml"
    facts.write_text(facts.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    (folder / "redirects.yaml").unlink()
    code, out, _ = run(capsys, exported, "--root", folder)
    left = {path for path in on_disk(exported) if SLUG in path or "/b01/" in path}
    assert (code, left) == (cli.GOOD, {f"nb/les/{SLUG}/note.txt"})
    assert not out.endswith(" 0 removed\n")
    assert (exported / "CNAME").read_text() == "example.org\n"
    assert not (exported / "ar" / "les" / SLUG).exists()  # nor an empty folder


@pytest.mark.parametrize("kind", ["a folder with something in it", "a file"])
def test_what_is_not_ours_is_left_alone(
    fixture_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    place = tmp_path / "place"
    if kind == "a file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    code, out, err = run(capsys, place, "--root", fixture_root)
    assert (code, out) == (cli.WRONG_USE, "")
    assert str(place) in err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("content", ["", "[]", '{"files": 1}', '{"files": ["../x"]}', '{"files": ["/etc/x"]}'])
def test_a_manifest_that_somebody_has_spoilt_is_refused(
    fixture_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "x").write_text("mine")
    place = tmp_path / "site"
    place.mkdir()
    (place / MANIFEST).write_text(content)
    assert run(capsys, place, "--root", fixture_root)[0] == cli.WRONG_USE
    assert (tmp_path / "x").exists()
    assert [path.name for path in place.iterdir()] == [MANIFEST]


def test_an_export_that_is_broken_off_leaves_whole_files_and_can_be_taken_up(
    exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = on_disk(exported)
    replace, wanted = Path.replace, f"ar/les/{SLUG}/index.html"

    def failing(self: Path, target: Path) -> Path:
        if target == exported / wanted:
            raise OSError(28, "No space left on device", str(self), None, str(target))
        return replace(self, target)

    words = folder / "resources" / SLUG / "ar.yaml"
    words.write_text(re.sub(r"^title: .+$", "title: Another", words.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        code, out, err = run(capsys, exported, "--root", folder)
    assert (code, out) == (cli.PROBLEMS, "")
    assert "No space left on device" in err
    assert wanted in err
    during = on_disk(exported)
    assert during[wanted] == before[wanted]
    assert set(during) == set(before)  # no half of a file beside it
    assert run(capsys, exported, "--root", folder)[0] == cli.GOOD
    assert b"Another" in on_disk(exported)[wanted]


def test_content_with_errors_takes_nothing_away(
    exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = on_disk(exported)
    (folder / "resources" / SLUG / "nb.yaml").write_text("title: [\n")
    code, _, err = run(capsys, exported, "--root", folder)
    assert code == cli.PROBLEMS
    assert "barnsbeste check" in err
    assert on_disk(exported) == before


def test_an_empty_library_takes_nothing_away(exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = on_disk(exported)
    for facts in folder.glob("resources/*/resource.yaml"):
        facts.write_text(re.sub(r"^status: \w+$", "status: draft", facts.read_text("utf-8"), flags=re.MULTILINE))
    (folder / "redirects.yaml").unlink()
    code, _, err = run(capsys, exported, "--root", folder)
    assert (code, "no published texts" in err) == (cli.PROBLEMS, True)
    assert on_disk(exported) == before


def test_drafts_stay_out_whatever_is_served_here(
    fixture_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARNSBESTE_EDITION", "preview")
    monkeypatch.setenv("BARNSBESTE_ORIGIN", "https://other.example/a")
    assert run(capsys, tmp_path / "site", "--root", fixture_root)[0] == cli.GOOD
    assert not list(tmp_path.rglob("*kladd*"))
    assert "https://other.example/a/nb/" in (tmp_path / "site/nb/index.html").read_text()


def test_a_wrong_base_url_is_wrong_use(fixture_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, tmp_path / "site", "--root", fixture_root, "--base-url", "example.org")
    assert (code, "--base-url" in err) == (cli.WRONG_USE, True)
    assert not (tmp_path / "site").exists()


def test_no_file_hides_from_web_servers(tree: Tree) -> None:
    assert not [path for path in tree if any(part.startswith(".") for part in PurePosixPath(path).parts)]
