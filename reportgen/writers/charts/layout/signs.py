"""The signs that tell lines apart without their colours."""

from __future__ import annotations

from reportgen.writers.charts.shapes import Marker, MarkerKind

SIGN = 6.0
_KINDS: tuple[MarkerKind, ...] = ("circle", "square", "triangle", "diamond")
# Signs of the same height look unequal: these make them weigh the same.
_SCALES: dict[MarkerKind, float] = {
    "circle": 1.0,
    "square": 0.9,
    "triangle": 1.15,
    "diamond": 1.2,
}


def place_sign(index: int, x: float, y: float, colour: str) -> Marker:
    """The sign of the series at `index` about the point `x`, `y`."""
    kind = _KINDS[index % len(_KINDS)]
    return Marker(x, y, kind, SIGN * _SCALES[kind], colour)
