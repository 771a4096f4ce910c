"""Tables that are typed into the text: their cells and sums held against the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.scene import NamesOf
from reportgen.checks.numbers.typed import whole_number
from reportgen.checks.vocabulary import Named
from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.model import Row, Table
from reportgen.model.traverse import plain_text

_NUMBER = Pattern(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+")
_YEAR = Pattern(r"(?:år )?((?:19|20)\d\d)", 2)
# Words of a row's label that name nothing themselves: “varav”, “Ärenden totalt”, “som rör barn”.
_BESIDES = Pattern(
    r"(?i)(?:varav|därav|totalt|total|samtliga|alla|summa|antal|antalet|ärenden|som|rör|om|från|"
    r"med|av|personer|i|[ \u00a0,:()/-])*"
)
SUM_ROW = Pattern(r"(?i)(?:summa|totalt|total|samtliga|sammanlagt)\b")


# So many rows of one table make clear that a row called as one of another is none of that.
_ITS_OWN = 3


class WrongCell(Struct, frozen=True):
    """A number that a cell says of a figure, and what the figure is; `year` if another's."""

    span: Span
    said: str
    named: Named
    count: Fraction
    year: int | None


def wrong_cells(table: Table, own: int, names: Names, names_of: NamesOf) -> Iterator[WrongCell]:
    """The cells of rows that are called as figures, where as many others have their numbers."""
    wrong: list[WrongCell] = []
    right: Counter[str] = Counter()
    for column, year in _columns(table, own):
        there = names if year == own else names_of(year)
        for row in table.rows if there else ():
            said = _text(row, column)
            found = [*_named_by(_text(row, 0), names)] or _sum_of(table, row, names)
            figures = [f for n in found if there and (f := there.by_expression.get(n.expression))]
            if not figures or not _NUMBER.fullmatch(said):
                continue
            number = value_in(said)
            agreeing = {each.table for each in figures if each.count == number}
            if agreeing:
                right.update(agreeing)
                continue
            first = figures[0]
            other = None if year == own else year
            cell = row.cells[column]
            wrong.append(WrongCell(cell.span, said, first, Fraction(first.count), other))
    wrong = [
        each
        for each in wrong
        if right[each.named.table] or max(right.values(), default=0) < _ITS_OWN
    ]
    yield from wrong if right.total() >= len(wrong) else ()


def _sum_of(table: Table, row: Row, names: Names) -> list[Named]:
    """The total that “Samtliga” or “Totalt” is, where its rows are those of one table."""
    if not SUM_ROW.fullmatch(_text(row, 0)):
        return []
    tables = [{n.table for n in _named_by(_text(r, 0), names)} for r in table.rows if r is not row]
    told = [each for each in tables if each]
    common = set.intersection(*told[:2]) if len(told) > 1 else set()
    return [each for each in names.named if each.kind == "total" and each.table in common]


def wrong_sums(table: Table, names: Names) -> Iterator[WrongCell]:
    """Columns called as a figure of its own (“Utbildningar”) that come nearly to its number.

    Told at the row of the sum where there is one, else at the last row.
    """
    for column in range(1, len(table.header.cells)):
        named = list(_named_by(plain_text(table.header.cells[column].children), names))
        rows = [r for r in table.rows if _NUMBER.fullmatch(_text(r, column))]
        parts = [r for r in rows if not SUM_ROW.match(_text(r, 0))]
        if len(named) != 1 or named[0].kind != "row" or len(parts) < 2:
            continue
        total, count = sum(value_in(_text(r, column)) for r in parts), Fraction(named[0].count)
        if total != count and abs(total - count) <= max(Fraction(2), count / 10):
            place = rows[-1].cells[column].span
            yield WrongCell(place, str(total), named[0], count, None)


def _columns(table: Table, own: int) -> list[tuple[int, int]]:
    """The columns of years, or the second one for the report's year."""
    titles = [plain_text(cell.children).strip() for cell in table.header.cells]
    found = [(n, int(m[1])) for n, each in enumerate(titles) if (m := _YEAR.fullmatch(each))]
    return found or [(1, own)]


def _named_by(text: str, names: Names) -> Iterator[Named]:
    """The figures that all of a label names."""
    mentions = names.mentions(text)
    labels = [each for each in mentions if each.kind == "label"]
    meant = labels or [each for each in mentions if each.kind == "unit"]
    if len(meant) != 1:
        return
    [only] = meant
    if _BESIDES.fullmatch(text[: only.start] + " " + text[only.end :]):
        yield from only.named


def _text(row: Row, column: int) -> str:
    cells = row.cells
    return plain_text(cells[column].children).strip() if column < len(cells) else ""


def value_in(text: str) -> int:
    """The number that the digits of a cell make."""
    return whole_number("".join(filter(str.isdigit, text)))
