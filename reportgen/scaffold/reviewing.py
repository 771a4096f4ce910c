"""A section is read through: the line that says it is not is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.diagnostics import Span
from reportgen.scaffold.editing import Edit, EditableText

_FENCE = "---"
_MARK = re.compile(r"reviewed:[ \t]*false[ \t]*")


def mark_reviewed(content: bytes, file: str, span: Span) -> bytes | None:
    """A section's file without `reviewed: false`, whose value stands at `span`.

    The line goes, and the lines around what is empty without it; beside others on its line the
    value becomes true. None where something else stands there: the file was saved since.
    """
    text = EditableText(content, file)
    lines = text.source.lines
    if span.line > len(lines) or text.at(span).strip().lower() != "false":
        return None
    if not _MARK.fullmatch(lines[span.line - 1]):
        return text.edited([text.replace(span, "true")])
    first, last = span.line, span.line + 1
    if _is_fence(lines, 1) and span.line == 2 and _is_fence(lines, 3):
        first, last = 1, 4
        while last <= len(lines) and not lines[last - 1].strip():
            last += 1
    return text.edited([Edit(text.offset(first, 1), text.offset(last, 1), "")])


def _is_fence(lines: Sequence[str], line: int) -> bool:
    return line <= len(lines) and lines[line - 1].rstrip() == _FENCE
