"""Compares two lines of text word by word: what a careful person would mark, and no more."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from msgspec import Struct

from reportgen.compare.differ import match
from reportgen.compare.fingerprints import inlines_key
from reportgen.compare.tokens import (
    END,
    FOOTNOTE,
    Marked,
    Piece,
    Token,
    joined,
    tokens_of,
)
from reportgen.model import Footnote, Inline, Inlines, SoftBreak, Text

CompareNotes = Callable[[Footnote, Footnote], Footnote | None]

_WORD, _MARK = 10, 3
# A single kept word this short between two longer replacements is taken along with them.
_SHORT = 3
_SENTENCE_ENDS = (".", "!", "?", ":")


class Group(Struct, frozen=True):
    """Tokens that went out, those that came in for them, and the pair that follows."""

    gone: list[Token]
    come: list[Token]
    kept: tuple[Token, Token]


def compare_inlines(old: Inlines, new: Inlines, compare_notes: CompareNotes) -> Inlines:
    """`new`, with what came in and what went out since `old` marked, gone before come.

    `compare_notes` makes one footnote of two; None where they are to be told apart.
    """
    if inlines_key(old) == inlines_key(new):
        return new
    begin, end = _same_ends(old, new)
    stop = len(new) - end
    before, after = tokens_of(old[begin : len(old) - end]), tokens_of(new[begin:stop])
    pieces: list[Marked] = []
    for group in _groups(before, after, compare_notes):
        pieces += _pieces(group, compare_notes)
    return (*new[:begin], *joined(pieces), *new[stop:])


def _same_ends(old: Inlines, new: Inlines) -> tuple[int, int]:
    """How many inlines are the same at the beginning and at the end: whole lines, as a rule.

    The cut is at the end of a source line, so that the words at it have their space.
    """
    most = min(len(old), len(new))
    begin = end = 0
    while begin < most and _same(old[begin], new[begin]):
        begin += 1
    while begin and not isinstance(new[begin - 1], SoftBreak):
        begin -= 1
    while end < most - begin and _same(old[-1 - end], new[-1 - end]):
        end += 1
    while end and not isinstance(new[-end], SoftBreak):
        end -= 1
    return begin, end


def _same(one: Inline, other: Inline) -> bool:
    if type(one) is Text and type(other) is Text:
        return one.text == other.text
    return type(one) is type(other) and inlines_key((one,)) == inlines_key((other,))


def _weight(key: Hashable) -> int:
    return _WORD if isinstance(key, str) and (key[0].isalnum() or key == FOOTNOTE) else _MARK


def _groups(old: list[Token], new: list[Token], compare_notes: CompareNotes) -> list[Group]:
    """What changed before each pair that stays; the ends of both texts are the last pair."""
    pairs = match([each.key for each in old[:-1]], [each.key for each in new[:-1]], _weight)
    pairs = [(i, j) for i, j in pairs if _stays(old[i], new[j], compare_notes)]
    pairs.append((len(old) - 1, len(new) - 1))
    groups: list[Group] = []
    i = j = 0
    for a, b in pairs:
        groups.append(Group(old[i:a], new[j:b], (old[a], new[b])))
        i, j = a + 1, b + 1
    return _slid(_without_islands(groups))


def _stays(old: Token, new: Token, compare_notes: CompareNotes) -> bool:
    if old.key != FOOTNOTE:
        return True
    return _merged_note(old, new, compare_notes) is not None


def _merged_note(old: Token, new: Token, compare_notes: CompareNotes) -> Footnote | None:
    one = old.piece.leaf if old.piece else None
    other = new.piece.leaf if new.piece else None
    assert isinstance(one, Footnote)
    assert isinstance(other, Footnote)
    return compare_notes(one, other)


# Making groups what a person would mark


def _without_islands(groups: list[Group]) -> list[Group]:
    """Groups that only a short word or a mark parts, as one where both replace several words."""
    made: list[Group] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        run = _island(groups, index)
        while run:
            following = groups[run]
            kept = [each.kept for each in groups[index:run]]
            group = Group(
                [*group.gone, *(pair[0] for pair in kept), *following.gone],
                [*group.come, *(pair[1] for pair in kept), *following.come],
                following.kept,
            )
            index = run
            run = _island(groups, index)
        made.append(group)
        index += 1
    return made


def _island(groups: list[Group], index: int) -> int:
    """The next changed group where no more than an island lies before it, else 0."""
    here = groups[index]
    if not (here.gone and here.come) or here.kept[0].key == END:
        return 0
    words = 0
    for further in range(index, min(index + 3, len(groups) - 1)):
        key = groups[further].kept[0].key
        if len(key) > _SHORT or key in (FOOTNOTE, "\n"):
            return 0
        words += key[0].isalnum()
        following = groups[further + 1]
        if following.gone or following.come:
            return further + 1 if _swallows(here, following, words) else 0
    return 0


def _swallows(one: Group, other: Group, words: int) -> bool:
    if not (other.gone and other.come) or words > 1:
        return False
    sizes = [_words_in(each) for each in (one.gone, one.come, other.gone, other.come)]
    least = 2 if words else 1
    return min(sizes) >= least and sum(sizes) >= 4 * least + 2 * words


def _words_in(tokens: list[Token]) -> int:
    return sum(each.key[0].isalnum() for each in tokens)


def _slid(groups: list[Group]) -> list[Group]:
    """Groups that only add or only take away, moved to where a sentence or a clause begins."""
    made: list[Group] = []
    waiting = groups[::-1]
    while waiting:
        group = waiting.pop()
        while (bool(group.gone) != bool(group.come)) and waiting and _can_go_on(group, waiting[-1]):
            first, group = _one_further(group, waiting.pop())
            made.append(first)
        if made and bool(group.gone) != bool(group.come):
            _slide(made, group)
        else:
            made.append(group)
    return made


def _can_go_on(group: Group, following: Group) -> bool:
    """Whether the same text comes of it where the group begins a token later."""
    key = group.kept[0].key
    return not (following.gone or following.come) and (
        (group.gone or group.come)[0].key == key and key != FOOTNOTE
    )


def _one_further(group: Group, following: Group) -> tuple[Group, Group]:
    old, new = group.kept
    if group.gone:
        first = Group([], [], (group.gone[0], new))
        return first, Group([*group.gone[1:], old], [], following.kept)
    first = Group([], [], (old, group.come[0]))
    return first, Group([], [*group.come[1:], new], following.kept)


def _slide(made: list[Group], group: Group) -> None:
    """Put `group` behind `made`, as far to the left of its place as reads best."""
    side = 0 if group.gone else 1
    tokens = group.gone or group.come
    before = [each.kept[side] for each in made]
    room = _room(made, tokens, before)
    steps = max(range(room + 1), key=lambda each: (_reads(tokens, before, each), -each))
    whole = [*before[len(before) - steps :], *tokens]
    changed, stay = whole[: len(tokens)], whole[len(tokens) :]
    others = [each.kept[1 - side] for each in made[len(made) - steps :]]
    del made[len(made) - steps :]
    kept = [
        (own, other) if side == 0 else (other, own) for own, other in zip(stay, others, strict=True)
    ]
    first, *following = [*kept, group.kept]
    made.append(Group(changed if side == 0 else [], changed if side else [], first))
    made += [Group([], [], pair) for pair in following]


def _room(made: list[Group], tokens: list[Token], before: list[Token]) -> int:
    """How many steps to the left the same text comes of it."""
    whole = [*before, *tokens]
    steps = 0
    while steps < len(made) and not (made[-steps - 1].gone or made[-steps - 1].come):
        place = len(before) - steps - 1
        key = whole[place].key
        if key != whole[place + len(tokens)].key or key == FOOTNOTE:
            break
        steps += 1
    return steps


def _reads(tokens: list[Token], before: list[Token], steps: int) -> int:
    """How well the group reads that begins `steps` tokens earlier."""
    whole = [*before[len(before) - steps :], *tokens]
    last = whole[len(tokens) - 1].key
    ahead = before[-steps - 1].key if len(before) > steps else "."
    if ahead in _SENTENCE_ENDS or ahead == "\n":
        return 3 if last in _SENTENCE_ENDS else 1
    if whole[0].key in (",", "och", "samt", "eller"):
        return 2
    return 1 if whole[0].key[0].isalnum() else 0


# From groups to pieces


def _pieces(group: Group, compare_notes: CompareNotes) -> Iterator[Marked]:
    """What went out, what came in, then the pair; the space that both have stays."""
    old, new = group.kept
    gone, come = _flat(group.gone), _flat(group.come)
    ends_alike = old.blank == new.blank
    if not ends_alike:
        gone, come = [*gone, *old.space], [*come, *new.space]
    if (group.gone and group.come) or not ends_alike:
        first_gone, first_come = [*group.gone, old][0], [*group.come, new][0]
        if first_gone.blank == first_come.blank:
            yield from ((None, each) for each in first_come.space)
            gone, come = gone[len(first_gone.space) :], come[len(first_come.space) :]
    yield from (("deleted", each) for each in gone)
    yield from (("inserted", each) for each in come)
    if ends_alike:
        yield from ((None, each) for each in new.space)
    if new.piece is None:
        return
    if new.key == FOOTNOTE:
        note = _merged_note(old, new, compare_notes)
        assert note
        yield None, Piece(note, new.piece.wrappers)
    else:
        yield None, new.piece


def _flat(tokens: list[Token]) -> list[Piece]:
    return [piece for token in tokens for piece in (*token.space, token.piece) if piece is not None]
