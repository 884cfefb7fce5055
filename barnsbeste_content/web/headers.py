"""Headers of every answer, and what the browser may load."""

from ..i18n import Locale

SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
STRICT_TRANSPORT = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
"""Only where we were asked over TLS (RFC 6797, 7.2)."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src-elem 'self' 'nonce-{nonce}'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
BUILTIN_LABELS = "labels"


def content_security_policy_of_pages(style: str, *, is_preview: bool = False) -> str:
    """For pages without Streamlit: our script, one style known by its hash, our drawings, and nothing else."""
    return f"{content_security_policy_of_files(style)}; {_frame_ancestors(is_preview)}"


def content_security_policy_of_files(style: str) -> str:
    """The same for a `meta` element, which knows no `frame-ancestors` (Content Security Policy Level 3, 3.3)."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' '{style}'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'"
    )


def content_security_policy(nonce: str, *, is_preview: bool = False) -> str:
    """Nothing from another host, no script or style but ours and Streamlit's, which needs style attributes too.

    Only in the preview a page may hold another one of ours in a frame, and be held by one: staff look at pages so.
    """
    frames = "; frame-src 'self'" if is_preview else ""
    return f"{_POLICY.format(nonce=nonce)}{frames}; {_frame_ancestors(is_preview)}"


def _frame_ancestors(is_preview: bool) -> str:
    return "frame-ancestors 'self'" if is_preview else "frame-ancestors 'none'"


def builtin_labels(locale: Locale) -> dict[str, str]:
    """Streamlit's own English labels -> the reader's words. `{}` stands for a number or name."""
    _ = locale.gettext
    return {
        "Previous page": _("Previous page"),
        "Next page": _("Next page"),
        "Pagination": _("Pages of the list"),
        "Page {}": _("Page {}"),
        "Clear entry": _("Clear"),
        "Search": _("Search"),
    }
