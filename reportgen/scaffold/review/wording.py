"""The words of a text that came back, laid beside those that were sent and those of the source.

What differs between the two Word texts is put into the source at the place of the words that it
was made of. Values are never typed over: what was typed in their place is told, and the value
stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model import Footnote
from reportgen.scaffold.review.sent_text import (
    Hunk,
    gaps_of,
    joined,
    paired,
    sent_text,
    without_remnants,
)
from reportgen.scaffold.review.tokens import Token
from reportgen.scaffold.review.typed_over import with_values


class Wording:
    """Three texts as tokens: as sent, as it came back, as the source has it.

    `values` are computed values that something else was typed for, with what was.
    """

    def __init__(
        self, sent: Sequence[Token], back: Sequence[Token], source: Sequence[Token]
    ) -> None:
        self.texts = sent_text(sent, source)
        self.sent, self.source, self.source_of = sent, source, self.texts.source_of
        self.back, self.values = with_values(self.texts, _with_marks(sent, back))
        self.back_of = without_remnants(paired(sent, self.back), self.texts)
        self.sent_of = {w: s for s, w in self.source_of.items()}
        self.kept = {j: i for i, j in self.back_of.items()}

    def hunks(self) -> list[Hunk]:
        """What differs; what only blanks part is one."""
        return joined(gaps_of(self.back_of, len(self.sent), len(self.back)), self.texts)

    def back_range(self, hunk: Hunk) -> tuple[int, int]:
        """The tokens of what came back that stand for a hunk."""
        begin = self.back_of[hunk.begin - 1] + 1 if hunk.begin else 0
        end = self.back_of[hunk.end] if hunk.end < len(self.sent) else len(self.back)
        return begin, end

    def source_range(self, hunk: Hunk) -> tuple[int, int] | None:
        """The tokens of the source that a hunk is about; None where its ends have none."""
        begin, end = 0, len(self.source)
        if hunk.begin:
            before = self.source_of.get(hunk.begin - 1)
            if before is None:
                return None
            begin = before + 1
        if hunk.end < len(self.sent):
            after = self.source_of.get(hunk.end)
            if after is None:
                return None
            end = after
        return begin, end

    def is_formatting(self, hunk: Hunk) -> bool:
        """Whether only the format of the words is another."""
        begin, end = self.back_range(hunk)
        old = [each.text for each in self.sent[hunk.begin : hunk.end]]
        return old == [each.text for each in self.back[begin:end]]


# Further marks of notes


def _with_marks(sent: Sequence[Token], back: Sequence[Token]) -> list[Token]:
    """What came back with the further marks of notes as they were sent.

    Where the first mark of a note was taken out, Word shows only a number in their places.
    """
    pairs, new = paired(sent, back), [*back]
    for gap in gaps_of(pairs, len(sent), len(back)):
        begin = pairs[gap.begin - 1] + 1 if gap.begin else 0
        end = pairs[gap.end] if gap.end < len(sent) else len(back)
        marks = [each for each in sent[gap.begin : gap.end] if _is_further(each)]
        numbers = [j for j in range(begin, end) if back[j].text.isdigit()]
        if len(marks) == len(numbers):
            for mark, j in zip(marks, numbers, strict=True):
                new[j] = mark
    return new


def _is_further(token: Token) -> bool:
    return isinstance(token.leaf, Footnote) and token.leaf.mark > 1
