from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from barnsbeste_content.model import Library, Resource, Section, Text, Translation


def text(language: str = "nb", **changes: Any) -> Text:
    facts: dict[str, Any] = {
        "language": language,
        "title": "Tittel",
        "summary": "Kort sagt.",
        "main_message": "Det viktigste.",
        "sections": (Section(id="en", heading="Første", text="Ett."), Section(id="to", heading="Andre", text="To.")),
        "actions": ("Gjør dette.", "Gjør også dette."),
        "say": ("Hei.",),
    }
    return Text(**facts | changes)


def resource(fixture_library: Library, *texts: Text) -> Resource:
    known = fixture_library.resources["naar-mamma-er-deprimert"]
    return known.model_copy(update={"texts": {each.language: each for each in texts}})


def translated(source: Text) -> Text:
    return text("en", translation=Translation(source_fingerprint=source.fingerprints))


def test_the_first_language_asked_for_is_no_fallback(fixture_library: Library) -> None:
    found = resource(fixture_library, text(), text("en"), text("ar")).text_for(("en", "nb"))
    assert (found.language, found.is_fallback) == ("en", False)


def test_a_missing_language_falls_back_along_the_chain(fixture_library: Library) -> None:
    both = resource(fixture_library, text(), text("en"))
    found = both.text_for(("so", "en", "nb"))
    assert (found.language, found.is_fallback) == ("en", True)
    found = resource(fixture_library, text()).text_for(("so", "en"))
    assert (found.language, found.is_fallback) == ("nb", True)


def test_an_empty_chain_gives_bokmaal(fixture_library: Library) -> None:
    found = resource(fixture_library, text(), text("en")).text_for(())
    assert (found.language, found.is_fallback) == ("nb", False)


@pytest.mark.parametrize(
    ("translation", "status"),
    [(None, "source"), (Translation(), "machine"), (Translation(status="reviewed"), "reviewed")],
)
def test_a_found_text_says_how_it_came_to_be(
    fixture_library: Library, translation: Translation | None, status: str
) -> None:
    held = resource(fixture_library, text(), text("en", translation=translation))
    assert held.text_for(("en",)).status == status


def test_a_translation_of_the_present_wording_is_not_outdated(fixture_library: Library) -> None:
    source = text()
    assert resource(fixture_library, source, translated(source)).outdated_parts("en") == ()
    assert resource(fixture_library, source).outdated_parts("nb") == ()


@pytest.mark.parametrize(
    ("changes", "outdated"),
    [
        ({"title": "Ny tittel"}, ("head",)),
        ({"summary": "Nytt."}, ("head",)),
        ({"main_message": "Nytt."}, ("head",)),
        ({"actions": ("Gjør dette.", "Gjør noe nytt.")}, ("actions",)),
        ({"say": ("Hallo.",)}, ("say",)),
        (
            {
                "sections": (
                    Section(id="en", heading="Første", text="Nytt."),
                    Section(id="to", heading="Andre", text="To."),
                )
            },
            ("en",),
        ),
        (
            {"sections": (Section(id="en", heading="Første", text="Ett."), Section(id="to", heading="Ny", text="To."))},
            ("to",),
        ),
    ],
)
def test_changing_one_part_makes_exactly_that_part_outdated(
    fixture_library: Library, changes: dict[str, Any], outdated: tuple[str, ...]
) -> None:
    translation = translated(text())
    assert resource(fixture_library, text(**changes), translation).outdated_parts("en") == outdated


def test_a_new_section_is_outdated_until_it_is_translated(fixture_library: Library) -> None:
    longer = text(sections=(*text().sections, Section(id="tre", heading="Tredje", text="Tre.")))
    assert resource(fixture_library, longer, translated(text())).outdated_parts("en") == ("tre",)


def test_sources_and_white_space_are_no_wording() -> None:
    moved = text(
        sections=(
            Section(id="en", heading="Første", text="  Ett.\n\n", sources=("kilde",)),
            Section(id="to", heading="Andre", text="To."),
        )
    )
    assert moved.fingerprints == text().fingerprints


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_different_words_have_different_fingerprints(one: str, other: str) -> None:
    same = " ".join(one.split()) == " ".join(other.split())
    assert (text(actions=(one,)).fingerprints["actions"] == text(actions=(other,)).fingerprints["actions"]) is same


def test_the_fixture_translation_with_one_other_fingerprint_is_outdated_there(fixture_library: Library) -> None:
    held = fixture_library.resources["naar-mamma-er-deprimert"]
    assert held.outdated_parts("en") == ()
    assert held.outdated_parts("ar") == ("hva-skjer",)


def test_a_text_without_sayings_has_no_such_part() -> None:
    assert list(text(say=()).parts) == ["head", "en", "to", "actions"]


def test_reading_time_is_at_least_a_minute_and_grows_with_the_words() -> None:
    assert text().minutes == 1
    assert text(actions=("ord " * 1500,)).minutes == 10


@pytest.mark.parametrize("taken", ["head", "actions", "say"])
def test_a_section_cannot_bear_the_name_of_another_part(taken: str) -> None:
    with pytest.raises(ValidationError, match="is taken"):
        text(sections=(Section(id=taken, heading="Første", text="Ett."),))


def test_texts_for_children_are_addressed_by_their_code(fixture_library: Library) -> None:
    assert fixture_library.resources["naar-mamma-er-deprimert"].name == "b01"
    assert fixture_library.resources["snakk-med-barnet"].name == "snakk-med-barnet"


def test_languages_begin_with_bokmaal(fixture_library: Library) -> None:
    assert fixture_library.resources["naar-mamma-er-deprimert"].languages == ("nb", "ar", "en")


def test_values_are_a_tuple_for_every_facet(fixture_library: Library) -> None:
    held = fixture_library.resources["naar-mamma-er-deprimert"]
    assert held.values("format") == ("article",)
    assert held.values("topic") == ("understand_illness", "guilt", "feelings")
    assert held.values("law") == ()


def test_a_resource_cannot_be_changed(fixture_library: Library) -> None:
    with pytest.raises(ValidationError):
        fixture_library.resources["snakk-med-barnet"].status = "draft"  # type: ignore[misc]
