"""Inlines as Markdown."""

from __future__ import annotations

import re
from typing import assert_never

from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Inserted,
    Leaf,
    LineBreak,
    Link,
    Reference,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
    Wrapper,
)
from reportgen.writers.markdown.escaping import escaped, is_punctuation, line_escaped, named

_BLANKS = " \t\u00a0\u202f"
_BARE_ADDRESS = re.compile(r"[^\s<>()\\]+")


def written(inlines: Inlines, *, in_cell: bool = False, opens: bool = True) -> str:
    """The inlines of one block; in the cell of a table a line break is `<br>`.

    `opens` says that they begin a line, where some marks mean something.
    """
    text = _joined(inlines, in_cell=in_cell)
    if in_cell:
        return text
    first, *others = text.split("\n")
    lines = [line_escaped(line, several=True) for line in others]
    opening = line_escaped(first, several=bool(others)) if opens else first
    return "\n".join((opening, *lines))


def _joined(inlines: Inlines, *, in_cell: bool, in_bold: bool = False) -> str:
    """What they are one after the other, told apart where they would run together."""
    made = ""
    beside = [None, *inlines, None]
    for before, inline, after in zip(beside, inlines, beside[2:], strict=False):
        bold = in_bold or isinstance(before, Strong) or isinstance(after, Strong)
        mark = "_" if bold and not _is_letter(before, -1) and not _is_letter(after, 0) else "*"
        piece = _written(inline, mark, in_cell=in_cell)
        if made and piece:
            made, piece = _apart(made, piece, before, inline)
        made += piece
    return made


def _is_letter(beside: Inline | None, place: int) -> bool:
    """Whether the character of a neighbour that stands next is no mark and no blank."""
    return isinstance(beside, Text) and beside.text[place].isalnum()


def _apart(made: str, piece: str, before: Inline | None, inline: Inline) -> tuple[str, str]:
    """Two neighbours, so written that neither takes the other for a part of itself."""
    if isinstance(inline, Strong | Emphasis) and _clings(made[-1], piece.lstrip("*_")):
        made = made[:-1] + named(made[-1])
    if isinstance(before, Strong | Emphasis) and _clings(piece[0], made.rstrip("*_")[::-1]):
        piece = named(piece[0]) + piece[1:]
    if isinstance(inline, Subscript | Superscript) and made.endswith("\\" + piece[0]):
        made = made[:-2] + named(piece[0])
    if made[-1] == "!" and piece[0] == "[":
        made = made[:-1] + "\\!"
    if isinstance(before, Footnote) and piece[0] == ":":
        piece = "\\" + piece
    return made, piece


def _clings(outside: str, inside: str) -> bool:
    """Whether asterisks between a letter and a mark would be no markup."""
    return outside.isalnum() and bool(inside) and is_punctuation(inside[0])


def _written(inline: Inline, mark: str, *, in_cell: bool) -> str:
    """One inline; `mark` is that of emphasis."""
    if isinstance(inline, Wrapper):
        bold = isinstance(inline, Strong)
        inside = _joined(inline.children, in_cell=in_cell, in_bold=bold)
        if not isinstance(inline, Strong | Emphasis):
            return _wrapped(inline, inside, mark)
        # Beside a blank its marks would be none.
        core = inside.strip(_BLANKS)
        before, _core, after = inside.partition(core) if core else (inside, "", "")
        return f"{before}{_wrapped(inline, core, mark) if core else ''}{after}"
    if isinstance(inline, Footnote):
        return f"[^{inline.label}]"
    return _leaf(inline, in_cell=in_cell)


def _leaf(leaf: Leaf, *, in_cell: bool) -> str:
    match leaf:
        case Text(text=text):
            return escaped(text)
        case SoftBreak():
            return " "
        case LineBreak():
            return "<br>" if in_cell else "\\\n"
        case Code(text=text):
            return _code(text, in_cell=in_cell)
        case Computed(expression=expression) | Reference(expression=expression):
            return f"{{{{ {expression} }}}}"
    assert_never(leaf)


def _wrapped(wrapper: Wrapper, inside: str, mark: str) -> str:
    """The marks around what a wrapper holds."""
    match wrapper:
        case Strong():
            return f"**{inside}**"
        case Emphasis():
            return f"{mark}{inside}{mark}"
        case Subscript():
            return f"~{inside}~"
        case Superscript():
            return f"^{inside}^"
        case Link(target=target):
            return f"[{inside}]({address(target)})"
        case Foreign(language=language):
            return f"[{inside}]{{lang={language}}}"
        case Inserted():
            return inside
        case Deleted():
            return ""
    assert_never(wrapper)


def _code(text: str, *, in_cell: bool) -> str:
    """A code span; its fence is longer than any run of backticks in it."""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    padded = text.startswith(("`", " ")) or text.endswith(("`", " "))
    shown = text.replace("|", "\\|") if in_cell else text
    return f"{fence} {shown} {fence}" if padded else f"{fence}{shown}{fence}"


def address(target: str) -> str:
    """The address of a link or picture; between angle brackets where it has blanks in it."""
    return target if _BARE_ADDRESS.fullmatch(target) else f"<{target}>"
