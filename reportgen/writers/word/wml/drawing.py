"""Pictures: an inline drawing of a raster image, with an SVG that newer programs prefer."""

from __future__ import annotations

from reportgen.writers.word.wml.lengths import emu
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def picture(
    *,
    number: int,
    name: str,
    alt: str,
    width_mm: float,
    height_mm: float,
    raster: str,
    svg: str = "",
) -> Xml:
    """A run with a picture; `number` is unique in the package, `raster` and `svg` relationships."""
    size = f'cx="{emu(width_mm)}" cy="{emu(height_mm)}"'
    return Xml(
        f"{_inline_start(number, name, alt, size)}"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{escape(name)}"/>'
        "<pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{escape(raster)}">{_svg_blip(svg)}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic>{_INLINE_END}"
    )


def chart(
    *, number: int, name: str, alt: str, width_mm: float, height_mm: float, relationship: str
) -> Xml:
    """A run with a native chart; `relationship` leads to its part."""
    size = f'cx="{emu(width_mm)}" cy="{emu(height_mm)}"'
    return Xml(
        f"{_inline_start(number, name, alt, size)}"
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{escape(relationship)}"/>'
        f"</a:graphicData></a:graphic>{_INLINE_END}"
    )


_INLINE_END = Xml("</wp:inline></w:drawing></w:r>")


def _inline_start(number: int, name: str, alt: str, size: str) -> Xml:
    return Xml(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/>'
    )


def _svg_blip(relationship: str) -> Xml:
    if not relationship:
        return NOTHING
    return Xml(
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{escape(relationship)}"/></a:ext></a:extLst>'
    )
