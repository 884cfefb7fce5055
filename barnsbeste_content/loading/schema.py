"""JSON Schemas of the content files, made from the models, with the vocabulary's values filled in.

They lie in `content/.schema/`, so that an editor completes keys and values, and marks mistakes, while one types.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model.vocabulary import FACET_ATTRIBUTES, Vocabulary
from .files import KINDS

FOLDER = ".schema"


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """File name -> JSON Schema (draft 2020-12) as text, ending in a newline."""
    made = {}
    for kind, model in KINDS.items():
        schema = model.model_json_schema(by_alias=True)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        if kind in ("resource", "helpline", "question", "sheet"):
            _fill_in(schema["properties"], vocabulary)
        made[f"{kind}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return made


def write_schemas(root: Path, vocabulary: Vocabulary) -> list[Path]:
    """Writes every schema below `root`; returns their paths."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in schemas(vocabulary).items():
        (folder / name).write_text(text, "utf-8")
        written.append(folder / name)
    return written


def stale_schemas(root: Path, vocabulary: Vocabulary) -> list[str]:
    """Names of schemas that are missing or differ from what the models say now."""
    return [
        name
        for name, text in schemas(vocabulary).items()
        if not (path := root / FOLDER / name).is_file() or path.read_text("utf-8") != text
    ]


def _fill_in(properties: dict[str, Any], vocabulary: Vocabulary) -> None:
    for facet, attribute in FACET_ATTRIBUTES.items():
        if attribute not in properties or facet not in vocabulary.facets:
            continue
        known = vocabulary.facets[facet]
        values: Mapping[str, Any] = {
            "enum": list(known.ids),
            "markdownEnumDescriptions": [term.label_for(("nb",)) for term in known.values],
        }
        entry = properties[attribute]
        if entry.get("type") == "array":
            entry["items"] = dict(values)
        else:
            entry.pop("pattern", None)
            entry.update(values)
