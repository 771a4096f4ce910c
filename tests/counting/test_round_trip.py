"""Figures go out to Excel and come back; a summary sheet is read where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from registers_made import Office, changed_part, text, xlsx

STATISTICS = """\
kon:
  title: Ärenden efter kön
  total: 5
  counts:
    Kvinnor: 3   # tre
    Män: 2
    Ej noterat: null
tid: {title: Tid, unit: timmar, decimals: 1, single: true, counts: {Samtal: 2.5, Möten: -1.0}}
kommuner: {title: Kommuner, unit: kommuner, value: 21}
tjanster: 2
"""


def exported(office: Office, change: Callable[[openpyxl.Workbook], object]) -> Path:
    """The workbook that was made of the figures, changed by a person."""
    path = office.folder / "siffror.xlsx"
    assert office.run("values", "2022", "--format", "xlsx", "-o", str(path)).code == 0
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def set_cells(**cells: object) -> Callable[[openpyxl.Workbook], None]:
    """A change of cells: `kon_C2=4`, and `values_C2` on the last sheet."""

    def change(book: openpyxl.Workbook) -> None:
        for name, value in cells.items():
            sheet, cell = name.split("_")
            target = book.worksheets[-1] if sheet == "values" else book[sheet]
            target[cell] = value

    return change


def test_what_is_not_changed_comes_back_as_it_was(office: Office) -> None:
    office.write(STATISTICS)
    counted = office.run("count", "--from", str(exported(office, lambda _book: None)))
    assert (counted.code, counted.statistics) == (0, STATISTICS)
    assert "Alla tal är som de var." in counted.told


def test_changed_numbers_come_back_and_nothing_else(office: Office) -> None:
    office.write(STATISTICS)
    change = set_cells(
        kon_C2=4, kon_C3=None, kon_C4=1, kon_C5="6", tid_C2="3,5", values_C2=22, values_C3=3
    )
    path = exported(office, change)
    would = office.run("count", "--from", str(path), "--check")
    assert (would.code, would.statistics) == (1, STATISTICS)
    counted = office.run("count", "--from", str(path))
    expected = STATISTICS.replace("Kvinnor: 3", "Kvinnor: 4").replace("Män: 2", "Män: null")
    expected = expected.replace("Ej noterat: null", "Ej noterat: 1").replace("total: 5", "total: 6")
    expected = (
        expected.replace("2.5", "3.5").replace("21", "22").replace("tjanster: 2", "tjanster: 3")
    )
    assert (counted.code, counted.statistics) == (0, expected), counted.told
    assert "Kvinnor: 3 → 4" in counted.told


def test_rows_may_be_sorted_taken_away_and_remarked_upon(office: Office) -> None:
    office.write(STATISTICS)

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["kon"]
        sheet.delete_rows(3)
        sheet.insert_rows(1, 2)
        sheet["A1"], sheet["F4"] = "Årets siffror", "Stämmer!"
        del book["tid"]
        book.create_sheet("Anteckningar").append(["Tabell", "hej"])

    counted = office.run("count", "--from", str(exported(office, change)))
    assert (counted.code, counted.statistics) == (0, STATISTICS), counted.told


WRONG = {
    "a half": (
        set_cells(kon_C2=3.5),
        ["unreadable-cell", "siffror.xlsx, kon!C2: 3.5 är inget antal"],
    ),
    "less than nothing": (set_cells(kon_C2=-1), ["kon!C2: -1 är inget antal"]),
    "words": (set_cells(kon_C2="tre"), ["kon!C2: 'tre' är inget tal"]),
    "a date": (set_cells(kon_C2="2022-01-01"), ["kon!C2: '2022-01-01' är inget tal"]),
    "too many decimals": (set_cells(tid_C2=2.55), ["tid!C2: 2.55 har fler decimaler"]),
    "another row": (set_cells(kon_B2="Kvinor"), ["unknown-label", "menade du 'Kvinnor'?"]),
    "a new row": (
        set_cells(kon_A9="kon", kon_B9="Annat", kon_C9=1),
        ["kon!C9: 'kon' har ingen rad 'Annat'", "skriv nya rader i statistics.yaml"],
    ),
    "a row twice": (set_cells(kon_B3="kvinnor"), ["duplicate-key", "kon!C3"]),
    "another table": (set_cells(kon_A2="kön"), ["unknown-statistic", "menade du 'kon'?"]),
    "a number of no table": (set_cells(kon_C9=1), ["kon!C9: det framgår inte vilken tabell"]),
    "a formula": (set_cells(kon_C2="=1+2"), ["kon!C2: formeln där ger inget tal"]),
    "several at once": (set_cells(kon_C2="x", kon_C3="y"), ["'x'", "'y'", "2 fel"]),
    "no headings": (
        lambda book: [sheet.delete_rows(1) for sheet in book.worksheets],
        ["unknown-column", "values --format xlsx"],
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_in_the_workbook_is_told_with_its_cell(office: Office, what: str) -> None:
    change, told = WRONG[what]
    office.write(STATISTICS)
    counted = office.run("count", "--from", str(exported(office, change)))
    assert (counted.code, counted.statistics) == (1, STATISTICS)
    assert [each for each in told if each not in counted.told] == [], counted.told


def test_sums_are_checked_as_if_they_had_been_typed(office: Office) -> None:
    office.write(STATISTICS)
    counted = office.run("count", "--from", str(exported(office, set_cells(kon_C2=9))))
    assert counted.code == 1
    assert "parts-do-not-add-up" in counted.told
    assert "content/2022/statistics.yaml:1:1" in counted.told
    assert "Kvinnor: 9" in counted.statistics


def test_excel_itself_refuses_what_is_no_count(office: Office) -> None:
    office.write(STATISTICS)
    book = openpyxl.load_workbook(exported(office, lambda _book: None))
    [rule] = book["kon"].data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert str(rule.sqref) == "C2:C5"
    assert not book["tid"].data_validations.dataValidation


def test_long_names_and_names_of_other_languages(office: Office) -> None:
    office.write("a_very_long_name_of_a_table_indeed_1: {counts: {A: 1}}\n"
                 "a_very_long_name_of_a_table_indeed_2: {counts: {A: 2}}\n")  # fmt: skip
    path = exported(office, lambda _book: None)
    assert len(openpyxl.load_workbook(path).sheetnames) == 2
    assert office.run("count", "--from", str(path)).code == 0
    settings = office.project / "content/reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "language: en\n", "utf-8")
    path = exported(office, lambda _book: None)
    assert openpyxl.load_workbook(path).worksheets[0]["C1"].value == "Count"
    assert office.run("count", "--from", str(path)).code == 0


SUMMARY = [["Kön", "Antal"], ["Kvinnor", 3], [" män", 2.0], [None, None], ["Ej noterat", None]]
COPIED = "kon: {counted: {file: siffror.xlsx, sheet: Ärenden, labels: A2:A5, counts: B2:B5}}\n"


def test_a_summary_sheet_is_read_where_it_lies(office: Office) -> None:
    office.write(COPIED)
    (office.project / "content/2022/siffror.xlsx").write_bytes(xlsx(SUMMARY))
    counted = office.run("count")
    assert counted.code == 0, counted.told
    assert counted.counts() == {"Kvinnor": 3, "Män": 2, "Ej noterat": None}
    assert "unread-file" not in office.run("check", "2022").told
    assert "Alla tal" in office.run("count").told


def test_one_number_and_amounts_out_of_a_summary_sheet(office: Office) -> None:
    office.write(
        "antal: {title: Antal, counted: {file: s.csv, counts: $B$1}}\n"
        "tid: {decimals: 1, single: true, counted: {file: s.csv, labels: A2:A3, counts: B2:B3},"
        " counts: {Samtal: 0, Möten: 0}}\n"
    )
    rows = [("Antal", "1 234"), ("samtal", "2,5"), ("Möten", "-1")]
    (office.project / "content/2022/s.csv").write_bytes(text(rows).encode("cp1252"))
    counted = office.run("count")
    assert counted.entry("antal")["value"] == 1234, counted.told
    assert counted.counts("tid") == {"Samtal": 2.5, "Möten": -1.0}


WRONG_SUMMARIES = {
    "no such file": (COPIED.replace("siffror", "sifror"), "missing-file"),
    "a file outside": (COPIED.replace("siffror.xlsx", "../../../s.xlsx"), "outside-project"),
    "no such sheet": (COPIED.replace("Ärenden", "Blad1"), "unknown-sheet"),
    "no such address": (COPIED.replace("A2:A5", "A2-A5"), "A2:A27"),
    "cells that are more": (COPIED.replace("B2:B5", "B2:B6"), "'labels' är 4 celler, 'counts' 5"),
    "the heading too": (
        COPIED.replace("A2:A5, counts: B2", "A1:A5, counts: B1"),
        "Ärenden!A1: 'Kön'",
    ),
    "the other column": (COPIED.replace("A2:A5", "B2:B5"), "Ärenden!B2: '3' är ingen rad"),
    "no labels": (
        "kon: {counts: {Kvinnor: 1}, counted: {file: siffror.xlsx, counts: B2}}\n",
        "det framgår inte i vilka celler radernas namn står",
    ),
    "no counts": (COPIED.replace(", counts: B2:B5", ""), "counts: B2:B27"),
    "several cells for one number": (
        "kon: {value: 1, counted: {file: siffror.xlsx, counts: B2:B4}}\n",
        "'B2:B4' är flera celler",
    ),
    "keys of a register": (COPIED.replace("sheet: Ärenden", "by: Kön"), "'file' och 'by'"),
}


@pytest.mark.parametrize("what", WRONG_SUMMARIES)
def test_a_summary_that_is_wrong_is_told(office: Office, what: str) -> None:
    statistics, told = WRONG_SUMMARIES[what]
    office.write(statistics)
    (office.project / "content/2022/siffror.xlsx").write_bytes(xlsx(SUMMARY))
    counted = office.run("count")
    assert (counted.code, counted.statistics) == (1, statistics)
    assert told in counted.told, counted.told


def test_cells_of_a_summary_that_are_no_counts(office: Office) -> None:
    office.write(COPIED)
    file = office.project / "content/2022/siffror.xlsx"
    file.write_bytes(
        xlsx([["Kön"], ["Kvinnor", "tre"], ["Män", 2.5], ["Kvinor", 1], ["kvinnor", 3]])
    )
    told = office.run("count").told
    for each in (
        "B2: 'tre' är inget tal",
        "B3: 2.5 är inget antal",
        "A4: 'Kvinor'",
        "A5: 'Kvinnor'",
    ):
        assert f"siffror.xlsx, Ärenden!{each}" in told, told
    content = changed_part(
        xlsx([*SUMMARY[:2], ["Män", "=1+1"]]), "xl/worksheets/sheet1.xml", "<v></v>", ""
    )
    file.write_bytes(content)
    assert "uncalculated-cell" in office.run("count").told
    assert yaml.safe_load(COPIED)


CELLS = """\
# Kön och ålder.
ka:
  cross: [Kön, Ålder]
  total: 10
  counts:
    Kvinnor: {Barn: 1, Vuxna: 4}   # flickor
    Män:
      Barn: 2
      Vuxna: 3
"""


def test_cells_go_out_with_both_labels_and_come_back(office: Office) -> None:
    office.write(CELLS)
    book = openpyxl.load_workbook(exported(office, lambda _book: None))
    rows = [[cell.value for cell in row] for row in book["ka"].iter_rows()]
    assert rows[0][:4] == ["Tabell", "Rad", "Kolumn", "Antal"]
    assert rows[2][:4] == ["ka", "Kvinnor", "Vuxna", 4]
    counted = office.run("count", "--from", str(exported(office, lambda _book: None)))
    assert (counted.code, counted.statistics) == (0, CELLS)
    counted = office.run("count", "--from", str(exported(office, set_cells(ka_D2=2, ka_D5=2))))
    assert counted.code == 0, counted.told
    assert counted.statistics == CELLS.replace("{Barn: 1", "{Barn: 2").replace("xna: 3", "xna: 2")
    assert "Kvinnor, Barn: 1 → 2" in counted.told


def test_a_cell_that_the_table_lacks_is_told(office: Office) -> None:
    office.write(CELLS)
    counted = office.run("count", "--from", str(exported(office, set_cells(ka_C2="Bran"))))
    assert (counted.code, counted.statistics) == (1, CELLS)
    assert "Kvinnor, Bran" in counted.told
