"""Every kind of file gives the same counts; what can't be read says why, and what to do."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from registers_made import (
    FILES,
    HEADINGS,
    KON,
    LAND,
    RIGHT,
    ROWS,
    Office,
    changed_part,
    ods,
    text,
    xlsb,
    xlsx,
    zipped,
)


def by_xlsxwriter(options: dict[str, object]) -> bytes:
    """The rows in a workbook of another program than openpyxl."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    sheet = book.add_worksheet("Ärenden")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value)
    book.close()
    return stream.getvalue()


def prefixed(content: bytes) -> bytes:
    """A sheet whose XML has a prefix at every name, as some programs write it."""
    for old, new in (
        ("<worksheet xmlns=", "<x:worksheet xmlns:x="),
        ("</worksheet>", "</x:worksheet>"),
    ):
        content = changed_part(content, "xl/worksheets/sheet1.xml", old, new)
    return content


FILES_OF_ALL_KINDS = {
    "xlsx": ("register.xlsx", xlsx()),
    "xlsm, by its ending": ("register.xlsm", xlsx()),
    "xlsx of XlsxWriter": ("register.xlsx", by_xlsxwriter({})),
    "xlsx in constant memory": ("register.xlsx", by_xlsxwriter({"constant_memory": True})),
    "xlsx counting days from 1904": ("register.xlsx", xlsx(from_1904=True)),
    "xlsx of XlsxWriter from 1904": ("register.xlsx", by_xlsxwriter({"date_1904": True})),
    "xls": ("register.xls", (FILES / "arenden.xls").read_bytes()),
    "xls from 1904": ("register.xls", (FILES / "arenden-1904.xls").read_bytes()),
    "xlsb": ("register.xlsb", xlsb()),
    "ods": ("register.ods", ods()),
    "xlsx under another name": ("register.csv", xlsx()),
    "csv with semicolons, Windows-1252": ("register.csv", text().encode("cp1252")),
    "csv with semicolons, UTF-8 with a mark": ("register.csv", text().encode("utf-8-sig")),
    "csv with commas, UTF-8": ("register.csv", text(delimiter=",").encode()),
    "tsv, UTF-16 as Excel writes it": ("register.txt", text(delimiter="\t").encode("utf-16")),
    "tsv, UTF-16 without a mark": ("register.tsv", text(delimiter="\t").encode("utf-16-le")),
    "csv that names its delimiter": ("register.csv", b"sep=;\r\n" + text().encode("cp1252")),
    "csv with old Mac's line ends": ("register.csv", text().replace("\r\n", "\r").encode()),
    "csv with bars": ("register.csv", text(delimiter="|").encode()),
}


@pytest.mark.parametrize("kind", FILES_OF_ALL_KINDS)
def test_every_kind_of_file_gives_the_same_counts(office: Office, kind: str) -> None:
    name, content = FILES_OF_ALL_KINDS[kind]
    office.write(KON + LAND)
    counted = office.count(content, name=name)
    assert counted.code == 0, counted.told
    assert counted.counts("kon") == RIGHT
    assert counted.counts("land") == {"Rumänien": 1, "Ukraina": 1, "Okänt": 1}


def encrypted_ods() -> bytes:
    return ods(manifest='<manifest:encryption-data manifest:checksum-type="SHA1"/>')


def bomb() -> bytes:
    """A workbook whose sheet unpacks to more than two gigabytes."""
    return changed_part(xlsx(), "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData>" + " " * 9)


