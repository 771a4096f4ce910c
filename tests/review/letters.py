"""A line of text as letters, each with its look and what it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

TYPED = 0  # the group of a letter that somebody typed


class Letter(NamedTuple):
    """A letter as it stands in the file; `look` is sorted marks as "b", "bi", "i →http://…"."""

    sign: str
    look: str = ""
    group: int = TYPED


Letters = list[Letter]


@dataclass
class Group:
    """Letters that the program makes: a value, a reference, a caption's number, a note's mark."""

    kind: str
    text: str = ""
    note: Letters | None = None
    noted: Any = None  # the note's paragraph


@dataclass
class Block:
    """A paragraph, figure or table with all that a reader meets in it."""

    kind: str
    letters: Letters = field(default_factory=list)
    element: Any = None
    rows: list[list[Block]] | None = None
    alt: str = ""
    typed: bool = True  # False: made from statistics or settings
    kept: bool = True  # False: no text file can have it
    frozen: list[str] | None = None  # what a table says that no text file can have so

    @property
    def text(self) -> str:
        return "".join(each.sign for each in self.letters)


Groups = dict[int, Group]


def said(blocks: list[Block], groups: Groups, *, kept: bool) -> list[str]:
    """Each block on a line; with `kept` a changed value reads as it was computed."""
    return [line for block in blocks for line in _lines(block, groups, kept)]


def _lines(block: Block, groups: Groups, kept: bool) -> list[str]:
    if kept and not block.kept:
        return []
    if kept and block.frozen is not None:
        return block.frozen
    if block.rows is not None:
        rows = (" ¦ ".join(line(c.letters, groups, kept=kept) for c in row) for row in block.rows)
        return [f"row| {row}" for row in rows]
    if block.kind == "figure":
        return [f"figure| {block.alt}"]
    text = line(block.letters, groups, kept=kept)
    return [f"{block.kind}| {text}"] if text else []


def line(letters: Letters, groups: Groups, *, kept: bool) -> str:
    """The letters as one text, looks marked: `<b:words>`; blanks take no look of their own."""
    shown: list[tuple[str, str]] = []
    open_group = TYPED
    for each in letters:
        if each.group != TYPED and each.group == open_group:
            continue
        open_group = (
            each.group if each.group != TYPED and _is_whole(groups[each.group], kept) else TYPED
        )
        if open_group == TYPED:
            shown.append((each.sign, each.look))
        else:
            shown += [(sign, each.look) for sign in _whole(groups[each.group], groups, kept)]
    return _marked(_one_blank(shown))


def _is_whole(group: Group, kept: bool) -> bool:
    return kept or group.kind != "value"


def _whole(group: Group, groups: Groups, kept: bool) -> str:
    match group.kind:
        case "value":
            return group.text
        case "auto":
            return ""
        case "note":
            return f"⟦{line(group.note or [], groups, kept=kept)}⟧"
    return "⟦ref⟧"


def _one_blank(shown: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Blanks in a row as one, none at the ends."""
    kept: list[tuple[str, str]] = []
    for typed, look in shown:
        sign = " " if typed == "\t" else typed
        if sign == " " and (not kept or kept[-1][0] == " "):
            continue
        kept.append((sign, look))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _marked(shown: list[tuple[str, str]]) -> str:
    looks = [look for _, look in shown]
    for n, (sign, _) in enumerate(shown):
        if sign == " " and 0 < n < len(shown) - 1:
            looks[n] = _shared(looks[n - 1], shown[n + 1][1])
    pieces, last = [], ""
    for (sign, _), look in zip(shown, looks, strict=True):
        if look != last:
            pieces.append((">" if last else "") + (f"<{look}:" if look else ""))
            last = look
        pieces.append(sign)
    return "".join(pieces) + (">" if last else "")


def _shared(one: str, other: str) -> str:
    return one if one == other else ""


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand."""
    return [found.span() for found in re.finditer(r"[^\W\d_]{2,}", text)]
