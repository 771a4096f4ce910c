"""Sentences with the numbers that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.passages import Passage, once_a_passage
from reportgen.language.patterns import Pattern

# “mot 17 året före”, “jämfört med 128”: the number of another year.
_AGAINST = Pattern(
    r"(?:[ \u00a0(](?:mot|än|från|jämfört med|i jämförelse med|att jämföra med|i stället för)"
    r"|\b(?:var (?:de|det|antalet)|(?:de|det|antalet|siffran) (?:var|uppgick till)))"
    r"(?:[ \u00a0](?:drygt|knappt|bara|ungefär))?[ \u00a0]$"
)
_BEFORE = Pattern(
    r"(?:[ \u00a0]\w+){0,2}[ \u00a0]\(?(?:året (?:innan|före|dessförinnan)|förra året|"
    r"föregående år|i fjol)\b"
)
_BY = Pattern(
    r"(?i)\b(?:ök\w*|minsk\w*|stig\w*|steg|sjönk\w*|sjunk\w*|uppgång|nedgång|skillnad)"
    r"[ \u00a0](?:med|på)(?:[ \u00a0](?:drygt|knappt|bara|ungefär))?[ \u00a0]$"
)
_DIFFERS = Pattern(
    r"[ \u00a0](?:\w+[ \u00a0]){0,2}?(?:fler|färre|mer|mindre|längre|kortare|procentenhet\w*)\b"
)
_LONGEST = 1000


class Line(Struct, frozen=True):
    """A sentence between two offsets of its passage's text, with its counts and shares in order.

    A count is whole; “en” and “ett” are among them as counts whose form is weak.
    """

    passage: Passage
    start: int
    end: int
    counts: tuple[Quantity, ...]
    shares: tuple[Quantity, ...]

    @property
    def text(self) -> str:
        """The text of the passage, into which all offsets point."""
        return self.passage.text

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        """The counts without articles."""
        return tuple(each for each in self.counts if each.form != "weak")

    @property
    def wholes(self) -> tuple[Quantity, ...]:
        """The numbers that something can be a part of: this year's, and no differences."""
        return tuple(each for each in self.numbers if not self.is_aside(each))

    def is_aside(self, quantity: Quantity) -> bool:
        """Whether a number is another year's or a difference: “mot 17 året före”, “två fler”."""
        before = self.text[max(self.start, quantity.start - 28) : quantity.start]
        return bool(
            _AGAINST.search(before)
            or _BY.search(before)
            or _BEFORE.match(self.text, quantity.end, self.end)
            or _DIFFERS.match(self.text, quantity.end, self.end)
        )


@once_a_passage
def lines_of(passage: Passage) -> tuple[Line, ...]:
    """The sentences of a passage that are no longer than sentences are."""
    return tuple(_lines(passage))


def _lines(passage: Passage) -> Iterator[Line]:
    quantities = find_quantities(passage)
    for start, end in passage.sentences:
        inside = _between(quantities, start, end) if end - start <= _LONGEST else []
        counts = tuple(each for each in inside if not each.is_share)
        yield Line(passage, start, end, counts, tuple(each for each in inside if each.is_share))


def _between(quantities: list[Quantity], start: int, end: int) -> list[Quantity]:
    first = bisect_left(quantities, start, key=lambda each: each.start)
    last = bisect_left(quantities, end, key=lambda each: each.start)
    return quantities[first:last]


def is_typed(quantities: Iterable[Quantity]) -> bool:
    """Whether a person wrote one of them: what is computed of the figures adds up."""
    return any(each.typed for each in quantities)
