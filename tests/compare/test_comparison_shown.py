"""What a reader of a comparison sees: rows that say something, columns below each other."""

from __future__ import annotations

from generated_reports import SPAN

from reportgen.compare import compare_statistics
from reportgen.language.messages import translator
from reportgen.model.statistics import CountRow, Statistics, StatisticsTable
from reportgen.writers.compared_figures import cells_of, folded, heads_of, is_total, rows_of
from reportgen.writers.telling import Telling

SAY = translator("sv")
TELLING = Telling("2021", "2022", SAY, "sv", "plain")


def difference(old, new, kind="parts"):
    tables = []
    for year, counts in ((2021, old), (2022, new)):
        rows = tuple(CountRow(label, count, SPAN) for label, count in counts.items())
        base = max(each for each in counts.values() if each is not None) + 1
        table = StatisticsTable("a", "Ärenden", "ärenden", kind, rows, SPAN, base=base)
        tables.append(Statistics(year, {"a": table}, {}))
    [found] = compare_statistics(*tables)
    return found


def shown(found):
    told = folded(found, "sv", SAY)
    rows = [cells_of(row, SAY, "sv")[0] for row in rows_of(found, SAY)]
    return rows, "" if told is None else SAY(told)


def test_rows_that_are_the_same_are_told_in_a_sentence():
    found = difference({"A": 1, "B": 2, "C": None, "D": 0}, {"A": 3, "B": 2, "C": None, "D": 0})
    assert shown(found) == (["A", "Totalt"], "Lika i båda: B (2), C (inte känt), D (0)")


def test_one_row_that_is_the_same_stays():
    assert shown(difference({"A": 1, "B": 2}, {"A": 3, "B": 2})) == (["A", "B", "Totalt"], "")


def test_a_base_is_no_sum():
    *rows, base = rows_of(difference({"A": 1, "B": 2}, {"A": 3, "B": 3}, "multiple"), SAY)
    assert base.label == "Antal ärenden"
    assert not any(map(is_total, (*rows, base)))
    assert is_total(rows_of(difference({"A": 1}, {"A": 2}), SAY)[-1])


def test_headings_begin_with_capitals():
    assert heads_of(TELLING) == ("Kategori", "2021", "2022", "Skillnad", "Förändring")
