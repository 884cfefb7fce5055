"""What is asked for over TLS is to be asked for over TLS from then on (RFC 6797). Proxies: see `test_serving`."""

import pytest
from starlette.testclient import TestClient

PATHS = ("/", "/nb/", "/nb/les", "/nowhere", "/assets/app.css", "/robots.txt", "/_stcore/health", "/nb/barn/")
HEADER = "strict-transport-security"


def asked(site: TestClient, scheme: str, path: str) -> list[str]:
    client = TestClient(site.app, base_url=f"{scheme}://testserver", follow_redirects=False)
    return client.get(path).headers.get_list(HEADER)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_over_tls_says_to_stay_there_once(site: TestClient, path: str) -> None:
    assert asked(site, "https", path) == ["max-age=31536000; includeSubDomains"]


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_without_tls_says_so(site: TestClient, path: str) -> None:
    assert asked(site, "http", path) == []
