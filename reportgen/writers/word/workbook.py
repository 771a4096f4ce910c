"""The small workbook inside an editable chart: just the figures that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO

from reportgen.model import Quantity, Series

SHEET = "Data"
# Same figures, same bytes: XlsxWriter would write the time of day.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zone


def write_workbook(
    categories: Sequence[str],
    series: Sequence[Series],
    number_format: str,
    *,
    summed: bool = False,
) -> bytes:
    """A sheet with the categories in the first column and a column a series, named above it.

    Labels are text whatever they look like, never formulas or links; what is not known is an
    empty cell. `summed`: the last series is what the others come to, and follows them.
    """
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet(SHEET)
    shown = workbook.add_format({"num_format": number_format})
    for row, category in enumerate(categories, 1):
        sheet.write_string(row, 0, category)
    for column, each in enumerate(series, 1):
        sheet.write_string(0, column, each.label)
        for row, value in enumerate(each.values, 1):
            if value is not None and summed and column == len(series):
                cells = f"=SUM(B{row + 1}:{_column(column - 2)}{row + 1})"
                sheet.write_formula(row, column, cells, shown, float(value))
            elif value is not None:
                sheet.write_number(row, column, float(value), shown)
    sheet.autofit()
    workbook.close()
    return stream.getvalue()


def category_cells(count: int) -> str:
    """The formula of the categories."""
    return f"{SHEET}!$A$2:$A${count + 1}"


def name_cell(series: int) -> str:
    """The formula of a series' name; series count from 0."""
    return f"{SHEET}!${_column(series)}$1"


def value_cells(series: int, count: int) -> str:
    """The formula of a series' values."""
    column = _column(series)
    return f"{SHEET}!${column}$2:${column}${count + 1}"


def cached(value: Quantity) -> str:
    """A value as the chart remembers it; empty for what is not known."""
    match value:
        case None:
            return ""
        case Fraction():
            return repr(float(value))
        case _:
            return str(value)


def _column(series: int) -> str:
    letters, rest = "", series + 1  # the first column has the categories
    while rest >= 0:
        letters = chr(ord("A") + rest % 26) + letters
        rest = rest // 26 - 1
    return letters
