"""Markup as text: `Html` is finished markup, `str` is not; only `escape` leads to it.

Outside this module nobody calls `Html(...)`, but where a picture or a template's result comes
in, so the type checker keeps unescaped text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NewType

Html = NewType("Html", str)
NOTHING = Html("")

# A value of None leaves its attribute out, an empty one leaves the attribute without a value.
Attributes = Mapping[str, str | None]

# What can't stand in text or in an attribute; also what HTML forbids anywhere (13.2.3.5).
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]')
_REPLACEMENTS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def escape(text: str) -> Html:
    """`text` for content and attribute values alike.

    Raises ValueError for a character that HTML forbids: readers refuse those with their
    position, so one that comes this far is a bug.
    """
    if _SPECIAL.search(text) is None:
        return Html(text)
    return Html(_SPECIAL.sub(_replaced, text))


def joined(parts: Iterable[Html]) -> Html:
    """The parts one after the other."""
    return Html("".join(parts))


def element(name: str, content: Html, attributes: Attributes | None = None) -> Html:
    """An element with its end tag; its attributes' values are escaped here."""
    return Html(f"<{name}{_written(attributes)}>{content}</{name}>")


def line(name: str, content: Html, attributes: Attributes | None = None) -> Html:
    """An element that ends its line, for a file that a person can read."""
    return Html(f"<{name}{_written(attributes)}>{content}</{name}>\n")


def void(name: str, attributes: Attributes | None = None) -> Html:
    """An element without content."""
    return Html(f"<{name}{_written(attributes)}>")


def _written(attributes: Attributes | None) -> str:
    if not attributes:
        return ""
    return "".join(
        f' {name}="{escape(value)}"' if value else f" {name}"
        for name, value in attributes.items()
        if value is not None
    )


def _replaced(match: re.Match[str]) -> str:
    found = match[0]
    if found not in _REPLACEMENTS:
        raise ValueError(f"U+{ord(found):04X} can't stand in HTML")
    return _REPLACEMENTS[found]
