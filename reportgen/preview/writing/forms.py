"""The form in which a stretch is saved: Markdown, a sentence a line, and nothing at its ends."""

from __future__ import annotations

import re

from reportgen.compare.threeway import ThreeWay
from reportgen.diagnostics import ReportError
from reportgen.readers.manifest import is_yaml
from reportgen.scaffold.reflow import reflow

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)*")
_EDGES = re.compile(r"\A(?:[ \t]*\n)+|\s+\Z")


def plain_text(text: str) -> str:
    """A text of a browser with line ends as a file's text has them, and no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each in "\n\t" or each.isprintable() or each in _KEPT)


# Blanks that mean something, and soft hyphens; str.isprintable knows none of them.
_KEPT = frozenset("\u00a0\u202f\u2009\u00ad\u2011\u200d\u3000")


def with_sentence_lines(base: str, begin: int, end: int, new: str, file: str) -> str:
    """`new`, which takes the place of a stretch of a section, with one sentence a line.

    As it is where the section could not be read with it, or would say something else.
    """
    new = _EDGES.sub("", new)
    if is_yaml(file) or not new:
        return new
    wanted = base[:begin] + new + base[end:]
    try:
        formed = reflow(wanted.encode(), file).decode()
    except (ReportError, UnicodeError):
        return new
    if formed == wanted:
        return new
    first, last = ThreeWay(wanted, formed).stretch(begin, begin + len(new))
    return formed[first:last].strip("\n") if formed[first:last].split() == new.split() else new


def with_neighbouring_lines(base: str, begin: int, end: int) -> tuple[int, int]:
    """A stretch that is taken out, with the empty lines below it; above it at the text's end."""
    after = _EMPTY_LINES.match(base, end)
    last = after.end() if after else end
    if last < len(base):
        return begin, last
    return len(base[:begin].rstrip()), len(base.rstrip("\n"))
