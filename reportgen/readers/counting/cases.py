"""Which rows of a register are about the same case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.model.registers import Register
from reportgen.readers.counting.columns import Columns
from reportgen.readers.counting.meaning import folded
from reportgen.readers.counting.tellings import Teller


class Cases(Struct, frozen=True):
    """What identifies the case of each row, by index; `repeated` are cases of several rows."""

    keys: Sequence[Hashable]
    repeated: frozenset[Hashable]


def read_cases(
    columns: Columns, register: Register, chosen: Sequence[int], teller: Teller
) -> Cases:
    """The cases of the chosen rows; each row is one where the register has no column for them.

    A row without what identifies its case is noted (empty-cell, uncalculated-cell, error-cell).
    """
    if register.case is None:
        return Cases((), frozenset())
    values = columns.values[register.case]
    kinds = set(map(type, values))
    keys: Sequence[Hashable] = values if kinds <= {int, float} else [*map(folded, values)]
    lost = teller.unreadable(register.case, chosen)
    empty = [row for row in chosen if keys[row] == "" and row not in lost]
    if empty:
        hint = _("every row needs what says which case it is: write it in the register")
        teller.missing(register.case, empty, hint)
    counts = Counter(keys[row] for row in chosen)
    repeated = (case for case, rows in counts.items() if rows > 1)
    return Cases(keys, frozenset(repeated if len(counts) < len(chosen) else ()))
