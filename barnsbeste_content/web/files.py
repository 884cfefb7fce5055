"""Our own files: drawings, scripts."""

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "assets"
_HOUR, _YEAR = "public, max-age=3600", "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """Kept by browsers for an hour; for good where the address names the version (`?v=`)."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(
        self, full_path: "os.PathLike[str] | str", stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["Cache-Control"] = _YEAR if scope["query_string"].startswith(b"v=") else _HOUR
        return answer
