"""Where a text as long as a book tells most of what the statistics count.

Reading what a number counts takes as long as building the page that it stands on. The figures of
a year fill a few pages of a report, however long it is, and name many labels there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.quantities import has_numbers
from reportgen.checks.passages import Passage

# Paragraphs with numbers: some 150 pages of a report, whose usual length is 20.
MOST_READ = 600
# A stretch without a heading is looked at in pieces of so many paragraphs.
_LONGEST_PART = 40


def densest(passages: Sequence[Passage], names: Names) -> list[Passage]:
    """The passages, in their order, whose numbers may be told of the figures.

    All of them where few have numbers; else those of the parts that name the most labels of
    different kinds.
    """
    if count_with_numbers(passages) <= MOST_READ:
        return [*passages]
    parts = [*_parts(passages)]
    left = MOST_READ
    chosen: set[int] = set()
    for place in sorted(range(len(parts)), key=lambda place: -_labels_in(parts[place], names)):
        left -= count_with_numbers(parts[place])
        if left < 0:
            break
        chosen.add(place)
    return [each for place in sorted(chosen) for each in parts[place]]


def count_with_numbers(passages: Sequence[Passage]) -> int:
    """How many of them have a number in digits or words."""
    return sum(has_numbers(each.typed) for each in passages)


def _parts(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """What stands under each heading, of a long stretch a piece after the other."""
    part: list[Passage] = []
    for each in passages:
        if part and (each.kind == "heading" or len(part) == _LONGEST_PART):
            yield part
            part = []
        part.append(each)
    if part:
        yield part


def _labels_in(part: Sequence[Passage], names: Names) -> int:
    """How many figures the paragraphs with numbers name."""
    told = (each for each in part if has_numbers(each.typed))
    mentions = (m for each in told for m in names.mentions(each.text) if m.kind == "label")
    return len({m.named for m in mentions})
