"""What each page says before anybody has chosen anything: its heading, its parts, its first texts.

Pages draw the parts with Streamlit. `opening` is the whole of a page as one piece of HTML: what is read until Streamlit
has arrived, and what is read where no JavaScript runs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import Dropped, Query
from ..catalog.bank import KIND, KNOWLEDGE
from ..i18n import Locale
from ..model.base import label_in
from ..model.resource import Resource
from . import faq, workbench
from .glossary import words
from .guides import offered
from .knowledge_bank import bank
from .links import BESIDE, Links, Params
from .presenter import PER_PAGE, Presenter, There, Way, languages_beside
from .questions import AUDIENCES, FACETS, MORE_FACETS, answered, facet, facets_of, has_more_chosen, questions
from .workbench import Workbench

HELP_FOR: Mapping[str, str] = {
    "children": "child",
    "youth": "youth",
    "parents": "parent",
    "infants": "infant_caregiver",
    "practitioners": "practitioner",
    "library": "parent",
}
"""Page -> whose helplines stand at its foot; elsewhere those of the young."""
_NAMES_HELP_ITSELF = ("help_now", "reader")
_FAMILIES = ("children", "youth", "parents", "infants")
_ASKED_BY_ADDRESS: Mapping[str, Callable[[Presenter, Params], str]] = {"questions": faq.asked, "sources": bank}
"""Page that is one piece of HTML, made of its address -> who makes it."""

_KEPT = (faq.AUDIENCE, KIND, KNOWLEDGE)
"""Parameters of these that mean the same in every language."""


@dataclass(frozen=True)
class Heading:
    """The one heading of a page, what the page is for, and the drawing beside it where there is one."""

    title: str
    lead: str
    drawing: str = ""
    tint: str = "sand"


def heading_of(page: str, locale: Locale, *, is_static: bool = False) -> Heading:
    """The heading of a page. Raises KeyError for a page that has none of its own, as a text.

    `is_static`: where nothing can be searched or chosen.
    """
    _ = locale.gettext
    if is_static and page == "children":
        return Heading(_("How are you?"), _("Choose a text that fits you."), "barn", "sun")
    if is_static and page == "library":
        return Heading(_("Library"), _("Here are all the texts."))
    return {
        "home": Heading(
            _("When somebody in the family is ill or dies"),
            _("Guidance that suits you: by age, by what has happened, in your language."),
        ),
        "children": Heading(
            _("How are you?"), _("Choose what fits. You can choose several, and you can skip."), "barn", "sun"
        ),
        "youth": Heading(
            _("When it is hard at home"),
            _("You decide what to read. Nobody sees what you choose here."),
            "ungdom",
            "lilac",
        ),
        "parents": Heading(
            _("For parents"),
            _("Words for what is hard to say to children, and somebody to call."),
            "foreldre",
            "sea",
        ),
        "infants": Heading(
            _("For carers of the smallest"),
            _("Small children notice more than they can say. You do not have to manage it alone."),
            "minste",
            "blush",
        ),
        "practitioners": Heading(
            _("For professionals"),
            _("Find what you need for the next conversation, and take it with you."),
            "fagfolk",
            "mist",
        ),
        "library": Heading(_("Library"), _("Search in all the texts, or choose what they are about.")),
        "guide": Heading(
            _("Talk together"),
            _("Choose the ages of the children, and get words that fit them. Nothing of it is kept."),
            "foreldre",
            "sea",
        ),
        "questions": Heading(
            _("Questions and answers"), _("What many people ask. Short answers, and where to read on.")
        ),
        "glossary": Heading(_("Words explained"), _("Hard words from hospitals, offices and laws, in plain words.")),
        "sources": Heading(
            _("Knowledge bank"), _("What our texts rest on: research, experience, and what users know.")
        ),
        "languages": Heading(
            _("Languages"),
            _("Choose your language. We say it when a text exists only in another one."),
            "sprak",
            "sage",
        ),
        "help_now": Heading(
            _("Get help now"), _("Press a number to call. You do not need to be sure that it is serious enough.")
        ),
        "about": Heading(_("About BarnsBeste"), _("Norway’s national competence network for children as next of kin.")),
    }[page]


def there(shown: Presenter, page: str, params: Params) -> There:
    """Where a page is in another language, with what of its address means something on it."""
    name, beside = (next(iter(params.get(part, ())), "") for part in ("id", BESIDE))
    if page == "reader" and (resource := shown.catalog.get(name)):
        return lambda links: links.resource(name, beside=still_beside(shown, resource, beside, links))
    if page in _ASKED_BY_ADDRESS:
        return lambda links: links.page(page, {name: values for name, values in params.items() if name in _KEPT})
    kept = Workbench.from_params(page, params, shown.vocabulary).to_params() if page in FACETS else {}
    return lambda links: links.page(page, kept)


def still_beside(shown: Presenter, resource: Resource, beside: str, links: Links) -> str:
    """The language beside a text for a reader who changes to that of `links`: two that change places stay two."""
    other = shown.language if beside == links.language else beside
    found = resource.text_for(shown.vocabulary.chain(links.language)).language
    return other if other in languages_beside(resource, found, links) else ""


def heading(shown: Presenter, page: str) -> str:
    found = heading_of(page, shown.locale, is_static=shown.links.is_static)
    return heading_html(shown, found.title, found.lead, found.drawing, found.tint, _ways(shown, page))


def _ways(shown: Presenter, page: str) -> list[Way]:
    """What else there is for the readers of a page."""
    _, links = shown.locale.gettext, shown.links
    audience = next(iter(AUDIENCES.get(page, ())), "")

    def way(href: str, words: str) -> Way:
        return Way(href, words, shown.language, shown.locale.direction)

    asked = any(audience in question.audiences for question in shown.catalog.library.questions.values())
    questions = [way(links.page("questions", {faq.AUDIENCE: [audience]}), _("Questions and answers"))] if asked else []
    guide = [way(links.page("guide"), _("Words for a talk, by age"))]
    guided = [way(links.guided(), _("What suits us?"))]
    sheets = shown.sheets(audience=audience)
    ways = {
        "children": [*guided, *questions, *sheets],
        "youth": [*guided, *questions, *sheets],
        "parents": [*guided, *guide, *questions, *sheets],
        "infants": [*guided, *questions],
        "practitioners": [*guided, *guide, *questions, way(links.page("sources"), _("Knowledge bank"))],
    }
    return list(ways.get(page, []))


def heading_html(
    shown: Presenter,
    title: str,
    lead: str,
    drawing: str = "",
    tint: str = "sand",
    ways: Sequence[Way] = (),
) -> str:
    """`ways`: to what else there is for the same readers."""
    return shown.render("heading.html.j2", title=title, lead=lead, drawing=drawing, tint=tint, ways=ways)


def front(shown: Presenter) -> str:
    """Below the heading of the front page: search, one door for each reader, languages."""
    _ = shown.locale.gettext
    doors = [
        ("children", "sun", "barn", _("Children"), _("For you from 3 to 12. Read it yourself or with a grown-up.")),
        ("youth", "lilac", "ungdom", _("Youth"), _("For you from 13 to 17.")),
        ("parents", "sea", "foreldre", _("Parents"), _("Talk with your child about what is hard.")),
        ("infants", "blush", "minste", _("The smallest"), _("For you who care for children from 0 to 2.")),
        ("practitioners", "mist", "fagfolk", _("Professionals"), _("Find what you need for the next conversation.")),
        ("languages", "sage", "sprak", _("More languages"), _("Read in your language.")),
    ]
    return (
        search_form(shown)
        + shown.render("guided_door.html.j2")
        + shown.render("doors.html.j2", doors=doors)
        + shown.render("tongues.html.j2", rows=shown.tongues())
    )


def search_form(shown: Presenter) -> str:
    """Where to search for words; the way to all the texts where nobody answers."""
    if shown.links.is_static:
        return shown.render("all_texts.html.j2")
    return shown.render("search_form.html.j2")


def languages(shown: Presenter) -> str:
    """Every language, with what exists in it; that children do not interpret."""
    return shown.render("languages.html.j2", rows=shown.tongues())


def about(shown: Presenter) -> str:
    """Who BarnsBeste is, what it wants and does and for whom, with the texts of each; how the texts are made."""
    return shown.render("about.html.j2", areas=_told(shown, "work_area"), groups=_told(shown, "target_group"))


def _told(shown: Presenter, facet: str) -> list[tuple[str, str, str, str]]:
    """(label, what it is, address of its texts, how many) of each value of a facet."""
    known = shown.vocabulary.facets.get(facet)
    counts = shown.catalog.select(Query(), shown.language).facets.get(facet, {})
    return [
        (
            term.label_for(shown.chain),
            label_in(term.about, shown.chain) if term.about else "",
            shown.links.page("library", {facet: [term.id]}) if counts.get(term.id) else "",
            shown.count_of(counts.get(term.id, 0)),
        )
        for term in (known.values if known else ())
    ]


def ignored_beside(shown: Presenter, language: str) -> str:
    """A notice where the language to show beside the reader's is none; empty where it is one."""
    return shown.ignored([Dropped(BESIDE, language)]) if language and language not in shown.vocabulary.languages else ""


