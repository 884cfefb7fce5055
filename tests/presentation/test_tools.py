"""What the tools of a text are told: which address is handed on, which language is read aloud."""

import pytest

from barnsbeste_content.i18n import interface_languages, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.presentation.links import Links
from barnsbeste_content.presentation.tools import shared_address, tools_settings


@pytest.mark.parametrize("audience", ["child", "youth"])
def test_what_children_and_youth_hand_on_does_not_tell_what_it_is_about(
    fixture_library: Library, audience: str
) -> None:
    resources = [found for found in fixture_library.resources.values() if audience in found.audiences]
    assert resources
    for resource in resources:
        settings = tools_settings(resource, "nb", locale_of("nb"), Links("nb"))
        assert settings["address"] == f"/nb/ressurs?id={resource.code}"
        assert resource.id not in "".join(settings.values())


def test_others_hand_on_the_reading_page(fixture_library: Library) -> None:
    grown = [r for r in fixture_library.resources.values() if not {"child", "youth"} & set(r.audiences)]
    assert grown
    for resource in grown:
        assert shared_address(resource, Links("ar")) == f"/ar/les/{resource.id}"


def test_an_origin_makes_the_address_whole_and_the_image_stays_on_this_site(fixture_library: Library) -> None:
    resource = fixture_library.resources["naar-mamma-er-deprimert"]
    settings = tools_settings(resource, "nb", locale_of("nb"), Links("nb"), "https://example.org")
    assert settings["address"] == f"https://example.org/nb/ressurs?id={resource.code}"
    assert settings["qr_src"] == f"/nb/les/{resource.code}/qr.svg"


def test_it_is_read_in_the_language_of_the_text_and_named_in_the_reader_s(fixture_library: Library) -> None:
    resource = fixture_library.resources["naar-mamma-er-deprimert"]
    settings = tools_settings(resource, "nb", locale_of("ar"), Links("ar"))
    assert settings["language"] == "nb"
    assert settings["read"] == locale_of("ar").gettext("Read aloud")


@pytest.mark.parametrize("language", interface_languages())
def test_every_tool_has_a_name(fixture_library: Library, language: str) -> None:
    resource = fixture_library.resources["naar-mamma-er-deprimert"]
    settings = tools_settings(resource, language, locale_of(language), Links(language))
    assert all(settings.values())
