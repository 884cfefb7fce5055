"""Libraries that tests share. `fixture_*` is small and never changes; `real_*` is what stands in `content/` now."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from barnsbeste_content.catalog import Catalog, Edition
from barnsbeste_content.loading import load_library
from barnsbeste_content.model import Library

PROJECT = Path(__file__).resolve().parents[1]
FIXTURES = PROJECT / "tests" / "fixtures"

# Machines that build differ in speed: what a property needs is that it holds, not that it holds within 200 ms.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def fixture_root() -> Path:
    return FIXTURES / "library"


@pytest.fixture(scope="session")
def broken_root() -> Path:
    return FIXTURES / "broken"


@pytest.fixture(scope="session")
def real_root() -> Path:
    return PROJECT / "content"


@pytest.fixture(scope="session")
def fixture_library(fixture_root: Path) -> Library:
    return load_library(fixture_root)


@pytest.fixture(scope="session")
def real_library(real_root: Path) -> Library:
    return load_library(real_root)


@pytest.fixture(scope="session")
def fixture_catalog(fixture_library: Library) -> Catalog:
    return Catalog.build(fixture_library, Edition.PUBLISHED)


@pytest.fixture(scope="session")
def preview_catalog(fixture_library: Library) -> Catalog:
    return Catalog.build(fixture_library, Edition.PREVIEW)


@pytest.fixture(scope="session")
def real_catalog(real_library: Library) -> Catalog:
    return Catalog.build(real_library, Edition.PUBLISHED)


@pytest.fixture
def folder(tmp_path: Path, fixture_root: Path) -> Path:
    """A copy of the fixture library that a test may change."""
    copy = tmp_path / "content"
    shutil.copytree(fixture_root, copy)
    return copy
