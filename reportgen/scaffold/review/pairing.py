"""Which lines that came back are which of those that were sent: kept, divided, joined, moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.compare.alignment import AT_LEAST, Candidate, align, how_alike
from reportgen.compare.fingerprints import block_key, inlines_key
from reportgen.language.similarity import Words, most_alike, words_of
from reportgen.model import CodeBlock, Computed, Figure, Heading, ImagePlacement, Table
from reportgen.model.traverse import walk_inlines
from reportgen.scaffold.review.lines import Line

# LibreOffice calls the bookmark of a paragraph that was copied or moved so.
_COPY = re.compile(r"(?:_Copy_\d+)+$")
# The bookmarks of our blocks; those of documents sent before autumn 2026 are not hidden.
_OURS = ("_b_", "b_")
# How much of a line must be found in another for the two to be parts of one.
_PART = 0.6
# How alike two lines in different places are that are one which moved; and how many words it has.
_MOVED, _LEAST_MOVED = 0.7, 3
# How alike two lines in one place are that are one: where a value stood, and below a figure.
_SAME_PLACE, _NOTE = 0.5, 0.3
Bookmarks = Mapping[int, Sequence[str]]


class Group(Struct, frozen=True):
    """Lines that were sent and those that came of them, by their places in both.

    Several on one side were divided or joined; none were added or taken away. `moved` says that
    they stand elsewhere among the others than they did.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: bool = False


class _Named(Struct, frozen=True):
    """A line with its look, its bookmark, its words, and the expressions of the values in it.

    `is_over` says that a value was typed over in it.
    """

    line: Line
    key: Hashable
    name: str
    words: Words
    values: tuple[str, ...]
    is_over: bool

    @property
    def parts(self) -> Counter[str]:
        """What it is made of: words, any number being one as any other, and values."""
        return Counter(["0" if each.isdigit() else each for each in self.words]) + Counter(
            f"={each}" for each in self.values
        )


def pair_lines(
    old: Sequence[Line],
    new: Sequence[Line],
    names: tuple[Bookmarks, Bookmarks],
    overwritten: Sequence[tuple[int, int, int]] = (),
    made: frozenset[int] = frozenset(),
    notes: frozenset[int] = frozenset(),
) -> list[Group]:
    """Every line of both in one group, in the order of the new; what went out where it stood.

    `overwritten` is where in the new values were typed over, `made` which of the old are made of
    settings: the cover's and the signature's; `notes` are the source lines below figures.
    """
    over = frozenset(line for line, _begin, _end in overwritten)
    before, after = _named(old, names[0], frozenset()), _named(new, names[1], over)
    reworded = _reworded(before, after)

    def key(named: _Named) -> Hashable:
        return ("name", named.name) if named.name in reworded else named.key

    pairs = align(before, after, key, _describe)
    groups = [Group((i,), (j,)) for i, j in pairs]
    moved = _moved(groups, before, after)
    groups = [*_with_parts(groups, moved, before, after), *moved]
    groups += _retyped(groups, before, after, made, notes)
    return _in_order(groups, len(old), len(new))


def _named(lines: Sequence[Line], bookmarks: Bookmarks, over: frozenset[int]) -> list[_Named]:
    """The lines with their words, and the bookmark of ours that begins in each."""
    taken: set[str] = set()
    named = []
    for line in lines:
        name = ""
        for number in range(line.block.span.line, line.block.span.end_line + 1):
            own = (_COPY.sub("", each) for each in bookmarks.get(number, ()))
            name = name or next((n for n in own if n.startswith(_OURS) and n not in taken), "")
        taken.add(name)
        is_over = line.block.span.line in over
        words = words_of(line.text)
        named.append(_Named(line, key_of(line), name, words, tuple(_values(line)), is_over))
    return named


def _values(line: Line) -> Iterator[str]:
    for each in walk_inlines(line.children) if line.is_prose else ():
        if isinstance(each, Computed) and each.expression:
            yield each.expression