def reader(shown: Presenter, params: Params, origin: str = "") -> str:
    """The text an address asks for by its neutral or telling name; where there is none, what to do instead."""
    resource = shown.catalog.get(next(iter(params.get("id", ())), ""))
    if resource is None:
        return shown.render("missing.html.j2") + search_form(shown)
    beside = next(iter(params.get(BESIDE, ())), "")
    return ignored_beside(shown, beside) + shown.text(resource, beside=beside, origin=origin)


def closing(shown: Presenter, page: str) -> str:
    """What ends every page: somebody to call, and the ways on."""
    band = "" if page in _NAMES_HELP_ITSELF else shown.help_band(HELP_FOR.get(page, ""))
    return band + shown.render("footer.html.j2")


def opening(shown: Presenter, page: str, params: Params) -> str:
    """The whole of a page as `params` of its address have it, in blocks that stand as the dashboard's do."""
    if not shown.catalog.resources:
        return shown.render("opening.html.j2", blocks=[shown.render("no_content.html.j2")])
    return shown.render("opening.html.j2", blocks=[*_blocks(shown, page, params), closing(shown, page)])


def plain(shown: Presenter, page: str) -> str:
    """The same without what ends every page, for a document that has a foot of its own."""
    return shown.render("opening.html.j2", blocks=_blocks(shown, page, {}))


