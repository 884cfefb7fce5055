"""Addresses are asked of a real server on this machine; nothing goes out on the net."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Lock, Thread
from time import monotonic

import pytest

from barnsbeste_content import cli
from barnsbeste_content.editorial import links
from barnsbeste_content.editorial.links import RULE, addresses, link_problems
from barnsbeste_content.loading import load_library
from barnsbeste_content.model.problem import Problem

LAW, GUIDELINE = "sources/loven.yaml", "sources/veileder.yaml"
PARENTS = "resources/snakk-med-barnet/nb.yaml"
RETIRED = "resources/gammel-tekst-om-rus/nb.yaml"
DRAFT = "resources/kladd-om-hjerneskade/nb.yaml"
PATIENCE = 10.0
"""Seconds after which a test gives up; no good run takes so long."""


class Site(ThreadingHTTPServer):
    """A web site. Its pages are good unless told otherwise; it notes what it was asked, and how much at a time."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.statuses: dict[tuple[str, str], int] = {}
        self.redirects: dict[str, str] = {}
        self.slow: set[str] = set()
        self.meeting: Barrier | None = None
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.now = self.most = 0
        self.lock, self.closing = Lock(), Event()

    def handle_error(self, *_: object) -> None:
        """Whoever has waited long enough hangs up; that is what the test is about."""

    def url(self, path: str = "/good") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def answers(self, path: str, status: int, *methods: str) -> str:
        """Lets a page answer so; its address."""
        self.statuses |= {(method, path): status for method in methods or ("HEAD", "GET")}
        return self.url(path)

    def methods(self, path: str) -> list[str]:
        return [method for method, where in self.asked if where == path]


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        site = self.server
        with site.lock:
            site.asked.append((self.command, self.path))
            site.agents.add(self.headers["User-Agent"])
            site.now += 1
            site.most = max(site.most, site.now)
        try:
            self._wait(site)
            path = self.path.partition("?")[0]
            with site.lock:
                site.now -= 1
            self.send_response(302 if path in site.redirects else site.statuses.get((self.command, path), 200))
            if path in site.redirects:
                self.send_header("Location", site.redirects[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        except BrokenBarrierError:
            self.send_error(500)

    do_GET = do_HEAD  # noqa: N815 - the name that http.server calls

    def _wait(self, site: Site) -> None:
        if self.path in site.slow:
            site.closing.wait(PATIENCE)
        elif site.meeting:
            site.meeting.wait(PATIENCE)
        else:
            site.closing.wait(0.005)  # long enough to meet whoever does not wait for his turn

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Site]]:
    """Starts a site, and another."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    running: list[Site] = []

    def start() -> Site:
        site = Site()
        Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        running.append(site)
        return site

    yield start
    for site in running:
        site.closing.set()
        site.shutdown()
        site.server_close()


@pytest.fixture
def site(sites: Callable[[], Site]) -> Site:
    return sites()


@pytest.fixture
def content(folder: Path, site: Site) -> Path:
    """The fixture library without links in its texts; its other addresses lead to the good page of the site."""
    for path in folder.rglob("*.yaml"):
        text = re.sub(r"\[([^]]*)\]\(https://[^)]*\)", r"\1", path.read_text("utf-8"))
        path.write_text(re.sub(r"https://\S+", site.url(), text), "utf-8")
    return folder


def lead(content: Path, source: str, address: str) -> int:
    """Gives a source another address; the line it stands on."""
    path = content / source
    text = re.sub(r"(?m)^url: .*$", lambda _: f"url: {address}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    return line_of(path, "url: ")


def link(content: Path, file: str, markdown: str) -> int:
    """Adds a link to the end of the first section of a text; the line that section's words begin on."""
    path = content / file
    found = re.search(r"    text: \|\n(      .*\n)+", path.read_text("utf-8"))
    assert found
    text = path.read_text("utf-8")
    path.write_text(f"{text[: found.end()]}\n      Les {markdown}.\n{text[found.end() :]}", "utf-8")
    return line_of(path, "    text: |")


def line_of(path: Path, beginning: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.startswith(beginning))


def told(content: Path, progress: links.Progress | None = None) -> list[Problem]:
    library = load_library(content)
    assert library.problems == ()
    return link_problems(library, content, progress)


# What an address answers


