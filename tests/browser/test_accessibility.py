"""axe-core on every page, in both directions, light and dark."""

from collections.abc import Callable, Collection

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from barnsbeste_content.presentation.links import PAGES

from .conftest import visit

Open = Callable[..., Page]
ADDRESSES = {
    **PAGES,
    "reader": "ressurs?id=b19",
    "questions": "sporsmal?audience=student",
    "sources": "kilder?kind=tool",
}
"""Long lists are looked at in part: axe takes seconds for what repeats itself a hundred times."""
MOST = ("home", "children", "practitioners", "library", "reader", "help_now", "guide")
"""Pages that have every template in them: enough where both directions and both schemes have been seen on each."""
ALONE = {"resultTypes": ["violations"]}
"""What is right need not be told element by element."""
EXCEPTIONS: dict[str, str] = {}
"""Rule -> its cause in Streamlit, for violations that are not ours to mend."""


@pytest.mark.parametrize(
    ("language", "scheme", "pages"),
    [("nb", "light", ADDRESSES), ("ar", "dark", ADDRESSES), ("nb", "dark", MOST), ("ti", "light", MOST)],
)
def test_axe_finds_nothing(open_page: Open, server: str, language: str, scheme: str, pages: Collection[str]) -> None:
    page = open_page(f"/{language}/", scheme=scheme)
    found = {}
    for name, path in ADDRESSES.items():
        if name not in pages or (name == "glossary" and language != "nb"):
            continue  # the glossary is 137 times the same, in the same template
        visit(page, f"{server}/{language}/{path}")
        violations = Axe().run(page, options=ALONE).response["violations"]
        told = [
            f"{violation['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
            for violation in violations
            if violation["id"] not in EXCEPTIONS
            for node in violation["nodes"]
        ]
        if told:
            found[name] = told
    assert found == {}


def test_axe_finds_nothing_on_choices_made_and_on_a_phone(open_page: Open) -> None:
    page = open_page("/nb/barn", width=390)
    page.get_by_role("button", name="Urolig", exact=True).click()
    page.get_by_role("button", name="Noen er død", exact=True).click()
    page.locator(".menu > summary").click()
    page.wait_for_timeout(500)
    violations = Axe().run(page, options=ALONE).response["violations"]
    assert [v["id"] for v in violations if v["id"] not in EXCEPTIONS] == []
