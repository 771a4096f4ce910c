"""Elements of a Word file by their names without namespaces, and the values that they have.

The strict and the transitional form of the format, and the vocabularies beside them, differ in
nothing else that matters to a reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_WORD}val"
_OFF = frozenset(["0", "false", "off", "none"])


class _Names(dict[str, str]):
    """Names without namespaces, by the tags that lxml gives: each is cut once."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = str(tag).rpartition("}")[2]
        return name


NAMES = _Names()


def name_of(element: Element) -> str:
    """An element's name, without its namespace."""
    return NAMES[element.tag]


def attribute(element: Element, name: str) -> str:
    """The value of the attribute called `name` in any namespace, empty without one."""
    for key, value in element.items():
        if key == name or NAMES[str(key)] == name:
            return str(value)
    return ""


def value_of(element: Element) -> str:
    """The `val` of an element, empty without one."""
    found = element.get(_VALUE)
    return attribute(element, "val") if found is None else found


def is_on(element: Element) -> bool:
    """Whether a property that is on or off (`w:b`) is on: so it is without a value."""
    return value_of(element) not in _OFF


def child(element: Element | None, *names: str) -> Element | None:
    """The first child called by the first name, in it the first by the next; None without one."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if NAMES[each.tag] == name), None)
    return element


def child_value(element: Element | None, *names: str) -> str:
    """The `val` of such a child, empty without one."""
    found = child(element, *names)
    return "" if found is None else value_of(found)


def whole_number(text: str, otherwise: int = 0) -> int:
    """`text` as a whole number, `otherwise` where it is none; Word itself writes decimals too."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return otherwise


def texts_in(element: Element | None, gone: frozenset[str] = frozenset()) -> str:
    """All running text inside `element`, whatever it is, but for that in elements called `gone`."""
    if element is None:
        return ""
    inside = (texts_in(each, gone) for each in element if NAMES[each.tag] not in gone)
    own = element.text if NAMES[element.tag] == "t" else None
    return "".join((own or "", *inside))
