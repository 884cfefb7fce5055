"""Answers, in the preview alone, with texts as they were published: in git, or in the last snapshot."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from ..catalog import Catalog, Edition
from ..catalog.store import content_root, current, served_edition
from ..editorial.published import GitFailedError, PublishedStateError, published, published_mark
from ..presentation.links import BESIDE, PublishedLinks
from .answers import origin, page
from .documents import staff_notice_page, style_hash, text_page

MAX_KEPT = 2
"""Published states kept in memory: whoever changes branch and back again does not wait twice."""

_kept: OrderedDict[tuple[Path, str], Catalog] = OrderedDict()
_lock = Lock()


def text(request: Request) -> Response:
    """A text as readers see it now, whatever it is called in the working copy; where there is none, why."""
    language, slug = request.scope["language"], request.path_params["slug"]
    draft = current(served_edition())

    def tell(status: int, title: str, words: str) -> Response:
        return page(request, staff_notice_page(draft, language, title, words), language, style_hash(), status=status)

    try:
        catalog = published_catalog(content_root())
    except GitFailedError:
        return tell(
            200,
            "Vi klarte ikke å lese den publiserte utgaven",
            "Git svarte med en feil. Vent litt og prøv igjen. Går det fortsatt ikke, be om hjelp av den som satte opp "
            "maskinen. Teksten din er trygg.",
        )
    except PublishedStateError:
        return tell(
            200,
            "Det finnes ingen publisert utgave å vise",
            "Mappen med tekster ligger ikke i git, og ingen har tatt vare på en kopi. Be den som satte opp maskinen om "
            "å kjøre «barnsbeste snapshot» når alt er publisert. Da kan du sammenligne her.",
        )
    found = next(filter(None, map(catalog.get, _names(draft, slug))), None)
    if found is None:
        return tell(
            404, "Teksten er ikke publisert ennå", "Leserne ser den ikke i dag. Den kommer når dere publiserer den."
        )
    beside = request.query_params.get(BESIDE, "")
    html = text_page(catalog, found, language, origin(request), beside=beside, make_links=PublishedLinks)
    return page(request, html, language, style_hash())


def published_catalog(root: Path) -> Catalog:
    """What readers are served of the published state. Raises PublishedStateError where there is none."""
    key = root, published_mark(root)
    with _lock:  # two frames ask at once: the second waits for what the first one loads
        if key not in _kept:
            _kept[key] = Catalog.build(published(root).library, Edition.PUBLISHED)
        _kept.move_to_end(key)
        while len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)
        return _kept[key]


def _names(draft: Catalog, slug: str) -> list[str]:
    """What a text may be called in the published state: as now, by its neutral code, by names that lead to it now."""
    resource = draft.get(slug)
    if resource is None:
        return [slug]
    return [slug, resource.name, *(old for old, now in draft.library.redirects.items() if now == resource.id)]
