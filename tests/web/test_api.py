"""The open data as programs ask for it: what answers, what is refused, and how it is said."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from barnsbeste_content.catalog.query import MAX_TEXT, MAX_VALUES, PARAMETERS
from barnsbeste_content.catalog.store import EDITION_VARIABLE, ROOT_VARIABLE
from barnsbeste_content.model import BANDS, Library
from barnsbeste_content.model.age import MAX_MONTHS, MAX_YEARS, AgeRange
from barnsbeste_content.presentation.links import API
from barnsbeste_content.web import api as web_api
from barnsbeste_content.web.answers import ORIGIN_VARIABLE
from barnsbeste_content.web.edge import MAX_PARAMETERS, MAX_QUERY
from barnsbeste_content.web.parameters import MAX_FAULTS, MAX_PAGE, MAX_SHOWN, SELECTION, age_pattern
from barnsbeste_content.web.routes import TABLE

SLUG = "naar-mamma-er-deprimert"
DOCUMENTS = ("resources", f"resources/{SLUG}", "search?q=drikker", "vocabulary", "helplines", "status", "openapi.json")
METHODS = "GET, HEAD, OPTIONS"


def ids(site: TestClient, query: str) -> list[str]:
    return [result["id"] for result in site.get(f"{API}/resources?per_page=100&{query}").json()["results"]]


def problem(answer: Any) -> dict[str, Any]:
    """The problem of an answer, which says what its status says."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    told: dict[str, Any] = answer.json()
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["detail"]
    return told


# -- what there is ---------------------------------------------------------------------------------------------------


def test_lists_hold_what_is_published_and_nothing_else(site: TestClient, fixture_library: Library) -> None:
    published = {slug for slug, resource in fixture_library.resources.items() if resource.status == "published"}
    assert set(ids(site, "")) == published


@pytest.mark.parametrize(
    "query",
    ["audience=parent", "age=8-12", "age=0-6m&age=3", "situation=addiction&situation=bereavement", "language=en",
     "topic=guilt&audience=child", "q=drikker", "q=", "format=article"],
)  # fmt: skip
def test_parameters_say_what_they_say_in_the_library(site: TestClient, query: str) -> None:
    listed = site.get(f"/nb/tabell.csv?{query}").content.decode("utf-8-sig").splitlines()[1:]
    slugs = ids(site, query)
    titles = [site.get(f"{API}/resources/{slug}").json()["texts"]["nb"]["title"] for slug in slugs]
    assert len(listed) == len(titles)
    assert all(title in line for title, line in zip(titles, listed, strict=True))


def test_the_first_language_asked_for_is_shown_first(site: TestClient) -> None:
    both = site.get(f"{API}/resources?language=ar&language=en").json()
    shown = {result["id"]: (result["language"], result["is_fallback"]) for result in both["results"]}
    assert both["language"] == "ar"
    assert shown[SLUG] == ("ar", False)
    assert shown["naar-noen-hjemme-drikker"] == ("en", True)
    assert {language for language, _ in shown.values()} == {"ar", "en"}


def test_a_search_tells_what_further_choices_would_give(site: TestClient) -> None:
    found = site.get(f"{API}/search?q=drikker&audience=child").json()
    assert found["q"] == "drikker"
    for audience, count in found["facets"]["audience"].items():
        assert site.get(f"{API}/search?q=drikker&audience={audience}").json()["total"] == count
    assert set(found["facets"]["age"]) == {band.notation for band in BANDS}


