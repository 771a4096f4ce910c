"""Comments of a review that stand in the text: `<!-- kommentar: Eva Ek, 2023-02-01: … -->`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.model import Heading, Paragraph, Section
from reportgen.model.traverse import walk_blocks

Kind = Literal["kommentar", "svar", "löst"]
_COMMENT = Pattern(
    r"(?P<kind>kommentar|svar|löst): (?P<author>[^:]*?)(?:, (?P<day>\d{4}-\d\d-\d\d))?: "
    r"(?P<text>.*)"
)


class ReviewComment(Struct, frozen=True):
    """What a reviewer wrote, an ISO day or "" for none; `about` is the block that it stands below.

    `answers`: it answers the one before it; `resolved`: it is marked as done.
    """

    author: str
    day: str
    text: str
    span: Span
    about: Span
    answers: bool = False
    resolved: bool = False


def comment_text(kind: Kind, author: str, day: str, text: str) -> str:
    """A comment as it is written; what it holds must be plain."""
    return f"<!-- {kind}: {author}{day and f', {day}'}: {text} -->"


def review_comments(sections: Sequence[Section]) -> Iterator[ReviewComment]:
    """The comments of reviewers in all sections, in reading order."""
    for section in sections:
        for comment in section.comments:
            found = _COMMENT.fullmatch(comment.text)
            if found is not None:
                about = _above(section, comment.span)
                yield ReviewComment(
                    found["author"],
                    found["day"] or "",
                    found["text"],
                    comment.span,
                    about,
                    found["kind"] == "svar",
                    found["kind"] == "löst",
                )


def _above(section: Section, place: Span) -> Span:
    """The heading or paragraph that a comment stands below."""
    above = section.heading.span
    for block in walk_blocks(section.blocks):
        if block.span.line > place.line:
            break
        if isinstance(block, Heading | Paragraph) and block.span.file == place.file:
            above = block.span
    return above
