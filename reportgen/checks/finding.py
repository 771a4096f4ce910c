"""What a rule says: where something is, what is wrong with it, and what it could be instead."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Message, Severity, Span


class Fix(Struct, frozen=True):
    """The one right answer: put `replacement` in the place of what stands at `span`."""

    span: Span
    replacement: str


class Finding(Struct, frozen=True):
    """What a rule found; `severity` None is the rule's own."""

    message: Message
    span: Span
    hint: Message | None = None
    fix: Fix | None = None
    severity: Severity | None = None
