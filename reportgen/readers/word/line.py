"""A paragraph that was read, before it is put together with those around it."""

from __future__ import annotations

from msgspec import Struct

from reportgen.readers.word.layout import Layout
from reportgen.readers.word.numbering import Listed
from reportgen.readers.word.segments import Segments
from reportgen.readers.word.story import Drawn


class Line(Struct, frozen=True):
    """A paragraph as it stands in the file, still by itself; `drawn` came with it.

    `size` is the largest of its runs in half points, 0 where none says it. `move` names the
    passage that it belongs to, where that was moved by a tracked change.
    """

    number: int
    layout: Layout
    listed: Listed | None
    segments: Segments
    text: str
    drawn: tuple[Drawn, ...]
    in_note: bool
    size: int
    move: str
