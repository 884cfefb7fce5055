"""What one can read after a text, and the one thing to do next."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.catalog.related import MOST, PROFESSIONALS, Reason, next_step, related
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import CODED_AUDIENCES, Resource

Build = Callable[..., Catalog]
CHILD, YOUTH, PARENT, PRACTITIONER = (
    "naar-mamma-er-deprimert",
    "naar-noen-hjemme-drikker",
    "snakk-sammen",
    "spor-om-barn",
)
NEW_WORDS = {"title": "Ekorn samler kongler", "summary": "Om høst i skogen.", "main_message": "Ekornet er flittig."}

OTHER_WORDS = {"title": "Katten sover", "summary": "Om en katt.", "main_message": "Katter sover mye."}


@pytest.fixture
def build(fixture_library: Library) -> Build:
    """A catalog of the fixture library, with some of its texts changed or copied under other names."""

    def built(
        copies: dict[str, tuple[str, dict[str, Any]]], edition: Edition = Edition.PUBLISHED, **parts: Any
    ) -> Catalog:
        resources = dict(fixture_library.resources)
        for number, (slug, (original, facts)) in enumerate(copies.items()):
            found = resources[original]
            words = facts.pop("words", None)
            fresh = {} if slug == original else {"id": slug, "code": found.code and f"b{500 + number}", "related": ()}
            if words:
                texts = {known: text.model_copy(update=words) for known, text in found.texts.items()}
                fresh["texts"] = texts
            resources[slug] = found.model_copy(update=fresh | facts)
        return Catalog.build(replace(fixture_library, resources=resources, **parts), edition)

    return built


def ids(catalog: Catalog, slug: str, language: str = "nb") -> list[str]:
    return [each.resource.id for each in related(catalog, held(catalog, slug), language)]


def held(catalog: Catalog, slug: str) -> Resource:
    found = catalog.get(slug)
    assert found is not None
    return found


def test_what_is_named_by_hand_stands_first_in_its_order(build: Build) -> None:
    named = ("hvem-kan-jeg-snakke-med", "naar-noen-dor")
    catalog = build({YOUTH: (YOUTH, {"related": named}), "nesten-lik": (YOUTH, {"words": NEW_WORDS})})
    assert ids(catalog, YOUTH)[:2] == list(named)
    assert ids(catalog, YOUTH)[2] == "nesten-lik"


def test_a_text_is_never_offered_after_itself_nor_twice(build: Build) -> None:
    catalog = build({YOUTH: (YOUTH, {"related": ("naar-noen-dor", YOUTH, "naar-noen-dor")})})
    found = ids(catalog, YOUTH)
    assert YOUTH not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_texts_are_not_offered_even_where_they_are_named(build: Build, status: str) -> None:
    facts = {"status": status, "words": NEW_WORDS}
    catalog = build({YOUTH: (YOUTH, {"related": ("skjult",)}), "skjult": (YOUTH, facts)})
    assert "skjult" not in ids(catalog, YOUTH)
    preview = build({YOUTH: (YOUTH, {"related": ("skjult",)}), "skjult": (YOUTH, facts)}, Edition.PREVIEW)
    assert ("skjult" in ids(preview, YOUTH)) == (status == "draft")


@pytest.mark.parametrize("slug", [CHILD, YOUTH])
def test_nobody_young_is_led_to_what_is_written_for_professionals_even_where_it_is_named(
    build: Build, slug: str
) -> None:
    catalog = build({slug: (slug, {"related": (PRACTITIONER,), "situations": ("general",)})})
    assert PRACTITIONER not in ids(catalog, slug)


def test_a_text_for_grown_ups_that_is_named_for_a_child_is_offered_as_one_for_grown_ups(build: Build) -> None:
    catalog = build({CHILD: (CHILD, {"related": (PARENT,)})})
    found = related(catalog, held(catalog, CHILD), "nb")
    assert (found[0].resource.id, found[0].reasons[0]) == (PARENT, Reason("adults"))


def test_texts_for_other_readers_are_not_offered_of_themselves(build: Build) -> None:
    """However much they have in common."""
    catalog = build({"for-fagfolk": (PARENT, {"audiences": ("practitioner",), "words": NEW_WORDS})})
    assert "for-fagfolk" not in ids(catalog, PARENT)
    assert set(ids(catalog, PRACTITIONER)) == {"for-fagfolk"}


def test_what_has_more_in_common_comes_first(build: Build) -> None:
    catalog = build(
        {
            "samme-sak": (PARENT, {"words": NEW_WORDS}),
            "annen-sak": (PARENT, {"words": OTHER_WORDS, "situations": ("general",), "topics": ("rights",)}),
        }
    )
    found = ids(catalog, PARENT)
    assert found.index("samme-sak") < found.index("annen-sak")


def test_nobody_reads_of_death_after_a_text_on_illness(build: Build) -> None:
    loss = {"situations": ("bereavement",), "loss_contexts": ("suicide",), "words": NEW_WORDS}
    catalog = build({"om-selvmord": (CHILD, loss), "om-alt": (CHILD, {"situations": ("general",)})})
    assert "om-selvmord" not in ids(catalog, CHILD)
    assert "om-selvmord" not in ids(catalog, "om-alt")


def test_a_death_of_another_kind_is_not_offered_after_a_death(build: Build) -> None:
    facts = {"situations": ("bereavement",), "words": NEW_WORDS}
    catalog = build(
        {
            "ventet": (CHILD, facts | {"loss_contexts": ("expected",)}),
            "braatt": (CHILD, facts | {"loss_contexts": ("sudden",)}),
            "uansett": (CHILD, facts | {"loss_contexts": ("unspecified",)}),
        }
    )
    assert "braatt" not in ids(catalog, "ventet")
    other = build(
        {
            "ventet": (CHILD, facts | {"loss_contexts": ("expected",)}),
            "uansett": (CHILD, {"situations": ("bereavement",), "loss_contexts": ("unspecified",)}),
        }
    )
    assert "uansett" in ids(other, "ventet")


def test_near_copies_do_not_crowd_out_the_rest(build: Build) -> None:
    catalog = build({f"kopi-{number}": (PARENT, {}) for number in range(6)})
    assert not [id for id in ids(catalog, PARENT) if id.startswith("kopi")]  # they say what was just read
    others = build({f"kopi-{number}": (PARENT, {"words": dict(NEW_WORDS)}) for number in range(6)})
    assert len([id for id in ids(others, PARENT) if id.startswith("kopi")]) == 1


def test_texts_in_the_readers_language_stand_before_the_others(build: Build, fixture_library: Library) -> None:
    texts = fixture_library.resources[PARENT].texts
    words = texts["nb"].model_copy(update=NEW_WORDS)
    catalog = build(
        {
            "bare-norsk": (PARENT, {"texts": {"nb": words}}),
            "ogsaa-arabisk": (
                PARENT,
                {
                    "texts": {"nb": texts["nb"].model_copy(update=OTHER_WORDS), "ar": words},
                    "situations": ("general",),
                    "topics": ("rights",),
                },
            ),
        }
    )
    found = ids(catalog, PARENT, "ar")
    assert found.index("ogsaa-arabisk") < found.index("bare-norsk")
    found = ids(catalog, PARENT, "nb")
    assert found.index("bare-norsk") < found.index("ogsaa-arabisk")


def test_reasons_name_what_both_texts_are_about_and_nothing_else(build: Build) -> None:
    catalog = build(
        {
            "om-skyld": (CHILD, {"topics": ("guilt",), "words": NEW_WORDS}),
            "for-alle": (
                CHILD,
                {"situations": ("general",), "topics": ("rights",), "words": {"title": "Kart", "summary": "Om kart."}},
            ),
        }
    )
    reasons = {each.resource.id: each.reasons for each in related(catalog, held(catalog, CHILD), "nb")}
    assert reasons["om-skyld"] == (Reason("situation", ("mental_illness",)), Reason("topic", ("guilt",)))
    assert reasons["for-alle"] == (Reason("any_situation"),)


def test_a_library_of_one_text_offers_nothing(fixture_library: Library) -> None:
    alone = replace(fixture_library, resources={CHILD: fixture_library.resources[CHILD]}, sheets={})
    catalog = Catalog.build(alone, Edition.PUBLISHED)
    assert related(catalog, catalog.resources[0], "nb") == ()
    assert next_step(catalog, catalog.resources[0], "nb").kind == "help"


# -- the next step ----------------------------------------------------------------------------------------------------


def test_a_child_is_led_to_somebody_to_talk_with_and_from_there_to_a_sheet(build: Build) -> None:
    catalog = build({})
    step = next_step(catalog, held(catalog, CHILD), "nb")
    assert (step.kind, step.resource and step.resource.id) == ("talk", "hvem-kan-jeg-snakke-med")
    step = next_step(catalog, held(catalog, "hvem-kan-jeg-snakke-med"), "nb")
    assert step.kind in ("sheet", "help")
    assert step.sheet is None or step.sheet.text != "hvem-kan-jeg-snakke-med"


def test_a_sheet_is_not_the_next_step_after_the_text_that_tells_of_it(build: Build) -> None:
    own = "hvem-kan-jeg-snakke-med"
    sheet = next(iter(build({}).library.sheets.values()))
    about = build({}, sheets={sheet.id: sheet.model_copy(update={"text": own, "audiences": ("child",)})})
    assert next_step(about, held(about, own), "nb").kind == "help"
    other = build({}, sheets={sheet.id: sheet.model_copy(update={"text": None, "audiences": ("child",)})})
    assert next_step(other, held(other, own), "nb").sheet is not None


def test_a_parent_is_led_to_the_guide_that_fits_and_from_there_to_a_text_to_read_with_the_child(build: Build) -> None:
    catalog = build({"uansett": (PARENT, {"situations": ("general",)})})
    step = next_step(catalog, held(catalog, "naar-babyen-merker-uro"), "nb")
    assert (step.kind, step.resource and step.resource.id) == ("guide", PARENT)
    step = next_step(catalog, held(catalog, "snakk-med-barnet"), "nb")
    assert (step.kind, step.resource and step.resource.id) == ("guide", "uansett")
    step = next_step(catalog, held(catalog, PARENT), "nb")
    assert (step.kind, step.resource and step.resource.id) == ("together", CHILD)


def test_a_guide_on_death_is_for_texts_that_are_about_death_first_of_all(build: Build) -> None:
    loss = {"situations": ("bereavement",), "loss_contexts": ("unspecified",)}
    many = {"situations": ("somatic_illness", "bereavement"), "loss_contexts": ("unspecified",)}
    catalog = build(
        {
            "guide-sorg": (PARENT, loss),
            "guide-uansett": (PARENT, {"situations": ("general",)}),
            "om-mye": ("snakk-med-barnet", many),
            "om-sorg": ("snakk-med-barnet", loss),
        }
    )
    chosen = {slug: next_step(catalog, held(catalog, slug), "nb").resource for slug in ("om-mye", "om-sorg")}
    assert {slug: found and found.id for slug, found in chosen.items()} == {
        "om-mye": "guide-uansett",
        "om-sorg": "guide-sorg",
    }


def test_a_professional_is_led_to_a_guide_and_from_there_to_what_can_be_printed(build: Build) -> None:
    catalog = build({"guide": (PARENT, {"audiences": ("practitioner",), "situations": ("general",)})})
    step = next_step(catalog, held(catalog, PRACTITIONER), "nb")
    assert (step.kind, step.resource and step.resource.id) == ("guide", "guide")
    step = next_step(catalog, held(catalog, "guide"), "nb")
    assert step.kind == "pack"
    assert [each.id for each in step.pack] == ["guide", PRACTITIONER]


# -- the library as it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "ar", "so"])
def test_every_text_has_two_or_more_to_read_on_and_a_next_step_for_the_same_reader(
    real_catalog: Catalog, language: str
) -> None:
    for resource in real_catalog.resources:
        found = related(real_catalog, resource, language)
        step = next_step(real_catalog, resource, language)
        assert len(found) >= 2, resource.id
        assert len(found) <= max(MOST, len(resource.related))
        assert all(each.reasons for each in found)
        reached = [*(each.resource for each in found), *filter(None, [step.resource]), *step.pack]
        assert all(other.status == "published" for other in reached)
        if set(resource.audiences) & set(CODED_AUDIENCES):
            assert not [other.id for other in reached if set(other.audiences) & PROFESSIONALS], resource.id
            assert step.kind in ("talk", "sheet", "help")
            assert step.resource is None or "bereavement" not in step.resource.situations
        assert step.resource is not resource
