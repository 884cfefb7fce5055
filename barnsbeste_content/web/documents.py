"""Pages that need no JavaScript: each text, the list of them all, and what to say where there is none."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..catalog import Catalog, Query
from ..i18n import interface_languages, locale_of
from ..model.resource import Resource
from ..presentation.links import Links, asset
from ..presentation.presenter import Presenter
from .shell import MENU, client_settings, page_titles

_ASSETS = Path(__file__).parent / "assets"
_ROOT_STYLE = "html{font-size:112.5%}"


def text_page(catalog: Catalog, resource: Resource, language: str, origin: str) -> str:
    """A whole text as a document. `origin`: scheme and host for absolute addresses."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    found = resource.text_for(presenter.chain)
    own = found.language if found.language in interface_languages() else language
    address = origin + Links(own).reading(resource.id)
    return _document(
        presenter,
        title=found.text.title,
        description=found.text.summary,
        body=presenter.text(resource),
        audience=resource.audiences[0],
        canonical=address,
        alternates=[
            (known, origin + Links(known).reading(resource.id))
            for known in resource.languages
            if known in interface_languages()
        ],
        linked_data=_linked_data(resource, found.language, found.text.title, found.text.summary, address),
    )


def list_page(catalog: Catalog, language: str, origin: str) -> str:
    """Every text, by reader."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    groups = []
    known = catalog.vocabulary.facets.get("audience")
    for audience in known.ids if known else ():
        query = Query().choosing("audience", [audience])
        resources = catalog.select(query, language).resources
        if resources:
            title = catalog.vocabulary.label("audience", audience, language)
            groups.append((title, [presenter.card(resource, Query()) for resource in resources]))
    _ = presenter.locale.gettext
    return _document(
        presenter,
        title=_("All the texts"),
        description=_("Here every text is a simple page that works without JavaScript."),
        body=presenter.render("reading_list.html.j2", groups=groups),
        canonical=origin + presenter.links.reading(),
        alternates=[(other, origin + Links(other).reading()) for other in interface_languages()],
    )


def missing_page(catalog: Catalog, language: str, *, is_gone: bool = False) -> str:
    """What to say where there is no such page, or where a text was taken out of service."""
    presenter = Presenter(catalog, locale_of(language), reading=True)
    _ = presenter.locale.gettext
    body = presenter.render("gone.html.j2" if is_gone else "missing.html.j2") + presenter.render("search_form.html.j2")
    title = _("This text has been taken out") if is_gone else _("We cannot find this text")
    return _document(presenter, title=title, description=title, body=body, is_found=False)


def _document(presenter: Presenter, *, title: str, description: str, body: str, **values: Any) -> str:
    titles = page_titles(presenter.locale)
    given: Mapping[str, Any] = {
        "audience": "",
        "canonical": "",
        "alternates": [],
        "linked_data": "",
        "is_found": True,
        "here": "",
        **values,
    }
    return presenter.render(
        "reading.html.j2",
        title=title,
        description=description,
        body=body,
        style=_style(),
        settings=client_settings(presenter.locale),
        menu=[(name, titles[name]) for name in MENU],
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
        "dateModified": (resource.review.on or resource.written).isoformat(),
        "audience": [{"@type": "PeopleAudience", "audienceType": value} for value in resource.audiences],
        "publisher": {"@type": "Organization", "name": "BarnsBeste"},
        "isAccessibleForFree": True,
    }
    if resource.review.status == "reviewed" and resource.review.on:
        data["lastReviewed"] = resource.review.on.isoformat()
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _style() -> str:
    style = (_ASSETS / "app.css").read_text("utf-8") + _ROOT_STYLE
    return style.replace("</", "<\\/").replace('url("art/', f'url("{asset("art/")}')


@cache
def style_hash() -> str:
    """The one style of these pages, as a policy names it."""
    return "sha256-" + b64encode(sha256(_style().encode()).digest()).decode()
