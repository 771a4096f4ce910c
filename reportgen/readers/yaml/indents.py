"""Lines that do not fit those around them: no colon, a dash, another indentation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.readers.yaml.lines import LOST, Line, Slip

_LAST_NUMBER = Pattern(r"(.*\S)\s+(-?[0-9][0-9.,]*|null|true|false)$")


def find_misfit(
    around: Sequence[Line], before: Sequence[Line], lines: Sequence[Line]
) -> Slip | None:
    """The slip of a line among others; `around` where the parser stopped, the nearest last."""
    return _torn_off(around, lines) or _dash(around, lines) or _out_of_line(before, lines)


def _torn_off(near: Sequence[Line], lines: Sequence[Line]) -> Slip | None:
    """A line without a colon among lines with keys."""
    for line in reversed(near):
        words = line.words
        if line.has_key or ":" in words or words.startswith(("-", '"', "'", "[", "{")):
            continue
        deeper = _next_is_deeper(line, lines)
        first, _blank, _rest = words.partition(" ")
        found = None if deeper or _SETTING.fullmatch(first) else _LAST_NUMBER.match(words)
        key = found[1] if found else words if deeper else first
        end = line.indent + len(key)
        message = _("the colon is missing after '{key}'", key=key)
        rest = line.text[end:].strip()
        mended = f"{line.text[:end]}: {rest}".rstrip()
        hint = _("write '{line}'", line=mended.strip() if rest else f"{key}: …")
        if deeper:
            hint = _("write '{line}'", line=f"{key}:")
        sound = deeper or found is not None
        return Slip("yaml-syntax", line.index, line.indent, end, message, hint, mended, sound)
    return None


_SETTING = Pattern(r"[a-z_]+")


def _next_is_deeper(line: Line, lines: Sequence[Line]) -> bool:
    following = next((each for each in lines if each.index > line.index), None)
    return following is not None and following.indent > line.indent


def _dash(near: Sequence[Line], lines: Sequence[Line]) -> Slip | None:
    """A dash before a key whose neighbours have none."""
    for line in near:
        at = line.indent
        if not line.words.startswith("- ") or not _alone_with_dash(line, lines):
            continue
        message = _("a dash begins a list, and here are keys and values")
        mended = line.text[:at] + line.text[at:].removeprefix("- ").lstrip()
        hint = _("write '{line}'", line=mended.strip())
        return Slip("yaml-syntax", line.index, at, at + 1, message, hint, mended, sound=True)
    return None


def _alone_with_dash(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the lines above and below in the same column are keys with values."""
    at = lines.index(line)
    above = lines[at - 1] if at else None
    beside = [each for each in (above, *lines[at + 1 : at + 2]) if each]
    keys = [
        each
        for each in beside
        if each.indent == line.indent and each.has_key and LOST not in each.text
    ]
    dashes = any(each.words.startswith("-") for each in beside)
    opens = above is not None and keys == [above] and above.words.endswith(":")
    return bool(keys) and not dashes and not opens


def _out_of_line(before: Sequence[Line], lines: Sequence[Line]) -> Slip | None:
    """A line whose indentation is that of none of those around it."""
    if len(before) < 2:
        return None
    line, above = before[-1], before[-2]
    if above.indent < line.indent and not above.words.endswith(":"):
        odd = len(before) > 2 and _is_odd(above, before[-3], line, lines)
        return _moved(above, line.indent) if odd else _moved(line, above.indent)
    first = _odd_first(before, lines)
    if first is not None:
        return _moved(first, line.indent)
    below = next((each for each in lines if each.index > line.index), None)
    near = below.indent - 2 if below and line.words.endswith(":") else above.indent
    wanted = min(
        _open_indents(before[:-1]),
        key=lambda indent: (abs(indent - line.indent), abs(indent - near)),
    )
    return None if wanted == line.indent else _moved(line, wanted)


def _is_odd(above: Line, earlier: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether of two lines not in line the one above is wrong, not the one below."""
    begins = earlier.words.endswith(":") and earlier.indent <= above.indent
    return earlier.indent == line.indent or (begins and _number_alike(line, lines) > 1)


def _odd_first(before: Sequence[Line], lines: Sequence[Line]) -> Line | None:
    """The first line of the block, where it is further in than the others."""
    line = before[-1]
    block = [*takewhile(lambda each: each.indent >= line.indent, reversed(before[:-1]))][::-1]
    if not block or block[0].indent == line.indent:
        return None
    alike = [each for each in block if each.indent <= block[0].indent]
    parent = before[-len(block) - 2].indent if len(before) > len(block) + 1 else -2
    usual = _number_alike(line, lines) > 1 or line.indent == parent + 2
    return block[0] if len(alike) == 1 and usual else None


def _number_alike(line: Line, lines: Sequence[Line]) -> int:
    """How many lines from this one on stand in its column, up to the end of its block."""
    rest = (each for each in lines if each.index >= line.index)
    block = takewhile(lambda each: each.indent >= line.indent, rest)
    return sum(each.indent == line.indent for each in block)


def _moved(line: Line, wanted: int) -> Slip:
    message = _(
        "the line is indented by {found}, those that it belongs with by {wanted}",
        found=line.indent,
        wanted=wanted,
    )
    hint = _("begin it in the same column as the lines that it belongs with")
    mended = " " * wanted + line.text.lstrip()
    width = max(line.indent, 1)
    return Slip("yaml-syntax", line.index, 0, width, message, hint, mended, sound=True)


def _open_indents(lines: Sequence[Line]) -> list[int]:
    """The indentations at which a next line can stand: those of the lines that enclose the last."""
    found: list[int] = []
    for line in reversed(lines):
        if not found or line.indent < found[-1]:
            found.append(line.indent)
    return found


def fitting_indent(line: Line, lines: Sequence[Line]) -> int:
    """How far a line is indented most likely, by those above and below it."""
    above = next((each for each in reversed(lines) if each.index < line.index), None)
    below = next((each for each in lines if each.index > line.index), None)
    if above is None:
        return 0
    if line.words.endswith(":") and below is not None and below.indent > 0:
        return below.indent - 2
    return above.indent + 2 if above.words.endswith(":") else above.indent
