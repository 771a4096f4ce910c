"""Twenty-four registers as someone in a hurry keeps them, written before they were counted."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from registers_made import Office, text, xlsx

LK = "labels: {Kvinnor: [kvinna, K, kv], Män: [man, M]}"
KON = f"kon: {{counted: {{register: arenden, by: Kön, {LK}}}}}\n"
BANDS = "alder: {counted: {register: arenden, by: Ålder, bands: {Barn: 0–17, Vuxna: 18–}}}\n"
BORN = BANDS.replace("by: Ålder", "by: Pnr, born: true")
H = ("Nr", "Inkom", "Kön", "Land", "Ålder")


def rows(*r):
    return [H, *r]


def book(**sheets):
    b = openpyxl.Workbook()
    b.remove(b.active)
    for n, rs in sheets.items():
        ws = b.create_sheet(n)
        for r in rs:
            ws.append(list(r))
    s = io.BytesIO()
    b.save(s)
    return s.getvalue()


R1 = (1, date(2022, 1, 7), "Kvinna", "Rumänien", 17)
R2 = (2, date(2022, 2, 9), "Man", "Ukraina", 34)
R3 = (3, date(2022, 3, 9), "Kvinna", "Polen", 41)
OK = {"Kvinnor": 2, "Män": 1}
CASES = []


def case(
    name,
    content,
    stat=KON,
    reg="{year: Inkom, case: Nr}",
    counts=None,
    told=None,
    table="kon",
    fname="register.xlsx",
):
    CASES.append((name, content, stat, reg, counts, told, table, fname))


case(
    "group headings above, unmerged",
    xlsx([("Ärende", None, "Klient", None, None), *rows(R1, R2, R3)]),
    counts=OK,
)
case(
    "dates yymmdd as text",
    xlsx(rows((1, "220107", *R1[2:]), (2, "220209", *R2[2:]), R3)),
    counts=OK,
)
case(
    "dates jan-22 and 7/1-22",
    xlsx(rows((1, "jan-22", *R1[2:]), (2, "9/2-22", *R2[2:]), (3, "2022 mars", *R3[2:]))),
    counts=OK,
)
case(
    "two digit years 09/02/22",
    xlsx(rows((1, "07/01/22", *R1[2:]), (2, "09.02.22", *R2[2:]), R3)),
    counts=OK,
)
case("a year mistyped 2202", xlsx(rows((1, date(2202, 1, 7), *R1[2:]), R2, R3)), told=["B2"])
case(
    "a sheet a year, named by it",
    book(**{"2021": rows((9, date(2021, 1, 1), "Man", "Polen", 3)), "2022": rows(R1, R2, R3)}),
    reg='{sheet: "{year}", case: Nr}',
    counts=OK,
)
case(
    "subtotals by month",
    xlsx(
        rows(
            R1,
            ("Summa januari", None, None, None, 1),
            R2,
            ("Summa februari", None, None, None, 1),
            R3,
            ("Totalsumma", None, None, None, 3),
        )
    ),
    counts=OK,
)
case(
    "month names as rows between",
    xlsx(rows(("Januari",), R1, ("Februari",), R2, R3)),
    told=["B2, B4"],
)
case(
    "a footnote below",
    xlsx(rows(R1, R2, R3, (), ("* preliminära uppgifter",))),
    told=["register.xlsx"],
)
case(
    "heading with star and unit",
    xlsx([("Nr", "Inkom", "Kön*", "Land", "Ålder\n(år)"), R1, R2, R3]),
    stat="alder: {counted: {register: arenden, by: Ålder (år), bands: {Barn: 0–17, Vuxna: 18–}}}\n",
    table="alder",
    counts={"Barn": 1, "Vuxna": 2},
)
case(
    "booleans and numbers for yes",
    xlsx(
        [
            ("Nr", "Inkom", "Polis", "Soc"),
            (1, date(2022, 1, 1), True, 1),
            (2, date(2022, 1, 1), False, 0),
            (3, date(2022, 1, 2), True, None),
        ]
    ),
    stat="andamal: {total: 1, counted: {register: arenden, columns: [Polis, Soc], empty: skip}}\n",
    table="andamal",
    counts={"Polis": 2, "Soc": 1},
)
case(
    "choices on lines of a cell",
    xlsx(
        [
            ("Nr", "Inkom", "Mål"),
            (1, date(2022, 1, 1), "Tiggeri\nOrgan"),
            (2, date(2022, 1, 1), "Organ"),
        ]
    ),
    stat='andamal: {total: 1, counted: {register: arenden, by: Mål, separator: "\\n"}}\n',
    table="andamal",
    counts={"Tiggeri": 1, "Organ": 2},
)
case(
    "choices with comma and och",
    xlsx(
        [
            ("Nr", "Inkom", "Mål"),
            (1, date(2022, 1, 1), "Tiggeri, Organ"),
            (2, date(2022, 1, 1), "Organ, "),
        ]
    ),
    stat='andamal: {total: 1, counted: {register: arenden, by: Mål, separator: ","}}\n',
    table="andamal",
    counts={"Tiggeri": 1, "Organ": 2},
)
case(
    "sex as numbers 1 and 2",
    xlsx(
        rows(
            (1, date(2022, 1, 1), 1, "x", 1),
            (2, date(2022, 1, 1), 2, "x", 1),
            (3, date(2022, 1, 1), "1", "x", 1),
        )
    ),
    stat="kon: {counted: {register: arenden, by: Kön, labels: {Kvinnor: 1, Män: 2}}}\n",
    counts=OK,
)
case(
    "ages as bands already",
    xlsx(rows((*R1[:4], "13-17"), (*R2[:4], "vuxna"), (*R3[:4], "18–"))),
    stat=BANDS.replace("Barn: 0", "Barn: 13"),
    table="alder",
    counts={"Barn": 1, "Vuxna": 2},
)
case(
    "ages ca 35 and 35+",
    xlsx(rows((*R1[:4], "ca 35"), (*R2[:4], "35+"), R3)),
    stat=BANDS,
    table="alder",
    told=["E2: 'ca 35'", "E3: '35+'"],
)
case(
    "case number only on its first row",
    xlsx(rows(R1, (None, date(2022, 1, 8), "Kvinna", "Rumänien", 17), R2, R3)),
    told=["A3"],
)
case(
    "csv with empty columns and lines at the end",
    (text([(*r, "", "") for r in rows(R1, R2, R3)]) + ";;;;;;\r\n\r\n").encode("cp1252"),
    fname="r.csv",
    counts=OK,
)
case(
    "amounts with kr",
    xlsx(
        [
            ("Nr", "Inkom", "Belopp"),
            (1, date(2022, 1, 1), "1 200 kr"),
            (2, date(2022, 1, 1), "300:-"),
            (3, date(2022, 1, 1), 50),
        ]
    ),
    stat="kr: {title: Kronor, decimals: 0, counted: {register: arenden, sum: Belopp}}\n",
    table="kr",
    counts=1550,
)
case(
    "persons in a column",
    xlsx(
        [
            ("Nr", "Inkom", "Land", "Antal"),
            (1, date(2022, 1, 1), "Polen", 3),
            (2, date(2022, 1, 1), "Polen", 1),
            (3, date(2022, 1, 1), "Norge", 2),
        ]
    ),
    stat="land: {counted: {register: arenden, by: Land, sum: Antal}}\n",
    table="land",
    counts={"Polen": 4, "Norge": 2},
)
case(
    "masked personal numbers as birth",
    xlsx(
        [
            ("Nr", "Inkom", "Pnr"),
            (1, date(2022, 1, 1), "20100101-XXXX"),
            (2, date(2022, 1, 1), "19800101****"),
            (3, date(2022, 1, 1), "198001011234"),
        ]
    ),
    stat=BORN,
    table="alder",
    counts={"Barn": 1, "Vuxna": 2},
)
case(
    "short personal numbers as birth",
    xlsx([("Nr", "Inkom", "Pnr"), (1, date(2022, 1, 1), "100101-1234")]),
    stat=BORN,
    table="alder",
    told=["C2"],
)
case(
    "dots and question marks for missing",
    xlsx(rows((*R1[:3], "?", 1), (*R2[:3], ".", 1), (*R3[:3], "uppgift saknas", 1))),
    stat="land: {counted: {register: arenden, by: Land, empty: Okänt,"
    ' missing: ["?", ".", uppgift saknas]}}\n',
    table="land",
    counts={"Okänt": 3},
)
case(
    "languages of land and a slash",
    xlsx(rows((*R1[:3], "Romania", 1), (*R2[:3], "Syrien/Irak", 1), R3)),
    stat="land: {counted: {register: arenden, by: Land}}\n",
    table="land",
    told=["D2: 'Romania'", "D3: 'Syrien/Irak'"],
)


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_a_messy_register_is_counted_or_told(office: Office, case: tuple) -> None:
    _name, content, statistics, register, counts, told, table, file = case
    office.write(statistics, register)
    counted = office.count(content, name=file)
    entry = counted.entry(table)
    if counts is None:
        assert counted.code == 1
        assert [each for each in told if each not in counted.told] == [], counted.told
    else:
        assert (counted.code, entry.get("counts", entry.get("value"))) == (0, counts), counted.told
