"""Numbers of `statistics.yaml`: counts, and amounts where a table says with how many decimals."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Generic, TypeGuard, TypeVar

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import Amount
from reportgen.readers.shapes import Positioned, Schema, Shape, Whole, wrong_type
from reportgen.readers.yaml.reading import Mapping, Node, Scalar

T_co = TypeVar("T_co", covariant=True)

MOST_DECIMALS = 6
DECIMALS = Whole(0, MOST_DECIMALS)
_LARGEST = 10**12
# People write the comma and the true minus that the report prints.
_AMOUNT = Pattern(r"[-\u2212]?[0-9]+(?:[.,](?P<decimals>[0-9]+))?")
_GROUPED = Pattern(r"[-\u2212]?[0-9]{1,3}(?:[ .,\u00a0\u202f_'][0-9]{3})+(?:[.,][0-9]+)?")


class CountShape(Whole, frozen=True):
    """A count: a whole number from 0."""

    def hint(self, text: str) -> Message:
        """What to write instead of `text`."""
        if _GROUPED.fullmatch(text) is None and _AMOUNT.fullmatch(text):
            return _(
                "a count is a whole number from 0; for hours, kronor, means or differences"
                " write 'decimals: 1' in the table"
            )
        return super().hint(text)


class AmountShape(Struct, frozen=True):
    """A number with at most `decimals` decimals, positive or not; read with just as many."""

    decimals: int

    def read(self, node: Node) -> Decimal:
        if not isinstance(node, Scalar) or not node.plain or node.null:
            raise wrong_type(node, _("a number"), _("write it without quotation marks: 12.5"))
        found = _AMOUNT.fullmatch(node.text)
        if found is None or abs(number := _decimal(node.text)) > _LARGEST:
            message = _("'{text}' is not a number that fits here", text=node.text)
            raise report_error("wrong-value", node.span, message, _hint(node.text))
        if len(found["decimals"] or "") > self.decimals:
            message = _(
                "'{text}' has more decimals than the table says, {decimals}",
                text=node.text,
                decimals=self.decimals,
            )
            hint = _("round it, or write 'decimals: {count}'", count=len(found["decimals"]))
            raise report_error("wrong-value", node.span, message, hint)
        return number.quantize(Decimal(1).scaleb(-self.decimals))

    def schema(self) -> Schema:
        return {"type": "number", "minimum": -_LARGEST, "maximum": _LARGEST}


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("\u2212", "-"))


def _hint(text: str) -> Message:
    if _GROUPED.fullmatch(text):
        return _("write the number without spaces or signs between the thousands: 1234.5")
    return _("write a number such as 12.5 or -3; write null where it is not known")


class NumberRows(Positioned[T_co], Generic[T_co], frozen=True):
    """Labels and their numbers; a decimal comma between braces is told for what it is."""

    def read(self, node: Node) -> dict[str, tuple[Span, T_co]]:
        problems = Problems()
        for (_label, number), (rest, nothing) in pairwise(_entries(node)):
            if _torn(number, rest, nothing):
                text = f"{number.text}.{rest.text}"
                message = _("between braces a comma parts rows, not whole numbers from decimals")
                hint = _("write {number}", number=text)
                problems.error("decimal-comma", number.span.until(rest.span), message, hint)
        problems.raise_errors()
        return self.map.read_positioned(node)


def _entries(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _torn(number: Node, rest: Scalar, nothing: Node) -> TypeGuard[Scalar]:
    """Whether `{A: 12,5}` was read as A: 12 and a label 5 with nothing after it."""
    return (
        isinstance(number, Scalar)
        and isinstance(nothing, Scalar)
        and re.fullmatch(r"[-\u2212]?[0-9]+", number.text) is not None
        and re.fullmatch(r"[0-9]+", rest.text) is not None
        and nothing.null
        and not nothing.text
        and (rest.span.line, rest.span.column) == (number.span.end_line, number.span.end_column + 1)
    )


class Counted(Struct, Generic[T_co], frozen=True):
    """A record whose numbers are counts, or amounts where its key `decimals` says so.

    `record` makes its shape with that of a number.
    """

    record: Callable[[Shape[Amount]], Shape[T_co]]

    def read(self, node: Node) -> T_co:
        return self.record(number_shape(node)).read(node)

    def schema(self) -> Schema:
        return {
            "if": {"required": ["decimals"]},
            "then": self.record(AmountShape(MOST_DECIMALS)).schema(),
            "else": self.record(CountShape()).schema(),
        }


def number_shape(node: Node) -> Shape[Amount]:
    """What the numbers of a record are, by its own key `decimals`."""
    written = node.get("decimals") if isinstance(node, Mapping) else None
    return CountShape() if written is None else AmountShape(_places(written))


def _places(written: Node) -> int:
    """How many decimals numbers may have; where that is written wrongly, this alone is told."""
    try:
        return DECIMALS.read(written)
    except ReportError:
        return MOST_DECIMALS
