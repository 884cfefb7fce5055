"""A reader on a page, for tests: pages run as Streamlit runs them, without a browser."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from elements import elements
from streamlit.testing.v1 import AppTest

ROUTER = Path(__file__).parents[2] / "pages" / "_router.py"
SECONDS = 60
Open = Callable[..., "Visit"]
Params = Mapping[str, Sequence[str]]


class Visit:
    """A reader on a page."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def run(self) -> "Visit":
        self.app.run()
        assert not self.app.exception, self.app.exception[0].message
        return self

    @property
    def html(self) -> str:
        return "".join(element.body for element in self.app.html)

    @property
    def heading(self) -> str:
        [heading] = elements(self.html, "h1")
        return heading.text

    @property
    def titles(self) -> list[str]:
        """Titles of the texts in the list, in order."""
        links = elements(self.html, "a")
        return [
            link.text for link in links if "card" in link.ancestors[-1].classes or link.ancestors[-1].tag == "td"
        ]  # fmt: skip

    @property
    def offers(self) -> list[str]:
        """What an empty list offers instead."""
        return [heading.text for heading in elements(self.html, class_="offer")]

    @property
    def address(self) -> dict[str, list[str]]:
        """The parameters of the address, each as a list."""
        given: dict[str, Any] = dict(self.app.query_params)
        return {name: value if isinstance(value, list) else [value] for name, value in given.items()}

    def chosen(self, key: str) -> list[str]:
        return list(self.app.pills(key=key).value)

    def choose(self, key: str, *values: str) -> "Visit":
        """Presses pills until exactly these are chosen."""
        self.app.pills(key=key).set_value(list(values))
        return self.run()

    def go(self, **params: Sequence[str]) -> "Visit":
        """Goes to the same page with other parameters, as Back, Forward or a link does."""
        self.app.query_params.clear()
        for name, values in params.items():
            self.app.query_params[name] = list(values)
        return self.run()


Open = Callable[..., Visit]


def open_page(page: str, language: str, params: Params) -> Visit:
    """Opens a page; AppTest knows the pages only after it has run once."""
    app = AppTest.from_file(str(ROUTER), default_timeout=SECONDS)
    app.session_state["language"] = language
    visit = Visit(app).run()
    app.switch_page(f"{page}.py")
    return visit.go(**params)
