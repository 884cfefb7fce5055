"""Tables for staff as files: one workbook for Excel with a sheet each, or one table as CSV."""

from collections.abc import Sequence
from io import BytesIO

import pandas as pd

from ..presentation.staff_quality_tables import Cell, Table
from .table import CONTROL, MAX_WIDTH, harmless

MAX_CELL = 32_000
"""Characters; Excel takes 32,767 and says that the file is broken where there are more."""


def workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx file with a sheet for each table: headings that stay in view, a filter, dates and numbers as such."""
    file = BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl", date_format="YYYY-MM-DD") as writer:
        for table in tables:
            _frame(table).to_excel(writer, sheet_name=table.title, index=False)
            sheet = writer.sheets[table.title]
            sheet.freeze_panes = "A2"
            sheet.auto_filter.ref = sheet.dimensions
            for number, heading in enumerate(table.headings):
                longest = max((len(str(row[number])) for row in table.rows), default=0)
                letter = sheet.cell(1, number + 1).column_letter
                sheet.column_dimensions[letter].width = min(MAX_WIDTH, max(longest, len(heading)) + 4)
    return file.getvalue()


def csv_file(table: Table) -> bytes:
    """A table as CSV: UTF-8 with the byte-order mark that spreadsheets need in order to show æ, ø and å."""
    return _frame(table).to_csv(index=False).encode("utf-8-sig")


def _frame(table: Table) -> pd.DataFrame:
    rows = [[_safe(cell) for cell in row] for row in table.rows]
    return pd.DataFrame(rows, columns=list(table.headings), dtype=object)


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    lines = harmless(CONTROL.sub("", cell)).replace("\r\n", "\n").replace("\r", "\n")
    return lines[:MAX_CELL]  # a line end of old Macs would stand unquoted in a CSV file, and begin a row of its own
