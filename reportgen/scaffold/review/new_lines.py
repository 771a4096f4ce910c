"""Lines that came in, or that moved: put behind the line of the source that they stand behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.model import Figure, Heading, ImagePlacement, Table
from reportgen.readers.source import Source
from reportgen.scaffold.review.edits import Change, Edit, Kind
from reportgen.scaffold.review.figures import figure_changes
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.moved_notes import moved_text
from reportgen.scaffold.review.new_pictures import NewPictures
from reportgen.scaffold.review.placing import (
    Marks,
    bare,
    end_of,
    extent_of,
    item_text,
    lists_of,
    markdown_of,
    marks_of,
    new_text,
    place_of_item,
    removal,
)
from reportgen.scaffold.review.prose import Prose
from reportgen.scaffold.review.tables import table_changes
from reportgen.scaffold.review.tokens import offsets_of


class Arrival(Struct, frozen=True):
    """A line that came in; one that moved says which it was as sent, and in the source."""

    line: Line
    was: Line | None = None
    source: Line | None = None


class Between(Struct, frozen=True):
    """What lines came in between: the source line and that of the file before, those behind."""

    after: Line | None
    last: Line | None
    following: Line | None = None
    before: Line | None = None


def arrivals(waiting: Sequence[Arrival], between: Between, prose: Prose) -> Iterator[Change]:
    """The changes that put lines where they came in."""
    if not waiting:
        return
    after = between.after
    source = None if after is None else prose.around.sources.get(after.block.span.file)
    if after is None or source is None or not source.file.endswith(".md"):
        reason = _("there is no Markdown file that it could be put into")
        yield from (_told(each, reason) for each in waiting)
        return
    yield from Placing(after, between, source, prose).changes(waiting)


class Placing:
    """Puts lines one after the other behind one line of a source."""

    def __init__(self, after: Line, between: Between, source: Source, prose: Prose) -> None:
        last, following = between.last, between.following
        self.after = after
        self.source = source
        self.prose = prose
        # What was changed in a line that moved and can't be written: a value.
        self.told: list[Change] = []
        # What moved lines change beside their own text: that of their notes.
        self.elsewhere: list[Edit] = []
        self.in_list = last is not None and bool(lists_of(last)) and bool(lists_of(after))
        self.list = lists_of(last)[0].block if last is not None and self.in_list else None
        self.marks: Marks = marks_of(after, source) if self.in_list else ()
        self.offset = offsets_of(after.block.span, source)[1]
        self.next_list = None
        self.before = between.before
        if following is not None and lists_of(following) and self._leads_on(between.before):
            self.next_list = lists_of(following)[0].block

    def _leads_on(self, before: Line | None) -> bool:
        """Whether the line behind is the first item of a list of the same file."""
        return (
            before is not None
            and before.leads
            and len(lists_of(before)) == 1
            and before.block.span.file == self.source.file
        )

    def changes(self, waiting: Sequence[Arrival]) -> Iterator[Change]:
        """A change for each line; for items of a new list one for all."""
        yield from self._placed(waiting)
        yield from self.told

    def _placed(self, waiting: Sequence[Arrival]) -> Iterator[Change]:
        run: list[Arrival] = []
        for each in waiting:
            refused = _why_not(each, self.prose.around.pictures)
            if refused is not None:
                yield _told(each, refused)
                continue
            if run and not _same_list(run[-1].line, each.line):
                yield self._block(run)
                run = []
            if self._is_item(each.line):
                yield self._item(each)
            elif self._opens(each.line):
                yield self._first_item(each)
            else:
                run.append(each)
        if run:
            yield self._block(run)

    def _is_item(self, line: Line) -> bool:
        """Whether the line goes on with the list that it is put behind."""
        own = lists_of(line)
        return bool(own) and line.leads and self.list is not None and own[0].block is self.list

    def _opens(self, line: Line) -> bool:
        """Whether the line is put before the first item of a list that is there."""
        own = lists_of(line)
        return (
            len(own) == 1
            and line.leads
            and self.next_list is not None
            and own[0].block is self.next_list
        )

    def _first_item(self, arrival: Arrival) -> Change:
        assert self.before is not None
        text, _marks = item_text(
            self._body(arrival), arrival.line, marks_of(self.before, self.source)
        )
        place = extent_of(self.before, self.source)[0]
        return self._change([arrival], place, f"{text}\n")

    def _item(self, arrival: Arrival) -> Change:
        depth = len(lists_of(arrival.line))
        if depth <= len(lists_of(self.after)) and not self._takes_over(depth):
            self.offset = max(self.offset, place_of_item(self.after, depth, self.source))
        text, self.marks = item_text(self._body(arrival), arrival.line, self.marks)
        return self._change([arrival], self.offset, f"\n{text}")

    def _takes_over(self, depth: int) -> bool:
        """Whether a new item of that depth comes to hold what its neighbour held so far."""
        if self.before is None or depth > len(lists_of(self.before)):
            return False
        return lists_of(self.before)[depth - 1].item is lists_of(self.after)[depth - 1].item

    def _block(self, run: Sequence[Arrival]) -> Change:
        self.list = None
        place, follow = end_of(self.after, self.source)
        return self._change(run, place, f"\n\n{self.text(run)}{follow}")

    def text(self, run: Sequence[Arrival]) -> str:
        """Lines that stand one after the other, as Markdown."""
        return new_text([each.line for each in run], [self._body(each) for each in run])

    def _body(self, arrival: Arrival) -> list[str]:
        """The lines of a new text, or of one that moved as they stand in the source."""
        found = arrival.source
        if found is None or found.made or arrival.was is None:
            around = self.prose.around
            return markdown_of(arrival.line, self.source.file, around.notes, around.pictures)
        source = self.prose.around.sources[found.block.span.file]
        edits = self._reworded(arrival.was, arrival.line, found)
        text, elsewhere = moved_text(found, edits, source, self.source, self.prose.around.notes)
        self.elsewhere += elsewhere
        return [bare(each) if found.holders else each for each in text.split("\n")]

    def _reworded(self, was: Line, line: Line, source: Line) -> list[Edit]:
        """What was changed on the way in a line that moved."""
        changes = [*self._changes_of(was, line, source)]
        self.told += [each for each in changes if not each.edits]
        return [edit for change in changes for edit in change.edits]

    def _changes_of(self, was: Line, line: Line, source: Line) -> Iterator[Change]:
        old, new, own = was.block, line.block, source.block
        if isinstance(old, Table) and isinstance(new, Table) and isinstance(own, Table):
            yield from table_changes(old, new, own, self.prose)
        elif isinstance(new, Figure | ImagePlacement):
            yield from figure_changes(was, line, source, ({}, {}), self.prose)
        elif source.is_prose:
            texts = was.children, line.children, source.children
            yield from self.prose.changes(self.prose.texts(*texts, new.span))

    def _change(self, run: Sequence[Arrival], place: int, text: str) -> Change:
        first, around = run[0], self.prose.around
        edits = [Edit(self.source.file, place, place, text), *self.removals(run)]
        edits += self.elsewhere
        self.elsewhere = []
        edits += around.notes.take(self.source.file)
        moved = first.was is not None
        after = " ¶ ".join(_said(each.line) for each in run)
        before = first.was.text if first.was is not None else ""
        span = self.source.span_between(place, place)
        at = first.line.block.span.until(run[-1].line.block.span)
        kind: Kind = "moved" if moved else "new"
        return Change(kind, before, after, span, at, tuple(edits), files=around.pictures.take())

    def removals(self, run: Sequence[Arrival]) -> Iterator[Edit]:
        """The edits that take what moved out of its old place."""
        for each in run:
            found = each.source
            if found is not None and not found.made:
                yield removal(found, self.prose.around.sources[found.block.span.file])


def _same_list(before: Line, line: Line) -> bool:
    """Whether two lines stand in one list: then they are one block."""
    own, other = before.holders, line.holders
    return bool(own) and bool(other) and own[0].block is other[0].block


def _said(line: Line) -> str:
    """What a line says; a picture without a caption what it says to the blind."""
    block = line.block
    return line.text or (block.alt if isinstance(block, ImagePlacement | Figure) else "")


def _told(arrival: Arrival, reason: Message) -> Change:
    line = arrival.line
    before = arrival.was.text if arrival.was is not None else ""
    return Change("new", before, _said(line), None, line.block.span, (), reason)


def opens_section(arrival: Arrival) -> bool:
    """Whether the line is the heading of a section."""
    block = arrival.line.block
    return isinstance(block, Heading) and block.level == 1


def _why_not(arrival: Arrival, pictures: NewPictures) -> Message | None:
    """Why a line can't be put into the source; None where it can."""
    block = arrival.line.block
    if opens_section(arrival):
        return _("a new section is a file of its own: make it beside the others")
    if isinstance(block, ImagePlacement) and arrival.source is None:
        if arrival.was is None and pictures.can_be_saved(block):
            return None
        return _("a new picture is put beside the text, and named in it")
    if isinstance(block, Figure) and arrival.source is None:
        return _("a new chart is a file of its own in figures, made of the statistics")
    if arrival.source is not None and arrival.source.made:
        return _("the program makes this line: change what it is made of")
    if arrival.was is not None and arrival.source is None:
        return _("its place in the source can't be found")
    return None
