"""Random registers, counted a second time by a few lines of plain Python: none differs."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from registers_made import ods, text, xlsb, xlsx

from reportgen.diagnostics import Problems, ReportError
from reportgen.model.registers import Counting, Register
from reportgen.readers.counting.cases import Cases, read_cases
from reportgen.readers.counting.cell_tallies import tally_cells
from reportgen.readers.counting.columns import Columns, read_columns
from reportgen.readers.counting.declaring import COUNTED, REGISTER
from reportgen.readers.counting.labels import labels_of
from reportgen.readers.counting.selecting import rows_of_year
from reportgen.readers.counting.tallies import Tally, Task, tally
from reportgen.readers.counting.tellings import Teller
from reportgen.readers.sheets.book import open_book
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import parse_yaml

LANDS = ("Rumänien", "Ukraina", "Sierra Leone", "Östtimor")
# How a person writes one of them.
SPELLINGS = (
    str,
    str.upper,
    str.lower,
    lambda word: f" {word}\u00a0",
    lambda word: word.replace("ä", "a\u0308"),
)
GOALS = ("Tiggeri", "Organ", "Annat")
DAYS = st.dates(date(2021, 11, 1), date(2023, 2, 28))
WAYS_TO_WRITE_A_DAY = (
    lambda day: day,
    date.isoformat,
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: int(day.strftime("%Y%m%d")),
)
ROW = st.fixed_dictionaries(
    {
        "case": st.integers(1, 12),
        "day": DAYS,
        "land": st.sampled_from((*LANDS, None)),
        "age": st.integers(0, 99) | st.none(),
        "goals": st.lists(st.sampled_from(GOALS), max_size=4),
        "police": st.booleans(),
        "hours": st.integers(0, 400).map(lambda n: n / 4) | st.none(),
    }
)
DECLARED = {
    "land": "{register: r, by: Land, empty: Okänt}",
    "vuxna": "{register: r, by: Land, each: row, where: {Ålder: {from: 18}}, empty: skip}",
    "alder": "{register: r, by: Ålder, bands: {Barn: –17, Vuxna: 18–64, Äldre: 65–}, empty: skip}",
    "mal": '{register: r, by: Mål, separator: ";", empty: Oklart}',
    "tecken": "{register: r, columns: {Polis: Polis, Timmar: Har timmar}, empty: skip}",
    "land_alder": (
        "{register: r, empty: Okänt, by:"
        " [Land, {column: Ålder, bands: {Barn: –17, Vuxna: 18–64, Äldre: 65–}}]}"
    ),
    "antal": "{register: r}",
    "tid": "{register: r, sum: Timmar, empty: skip}",
    "tid_land": "{register: r, by: Land, sum: Timmar, empty: Okänt}",
}  # fmt: skip


def plain_counts(rows: list[dict[str, object]], *, cases: bool) -> dict[str, object]:
    """What the tables of DECLARED must be; a case is in each row that one of its rows names."""
    own = [row for row in rows if row["day"].year == 2022]

    def each_case(labels_of_row: object) -> dict[str, int]:
        if not cases:
            return dict(Counter(label for row in own for label in labels_of_row(row)))
        found: dict[int, set[str]] = {}
        for row in own:
            found.setdefault(row["case"], set()).update(labels_of_row(row))
        unknown = {"Okänt", "Oklart"}
        return dict(
            Counter(each for labels in found.values() for each in (labels - unknown or labels))
        )

    def band(row: dict[str, object]) -> list[str]:
        age = row["age"]
        return [] if age is None else ["Barn" if age < 18 else "Vuxna" if age < 65 else "Äldre"]

    def cells() -> dict[str, int]:
        """Of a case what is known of its land, and of its age; None where either contradicts."""
        found: dict[object, tuple[set[str], set[str]]] = {}
        for index, row in enumerate(own):
            lands, ages = found.setdefault(row["case"] if cases else index, (set(), set()))
            lands.add(row["land"] or "Okänt")
            ages.update(band(row) or ["Okänt"])
        known = [[own - {"Okänt"} or own for own in pair] for pair in found.values()]
        if any(len(each) > 1 for pair in known for each in pair):
            return {}
        return dict(Counter(f"{min(lands)}, {min(ages)}" for lands, ages in known))

    hours: dict[str, float] = {}
    for row in own:
        label = row["land"] or "Okänt"
        hours[label] = hours.get(label, 0) + (row["hours"] or 0)
    adults = [row for row in own if (row["age"] or 0) >= 18 and row["land"]]
    return {
        "land": each_case(lambda row: [row["land"] or "Okänt"]),
        "vuxna": dict(Counter(row["land"] for row in adults)),
        "alder": each_case(band),
        "mal": each_case(lambda row: set(row["goals"]) or {"Oklart"}),
        "tecken": each_case(
            lambda row: ["Polis"] * row["police"] + ["Timmar"] * (row["hours"] is not None)
        ),
        "land_alder": cells(),
        "antal": len({row["case"] for row in own}) if cases else len(own),
        "tid": sum(row["hours"] or 0 for row in own),
        "tid_land": hours,
    }


def swedish_csv(rows: list[tuple[object, ...]]) -> bytes:
    """The rows as Excel in Sweden saves them: with decimal commas."""
    cells = [
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        for row in rows
    ]
    return text(cells).encode("utf-8-sig")


def counted(content: bytes, *, cases: bool) -> dict[str, object]:
    """What counting gives for the tables of DECLARED."""
    problems = Problems()
    register = REGISTER.read(
        _node(
            "{year: Inkom, case: Nr, missing: [vet ej, –]}"
            if cases
            else "{year: Inkom, missing: [–, Vet ej]}"
        )
    )
    declared = {name: COUNTED.read(_node(each)) for name, each in DECLARED.items()}
    wanted = {h: register.span for each in declared.values() for h in each.headings}
    own = {name: register.span for name in (register.year, register.case) if name}
    columns = read_columns(open_book(content, "r"), register, {**own, **wanted}, 2022)
    teller = Teller(columns, "r", register.span, problems)
    chosen = rows_of_year(columns, register, 2022, teller)
    cases_read = read_cases(columns, register, chosen, teller)
    results: dict[str, object] = {}
    for name, counting in declared.items():
        written = (*LANDS, *GOALS, *counting.bands)
        labels = labels_of(counting.span, written, None, (), counting.labels, problems)
        task = Task(name, counting, labels, 2022, several=True)
        results[name] = (
            by_two(task, columns, chosen, cases_read, register)
            if counting.dimensions
            else _numbers(tally(columns, chosen, cases_read, register, task, problems), counting)
        )
    assert problems.found == []
    return results


def _numbers(found: Tally, counting: Counting) -> object:
    return dict(found.counts) if counting.of_rows else found.total


def by_two(task: Task, columns: Columns, chosen: list, cases: Cases, register: Register) -> object:
    """The cells; none where the rows of a case contradict each other, which must be told."""
    problems = Problems()
    parts = []
    for own in task.counting.dimensions:
        labels = labels_of(own.span, (*LANDS, *own.bands), None, (), own.labels, problems)
        parts.append(Task(task.table, own, labels, 2022))
    task = replace(task, several=False, dimensions=tuple(parts))
    found = tally_cells(columns, chosen, cases, register, task, problems)
    assert {each.code for each in problems.found} <= {"contradictory-case"}
    return {} if problems.found else dict(found.counts)


def _node(text: str) -> object:
    return parse_yaml(Source("s.yaml", text))


@given(st.data(), st.lists(ROW, min_size=1, max_size=25), st.booleans())
@settings(max_examples=50)
def test_any_register_is_counted_as_plain_python_counts_it(
    data: st.DataObject, rows: list[dict[str, object]], cases: bool
) -> None:
    rows = [*rows, {**rows[0], "day": date(2022, 6, 1), "case": 99}]
    draw = data.draw
    headings = ("Nr", "Inkom", "Land", "Ålder", "Mål", "Polis", "Har timmar", "Timmar", "Namn")
    cells = [headings]
    for row in rows:
        words = (None, "–", "Vet ej", " ")
        land = draw(st.sampled_from(SPELLINGS))(row["land"]) if row["land"] else None
        hours = row["hours"]
        cells.append(
            (
                draw(st.sampled_from((row["case"], str(row["case"]), f"{row['case']} "))),
                draw(st.sampled_from(WAYS_TO_WRITE_A_DAY))(row["day"]),
                land or draw(st.sampled_from(words)),
                row["age"] if row["age"] is not None else None,
                draw(st.sampled_from((";", " ; ", ";;"))).join(row["goals"]) or None,
                draw(st.sampled_from(("x", "JA", 1) if row["police"] else (None, "nej", 0))),
                "x" if hours is not None else None,
                draw(st.sampled_from((hours, str(hours).replace(".", ","))))
                if hours is not None
                else None,
                "Namn",
            )
        )
        if draw(st.integers(0, 9)) == 0:
            cells.append(())
    if draw(st.booleans()):
        cells.append(("Summa", None, None, None, None, None, None, 99))
    kind = draw(st.sampled_from((xlsx, ods, xlsb, swedish_csv)))
    assert counted(kind(cells), cases=cases) == plain_counts(rows, cases=cases)


@given(st.binary(max_size=400), st.integers(0, 3), st.integers(0, 10**6))
@settings(max_examples=50)
def test_a_damaged_file_is_an_error_and_nothing_else(junk: bytes, which: int, at: int) -> None:
    whole = (xlsx(), ods(), xlsb(), text().encode())[which]
    place = at % len(whole)
    told: set[str] = set()
    for content in (whole[:place] + junk + whole[place + len(junk) :], whole[:place], junk):
        try:
            book = open_book(content, "r")
            [book.sheet(name) for name in book.names]
        except ReportError as error:
            told |= {each.code for each in error.diagnostics}
    assert told <= {"unreadable-sheets"}
