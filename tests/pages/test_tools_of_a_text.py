"""The tools on the page of a text: they are mounted, with the settings of that text."""

import json
from typing import Any

import pytest
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from visiting import Open, Visit


def mounted(page: Visit) -> list[Any]:
    """Streamlit's own protobuf of each component on the page: its test harness knows no more of them."""
    return [element.proto for element in page.app.get("bidi_component")]


def test_the_tools_of_a_text_are_mounted_from_the_package(visit: Open) -> None:
    [component] = mounted(visit("reader", params={"id": ["b01"]}))
    assert component.component_name == "barnsbeste-content.tools"
    assert component.js_source_path == "tools.js"
    assert not component.js_content  # a script in the element itself is one that the policy refuses


def test_they_get_the_neutral_address_and_the_language_of_the_text(visit: Open) -> None:
    [component] = mounted(visit("reader", "ar", {"id": ["b02"]}))  # which there is in bokmål only
    settings = json.loads(component.json)
    assert settings["language"] == "nb"
    assert settings["address"] == "/ar/ressurs?id=b02"
    assert settings["qr_src"] == "/ar/les/b02/qr.svg"


def test_where_there_is_no_text_there_are_no_tools(visit: Open) -> None:
    assert mounted(visit("reader", params={"id": ["nothing"]})) == []


@pytest.mark.parametrize("name", ["tools", "frames"])
def test_streamlit_finds_each_component_in_the_installed_package(name: str) -> None:
    found = {manifest.name: (manifest, root) for manifest, root in scan_component_manifests()}
    manifest, root = found["barnsbeste-content"]
    component = next(each for each in manifest.components if each.name == name)
    assert (component.resolve_asset_root(root) / f"{name}.js").is_file()
