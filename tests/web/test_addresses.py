"""What answers at which address, and what does not."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.presentation.links import PAGES
from barnsbeste_content.web.edge import MAX_PATH
from barnsbeste_content.web.headers import SECURITY

Raw = Callable[[str], tuple[int, dict[str, str]]]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_without_a_language_leads_to_the_reader_s(site: TestClient, page: str) -> None:
    answer = site.get(f"/{PAGES[page]}", headers={"accept-language": "ar"})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/ar/{PAGES[page]}")


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "nb"),
        ("", "en-GB,en;q=0.9", "en"),
        ("ar", "en", "ar"),
        ("xx", "en", "en"),
        ("../../evil", "", "nb"),
        ("", "nn-NO", "nn"),
        ("", "no", "nb"),
        ("", "nb-NO,en;q=0.5", "nb"),
        ("", "prs-AF", "fa"),
        ("", "fa-IR,en", "fa"),
        ("", "ku-Arab-IQ", "ckb"),
        ("", "ku", "nb"),
        ("", "se-NO,nb;q=0.8", "se"),
        ("", "sr-Latn,tr;q=0.3", "tr"),
        ("", "uk,ru;q=0.9,*;q=0.1", "uk"),
        ("", "pl;q=0.2,lt;q=0.9", "lt"),
        ("", "ti-ER", "ti"),
        ("", "so;q=0,ur", "ur"),
        ("", "ar;q=junk,*", "nb"),
        ("fa", "uk", "fa"),
        ("", "q" * 10_000, "nb"),
    ],
)
def test_the_front_door_follows_the_cookie_then_the_browser(
    site: TestClient, cookie: str, accepted: str, language: str
) -> None:
    headers = {"accept-language": accepted} | ({"cookie": f"lang={cookie}"} if cookie else {})
    answer = site.get("/", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{language}/")


def test_the_way_to_the_reader_s_language_is_not_remembered_for_others(site: TestClient) -> None:
    headers = site.get("/").headers
    assert headers["vary"] == "Accept-Language, Cookie"
    assert headers["cache-control"] == "no-store"


def test_the_query_is_kept_on_the_way(site: TestClient) -> None:
    answer = site.get("/bibliotek?q=%C3%A5+%26&age=3-7&age=8-12")
    assert answer.headers["location"] == "/nb/bibliotek?q=%C3%A5+%26&age=3-7&age=8-12"


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path])
def test_a_slash_too_many_leads_to_the_page_in_the_same_language(site: TestClient, path: str) -> None:
    answer = site.get(f"/ar/{path}/?q=a")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/ar/{path}?q=a")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/nb/nowhere",
        "/nb/barn/nowhere",
        "/nb/Barn",
        "/barn.html",
        "/index.html",
        "/xx/",
        "/xx/barn",
        "/da/barn",
        "/NB/barn",
        "/nb/en/barn",
        "/nb/robots.txt",
        "/nb/sitemap.xml",
        "/.env",
        "/.git/config",
        "/app.py",
        "/content/redirects.yaml",
        "/nb/" + "a" * 5_000,
        "/static/" + "a" * MAX_PATH,
        "/nb/ø",
    ],
)
def test_what_is_not_there_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize("language", ["", "/nb"])
@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent", "/_stcore/agent/x", "/_stcore/script-health-check"],
)
def test_what_tells_of_the_inside_is_closed(site: TestClient, language: str, path: str) -> None:
    assert site.get(language + path).status_code == 404


@pytest.mark.parametrize("language", ["", "/nb"])
def test_what_the_front_end_needs_is_open_with_and_without_language(site: TestClient, language: str) -> None:
    assert site.get(f"{language}/_stcore/health").text == "ok"
    assert site.get(f"{language}/_stcore/host-config").json()["allowedOrigins"] == []


@pytest.mark.parametrize(
    "path",
    ["/static/index.html", "/static/nothing", "/_stcore", "/_stcore/nothing", "/_stcore/METRICS", "/_stcore/stream",
     "/component", "/media", "/nb/static", "/nb/_stcore"],
)  # fmt: skip
def test_the_bare_page_of_streamlit_is_served_nowhere(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "<html" not in answer.text.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../routes.py",
        "/assets/../../../pyproject.toml",
        "/assets/art/../../routes.py",
        "/assets//etc/passwd",
        "/assets/..\\routes.py",
        "/assets/\x00",
        "/static/../index.html",
        "/nb/assets/../shell.py",
        "/nb/../app.py",
        "//",
        "//evil.example",
        "//evil.example/",
        "//evil.example/barn/",
        "//barn/",
        "/nb//",
        "/nb//evil.example/",
        "/_stcore//metrics",
        "//_stcore/metrics",
    ],
)
def test_no_path_leads_out_of_our_files_or_to_another_site(raw: Raw, path: str) -> None:
    status, headers = raw(path)
    assert status in (400, 404)
    assert "location" not in headers


@pytest.mark.parametrize("path", ["/assets/%2e%2e/routes.py", "/assets/..%2froutes.py", "/assets/%5c..%5croutes.py"])
def test_an_encoded_way_out_of_our_files_is_closed_too(site: TestClient, path: str) -> None:
    assert site.get(path).status_code in (400, 404)


def test_our_own_files_are_served_as_what_they_are(site: TestClient) -> None:
    assert site.get("/assets/app.css").headers["content-type"].startswith("text/css")
    assert site.get("/assets/app.js").headers["content-type"].split(";")[0].endswith("/javascript")
    assert site.get("/assets/art/mark.svg").headers["content-type"].startswith("image/svg+xml")


def test_robots_are_told_to_leave_the_machinery_alone(site: TestClient) -> None:
    assert "Disallow: /_stcore/" in site.get("/robots.txt").text


@pytest.mark.parametrize(
    "path",
    ["/", "/nb/", "/nb/barn", "/nb/barn/", "/nb/tabell.csv", "/assets/app.css", "/assets/nothing", "/nowhere",
     "/robots.txt", "/_stcore/health", "/_stcore/metrics", "/static/nothing", "/nb//"],
)  # fmt: skip
def test_every_answer_bears_the_security_headers(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    for name, value in SECURITY.items():
        assert headers.get_list(name) == [value]


@pytest.mark.parametrize("path", ["/", "/nb/barn", "/nb/tabell.csv", "/robots.txt", "/assets/app.css"])
def test_head_gives_the_headers_of_get_without_a_body(site: TestClient, path: str) -> None:
    head, get = site.head(path), site.get(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    assert head.headers.get("content-type") == get.headers.get("content-type")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_can_only_be_read(site: TestClient, method: str) -> None:
    assert site.request(method, "/nb/barn").status_code == 405


def test_the_interface_languages_are_no_page_of_ours() -> None:
    assert not set(interface_languages()) & {path.split("/")[0] for path in PAGES.values()}
