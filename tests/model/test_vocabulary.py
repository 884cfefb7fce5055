import pytest

from barnsbeste_content.model import FACET_ATTRIBUTES, FACETS, Library, Resource, Vocabulary


def test_every_facet_is_an_attribute_of_a_resource() -> None:
    assert set(FACET_ATTRIBUTES) == set(FACETS)
    assert set(FACET_ATTRIBUTES.values()) <= set(Resource.model_fields)


@pytest.mark.parametrize(
    ("language", "chain"),
    [("nb", ("nb",)), ("en", ("en", "nb")), ("so", ("so", "en", "nb")), ("xx", ("xx", "nb"))],
)
def test_a_chain_begins_with_the_language_and_ends_in_bokmaal(
    fixture_library: Library, language: str, chain: tuple[str, ...]
) -> None:
    assert fixture_library.vocabulary.chain(language) == chain


def test_labels_are_in_the_readers_language_or_along_its_chain(fixture_library: Library) -> None:
    vocabulary = fixture_library.vocabulary
    assert vocabulary.label("situation", "addiction", "nb") == "Avhengighet"
    assert vocabulary.label("situation", "addiction", "so") == vocabulary.label("situation", "addiction", "en")
    assert vocabulary.label("situation", "addiction", "ar") == "إدمان"


def test_children_get_the_plain_label_where_there_is_one(fixture_library: Library) -> None:
    vocabulary = fixture_library.vocabulary
    assert vocabulary.label("situation", "addiction", "nb", plain=True) == "Drikker eller ruser seg"
    assert vocabulary.label("audience", "child", "nb", plain=True) == "Barn"


def test_what_is_unknown_is_shown_by_its_id() -> None:
    empty = Vocabulary()
    assert empty.label("situation", "addiction", "nb") == "addiction"
    assert empty.facet_label("situation", "nb") == "situation"
    assert empty.language_name("so", "nb") == "so"
    assert empty.direction("ar") == "ltr"


def test_languages_know_their_direction_and_what_others_call_them(fixture_library: Library) -> None:
    vocabulary = fixture_library.vocabulary
    assert (vocabulary.direction("ar"), vocabulary.direction("en")) == ("rtl", "ltr")
    assert vocabulary.language_name("so", "nb") == "somali"
    assert vocabulary.language_name("so", "so") == "Soomaali"
