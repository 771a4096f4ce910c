"""The verdict on a number: it agrees with the figures, contradicts them, or nearly agrees."""

from __future__ import annotations

from msgspec import Struct

from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.readings import Entry, Reading, label_of, value_of
from reportgen.checks.numbers.said import Statement
from reportgen.checks.passages import Passage


class Agrees(Struct, frozen=True):
    """A number that is what one of its readings gives."""

    passage: Passage
    quantity: Quantity
    readings: tuple[Reading, ...]


class Contradicts(Struct, frozen=True):
    """A number that none of its readings gives, the likeliest first.

    `proved`: it stands right at its label, or another number of its sentence agrees with the
    figures. Else the sentence may well count something that no table has.
    """

    passage: Passage
    quantity: Quantity
    readings: tuple[Reading, ...]
    proved: bool


class Nearly(Struct, frozen=True):
    """A number that may be no statistic and is nearly one: the reading."""

    passage: Passage
    quantity: Quantity
    reading: Reading


Verdict = Agrees | Contradicts | Nearly


def verdict_of(statement: Statement) -> Verdict | None:
    """What is to be said of a number; None where that is nothing."""
    passage, quantity, claim = statement.passage, statement.quantity, statement.claim
    if claim.every:
        met = {label_of(each) for each in statement.fitting}
        wrong = tuple(each for each in claim.readings if label_of(each) not in met)
        return Contradicts(passage, quantity, wrong, proved=True) if wrong else None
    if statement.fitting:
        return Agrees(passage, quantity, statement.fitting)
    if claim.readings and _is_told(statement):
        proved = claim.beside or statement.supported
        return Contradicts(passage, quantity, claim.readings, proved)
    near = next((r for r in claim.readings if claim.open and _is_near(quantity, r)), None)
    return Nearly(passage, quantity, near) if near else None


def _is_told(statement: Statement) -> bool:
    """Whether it is told that no reading of a number fits."""
    claim = statement.claim
    if not statement.slip and not (claim.beside and statement.supported):
        return False
    return claim.certain or (claim.likely and statement.supported)


def _is_near(quantity: Quantity, reading: Reading) -> bool:
    """Whether a number may be a count that is off by one, or by a twentieth."""
    if not isinstance(reading, Entry) or quantity.slack != "exact" or quantity.is_share:
        return False
    least, count = 2 if reading.named.kind == "value" else 10, value_of(reading)
    return count >= least and 0 < abs(quantity.value - count) <= max(1, count // 20)
