"""What a table shows, in a sentence for those who don't see it."""

from __future__ import annotations

from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.model import Row, Table
from reportgen.model.traverse import plain_text

_MOST_NAMED = 6


def description_of(table: Table, language: str) -> str:
    """Which columns there are for which rows ("Ärenden, Andel för 2 rader: Kvinnor, Män").

    A table without rows is described by its columns alone.
    """
    translate = translator(language.partition("-")[0])
    heads = [_said(table.header, at) for at in range(len(table.header.cells))]
    columns = ", ".join(filter(None, heads[1:] or heads))
    rows = [row for row in table.rows if not row.total]
    names = [name for row in rows if (name := _said(row, 0))]
    if not rows or not columns:
        return columns
    named = ", ".join(names[:_MOST_NAMED])
    more = _("and so on") if len(names) > _MOST_NAMED else None
    told = _(
        "{columns} for {count} row: {names}",
        "{columns} for {count} rows: {names}",
        columns=columns,
        count=len(rows),
        names=f"{named} {translate(more)}" if more else named,
    )
    whole = _("Last stands the whole.") if len(rows) < len(table.rows) else None
    return f"{translate(told)}. {translate(whole)}" if whole else f"{translate(told)}."


def _said(row: Row, at: int) -> str:
    return " ".join(plain_text(row.cells[at].children).split()) if row.cells else ""
