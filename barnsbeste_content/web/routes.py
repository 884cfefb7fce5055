"""The one table of every address that is not Streamlit's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from ..catalog.store import show_first_load
from ..export.citations import CITATION_FORMATS, TEXT_FORMATS
from ..presentation.links import (
    ASSETS,
    CITATIONS,
    FEED,
    GUIDED,
    LIST,
    PACK,
    PAGES,
    PUBLISHED,
    QR_FILE,
    READING,
    SHEETS,
    STAFF_PAGES,
    SUGGESTIONS,
    TABLE_PATH,
    TEXT_REFERENCES,
    WORKBOOK_PATH,
)
from . import api, dashboard, discovery, published, qr, reading
from .access_log import keep_server_log_discreet
from .addresses import Address
from .compression import prepare_behind_the_scenes
from .edge import Edge
from .files import Files
from .load_bar import load_bar

TABLE: tuple[Address, ...] = (
    *(Address(f"/{path}", dashboard.page(page)) for page, path in PAGES.items()),
    *(Address(f"/{path}", dashboard.staff_page(page), is_public=False) for page, path in STAFF_PAGES.items()),
    Address(f"/{TABLE_PATH}", dashboard.table),
    Address(f"/{SUGGESTIONS}", dashboard.suggested),
    Address(f"/{WORKBOOK_PATH}", dashboard.workbook),
    *(Address(f"/{TEXT_REFERENCES}.{format}", dashboard.text_references(format)) for format in TEXT_FORMATS),
    Address(f"/{LIST}", reading.my_list),
    *(Address(f"/{CITATIONS}.{format}", dashboard.references(format)) for format in CITATION_FORMATS),
    Address(f"/{READING}", reading.texts),
    Address(f"/{SHEETS}", reading.sheets),
    Address(f"/{SHEETS}/{{id}}", reading.sheet),
    Address(f"/{PACK}", reading.pack),
    Address(f"/{GUIDED}", reading.guided),
    Address(f"/{READING}/{{slug}}", reading.text),
    Address(f"/{READING}/{{slug}}/{QR_FILE}", qr.qr),
    Address(f"/{PUBLISHED}/{{slug}}", dashboard.only_in_preview(published.text), is_public=False),
    Address(f"/{FEED}", discovery.feed),
    *api.ADDRESSES,
    Address("/sitemap.xml", discovery.sitemap, has_language=False),
    Address("/robots.txt", discovery.robots, has_language=False),
)


def routes() -> list[BaseRoute]:
    return [*(address.route() for address in TABLE), Mount(ASSETS, Files())]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, object]]:
    """What begins with the server: a log that tells of nobody, and the files of the dashboard compressed, and how
    the first load is shown."""
    keep_server_log_discreet(TABLE)
    prepare_behind_the_scenes()
    show_first_load(load_bar)
    yield {}


def middleware() -> list[Middleware]:
    return [Middleware(Edge, table=TABLE)]
