"""Every address in the project. The words in them are the same in every language."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

PAGES: Mapping[str, str] = {
    "home": "",
    "children": "barn",
    "youth": "ungdom",
    "parents": "foreldre",
    "infants": "de-minste",
    "practitioners": "fagfolk",
    "library": "bibliotek",
    "guide": "samtale",
    "questions": "sporsmal",
    "glossary": "ordbok",
    "sources": "kilder",
    "languages": "sprak",
    "help_now": "hjelp",
    "about": "om",
    "reader": "ressurs",
}
"""Page -> its path below the language."""
STAFF_PAGES: Mapping[str, str] = {
    "staff_changes": "stab-endringer",
    "staff_preview": "stab-forhandsvisning",
    "staff_edit": "stab-rediger",
    "staff_new": "stab-ny-tekst",
    "staff_quality": "stab-kvalitet",
    "staff_translations": "stab-oversettelser",
}
"""The same for pages that are there only in the preview."""
READING = "les"
"""Where the pages without JavaScript are, below the language."""
PUBLISHED = "publisert"
"""Where texts are as they were published, below the language; only in the preview."""
PACK = "utskrift"
"""Several texts as one document, below the language."""
BESIDE = "med"
"""Parameter: a language to show beside the reader's."""
LIST = "liste"
"""Texts that somebody has put aside, below the language."""
NAMED = "id"
"""Parameter, as often as there are texts: the neutral code or slug of each."""
RESTING = "text"
"""Parameter of references to sources: those that the text of this name rests on."""
TABLE_PATH = "tabell.csv"
WORKBOOK_PATH = "tabell.xlsx"
TEXT_REFERENCES = "tekster"
"""References to texts as files: this, a dot and the format, below the language."""
SHEETS = "ark"
"""Sheets to fill in, below the language."""
GUIDED = "passer"
"""The guided way, below the language."""
GUIDED_CODE, GUIDED_STEP = "v", "s"
"""Parameters of it: the answers as a neutral code, and which question is asked."""
CITATIONS = "kilder"
"""References as files: this, a dot and the format, below the language."""
FEED = "nytt.atom"
"""Newest texts, below the language."""
SUGGESTIONS = "forslag.json"
"""What to suggest to who searches, below the language."""
API = "/api/v1"
"""Where the open data is; not below a language."""
QR_FILE = "qr.svg"
"""Below the reading page of a text."""
ASSETS = "/assets"

Params = Mapping[str, Sequence[str]]


class Links:
    """Addresses for a reader of one language."""

    is_static = False
    """Whether the addresses are those of files: nobody answers there, so nothing can be searched or chosen."""
    base = ""
    """Path that the whole site lies below: `/familie`, or nothing."""

    def __init__(self, language: str) -> None:
        self.language = language

    def page(self, page: str, params: Params | None = None) -> str:
        """Address of a page; `params` as a query has them. Raises KeyError for a page there is not."""
        return f"/{self.language}/{path_of(page)}" + _query(params)

    def resource(self, name: str, *, beside: str = "") -> str:
        """Address of a text by its neutral code or slug, with another language beside it where one is given."""
        return self.page("reader", {"id": [name]} | _beside(beside))

    def reading(self, slug: str = "", *, beside: str = "") -> str:
        """Address of a text as a page that needs no JavaScript; without a slug that of the list of them all."""
        return f"/{self.language}/{READING}" + (f"/{slug}" if slug else "") + _query(_beside(beside))

    def pack(self, names: Sequence[str], *, beside: str = "") -> str:
        """Address of several texts as one document, to print."""
        return f"/{self.language}/{PACK}" + _query({NAMED: names} | _beside(beside))

    def my_list(self, names: Sequence[str] = ()) -> str:
        """Address of a list of these texts, to hand on; without names that of the reader's own."""
        return f"/{self.language}/{LIST}" + _query({NAMED: names} if names else None)

    def texts(self, params: Params | None = None) -> str:
        """Address of the list of texts that needs no JavaScript, of a selection where `params` are given."""
        return self.reading() + _query(params)

    def qr(self, name: str) -> str:
        """Address of the QR code of a text, by its neutral code or slug."""
        return f"{self.reading(name)}/{QR_FILE}"

    def feed(self) -> str:
        """Address of the feed of the newest texts."""
        return f"/{self.language}/{FEED}"

    def suggestions(self) -> str:
        """Address of what to suggest to who types in a search box; empty where nobody answers a search."""
        return f"/{self.language}/{SUGGESTIONS}"

    def table(self, params: Params) -> str:
        """Address of a selection as a CSV file."""
        return f"/{self.language}/{TABLE_PATH}" + _query(params)

    def workbook(self, params: Params) -> str:
        """The same as a file for Excel."""
        return f"/{self.language}/{WORKBOOK_PATH}" + _query(params)

    def text_references(self, format: str, params: Params) -> str:
        """Address of references to the texts of a selection: `ris` or `bib`."""
        return f"/{self.language}/{TEXT_REFERENCES}.{format}" + _query(params)

    def sheet(self, id: str = "") -> str:
        """Address of a sheet to fill in; without an id that of them all."""
        return f"/{self.language}/{SHEETS}" + (f"/{id}" if id else "")

    def guided(self, code: str = "", step: int = 0) -> str:
        """Address of the guided way with the answers of a code; at a question where a step is given."""
        params = {GUIDED_CODE: [code]} if code else {}
        return f"/{self.language}/{GUIDED}" + _query(params | ({GUIDED_STEP: [str(step)]} if code and step else {}))

    def citations(self, format: str, params: Params) -> str:
        """Address of references to the sources that `params` choose: `ris`, `bib` or `txt`."""
        return f"/{self.language}/{CITATIONS}.{format}" + _query(params)

    def in_language(self, language: str, path: str, params: Params | None = None) -> str:
        """The same page in another language. `path` is the one below the language."""
        return f"/{language}/{path}" + _query(params)

    def asset(self, path: str) -> str:
        """Address of a file that we serve ourselves."""
        return asset(path)

    def data(self, path: str) -> str:
        """Address of a document of the open data, such as `vocabulary`."""
        return api(path)


