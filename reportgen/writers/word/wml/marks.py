"""Marks of footnotes: tokens while the body is made, markup when it is read through in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.text import bookmark, field, footnote_reference

# No text holds this character: `escape` refuses it.
_TOKEN = re.compile("\x00([0-9]+)\x00")


def token(number: int) -> Xml:
    """What stands for a mark until it is known what comes before it."""
    return Xml(f"\x00{number}\x00")


def with_marks(markup: Xml, mark: Callable[[int], Xml]) -> Xml:
    """`markup` with `mark` of each token's number in its place, from the first to the last."""
    if "\x00" not in markup:
        return markup
    return Xml(_TOKEN.sub(lambda found: mark(int(found[1])), markup))


def named_reference(number: int, bookmark_number: int, properties: Xml) -> Xml:
    """The mark of footnote `number` in the bookmark that its further marks refer to."""
    return bookmark(_name(number), bookmark_number, footnote_reference(number, properties))


def further_mark(number: int, properties: Xml, *, deleted: bool) -> Xml:
    r"""One more mark of footnote `number`: a field, as Word makes it of a cross-reference.

    `\f` sets the number as a mark, `\h` leads to the first one.
    """
    return field(f"NOTEREF {_name(number)} \\f \\h", str(number), properties, deleted=deleted)


def _name(number: int) -> str:
    return f"_RefNote{number}"
