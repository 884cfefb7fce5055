"""Large libraries of the same shape as the real one, for measuring: its texts again and again under other names."""

import re
import shutil
from itertools import cycle, islice
from pathlib import Path

_NAMES = re.compile(r"^(?:related|successor):.*\n(?:[ \t]+.*\n|\].*\n)*", re.MULTILINE)
_LINK = re.compile(r"\]\(ressurs:[a-z0-9-]+\)")


def generated(source: Path, folder: Path, texts: int, languages: int) -> Path:
    """Writes a content folder of so many texts, each in at most so many languages, and returns it.

    Everything that is no text is copied. The first of each text keeps its slug, which questions and sheets name; copies
    have slugs and codes of their own. None has links to other texts.
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
        every = sorted(path for path in original.glob("*.yaml") if path.stem != "resource")
        first = [path for path in every if path.stem == "nb"] + [path for path in every if path.stem != "nb"]
        for path in first[:languages]:
            written = _LINK.sub("](https://example.org/)", path.read_text("utf-8"))
            (copy / path.name).write_text(written, "utf-8")
    return folder
