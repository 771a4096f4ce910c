"""The document that came back, line by line beside the one that was sent: every change of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from reportgen.compare.alignment import Candidate, align
from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.language.similarity import words_of
from reportgen.model import CodeBlock, Figure, Heading, ImagePlacement, Table, Text
from reportgen.model.traverse import inlines_of
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.review.base import Base
from reportgen.scaffold.review.cover import cover_changes
from reportgen.scaffold.review.cutting import Surroundings
from reportgen.scaffold.review.edits import Change
from reportgen.scaffold.review.figures import figure_changes
from reportgen.scaffold.review.following import as_sent
from reportgen.scaffold.review.gone_sections import gone_sections
from reportgen.scaffold.review.lines import Line, lines_of, lines_of_document
from reportgen.scaffold.review.margins import margin_changes
from reportgen.scaffold.review.new_lines import Arrival, Between
from reportgen.scaffold.review.new_notes import NewNotes
from reportgen.scaffold.review.new_pictures import NewPictures
from reportgen.scaffold.review.new_sections import with_sections
from reportgen.scaffold.review.pairing import Group, key_of, pair_lines
from reportgen.scaffold.review.placing import paragraph_ends, removal
from reportgen.scaffold.review.prose import Prose, Texts
from reportgen.scaffold.review.references import references_between
from reportgen.scaffold.review.remarks import Places
from reportgen.scaffold.review.shapes import shape_changes
from reportgen.scaffold.review.tables import table_changes
from reportgen.scaffold.review.tokens import BREAK, Token, tokens_of

_LOSING = ("LibreOffice", "OpenOffice", "Collabora")


def loses(document: WordDocument) -> bool:
    """Whether the program that saved the document loses notes, descriptions and formats."""
    return document.properties.application.startswith(_LOSING)


class Review:
    """One file that came back, `back`, beside the document as it was `sent` and its base."""

    def __init__(self, base: Base, sent: WordDocument, back: WordDocument) -> None:
        self.file = back.blocks[0].span.file if back.blocks else ""
        self.documents = sent, back
        self.old = lines_of(sent.blocks)
        self.new = lines_of(as_sent(back.blocks, sent.blocks))
        self.pictures = sent.pictures, back.pictures
        source = lines_of_document(base.document)
        self.source_of = _sources_of(self.old, source)
        spans = Counter(_printed(each) for each in source if not each.made)
        self.repeated = {span for span, count in spans.items() if count > 1}
        names = _names(sent, self.old), _names(back, self.new)
        made = frozenset(i for i, line in self.source_of.items() if line.role)
        below = frozenset(i for i, line in self.source_of.items() if line.made and not line.role)
        self.groups = pair_lines(self.old, self.new, names, back.overwritten, made, below)
        gone = [group.olds[0] for group in self.groups if not group.news]
        self.gone = gone_sections(self.old, source, self.source_of, gone, base.sources)
        losing = loses(back)
        sent_as = [(self.old[i], line) for i, line in self.source_of.items()]
        notes = NewNotes(base.sources, references_between(sent_as))
        pictures = NewPictures(back.pictures)
        around = Surroundings(base.sources, notes, pictures)
        self.prose = Prose(around, back.overwritten, losing=losing)
        self.sources = base.sources

    def places(self) -> Places:
        """Which line of the sources each line of the file is."""
        pairs = [(self.new[j], self._behind(group)) for group in self.groups for j in group.news]
        return Places(pairs)

    def changes(self) -> Iterator[Change]:
        """Every change, in the order of the report."""
        after: Line | None = None
        last: Line | None = None
        waiting: list[Arrival] = []
        for group in self.groups:
            if group.news and (group.moved or not group.olds):
                waiting.append(self._arrival(group))
                continue
            if group.news:
                following = self.new[group.news[0]], self.source_of.get(group.olds[0])
                between = Between(after, last, *following)
                yield from with_sections(waiting, between, self.prose, ends=_is_end(*following))
                waiting = []
                yield from self._told(group, after)
                last = self.new[group.news[-1]]
                after = self._lower(after, self._behind(group))
            else:
                yield from self._gone(group.olds[0], last)
        yield from with_sections(waiting, Between(after, last), self.prose, ends=True)
        yield from margin_changes(*self.documents, self.file)

    def _behind(self, group: Group) -> Line | None:
        """The source line that what follows a group is put behind."""
        found = [self.source_of.get(i) for i in group.olds]
        return next((each for each in reversed(found) if each and not each.made), None)

    def _lower(self, one: Line | None, other: Line | None) -> Line | None:
        """The one that stands lower in the sources: text may be printed above a figure over it."""
        if one is None or other is None:
            return other or one
        first, second = one.block.span, other.block.span
        is_above = first.file == second.file and second.line < first.line
        return one if is_above and _is_figure(other) else other

    # Lines that stayed

    def _told(self, group: Group, after: Line | None) -> Iterator[Change]:
        olds, news = [self.old[i] for i in group.olds], [self.new[j] for j in group.news]
        if len(olds) == len(news) == 1 and key_of(olds[0]) == key_of(news[0]):
            yield from self._same(olds[0], news[0], group)
            return
        found = [each for i in group.olds if (each := self.source_of.get(i)) is not None]
        if len(found) != len(olds):
            yield self._unplaced(olds, news)
            return
        for change in self._changed(olds, news, found, after):
            yield self._allowed(change, found)

    def _same(self, old: Line, new: Line, group: Group) -> Iterator[Change]:
        """A line that reads the same: only a picture can be another."""
        if isinstance(old.block, ImagePlacement) and isinstance(new.block, ImagePlacement):
            found = self.source_of.get(group.olds[0])
            if found is not None:
                yield from figure_changes(old, new, found, self.pictures, self.prose)

    def _changed(
        self,
        olds: Sequence[Line],
        news: Sequence[Line],
        source: Sequence[Line],
        after: Line | None,
    ) -> Iterator[Change]:
        old, new, own = olds[0], news[0], source[0]
        one, other, block = old.block, new.block, own.block
        if own.role:
            yield from cover_changes(old, new, own, self.sources)
        elif isinstance(one, Table) and isinstance(other, Table) and isinstance(block, Table):
            yield from table_changes(one, other, block, self.prose)
        elif _is_figure(old) and _is_figure(new):
            yield from figure_changes(old, new, own, self.pictures, self.prose)
        elif isinstance(one, CodeBlock) and isinstance(block, CodeBlock):
            reason = _("text that is printed as it stands is changed in the file itself")
            yield Change("words", old.text, new.text, block.span, other.span, (), reason)
        elif all(each.is_prose for each in (*olds, *news, *source)):
            words = [*self.prose.changes(self._texts(olds, news, source))]
            yield from shape_changes(olds, news, source, after, self.sources, words)
            yield from words
        else:
            yield self._unplaced(olds, news)

    def _texts(self, olds: Sequence[Line], news: Sequence[Line], source: Sequence[Line]) -> Texts:
        at = news[0].block.span.until(news[-1].block.span)
        back = [*_with_breaks([self.prose.back(each.children) for each in news])]
        breaks = [i for i, each in enumerate(back) if each.key == BREAK]
        ends = paragraph_ends(news, source[0], self.sources)
        return Texts(
            [*_with_breaks([tokens_of(each.children) for each in olds])],
            back,
            [*_with_breaks([tokens_of(each.children, self.sources) for each in source])],
            at,
            dict(zip(breaks, ends, strict=False)),
        )

    def _unplaced(self, olds: Sequence[Line], news: Sequence[Line]) -> Change:
        before, after = (" ¶ ".join(each.text for each in side) for side in (olds, news))
        reason = _("its place in the source can't be found")
        return Change("words", before, after, None, news[0].block.span, (), reason)

    def _allowed(self, change: Change, source: Sequence[Line]) -> Change:
        """The change, without its edits where the text was made of something else."""
        line = source[0]
        if line.role:
            return change
        if line.made:
            reason = _("the program makes this line: change what it is made of")
        elif _printed(line) in self.repeated and change.edits:
            reason = _("the text stands in a loop, and is printed more than once")
        else:
            return change
        return replace(change, edits=(), files=(), reason=change.reason or reason)

    # Lines that came in or went out

    def _arrival(self, group: Group) -> Arrival:
        line = self.new[group.news[0]]
        if not group.moved:
            return Arrival(line)
        place = group.olds[0]
        found = self.source_of.get(place)
        return Arrival(line, self.old[place], found)

    def _gone(self, place: int, last: Line | None) -> Iterator[Change]:
        """The change of a line that went out; of a whole section there is one, at its heading."""
        section = self.gone.get(place)
        if section is None:
            yield self._line_gone(place, last)
        elif section.places[0] == place:
            yield section.change(_below(last, self.file))

    def _line_gone(self, place: int, last: Line | None) -> Change:
        line, found = self.old[place], self.source_of.get(place)
        at = _below(last, self.file)
        if found is None or found.made or found.block.span.file not in self.sources:
            reason = _("the program makes this line: change what it is made of")
            if found is None:
                reason = _("its place in the source can't be found")
            return Change("deleted", line.text, "", None, at, (), reason)
        span = found.block.span
        reason_left = self._why_left(found)
        if reason_left is not None:
            return Change("deleted", line.text, "", span, at, (), reason_left)
        source = self.sources[span.file]
        notes = [
            edit
            for inlines in inlines_of(found.block)
            for token in tokens_of(inlines, self.sources)
            for edit in self.prose.gone_note(token)
        ]
        edits = (removal(found, source), *notes)
        return Change("deleted", line.text, "", span, at, tuple(edits))

    def _why_left(self, found: Line) -> Message | None:
        """Why a line that went out can't be taken out of the source; None where it can."""
        if _printed(found) in self.repeated:
            return _("the text stands in a loop, and is printed more than once")
        if isinstance(found.block, Heading) and found.block.level == 1:
            return _("a whole section is taken away by deleting its file")
        return None


