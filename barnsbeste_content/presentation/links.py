"""Every address in the project. The words in them are the same in every language."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

PAGES: Mapping[str, str] = {
    "home": "",
    "children": "barn",
    "youth": "ungdom",
    "parents": "foreldre",
    "infants": "de-minste",
    "practitioners": "fagfolk",
    "library": "bibliotek",
    "languages": "sprak",
    "help_now": "hjelp",
    "about": "om",
    "reader": "ressurs",
}
"""Page -> its path below the language."""
READING = "les"
"""Where the pages without JavaScript are, below the language."""
TABLE_PATH = "tabell.csv"
ASSETS = "/assets"

Params = Mapping[str, Sequence[str]]


class Links:
    """Addresses for a reader of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def page(self, page: str, params: Params | None = None) -> str:
        """Address of a page; `params` as a query has them. Raises KeyError for a page there is not."""
        return f"/{self.language}/{PAGES[page]}" + _query(params)

    def resource(self, name: str) -> str:
        """Address of a text by its neutral code or slug."""
        return self.page("reader", {"id": [name]})

    def reading(self, slug: str = "") -> str:
        """Address of a text as a page that needs no JavaScript; without a slug that of the list of them all."""
        return f"/{self.language}/{READING}" + (f"/{slug}" if slug else "")

    def table(self, params: Params) -> str:
        """Address of a selection as a CSV file."""
        return f"/{self.language}/{TABLE_PATH}" + _query(params)

    def in_language(self, language: str, path: str, params: Params | None = None) -> str:
        """The same page in another language. `path` is the one below the language."""
        return f"/{language}/{path}" + _query(params)


def asset(path: str) -> str:
    """Address of a file that we serve ourselves: style, script, drawing."""
    return f"{ASSETS}/{path}"


def _query(params: Params | None) -> str:
    return "?" + urlencode({name: list(values) for name, values in params.items()}, doseq=True) if params else ""
