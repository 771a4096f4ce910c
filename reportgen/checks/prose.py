"""Which passages Swedish rules look at, and the short way from a match to a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.passages import Passage, PassageKind
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message

# Running text: what has sentences. A list item may be a fragment, a cell mostly is.
RUNNING: frozenset[PassageKind] = frozenset(["paragraph", "item", "quote", "footnote"])


def swedish_passages(subject: Subject) -> tuple[Passage, ...]:
    """All that people wrote, where the report is Swedish; nothing where it is not."""
    return subject.written if subject.project.language == "sv" else ()


def running_passages(subject: Subject) -> Iterator[Passage]:
    """The passages of running text, where the report is Swedish."""
    return (each for each in swedish_passages(subject) if each.kind in RUNNING)


def replacing(
    passage: Passage, place: tuple[int, int], message: Message, right: str, hint: Message
) -> Finding:
    """A finding at `place` whose one right answer is `right`."""
    return Finding(message, passage.span(*place), hint, passage.fix(*place, right))


def capital_as(typed: str, right: str) -> str:
    """`right` with a capital letter where `typed` has one."""
    return right[0].upper() + right[1:] if typed[:1].isupper() else right


def any_of(words: str) -> str:
    """A regular expression for any of the words in `words`, longest first."""
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))
