"""Lists that somebody typed: paragraphs that begin with "• ", "– ", "1. " or "a) "."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from reportgen.readers.word.flow import Flat
from reportgen.readers.word.line import Line
from reportgen.readers.word.numbering import Listed
from reportgen.readers.word.story import Story

# Signs that nothing but a list begins with; others need a neighbour that begins so too.
_SURE = frozenset("•●▪◦‣○■□➢✓❖")


class _Sign(Struct, frozen=True):
    """What a line begins with: its kind (the sign itself, or how it counts), number and length."""

    kind: str
    number: int
    length: int


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:(?P<bullet>[•●▪◦‣○■□➢✓❖·*–—-])"
        r"|(?P<open>\(?)(?:(?P<digits>\d{1,3})|(?P<letter>[a-zåäö]))(?P<close>[.)]))"
        r"[ \u00a0\t]+(?=\S)"
    )


def with_typed_lists(flats: Sequence[Flat], story: Story) -> Iterator[Flat]:
    """`flats`, with the lines of typed lists in lists."""
    run: list[tuple[Line, _Sign]] = []
    for flat in flats:
        sign = _sign_of(flat)
        if run and sign is not None and _follows(run[-1][1], sign):
            run.append((flat, sign))  # type: ignore[arg-type]
            continue
        if run and isinstance(flat, Line) and not flat.text.strip() and not flat.drawn:
            continue
        yield from _listed(run, story)
        run = [(flat, sign)] if sign is not None and isinstance(flat, Line) else []
        if not run:
            yield flat
    yield from _listed(run, story)


def _sign_of(flat: Flat) -> _Sign | None:
    """What a paragraph begins with, None for what is no plain paragraph or begins with words."""
    if not isinstance(flat, Line) or flat.listed or flat.layout.level or flat.layout.look.kind:
        return None
    found = _signs().match(flat.text)
    if found is None:
        return None
    if found["bullet"]:
        return _Sign(found["bullet"], 1, found.end())
    around = f"{found['open']}{found['close']}"
    if found["digits"]:
        return _Sign(f"1{around}", int(found["digits"]), found.end())
    return _Sign(f"a{around}", ord(found["letter"]) - ord("a") + 1, found.end())


def _follows(before: _Sign, sign: _Sign) -> bool:
    counted = sign.kind[0] in "1a" and len(sign.kind) > 1
    return sign.kind == before.kind and (not counted or sign.number == before.number + 1)


def _listed(run: Sequence[tuple[Line, _Sign]], story: Story) -> Iterator[Line]:
    """The lines of a run as items, or as they are where they are too few to be sure."""
    if len(run) < 2 and not (run and run[0][1].kind in _SURE):
        yield from (line for line, _sign in run)
        return
    first = run[0][0]
    story.account.lose("typed-list", first.segments.start)
    name = f"typed {first.number}"
    for line, sign in run:
        ordered = len(sign.kind) > 1
        listed = Listed(name, name, 0, ordered, sign.number, 0, "")
        rest = line.segments.after(sign.length)
        yield replace(line, listed=listed, segments=rest, text=line.text[sign.length :])
