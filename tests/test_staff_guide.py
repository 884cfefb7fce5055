"""The guide for staff is true: its messages are those that are told, its commands exist, its links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest

from barnsbeste_content import cli
from barnsbeste_content.presentation.links import STAFF_PAGES
from barnsbeste_content.presentation.staff import staff_title


@pytest.fixture(scope="module")
def guide(project: Path) -> str:
    return (project / "docs/for-staff.md").read_text("utf-8")


def section(guide: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    return guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(table: str) -> list[str]:
    """What is code in the first cell of each row, where that is all there is."""
    return [cell.replace(r"\|", "|") for cell in re.findall(r"^\| `([^`]+)` \|", table, re.M)]


def pieces(message: str) -> list[str]:
    """The parts of a message that are always the same."""
    return [piece for piece in message.split("…") if re.search(r"[a-z]", piece)]


def test_messages_on_files_are_those_that_are_told(guide: str, project: Path) -> None:
    sources = ("tests/fixtures/broken.expected", "barnsbeste_content/loading/strict_yaml.py")  # what is told, and hints
    told = [line for source in sources for line in (project / source).read_text("utf-8").splitlines()]
    faults = section(guide, "Når noe er galt").partition("### Råd om språket")[0]
    messages = first_cells(faults)
    assert len(messages) > 30
    patterns = {message: ".*".join(map(re.escape, message.split("…"))) for message in messages}
    assert [
        message for message, pattern in patterns.items() if not any(re.search(pattern, each) for each in told)
    ] == []


def test_messages_on_language_are_those_of_the_checks(guide: str, project: Path) -> None:
    rules = "".join((project / "barnsbeste_content/editorial" / name).read_text("utf-8") for name in (
        "checks.py", "whole_library.py"
    ))  # fmt: skip
    advice = section(guide, "Når noe er galt").partition("### Råd om språket")[2].partition("\n### ")[0]
    messages = first_cells(advice)
    assert len(messages) > 8
    missing = [piece for message in messages for piece in pieces(message) if piece.strip('" ') not in rules]
    assert missing == []


def test_its_commands_exist(guide: str) -> None:
    commands = re.findall(r"\.venv[\\/](?:Scripts|bin)[\\/]barnsbeste ([^`\n]+)", guide)
    assert {shlex.split(command)[0] for command in commands} >= {"preview", "new", "check", "changes", "snapshot"}
    for command in commands:
        cli._parser().parse_args(shlex.split(command))


def test_it_names_every_page_for_staff(guide: str) -> None:
    seen = section(guide, "Det du ser")
    assert [page for page in STAFF_PAGES if staff_title(page) not in seen] == []


def test_its_links_lead_somewhere(guide: str, project: Path) -> None:
    headings = re.findall(r"^#+ (.+)$", guide, re.M)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", guide))
    inside = [link for link in links if link.startswith("#")]
    files = [link for link in links if not link.startswith(("#", "https://"))]
    assert len(inside) > 10 and len(files) > 2
    assert [link for link in inside if link[1:] not in anchors] == []
    assert [link for link in files if not (project / "docs" / link).is_file()] == []
