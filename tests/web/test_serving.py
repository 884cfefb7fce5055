"""`barnsbeste serve` as whoever runs it meets it: what it takes, what it refuses, how it stops."""

import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from server_process import SCRIPTS, Server, answering, environment, free_port, running
from streamlit.web.server.starlette.starlette_server import _get_uvicorn_config_kwargs

from barnsbeste_content import cli
from barnsbeste_content.web import compression, serving
from barnsbeste_content.web.serving import WrongUseError, connection_settings, origin_of, trusted_proxies

pytestmark = pytest.mark.xdist_group("servers")


def test_uvicorn_gets_the_connection_settings_that_streamlit_gives_it() -> None:
    theirs = _get_uvicorn_config_kwargs()
    ours = connection_settings()
    assert {name: theirs[name] for name in ours} == ours
    assert set(theirs) - set(ours) == {"use_colors", "access_log"}


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("http://localhost:8501", "http://localhost:8501"),
        ("http://[::1]:8501", "http://[::1]:8501"),
    ],
)
def test_a_base_url_is_scheme_and_host(given: str, origin: str) -> None:
    assert origin_of(given) == origin


@pytest.mark.parametrize(
    "given",
    ["example.org", "//example.org", "ftp://example.org", "https://", "https://example.org/app", "https://example.org?x",
     "https://example.org/?", "https://example.org#", "https://a:b@example.org", "https://example.org:no", "https://[",
     "https://example.org:0", "https://example.org:99999", "javascript:alert(1)", 'https://example.org"', "https://a b",
     "https://blåbær.no", "https://example.org\n", "https://exam\tple.org"],
)  # fmt: skip
def test_any_other_base_url_is_refused(given: str) -> None:
    with pytest.raises(WrongUseError, match=r"such as https://example\.org|letters a-z"):
        origin_of(given)


@pytest.mark.parametrize(
    ("given", "trusted"),
    [("", []), ("*", "*"), ("10.0.0.1", ["10.0.0.1"]), ("10.0.0.0/8, ::1", ["10.0.0.0/8", "::1"])],
)
def test_trusted_proxies_are_addresses_and_networks(given: str, trusted: list[str] | str) -> None:
    assert trusted_proxies(given) == trusted


@pytest.mark.parametrize("given", ["proxy", "10.0.0.1/8", "10.0.0.0/99", "*,10.0.0.1", "10.0.0"])
def test_what_would_trust_nobody_in_silence_is_refused(given: str) -> None:
    with pytest.raises(WrongUseError, match=r"such as 10\.0\.0\.0/8"):
        trusted_proxies(given)


