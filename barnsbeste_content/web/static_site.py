"""`barnsbeste export`: the whole public site as a tree of files, which any web server or CDN can serve.

The pages are made by the same templates and functions as the served ones, with `StaticLinks` for addresses. What needs
somebody to answer (the dashboard, search, choosing, several texts on one sheet) is not in them.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import click

from ..catalog import Catalog, Query
from ..catalog.bank import BankQuery, sources_of
from ..export.citations import CITATION_FORMATS, citations
from ..export.open_data import OpenData
from ..export.table import csv_table
from ..i18n import DEFAULT_LANGUAGE, interface_languages, locale_of
from ..model.resource import Resource
from ..presentation.guided import codes_in_files
from ..presentation.links import GUIDED_CODE, PAGES, StaticLinks
from ..presentation.presenter import Presenter, languages_beside
from ..presentation.qr import qr_svg
from ..presentation.tools import shared_address
from .answers import ORIGIN_VARIABLE
from .discovery import feed_document, robots_document, sitemap_document
from .documents import (
    guided_page,
    list_page,
    missing_page,
    plain_page,
    policy_of_files,
    sheet_page,
    sheets_page,
    text_page,
)
from .files import FOLDER
from .openapi import openapi_document_of_files
from .serving import WrongUseError as WrongUseError
from .serving import origin_of
from .shell import style

MANIFEST = ".barnsbeste-export.json"
"""In the folder: what we wrote there, which is all that we may take away again."""
DEFAULT_BASE_URL = "http://localhost:8000"
"""Where `python -m http.server` serves."""
_PAGES = tuple(name for name in PAGES if name != "reader")
_BASE_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")

Make = Callable[[], str | bytes]


def default_base_url() -> str:
    """`$BARNSBESTE_ORIGIN`, else an address of this machine."""
    return os.environ.get(ORIGIN_VARIABLE) or DEFAULT_BASE_URL


class NoTextsError(RuntimeError):
    """There is nothing to publish: a site without texts would take the place of one that has some."""


def site_of(base_url: str) -> tuple[str, str]:
    """(scheme and host, path without a slash at its end) of an address such as `https://example.org/familie`.

    Raises WrongUseError for any other, and for what `origin_of` refuses.
    """
    try:
        parts = urlsplit(base_url)
    except ValueError as error:
        raise WrongUseError(f'--base-url "{base_url}" must be an address such as https://example.org') from error
    path = parts.path.rstrip("/")
    if "?" in base_url or "#" in base_url or not _BASE_PATH.fullmatch(path):
        raise WrongUseError(
            f'--base-url "{base_url}" must be scheme, host and perhaps folders of plain letters, '
            "such as https://example.org/familie"
        )
    return origin_of(f"{parts.scheme}://{parts.netloc}"), path


class StaticSite:
    """Every file of the site: (path below the folder, content). The same content gives the same bytes, always."""

    def __init__(self, catalog: Catalog, base_url: str) -> None:
        """`catalog`: of the published edition. Raises WrongUseError for a base URL that is none."""
        self._catalog = catalog
        self._origin, self._base = site_of(base_url)

    def __len__(self) -> int:
        return len(self._plan)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for path in self._plan:
            yield path, self[path]

    def __getitem__(self, path: str) -> bytes:
        content = self._plan[path]()
        return content.encode() if isinstance(content, str) else content

    @property
    def paths(self) -> tuple[str, ...]:
        """What there will be, before any of it is made."""
        return tuple(self._plan)

    @cached_property
    def _plan(self) -> Mapping[str, Make]:
        plan: dict[str, Make] = {}
        for address, make in self._addresses():
            path = address.removeprefix(self._base).removeprefix("/")
            path = f"{path}index.html" if path.endswith("/") or not path else path
            if path in plan:
                raise RuntimeError(f"two files want to be {path}")
            plan[path] = make
        return plan

    def _links(self, language: str) -> StaticLinks:
        return StaticLinks(language, self._base)

    def _addresses(self) -> Iterator[tuple[str, Make]]:
        yield f"{self._base}/", self._root
        yield f"{self._base}/404.html", self._page(missing_page, language=DEFAULT_LANGUAGE)
        for language in interface_languages():
            yield from self._in_language(language)
        yield from self._data()
        yield f"{self._base}/sitemap.xml", self._page(sitemap_document, origin=self._origin)
        yield f"{self._base}/robots.txt", partial(robots_document, self._origin + self._base, closed="")
        links = self._links(DEFAULT_LANGUAGE)
        for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
            yield links.asset(path.relative_to(FOLDER).as_posix()), path.read_bytes

    def _in_language(self, language: str) -> Iterator[tuple[str, Make]]:
        catalog, links, locale = self._catalog, self._links(language), locale_of(language)
        here = {"language": language, "origin": self._origin}
        for name in _PAGES:
            yield links.page(name), self._page(plain_page, page=name, **here)
        yield links.page("home") + "404.html", self._page(missing_page, language=language)
        yield links.reading(), self._page(list_page, params={}, **here)
        everything = catalog.select(Query(), language).resources
        yield (
            links.table({}),
            partial(csv_table, everything, catalog.vocabulary, locale, self._origin, self._links),
        )
        yield links.sheet(), self._page(sheets_page, **here)
        for sheet in catalog.library.sheets.values():
            yield links.sheet(sheet.id), self._page(sheet_page, sheet=sheet, **here)
        for code in codes_in_files():
            yield links.guided(code), self._page(guided_page, params={GUIDED_CODE: [code]} if code else {}, **here)
        sources = [entry.source for entry in sources_of(catalog, BankQuery()).entries]
        for format in CITATION_FORMATS:
            yield links.citations(format, {}), partial(citations, format, sources, language)
        yield links.feed(), self._page(feed_document, **here)
        for resource in catalog.resources:
            found = resource.text_for(catalog.vocabulary.chain(language)).language
            yield links.reading(resource.id), self._page(text_page, resource=resource, **here)
            for other in languages_beside(resource, found, links):
                page = self._page(text_page, resource=resource, beside=other, **here)
                yield links.reading(resource.id, beside=other), page
            address = self._origin + shared_address(resource, links)
            yield links.qr(resource.name), partial(qr_svg, address, locale.gettext("QR code"))
        for name, kept in self._other_names().items():
            if kept is None:
                yield links.reading(name), self._page(missing_page, language=language, is_gone=True)
            else:
                yield links.reading(name), partial(self._moved, language, kept)

    def _data(self) -> Iterator[tuple[str, Make]]:
        catalog, links = self._catalog, self._links(DEFAULT_LANGUAGE)
        data = OpenData(catalog, self._origin, self._links)
        versions = version("barnsbeste-content"), version("streamlit")
        everything = catalog.select(Query(), DEFAULT_LANGUAGE)
        documents: dict[str, Callable[[], Any]] = {
            "resources": partial(data.page, everything, DEFAULT_LANGUAGE, {}, 1, max(1, everything.total)),
            "vocabulary": data.vocabulary,
            "helplines": data.helplines,
            "status": partial(data.status, *versions),
            **{f"resources/{resource.id}": partial(data.resource, resource) for resource in catalog.resources},
        }
        for name, make in documents.items():
            yield links.data(name), lambda make=make: make().json_bytes()  # type: ignore[misc]
        site = self._origin + self._base
        yield links.data("openapi"), partial(openapi_document_of_files, catalog, site, versions[0])

    def _page(self, make: Callable[..., str | bytes], **values: Any) -> Make:
        return partial(make, self._catalog, make_links=self._links, **values)

    def _other_names(self) -> Mapping[str, Resource | None]:
        """Codes and slugs of before -> the text they lead to; None for what was taken out and has no successor."""
        library = self._catalog.library
        own = {resource.id for resource in self._catalog.resources}
        retired = [slug for slug, resource in library.resources.items() if resource.status == "retired"]
        codes = [resource.name for resource in self._catalog.resources]
        names = sorted({*codes, *library.redirects, *retired} - own)
        found = {name: self._catalog.get(name) for name in names}
        return {name: kept for name, kept in found.items() if kept is not None or name in retired}

    def _moved(self, language: str, resource: Resource) -> str:
        """Leads to the text. The title tells nothing: chats show it beside an address that somebody hands on."""
        shown = self._presenter(language)
        href = shown.links.reading(resource.id)
        return shown.render(
            "moved.html.j2", href=href, canonical=self._origin + href, policy=policy_of_files(self._base)
        )

    def _root(self) -> str:
        """The front door: every language as a link, since a reader who is sent on at once cannot choose."""
        readers = [self._presenter(language) for language in interface_languages()]
        return readers[0].render(
            "root.html.j2",
            readers=readers,
            alternates=[(reader.language, self._origin + reader.links.page("home")) for reader in readers],
            policy=policy_of_files(self._base),
            style=style(self._base),
            script=readers[0].links.asset("choose-language.js"),
        )

    def _presenter(self, language: str) -> Presenter:
        return Presenter(self._catalog, locale_of(language), reading=True, make_links=self._links)


# -- writing -----------------------------------------------------------------------------------------------------------


def export(catalog: Catalog, folder: Path, base_url: str) -> str:
    """Makes the folder hold the site and returns a line that says what was done.

    Only what has changed is written, each file whole or not at all; what an earlier export wrote and this one does not
    is taken away; nothing else in the folder is touched. Raises WrongUseError for a folder that is not ours to write in
    and NoTextsError where there is nothing to publish, both before anything is written; OSError where it cannot be.
    """
    site = StaticSite(catalog, base_url)
    before = _written_before(folder)
    if not catalog.resources:
        raise NoTextsError("there are no published texts, so nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(site.paths)
    _keep_manifest(folder, wanted | before)  # an export that is broken off leaves nothing behind that nobody knows
    written = 0
    with click.progressbar(
        site, length=len(site), label="exporting", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as files:
        for path, content in files:
            written += _write(folder / path, content)
    gone = sorted(before - wanted)
    removed = sum(_remove(folder, path) for path in gone)
    _keep_manifest(folder, wanted)
    return f"{written} pages written, {len(site) - written} unchanged, {removed} removed"


def _written_before(folder: Path) -> set[str]:
    """What an earlier export wrote. Raises WrongUseError for a folder that holds something and no manifest of ours."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise WrongUseError(
                f"{folder} is not empty and was not made by barnsbeste export; give a new or empty folder"
            )
        return set()
    try:
        paths = json.loads(manifest.read_text("utf-8"))["files"]
        is_ours = isinstance(paths, list) and all(isinstance(path, str) and _is_below(path) for path in paths)
    except (ValueError, KeyError, TypeError):
        is_ours = False
    if not is_ours:
        raise WrongUseError(f"{manifest} cannot be read; give a new or empty folder")
    return set(paths)


def _is_below(path: str) -> bool:
    """Whether a path stays in the folder: the manifest is a file that anybody may have changed."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path


def _keep_manifest(folder: Path, paths: set[str]) -> None:
    _write(folder / MANIFEST, (json.dumps({"files": sorted(paths)}, indent=0) + "\n").encode())


def _write(path: Path, content: bytes) -> bool:
    """Whole or not at all; returns whether it had to be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial_file = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial_file.write_bytes(content)
        partial_file.replace(path)
    finally:
        partial_file.unlink(missing_ok=True)
    return True


def _remove(folder: Path, path: str) -> bool:
    """Takes a file away, and the folders that are empty without it; returns whether it was there."""
    file = folder / path
    if not file.is_file():
        return False
    file.unlink()
    for parent in file.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True
