"""Secrecy: numbers, dates and addresses that point out a person, in every content file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))

from seeded import findings, write_example

from reportgen.checks.disclosure import cell_remainders, remainder_of
from reportgen.checks.personal_numbers import find_personal_numbers
from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.model.crossing import Cross, Dimension, cell_label
from reportgen.model.statistics import CountRow, Statistics, StatisticsTable, add_counts


def told(code: str, example: str | dict[str, str], folder: Path) -> list[Diagnostic]:
    root = write_example(example, folder / "projekt")
    return [each for each in findings(root) if each.code == code]


# 811218-9876 is the tax agency's own example; 701063-2391 the one of a coordination number.
@pytest.mark.parametrize(
    "number",
    [
        "811218-9876",
        "19811218-9876",
        "8112189876",
        "198112189876",
        "811218+9876",
        "811218 9876",
        "701063-2391",
        "19701063-2391",
        "811218–9876",
    ],
)
def test_personal_identity_numbers_are_found(number: str) -> None:
    text = f"Ärende {number}, 2022."
    (found,) = find_personal_numbers(text)
    assert text[found.start : found.end] == number
    assert found.checked


@pytest.mark.parametrize(
    "text",
    [
        "212000-1355",
        "0701234567",
        "031-365 00 00",
        "8112189875",
        "2022-11-14",
        "811318-9876",
        "5050-1055",
        "ISBN 978-91-7000-123-4",
        "1981121898765",
        "981131-9876",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not list(find_personal_numbers(f"Se {text} här."))


def test_a_slip_in_the_number_is_a_warning(tmp_path: Path) -> None:
    (found,) = told("personal-identity-number", "# Text\n\nGäller 811218-9875.\n", tmp_path)
    assert found.severity is Severity.WARNING


@given(st.dates(), st.integers(0, 999))
def test_exactly_one_check_digit_is_right(day: object, number: int) -> None:
    begin = f"{day:%y%m%d}{number:03}"
    right = [d for d in range(10) if any(n.checked for n in find_personal_numbers(f"{begin}{d}"))]
    assert len(right) == 1


FILES = ["content/2022/statistics.yaml", "content/reportgen.yaml", "figures/kon.yaml"]


@pytest.mark.parametrize(
    "file", [*FILES, "content/2022/anteckningar.txt", "content/2022/10-text.md"]
)
def test_every_content_file_is_searched_comments_too(file: str, tmp_path: Path) -> None:
    root = write_example({}, tmp_path / "projekt")
    path = root / file
    before = path.read_text("utf-8") if path.exists() else ""
    comment = "<!-- 811218-9876 -->" if file.endswith(".md") else "# 811218-9876"
    path.write_text(f"{before}\n{comment}\n", "utf-8")
    (found,) = [each for each in findings(root) if each.code == "personal-identity-number"]
    assert found.severity is Severity.ERROR
    assert found.span is not None
    assert (found.span.file, found.span.line) == (file, before.count("\n") + 2)


@pytest.mark.parametrize(
    "day", ["född 1990-05-02", "född den 2 maj 1990", "födda 2/5 1990", "födelsedatum: 19900502"]
)
def test_dates_of_birth_are_found(day: str, tmp_path: Path) -> None:
    assert len(told("birth-date", f"# Text\n\nEn kvinna, {day}, kom.\n", tmp_path)) == 1


def test_other_days_are_no_dates_of_birth(tmp_path: Path) -> None:
    text = "# Text\n\nDen 2 maj 2022 möttes vi. Född 1990 är hon. Vi är födda i Sverige.\n"
    assert not told("birth-date", text, tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "Skriv till anna@x.se.",
        "Se [Anna](mailto:anna@x.se).",
        "Ring 070-123 45 67.",
        "Ring +46 70 123 45 67.",
        "Ring (031) 12 34 56.",
        "Ring 0701234567.",
    ],
)
def test_contacts_that_are_not_the_senders_are_found(line: str, tmp_path: Path) -> None:
    assert len(told("personal-contact", f"# Text\n\n{line}\n", tmp_path)) == 1


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("Anna Berg nås på 031-12 34 56.", Severity.WARNING),
        ("Vi nås genom Anna Berg, 031-12 34 56.", Severity.WARNING),
        ("Vårt nummer är 070-123 45 67.", Severity.WARNING),
        ("Vi sitter i stadshuset och nås på 031-12 34 56.", Severity.NOTE),
        ("Numret är detsamma som tidigare, 031-12 34 56.", Severity.NOTE),
    ],
)
def test_a_telephone_beside_no_name_is_a_note(
    line: str, severity: Severity, tmp_path: Path
) -> None:
    root = write_example(f"# Text\n\n{line}\n", tmp_path / "example")
    found = findings(root, rules=("personal-contact",))
    assert [each.severity for each in found] == [severity]


@pytest.mark.parametrize(
    "line",
    [
        "Skriv till Funktion@exempelstad.se.",
        "Ring 010-123 45 67 eller +46 10 123 45 67.",
        "Kvinnofridslinjen har 020-50 50 50.",
        "Ring 112 eller 114 14.",
        "Den 2022-11-14, 08–16.",
        "Se https://x.se/0701234567.",
        "Diarienummer 2022-118, 0–6 år.",
    ],
)
def test_the_senders_contact_and_public_services_are_let_through(line: str, tmp_path: Path) -> None:
    assert not told("personal-contact", f"# Text\n\n{line}\n", tmp_path)


STATISTICS = (
    "land:\n  title: Land\n  unit: ärenden\n  single: true\n"
    "  counts: {Ghana: 1, Polen: 7, Okänt: 1}\n"
    "atervant:\n  title: Återvänt\n  unit: personer\n  single: true\n"
    "  counts: {Ghana: 2, Polen: 1, Okänt: 1}\n"
    "kon: {counts: {Kvinnor: 1}}\n"
)


@pytest.mark.parametrize(("threshold", "expected"), [(0, 0), (2, 0), (3, 1), (8, 2)])
def test_the_threshold_is_the_projects(threshold: int, expected: int, tmp_path: Path) -> None:
    settings = (
        "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"
        f"check: {{threshold: {threshold}}}\n"
    )
    files = {
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": STATISTICS,
        "reportgen.yaml": settings,
    }
    assert len(told("small-count-again", files, tmp_path)) == expected


# Sentences beside a table that has one from Ghana, two from Polen and one whose sex is another.
TELLING = [
    ("Fyra återvände: tre till Rumänien och en till Ghana.", 1),
    ("En av dem återvände till Ghana.", 1),
    ("- Två till Polen av dem som återvänt", 1),
    ("Ett av barnen kom från Ghana.", 1),
    ("En kvinna från Polen och en man från Ghana fick stöd.", 2),
    ('{{ words(kon["Annan"], "en") | capitalize }} med annan könsidentitet kom från Polen.', 1),
    ("![En kvinna från Ghana får stöd](../bild.png)", 1),
]
SAYING_NOTHING = [
    "Ett ärende rörde Ghana och två Polen.",
    "Flest ärenden rörde Rumänien, minst Ghana (1).",
    "Fyra återvände till sina hemländer.",
    "Tre återvände till Rumänien.",
    "Under 2019 återvände en person till Ghana.",
    "Vi mötte en kollega från Ghana.",
    "Ghana och Polen är nya länder i år. Fyra återvände.",
    "Kvinnor från Ghana är svåra att nå.",
    "En kvinna från Rumänien fick stöd, och ett ärende rörde Ghana.",
]
FEW = (
    "land:\n  title: Land\n  unit: ärenden\n  total: 20\n"
    "  counts: {Rumänien: 17, Ghana: 1, Polen: 2}\n"
    "kon:\n  title: Kön\n  of: land\n  counts: {Kvinnor: 12, Män: 7, Annan könsidentitet: 1}\n"
    "alder:\n  title: Ålder\n  of: land\n  counts: {Barn: 5, Vuxna: 15}\n"
)


def settings(threshold: int | None) -> str:
    check = "" if threshold is None else f"check: {{threshold: {threshold}}}\n"
    return f"region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n{check}"


def few(text: str, threshold: int | None = 3, statistics: str = FEW) -> dict[str, str]:
    text = f"# Text\n\n{text}\n"
    return {
        "text.md": text,
        "statistics.yaml": statistics,
        "reportgen.yaml": settings(threshold),
    }


@pytest.mark.parametrize(("text", "expected"), TELLING)
def test_what_tells_more_of_a_few_is_found(text: str, expected: int, tmp_path: Path) -> None:
    text = text.replace('"Annan"', '"Annan könsidentitet"')
    found = told("small-count-told", few(text), tmp_path)
    assert len(found) == expected
    for each in found:
        assert "content/2022/statistics.yaml:" in str(each.message)
        assert each.span is not None
        assert (each.span.file, each.span.line) == ("content/2022/10-text.md", 3)


@pytest.mark.parametrize("text", SAYING_NOTHING)
def test_what_says_no_more_than_the_table_is_let_through(text: str, tmp_path: Path) -> None:
    assert not told("small-count-told", few(text), tmp_path)


@pytest.mark.parametrize("threshold", [None, 0, 1])
def test_a_project_without_a_threshold_hears_nothing(threshold: int | None, tmp_path: Path) -> None:
    text = "En av dem återvände till Ghana."
    assert not told("small-count-told", few(text, threshold), tmp_path)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("{Rumänien: 17, Ghana: null, Polen: 2}", 1),
        ("{Rumänien: 15, Ghana: null, Polen: 2}", 0),
        ("{Rumänien: 17, Ghana: null, Polen: null}", 0),
        ("{Rumänien: 18, Ghana: null, Polen: 2}", 0),
        ("{Rumänien: 17, Ghana: 1, Polen: 2}", 0),
    ],
)
def test_a_remainder_that_can_be_computed_is_no_secret(
    counts: str, expected: int, tmp_path: Path
) -> None:
    statistics = FEW.replace("{Rumänien: 17, Ghana: 1, Polen: 2}", counts)
    files = few("Vi arbetade.", statistics=statistics)
    assert len(told("small-remainder", files, tmp_path)) == expected


@given(st.integers(0, 40), st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_a_remainder_is_what_the_rows_leave(hidden: int, shown: list[int]) -> None:
    span = Span.of_file("x")
    rows = tuple(CountRow(str(at), count, span) for at, count in enumerate([None, *shown]))
    total = hidden + sum(shown)
    table = StatisticsTable("t", "T", "", "parts", rows, span, base=total)
    assert remainder_of(table) == (rows[0], hidden)
    assert remainder_of(replace(table, base=None)) is None
    assert remainder_of(replace(table, rows=(*rows, rows[0]))) is None


YEARS_DIFFER = [
    ("Antalet från Rumänien ökade med en, en av dem under 18 år. Ett var barn från Rumänien.", 0),
    ("Ärendena från Rumänien ökade med ett, ett barn.", 1),
    ("Ärendena från Rumänien ökade med tolv, alla barn.", 0),
]


@pytest.mark.parametrize(("text", "expected"), YEARS_DIFFER)
def test_the_few_that_a_row_has_grown_by_are_a_few(
    text: str, expected: int, tmp_path: Path
) -> None:
    assert len(told("small-count-told", few(text), tmp_path)) == expected


CROSSED = [
    ("| Land | Kvinnor | Män |\n| --- | --- | --- |\n| Rumänien | 9 | 1 |\n| Polen | 2 | 0 |", 2),
    ("| Land | Kvinnor | Män |\n| --- | --- | --- |\n| Rumänien | 9 | 8 |\n| Polen | 0 | 0 |", 0),
    ("| Land | Ärenden |\n| --- | --- |\n| Ghana | 1 |\n| Polen | 2 |", 0),
    ("| Land | Möten | Resor |\n| --- | --- | --- |\n| Ghana | 1 | 2 |", 0),
]


@pytest.mark.parametrize(("table", "expected"), CROSSED)
def test_a_typed_table_of_two_categories_is_read_cell_by_cell(
    table: str, expected: int, tmp_path: Path
) -> None:
    text = f"{table}\n\n: Land och kön {{#tabell-land}}"
    assert len(told("small-count-told", few(text), tmp_path)) == expected


SHARES = [
    ("En femtedel av barnen saknade bostad.", 1),
    ("20 procent av de fem barnen saknade bostad.", 1),
    ("Hälften av de fyra kvinnorna saknade bostad.", 1),
    ("60 procent av barnen saknade bostad.", 0),
    ("En fjärdedel av kvinnorna saknade bostad.", 0),
    ("En femtedel av de fem mötena ställdes in.", 0),
    ("En tredjedel av barnen saknade bostad.", 0),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_a_share_of_a_few_is_a_number(text: str, expected: int, tmp_path: Path) -> None:
    assert len(told("small-share", few(text), tmp_path)) == expected


@pytest.mark.parametrize(("total", "expected"), [(18, 0), (19, 0), (20, 1), (21, 1), (22, 0)])
def test_a_total_in_the_prose_alone_gives_the_row_that_is_left_out(
    total: int, expected: int, tmp_path: Path
) -> None:
    statistics = (
        "land:\n  title: Land\n  unit: ärenden\n  counts: {Rumänien: 17, Polen: 2, Ghana: null}\n"
    )
    files = few(f"Vi hade {total} ärenden.", statistics=statistics)
    assert len(told("small-remainder", files, tmp_path)) == expected


def margin_tables(cells: dict[tuple[str, str], int], place: int) -> StatisticsTable:
    """The table that counts the same by one of the two labels alone."""
    span = Span.of_file("x")
    counts: dict[str, int] = {}
    for pair, count in cells.items():
        counts[pair[place]] = counts.get(pair[place], 0) + count
    rows = tuple(CountRow(label, count, span) for label, count in counts.items())
    return StatisticsTable(f"margin{place}", "", "", "parts", rows, span, sum(counts.values()))


@given(st.data(), st.integers(2, 4), st.integers(2, 4))
def test_what_margins_give_of_hidden_cells_is_what_they_hide(
    data: st.DataObject, rows: int, columns: int
) -> None:
    span = Span.of_file("x")
    pairs = [(f"r{row}", f"k{column}") for row in range(rows) for column in range(columns)]
    cells = {pair: data.draw(st.integers(0, 9)) for pair in pairs}
    hidden = set(data.draw(st.lists(st.sampled_from(pairs), max_size=5)))
    labels = [tuple(dict.fromkeys(pair[place] for pair in pairs)) for place in (0, 1)]
    cross = Cross(*(Dimension("d", each, f"margin{n}") for n, each in enumerate(labels)))
    shown = tuple(
        CountRow(cell_label(*pair), None if pair in hidden else count, span, pair)
        for pair, count in cells.items()
    )
    base = add_counts(row.count for row in shown)
    table = StatisticsTable("t", "", "", "cross", shown, span, base, sums=cross.sums, cross=cross)
    margins = {f"margin{place}": margin_tables(cells, place) for place in (0, 1)}
    found = {
        each.cell.pair: each.count for each in cell_remainders(table, Statistics(2022, margins, {}))
    }
    assert found == {pair: cells[pair] for pair in found}
    assert found.keys() <= hidden
    alone = {
        p for p in hidden if not any(p != q and (p[0] == q[0] or p[1] == q[1]) for q in hidden)
    }
    assert alone <= found.keys()
    # Two hidden in each of two rows and columns hide each other.
    if all(sum(p[place] == q[place] for q in hidden) > 1 for p in hidden for place in (0, 1)):
        assert not found