def _blocks(shown: Presenter, page: str, params: Params) -> list[str]:
    if page == "reader":
        return [reader(shown, params)]
    if page in _FAMILIES:
        return [heading(shown, page), *_family(shown, page)]
    if page in FACETS:
        return [heading(shown, page), *_addressed(shown, page, params)]
    if page == "guide":
        return [heading(shown, page), *_guide(shown)]
    if page in _ASKED_BY_ADDRESS:
        return [heading(shown, page), _ASKED_BY_ADDRESS[page](shown, params)]
    parts = {"home": front, "languages": languages, "help_now": Presenter.help_now, "about": about, "glossary": words}
    return [heading(shown, page), parts[page](shown)]


def _family(shown: Presenter, page: str) -> list[str]:
    query = answered(page, {}, shown.vocabulary)
    found = shown.catalog.select(query, shown.language)
    heading_of_list = shown.count_for_you(found.total)
    if shown.links.is_static:
        return [shown.cards(found.resources, query, heading_of_list)]
    asked = questions(page, shown.vocabulary, shown.locale)
    drawn = [shown.render("asked.html.j2", question=question, page=page) for question in asked]
    cards = shown.cards(found.resources[:PER_PAGE], query, heading_of_list)
    return [*drawn, cards + _rest(shown, query, found.total)]


def _guide(shown: Presenter) -> list[str]:
    page = "guide"
    query = answered(page, {}, shown.vocabulary)
    if shown.links.is_static:
        return [offered(shown, query)]
    asked = [question for question in questions(page, shown.vocabulary, shown.locale) if not question.after]
    return [*(shown.render("asked.html.j2", question=each, page=page) for each in asked), offered(shown, query)]


def _addressed(shown: Presenter, page: str, params: Params) -> list[str]:
    bench = Workbench.from_params(page, params, shown.vocabulary)
    found = shown.catalog.select(bench.query, shown.language)
    summary, listed = workbench.summary(shown, bench, found), workbench.listed(shown, bench, found)
    if shown.links.is_static:
        return [summary + listed]
    at_once = facets_of(page, bench.query)
    counted = [
        (facet(name, bench.query, shown.vocabulary, shown.locale), found.facets.get(name, {}))
        for name in (*at_once, *MORE_FACETS.get(page, ()))
    ]
    return [
        shown.ignored(bench.dropped),
        shown.render(
            "choose.html.j2",
            page=page,
            query=bench.query,
            chosen=bench.query.to_params(),
            kept=bench.kept,
            facets=counted[: len(at_once)],
            more=counted[len(at_once) :],
            is_open=has_more_chosen(page, bench.query),
            foot=workbench.sheet_foot(shown, bench, found),
            summary=summary,
            listed=listed,
        ),
    ]


def _rest(shown: Presenter, query: Query, total: int) -> str:
    """Where there are more texts than are shown: the way to them all."""
    if total <= PER_PAGE:
        return ""
    return shown.render("rest.html.j2", count=shown.count_of(total), href=shown.links.texts(query.to_params()))
