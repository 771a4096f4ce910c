"""The lines of a YAML file as people see them, and what is said of one with a slip in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _

# A key that stands for a line that is lost; no source holds the character.
LOST = "\ue000"


class Slip(Struct, frozen=True):
    """What is wrong from column `begin` to `end` (from 0) of a line, and the line as it is meant.

    `index` is the line's, from 0. Not `sound`: the value of the line is a guess, good enough for
    reading on, and nothing more is to be said of it.
    """

    code: str
    index: int
    begin: int
    end: int
    message: Message
    hint: Message
    mended: str
    sound: bool = False


class Line(Struct, frozen=True):
    """A line that holds a key, an item or a value; `text` is all of it."""

    index: int
    text: str

    @property
    def indent(self) -> int:
        """How many characters stand before the first that is none of white space."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def words(self) -> str:
        """The line without its indentation, its comment and the blanks at its end."""
        return re.sub(r"(?:^|\s)#.*$", "", self.text.strip()).rstrip()

    @property
    def value_at(self) -> int:
        """Where the value begins: behind the key and the dash of an item; or the line's words."""
        found = _KEY.match(self.text) or _DASHES.match(self.text)
        return found.end() if found else self.indent

    @property
    def has_key(self) -> bool:
        """Whether it begins with a key and its colon."""
        return _KEY.match(self.text) is not None


QUOTED = r"\"(?:\\.|[^\"\\])*\"|'[^']*'"
_DASHES = re.compile(r"\s*(?:- +)*")
_KEY = re.compile(rf"\s*(?:- +)*(?:{QUOTED}|[^\s:#\"'\[{{,\-][^:#]*?)\s*:(?:\s+|$)")
BLOCK_TEXT = re.compile(r"(?:^|[:\-])\s*[|>][+-]?[0-9]?\s*(?:#.*)?$")


# Nobody writes a longer one, and looking for its slip would take long.
_LONGEST = 2000


def structural_lines(lines: Sequence[str]) -> tuple[Line, ...]:
    """The lines that make the structure: no blank ones, no comments, no text of a block."""
    found: list[Line] = []
    inside: int | None = None
    for index, text in enumerate(lines):
        line = Line(index, text)
        if not text.strip() or text.lstrip().startswith("#") or len(text) > _LONGEST:
            continue
        if inside is not None and len(text) - len(text.lstrip(" ")) > inside:
            continue  # a tab is no indentation to YAML: it ends the block, and is told
        inside = line.indent if BLOCK_TEXT.search(text) else None
        found.append(line)
    return tuple(found)


def quoted(line: Line) -> str:
    """The line with its value in quotation marks."""
    begin = line.value_at
    value = re.sub(r"\s#.*$", "", line.text[begin:]).rstrip()
    return line.text[:begin] + "'" + value.replace("'", "''") + "'"


def shown(key: str) -> str:
    """A key as a message names it, without the dash of an item."""
    return key.strip().removeprefix("- ").strip()


QUOTE_BOTH = _("write both quotation marks, or none")
