"""Lists: definitions of their nine levels, and the lists that use them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.writers.word.wml.lengths import twips
from reportgen.writers.word.wml.markup import (
    DECLARATION,
    Xml,
    declared,
    escape,
    joined,
    qualified,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
_HEADING_LEVELS = 3
_STEP = twips(7)
# Bullets of the text font, so that no symbol font is needed: bullet, en dash, small square.
_BULLETS = ("•", "–", "▪")
# What items are numbered with, by level, so that an item says how deep it stands: 1, a, i.
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")


def list_indent(level: int) -> int:
    """Where the text of a list item stands, in twips from the left margin."""
    return _STEP * (level + 1)


def bullet_definition(number: int) -> Xml:
    """A definition for lists whose order means nothing."""
    levels = (
        _level(level, "bullet", _mark("bullet", level), _hanging(level)) for level in range(LEVELS)
    )
    return _definition(number, "hybridMultilevel", levels)


def ordered_definition(number: int) -> Xml:
    """A definition for numbered lists: 1, a, i by level, and again."""
    levels = (
        _level(level, _format(level), _mark("decimal", level), _hanging(level))
        for level in range(LEVELS)
    )
    return _definition(number, "hybridMultilevel", levels)


def outline_definition(number: int, heading_styles: Sequence[str]) -> Xml:
    """A definition that numbers headings 1, 1.1, 1.1.1; `heading_styles` are ids by level."""
    levels = (
        _level(
            level,
            "decimal",
            _outline(level),
            _outline_indent(level),
            style=heading_styles[level] if level < len(heading_styles) else "",
        )
        for level in range(LEVELS)
    )
    return _definition(number, "multilevel", levels)


def list_instance(number: int, definition: int, *, level: int = 0, start: int | None = None) -> Xml:
    """A list of a definition; with `start` it begins anew with that number on `level`."""
    override = (
        ""
        if start is None
        else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    )
    return Xml(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
    )


def highest_numbers(numbering: _Element | None) -> tuple[int, int]:
    """The highest definition and the highest list that a template has; -1 and 0 for none."""
    if numbering is None:
        return -1, 0
    return (
        _highest(numbering, "w:abstractNum", "w:abstractNumId", -1),
        _highest(numbering, "w:num", "w:numId", 0),
    )


def numbers_as_we_do(numbering: _Element | None, number: str) -> bool:
    """Whether list `number` counts 1, 1.1, 1.1.1, so that our own numbers are the same."""
    found = _definition_of(numbering, number)
    levels = [] if found is None else found.findall(qualified("w:lvl"))
    return len(levels) >= _HEADING_LEVELS and all(
        _value(level, "w:numFmt") == "decimal" and _value(level, "w:lvlText") == _outline(index)
        for index, level in enumerate(levels[:_HEADING_LEVELS])
    )


class StyleList(Struct, frozen=True):
    """The list that a template's style is in: its number, definition, and indent in twips.

    `like_ours`: all its levels look as those of our own lists do.
    """

    number: int
    definition: int
    indent: int
    like_ours: bool


def style_list(numbering: _Element | None, style: _Element, kind: str) -> StyleList | None:
    """The list of a paragraph style, where its first level is of `kind` ("bullet", "decimal").

    None where the style has no list of its own, or one that is defined elsewhere.
    """
    path = f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}"
    link = style.find(path)
    number = "" if link is None else link.get(qualified("w:val"), "")
    found = _definition_of(numbering, number)
    level = None if found is None else found.find(qualified("w:lvl"))
    if found is None or level is None or _value(level, "w:numFmt") != kind:
        return None
    own = style.find(f"{qualified('w:pPr')}/{qualified('w:ind')}")
    indent = _left(own) or _left(level.find(f"{qualified('w:pPr')}/{qualified('w:ind')}"))
    definition = int(found.get(qualified("w:abstractNumId"), "0"))
    return StyleList(int(number), definition, indent, _like_ours(found)) if indent else None


def numbering_part(
    template: _Element | None, definitions: Sequence[Xml], instances: Sequence[Xml]
) -> bytes:
    """The numbering part: the template's own, and ours after it."""
    from lxml import etree

    ours = f"<w:numbering{declared('w')}>{joined(definitions)}{joined(instances)}</w:numbering>"
    if template is None:
        return f"{DECLARATION}{ours}".encode()
    added = etree.fromstring(ours)
    _insert_before(
        template, added.findall(qualified("w:abstractNum")), ("num", "numIdMacAtCleanup")
    )
    _insert_before(template, added.findall(qualified("w:num")), ("numIdMacAtCleanup",))
    return etree.tostring(template, xml_declaration=True, encoding="UTF-8", standalone=True)


