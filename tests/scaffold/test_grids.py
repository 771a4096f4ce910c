"""Random edits of grids: the file reads back as edited, and keeps every other byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.diagnostics import ReportError, Span
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.scaffold.grids.grid import Grid, Label, Row, grid_of, typed
from reportgen.scaffold.grids.merging import merge
from reportgen.scaffold.grids.writing import with_grid

FILE = "content/2022/statistics.yaml"
STATISTICS = """\
# Årets siffror.

arenden:
  title: "Ärenden efter typ"   # rubriken
  total:  80   # ska stämma
  counts:
    Människohandel:     48      # check: ignore small-count – prövat

    # Köp av sexuell tjänst
    'Sexuell exploatering/prostitution': 32


land: {of: arenden.Människohandel, counts: {Norge: 2, "Côte d'Ivoire": 46, Okänt: null}}
alder:
    of: arenden
    counts:
        Barn 0–6 år: ~
        Barn 7–17 år:
        Vuxna: 72   # sist
    sums:
        minderåriga: [Barn 0–6 år, "Barn 7–17 år"]   # barn
timmar: {decimals: 1, single: true, counts: {Stöd: 12.5, Resor: -3}}
kon_alder:
  cross: [Kön, Ålder]
  counts:
    Kvinnor: {Barn: 3, Vuxna: 20}   # kvinnor
    Män:
      Barn: 4   # pojkar
      Vuxna: null
kommuner: 55   # så många
tjanster:
  value: 2
