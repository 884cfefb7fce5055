"""The JSON Schemas that editors complete from."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from barnsbeste_content.loading import load_library
from barnsbeste_content.loading.files import KINDS
from barnsbeste_content.loading.folder import Folder
from barnsbeste_content.loading.schema import schemas, stale_schemas, write_schemas
from barnsbeste_content.loading.strict_yaml import parse
from barnsbeste_content.model import Library


def as_json(value: Any) -> Any:
    """What a YAML value is to a JSON Schema."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def value_in(path: Path) -> Any:
    return as_json(parse(path.read_bytes(), lambda line, said: pytest.fail(f"{path}:{line}: {said}")))


def validator(library: Library, kind: str) -> Draft202012Validator:
    schema = json.loads(schemas(library.vocabulary)[f"{kind}.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schemas_in_content_are_fresh(real_root: Path, real_library: Library) -> None:
    assert stale_schemas(real_root, real_library.vocabulary) == [], "run barnsbeste schema"


def test_written_schemas_are_fresh_until_the_vocabulary_changes(folder: Path) -> None:
    library = load_library(folder)
    assert len(stale_schemas(folder, library.vocabulary)) == len(KINDS)
    assert len(write_schemas(folder, library.vocabulary)) == len(KINDS)
    assert stale_schemas(folder, library.vocabulary) == []
    path = folder / "vocabulary/topic.yaml"
    path.write_text(path.read_text("utf-8").replace("id: grief", "id: sorrow"), "utf-8")
    assert stale_schemas(folder, load_library(folder).vocabulary) == ["resource.schema.json", "question.schema.json"]


@pytest.mark.parametrize("kind", KINDS)
def test_good_files_satisfy_their_schema(fixture_root: Path, fixture_library: Library, kind: str) -> None:
    check = validator(fixture_library, kind)
    found = [file for file in Folder(fixture_root).look()[0] if file.kind == kind]
    assert found
    for file in found:
        assert [error.message for error in check.iter_errors(value_in(file.path))] == [], file.path


@pytest.mark.parametrize("kind", KINDS)
def test_real_files_satisfy_their_schema(real_root: Path, real_library: Library, kind: str) -> None:
    told = {problem.path for problem in real_library.problems}  # `barnsbeste check` is there for these
    check = validator(real_library, kind)
    for file in Folder(real_root).look()[0]:
        if file.kind == kind and str(file.path) not in told:
            assert [error.message for error in check.iter_errors(value_in(file.path))] == [], file.path


@pytest.mark.parametrize(
    "trap",
    [
        "resources/unknown-key/resource",
        "resources/missing-key/resource",
        "resources/unknown-value/resource",
        "resources/unknown-format/resource",
        "resources/malformed-code/resource",
        "resources/text-where-list/resource",
        "resources/yes-no-boolean/resource",
        "resources/malformed-date/resource",
        "resources/too-many-topics/resource",
        "resources/title-too-long/nb",
        "resources/no-actions/nb",
        "resources/malformed-section-id/nb",
        "helplines/unquoted-phone",
        "helplines/malformed-url",
        "helplines/unknown-hours",
        "sources/unknown-kind",
    ],
)
def test_an_editor_marks_these_traps_while_one_types(broken_root: Path, fixture_library: Library, trap: str) -> None:
    kind = {"helplines": "helpline", "sources": "source"}.get(trap.split("/")[0]) or (
        "resource" if trap.endswith("resource") else "text"
    )
    assert list(validator(fixture_library, kind).iter_errors(value_in(broken_root / f"{trap}.yaml")))


def test_the_annotated_example_is_a_good_text(tmp_path: Path, real_root: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(real_root, folder)
    shutil.copytree(real_root / "_template", folder / "resources/min-nye-tekst")
    library = load_library(folder)
    assert [str(problem) for problem in library.problems if "min-nye-tekst" in problem.path] == []
    assert library.resources["min-nye-tekst"].status == "draft"


def test_the_annotated_example_names_every_key(real_root: Path) -> None:
    for kind, name in (("resource", "resource.yaml"), ("text", "nb.yaml")):
        told = (real_root / "_template" / name).read_text("utf-8")
        for key, field in KINDS[kind].model_fields.items():
            assert f"{field.alias or key}:" in told, key


def test_the_first_line_of_the_example_leads_to_the_schema_once_it_is_copied(real_root: Path) -> None:
    copied_to = next(path for path in (real_root / "resources").iterdir() if path.is_dir())
    for name in ("resource", "nb"):
        first = (real_root / f"_template/{name}.yaml").read_text("utf-8").splitlines()[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert (copied_to / target).is_file()


def test_the_fixture_files_name_schemas_that_exist(fixture_root: Path) -> None:
    for path in fixture_root.rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / target).is_file(), path
