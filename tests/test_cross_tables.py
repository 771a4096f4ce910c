"""Tables in two dimensions: random ones, whose numbers and printed tables plain Python knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sample_project import composed, write_project

from reportgen.compare.statistics import compare_statistics
from reportgen.expressions.evaluate import Evaluator, Scope
from reportgen.expressions.inventory import list_values, records_of
from reportgen.expressions.values import Count
from reportgen.model import Table
from reportgen.model.profile import Profile
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.source import Source
from reportgen.readers.statistics.reading import read_statistics
from reportgen.scaffold.carrying import carry_statistics

NO_BREAK_SPACE = "\u00a0"
COUNTS = st.none() | st.integers(0, 10**6)
ROWS, COLUMNS = ("Kvinnor", "Män", "Annan", "Ej noterat"), ("Barn 0–6 år", "Unga", "Vuxna")


@st.composite
def grids(draw: st.DrawFn) -> dict[str, dict[str, int | None]]:
    """Numbers by two labels; some are not known."""
    rows = ROWS[: draw(st.integers(2, len(ROWS)))]
    columns = COLUMNS[: draw(st.integers(2, len(COLUMNS)))]
    return {row: {column: draw(COUNTS) for column in columns} for row in rows}


def written(grid: dict[str, dict[str, int | None]]) -> str:
    """The grid as `statistics.yaml` has it."""
    lines = ["ka:", "  title: Ärenden efter kön och ålder", "  cross: [Kön, Ålder]", "  counts:"]
    for row, cells in grid.items():
        shown = (f"{label}: {'null' if n is None else n}" for label, n in cells.items())
        lines.append(f"    {row}: {{{', '.join(shown)}}}")
    return "\n".join(lines) + "\n"


def read(text: str) -> Statistics:
    return read_statistics(Source("s.yaml", text), 2022, Profile("", ""), "sv")


def value(evaluator: Evaluator, expression: str) -> int | None:
    counted = evaluator.evaluate(expression).value
    assert isinstance(counted, Count)
    return counted.value


def added(numbers: list[int | None]) -> int | None:
    return None if None in numbers else sum(number or 0 for number in numbers)


@given(grids())
def test_cells_and_margins_are_what_plain_python_counts(grid: dict) -> None:
    statistics = read(written(grid))
    evaluator = Evaluator(Scope(statistics, {}, "sv", lambda _year: statistics))
    columns = list(next(iter(grid.values())))
    for row, cells in grid.items():
        assert value(evaluator, f'ka["{row}"]') == added([*cells.values()])
        for column, number in cells.items():
            assert value(evaluator, f'ka["{row}", "{column}"]') == number
    for column in columns:
        own = added([cells[column] for cells in grid.values()])
        assert value(evaluator, f'ka["{column}"]') == own
        assert value(evaluator, f'ka["total", "{column}"]') == own
    assert value(evaluator, "ka.total") == added([n for c in grid.values() for n in c.values()])


@given(grids())
def test_the_order_of_rows_changes_no_number(grid: dict) -> None:
    turned = {row: dict(reversed(cells.items())) for row, cells in reversed(grid.items())}
    one, other = read(written(grid)).tables["ka"], read(written(turned)).tables["ka"]
    assert {row.pair: row.count for row in one.rows} == {row.pair: row.count for row in other.rows}
    assert {name: one.named_sum(name) for name in one.sums} == {
        name: other.named_sum(name) for name in other.sums
    }


def printed(root, grid: dict, placement: str) -> list[list[str]]:
    """The table as the document has it: header and rows."""
    files = {
        "content/2022/statistics.yaml": written(grid),
        "content/2022/10-text.md": f"# Text\n\n{{{{ {placement} }}}}\n",
    }
    document = composed(write_project(root, files)).document
    blocks = [b for section in document.sections for b in walk_blocks(section.blocks)]
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [
        [plain_text(cell.children).replace(NO_BREAK_SPACE, " ") for cell in row.cells]
        for row in (table.header, *table.rows)
    ]


def test_the_next_year_has_the_same_cells_and_no_numbers() -> None:
    text = "ka:\n  cross: [Kön, Ålder]\n  counts:\n    Kvinnor: {Barn: 3, Vuxna: 20}  # två\n"
    text += "    Män:\n      Barn: 1\n      Vuxna: null\n"
    carried = carry_statistics(text.encode(), "s.yaml").decode()
    assert carried == text.replace("3", "null").replace("20", "null").replace(": 1", ": null")


@given(grids(), grids())
def test_a_comparison_has_every_cell_of_both_years(old: dict, new: dict) -> None:
    (found,) = compare_statistics(read(written(old)), read(written(new)))
    cells = {
        (row, column): (old.get(row, {}).get(column), new.get(row, {}).get(column))
        for grid in (old, new)
        for row, own in grid.items()
        for column in own
    }
    by_expression = {each.expression: (each.was, each.now) for each in found.rows}
    assert by_expression == {
        f'ka["{row}", "{column}"]': both for (row, column), both in cells.items()
    }


def test_an_export_has_both_labels() -> None:
    statistics = read(
        written({"Kvinnor": {"Barn": 3, "Vuxna": None}, "Män": {"Barn": 0, "Vuxna": 2}})
    )
    rows = [(each.label, each.column, each.count) for each in records_of(statistics)]
    assert rows == [
        *(("Kvinnor", "Barn", 3), ("Kvinnor", "Vuxna", None)),
        *(("Män", "Barn", 0), ("Män", "Vuxna", 2)),
    ]


@given(grids())
def test_what_can_be_written_for_a_table_gives_what_it_says(grid: dict) -> None:
    evaluator = Evaluator(Scope(read(written(grid)), {}, "sv", lambda _year: read(written(grid))))
    (group, *_rest) = list_values(evaluator, "Tal", "Rapporten")
    offered = [offer.expression.strip("{} ") for offer in group.offers]
    known = [f'ka["{row}", "{column}"]' for row, own in grid.items() for column in own]
    assert set(known) <= set(offered)
    for offer in group.offers:
        counted = value(evaluator, offer.expression.strip("{} "))
        assert (offer.text is None) == (counted is None)


def test_a_table_has_both_dimensions_and_totals(tmp_path) -> None:
    grid = {"Kvinnor": {"Barn": 3, "Vuxna": 20}, "Män": {"Barn": 0, "Vuxna": None}}
    assert printed(tmp_path, grid, 'table("ka")') == [
        ["Kön", "Barn", "Vuxna", "Totalt"],
        ["Kvinnor", "3", "20", "23"],
        ["Män", "0", "uppgift saknas", "uppgift saknas"],
        ["Totalt", "3", "uppgift saknas", "uppgift saknas"],
    ]


def test_shares_stand_behind_the_numbers(tmp_path) -> None:
    grid = {"Kvinnor": {"Barn": 1, "Vuxna": 1}, "Män": {"Barn": 0, "Vuxna": 2}}
    assert printed(tmp_path, grid, 'table("ka", share=true)')[1:] == [
        ["Kvinnor", "1 (25,0 %)", "1 (25,0 %)", "2 (50,0 %)"],
        ["Män", "0 (0,0 %)", "2 (50,0 %)", "2 (50,0 %)"],
        ["Totalt", "1 (25,0 %)", "3 (75,0 %)", "4 (100,0 %)"],
    ]
