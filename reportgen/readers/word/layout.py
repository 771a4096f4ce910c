"""The properties of a paragraph: style, heading, list, indent, and what became of its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.model import Alignment, Change
from reportgen.readers.word.elements import NAMES, attribute, child, child_value, whole_number
from reportgen.readers.word.numbering import DEEPEST_LEVEL
from reportgen.readers.word.story import CHANGES, Story
from reportgen.readers.word.stylesheet import PLAIN, Look, indent_of, outline_level

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_ALIGNMENTS: dict[str, Alignment] = {"right": "right", "end": "right", "center": "center"}


class Layout(Struct, frozen=True):
    """What the properties of a paragraph say.

    `list_id` is empty where it is in no list. `mark` is the change of its end; `joined` where
    that is not part of the version, or it is a large initial: the text goes on in the next one.
    """

    look: Look = PLAIN
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    indent: int = 0
    alignment: Alignment = "left"
    mark: Change | None = None
    joined: bool = False


def layout_of(paragraph: Element, story: Story) -> Layout:
    """The layout of `paragraph` in the version that is read."""
    properties = next((each for each in paragraph if NAMES[each.tag] == "pPr"), None)
    if properties is None:
        look = story.styles.look("")
        return Layout(look, look.level, indent=look.indent or 0)
    mark, joined = _end(child(properties, "rPr"), story)
    frame = child(properties, "framePr")
    drops = frame is not None and attribute(frame, "dropCap") in ("drop", "margin")
    if story.changes == "rejected":
        properties = _before(properties)
    style = child_value(properties, "pStyle")
    look = story.styles.look(style)
    outline = outline_level(child(properties, "outlineLvl"))
    level = look.level or (0 if outline is None else outline)
    list_id, list_level = _list(child(properties, "numPr"), look, style, story)
    return Layout(
        look,
        level,
        list_id,
        list_level,
        _indent(properties, look, list_id, list_level, story),
        _ALIGNMENTS.get(child_value(properties, "jc"), "left"),
        mark,
        joined or drops,
    )


def _indent(properties: Element, look: Look, list_id: str, list_level: int, story: Story) -> int:
    """How far in it stands; pandoc goes on in an item by a list that shows no signs."""
    own = indent_of(properties, look.indent)
    if own is None and list_id:
        level = story.numbering.level(list_id, list_level)
        return 0 if level is None else level.indent
    return own or 0


def _before(properties: Element) -> Element:
    """Properties as they were before they were changed."""
    before = child(properties, "pPrChange", "pPr")
    return properties if before is None else before


def _end(mark: Element | None, story: Story) -> tuple[Change | None, bool]:
    """The change of a paragraph's end, and whether it is gone."""
    names = [NAMES[each.tag] for each in mark] if mark is not None else []
    changes = [CHANGES[name] for name in names if name in CHANGES]
    joined = not story.gone.isdisjoint(names)
    return (changes[-1] if changes else None), joined


def _list(numbering: Element | None, look: Look, style: str, story: Story) -> tuple[str, int]:
    """The list and the level that a paragraph is in, by itself or by its style."""
    if story.changes == "rejected" and child(numbering, "ins") is not None:
        numbering = None
    own = child_value(numbering, "numId")
    list_id = own or look.list_id
    if list_id in ("", "0"):
        return "", 0
    level = child_value(numbering, "ilvl")
    if level:
        return list_id, min(max(whole_number(level), 0), DEEPEST_LEVEL)
    if look.list_level is not None:
        return list_id, look.list_level
    return list_id, story.numbering.level_of_style(list_id, style)
