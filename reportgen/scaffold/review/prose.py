"""The words of paragraphs, headings, cells and notes that came back, as changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import Computed, Footnote, Inlines, Paragraph, Reference
from reportgen.model.traverse import plain_text
from reportgen.scaffold.review.cutting import Surroundings, edit_of, settled
from reportgen.scaffold.review.edits import Change, Edit, Kind
from reportgen.scaffold.review.joining import apart, joined
from reportgen.scaffold.review.sent_text import Hunk
from reportgen.scaffold.review.tokens import BREAK, NOTE, Token, tokens_of, tokens_over
from reportgen.scaffold.review.wording import Wording


class Texts(Struct, frozen=True):
    """The same text three times: as sent, as it came back, as the source has it.

    `at` is its place in the Word file, `breaks` what is written for the ends of paragraphs that
    came in, by the places of their tokens.
    """

    sent: Sequence[Token]
    back: Sequence[Token]
    source: Sequence[Token]
    at: Span
    breaks: Mapping[int, str] = {}


class Prose:
    """Makes changes of texts; `losing` says that the program which saved the file loses notes.

    `overwritten` is where in that file values were typed over.
    """

    def __init__(
        self,
        around: Surroundings,
        overwritten: Sequence[tuple[int, int, int]] = (),
        *,
        losing: bool,
    ) -> None:
        self.around = around
        self.overwritten = overwritten
        self.losing = losing

    def in_cells(self) -> Prose:
        """The same for the cells of tables."""
        around = replace(self.around, in_cell=True)
        return Prose(around, self.overwritten, losing=self.losing)

    def texts(self, sent: Inlines, back: Inlines, source: Inlines, at: Span) -> Texts:
        """Three texts as tokens."""
        found = tokens_of(source, self.around.sources)
        return Texts(tokens_of(sent), self.back(back), found, at)

    def back(self, inlines: Inlines) -> list[Token]:
        """The tokens of a text that came back."""
        return tokens_over(inlines, self.overwritten)

    def changes(self, texts: Texts, kind: Kind = "words") -> Iterator[Change]:
        """What changed in one text, from left to right; in its notes after it."""
        wording = Wording(texts.sent, texts.back, texts.source)
        for token, typed in wording.values:
            yield self._value(token, typed, wording, texts.at)
        hunks = settled(wording)
        changes = [self._change(each, wording, texts, kind) for each in hunks]
        yield from self._with_joined(hunks, changes, wording)
        yield from self._notes(wording, texts.at)

    def _value(self, sent: Token, typed: str, wording: Wording, at: Span) -> Change:
        """Something was typed in the place of a computed value."""
        place = next(i for i, each in enumerate(wording.sent) if each is sent)
        leaf = wording.source[wording.source_of[place]].leaf
        assert isinstance(leaf, Computed | Reference)
        reason = _("the program computes it: change what it is computed from")
        return Change("value", leaf.text or "", typed, leaf.span, at, (), reason, leaf.expression)

    def _change(self, hunk: Hunk, wording: Wording, texts: Texts, kind: Kind) -> Change:
        begin, end = wording.back_range(hunk)
        before = _shown(wording.sent[hunk.begin : hunk.end])
        after = _shown(wording.back[begin:end])
        at = _at(wording.back, begin, end, texts.at)
        if _makes_nothing(wording.sent[hunk.begin : hunk.end], wording.back[begin:end]):
            kind = "formatting"
        edit = edit_of(hunk, wording, replace(self.around, breaks=texts.breaks))
        if edit is None:
            span = _span_near(hunk, wording)
            reason = _("its place in the source can't be found")
            return Change(kind, before, after, span, at, (), reason)
        span = self.around.sources[edit.file].span_between(edit.begin, edit.end)
        edits = (
            edit,
            *self.around.notes.take(edit.file),
            *self._gone_notes(hunk, wording),
        )
        return Change(_kind_of(hunk, wording, kind), before, after, span, at, edits)

    def _with_joined(
        self, hunks: Sequence[Hunk], changes: Sequence[Change], wording: Wording
    ) -> Iterator[Change]:
        """The changes; one that joins two paragraphs over something else with those behind it."""
        for number, (hunk, change) in enumerate(zip(hunks, changes, strict=True)):
            found = apart(hunk, wording, self.around.sources)
            if found is not None and change.edits:
                later = changes[number + 1 :]
                yield joined(change, [each for each in later if each.edits], found)
                yield from (each for each in later if not each.edits)
                return
            yield change

    def _gone_notes(self, hunk: Hunk, wording: Wording) -> Iterator[Edit]:
        """The definitions of the notes whose marks went out."""
        spot = wording.source_range(hunk)
        begin, end = wording.back_range(hunk)
        stayed = {wording.source_of.get(wording.kept.get(j, -1)) for j in range(begin, end)}
        for place in range(*spot) if spot else ():
            leaf = wording.source[place].leaf
            if isinstance(leaf, Footnote) and place not in stayed and not leaf.mark:
                yield from self.without_note(leaf)

    def without_note(self, note: Footnote) -> Iterator[Edit]:
        """The edit that takes out a note's definition."""
        from reportgen.scaffold.review.placing import definition_extent

        source = self.around.sources.get(note.span.file)
        found = None if source is None else definition_extent(note, source)
        if found is not None:
            yield Edit(note.span.file, *found, "")

    def gone_note(self, token: Token) -> Iterator[Edit]:
        """The edit that takes out the definition of a note whose mark goes out."""
        if isinstance(token.leaf, Footnote) and not token.leaf.mark:
            yield from self.without_note(token.leaf)

    # Notes

    def _notes(self, wording: Wording, at: Span) -> Iterator[Change]:
        """What changed in the notes whose marks stayed."""
        for i, j in sorted(wording.back_of.items()):
            sent, back = wording.sent[i].leaf, wording.back[j].leaf
            known = wording.source_of.get(i)
            if not isinstance(sent, Footnote) or not isinstance(back, Footnote) or known is None:
                continue
            if sent.mark > 1:
                # Its text stands at the first mark; where that went out, a number may mislead.
                continue
            source = wording.source[known].leaf
            if isinstance(source, Footnote):
                yield from self._note(sent, back, source, at)

    def _note(self, sent: Footnote, back: Footnote, source: Footnote, at: Span) -> Iterator[Change]:
        olds, news = _paragraphs(sent), _paragraphs(back)
        texts = _paragraphs(source)
        if [plain_text(each) for each in olds] == [plain_text(each) for each in news]:
            return
        if self.losing and (not any(map(plain_text, news)) or len(olds) != len(news)):
            reason = _("LibreOffice lost it when it saved the file: nobody wished it away")
            before = " ".join(map(plain_text, olds))
            yield Change("note", before, "", source.span, at, (), reason, lost=True)
            return
        if not len(olds) == len(news) == len(texts):
            reason = _("a note has more or fewer paragraphs than it had")
            before, after = (" ".join(map(plain_text, each)) for each in (olds, news))
            yield Change("note", before, after, source.span, at, (), reason)
            return
        for one, other, own in zip(olds, news, texts, strict=True):
            yield from self.changes(self.texts(one, other, own, at), "note")


