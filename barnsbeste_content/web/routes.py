"""The one table of every address that is not Streamlit's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from ..presentation.links import ASSETS, PAGES, READING, TABLE_PATH
from . import dashboard, discovery, reading
from .addresses import Address
from .compression import prepare_behind_the_scenes
from .edge import Edge

TABLE: tuple[Address, ...] = (
    *(Address(f"/{path}", dashboard.page(page)) for page, path in PAGES.items()),
    Address(f"/{TABLE_PATH}", dashboard.table),
    Address(f"/{READING}", reading.texts),
    Address(f"/{READING}/{{slug}}", reading.text),
    Address("/sitemap.xml", discovery.sitemap, has_language=False),
    Address("/robots.txt", discovery.robots, has_language=False),
)
_FILES = Path(__file__).parent / "assets"


def routes() -> list[BaseRoute]:
    return [*(address.route() for address in TABLE), Mount(ASSETS, StaticFiles(directory=_FILES))]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, object]]:
    """What begins with the server: the files of the dashboard are compressed, where that has not been done."""
    prepare_behind_the_scenes()
    yield {}


def middleware() -> list[Middleware]:
    return [Middleware(Edge, table=TABLE)]