def _definition_of(numbering: _Element | None, number: str) -> _Element | None:
    """The definition of list `number`."""
    if numbering is None or not number:
        return None
    by_id = {
        it.get(qualified("w:abstractNumId")): it
        for it in numbering.iterfind(qualified("w:abstractNum"))
    }
    lists = {it.get(qualified("w:numId")): it for it in numbering.iterfind(qualified("w:num"))}
    link = lists[number].find(qualified("w:abstractNumId")) if number in lists else None
    return None if link is None else by_id.get(link.get(qualified("w:val")))


def _left(indent: _Element | None) -> int:
    if indent is None:
        return 0
    left = indent.get(qualified("w:left")) or indent.get(qualified("w:start")) or "0"
    return int(left) if left.isdigit() else 0


def _format(level: int) -> str:
    return _FORMATS[level % len(_FORMATS)]


def _mark(kind: str, level: int) -> str:
    """What stands before an item of our own lists; `%1` is its number."""
    return _BULLETS[level % len(_BULLETS)] if kind == "bullet" else f"%{level + 1}."


def _like_ours(definition: _Element) -> bool:
    levels = definition.findall(qualified("w:lvl"))
    return len(levels) == LEVELS and all(
        _value(it, "w:lvlText") == _mark(_value(it, "w:numFmt"), level)
        and _value(it, "w:numFmt") in ("bullet", _format(level))
        and _left(it.find(f"{qualified('w:pPr')}/{qualified('w:ind')}")) == list_indent(level)
        for level, it in enumerate(levels)
    )


def _outline(level: int) -> str:
    return ".".join(f"%{above + 1}" for above in range(level + 1))


def _value(parent: _Element, name: str) -> str:
    found = parent.find(qualified(name))
    return "" if found is None else found.get(qualified("w:val"), "")


def _outline_indent(level: int) -> Xml:
    """Room for "10", "10.10", "10.10.10" in the type of such headings; what wraps stands behind."""
    width = twips(10 + 4 * level)
    return Xml(f'<w:ind w:left="{width}" w:hanging="{width}"/>')


def _hanging(level: int) -> Xml:
    return Xml(f'<w:ind w:left="{list_indent(level)}" w:hanging="{_STEP}"/>')


def _level(
    level: int,
    kind: str,
    text: str,
    indent: Xml,
    *,
    style: str = "",
) -> Xml:
    linked = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    return Xml(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{escape(kind)}"/>{linked}'
        f'<w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{indent}</w:pPr></w:lvl>"
    )


def _definition(number: int, kind: str, levels: Iterable[Xml]) -> Xml:
    return Xml(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{escape(kind)}"/>'
        f"{joined(levels)}</w:abstractNum>"
    )


def _highest(numbering: _Element, tag: str, attribute: str, none: int) -> int:
    found = (int(child.get(qualified(attribute), none)) for child in numbering.iter(qualified(tag)))
    return max(found, default=none)


def _insert_before(parent: _Element, added: Sequence[_Element], names: Sequence[str]) -> None:
    later = [child for child in parent if child.tag in {qualified(f"w:{name}") for name in names}]
    place = parent.index(later[0]) if later else len(parent)
    for offset, element in enumerate(added):
        parent.insert(place + offset, element)
