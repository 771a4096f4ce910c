"""What is drawn = what the table prints = what the statistics hold, for Word and web page alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from charts_made import Figure, shown
from pages_seen import Drawn, Seen, clean, unmarked
from project_made import Project
from reckoning import UNKNOWN, percent
from tables_made import Table

TOTAL = {"sv": "Totalt", "en": "Total"}
_CAPTION = re.compile(r"(Tabell|Figur|Table|Figure) (\d+)\. (.*)")


def judge_tables(project: Project, seen: Seen) -> Iterator[str]:
    """Every placed table's rows, and every typed table's cells."""
    by_title = _tables_by_title(seen)
    for table, with_shares in project.truth.placed_tables:
        rows = _found(by_title, table.title)
        if rows is None:
            yield f"table '{table.title}' is not found by its caption"
        else:
            yield from _judge_rows(project, table, rows, with_shares)
    for title, typed in project.truth.typed:
        rows = _found(by_title, title)
        wanted = [[clean(cell) for cell in row] for row in typed]
        got = rows and [[unmarked(cell) for cell in row] for row in rows]
        if got != wanted:
            yield f"typed table '{title}': {got} where {wanted} was typed"


def _tables_by_title(seen: Seen) -> list[tuple[str, list[list[str]]]]:
    captions = [unmarked(each.text) for each in seen.blocks if each.kind == "caption"]
    of_tables = [c for c in captions if re.match(r"(Tabell|Table) \d", c)]
    return list(zip(of_tables, seen.tables[len(seen.tables) - len(of_tables) :], strict=False))


def _found(by_title: list[tuple[str, list[list[str]]]], title: str) -> list[list[str]] | None:
    return next((rows for caption, rows in by_title if title in caption), None)


def _judge_rows(
    project: Project, table: Table, rows: list[list[str]], with_shares: bool
) -> Iterator[str]:
    year, language = project.year, project.language
    counts, base = table.counts[year], table.base(year)
    wanted = {
        clean(label): expected_row(table, n, project, shares=with_shares)
        for label, n in counts.items()
    }
    if table.kind == "parts":
        wanted[TOTAL[language]] = expected_row(table, base, project, shares=with_shares)
    got = {row[0]: row[1:] for row in rows[1:]}
    if len(got) != len(rows) - 1 or got.keys() != wanted.keys():
        yield f"table '{table.title}' has the rows {list(got)} where {list(wanted)} are right"
        return
    for label, cells in wanted.items():
        nothing = with_shares and (
            (counts.get(label) == 0 and base == 0) or (label == TOTAL[language] and not base)
        )
        if got[label] != cells and not (nothing and _says_nothing(got[label], cells)):
            yield f"table '{table.title}', row '{label}': {got[label]} where {cells} is right"
    yield from _judge_order(
        table, [row[0] for row in rows[1:]], {clean(k): n for k, n in counts.items()}
    )


def expected_row(table: Table, count: int | None, project: Project, *, shares: bool) -> list[str]:
    """The cells after a row's label."""
    language, base = project.language, table.base(project.year)
    cells = [UNKNOWN[language] if count is None else table.text(count, language)]
    if shares:
        known = count is not None and base
        cells.append(percent(count or 0, base or 1, language) if known else UNKNOWN[language])
    return [clean(cell) for cell in cells]


def _says_nothing(got: list[str], cells: list[str]) -> bool:
    """A share of nothing is a dash, or left out: never "unknown"."""
    return got[0] == cells[0] and got[1:] in ([], ["–"], ["—"], [""])


def _judge_order(table: Table, labels: list[str], counts: dict[str, int | None]) -> Iterator[str]:
    ranked = [n for label in labels if (n := counts.get(label)) is not None and label != "Okänt"]
    if (
        table.kind in ("parts", "multiple")
        and not table.ordered
        and ranked != sorted(ranked, reverse=True)
    ):
        yield f"table '{table.title}' is not in order of size: {ranked}"
    if (table.ordered or table.kind == "single") and [x for x in labels if x in counts] != list(
        counts
    ):
        yield f"table '{table.title}' is not in its own order: {labels}"


# Charts


