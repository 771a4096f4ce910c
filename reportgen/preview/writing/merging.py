"""One stretch of a text rewritten, while the text may have become another one.

A stretch that both rewrote in the same words is no question; where they differ there is one, and
nothing is decided.
"""

from __future__ import annotations

from msgspec import Struct

from reportgen.compare.threeway import Already, Conflict, Placed, ThreeWay, edits_between


class Merged(Struct, frozen=True):
    """The text with both in it, and where the stretch is now."""

    text: str
    begin: int
    end: int


class Clash(Struct, frozen=True):
    """Both changed the same words: the text as it is, where the stretch is in it."""

    text: str
    begin: int
    end: int


def merge(base: str, begin: int, end: int, new: str, ours: str) -> Merged | Clash:
    """`ours` with what stands from `begin` to `end` in `base` rewritten as `new`.

    `base` is the text that was known when `new` was written, `ours` what it has become.
    """
    wanted = base[:begin] + new + base[end:]
    if ours in (base, wanted):
        return Merged(wanted, begin, begin + len(new))
    sides = ThreeWay(base, ours)
    edits = [
        Placed(each.begin + begin, each.end + begin, each.text)
        for each in edits_between(base[begin:end], new)
    ]
    placed: list[Placed] = []
    for edit in edits:
        match sides.outcome(edit, edits):
            case Placed() as found:
                placed.append(found)
            case Conflict():
                return Clash(ours, *sides.stretch(begin, end))
            case Already():
                pass
    text, at = [], 0
    for each in sorted(placed, key=lambda each: (each.begin, each.end)):
        if each.begin < at:
            return Clash(ours, *sides.stretch(begin, end))
        text += [ours[at : each.begin], each.text]
        at = each.end
    made = "".join(text) + ours[at:]
    return Merged(made, *ThreeWay(base, made).stretch(begin, end))
