"""Pages that need no JavaScript: each text, the list of them all, and what to say where there is none.

All take `make_links`, which says where everything is: the same pages are served, and written into a tree of files.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from ..catalog import Catalog, Query
from ..catalog.named import named
from ..i18n import interface_languages, locale_of
from ..model.resource import Resource
from ..model.sheet import Sheet
from ..presentation.guided import RESULT, place_of, question_page
from ..presentation.guided_result import result_page
from ..presentation.links import PAGES, Links, MakeLinks, Params
from ..presentation.my_list import my_list, title_of_list
from ..presentation.pages import HELP_FOR, ignored_beside, plain, search_form, still_beside
from ..presentation.presenter import MAX_LIST, MAX_PACK, Presenter, There
from ..presentation.search_results import Mixed, mixed
from ..presentation.sheets import all_sheets, words_of
from ..presentation.sheets import sheet as sheet_html
from .headers import content_security_policy_of_files
from .leaving import exit_address
from .shell import LIST_SCRIPT, MENU, MORE, client_settings, page_titles, style, versioned


def text_page(
    catalog: Catalog,
    resource: Resource,
    language: str,
    origin: str,
    *,
    beside: str = "",
    make_links: MakeLinks = Links,
) -> str:
    """A whole text as a document. `origin`: scheme and host for absolute addresses; `beside`: a second language."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    found = resource.text_for(presenter.chain)
    own = found.language if found.language in interface_languages() else language
    address = origin + make_links(own).reading(resource.id)
    return _document(
        presenter,
        there=lambda links: links.reading(resource.id, beside=still_beside(presenter, resource, beside, links)),
        title=found.text.title,
        description=found.text.summary,
        body=ignored_beside(presenter, beside) + presenter.text(resource, beside=beside, origin=origin),
        modules=[presenter.links.asset("tools/page.js")],
        audience=resource.audiences[0],
        canonical=address,
        alternates=[
            (known, origin + make_links(known).reading(resource.id))
            for known in resource.languages
            if known in interface_languages()
        ],
        linked_data=_linked_data(resource, found.language, found.text.title, found.text.summary, address),
    )


def pack_page(catalog: Catalog, names: Sequence[str], language: str, origin: str, *, beside: str = "") -> str | None:
    """Several texts as one document to print, titles first. What is unknown is told; None where nothing is known."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    resources, dropped = named(catalog, names, MAX_PACK)
    if not resources:
        return None
    _ = presenter.locale.gettext
    title = _("Texts to print")
    return _document(
        presenter,
        there=lambda links: links.pack(
            [resource.name for resource in resources], beside=language if beside == links.language else beside
        ),
        title=title,
        description=title,
        body=ignored_beside(presenter, beside)
        + presenter.ignored(dropped)
        + presenter.render(
            "pack.html.j2",
            contents=[(resource, resource.text_for(presenter.chain)) for resource in resources],
            texts=[presenter.text(resource, beside=beside, origin=origin, within=True) for resource in resources],
            other_languages=[
                other for other in catalog.vocabulary.languages if any(other in r.texts for r in resources)
            ],
            beside=beside,
            names=[resource.name for resource in resources],
            most=MAX_PACK,
        ),
        modules=[presenter.links.asset("list/pack.js")],
        sheets=[versioned("list/list.css")],
        is_listed=False,
    )


def my_list_page(catalog: Catalog, names: Sequence[str], language: str, *, is_own: bool) -> str:
    """The texts of these names to read, print, hand on or download; the reader's own list, which the script fills."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    resources, dropped = named(catalog, names, MAX_LIST)
    title = title_of_list(presenter.locale, is_own=is_own)
    return _document(
        presenter,
        there=lambda links: links.my_list([resource.name for resource in resources]),
        title=title,
        description=title,
        body=my_list(presenter, resources, dropped, is_own=is_own),
        modules=[presenter.links.asset("list/page.js")],
        sheets=[versioned("list/list.css")],
        is_listed=False,
        here="my_list" if is_own else "",
    )


def list_page(catalog: Catalog, language: str, origin: str, params: Params, *, make_links: MakeLinks = Links) -> str:
    """Every text by reader, or those that `params` choose."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    _ = presenter.locale.gettext
    query = Query.from_params(params, catalog.vocabulary)
    groups = []
    first, around = "", Mixed()
    if query.active:
        selection = catalog.select(query, language)
        found = selection.resources
        first = presenter.first_help(selection.helplines) if selection.helplines else ""
        around = mixed(presenter, selection, has_heading=True)
        groups.append((presenter.count_of(len(found)), [presenter.card(resource, query) for resource in found]))
    else:
        known = catalog.vocabulary.facets.get("audience")
        for audience in known.ids if known else ():
            resources = catalog.select(query.choosing("audience", [audience]), language).resources
            if resources:
                title = catalog.vocabulary.label("audience", audience, language)
                groups.append((title, [presenter.card(resource, query) for resource in resources]))
    return _document(
        presenter,
        there=lambda links: links.texts(query.to_params()),
        title=_("All the texts"),
        description=_("Here every text is a simple page that works without JavaScript."),
        body=presenter.ignored(query.dropped)
        + presenter.render("reading_list.html.j2", groups=groups, above=first + around.above, below=around.below),
        canonical=origin + presenter.links.reading(),
        alternates=[(other, origin + make_links(other).reading()) for other in interface_languages()],
        is_listed=not query.active,
    )


def plain_page(catalog: Catalog, page: str, language: str, origin: str, *, make_links: MakeLinks = Links) -> str:
    """A page of the dashboard without Streamlit. Raises KeyError for that of one text, which is `text_page`."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    _ = presenter.locale.gettext
    return _document(
        presenter,
        there=lambda links: links.page(page),
        title=page_titles(presenter.locale)[page],
        description=_(
            "Guidance for children, young people and families when somebody is ill, injured or addicted, or has died."
        ),
        body=plain(presenter, page),
        audience=None if page == "help_now" else HELP_FOR.get(page, ""),
        canonical=origin + presenter.links.in_language(language, PAGES[page]),
        alternates=[
            (other, origin + presenter.links.in_language(other, PAGES[page])) for other in interface_languages()
        ],
        here=page,
    )