def drawn_for(title: str, seen: Seen) -> Drawn | None:
    """What is drawn for the caption that has the title; None where that is not found."""
    captions = [unmarked(each.text) for each in seen.blocks if each.kind == "caption"]
    captions = [each for each in captions if re.match(r"(Figur|Figure) \d", each)]
    drawings = seen.drawings[len(seen.drawings) - len(captions) :]
    return next((drawings[n] for n, each in enumerate(captions) if title in each), None)


def figures_drawn(project: Project, seen: Seen) -> Iterator[tuple[Figure, Drawn | None]]:
    """Each placed figure with what is drawn for it; None where its caption is not found."""
    for figure in project.truth.placed_figures:
        yield figure, drawn_for(figure.title, seen)


def judge_alternatives(project: Project, seen: Seen) -> Iterator[str]:
    """The alternative text of each figure: every value that it must tell, and no other."""
    for figure, drawn in figures_drawn(project, seen):
        if drawn is None:
            yield f"figure '{figure.id}' is not found by its caption"
        elif figure.alt:
            if clean(drawn.alt) != clean(figure.alt):
                yield f"{figure.id}: alternative text '{drawn.alt}' where '{figure.alt}' was typed"
        else:
            told = read_alternative(clean(drawn.alt), figure, project)
            yield from (f"{figure.id}: {each}" for each in _judge_totals(clean(drawn.alt), told))
            about = f"{figure.id} ({figure.kind}), alternative text"
            yield from (f"{about}: {each}" for each in judge_values(project, figure, told))


_TOTALS = re.compile(r" (?:Totalt|Total): ((?:\d{4} [^.]*?(?:, |(?=\.$)))+)\.$")
_YEARS_GONE = re.compile(r" (?:Uppgift saknas för|Not available for) [^.]*\.$")


def _judge_totals(alt: str, told: Values | str) -> Iterator[str]:
    """What stacked bars are said to come to is what their parts are said to be."""
    found = _TOTALS.search(alt)
    if found is None or isinstance(told, str):
        return
    for year, total in re.findall(r"(\d{4}) (.+?)(?=, \d{4} |$)", found[1]):
        parts = [value_of(what) for (_name, each), what in told.items() if each == year]
        if None in parts or abs(sum(filter(None, parts)) - (value_of(total) or 0)) > 1e-6:
            yield f"{year} is {total} in all where the parts are {parts}"


def value_of(text: str) -> float | None:
    """A printed number in either language; None for "not available"."""
    digits = re.sub(r"[ %]", "", text)
    if re.fullmatch(r"−?\d{1,3}(,\d{3})+(\.\d+)?", digits) or "." in digits:
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".").replace("−", "-")
    return float(digits) if re.fullmatch(r"-?[\d.]+", digits) else None


Values = dict[tuple[str, str], str]  # category and year (or line and year) to what is printed


def read_alternative(alt: str, figure: Figure, project: Project) -> Values | str:
    """The values that an alternative text tells; itself where it can't be read."""
    names = _names(figure)
    either = "|".join(
        sorted(
            (re.escape(clean(name)) if isinstance(name, str) else name.pattern for name in names),
            key=len,
            reverse=True,
        )
    )
    between, point = (" ", ",") if project.language == "sv" else (",", r"\.")
    value = (
        rf"(?:−?\d{{1,3}}(?:{between}\d{{3}})*(?:{point}\d+)?(?: ?%)?|{UNKNOWN[project.language]})"
    )
    rest = _YEARS_GONE.sub("", _TOTALS.sub("", alt)).split(". ", 1)[-1]
    values: Values = {}
    if figure.kind in ("stacked", "panels", "line", "years"):
        rest = rest if re.match(rf"(?:{either}): ", rest) else f"{_only_name(figure)}: {rest}"
        for name, told in re.findall(
            rf"(?:^|(?<=\. ))({either}): (.*?)(?=\. (?:{either}): |\.$)", rest
        ):
            for year, what in re.findall(rf"(\d{{4}}) ({value})(?=, \d{{4}} |$)", told):
                _add(values, name, year, what)
        return values
    parts = (
        re.findall(r"(?:^|(?<=\. ))(\d{4}): (.*?)(?=\. \d{4}: |\.$)", rest)
        if figure.kind in ("grouped", "dumbbell") and len(figure.years) > 1
        else [(str(project.year), re.sub(r"^\d{4}: ", "", rest).removesuffix("."))]
    )
    for year, told in parts:
        for name, what in re.findall(rf"(?:^|(?<=, ))({either}) ({value})(?=, |$)", told):
            _add(values, name, year, what)
    return values


