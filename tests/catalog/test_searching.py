"""Full-text search, by what it finds first."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.catalog import Catalog, Edition, Query
from barnsbeste_content.catalog.analysis import compound_parts, content_words, fold, terms
from barnsbeste_content.model import Library, Resource, Section, Text


def found(catalog: Catalog, text: str, language: str = "nb") -> list[str]:
    query = Query.from_params({"q": [text]}, catalog.vocabulary)
    return [resource.id for resource in catalog.select(query, language).resources]


def first(catalog: Catalog, text: str, language: str = "nb") -> str | None:
    return next(iter(found(catalog, text, language)), None)


def library_of(fixture_library: Library, **texts: dict[str, str]) -> Catalog:
    """A catalog of texts of these words; the rest of each is the same."""
    pattern = fixture_library.resources["snakk-med-barnet"]
    resources: dict[str, Resource] = {}
    for slug, words in texts.items():
        language = words.get("language", "nb")
        held = Text(
            language=language,
            title=words.get("title", "Overskrift"),
            summary=words.get("summary", "Sammendrag"),
            main_message=words.get("main_message", "Budskap"),
            sections=(Section(id="en", heading="Avsnitt", text=words.get("body", "Brødtekst")),),
            actions=("Handling",),
        )
        resources[slug] = pattern.model_copy(update={"id": slug, "texts": {"nb": held, language: held}})
    return Catalog.build(replace(fixture_library, resources=resources, search_words={}), Edition.PUBLISHED)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("deprimert", "naar-mamma-er-deprimert"),
        ("DEPRIMERT", "naar-mamma-er-deprimert"),
        ("deprimerte mødre", "naar-mamma-er-deprimert"),  # inflected
        ("sorg", "naar-noen-dor"),
        ("babyen", "naar-babyen-merker-uro"),
        ("journalen", "spor-om-barn"),
    ],
)
def test_words_of_a_text_find_it(fixture_catalog: Catalog, text: str, slug: str) -> None:
    assert first(fixture_catalog, text) == slug


@pytest.mark.parametrize("text", ["deprimrt", "deprimret", "depprimert", "drikekr", "alkohl", "avhenigg"])
def test_a_typo_finds_what_was_meant(fixture_catalog: Catalog, text: str) -> None:
    expected = "naar-mamma-er-deprimert" if text.startswith("dep") else "naar-noen-hjemme-drikker"
    assert first(fixture_catalog, text) == expected


def test_the_beginning_of_a_last_word_is_enough(fixture_catalog: Catalog) -> None:
    assert first(fixture_catalog, "helsepersonell") == "spor-om-barn"
    assert first(fixture_catalog, "journ") == "spor-om-barn"


@pytest.mark.parametrize("text", ["fyll", "full", "hun er alltid full"])
def test_everyday_words_lead_to_the_words_of_the_texts(fixture_catalog: Catalog, text: str) -> None:
    assert first(fixture_catalog, text) == "naar-noen-hjemme-drikker"


def test_everyday_phrases_of_several_words_are_understood(fixture_catalog: Catalog) -> None:
    assert first(fixture_catalog, "mamma er trist hele tiden") == "naar-mamma-er-deprimert"


def test_everyday_words_are_those_of_the_readers_language(fixture_catalog: Catalog) -> None:
    assert first(fixture_catalog, "booze", "en") == "naar-noen-hjemme-drikker"
    assert found(fixture_catalog, "booze", "nb") == []


def test_words_of_the_glossary_find_the_texts_that_use_them(fixture_catalog: Catalog) -> None:
    assert "hvem-kan-jeg-snakke-med" in found(fixture_catalog, "helsesøster")


def test_parts_find_the_compound(fixture_library: Library) -> None:
    catalog = library_of(
        fixture_library,
        compound={"body": "Om hjerneskade hos voksne."},
        parts={"body": "Hjerne er et ord, skade et annet."},
        other={"body": "Noe helt annet."},
    )
    assert set(found(catalog, "skade")) == {"compound", "parts"}
    assert first(catalog, "hjerneskade") == "compound"
    assert "parts" in found(catalog, "hjerneskade")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hjerneskade", ("hjerne", "skade")),
        ("familiesorg", ("familie", "sorg")),
        ("barnehagebarn", ("barnehage", "barn")),
        ("arbeidstid", ()),  # "tid" is too short
        ("sorgsorg", ("sorg", "sorg")),
        ("hjerne", ()),
        ("ukjentord", ()),
    ],
)
def test_compounds_come_apart_where_both_parts_are_words(word: str, parts: tuple[str, ...]) -> None:
    lexicon = frozenset(("hjerne", "skade", "familie", "sorg", "barnehage", "barn", "arbeid", "tid"))
    assert compound_parts(word, lexicon) == parts


def test_compounds_with_a_joint_come_apart() -> None:
    assert compound_parts("sykdomsfølelse", frozenset(("sykdom", "følelse"))) == ("sykdom", "følelse")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("مكتئبه", "مكتئبة"),  # ta marbuta as ha
        ("امي", "أمي"),  # no hamza
        ("أُمِّي", "أمي"),  # vowel marks
        ("امى", "أمي"),  # alif maqsura
        ("مکتئبة", "مكتئبة"),  # Persian kaf
        ("مكـتئبة", "مكتئبة"),  # drawn out
    ],
)
def test_arabic_letters_match_in_each_of_their_forms(fixture_catalog: Catalog, typed: str, written: str) -> None:
    assert terms(typed, "ar") == terms(written, "ar")
    assert first(fixture_catalog, typed, "ar") == "naar-mamma-er-deprimert"


def test_letters_with_marks_match_plain_ones_where_people_type_so(fixture_library: Library) -> None:
    catalog = library_of(fixture_library, a={"body": "Søsken og pårørende."}, b={"body": "Noe annet."})
    assert found(catalog, "sosken") == ["a"]
    assert found(catalog, "parorende") == ["a"]


def test_a_hit_in_the_title_comes_before_summary_and_summary_before_body(fixture_library: Library) -> None:
    catalog = library_of(
        fixture_library,
        body={"body": "Her står hest en gang."},
        title={"title": "Om hest"},
        summary={"summary": "Noe om hest"},
        none={"body": "Noe annet."},
    )
    assert found(catalog, "hest") == ["title", "summary", "body"]


def test_the_readers_language_comes_before_its_fallbacks(fixture_library: Library) -> None:
    catalog = library_of(
        fixture_library,
        fallback={"title": "Radio", "language": "nb"},
        own={"title": "Radio", "language": "en"},
    )
    assert first(catalog, "radio", "en") == "own"


def test_a_reader_finds_texts_that_are_only_in_a_fallback_language(fixture_catalog: Catalog) -> None:
    assert first(fixture_catalog, "depressed", "so") == "naar-mamma-er-deprimert"
    assert first(fixture_catalog, "sorg", "ar") == "naar-noen-dor"


def test_search_and_choices_hold_together(fixture_catalog: Catalog) -> None:
    query = Query.from_params({"q": ["mamma"], "audience": ["practitioner"]}, fixture_catalog.vocabulary)
    assert fixture_catalog.select(query, "nb").total == 0


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_no_words_are_no_search(fixture_catalog: Catalog, text: str) -> None:
    assert len(found(fixture_catalog, text)) == len(fixture_catalog.resources)


@pytest.mark.parametrize(
    "text",
    ["!?", "***", '"', "a:b AND (", "title_nb:mamma)", "-", "xyzzyqwerty", "😀", "/.*/", "[a TO z]", "\\", "~2", "^"],
)
def test_junk_finds_nothing_or_little_and_never_fails(fixture_catalog: Catalog, text: str) -> None:
    assert len(found(fixture_catalog, text)) < len(fixture_catalog.resources)


@given(st.text(max_size=60))
def test_any_words_in_any_language_can_be_searched_for(fixture_catalog: Catalog, text: str) -> None:
    for language in ("nb", "en", "ar", "so", "xx"):
        names = found(fixture_catalog, text, language)
        assert len(names) == len(set(names))


@pytest.mark.parametrize("unit", ["mamma drikker ", "x", "ø" * 59 + " ", "ا ", "deprimret "])
def test_ten_thousand_characters_are_answered_at_once(real_catalog: Catalog, unit: str) -> None:
    found(real_catalog, "varm opp")
    text = (unit * (10_000 // len(unit) + 1))[:10_000]
    start = time.perf_counter()
    found(real_catalog, text)
    assert time.perf_counter() - start < 1.0


def test_words_that_say_nothing_alone_are_left_out_unless_nothing_else_is_there() -> None:
    assert content_words("hva gjør jeg når mamma er trist", "nb") == ["gjør", "mamma", "trist"]
    assert content_words("hva er det", "nb") == ["hva", "er", "det"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "text", ["pappa drikker", "papa driker", "far er alkoholiker", "mamma er full", "foreldre ruser seg"]
)
def test_the_real_library_puts_addiction_first(real_catalog: Catalog, text: str) -> None:
    slug = first(real_catalog, text)
    assert slug is not None
    held = real_catalog.get(slug)
    assert held is not None
    assert "addiction" in held.situations


def test_each_real_text_is_found_first_or_nearly_by_its_own_title(real_catalog: Catalog) -> None:
    for held in real_catalog.resources:
        assert held.id in found(real_catalog, held.texts["nb"].title)[:3], held.id
