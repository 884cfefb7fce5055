"""Pages with the fixture library, and the pages as readers meet them now."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from visiting import Open, Params, Visit, open_page

from barnsbeste_content.catalog.store import EDITION_VARIABLE, ROOT_VARIABLE


@pytest.fixture
def visit(fixture_root: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page of the fixture library, or of another folder where one is given."""

    def opened(
        page: str, language: str = "nb", params: Params | None = None, *, root: Path = fixture_root, edition: str = ""
    ) -> Visit:
        monkeypatch.setenv(ROOT_VARIABLE, str(root))
        monkeypatch.setenv(EDITION_VARIABLE, edition)
        return open_page(page, language, params or {})

    return opened


@pytest.fixture(scope="session")
def real_page(real_root: Path) -> Iterator[Callable[[str, str], Visit]]:
    """A page with the content as it is, once for all tests that only look at it."""

    @cache
    def opened(page: str, language: str) -> Visit:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(ROOT_VARIABLE, str(real_root))
            patch.delenv(EDITION_VARIABLE, raising=False)
            return open_page(page, language, {})

    yield opened