def test_a_code_and_a_retired_slug_lead_to_the_text(site: TestClient) -> None:
    for name in ("b01", "mamma-er-trist"):
        answer = site.get(f"{API}/resources/{name}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"{API}/resources/{SLUG}")


def test_what_was_taken_out_is_gone_and_a_draft_is_nowhere(site: TestClient, fixture_library: Library) -> None:
    for slug, resource in fixture_library.resources.items():
        wanted = {"published": 200, "retired": 410, "draft": 404}[resource.status]
        answer = site.get(f"{API}/resources/{slug}")
        assert answer.status_code == wanted, slug
        if wanted != 200:
            assert resource.texts["nb"].title not in json.dumps(problem(answer), ensure_ascii=False)


def test_the_edition_for_staff_has_drafts_and_says_so(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EDITION_VARIABLE, "preview")
    assert site.get(f"{API}/resources/kladd-om-hjerneskade").json()["status"] == "draft"
    assert site.get(f"{API}/status").json()["edition"] == "preview"


def test_the_status_counts_what_is_served(site: TestClient, fixture_library: Library) -> None:
    answer = site.get(f"{API}/status")
    status = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert status["texts"] == site.get(f"{API}/resources").json()["total"]
    assert status["helplines"] == len(fixture_library.helplines)
    assert status["texts_by_language"]["ar"] == site.get(f"{API}/resources?language=ar").json()["total"]
    assert status["problems"] == {"errors": 0, "warnings": 0}
    assert re.fullmatch("[0-9a-f]{16}", status["revision"])
    assert status["streamlit"].startswith("1.67.")


def test_problems_are_counted_and_never_shown(
    site: TestClient, broken_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(broken_root))
    answer = site.get(f"{API}/status")
    assert answer.json()["problems"]["errors"] > 0
    assert "/" not in answer.text
    assert ".yaml" not in answer.text


def test_addresses_bear_the_origin_that_is_set(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ORIGIN_VARIABLE, "https://barn.example")
    text = site.get(f"{API}/resources").text + site.get(f"{API}/resources/{SLUG}").text
    assert "https://barn.example/api/v1/resources/" in text
    assert "https://barn.example/ar/les/" in text
    assert "testserver" not in text


# -- page by page ----------------------------------------------------------------------------------------------------


def test_following_the_pages_gives_every_text_once_in_the_order_of_one_long_page(site: TestClient) -> None:
    query, found = "audience=child&audience=parent", []
    address = f"{API}/resources?per_page=2&{query}"
    while address:
        answer = site.get(address)
        document = answer.json()
        found += [result["id"] for result in document["results"]]
        address = document["next"]
        header = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers.get("link", "")))
        told = {"prev": document["previous"], "next": document["next"]}
        assert {name: to for to, name in header.items()} == {name: to for name, to in told.items() if to}
    assert found == ids(site, query)
    assert len(found) == len(set(found)) > 2


def test_a_neighbour_s_address_keeps_the_words_and_the_first_language(site: TestClient) -> None:
    document = site.get(f"{API}/search?q=n%C3%A5r+%26&language=en&language=nb&per_page=1").json()
    assert document["total"] > 1
    following = site.get(document["next"]).json()
    assert (following["q"], following["language"], following["page"]) == ("når &", "en", 2)


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("utm_source=x", "utm_source"),
        ("Q=x", "Q"),
        ("situation=cancer", "situation"),
        ("situation=", "situation"),
        ("situation=addiction&situation=x", "situation"),
        ("language=NB", "language"),
        ("age=12-8", "age"),
        ("age=08", "age"),
        ("age=19", "age"),
        ("age=37m", "age"),
        ("age=8-12%0A", "age"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=", "page"),
        ("page=1.5", "page"),
        ("page=%D9%A3", "page"),
        ("page=01", "page"),
        ("page=1%0A", "page"),
        (f"page={MAX_PAGE + 1}", "page"),
        ("page=" + "9" * 5_000, "page"),
        ("page=1&page=2", "page"),
        ("per_page=0", "per_page"),
        ("per_page=101", "per_page"),
        ("per_page=1000", "per_page"),
        ("q=" + "a" * (MAX_TEXT + 1), "q"),
        ("q=a%00b", "q"),
        ("q=a%0Ab", "q"),
        ("q=a%E2%80%A8b", "q"),
        ("q=a&q=b", "q"),
        ("&".join(["age=4"] * (MAX_VALUES + 1)), "age"),
        ("q=%FF", ""),
        ("%ED%A0%80=x", ""),
    ],
)
@pytest.mark.parametrize("path", ["resources", "search"])
def test_a_parameter_at_fault_is_named(site: TestClient, path: str, query: str, parameter: str) -> None:
    told = problem(site.get(f"{API}/{path}?{query}"))
    assert told["status"] == 400
    assert parameter in {fault["parameter"] for fault in told["errors"]}


def test_every_fault_is_told_at_once_with_what_is_known(site: TestClient) -> None:
    told = problem(site.get(f"{API}/resources?page=0&situation=x&age=x&language=xx&per_page=1000"))
    faults = {fault["parameter"]: fault for fault in told["errors"]}
    assert set(faults) == {"page", "situation", "age", "language", "per_page"}
    assert faults["situation"]["value"] == "x"
    assert "addiction" in faults["situation"]["known"]
    assert faults["language"]["known"] == ["nb", "nn", "en", "ar", "so"]
    assert problem(site.get(f"{API}/resources?sitaution=x"))["errors"][0]["known"] == list(SELECTION)