Barnsbeste = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def barnsbeste(project: Path, tmp_path: Path) -> Barnsbeste:
    """Runs the command to its end."""

    def run(*arguments: str, folder: Path = project) -> subprocess.CompletedProcess[str]:
        given = environment(XDG_CACHE_HOME=str(tmp_path))
        command = [SCRIPTS / "barnsbeste", *arguments]
        return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base-url", "example.org"), '"example.org" must be scheme and host'),
        (("--trusted-proxies", "nginx"), '"nginx" must be an address or a network'),
        (("--app", "nowhere.py"), "there is no nowhere.py; go to the project's folder"),
        (("--app", "README.md"), "is no Python file"),
        (("--root", "nowhere"), "there is no content folder nowhere"),
        (("--port", "99999"), "must be from 0"),
        (("--port", "http"), "invalid"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    project: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(project)
    try:
        code = cli.main(["serve", *arguments])
    except SystemExit as left:  # argparse leaves by itself
        code = int(left.code or 0)
    assert code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_outside_the_project_it_says_where_to_go(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["serve"]) == 2
    said = "barnsbeste: there is no app.py; go to the project's folder, or give its path with --app\n"
    assert capsys.readouterr().err == said


def test_a_file_that_holds_no_app_is_told(barnsbeste: Barnsbeste, tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("application = None\n")
    done = barnsbeste("serve", "--app", "other.py", folder=tmp_path)
    said = "barnsbeste: other.py has no app = st.App(...); give the path of app.py with --app\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_a_port_in_use_is_told_in_one_line(barnsbeste: Barnsbeste) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = barnsbeste("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"barnsbeste: cannot serve at 127.0.0.1, port {port}: Address already in use; see --host, --port"
    ]


def test_a_host_that_is_not_this_machine_is_told_in_one_line(barnsbeste: Barnsbeste) -> None:
    done = barnsbeste("serve", "--host", "192.0.2.7", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("barnsbeste: cannot serve at 192.0.2.7, port 0: ")


def test_files_can_be_compressed_ahead(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(serving, "prepare", lambda: 61)
    assert cli.main(["serve", "--prepare"]) == 0
    assert "61 files compressed" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "barnsbeste").write_text("a file where the folder should be")
    monkeypatch.setenv(compression.CACHE_VARIABLE, str(tmp_path))
    assert cli.main(["serve", "--prepare"]) == 1
    assert "cannot write to" in capsys.readouterr().err


Serve = Callable[..., AbstractContextManager[Server]]


@pytest.fixture
def prepared_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that lacks nothing, so that nothing is compressed behind the scenes."""
    cache = tmp_path / "cache"
    monkeypatch.setenv(compression.CACHE_VARIABLE, str(cache))
    compression.cache_folder().mkdir(parents=True)
    for _, name in compression._sources():
        (compression.cache_folder() / f"{name}.gz").touch()
    return cache


@pytest.fixture
def serve(project: Path, fixture_root: Path, tmp_path: Path, prepared_cache: Path) -> Serve:
    """Serves the fixture library by any command; `{port}` in it is a free one."""

    @contextmanager
    def start(*command: str, folder: Path = project, **more: str) -> Iterator[Server]:
        port = free_port()
        given = environment(BARNSBESTE_CONTENT=str(fixture_root), XDG_CACHE_HOME=str(prepared_cache), **more)
        filled = [SCRIPTS / command[0], *(part.format(port=port) for part in command[1:])]
        with running(filled, port, folder, given, tmp_path / f"logs-{port}") as server:
            yield answering(server)

    return start


HSTS = "strict-transport-security"
SERVE = ("barnsbeste", "serve", "--port", "{port}")


def test_the_log_tells_neither_who_asked_nor_for_what(serve: Serve) -> None:
    with serve(*SERVE) as server:
        for path in ("/nb/bibliotek?q=hemmelig", "/nb/les/hemmelig", "/nb/ressurs?id=hemmelig", "/hemmelig"):
            server.get(path)
        lines = server.lines(4)
    assert [re.sub(r"\d+ ms$", "", line).strip() for line in lines] == [
        "GET /{lang}/bibliotek 200",
        "GET /{lang}/les/{slug} 404",
        "GET /{lang}/ressurs 200",
        "GET - 404",
    ]
    assert "hemmelig" not in server.said()


def test_plain_uvicorn_s_log_tells_no_more(serve: Serve) -> None:
    with serve("uvicorn", "--port", "{port}", "app:app") as server:
        for path in ("/nb/bibliotek?q=hemmelig", "/nb/les/hemmelig", "/robots.txt?hemmelig"):
            server.get(path)
        lines = [line for line in server.lines(3) if "HTTP/1.1" in line]
    assert [line.split('"')[1] for line in lines] == [
        "GET /{lang}/bibliotek HTTP/1.1",
        "GET /{lang}/les/{slug} HTTP/1.1",
        "GET /robots.txt HTTP/1.1",
    ]
    assert not [line for line in lines if "127.0.0.1" in line]
    assert "hemmelig" not in server.said()


def test_the_log_can_be_switched_off(serve: Serve) -> None:
    with serve(*SERVE, "--no-access-log") as server:
        server.get("/nb/les")
    assert server.output.read_text("utf-8") == ""


def test_it_trusts_no_proxy_and_ctrl_c_stops_it_calmly(serve: Serve) -> None:
    with serve(*SERVE) as server:
        assert HSTS not in server.get("/nb/les", **{"x-forwarded-proto": "https"}).headers  # nobody is trusted
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
    assert "Traceback" not in server.said()
    assert server.said().splitlines()[-1] == "barnsbeste: stopped"


def test_a_preview_has_drafts_and_the_configuration_beside_the_app_counts_wherever_one_stands(
    project: Path, fixture_root: Path, tmp_path: Path, prepared_cache: Path
) -> None:
    """`server.port` and `server.address` of that configuration, but a preview stays on this machine."""
    copied = project_copy(project, tmp_path / "copy")
    port = free_port()
    configuration = copied / ".streamlit/config.toml"
    words = configuration.read_text("utf-8").replace("port = 8501", f'port = {port}\naddress = "0.0.0.0"')
    configuration.write_text(words, "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [SCRIPTS / "barnsbeste", "serve", "--preview", "--app", "../copy/app.py"]
    given = environment(BARNSBESTE_CONTENT=str(fixture_root), XDG_CACHE_HOME=str(prepared_cache))
    with running(command, port, elsewhere, given, tmp_path / "logs") as server:
        answering(server)
        assert server.get(f"/nb/les/{DRAFT}").status_code == 200
    assert f"serving at http://127.0.0.1:{port}/ with drafts" in server.said()


DRAFT = "kladd-om-hjerneskade"


def project_copy(project: Path, folder: Path) -> Path:
    """What starts the dashboard, in a folder of its own, so that its configuration can differ."""
    folder.mkdir()
    shutil.copy(project / "app.py", folder)
    shutil.copytree(project / "pages", folder / "pages", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(project / ".streamlit", folder / ".streamlit")
    return folder


def test_that_a_proxy_speaks_tls_is_believed_only_from_a_trusted_one(serve: Serve) -> None:
    with serve(*SERVE, "--trusted-proxies", "192.0.2.0/24") as server:
        assert HSTS not in server.get("/nb/les", **{"x-forwarded-proto": "https"}).headers
    with serve(*SERVE, "--trusted-proxies", "192.0.2.1,127.0.0.0/8") as server:
        assert server.get("/nb/les", **{"x-forwarded-proto": "https"}).headers[HSTS].startswith("max-age=31536000")
        assert HSTS not in server.get("/nb/les").headers
        assert "Sitemap: https://127.0.0.1" in server.get("/robots.txt", **{"x-forwarded-proto": "https"}).text


def test_the_base_url_is_what_stands_in_addresses_that_leave_the_site(serve: Serve) -> None:
    with serve(*SERVE, "--base-url", "https://example.org/") as server:
        assert "Sitemap: https://example.org/sitemap.xml" in server.get("/robots.txt", host="evil.example").text
