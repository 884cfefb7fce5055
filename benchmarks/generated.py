"""Large libraries of the same shape as the real one, for measuring: its texts again and again under other names."""

import re
import shutil
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource

_NAMES = re.compile(r"^(?:related|successor):.*\n(?:[ \t]+.*\n|\].*\n)*", re.MULTILINE)
_LANGUAGE = re.compile(r"^(?=[a-z]+:)", re.MULTILINE)
_LINK = re.compile(r"\]\(ressurs:[a-z0-9-]+\)")


def generated(source: Path, folder: Path, texts: int, languages: int) -> Path:
    """Writes a content folder of so many texts, each in at most so many languages, and returns it.

    Ways to ask are of the same languages, or all of them where no text was left out. Everything that is no text is
    copied. The first of each text keeps its slug, which questions and sheets name; copies have slugs and codes of their
    own. None has links to other texts.
    """
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("resources"))
    (folder / "redirects.yaml").unlink(missing_ok=True)
    originals = sorted(path for path in (source / "resources").iterdir() if path.is_dir())
    for number, original in enumerate(islice(cycle(originals), texts)):
        slug = original.name if number < len(originals) else f"{original.name}-{number}"
        copy = folder / "resources" / slug
        copy.mkdir(parents=True)
        facts = (original / "resource.yaml").read_text("utf-8")
        facts = re.sub(r"^code: .*$", f"code: {'bu'[number % 2]}{number // 2 + 10}", facts, flags=re.MULTILINE)
        (copy / "resource.yaml").write_text(_NAMES.sub("", facts), "utf-8")
        every = sorted(path for path in original.glob("*.yaml") if path.stem not in ("resource", "asked"))
        first = [path for path in every if path.stem == "nb"] + [path for path in every if path.stem != "nb"]
        held = {path.stem for path in first[:languages]}
        for path in first[:languages]:
            written = _LINK.sub("](https://example.org/)", path.read_text("utf-8"))
            (copy / path.name).write_text(written, "utf-8")
        asked = original / "asked.yaml"
        if asked.exists():
            head, *spoken = _LANGUAGE.split(asked.read_text("utf-8"))
            kept = [each for each in spoken if languages >= len(every) or each.partition(":")[0] in held]
            (copy / "asked.yaml").write_text("".join((head, *kept)), "utf-8")
    return folder


def multiplied(library: Library, texts: int, languages: tuple[str, ...]) -> Library:
    """The same without files: a library whose texts are held again and again, in these languages."""
    resources: dict[str, Resource] = {}
    for number, original in enumerate(islice(cycle(library.resources.values()), texts)):
        slug = original.id if number < len(library.resources) else f"{original.id}-{number}"
        held = {known: text for known, text in original.texts.items() if known in languages}
        asked = {known: ways for known, ways in original.asked.items() if known in languages}
        changed = {
            "id": slug,
            "texts": held,
            "asked": asked,
            "related": (),
            "code": original.code and f"b{number + 10}",
        }
        resources[slug] = original.model_copy(update=changed)
    return replace(library, resources=resources)
