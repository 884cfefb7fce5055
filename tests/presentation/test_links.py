"""Every address: the same words in every language, ASCII, and never two pages at one."""

import pytest

from barnsbeste_content.presentation.links import ASSETS, PAGES, TABLE_PATH, Links, asset
from barnsbeste_content.web.edge import MAX_PATH


def test_every_page_has_an_address_of_its_own() -> None:
    assert len({*PAGES.values(), TABLE_PATH, ASSETS.strip("/")}) == len(PAGES) + 2


def test_addresses_are_lower_case_ascii() -> None:
    for path in PAGES.values():
        assert path.isascii()
        assert path == path.lower()
        assert not set(path) - set("abcdefghijklmnopqrstuvwxyz-")
        assert len(path) < MAX_PATH


def test_only_the_front_page_lies_at_the_root() -> None:
    assert [page for page, path in PAGES.items() if not path] == ["home"]


@pytest.mark.parametrize("language", ["nb", "en", "ar"])
def test_the_path_is_the_same_in_every_language(language: str) -> None:
    assert Links(language).page("children") == f"/{language}/barn"
    assert Links(language).page("home") == f"/{language}/"


def test_parameters_are_encoded_and_repeated() -> None:
    address = Links("nb").page("library", {"q": ["å & æ=ø"], "age": ["3-7", "8-12"]})
    assert address == "/nb/bibliotek?q=%C3%A5+%26+%C3%A6%3D%C3%B8&age=3-7&age=8-12"


def test_no_parameters_leave_no_question_mark() -> None:
    assert Links("nb").page("library", {}) == "/nb/bibliotek"
    assert Links("nb").table({}) == "/nb/tabell.csv"


def test_a_text_is_addressed_by_its_name() -> None:
    assert Links("ar").resource("b01") == "/ar/ressurs?id=b01"


def test_the_same_page_in_another_language_keeps_its_parameters() -> None:
    assert Links("nb").in_language("ar", "ressurs", {"id": ["b01"]}) == "/ar/ressurs?id=b01"


def test_a_page_there_is_not_has_no_address() -> None:
    with pytest.raises(KeyError):
        Links("nb").page("nowhere")


def test_our_own_files_lie_below_one_folder() -> None:
    assert asset("app.css") == "/assets/app.css"
