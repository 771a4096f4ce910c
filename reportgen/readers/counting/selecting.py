"""Which rows of a register are counted: those of the year, and those where conditions hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from reportgen.diagnostics import Message as _
from reportgen.model.registers import Condition, Register
from reportgen.readers.counting import days, meaning
from reportgen.readers.counting.columns import Columns
from reportgen.readers.counting.meaning import folded
from reportgen.readers.counting.tellings import Teller
from reportgen.readers.sheets.cells import Value


def rows_of_year(columns: Columns, register: Register, year: int, teller: Teller) -> list[int]:
    """The indexes of the rows of `year`; one without a year is noted.

    Codes: empty-cell, unreadable-cell, uncalculated-cell, error-cell, no-rows.
    """
    if register.year is None:
        return list(range(len(columns.rows)))
    values = columns.values[register.year]
    from_1904 = columns.sheet.from_1904
    years = {value: days.year(value, from_1904=from_1904) for value in dict.fromkeys(values)}
    chosen = [index for index, value in enumerate(values) if years[value] == year]
    if None in years.values():
        _tell_yearless(columns, register.year, years, teller)
    elif not chosen:
        known = _by_year(Counter(years[value] for value in values))
        message = _("{file}: no row is of {year}", file=columns.sheet.file, year=str(year))
        hint = _("rows by year in '{column}': {known}", column=register.year, known=known)
        teller.problems.error("no-rows", teller.span, message, hint)
    return chosen


def rows_of_other_years(columns: Columns, register: Register, chosen: Sequence[int]) -> str:
    """How many rows there are of each other year; "" where there are none."""
    if register.year is None or len(chosen) == len(columns.rows):
        return ""
    own = set(chosen)
    values = Counter(
        value for index, value in enumerate(columns.values[register.year]) if index not in own
    )
    years: Counter[int | None] = Counter()
    for value, rows in values.items():
        years[days.year(value, from_1904=columns.sheet.from_1904)] += rows
    return _by_year(years)


def _by_year(years: Counter[int | None]) -> str:
    return ", ".join(f"{year} ({rows})" for year, rows in sorted(years.items(), key=str))


def _tell_yearless(
    columns: Columns, heading: str, years: dict[Value, int | None], teller: Teller
) -> None:
    without = [i for i, value in enumerate(columns.values[heading]) if years[value] is None]
    told = teller.unreadable(heading, without)
    empty = [i for i in without if folded(columns.values[heading][i]) == "" and i not in told]
    wrong = [i for i in without if i not in told and i not in set(empty)]
    hint = _("every row needs its date or year: write it in the register")
    if empty:
        teller.missing(heading, empty, hint)
    if wrong:
        what = _(
            "no year can be read there ({count} cell)",
            "no year can be read there ({count} cells)",
            count=len(wrong),
        )
        teller.error("unreadable-cell", heading, wrong, what, hint)


def rows_where(
    columns: Columns,
    chosen: Sequence[int],
    conditions: dict[str, Condition],
    register: Register,
    teller: Teller,
) -> list[int]:
    """The rows among `chosen` where every condition holds; what can't be read is noted."""
    rows = list(chosen)
    for heading, condition in conditions.items():
        values = columns.values[heading]
        lost = teller.unreadable(heading, rows)
        holds = _judge(condition, register, from_1904=columns.sheet.from_1904)
        verdicts = {value: holds(value) for value in dict.fromkeys(values[i] for i in rows)}
        wrong = [i for i in rows if verdicts[values[i]] is None]
        if wrong:
            teller.no_number(heading, {"": wrong}, show=False)
        if condition.values and not any(verdicts.values()) and rows and not lost:
            _warn_of_nothing(heading, condition, teller)
        rows = [i for i in rows if verdicts[values[i]]]
    return rows


def _warn_of_nothing(heading: str, condition: Condition, teller: Teller) -> None:
    message = _(
        "no row has {values} in '{column}'",
        values=" / ".join(f"'{each}'" for each in condition.values),
        column=heading,
    )
    hint = _("compare with how it is written in the register")
    teller.problems.warn("where-matches-nothing", condition.span, message, hint)


def _judge(
    condition: Condition, register: Register, *, from_1904: bool
) -> Callable[[Value], bool | None]:
    """Whether a value fulfils the condition; None where it can't be read as what it should be."""
    wanted = {folded(each) for each in condition.values}
    unwanted = {folded(each) for each in condition.excluded}
    nothing = {"", *map(folded, register.missing)}
    ends = (condition.least, condition.most)

    def holds(value: Value) -> bool | None:
        text = folded(value)
        if condition.empty is not None and (text in nothing) != condition.empty:
            return False
        if (wanted and text not in wanted) or text in unwanted:
            return False
        if ends == (None, None):
            return True
        if text in nothing:
            return False
        by_day = any(isinstance(end, date) for end in ends)
        found = (
            days.day(value, from_1904=from_1904)
            if by_day
            else meaning.number(value, register.decimal)
        )
        if found is None:
            return None
        least, most = ends
        return (least is None or found >= least) and (most is None or found <= most)  # type: ignore[operator]

    return holds
