"""What becomes of each change: taken, or why not; every change and comment is in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.threeway import Conflict, Placed, ThreeWay
from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.source import Source
from reportgen.readers.word.revisions import Revision
from reportgen.scaffold.review.edits import Change, Edit, WholeFile, in_order
from reportgen.storage.sent import Files

# What is no text of the report: comments, and the marks of a quotation before each of its lines.
COMMENT = re.compile(r"(?<!\\)<!--.*?-->|^[ \t]*>[> \t]*", re.DOTALL | re.MULTILINE)
List = Literal["taken", "already", "numbers", "conflict", "declined", "not-understood"]
LISTS: tuple[List, ...] = (
    "taken", "already", "numbers", "conflict", "declined", "not-understood",
)  # fmt: skip


class Authored(Struct, frozen=True):
    """A change with who made it and when; "" and None where the file does not say.

    `file` is which of the files that came back it stands in, from 0; `id` is what it is chosen
    by (see `identities`).
    """

    change: Change
    author: str = ""
    day: date | None = None
    file: int = 0
    id: str = ""


class Verdict(Struct, frozen=True):
    """A change in its list.

    `edits` are those of the files as they are now that carry it out, `files` are to be made.

    `ours` is what stands there now where it clashes, `others` who wishes it too.
    """

    authored: Authored
    list: List
    edits: tuple[Edit, ...] = ()
    files: tuple[WholeFile, ...] = ()
    ours: str | None = None
    reason: Message | None = None

    @property
    def id(self) -> str:
        """What the change is chosen by."""
        return self.authored.id

    @property
    def author(self) -> str:
        """Who made the change, "" where the file does not say."""
        return self.authored.author


class Entry(Protocol):
    """A change or a comment, as far as it is chosen: its id, and who made it."""

    @property
    def id(self) -> str:
        """What it is chosen by."""

    @property
    def author(self) -> str:
        """Who made it, "" where the file does not say."""


Sources = Mapping[str, Source]
Wanted = Callable[[Entry], bool]


def authored(change: Change, revisions: Sequence[Revision], file: int = 0) -> Authored:
    """The change with the author of the tracked change that stands where it does.

    What came in is of whom inserted it, though another took out a part of that.
    """
    found = [each for each in revisions if _is_of(each, change.at)]
    if not change.before:
        found.sort(key=lambda each: not each.came)
    if not found:
        return Authored(change, file=file)
    return Authored(change, found[0].author, found[0].day, file)


def _is_of(revision: Revision, at: Span) -> bool:
    """Whether a tracked change stands where a change does."""
    span = revision.span
    if revision.whole:
        return at.line <= span.line <= at.end_line
    begin, end = (span.line, span.column), (span.end_line, span.end_column)
    return begin <= (at.end_line, at.end_column) and end >= (at.line, at.column)


def judge(
    changes: Sequence[Authored], base: Sources, ours: Sources, now: Files, wanted: Wanted
) -> list[Verdict]:
    """A verdict on each change, in their order; `ours` are the texts of the files `now`."""
    made: list[Verdict] = []
    taken: dict[str, list[tuple[Edit, Authored]]] = {}
    merging = _Merging(base, ours, now, changes)
    seen: dict[_Effect, int] = {}
    for each in changes:
        verdict = _told_only(each) or _same_again(each, seen) or _clashing(each, taken, base)
        if verdict is None:
            verdict = merging.verdict(each)
            if verdict.list == "taken" and not wanted(each):
                verdict = replace(verdict, list="declined", edits=(), files=())
            if verdict.list == "taken":
                merging.make(verdict.files)
                for edit in each.change.edits:
                    taken.setdefault(edit.file, []).append((edit, each))
        made.append(verdict)
    return made


def _told_only(each: Authored) -> Verdict | None:
    """The verdict on a change that carries nothing to write."""
    change = each.change
    if not change.is_told_only:
        return None
    if change.lost:
        return Verdict(each, "declined", reason=change.reason)
    if change.kind in ("value", "statistics"):
        return Verdict(each, "numbers", reason=change.reason)
    return Verdict(each, "not-understood", reason=change.reason)


_Effect = tuple[tuple[Edit, ...], tuple[WholeFile, ...]]


def _same_again(each: Authored, seen: dict[_Effect, int]) -> Verdict | None:
    """The verdict on a change that another file has just so."""
    if seen.setdefault((each.change.edits, each.change.files), each.file) != each.file:
        return Verdict(each, "already", reason=_("another reviewer changed it in the same way"))
    return None


def _clashing(
    each: Authored, taken: Mapping[str, Sequence[tuple[Edit, Authored]]], base: Sources
) -> Verdict | None:
    """The verdict on a change of words that another change is about."""
    for edit in each.change.edits:
        for other, whose in taken.get(edit.file, ()):
            if edit == other or (edit.begin == edit.end and edit.text.startswith("\n\n")):
                continue
            text = base[edit.file].text
            apart = each.file != whose.file and _goes_into_what_went(edit, other, text)
            if apart or _share(edit, other, text):
                reason = _("another change is about the same words")
                return Verdict(each, "conflict", ours=whose.change.after, reason=reason)
    return None


def _share(one: Edit, other: Edit, text: str) -> bool:
    """Whether two edits are about the same words of a text: more than empty lines to take out."""
    begin, end = max(one.begin, other.begin), min(one.end, other.end)
    if one.begin == one.end or other.begin == other.end:
        return one.begin < other.end and other.begin < one.end
    return begin < end and not (one.text == other.text == "" and not text[begin:end].strip())


def _goes_into_what_went(one: Edit, other: Edit, text: str) -> bool:
    """Whether one puts words before the first of a block that the other takes out whole."""
    words, gone = (one, other) if one.begin == one.end else (other, one)
    if words.begin != words.end or gone.text or words.begin != gone.begin or "\n" in words.text:
        return False
    return text[gone.begin : gone.end].endswith("\n")


class _Merging:
    """Brings the edits of the base into the files as they are now."""

    def __init__(
        self, base: Sources, ours: Sources, now: Files, changes: Sequence[Authored]
    ) -> None:
        self._base = base
        self._ours = ours
        self._files = dict(now)
        found: dict[str, list[Edit]] = {}
        for each in changes:
            for edit in each.change.edits:
                found.setdefault(edit.file, []).append(edit)
        self._edits = {file: in_order(edits) for file, edits in found.items()}
        self._ways: dict[str, ThreeWay] = {}

    def verdict(self, each: Authored) -> Verdict:
        """The verdict on a change with edits."""
        placed: list[Edit] = []
        for edit in each.change.edits:
            way = self._way(edit.file)
            if way is None and WholeFile(edit.file, None) in each.change.files:
                continue
            if way is None:
                reason = _("the file '{file}' is no longer there", file=edit.file)
                return Verdict(each, "conflict", ours="", reason=reason)
            outcome = way.outcome(edit, self._edits[edit.file])
            if isinstance(outcome, Conflict):
                reason = _("the source has been changed there since it was sent")
                return Verdict(each, "conflict", ours=outcome.ours, reason=reason)
            if isinstance(outcome, Placed):
                placed.append(Edit(edit.file, outcome.begin, outcome.end, outcome.text))
        if each.change.edits and not placed:
            return Verdict(each, "already")
        return self._with_files(each, tuple(placed))

    def _with_files(self, each: Authored, placed: tuple[Edit, ...]) -> Verdict:
        """The verdict on a change by the files that it makes."""
        made = [file for file in each.change.files if self._files.get(file.name) != file.content]
        there = [f.name for f in made if f.content is not None and f.name in self._files]
        if there:
            reason = _("the file '{file}' is there already, and says something else", file=there[0])
            return Verdict(each, "conflict", ours="", reason=reason)
        if not placed and not made:
            return Verdict(each, "already")
        return Verdict(each, "taken", placed, tuple(made))

    def make(self, files: Sequence[WholeFile]) -> None:
        """Reckon with files that a change makes: another may want others of their names."""
        for each in files:
            self._files.pop(each.name, None)
            if each.content is not None:
                self._files[each.name] = each.content

    def _way(self, file: str) -> ThreeWay | None:
        if file not in self._ours:
            return None
        if file not in self._ways:
            self._ways[file] = ThreeWay(self._base[file].text, self._ours[file].text, COMMENT)
        return self._ways[file]


def files_of(verdicts: Sequence[Verdict]) -> dict[str, bytes | None]:
    """All files that what is taken makes, None for those that it takes away."""
    return {f.name: f.content for each in verdicts if each.list == "taken" for f in each.files}


def edits_of(verdicts: Sequence[Verdict]) -> dict[str, list[Edit]]:
    """All edits of what is taken, by file, each once."""
    found: dict[str, list[Edit]] = {}
    for verdict in verdicts:
        for edit in verdict.edits if verdict.list == "taken" else ():
            own = found.setdefault(edit.file, [])
            if edit not in own or edit.begin != edit.end:
                own.append(edit)
    return {file: [*_each_once(edits)] for file, edits in found.items()}


def _each_once(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits in their places, those that take out the same once."""
    before: Edit | None = None
    for edit in in_order(edits):
        if edit != before or edit.begin == edit.end:
            yield edit
        before = edit
