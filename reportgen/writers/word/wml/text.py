"""What stands inside a paragraph: runs, fields, links, bookmarks, notes and changes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from reportgen.writers.word.wml.markup import NOTHING, Xml, escape, joined

# Characters that are elements of their own in Word, beside those that need escaping.
_UNUSUAL = re.compile('[&<>"\x00-\x1f\u2011\u00ad\ufffe\uffff\ud800-\udfff]')
_SPLIT = re.compile("(\r\n|[\t\n\r\u2011\u00ad])")
_ELEMENTS = {
    "\t": Xml("<w:tab/>"),
    "\n": Xml("<w:br/>"),
    "\r": Xml("<w:br/>"),
    "\r\n": Xml("<w:br/>"),
    "\u2011": Xml("<w:noBreakHyphen/>"),
    "\u00ad": Xml("<w:softHyphen/>"),
}

# Above or below the line, and smaller; empty for text that stands on it.
Raised = Literal["", "subscript", "superscript"]


@lru_cache(maxsize=1024)
def run_properties(
    style: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    color: str = "",
    highlight: str = "",
    underline: bool = False,
    language: str = "",
    raised: Raised = "",
) -> Xml:
    """A run's `w:rPr`, in the schema's order (17.3.2.28); nothing where all is off.

    `style` is the id of a character style, `color` six hexadecimal digits.
    """
    parts = (
        f'<w:rStyle w:val="{escape(style)}"/>' if style else "",
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if italic else "",
        f'<w:color w:val="{escape(color)}"/>' if color else "",
        f'<w:highlight w:val="{escape(highlight)}"/>' if highlight else "",
        '<w:u w:val="single"/>' if underline else "",
        f'<w:vertAlign w:val="{raised}"/>' if raised else "",
        f'<w:lang w:val="{escape(language)}"/>' if language else "",
    )
    inside = "".join(parts)
    return Xml(f"<w:rPr>{inside}</w:rPr>") if inside else NOTHING


def run(text: str, properties: Xml = NOTHING, *, deleted: bool = False) -> Xml:
    """A run of text; tabs, line ends, no-break and soft hyphens become Word's own elements."""
    if _UNUSUAL.search(text) is None and not deleted:
        return Xml(f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>')
    return Xml(f"<w:r>{properties}{_run_content(text, deleted=deleted)}</w:r>")


def _run_content(text: str, *, deleted: bool) -> Xml:
    name = "w:delText" if deleted else "w:t"
    return joined(
        _ELEMENTS.get(piece) or Xml(f'<{name} xml:space="preserve">{escape(piece)}</{name}>')
        for piece in _SPLIT.split(text)
        if piece
    )


def tab() -> Xml:
    """A jump to the next tab stop."""
    return Xml("<w:r><w:tab/></w:r>")


def break_below() -> Xml:
    """A line end behind which text begins below what stands at its side; next to no height."""
    return Xml(
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:br w:type="textWrapping" w:clear="all"/></w:r>'
    )


# Fields. Never `w:dirty`: it makes Word ask whether to update when the file is opened.


def field_begin(instruction: str, properties: Xml = NOTHING, *, deleted: bool = False) -> Xml:
    """A field up to its result; runs of the result follow, then `field_end`."""
    name = "w:delInstrText" if deleted else "w:instrText"
    return Xml(
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<{name} xml:space="preserve"> {escape(instruction)} </{name}></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: Xml = NOTHING) -> Xml:
    """What closes a field."""
    return Xml(f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>')


def field(
    instruction: str, result: str, properties: Xml = NOTHING, *, deleted: bool = False
) -> Xml:
    """A whole field with its cached result, shown until Word updates it."""
    return joined(
        (
            field_begin(instruction, properties, deleted=deleted),
            run(result, properties, deleted=deleted),
            field_end(properties),
        )
    )


def hyperlink(content: Xml, *, relationship: str = "", anchor: str = "") -> Xml:
    """A link: to the address of a relationship, or to a bookmark of this document."""
    where = f'r:id="{escape(relationship)}"' if relationship else f'w:anchor="{escape(anchor)}"'
    return Xml(f'<w:hyperlink {where} w:history="1">{content}</w:hyperlink>')


def bookmark(name: str, number: int, content: Xml) -> Xml:
    """`content` with a bookmark around it; `number` is unique in the package."""
    return Xml(
        f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
        f'{content}<w:bookmarkEnd w:id="{number}"/>'
    )


def inserted(content: Xml, stamp: Xml) -> Xml:
    """Runs that came in; `stamp` is a `change_stamp`."""
    return Xml(f"<w:ins {stamp}>{content}</w:ins>")


def deleted(content: Xml, stamp: Xml) -> Xml:
    """Runs that went out; their text is written with `deleted=True`."""
    return Xml(f"<w:del {stamp}>{content}</w:del>")


def moved_to(content: Xml, stamp: Xml) -> Xml:
    """Runs that came here from elsewhere in the document."""
    return Xml(f"<w:moveTo {stamp}>{content}</w:moveTo>")


def moved_from(content: Xml, stamp: Xml) -> Xml:
    """Runs that went elsewhere; unlike deleted ones, their text is written as ever."""
    return Xml(f"<w:moveFrom {stamp}>{content}</w:moveFrom>")


def change_stamp(number: int, author: str, day: str) -> Xml:
    """The attributes of a tracked change: a unique id, who, and when (an ISO date)."""
    return Xml(f'w:id="{number}" w:author="{escape(author)}" w:date="{escape(day)}T00:00:00Z"')


def footnote_reference(number: int, properties: Xml) -> Xml:
    """The mark of a footnote in the running text."""
    return Xml(f'<w:r>{properties}<w:footnoteReference w:id="{number}"/></w:r>')


def footnote_mark(properties: Xml, *, hanging: bool) -> Xml:
    """The mark at the beginning of the footnote itself, and the space after it.

    A tab where the first line is `hanging`: it begins then where the others do.
    """
    space = "<w:tab/>" if hanging else '<w:t xml:space="preserve"> </w:t>'
    return Xml(f"<w:r>{properties}<w:footnoteRef/></w:r><w:r>{space}</w:r>")


def commented(number: int, content: Xml) -> Xml:
    """`content` with comment `number` attached to it."""
    return Xml(
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )
