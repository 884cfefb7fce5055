"""The library as open data: what programs of others are given, as documents whose form is promised.

These models are a contract, kept apart from the models of `content/`: a file format may change, a field that somebody
reads may not. A field is never taken away or given another meaning within a version; new ones may come.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from ..catalog import Catalog, Selection
from ..i18n import DEFAULT_LANGUAGE, interface_languages
from ..model.age import BANDS, AgeRange
from ..model.helpline import Helpline, Weekday
from ..model.reference import GlossaryTerm, Source, SourceKind
from ..model.resource import Resource
from ..model.text import Band, Moment, Text
from ..model.vocabulary import FACET_ATTRIBUTES, Vocabulary
from ..presentation import markup
from ..presentation.links import Links, MakeLinks, api
from ..presentation.presenter import call_order

LICENSE_NAME, LICENSE_ID = "Creative Commons Attribution 4.0 International", "CC-BY-4.0"
LICENSE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of everything in `content/`."""

TranslationStatus = Literal["source", "machine", "reviewed"]
Direction = Literal["ltr", "rtl"]
Labels = dict[str, str]


class Document(BaseModel):
    """Base of all: frozen, and no fields that are not promised."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def json_bytes(self) -> bytes:
        """UTF-8, every field present, `null` where nothing is known."""
        return self.model_dump_json(by_alias=True).encode()


# -- parts -------------------------------------------------------------------------------------------------------------


class Ages(Document):
    """Ages of the child concerned, both ends inclusive."""

    start: int = Field(alias="from", description="Youngest age", examples=[8])
    end: int = Field(alias="to", description="Oldest age", examples=[12])
    unit: Literal["years", "months"]
    notation: str = Field(description="As the parameter `age` takes it", examples=["8-12"])


class Review(Document):
    """Whether somebody with clinical authority has checked the text. Shown to readers, and to be shown by you."""

    status: Literal["unreviewed", "reviewed"]
    by: str | None = Field(description="A role, never a name")
    on: date | None
    next: date = Field(description="When it is to be looked at again")


class LanguageVersion(Document):
    """A language that a text exists in."""

    language: str = Field(examples=["nb"])
    direction: Direction
    translation: TranslationStatus = Field(description="`source` is written in this language, `machine` read by nobody")
    url: str | None = Field(description="The page to read; null where the site is not in this language")


class SectionDocument(Document):
    """A part of a text. The id is the same in every language."""

    id: str
    heading: str
    text: str = Field(description="Markdown; `ressurs:<id>` in a link names another text")
    html: str = Field(description="The same as HTML: p, ul, ol, li, strong, em, br and a, and absolute addresses only")
    sources: list[str] = Field(description="Ids of sources that this part rests on")


class SentenceDocument(Document):
    """Words of a conversation guide to use as they are."""

    moment: Moment = Field(description="Step of the talk")
    ages: Band = Field(description="Age band of the children it is for")
    ask: str | None = Field(description="What the child says, where the words answer it")
    words: str


class TextDocument(LanguageVersion):
    """The words of a resource in one language."""

    title: str
    summary: str
    main_message: str
    sections: list[SectionDocument]
    actions: list[str] = Field(description="What the reader can do")
    say: list[str] = Field(description="Sentences that can be used as they are")
    sentences: list[SentenceDocument] = Field(description="Of a conversation guide: what to say at each step, by age")
    minutes: int = Field(description="Minutes it takes to read")
    outdated_parts: list[str] = Field(description="Parts whose bokmål wording has changed since they were translated")


class OpenHours(Document):
    """Days with the same hours, Norwegian time."""

    days: list[Weekday]
    opens: str = Field(alias="from", examples=["09:00"])
    closes: str = Field(alias="to", examples=["15:00"])


class HelplineWords(Document):
    name: str
    description: str
    hours_note: str | None


class HelplineDocument(Document):
    """Somebody to turn to. Look at `checked` before you print a number."""

    id: str
    urgency: Literal["emergency", "crisis", "support"]
    phone: str | None = Field(examples=["116 111"])
    tel: str | None = Field(description="The number as a `tel:` link has it", examples=["116111"])
    chat: str | None
    url: str | None
    hours: Literal["always"] | list[OpenHours] | None = Field(description="null where not known")
    audiences: list[str] = Field(description="For whom; empty = anyone")
    ages: Ages | None
    situations: list[str] = Field(description="For what; empty = anything")
    free: bool | None
    anonymous: bool | None
    languages: list[str] = Field(description="Languages that are answered")
    checked: date = Field(description="When somebody last compared this with what the service says")
    source: str
    texts: dict[str, HelplineWords] = Field(description="Language -> words; `nb` is always there")


class SourceDocument(Document):
    """What a text rests on."""

    id: str
    title: str
    publisher: str
    year: int | None
    url: str
    kind: SourceKind
    language: str
    accessed: date


class GlossaryWords(Document):
    term: str
    definition: str
    also: list[str]


class GlossaryDocument(Document):
    """A word that the text uses, explained."""

    id: str
    texts: dict[str, GlossaryWords]


class Related(Document):
    """Another text to read."""

    id: str
    title: str = Field(description="In bokmål")
    document: str = Field(description="Its address here")


# -- documents ---------------------------------------------------------------------------------------------------------


class Facts(Document):
    """What is the same in every language. Ids are explained by the vocabulary."""

    id: str = Field(description="Stable for ever", examples=["naar-mamma-er-deprimert"])
    code: str | None = Field(description="A name that does not tell what it is about; for child and youth only")
    status: Literal["published", "draft"] = Field(description="`draft` only in the edition for staff")
    document: str = Field(description="Address of the whole text, in every language")
    audiences: list[str]
    ages: Ages
    situations: list[str] = Field(description="`general` = whatever the diagnosis")
    loss_contexts: list[str]
    relations: list[str]
    settings: list[str]
    phases: list[str]
    consents: list[str]
    topics: list[str]
    feelings: list[str]
    format: str
    knowledge: list[str]
    competences: list[str]
    laws: list[str]
    work_areas: list[str]
    target_groups: list[str]
    written: date
    review: Review


class ResourceSummary(Facts):
    """A text in a list, in the language asked for or the nearest there is."""

    language: str = Field(description="Language of title and summary")
    direction: Direction
    is_fallback: bool = Field(description="Whether that is another one than the one asked for")
    title: str
    summary: str
    minutes: int
    languages: list[LanguageVersion] = Field(description="Every language it exists in, bokmål first")


class ResourceDocument(Facts):
    """A whole text, in every language it exists in."""

    help_first: bool = Field(description="Show the helplines before the text: it touches danger")
    texts: dict[str, TextDocument] = Field(description="Language -> words; `nb` is always there")
    helplines: list[HelplineDocument] = Field(description="The most fitting first")
    sources: list[SourceDocument]
    glossary: list[GlossaryDocument]
    related: list[Related]


class ResourceList(Document):
    """A page of a selection."""

    total: int = Field(description="Texts in the whole selection")
    page: int
    per_page: int
    pages: int = Field(description="0 where nothing is found")
    next: str | None = Field(description="Address of the next page")
    previous: str | None
    language: str = Field(description="Language that was ranked and shown first")
    helplines: list[HelplineDocument] = Field(
        description="Show these above the results: words that were searched for point to danger. Mostly empty"
    )
    results: list[ResourceSummary]


class SearchResults(ResourceList):
    """A page of results, with what each further choice would give."""

    q: str = Field(description="The words as they were read")
    facets: dict[str, dict[str, int]] = Field(description="Parameter -> value -> texts that choosing it would give")


class TermDocument(Document):
    id: str = Field(examples=["mental_illness"])
    label: Labels = Field(description="Language -> label")
    plain: Labels = Field(description="How it is said to a child, where that differs")


class FacetDocument(Document):
    """What one can choose by."""

    id: str = Field(description="Name of the parameter", examples=["situation"])
    attribute: str = Field(description="Name of the field in a resource", examples=["situations"])
    label: Labels
    values: list[TermDocument] = Field(description="In the order readers see them")


class LanguageDocument(Document):
    id: str = Field(examples=["nb"])
    name: str = Field(description="In its own language and script")
    names: Labels
    script: str = Field(description="ISO 15924", examples=["Latn"])
    direction: Direction
    fallback: list[str] = Field(description="Where to look where a text is missing, in order")
    has_interface: bool = Field(description="Whether the site itself is in this language")
    texts: int


class VocabularyDocument(Document):
    """Every id that a resource can bear, and what readers call it."""

    facets: list[FacetDocument]
    ages: list[Ages] = Field(description="The bands shown to readers; any other range can be asked for too")
    languages: list[LanguageDocument]


class HelplineList(Document):
    """Everybody to turn to, the most urgent first."""

    total: int
    results: list[HelplineDocument]


class ProblemCounts(Document):
    errors: int
    warnings: int


class StatusDocument(Document):
    """What this server serves now. Never to be kept."""

    revision: str = Field(description="The same wherever the same content is served", examples=["6eed9e5dd1fa16ee"])
    edition: Literal["published", "preview"]
    texts: int
    texts_by_language: dict[str, int]
    helplines: int
    sources: int
    glossary: int
    problems: ProblemCounts = Field(description="In the content as it stands on disk; what is broken is not served")
    version: str
    streamlit: str


class ParameterFault(Document):
    """A parameter that cannot be understood."""

    parameter: str = Field(examples=["situation"])
    value: str | None = Field(description="As it was given, cut short; null where it is missing")
    message: str
    known: list[str] = Field(description="What could stand there instead, where that can be listed")


class Problem(Document):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int = Field(examples=[404])
    detail: str


class ParameterProblem(Problem):
    """The same, with every parameter that is at fault."""

    errors: list[ParameterFault]


DOCUMENTS: tuple[type[Document], ...] = (
    ResourceList, ResourceDocument, SearchResults, VocabularyDocument, HelplineList, StatusDocument, Problem,
    ParameterProblem,
)  # fmt: skip
"""What an answer can hold; everything else is part of one of these."""


def schemas(reference: str = "#/components/schemas/{model}") -> dict[str, Any]:
    """Name -> JSON Schema (draft 2020-12) of every document and its parts, as they are written."""
    _, definitions = models_json_schema([(model, "serialization") for model in DOCUMENTS], ref_template=reference)
    found: dict[str, Any] = definitions["$defs"]
    return found


# -- how they are made -------------------------------------------------------------------------------------------------


class OpenData:
    """Makes documents of a catalog. `origin`: scheme and host of every address in them."""

    def __init__(self, catalog: Catalog, origin: str, make_links: MakeLinks = Links) -> None:
        self._catalog = catalog
        self._library = catalog.library
        self._vocabulary: Vocabulary = catalog.vocabulary
        self._origin = origin
        self._make_links = make_links
        self._links = make_links(DEFAULT_LANGUAGE)  # these addresses are below no language

    def resource(self, resource: Resource) -> ResourceDocument:
        library = self._library
        return ResourceDocument(
            **self._facts(resource),
            help_first=resource.help_first,
            texts={language: self._text(resource, resource.texts[language]) for language in resource.languages},
            helplines=self._helplines(resource.helplines),
            sources=[_source(library.sources[i]) for i in resource.sources if i in library.sources],
            glossary=[_term(library.glossary[i]) for i in resource.glossary if i in library.glossary],
            related=[
                Related(id=other.id, title=other.texts["nb"].title, document=self._address(other))
                for other in map(self._catalog.get, resource.related)
                if other is not None and other.id != resource.id
            ],
        )

    def summary(self, resource: Resource, language: str) -> ResourceSummary:
        found = resource.text_for(self._vocabulary.chain(language))
        return ResourceSummary(
            **self._facts(resource),
            language=found.language,
            direction=self._direction(found.language),
            is_fallback=found.is_fallback,
            title=found.text.title,
            summary=found.text.summary,
            minutes=found.text.minutes,
            languages=[
                LanguageVersion(**self._version(resource, resource.texts[known])) for known in resource.languages
            ],
        )

    def page(
        self, selection: Selection, language: str, params: Mapping[str, Sequence[str]], page: int, per_page: int
    ) -> ResourceList:
        """A page of a selection, counted from 1. `params` as they were asked for: neighbours' addresses bear them."""
        return ResourceList(**self._page("resources", selection, language, params, page, per_page))

    def search(
        self, selection: Selection, language: str, params: Mapping[str, Sequence[str]], page: int, per_page: int
    ) -> SearchResults:
        return SearchResults(
            **self._page("search", selection, language, params, page, per_page),
            q=selection.query.text,
            facets=selection.facets,
        )

    def vocabulary(self) -> VocabularyDocument:
        vocabulary = self._vocabulary
        return VocabularyDocument(
            facets=[
                FacetDocument(
                    id=name,
                    attribute=FACET_ATTRIBUTES[name],
                    label=facet.label,
                    values=[TermDocument(id=term.id, label=term.label, plain=term.plain) for term in facet.values],
                )
                for name, facet in ((name, vocabulary.facets[name]) for name in FACET_ATTRIBUTES
                                    if name in vocabulary.facets)
            ],
            ages=[_ages(band) for band in BANDS],
            languages=[
                LanguageDocument(
                    id=language.id,
                    name=language.name,
                    names=language.names,
                    script=language.script,
                    direction=language.direction,
                    fallback=list(language.fallback),
                    has_interface=language.id in interface_languages(),
                    texts=self._texts_in(language.id),
                )
                for language in vocabulary.languages.values()
            ],
        )  # fmt: skip

    def helplines(self) -> HelplineList:
        lines = self._library.helplines
        ordered = sorted(lines, key=lambda i: call_order(lines[i]))
        return HelplineList(total=len(ordered), results=self._helplines(ordered))

    def status(self, version: str, streamlit: str) -> StatusDocument:
        library = self._library
        severities = [problem.severity for problem in library.problems]
        counts = {language: self._texts_in(language) for language in self._vocabulary.languages}
        return StatusDocument(
            revision=self._catalog.revision,
            edition=self._catalog.edition.value,
            texts=len(self._catalog.resources),
            texts_by_language={language: count for language, count in counts.items() if count},
            helplines=len(library.helplines),
            sources=len(library.sources),
            glossary=len(library.glossary),
            problems=ProblemCounts(errors=severities.count("error"), warnings=severities.count("warning")),
            version=version,
            streamlit=streamlit,
        )

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _page(
        self,
        path: str,
        selection: Selection,
        language: str,
        params: Mapping[str, Sequence[str]],
        page: int,
        per_page: int,
    ) -> dict[str, Any]:
        pages = -(-selection.total // per_page)
        first = (page - 1) * per_page

        def neighbour(number: int) -> str | None:
            if not 1 <= number <= pages:
                return None
            return self._origin + api(path, {**params, "page": [str(number)]})

        return {
            "total": selection.total,
            "page": page,
            "per_page": per_page,
            "pages": pages,
            "next": neighbour(page + 1),
            "previous": neighbour(min(page - 1, pages)),  # from beyond the end back to the last
            "language": language,
            "helplines": self._helplines(selection.helplines),
            "results": [self.summary(found, language) for found in selection.resources[first : first + per_page]],
        }

    def _facts(self, resource: Resource) -> dict[str, Any]:
        facets = {attribute: getattr(resource, attribute) for attribute in FACET_ATTRIBUTES.values()}
        review = resource.review
        return {
            **{name: value if isinstance(value, str) else list(value) for name, value in facets.items()},
            "id": resource.id,
            "code": resource.code,
            "status": resource.status,
            "document": self._address(resource),
            "ages": _ages(resource.ages),
            "written": resource.written,
            "review": Review(status=review.status, by=review.by, on=review.on, next=review.next),
        }

    def _version(self, resource: Resource, text: Text) -> dict[str, Any]:
        language = text.language
        return {
            "language": language,
            "direction": self._direction(language),
            "translation": text.translation.status if text.translation else "source",
            "url": self._reading(language, resource.id) if language in interface_languages() else None,
        }

    def _text(self, resource: Resource, text: Text) -> TextDocument:
        site = text.language if text.language in interface_languages() else "nb"

        def linked(slug: str) -> str:
            other = self._catalog.get(slug)
            return self._reading(site, other.id if other else "")

        return TextDocument(
            **self._version(resource, text),
            title=text.title,
            summary=text.summary,
            main_message=text.main_message,
            sections=[
                SectionDocument(
                    id=section.id,
                    heading=section.heading,
                    text=section.text,
                    html=markup.html(section.text, linked),
                    sources=list(section.sources),
                )
                for section in text.sections
            ],
            actions=list(text.actions),
            say=list(text.say),
            sentences=[
                SentenceDocument(moment=said.moment, ages=said.ages, ask=said.ask, words=said.words)
                for said in text.sentences
            ],
            minutes=text.minutes,
            outdated_parts=list(resource.outdated_parts(text.language)),
        )

    def _helplines(self, ids: Sequence[str]) -> list[HelplineDocument]:
        known = self._library.helplines
        return [_helpline(known[i]) for i in ids if i in known]

    def _reading(self, language: str, slug: str) -> str:
        return self._origin + self._make_links(language).reading(slug)

    def _address(self, resource: Resource) -> str:
        return self._origin + self._links.data(f"resources/{resource.id}")

    def _direction(self, language: str) -> Direction:
        return "rtl" if self._vocabulary.direction(language) == "rtl" else "ltr"

    def _texts_in(self, language: str) -> int:
        return sum(language in resource.texts for resource in self._catalog.resources)


def _ages(ages: AgeRange) -> Ages:
    return Ages(start=ages.start, end=ages.end, unit=ages.unit, notation=ages.notation)


def _helpline(line: Helpline) -> HelplineDocument:
    hours = line.hours
    return HelplineDocument(
        id=line.id,
        urgency=line.urgency,
        phone=line.phone,
        tel=line.tel,
        chat=line.chat,
        url=line.url,
        hours=[OpenHours(days=list(part.days), opens=part.opens, closes=part.closes) for part in hours]
        if isinstance(hours, tuple)
        else hours,
        audiences=list(line.audiences),
        ages=_ages(line.ages) if line.ages else None,
        situations=list(line.situations),
        free=line.free,
        anonymous=line.anonymous,
        languages=list(line.languages),
        checked=line.checked,
        source=line.source,
        texts={
            language: HelplineWords(name=words.name, description=words.description, hours_note=words.hours_note)
            for language, words in line.texts.items()
        },
    )


def _source(source: Source) -> SourceDocument:
    return SourceDocument(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        url=source.url,
        kind=source.kind,
        language=source.language,
        accessed=source.accessed,
    )


def _term(term: GlossaryTerm) -> GlossaryDocument:
    return GlossaryDocument(
        id=term.id,
        texts={
            language: GlossaryWords(term=words.term, definition=words.definition, also=list(words.also))
            for language, words in term.texts.items()
        },
    )
