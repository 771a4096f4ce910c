"""Computed values that something else was typed for in what came back: they are told, and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.model import Computed, Reference
from reportgen.scaffold.review.sent_text import (
    Hunk,
    Pairs,
    SentText,
    gaps_of,
    joined,
    paired,
    without_remnants,
)
from reportgen.scaffold.review.tokens import Token

Values = list[tuple[Token, str]]


class _Typed(NamedTuple):
    """What was typed for a value: its tokens as sent, and from where to where in what came back."""

    atom: range
    begin: int
    end: int


def with_values(texts: SentText, back: Sequence[Token]) -> tuple[list[Token], Values]:
    """What came back with every value as it was sent, and what had been typed for them."""
    new, values = [*back], Values()
    for _each in range(len(texts.source)):
        found = _typed_over(texts, new)
        if found is None:
            break
        atom, begin, end = found
        values.append((texts.sent[atom[0]], "".join(each.text for each in new[begin:end])))
        new[begin:end] = texts.sent[atom[0] : atom[-1] + 1]
    return new, values


def _typed_over(texts: SentText, new: Sequence[Token]) -> _Typed | None:
    """The first value that something was typed for."""
    pairs = _without_strays(without_remnants(paired(texts.sent, new), texts), texts, new)
    gaps = gaps_of(pairs, len(texts.sent), len(new))
    wide = joined(gaps, texts)
    for gap in gaps:
        found = [*_typed_in(gap, wide, pairs, texts, new)]
        if found:
            within = _range(gap, pairs, texts, new)
            return max(found, key=lambda each: _likely(each, gap, within, texts, new))
    return None


def _without_strays(pairs: Pairs, texts: SentText, new: Sequence[Token]) -> Pairs:
    """The pairs, where something was typed in a value's look: what is left of it stands beside.

    A word of a value that went out may stand elsewhere in the text.
    """
    if not any(each.over for each in new):
        return pairs
    broken = {
        id(atom.leaf)
        for i in range(len(texts.sent))
        if i not in pairs and (atom := texts.atom_at(i)) is not None
    }
    return {
        i: j
        for i, j in pairs.items()
        if (atom := texts.atom_at(i)) is None
        or id(atom.leaf) not in broken
        or any(each.over for each in new[max(0, j - 2) : j + 3])
    }


def _typed_in(
    gap: Hunk, wide: Sequence[Hunk], pairs: Pairs, texts: SentText, new: Sequence[Token]
) -> Iterator[_Typed]:
    """The values of a hunk that something may have been typed for."""
    for atom in _values_in(gap, texts):
        counts = any(new[j].text.isdigit() for j in range(*_range(gap, pairs, texts, new)))
        is_gone = not any(i in pairs for i in atom if not texts.sent[i].is_blank)
        hunk = _hunk_around(atom, gap, wide, texts, counts=counts, is_gone=is_gone)
        begin, end = _whole(atom, pairs, *_range(hunk, pairs, texts, new))
        place = _typed_for(atom, hunk, texts, new, begin, end)
        if place is not None:
            yield _Typed(atom, *place)


def _likely(
    typed: _Typed, gap: Hunk, within: tuple[int, int], texts: SentText, new: Sequence[Token]
) -> tuple[int, bool]:
    """How likely it is that of the values that went out in a hunk it was typed for this one.

    Both stand next to the same words, or are words or numbers alike.
    """
    first, behind = typed.atom[0], typed.atom[-1] + 1
    before = *texts.sent[gap.begin : first], *new[within[0] : typed.begin]
    after = *texts.sent[behind : gap.end], *new[typed.end : within[1]]
    beside = sum(all(each.is_blank for each in side) for side in (before, after))
    own = [_class_of(each) for each in texts.sent[first:behind]]
    return beside, own == [_class_of(each) for each in new[typed.begin : typed.end]]


def _range(hunk: Hunk, pairs: Pairs, texts: SentText, new: Sequence[Token]) -> tuple[int, int]:
    """From where to where what came back stands for a hunk."""
    begin = pairs[hunk.begin - 1] + 1 if hunk.begin else 0
    return begin, pairs[hunk.end] if hunk.end < len(texts.sent) else len(new)


def _hunk_around(
    atom: range,
    gap: Hunk,
    wide: Sequence[Hunk],
    texts: SentText,
    *,
    counts: bool,
    is_gone: bool,
) -> Hunk:
    """What is judged with a value: of words that went out whole all that went out beside them.

    A number is looked for in its own place alone, where one stands (`counts`); of a date each
    part may be another. `is_gone` says that no word of the value is left.
    """
    classes = [_class_of(texts.sent[i]) for i in atom]
    is_date = classes[0] == "digit" and "word" in classes
    is_number = counts and texts.sent[atom[0]].text.isdigit()
    if not is_date and (is_number or not is_gone):
        return gap
    return next(each for each in wide if each.begin <= gap.begin and gap.end <= each.end)


def _whole(atom: range, pairs: Pairs, begin: int, end: int) -> tuple[int, int]:
    """What stands in the place of a hunk, with what is left of a value beside it."""
    kept = [pairs[each] for each in atom if each in pairs]
    before = [each for each in kept if each < begin]
    after = [each for each in kept if each >= end]
    return min([begin, *before]), max([end, *(each + 1 for each in after)])


def _values_in(hunk: Hunk, texts: SentText) -> list[range]:
    """The values that a hunk touches, each as the range of its tokens as sent."""
    found: list[range] = []
    for place in range(hunk.begin, hunk.end):
        token = texts.source_token(place)
        if token is None or not isinstance(token.leaf, Computed | Reference):
            continue
        if found and place in found[-1]:
            continue
        begin = end = place
        while begin and _is_of(begin - 1, token, texts):
            begin -= 1
        while _is_of(end + 1, token, texts):
            end += 1
        found.append(range(begin, end + 1))
    return found


def _is_of(place: int, token: Token, texts: SentText) -> bool:
    other = texts.source_token(place)
    return other is not None and other.leaf is token.leaf


def _typed_for(
    atom: range,
    hunk: Hunk,
    texts: SentText,
    new: Sequence[Token],
    begin: int,
    end: int,
) -> tuple[int, int] | None:
    """Where in what came back something was typed for a value; None where it was taken away."""
    words = [j for j in range(begin, end) if not new[j].is_blank]
    if not words:
        return None
    over = _over(words, new)
    if over and len(over) <= len(atom) + _MOST_TYPED:
        return max(over[0], begin), min(over[-1] + 1, end)
    lost = [i for i in range(hunk.begin, hunk.end) if i not in atom and not texts.sent[i].is_blank]
    if not lost:
        return _edges(words, [texts.sent[i] for i in atom], new)
    shape = [_class_of(texts.sent[i]) for i in atom]
    if shape[0] == "digit":
        return _alike_in(shape, new, begin, end) or _number_in(new, begin, end)
    own = [i for i in range(hunk.begin, hunk.end) if not texts.sent[i].is_blank]
    first = texts.source_token(atom[0])
    if "digit" not in shape and first is not None and isinstance(first.leaf, Reference):
        # In Word it is a link or a field: what is typed beside it is no part of it.
        return None
    if len(own) != len(words) or len(own) > _MOST_BESIDE:
        return None
    places = [words[k] for k, i in enumerate(own) if i in atom]
    return places[0], places[-1] + 1


def _over(words: list[int], new: Sequence[Token]) -> list[int]:
    """The words that stand together in the look of a value, the first of `words` among them."""
    first = next((j for j in words if new[j].over), None)
    if first is None:
        return []
    begin, end = first, first + 1
    while begin and new[begin - 1].over:
        begin -= 1
    while end < len(new) and new[end].over:
        end += 1
    return [j for j in range(begin, end) if not new[j].is_blank]


def _edges(words: list[int], atom: Sequence[Token], new: Sequence[Token]) -> tuple[int, int] | None:
    """All that was typed in a value's place, without marks that it may stand between."""
    if _class_of(atom[0]) == "digit":
        # Words before the number are beside it.
        number = next((n for n, j in enumerate(words) if new[j].text.isdigit()), 0)
        words = words[number:]
    begin, end = words[0], words[-1] + 1
    if len(words) > sum(not each.is_blank for each in atom) + _MOST_TYPED:
        shape = [*map(_class_of, atom)]
        return _alike_in(shape, new, begin, end) or _number_in(new, begin, end)
    return begin, end


