"""Searches by how people ask, by who is likely to ask, and in Latin letters."""

import sys
from dataclasses import replace

import pytest

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.analysis import terms, words
from barnsbeste_content.catalog.askers import LEAST_LIKELY, SMALL, Askers, readers_of
from barnsbeste_content.catalog.asking import AskedIndex
from barnsbeste_content.catalog.everyday import forms_of
from barnsbeste_content.catalog.finding import find
from barnsbeste_content.catalog.latin_script import latin_keys
from barnsbeste_content.model import Library


def found(catalog: Catalog, text: str, language: str = "nb") -> list[str]:
    query = Query.from_params({"q": [text]}, catalog.vocabulary)
    return [resource.id for resource in catalog.select(query, language).resources]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lukter øl", "nb"),
        ("luktar brennevin", "nb"),  # what is asked in nynorsk is found in bokmål
        ("pappa lukter øl", "nn"),
        ("smells of beer", "en"),
        ("رائحة بيرة", "ar"),
    ],
)
def test_what_people_ask_finds_a_text_that_does_not_say_it(fixture_catalog: Catalog, text: str, language: str) -> None:
    assert found(fixture_catalog, text, language)[0] == "naar-noen-hjemme-drikker"


def test_words_of_another_language_find_it_where_the_readers_language_does_not_know_them(
    fixture_catalog: Catalog,
) -> None:
    assert found(fixture_catalog, "رائحة بيرة", "nb")[0] == "naar-noen-hjemme-drikker"
    assert found(fixture_catalog, "smells of beer", "nn")[0] == "naar-noen-hjemme-drikker"


def test_words_of_another_script_are_found_in_latin_letters(fixture_catalog: Catalog) -> None:
    assert found(fixture_catalog, "raihat baba bira", "ar")[0] == "naar-noen-hjemme-drikker"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("otec pyot chto delat", "отец пьёт что делать"),
        ("ammi hospital mein hain", "امی ہسپتال میں ہیں"),
        ("kteer", "كثير"),
        ("hamima", "ሓሚማ"),
    ],
)
def test_words_typed_in_latin_letters_have_the_consonants_of_those_they_are_for(typed: str, written: str) -> None:
    assert latin_keys(words(typed)) == latin_keys(words(written))


def test_words_of_one_consonant_tell_nothing() -> None:
    assert latin_keys(["æ", "u", "a"]) == []


def test_a_text_is_as_near_as_its_nearest_phrase_and_nearer_where_several_are_near() -> None:
    index = AskedIndex([("one", "pappa drikker"), ("two", "pappa drikker"), ("two", "pappa drikker mye")], "nb")
    (term,) = terms("pappa", "nb")
    scores = index.scores([index.term(term)])
    assert scores["two"] > scores["one"] > 0
    assert index.scores([index.term("mamm")]) == {}


def test_who_asks_is_guessed_from_how_they_ask() -> None:
    examples = [
        (("child",), ["pappaen", "min", "drikker"], ["pappa", "min", "drikk"]),
        (("practitioner",), ["pasienten", "drikker"], ["pasient", "drikk"]),
    ]
    askers = Askers(examples, [("child",), ("practitioner",), ("practitioner", "child"), ("nobody",)])
    fits = askers.fits(["pasienten", "er", "syk"], ["pasient", "er", "syk"])
    assert fits is not None
    child, practitioner, both, nobody = fits.tolist()
    assert practitioner > child
    assert child + practitioner == pytest.approx(1)
    assert both == practitioner
    assert nobody == LEAST_LIKELY
    assert askers.fits(["ukjent"], ["ukjent"]) is None


def test_texts_read_to_small_children_are_of_a_kind_of_their_own(real_library: Library) -> None:
    assert SMALL in readers_of(real_library.resources["les-sammen-naar-noen-er-dod"])
    assert readers_of(real_library.resources["naar-en-forelder-har-kreft"]) == ("child",)


def test_an_index_takes_over_the_phrases_that_have_not_changed(fixture_library: Library) -> None:
    before = Catalog.build(fixture_library, Edition.PUBLISHED)
    before.warm()
    after = Catalog.build(fixture_library, Edition.PUBLISHED)
    after.warm(before)
    assert after._search._asked["nb"] is before._search._asked["nb"]
    assert after._search._ways["naar-noen-hjemme-drikker"] is before._search._ways["naar-noen-hjemme-drikker"]
    assert found(after, "lukter øl")[0] == "naar-noen-hjemme-drikker"


@pytest.mark.parametrize("text", ["itj", "ikkje", "kje"])
def test_forms_of_a_word_are_one_word_in_both_norwegian_languages(real_library: Library, text: str) -> None:
    for language in ("nb", "nn"):
        forms = forms_of(real_library.search_words, language)
        assert terms(text, language, forms) == terms("ikke", language, forms)


@pytest.mark.parametrize(("typed", "written"), [("koffer mamma sjuk", "hvorfor mamma syk"), ("heime", "hjemme")])
def test_questions_are_found_by_other_forms_of_their_words(real_catalog: Catalog, typed: str, written: str) -> None:
    one, other = (find(real_catalog, text, "nb").questions for text in (typed, written))
    assert one
    assert one == other


def test_ways_to_ask_of_one_norwegian_language_serve_the_other(fixture_library: Library) -> None:
    kept = {
        slug: held.model_copy(update={"asked": {"nb": held.asked["nb"]} if held.asked else {}})
        for slug, held in fixture_library.resources.items()
    }
    catalog = Catalog.build(replace(fixture_library, resources=kept), Edition.PUBLISHED)
    assert found(catalog, "pappa lukter øl", "nn")[0] == "naar-noen-hjemme-drikker"


def test_nothing_that_was_typed_is_kept(real_catalog: Catalog) -> None:
    def kept() -> dict[str, int]:
        modules = [module for name, module in sys.modules.items() if name.startswith("barnsbeste_content.catalog")]
        cached = {f"{m.__name__}.{n}": v for m in modules for n, v in vars(m).items() if hasattr(v, "cache_info")}
        return {name: function.cache_info().currsize for name, function in cached.items()}

    found(real_catalog, "noe annet")
    find(real_catalog, "noe annet", "nb")
    before = kept()
    found(real_catalog, "hemmelig navnesen kvxqz")
    find(real_catalog, "hemmelig navnesen kvxqz", "nb")
    assert kept() == before


def test_no_form_belongs_to_two_words(real_library: Library) -> None:
    known = [real_library.search_words[language].forms for language in ("nb", "nn")]
    forms = [form for each in known for others in each.values() for form in others]
    assert len(forms) == len(set(forms))
    assert not set(forms) & {word for each in known for word in each}


def test_every_real_text_says_how_people_ask_for_it_in_every_language(real_library: Library) -> None:
    for resource in real_library.resources.values():
        assert len(resource.asked.get("nb", ())) >= 25, resource.id
        assert set(resource.asked) >= set(real_library.vocabulary.languages), resource.id