def _paragraphs(note: Footnote) -> list[Inlines]:
    return [each.children for each in note.blocks if isinstance(each, Paragraph)]


def _kind_of(hunk: Hunk, wording: Wording, kind: Kind) -> Kind:
    begin, end = wording.back_range(hunk)
    olds = sum(each.key == BREAK for each in wording.sent[hunk.begin : hunk.end])
    news = sum(each.key == BREAK for each in wording.back[begin:end])
    if news > olds:
        return "split"
    return "joined" if olds > news else kind


def _makes_nothing(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether the words stayed, and only their format is another."""
    return [each.text for each in old] == [each.text for each in new]


def _shown(tokens: Sequence[Token]) -> str:
    return "".join(map(_shown_token, tokens)).replace(BREAK, " ¶ ").strip()


def _shown_token(token: Token) -> str:
    """Its text; of the mark of a note what the note says."""
    if not isinstance(token.leaf, Footnote) or token.text != NOTE:
        return token.text
    return f"[{' '.join(map(plain_text, _paragraphs(token.leaf)))}]"


def _at(back: Sequence[Token], begin: int, end: int, otherwise: Span) -> Span:
    """Where in the Word file the tokens stand."""
    inside = [each for each in back[begin:end] if not each.file]
    if inside:
        first, last = inside[0], inside[-1]
        line, end_line = first.leaf.span.line, last.leaf.span.end_line
        return Span(otherwise.file, line, first.begin, end_line, last.end)
    if begin and not back[begin - 1].file:
        token = back[begin - 1]
        return Span(
            otherwise.file, token.leaf.span.line, token.end, token.leaf.span.line, token.end
        )
    return replace(otherwise, end_line=otherwise.line, end_column=otherwise.column)


def _span_near(hunk: Hunk, wording: Wording) -> Span | None:
    """The place in the source of the nearest word before a hunk, None without one."""
    for place in range(hunk.begin, -1, -1):
        found = wording.source_of.get(place)
        if found is not None and wording.source[found].file:
            return wording.source[found].leaf.span
    return None