def _below(last: Line | None, file: str) -> Span:
    """The place in the Word file below a line."""
    at = last.block.span if last is not None else Span.of_file(file)
    return replace(at, line=at.end_line, column=at.end_column, end_line=at.end_line + 1)


def _is_end(new: Line, source: Line | None) -> bool:
    """Whether a section ends before a line: with the next, or with the signature."""
    heads = isinstance(new.block, Heading) and new.block.level == 1
    return heads or (source is not None and bool(source.role))


def _names(document: WordDocument, lines: Sequence[Line]) -> Mapping[int, Sequence[str]]:
    """By what each paragraph is known: bookmarks, and the styles of the cover, which has none."""
    names = dict(document.bookmarks)
    for line in lines:
        if isinstance(line.block, Heading):
            break
        number = line.block.span.line
        if style := document.styles.get(number):
            names.setdefault(number, [f"b_{style.casefold()}"])
    return names


def _with_breaks(texts: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """The tokens of paragraphs, with a break between each two."""
    last: Token | None = None
    for tokens in texts:
        if last is not None and tokens:
            begin = last.end if last.file else -1
            end = tokens[0].begin if last.file else -1
            # Of no leaf: a value or note at the end of a paragraph ends before it.
            none = Text("", last.leaf.span)
            yield Token(BREAK, BREAK, none, (), last.file, begin, end)
        yield from tokens
        last = tokens[-1] if tokens else last


def _sources_of(old: Sequence[Line], source: Sequence[Line]) -> Mapping[int, Line]:
    """For each line that was sent the one of the sources that it was made of."""

    def key(line: Line) -> Hashable:
        return _class_of(line), line.text

    def describe(line: Line) -> Candidate:
        return Candidate(_class_of(line), words_of(line.text))

    pairs = dict(align(old, source, key, describe))
    # What is printed elsewhere than it is written: text that fills the page before a figure.
    taken = set(pairs.values())
    free: dict[Hashable, list[int]] = {}
    for j, line in enumerate(source):
        if j not in taken:
            free.setdefault(key(line), []).append(j)
    for i, line in enumerate(old):
        if i not in pairs and free.get(key(line)):
            pairs[i] = free[key(line)].pop(0)
    return {i: source[j] for i, j in pairs.items()}


def _is_figure(line: Line) -> bool:
    return isinstance(line.block, Figure | ImagePlacement)


def _printed(line: Line) -> tuple[Span, str]:
    """What is printed of a place: a chart and the table of its numbers are of one, no loop."""
    return line.block.span, _class_of(line)


def _class_of(line: Line) -> str:
    if _is_figure(line):
        return "figure"
    return "prose" if line.is_prose else type(line.block).__name__
