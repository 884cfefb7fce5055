"""The list of addresses that people may have kept: none of them goes without a redirect or a word."""

from collections.abc import Iterable

from ..catalog import Catalog
from ..presentation.links import API, PAGES, QR_FILE, READING, SHEETS
from .addresses import address_of
from .routes import TABLE

HEADING = """\
# Every public address, below the language. `barnsbeste addresses` adds to it and never removes: people have kept these.
# A text that goes needs a successor in content/redirects.yaml, or `status: retired`.
"""
_SLUG = "{slug}"


def public_addresses(catalog: Catalog) -> list[str]:
    """Every address there is, sorted, without the language."""
    public = [address.path for address in TABLE if address.is_public]
    found = {path for path in public if "{" not in path and path.strip("/") != PAGES["reader"]}
    slugs = [resource.id for resource in catalog.resources]
    patterns = [path for path in public if _SLUG in path and not path.endswith(QR_FILE)]
    found |= {pattern.replace(_SLUG, slug) for pattern in patterns for slug in slugs}
    found |= {f"/{SHEETS}/{sheet}" for sheet in catalog.library.sheets}
    return sorted(found)


def kept_addresses(text: str) -> list[str]:
    """The addresses in the file."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def lost_addresses(kept: Iterable[str], catalog: Catalog) -> list[str]:
    """Addresses that were public and lead nowhere now."""
    return [path for path in kept if not _leads_somewhere(path, catalog)]


def _leads_somewhere(path: str, catalog: Catalog) -> bool:
    if path.strip("/") in PAGES.values():
        return True
    for prefix in (f"/{READING}/", f"{API}/resources/"):
        if path.startswith(prefix):
            slug = path.removeprefix(prefix)
            return catalog.get(slug) is not None or slug in catalog.library.resources
    if path.startswith(f"/{SHEETS}/"):
        return path.removeprefix(f"/{SHEETS}/") in catalog.library.sheets
    return address_of(path, TABLE) is not None