def test_good_pages_are_asked_for_their_head_alone_and_once(content: Path, site: Site) -> None:
    assert told(content) == []
    assert site.asked == [("HEAD", "/good")]


def test_the_server_is_told_who_asks(content: Path, site: Site) -> None:
    told(content)
    assert [agent.split("/")[0] for agent in site.agents] == ["barnsbeste-check-links"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_an_error_where_it_stands(content: Path, site: Site, status: int) -> None:
    line = lead(content, LAW, site.answers("/gone", status))
    message = f"{site.url('/gone')} is gone ({status}); find where the page is now, or another source"
    assert told(content) == [Problem(str(content / LAW), line, message, RULE, "error")]
    assert line > 1


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 410, 501])
def test_where_a_head_is_refused_the_page_itself_decides(content: Path, site: Site, status: int) -> None:
    lead(content, LAW, site.answers("/no-heads", status, "HEAD"))
    assert told(content) == []
    assert site.methods("/no-heads") == ["HEAD", "GET"]


def test_a_page_that_is_gone_behind_a_refused_head_is_an_error(content: Path, site: Site) -> None:
    site.answers("/both", 405, "HEAD")
    lead(content, LAW, site.answers("/both", 404, "GET"))
    assert [(p.severity, "is gone (404)" in p.message) for p in told(content)] == [("error", True)]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_page_that_gives_no_good_answer_is_a_warning(content: Path, site: Site, status: int) -> None:
    line = lead(content, LAW, site.answers("/ill", status))
    message = f"{site.url('/ill')} answered {status}; try it in a browser"
    assert told(content) == [Problem(str(content / LAW), line, message, RULE, "warning")]


def test_a_redirect_is_followed_to_a_good_page(content: Path, site: Site) -> None:
    site.redirects |= {"/old": "/newer", "/newer": site.url("/newest")}
    lead(content, LAW, site.url("/old"))
    assert told(content) == []
    assert [site.methods(path) for path in ("/old", "/newer", "/newest")] == [["HEAD"]] * 3


def test_a_redirect_to_a_page_that_is_gone_names_the_address_in_the_file(content: Path, site: Site) -> None:
    site.answers("/gone", 404)
    site.redirects["/old"] = "/gone"
    lead(content, LAW, site.url("/old"))
    assert [(p.severity, p.message.split(";")[0]) for p in told(content)] == [
        ("error", f"{site.url('/old')} is gone (404)")
    ]


@pytest.mark.parametrize("circle", [{"/a": "/a"}, {"/a": "/b", "/b": "/a"}])
def test_a_circle_of_redirects_is_a_warning(content: Path, site: Site, circle: dict[str, str]) -> None:
    site.redirects |= circle
    lead(content, LAW, site.url("/a"))
    assert [(p.severity, p.message) for p in told(content)] == [
        ("warning", f"{site.url('/a')} leads round in a circle; find the page anew")
    ]


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/x", "mailto:post@example.no", "http://[127.0.0.1/"])
def test_a_redirect_to_nowhere_is_a_warning(content: Path, site: Site, target: str) -> None:
    site.redirects["/old"] = target
    lead(content, LAW, site.url("/old"))
    assert [(p.severity, "could not be reached" in p.message) for p in told(content)] == [("warning", True)]


def test_a_slow_page_is_a_warning_and_holds_up_no_others(
    content: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "SECONDS", 0.2)
    site.slow.add("/slow")
    lead(content, LAW, site.url("/slow"))
    began = monotonic()
    [problem] = told(content)
    assert monotonic() - began < PATIENCE / 3
    assert problem.severity == "warning"
    assert problem.message.startswith(f"{site.url('/slow')} did not answer within ")
    assert site.methods("/good") == ["HEAD"]


