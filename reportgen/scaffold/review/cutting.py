"""Where the source is cut for a change, and what is written there: marks of format stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.compare.tokens import Piece, joined
from reportgen.model import (
    Code,
    Computed,
    Footnote,
    Inline,
    LineBreak,
    Markup,
    Reference,
    Text,
)
from reportgen.model.traverse import plain_text
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.new_notes import NewNotes
from reportgen.scaffold.review.new_pictures import NewPictures
from reportgen.scaffold.review.references import leads_inside
from reportgen.scaffold.review.sent_text import Hunk
from reportgen.scaffold.review.tokens import BREAK, Sources, Token, is_visible, offsets_of, visible
from reportgen.scaffold.review.wording import Wording
from reportgen.writers.markdown.captions import ends_in_words
from reportgen.writers.markdown.inlines import written

Wrappers = tuple[Markup, ...]
# What can stand before the first word of a line: indents, marks of quotations, items, meanings,
# and the name of a note.
_MARKS = re.compile(r"(?:[ \t>]|(?:[-+*:]|\d+[.)]|\[\^[^\]\s]+\]:)[ \t]+)*")


class Surroundings(Struct, frozen=True):
    """What a change is written into: the sources, and what stands for each break of a paragraph.

    `breaks` are by the place of their tokens in what came back. `notes` gives new footnotes
    their names, and `pictures` new pictures.
    """

    sources: Sources
    notes: NewNotes
    pictures: NewPictures
    breaks: Mapping[int, str] = {}
    in_cell: bool = False


def settled(texts: Wording) -> list[Hunk]:
    """What differs, each so wide that the source can be cut at its ends.

    One that grew takes in those that it meets.
    """
    waiting, made = texts.hunks()[::-1], list[Hunk]()
    while waiting:
        hunk = waiting.pop()
        wider = widened(hunk, texts)
        if wider == hunk:
            made.append(hunk)
            continue
        # What only touches it is taken in as well: what came in there would be written twice.
        while made and made[-1].end >= wider.begin:
            last = made.pop()
            wider = Hunk(min(last.begin, wider.begin), max(last.end, wider.end))
        while waiting and waiting[-1].begin <= wider.end:
            wider = Hunk(wider.begin, max(waiting.pop().end, wider.end))
        waiting.append(wider)
    return made


def widened(hunk: Hunk, texts: Wording) -> Hunk:
    """The hunk, by one token wider where the source can't be cut at its ends."""
    spot = texts.source_range(hunk)
    if spot is None:
        left = bool(hunk.begin) and hunk.begin - 1 not in texts.source_of
        right = hunk.end < len(texts.sent) and hunk.end not in texts.source_of
        return Hunk(hunk.begin - left, hunk.end + right)
    low, high = spot
    base = _base(hunk, texts)
    if base is None:
        return Hunk(hunk.begin - 1, hunk.end) if hunk.begin else Hunk(0, hunk.end + 1)
    left = _is_inside(low, texts, len(base), empty=low == high)
    right = high > low and _is_inside(high, texts, len(base), empty=False)
    return Hunk(
        hunk.begin - (left and hunk.begin > 0), hunk.end + (right and hunk.end < len(texts.sent))
    )


def _is_inside(place: int, texts: Wording, depth: int, *, empty: bool) -> bool:
    """Whether a cut before a token of the source would part what is written as a whole."""
    if not 0 < place < len(texts.source):
        return False
    before, after = texts.source[place - 1], texts.source[place]
    if before.is_atom and before.leaf is after.leaf:
        return True
    return not empty and _shares(before, after, depth)


def _shares(one: Token, other: Token, depth: int) -> bool:
    """Whether both stand in the same wrapper of that depth."""
    return (
        min(len(one.wrappers), len(other.wrappers)) > depth
        and one.wrappers[depth] is other.wrappers[depth]
    )


