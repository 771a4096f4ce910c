"""What was written here and is gone, since another program saved a text that it had older.

Notepad holds the text that it opened, and puts that over whatever came into the file meanwhile. It
can't be kept from it; but whether a text was made of the newest one or of an older shows in which
it is nearest to.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from reportgen.compare.threeway import edits_between
from reportgen.preview.writing.merging import Merged, merge

# So many texts of a file are remembered: who holds an older one was away for long.
_MOST_VERSIONS = 60
_WORD = re.compile(r"\w+|[^\w\s]")


class Lost(Struct, frozen=True):
    """Words that are no more in a file: `words` are those, in their lines.

    `now` is the file's text, `again` the same with them in it, None where others stand there.
    """

    file: str
    words: str
    now: str
    again: str | None


class History:
    """The last texts of one file that went through our hands, the newest last."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._texts: list[str] = []
        self._counts: list[Counter[str]] = []

    def note(self, text: str) -> None:
        """Remember the text that the file has now."""
        if self._texts and self._texts[-1] == text:
            return
        self._texts = [*self._texts, text][-_MOST_VERSIONS:]
        self._counts = [*self._counts, _counted(text)][-_MOST_VERSIONS:]

    def look(self, now: str) -> Lost | None:
        """What a text that another program saved has lost, None for nothing; it is noted."""
        if not self._texts or now == self._texts[-1]:
            self.note(now)
            return None
        newest, older = self._texts[-1], self._nearest(now)
        self.note(now)
        if older is None:
            return None
        found = merge(older, 0, len(older), newest, now)
        if not isinstance(found, Merged):
            return Lost(self.file, lines_with(older, newest), now, None)
        if found.text == now:
            return None
        return Lost(self.file, lines_with(now, found.text), now, found.text)

    def base_of(self, text: str) -> str:
        """The remembered text that another program's `text` was made of: the nearest one."""
        words = _counted(text)
        distances = [_distance(words, each) for each in self._counts]
        return min(zip(distances, reversed(range(len(distances))), self._texts, strict=True))[2]

    def _nearest(self, text: str) -> str | None:
        """The older text that `text` was made of; None where it was the newest."""
        words = _counted(text)
        best, distance = None, _distance(words, self._counts[-1])
        for number in range(len(self._texts) - 2, -1, -1):
            other = _distance(words, self._counts[number])
            if other < distance:
                best, distance = self._texts[number], other
        return best


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _distance(one: Counter[str], other: Counter[str]) -> int:
    """How many words only one of two texts has."""
    common = sum((one & other).values())
    return one.total() + other.total() - 2 * common


def lines_with(old: str, new: str) -> str:
    """The lines of `new` in which something stands that `old` does not have."""
    lines: dict[int, str] = {}
    shift = 0
    for edit in edits_between(old, new):
        begin = edit.begin + shift
        shift += len(edit.text) - (edit.end - edit.begin)
        first = new.rfind("\n", 0, begin) + 1
        last = new.find("\n", begin + len(edit.text.rstrip("\n")))
        lines[first] = new[first : last if last >= 0 else len(new)].strip("\n")
    return "\n".join(dict.fromkeys(each for each in lines.values() if each.strip()))
