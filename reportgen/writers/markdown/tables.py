"""Tables as Markdown: a line a row, `||` and `^^` where cells are merged."""

from __future__ import annotations

from reportgen.model import Alignment, Cell, Row, Statement, Table
from reportgen.writers.markdown.captions import ends_in_words, in_braces
from reportgen.writers.markdown.inlines import written

_DASHES: dict[Alignment, str] = {"left": "---", "right": "---:", "center": ":---:"}


def table_lines(table: Table) -> list[str]:
    """The header, the dashes, the rows, and the caption below them."""
    rows = [_line(line) for line in table.lines]
    dashes = "".join(f"| {_DASHES[each]} " for each in table.alignments)
    return [_row(table.header), f"{dashes}|", *rows, *_caption(table)]


def _caption(table: Table) -> list[str]:
    if not table.caption:
        return []
    attributes = [f"#{table.id}"] if table.id else []
    attributes += [".landscape"] if table.landscape else []
    words = ends_in_words(written(table.caption))
    return [f": {words}{in_braces(attributes)}"]


def _line(line: Row | Statement) -> str:
    return statement_line(line) if isinstance(line, Statement) else _row(line)


def statement_line(statement: Statement) -> str:
    """A statement as it is written: `{% for u in utbildningar %}`."""
    rest = f"{statement.rest} " if statement.rest else ""
    return f"{{% {statement.keyword} {rest}%}}"


def _row(row: Row) -> str:
    return "".join(map(_cell, row.cells)) + "|"


def _cell(cell: Cell) -> str:
    """A cell behind its pipe; one that is covered from its left is nothing but the pipe."""
    if not cell.columns:
        return "|"
    if not cell.rows:
        return "| ^^ "
    text = written(cell.children, in_cell=True)
    return f"| {text} " if text else "| "
