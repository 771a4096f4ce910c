"""Makes the invented register of the invented region, whose cases give the figures of its years.

`python tests/projects/example_register.py ärenden.xlsx` writes it where nobody takes it for a part
of the project: rows belong outside of it. Nothing in it is true.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import yaml

Label = TypeVar("Label")
CONTENT = Path(__file__).parent / "exempelregionen" / "content"
HEADINGS = (
    "Ärendenr",
    "Inkom",
    "Ärendetyp",
    "Ändamål",
    "Nationalitet",
    "Ålder",
    "Kön",
    "Handläggare",
)
AGES = {"Barn 7–12 år": (7, 12), "Barn 13–17 år": (13, 17), "Vuxna": (18, 70)}
# How the people who keep the register write what the report calls otherwise.
WORDS = {"Kvinnor": "kvinna", "Män": "man", "Okänt": "", "Rumänien": "RO"}


def cases_of(year: int) -> Iterator[tuple[object, ...]]:
    """The rows of a year: as many of each kind as its statistics say."""
    tables = yaml.safe_load((CONTENT / str(year) / "statistics.yaml").read_text("utf-8"))
    chance = random.Random(year)
    lands = _spread(tables["nationalitet"]["counts"], chance)
    cells = tables["kon_alder"]["counts"]
    people = _spread({(s, a): n for s, ages in cells.items() for a, n in ages.items()}, chance)
    kinds = _spread(tables["arenden"]["counts"], chance)
    purposes = iter(_purposes(tables["andamal"]["counts"], kinds.count("Människohandel")))
    for number, kind in enumerate(kinds):
        land, (sex, age) = lands[number], people[number]
        yield (
            f"{year % 100}-{number + 1:04d}",
            date(year, 1, 1) + timedelta(days=number * 365 // len(kinds)),
            kind,
            next(purposes) if kind == "Människohandel" else None,
            WORDS.get(land, land),
            chance.randint(*AGES[age]),
            WORDS.get(sex, sex),
            "NN",
        )


def _spread(counts: Mapping[Label, int], chance: random.Random) -> list[Label]:
    """Each label as often as it is counted, in no order."""
    labels = [label for label, count in counts.items() for _each in range(count)]
    chance.shuffle(labels)
    return labels


def _purposes(counts: Mapping[str, int], cases: int) -> list[str]:
    """What each case is for: one purpose, and the rest as a second one."""
    every = [label for label, count in counts.items() for _each in range(count)]
    return ["; ".join(every[case::cases]) for case in range(cases)]


def write_register(path: Path) -> None:
    """The workbook, with a title above its headings and a total below its rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ärenden"
    sheet.append(["Ärenden i Exempelregionen (påhittade)"])
    sheet.append([])
    sheet.append(HEADINGS)
    rows = [row for year in (2021, 2022, 2023) for row in cases_of(year)]
    for row in rows:
        sheet.append(row)
    sheet.append(["Summa", None, None, None, None, None, None, len(rows)])
    book.save(path)


if __name__ == "__main__":
    write_register(Path(sys.argv[1]))
