"""Which passages Swedish rules look at, and the short way from a match to a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.checks.finding import Finding
from reportgen.checks.passages import Passage, PassageKind
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message

if TYPE_CHECKING:
    from reportgen.checks.grammar.sentences import Sentence

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


def finding_at(
    sentence: Sentence, first: int, last: int, message: Message, hint: Message, right: str = ""
) -> Finding:
    """A finding from one token to another; `right` is what to put there where it is certain."""
    place = sentence.tokens[first].start, sentence.tokens[last].end
    fix = sentence.passage.fix(*place, right) if right else None
    return Finding(message, sentence.passage.span(*place), hint, fix)


def capital_as(typed: str, right: str) -> str:
    """`right` with a capital letter where `typed` has one."""
    return right[0].upper() + right[1:] if typed[:1].isupper() else right


def any_of(words: str) -> str:
    """A regular expression for any of the words in `words`, longest first."""
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))