def _add(values: Values, name: str, year: str, what: str) -> None:
    """Add a value; one whose name is there already is told apart, and found where it is judged."""
    while (name, year) in values:
        name += " once more"
    values[name, year] = what.strip()


def _only_name(figure: Figure) -> str:
    """What is shown where one line, or one group, is all: the text leaves its name out."""
    if figure.lines or figure.group or figure.table is None:
        return clean(figure.lines[0][0] if figure.lines else str(figure.group.get("label")))
    rows = (row for year in figure.years for row in figure.table.known(year).items())
    return clean(next((label for label, count in rows if count), ""))


def _names(figure: Figure) -> list[str | re.Pattern[str]]:
    """What a category or line can be called."""
    if figure.table is None:
        return [name for name, _ in figure.lines]
    names: list[str | re.Pattern[str]] = [
        label for counts in figure.table.counts.values() for label in counts
    ]
    label = figure.group.get("label")
    if isinstance(label, str):
        names.append(re.compile(re.escape(label).replace(r"\{n\}", r"\d+")))
    return list(dict.fromkeys(names))


def judge_values(project: Project, figure: Figure, told: Values | str) -> Iterator[str]:
    """Each value right, the group's the sum of what is not shown for itself, nothing left out."""
    if isinstance(told, str):
        yield f"can't be read: {told}"
    elif figure.table is None:
        wanted = {
            (clean(name), str(year)): clean(shown(n, None, None, project.language))
            for name, values in figure.lines
            for year, n in values.items()
        }
        yield from _differences(told, wanted)
    else:
        for year in figure.years:
            mine = {name: what for (name, y), what in told.items() if y == str(year)}
            yield from (f"{year}: {each}" for each in _judge_year(project, figure, year, mine))


def _judge_year(project: Project, figure: Figure, year: int, told: dict[str, str]) -> Iterator[str]:
    table = figure.table
    assert table is not None
    base, language = table.base(year), project.language
    labels = {
        clean(label): n
        for counts in table.counts.values()
        for label, n in dict.fromkeys(counts).items()
    }
    counts = {label: table.counts[year].get(label) for label in labels} | {
        clean(label): n for label, n in table.counts[year].items()
    }
    group = _group_name(figure, told, counts)
    single = {name: what for name, what in told.items() if name != group}

    def printed(n: int | None) -> str:
        return clean(shown(n, table, (base or 0) if figure.shows_shares else None, language))

    yield from _differences(single, {label: printed(counts.get(label)) for label in single})
    left = [label for label in counts if label not in single]
    if figure.kind == "stacked":  # a row that is 0 in all years is no part of the bars
        left = [
            label for label in left if any(table.counts[y].get(label) != 0 for y in figure.years)
        ]
    if left:
        known = [n for label in left if (n := counts[label]) is not None]
        if group is None:
            yield f"{left} not shown"
        elif known and told[group] not in _sums(known, left, printed):
            yield f"group '{group}' is {told[group]} where {printed(sum(known))} is right ({left})"


def _sums(
    known: list[int], left: list[str], printed: Callable[[int | None], str]
) -> tuple[str, ...]:
    """What a group may be: its sum; where a part of it is not known, not known either."""
    return (
        (printed(sum(known)), printed(None)) if len(known) < len(left) else (printed(sum(known)),)
    )


def _group_name(figure: Figure, told: dict[str, str], counts: dict[str, int | None]) -> str | None:
    label = figure.group.get("label")
    if not isinstance(label, str):
        return None
    named = re.compile(re.escape(clean(label)).replace(r"\{n\}", r"\d+"))
    left = [each for each in counts if each not in told]
    return next(
        (name for name in told if named.fullmatch(name) and (left or name not in counts)), None
    )


def _differences(got: dict[object, str], wanted: dict[object, str]) -> Iterator[str]:
    for key in wanted.keys() | got.keys():
        if got.get(key) != wanted.get(key):
            yield f"{key} is {got.get(key)} where {wanted.get(key)} is right"
