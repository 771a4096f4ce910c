"""The writer's two records: what a place inherits, and what accumulates over the page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Change, Footnote, Heading, Labels, Picture, ReferenceKind
from reportgen.writers.html.markup import Html
from reportgen.writers.html.options import HtmlOptions
from reportgen.writers.html.outline import Anchor
from reportgen.writers.html.words import Words


class Place(Struct, frozen=True):
    """What a block stands in: a change of whole blocks, a footnote, a link."""

    change: Change | None = None
    in_note: bool = False
    in_link: bool = False


class Note(Struct, frozen=True):
    """A footnote met in the text, with the change that its mark stands in."""

    footnote: Footnote
    change: Change | None


class Job:
    """What is known of the whole page, and what its blocks add to it."""

    def __init__(
        self,
        labels: Labels,
        words: Words,
        options: HtmlOptions,
        anchors: tuple[Anchor, ...],
        pictures: Mapping[str, Picture],
    ) -> None:
        self.labels = labels
        self.words = words
        self.options = options
        self.pictures = pictures
        self.notes: list[Note] = []
        self._shared: dict[Hashable, int] = {}
        # Marks of footnotes that stand in a link: they follow it, a link holds no other.
        self.after_link: list[Html] = []
        self._coming = iter(anchors)
        self._targets: dict[tuple[ReferenceKind, str], Anchor] = {}
        self._ids = {anchor.html_id for anchor in anchors}
        for anchor in anchors:
            self._targets.setdefault((anchor.kind, anchor.id), anchor)

    def next_anchor(self, place: Place) -> Anchor | None:
        """The anchor of the next heading, figure or table in reading order; None in a note."""
        return None if place.in_note else next(self._coming)

    def target(self, kind: ReferenceKind, identity: str) -> Anchor | None:
        """What a reference means; None where the document lacks it."""
        return self._targets.get((kind, identity))

    def target_of_link(self, identity: str) -> Anchor | None:
        """What `#identity` means: a heading, else a figure, else a table."""
        return (
            self.target("section", identity)
            or self.target("figure", identity)
            or self.target("table", identity)
        )

    def next_note(self, footnote: Footnote, change: Change | None) -> tuple[int, bool]:
        """The number of a footnote that is met now, and whether this is its first mark.

        What came in or went out has a note of its own, as in Word.
        """
        key = (footnote.label, footnote.blocks, change)
        if footnote.mark and key in self._shared:
            return self._shared[key], False
        self.notes.append(Note(footnote, change))
        if footnote.mark:
            self._shared[key] = len(self.notes)
        return len(self.notes), True

    def source(self, span: Span) -> str | None:
        """Where a block came from, for a preview; None where the page does not say."""
        return f"{span.file}:{span.line}:{span.column}" if self.options.source_map else None


def heading_element(block: Heading) -> tuple[str, str | None]:
    """The element of a heading and its `aria-level`: the title of the report is level 1."""
    level = block.level + 1
    return (f"h{level}", None) if level <= 6 else ("div", str(level))
