"""What the styles of a Word file make of a paragraph or a run, found by their names.

Word writes the names of its own styles in English whatever language it speaks; other programs
write them as they show them. Ids say nothing: programs rename them. What a style leaves open,
the style that it is based on says.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.readers.word.elements import (
    attribute,
    child,
    child_value,
    is_on,
    name_of,
    whole_number,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Kind = Literal[
    "", "quote", "code", "caption", "note", "term", "definition", "contents", "title", "total"
]  # fmt: skip
_DEEPEST = 20
DEEPEST_HEADING = 6

# What a heading is called, before its level.
_HEADINGS = (
    "heading|rubrik|überschrift|titre|otsikko|overskrift|kop|título|titulo|titolo|nagłówek|nadpis"
    "|заголовок|fyrirsögn|pealkiri|virsraksts|antraštė"
)
_KINDS: dict[Kind, str] = {
    "quote": "quote|intense quote|block text|citat|starkt citat|quotations|blockquote|zitat",
    "code": "kodblock|code block|source code|html preformatted|html - förformaterad|"
    "preformatted text|plain text|oformaterad text",
    "caption": "caption|beskrivning|bildtext|beschriftung|légende|table caption|image caption|"
    "tabelltext rubrik|figure caption|illustration|drawing|figure",
    "note": "källrad|källa|source note|source",
    "term": "definition term|definitionsterm|html - definierad term",
    "definition": "definition|definitionstext",
    "contents": r"(?:toc|innehåll|contents|verzeichnis)[ ]?(?:\d|heading)|toc|"
    "table of figures|figurförteckning|contents heading|innehållsförteckningsrubrik|"
    "rubrik för innehållsförteckning|figure index \\d|illustration index \\d",
    "total": "tabellsumma|table total",
    "title": "title|subtitle|titel|underrubrik|undertitel|untertitel|date|datum|signature|signatur"
    "|omslag syfte|cover purpose|omslag avsändare|cover sender|author|abstract",
}


class Look(Struct, frozen=True):
    """What a paragraph style makes of a paragraph.

    `level` is that of a heading, 0 for none. `list_id` and `list_level` say the list that its
    paragraphs are in, "" for none; "0" takes them out of one. `indent` is in twips, None
    where no style says one. `bold` and `size` (half points, 0: not said) are those of its text.
    """

    name: str = ""
    kind: Kind = ""
    level: int = 0
    list_id: str = ""
    list_level: int | None = None
    indent: int | None = None
    bold: bool = False
    size: int = 0


class RunLook(Struct, frozen=True):
    """What a character style makes of a run."""

    bold: bool = False
    italic: bool = False
    raised: Literal["", "subscript", "superscript"] = ""
    code: bool = False
    computed: bool = False
    hidden: bool = False


PLAIN = Look()
PLAIN_RUN = RunLook()


class Stylesheet:
    """The looks of a file's styles by their ids; an id that no style has is a plain one."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else [each for each in root if name_of(each) == "style"]
        self._elements = {attribute(each, "styleId"): each for each in styles}
        self._looks: dict[str, Look] = {}
        self._runs: dict[str, RunLook] = {}
        self.default = self._default(styles)
        self.size = whole_number(child_value(child(root, "docDefaults", "rPrDefault"), "rPr", "sz"))
        self.size = self.look(self.default).size or self.size or 22

    @staticmethod
    def _default(styles: list[Element]) -> str:
        for each in styles:
            default = attribute(each, "default") in ("1", "true")
            if default and attribute(each, "type") == "paragraph":
                return attribute(each, "styleId")
        return ""

    def look(self, style: str) -> Look:
        """What the paragraph style of that id makes of a paragraph."""
        if style not in self._looks:
            self._looks[style] = self._read(style or self.default, 0)
        return self._looks[style]

    def run(self, style: str) -> RunLook:
        """What the character style of that id makes of a run."""
        if style not in self._runs:
            self._runs[style] = self._read_run(style, 0)
        return self._runs[style]

    def name(self, style: str) -> str:
        """The name of a style, empty where there is none of that id."""
        return child_value(self._elements.get(style), "name")

    def _read(self, style: str, depth: int) -> Look:
        element = self._elements.get(style)
        if depth > _DEEPEST:
            return PLAIN
        if element is None:
            # Nothing is known of it but its id, which often is its name without spaces.
            return Look(kind=kind_of(style), level=heading_level(style) or 0) if style else PLAIN
        based = child_value(element, "basedOn")
        base = self._read(based, depth + 1) if based else PLAIN
        name = child_value(element, "name")
        properties = child(element, "pPr")
        level = heading_level(name)
        if level is None:
            level = outline_level(child(properties, "outlineLvl"), base.level)
        numbering = child(properties, "numPr")
        list_level = child_value(numbering, "ilvl")
        return replace(
            base,
            name=name,
            kind=kind_of(name) or ("" if name == "Normal" else base.kind),
            level=base.level if level is None else level,
            list_id=child_value(numbering, "numId") or base.list_id,
            list_level=whole_number(list_level) % 9 if list_level else base.list_level,
            indent=indent_of(properties, base.indent),
            bold=_said(child(element, "rPr"), "b", otherwise=base.bold),
            size=whole_number(child_value(element, "rPr", "sz")) or base.size,
        )

    def _read_run(self, style: str, depth: int) -> RunLook:
        element = self._elements.get(style)
        if element is None or depth > _DEEPEST:
            return PLAIN_RUN
        based = child_value(element, "basedOn")
        base = self._read_run(based, depth + 1) if based else PLAIN_RUN
        name = child_value(element, "name").casefold()
        look = child(element, "rPr")
        # Links are links, and a footnote's mark is a footnote: not what they look like.
        if name in _OWN_MEANING:
            return PLAIN_RUN
        return RunLook(
            bold=_said(look, "b", otherwise=base.bold) or name in ("strong", "betoning2"),
            italic=_said(look, "i", otherwise=base.italic) or name == "emphasis",
            raised=raised_by(child_value(look, "vertAlign")) or base.raised,
            code=name in _CODE or base.code,
            computed=name in _COMPUTED or base.computed,
            hidden=_said(look, "vanish", otherwise=base.hidden),
        )


