"""What a review changes: edits of the sources as they were sent, and what is told of each."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Message, Span

Kind = Literal[
    "words", "formatting", "value", "new", "deleted", "moved", "split", "joined", "heading",
    "list", "cell", "row", "column", "note", "caption", "alt", "cover", "statistics", "picture",
]  # fmt: skip


class Edit(Struct, frozen=True):
    """Put `text` in the place of what stands from `begin` to `end` in the text of `file`."""

    file: str
    begin: int
    end: int
    text: str


class Change(Struct, frozen=True):
    """One change that came back: what was, what is, where it was written and where it stands now.

    `span` is its place in the sources, None where it has none; `at` is that in the Word file.
    `edits` carry it out: without any it is told only, and `reason` says why. `expression` is
    that of the computed value that was changed. `lost` says that a program lost it: nobody
    wished it.
    """

    kind: Kind
    before: str
    after: str
    span: Span | None
    at: Span
    edits: tuple[Edit, ...] = ()
    reason: Message | None = None
    expression: str = ""
    lost: bool = False