# More words than these in the place of a value are no value.
_MOST_TYPED = 2
# Of more words than these that were all retyped none stands for a value.
_MOST_BESIDE = 4


def _class_of(token: Token) -> str:
    if token.text.isdigit():
        return "digit"
    return "blank" if token.is_blank else "word" if token.text[0].isalpha() else token.text


def _alike_in(
    shape: Sequence[str], new: Sequence[Token], begin: int, end: int
) -> tuple[int, int] | None:
    """The first of what is written as a value of several words is: a date, an amount of money."""
    for place in range(begin, end - len(shape) + 1):
        behind = place + len(shape)
        is_alike = [_class_of(each) for each in new[place:behind]] == [*shape]
        if is_alike and _stands_alone(place, behind, new):
            return place, behind
    return None


def _number_in(new: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The first number from `begin` to `end`, with its thousands and decimals."""
    for first in range(begin, end):
        last = first
        while last + 2 < end and new[last + 1].text in _IN_NUMBERS and new[last + 2].text.isdigit():
            last += 2
        if new[first].text.isdigit() and _stands_alone(first, last + 1, new):
            return first, last + 1
    return None


_IN_NUMBERS = (",", "\u00a0", "\u202f")


def _stands_alone(begin: int, end: int, new: Sequence[Token]) -> bool:
    """Whether a number is no part of something else: "m2", "3*4", "COVID-19"."""
    before = "".join(each.text for each in new[max(0, begin - 2) : begin])
    after = "".join(each.text for each in new[end : end + 2])
    return not _HOLDS_BEFORE.search(before) and not _HOLDS_AFTER.match(after)


_HOLDS_BEFORE = re.compile(r"(?:[^\W\d_]|[*/\\_~^=+#@&]|\w-)$")
_HOLDS_AFTER = re.compile(r"[^\W\d_]|[*/\\_~^=+#@&]|-\w")
