"""The axes of native charts (ECMA-376 part 1, 21.2.2): words on one, values on the other."""

from __future__ import annotations

from typing import Literal

from reportgen.writers.word.wml.chart import (
    CATEGORIES,
    VALUES,
    Type,
    number_format_of,
    text_properties,
)
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape


def category_axis(
    place: Literal["l", "b"], type_: Type, line: Xml, title: Xml = NOTHING, *, upwards: bool = False
) -> Xml:
    """The axis of words; on the left the first one stands on top, or `upwards` at the bottom."""
    orientation = "maxMin" if place == "l" and not upwards else "minMax"
    return Xml(
        f'<c:catAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="{orientation}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{place}"/>{title}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line}</c:spPr>{text_properties(type_)}<c:crossAx val="{VALUES}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def hidden_value_axis(
    *, from_zero: bool = True, standing: bool = False, most: float | None = None
) -> Xml:
    """The axis of bars that say their values themselves, not seen; it ends at `most`."""
    end = NOTHING if most is None else Xml(f'<c:max val="{most:.6g}"/>')
    return Xml(
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'{end}{_least(from_zero=from_zero)}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{"l" if standing else "t"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{CATEGORIES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def value_axis(
    type_: Type,
    number_format: str,
    grid: Xml,
    title: Xml,
    step: str = "",
    *,
    from_zero: bool = True,
) -> Xml:
    """The axis of lines: over a light grid, without a line of its own."""
    unit = f'<c:majorUnit val="{escape(step)}"/>' if step else ""
    return Xml(
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'{_least(from_zero=from_zero)}</c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>{title}"
        f"{number_format_of(number_format)}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text_properties(type_)}"
        f'<c:crossAx val="{CATEGORIES}"/><c:crosses val="autoZero"/>'
        f'<c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def _least(*, from_zero: bool) -> Xml:
    """Where an axis begins: the program's choice where something is below zero."""
    return Xml('<c:min val="0"/>') if from_zero else NOTHING
