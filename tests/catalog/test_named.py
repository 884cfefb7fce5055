"""Texts that an address names one by one."""

from barnsbeste_content.catalog import Catalog, Dropped
from barnsbeste_content.catalog.named import named


def test_they_come_in_the_order_of_the_address_each_once(fixture_catalog: Catalog) -> None:
    asked = ["snakk-med-barnet", "b01", "snakk-med-barnet", "naar-mamma-er-deprimert", "b02"]
    found, dropped = named(fixture_catalog, asked, 20)
    assert [resource.name for resource in found] == ["snakk-med-barnet", "b01", "b02"]
    assert dropped == []


def test_names_of_nothing_drafts_and_what_was_taken_out_are_told(fixture_catalog: Catalog) -> None:
    asked = ["finnes-ikke", "b01", "kladd-om-hjerneskade", "", "gammel-tekst-om-rus"]
    found, dropped = named(fixture_catalog, asked, 20)
    assert "b01" in [resource.name for resource in found]
    assert Dropped("id", "finnes-ikke") in dropped
    assert Dropped("id", "kladd-om-hjerneskade") in dropped


def test_what_is_too_much_is_told(fixture_catalog: Catalog) -> None:
    found, dropped = named(fixture_catalog, ["b01", "snakk-med-barnet"], 1)
    assert [resource.name for resource in found] == ["b01"]
    assert dropped == [Dropped("id", "snakk-med-barnet")]
