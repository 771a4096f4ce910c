"""Last year's plans and news, in whatever kind of block they were left."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import findings, write_example

PLANS = """
Filmerna kommer att lanseras i början av 2022.
Under 2022 ska varje region ha startat ett centrum.
Satsningen planeras fortsätta under hösten 2022.
I början av 2022 väntas en utredning.
- Filmerna ska visas våren 2022.
> Vi planerar att öppna i maj eller juni 2022.
Inför 2022 hoppas vi på fler utbildningar.
Häftet kommer att tryckas i 400 exemplar i oktober.
Vi kommer i oktober att träffa kommunerna.
I september kommer rutinen att vara klar.
Avtalet kommer att skrivas under den 12 november.
""".strip().splitlines()
NEWS = """
Mötena hölls digitalt, utom mötet den 12 november 2021, då vi sågs i Almvik.
Den 12 september 2021 gjorde vi en gemensam utbildningsdag.
Under 2021 inrättades ett centrum för myndigheternas arbete.
I mars 2021 startade vi en grupp.
Hösten 2021 beslutade polisen om en omorganisation.
> Under 2021 bildades ett nätverk.
""".strip().splitlines()
BOXES = (
    "| Mål | När |\n| --- | --- |\n| Filmerna | ska visas i början av 2022 |\n",
    "![Filmerna ska visas i början av 2022](../bild.png)\n",
    '![Film](../bild.png "Filmerna ska visas i början av 2022")\n',
)
RIGHT = """
Häftet kommer att tryckas i oktober 2023.
Häftet kommer att tryckas i oktober nästa år.
De kommande åren kommer vi att träffas i oktober.
Tolkarna kommer att behövas i fler ärenden, som de i oktober.
Häftet trycktes i oktober, och det kommer att behövas.
Regeringen gav den 15 december 2021 myndigheten i uppdrag att samordna arbetet.
Lagen trädde i kraft den 1 juli 2021.
Eva Ek håller i mötena även under 2023.
Vart fjärde ärende, mot vart femte 2021, kom från polisen.
Filmerna kommer att lanseras i början av 2023.
Målet var att alla kommuner skulle ha en plan under 2022.
Under 2021 var ärendena fler än 2022.
Flera kommuner bad redan under 2021 om hjälp.
Sedan 2021 arbetar två personer på heltid.
Under 2022 inrättades ett centrum.
Uppdraget för 2022 ska redovisas här.
""".strip().splitlines()
RULES = ("plan-of-this-year", "other-year")


def told(text: str, tmp_path: Path) -> list[str]:
    root = write_example(f"# Text\n\n{text}\n", tmp_path / "example")
    return [each.code for each in findings(root, rules=RULES)]


@pytest.mark.parametrize("text", [*PLANS, *BOXES])
def test_a_plan_for_the_reports_own_year_is_found(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == ["plan-of-this-year"]


@pytest.mark.parametrize("text", NEWS)
def test_news_of_last_year_are_found(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == ["other-year"]


@pytest.mark.parametrize("text", RIGHT)
def test_what_belongs_here_is_left_alone(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []
