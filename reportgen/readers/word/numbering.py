"""Lists as Word counts them: definitions, levels, restarts (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.readers.word.elements import attribute, child, child_value, name_of, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST_LEVEL = 8


class ListLevel(Struct, frozen=True):
    """One level of a list: how its items are marked, and where their text begins (twips).

    `form` is Word's word for the numbers ("decimal", "lowerLetter"); "bullet" has none, and
    "none" shows nothing.
    """

    form: str = "bullet"
    start: int = 1
    indent: int = 0
    text: str = ""
    style: str = ""

    @property
    def ordered(self) -> bool:
        """Whether the items are counted."""
        return self.form not in ("bullet", "none", "")

    @property
    def shown(self) -> bool:
        """Whether a reader sees that these are items of a list."""
        blank = bool(self.text) and not self.text.strip()
        return self.form not in ("none", "") and bool(self.text or not self.ordered) and not blank


class Listed(Struct, frozen=True):
    """The place of a paragraph in a list: which, how deep from 0, its number there.

    `indent` is where the text of that level begins, in twips. Lists of one `definition` count
    on in each other. `sign` is what stands before the text of a list that is not ordered.
    """

    list_id: str
    definition: str
    level: int
    ordered: bool
    number: int
    indent: int
    sign: str


class Numbers(Struct, frozen=True):
    """One list of a file: its levels, whose count it shares, and where it begins anew."""

    definition: str
    levels: Mapping[int, ListLevel]
    begins: Mapping[int, int]


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists = _read_lists(root)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level(self, list_id: str, level: int) -> ListLevel | None:
        """A level of a list, None where the file has no such list."""
        found = self._lists.get(list_id)
        return None if found is None else found.levels.get(level, ListLevel())

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that the paragraphs of a style have; the first where none is told."""
        found = self._lists.get(list_id)
        levels = found.levels.items() if found else ()
        return next((number for number, level in levels if style and level.style == style), 0)

    def listed(self, list_id: str, level: int, number: int) -> Listed:
        """The place of the item that has that number."""
        found = self._lists[list_id]
        kind = found.levels.get(level, ListLevel())
        sign = "" if kind.ordered else kind.text
        return Listed(list_id, found.definition, level, kind.ordered, number, kind.indent, sign)

    def count(self, list_id: str, level: int) -> int:
        """The number of the next item of a list at a level; those below it begin anew."""
        found = self._lists[list_id]
        counts = self._counts.setdefault(found.definition, {})
        if level in found.begins and (list_id, level) not in self._begun:
            counts[level] = found.begins[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels.get(level, ListLevel()).start
        self._begun.add((list_id, level))
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts[level]


def _read_lists(root: Element | None) -> dict[str, Numbers]:
    if root is None:
        return {}
    definitions: dict[str, Mapping[int, ListLevel]] = {}
    by_style: dict[str, str] = {}
    borrowed: dict[str, str] = {}
    for each in root:
        if name_of(each) == "abstractNum":
            identity = attribute(each, "abstractNumId")
            definitions[identity] = _levels(each)
            if link := child_value(each, "styleLink"):
                by_style[link] = identity
            elif link := child_value(each, "numStyleLink"):
                borrowed[identity] = link
    for identity, link in borrowed.items():
        definitions[identity] = definitions.get(by_style.get(link, ""), definitions[identity])
    lists = (each for each in root if name_of(each) == "num")
    return {attribute(each, "numId"): _numbers(each, definitions) for each in lists}


def _levels(element: Element) -> dict[int, ListLevel]:
    levels = (each for each in element if name_of(each) == "lvl")
    return {whole_number(attribute(each, "ilvl")): _level(each) for each in levels}


def _level(element: Element) -> ListLevel:
    indent = child(element, "pPr", "ind")
    left = "" if indent is None else attribute(indent, "left") or attribute(indent, "start")
    return ListLevel(
        child_value(element, "numFmt") or "decimal",
        whole_number(child_value(element, "start"), 1),
        whole_number(left),
        child_value(element, "lvlText"),
        child_value(element, "pStyle"),
    )


def _numbers(element: Element, definitions: Mapping[str, Mapping[int, ListLevel]]) -> Numbers:
    definition = child_value(element, "abstractNumId")
    levels = dict(definitions.get(definition, {}))
    begins: dict[int, int] = {}
    for override in (each for each in element if name_of(each) == "lvlOverride"):
        level = whole_number(attribute(override, "ilvl"))
        if (found := child(override, "lvl")) is not None:
            levels[level] = _level(found)
            begins[level] = levels[level].start
        if start := child_value(override, "startOverride"):
            begins[level] = whole_number(start, 1)
    return Numbers(definition, levels, begins)
