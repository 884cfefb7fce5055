"""QR codes: what they say, how they are drawn, how they are named."""

from xml.etree import ElementTree

import pytest
from qr_matrix import code_of, drawn

from barnsbeste_content.presentation.qr import qr_svg

ADDRESS = "https://example.org/nb/ressurs?id=b01"
# the shape of a finder (ISO/IEC 18004, 6.3.3), by which a camera knows a code of full size
FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/ar/les/" + "langt-navn-" * 8])
def test_the_image_shows_the_code_of_the_address_and_of_no_other(address: str) -> None:
    shown = drawn(qr_svg(address, "QR"))
    assert shown == code_of(address)
    assert shown != code_of(address.replace("example", "exemple"))


def test_it_has_three_finders_and_light_around_them() -> None:
    shown = drawn(qr_svg(ADDRESS, "QR"))
    size = len(shown)
    for top, left in ((2, 2), (2, size - 9), (size - 9, 2)):
        found = ["".join(map(str, row[left : left + 7])) for row in shown[top : top + 7]]
        assert found == FINDER
    assert not any(any(row) for row in (*shown[:2], *shown[-2:]))
    assert not any(module for row in shown for module in (*row[:2], *row[-2:]))


def test_it_is_black_on_white_and_needs_no_style_that_a_policy_could_refuse() -> None:
    svg = qr_svg(ADDRESS, "QR")
    light, dark = ElementTree.fromstring(svg)
    assert (light.attrib["fill"], dark.attrib["stroke"]) == ("#fff", "#000")
    assert "style" not in svg


def test_it_is_an_image_with_a_name_whatever_stands_in_the_name() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS, '"><script>alert(1)</script> & رمز'))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == '"><script>alert(1)</script> & رمز'
    assert len(root) == 2


def test_it_is_small() -> None:
    assert len(qr_svg(ADDRESS, "QR")) < 2_000
