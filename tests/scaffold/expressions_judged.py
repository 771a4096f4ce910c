"""Whether two expressions are one: they print the same whatever the figures are."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random

from msgspec.structs import replace

from reportgen.compose.year import Composed
from reportgen.expressions.evaluate import Evaluator, Scope
from reportgen.expressions.values import ExpressionError, text_of
from reportgen.model.statistics import CountRow, Statistics, StatisticsTable


class Judge:
    """Whether two expressions are one: they print the same whatever the figures are."""

    def __init__(self, old: Composed, new: Composed) -> None:
        self.names = _names(old.year.statistics, new.year.statistics)
        self.evaluators = [
            Evaluator(Scope(_shaken(old.year.statistics, Random(seed)), {}, "sv", _no_year))
            for seed in range(3)
        ]

    def same(self, wanted: str, found: str) -> bool:
        """Whether `found`, with the names of the imported year, means `wanted`."""
        for mine, theirs in self.names.items():
            found = re.sub(rf"(?<![\w\"]){re.escape(mine)}\b(?![\"\w])", theirs, found)
        return all(self._bare(e, wanted) == self._bare(e, found) for e in self.evaluators)

    def _bare(self, evaluator: Evaluator, expression: str) -> str | None:
        expression = re.sub(r"\bwords\((.*?)\)(?: *\| *capitalize)?$", r"\1", expression)
        expression = re.sub(r" \| (?:percent|number)$", "", expression)
        expression = re.sub(r", decimals=\d+\)", ")", expression)  # a number can't tell them
        expression = expression.removesuffix(', "en"').removesuffix(', "ett"')
        try:
            return text_of(evaluator.evaluate(expression).value, "sv").casefold()
        except ExpressionError:
            return None


def _no_year(year: int) -> Statistics:
    raise ExpressionError("unknown-year", f"{year}")  # type: ignore[arg-type]


def _names(old: Statistics, new: Statistics) -> dict[str, str]:
    """The names of the imported statistics that are called otherwise, with those they had."""
    found: dict[str, str] = {}
    for name, table in new.tables.items():
        if name in old.tables:
            continue
        rows = rows_of(table)
        same = [each for each, other in old.tables.items() if rows and rows <= rows_of(other)]
        if same:
            found[name] = min(same, key=lambda each: len(old.tables[each].rows))
    for name, value in new.values.items():
        same = [n for n, other in old.values.items() if other.value == value.value]
        if name not in old.values and len(same) == 1:
            found[name] = same[0]
    return found


def rows_of(table: StatisticsTable) -> set[tuple[str, object]]:
    return {(row.label, row.count) for row in table.rows if row.count}


def _shaken(statistics: Statistics, rng: Random) -> Statistics:
    """The statistics with other numbers, each on its own, and the bases that follow."""
    tables: dict[str, StatisticsTable] = {}

    def row(each: CountRow) -> CountRow:
        return replace(each, count=rng.randint(14, 99_999))

    for name, table in statistics.tables.items():
        rows = tuple(map(row, table.rows))
        made = replace(table, rows=rows, accounted=True)
        base = made.sum if table.relation.has_total else rng.randint(100_000, 999_999)
        if table.of:
            evaluator = Evaluator(Scope(Statistics(1, tables, {}), {}, "sv", _no_year))
            with suppress(ExpressionError):
                base = getattr(evaluator.evaluate(_path(table.of)).value, "value", base)
        tables[name] = replace(made, base=None if table.base is None else base)
    values = {n: replace(e, value=rng.randint(14, 99_999)) for n, e in statistics.values.items()}
    return replace(statistics, tables=tables, values=values)


def _path(of: str) -> str:
    """`arenden.Människohandel`, as `of` says it, as an expression; a table alone: its total."""
    name, _dot, label = of.partition(".")
    return f"{name}[{label!r}]" if label else f"{name}.total"
