"""The mark of what is served: the same for the same content, another one for any other."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library


def revision(library: Library, edition: Edition = Edition.PUBLISHED) -> str:
    return Catalog.build(library, edition).revision


def test_processes_that_serve_the_same_content_tell_the_same(fixture_root: Path, fixture_catalog: Catalog) -> None:
    code = (
        "import sys; from pathlib import Path; from barnsbeste_content import *;"
        "print(Catalog.build(load_library(Path(sys.argv[1])), Edition.PUBLISHED).revision)"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(fixture_root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == fixture_catalog.revision


def test_where_the_folder_is_and_in_which_order_files_are_listed_makes_no_difference(
    folder: Path, fixture_library: Library, fixture_catalog: Catalog
) -> None:
    assert revision(load_library(folder)) == fixture_catalog.revision
    backwards = replace(
        fixture_library,
        resources=dict(reversed(fixture_library.resources.items())),
        helplines=dict(reversed(fixture_library.helplines.items())),
    )
    assert revision(backwards) == fixture_catalog.revision


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("resources/naar-mamma-er-deprimert/ar.yaml", "ليس الذنب ذنبك", "ليس ذنبك"),
        ("helplines/nodtelefonen.yaml", '"113"', '"114"'),
        ("vocabulary/relation.yaml", "en:", "so: X, en:"),
        ("search/nb.yaml", "words: [", "words: [zzz, "),
        ("redirects.yaml", "mamma-er-trist", "mamma-er-lei"),
        ("sources/loven.yaml", "title: ", "title: Ny "),
        ("resources/gammel-tekst-om-rus/resource.yaml", "status: retired", "status: draft"),
    ],
)
def test_whatever_readers_can_meet_makes_another_one(
    folder: Path, fixture_catalog: Catalog, path: str, old: str, new: str
) -> None:
    file = folder / path
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert revision(load_library(folder)) != fixture_catalog.revision


def test_a_draft_that_nobody_is_shown_makes_none(
    folder: Path, fixture_library: Library, fixture_catalog: Catalog
) -> None:
    file = folder / "resources/kladd-om-hjerneskade/nb.yaml"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Ny ", 1), "utf-8")
    library = load_library(folder)
    assert revision(library) == fixture_catalog.revision
    assert revision(library, Edition.PREVIEW) != revision(fixture_library, Edition.PREVIEW)
