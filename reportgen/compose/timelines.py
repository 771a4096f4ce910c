"""Makes the timeline of a year's events out of a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.compose.chart_data import ChartData, YearsBehind, marked_in
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean
from reportgen.expressions.records import column_of, view_of
from reportgen.expressions.values import ExpressionError, ToldBeforeError
from reportgen.language.messages import Translate
from reportgen.model import Chart, Series
from reportgen.model.project import FigureDefinition
from reportgen.model.records import Column, RecordRow, Records


def timeline(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """The rows of a list by their day, those without any last.

    Raises ExpressionError: unknown-list, unknown-column, unknown-category, empty-list, wrong-value;
    figure-without-data where the rows are not filled in.
    """
    year = behind.years[-1]
    records = _records(definition, behind)
    when = _day(records)
    columns = _words(records, definition)
    rows = sorted(records.rows, key=lambda row: _place_in_time(row, when))
    told = tuple((_said(row, columns), _ordinal(row, when)) for row in rows)
    labels = tuple(what for what, _when in told)
    series = (Series(translate(_("Date")), tuple(day for _what, day in told)),)
    marked = marked_in(labels, definition.highlight)
    chart = Chart("timeline", definition.title, labels, series, "", language, marked=marked)
    return ChartData(chart, None, year, note=" ".join(_note(records, translate)))


def _records(definition: FigureDefinition, behind: YearsBehind) -> Records:
    """The list that the definition names, with rows."""
    statistics = behind.statistics_of(behind.years[-1])
    names = (definition.data,) if isinstance(definition.data, str) else definition.data
    records = statistics.records.get(names[0])
    if len(names) != 1:
        raise ExpressionError("wrong-value", _("a timeline shows one list"))
    if records is None and statistics.is_broken(names[0]):
        raise ToldBeforeError
    if records is None:
        message = _("there is no list called '{name}'", name=names[0])
        hint = did_you_mean(names[0], statistics.records)
        raise ExpressionError("unknown-list", message, hint or _("a timeline shows a list"))
    if not records.known:
        message = _("the rows of '{name}' are not filled in yet", name=records.id)
        hint = _("write its rows in {file}, or delete the table", file=records.span.file)
        raise ExpressionError("figure-without-data", message, hint, records.id)
    if not view_of(records, records.id).rows:
        message = _("no row of '{name}' is left to show", name=records.id)
        hint = _("write its rows in {file}, or delete the table", file=records.span.file)
        raise ExpressionError("empty-list", message, hint)
    return records


def _day(records: Records) -> Column:
    """The first column of days."""
    found = next((each for each in records.columns if each.kind == "date"), None)
    if found is None:
        message = _("the list '{name}' has no column of dates", name=records.id)
        hint = _("a timeline needs one: declare it as date under columns")
        raise ExpressionError("wrong-value", message, hint)
    return found


def _words(records: Records, definition: FigureDefinition) -> tuple[Column, ...]:
    """The columns that say what happened: those that are named, else the first of text."""
    if definition.columns:
        return tuple(column_of(records, name) for name in definition.columns)
    found = next((each for each in records.columns if each.kind in ("text", "choice")), None)
    if found is None:
        message = _("the list '{name}' has no column of text", name=records.id)
        raise ExpressionError("wrong-value", message, _("write columns: with one of its columns"))
    return (found,)


def _ordinal(row: RecordRow, when: Column) -> int | None:
    day = row.values[when.name]
    return day.toordinal() if isinstance(day, date) else None


def _place_in_time(row: RecordRow, when: Column) -> tuple[bool, int]:
    """What rows are sorted by: what has no day comes last."""
    day = _ordinal(row, when)
    return (True, 0) if day is None else (False, day)


def _said(row: RecordRow, columns: tuple[Column, ...]) -> str:
    values = (row.values[each.name] for each in columns)
    return ", ".join(str(value) for value in values if value not in (None, ""))


def _note(records: Records, translate: Translate) -> Iterator[str]:
    if records.source:
        yield translate(_("Source: {source}.", source=records.source.rstrip(".")))
    if records.note:
        yield records.note.rstrip(".") + "."
