"""Brings edits of an older text into a newer one: by token, an expression being one token.

Knows neither Word nor Markdown. Base is the text that both sides began with; theirs are edits of
it, ours is the text as it is now. Where both changed the same words, and not in the same way,
nothing is decided: that is a conflict.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from typing import Protocol

from msgspec import Struct

from reportgen.compare.differ import match

_TOKEN = re.compile(r"\{\{.*?\}\}|[^\W\d_]+|\d+|\s+|.", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class EditedText(Protocol):
    """An edit: `text` in the place of what stands from `begin` to `end`."""

    @property
    def begin(self) -> int:
        """Where what is replaced begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def text(self) -> str:
        """What is put there."""


class Placed(Struct, frozen=True):
    """An edit as it is made in ours."""

    begin: int
    end: int
    text: str


class Already(Struct, frozen=True):
    """Ours says what the edit would make of it."""


class Conflict(Struct, frozen=True):
    """Both changed the same: what ours has there."""

    ours: str


Outcome = Placed | Already | Conflict


class _Change(Struct, frozen=True):
    """What ours has in the place of a stretch of the base."""

    begin: int
    end: int
    ours_begin: int
    ours_end: int


class ThreeWay:
    """A base and ours, into which edits of the base are brought.

    What `unheeded` finds in ours says nothing: comments.
    """

    def __init__(self, base: str, ours: str, unheeded: re.Pattern[str] | None = None) -> None:
        self._unheeded = unheeded
        self.base = base
        self.ours = ours
        self.same = base == ours
        self._asked: Sequence[EditedText] | None = None
        self._answer = False
        self._changes: list[_Change] = [] if self.same else _changes(base, ours)
        self._begins = [each.begin for each in self._changes]
        self._ends = [each.end for each in self._changes]

    def outcome(self, edit: EditedText, edits: Sequence[EditedText]) -> Outcome:
        """What becomes of an edit of the base; `edits` are all that are brought in with it."""
        if self.same:
            return Placed(edit.begin, edit.end, edit.text)
        if self._is_all_there(edits):
            return Already()
        begin, end = self._cluster(edit, edits)
        near = self._near(begin, end)
        if not near:
            return self.place(edit)
        left, right = self._slack(edit)
        own = self._near(edit.begin - left, edit.end + right)
        if own:
            alone = self._region(edit.begin - left, edit.end + right, own)
            if self._says(*alone, [edit]):
                return Already()
        if self._says(begin, end, edits) or self._says(*self._paragraph(begin, end), edits):
            return Already()
        near = self._near(edit.begin, edit.end)
        clashing = [each for each in near if _clash(edit, each) and self._says_anything(each)]
        if not clashing:
            return self.place(edit)
        return self._elsewhere(edit) or Conflict(
            self._ours(*self._region(edit.begin, edit.end, near))
        )

    def stretch(self, begin: int, end: int) -> tuple[int, int]:
        """Where a stretch of the base is in ours, with what came in at its ends."""
        if self.same:
            return begin, end
        first = self._at(begin, first=True)
        return first, max(first, self._at(end, first=False))

    def _is_all_there(self, edits: Sequence[EditedText]) -> bool:
        """Whether ours is what all edits make of the base, asked for the same ones many times."""
        if self._asked is not edits:
            self._asked, self._answer = edits, self._says(0, len(self.base), edits)
        return self._answer

    def _cluster(self, edit: EditedText, edits: Sequence[EditedText]) -> tuple[int, int]:
        """The stretch of the base with all that both sides changed in one go around an edit."""
        begin, end = self._with_slack(edit)
        while True:
            before = begin, end
            near = self._near(begin, end)
            if near:
                begin, end = self._region(begin, end, near)
            for each in edits:
                low, high = self._with_slack(each)
                if low <= end and high >= begin:
                    begin, end = min(begin, low), max(end, high)
            if (begin, end) == before:
                return before

    def _with_slack(self, edit: EditedText) -> tuple[int, int]:
        """The stretch that an edit can be about, with the blanks around it."""
        left, right = self._slack(edit)
        begin, end = edit.begin - left, edit.end + right
        while begin and self.base[begin - 1].isspace():
            begin -= 1
        while end < len(self.base) and self.base[end].isspace():
            end += 1
        return begin, end

    def _slack(self, edit: EditedText) -> tuple[int, int]:
        """How far to the left and right the same text comes of it: "a b" in "a b a b"."""
        changed = edit.text if edit.begin == edit.end else self.base[edit.begin : edit.end]
        if not changed or (edit.text and edit.begin != edit.end):
            return 0, 0
        left = right = 0
        size = len(changed)
        while left < edit.begin and _alike(
            self.base[edit.begin - left - 1], changed[-1 - left % size]
        ):
            left += 1
        end, length = edit.end, len(self.base)
        while end + right < length and _alike(self.base[end + right], changed[right % size]):
            right += 1
        return left, right

    def _near(self, begin: int, end: int) -> list[_Change]:
        """What ours changed there, or beside it with nothing but blanks between."""
        while begin and self.base[begin - 1].isspace():
            begin -= 1
        while end < len(self.base) and self.base[end].isspace():
            end += 1
        first, last = bisect_left(self._ends, begin), bisect_right(self._begins, end)
        return self._changes[first:last]

    def _region(self, begin: int, end: int, near: Sequence[_Change]) -> tuple[int, int]:
        return min(begin, near[0].begin), max(end, near[-1].end)

    def _paragraph(self, begin: int, end: int) -> tuple[int, int]:
        """The stretch of the base between empty lines that a stretch stands in."""
        before = [each.end() for each in _BLANK_LINE.finditer(self.base, 0, begin)]
        after = _BLANK_LINE.search(self.base, end)
        return (before[-1] if before else 0), (after.start() if after else len(self.base))

    def _says(self, begin: int, end: int, edits: Sequence[EditedText]) -> bool:
        """Whether ours has in that stretch what the edits make of it, blanks aside."""
        made, at = [], begin
        for each in sorted(edits, key=lambda each: (each.begin, each.end)):
            if begin <= each.begin and each.end <= end and (each.begin >= at or not each.text):
                made += [self.base[at : each.begin], each.text]
                at = max(at, each.end)
        made.append(self.base[at:end])
        return self._words("".join(made)) == self._words(self._ours(begin, end))

    def _words(self, text: str) -> list[str]:
        heeded = text if self._unheeded is None else self._unheeded.sub(" ", text)
        return heeded.split()

    def _ours(self, begin: int, end: int) -> str:
        return self.ours[self._at(begin, first=True) : self._at(end, first=False)]

    def _at(self, offset: int, *, first: bool) -> int:
        """Where an offset of the base is in ours: before or behind what came in there."""
        index = bisect_left(self._begins, offset) if first else bisect_right(self._begins, offset)
        before = self._changes[index - 1] if index else None
        if before is None:
            return offset
        if offset < before.end:
            return before.ours_begin if first else before.ours_end
        return before.ours_end + offset - before.end

    def place(self, edit: EditedText) -> Placed:
        """The edit where it stands in ours, whatever was changed there."""
        if edit.begin == edit.end:
            at = self._at(edit.begin, first=True)
            return Placed(at, at, edit.text)
        begin = self._at(edit.begin, first=False)
        return Placed(begin, max(begin, self._at(edit.end, first=True)), edit.text)

    def _says_anything(self, change: _Change) -> bool:
        """Whether a change is more than a comment that came in."""
        ours = self.ours[change.ours_begin : change.ours_end]
        return change.begin != change.end or bool(self._words(ours))

    def _elsewhere(self, edit: EditedText) -> Placed | None:
        """The edit in a paragraph that ours only moved."""
        begin, end = self._paragraph(edit.begin, edit.end)
        text = self.base[begin:end]
        if not text.strip() or self.base.count(text) != 1 or self.ours.count(text) != 1:
            return None
        moved = self.ours.index(text) - begin
        return Placed(edit.begin + moved, edit.end + moved, edit.text)