def test_what_is_told_back_is_short_however_long_the_address(site: TestClient) -> None:
    query = "&".join(f"topic={n}{'x' * 2 * MAX_SHOWN}" for n in range(MAX_FAULTS + 5))
    told = problem(site.get(f"{API}/resources?{query}"))
    assert len(told["errors"]) == MAX_FAULTS
    assert {len(fault["value"]) for fault in told["errors"]} == {MAX_SHOWN}


@pytest.mark.parametrize("query", ["&" * MAX_PARAMETERS, "q=" + "a" * MAX_QUERY])
@pytest.mark.parametrize("path", ["resources", "search", "status"])
def test_an_address_without_end_is_not_read(site: TestClient, path: str, query: str) -> None:
    assert problem(site.get(f"{API}/{path}?{query}"))["status"] == 414


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?audience=child"])
def test_a_search_is_for_something(site: TestClient, query: str) -> None:
    assert problem(site.get(f"{API}/search{query}"))["errors"][0]["parameter"] == "q"


@pytest.mark.parametrize("path", [f"resources/{SLUG}", "vocabulary", "helplines", "status", "openapi.json"])
def test_what_takes_no_parameters_says_so(site: TestClient, path: str) -> None:
    told = problem(site.get(f"{API}/{path}?language=nb"))
    assert (told["status"], told["errors"][0]["parameter"], told["errors"][0]["known"]) == (400, "language", [])


def test_the_ages_that_are_taken_are_those_there_are() -> None:
    for unit, most in (("", MAX_YEARS), ("m", MAX_MONTHS)):
        for start in range(most + 3):
            for end in range(most + 3):
                notation = f"{start}-{end}{unit}"
                is_age = bool(re.fullmatch(age_pattern(), notation))
                assert is_age is (start <= end <= most), notation
                assert not is_age or AgeRange.parse(notation).end == end
        assert re.fullmatch(age_pattern(), f"{most}{unit}")
        assert not re.fullmatch(age_pattern(), f"{most + 1}{unit}")


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/resources", "/api/v1/resources/", "/api/v1/resources/nothing",
     "/api/v1/resources/a/b", "/api/v1/resources/%00", "/api/v1/resources/..%2F..", "/api/v1/resources/%5C", "/api//v1",
     "/api/v1/resources/%C3%B8", "/api/v1/" + "a" * 400, "/api/v1/Status"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_that_programs_can_read(site: TestClient, path: str) -> None:
    answer = site.get(path)
    if path == "/api":  # a page like any other that does not exist
        assert answer.status_code == 404
    else:
        assert problem(answer)["status"] == 404