_CODE = ("html code", "html - kod", "kod", "source text", "verbatim char", "code", "inline code")
_COMPUTED = ("beräknat värde", "computed value")
_OWN_MEANING = (
    "hyperlink",
    "hyperlänk",
    "internet link",
    "footnote reference",
    "fotnotsreferens",
    "footnote characters",
    "footnote anchor",
    "endnote reference",
    "slutnotsreferens",
    "endnote characters",
    "endnote anchor",
)


def _said(properties: Element | None, name: str, *, otherwise: bool) -> bool:
    found = child(properties, name)
    return otherwise if found is None else is_on(found)


def raised_by(alignment: str) -> Literal["", "subscript", "superscript"]:
    """What a vertical alignment of text means here; anything else is the line itself."""
    if alignment == "superscript":
        return "superscript"
    return "subscript" if alignment == "subscript" else ""


def indent_of(properties: Element | None, otherwise: int | None) -> int | None:
    """The left indent of a paragraph in twips, `otherwise` where its properties say none."""
    found = child(properties, "ind")
    if found is None:
        return otherwise
    said = attribute(found, "left") or attribute(found, "start")
    return whole_number(said) if said else otherwise


def outline_level(element: Element | None, base: int = 0) -> int | None:
    """The level of a heading by its outline level; 0 takes it back, None says nothing.

    A heading that is put very deep, to keep it out of the contents, has the level of its `base`.
    """
    if element is None:
        return None
    outline = attribute(element, "val")
    level = int(outline) + 1 if outline in tuple("012345678") else 0
    return base if base and level > DEEPEST_HEADING else min(level, DEEPEST_HEADING)


@cache
def _heading_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HEADINGS}) ?([1-9])", re.IGNORECASE)


def heading_level(name: str) -> int | None:
    """The level of a heading style by its name in any language, None for another style."""
    found = _heading_names().fullmatch(name.strip())
    return min(int(found[1]), DEEPEST_HEADING) if found else None


@cache
def _kind_names() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(names)) for kind, names in _KINDS.items())


def kind_of(name: str) -> Kind:
    """What the paragraphs of a style are by its name."""
    folded = name.strip().casefold()
    return next((kind for kind, names in _kind_names() if names.fullmatch(folded)), "")
