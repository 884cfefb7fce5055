"""What the parts of a page say: texts, cards, helplines and notices as HTML in the reader's language.

Every string of a template is escaped unless it comes out of `markup.html` or of another template.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..catalog import Catalog, Edition, Query, Relaxation, Sort
from ..i18n import Locale, direction, interface_languages, locale_of, unbroken
from ..model.base import SOURCE_LANGUAGE
from ..model.helpline import NORWAY, WEEKDAYS, Helpline
from ..model.resource import CODED_AUDIENCES, FoundText, Resource
from ..model.text import Moment, Text
from . import markup
from .conversation import moment_names, step_names, talks
from .links import Links, MakeLinks
from .marking import Marks
from .onward import next_of, read_on
from .terms import Terms
from .tools import shared_address, tools_settings
from .wording import Choice, choices, for_whom, ignored, parameter_name, reasons

EMERGENCY = "nodnummer-113"
"""The helpline that stands wherever help stands first."""
PER_PAGE = 12
"""Cards of a list shown at a time."""
MAX_PACK = 20
"""Texts in one document to print."""
MAX_LIST = 100
"""Texts that somebody can put aside: an address that names them all is still one that is answered."""
TIME, WHEN = "time", "reviewed"
"""Columns of a table that are no facets: reading time, and when a text was written or last looked at."""
USUAL_COLUMNS = ("format", TIME, WHEN)
_URGENCIES = ("emergency", "crisis", "support")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = unbroken
    return environment


There = Callable[[Links], str]
"""Where a page is among the links of a language."""


@dataclass(frozen=True)
class Tongue:
    """A page in one of the languages of the interface."""

    language: str
    name: str
    """In its own script."""
    direction: str
    href: str


@dataclass(frozen=True)
class Card:
    """A text in a list."""

    resource: Resource
    href: str
    for_whom: str
    found: FoundText
    direction: str
    reasons: list[str]
    minutes: str
    languages: str
    is_draft: bool
    title: str
    """With the words marked that were searched for."""
    words: str
    """The summary, or where words were searched for the sentence that has most of them, marked."""


class Head(NamedTuple):
    """The heading of a column."""

    column: str
    words: str
    href: str = ""
    """To the list in the order of this column; empty where it is in none."""
    direction: str = ""
    """For `aria-sort`: `ascending`, `descending` or `none`; empty where nobody can sort by it."""


class Way(NamedTuple):
    """A link in the words of its own language."""

    href: str
    title: str
    language: str
    direction: str


@dataclass(frozen=True)
class Column:
    """A text in one language, beside the same in another or alone."""

    found: FoundText
    direction: str
    locale: Locale
    """Of its headings: its own language, where there are words for them, else the reader's."""
    sections: Mapping[str, tuple[str, Markup]]
    """Id -> heading and text."""
    headings: Mapping[str, str]
    """Of the parts that have no heading of their own: `actions`, `say`, `calls`."""
    outdated: tuple[str, ...]
    calls: str
    """Who can help, as HTML; empty where nobody is named."""
    moments: Mapping[Moment, str]
    """Step of a talk -> what it is called."""
    steps: Mapping[str, str]
    """Step of a conversation guide -> its heading."""

    @property
    def text(self) -> Text:
        return self.found.text


@dataclass(frozen=True)
class Call:
    """Somebody to turn to."""

    line: Helpline
    name: str
    description: str
    hours: str
    is_open: bool | None
    language: str
    direction: str
    is_norwegian_name: bool
    """The names of services stay Norwegian; a screen reader must know."""
    answers_in: str
    """Languages that are answered, where the reader's is not among them."""


