"""What becomes of each change: taken, or why not; every change and comment is in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    changes: Sequence[Authored],
    bases: Sequence[Sources],
    ours: Sources,
    now: Files,
    wanted: Wanted,
) -> list[Verdict]:
    """A verdict on each change, in their order; `ours` are the texts of the files `now`.

    `bases` are the sources that each of the files that came back was made of; those of one build
    are the same object.
    """
    made: list[Verdict] = []
    taken = _Taken(bases, ours)
    merging = _Merging(bases, ours, now, changes)
    for each in changes:
        verdict = _told_only(each) or taken.same_again(each) or taken.clashing(each)
        if verdict is None:
            verdict = merging.verdict(each)
            if verdict.list == "taken":
                verdict = taken.beside_other_bases(verdict)
            if verdict.list == "taken" and not wanted(each):
                verdict = replace(verdict, list="declined", edits=(), files=())
            if verdict.list == "taken":
                merging.make(verdict.files)
                taken.add(verdict)
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
_ALIKE: Message = _("another reviewer changed it in the same way")


class _Taken:
    """What is taken so far, by the places in its base, and by those in the files as they are now.

    Edits of one base are held against each other there; those of several only in what is now.
    """

    def __init__(self, bases: Sequence[Sources], ours: Sources) -> None:
        self._bases = bases
        self._ours = ours
        self._seen: dict[tuple[int, _Effect], int] = {}
        self._made: dict[_Effect, Authored] = {}
        self._edits: dict[tuple[int, str], list[tuple[Edit, Authored]]] = {}
        self._placed: dict[str, list[tuple[Edit, Authored]]] = {}

    def add(self, verdict: Verdict) -> None:
        """Reckon with a change that is taken."""
        each = verdict.authored
        base = id(self._bases[each.file])
        for edit in each.change.edits:
            self._edits.setdefault((base, edit.file), []).append((edit, each))
        for edit in verdict.edits:
            self._placed.setdefault(edit.file, []).append((edit, each))
        self._made.setdefault((verdict.edits, verdict.files), each)

    def same_again(self, each: Authored) -> Verdict | None:
        """The verdict on a change that another file of that base has just so."""
        effect = id(self._bases[each.file]), (each.change.edits, each.change.files)
        if self._seen.setdefault(effect, each.file) != each.file:
            return Verdict(each, "already", reason=_ALIKE)
        return None

    def clashing(self, each: Authored) -> Verdict | None:
        """The verdict on a change of words that another change of that base is about."""
        base = self._bases[each.file]
        for edit in each.change.edits:
            others = self._edits.get((id(base), edit.file), ())
            whose = _clash(edit, others, base[edit.file].text, each.file)
            if whose is not None:
                return _conflict(each, whose)
        return None

    def beside_other_bases(self, verdict: Verdict) -> Verdict:
        """The verdict on a change that could be made, held against what files of others change."""
        each = verdict.authored
        base = self._bases[each.file]
        same = self._made.get((verdict.edits, verdict.files))
        if same is not None and self._bases[same.file] is not base:
            return Verdict(each, "already", reason=_ALIKE)
        for edit in verdict.edits:
            placed = self._placed.get(edit.file, ())
            others = [o for o in placed if self._bases[o[1].file] is not base]
            whose = _clash(edit, others, self._ours[edit.file].text, each.file)
            if whose is not None:
                return _conflict(each, whose)
        return verdict


def _conflict(each: Authored, whose: Authored) -> Verdict:
    reason = _("another change is about the same words")
    return Verdict(each, "conflict", ours=whose.change.after, reason=reason)


def _clash(
    edit: Edit, others: Iterable[tuple[Edit, Authored]], text: str, file: int
) -> Authored | None:
    """The first change with an edit of `others` that is about the same words of a text."""
    for other, whose in others:
        if edit == other or (edit.begin == edit.end and edit.text.startswith("\n\n")):
            continue
        apart = file != whose.file and _goes_into_what_went(edit, other, text)
        if apart or _share(edit, other, text):
            return whose
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
    """Brings the edits of the bases into the files as they are now."""

    def __init__(
        self, bases: Sequence[Sources], ours: Sources, now: Files, changes: Sequence[Authored]
    ) -> None:
        self._bases = bases
        self._ours = ours
        self._files = dict(now)
        found: dict[tuple[int, str], list[Edit]] = {}
        for each in changes:
            for edit in each.change.edits:
                found.setdefault((id(bases[each.file]), edit.file), []).append(edit)
        self._edits = {place: in_order(edits) for place, edits in found.items()}
        self._ways: dict[tuple[int, str], ThreeWay] = {}

    def verdict(self, each: Authored) -> Verdict:
        """The verdict on a change with edits."""
        placed: list[Edit] = []
        for edit in each.change.edits:
            base = self._bases[each.file]
            way = self._way(base, edit.file)
            if way is None and WholeFile(edit.file, None) in each.change.files:
                continue
            if way is None:
                reason = _("the file '{file}' is no longer there", file=edit.file)
                return Verdict(each, "conflict", ours="", reason=reason)
            outcome = way.outcome(edit, self._edits[id(base), edit.file])
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

    def _way(self, base: Sources, file: str) -> ThreeWay | None:
        if file not in self._ours:
            return None
        place = id(base), file
        if place not in self._ways:
            self._ways[place] = ThreeWay(base[file].text, self._ours[file].text, COMMENT)
        return self._ways[place]


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
