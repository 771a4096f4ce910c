"""Comments that came back: each a comment of the source, below the block that it is about."""

from __future__ import annotations

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
    """Every comment of the file but those that were in it when it was sent."""
    old = {(each.author, each.text, each.about) for each in known}
    new = [each for each in comments if (each.author, each.text, each.about) not in old]
    number = {each.id: index for index, each in enumerate(new)}
    return [_remark(each, number, places, ours, base) for each in new]


def _remark(
    comment: WordComment,
    numbers: Mapping[str, int],
    places: Places,
    ours: Mapping[str, Source],
    base: Mapping[str, Source],
) -> Remark:
    answers = numbers.get(comment.thread)
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
