"""Slips that people make in YAML: each told in its own words at its own line, and mended.

A parser stops at the first thing that it can't understand, mostly a line below the slip. Here
the lines themselves are looked at, above all those between where the parser was and where it
stopped; what was most likely meant is put in their place, so that the rest can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.readers.yaml.indents import find_misfit, fitting_indent
from reportgen.readers.yaml.lines import (
    BLOCK_TEXT,
    LOST,
    QUOTE_BOTH,
    QUOTED,
    Line,
    Slip,
    quoted,
    shown,
)

_NO_BLANK = Pattern(r"(\s*(?:- +)*)([^\s:#\"'\[{][^:#\"'\[{]*):(?=[^\s:/])")


def find_slip(lines: Sequence[Line], reached: int, stopped: int) -> Slip | None:
    """The slip that a parser met which had begun at line `reached` and stopped at `stopped`."""
    before = [line for line in lines if line.index <= stopped]
    near = [line for line in before if line.index >= reached] or before[-1:]
    last = [line for line in before if line not in near][-1:]
    for find in _IN_ALL_BEFORE:
        for line in before:
            if slip := find(line):
                return slip
    if slip := _tab(before, lines):
        return slip
    for find in _NEARBY:
        for line in [*near[::-1], *last]:
            if slip := find(line):
                return slip
    at = before[-1] if before else None
    if at is not None and at.text[at.value_at : at.value_at + 1] in tuple(_PAIRS):
        return _unclear_brackets(at)
    return find_misfit(last + near, before, lines)


def _tab(before: Sequence[Line], lines: Sequence[Line]) -> Slip | None:
    for line in before:
        at = line.text[: line.indent].find("\t")
        if at >= 0:
            message = _("a tab character in the indentation")
            hint = _("indent with spaces: two for each step")
            mended = " " * fitting_indent(line, lines) + line.text.lstrip()
            return Slip("yaml-tab", line.index, at, at + 1, message, hint, mended, sound=True)
    return None


_OPEN_QUOTE = {'"': re.compile(r'"(?:\\.|[^"\\])*"'), "'": re.compile(r"'(?:''|[^'])*'")}


def _open_quote(line: Line) -> Slip | None:
    """A value that begins with a quotation mark and does not end with it."""
    begin = line.value_at
    value = line.text[begin:].rstrip()
    closed = _OPEN_QUOTE.get(value[:1])
    if closed is None or closed.match(value):
        return None
    message = _("a quotation mark is opened and not closed on the line")
    mended = f"{line.text[:begin]}{value}{value[0]}"
    end = begin + len(value)
    return Slip("yaml-syntax", line.index, begin, end, message, QUOTE_BOTH, mended)


_PAIRS = {"[": "]", "{": "}"}


def _open_bracket(line: Line) -> Slip | None:
    """A value whose brackets and braces do not close on the line in the order they opened."""
    begin = line.value_at
    value = re.sub(r"\s#.*$", "", line.text[begin:]).rstrip()
    if value[:1] not in _PAIRS:
        return None
    missing = _missing_brackets(value)
    if missing is None:
        message = _("a bracket or brace is closed that is not open")
        hint = _("write as many as are opened: [ ] for a list, {{ }} for keys and values")
        mended = line.text[:begin] + _without_strays(value)
    elif missing:
        message = _("the bracket '{bracket}' is opened and not closed", bracket=value[0])
        hint = _("close it: {missing}", missing=missing)
        mended = f"{line.text[:begin]}{value.rstrip(',')}{missing}"
    else:
        return None
    return Slip("yaml-syntax", line.index, begin, begin + len(value), message, hint, mended)


def _torn_brackets(line: Line) -> Slip | None:
    """Brackets that close, with a quotation mark too many in them or something behind them."""
    begin = line.value_at
    value = re.sub(r"\s#.*$", "", line.text[begin:]).rstrip()
    if value[:1] not in _PAIRS:
        return None
    left = re.sub(QUOTED, "", value)
    lone = re.search(r"[\[{,:\s][\"']|[\"'](?=[,\]}])", left)
    return _unclear_brackets(line) if lone or _without_strays(left) != left else None


def _unclear_brackets(line: Line) -> Slip:
    begin = line.value_at
    message = _("what stands between the brackets can't be understood")
    hint = _("check its commas and brackets; a text with signs in it stands in quotation marks")
    mended = f"{line.text[:begin]}''"
    end = len(line.text.rstrip())
    return Slip("yaml-syntax", line.index, begin, end, message, hint, mended)


def _missing_brackets(value: str) -> str | None:
    """The brackets that are lacking at the end; None where one is closed that is not open."""
    waiting: list[str] = []
    for sign in re.sub(QUOTED, "", value):
        if sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        elif sign in _PAIRS.values() and (not waiting or waiting.pop() != sign):
            return None
    return "".join(reversed(waiting))


def _without_strays(value: str) -> str:
    """The value cut where the bracket that opens it is closed by its own."""
    depth = 0
    for at, sign in enumerate(value):
        depth += (sign in _PAIRS) - (sign in _PAIRS.values())
        if depth == 0:
            close = _PAIRS[value[0]]
            return value[:at] + close
    return value


def _bad_beginning(line: Line) -> Slip | None:
    """A value that begins with a sign that means something in YAML."""
    begin = line.value_at
    sign = line.text[begin : begin + 1]
    if sign not in "@`%*&!|>?,]}" or not sign or BLOCK_TEXT.search(line.text):
        return None
    message = _("a text can't begin with '{sign}'", sign=sign)
    hint = _("put the text in quotation marks")
    return Slip("yaml-syntax", line.index, begin, begin + 1, message, hint, quoted(line))


def _no_blank(line: Line) -> Slip | None:
    found = _NO_BLANK.match(line.text)
    if found is None or line.has_key:
        return None
    at = found.end() - 1
    message = _("a blank is missing after the colon of '{key}'", key=shown(found[2]))
    hint = _("write '{key}: …'", key=shown(found[2]))
    mended = f"{line.text[: at + 1]} {line.text[at + 1 :]}"
    return Slip("yaml-syntax", line.index, at, at + 1, message, hint, mended, sound=True)


def _second_colon(line: Line) -> Slip | None:
    """A value that holds a colon with a blank after it, or ends in one."""
    begin = line.value_at
    value = line.text[begin:].rstrip()
    if not line.has_key or value[:1] in ('"', "'", "[", "{"):
        return None
    found = re.search(r":(?=\s|$)", value)
    if found is None:
        return None
    at = begin + found.start()
    if found.end() == len(value):
        message = _("a colon too many at the end")
        mended, hint = line.text[:at], _("delete it")
        return Slip("yaml-syntax", line.index, at, at + 1, message, hint, mended, sound=True)
    message = _("a second colon in the line")
    hint = _("put a text that holds a colon in quotation marks: {text}", text=f'"{value}"')
    return Slip("yaml-syntax", line.index, at, at + 1, message, hint, quoted(line))


_NEARBY: tuple[Callable[[Line], Slip | None], ...] = (_second_colon, _no_blank, _bad_beginning)
_IN_ALL_BEFORE: tuple[Callable[[Line], Slip | None], ...] = (
    _open_quote,
    _open_bracket,
    _torn_brackets,
)


def lost(line: Line) -> Slip:
    """What is said of a line in which no slip is known."""
    message = _("this line can't be understood")
    hint = _("check that it has the form 'key: value' and is indented as its neighbours are")
    at = line.value_at
    inside = line.text[at : at + 1] in _PAIRS and at > line.indent
    mended = f"{line.text[:at]}''" if inside else f"{line.text[: line.indent]}{LOST}{line.index}: "
    begin, end = line.indent, max(len(line.text.rstrip()), line.indent + 1)
    return Slip("yaml-syntax", line.index, begin, end, message, hint, mended)
