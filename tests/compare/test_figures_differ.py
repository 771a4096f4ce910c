"""The figures of two years: what was, what is, what can't be compared."""

from __future__ import annotations

from fractions import Fraction

from generated_reports import SPAN

from reportgen.compare import compare_statistics
from reportgen.model.statistics import CountRow, SingleValue, Statistics, StatisticsTable


def table(counts, **fields):
    rows = tuple(CountRow(label, count, SPAN) for label, count in counts.items())
    return StatisticsTable("kon", "Kön", "ärenden", "parts", rows, SPAN, **fields)


def differences(old, new):
    before, after = (
        Statistics(year, {"kon": it} if it else {}, {}) for year, it in ((2021, old), (2022, new))
    )
    return compare_statistics(before, after)


def rows(old, new):
    (found,) = differences(old, new)
    return {row.label: row for row in found.rows}


def test_a_count_has_its_difference_and_its_share():
    found = rows(table({"Kvinnor": 30, "Män": 10}), table({"Kvinnor": 39, "Män": 10}))
    assert (found["Kvinnor"].difference, found["Kvinnor"].share) == (9, Fraction(3, 10))
    assert found["Kvinnor"].expression == "kon.Kvinnor"
    assert found["Kvinnor"].changed
    assert not found["Män"].changed


def test_from_nothing_or_from_what_is_not_known_there_is_no_share():
    found = rows(table({"A": 0, "B": None}), table({"A": 4, "B": 4}))
    assert (found["A"].difference, found["A"].share) == (4, None)
    assert (found["B"].difference, found["B"].share) == (None, None)


def test_categories_are_new_or_gone():
    found = rows(table({"A": 1, "B": 2}), table({"A": 1, "C": 3}))
    assert {label: row.presence for label, row in found.items()} == {
        "A": "both",
        "B": "gone",
        "C": "new",
    }
    assert (found["B"].was, found["B"].now) == (2, None)


def test_a_standard_category_that_was_not_written_was_none_where_the_parts_reach_the_base():
    old = table({"A": 3}, base=3, standard=("A", "B"))
    found = rows(old, table({"A": 2, "B": 1}, base=3, standard=("A", "B")))
    assert (found["B"].presence, found["B"].was, found["B"].now) == ("new", 0, 1)


def test_what_is_counted_otherwise_is_told():
    new = table({"A": 1}, changed="Från 2022 räknas allt för sig.", of="arenden.total")
    (found,) = differences(table({"A": 1}), new)
    assert found.differs
    assert found.changed == "Från 2022 räknas allt för sig."
    assert found.older_base == ""
    assert not differences(table({"A": 1}), table({"A": 1}))[0].differs


def test_tables_and_values_are_new_or_gone():
    assert [it.presence for it in differences(None, table({"A": 1}))] == ["new"]
    assert [it.presence for it in differences(table({"A": 1}), None)] == ["gone"]
    value = SingleValue("kommuner", "Kommuner", "kommuner", 21, SPAN)
    (found,) = compare_statistics(
        Statistics(2021, {}, {"kommuner": value}), Statistics(2022, {}, {})
    )
    assert (found.single, found.presence, found.rows[0].was) == (True, "gone", 21)