def sheet_page(catalog: Catalog, sheet: Sheet, language: str, origin: str, *, make_links: MakeLinks = Links) -> str:
    """A sheet to fill in. Nothing leaves the browser: the form leads nowhere, and no script reads it but to draw."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    words = words_of(presenter, sheet)
    return _document(
        presenter,
        there=lambda links: links.sheet(sheet.id),
        title=words.title,
        description=words.summary,
        body=sheet_html(presenter, sheet),
        audience=sheet.audiences[0],
        canonical=origin + presenter.links.sheet(sheet.id),
        alternates=[
            (known, origin + make_links(known).sheet(sheet.id))
            for known in interface_languages()
            if known in sheet.texts
        ],
    )


def sheets_page(catalog: Catalog, language: str, origin: str, *, make_links: MakeLinks = Links) -> str:
    """Every sheet to fill in."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    _ = presenter.locale.gettext
    return _document(
        presenter,
        there=lambda links: links.sheet(),
        title=_("Sheets to fill in"),
        description=_(
            "Write on the screen and print, or print first and write by hand. Nothing you write is sent or kept."
        ),
        body=all_sheets(presenter),
        canonical=origin + presenter.links.sheet(),
        alternates=[(other, origin + make_links(other).sheet()) for other in interface_languages()],
    )


def guided_page(catalog: Catalog, language: str, origin: str, params: Params, *, make_links: MakeLinks = Links) -> str:
    """The guided way, at what an address with these `params` asks or answers. The title of the window never tells."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    _ = presenter.locale.gettext
    place = place_of(presenter, params)
    is_result = place.step == RESULT
    title = _("What suits us?")
    start = {
        "canonical": origin + presenter.links.guided(),
        "alternates": [(other, origin + make_links(other).guided()) for other in interface_languages()],
    }
    return _document(
        presenter,
        there=place.there,
        title=title,
        description=_("Answer four short questions, and get the right texts and help."),
        body=result_page(presenter, place) if is_result else question_page(presenter, place),
        audience=None if is_result else place.answers.reader.audiences[0],
        is_listed=place.is_start,
        **(start if place.is_start else {}),
    )


def staff_notice_page(catalog: Catalog, language: str, title: str, words: str) -> str:
    """A page that tells staff something, in bokmål whatever the language around it."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    body = presenter.render("staff_notice.html.j2", title=title, words=words)
    return _document(
        presenter, there=lambda links: links.page("home"), title=title, description=title, body=body, is_listed=False
    )


def missing_page(catalog: Catalog, language: str, *, is_gone: bool = False, make_links: MakeLinks = Links) -> str:
    """What to say where there is no such page, or where a text was taken out of service."""
    presenter = Presenter(catalog, locale_of(language), reading=True, make_links=make_links)
    _ = presenter.locale.gettext
    body = presenter.render("gone.html.j2" if is_gone else "missing.html.j2") + search_form(presenter)
    title = _("This text has been taken out") if is_gone else _("We cannot find this text")
    return _document(
        presenter, there=lambda links: links.page("home"), title=title, description=title, body=body, is_listed=False
    )


def _document(presenter: Presenter, *, there: There, title: str, description: str, body: str, **values: Any) -> str:
    titles, links = page_titles(presenter.locale), presenter.links
    given: Mapping[str, Any] = {
        "audience": "",
        "canonical": "",
        "alternates": [],
        "linked_data": "",
        "is_listed": True,
        "modules": [],
        "sheets": [],
        "here": "",
        **values,
    }
    return presenter.render(
        "reading.html.j2",
        there=there,
        title=title,
        description=description,
        body=body,
        style=style(links.base),
        script=versioned("app.js", links.base),
        list_script="" if links.is_static else links.asset(LIST_SCRIPT),
        print_style=versioned("print.css", links.base),
        settings=client_settings(presenter.locale, links.base, suggestions=links.suggestions()),
        policy=policy_of_files(links.base) if links.is_static else "",
        exit=exit_address(),
        menu=[(name, titles[name]) for name in MENU],
        more=[(name, titles[name]) for name in MORE],
        **given,
    )


def _linked_data(resource: Resource, language: str, title: str, summary: str, address: str) -> str:
    """schema.org `MedicalWebPage`: what search engines are told of a text."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": title,
        "description": summary,
        "url": address,
        "inLanguage": language,
        "datePublished": resource.written.isoformat(),
        "dateModified": resource.changed.isoformat(),
        "audience": [{"@type": "PeopleAudience", "audienceType": value} for value in resource.audiences],
        "publisher": {"@type": "Organization", "name": "BarnsBeste"},
        "isAccessibleForFree": True,
    }
    if resource.review.status == "reviewed" and resource.review.on:
        data["lastReviewed"] = resource.review.on.isoformat()
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


@cache
def style_hash(base: str = "") -> str:
    """The one style of these pages, as a policy names it."""
    return "sha256-" + b64encode(sha256(style(base).encode()).digest()).decode()


@cache
def policy_of_files(base: str) -> str:
    """What a page may load that has no headers of ours, but says so itself."""
    return content_security_policy_of_files(style_hash(base))
