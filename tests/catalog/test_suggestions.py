"""What is suggested to who types in a search box."""

from dataclasses import replace

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.suggestions import Suggestion, suggestions
from barnsbeste_content.i18n import interface_languages
from barnsbeste_content.model import Library
from barnsbeste_content.model.reference import SearchWords, SynonymGroup


def with_words(library: Library, *groups: SynonymGroup) -> Catalog:
    words = {**library.search_words, "nb": SearchWords(synonyms=groups)}
    return Catalog.build(replace(library, search_words=words), Edition.PUBLISHED)


def words(found: tuple[Suggestion, ...], kind: str) -> list[str]:
    return [each.words for each in found if each.kind == kind]


def test_texts_come_with_neutral_names_and_the_readers_language_first(fixture_catalog: Catalog) -> None:
    texts = [each for each in suggestions(fixture_catalog, "en") if each.kind == "text"]
    names = {resource.name: resource for resource in fixture_catalog.resources}
    assert {each.name for each in texts} == set(names)
    own = [not each.language for each in texts]
    assert own == sorted(own, reverse=True)
    for each in texts:
        assert names[each.name].texts[each.language or "en"].title == each.words


def test_questions_terms_and_helplines_are_suggested(fixture_catalog: Catalog) -> None:
    found = suggestions(fixture_catalog, "en")
    assert words(found, "question") == ["Is it my fault that Mum is sad?"]
    assert words(found, "term") == ["addiction", "depression"]
    assert len(words(found, "helpline")) == len(fixture_catalog.library.helplines)


def test_of_everyday_words_only_those_of_more_than_a_word_are_suggested(fixture_catalog: Catalog) -> None:
    assert words(suggestions(fixture_catalog, "nb"), "words") == ["trist hele tiden", "lei seg"]


def test_nothing_that_points_to_danger_is_suggested_not_even_a_title(fixture_library: Library) -> None:
    danger = SynonymGroup(words=("mamma er deprimert", "min skyld"), means=("hjelp",), helplines=("nodtelefonen",))
    ways = SynonymGroup(words=("skylden min", "noe annet"), means=("trist",))
    before = [each.words for each in suggestions(with_words(fixture_library, ways), "nb")]
    after = [each.words for each in suggestions(with_words(fixture_library, danger, ways), "nb")]
    assert [each for each in before if each not in after] == [
        "Når mamma er deprimert",
        "Er det min skyld at mamma er trist?",
    ]


def test_each_wording_comes_once(fixture_library: Library) -> None:
    twice = SynonymGroup(words=("Lei seg", "lei  seg"), means=("trist",))
    assert words(suggestions(with_words(fixture_library, twice), "nb"), "words") == ["Lei seg"]


@pytest.mark.parametrize("language", interface_languages())
def test_no_suggestion_of_the_real_ones_has_words_that_point_to_danger(real_catalog: Catalog, language: str) -> None:
    found = real_catalog.suggestions(language)
    assert len(found) > 100
    for each in found:
        asked = Query.from_params({"q": [each.words]}, real_catalog.vocabulary)
        assert real_catalog.select(asked, language).helplines == (), each.words