def edits_between(old: str, new: str) -> list[Placed]:
    """The edits of `old`, token by token, that make `new` of it."""
    return [
        Placed(each.begin, each.end, new[each.ours_begin : each.ours_end])
        for each in _changes(old, new)
    ]


def _alike(one: str, other: str) -> bool:
    """Whether two characters are the same; all blanks are."""
    return one == other or (one.isspace() and other.isspace())


def _clash(edit: EditedText, change: _Change) -> bool:
    """Whether both are about the same words, or put words into the same place."""
    if edit.begin == edit.end or change.begin == change.end:
        if edit.begin == edit.end and change.begin == change.end:
            return edit.begin == change.begin
        return edit.begin < change.end and change.begin < edit.end
    return edit.begin < change.end and change.begin < edit.end


def _changes(base: str, ours: str) -> list[_Change]:
    """What differs between both, token by token; a line end is a blank as any other."""
    old, new = _tokens(base), _tokens(ours)
    keys = [[_key(each[0]) for each in side] for side in (old, new)]
    pairs = match(keys[0], keys[1], _weight)
    found: list[_Change] = []
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        if i < a or j < b:
            found.append(
                _Change(
                    _begin(old, i, base),
                    _begin(old, a, base),
                    _begin(new, j, ours),
                    _begin(new, b, ours),
                )
            )
        if a < len(old) and old[a][0] != new[b][0]:
            # The same blank, written otherwise: offsets go on behind it.
            found.append(_Change(old[a][1], old[a][2], new[b][1], new[b][2]))
        i, j = a + 1, b + 1
    return found


_Token = tuple[str, int, int]


def _tokens(text: str) -> list[_Token]:
    return [(each[0], each.start(), each.end()) for each in _TOKEN.finditer(text)]


def _begin(tokens: Sequence[_Token], index: int, text: str) -> int:
    return tokens[index][1] if index < len(tokens) else len(text)


def _key(text: str) -> str:
    if not text.isspace():
        return text
    return "\n\n" if text.count("\n") > 1 else " "


def _weight(key: Hashable) -> int:
    text = str(key)
    if text.isspace():
        return 1 if text == " " else 5
    return 10 if text[0].isalnum() or len(text) > 1 else 3
