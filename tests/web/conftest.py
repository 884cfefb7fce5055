"""The site as a browser or an attacker meets it: the Streamlit app with our routes and middleware."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Message

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette recommends a successor of httpx that is not out for us to use
    from starlette.testclient import TestClient

from app import app
from barnsbeste_content.catalog.store import ROOT_VARIABLE


@pytest.fixture(scope="session")
def site(fixture_root: Path) -> Iterator[TestClient]:
    """The whole app with the fixture library."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(fixture_root))
        patch.setattr("barnsbeste_content.web.routes.prepare_behind_the_scenes", lambda: None)
        with TestClient(app, follow_redirects=False) as client:
            yield client


Raw = Callable[[str], tuple[int, dict[str, str]]]


@pytest.fixture
def raw(site: TestClient) -> Raw:
    """Asks for a path exactly as it is given, which clients would tidy up; returns status and headers."""
    served: Starlette = site.app  # type: ignore[assignment]

    def ask(path: str) -> tuple[int, dict[str, str]]:
        answers: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            answers.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"testserver")],
            "client": ("test", 1),
            "server": ("testserver", 80),
            "state": {},
        }
        assert site.portal
        site.portal.call(served, scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in answers[0]["headers"]}
        return answers[0]["status"], headers

    return ask
