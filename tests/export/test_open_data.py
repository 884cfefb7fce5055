"""What programs of others are given: whole, honest, and nothing that is not published."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from barnsbeste_content.catalog import Catalog, Query
from barnsbeste_content.export.open_data import DOCUMENTS, Document, Facts, OpenData, ResourceDocument, schemas
from barnsbeste_content.model import FACET_ATTRIBUTES, Library, Resource
from barnsbeste_content.model.text import TextFile

ORIGIN = "https://example.org"
SLUG = "naar-mamma-er-deprimert"


def as_json(document: Document) -> Any:
    return json.loads(document.json_bytes())


def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/$defs/{name}", "$defs": schemas("#/$defs/{model}")}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def whole(catalog: Catalog, slug: str = SLUG) -> Any:
    resource = catalog.get(slug)
    assert resource is not None
    return as_json(OpenData(catalog, ORIGIN).resource(resource))


def test_every_field_of_every_document_is_promised_and_no_other() -> None:
    known = schemas()
    assert {model.__name__ for model in DOCUMENTS} <= set(known)
    for schema in known.values():
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])


def test_every_real_text_helpline_and_label_is_as_the_schemas_say(real_catalog: Catalog) -> None:
    data = OpenData(real_catalog, ORIGIN)
    resources, summaries = validator("ResourceDocument"), validator("ResourceSummary")
    assert real_catalog.resources
    for resource in real_catalog.resources:
        resources.validate(as_json(data.resource(resource)))
        summaries.validate(as_json(data.summary(resource, "ar")))
    validator("HelplineList").validate(as_json(data.helplines()))
    validator("VocabularyDocument").validate(as_json(data.vocabulary()))
    validator("StatusDocument").validate(as_json(data.status("1", "2")))


def test_a_text_bears_every_facet_under_the_name_it_has_in_its_file(fixture_catalog: Catalog) -> None:
    assert set(FACET_ATTRIBUTES.values()) <= set(Facts.model_fields)
    for resource in fixture_catalog.resources:
        document = whole(fixture_catalog, resource.id)
        for facet, attribute in FACET_ATTRIBUTES.items():
            given = document[attribute]
            assert tuple([given] if isinstance(given, str) else given) == resource.values(facet)


def test_a_text_is_there_in_every_language_with_all_its_words(
    fixture_catalog: Catalog, fixture_library: Library
) -> None:
    texts = whole(fixture_catalog)["texts"]
    assert list(texts) == ["nb", "ar", "en"]
    for language, text in fixture_library.resources[SLUG].texts.items():
        for name in set(TextFile.model_fields) - {"sections", "translation"}:
            assert texts[language][name] == json.loads(json.dumps(getattr(text, name))), (language, name)
        assert [s["text"] for s in texts[language]["sections"]] == [s.text for s in text.sections]


def test_how_a_translation_came_to_be_is_told(fixture_catalog: Catalog) -> None:
    texts = whole(fixture_catalog)["texts"]
    assert {language: text["translation"] for language, text in texts.items()} == {
        "nb": "source",
        "ar": "machine",
        "en": "reviewed",
    }
    assert texts["ar"]["outdated_parts"] == ["hva-skjer"]
    assert texts["ar"]["direction"] == "rtl"
    assert "Lest av ingen" not in json.dumps(texts, ensure_ascii=False)  # a word between editors


def test_links_in_html_are_absolute_and_stay_in_the_language(fixture_catalog: Catalog) -> None:
    text = whole(fixture_catalog)["texts"]["en"]
    assert f'href="{ORIGIN}/en/les/hvem-kan-jeg-snakke-med"' in text["sections"][1]["html"]
    assert "(ressurs:hvem-kan-jeg-snakke-med)" in text["sections"][1]["text"]
    assert text["url"] == f"{ORIGIN}/en/les/{SLUG}"


def test_html_holds_nothing_that_runs(fixture_catalog: Catalog, fixture_library: Library) -> None:
    resource = fixture_library.resources[SLUG]
    text = resource.texts["nb"]
    section = text.sections[0].model_copy(update={"text": "<script>alert(1)</script> [a](javascript:b) ![c](d)"})
    evil = resource.model_copy(update={"texts": {"nb": text.model_copy(update={"sections": (section,)})}})
    html = OpenData(fixture_catalog, ORIGIN).resource(evil).texts["nb"].sections[0].html
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_a_language_that_the_site_is_not_in_has_no_page(fixture_catalog: Catalog) -> None:
    texts = whole(fixture_catalog, "naar-babyen-merker-uro")["texts"]
    assert texts["so"]["url"] == f"{ORIGIN}/so/les/naar-babyen-merker-uro"
    assert texts["nb"]["url"] == f"{ORIGIN}/nb/les/naar-babyen-merker-uro"


def test_who_can_be_called_stands_in_the_text_with_all_that_is_known(fixture_catalog: Catalog) -> None:
    lines = {line["id"]: line for line in whole(fixture_catalog)["helplines"]}
    assert list(lines) == ["barnetelefonen", "nodtelefonen"]
    child = lines["barnetelefonen"]
    assert (child["phone"], child["tel"], child["hours"]) == ("116 000", "116000", "always")
    assert (child["languages"], child["checked"], child["free"]) == (["nb", "en"], "2026-11-20", True)
    assert lines["nodtelefonen"]["anonymous"] is None  # not known is not "no"


def test_hours_keep_the_names_they_have_in_their_files(fixture_catalog: Catalog) -> None:
    lines = as_json(OpenData(fixture_catalog, ORIGIN).helplines())["results"]
    assert [line["urgency"] for line in lines] == ["emergency", "crisis", "support"]
    assert lines[2]["hours"][1] == {"days": ["fri"], "from": "09:00", "to": "12:00"}


def test_a_list_says_which_language_a_title_is_in(fixture_catalog: Catalog) -> None:
    data = OpenData(fixture_catalog, ORIGIN)
    resource = fixture_catalog.get("snakk-med-barnet")
    only_norwegian = fixture_catalog.get("spor-om-barn")
    assert resource and only_norwegian
    here, fallback = data.summary(resource, "ar"), data.summary(only_norwegian, "ar")
    assert (here.language, here.direction, here.is_fallback) == ("ar", "rtl", False)
    assert (fallback.language, fallback.direction, fallback.is_fallback) == ("nb", "ltr", True)
    assert [version.language for version in here.languages] == ["nb", "ar", "en"]


def test_what_is_not_published_is_in_no_document(fixture_catalog: Catalog, fixture_library: Library) -> None:
    hidden = [r for r in fixture_library.resources.values() if r.status != "published"]
    assert hidden
    data = OpenData(fixture_catalog, ORIGIN)
    selection = fixture_catalog.select(Query(), "nb")
    said = data.page(selection, "nb", {}, 1, 100).json_bytes()
    said += b"".join(data.resource(resource).json_bytes() for resource in fixture_catalog.resources)
    for resource in hidden:
        assert resource.id.encode() not in said
        assert resource.texts["nb"].title.encode() not in said


def test_a_draft_is_told_to_be_one_in_the_edition_for_staff(preview_catalog: Catalog) -> None:
    statuses = {r.id: OpenData(preview_catalog, ORIGIN).summary(r, "nb").status for r in preview_catalog.resources}
    assert statuses.pop("kladd-om-hjerneskade") == "draft"
    assert set(statuses.values()) == {"published"}


def test_a_related_text_that_is_not_served_is_left_out(fixture_catalog: Catalog, fixture_library: Library) -> None:
    resource: Resource = fixture_library.resources[SLUG].model_copy(
        update={"related": ("kladd-om-hjerneskade", "gammel-tekst-om-rus", "spor-om-barn")}
    )
    document: ResourceDocument = OpenData(fixture_catalog, ORIGIN).resource(resource)
    assert [(other.id, other.document) for other in document.related] == [
        ("spor-om-barn", f"{ORIGIN}/api/v1/resources/spor-om-barn")
    ]


def test_the_vocabulary_explains_every_id_that_a_text_bears(real_catalog: Catalog) -> None:
    document = as_json(OpenData(real_catalog, ORIGIN).vocabulary())
    known = {facet["attribute"]: {value["id"] for value in facet["values"]} for facet in document["facets"]}
    assert list(known) == list(FACET_ATTRIBUTES.values())
    for resource in real_catalog.resources:
        for facet, attribute in FACET_ATTRIBUTES.items():
            assert set(resource.values(facet)) <= known[attribute]
    languages = {language["id"]: language for language in document["languages"]}
    assert languages["ar"]["direction"] == "rtl"
    assert languages["nb"]["texts"] == len(real_catalog.resources)


@pytest.mark.parametrize(
    ("page", "numbers", "previous", "following"),
    [(1, [0, 1, 2], None, 2), (2, [3, 4, 5], 1, 3), (3, [6, 7], 2, None), (4, [], 3, None), (9, [], 3, None)],
)
def test_pages_follow_each_other_without_gap_or_overlap(
    fixture_catalog: Catalog, page: int, numbers: list[int], previous: int | None, following: int | None
) -> None:
    selection = fixture_catalog.select(Query(), "nb")
    assert selection.total == 8
    params = {"per_page": ["3"], "page": [str(page)]}
    found = OpenData(fixture_catalog, ORIGIN).page(selection, "nb", params, page, 3)
    assert [result.id for result in found.results] == [selection.resources[i].id for i in numbers]
    address = ORIGIN + "/api/v1/resources?per_page=3&page={}"
    assert found.previous == (address.format(previous) if previous else None)
    assert found.next == (address.format(following) if following else None)
    assert (found.total, found.pages) == (8, 3)


def test_an_empty_selection_has_no_pages(fixture_catalog: Catalog) -> None:
    query = Query.from_params({"q": ["xqzxqzxqz"]}, fixture_catalog.vocabulary)
    found = OpenData(fixture_catalog, ORIGIN).search(fixture_catalog.select(query, "nb"), "nb", {}, 1, 20)
    assert (found.total, found.pages, found.next, found.previous, found.results) == (0, 0, None, None, [])
