"""Changes a few places of a text file and keeps every other byte: comments, line ends, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.readers.source import Source

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Edit(Struct, frozen=True):
    """Put `text` in the place of what stands from one offset to another."""

    begin: int
    end: int
    text: str


class EditableText:
    """A file's text as it is; places in it are those that the YAML reader gives.

    Bytes that are no UTF-8 survive; letters are not composed, so that nothing moves.
    """

    def __init__(self, content: bytes, file: str) -> None:
        text = content.decode("utf-8", "surrogateescape")
        self.mark = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        self.file = file
        self._starts = [found.start() for found in _LINE.finditer(self.text)]

    @property
    def source(self) -> Source:
        """The same text for a parser: its line ends are LF."""
        return Source(self.file, self.text.replace("\r\n", "\n").replace("\r", "\n"))

    @property
    def line_end(self) -> str:
        """What ends the first line; LF where there is only one."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a place, both counted from 1."""
        return self._starts[line - 1] + column - 1 if line <= len(self._starts) else len(self.text)

    def replace(self, span: Span, text: str) -> Edit:
        """The edit that puts `text` in the place of `span`."""
        begin = self.offset(span.line, span.column)
        return Edit(begin, self.offset(span.end_line, span.end_column), text)

    def at(self, span: Span) -> str:
        """What is written at `span`."""
        edit = self.replace(span, "")
        return self.text[edit.begin : edit.end]

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The file with `edits` made, none of which overlap; at one place in their order.

        What is put in where something is taken out stands before that.
        """
        text = self.text
        by_place = sorted(edits, key=lambda edit: (edit.begin, edit.end))
        for edit in reversed(by_place):
            text = text[: edit.begin] + edit.text + text[edit.end :]
        return (self.mark + text).encode("utf-8", "surrogateescape")
