"""What programs are told where something is wrong (RFC 9457, "Problem Details for HTTP APIs")."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.responses import Response

from ..export.open_data import ParameterFault, ParameterProblem, Problem
from ..presentation.links import api

BELOW_API = "/api/"
_ODD = re.compile(BELOW_API + r"(?:.*[^\w./-]|.*\.\.)", re.ASCII | re.DOTALL)
PROBLEM_MEDIA_TYPE = "application/problem+json"
ANY_ORIGIN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, ETag, Link, Location",
}
"""Whoever may read these documents at all may read them from any page (Fetch, CORS); no cookie is ever looked at."""


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem that its status says all about. Never kept by caches."""
    return _answer(Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail), headers)


def parameter_problem(origin: str, faults: Sequence[ParameterFault]) -> Response:
    """Parameters that cannot be understood, each with what is known. `origin`: scheme and host of the site."""
    detail = "; ".join(fault.message for fault in faults)
    described = origin + api("openapi.json#/components/schemas/ParameterProblem")
    found = ParameterProblem(
        type=described, title="Parameters were not understood", status=400, detail=detail, errors=list(faults)
    )
    return _answer(found)


def names_nothing(path: str) -> bool:
    """Whether a path below the API holds signs that none of its addresses has: Streamlit would answer in plain text."""
    return bool(_ODD.match(path))


def nothing_here() -> Response:
    """Where no document has ever been."""
    return problem(404, f"There is nothing at this address; {api('openapi.json')} says what there is.")


def too_long() -> Response:
    """Where there are more parameters, or longer ones, than anybody needs."""
    return problem(414, "The address is too long; ask for less at a time.")


def _answer(found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    given = {**ANY_ORIGIN, "Cache-Control": "no-store", **(headers or {})}
    return Response(found.json_bytes(), found.status, given, PROBLEM_MEDIA_TYPE)
