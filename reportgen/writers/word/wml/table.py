"""Tables: a fixed grid, a header row that repeats, rows that seldom break, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportgen.writers.word.wml.markup import NOTHING, Xml, escape, joined

# A header row, no vertical bands; 0040 is the bit of a last row that is set apart.
_LOOK = (
    '<w:tblLook w:val="{bits}" w:firstRow="1" w:lastRow="{last}" w:firstColumn="0"'
    ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
)
_BESIDE = (
    '<w:tblpPr w:leftFromText="227" w:rightFromText="0" w:vertAnchor="text" w:horzAnchor="margin"'
    ' w:tblpXSpec="right" w:tblpY="1"/><w:tblOverlap w:val="never"/>'
)
_USUAL = _LOOK.format(bits="0420", last=0)
_WITH_TOTAL = _LOOK.format(bits="0460", last=1)


def table(properties: Xml, widths: Sequence[int], rows: Sequence[Xml]) -> Xml:
    """A table; `widths` of its columns are twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return Xml(f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{joined(rows)}</w:tbl>")


def table_properties(
    style: str,
    width: int,
    *,
    indent: int = 0,
    beside: bool = False,
    total: bool = False,
    title: str = "",
    description: str = "",
) -> Xml:
    """`w:tblPr` in the schema's order (17.4.60); `title` and `description` are its alt text.

    `total`: the style sets the last row apart, as a sum. `beside`: it stands at the right margin,
    and what comes next to the left of it.
    """
    return Xml(
        f'<w:tblPr><w:tblStyle w:val="{escape(style)}"/>'
        + (_BESIDE if beside else "")
        + f'<w:tblW w:w="{width}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else "")
        + f'<w:tblLayout w:type="fixed"/>{_WITH_TOTAL if total else _USUAL}'
        + (f'<w:tblCaption w:val="{escape(title)}"/>' if title else "")
        + (f'<w:tblDescription w:val="{escape(description)}"/>' if description else "")
        + "</w:tblPr>"
    )


def row(cells: Xml, *, header: bool = False, whole: bool = True, change: Xml = NOTHING) -> Xml:
    """A row; a `whole` one stays on one page, a `header` repeats on every page."""
    repeats = "<w:tblHeader/>" if header else ""
    kept = "<w:cantSplit/>" if whole else ""
    return Xml(f"<w:tr><w:trPr>{kept}{repeats}{change}</w:trPr>{cells}</w:tr>")


def inserted_row(stamp: Xml) -> Xml:
    """The row came in."""
    return Xml(f"<w:ins {stamp}/>")


def deleted_row(stamp: Xml) -> Xml:
    """The row went out."""
    return Xml(f"<w:del {stamp}/>")


@lru_cache(maxsize=256)
def cell_properties(
    width: int, columns: int = 1, rows: int = 1, rule: str = "", *, middle: bool = False
) -> Xml:
    """`w:tcPr` of a cell of `width` twips, with a rule in the colour `rule` above it.

    It takes up so many `columns` and `rows`; 0 rows continue the cell above. `middle`: its text
    stands at half its height.
    """
    across = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    down = "" if rows == 1 else f'<w:vMerge w:val="{"restart" if rows else "continue"}"/>'
    above = (
        '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0"'
        f' w:color="{escape(rule.removeprefix("#"))}"/></w:tcBorders>'
        if rule
        else ""
    )
    at = '<w:vAlign w:val="center"/>' if middle else ""
    return Xml(f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}{above}{at}</w:tcPr>')


def cell(properties: Xml, content: Xml) -> Xml:
    """A cell. `content` ends in a paragraph even for an empty value.

    Word calls the file corrupt otherwise, though the schema lets it through.
    """
    return Xml(f"<w:tc>{properties}{content}</w:tc>")