def test_a_refused_connection_is_a_warning(content: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # held, but nobody listens
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        lead(content, LAW, address)
        found = told(content)
    message = f"{address} could not be reached (ConnectionError); try it in a browser"
    assert [(p.severity, p.message) for p in found] == [("warning", message)]


MALFORMED = ["http://127.0.0.1:99999999/", "http://127.0.0.1:port/", f"http://{'a' * 70}.no/"]
WITHOUT_HOST = ["http://[127.0.0.1/", "http://127.0.0.1]/"]


@pytest.mark.parametrize(
    "address",
    [
        *MALFORMED,
        *(
            pytest.param(
                address,
            )
            for address in WITHOUT_HOST
        ),
    ],
)
def test_a_malformed_address_is_a_warning_and_the_others_are_asked(content: Path, site: Site, address: str) -> None:
    line = lead(content, LAW, address)
    assert [(p.path, p.line, p.severity) for p in told(content)] == [(str(content / LAW), line, "warning")]
    assert site.asked == [("HEAD", "/good")]


# Which addresses, and where they stand


def test_an_address_in_two_files_is_asked_once_and_told_at_both(content: Path, site: Site) -> None:
    address = site.answers("/gone", 404, "HEAD", "GET")
    lines = {LAW: lead(content, LAW, address), PARENTS: link(content, PARENTS, f"[mer]({address})")}
    found = told(content)
    assert {(p.path, p.line) for p in found} == {(str(content / file), line) for file, line in lines.items()}
    assert len(found) == 2
    assert len(set(lines.values())) == 2
    assert site.methods("/gone") == ["HEAD", "GET"]


def test_parts_of_a_page_are_one_address(content: Path, site: Site) -> None:
    lead(content, LAW, site.url("/law#del-1"))
    lead(content, GUIDELINE, site.url("/law#del-2"))
    assert told(content) == []
    assert site.methods("/law") == ["HEAD"]


def test_an_address_twice_in_a_section_is_told_once(content: Path, site: Site) -> None:
    address = site.answers("/gone", 404)
    link(content, PARENTS, f"[ett]({address}#1), og [to]({address}#2)")
    assert len(told(content)) == 1


def test_helplines_are_asked_for_their_page_and_their_chat(content: Path, site: Site) -> None:
    path = content / "helplines/barnetelefonen.yaml"
    text = path.read_text("utf-8").replace("chat: " + site.url(), "chat: " + site.answers("/chat", 404))
    path.write_text(text.replace("\nurl: " + site.url(), "\nurl: " + site.answers("/line", 404)), "utf-8")
    expected = [(str(path), line_of(path, "chat: ")), (str(path), line_of(path, "url: "))]
    assert [(p.path, p.line) for p in told(content)] == sorted(expected)


def test_every_language_of_a_text_is_asked(content: Path, site: Site) -> None:
    files = [f"resources/snakk-med-barnet/{language}.yaml" for language in ("ar", "en", "nb")]
    for number, file in enumerate(files):
        link(content, file, f"[mer]({site.answers(f'/{number}', 404)})")
    assert [p.path for p in told(content)] == [str(content / file) for file in files]


def test_an_address_in_angle_brackets_is_asked(content: Path, site: Site) -> None:
    link(content, PARENTS, f"<{site.answers('/gone', 404)}>")
    assert [p.path for p in told(content)] == [str(content / PARENTS)]


def test_retired_texts_are_not_asked_but_drafts_are(content: Path, site: Site) -> None:
    link(content, RETIRED, f"[mer]({site.answers('/retired', 404)})")
    link(content, DRAFT, f"[mer]({site.answers('/draft', 404)})")
    assert [p.path for p in told(content)] == [str(content / DRAFT)]
    assert site.methods("/retired") == []


def test_other_texts_and_telephone_numbers_are_no_addresses_on_the_web(content: Path, site: Site) -> None:
    link(content, PARENTS, "[mer](ressurs:spor-om-barn), eller ring [116 111](tel:116111)")
    assert list(addresses(load_library(content), content)) == [site.url()]


def test_a_library_without_addresses_has_no_problems(tmp_path: Path) -> None:
    assert link_problems(load_library(tmp_path), tmp_path) == []


# How many at a time


def many(content: Path, *urls: str) -> None:
    link(content, PARENTS, ", ".join(f"[her]({url})" for url in urls))


def test_one_host_is_asked_one_thing_at_a_time(content: Path, site: Site) -> None:
    many(content, *(site.url(f"/{number}") for number in range(20)))
    assert told(content) == []
    assert len(site.asked) == 21
    assert site.most == 1


def test_two_hosts_are_asked_at_the_same_time(content: Path, site: Site, sites: Callable[[], Site]) -> None:
    other = sites()
    site.meeting = other.meeting = Barrier(2)  # neither answers before both are asked
    many(content, *(site.url(f"/{number}") for number in range(9)), *(other.url(f"/{number}") for number in range(10)))
    assert told(content) == []
    assert (len(site.asked), len(other.asked)) == (10, 10)
    assert (site.most, other.most) == (1, 1)


def test_hosts_take_turns(site: Site, sites: Callable[[], Site]) -> None:
    other = sites()
    urls = [site.url("/1"), site.url("/2"), site.url("/3"), other.url("/1")]
    assert list(links._spread(urls)) == [urls[0], urls[3], urls[1], urls[2]]


def test_more_addresses_than_are_asked_are_told(content: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_ADDRESSES", 3)
    many(content, *(site.url(f"/{number}") for number in range(4)))
    message = "5 addresses; only the first 3 were asked"
    assert told(content) == [Problem(str(content), 1, message, RULE, "warning")]
    assert len(site.asked) == 3


def test_as_many_addresses_as_are_asked_pass(content: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_ADDRESSES", 5)
    many(content, *(site.url(f"/{number}") for number in range(4)))
    assert told(content) == []
    assert len(site.asked) == 5


def test_progress_is_told_to_the_end(content: Path, site: Site) -> None:
    many(content, site.answers("/gone", 404), site.answers("/ill", 500), site.url("/fine"))
    seen: list[tuple[int, int]] = []
    assert len(told(content, lambda done, total: seen.append((done, total)))) == 2
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


# The command


def check(capsys: pytest.CaptureFixture[str], content: Path, *options: str) -> tuple[int, str, str]:
    code = cli.main(["check", "--root", str(content), *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_nothing_is_asked_unless_it_is_wanted(capsys: pytest.CaptureFixture[str], content: Path, site: Site) -> None:
    lead(content, LAW, site.answers("/gone", 404))
    assert check(capsys, content)[:2] == (0, "")
    assert check(capsys, content, "--strict")[:2] == (0, "")
    assert site.asked == []


def test_the_command_passes_where_all_pages_are_there(
    capsys: pytest.CaptureFixture[str], content: Path, site: Site
) -> None:
    assert check(capsys, content, "--links", "--strict") == (0, "", "0 errors, 0 warnings in 10 texts\n")
    assert site.asked == [("HEAD", "/good")]


def test_the_command_fails_for_a_page_that_is_gone(
    capsys: pytest.CaptureFixture[str], content: Path, site: Site
) -> None:
    line = lead(content, LAW, site.answers("/gone", 404))
    code, out, err = check(capsys, content, "--links")
    assert (code, err) == (1, "1 errors, 0 warnings in 10 texts\n")
    assert out.startswith(f"{content / LAW}:{line}: {site.url('/gone')} is gone (404); ")
    assert len(out.splitlines()) == 1


def test_the_command_only_warns_of_a_page_that_is_ill(
    capsys: pytest.CaptureFixture[str], content: Path, site: Site
) -> None:
    line = lead(content, LAW, site.answers("/ill", 500))
    code, out, _ = check(capsys, content, "--links")
    assert code == 0
    assert out.startswith(f"{content / LAW}:{line}: warning: {site.url('/ill')} answered 500; ")
    assert check(capsys, content, "--links", "--strict")[0] == 1


def test_links_stand_among_the_other_problems_as_one_json_document(
    capsys: pytest.CaptureFixture[str], content: Path, site: Site
) -> None:
    line = lead(content, LAW, site.answers("/gone", 410))
    text = content / PARENTS
    text.write_text(re.sub("(?m)^summary: .*$", "summary: Kort.", text.read_text("utf-8")), "utf-8")
    code, out, _ = check(capsys, content, "--links", "--format", "json")
    said = json.loads(out)
    assert (code, said["ok"]) == (1, False)
    assert [problem["rule"] for problem in said["problems"]] == ["summary-length", RULE]
    assert said["problems"][1] == {
        "path": str(content / LAW),
        "line": line,
        "message": f"{site.url('/gone')} is gone (410); find where the page is now, or another source",
        "rule": RULE,
        "severity": "error",
    }


def test_good_links_as_json_are_ok(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    code, out, _ = check(capsys, content, "--links", "--format", "json")
    assert (code, json.loads(out)) == (0, {"problems": [], "ok": True})
