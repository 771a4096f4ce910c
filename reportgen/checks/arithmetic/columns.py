"""Columns of typed tables that follow from others: changes, and shares of a column's sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.checks.numbers.tables import SUM_ROW, value_in
from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.model import Table
from reportgen.model.traverse import plain_text

_CHANGE = Pattern(r"(?i)\W*(?:förändring|skillnad|differens|ökning|ändring|\+/[−–-])\W*(?:antal)?")
_YEAR = Pattern(r"(?:19|20)\d\d")
_SIGNED = Pattern(r"(?P<sign>[+−–-]?)[ \u00a0]?(?P<digits>\d[\d \u00a0\u202f]*)")
_PLAIN = Pattern(r"\d[\d \u00a0\u202f]*")


_SHARE = Pattern(r"(?i)\W*(?:andel\w*|procent\w*|%)")
_PERCENT = Pattern(r"(?P<whole>\d{1,3})(?:,(?P<part>\d+))?[ \u00a0]?(?:%|procent)?")


class WrongShare(Struct, frozen=True):
    """A cell whose percentage is not the share of its row's count in what the column comes to."""

    span: Span
    said: str
    count: int
    whole: int


def wrong_shares(table: Table) -> Iterator[WrongShare]:
    """The cells of a column “Andel” that are no share of a count column that the others are of."""
    titles = [plain_text(cell.children).strip() for cell in table.header.cells]
    rows = [[plain_text(cell.children).strip() for cell in row.cells] for row in table.rows]
    for column in (n for n, title in enumerate(titles) if n and _SHARE.match(title)):
        best: list[WrongShare] | None = None
        for counts in range(1, column):
            wrong, right = _shares(table, rows, column, counts)
            if right > max(1, len(wrong)) and (best is None or len(wrong) < len(best)):
                best = wrong
        yield from best or ()


def _shares(
    table: Table, rows: list[list[str]], column: int, counts: int
) -> tuple[list[WrongShare], int]:
    """The wrong cells of a column of shares in one of counts, and how many are right."""
    told = [row for row in rows if len(row) > column and _PLAIN.fullmatch(row[counts])]
    parts = [value_in(row[counts]) for row in told if not SUM_ROW.match(row[0])]
    sums = [value_in(row[counts]) for row in told if SUM_ROW.match(row[0])]
    whole = sums[-1] if sums else sum(parts)
    wrong, right = [], 0
    for index, row in enumerate(rows):
        found = _PERCENT.fullmatch(row[column]) if row in told else None
        if found is None or not whole:
            continue
        places = len(found["part"] or "")
        said = Decimal(f"{found['whole']}.{found['part'] or '0'}")
        exact = Decimal(100 * value_in(row[counts])) / whole
        if abs(said - exact) <= Decimal(5).scaleb(-places - 1) + Decimal("0.001"):
            right += 1
        else:
            span = table.rows[index].cells[column].span
            wrong.append(WrongShare(span, row[column], value_in(row[counts]), whole))
    return wrong, right


class WrongCell(Struct, frozen=True):
    """A cell whose change does not follow from the numbers before it."""

    span: Span
    said: str
    old: int
    new: int


def wrong_columns(table: Table) -> Iterator[WrongCell]:
    """The cells of a column “Förändring” that are another difference than that of two years."""
    titles = [plain_text(cell.children).strip() for cell in table.header.cells]
    years = [n for n, title in enumerate(titles) if _YEAR.fullmatch(title)]
    changes = [n for n, title in enumerate(titles) if _CHANGE.fullmatch(title)]
    if len(years) < 2 or len(changes) != 1:
        return
    old, new = sorted(years, key=lambda n: int(titles[n]))[-2:]
    for row in table.rows:
        texts = [plain_text(cell.children).strip() for cell in row.cells]
        told = _SIGNED.fullmatch(texts[changes[0]]) if changes[0] < len(texts) else None
        if told is None or not all(n < len(texts) and _PLAIN.fullmatch(texts[n]) for n in years):
            continue
        before, after = value_in(texts[old]), value_in(texts[new])
        said = value_in(told["digits"]) * (-1 if told["sign"] in ("−", "–", "-") else 1)
        if abs(said) != abs(after - before) or (told["sign"] and said != after - before):
            yield WrongCell(row.cells[changes[0]].span, texts[changes[0]], before, after)
