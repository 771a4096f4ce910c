"""Where a Swedish sentence ends and the next one begins.

Rules rather than statistics: the same text gives the same sentences everywhere, and a wrong
one can be explained. In doubt two sentences stay together.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reportgen.readers.abbreviations import BEFORE_NUMBER, IN_NAMES, LEADING, OPENERS

# Stand-ins for what is not prose, put in by a caller that knows: a footnote's mark, which
# belongs to what comes before it, and a piece that no line end may divide.
NOTE_MARK = "\ue010"
OPAQUE = "\ue000"

_CLOSING = rf"[)\]}}”\"'’»*_{NOTE_MARK}]*"
_OPENING = r"[(\[“”\"'‘’»«*_]*"
_END = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++){_CLOSING} "
    rf"(?=(?P<start>{_OPENING}(?:[–—] )?)(?P<first>\S))"
)
_TOKEN = re.compile(rf"(?:\b[^\W\d_]{{1,4}}\.[ \u00a0])*[^\s(\[“”\"'*_{OPAQUE}{NOTE_MARK}]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ \u00a0]?)*[^\W\d_]")
_NUMBERED = re.compile(r"[(\[“”\"*_]*(?:[^\W\d]+[ \u00a0])?\d+")
_PAIRS = {")": "(", "]": "["}
_OPENED = re.compile(r"[(\[]")
_MARKS = re.compile(r"[()\[\].!?…]")
# No abbreviation is longer, with spaces between its parts.
_LONGEST_TOKEN = 40


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of one paragraph, in order; joined by spaces they are `text` again.

    A sentence ends only where exactly one space follows it.
    """
    starts = [0, *find_sentence_starts(text), len(text) + 1]
    return tuple(text[a : b - 1] for a, b in pairwise(starts))


def find_sentence_starts(text: str) -> list[int]:
    """The offsets at which a sentence begins, but the first; a space stands before each."""
    enclosed = _find_enclosed(text)
    starts: list[int] = []
    for end in _END.finditer(text):
        begin = starts[-1] if starts else 0
        if end.start() not in enclosed and _ends_sentence(text, begin, end):
            starts.append(end.end())
    return starts


def _find_enclosed(text: str) -> set[int]:
    """The offsets of points inside brackets, where a sentence is not divided.

    Not so the last one of brackets that hold whole sentences: "(Se figur 1.) Därefter …".
    """
    enclosed: set[int] = set()
    points: list[int] = []
    opened: list[tuple[int, int]] = []
    for mark in _MARKS.finditer(text) if _OPENED.search(text) else ():
        offset, character = mark.start(), mark[0]
        if character in "([":
            opened.append((offset, len(points)))
        elif character in ".!?…":
            points.append(offset)
        elif character in _PAIRS and opened and text[opened[-1][0]] == _PAIRS[character]:
            begin, before = opened.pop()
            enclosed.update(points[before:])
            if begin == 0 or text[max(begin - 2, 0) : begin] in (". ", "! ", "? ", "… "):
                enclosed.discard(offset - 1)
    return enclosed


def _ends_sentence(text: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the mark found as `end` closes the sentence that begins at `begin`."""
    first = end["first"]
    if not (first.isupper() or first.isdigit() or first == OPAQUE):
        return False
    if end["mark"] != ".":
        return True
    near = end.start() - begin <= _LONGEST_TOKEN
    if near and _NUMBERED.fullmatch(text, begin, end.start()):
        return False  # "1. Inledning", "Figur 2. Ålder": the number of what follows
    found = _TOKEN.search(text[max(begin, end.start() - _LONGEST_TOKEN) : end.start()])
    return found is None or not _continues(found[0], text, end)


def _continues(token: str, text: str, end: re.Match[str]) -> bool:
    """Whether the point after `token` is an abbreviation's, and the sentence goes on."""
    pieces = re.split(r"[ \u00a0]", token)
    whole, last = "".join(pieces), pieces[-1]
    if whole.casefold() in LEADING or last.casefold() in LEADING or last in IN_NAMES:
        return not (last.isupper() and len(last) > 1)  # TEX, SK: names of their own
    if end["first"].isdigit() or end["first"] == OPAQUE:
        return last.casefold() in BEFORE_NUMBER
    if not (_INITIALS.fullmatch(token) and token.upper() == token):
        return False
    following = re.match(r"\w+", text[end.end() + len(end["start"]) :])
    return not (following and following[0] in OPENERS)
