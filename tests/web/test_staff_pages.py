"""Pages for staff are nowhere in what the public is served."""

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.catalog.store import EDITION_VARIABLE
from barnsbeste_content.presentation.links import STAFF_PAGES


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_readers_find_no_staff_page_at_any_address(
    site: TestClient, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = STAFF_PAGES[page]
    for edition in ("", "published", "PREVIEW"):
        monkeypatch.setenv(EDITION_VARIABLE, edition)
        answers = [site.get(f"/{language}/{path}") for language in ("nb", "ar")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert all("Oversettelser" not in answer.text for answer in answers)
        assert path not in site.get("/nb/").text
        assert path not in site.get("/sitemap.xml").text
    monkeypatch.setenv(EDITION_VARIABLE, "preview")
    assert site.get(f"/nb/{path}").status_code == 200
