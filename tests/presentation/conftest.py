"""Presenters of the fixture library, whole or changed."""

from collections.abc import Callable
from dataclasses import replace
from gettext import NullTranslations
from typing import Any

import pytest

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.i18n import Locale, locale_of
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.presenter import Presenter

Show = Callable[..., Presenter]


def as_in_the_code() -> Locale:
    """English with the words of the code, so that these tests stay true when a translator finds better ones."""
    locale, words = Locale("en"), NullTranslations()
    locale.gettext, locale.ngettext, locale.pgettext = words.gettext, words.ngettext, words.pgettext
    return locale


@pytest.fixture
def show(fixture_library: Library) -> Show:
    """A presenter of the fixture library in a language; resources given replace those of the same id."""

    def made(
        language: str = "nb", *resources: Resource, edition: Edition = Edition.PUBLISHED, **parts: Any
    ) -> Presenter:
        known = {**fixture_library.resources, **{resource.id: resource for resource in resources}}
        library = replace(fixture_library, resources=known, **parts)
        return Presenter(Catalog.build(library, edition), as_in_the_code() if language == "en" else locale_of(language))

    return made


@pytest.fixture
def resource(fixture_library: Library) -> Callable[..., Resource]:
    """A resource of the fixture library with some facts changed, and with some words of its bokmål text changed."""

    def made(slug: str, words: dict[str, Any] | None = None, **facts: Any) -> Resource:
        found = fixture_library.resources[slug].model_copy(update=facts)
        if not words:
            return found
        texts = {**found.texts, "nb": found.texts["nb"].model_copy(update=words)}
        return found.model_copy(update={"texts": texts})

    return made
