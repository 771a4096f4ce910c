"""What counting gives an entry of `statistics.yaml`: its rows in order, its total, its origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct, field

from reportgen.diagnostics import Message, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.statistics import UNKNOWN_LABELS, Amount
from reportgen.readers.counting.meaning import number
from reportgen.readers.counting.provenance import counts_digest
from reportgen.readers.counting.tellings import shown
from reportgen.readers.sheets.cells import Value
from reportgen.readers.statistics.file import TableFile

Counts = Mapping[str, Amount | None]
# The same with columns behind the rows of a table in two dimensions.
Rows = Mapping[str, Amount | None] | Mapping[str, dict[str, Amount | None]]


class Origin(Struct, frozen=True):
    """What was counted: rows, and cases where they are not as many, of a file of a day."""

    rows: int
    cases: int
    date: date
    digest: str

    def text(self, counts: Counts) -> str:
        """What stands behind `counted_from:`."""
        cases = f", cases: {self.cases}" if self.cases != self.rows else ""
        parts = f"rows: {self.rows}{cases}, date: {self.date}, source: {self.digest}"
        return f"{{{parts}, counts: {digest_of(counts)}}}"


class Result(Struct, frozen=True):
    """The new numbers of the entry `name`; one number has the label "" in `rows`.

    `old` are those before. `total` None: the entry has none, or keeps what it has. `pairs` has
    the row and the column of each cell of a table in two dimensions.
    """

    name: str
    old: Counts
    rows: Counts
    total: Amount | None = None
    old_total: Amount | None = None
    origin: Origin | None = None
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def as_written(self) -> Rows:
        """The rows as the file has them: behind a row of cells its columns."""
        if not self.pairs:
            return self.rows
        rows: dict[str, dict[str, Amount | None]] = {}
        for label, (row, column) in self.pairs.items():
            rows.setdefault(row, {})[column] = self.rows[label]
        return rows

    @property
    def changes(self) -> tuple[tuple[str, str | None, str], ...]:
        """Label, old number and new one of each that changes; None for a row that is new.

        The total has the label "total", one number "value".
        """
        listed = [
            (label or "value", written(self.old[label]) if label in self.old else None, written(n))
            for label, n in self.rows.items()
        ]
        if self.total is not None:
            listed.append(("total", written(self.old_total), written(self.total)))
        return tuple(each for each in listed if each[1] != each[2])


def written(number: Amount | None) -> str:
    """A number as it stands in the file."""
    return "null" if number is None else str(number)


def digest_of(counts: Counts) -> str:
    """The digest of the numbers of an entry as they are written."""
    return counts_digest({label: written(number) for label, number in counts.items()})


def numbers_of(entry: TableFile) -> Counts:
    """The numbers of an entry as it is written; one number has the label ""."""
    if entry.counts is not None:
        return {label: number for label, (_span, number) in entry.counts.items()}
    return {"": entry.value} if "value" in entry.keys else {}


def amount(counted: Amount, decimals: int | None, name: str, span: Span) -> Amount:
    """A number as its entry gives them; raises ReportError (wrong-value) where it does not fit."""
    if decimals is not None:
        return Decimal(counted).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if counted == int(counted) and counted >= 0:
        return int(counted)
    message = _("'{name}' comes to {number}, which is no count", name=name, number=str(counted))
    hint = _("write 'decimals: 1' in the table for hours, kronor and means")
    raise report_error("wrong-value", span, message, hint)


def cell_amount(value: Value, decimals: int | None) -> Amount | Message:
    """The number in a cell as its entry gives them, or what is wrong with it."""
    found = number(value)
    if found is None:
        return _("'{value}' is no number", value=shown(value))
    if decimals is not None:
        fitted = found.quantize(Decimal(1).scaleb(-decimals))
        if fitted != found:
            return _(
                "{number} has more decimals than the table says, {decimals}",
                number=str(found),
                decimals=decimals,
            )
        return fitted
    if found != int(found) or found < 0:
        return _("{number} is no count: a whole number from 0", number=str(found))
    return int(found)


def in_order(old: Iterable[str], counted: Counts, standard: Sequence[str]) -> dict[str, Amount]:
    """The counted rows and the old ones, which keep their order; one not met has 0.

    A new row goes behind the one that the standard has before it, else before what is unknown.
    """
    order = [*old]
    known = {label: place for place, label in enumerate(standard)}
    new = [label for label in counted if label not in order]
    # The largest first, as a table shows them; the standard's in its own order.
    new.sort(key=lambda each: (known.get(each, len(known)), -(counted[each] or 0), each))
    for label in new:
        order.insert(_place(label, order, known), label)
    return {label: counted.get(label) or 0 for label in order}


def _place(label: str, order: Sequence[str], known: Mapping[str, int]) -> int:
    """Where a new label belongs among the others."""
    end = len(order)
    while label not in UNKNOWN_LABELS and end and order[end - 1] in UNKNOWN_LABELS:
        end -= 1
    if label not in known or label in UNKNOWN_LABELS:
        return end
    before = [i for i, each in enumerate(order) if known.get(each, len(known)) < known[label]]
    after = [i for i, each in enumerate(order) if known[label] < known.get(each, -1)]
    if before:
        return max(before) + 1
    return min(after) if after else end