class PublishedLinks(Links):
    """Addresses among texts as they were published, for staff who compare: each leads to another such text."""

    def reading(self, slug: str = "", *, beside: str = "") -> str:
        return f"/{self.language}/{PUBLISHED}/{slug}" + _query(_beside(beside)) if slug else super().reading()

    def qr(self, name: str) -> str:
        return f"{super().reading(name)}/{QR_FILE}"


class StaticLinks(Links):
    """Addresses in a tree of files below a base path, where a page is a folder that holds an `index.html`.

    Files take no parameters: what they would narrow leads to the whole.
    """

    is_static = True

    def __init__(self, language: str, base: str = "") -> None:
        """`base`: as a URL has it, such as `/familie`; empty where the tree is the whole site."""
        super().__init__(language)
        self.base = base

    def page(self, page: str, _params: Params | None = None) -> str:
        """Address of a page. Raises KeyError for one there is not; that of one text is no page of its own here."""
        if page == "reader":
            raise KeyError(page)
        return self._folder(PAGES[page])

    def resource(self, name: str, *, beside: str = "") -> str:
        """Address of a text by its neutral code or slug. Below a code there is a page that leads to the text."""
        return self.reading(name, beside=beside)

    def reading(self, slug: str = "", *, beside: str = "") -> str:
        return self._folder(READING, slug, f"{BESIDE}-{beside}" if beside else "")

    def pack(self, names: Sequence[str], *, beside: str = "") -> str:
        """Raises NotImplementedError: nobody puts texts together here. Templates ask `is_static` before."""
        raise NotImplementedError("several texts as one document need a server")

    def my_list(self, names: Sequence[str] = ()) -> str:
        """Raises NotImplementedError, as `pack` does and for the same reason."""
        raise NotImplementedError("a list of texts needs a server")

    def texts(self, _params: Params | None = None) -> str:
        return self.reading()

    def qr(self, name: str) -> str:
        return self.reading(name) + QR_FILE

    def feed(self) -> str:
        return self.base + super().feed()

    def suggestions(self) -> str:
        return ""

    def table(self, _params: Params) -> str:
        """Address of every text as a CSV file."""
        return self.base + super().table({})

    def workbook(self, _params: Params) -> str:
        """Raises NotImplementedError: only lists offer it."""
        raise NotImplementedError("a workbook needs a server")

    def text_references(self, format: str, _params: Params) -> str:
        """Raises NotImplementedError: only lists offer them."""
        raise NotImplementedError("references to texts need a server")

    def sheet(self, id: str = "") -> str:
        return self._folder(SHEETS, id)

    def guided(self, code: str = "", _step: int = 0) -> str:
        """Address of the guided way, or of what suits. Only its first question is asked in files."""
        return self._folder(GUIDED, code)

    def citations(self, format: str, _params: Params) -> str:
        """Address of references to every source."""
        return self.base + super().citations(format, {})

    def in_language(self, language: str, path: str, _params: Params | None = None) -> str:
        return StaticLinks(language, self.base)._folder(path)

    def asset(self, path: str) -> str:
        return self.base + super().asset(path)

    def data(self, path: str) -> str:
        return f"{self.base}{api(path)}.json"

    def _folder(self, *names: str) -> str:
        return "/".join((self.base, self.language, *filter(None, names), ""))


MakeLinks = Callable[[str], Links]
"""Language -> addresses for its readers."""


def path_of(page: str) -> str:
    """The path of a page below the language. Raises KeyError for a page there is not."""
    return PAGES[page] if page in PAGES else STAFF_PAGES[page]


def asset(path: str) -> str:
    """Address of a file that we serve ourselves: style, script, drawing."""
    return f"{ASSETS}/{path}"


def api(path: str, params: Params | None = None) -> str:
    """Address of a document of the open data, such as `resources`."""
    return f"{API}/{path}" + _query(params)


def _beside(language: str) -> dict[str, Sequence[str]]:
    return {BESIDE: [language]} if language else {}


def _query(params: Params | None) -> str:
    return "?" + urlencode({name: list(values) for name, values in params.items()}, doseq=True) if params else ""
