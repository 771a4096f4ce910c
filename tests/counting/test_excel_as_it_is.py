"""Registers as they come: what a person does in Excel is counted right, or told with its cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from registers_made import (
    HEADINGS,
    KON,
    LAND,
    RIGHT,
    ROWS,
    Office,
    changed_part,
    ods,
    text,
    xlsx,
    zipped,
)

Change = Callable[[Worksheet], object]


def with_cells(**cells: object) -> Change:
    """A change of single cells: `with_cells(B2=44568)`; the form of what stood there goes too."""

    def change(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value
            sheet[address].number_format = "General"

    return change


# Each leaves the same three rows of 2022.
HARMLESS: dict[str, bytes] = {
    "dates as text": xlsx(change=with_cells(B2="2022-01-07", B3="9/2 2022", B4="30.11.2022")),
    "dates in words": xlsx(
        change=with_cells(B2="7 januari 2022", B3="den 9 feb. 2022", B4="nov 2022")
    ),
    "dates with a time": xlsx(change=with_cells(B2="2022-01-07 13:05", B3="2022-02-09T08:00:00")),
    "American dates": xlsx(change=with_cells(B2="1/7/2022", B3="2/9/2022", B4="11/30/2022")),
    "dates as numbers": xlsx(change=with_cells(B2=44568, B3=44601.5, B4=44895)),
    "dates as numbers counted from 1904": xlsx(change=with_cells(B2=43106), from_1904=True),
    "dates written as one number": xlsx(change=with_cells(B2=20220107, B3="20220209")),
    "years alone": xlsx(change=with_cells(B2=2022, B3="2022", B4=2022.0, B5=2021)),
    "blank rows": xlsx([ROWS[0], ROWS[1], [], [], ROWS[2], [" ", None, "\u00a0"], *ROWS[3:]]),
    "a title above the headings": xlsx([["Ärenden 2022", None], [], *ROWS]),
    "a note beside the title": xlsx([["Ärenden", None, None, None, "uttag 2023-01-09"], *ROWS]),
    "a total at the end": xlsx([*ROWS, ["Summa", None, None, None, 117]]),
    "a total under another heading": xlsx([*ROWS, [None, None, None, "Totalt", 117]]),
    "a total that says of what": xlsx([*ROWS, ["Totalt antal ärenden:", None, None, None, 4]]),
    "a remark below, after a blank row": xlsx([*ROWS, [], [None] * 6 + ["Uttaget av NN"]]),
    "headings in capitals, with blanks": xlsx(
        [["NR ", "inkom", " Kön", "land", "Ålder"], *ROWS[1:]]
    ),
    "headings on two lines": xlsx(
        [["Nr", "In\nkom", "Kön", "Land", "Ålder"], *ROWS[1:]], with_cells(B1="Inkom")
    ),
    "decomposed letters": xlsx([["Nr", "Inkom", "Ko\u0308n", "Land", "A\u030alder"], *ROWS[1:]]),
    "no-break blanks around values": xlsx(
        change=with_cells(C2="\u00a0Kvinna", C3="man\u202f", C4="KVINNA ")
    ),
    "another word for a row": xlsx(change=with_cells(C3="M")),
    "a summary to the right": xlsx(
        [
            (*row, None, *more)
            for row, more in zip(ROWS, (("Kön", "Antal"), ("Män", 1), (), (), ()), strict=True)
        ]
    ),
    "weeks and quarters": xlsx(change=with_cells(B2="2022-W10", B3="v. 7 2022", B4="2022 kv 4")),
    "a column more": xlsx([[*row, "x"] for row in ROWS]),
    "columns in another order": xlsx([row[::-1] for row in ROWS]),
    "a case with two rows": xlsx([*ROWS, (1, date(2022, 5, 5), "Kvinna", "Rumänien", 17)]),
    "case numbers as text and as numbers": xlsx([*ROWS, ("1", date(2022, 5, 5), "Kvinna", "", 17)]),
    "a second row that says nothing": xlsx([*ROWS, (1, date(2022, 5, 5), None, None, None)]),
}
BLANK_KON = KON.replace("labels:", "empty: skip, labels:")


@pytest.mark.parametrize("what", HARMLESS)
def test_what_people_do_in_excel_changes_no_count(office: Office, what: str) -> None:
    office.write(BLANK_KON if "says nothing" in what else KON)
    counted = office.count(HARMLESS[what])
    assert counted.code == 0, counted.told
    assert counted.counts() == RIGHT


def merged(sheet: Worksheet) -> None:
    """A heading over two others, and headings that reach over both rows."""
    sheet.insert_rows(1)
    for column in "ABE":
        sheet[f"{column}1"] = sheet[f"{column}2"].value
        sheet[f"{column}2"] = None
        sheet.merge_cells(f"{column}1:{column}2")
    sheet["C1"] = "Person"
    sheet.merge_cells("C1:D1")


def merged_case(sheet: Worksheet) -> None:
    """A case whose number and date stand in cells over two rows."""
    sheet.insert_rows(3)
    sheet["C3"] = "Kvinna"
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")


@pytest.mark.parametrize("change", [merged, merged_case])
def test_merged_cells_say_the_same_for_all_of_them(office: Office, change: Change) -> None:
    office.write()
    assert office.count(xlsx(change=change)).counts() == RIGHT


def test_two_columns_of_a_name_are_told_apart_by_the_heading_above(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["F2"], sheet["F3"] = "Kön", "Man"
        sheet["C1"], sheet["F1"] = "Klient", "Handläggare"
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("F1:G1")

    office.write()
    counted = office.count(xlsx(change=change))
    assert "ambiguous-column" in counted.told
    assert "Ärenden!C2, Ärenden!F2" in counted.told
    office.write(KON.replace("by: Kön", "by: Klient / Kön"))
    assert office.count(xlsx(change=change)).counts() == RIGHT


def test_several_tables_in_a_sheet_are_told_apart_by_their_names(office: Office) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad 1"
    for row in ROWS:
        sheet.append(["", *row])
    for row in [
        (),
        ROWS[0],
        (9, date(2022, 3, 3), "Man", "Polen", 50),
        ("Summa", None, None, None, 1),
    ]:
        sheet.append(["", *row])
    sheet.add_table(Table(displayName="Gamla", ref="B1:F5"))
    nya = Table(displayName="Nya", ref="B7:F9", totalsRowCount=1)
    sheet.add_table(nya)
    book.defined_names["Första"] = DefinedName("Första", attr_text="'Blad 1'!$B$1:$F$5")
    book.create_sheet("Tom")
    path = office.folder / "flera.xlsx"
    book.save(path)
    for name, counts in {"Gamla": RIGHT, "nya": {"Kvinnor": 0, "Män": 1}, "första": RIGHT}.items():
        office.write(register=f"{{year: Inkom, case: Nr, table: {name}}}")
        counted = office.count(path.read_bytes())
        assert counted.counts() == counts, counted.told
    office.write(register="{year: Inkom, table: Nyaa}")
    told = office.count(path.read_bytes()).told
    assert "unknown-sheet" in told
    assert "menade du 'Nya'?" in told
    named = (
        '<table:named-expressions><table:named-range table:name="Första"'
        " table:cell-range-address=\"$'Ärenden'.$A$1:.$E$5\"/></table:named-expressions>"
    )
    office.write(register="{year: Inkom, case: Nr, table: Första}")
    assert office.count(ods(after=named)).counts() == RIGHT


def hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def prefixed(content: bytes) -> bytes:
    """A sheet whose XML has a prefix at every name, as some programs write it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    sheet = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", parts[name]).replace("xmlns=", "xmlns:x=")
    return zipped({**parts, name: sheet})


