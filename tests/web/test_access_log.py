"""What a log of the server tells, and above all what it does not."""

import logging

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from barnsbeste_content.web.access_log import AccessLog, Discreet, keep_server_log_discreet, route_of
from barnsbeste_content.web.routes import TABLE


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/nb", "/{lang}/"),
        ("/nb/", "/{lang}/"),
        ("/ar/barn", "/{lang}/barn"),
        ("/ar/barn/", "/{lang}/barn"),
        ("/barn", "/barn"),
        ("/nb/les/naar-mamma-drikker", "/{lang}/les/{slug}"),
        ("/les/naar-mamma-drikker", "/les/{slug}"),
        ("/robots.txt", "/robots.txt"),
        ("/nb/naar-mamma-drikker", "-"),
        ("/naar-mamma-drikker", "-"),
        ("//naar/mamma", "-"),
        ("", "/"),
    ],
)
def test_an_address_is_told_by_its_line_in_the_table(path: str, route: str) -> None:
    assert route_of(path, TABLE) == route


@pytest.mark.parametrize(
    "path", ["/static/js/x.js", "/_stcore/health", "/nb/_stcore/stream", "/media/x.png", "/assets/art/feelings/sad.svg"]
)
def test_machinery_and_our_files_are_not_told(path: str) -> None:
    assert route_of(path, TABLE) is None


def logged(site: TestClient, method: str, path: str) -> list[str]:
    lines: list[str] = []
    # not entered: the app has been started by `site`, and cannot be twice
    TestClient(AccessLog(site.app, TABLE, lines.append), follow_redirects=False).request(method, path)
    return lines


@pytest.mark.parametrize(
    ("method", "path", "beginning"),
    [
        ("GET", "/nb/bibliotek?q=hemmelig", "GET /{lang}/bibliotek 200 "),
        ("HEAD", "/nb/les", "HEAD /{lang}/les 200 "),
        ("POST", "/nb/barn", "POST /{lang}/barn 405 "),
        ("GET", "/nb/les/hemmelig", "GET /{lang}/les/{slug} 404 "),
        ("GET", "/hemmelig", "GET - 404 "),
        ("HEMMELIG", "/nb/barn", "- /{lang}/barn 405 "),
    ],
)
def test_a_line_holds_method_route_status_and_time(site: TestClient, method: str, path: str, beginning: str) -> None:
    (line,) = logged(site, method, path)
    assert line.startswith(beginning)
    milliseconds, unit = line.removeprefix(beginning).split()
    assert (milliseconds.isdecimal(), unit) == (True, "ms")


def test_what_fails_is_logged_as_a_fault_of_ours() -> None:
    async def failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError("hemmelig")

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        raise AssertionError("nothing is sent")

    lines: list[str] = []
    ask = AccessLog(failing, TABLE, lines.append)({"type": "http", "method": "GET", "path": "/nb/"}, receive, send)
    with pytest.raises(RuntimeError, match="hemmelig"):
        ask.send(None)  # no loop: a browser test may have one running in this thread
    assert [line.rsplit(" ", 2)[0] for line in lines] == ["GET /{lang}/ 500"]


def test_a_log_that_nobody_reads_any_longer_spoils_no_answer(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_values: object, **_options: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", broken)
    assert TestClient(AccessLog(site.app, TABLE)).get("/nb/les").status_code == 200


def record(name: str, message: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.INFO, "", 0, message, values, None)


LINE = '%s - "%s %s HTTP/%s" %d'


def test_a_line_of_uvicorn_loses_address_path_and_query() -> None:
    line = record("uvicorn.access", LINE, "192.0.2.7:4711", "GET", "/nb/les/hemmelig?med=ar", "1.1", 200)
    assert Discreet(TABLE).filter(line)
    assert line.getMessage() == '- - "GET /{lang}/les/{slug} HTTP/1.1" 200'


@pytest.mark.parametrize(
    "line",
    [
        record("uvicorn.access", LINE, "192.0.2.7:4711", "GET", "/_stcore/health", "1.1", 200),
        record("uvicorn.access", "192.0.2.7 did something uvicorn does not log today"),
        record("uvicorn.error", '%s - "WebSocket %s" [accepted]', "192.0.2.7:4711", "/nb/_stcore/stream?x"),
        record("uvicorn.error", '%s - "WebSocket %s" 403', "192.0.2.7:4711", "/nb/_stcore/stream?x"),
    ],
)
def test_a_line_of_uvicorn_that_says_nothing_or_cannot_be_cleared_is_left_out(line: logging.LogRecord) -> None:
    assert not Discreet(TABLE).filter(line)


def test_uvicorn_s_own_messages_stay() -> None:
    line = record("uvicorn.error", "Application startup complete.")
    assert Discreet(TABLE).filter(line)
    assert line.getMessage() == "Application startup complete."


def test_the_filter_is_put_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loggers = [logging.getLogger(name) for name in ("uvicorn.access", "uvicorn.error")]
    for logger in loggers:
        monkeypatch.setattr(logger, "filters", [])
    keep_server_log_discreet(TABLE)
    keep_server_log_discreet(TABLE)
    assert [[type(known) for known in logger.filters] for logger in loggers] == [[Discreet], [Discreet]]
