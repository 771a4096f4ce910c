"""What other programs write against the schema, put right: Word forgives it, validators don't."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

# LibreOffice writes the names of a later edition of the standard.
_SIDES = {"start": "left", "end": "right"}
# What stands behind a section's properties in a paragraph's.
_LAST = qualified("w:pPrChange")
# What is misspelt in templates that were written by hand, and what stands where it can't.
_MISSPELT = ("w:customStye", "w:hansitheme")
_MISPLACED = tuple(
    ".//" + "/".join(map(qualified, path.split("/")))
    for path in (
        *("w:tcPr/w:tblBorders", "w:tblBorders/w:tl2br", "w:tblBorders/w:tr2bl"),
        *("w:style/w:pPr/w:rPr", "w:tblStylePr/w:pPr/w:rPr"),
    )
)
# The order of what pandoc and people write in another one: CT_PPr, CT_Lvl, CT_Style, CT_TcPr.
_ORDERS = {
    "w:pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
        *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    "w:lvl": (
        *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText"),
        *("lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr"),
    ),
    "w:tcBorders": (
        *("top", "start", "left", "bottom", "end", "right", "insideH", "insideV"),
        *("tl2br", "tr2bl"),
    ),
    "w:style": (
        *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
        *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose"),
        *("personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
    ),
    "w:tcPr": (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap"),
        *("tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"),
    ),
}
_PLACES = {
    qualified(name): {qualified(f"w:{child}"): place for place, child in enumerate(order)}
    for name, order in _ORDERS.items()
}


def repair(root: _Element) -> None:
    """Put right what LibreOffice, python-docx, pandoc and people are known to write."""
    for element in root.iter(qualified("w:jc"), qualified("w:lvlJc")):
        value = element.get(qualified("w:val"), "")
        element.set(qualified("w:val"), _SIDES.get(value, value))
    for element in root.iter(qualified("w:charset")):
        if element.get(qualified("w:characterSet")) is not None:
            del element.attrib[qualified("w:characterSet")]
    for element in root.iter(qualified("w:zoom")):
        element.set(qualified("w:percent"), element.get(qualified("w:percent"), "100"))
    _take_out(root)
    for section in list(root.iter(qualified("w:sectPr"))):
        _put_last(section)
    for element in list(root.iter(*_PLACES)):
        _put_in_order(element, _PLACES[element.tag])


def _take_out(root: _Element) -> None:
    """What Word ignores: it is misspelt, or stands where it can't."""
    for element in root.iter(qualified("w:style"), qualified("w:rFonts")):
        for name in map(qualified, _MISSPELT):
            if name in element.attrib:
                del element.attrib[name]
    for path in _MISPLACED:
        for element in list(root.iterfind(path)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _put_in_order(element: _Element, places: Mapping[str, int]) -> None:
    """The children in the order of the schema; those that it does not name stay last."""
    children = list(element)
    found = [places.get(str(each.tag), len(places)) for each in children]
    if found != sorted(found):
        pairs = sorted(zip(found, children, strict=True), key=itemgetter(0))
        element[:] = [each for _place, each in pairs]


def _put_last(section: _Element) -> None:
    properties = section.getparent()
    if properties is None or properties.tag != qualified("w:pPr"):
        return
    changes = properties.find(_LAST)
    if changes is None:
        properties.append(section)
    else:
        changes.addprevious(section)
