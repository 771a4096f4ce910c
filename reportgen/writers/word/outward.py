"""What in a template would reach out of the report when somebody opens it, or run something.

Word fetches what a part links to and what a field names, without a question or after one that
nobody reads. A web address to click on is let through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic
from reportgen.diagnostics import Message as _
from reportgen.writers.word.package import Relationship

if TYPE_CHECKING:
    from lxml.etree import _Element

# What a link from one part to another may not lead to (ECMA-376 part 1, 15.2): what runs, and
# documents inside the document, which nobody has looked into.
_RUNNING = frozenset(("control", "oleObject", "package", "vbaProject", "aFChunk", "subDocument"))
# Fields that fetch, run or print (17.16.5); DATABASE and RD read other files.
_FETCHING = frozenset(
    (
        *("DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK"),
        *("DATABASE", "RD", "PRINT"),
    )
)
_VML = "{urn:schemas-microsoft-com:vml}"
_LONGEST_QUOTED = 80


def find_outward(links: Iterable[Relationship], texts: Iterable[_Element]) -> list[Diagnostic]:
    """An error (template-reaches-out) for each thing that does, in its `links` or its `texts`."""
    found = [told for link in links for told in _link_out(link)]
    found += [told for text in texts for told in _fields_out(text)]
    return list(dict.fromkeys(found))


def _link_out(link: Relationship) -> Iterator[Diagnostic]:
    kind = link.type.rpartition("/")[2]
    if link.external and kind != "hyperlink":
        yield _fetched(link.target)
    elif kind in _RUNNING:
        part = _shortened(link.target)
        message = _("the template holds an object or a program: '{part}'", part=part)
        hint = _("delete it in Word; a picture of it can stand in its place")
        yield Diagnostic("template-reaches-out", message, None, hint)


def _fetched(target: str) -> Diagnostic:
    message = _(
        "the template has something fetched when the report is opened: '{target}'",
        target=_shortened(target),
    )
    hint = _("put the picture itself into the template in Word, without a link, or delete it")
    return Diagnostic("template-reaches-out", message, None, hint)


def _fields_out(root: _Element) -> Iterator[Diagnostic]:
    for instruction in _instructions(root):
        name = next(iter(instruction.split()), "").strip('"').upper()
        if name in _FETCHING or name.startswith(_NESTED):
            message = _(
                "the template has a field that fetches or runs something: '{field}'",
                field=_shortened(" ".join(instruction.replace(_NESTED, "{…}").split())),
            )
            hint = _("delete it in Word: Alt+F9 shows the fields of a page and of its header")
            yield Diagnostic("template-reaches-out", message, None, hint)
    for element in root.iter(f"{_VML}*"):
        if source := element.get("src"):
            yield _fetched(source)


# Stands in an instruction for a field in it, which can make the name of the one around it.
_NESTED = "\ufffc"


def _instructions(root: _Element) -> Iterator[str]:
    """What each field is told to do; Word divides an instruction among runs as it likes."""
    open_fields: list[list[str]] = []
    for element in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        name = str(element.tag).rpartition("}")[2]
        if name == "fldSimple":
            yield _own(element, "instr")
        elif name != "fldChar":
            _add(open_fields, element.text or "")
        elif _own(element, "fldCharType") == "begin":
            _add(open_fields, _NESTED)
            open_fields.append([])
        elif _own(element, "fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop())
    yield from ("".join(each) for each in open_fields)


def _add(open_fields: Sequence[list[str]], text: str) -> None:
    if open_fields:
        open_fields[-1].append(text)


def _own(element: _Element, name: str) -> str:
    """The attribute of that name, in whatever namespace it is."""
    named = (str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return next(named, "")


def _shortened(text: str) -> str:
    shown = "".join(each if each.isprintable() else "?" for each in text)
    return shown if len(shown) <= _LONGEST_QUOTED else f"{shown[:_LONGEST_QUOTED]}…"
