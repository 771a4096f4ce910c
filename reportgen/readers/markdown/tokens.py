"""markdown-it's block tokens: where they stand, and which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def place_of(token: Token) -> tuple[int, int]:
    """The offsets in the file at which a block's token begins and ends."""
    begin, end = token.map or (0, 0)
    return begin, end


def pass_over(tokens: Iterator[Token]) -> None:
    """Go on to the end of the container whose opening token came last."""
    level = 1
    for token in tokens:
        level += token.nesting
        if level == 0:
            return


def part_footnotes(tokens: Iterable[Token]) -> tuple[list[Token], list[tuple[Token, list[Token]]]]:
    """The text's tokens, and each footnote definition's opening token with what it holds."""
    body: list[Token] = []
    definitions: list[tuple[Token, list[Token]]] = []
    inside = [body]
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside.append([])
            definitions.append((token, inside[-1]))
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            inside[-1].append(token)
    return body, definitions
