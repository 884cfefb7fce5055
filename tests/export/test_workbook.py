"""Tables for staff as files: what a spreadsheet opens is what was found, and it runs nothing."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.editorial.quality import quality
from barnsbeste_content.export.workbook import MAX_CELL, csv_file, workbook
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.model.problem import Problem
from barnsbeste_content.model.quality import Quality
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.staff_quality_tables import Cell, Table, tables

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def made(preview_catalog: Catalog, fixture_root: Path) -> tuple[Quality, tuple[Table, ...]]:
    found = quality(preview_catalog, fixture_root, TODAY)
    return found, tables(Presenter(preview_catalog, locale_of("nb")), found)


def one(*cells: Cell) -> Table:
    return Table("en", "En", tuple(f"Spalte {number}" for number in range(len(cells))), [cells])


def in_excel(*cells: Cell) -> list[object]:
    sheet = load_workbook(io.BytesIO(workbook([one(*cells)])))["En"]
    assert all(cell.data_type != "f" for cell in sheet[2])
    return [cell.value for cell in sheet[2]]


def in_csv(*cells: Cell) -> list[str]:
    [_, row] = csv.reader(io.StringIO(csv_file(one(*cells)).decode("utf-8-sig"), newline=""))
    return row


def test_each_table_has_a_sheet_with_its_headings_and_rows(made: tuple[Quality, tuple[Table, ...]]) -> None:
    _, every = made
    book = load_workbook(io.BytesIO(workbook(every)))
    assert book.sheetnames == [table.title for table in every]
    assert book.sheetnames == [
        "Feil og varsler",
        "Lesbarhet",
        "Helsekompetanse",
        "Dekning språk",
        "Dekning lesere",
        "Se over",
    ]
    for table in every:
        sheet = book[table.title]
        assert tuple(cell.value for cell in sheet[1]) == table.headings
        assert sheet.max_row == 1 + len(table.rows)
        assert sheet.freeze_panes == "A2"
        assert {len(row) for row in table.rows} <= {len(table.headings)}


def test_the_tables_hold_everything_that_was_found(made: tuple[Quality, tuple[Table, ...]]) -> None:
    found, every = made
    assert [len(table.rows) for table in every] == [
        len(found.problems),
        len(found.readings),
        len(found.lacks),
        len(found.languages),
        len(found.covers),
        len(found.calendar),
    ]
    assert len(every[1].rows) > 3 < len(every[4].rows)


def test_a_problem_is_told_in_bokmaal_with_file_and_line(preview_catalog: Catalog) -> None:
    problem = Problem("resources/en/nb.yaml", 7, "=cmd()", "paragraph-length", "warning")
    found = Quality(TODAY, (problem,), (), (), {}, {}, ())
    [table, *_] = tables(Presenter(preview_catalog, locale_of("nb")), found)
    assert in_excel(*table.rows[0]) == ["Varsel", "Et avsnitt er for langt", "resources/en/nb.yaml", 7, "'=cmd()"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_run_as_a_formula(sign: str) -> None:
    assert in_csv(f"{sign}1+1", "a") == [f"'{sign}1+1", "a"]
    [cell, _] = in_excel(f"{sign}1+1", "a")
    assert str(cell).startswith("'")


def test_a_carriage_return_begins_no_row_of_its_own() -> None:
    assert in_csv("\r=1+1", "a") == ["'\n=1+1", "a"]
    assert in_csv("a\r=1+1\r\nb", "a") == ["a\n=1+1\nb", "a"]


def test_numbers_dates_and_nothing_stay_what_they_are() -> None:
    assert in_excel(-3, 25.6, TODAY, None, "æøå عربي") == [-3, 25.6, datetime(2026, 11, 22), None, "æøå عربي"]
    assert in_csv(-3, 25.6, TODAY, None, "æøå عربي") == ["-3", "25.6", "2026-11-22", "", "æøå عربي"]


def test_what_excel_cannot_hold_is_left_out() -> None:
    [control, long, lines] = in_excel("a\x00b\x1bc\ufffe", "å" * (MAX_CELL + 1), "en\nto")
    assert (control, len(str(long)), lines) == ("abc", MAX_CELL, "en\nto")


def test_a_formula_behind_a_control_sign_is_not_run_either() -> None:
    assert in_excel("\x00=1+1", "a") == ["'=1+1", "a"]


def test_a_table_without_rows_has_its_headings() -> None:
    empty = Table("tom", "Tom", ("En", "To"), [])
    assert csv_file(empty).decode("utf-8-sig").strip() == "En,To"
    assert [cell.value for cell in load_workbook(io.BytesIO(workbook([empty])))["Tom"][1]] == ["En", "To"]
