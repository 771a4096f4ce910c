"""Where a computed value came from: the lines of the statistics that its expression names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.diagnostics import Span
from reportgen.model.statistics import Statistics

_NAME = re.compile(r"""([^\W\d]\w*)(?:\[\s*(["'])(.*?)\2\s*\]|\.([^\W\d]\w*))?""")


def origins_of(statistics: Statistics) -> dict[str, Span]:
    """The place of each table and of each row by the expression that one writes for it."""
    found: dict[str, Span] = {}
    for table in statistics.tables.values():
        found[table.id] = table.span
        for row in table.rows:
            found[f'{table.id}["{row.label}"]'] = row.span
    return found


def origin_of(expression: str, origins: Mapping[str, Span]) -> Span | None:
    """The place of the first row or table that an expression names, None where there is none."""
    for name, _quote, label, attribute in _NAME.findall(expression):
        row = origins.get(f'{name}["{label or attribute}"]')
        if row is not None or name in origins:
            return row or origins[name]
    return None
