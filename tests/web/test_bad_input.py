"""Whatever is asked for, however broken: never a fault of ours, never what was asked for as HTML, never a way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes, urlencode

import anyio
import pytest
from elements import elements
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.catalog.query import MAX_TEXT
from barnsbeste_content.web.edge import MAX_PARAMETERS, MAX_PATH, MAX_QUERY
from barnsbeste_content.web.routes import TABLE

MARK = "'\"><x-mark onload=alert(1)></title></script></style>--><x-mark>%0d%0aset-cookie:x"
SLUG = "naar-noen-dor"
OURS = [address for address in TABLE if not address.path.startswith("/api")]
"""Every line of the table but the open data, which has tests of its own."""
ADDRESSES = [("/nb" if line.has_language else "") + line.path.replace("{slug}", SLUG) for line in OURS]
READERS_OF_HEADERS = (
    "/", "/barn", "/nb/", "/nb/bibliotek", "/nb/ressurs", "/nb/les", f"/nb/les/{SLUG}", "/nb/tabell.csv",
    "/sitemap.xml", "/robots.txt", "/nb/nowhere", "/assets/app.css", "/static/js/x.js",
)  # fmt: skip
"""One of each kind."""
PARAMETERS = ("id", "med", "q", "age", "audience", "situation", "topic", "language", "page", "side", "<b>", "")
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW")


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def ask(site: TestClient) -> Ask:
    """Asks for exactly this, as a server hands it to the app; what the app raises is raised here."""
    served: Starlette = site.app  # type: ignore[assignment]

    def asking(
        path: str, query: bytes = b"", headers: Sequence[tuple[bytes, bytes]] = (), method: str = "GET"
    ) -> Answer:
        answers: list[Message] = []

        whole = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Message:
            for message in whole:
                return message
            return await anyio.sleep_forever()  # whoever asked waits; a file is sent while that is listened for

        async def send(message: Message) -> None:
            answers.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path, errors="replace").encode(),
            "root_path": "",
            "query_string": query,
            "headers": [(b"host", b"testserver"), *headers],
            "client": ("192.0.2.7", 1),
            "server": ("testserver", 80),
            "state": {},
        }
        assert site.portal
        site.portal.call(served, scope, receive, send)
        start, *rest = answers
        given_headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
        return Answer(start["status"], given_headers, b"".join(part.get("body", b"") for part in rest))

    return asking


def assert_calm(answer: Answer) -> None:
    """No fault of ours, no trace of the inside, no header but ours, no way to another site, no foreign HTML."""
    assert 200 <= answer.status < 500
    assert b"Traceback" not in answer.body
    assert b".py" not in answer.body
    for _name, value in answer.headers:
        assert value.isprintable()
    assert "set-cookie" not in [name for name, _ in answer.headers]
    location = answer.header("location")
    assert not location or (location.startswith("/") and not location.startswith(("//", "/\\")))
    if "html" in answer.header("content-type") and not answer.header("content-encoding"):
        html = answer.body.decode()
        assert "<x-mark" not in html
        assert not elements(html, "x-mark")


words = st.sampled_from(
    ["nb", "en", "ar", "xx", "NB", "", ".", "..", "...", "~", "les", "barn", "ressurs", "bibliotek", "utskrift", SLUG,
     "static", "_stcore", "media", "component", "assets", "app.css", "etc", "passwd", "index.html", "metrics", "%2e%2e",
     "%252e%252e", "..\\..", "\\", "\x00", "x\x00.css", "\r\nset-cookie: x", "\t", "\x7f", "\u202e", "\ufffd", "ø",
     "C:", "con", ";", "?", "#", "%", "%zz", "&", "*", "'", MARK, "a" * MAX_PATH, "x.js", "js", "tabell.csv"]
)  # fmt: skip
segments = words | st.text(st.characters(codec="utf-8"), max_size=12)
paths = st.lists(segments, max_size=6).map(lambda parts: "/" + "/".join(parts))
values = st.sampled_from([MARK, "", "b17", SLUG, "child", "3-7", "9" * 400, "-1", "../../etc/passwd", "\x00", "\ud800"])
texts = values | st.text(max_size=30)
pairs = st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=8), texts), max_size=8)
queries = st.binary(max_size=60) | pairs.map(lambda given: urlencode(given, errors="surrogatepass").encode())
header_values = st.sampled_from(
    [b"", b"*", b",,,;;;", b"q=", b"en;q=nan", b"nb;q=1e999", b"br;q=0", b"gzip;q=x,br;;q", b'W/"', b'"', b"bytes=0-",
     b"bytes=9-1", b"bytes=" + b"0-1," * 500, b"lang=nb; lang=../../x", b"lang", b"=;=", b"\xff\xfe", b"\x80" * 50,
     b"text/html", b"x" * 20_000, MARK.encode(), b"evil.example/<x-mark>", b"[::", b"https", b"a@b:c", b"-" * 600]
) | st.binary(max_size=40).map(lambda value: value.translate(None, b"\r\n\x00"))  # fmt: skip
headers = st.lists(
    st.tuples(
        st.sampled_from([b"accept", b"accept-language", b"accept-encoding", b"cookie", b"if-none-match", b"range",
                         b"if-range", b"host", b"x-forwarded-proto", b"x-forwarded-host", b"origin",
                         b"content-length", b"content-type", b"upgrade", b"sec-fetch-mode"]),
        header_values,
    ),
    max_size=6,
)  # fmt: skip
often = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@often
@given(path=paths, html=st.booleans(), method=st.sampled_from(("GET", "HEAD", *METHODS)))
@example("/nb/les/" + MARK, True, "GET")
@example("/" + MARK, True, "GET")
@example("/nb/" + "/".join([".."] * 60), True, "GET")
@example("/assets/" + "../" * 20 + "etc/passwd", False, "GET")
@example("/assets/" + "..\\" * 20 + "windows", False, "GET")
@example("/assets/app.css\x00.svg", False, "GET")
@example("/static/js/..\\..\\index.html", False, "GET")
@example("/nb/barn/\r\nset-cookie: x", True, "GET")
@example("/\\evil.example", True, "GET")
@example("/\\evil.example/", True, "GET")
@example("/barn/\t", True, "GET")
def test_no_path_breaks_the_site(ask: Ask, path: str, html: bool, method: str) -> None:
    accepted = [(b"accept", b"text/html" if html else b"*/*")]
    answer = ask(path, headers=accepted, method=method)
    assert_calm(answer)
    assert b"root:" not in answer.body
    if len(path) > MAX_PATH + len("/nb"):
        assert answer.status == 404


@pytest.mark.parametrize("address", ADDRESSES)
@often
@given(query=queries)
@example(urlencode([(name, MARK) for name in PARAMETERS]).encode())
@example(b"id=" + MARK.encode())
@example(b"q=%ff%fe%80&id=%c0%af&med=%ed%a0%80")
@example(b"\xff\xfe=\x80&q=\xc3\x28")
@example(b"&".join(b"q=%d" % number for number in range(3_000)))
@example(b"&".join(b"x%d=1" % number for number in range(3_000)))
@example(b"&".join([b"audience=child"] * 3_000))
@example(b"id=" + b"a" * 50_000)
@example(b"q=" + quote("krangel skam " * 3_000).encode())
@example(b"age=99999999999999999999-1&age=%D9%A3-%D9%A7&age=3-7-9&age=-")
@example(b"&&&==;;%&%0&=a&a")
@example(b"id=..%2F..%2Fetc%2Fpasswd&id=%00&id=%0d%0aset-cookie:x")
def test_no_query_breaks_a_page(ask: Ask, address: str, query: bytes) -> None:
    assert_calm(ask(address, query))


@pytest.mark.parametrize("path", ["/barn", "/bibliotek", "/les", "/nb/barn/", f"/nb/les/{SLUG}/", "/robots.txt/"])
@often
@given(query=queries)
@example(b"\xff\xfe=\x80")
@example(b"q=\r\nset-cookie: x")
@example(b"q=" + MARK.encode())
def test_no_query_breaks_the_way_to_another_address(ask: Ask, path: str, query: bytes) -> None:
    answer = ask(path, query[:MAX_QUERY])
    assert_calm(answer)
    assert answer.status in (302, 308)


@pytest.mark.parametrize("address", READERS_OF_HEADERS)
@often
@given(given_headers=headers)
@example([(b"host", b"evil.example/<x-mark>")])
@example([(b"host", b"[::")])
@example([(b"host", MARK.encode()), (b"accept", b"text/html")])
@example([(b"accept-language", b"nb;q=nan, en;q=inf, ar;q=-inf, " + b"x-" * 5_000)])
@example([(b"cookie", b"lang=\xff; " + b"a=b; " * 4_000)])
@example([(b"range", b"bytes=0-0,1-1")])
@example([(b"range", b"bytes=99999999999999999999-")])
@example([(b"if-none-match", b'W/"' * 5_000)])
@example([(b"accept-encoding", b"br;q=0, gzip;q=0, *;q=0")])
def test_no_header_breaks_an_answer(ask: Ask, address: str, given_headers: list[tuple[bytes, bytes]]) -> None:
    assert_calm(ask(address, headers=given_headers))


@pytest.mark.parametrize(
    "address", [address for address, line in zip(ADDRESSES, OURS, strict=True) if line.has_language]
)
def test_a_part_of_a_page_is_not_to_be_had(ask: Ask, address: str) -> None:
    whole, asked = ask(address), ask(address, headers=[(b"range", b"bytes=0-9")])
    assert (asked.status, asked.header("content-range")) == (whole.status, "")
    assert len(asked.body) == len(whole.body)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", [*ADDRESSES, "/barn", f"/les/{SLUG}", "/assets/app.css"])
def test_what_can_only_be_read_says_so(ask: Ask, address: str, method: str) -> None:
    answer = ask(address, method=method)
    assert answer.status == 405
    assert {"GET", "HEAD"} <= {name.strip() for name in answer.header("allow").split(",")}
    assert_calm(answer)


@pytest.mark.parametrize("accepted", [b"text/html", b"*/*"])
@pytest.mark.parametrize("address", [*ADDRESSES, "/", "/barn", "/nb/barn/", "/nowhere", "/nb/les/nowhere", "/assets/x"])
def test_head_has_the_headers_of_get(ask: Ask, address: str, accepted: bytes) -> None:
    """The server leaves the body out; see `test_ways_to_serve`."""
    got, head = (ask(address, headers=[(b"accept", accepted)], method=method) for method in ("GET", "HEAD"))
    changing = {"content-security-policy"} if "nonce-" in got.header("content-security-policy") else set()
    assert head.status == got.status
    assert [h for h in head.headers if h[0] not in changing] == [h for h in got.headers if h[0] not in changing]


@pytest.mark.parametrize("language", ["xx", "no", "nb-NO", "NB", "n", "nbnb", "%6e%62", "../nb", "zh-Hant", MARK])
def test_a_language_there_is_not_is_not_found(ask: Ask, language: str) -> None:
    answer = ask(f"/{language}/barn", headers=[(b"accept", b"text/html")])
    assert answer.status == 404
    assert_calm(answer)


@pytest.mark.parametrize("origin", [b"evil.example", b"evil.example:443", b"a.b.c"])
def test_a_foreign_host_runs_nothing(ask: Ask, origin: bytes) -> None:
    """Where no origin is set, addresses are made with the host that was asked; they are never more than addresses."""
    page = ask(f"/nb/les/{SLUG}", headers=[(b"host", origin)]).body.decode()
    sources = [element.attributes["src"] for element in elements(page) if "src" in element.attributes]
    assert sources
    assert all(source.startswith("/") and not source.startswith("//") for source in sources)


def encoded(path: bytes, times: int) -> str:
    for _ in range(times):
        path = quote_from_bytes(path, safe="").encode()
    return path.decode()


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize(
    "way", [b"../", b"..\\", b"..\x00/", b"..;/", b"\xc0\xae\xc0\xae/", b".\xe2\x80\x8b./", b"\xff/"]
)
@pytest.mark.parametrize("start", ["/assets/", "/static/", "/nb/les/", "/nb/assets/", "/media/", "/component/", "/"])
def test_no_encoding_of_a_way_up_leads_out(site: TestClient, start: str, way: bytes, times: int) -> None:
    answer = site.get(start + encoded(way * 12 + b"etc/passwd", times))
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "query", [b"x" * (MAX_QUERY + 1), b"&".join(b"x%d" % number for number in range(MAX_PARAMETERS + 1))]
)
def test_an_address_that_would_cost_seconds_is_refused(ask: Ask, query: bytes) -> None:
    for address in ("/nb/", "/nb/bibliotek", "/barn", "/nowhere"):
        assert ask(address, query).status == 414


def test_every_value_there_is_can_be_chosen_at_once(ask: Ask, real_catalog: Catalog) -> None:
    vocabulary = real_catalog.vocabulary
    params = [(name, value) for name, facet in vocabulary.facets.items() for value in facet.ids]
    params += [("q", "\u0633" * MAX_TEXT), *(("language", language) for language in vocabulary.languages)]
    assert ask("/nb/bibliotek", urlencode(params).encode()).status == 200


@pytest.mark.parametrize("path", ["/les/a?b", "/les/a#b", "/les/%41"])
def test_a_letter_that_means_something_in_an_address_is_kept_as_a_letter(ask: Ask, path: str) -> None:
    assert ask(path).header("location") == "/nb" + quote(path)
