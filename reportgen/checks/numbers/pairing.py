"""Which number of a sentence counts which of the rows that it names: the likeliest pairs.

“Polisen stod för 29 ärenden, därefter följer vården med 21” and “29 från polisen, 21 från vården”
have the same words and numbers; what stands between a number and a name tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.row_words import Mentioned
from reportgen.language.patterns import Pattern

# What parts one thing that is told from the next; “29 personer, var 25–34 år” goes on.
_PARTS = Pattern(
    r"[;:]|,(?![ \u00a0](?:var|är|hade|har|gällde|rörde|avsåg|kom|fick|omfattade|som)\b)"
    r"|[ \u00a0](?:och|samt|medan|men|respektive|följ[td]a? av|därefter)(?=[ \u00a0])"
)
_EACH = Pattern(r"[ \u00a0](?:\w+[ \u00a0])?(?:vardera|var|styck)(?!\w)")
_LISTED = Pattern(r"\)?(?:,|,?[ \u00a0](?:och|samt))?[ \u00a0](?:från[ \u00a0])?")
# What it costs to leave a number or a name without the other, and each thing between a pair.
_ALONE, _ARTICLE, _UNNAMED, _BETWEEN = 6.0, 0.5, 2.0, 2.0
_FAR = 200
# A pair with so much between it is none that is taken.
_DOUBTFUL = 5.0


class Pair(Struct, frozen=True):
    """A number and the name that it counts; `clear` where no other pair is as likely."""

    quantity: Quantity
    mentioned: Mentioned
    clear: bool


class Paired(Struct, frozen=True):
    """The pairs of a sentence, and the numbers that no name belongs to."""

    pairs: tuple[Pair, ...]
    alone: tuple[Quantity, ...]


_Token = Quantity | Mentioned
_Way = tuple[float, tuple[Pair, ...]]


def paired(text: str, counts: Sequence[Quantity], mentions: Sequence[Mentioned]) -> Paired:
    """The pairs that cost least, in the order of the text."""
    tokens: list[_Token] = sorted((*counts, *mentions), key=lambda each: each.start)

    @cache
    def from_(place: int) -> _Way:
        """The cheapest way to pair the tokens from a place on."""
        if place >= len(tokens):
            return 0.0, ()
        cost, pairs = from_(place + 1)
        best = cost + _cost_alone(tokens[place]), pairs
        for size, price, own in _steps(text, tokens, place):
            cost, pairs = from_(place + size)
            best = min(best, (cost + price, (*own, *pairs)), key=lambda way: way[0])
        return best

    for place in range(len(tokens) - 1, -1, -1):
        from_(place)  # from the end: no recursion as deep as the sentence is long
    pairs = tuple(each for each in from_(0)[1] if each.mentioned.label)
    of_names = {each.quantity.start for each in from_(0)[1]}
    alone = tuple(q for q in counts if q.start not in of_names and q.form != "weak")
    return Paired(pairs, alone)


def _cost_alone(token: _Token) -> float:
    if isinstance(token, Mentioned):
        return _UNNAMED if token.label else 0.0
    return _ARTICLE if token.form == "weak" else _ALONE


def _steps(
    text: str, tokens: Sequence[_Token], place: int
) -> list[tuple[int, float, tuple[Pair, ...]]]:
    """What may be paired from a place on: how many tokens, at what cost, the pairs."""
    first, second = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    found: list[tuple[int, float, tuple[Pair, ...]]] = []
    if second is None:
        return found
    quantity = first if isinstance(first, Quantity) else second
    mentioned = first if isinstance(first, Mentioned) else second
    if isinstance(quantity, Quantity) and isinstance(mentioned, Mentioned):
        price = _price(text, first, second)
        clear = price < _DOUBTFUL and price + 1 < _next_best(text, tokens, place)
        found.append((2, price, (Pair(quantity, mentioned, clear),)))
    run = _run(text, tokens, place + isinstance(first, Quantity))
    end = place + isinstance(first, Quantity) + len(run)
    if isinstance(first, Mentioned) and len(run) > 1 and end < len(tokens):
        last = tokens[end]
        if isinstance(last, Quantity) and _EACH.match(text, last.end):
            found.append((len(run) + 1, 0.0, tuple(Pair(last, m, True) for m in run)))  # noqa: FBT003
    elif isinstance(first, Quantity) and len(run) > 1 and _EACH.match(text, first.end):
        found.append((len(run) + 1, 0.0, tuple(Pair(first, m, True) for m in run)))  # noqa: FBT003
    return found


def _next_best(text: str, tokens: Sequence[_Token], place: int) -> float:
    """What the cheaper of the two pairs costs that either of a pair could be in instead."""
    pairs = [tokens[place - 1 : place + 1] if place else (), tokens[place + 1 : place + 3]]
    other = [
        _price(text, *pair)
        for pair in pairs
        if len(pair) == 2 and isinstance(pair[0], Mentioned) != isinstance(pair[1], Mentioned)
    ]
    return min(other, default=_DOUBTFUL * 2)


def _run(text: str, tokens: Sequence[_Token], place: int) -> list[Mentioned]:
    """The names from a place on that are listed one after the other."""
    run: list[Mentioned] = []
    for token in tokens[place:]:
        if not isinstance(token, Mentioned):
            break
        if run and not _LISTED.fullmatch(text, run[-1].end, token.start):
            break
        run.append(token)
    return run


def _price(text: str, one: _Token, other: _Token) -> float:
    parts = sum(1 for _each in _PARTS.finditer(text, one.end, other.start))
    weak = any(isinstance(each, Quantity) and each.form == "weak" for each in (one, other))
    far = min(1.0, (other.start - one.end) / _FAR) * 0.5
    return parts * _BETWEEN + far + (0.25 if weak else 0)