def _base(hunk: Hunk, texts: Wording) -> Wrappers | None:
    """The wrappers that what is written stands in; None where the source must be cut wider."""
    spot = texts.source_range(hunk)
    assert spot is not None
    low, high = spot
    begin, end = texts.back_range(hunk)
    if any(each.key == BREAK for each in texts.back[begin:end]):
        # Nothing that wraps words goes on in the next paragraph.
        inside = low == high and 0 < low < len(texts.source)
        both = inside and _shares(texts.source[low - 1], texts.source[low], 0)
        return None if both else ()
    back = [each.looks for each in texts.back[begin:end] if not each.is_blank]
    if low == high:
        found = _insertion(low, texts.source, back)
        return None if found is None else found[0]
    base = _common(texts.source[low:high])
    while base and not _fits(base, back):
        base = base[:-1]
    while base and not back and _covers(low, high, texts.source, len(base) - 1):
        base = base[:-1]
    return base


def _common(tokens: Sequence[Token]) -> Wrappers:
    """The wrappers that all of them stand in."""
    base = tokens[0].wrappers
    for token in tokens[1:]:
        depth = 0
        while depth < len(base) and _shares(tokens[0], token, depth):
            depth += 1
        base = base[:depth]
    return base


def _fits(base: Wrappers, looks: Sequence[tuple[str, ...]]) -> bool:
    keys = visible(base)
    return all(each[: len(keys)] == keys for each in looks)


def _covers(low: int, high: int, source: Sequence[Token], depth: int) -> bool:
    """Whether the tokens are all that stands in their wrapper of that depth."""
    before = low > 0 and _shares(source[low - 1], source[low], depth)
    after = high < len(source) and _shares(source[high - 1], source[high], depth)
    return not before and not after


def _insertion(
    place: int, source: Sequence[Token], looks: Sequence[tuple[str, ...]]
) -> tuple[Wrappers, bool] | None:
    """The wrappers for words before a token, and whether they follow the one before it."""
    before = source[place - 1] if place else None
    after = source[place] if place < len(source) else None
    found: list[tuple[int, bool, Wrappers]] = []
    for token, follows in ((before, True), (after, False)):
        for depth in range(len(token.wrappers), -1, -1) if token else ():
            assert token is not None
            both = before is not None and after is not None and _shares(before, after, depth)
            if not both and _fits(token.wrappers[:depth], looks):
                found.append(
                    (len(visible(token.wrappers[:depth])), follows, token.wrappers[:depth])
                )
    if not found:
        return None
    best = max(found, key=lambda each: each[:2])
    return best[2], best[1]


# What is written


def edit_of(hunk: Hunk, texts: Wording, around: Surroundings) -> Edit | None:
    """The edit that makes of the source what came back; None where it can't be placed."""
    spot = texts.source_range(hunk)
    if spot is None:
        return None
    base = _base(hunk, texts)
    place = None if base is None else _place(spot, hunk, texts, base, around.sources)
    if base is None or place is None:
        return None
    file, begin, end = place
    opens = _opens(file, begin, around)
    text = "".join(_text(hunk, texts, base, around, opens=opens))
    if _closes_title(file, end, around):
        text = ends_in_words(text)
    return Edit(file, begin, end, text)


def _place(
    spot: tuple[int, int], hunk: Hunk, texts: Wording, base: Wrappers, sources: Sources
) -> tuple[str, int, int] | None:
    """The file, and from where to where in it the edit goes."""
    low, high = spot
    source = texts.source
    if low < high:
        first, last = source[low], source[high - 1]
        if not first.file or first.file != last.file:
            return None
        begin = edge(first, len(base), sources)[0]
        return first.file, begin, edge(last, len(base), sources)[1]
    begin, end = texts.back_range(hunk)
    found = _insertion(low, source, [e.looks for e in texts.back[begin:end] if not e.is_blank])
    if found is None:
        return None
    token = source[low - 1] if found[1] else source[low]
    if not token.file:
        return None
    at = edge(token, len(found[0]), sources)[1 if found[1] else 0]
    return token.file, at, at


def edge(token: Token, depth: int, sources: Sources) -> tuple[int, int]:
    """Where a token begins and ends, or what it stands in below the wrappers of that depth."""
    if len(token.wrappers) > depth:
        return offsets_of(token.wrappers[depth].span, sources[token.file])
    return token.begin, token.end


def marks_before(line: str) -> str:
    """What stands before the first word of a line: marks of what it stands in."""
    found = _MARKS.match(line)
    return found[0] if found else ""


