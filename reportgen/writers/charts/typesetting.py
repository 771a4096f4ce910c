"""Text in lines: how wide it is, where it may break, how it stands beside a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from reportgen.writers.charts.palette import INK
from reportgen.writers.charts.shapes import Label

SOFT_HYPHEN = "\u00ad"
# A line may end after these; a no-break space is none of them.
_BREAKS = re.compile("(?<=[ /\u2013-])(?=[^ ])|(?<=\u00ad)")
# Two letters before a hyphen and two behind it.
_JOINT = re.compile("[bdfgklmnprt]s[bcdfghjklmnprtv].")
_SYLLABLE = re.compile("[^\\W][^\\W][bcdfghjklmnpqrstvwxz][aeiouyåäö]")
_BACK = 9  # no line becomes shorter than that for the sake of a better place
_SPACES = re.compile("[ \t\r\n\f\v]+")


class Typeface(Protocol):
    """A font at the charts' text size. Lengths are points."""

    @property
    def cap_height(self) -> float:
        """The height of a capital letter without accent."""

    def width(self, text: str) -> float:
        """How long `text` is on one line."""


def flatten(text: str) -> str:
    """`text` on one line: spaces run together, soft hyphens gone."""
    return _SPACES.sub(" ", text).strip().replace(SOFT_HYPHEN, "")


def wrap(text: str, limit: float, face: Typeface) -> tuple[str, ...]:
    """`text` in as few lines as `limit` allows, and those about equally long.

    A word that is longer than `limit` breaks where it must. Empty text is one empty line.
    """
    lines = _fill(text, limit, face)
    if len(lines) == 1:
        return lines
    low, high = limit / len(lines), limit
    while high - low > 1:
        middle = (low + high) / 2
        if len(_fill(text, middle, face)) > len(lines) or _breaks_words(text, middle, face):
            low = middle
        else:
            high = middle
    return _fill(text, high, face)


def widest(lines: tuple[str, ...], face: Typeface) -> float:
    """The length of the longest of `lines`."""
    return max(face.width(line) for line in lines)


def longest_piece(text: str, face: Typeface) -> float:
    """The length of the longest stretch of `text` that has no place to break."""
    return max(face.width(_shown(piece)) for piece in _unbroken(text))


def place_left(text: str, x: float, middle: float, face: Typeface, colour: str = INK) -> Label:
    """One line that begins at `x` and stands about the height `middle`."""
    return Label(text, x, middle + face.cap_height / 2, face.width(text), colour)


def place_right(text: str, x: float, middle: float, face: Typeface, colour: str = INK) -> Label:
    """One line that ends at `x` and stands about the height `middle`."""
    width = face.width(text)
    return Label(text, x - width, middle + face.cap_height / 2, width, colour)


def place_centred(text: str, x: float, middle: float, face: Typeface, colour: str = INK) -> Label:
    """One line about the point `x`, `middle`."""
    width = face.width(text)
    return Label(text, x - width / 2, middle + face.cap_height / 2, width, colour)


def line_middles(count: int, middle: float, line: float) -> list[float]:
    """The heights of `count` lines, `line` apart, that stand about `middle` together."""
    first = middle - (count - 1) * line / 2
    return [first + index * line for index in range(count)]


def _fill(text: str, limit: float, face: Typeface) -> tuple[str, ...]:
    """Lines as full as they can be."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, limit, face):
        if line and face.width(_shown(line + piece)) > limit:
            lines.append(_shown(line))
            line = piece
        else:
            line += piece
    return (*lines, _shown(line))


def _pieces(text: str, limit: float, face: Typeface) -> Iterator[str]:
    """The stretches of `text` that stay together; a too long one hyphenated where it must be."""
    for piece in _unbroken(text):
        rest = piece
        while len(rest) > 1 and face.width(_shown(rest)) > limit:
            length = _fitting(rest, limit, face)
            yield rest[:length] + SOFT_HYPHEN
            rest = rest[length:]
        yield rest


def _fitting(text: str, limit: float, face: Typeface) -> int:
    """How many characters of `text` fit, at least one; fewer where a word parts better there."""
    length = 1
    while length < len(text) - 1 and face.width(text[: length + 1] + "-") <= limit:
        length += 1
    return _parted(text, length)


def _parted(text: str, most: int) -> int:
    """Where the word is best parted, at `most` or a little before.

    That is behind the s that joins two words in Swedish ("sekretariats-möten"), else before the
    consonant that begins a syllable, else just there.
    """
    places = range(most, max(most - _BACK, 2), -1)
    for pattern in (_JOINT, _SYLLABLE):
        for at in places:
            if len(text) - at > 2 and pattern.fullmatch(text[at - 2 : at + 2].lower()):
                return at
    return most


def _breaks_words(text: str, limit: float, face: Typeface) -> bool:
    """Whether a stretch without a place to break is longer than `limit`."""
    return longest_piece(text, face) > limit


def _unbroken(text: str) -> list[str]:
    """The stretches of `text` between the places where a line may end."""
    return _BREAKS.split(_SPACES.sub(" ", text).strip(" " + SOFT_HYPHEN))


def _shown(line: str) -> str:
    """A line as it is printed: a soft hyphen at its end is one, elsewhere nothing."""
    line = line.strip(" ")
    hyphen = "-" if line.endswith(SOFT_HYPHEN) else ""
    return line.replace(SOFT_HYPHEN, "") + hyphen
