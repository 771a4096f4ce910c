"""Labels that stand elsewhere in a sentence and narrow what a number of it counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.sentences import Cell, Sentence, is_part_of
from reportgen.checks.numbers.wording import COUNTING
from reportgen.language.patterns import Pattern

# “Av de 18 ärendena från Rumänien rörde tolv …”: all that follows is a part of those.
_OF_THE = Pattern(r"\b(?:[Aa]v|[Bb]land)[ \u00a0](?:de[ \u00a0]|våra[ \u00a0]|årets[ \u00a0])?$")

_OPENS = Pattern(
    r"\W*(?:I|Av|Bland|Inom|Hos|För)[ \u00a0](?:de[ \u00a0]|våra[ \u00a0]|årets[ \u00a0])?"
)
# What follows is said of something else: “…, och skillnaden beror på att …”.
_ASIDE = Pattern(r", (?:och|men|medan|eftersom|vilket|då|där|som)[ \u00a0]|[ \u00a0]att[ \u00a0]")


def neighbours(sentence: Sentence, cell: Cell) -> Iterator[Mention]:
    """What a number's whole, its list or its noun is said to be, wherever that is said."""
    clause = cell.start + len(sentence.clause(cell))
    yield from (each for each in cell.bases if each.start < clause)
    yield from _trailing(sentence, cell)
    yield from _leading(sentence, cell)
    yield from _whole_behind(sentence, cell)
    yield from opening(sentence)


def opening(sentence: Sentence) -> Iterator[Mention]:
    """What all numbers are of: “I prostitutionsärendena är det tvärtom: 26 kvinnor och sex män”."""
    for each in sentence.mentions[:1]:
        if each.kind == "label" and _OPENS.fullmatch(sentence.text, sentence.start, each.start):
            yield each


def _leading(sentence: Sentence, cell: Cell) -> Iterator[Mention]:
    """The noun of an earlier number that this one leaves out: “65 kvinnor, 18 från Rumänien”."""
    for each in sentence.cells:
        if each.end <= cell.start and _OF_THE.search(
            sentence.text, each.start, each.quantity.start
        ):
            yield from (m for m in each.mentions if m.kind == "label")
    if cell.head != "none" or cell.glued or cell.noun:
        return
    earlier = [each.noun for each in sentence.cells if each.end <= cell.start and each.noun]
    yield from (each for each in earlier[-1:] if each.kind == "label")


def _whole_behind(sentence: Sentence, cell: Cell) -> Iterator[Mention]:
    """The noun of “28 utbildningar” in “11 av 28 utbildningar”."""
    for each in sentence.cells:
        if each.noun and is_part_of(sentence.text, cell.quantity.end, each.quantity.start):
            yield each.noun


def _trailing(sentence: Sentence, cell: Cell) -> Iterator[Mention]:
    """The labels behind the last number's own: they are said of all numbers of the sentence."""
    last = sentence.cells[-1]
    if last is cell:
        return
    aside = _ASIDE.search(sentence.text, last.quantity.end, last.end)
    end = aside.start() if aside else last.end
    own = [m for m in last.mentions if m.kind == "label" and m.start < end]
    first = {t for m in own[:1] for t in m.tables}
    for before, each in pairwise(own):
        if not each.tables & first and COUNTING.search(sentence.text[before.end : each.start]):
            yield each