def _opens(file: str, begin: int, around: Surroundings) -> bool:
    """Whether text at an offset opens a line, where some marks mean something."""
    text = around.sources[file].text
    return _MARKS.fullmatch(text, text.rfind("\n", 0, begin) + 1, begin) is not None


def _closes_title(file: str, end: int, around: Surroundings) -> bool:
    """Whether text up to an offset is the last of a heading or caption, where braces say more."""
    text = around.sources[file].text
    line = text[text.rfind("\n", 0, end) + 1 :].partition("\n")[0]
    return text[end : end + 1] in ("", "\n") and line.lstrip(" >").startswith(("#", ":"))


def _text(
    hunk: Hunk, texts: Wording, base: Wrappers, around: Surroundings, *, opens: bool
) -> Iterator[str]:
    """The Markdown of what came back, line by line with the breaks between."""
    begin, end = texts.back_range(hunk)
    pieces: list[Piece] = []
    for place in range(begin, end):
        if texts.back[place].key == BREAK:
            yield _written(pieces, around, opens=opens).rstrip()
            yield around.breaks.get(place, "\n\n")
            pieces, opens = [], True
            continue
        piece = _piece(place, texts, base, around)
        if piece is not None and not (opens and not pieces and _is_blank(piece)):
            pieces.append(piece)
    yield _written(pieces, around, opens=opens)


def _is_blank(piece: Piece) -> bool:
    return isinstance(piece.leaf, Text) and piece.leaf.text.isspace()


def _written(pieces: list[Piece], around: Surroundings, *, opens: bool) -> str:
    inlines = joined((None, each) for each in pieces)
    return written(inlines, in_cell=around.in_cell, opens=opens)


def _piece(place: int, texts: Wording, base: Wrappers, around: Surroundings) -> Piece | None:
    """What a token of what came back is written as; None for one that another writes."""
    token = texts.back[place]
    was = texts.kept.get(place)
    known = None if was is None else texts.source_of.get(was)
    wrappers = _wrappers(token, None if known is None else texts.source[known], base)
    if was is not None and known is not None and texts.source[known].is_atom:
        leaf = texts.source[known].leaf
        again = known > 0 and texts.source[known - 1].leaf is leaf
        return None if again and texts.kept.get(place - 1) == was - 1 else Piece(leaf, wrappers)
    pasted = _pasted(place, texts, around)
    if pasted is not None:
        again = place > 0 and _came_as(texts.back[place - 1]) is _came_as(token)
        return None if again else Piece(pasted, wrappers)
    return Piece(_leaf(token, around), wrappers)


def _wrappers(token: Token, source: Token | None, base: Wrappers) -> Wrappers:
    """What a token stands in below `base`; what no Word file shows is that of the source."""
    if source is not None and source.looks == token.looks:
        own = source.wrappers
        if all(one is other for one, other in zip(own, base, strict=False)):
            return own[len(base) :]
    shown = tuple(each for each in token.wrappers if is_visible(each))
    return shown[len(visible(base)) :]


def _leaf(token: Token, around: Surroundings) -> Inline:
    match token.leaf:
        case LineBreak():
            return token.leaf
        case Code(span=span):
            return Code(token.text, span)
        case Footnote():
            return around.notes.named(token.leaf)
    return Text(token.text, token.leaf.span)


def _pasted(place: int, texts: Wording, around: Surroundings) -> Inline | None:
    """The value or reference that a token came with, from elsewhere; None for what is typed.

    It is one only where all of it came, and none of it stood here before.
    """
    came = _came_as(texts.back[place])
    if came is None:
        return None
    begin, end = place, place + 1
    while begin and _came_as(texts.back[begin - 1]) is came:
        begin -= 1
    while end < len(texts.back) and _came_as(texts.back[end]) is came:
        end += 1
    text = "".join(each.text for each in texts.back[begin:end])
    if text != plain_text((came,)) or any(j in texts.kept for j in range(begin, end)):
        return None
    if isinstance(came, Computed):
        return came if came.expression else None
    return around.notes.references.known(came)


def _came_as(token: Token) -> Inline | None:
    """The value or reference that a token is a part of, None for what is typed."""
    if isinstance(token.leaf, Computed | Reference):
        return token.leaf
    return next((each for each in token.wrappers if leads_inside(each)), None)
