"""What a text lists a line at a time: “Skyddat boende: 17 personer”, “Kvinnor<tab>34”.

The lines are items of a list, paragraphs of their own, or broken by hand within one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from reportgen.checks.numbers.listings import Item, Listing, behind_number
from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.passages import Passage
from reportgen.language.patterns import Pattern
from reportgen.model import LineBreak

# Fewer lines of numbers may be anything; items of a list are meant as one.
_MANY, _MANY_LINES = 2, 3
_LONGEST = 60
# What may stand between a label and its number, and behind that.
_JOINED = Pattern(
    r"(?P<label>.*?[^\W_][^:=\t]{0,40}?[*)\d]?)\s*(?:[:=,\t]|\s[–—-]|[ \u00a0]{1,3})\s*$"
)
_UNIT = Pattern(r"[ \u00a0]?(?:st\b\.?|stycken|[^\W\d_]\w*)?[ \u00a0.,;]*$")
_SUM = Pattern(r"(?i)(?:totalt|total|summa|sammanlagt|samtliga|alla)(?:[ \u00a0]\w+)?$")


class _Line(Struct, frozen=True):
    """A label and its number; `item` None for a line that is neither."""

    passage: Passage
    start: int
    end: int
    item: Item | None


def line_lists(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The lists of all passages whose every line is a label and a number, in their order."""
    above = ""
    run: list[_Line] = []
    for passage in passages:
        lines = [*_lines(passage)]
        for line in lines:
            if line.item is None or (run and run[-1].passage.kind != passage.kind):
                yield from _listed(run, above)
                run = []
            if line.item is None:
                above = _lead(passage, line)
            else:
                run.append(line)
    yield from _listed(run, above)


def _lines(passage: Passage) -> Iterator[_Line]:
    """The lines of a passage; what is no paragraph and no item is none of a list."""
    breaks = [each.start for each in passage.pieces if isinstance(each.inline, LineBreak)]
    bounds = [-1, *breaks, len(passage.text)]
    listed = passage.kind in ("paragraph", "item")
    for before, end in pairwise(bounds):
        item = _item(passage, before + 1, end) if listed else None
        yield _Line(passage, before + 1, end, item)


def _item(passage: Passage, start: int, end: int) -> Item | None:
    counts = [q for q in find_quantities(passage) if start <= q.start and q.end <= end]
    counts = [each for each in counts if each.form != "weak"]
    if passage.kind == "paragraph" and passage.text[start:end].rstrip().endswith((".", "!", "?")):
        return None  # a sentence
    if not counts or end - start > _LONGEST:
        return _first(passage, start, end, counts)
    count, text = counts[-1], passage.text
    if not _is_count(count) or not _UNIT.match(text[count.end : end]):
        return _first(passage, start, end, counts)
    found = _JOINED.match(text[start : count.start])
    label = " ".join(found["label"].split()).strip(" .,;:“”\"'") if found else ""
    return Item(label[:1].upper() + label[1:], int(count.value), count.start) if label else None


def _first(passage: Passage, start: int, end: int, counts: Sequence[Quantity]) -> Item | None:
    """An item of a list whose number stands first: “17 personer i skyddat boende”."""
    if passage.kind != "item" or len(counts) != 1 or not _is_count(counts[0]):
        return None
    count = counts[0]
    if passage.text[start : count.start].strip():
        return None
    label = behind_number(passage.text[count.end : end])
    return Item(label, int(count.value), count.start) if label else None


def _is_count(quantity: Quantity) -> bool:
    return quantity.typed and quantity.slack == "exact" and not quantity.is_share


def _lead(passage: Passage, line: _Line) -> str:
    """The words that lead to a list: “Kön:”."""
    words = passage.text[line.start : line.end].strip()
    return words.rstrip(":").strip() if words.endswith(":") and len(words.split()) <= 4 else ""


def _listed(run: Sequence[_Line], above: str) -> Iterator[Listing]:
    """The list that lines are; a last one that is their sum is what they come to."""
    items = [line.item for line in run if line.item]
    whole = 0
    if len(items) > 1 and _SUM.match(items[-1].label):
        whole = items.pop().count
        if sum(each.count for each in items) != whole:
            return
    labels = {each.label.casefold() for each in items}
    many = _MANY if run and (run[0].passage.kind == "item" or whole) else _MANY_LINES
    if len(items) >= many and len(labels) == len(items):
        first, last = run[0], run[-1]
        end = last.end if last.passage is first.passage else first.end
        yield Listing(first.passage, first.start, end, tuple(items), whole, above)