def test_a_person_who_loses_the_way_gets_a_page(site: TestClient) -> None:
    answer = site.get("/api/v1/nothing", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<form" in answer.text


@pytest.mark.parametrize("path", [*DOCUMENTS, "nothing"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "FOO"])
def test_it_can_only_be_read(site: TestClient, method: str, path: str) -> None:
    answer = site.request(method, f"{API}/{path}", content=b"{}")
    assert problem(answer)["status"] == 405
    assert answer.headers["allow"] == METHODS


def test_it_is_not_below_a_language(site: TestClient) -> None:
    assert site.get(f"/nb{API}/status").status_code == 404


def test_a_fault_of_ours_is_a_problem_without_its_trace(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_edition: object) -> object:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(web_api, "current", fail)
    answer = site.get(f"{API}/resources?q=noe+privat")
    assert problem(answer)["status"] == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "a secret of ours" in caplog.text
    assert "privat" not in caplog.text


# -- how it is sent --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS)
def test_pages_of_others_may_read_it_and_no_cookie_is_asked_for(site: TestClient, path: str) -> None:
    headers = site.get(f"{API}/{path}", headers={"origin": "https://other.example"}).headers
    assert headers.get_list("access-control-allow-origin") == ["*"]
    assert "access-control-allow-credentials" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", [*DOCUMENTS, "nothing"])
def test_a_browser_that_asks_beforehand_is_told_what_it_may(site: TestClient, path: str) -> None:
    asked = {"origin": "https://other.example", "access-control-request-method": "GET"}
    answer = site.options(f"{API}/{path}", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == answer.headers["access-control-allow-methods"] == METHODS
    assert answer.headers["access-control-allow-headers"] == "If-None-Match"


@pytest.mark.parametrize("path", [*DOCUMENTS, "resources?page=0", "nothing", "resources/gammel-tekst-om-rus"])
def test_head_gives_the_headers_of_get_without_a_body(site: TestClient, path: str) -> None:
    head, get = site.head(f"{API}/{path}"), site.get(f"{API}/{path}")
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert {name: head.headers.get(name) for name in ("content-type", "etag", "link")} == {
        name: get.headers.get(name) for name in ("content-type", "etag", "link")
    }


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path != "status"])
def test_what_a_program_has_is_not_sent_again(site: TestClient, path: str) -> None:
    first = site.get(f"{API}/{path}")
    again = site.get(f"{API}/{path}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    assert again.headers["etag"] == first.headers["etag"]


def test_words_are_sent_as_they_are_written(site: TestClient) -> None:
    answer = site.get(f"{API}/resources/{SLUG}")
    assert answer.headers["content-type"] == "application/json"
    assert "ليس الذنب ذنبك" in answer.content.decode()


# -- how it is described ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def description(site: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = site.get(f"{API}/openapi.json").json()
    return described


def test_every_address_is_described(description: dict[str, Any]) -> None:
    addresses = {address.path for address in TABLE if address.path.startswith(f"{API}/")}
    assert set(description["paths"]) == addresses - {f"{API}/openapi.json"}


def test_parameters_are_described_with_every_value_there_is(
    description: dict[str, Any], fixture_library: Library
) -> None:
    parameters = description["components"]["parameters"]
    assert set(parameters) == set(SELECTION)
    for facet, known in fixture_library.vocabulary.facets.items():
        assert parameters[facet]["schema"]["items"]["enum"] == list(known.ids)
    assert set(PARAMETERS) <= set(SELECTION)


def test_examples_of_parameters_work(site: TestClient, description: dict[str, Any]) -> None:
    for name, parameter in description["components"]["parameters"].items():
        for example in parameter.get("examples", {}).values():
            answer = site.get(f"{API}/resources", params={name: example["value"]})
            assert answer.status_code == 200, (name, example)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "$ref":
                yield each
            else:
                yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def test_the_description_is_whole(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    found = set(references(description))
    assert len(found) > 20
    for reference in found:
        _, *parts = reference.split("/")
        place: Any = description
        for part in parts:
            place = place[part]
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert "contact" not in description["info"]


# -- how it is documented --------------------------------------------------------------------------------------------

LOCAL = "http://localhost:8501"


@pytest.fixture
def documented(site: TestClient, real_root: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The site with the real content, as the page on the open data speaks of it."""
    monkeypatch.setenv(ROOT_VARIABLE, str(real_root))
    monkeypatch.setenv(ORIGIN_VARIABLE, LOCAL)
    return site


def assert_holds(shown: Any, answer: Any, place: str = "") -> None:
    """What is shown is in the answer: each key of an object, each entry of a list."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            assert key in answer, place
            assert_holds(value, answer[key], f"{place}/{key}")
    elif isinstance(shown, list) and shown:
        for entry in shown:
            assert any(holds(entry, each) for each in answer), f"{place}: {entry}"
    else:
        assert shown == answer, place


def holds(shown: Any, answer: Any) -> bool:
    try:
        assert_holds(shown, answer)
    except AssertionError:
        return False
    return True


def test_every_example_of_the_documentation_answers_as_it_says(documented: TestClient, project: Path) -> None:
    words = (project / "docs/api.md").read_text("utf-8")
    examples = re.findall(r"```sh\ncurl '([^']+)'\n```(?:.(?!```))*?.```json\n(.*?)```", words, re.S)
    assert len(examples) == words.count("```sh") == words.count("```json") > 5
    for address, shown in examples:
        answer = documented.get(address.removeprefix(LOCAL))
        assert_holds(json.loads(shown), answer.json(), address)


def test_the_program_of_the_documentation_reads_every_text(
    documented: TestClient, project: Path, real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (project / "docs/api.md").read_text("utf-8"), re.S)
    monkeypatch.setattr("urllib.request.urlopen", lambda address: BytesIO(documented.get(address).content))
    names: dict[str, Any] = {}
    exec(program.replace("per_page=100", "per_page=10"), names)
    assert {text["id"] for text in names["texts"]} == {
        slug for slug, resource in real_library.resources.items() if resource.status == "published"
    }


def test_the_documentation_names_every_address_and_parameter(project: Path) -> None:
    words = (project / "docs/api.md").read_text("utf-8")
    for address in TABLE:
        if address.path.startswith(f"{API}/"):
            assert f"`{address.path}" in words
    for name in SELECTION:
        assert f"`{name}`" in words
