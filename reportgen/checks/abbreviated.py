"""Swedish abbreviations that are written without their points, and how they should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.prose import capital_as
from reportgen.language.patterns import Pattern

# As Myndigheternas skrivregler has them.
_POINTED = (
    "t.ex. bl.a. m.m. m.fl. d.v.s. o.s.v. s.k. f.d. fr.o.m. t.o.m. p.g.a. e.d. o.d. e.Kr. f.Kr."
)
_SINGLE = {"dvs": "dvs.", "osv": "osv.", "etc": "etc.", "resp": "resp."}
# Written as one word too; `tom`, `mm` and `from` are left alone: words and units.
_CLOSED = frozenset(["tex", "bla", "mfl", "pga", "sk", "fd"])


def _wrong_forms() -> dict[str, str]:
    """Every wrong form, in lower case, and the right one."""
    wrong = dict(_SINGLE)
    for right in _POINTED.split():
        parts = right.lower().split(".")[:-1]
        forms = {" ".join(parts), ". ".join(parts) + ".", ".".join(parts), ". ".join(parts)}
        closed = "".join(parts)
        if closed in _CLOSED:
            forms |= {closed, closed + "."}
        wrong |= dict.fromkeys(forms, right)
    return wrong


_WRONG = _wrong_forms()
_ABBREVIATED = Pattern(
    rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(_WRONG, key=len, reverse=True)))})"
    r"(?![\w-]|\.\w)(?P<point>\.?)|(?<!\w)(?P<clock>kl)(?= \d)",
    re.IGNORECASE,
)


def find_unpointed(text: str) -> Iterator[tuple[int, int, str]]:
    """Where an abbreviation lacks points or has spaces, and the right form.

    A point after it is taken for its own, also where it ends the sentence as well.
    """
    for found in _ABBREVIATED.finditer(text):
        typed = text[found.start() : found.start("point")].lower()
        right = capital_as(found[0], "kl." if found["clock"] else _WRONG[typed])
        if found[0] != right:
            yield found.start(), found.end(), right
