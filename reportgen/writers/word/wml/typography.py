"""How large text in a table's cells is, in which font, and what a cell takes around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.writers.word.wml.fonts import font_in
from reportgen.writers.word.wml.inheritance import chain_of, first_of, property_of
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.section import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFAULT_FONT = "Times New Roman"  # ECMA-376 part 1, 17.3.2.26
_DEFAULT_SIZE = "20"  # half points; 17.3.2.38
_DEFAULT_MARGIN = 115  # twips; 17.4.42
_EIGHTHS_TO_TWIPS = 20 / 8


class Typography(Struct, frozen=True):
    """How a style sets text: what its width depends on. `indents` are those of its lines, twips."""

    font: str
    size_pt: float
    bold: bool = False
    capitals: bool = False
    indents: int = 0


def typography_of(
    styles: _Element, theme: _Element | None, style_ids: Sequence[str], *, header: bool = False
) -> Typography:
    """That of the first of `style_ids`, where it says nothing of the next, last of the defaults.

    Among them may be a table's style; what it says of its first row is that of a `header`.
    """
    chain = [style for style_id in style_ids for style in _steps(styles, style_id, header=header)]
    chain += styles.iterfind(f"{qualified('w:docDefaults')}/*")
    capitals = (property_of(chain, "w:rPr", name) for name in ("w:caps", "w:smallCaps"))
    size = first_of(chain, "w:rPr", "w:sz", "w:val") or _DEFAULT_SIZE
    return Typography(
        font=next((font for it in chain if (font := font_in(it, theme))), _DEFAULT_FONT),
        size_pt=_number(size) / 2,
        bold=is_on(property_of(chain, "w:rPr", "w:b")),
        capitals=any(map(is_on, capitals)),
        indents=_indents(chain),
    )


def cell_padding(styles: _Element, table_style: str) -> int:
    """What a cell's margins and the lines between columns take of its width, in twips."""
    chain = list(chain_of(styles, table_style))
    margins = property_of(chain, "w:tblPr", "w:tblCellMar")
    borders = property_of(chain, "w:tblPr", "w:tblBorders")
    sides = (_side(margins, names, "w:w") for names in (("left", "start"), ("right", "end")))
    padding = sum(_DEFAULT_MARGIN if side is None else side for side in sides)
    lines = (_side(borders, (name,), "w:sz") or 0 for name in ("insideV", "left", "right"))
    return round(padding + max(lines) * _EIGHTHS_TO_TWIPS)


def _steps(styles: _Element, style_id: str, *, header: bool) -> Iterator[_Element]:
    """The style and those that it is based on; before a table's style its first row."""
    for style in chain_of(styles, style_id):
        if header:
            for part in style.iterfind(qualified("w:tblStylePr")):
                if part.get(qualified("w:type")) == "firstRow":
                    yield part
        yield style


def _indents(chain: Sequence[_Element]) -> int:
    found = property_of(chain, "w:pPr", "w:ind")
    if found is None:
        return 0
    values = {
        name: _number(found.get(qualified(f"w:{name}"), "0"))
        for name in ("left", "start", "right", "end", "firstLine")
    }
    before = max(values["left"], values["start"]) + values["firstLine"]
    return round(max(0, before) + max(0, values["right"], values["end"]))


def _side(element: _Element | None, names: Sequence[str], attribute: str) -> float | None:
    """The length that one side of `element` has; None where it names none."""
    if element is None:
        return None
    sides = (element.find(qualified(f"w:{name}")) for name in names)
    found = (_number(side.get(qualified(attribute), "0")) for side in sides if side is not None)
    return next(found, None)


def _number(text: str) -> float:
    """A length as it is written; 0 for what is none, such as one in percent."""
    try:
        return float(text)
    except ValueError:
        return 0.0
