"""Lets text flow into the gap that a figure would leave at the foot of a page.

A figure that has no room is set at the top of the next page anyway: where the text refers to it,
the paragraphs after it may come before it. This is decided before anything is written, so that
Word, PDF and HTML have the same order, with or without LibreOffice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from reportgen.model import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Paragraph,
    Reference,
    Section,
    Table,
)
from reportgen.model.traverse import inlines_of, plain_text, shows, walk_blocks, walk_inlines
from reportgen.writers.word.fitting import Fitter
from reportgen.writers.word.heights import Heights
from reportgen.writers.word.keeping import kept_with_next
from reportgen.writers.word.tables import TOGETHER
from reportgen.writers.word.wml.section import Layout, Page

# A gap that is larger than this part of a page is worth a change of places.
_LARGE = 0.25
# So many paragraphs may stand between a figure and the text that leads to it.
FARTHEST = 5
# Of what may break between pages, this much must fit below what is kept with it.
_FIRST_LINES_MM = 12.0

Measure = Callable[[Block], float]


class Cursor:
    """How much of the page is used, in mm."""

    def __init__(self, room: float, used: float = 0.0) -> None:
        self.room = room
        self.used = used

    @property
    def left(self) -> float:
        """What is left of the page."""
        return self.room - self.used

    def new_page(self) -> None:
        """Begin the next page."""
        self.used = 0.0

    def whole(self, height: float) -> None:
        """Set what does not break, on the next page if it has no room here."""
        if height > self.left:
            self.new_page()
        self.used = min(self.used + height, self.room)

    def flow(self, height: float) -> None:
        """Set what breaks wherever the page ends."""
        self.used += height
        if self.used > self.room:
            self.used %= self.room


def with_figures_floated(
    document: Document, page: Page, fitter: Fitter, heights: Heights
) -> Document:
    """`document` with text before the figures that would leave a page half empty."""
    free = free_figures(document)
    cursor = Cursor(page.text_height())
    sections: list[Section] = []
    for section in document.sections:
        if section.page_break or not sections:
            cursor.new_page()
        layout = Layout(section.columns, section.landscape)
        width = page.text_width(layout)
        measure = partial(heights.of, width=width)
        if layout == Layout():
            turned = partial(_is_turned, fitter=fitter)
            flow = Flow(measure, turned, free, cursor, width)
            blocks = flow.floated((section.heading, *section.blocks))
            section = replace(section, blocks=blocks[1:])  # noqa: PLW2901 - the same, in order
        elif section.landscape:
            cursor.new_page()
        else:
            cursor.flow(sum(map(measure, section.blocks)) / section.columns)
        sections.append(section)
    return replace(document, sections=tuple(sections))


def free_figures(document: Document) -> frozenset[str]:
    """The ids of the figures whose place is free: those that the text refers to, or that say so."""
    figures: dict[str, Figure] = {}
    referred: set[str] = set()
    for section in document.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Figure):
                figures[block.id] = block
            for inlines in inlines_of(block):
                referred |= {
                    each.target.rpartition(":")[2]
                    for each in walk_inlines(inlines)
                    if isinstance(each, Reference) and each.kind == "figure"
                }
    return frozenset(
        name
        for name, each in figures.items()
        if not each.landscape and (name in referred if each.floats is None else each.floats)
    )


def _is_turned(block: Block, fitter: Fitter) -> bool:
    """Whether the block has a page on its side to itself."""
    if isinstance(block, Table):
        return fitter.layout(block, Layout()).landscape
    return isinstance(block, Figure) and block.landscape


class Flow:
    """Sets blocks one after the other, figures that are free where they leave no gap.

    `measure` gives the height of a block in mm, `turned` says which have a page of their own,
    `free` are the ids of figures that text may pass; only they change places, each with
    paragraphs that follow it directly. `cursor` moves on with what is set.
    """

    def __init__(
        self,
        measure: Measure,
        turned: Callable[[Block], bool],
        free: frozenset[str],
        cursor: Cursor,
        width_mm: float,
    ) -> None:
        self._measure = measure
        self._turned = turned
        self._free = free
        self._cursor = cursor
        self._width = width_mm

    def floated(self, blocks: Blocks) -> Blocks:
        """`blocks` in the order in which they are printed."""
        kept = kept_with_next(blocks, self._width, below_heading=False)
        done: list[Block] = []
        start = 0
        while start < len(blocks):
            end = start
            while end < len(blocks) - 1 and (kept[end] or isinstance(blocks[end], Heading)):
                end += 1
            *before, last = blocks[start : end + 1]
            passing = self._passing(done, before, last, blocks[end + 1 :][:FARTHEST])
            chain = (*before, *passing, last)
            heights = [self._measure(block) for block in chain]
            if not passing:
                self._keep(chain, heights)
            for block, height in zip(chain, heights, strict=True):
                self._set(block, height)
            done += chain
            start = end + 1 + len(passing)
        return tuple(done)

    def _keep(self, chain: Sequence[Block], heights: Sequence[float]) -> None:
        """Begin a page where a chain of blocks that are kept together has no room on this one."""
        *above, least = heights
        if not _is_whole(chain[-1]):
            least = min(least, _FIRST_LINES_MM)
        least += sum(above)
        if self._cursor.left < least <= self._cursor.room:
            self._cursor.new_page()

    def _set(self, block: Block, height: float) -> None:
        if self._turned(block):
            self._cursor.new_page()
        elif _is_whole(block):
            self._cursor.whole(height)
        else:
            self._cursor.flow(height)

    def _passing(
        self, done: Sequence[Block], before: Sequence[Block], last: Block, after: Blocks
    ) -> Blocks:
        """The paragraphs after the figure `last` that are to come before it."""
        if not isinstance(last, Figure) or last.id not in self._free:
            return ()
        left, high = self._cursor.left, self._measure(last)
        lead = sum(map(self._measure, before))
        if left < lead or lead + high <= left or left <= _LARGE * self._cursor.room:
            return ()
        ahead = (*done[-FARTHEST:], *before)
        if ahead and _announces(ahead[-1]):
            return ()
        return self._that_fit(after[: _steps_left(ahead, last)], left - lead, high)

    def _that_fit(self, after: Blocks, left: float, high: float) -> Blocks:
        """Those of `after` that fill what is left, and leave room for the figure behind them."""
        for count, block in enumerate(after):
            if not isinstance(block, Paragraph) or not shows(block.children) or _announces(block):
                return after[:count]
            left -= self._measure(block)
            if left < 0:
                return after[: count + 1] if high - left <= self._cursor.room else after[:count]
        return after


def _is_whole(block: Block) -> bool:
    """Whether the block is never divided between two pages."""
    return isinstance(block, Figure) or (isinstance(block, Table) and len(block.rows) <= TOGETHER)


def _announces(block: Block) -> bool:
    """Whether what comes next must come next."""
    return isinstance(block, Paragraph) and plain_text(block.children).rstrip().endswith(":")


def _steps_left(ahead: Sequence[Block], figure: Figure) -> int:
    """How many paragraphs `figure` may go on from the text that refers to it, or from a heading."""
    for steps, block in enumerate(reversed(ahead)):
        if not isinstance(block, Paragraph) or _refers_to(figure, block):
            return FARTHEST - steps
    return max(0, FARTHEST - len(ahead))


def _refers_to(figure: Figure, block: Paragraph) -> bool:
    return any(
        isinstance(each, Reference) and each.target.rpartition(":")[2] == figure.id
        for each in walk_inlines(block.children)
    )