"""
NAMES = ("arenden", "land", "alder", "timmar", "kon_alder", "kommuner", "tjanster")
NEW = st.sampled_from(
    (
        "Kvinnor",
        "Annan könsidentitet",
        "Ja",
        "null",
        "a: b",
        'Anna "Nina"',
        "d'Or",
        "[x]",
        "#1",
        "2",
    )
)
NUMBERS = st.sampled_from(("", "0", "7", "12345"))


def read(content: bytes, name: str) -> Grid:
    return grid_of(parse_yaml(decode_source(content, FILE)), name, Span.of_file(FILE))


@st.composite
def edited(draw, grid: Grid) -> Grid:
    """The grid with some of its numbers, rows, columns and labels otherwise."""
    if grid.single:
        return Grid(grid.columns, (Row(grid.rows[0].label, (draw(NUMBERS),)),))
    columns = list(grid.columns)
    if grid.crossed:
        columns = changed_labels(draw, columns)
    places = {label.was: place for place, label in enumerate(grid.columns)}
    labels = changed_labels(draw, [row.label for row in grid.rows])
    rows = []
    for label in labels:
        old = grid.row(label.was) if label.was is not None else None
        numbers = tuple(
            old.numbers[places[column.was]]
            if old and column.was is not None and draw(st.booleans())
            else draw(NUMBERS)
            for column in columns
        )
        rows.append(Row(label, numbers))
    total = draw(NUMBERS) if grid.total is not None else None
    return Grid(tuple(columns), tuple(rows), total)


def changed_labels(draw, labels: list[Label]) -> list[Label]:
    kept = [label for label in labels if draw(st.integers(0, 3))] or labels[:1]
    for place, label in enumerate(kept):
        if not draw(st.integers(0, 4)):
            kept[place] = Label(draw(NEW), label.was)
    for _new in range(draw(st.integers(0, 2))):
        kept.insert(draw(st.integers(0, len(kept))), Label(draw(NEW)))
    seen: dict[str, Label] = {}
    for label in kept:
        seen.setdefault(label.text, label)
    return list(seen.values())


def with_ends(end: str, mark: str) -> bytes:
    return (mark + STATISTICS.replace("\n", end)).encode()


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(NAMES), st.sampled_from(("\n", "\r\n")), st.booleans())
def test_what_was_edited_is_read_back_and_nothing_else_moves(data, name, end, mark):
    content = with_ends(end, "\ufeff" if mark else "")
    before = read(content, name)
    grid = data.draw(edited(before))
    after = with_grid(content, FILE, name, grid)
    assert read(after, name) == grid.as_saved
    for other in NAMES:
        if other != name:
            assert read(after, other) == read(content, other)
    # Comments stay, but for those behind a row that was taken out.
    gone = {row.label.was for row in before.rows} - {row.label.was for row in grid.rows}
    gone |= {each.was for each in before.columns} - {each.was for each in grid.columns}
    lost = comments(content) - comments(after)
    inside = {"# pojkar": "Män"}
    for comment, line in lost.items():
        assert any(label in line or label == inside.get(comment) for label in gone), lost
    assert (b"\r\n" in after) == (end == "\r\n")
    assert after.count(b"\r") in (0, after.count(b"\n"))


class _Comments(dict):
    """Comments and the lines that they stand on."""

    def __sub__(self, other: _Comments) -> dict[str, str]:
        return {each: line for each, line in self.items() if each not in other}


def comments(content: bytes) -> _Comments:
    lines = content.decode().splitlines()
    found = ((re.search(r"(?:^|\s)# \w.*$", line), line) for line in lines)
    return _Comments({each[0].strip(): line for each, line in found if each})


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(NAMES))
def test_one_number_changes_its_own_bytes_alone(data, name):
    content = STATISTICS.encode()
    grid = read(content, name)
    place = data.draw(st.integers(0, len(grid.rows) - 1))
    column = data.draw(st.integers(0, len(grid.columns) - 1))
    row = grid.rows[place]
    numbers = [*row.numbers]
    numbers[column] = "4711"
    rows = [*grid.rows]
    rows[place] = Row(row.label, tuple(numbers))
    after = with_grid(content, FILE, name, replace(grid, rows=tuple(rows)))
    begin, end = content.split(b"4711")[0], after.split(b"4711")
    assert len(end) == 2
    assert begin.startswith(end[0].rstrip())
    assert content.endswith(end[1])
    assert with_grid(content, FILE, name, grid) == content


def test_what_names_a_row_follows_it():
    content = STATISTICS.encode()
    grid = read(content, "arenden")
    first = replace(grid.rows[0], label=Label("Handel med människor", "Människohandel"))
    after = with_grid(content, FILE, "arenden", replace(grid, rows=(first, grid.rows[1])))
    text = after.decode()
    assert text == STATISTICS.replace("    Människohandel: ", "    Handel med människor: ").replace(
        "of: arenden.Människohandel,", "of: arenden.Handel med människor,"
    )
    grid = read(content, "alder")
    second = replace(grid.rows[1], label=Label("Barn: 7–17", "Barn 7–17 år"))
    rows = (grid.rows[0], second, grid.rows[2])
    text = with_grid(content, FILE, "alder", replace(grid, rows=rows)).decode()
    assert 'minderåriga: [Barn 0–6 år, "Barn: 7–17"]   # barn' in text


def test_a_table_keeps_a_row_and_what_is_no_table_is_told():
    content = STATISTICS.encode()
    grid = read(content, "land")
    for empty in (replace(grid, rows=()), Grid((), ())):
        with pytest.raises(ReportError, match="empty"):
            with_grid(content, FILE, "land", empty)
    for written in (
        "x: {counted: {records: a}}\n",
        "x: {counts: [1]}\n",
        "x: {counts: {A: [1]}}\n",
    ):
        with pytest.raises(ReportError, match="no numbers that can be edited"):
            read(written.encode(), "x")
    with pytest.raises(ReportError, match="no statistics called"):
        read(content, "kon")


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(NAMES))
def test_of_two_edits_each_is_in_the_grid_or_in_a_question(data, name):
    opened = read(STATISTICS.encode(), name)
    wanted = data.draw(edited(opened))
    now = data.draw(edited(opened)).as_saved
    merged = merge(opened, wanted, now)
    if any(each.subject == "form" for each in merged.questions):
        return
    asked = {(each.row, each.column) for each in merged.questions}
    about = {each.row for each in merged.questions} | {each.column for each in merged.questions}
    here = numbers_of(merged.grid)
    for (row, column), number in changes(opened, wanted).items():
        assert here.get((row, column)) == number or {row, column} & about
    there = {
        (row.label.was, column.was): (number, row.label.text, column.text)
        for row in merged.grid.rows
        for column, number in zip(merged.grid.columns, row.numbers, strict=True)
    }
    for (row, column), number in changes(opened, now).items():
        found, *labels = there.get((row, column), (None, row, column))
        assert found == number or tuple(labels) in asked or {row, column} & about
    assert merge(opened, opened, now).grid.as_saved == now
    assert merge(opened, wanted, opened).questions == ()


def numbers_of(grid: Grid) -> dict[tuple[str, str], str]:
    return {
        (row.label.text, column.text): number
        for row in grid.rows
        for column, number in zip(grid.columns, row.numbers, strict=True)
    }


def changes(before: Grid, after: Grid) -> dict[tuple[str, str], str]:
    """The numbers that somebody wrote, by the labels that they stand under afterwards."""
    old = numbers_of(before)
    return {
        (row.label.text, column.text): number
        for row in after.rows
        for column, number in zip(after.columns, row.numbers, strict=True)
        if old.get((row.label.was, column.was)) != number and (number or row.label.was is not None)
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234", "1234"),
        ("12\u00a0345,5", "12345.5"),
        ("-1\u202f000", "-1000"),
        ("\u22123", "-3"),
        ("12,5", "12.5"),
        (" 7 ", "7"),
        ("", ""),
        ("–", ""),
        ("null", ""),
        ("0", "0"),
        ("1.234", "1.234"),
        ("sju", "sju"),
        ("1 23", "1 23"),
        ("#REF!", "#REF!"),
    ],
)
def test_numbers_are_taken_as_people_type_them(text: str, number: str):
    assert typed(text) == number
