"""What is said of cells: one message for all that say the same, with where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.counting.columns import Columns, listed
from reportgen.readers.counting.labels import Labels
from reportgen.readers.counting.meaning import plain
from reportgen.readers.sheets.cells import Value

# More wrong values than these in a column: it is another column that is meant.
MOST_TOLD = 20
_LONGEST = 40
# Whatever stands in a column that a table is counted by, this is never shown.
_PERSONAL_NUMBER = re.compile(r"(?:\d{2})?\d{6}[-+ ]?\d{4}")


class Teller:
    """Tells of the cells of one table's register, at the place where it is declared."""

    def __init__(self, columns: Columns, table: str, span: Span, problems: Problems) -> None:
        self.columns = columns
        self.table = table
        self.span = span
        self.problems = problems

    def cells(self, heading: str, indexes: Sequence[int]) -> str:
        """The addresses of the first few cells."""
        first, *rest = (self.columns.address(index, heading) for index in indexes[:5])
        alone = [each.rpartition("!")[2] for each in rest]
        return listed([first, *alone, *(" " for _more in indexes[5:6])]).rstrip(" ,")

    def error(
        self, code: str, heading: str, indexes: Sequence[int], what: Message, hint: Message | None
    ) -> None:
        """Note an error about some cells below `heading`."""
        message = _(
            "{file}, {cells}: {what}",
            file=self.columns.sheet.file,
            cells=self.cells(heading, indexes),
            what=what,
        )
        self.problems.error(code, self.span, message, hint)

    def unreadable(self, heading: str, chosen: Iterable[int]) -> set[int]:
        """Note the chosen cells that look empty and are not; their indexes."""
        lost = self.columns.unreadable.get(heading, {})
        if not lost:
            return set()
        own = [index for index in chosen if index in lost]
        never = [index for index in own if not lost[index]]
        wrong = [index for index in own if lost[index]]
        if never:
            what = _("the formula has never been calculated")
            hint = _("open the file in Excel, save it, and count again")
            self.error("uncalculated-cell", heading, never, what, hint)
        if wrong:
            what = _("the formula gives an error: {error}", error=lost[wrong[0]])
            self.error("error-cell", heading, wrong, what, _("correct the formula in Excel"))
        return set(own)

    def unknown(self, heading: str, cells: dict[Value, list[int]], labels: Labels) -> None:
        """Note each value that fits no row, with its cells."""
        for value, indexes in list(cells.items())[:MOST_TOLD]:
            text = shown(value)
            what = _("'{value}' is none of the rows of '{table}'", value=text, table=self.table)
            count = len(indexes)
            if count > 1:
                what = _("{what} ({count} cells)", what=what, count=count)
            other = _(
                "write it right in the register, or write what it means in 'labels:'"
                " – Rumänien: [Romania]"
            )
            self.error("unknown-label", heading, indexes, what, labels.near(text) or other)
        self.rest(heading, cells)

    def no_number(self, heading: str, cells: dict[Value, list[int]], *, show: bool) -> None:
        """Note each value that is no number, or in no band; shown where it is counted by."""
        for value, indexes in list(cells.items())[:MOST_TOLD]:
            what = _("'{value}' is in none of the bands", value=shown(value))
            hint = _("write whole numbers in the register, and bands for all of them")
            if not show:
                what = _("what stands there can't be read as a number or a date")
                hint = _(
                    "write it in the register as Excel's own number or date; where numbers are text"
                    " with a decimal point, write 'decimal: \".\"' for the register"
                )
            self.error("unreadable-cell", heading, indexes, what, hint)
        self.rest(heading, cells)

    def rest(self, heading: str, cells: dict[Value, list[int]]) -> None:
        """Note how many more values there are than were told."""
        if len(cells) > MOST_TOLD:
            indexes = [index for each in list(cells.values())[MOST_TOLD:] for index in each]
            what = _(
                "and {count} more such values: is it the right column?",
                count=len(cells) - MOST_TOLD,
            )
            self.error("unknown-label", heading, indexes, what, None)

    def missing(self, heading: str, indexes: Sequence[int], hint: Message) -> None:
        """Note cells in which nothing stands."""
        what = _("nothing stands there")
        if len(indexes) > 1:
            what = _(
                "nothing stands there, nor in {count} more cell",
                "nothing stands there, nor in {count} more cells",
                count=len(indexes) - 1,
            )
        self.error("empty-cell", heading, indexes, what, hint)


def shown(value: Value) -> str:
    """A value as messages show it: short, and never a personal number."""
    text = plain(value)
    if _PERSONAL_NUMBER.search(text):
        return "…"
    text = "".join(each if each.isprintable() else "?" for each in text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
