"""Answers with the QR code of a text."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..catalog.store import current, served_edition
from ..i18n import locale_of
from ..presentation.links import Links
from ..presentation.qr import qr_svg
from ..presentation.tools import shared_address
from .answers import document, origin

QR_SECONDS = 86_400
"""A code changes only when the site moves."""


def qr(request: Request) -> Response:
    """The address that a text is handed on by, as an SVG image."""
    language = request.scope["language"]
    resource = current(served_edition()).get(request.path_params["slug"])
    if resource is None:
        return PlainTextResponse("Not found", 404, {"Cache-Control": "no-store"})
    address = origin(request) + shared_address(resource, Links(language))
    return document(
        request, qr_svg(address, locale_of(language).gettext("QR code")), "image/svg+xml", seconds=QR_SECONDS
    )