def key_of(line: Line) -> Hashable:
    """Equal for lines that look the same to a reader of the Word file."""
    match line.block:
        case Figure() as figure:
            return ("figure", inlines_key(figure.caption), figure.alt)
        case ImagePlacement(alt=alt, caption=caption):
            return ("figure", caption, alt)
        case Table():
            return (*line.shape, block_key(line.block).replace("/\x01", "\x01"))
        case CodeBlock(text=text):
            return (*line.shape, text)
    return (*line.shape, inlines_key(line.children).replace("/\x01", "\x01"))


def _reworded(before: Sequence[_Named], after: Sequence[_Named]) -> frozenset[str]:
    """The bookmarks of lines that stayed and look like none of the other side: some words changed.

    Without them the one line that moved past others, and is the same, would be what stayed.
    """
    looks = [{each.key for each in side} for side in (before, after)]
    changed = {each.name: each for each in before if each.name and each.key not in looks[1]}
    return frozenset(
        each.name
        for each in after
        if each.name in changed
        and each.key not in looks[0]
        and each.line.is_prose
        and changed[each.name].line.is_prose
        and most_alike(changed[each.name].words, each.words) >= AT_LEAST
    )


def _describe(named: _Named) -> Candidate:
    line = named.line
    kind = "prose" if line.is_prose else line.shape[-2:] if line.holders else line.shape
    return Candidate(kind, named.words, named.name)


# Lines that were divided, and lines that were joined.


def _with_parts(
    groups: list[Group],
    moved: Sequence[Group],
    before: Sequence[_Named],
    after: Sequence[_Named],
) -> list[Group]:
    """The groups, each with the neighbours that are parts of the same text; none that `moved`."""
    every = [*groups, *moved]
    taken = ({i for g in every for i in g.olds}, {j for g in every for j in g.news})
    made = []
    for group in groups:
        [i], [j] = group.olds, group.news
        if not (before[i].line.is_prose and after[j].line.is_prose):
            made.append(group)
            continue
        news = _parts(before[i], j, after, taken[1])
        olds = _parts(after[j], i, before, taken[0]) if len(news) == 1 else (i,)
        made.append(Group(olds, news))
    return made


def _parts(whole: _Named, place: int, lines: Sequence[_Named], taken: set[int]) -> tuple[int, ...]:
    """The line at `place`, with the free neighbours that hold what it lacks of `whole`."""
    first = last = place
    lacking = whole.parts - lines[place].parts
    is_over = whole.is_over
    while _is_part(last + 1, lines, taken, lacking, is_over=is_over):
        last += 1
        lacking -= lines[last].parts
        taken.add(last)
    while _is_part(first - 1, lines, taken, lacking, is_over=is_over):
        first -= 1
        lacking -= lines[first].parts
        taken.add(first)
    return tuple(range(first, last + 1))


def _is_part(
    place: int, lines: Sequence[_Named], taken: set[int], lacking: Counter[str], *, is_over: bool
) -> bool:
    """Whether the line holds what is lacking; `is_over`: values of the whole were typed over."""
    if not 0 <= place < len(lines) or place in taken:
        return False
    line, parts = lines[place].line, lines[place].parts
    if not line.is_prose or line.made or not parts:
        return False
    found = parts & lacking
    values = lacking if lines[place].is_over else found
    if any(each.startswith("=") for each in values):
        return True
    own = Counter(each for each in parts.elements() if not each.startswith("="))
    # A value that was typed over is no longer found.
    return found.total() >= _PART * max(1, (own if is_over else parts).total())


# Headings, terms, lines that the program made or a value stands in, that were typed anew.


