"""What a number of the prose can mean: a figure, a sum, what is left, a share, rows, a change."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from reportgen.checks.vocabulary import Named


class Entry(Struct, frozen=True):
    """One figure: a row, a named sum, a total or a single number; of `year` if not the report's."""

    named: Named
    year: int | None = None


class Sum(Struct, frozen=True):
    """Several rows of one table added up; of `year` if not the report's."""

    parts: tuple[Named, ...]
    year: int | None = None


class Rest(Struct, frozen=True):
    """What is left of a whole, called `name`, when the parts are taken away."""

    name: str
    whole: Fraction
    parts: tuple[Named, ...]


class Rows(Struct, frozen=True):
    """How many rows of a table there are of some kind; the expression that counts them."""

    table: str
    count: int
    expression: str


class Difference(Struct, frozen=True):
    """How much more or less a figure is than the older one; a part of that one if `relative`.

    `way` is 1 where the text says that it is more, -1 for fewer, 0 where it says neither.
    """

    new: Named
    old: Named
    relative: bool
    way: int = 0


class Share(Struct, frozen=True):
    """A count as a part of a whole, called `name`; its expression where it is the table's base."""

    part: Entry | Sum | Rest
    name: str
    whole: Fraction
    expression: str | None


Reading = Entry | Sum | Rest | Rows | Difference | Share


def named_in(reading: Reading) -> tuple[Named, ...]:
    """The figures that the reading says a number of: what “av dem” can refer to afterwards."""
    match reading:
        case Entry(named=named):
            return (named,)
        case Sum(parts=parts):
            return parts
        case Share(part=part):
            return named_in(part)
        case Difference(new=new):
            return (new,)
        case Rest() | Rows():
            return ()
        case _:
            assert_never(reading)


def value_of(reading: Reading) -> Fraction:
    """The exact number that the reading gives; a share as a part of 1."""
    match reading:
        case Entry(named=named):
            return Fraction(named.count)
        case Sum(parts=parts):
            return sum((Fraction(each.count) for each in parts), start=Fraction(0))
        case Rest(whole=whole, parts=parts):
            return whole - sum((Fraction(each.count) for each in parts), start=Fraction(0))
        case Rows(count=count):
            return Fraction(count)
        case Difference(new=new, old=old, relative=relative, way=way):
            change = Fraction(new.count) - Fraction(old.count)
            change = change * way if way else abs(change)
            return change / Fraction(old.count) if relative else change
        case Share(part=part, whole=whole):
            return value_of(part) / whole
        case _:
            assert_never(reading)


def label_of(reading: Reading) -> str:
    """What the reading is called in a message."""
    match reading:
        case Entry(named=named, year=None):
            return named.label
        case Entry(named=named, year=year):
            return f"{named.label} {year}"
        case Sum(parts=parts, year=None):
            return " + ".join(each.label for each in parts)
        case Sum(parts=parts, year=year):
            return f"{' + '.join(each.label for each in parts)} {year}"
        case Rest(name=name, parts=parts):
            return " − ".join([name, *(each.label for each in parts)])
        case Rows(table=table):
            return table
        case Difference(new=new, old=old):
            return f"{new.label} − {old.label}"
        case Share(part=part, name=name):
            return f"{label_of(part)} / {name}" if name else label_of(part)
        case _:
            assert_never(reading)


def expression_of(reading: Reading) -> str | None:
    """The expression that gives it; None where it takes a sentence to say it."""
    match reading:
        case Entry(named=named, year=None):
            return named.expression
        case Entry(named=named, year=year):
            return f"year({year}).{named.expression}"
        case Sum(parts=parts, year=year):
            labels = ", ".join(f'"{each.label}"' for each in parts)
            before = "" if year is None else f"year({year})."
            rows = all(each.kind == "row" for each in parts)
            if rows:
                return f"total({before}{parts[0].table}, {labels})"
            return f"total({', '.join(before + each.expression for each in parts)})"
        case Rows(expression=expression) | Share(expression=str(expression)):
            return expression
        case Rest() | Difference() | Share():
            return None
        case _:
            assert_never(reading)
