"""What the tools of a text need to know: read aloud, print, copy link, QR code."""

from ..i18n import Locale
from ..model.resource import CODED_AUDIENCES, Resource
from .links import Links


def shared_address(resource: Resource, links: Links) -> str:
    """The path of a text to hand on: its reading page; for children and youth the dashboard by the neutral code, since
    what is handed on stands in chats and on walls where others read it."""
    if set(resource.audiences) & set(CODED_AUDIENCES):
        return links.resource(resource.name)
    return links.reading(resource.id)


def tools_settings(
    resource: Resource, found_language: str, locale: Locale, links: Links, origin: str = ""
) -> dict[str, str]:
    """Words and addresses for `web/assets/tools/tools.js`.

    `found_language`: of the text as it is shown, which is read aloud in it. `origin`: scheme and host; without it the
    browser makes the address whole.
    """
    _ = locale.gettext
    return {
        "read": _("Read aloud"),
        "stop": _("Stop reading"),
        "print": _("Print"),
        "copy": _("Copy the link"),
        "copied": _("The link is copied"),
        "qr": _("QR code"),
        "scan": _("Point the camera of a phone at the code to open the text there."),
        "close": _("Close"),
        "language": found_language,
        "address": origin + shared_address(resource, links),
        "qr_src": links.qr(resource.name),
    }
