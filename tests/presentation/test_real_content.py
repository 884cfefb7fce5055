"""Every text there is, in every language of the interface."""

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest
from elements import elements, interface_texts
from interface_words import in_another_language

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.presentation.presenter import Presenter

LANGUAGES = interface_languages()
Texts = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def texts(real_catalog: Catalog) -> Texts:
    """The id and page of every text that exists in a language and of some that do not, made once for each language."""

    @cache
    def made(language: str) -> list[tuple[str, str]]:
        shown = Presenter(real_catalog, locale_of(language))
        there = [resource for resource in real_catalog.resources if language in resource.texts]
        others = [resource for resource in real_catalog.resources if language not in resource.texts]
        assert there
        return [(resource.id, shown.text(resource)) for resource in (*there, *others[:10])]

    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_one_main_heading_and_unique_ids(texts: Texts, language: str) -> None:
    for name, html in texts(language):
        found = elements(html)
        assert [element.tag for element in found].count("h1") == 1, name
        ids = [element.attributes["id"] for element in found if "id" in element.attributes]
        assert len(ids) == len(set(ids)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_between_texts_leads_to_a_text(real_catalog: Catalog, texts: Texts, language: str) -> None:
    for name, html in texts(language):
        for link in elements(html, "a"):
            address = urlsplit(link.attributes["href"])
            assert address.scheme in ("https", "http", "tel", ""), (name, address)
            if address.path.endswith("/ressurs"):
                assert real_catalog.get(parse_qs(address.query)["id"][0]), (name, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_around_the_texts_is_in_the_reader_s_language(texts: Texts, language: str) -> None:
    for name, html in texts(language):
        assert in_another_language(interface_texts(html), language) == [], name


def test_no_written_markup_is_left_in_what_readers_see(texts: Texts) -> None:
    for name, html in texts("nb"):
        for part in elements(html):
            if part.tag in ("p", "li"):
                assert not re.search(r"\*\*|\]\(|ressurs:|^#|```", part.text), (name, part.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_helpline_is_on_the_page_of_helplines_once(real_catalog: Catalog, language: str) -> None:
    html = Presenter(real_catalog, locale_of(language)).help_now()
    assert len(elements(html, class_="name")) == len(real_catalog.library.helplines)


@pytest.mark.parametrize("audience", ["child", "youth", "", "parent", "infant_caregiver", "practitioner"])
def test_the_band_at_the_foot_has_a_number_for_everybody(real_catalog: Catalog, audience: str) -> None:
    html = Presenter(real_catalog, locale_of("nb")).help_band(audience)
    assert [a for a in elements(html, "a") if a.attributes["href"].startswith("tel:")]
