"""Lines that are YAML, and not what is meant by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from reportgen.diagnostics import Message as _
from reportgen.readers.yaml.lines import LOST, QUOTE_BOTH, Line, Slip, quoted, shown


def misread(lines: Sequence[Line]) -> Iterator[Slip]:
    """Lines that are YAML, and not what is meant by them."""
    for line in lines:
        slips = (find(line) for find in _MISREAD)
        yield from (slip for slip in islice(filter(None, slips), 1))
    yield from _documents(lines)


_NO_BREAK = re.compile(r"(?:- +)*[^:#\"'\[{\u00a0\u202f]*?([\u00a0\u202f]+:|:[\u00a0\u202f]+)")
_TYPED_INDENT = re.compile(r"[ \t]*[\u00a0\u202f]")


def _no_break_space(line: Line) -> Slip | None:
    indent = _TYPED_INDENT.match(line.text)
    found = indent or _NO_BREAK.match(line.text.rstrip(), line.indent)
    if found is None:
        return None
    message = _("a no-break space stands where YAML needs an ordinary one")
    hint = _("it came along with pasted text: write the blank anew")
    if indent:
        begin, end = indent.end() - 1, indent.end()
        mended = re.sub(r"[\u00a0\u202f]", " ", line.text[: line.indent]) + line.text[line.indent :]
    else:
        begin, end = found.span(1)
        mended = line.text[:begin] + ": " + line.text[end:].lstrip()
    return Slip("yaml-syntax", line.index, begin, end, message, hint, mended, sound=True)


_CURLY = re.compile(r"[”“„]([^”“„\"\n]*)[”“„]")
_LONE_QUOTE = re.compile(r"[^\"'\[{|>&*!%@`#][^\"]*\"")


def _printed_quotes(line: Line) -> Slip | None:
    """A whole value in typographic quotation marks, or one whose first mark is missing."""
    begin = line.value_at
    value = re.sub(r"\s#.*$", "", line.text[begin:]).rstrip()
    end = begin + len(value)
    if found := _CURLY.fullmatch(value):
        message = _("the quotation marks ” ” would be printed")
        hint = _('write straight ones: "{text}"', text=found[1])
        mended = f'{line.text[:begin]}"{found[1]}"{line.text[end:]}'
        return Slip("yaml-syntax", line.index, begin, end, message, hint, mended)
    if line.has_key and _LONE_QUOTE.fullmatch(value):
        message = _("the quotation mark at the end has none at the beginning")
        mended = f'{line.text[:begin]}"{line.text[begin:]}'
        return Slip("yaml-syntax", line.index, begin, end, message, QUOTE_BOTH, mended)
    return None


_LONE_BRACKET = re.compile(r"[^\"'\[{|>&*!%@`#][^\[{]*([\]}])")


def _lone_bracket(line: Line) -> Slip | None:
    """A bracket or brace at the end that nothing opens."""
    begin = line.value_at
    value = re.sub(r"\s#.*$", "", line.text[begin:]).rstrip()
    if not line.has_key or not (found := _LONE_BRACKET.fullmatch(value)):
        return None
    at = begin + found.start(1)
    message = _("the bracket '{bracket}' is closed and not opened", bracket=found[1])
    mended = f"{line.text[:at]}"
    return Slip("yaml-syntax", line.index, at, at + 1, message, _("delete it"), mended)


def _no_key(line: Line) -> Slip | None:
    if not line.words.startswith(":"):
        return None
    message = _("there is no key before the colon")
    mended = f"{line.text[: line.indent]}{LOST}{line.index}: "
    at = line.indent
    return Slip("yaml-syntax", line.index, at, at + 1, message, _ONE_COLON, mended)


def _two_colons(line: Line) -> Slip | None:
    found = re.match(r"\s*(?:- +)*[^\s:#\"'\[{][^:#\"'\[{]*(:[ ]?:+)(?:\s|$)", line.text)
    if found is None:
        return None
    begin, end = found.span(1)
    message = _("a colon too many after '{key}'", key=shown(line.text[:begin]))
    mended = f"{line.text[:begin]}:{line.text[end:]}"
    return Slip("yaml-syntax", line.index, begin, end, message, _ONE_COLON, mended, sound=True)


_ONE_COLON = _("write 'key: value' with one colon and a blank after it")


def _documents(lines: Sequence[Line]) -> Iterator[Slip]:
    """A line of dashes below the first line begins another file within the file."""
    for line in lines[1:]:
        if line.text.rstrip() in ("---", "..."):
            message = _("the file holds more than one YAML document")
            hint = _("remove the line '{line}'", line=line.words)
            yield Slip("yaml-documents", line.index, 0, 3, message, hint, "")


def _expression(line: Line) -> Slip | None:
    begin = line.value_at
    value = line.text[begin:].rstrip()
    if not value.startswith("{{"):
        return None
    message = _("an expression '{{{{ … }}}}' can't stand in a YAML file")
    hint = _("write it in the text; braces that are printed stand in quotation marks")
    return Slip("yaml-syntax", line.index, begin, begin + len(value), message, hint, quoted(line))


_MISREAD: tuple[Callable[[Line], Slip | None], ...] = (
    _no_break_space,
    _printed_quotes,
    _two_colons,
    _no_key,
    _expression,
    _lone_bracket,
)
