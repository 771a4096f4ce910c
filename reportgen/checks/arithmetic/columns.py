"""Columns of typed tables that say how much another column has changed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.checks.numbers.typed import whole_number
from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.model import Table
from reportgen.model.traverse import plain_text

_CHANGE = Pattern(r"(?i)\W*(?:förändring|skillnad|differens|ökning|ändring|\+/[−–-])\W*(?:antal)?")
_YEAR = Pattern(r"(?:19|20)\d\d")
_SIGNED = Pattern(r"(?P<sign>[+−–-]?)[ \u00a0]?(?P<digits>\d[\d \u00a0\u202f]*)")
_PLAIN = Pattern(r"\d[\d \u00a0\u202f]*")


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
        before, after = _value(texts[old]), _value(texts[new])
        said = _value(told["digits"]) * (-1 if told["sign"] in ("−", "–", "-") else 1)
        if abs(said) != abs(after - before) or (told["sign"] and said != after - before):
            yield WrongCell(row.cells[changes[0]].span, texts[changes[0]], before, after)


def _value(text: str) -> int:
    return whole_number("".join(filter(str.isdigit, text)))
