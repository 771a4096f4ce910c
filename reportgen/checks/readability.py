"""How hard a text is to read: words, sentences, LIX.

LIX (Björnsson 1968) is the words in a sentence on average, plus how many words of a hundred
have more than six letters. Under 30 is a children's book, 40 a novel, 50 a newspaper's
article, 60 an authority's text; above that a text is very hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.checks.passages import MASK, Passage
from reportgen.checks.prose import RUNNING
from reportgen.checks.subject import Subject
from reportgen.language.patterns import Pattern
from reportgen.model import Section

_WORD = Pattern(rf"[^\W_]+(?:[-:'’][^\W_]+)*|{MASK}+")
_LONG_WORD = 7


class Readability(Struct, frozen=True):
    """A section's words and sentences of running text, and its LIX; None without sentences."""

    section: Section
    words: int
    sentences: int
    lix: int | None


def find_words(passage: Passage, start: int, end: int) -> list[str]:
    """The words between two offsets; whatever is computed counts as one, however long a list."""
    return _WORD.findall(passage.typed, start, end)


def measure_sections(subject: Subject) -> Iterator[Readability]:
    """Every section's readability, in the order of the report."""
    running: dict[int, list[Passage]] = {}
    for passage in subject.passages:
        if passage.kind in RUNNING:
            running.setdefault(id(passage.section), []).append(passage)
    for section in subject.document.sections:
        yield measure(section, running.get(id(section), ()))


def measure(section: Section, passages: Iterable[Passage]) -> Readability:
    """The readability of running text; an item without a full stop is a sentence too."""
    words: list[str] = []
    sentences = 0
    for passage in passages:
        for start, end in passage.sentences:
            found = find_words(passage, start, end)
            words += found
            sentences += bool(found)
    if not words:
        return Readability(section, 0, 0, None)
    long = sum(len(word) >= _LONG_WORD and word[0] != MASK for word in words)
    lix = len(words) / sentences + 100 * long / len(words)
    return Readability(section, len(words), sentences, round(lix))