class Presenter:
    """Makes HTML of a catalog for a reader of one language."""

    most_in_list = MAX_LIST

    def __init__(
        self, catalog: Catalog, locale: Locale, *, reading: bool = False, make_links: MakeLinks = Links
    ) -> None:
        """`reading`: links to texts lead to the pages without JavaScript, by their telling names.

        `make_links`: where everything is; `StaticLinks` for a tree of files.
        """
        self.catalog = catalog
        self.vocabulary = catalog.vocabulary
        self.locale = locale
        self.language = locale.language
        self.make_links = make_links
        self.links = make_links(locale.language)
        self.chain = catalog.vocabulary.chain(locale.language)
        self.interface = interface_languages()
        self.reading = reading
        self._marks: dict[tuple[str, str], Marks] = {}

    @property
    def interface_status(self) -> str:
        """How the words around the texts were made: `source`, `machine` or `reviewed`."""
        known = self.vocabulary.languages.get(self.language)
        return known.interface if known else "source"

    @property
    def is_preview(self) -> bool:
        """Whether this is for staff, who see drafts and pages of their own."""
        return self.catalog.edition is Edition.PREVIEW

    def render(self, template: str, **values: Any) -> str:
        """A template as HTML, with the words and links of the reader's language at hand."""
        return (
            _environment()
            .get_template(template)
            .render(
                _=self.locale.gettext,
                ngettext=self.locale.ngettext,
                pgettext=self.locale.pgettext,
                locale=self.locale,
                links=self.links,
                asset=self.links.asset,
                presenter=self,
                **values,
            )
        )

    # -- lists ---------------------------------------------------------------------------------------------------

    def card(self, resource: Resource, query: Query) -> Card:
        return self.card_because(resource, reasons(resource, query, self.vocabulary, self.locale), query.text)

    def card_because(self, resource: Resource, why: list[str], searched: str = "") -> Card:
        """A card that says why the text is shown. `searched`: words to mark in it."""
        found = resource.text_for(self.chain)
        marks = self.marks(searched, found.language)
        return Card(
            resource=resource,
            href=self.href(resource),
            for_whom=for_whom(resource, self.locale),
            found=found,
            direction=self.vocabulary.direction(found.language),
            reasons=why,
            minutes=self.locale.minutes(found.text.minutes),
            languages=self.language_names(resource.languages),
            is_draft=resource.status == "draft",
            title=marks.marked(found.text.title) if marks else found.text.title,
            words=marks.excerpt(found.text) if marks else unbroken(found.text.summary),
        )

    def marks(self, text: str, language: str) -> Marks | None:
        """What marks the words of a search in texts of a language; None where none were searched for."""
        if not text:
            return None
        if (text, language) not in self._marks:
            self._marks[text, language] = Marks(self.catalog.words.wanted(text, language))
        return self._marks[text, language]

    def cards(self, resources: Sequence[Resource], query: Query, heading: str = "") -> str:
        """A list of texts as cards: those in the reader's language, then the others. A search keeps its own order,
        as does a list that is sorted."""
        cards = [self.card(resource, query) for resource in resources]
        in_others = (
            [] if query.text or query.sort is not Sort.FIT else [card for card in cards if card.found.is_fallback]
        )
        own = [card for card in cards if card not in in_others]
        return self.render("cards.html.j2", cards=own, in_others=in_others, heading=heading)

    def table(self, resources: Sequence[Resource], query: Query, heads: Sequence[Head] = (), caption: str = "") -> str:
        """A list of texts as a table, for readers who compare. `heads`: of the title and of the other columns."""
        _ = self.locale.gettext
        usual = (
            Head("title", _("Text")),
            Head("format", self.vocabulary.facet_label("format", self.language)),
            Head(TIME, _("Reading time")),
            Head(WHEN, _("Written or last looked at")),
        )
        cards = [self.card(resource, query) for resource in resources]
        return self.render("table.html.j2", cards=cards, heads=heads or usual, caption=caption)

    def cell(self, card: Card, column: str) -> str:
        """What stands in a column of the table for a text."""
        match column:
            case "time":
                return card.minutes
            case "reviewed":
                return self.locale.month(card.resource.changed)
            case "language":
                return card.languages
            case "age":
                return self.locale.ages(card.resource.ages)
        values = card.resource.values(column)
        return self.locale.all_of([self.vocabulary.label(column, value, self.language) for value in values])

    def language_names(self, languages: Sequence[str], most: int = 3) -> str:
        """`bokmål, engelsk`; from the fourth on `5 språk`."""
        if len(languages) > most:
            return self.locale.ngettext("{count} language", "{count} languages", len(languages)).format(
                count=self.locale.number(len(languages))
            )
        return self.locale.all_of([self.vocabulary.language_name(language, self.language) for language in languages])

    def count_of(self, total: int) -> str:
        """`3 tekster`"""
        return self.locale.ngettext("{count} text", "{count} texts", total).format(count=self.locale.number(total))

    def count_for_you(self, total: int) -> str:
        """`3 tekster til deg`"""
        return self.locale.ngettext("{count} text for you", "{count} texts for you", total).format(
            count=self.locale.number(total)
        )

    def summary(
        self,
        query: Query,
        found: Sequence[Resource],
        page: str,
        fixed: Sequence[str] = (),
        kept: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> str:
        """Says in words what is selected; each part can be removed. `kept`: parameters of its addresses besides."""
        parts = choices(query, self.vocabulary, self.locale, fixed=fixed)
        can_print = bool(query.active) and bool(found) and not self.links.is_static
        return self.render(
            "summary.html.j2",
            count=self.count_of(len(found)),
            parts=[(part.words, self._address(page, part, fixed, kept)) for part in parts],
            reset=self.links.page(page, kept),
            table=self.links.table(query.to_params()),
            pack=self.links.pack([resource.name for resource in found[:MAX_PACK]]) if can_print else "",
            most=self.locale.number(MAX_PACK) if len(found) > MAX_PACK else "",
        )

    def _address(self, page: str, part: Choice, fixed: Sequence[str], kept: Mapping[str, Sequence[str]]) -> str:
        params = {name: values for name, values in part.without.to_params().items() if name not in fixed}
        return self.links.page(page, {**params, **kept})

    def empty(self, query: Query, relaxations: Sequence[Relaxation]) -> str:
        """Says which choices leave nothing, and shows the nearest that there is."""
        offers = []
        for relaxation in relaxations[:2]:
            names = [parameter_name(name, self.vocabulary, self.locale) for name in relaxation.parameters]
            shown = [self.card(r, query) for r in relaxation.resources[:3]]
            offers.append((self.locale.all_of(names), self.count_of(len(relaxation.resources)), shown))
        return self.render("empty.html.j2", offers=offers)

    def ignored(self, selection_dropped: Sequence[Any]) -> str:
        """A notice on parts of the address that said nothing; empty where there is none."""
        words = ignored(selection_dropped, self.vocabulary, self.locale)
        return self.render("notice.html.j2", words=words) if words else ""

    # -- a text --------------------------------------------------------------------------------------------------

    def text(
        self, resource: Resource, *, beside: str = "", origin: str = "", within: bool = False, version: str = ""
    ) -> str:
        """A whole text: find, understand, apply, appraise, and who can help.

        `beside`: a language to show it in as well, part by part. `origin`: scheme and host, for addresses on paper.
        `within`: as one of several in a document, which has its own tools and ways on.
        `version`: of two versions of a text in a document, what this one is called in ids; it is no heading then.
        """
        found = resource.text_for(self.chain)
        library = self.catalog.library
        name = f"{resource.name}-{version}" if version else resource.name
        columns = self.columns(resource, beside, prefix=f"{name}-" if within else "")
        others = languages_beside(resource, found.language, self.links)
        onward = None if within else next_of(self, resource)
        return self.render(
            "text.html.j2",
            resource=resource,
            found=found,
            text=found.text,
            columns=columns,
            section_ids=list(dict.fromkeys(id for column in columns for id in column.sections)),
            talks=talks([(column.text, column.locale) for column in columns]) if resource.guide else [],
            talk_after=resource.guide.during[-1] if resource.guide else "",
            sheets=self.sheets(about=resource.id),
            missing_beside=self.vocabulary.language_name(beside, self.language)
            if beside in self.vocabulary.languages and beside not in resource.texts
            else "",
            for_whom=for_whom(resource, self.locale),
            urgent=self._urgent(resource.helplines),
            sources=[library.sources[i] for i in resource.sources if i in library.sources],
            knowledge=[self.vocabulary.label("knowledge", value, self.language) for value in resource.knowledge],
            terms=self._terms(resource),
            related=read_on(self, resource, onward.href) if onward else [],
            onward=onward,
            other_languages=others,
            page_languages=[
                language for language in resource.languages if language != found.language and language in self.interface
            ],
            tools=json.dumps(tools_settings(resource, found.language, self.locale, self.links, origin)),
            shared=origin + shared_address(resource, self.links),
            within=within,
            name=name,
            is_heading=not version,
        )

    def guide(self, resource: Resource, bands: Sequence[str], *, beside: str = "", fits: bool = True) -> str:
        """A conversation guide, step by step, with the words for children of these age bands.

        `fits`: whether it is for all that was asked. Raises ValueError for a text without steps.
        """
        if resource.guide is None:
            raise ValueError(f"{resource.id} has no guide:")
        columns = self.columns(resource, beside)
        return self.render(
            "guide.html.j2",
            resource=resource,
            for_whom=for_whom(resource, self.locale),
            columns=columns,
            steps=[(step, getattr(resource.guide, step)) for step in step_names(self.locale)],
            talks=talks([(column.text, column.locale) for column in columns], bands),
            urgent=self._urgent(resource.helplines),
            fits=fits,
        )

    def ways_to(self, resources: Iterable[Resource]) -> list[Way]:
        """Links to texts, in the reader's language or the nearest."""
        found = []
        for resource in resources:
            text = resource.text_for(self.chain)
            direction = self.vocabulary.direction(text.language)
            found.append(Way(self.href(resource), text.text.title, text.language, direction))
        return found

    def sheets(self, *, about: str = "", audience: str = "") -> list[Way]:
        """Links to the sheets that the text `about` tells how to use, or those that `audience` fills in."""
        found = []
        for sheet in self.catalog.library.sheets.values():
            if sheet.text == about or audience in sheet.audiences:
                text, language = sheet.text_for(self.chain)
                direction = self.vocabulary.direction(language)
                found.append(Way(self.links.sheet(sheet.id), text.title, language, direction))
        return found

    def columns(self, resource: Resource, beside: str = "", prefix: str = "") -> list[Column]:
        """A text in the reader's language, and in the one to show beside it where it exists in that.

        `prefix`: before ids, where several texts stand in one document.
        """
        found = resource.text_for(self.chain)
        columns = [self._column(resource, found, prefix)]
        if beside in resource.texts and beside != found.language:
            other = FoundText(resource.texts[beside], is_fallback=False)
            columns.append(self._column(resource, other, prefix))
        return columns

    def _column(self, resource: Resource, found: FoundText, prefix: str) -> Column:
        spoken = found.language in self.interface and found.language != self.language
        reader = self.in_language(found.language) if spoken else self
        calls = reader.calls(resource.helplines)
        _ = reader.locale.gettext
        terms = reader._explained(resource, found, prefix)
        return Column(
            found=found,
            direction=self.vocabulary.direction(found.language),
            locale=reader.locale,
            sections={part.id: (part.heading, reader.markup(part.text, terms)) for part in found.text.sections},
            headings={
                "actions": _("What you can do"),
                "say": _("Say it like this"),
                "calls": _("Who can help you?"),
            },
            outdated=resource.outdated_parts(found.language),
            calls=reader.render("calls_list.html.j2", calls=calls)
            if (calls := reader.calls(resource.helplines))
            else "",
            moments=moment_names(reader.locale),
            steps=step_names(reader.locale),
        )

    def _explained(self, resource: Resource, found: FoundText, prefix: str) -> Terms:
        """The hard words of a text, in the language it is in: in another one they do not stand there.

        Their ids have two hyphens, as no id of a section has.
        """
        known = self.catalog.library.glossary
        language = found.language
        words = {id: known[id].texts[language] for id in resource.glossary if language in known[id].texts}
        direction = self.vocabulary.direction(language)
        return Terms(
            {id: (each, language, direction) for id, each in words.items()}, f"{prefix}{language}--"
        )  # no slug has two hyphens

    def in_language(self, language: str) -> "Presenter":
        """The same for readers of another language."""
        return Presenter(self.catalog, locale_of(language), reading=self.reading, make_links=self.make_links)

    def markup(self, markdown: str, terms: Terms | None = None) -> Markup:
        """The Markdown of a text as HTML that is safe to show, with its hard words explained where they stand."""
        return Markup(markup.html(markdown, self.address, terms))

    def address(self, slug: str) -> str:
        """Address of a text by its neutral name; a text that is not there leads to the library."""
        resource = self.catalog.get(slug)
        return self.href(resource) if resource else self.links.page("library")

    def href(self, resource: Resource) -> str:
        """Address of a text: by its neutral name in the dashboard, by its telling one on reading pages."""
        return self.links.reading(resource.id) if self.reading else self.links.resource(resource.name)

    def pack(self, contents: Sequence[tuple[Resource, FoundText]], beside: str) -> str:
        """Address of these texts as one document, in two languages or in one."""
        return self.links.pack([resource.name for resource, _ in contents], beside=beside)

    def href_beside(self, resource: Resource, language: str) -> str:
        """The same with another language beside it."""
        if self.reading:
            return self.links.reading(resource.id, beside=language)
        return self.links.resource(resource.name, beside=language)

    def href_in(self, language: str, resource: Resource) -> str:
        """The same in another language."""
        other = self.make_links(language)
        return other.reading(resource.id) if self.reading else other.resource(resource.name)

    def shows_plain_page(self, resource: Resource) -> bool:
        """Whether the dashboard leads on to the reading page: never where its name tells what a child reads."""
        return not self.reading and not set(resource.audiences) & set(CODED_AUDIENCES)

    def title_of(self, resource: Resource) -> str:
        """Title of the window: for children and youth one that does not tell what they read."""
        if set(resource.audiences) & set(CODED_AUDIENCES):
            return self.locale.gettext("Text")
        return resource.text_for(self.chain).text.title

    def _terms(self, resource: Resource) -> list[tuple[Any, str]]:
        known = self.catalog.library.glossary
        return [known[i].text_for(self.chain) for i in resource.glossary if i in known]

    # -- who can help --------------------------------------------------------------------------------------------

    def calls(self, ids: Iterable[str], moment: datetime | None = None) -> list[Call]:
        """Helplines in the order given, those that there are."""
        known = self.catalog.library.helplines
        now = moment or datetime.now(NORWAY)
        return [self._call(known[i], now) for i in ids if i in known]

    def _urgent(self, ids: Sequence[str]) -> list[Call]:
        """Those that can be phoned, the most urgent first: for texts where help stands before the words."""
        calls = [call for call in self.calls(dict.fromkeys((*ids, EMERGENCY))) if call.line.phone]
        return sorted(calls, key=lambda call: _URGENCIES.index(call.line.urgency))[:4]

    def _call(self, line: Helpline, now: datetime) -> Call:
        words, language = line.text_for(self.chain)
        answers = [self.vocabulary.language_name(known, self.language) for known in line.languages]
        return Call(
            line=line,
            name=words.name,
            description=words.description,
            hours=self.hours(line, words.hours_note),
            is_open=None if self.links.is_static else line.is_open(now),  # a file does not know when it is read
            language=language,
            direction=self.vocabulary.direction(language),
            is_norwegian_name=words.name == line.texts["nb"].name,
            answers_in="" if self.language in line.languages else self.locale.all_of(answers),
        )

    def first_help(self, ids: Sequence[str]) -> str:
        """Numbers to call at once, above everything else."""
        return self.render("first_help.html.j2", urgent=self._urgent(ids))

    def hours(self, line: Helpline, note: str | None) -> str:
        """`mandag–fredag 09:00–15:00`, in words of the reader's language."""
        _ = self.locale.gettext
        if line.hours == "always":
            return _("Open day and night")
        said = []
        for hours in line.hours or ():
            days = self._days([WEEKDAYS.index(day) for day in hours.days])
            said.append(f"{days} {self.locale.span(hours.opens, hours.closes)}")
        spoken = self.locale.all_of(said)
        return ". ".join(part[:1].upper() + part[1:] for part in (spoken, (note or "").rstrip(".")) if part)

    def _days(self, days: list[int]) -> str:
        if days == list(range(7)):
            return self.locale.gettext("Every day")
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            return self.locale.span(self.locale.weekday(days[0]), self.locale.weekday(days[-1]))
        return self.locale.all_of([self.locale.weekday(day) for day in days])

    def help_now(self) -> str:
        """Everybody who can be called, the most urgent first."""
        lines = self.catalog.library.helplines
        ordered = sorted(lines, key=lambda i: call_order(lines[i]))
        danger = [i for i in ordered if lines[i].urgency == "emergency" or i in _MEDICAL]
        young = [i for i in ordered if i not in danger and _is_for_the_young(lines[i])]
        groups: Mapping[str, list[Call]] = {
            "danger": self.calls(danger),
            "young": self.calls(young),
            "adults": self.calls([i for i in ordered if i not in danger and i not in young]),
        }
        return self.render("help_now.html.j2", groups=groups)

    def help_band(self, audience: str) -> str:
        """One line on every page: who can be called now."""
        ids = (
            ("alarmtelefonen", "kors-pa-halsen")
            if audience in ("child", "youth", "")
            else ("mental-helse", "parorendelinjen")
        )
        return self.render("help_band.html.j2", calls=self.calls(ids), audience=audience)

    # -- languages -----------------------------------------------------------------------------------------------

    def elsewhere(self, there: There) -> list[Tongue]:
        """The same page in every language of the interface; `there` says where it is among the links of each."""
        return [
            Tongue(
                language=language,
                name=self.vocabulary.own_name(language),
                direction=direction(language),
                href=there(self.make_links(language)),
            )
            for language in self._in_order(self.interface)
        ]

    def _in_order(self, languages: Iterable[str]) -> list[str]:
        """In the order of the vocabulary."""
        order = list(self.vocabulary.languages)
        return sorted(languages, key=lambda each: order.index(each) if each in order else len(order))

    def tongues(self) -> list[dict[str, Any]]:
        """Every language there are texts or an interface in, with how many texts."""
        known = self.vocabulary.languages
        rows = []
        for language in known.values():
            count = sum(language.id in resource.texts for resource in self.catalog.resources)
            has_interface = language.id in interface_languages()
            if count or has_interface:
                rows.append(
                    {
                        "language": language,
                        "count": self.count_of(count),
                        "has_interface": has_interface,
                        "texts": count,
                    }
                )
        return rows


_MEDICAL = ("legevakt", "giftinformasjonen")
"""Called about bodies in danger, though not always about life and death."""


def _is_for_the_young(line: Helpline) -> bool:
    return bool({"child", "youth"} & set(line.audiences))


def languages_beside(resource: Resource, language: str, links: Links) -> list[str]:
    """Languages that a text in `language` can stand beside. In a tree of files that is bokmål alone, or all for bokmål:
    every pair would be as many files again as there are languages."""
    others = [other for other in resource.languages if other != language]
    return [other for other in others if SOURCE_LANGUAGE in (other, language)] if links.is_static else others


def call_order(line: Helpline) -> tuple[int, bool, str]:
    """The most urgent first, then those that can be phoned."""
    return _URGENCIES.index(line.urgency), line.phone is None, line.id
