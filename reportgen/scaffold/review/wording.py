"""The words of a text that came back, laid beside those that were sent and those of the source.

What differs between the two Word texts is put into the source at the place of the words that it
was made of. Values are never typed over: what was typed in their place is told, and the value
stays.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec import Struct

from reportgen.compare.differ import match
from reportgen.model import Computed, Footnote, Reference
from reportgen.scaffold.review.tokens import BREAK, Token

Values = list[tuple[Token, str]]


class Hunk(Struct, frozen=True):
    """Tokens from `begin` to `end` of what was sent, which others stand for in what came back."""

    begin: int
    end: int


class Wording:
    """Three texts as tokens: as sent, as it came back, as the source has it.

    `values` are computed values that something else was typed for, with what was.
    """

    def __init__(
        self, sent: Sequence[Token], back: Sequence[Token], source: Sequence[Token]
    ) -> None:
        self.sent = sent
        self.source = source
        self.source_of = _same_text(sent, source)
        self.back, self.values = _with_values(self, _with_marks(self, back))
        self.back_of = _without_remnants(_paired(sent, self.back), self)
        self.sent_of = {w: s for s, w in self.source_of.items()}
        self.kept = {j: i for i, j in self.back_of.items()}

    def hunks(self) -> list[Hunk]:
        """What differs; what only blanks part is one."""
        return _joined(_gaps(self.back_of, len(self.sent), len(self.back)), self)

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


def _weight(key: Hashable) -> int:
    word = str(key)
    if word[0].isalnum() or word[0] in ("\x02", BREAK):
        return 10
    return 1 if word.isspace() else 3


def _paired(old: Sequence[Token], new: Sequence[Token]) -> dict[int, int]:
    return dict(match([each.key for each in old], [each.key for each in new], _weight))


def _without_remnants(pairs: dict[int, int], texts: Wording) -> dict[int, int]:
    """The pairs without the blanks of values of which nothing else is left."""
    whole = {id(atom.leaf) for i in pairs if (atom := _atom_at(i, texts)) and not atom.is_blank}
    return {
        i: j
        for i, j in pairs.items()
        if (atom := _atom_at(i, texts)) is None or not atom.is_blank or id(atom.leaf) in whole
    }


def _atom_at(place: int, texts: Wording) -> Token | None:
    """The token of the source at a place of what was sent, where it is part of a value."""
    token = _source_token(place, texts)
    return token if token is not None and isinstance(token.leaf, Computed | Reference) else None


def _same_text(sent: Sequence[Token], source: Sequence[Token]) -> dict[int, int]:
    """Which token of the source is which that was sent, by their text alone."""
    old, new = [_plain(each) for each in sent], [_plain(each) for each in source]
    if old == new:
        return {index: index for index in range(len(old))}
    return dict(match(old, new, _weight))


def _plain(token: Token) -> str:
    return " " if token.is_blank and token.text != "\n" else token.text


def _gaps(pairs: dict[int, int], olds: int, news: int) -> list[Hunk]:
    gaps = []
    i = j = 0
    for a, b in [*sorted(pairs.items()), (olds, news)]:
        if i < a or j < b:
            gaps.append(Hunk(i, a))
        i, j = a + 1, b + 1
    return gaps


def _joined(hunks: list[Hunk], texts: Wording) -> list[Hunk]:
    """The hunks, those that only blanks part as one."""
    made: list[Hunk] = []
    for hunk in hunks:
        last = made[-1] if made else None
        between = texts.sent[last.end : hunk.begin] if last else ()
        if last and between and all(each.is_blank for each in between):
            made[-1] = Hunk(last.begin, hunk.end)
        else:
            made.append(hunk)
    return made


# Values, and further marks of notes


def _with_marks(texts: Wording, back: Sequence[Token]) -> list[Token]:
    """What came back with the further marks of notes as they were sent.

    Where the first mark of a note was taken out, Word shows only a number in their places.
    """
    pairs, new = _paired(texts.sent, back), [*back]
    for gap in _gaps(pairs, len(texts.sent), len(back)):
        begin = pairs[gap.begin - 1] + 1 if gap.begin else 0
        end = pairs[gap.end] if gap.end < len(texts.sent) else len(back)
        marks = [each for each in texts.sent[gap.begin : gap.end] if _is_further(each)]
        numbers = [j for j in range(begin, end) if back[j].text.isdigit()]
        if len(marks) == len(numbers):
            for mark, j in zip(marks, numbers, strict=True):
                new[j] = mark
    return new


def _is_further(token: Token) -> bool:
    return isinstance(token.leaf, Footnote) and token.leaf.mark > 1


def _with_values(texts: Wording, back: Sequence[Token]) -> tuple[list[Token], Values]:
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


def _typed_over(texts: Wording, new: Sequence[Token]) -> tuple[range, int, int] | None:
    """The first value that something was typed for: its tokens as sent, and what was typed."""
    pairs = _without_remnants(_paired(texts.sent, new), texts)
    gaps = _gaps(pairs, len(texts.sent), len(new))
    wide = _joined(gaps, texts)
    for gap in gaps:
        for atom in _values_in(gap, texts):
            counts = any(new[j].text.isdigit() for j in range(*_range(gap, pairs, texts, new)))
            is_gone = not any(i in pairs for i in atom if not texts.sent[i].is_blank)
            hunk = _hunk_around(atom, gap, wide, texts, counts=counts, is_gone=is_gone)
            begin, end = _whole(atom, pairs, *_range(hunk, pairs, texts, new))
            found = _typed_for(atom, hunk, texts, new, begin, end)
            if found is not None:
                return atom, *found
    return None


def _range(
    hunk: Hunk, pairs: dict[int, int], texts: Wording, new: Sequence[Token]
) -> tuple[int, int]:
    """From where to where what came back stands for a hunk."""
    begin = pairs[hunk.begin - 1] + 1 if hunk.begin else 0
    return begin, pairs[hunk.end] if hunk.end < len(texts.sent) else len(new)


def _hunk_around(
    atom: range,
    gap: Hunk,
    wide: Sequence[Hunk],
    texts: Wording,
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


def _whole(atom: range, pairs: dict[int, int], begin: int, end: int) -> tuple[int, int]:
    """What stands in the place of a hunk, with what is left of a value beside it."""
    kept = [pairs[each] for each in atom if each in pairs]
    before = [each for each in kept if each < begin]
    after = [each for each in kept if each >= end]
    return min([begin, *before]), max([end, *(each + 1 for each in after)])


def _values_in(hunk: Hunk, texts: Wording) -> list[range]:
    """The values that a hunk touches, each as the range of its tokens as sent."""
    found: list[range] = []
    for place in range(hunk.begin, hunk.end):
        token = _source_token(place, texts)
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


def _source_token(place: int, texts: Wording) -> Token | None:
    found = texts.source_of.get(place)
    return None if found is None else texts.source[found]


def _is_of(place: int, token: Token, texts: Wording) -> bool:
    other = _source_token(place, texts)
    return other is not None and other.leaf is token.leaf


def _typed_for(
    atom: range,
    hunk: Hunk,
    texts: Wording,
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
    first = _source_token(atom[0], texts)
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
        if [_class_of(each) for each in new[place : place + len(shape)]] == [*shape]:
            return place, place + len(shape)
    return None


def _number_in(new: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The first number from `begin` to `end`, with its thousands and decimals."""
    first = next((j for j in range(begin, end) if new[j].text.isdigit()), None)
    if first is None:
        return None
    last = first
    while last + 2 < end and new[last + 1].text in _IN_NUMBERS and new[last + 2].text.isdigit():
        last += 2
    return first, last + 1


_IN_NUMBERS = (",", "\u00a0", "\u202f")
