"""What a review changes: edits of the sources as they were sent, and what is told of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Message, Span

Kind = Literal[
    "words", "formatting", "value", "new", "deleted", "moved", "split", "joined", "heading",
    "list", "cell", "row", "column", "note", "caption", "alt", "cover", "statistics", "picture",
    "margin",
]  # fmt: skip


class Edit(Struct, frozen=True):
    """Put `text` in the place of what stands from `begin` to `end` in the text of `file`."""

    file: str
    begin: int
    end: int
    text: str


class WholeFile(Struct, frozen=True):
    """A section or picture that is made, or with None as its content taken away.

    Its name is from the project's root.
    """

    name: str
    content: bytes | None


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in their places; at one place in their order, line ends and new notes' texts last.

    What came behind such a text would be read as part of it, and behind the end of a line as the
    next one.
    """
    return sorted(edits, key=lambda each: (each.begin, each.end, _last(each)))


def _last(edit: Edit) -> int:
    """How far behind others at its place an edit is made."""
    return 2 if edit.text.startswith("\n\n[^") else int(edit.text == "\n")


class Change(Struct, frozen=True):
    """One change that came back: what was, what is, where it was written and where it stands now.

    `span` is its place in the sources, None where it has none; `at` is that in the Word file.
    `edits` and `files` carry it out: without any it is told only, and `reason` says why.
    `expression` is that of the computed value that was changed. `lost` says that a program lost
    it: nobody wished it.
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
    files: tuple[WholeFile, ...] = ()

    @property
    def is_told_only(self) -> bool:
        """Whether nothing would carry it out."""
        return not self.edits and not self.files
