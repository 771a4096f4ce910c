"""Claims that something grew or shrank, in all their shapes, and what only sounds like one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import findings, write_example

CLAIMS = """
Antalet ärenden har ökat.
Allt fler kvinnor utnyttjas.
Ärendena blev färre och färre.
Ärendena har minskat markant.
Antalet anmälningar växer.
Antalet ärenden ligger på en fortsatt hög nivå.
Antalet ärenden minskade något.
Människohandel har blivit vanligare.
En ökning av antalet ärenden har setts.
Ärenden om barn har blivit fler.
Antalet kommuner som anmäler har fördubblats.
""".strip().splitlines()
NO_CLAIMS = """
Vi är väl förberedda på en ökning av ärenden.
Allt fler kommuner mobiliserar sig.
Efterfrågan på utbildning växer.
Vi har ökat samarbetet med kommunerna.
Det finns en risk för att ärendena ökar.
Målet är att antalet ärenden ska minska.
Vår kunskap om barns utsatthet har vuxit.
Vi har beredskap för en ökning av antalet ärenden.
Intresset för våra utbildningar har ökat.
Uttrycket har blivit vanligare i våra protokoll.
""".strip().splitlines()


def told(text: str, tmp_path: Path, **files: str) -> list[str]:
    """The hints of the rule about trends without figures."""
    example = {"text.md": f"# Text\n\n{text}\n", **files}
    root = write_example(example, tmp_path / "example")
    return [str(each.hint) for each in findings(root, rules=("trend-without-figures",))]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_without_figures_is_found(text: str, tmp_path: Path) -> None:
    assert len(told(text, tmp_path)) == 1


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_claims_nothing_of_our_figures_is_left_alone(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


TWO_YEARS = """
Antalet ärenden har ökat från nio till 16.
Antalet ärenden minskade. Under 2021 var de 90 och nu 80.
Ärendena har ökat, elva mot tio året innan.
Andelen ärenden om kvinnor har minskat från 78 till 72 procent.
Ärendena har minskat med tio, till 80. Året innan var de 90.
Ärendena från Rumänien har minskat från 18 till 15, medan de från Ukraina har ökat från 8 till 11.
""".strip().splitlines()


@pytest.mark.parametrize("text", TWO_YEARS)
def test_a_claim_with_the_numbers_of_two_years_is_left_alone(text: str, tmp_path: Path) -> None:
    rules = ("trend-without-figures", "trend-against-figures")
    other = {"last-statistics.yaml": "resor: {single: true, counts: {Tåg: 3}}\n"}
    root = write_example({"text.md": f"# Text\n\n{text}\n", **other}, tmp_path / "example")
    assert [each.code for each in findings(root, rules=rules)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Antalet resor har ökat från 16 till nio.",
        "Resorna minskade från 15 till 24, medan besöken ökade från fem till åtta.",
        "Andelen resor med tåg har ökat till 80 procent, jämfört med 81 procent 2021.",
        "Under de år som kan jämföras har resorna ökat från 40 till 33.",
        "Andelen resor med tåg var 65 procent, en ökning från 70 procent 2021.",
    ],
)
def test_a_claim_is_held_against_the_numbers_of_its_clause(text: str, tmp_path: Path) -> None:
    root = write_example(f"# Text\n\n{text}\n", tmp_path / "example")
    found = findings(root, rules=("trend-against-figures",))
    assert [each.code for each in found] == ["trend-against-figures"]


@pytest.mark.parametrize(
    "text",
    [
        "Utbudet har ökat med 13 annonser, trots att ärendena har blivit färre.",
        "Tio ärenden rörde barn, två fler än 2021, trots att ärendena har blivit färre.",
        "Andelen män sjönk från 73 till 65 procent, trots att antalet besök ökade med tre.",
        "Störst är gruppen rumäner, vars ärenden ökade från 13 till 19.",
    ],
)
def test_a_number_at_the_word_says_what_grew(text: str, tmp_path: Path) -> None:
    ages = "alder: {total: %d, counts: {Barn: %d, Vuxna: %d}}\n"
    root = write_example(
        {"text.md": f"# Text\n\n{text}\n", "statistics.yaml": ages % (80, 10, 70),
         "last-statistics.yaml": ages % (90, 8, 82)},
        tmp_path / "example",
    )  # fmt: skip
    assert findings(root, rules=("trend-against-figures",)) == []


def test_a_count_is_no_share_because_its_name_ends_so(tmp_path: Path) -> None:
    """“Människohandelsärendena”: what grew is how many there are, and their share shrank."""
    kinds = "arenden: {total: %d, counts: {Människohandel: %d, Prostitution: %d}}\n"
    text = "# Text\n\nMänniskohandelsärendena ökade jämfört med 2021.\n"
    root = write_example(
        {"text.md": text, "statistics.yaml": kinds % (90, 50, 40),
         "last-statistics.yaml": kinds % (70, 45, 25)},
        tmp_path / "example",
    )  # fmt: skip
    assert findings(root, rules=("trend-against-figures",)) == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Antalet ärenden har ökat.", "change(year(2021).arenden.total, arenden.total)"),
        (
            "Ärendena som rör kvinnor har ökat.",
            'change(year(2021).kon["Kvinnor"], kon["Kvinnor"])',
        ),
        ("Antalet möten har ökat.", "change(year(2021).arenden.total, arenden.total)"),
    ],
)
def test_the_hint_names_a_statistic_and_a_year_that_build(
    text: str, expression: str, tmp_path: Path
) -> None:
    [hint] = told(text, tmp_path)
    assert expression in hint
    written = re.sub(r"har ökat", f"{{{{ {expression} }}}}", text)
    root = write_example(f"# Text\n\n{written}\n", tmp_path / "written")
    assert [str(each) for each in findings(root) if each.severity.name == "ERROR"] == []


def test_without_an_earlier_year_no_expression_is_proposed(tmp_path: Path) -> None:
    broken = "arenden: {unit: stycken, counts: {Annat slag: 3}}\n"
    [hint] = told(
        "Ärendena som rör kvinnor har ökat.", tmp_path, **{"last-statistics.yaml": broken}
    )
    assert "change(" not in hint


@pytest.mark.parametrize(
    ("kind", "years", "over_years"),
    [("stacked", 1, False), ("stacked", 2, True), ("grouped", 1, False), ("grouped", 2, True)],
)
def test_a_chart_supports_a_claim_where_it_shows_several_years(
    kind: str, years: int, over_years: bool, tmp_path: Path
) -> None:
    text = 'Antalet ärenden har ökat, se {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}'
    chart = f"kind: {kind}\ndata: kon\ntitle: Ärenden efter kön\nyears: {years}\n"
    assert (told(text, tmp_path, **{"figures/kon.yaml": chart}) == []) == over_years
