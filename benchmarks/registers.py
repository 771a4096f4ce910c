"""Ten tables out of a register of 100,000 rows × 20 columns: reportgen beside pandas and polars.

    python -m pip install ".[bench]" pandas polars fastexcel
    python benchmarks/registers.py [--rows 100000] [--turns 5]

Each contender is a whole process from start to exit, in turns; all must print the same counts. The
others read the cells and count them; reportgen also checks every cell, looks for hidden rows,
errors and formulas without a value, and reads the project. `floor` is calamine alone.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from measuring import Contestant, cpu_of, measure, peak_of, ratios, seconds_of

HERE = Path(__file__).parent
LANDS = ("Rumänien", "Ukraina", "Nigeria", "Thailand", "Sverige", "Polen")
HEADINGS = (
    *("Ärendenr", "Inkom", "Typ", "Nationalitet", "Ålder", "Kön", "Aktör", "Land", "Ändamål"),
    *("Timmar", "Namn", "Personnummer", "Adress", "Handläggare", "Kommun", "Anteckning"),
    *("Polis", "Soc", "Avslutad", "Status"),
)
_ANY = "labels: [{}]".format(", ".join(LANDS))
STATISTICS = f"""\
a: {{counted: {{register: r, by: Nationalitet, {_ANY}}}}}
b: {{counted: {{register: r, by: Kön, labels: [Kvinna, Man]}}}}
c: {{counted: {{register: r, by: Ålder, bands: {{Barn: 0–17, Vuxna: 18–}}}}}}
d: {{multiple: true, total: 1, counted: {{register: r, by: Ändamål, separator: ";", labels: [Tiggeri, Oklart]}}}}
e: {{counted: {{register: r, by: Typ, labels: [Handel, Annat]}}}}
f: {{counted: {{register: r, by: Aktör, labels: [Polis, Socialtjänst, Okänd]}}}}
g: {{counted: {{register: r, by: Land, where: {{Typ: Handel}}, {_ANY}}}}}
h: {{multiple: true, total: 1, counted: {{register: r, columns: [Polis, Soc], empty: skip}}}}
i: {{title: Timmar, decimals: 1, counted: {{register: r, sum: Timmar}}}}
j: {{title: Vuxna, counted: {{register: r, where: {{Ålder: {{from: 18}}}}}}}}
"""
# The same ten for both: `f` is the frame, each line a table.
PANDAS = """\
import json, sys, pandas as pd
f = pd.read_excel(sys.argv[1], engine="calamine")
f = f[pd.to_datetime(f["Inkom"]).dt.year == 2022].drop_duplicates("Ärendenr")
one = lambda column, g=f: g[column].value_counts().to_dict()
adult = f["Ålder"] >= 18
d = f["Ändamål"].str.split(";").explode().str.strip()
print(json.dumps({
    "a": one("Nationalitet"), "b": one("Kön"),
    "c": {"Barn": int((~adult).sum()), "Vuxna": int(adult.sum())},
    "d": d.value_counts().to_dict(), "e": one("Typ"), "f": one("Aktör"),
    "g": one("Land", f[f["Typ"] == "Handel"]),
    "h": {k: int((f[k] == "x").sum()) for k in ("Polis", "Soc")},
    "i": float(f["Timmar"].sum()), "j": int(adult.sum())}))
"""
POLARS = """\
import json, sys, polars as pl
f = pl.read_excel(sys.argv[1])
f = f.filter(pl.col("Inkom").dt.year() == 2022).unique("Ärendenr")
one = lambda column, g=f: dict(g[column].value_counts().iter_rows())
adult = f["Ålder"] >= 18
d = f["Ändamål"].str.split(";").explode().str.strip_chars()
print(json.dumps({
    "a": one("Nationalitet"), "b": one("Kön"),
    "c": {"Barn": int((~adult).sum()), "Vuxna": int(adult.sum())},
    "d": dict(d.value_counts().iter_rows()), "e": one("Typ"), "f": one("Aktör"),
    "g": one("Land", f.filter(f["Typ"] == "Handel")),
    "h": {k: int((f[k] == "x").sum()) for k in ("Polis", "Soc")},
    "i": float(f["Timmar"].sum()), "j": int(adult.sum())}))
"""
FLOOR = """\
import sys, python_calamine
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
"""


def write_register(path: Path, rows: int) -> None:
    """An invented register, the same each time."""
    import xlsxwriter

    pick = random.Random(1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet("Ärenden"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADINGS)
    for n in range(1, rows + 1):
        first = date(2022, 1, 1) + timedelta(days=pick.randrange(365))
        purpose = pick.choice(("Tiggeri", "Oklart", "Tiggeri; Oklart"))
        cells = [
            *(n, first, pick.choice(("Handel", "Annat")), pick.choice(LANDS), pick.randrange(90)),
            *(pick.choice(("Kvinna", "Man")), pick.choice(("Polis", "Socialtjänst", "Okänd"))),
            *(pick.choice(LANDS), purpose, pick.randrange(100) / 2, f"Namn {n}", f"19{n:08d}"),
            *(f"Gatan {n}", pick.choice(("AB", "CD")), pick.choice(("Norr", "Söder"))),
            *(f"anteckning {n} om något", pick.choice(("x", "")), pick.choice(("x", ""))),
            *(first + timedelta(days=30), "Öppet"),
        ]
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(n, column, cell, day)
            else:
                sheet.write(n, column, cell)
    book.close()


def write_project(root: Path) -> None:
    """A project that counts the ten tables."""
    settings = "region: r\norganisation: o\nregisters: {r: {year: Inkom, case: Ärendenr}}\n"
    files = {
        "content/reportgen.yaml": settings,
        "content/2022/report.yaml": "title: R\ndate: 2023-01-01\n",
        "content/2022/statistics.yaml": STATISTICS,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def counts_of(root: Path) -> dict[str, object]:
    """What reportgen has written."""
    import yaml

    file = root / "content/2022/statistics.yaml"
    entries = yaml.safe_load(file.read_text("utf-8"))
    return {name: each.get("counts", each.get("value")) for name, each in entries.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="the one with pandas and polars")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register, root = folder / "register.xlsx", folder / "projekt"
        write_register(register, options.rows)
        write_project(root)
        for file, text in (("pandas.py_", PANDAS), ("polars.py_", POLARS), ("floor.py_", FLOOR)):
            (folder / file).write_text(text, "utf-8")
        ours = [sys.executable, "-m", "reportgen", "count", "2022", "--project", str(root)]
        commands = {
            "reportgen": [*ours, "--register", f"r={register}"],
            "pandas": [options.python, str(folder / "pandas.py_"), str(register)],
            "polars": [options.python, str(folder / "polars.py_"), str(register)],
            "floor": [sys.executable, str(folder / "floor.py_"), str(register)],
        }
        compare(commands, root)
        report(commands, options.turns, folder)


def compare(commands: dict[str, list[str]], root: Path) -> None:
    """Run each once; the benchmark stops where the counts are not the same."""
    subprocess.run(commands["reportgen"], capture_output=True, check=False)
    expected = counts_of(root)
    for name in ("pandas", "polars"):
        printed = subprocess.run(commands[name], capture_output=True, text=True, check=True).stdout
        if json.loads(printed) != expected:
            raise SystemExit(f"{name} counts otherwise: {printed}\n{expected}")
    subprocess.run(commands["floor"], check=True)


def report(commands: dict[str, list[str]], turns: int, folder: Path) -> None:
    """Print a table; the ratio is of seconds, within a turn."""
    contestants = {n: Contestant(tuple(c), lambda: None) for n, c in commands.items()}
    samples = measure(contestants, turns, folder)
    print("| contender | seconds | processor | memory | to pandas |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, own in samples.items():
        seconds, ratio = seconds_of(own), ratios(own, samples["pandas"])
        numbers = f"{seconds.median:.2f} | {cpu_of(own):.2f} | {peak_of(own):.0f} MB"
        print(f"| {name} | {numbers} | {ratio.median:.2f} ({ratio.least:.2f}–{ratio.most:.2f}) |")


if __name__ == "__main__":
    main()
