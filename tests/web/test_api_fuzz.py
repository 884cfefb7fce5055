"""The open data against its own description: whatever is asked, right or wrong, the answer is one that was promised.

Schemathesis runs every check it has: no fault of the server; only statuses, content types, headers and documents that
are described; what the description allows is taken, and what it forbids refused.
"""

from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from barnsbeste_content.presentation.links import API

EXAMPLES = 8
"""For each operation, of right and of wrong questions; a longer run: `schemathesis run <site>/api/v1/openapi.json`."""
quickly = settings(
    max_examples=EXAMPLES,
    derandomize=True,  # a wrong question that turns out to be right comes once in a hundred runs, and teaches nothing
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),  # told as it was found: to shrink a question with twenty parameters takes minutes
)


@pytest.fixture(scope="module")
def description(site: TestClient) -> BaseSchema:
    """What the site says of itself, and the site to ask."""

    async def begun(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http", "the site has begun already"
        await site.app(scope, receive, send)

    found = schemathesis.openapi.from_asgi(f"{API}/openapi.json", begun)
    checks = found.config.checks  # the limit on the length of an address holds for right and wrong questions alike
    checks.positive_data_acceptance.expected_statuses = ["200", "301", "404", "410", "414"]
    checks.negative_data_rejection.expected_statuses = ["400", "404", "414"]
    return found


def statuses(description: BaseSchema, path: str, mode: GenerationMode) -> Counter[int]:
    """Asks questions of one kind; fails where an answer is not as described. Status -> how many answers."""
    found: Counter[int] = Counter()
    strategy: st.SearchStrategy[Case] = description[path]["GET"].as_strategy(generation_mode=mode)

    @given(strategy)
    @quickly
    def ask(case: Case) -> None:
        response = case.call_and_validate()
        found[response.status_code] += 1

    ask()
    return found


@pytest.mark.parametrize("path", ["resources", "search"])
def test_every_selection_that_is_allowed_is_given(description: BaseSchema, path: str) -> None:
    assert set(statuses(description, f"{API}/{path}", GenerationMode.POSITIVE)) - {414} == {200}


@pytest.mark.parametrize("path", ["resources", "search"])
def test_every_selection_that_is_not_allowed_is_refused(description: BaseSchema, path: str) -> None:
    assert set(statuses(description, f"{API}/{path}", GenerationMode.NEGATIVE)) <= {400, 414}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_a_text_is_called_the_answer_is_described(description: BaseSchema, mode: GenerationMode) -> None:
    assert set(statuses(description, f"{API}/resources/{{slug}}", mode)) <= {200, 301, 404, 410}


@pytest.mark.parametrize("path", ["vocabulary", "helplines", "status"])
def test_what_takes_no_parameters_is_as_described(description: BaseSchema, path: str) -> None:
    assert set(statuses(description, f"{API}/{path}", GenerationMode.POSITIVE)) == {200}


@pytest.mark.parametrize(
    ("slug", "status"),
    [("naar-mamma-er-deprimert", 200), ("b01", 301), ("mamma-er-trist", 301), ("gammel-tekst-om-rus", 410), ("x", 404)],
)
def test_every_fate_of_a_text_is_described(description: BaseSchema, slug: str, status: int) -> None:
    case = description[f"{API}/resources/{{slug}}"]["GET"].Case(path_parameters={"slug": slug})
    response = case.call(allow_redirects=False)
    case.validate_response(response)
    assert response.status_code == status


def test_a_server_that_breaks_its_promise_would_be_found(
    description: BaseSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barnsbeste_content.web.api._MEDIA_TYPE", "text/plain")
    with pytest.raises(FailureGroup) as told:
        description[f"{API}/helplines"]["GET"].Case().call_and_validate()
    assert [type(failure).__name__ for failure in told.value.exceptions] == ["UndefinedContentType"]
