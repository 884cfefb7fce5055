"""`barnsbeste serve`, `streamlit run`, `python app.py` and `uvicorn` serve the same site."""

import re
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from importlib.resources import files
from pathlib import Path

import brotli
import pytest
from server_process import SCRIPTS, Server, answering, environment, free_port, running
from test_serving import project_copy

from barnsbeste_content.web import compression

pytestmark = pytest.mark.xdist_group("servers")

WAYS = ("barnsbeste serve", "streamlit run", "python app.py", "uvicorn")
_SCRIPT = min((Path(str(files("streamlit"))) / "static/static/js").glob("*.js"), key=lambda path: path.stat().st_size)
ADDRESSES = (
    "/",
    "/nb/",
    "/ar/bibliotek?q=trist",
    "/nb/les",
    "/nb/les/naar-noen-dor",
    "/nb/tabell.csv",
    "/robots.txt",
    "/sitemap.xml",
    "/nowhere",
    "/assets/app.css",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    f"/static/js/{_SCRIPT.name}",
)


@pytest.fixture(scope="module")
def servers(
    project: Path, fixture_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Server]]:
    """The same site, served in each way at once."""
    folder = tmp_path_factory.mktemp("ways")
    ports = {way: free_port() for way in WAYS}
    copied = project_copy(project, folder / "copy")
    configuration = copied / ".streamlit/config.toml"  # the only place that `python app.py` takes its port from
    words = configuration.read_text("utf-8").replace("port = 8501", f"port = {ports['python app.py']}")
    configuration.write_text(words, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(compression.CACHE_VARIABLE, str(folder / "cache"))
        kept = compression.cache_folder()
        kept.mkdir(parents=True)
        for _, name in compression._sources():  # none is missing, so nothing is compressed behind the scenes
            (kept / f"{name}.gz").touch()
        (kept / f"{_SCRIPT.name}.br").write_bytes(brotli.compress(_SCRIPT.read_bytes()))
    commands = {
        "barnsbeste serve": [SCRIPTS / "barnsbeste", "serve", "--port"],
        "streamlit run": [SCRIPTS / "streamlit", "run", "app.py", "--server.port"],
        "python app.py": [sys.executable, "app.py"],
        "uvicorn": [SCRIPTS / "uvicorn", "app:app", "--port"],
    }
    given = environment(BARNSBESTE_CONTENT=str(fixture_root), XDG_CACHE_HOME=str(folder / "cache"))
    with ExitStack() as stack:
        started = {}
        for way, command in commands.items():
            port = ports[way]
            whole = command if way == "python app.py" else [*command, str(port)]
            started[way] = stack.enter_context(running(whole, port, copied, given, folder / f"logs-{port}"))
        yield {way: answering(server) for way, server in started.items()}


def answer(server: Server, path: str) -> tuple[int, dict[str, str], str]:
    """(status, headers, body), without what differs from one answer to the next or from port to port."""
    got = server.get(path, **{"accept": "text/html", "accept-encoding": "br", "accept-language": "en"})
    headers = {name: value for name, value in got.headers.items() if name != "date"}
    nonce = re.search(r"nonce-([\w-]+)", headers.get("content-security-policy", ""))

    def comparable(text: str) -> str:
        text = text.replace(f":{server.port}/", ":PORT/").replace(f":{server.port}", ":PORT")
        return text.replace(nonce[1], "NONCE") if nonce else text

    if comparable(got.text) != got.text:  # then its length when compressed, and its tag, differ as well
        headers.pop("content-length")
        headers.pop("etag", None)
    if "set-cookie" in headers:  # Streamlit's token against forged uploads
        headers["set-cookie"] = re.sub(r"=[^;]+", "=TOKEN", headers["set-cookie"], count=1)
    return got.status_code, {name: comparable(value) for name, value in headers.items()}, comparable(got.text)


@pytest.mark.parametrize("way", WAYS[1:])
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_way_gives_the_same_answer(servers: Mapping[str, Server], way: str, path: str) -> None:
    assert answer(servers[way], path) == answer(servers[WAYS[0]], path)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_answers_as_the_site_does(servers: Mapping[str, Server], way: str) -> None:
    """What is equal everywhere could still be wrong everywhere."""
    server = servers[way]
    statuses = {path: server.get(path).status_code for path in ADDRESSES}
    expected = {"/": 302, "/nowhere": 404, "/_stcore/metrics": 404}
    assert statuses == {path: expected.get(path, 200) for path in ADDRESSES}
    script = server.get(f"/static/js/{_SCRIPT.name}", **{"accept-encoding": "br"})
    assert script.headers["content-encoding"] == "br"
    assert script.content == _SCRIPT.read_bytes()


@pytest.mark.parametrize("way", WAYS)
def test_no_way_tells_who_asked(servers: Mapping[str, Server], way: str) -> None:
    servers[way].get("/nb/bibliotek?q=hemmelig")
    said = servers[way].said()
    assert "hemmelig" not in said
    assert not [line for line in said.splitlines() if "127.0.0.1" in line and " HTTP/" in line]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", ["/nb/", "/nb/les/naar-noen-dor", "/nowhere", "/nb/barn/", "/assets/app.css"])
def test_head_has_no_body(servers: Mapping[str, Server], way: str, path: str) -> None:
    with socket.create_connection(("127.0.0.1", servers[way].port), timeout=20) as connection:
        connection.sendall(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ")
    assert body == b""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "asked",
    [b"GET /nb/les/\xff\xfe HTTP/1.1", b"GET /nb/bibliotek?q=\xc3\x28 HTTP/1.1", b"GET /nb/\x00 HTTP/1.1",
     b"GET nb HTTP/1.1",
     b"GET /nb/les/%ff%fe HTTP/1.1", b"GET /nb/bibliotek?q=%c3%28 HTTP/1.1", b"GET http://evil.example/barn HTTP/1.1",
     b"GET //evil.example/ HTTP/1.1", b"GET * HTTP/1.1", b"OPTIONS * HTTP/1.1", b"\x16\x03\x01",
     b"GET /" + b"a" * 60_000,
     b"GET /nb/ HTTP/1.1\r\nX: " + b"a" * 200_000, b"GET /nb/ HTTP/9.9", b"GET /nb/les HTTP/1.1\r\nHost: [::"],
    ids=range(15),
)  # fmt: skip
def test_bytes_that_are_no_request_are_refused_and_break_nothing(
    servers: Mapping[str, Server], way: str, asked: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", servers[way].port), timeout=20) as connection:
        connection.sendall(asked + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        with suppress(ConnectionError):  # it may hang up before it has heard all
            status = connection.recv(65_536).split(b" ")[1]
            assert status in (b"200", b"302", b"400", b"404", b"405")
    assert servers[way].get("/_stcore/health").text == "ok"
    assert "Traceback" not in servers[way].said()
