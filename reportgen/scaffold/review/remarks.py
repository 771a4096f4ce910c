"""Comments that came back: each a comment of the source, below the block that it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from reportgen.compose.review_comments import Kind, comment_text
from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.source import Source
from reportgen.readers.word.comments import WordComment
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.scaffold.review.verdicts import List


class Remark(Struct, frozen=True):
    """A comment and what becomes of it; `span` is its place in the sources, None without one.

    `answers` is the place of the comment that it answers among all, None for none; `id` is what
    it is chosen by (see `identities`).
    """

    comment: WordComment
    list: List
    span: Span | None = None
    edits: tuple[Edit, ...] = ()
    reason: Message | None = None
    answers: int | None = None
    id: str = ""

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.comment.author


class Places(Struct, frozen=True):
    """The lines that came back with the lines of the source that they are, where they are any."""

    pairs: Sequence[tuple[Line, Line | None]]

    def source_at(self, number: int) -> Line | None:
        """The source line of a paragraph of the Word file, or of the nearest before it.

        What stands before all of them, on the cover, is put to the first.
        """
        best: Line | None = None
        for line, source in self.pairs:
            if best is not None and line.block.span.line > number:
                break
            if source is not None and not source.made:
                best = source
        return best


def remarks(
    comments: Sequence[WordComment],
    known: Sequence[WordComment],
    places: Places,
    ours: Mapping[str, Source],
    base: Mapping[str, Source],
) -> list[Remark]:
    """Every comment of the file but those that were in it when it was sent.

    One that was, and is done now, is told as that; an answer follows what it answers.
    """
    old = {_said(each): each.resolved for each in known}
    new = [each for each in comments if _said(each) not in old or _is_done(each, old)]
    new = _in_threads(new)
    number = {each.id: index for index, each in enumerate(new)}
    threads = _Threads({each.id: each for each in comments}, number, base)
    return [
        _resolved(each, threads, ours)
        if _said(each) in old
        else _remark(each, threads, places, ours, base)
        for each in new
    ]


def _said(comment: WordComment) -> tuple[str, str, str]:
    return comment.author, comment.text, comment.about


def _is_done(comment: WordComment, old: Mapping[tuple[str, str, str], bool]) -> bool:
    """Whether it was open when it was sent, and was marked as done."""
    return comment.resolved and not comment.thread and not old[_said(comment)]


def _in_threads(comments: Sequence[WordComment]) -> list[WordComment]:
    """The comments in their order, answers behind what they answer."""
    first = [each for each in comments if not each.thread]
    threads: dict[str, list[WordComment]] = {}
    for each in comments:
        if each.thread:
            threads.setdefault(each.thread, []).append(each)
    found = [one for each in first for one in (each, *threads.pop(each.id, ()))]
    return [*found, *(one for left in threads.values() for one in left)]


class _Threads(Struct, frozen=True):
    """All comments of the file by their ids, the places of new ones, and the sources as sent."""

    comments: Mapping[str, WordComment]
    numbers: Mapping[str, int]
    base: Mapping[str, Source]

    def line_of(self, comment: WordComment) -> tuple[Source, int, int] | None:
        """Where a comment that was sent stands in the sources; None for one that stands nowhere."""
        plain = f": {_plain(comment.text.removeprefix('↳ '))} -->"
        for source in self.base.values():
            at = source.text.find(plain)
            while at >= 0:
                begin = source.text.rfind("\n", 0, at) + 1
                if comment.author in source.text[begin:at]:
                    return source, begin, at + len(plain)
                at = source.text.find(plain, at + 1)
        return None

    def end_of(self, comment: WordComment) -> tuple[Source, int] | None:
        """Where an answer to a comment that was sent is put: behind it and the answers it has."""
        found = self.line_of(comment)
        if found is None:
            return None
        source, _begin, end = found
        while (answer := _ANSWER.match(source.text, end)) is not None:
            end = answer.end()
        return source, end


_ANSWER = re.compile(r"\s*<!-- svar: .*? -->")


def _resolved(comment: WordComment, threads: _Threads, ours: Mapping[str, Source]) -> Remark:
    """A comment that was sent, and is done now."""
    found = threads.line_of(comment)
    if found is None:
        reason = _("its place in the source can't be found")
        return Remark(comment, "not-understood", reason=reason)
    source, begin, end = found
    span = source.span_between(begin, end)
    said = source.text[begin:end]
    done = said.replace("<!-- kommentar:", "<!-- löst:", 1)
    now = ours.get(source.file)
    if now is None or said not in now.text:
        return Remark(comment, "already", span)
    return Remark(comment, "taken", span, (Edit(source.file, begin, end, done),))


def _remark(
    comment: WordComment,
    threads: _Threads,
    places: Places,
    ours: Mapping[str, Source],
    base: Mapping[str, Source],
) -> Remark:
    answers = threads.numbers.get(comment.thread)
    line = places.source_at(comment.span.line)
    source = None if line is None else base.get(line.block.span.file)
    now = None if source is None else ours.get(source.file)
    if line is None or source is None or now is None or not source.file.endswith(".md"):
        reason = _("there is no Markdown file that it could be put into")
        return Remark(comment, "not-understood", reason=reason, answers=answers)
    text = written(comment)
    span = line.block.span
    plain = f": {_plain(comment.text.removeprefix('↳ '))} -->"
    if text in now.text or any(
        comment.author in line and line.endswith(plain) for line in now.text.split("\n")
    ):
        return Remark(comment, "already", span, answers=answers)
    outer = line.holders[0].block.span if line.holders else span
    place = offsets_of(outer, source)[1]
    answered = threads.comments.get(comment.thread)
    behind = None if answered is None or answers is not None else threads.end_of(answered)
    if behind is not None:
        source, place = behind
    edit = Edit(source.file, place, place, f"\n\n{text}")
    return Remark(comment, "taken", span, (edit,), answers=answers)


def written(comment: WordComment) -> str:
    """A comment as it stands in the source."""
    kind: Kind = "svar" if comment.thread else "löst" if comment.resolved else "kommentar"
    day = "" if comment.day is None else comment.day.isoformat()
    about = f"”{_plain(comment.about)}” " if comment.about and not comment.thread else ""
    author = _plain(comment.author).replace(":", "")
    return comment_text(kind, author, day, f"{about}{_plain(comment.text)}")


def _plain(text: str) -> str:
    """Text in one line, without what would end the comment."""
    line = " ".join(text.split()).replace("--", "–").replace(">", "›").replace("<", "‹")
    return line.replace("{", "(").replace("}", ")")
