"""Text that lies in another file, or in one inside the file, and that Word takes in on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.readers.word.elements import attribute
from reportgen.readers.word.story import Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ELSEWHERE = frozenset(["altChunk", "subDoc"])


def tell_elsewhere(element: Element, part: Part, span: Span) -> None:
    """Tell that the text which `element` calls for is not read."""
    link = part.links.get(attribute(element, "id"))
    name = link.target if link else ""
    message = _("a text that lies in a file of its own is left out: '{name}'", name=name)
    hint = _("open the file in Word, which takes such texts in, and save it anew")
    part.story.account.warn("left-out", span, message, hint)