UNREADABLE = {
    "empty": (b"", "är tom"),
    "only blanks": (b"\r\n\r\n  ", "är tom"),
    "a password": ((FILES / "last.xlsx").read_bytes(), "lösenord"),
    "a password in LibreOffice": (encrypted_ods(), "lösenord"),
    "half a workbook": (xlsx()[:3000], "skadad"),
    "a zip of something else": (zipped({"a.txt": "hej"}), "ingen arbetsbok"),
    "a workbook of Numbers": (zipped({"Index/Document.iwa": "x"}), "Numbers"),
    "a web page that is called xlsx": (b"<html><table><tr><td>Nr</td></tr></table>", "webbsida"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "skadad"),
    "half an old workbook": ((FILES / "arenden.xls").read_bytes()[:1500], "skadad"),
    "quotes that never end": (b'Nr;Inkom\r\n"' + b"x" * 200_000, "skadad"),
    "a sheet as large as can be": (
        xlsx(change=lambda sheet: sheet.cell(1_048_576, 16_384, "x")),
        "för stor",
    ),
    "a sheet that is no XML": (
        changed_part(xlsx(), "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetDat>"),
        "skadad",
    ),
    "a workbook with a DOCTYPE": (
        changed_part(
            xlsx(), "xl/workbook.xml", "<workbook", '<!DOCTYPE a [<!ENTITY b "c">]><workbook'
        ),
        "skadad",
    ),
    "a LibreOffice sheet repeated without end": (
        ods(
            more_rows='<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="1000" office:value-type="float"'
            ' office:value="1"/></table:table-row>'
        ),
        "skadad",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_says_why(office: Office, what: str) -> None:
    content, why = UNREADABLE[what]
    office.write()
    counted = office.count(content)
    assert (counted.code, "unreadable-sheets" in counted.told) == (1, True), counted.told
    assert why in counted.told
    assert counted.statistics == KON


def test_a_file_that_is_not_there_or_a_folder(office: Office) -> None:
    office.write()
    for path in (office.registers / "finns inte.xlsx", office.registers):
        counted = office.run("count", "--register", f"arenden={path}")
        assert (counted.code, "unreadable-sheets" in counted.told) == (1, True), counted.told


def test_a_file_that_excel_has_open_is_counted_with_a_word_of_warning(office: Office) -> None:
    office.write()
    for lock in ("~$register.xlsx", ".~lock.register.xlsx#"):
        (office.registers / lock).write_bytes(b"x")
        counted = office.count(xlsx())
        (office.registers / lock).unlink()
        assert (counted.code, counted.counts()) == (0, RIGHT)
        assert "open-in-excel" in counted.told
    assert "open-in-excel" not in office.count(xlsx()).told
    assert "unreadable-sheets" in office.count(b"x", name="~$register.xlsx").told


def test_a_register_in_the_project_is_refused(office: Office) -> None:
    office.write()
    inside = office.project / "content" / "register.xlsx"
    inside.write_bytes(xlsx())
    link = office.registers / "länk.xlsx"
    link.symlink_to(inside)
    for path in (inside, link):
        counted = office.run("count", "--register", f"arenden={path}")
        assert (counted.code, "register-in-project" in counted.told) == (1, True)


def test_a_million_formatted_rows_cost_no_memory(office: Office) -> None:
    rows = "".join(
        f'<row r="{n}" spans="1:5" s="1" customFormat="1"/>' for n in range(6, 1_048_577)
    )
    content = changed_part(
        xlsx(), "xl/worksheets/sheet1.xml", "</sheetData>", rows + "</sheetData>"
    )
    office.write()
    counted = office.count(content)
    assert (counted.code, counted.counts()) == (0, RIGHT)


def test_a_sheet_is_found_by_its_name_or_because_it_is_the_only_one(office: Office) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(list(row))
    book.active.title = "Ärenden 2022"
    book.create_sheet("Om registret").append(["Läs mig"])
    book.create_sheet("Listor").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    office.write(register="{year: Inkom, case: Nr, sheet: ärenden 2022 }")
    assert office.count(stream.getvalue()).counts() == RIGHT
    office.write(register="{year: Inkom, case: Nr, sheet: Ärende 2022}")
    told = office.count(stream.getvalue()).told
    assert "unknown-sheet" in told
    assert "menade du 'Ärenden 2022'?" in told
    office.write()
    assert "'Ärenden 2022', 'Om registret'" in office.count(stream.getvalue()).told
    del book["Om registret"]
    stream = io.BytesIO()
    book.save(stream)
    assert office.count(stream.getvalue()).counts() == RIGHT


def test_headings_need_not_begin_in_the_first_cell(office: Office) -> None:
    rows = [["Ärenden i regionen"], [], ["Uttaget 2023-01-09"], [], *(("", "", *r) for r in ROWS)]
    office.write()
    assert office.count(xlsx(rows)).counts() == RIGHT
    assert HEADINGS[0] == "Nr"
