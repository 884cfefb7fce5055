"""The QR code of a text, as it is served."""

import pytest
from qr_matrix import code_of, drawn
from starlette.testclient import TestClient

from barnsbeste_content.model import Library
from barnsbeste_content.web.answers import ORIGIN_VARIABLE

CHILD = "naar-mamma-er-deprimert"


@pytest.mark.parametrize("name", ["b01", CHILD, "mamma-er-trist"])
def test_a_child_s_text_is_coded_by_its_neutral_address_whatever_it_is_asked_by(site: TestClient, name: str) -> None:
    answer = site.get(f"/ar/les/{name}/qr.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert drawn(answer.text) == code_of("http://testserver/ar/ressurs?id=b01")


def test_other_texts_are_coded_by_their_reading_page(site: TestClient, fixture_library: Library) -> None:
    slug = next(
        slug
        for slug, found in fixture_library.resources.items()
        if found.status == "published" and not {"child", "youth"} & set(found.audiences)
    )
    assert drawn(site.get(f"/nb/les/{slug}/qr.svg").text) == code_of(f"http://testserver/nb/les/{slug}")


def test_a_site_that_knows_its_address_puts_that_in_the_code(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ORIGIN_VARIABLE, "https://example.org/")
    assert drawn(site.get("/nb/les/b01/qr.svg").text) == code_of("https://example.org/nb/ressurs?id=b01")


def test_it_is_kept_for_a_day_and_checked_by_its_mark(site: TestClient) -> None:
    answer = site.get("/nb/les/b01/qr.svg")
    assert answer.headers["cache-control"] == "public, max-age=86400"
    again = site.get("/nb/les/b01/qr.svg", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get("/en/les/b01/qr.svg").headers["etag"] != answer.headers["etag"]


def test_what_is_not_there_retired_or_a_draft_has_no_code(site: TestClient, fixture_library: Library) -> None:
    hidden = [slug for slug, resource in fixture_library.resources.items() if resource.status != "published"]
    assert len(hidden) > 1
    for name in (*hidden, "nothing"):
        answer = site.get(f"/nb/les/{name}/qr.svg")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store"), name