HIDDEN = {
    "hidden in Excel": xlsx(change=hide),
    "hidden, with a prefix at every name": prefixed(xlsx(change=hide)),
    "hidden in LibreOffice": ods(
        row_attributes=lambda n: ' table:visibility="collapse"' if n == 3 else ""
    ),
    "filtered in LibreOffice": ods(
        row_attributes=lambda n: ' table:visibility="filter"' if n == 3 else ""
    ),
    "hidden, in single quotation marks": changed_part(
        xlsx(), "xl/worksheets/sheet1.xml", '<row r="3"', "<row r='3' hidden='true'"
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_hidden_rows_are_counted_and_said_or_an_error(office: Office, what: str) -> None:
    office.write()
    counted = office.count(HIDDEN[what])
    assert (counted.code, counted.counts()) == (0, RIGHT)
    assert "1 rad är dold eller bortfiltrerad, men räknas med: 3" in counted.told
    office.write(register="{year: Inkom, case: Nr, hidden: error}")
    counted = office.count(HIDDEN[what])
    assert (counted.code, "hidden-rows" in counted.told) == (1, True)


def test_a_hidden_row_of_another_year_is_not_told(office: Office) -> None:
    office.write()
    content = xlsx(change=lambda sheet: setattr(sheet.row_dimensions[5], "hidden", True))
    assert "dold" not in office.count(content).told


def formula(address: str, text: str, value: str = "", kind: str = "") -> bytes:
    """A workbook with a formula in a cell, and what Excel keeps of it, if anything."""
    content = xlsx(change=lambda sheet: sheet.__setitem__(address, f"={text}"))
    old = f'<c r="{address}"><f>{text}</f><v></v></c>'
    if address.startswith("B"):
        old = f'<c r="{address}" s="1"><f>{text}</f><v></v></c>'
    kept = f"<v>{value}</v>" if value else "<v/>"
    new = f'<c r="{address}"{kind}><f>{text}</f>{kept}</c>'
    return changed_part(content, "xl/worksheets/sheet1.xml", old, new)


FORMULAS = {
    "a formula with its value": (formula("C3", "A1", "man", ' t="str"'), ""),
    "a formula that gives nothing": (formula("C3", "A9", "", ' t="str"'), "empty-cell Ärenden!C3"),
    "a formula never calculated": (formula("C3", "A1"), "uncalculated-cell Ärenden!C3"),
    "a year never calculated": (formula("B3", "A1"), "uncalculated-cell Ärenden!B3"),
    "a case never calculated": (formula("A3", "B1"), "uncalculated-cell Ärenden!A3"),
    "a formula that fails": (formula("C3", "1/0", "#DIV/0!", ' t="e"'), "error-cell Ärenden!C3"),
    "a year that fails": (formula("B3", "A1", "#REF!", ' t="e"'), "error-cell Ärenden!B3"),
    "a typed error": (xlsx(change=with_cells(C3="#N/A")), "error-cell Ärenden!C3"),
    "an error where nobody looks": (xlsx(change=with_cells(E3="#N/A")), ""),
}


@pytest.mark.parametrize("what", FORMULAS)
def test_formulas_count_as_what_they_give(office: Office, what: str) -> None:
    content, told = FORMULAS[what]
    office.write()
    counted = office.count(content)
    if not told:
        assert (counted.code, counted.counts()) == (0, RIGHT), counted.told
    else:
        assert counted.code == 1
        code, cell = told.split()
        assert f"fel[{code}]: register.xlsx, {cell}:" in counted.told, counted.told
        assert "1 fel hittades" in counted.told


# What is wrong in a register, and what is said of it.
WRONG: dict[str, tuple[bytes, list[str]]] = {
    "a misspelt value": (
        xlsx(change=with_cells(C2="Kvina")),
        [
            "unknown-label",
            "Ärenden!C2: 'Kvina' är ingen av raderna i 'kon'",
            "menade du 'Kvinnor'?",
        ],
    ),
    "the same in many cells": (
        xlsx([*ROWS, *((n, 2022, "kvina ", "", 1) for n in range(10, 19))], with_cells(C2="Kvina")),
        ["Ärenden!C2, C6, C7, C8, C9 …: 'Kvina'", "(10 celler)", "1 fel hittades"],
    ),
    "several at once": (
        xlsx(change=with_cells(C2="flicka", C3="pojke")),
        ["'flicka'", "'pojke'", "2 fel hittades"],
    ),
    "an empty cell": (
        xlsx(change=with_cells(C2=None)),
        ["empty-cell", "Ärenden!C2: där står ingenting", "empty: Okänt"],
    ),
    "a row without a date": (
        xlsx(change=with_cells(B2=None, B3=None)),
        ["empty-cell", "Ärenden!B2, B3: där står ingenting, inte heller i 1 cell till"],
    ),
    "a date that is none": (
        xlsx(change=with_cells(B2="i våras", B3="2022-02-31")),
        ["unreadable-cell", "Ärenden!B2, B3: där går inget år att läsa ut (2 celler)"],
    ),
    "no row of the year": (
        xlsx([ROWS[0], ROWS[4]]),
        ["no-rows", "ingen rad är från 2022", "rader per år i 'Inkom': 2021 (1)"],
    ),
    "headings and nothing else": (xlsx([ROWS[0]]), ["no-rows", "ingen rad under rubrikerna"]),
    "an empty sheet": (xlsx([]), ["unknown-column", "ingen rad har någon av de rubriker"]),
    "another heading": (
        xlsx([["Nr", "Inkom", "Kon", "Land", "Ålder"], *ROWS[1:]]),
        ["unknown-column", "det finns ingen kolumn 'Kön' i Ärenden", "menade du 'Kon'?"],
    ),
    "a case without its number": (
        xlsx(change=with_cells(A2=None)),
        ["empty-cell", "Ärenden!A2: där står ingenting", "vilket ärende"],
    ),
    "a case that says two things": (
        xlsx([*ROWS, (1, date(2022, 5, 5), "Man", "Rumänien", 17)]),
        ["contradictory-case", "Ärenden!C2, C6: raderna i ett och samma ärende säger olika saker"],
    ),
    "a personal number in place of a value": (
        xlsx(change=with_cells(C2="19900101-1234", C3="9001011234")),
        ["'…' är ingen av raderna"],
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_cell(office: Office, what: str) -> None:
    content, told = WRONG[what]
    office.write()
    counted = office.count(content)
    assert counted.code == 1
    assert [each for each in told if each not in counted.told] == [], counted.told
    assert counted.statistics == KON


def test_a_cell_has_its_own_address_wherever_the_rows_begin(office: Office) -> None:
    rows = [[], [], *([None, None, *row] for row in ROWS)]
    office.write()
    content = xlsx(rows, with_cells(E4="Kvina"))
    assert "Ärenden!E4: 'Kvina'" in office.count(content).told


def test_a_wrong_column_is_told_in_bounds(office: Office) -> None:
    rows = [ROWS[0], *((n, 2022, f"annat {n}", "Polen", 1) for n in range(500))]
    office.write()
    told = office.count(xlsx(rows)).told
    assert "och 480 sådana värden till: är det rätt kolumn?" in told
    assert told.count("unknown-label") == 21


def test_csv_with_decimal_commas_and_quoted_lines(office: Office) -> None:
    statistics = (
        "tid: {title: Tid, unit: timmar, decimals: 1, single: true,"
        " counted: {register: arenden, by: Kön, sum: Timmar, labels: {Kvinnor: Kvinna, Män: Man}},"
        " counts: {Kvinnor: 0, Män: 0}}\n"
    )
    rows = [
        ("Nr", "Inkom", "Kön", "Timmar", "Anteckning"),
        (1, "2022-01-01", "Kvinna", "1 234,5", 'Hon sade: "ja;\r\nkanske"'),
        (2, "2022-01-02", "Man", "-0,5", ""),
        (3, "2022-01-03", "Kvinna", "2.000", ""),
    ]
    office.write(statistics)
    counted = office.count(text(rows).encode("cp1252"), name="r.csv")
    assert counted.counts("tid") == {"Kvinnor": 3234.5, "Män": -0.5}, counted.told


def test_datetimes_have_their_day(office: Office) -> None:
    rows = [HEADINGS, (1, datetime(2022, 12, 31, 23, 59), "Kvinna", "Polen", 3)]  # noqa: DTZ001
    office.write(LAND)
    assert office.count(xlsx(rows)).counts("land")["Polen"] == 1
