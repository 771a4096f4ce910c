"""Nothing of a row but counts is found anywhere afterwards, however things went."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from registers_made import KON, LAND, Office, ods, text, xlsx

# Planted in every column that no table is counted by, and in its heading.
PLANTED = ("Hemligsson", "19121212", "Storgatan", "Enkelt", "070-1740")
HEADINGS = (
    "Nr",
    "Inkom",
    "Kön",
    "Land",
    "Ålder",
    "Namn Hemligsson",
    "Pnr",
    "Adress",
    "Text",
    "Tel",
)
ROWS = (
    HEADINGS,
    *(
        (
            *(f"Enkelt-{n}", date(2022, 1, n), kon, land, n, "Hemligsson, Åsa"),
            *("19121212-1212", "Storgatan 1", "Enkelt sagt: Hemligsson", "070-1740"),
        )
        for n, kon, land in ((1, "Kvinna", "Sverige"), (2, "Man", ""), (3, "kvinna", "Norge"))
    ),
)
TABLES = KON + LAND + "unga: {title: U, counted: {register: arenden, where: {Adress: {not: x}}}}\n"


def everything_in(folder: Path) -> str:
    """Every byte below a folder, with what is in zips unpacked, and all names."""
    parts = []
    for path in folder.rglob("*"):
        parts.append(str(path.relative_to(folder)))
        if path.is_file():
            parts += _unpacked(path.read_bytes())
    return "\n".join(parts)


def _unpacked(content: bytes) -> list[str]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [text for name in package.namelist() for text in _unpacked(package.read(name))]


def found_in(text: str) -> list[str]:
    return [each for each in (*PLANTED, "register.") if each in text]


KINDS = {"r.xlsx": xlsx(ROWS), "r.ods": ods(ROWS), "r.csv": text(ROWS).encode("cp1252")}


@pytest.mark.parametrize("name", KINDS)
def test_nothing_of_a_row_is_in_the_project_the_settings_or_what_is_said(
    office: Office, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    office.write(TABLES)
    register = "{year: Inkom, case: Nr}"
    told = [office.count(KINDS[name], name=name)]
    assert told[0].code == 0, told[0].told
    told += [
        office.run(*each) for each in (("build", "2022"), ("check", "2022"), ("values", "2022"))
    ]
    told.append(office.run("values", "2022", "--format", "xlsx"))
    assert register
    assert (office.project / "output").is_dir()
    for where in (office.project, office.folder / "config"):
        assert found_in(everything_in(where)) == [], where
    assert found_in("\n".join(each.told for each in told) + caplog.text) == []


MISTAKES = {
    "a wrong value": (*ROWS[1][:2], "Kvina", *ROWS[1][3:]),
    "no date": (*ROWS[1][:1], "Hemligsson", *ROWS[1][2:]),
    "no case": (None, *ROWS[1][1:]),
    "a case that says two things": (*ROWS[2][:2], "Kvinna", *ROWS[2][3:]),
    "a name in the column that is counted by": (*ROWS[1][:2], "19121212-1212", *ROWS[1][3:]),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_what_is_told_of_a_mistake_shows_a_counted_cell_at_most(office: Office, what: str) -> None:
    office.write(TABLES)
    counted = office.count(xlsx([*ROWS, MISTAKES[what]]), name="r.xlsx")
    assert counted.code == 1
    assert found_in(counted.told) == []
    assert found_in(everything_in(office.project)) == []


WRONG_DECLARATIONS = {
    "a heading that is not there": KON.replace("by: Kön", "by: Namm"),
    "numbers that are none": "t: {title: T, counted: {register: arenden, sum: Adress}}\n",
    "a stretch of what is no number": KON.replace("by: Kön", "by: Kön, where: {Tel: {from: 1}}"),
    "marks that are none": "t: {counted: {register: arenden, columns: [Adress, Text]}}\n",
    "births that are none": (
        "t: {counted: {register: arenden, by: Adress, born: true, bands: {A: 0–9}}}\n"
    ),
}


@pytest.mark.parametrize("what", WRONG_DECLARATIONS)
def test_a_wrong_declaration_shows_no_cell(office: Office, what: str) -> None:
    office.write(WRONG_DECLARATIONS[what])
    counted = office.count(xlsx(ROWS), name="r.xlsx")
    assert counted.code == 1
    # A heading is no row; what is asked for may be shown beside one that is near it.
    assert [each for each in found_in(counted.told) if each != "Hemligsson"] == [], counted.told
    assert "Hemligsson, Åsa" not in counted.told
    assert found_in(everything_in(office.project)) == []
