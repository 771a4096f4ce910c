"""A text as it was sent beside the source that it was printed of, and what differs in another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec import Struct

from reportgen.compare.differ import match
from reportgen.model import Computed, Reference
from reportgen.scaffold.review.tokens import BREAK, Token

Pairs = dict[int, int]


class SentText(Struct, frozen=True):
    """A text as tokens, as sent and as the source has it; `source_of` is by their places."""

    sent: Sequence[Token]
    source: Sequence[Token]
    source_of: Pairs

    def source_token(self, place: int) -> Token | None:
        """The token of the source at a place of what was sent, None where there is none."""
        found = self.source_of.get(place)
        return None if found is None else self.source[found]

    def atom_at(self, place: int) -> Token | None:
        """The same, where it is part of a value."""
        token = self.source_token(place)
        return token if token is not None and isinstance(token.leaf, Computed | Reference) else None


class Hunk(Struct, frozen=True):
    """Tokens from `begin` to `end` of what was sent, which others stand for in what came back."""

    begin: int
    end: int


def sent_text(sent: Sequence[Token], source: Sequence[Token]) -> SentText:
    """A text and its source: which token of it is which that was sent is told by their text."""
    old, new = [_plain(each) for each in sent], [_plain(each) for each in source]
    if old == new:
        return SentText(sent, source, {index: index for index in range(len(old))})
    return SentText(sent, source, dict(match(old, new, _weight)))


def _plain(token: Token) -> str:
    return " " if token.is_blank and token.text != "\n" else token.text


def _weight(key: Hashable) -> int:
    word = str(key)
    if word[0].isalnum() or word[0] in ("\x02", BREAK):
        return 10
    return 1 if word.isspace() else 3


def paired(old: Sequence[Token], new: Sequence[Token]) -> Pairs:
    """Which tokens stayed: their places in both."""
    return dict(match([each.key for each in old], [each.key for each in new], _weight))


def without_remnants(pairs: Pairs, texts: SentText) -> Pairs:
    """The pairs without the blanks of values of which nothing else is left."""
    whole = {id(atom.leaf) for i in pairs if (atom := texts.atom_at(i)) and not atom.is_blank}
    return {
        i: j
        for i, j in pairs.items()
        if (atom := texts.atom_at(i)) is None or not atom.is_blank or id(atom.leaf) in whole
    }


def gaps_of(pairs: Pairs, olds: int, news: int) -> list[Hunk]:
    """What lies between the pairs."""
    gaps = []
    i = j = 0
    for a, b in [*sorted(pairs.items()), (olds, news)]:
        if i < a or j < b:
            gaps.append(Hunk(i, a))
        i, j = a + 1, b + 1
    return gaps


def joined(hunks: list[Hunk], texts: SentText) -> list[Hunk]:
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
