"""The counts of a table of any form: its columns, or its rows, each with labels and their total.

Headers may be merged and two lines deep, years stand side by side or below each other, a long
table may be folded into pairs of columns, and a table in two dimensions has its margins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Table
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.shares import says_shares

COUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9}")
YEAR = re.compile(r"(?:år[ \u00a0])?((?:19|20)\d\d)")
_TOTAL = re.compile(r"(?:totalt?|summa|sammanlagt|samtliga|alla|helår)\b", re.IGNORECASE)
_CHANGE = re.compile(r"(?:förändring|skillnad|differens|ökning|minskning)", re.IGNORECASE)
_SHARE = re.compile(r"\d{1,3}(?:,\d+)?[ \u00a0]?%")
_DASHES = ("–", "-", "—", "−")
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹*]+$|\u00ad")
# So many rows that come to the last one are no accident, nor are that many cases.
_FEWEST, _SMALLEST = 3, 10
_DEEPEST = 3

_Grid = list[list[str]]


class Series(Struct, frozen=True):
    """Labels and counts that stand in one column or row of a table.

    `name` is what its own header says, `heading` what stands over the labels. `total` is what
    the table says they come to, None where it does not say it. `year` is the one in its header.
    `apart`: they are totals of columns that may have nothing in common.
    """

    name: str
    heading: str
    rows: tuple[tuple[str, int], ...]
    total: int | None
    year: int | None = None
    apart: bool = False


def is_total(label: str) -> bool:
    """Whether a row or column of that label is the total of the others."""
    return bool(_TOTAL.match(label))


def is_total_unsaid(rows: Sequence[tuple[str, int]]) -> bool:
    """Whether the last row may be the total of the others, without being called so."""
    *others, (label, last) = rows
    enough = len(others) >= _FEWEST and last >= _SMALLEST
    return enough and not is_total(label) and last == sum(count for _label, count in others)


def series_in(table: Table) -> list[Series]:
    """All that are counts in a table; those that do not come to their own total are none."""
    grid = _unmerged(table)
    depth = _depth(grid)
    header = [_joined(column) for column in zip(*grid[:depth], strict=True)]
    header = header or [[""] for _cell in grid[0]]
    columns = [[*each] for each in zip(*grid[depth:], strict=True)]
    if len(columns) < 2 or len(columns[0]) < 2:
        return []
    header, columns = _unfolded(header, columns)
    labels, heading, first = _labels(header, columns)
    counted = [n for n in range(first, len(columns)) if _is_counted(header[n], columns[n])]
    if not labels or not counted:
        return []
    made = _Counts(labels, heading, [header[n] for n in counted], [columns[n] for n in counted])
    return [*(made.by_year() if made.has_years else made.by_column())]


def _unmerged(table: Table) -> _Grid:
    """The texts, those of merged cells in every place that they take up."""
    grid: _Grid = []
    for row in (table.header, *table.rows):
        texts: list[str] = []
        for n, cell in enumerate(row.cells):
            if not cell.columns:
                texts.append(texts[-1] if texts else "")
            elif not cell.rows:
                texts.append(grid[-1][n] if grid else "")
            else:
                text = " ".join(plain_text(cell.children).split())
                texts.append(_MARKS.sub("", text).strip())
        grid.append(texts)
    return grid


def _depth(grid: _Grid) -> int:
    """How many rows are headers: those before the first that counts something."""
    for n, row in enumerate(grid[:_DEEPEST]):
        if any(COUNT.fullmatch(text) and not YEAR.fullmatch(text) for text in row[1:]):
            return n
    return 1


def _joined(texts: Sequence[str]) -> list[str]:
    """The words over a column, from the top, each once."""
    return [*dict.fromkeys(text for text in texts if text)] or [""]


def _unfolded(
    header: list[list[str]], columns: list[list[str]]
) -> tuple[list[list[str]], list[list[str]]]:
    """One pair of columns in the place of several with the same headers, that stand beside."""
    pairs = [header[n : n + 2] for n in range(0, len(header), 2)]
    names = [_number(text) is None for text in columns[2]] if len(columns) > 2 else []
    same = len(header) % 2 == 0 and all(each == pairs[0] for each in pairs) and len(pairs) > 1
    if not same or not all(names) or header[0] == header[1]:
        return header, columns
    unfolded = [[text for each in columns[n::2] for text in each] for n in (0, 1)]
    kept = [n for n, label in enumerate(unfolded[0]) if label]
    return header[:2], [[each[n] for n in kept] for each in unfolded]


def _labels(header: list[list[str]], columns: list[list[str]]) -> tuple[list[str], str, int]:
    """The labels of the rows, what stands over them, and the first column that is none.

    Of several columns of words the last one tells the rows apart.
    """
    first = 1
    while first < len(columns) - 1 and not _is_counted(header[first], columns[first]):
        if any(map(_is_number, columns[first])):
            break
        first += 1
    labels = columns[first - 1]
    return labels if len({*labels}) == len(labels) else [], header[first - 1][-1], first


def _is_number(text: str) -> bool:
    return bool(COUNT.fullmatch(text) or _SHARE.fullmatch(text))


def _is_counted(header: Sequence[str], column: Sequence[str]) -> bool:
    """Whether a column has counts and nothing else, of which shares are none."""
    if says_shares(header):
        return False
    counts = [text for text in column if COUNT.fullmatch(text)]
    others = [text for text in column if not COUNT.fullmatch(text)]
    plain = (text in (*_DASHES, "") or re.fullmatch(r"[+−–-]\d+|±?0", text) for text in others)
    return bool(counts) and all(plain)


def _number(text: str) -> int | None:
    """A count; a dash is none at all."""
    if COUNT.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    return 0 if text in _DASHES else None


class _Counts:
    """Columns of counts beside their labels."""

    def __init__(
        self, labels: list[str], heading: str, headers: list[list[str]], columns: list[list[str]]
    ) -> None:
        self.labels, self.heading = labels, heading
        self.headers, self.columns = headers, columns

    @property
    def has_years(self) -> bool:
        """Whether the rows are years."""
        return sum(YEAR.fullmatch(each) is not None for each in self.labels) > 1

    def by_year(self) -> Iterator[Series]:
        """Each row of a year, with the columns for labels."""
        names = [each[-1] for each in self.headers]
        for n, label in enumerate(self.labels):
            year = YEAR.fullmatch(label)
            if year is not None and len(names) > 1:
                row = [column[n] for column in self.columns]
                found = _series("", "", names, row, lambda last: self._is_sum(names, last))
                yield from (replace(each, year=int(year[1])) for each in found)

    def _is_sum(self, names: Sequence[str], last: int) -> bool:
        """Whether the last column is what the others come to in each year."""
        if is_total(names[last]):
            return True
        rows = [r for r, label in enumerate(self.labels) if YEAR.fullmatch(label)]
        numbers = [[_number(column[r]) or 0 for column in self.columns] for r in rows]
        return last >= _FEWEST and all(sum(each[:-1]) == each[-1] for each in numbers)

    def by_column(self) -> Iterator[Series]:
        """Each column, the margins of two dimensions first."""
        numbers = [[_number(text) for text in column] for column in self.columns]
        below = self._has_total_below(numbers)

        def at_end(_last: int) -> bool:
            return below

        plain = len(self.headers) > 1 and not any(map(_year_in, self.headers))
        beside = plain and len(self.headers) > 2 and self._has_total_beside(numbers)
        headers = self.headers[:-1] if beside else self.headers
        over = {each[0] for each in headers if len(each) > 1}
        group = next(iter(over)) if len(over) == 1 and plain else ""
        if beside:
            yield from _series(self.heading, self.heading, self.labels, self.columns[-1], at_end)
        if below and plain:
            row = [column[-1] for column in self.columns]
            names = [each[-1] for each in self.headers]
            for each in _series(group, group, names, row, lambda _last: beside):
                yield replace(each, apart=not beside)
        for header, column in zip(headers, self.columns, strict=False):
            words = [text for text in header if not YEAR.fullmatch(text) and text != group]
            for each in _series(" ".join(words), self.heading, self.labels, column, at_end):
                yield replace(each, year=_year_in(header))

    def _has_total_below(self, numbers: Sequence[Sequence[int | None]]) -> bool:
        sums = [sum(n or 0 for n in each[:-1]) == each[-1] for each in numbers]
        enough = len(self.labels) > _FEWEST and (len(numbers) > 1 or (numbers[0][-1] or 0) > 9)
        return is_total(self.labels[-1]) or (all(sums) and enough)

    def _has_total_beside(self, numbers: Sequence[Sequence[int | None]]) -> bool:
        sums = [sum(n or 0 for n in each[:-1]) == each[-1] for each in zip(*numbers, strict=True)]
        return all(sums) and (is_total(self.headers[-1][-1]) or len(sums) > _FEWEST)


def _year_in(header: Sequence[str]) -> int | None:
    found = next((year for text in header if (year := YEAR.fullmatch(text))), None)
    return int(found[1]) if found else None


def _series(
    name: str,
    heading: str,
    labels: Sequence[str],
    texts: Sequence[str],
    ends_in_total: Callable[[int], bool],
) -> Iterator[Series]:
    """The counts of a column or row; none where they do not come to the total that it has."""
    numbers = [_number(text) for text in texts]
    rows = [*zip(labels, numbers, strict=True)]
    total = rows.pop()[1] if ends_in_total(len(rows) - 1) else None
    counts = tuple((label, n) for label, n in rows if n is not None and not _CHANGE.match(label))
    dashes = any(text in _DASHES for text in texts)
    unsure = total is None and dashes  # nothing says whether a dash is a 0
    whole = len(counts) == len([label for label, _n in rows if not _CHANGE.match(label)])
    fits = total is None or total == sum(n for _label, n in counts)
    if whole and fits and not unsure and len(counts) > 1 and all(label for label, _n in counts):
        yield Series(name, heading, counts, total)
