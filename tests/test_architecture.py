"""Imports go one way, and each library stays in its room (docs: "Data flows one way")."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = "barnsbeste_content"

ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "loading": {"model"},
    "catalog": {"model", "loading", "i18n"},
    "editorial": {"model", "loading", "catalog", "i18n"},
    "i18n": {"model"},
    "presentation": {"model", "catalog", "i18n"},
    "export": {"model", "catalog", "i18n", "presentation"},
    "web": {"model", "loading", "catalog", "editorial", "i18n", "presentation", "export"},
    "commands": {"model", "loading", "catalog", "editorial", "i18n", "presentation", "export", "web"},
    "cli": {"catalog", "commands"},
    "__init__": {"loading", "catalog"},
}
"""Room -> rooms it may import from, besides itself."""

ROOMS_OF_LIBRARIES: dict[str, tuple[str, ...]] = {
    "streamlit": ("pages/", "app.py", f"{PACKAGE}/web/serving.py"),
    "uvicorn": (f"{PACKAGE}/web/serving.py",),
    "starlette": ("app.py", f"{PACKAGE}/web/"),
    "pandas": (f"{PACKAGE}/catalog/", f"{PACKAGE}/export/"),
    "yaml": (f"{PACKAGE}/loading/", f"{PACKAGE}/editorial/"),
    "ruamel": (f"{PACKAGE}/loading/", f"{PACKAGE}/editorial/"),
    "babel": (f"{PACKAGE}/i18n/", f"{PACKAGE}/editorial/exchange.py"),
    "tantivy": (f"{PACKAGE}/catalog/",),
    "pydantic": (f"{PACKAGE}/model/", f"{PACKAGE}/loading/", f"{PACKAGE}/export/", f"{PACKAGE}/editorial/exchange.py"),
}

MODULES = sorted(
    path
    for folder in (PACKAGE, "pages")
    for path in (PROJECT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
) + [path for path in (PROJECT / "app.py",) if path.exists()]


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, absolute dotted name) of everything a module imports, also inside functions."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(parts[: len(parts) - node.level]) if node.level else ""
            module = ".".join(filter(None, (start, node.module)))
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def room(dotted: str) -> str | None:
    """The room of our package that a dotted name lies in."""
    parts = dotted.split(".")
    if parts[0] != PACKAGE:
        return None
    return parts[1] if len(parts) > 1 and parts[1] in ALLOWED else "__init__"


def test_relative_imports_are_read_as_absolute_ones() -> None:
    found = {dotted for _, dotted in imports(PROJECT / PACKAGE / "catalog/store.py")}
    assert {f"{PACKAGE}.loading.LibraryReader", f"{PACKAGE}.catalog.edition.Edition", "threading"} <= found


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(PROJECT / PACKAGE)], ids=name)
def test_a_module_imports_only_from_rooms_before_its_own(path: Path) -> None:
    own = path.relative_to(PROJECT / PACKAGE).parts[0].removesuffix(".py")  # a folder, or a module beside the folders
    assert own in ALLOWED, "a new room: say in this test where it stands, and in the design"
    allowed = ALLOWED[own] | {own, "__init__"}
    wrong = [f"{name(path)}:{line}: {dotted}" for line, dotted in imports(path) if (room(dotted) or own) not in allowed]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_is_imported_only_in_its_room(path: Path) -> None:
    wrong = [
        f"{name(path)}:{line}: {dotted}"
        for line, dotted in imports(path)
        if (rooms := ROOMS_OF_LIBRARIES.get(dotted.split(".")[0])) and not name(path).startswith(rooms)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_is_named_by_what_it_is_about(path: Path) -> None:
    assert not {"utils", "util", "helpers", "helper", "common", "misc"} & set(
        path.relative_to(PROJECT).with_suffix("").parts
    )


@pytest.mark.parametrize("path", sorted((PROJECT / "pages").glob("*.py")), ids=name)
def test_a_page_only_puts_parts_together(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 100


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name == "model"], ids=name)
def test_models_touch_neither_files_nor_network(path: Path) -> None:
    reaching = {"os", "pathlib", "io", "shutil", "tempfile", "socket", "urllib", "http", "subprocess", "logging"}
    assert [dotted for _, dotted in imports(path) if dotted.split(".")[0] in reaching] == []