def _retyped(
    groups: Sequence[Group],
    before: Sequence[_Named],
    after: Sequence[_Named],
    made: frozenset[int],
    notes: frozenset[int],
) -> list[Group]:
    """Pairs of such lines, of which the one went out where the other came in.

    They may share no word: but there is one of each between the same neighbours.
    """
    olds = {i for group in groups for i in group.olds}
    news = {j for group in groups for j in group.news}
    pairs = [(g.olds[-1], g.news[-1]) for g in groups if not g.moved]
    found: list[Group] = []
    i = j = 0
    for a, b in [*sorted(pairs), (len(before), len(after))]:
        gone = [
            n for n in range(i, a) if n not in olds and (n in made or _is_title(before[n].line))
        ]
        free = [n for n in range(i, a) if n not in olds], [n for n in range(j, b) if n not in news]
        if not gone and len(free[0]) == len(free[1]) == 1:
            [one], [other] = free
            is_note = (one, other) == (i, j) and one in notes
            if _stands_for(before[one], after[other], is_note=is_note):
                found.append(Group((one,), (other,)))
        is_made = not made.isdisjoint(gone)
        come = [n for n in range(j, b) if n not in news and (is_made or _is_title(after[n].line))]
        if len(gone) == len(come) == 1:
            [one], [other] = gone, come
            if before[one].line.shape == after[other].line.shape:
                found.append(Group((one,), (other,)))
        i, j = a + 1, b + 1
    return found


def _is_title(line: Line) -> bool:
    """Whether a line is a heading, or a term that is explained below it."""
    return line.is_term or isinstance(line.block, Heading)


def _stands_for(other: _Named, line: _Named, *, is_note: bool) -> bool:
    """Whether a line has enough of the one in its place: one with a value, or below a figure."""
    if not other.line.is_prose or not line.line.is_prose:
        return False
    least = _NOTE if is_note else _SAME_PLACE
    is_alike = is_note or (bool(other.values) and other.line.shape == line.line.shape)
    return is_alike and _share(other, line) >= least


def _share(one: _Named, other: _Named) -> float:
    """How much of both is in both, numbers being as any other."""
    return 2 * (one.parts & other.parts).total() / max(1, (one.parts + other.parts).total())


# Lines that moved.


def _moved(
    groups: Sequence[Group], before: Sequence[_Named], after: Sequence[_Named]
) -> list[Group]:
    """Pairs of lines that were taken away in one place and came in in another."""
    olds = {i for group in groups for i in group.olds}
    news = {j for group in groups for j in group.news}
    gone = [i for i in range(len(before)) if i not in olds and _can_move(before[i])]
    come = [j for j in range(len(after)) if j not in news and _can_move(after[j])]
    if len(gone) * len(come) > _MOST_TRIED:
        come = [j for j in come if after[j].words in {before[i].words for i in gone}]
    tried = sorted((-_how_moved(before[i], after[j]), i, j) for i in gone for j in come)
    found: list[Group] = []
    for unlike, i, j in tried:
        if -unlike < _MOVED:
            break
        if i not in olds and j not in news:
            found.append(Group((i,), (j,), moved=True))
            olds.add(i)
            news.add(j)
    return found


def _how_moved(one: _Named, other: _Named) -> float:
    """How likely it is that a line is one that moved; where a value was typed over it held one."""
    alike = how_alike(_describe(one), _describe(other))
    if other.is_over and one.values:
        is_held = (one.parts & other.parts).total() >= _PART * one.parts.total()
        return max(alike, _MOVED) if is_held else alike
    return alike


_MOST_TRIED = 40_000


def _can_move(named: _Named) -> bool:
    return len(named.words) >= _LEAST_MOVED or isinstance(named.line.block, Figure | ImagePlacement)


def _in_order(groups: list[Group], olds: int, news: int) -> list[Group]:
    """All lines, those without a partner by themselves.

    What went out stands behind what it stood behind.
    """
    paired = {i for group in groups for i in group.olds}
    by_new = {group.news[0]: group for group in groups}
    inside = {j for group in groups for j in group.news[1:]}
    follows: dict[int, list[int]] = {}
    last = -1
    place = {i: group.news[-1] for group in groups if not group.moved for i in group.olds}
    for i in range(olds):
        if i in paired:
            last = place.get(i, last)
        else:
            follows.setdefault(last, []).append(i)
    made = [Group((i,), ()) for i in follows.get(-1, ())]
    for j in range(news):
        if j not in inside:
            made.append(by_new.get(j, Group((), (j,))))
        made += [Group((i,), ()) for i in follows.get(j, ())]
    return made
