"""A sentence cut into cells: a quantity, and the words that say what it counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.wording import COUNTING_WORDS, GENERIC, LAST_YEAR, ROWS
from reportgen.checks.patterns import word_set
from reportgen.language.patterns import Pattern

# What noun stands behind a quantity: a label or unit of ours, "personer", "länder", none, or
# one that no table counts.
Head = Literal["named", "generic", "rows", "none", "other"]

_BOUNDARY = Pattern(
    r"[,;:](?=[ \u00a0])|[ \u00a0](?:och|samt|men|medan|varav|respektive|eller|vilket|där|"
    r"som)(?=[ \u00a0])"
    r"|\)|[ \u00a0][–—](?=[ \u00a0])"
)
_GLUE = Pattern(
    r"\s*(?:\(|:\s|=\s?|\s[–—]\s)(?:drygt |knappt |cirka |ca |omkring |ungefär |nästan )?$"
)
_GOES_TO = Pattern(r"[ \u00a0](?:till|från|i|på)[ \u00a0]")
_WORD = Pattern(r"[ \u00a0]?(?P<word>[^\W\d_][\w-]*)")
_OF_YEAR = Pattern(r"[ \u00a0]år[ \u00a0](?:19|20)\d\d")
_ADJECTIVE = Pattern(
    r"(?:\w+(?:ade|nde|iga|liga|ska|lla|dda|tta|ella|nya)|olika|enda|av|de|våra|årets|kända|"
    r"stora|små|"
    r"enskilda|unika|egna|inledda|samtliga|totalt|hela|utsatta|unga|sådana|dessa|alla)\Z"
)
_FUNCTION = word_set(
    "i på från till om med för hos av vid under över mellan som och eller samt men medan att",
    "var är har en ett hade kom kan kunde ska skulle fick inte vardera respektive procent",
    "gånger då där den det än alltså därav varav ur via mot inom efter utan så redan också",
    "även sedan hörde tillhörde saknade saknades båda bägge tackade valde ville varit ingick",
    "stod gick finns fanns sammanlagt totalt tillsammans fler färre mer",
)
_OPENS = Pattern(r"\s*(?:\(|: |= ?)\d")
_JOIN = Pattern(r"(?:,|[ \u00a0](?:och|samt|eller))[ \u00a0](?:(?:från|till|om|av|med)[ \u00a0])?$")
_LEADS = Pattern(
    r"[ \u00a0](?:(?:från|till|om|av|med|i|för|rörde|rör|gällde|gäller|avsåg|avser|var|är|"
    r"handlade om|"
    r"personer|personerna|kvinnor|män|kom|återvände)[ \u00a0]){1,3}(?:personer från |den |det |"
    r"de )?$"
)
_NARROWS = Pattern(
    r"[ \u00a0](?:med|om|från|för|som rör|som rörde|som gällde|där|kring)[ \u00a0](?:\w+[ \u00a0])?"
)
# A number and its share stand together: “48 ärenden (60 procent)”, “drygt hälften, 48 stycken,”.
_TWINS = Pattern(
    r"[ \u00a0]?\(|,?[ \u00a0](?:eller|alltså|dvs\.|det vill säga|motsvarande)[ \u00a0]|,[ \u00a0]"
)
_ROUGH = Pattern(r"(?:drygt|knappt|cirka|ca|omkring|ungefär|nästan|hela|hela)[ \u00a0]$")
# "tre av dem": a part of what was named before.
PARTITIVE = Pattern(
    r"(?i)[ \u00a0]av[ \u00a0](?:dem|(?:dessa|de|våra|samtliga|alla)(?:[ \u00a0]\w+(?:na|en))?|"
    r"\w+na)\b"
)
# "kvinnorna", "ärendena", "barnen": no name of a country.
_DEFINITE = Pattern(r"(?<![A-ZÅÄÖ])\b[a-zåäö]\w*(?:[aoe]rna|ena|nen|len)s?$")
_OF = Pattern(
    r"\b(?:[Aa]v|[Bb]land|[Ii]nom|[Hh]os) (?P<which>(?:de|den|våra|årets|samtliga|alla|dessa|"
    r"totalt|antalet|det totala antalet|alla de|hela) ){0,3}$"
)

_IN_THE = Pattern(r"\W*I[ \u00a0](?:de[ \u00a0])?")


# Of “från 15 till 24” the first number is the old one, the second the new one.
Side = Literal["", "old", "new"]


class Cell(Struct, frozen=True):
    """A quantity with what is said of it between two offsets of the passage.

    `mentions` are what it may count, `bases` what it is said to be a part of; `glued` when it
    stands in brackets or behind a colon at its label.
    """

    quantity: Quantity
    start: int
    end: int
    mentions: tuple[Mention, ...]
    bases: tuple[Mention, ...]
    head: Head
    noun: Mention | None
    glued: Mention | None
    side: Side = ""


class Sentence(Struct, frozen=True):
    """A sentence between two offsets of a text, with its cells and all that it mentions."""

    text: str
    start: int
    end: int
    cells: tuple[Cell, ...]
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    def said(self, cell: Cell) -> str:
        """The words of a cell."""
        return self.text[cell.start : cell.end]

    def clause(self, cell: Cell) -> str:
        """The words of a cell up to the next comma behind its number."""
        comma = self.text.find(", ", cell.quantity.end, cell.end)
        return self.text[cell.start : cell.end if comma < 0 else comma]

    def is_quoted(self, cell: Cell) -> bool:
        """Whether the number stands in quotation marks."""
        return self.text.count("”", self.start, cell.quantity.start) % 2 == 1


def cut_sentence(
    text: str, place: tuple[int, int], quantities: Sequence[Quantity], mentions: Sequence[Mention]
) -> Sentence:
    """The sentence at `place` with a cell for each quantity."""
    start, end = place
    edges = [*_boundaries(text, start, end, mentions)]
    heads = [_head(text, each, mentions) for each in quantities]
    glued = [_glued(text, each, mentions) for each in quantities]
    nouns = {id(head[2]) for head in heads}
    glued = [None if id(each) in nouns else each for each in glued]
    following = [*(each.start for each in quantities[1:]), end]
    tails = [
        _tail(text, max(each.end, head[1]), mentions, partial(_has_edge, edges, before=after))
        for each, head, after in zip(quantities, heads, following, strict=False)
    ]
    starts = [start][: len(quantities)]
    for index in range(1, len(quantities)):
        label, after, before = glued[index], tails[index - 1], quantities[index].start
        named = _names_something(starts[index - 1], after, mentions, heads[index - 1])
        edge = _first(edges, after, before) if named else _last(edges, after, before)
        starts.append(label.start if label else edge)
    spans = [*pairwise([*starts, end])] if starts else []
    for index in range(len(quantities) - 1):
        if _are_twins(text, quantities[index], tails[index], quantities[index + 1]):
            spans[index] = spans[index + 1] = (spans[index][0], spans[index + 1][1])
    cells = tuple(
        _cell(text, q, (a, b), mentions, head, label)
        for q, (a, b), head, label in zip(quantities, spans, heads, glued, strict=True)
    )
    sides: dict[int, Side] = {}
    for index in range(len(quantities) - 1):
        if goes_from_to(text, quantities[index], tails[index], quantities[index + 1]):
            sides |= {index: "old", index + 1: "new"}
    cells = tuple(replace(c, side=sides.get(n, "")) for n, c in enumerate(cells))
    return Sentence(text, start, end, cells, tuple(mentions))


_PART_OF = Pattern(r"[ \u00a0]av[ \u00a0](?:(?:de|våra|totalt|alla|årets)[ \u00a0])*$")
_FROM = Pattern(r"(?i)\bfrån[ \u00a0]$")
_TO = Pattern(r"(?:[ \u00a0](?:\w+|(?:19|20)\d\d)){0,3}[ \u00a0]till[ \u00a0](?:\w+[ \u00a0])?$")


def goes_from_to(text: str, first: Quantity, tail: int, second: Quantity) -> bool:
    """“Från 41 till 53”: both numbers are of the same thing."""
    return bool(
        _FROM.search(text, max(0, first.start - 8), first.start)
        and _TO.fullmatch(text, tail, second.start)
    )


def is_part_of(text: str, end: int, start: int) -> bool:
    """Whether two numbers stand as “11 av 28” or “14 av de 24”."""
    return 0 < start - end < 20 and bool(_PART_OF.fullmatch(text, end, start))


def is_whole(cell: Cell, sentence: Sentence) -> bool:
    """Whether it is the second number of “14 av de 24”."""
    at = cell.quantity.start
    return any(is_part_of(sentence.text, each.quantity.end, at) for each in sentence.cells)


def whole_behind(cell: Cell, sentence: Sentence) -> Fraction | None:
    """The number that the cell's is said to be a part of: 17 of “13 av 17”."""
    end = cell.quantity.end
    wholes = (
        c.quantity for c in sentence.cells if is_part_of(sentence.text, end, c.quantity.start)
    )
    return next((each.value for each in wholes), None)


def _are_twins(text: str, first: Quantity, tail: int, second: Quantity) -> bool:
    """Whether one of two neighbours says as a share what the other counts, or “från … till”."""
    if goes_from_to(text, first, tail, second):
        return True
    if first.is_share == second.is_share:
        return False
    rough = _ROUGH.search(text, tail, second.start)
    return bool(_TWINS.fullmatch(text, tail, rough.start() if rough else second.start))


def _boundaries(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[int]:
    """Where a new part of the sentence can begin: no joining word inside a name is one."""
    for found in _BOUNDARY.finditer(text, start, end):
        index = bisect_right(mentions, found.start(), key=lambda each: each.start) - 1
        if index < 0 or mentions[index].end <= found.start():
            yield found.end()


def _first(edges: Sequence[int], after: int, before: int) -> int:
    index = bisect_left(edges, after)
    return edges[index] if index < len(edges) and edges[index] <= before else after


def _last(edges: Sequence[int], after: int, before: int) -> int:
    index = bisect_right(edges, before) - 1
    return edges[index] if index >= 0 and edges[index] >= after else after


def _names_something(
    start: int, end: int, mentions: Sequence[Mention], head: tuple[Head, int, Mention | None]
) -> bool:
    """Whether a part of a sentence has said what its number counts."""
    if head[0] in ("other", "rows") or (head[2] is not None and head[2].kind == "unit"):
        return True
    first = bisect_left(mentions, start, key=lambda each: each.start)
    last = bisect_right(mentions, end, key=lambda each: each.end)
    return any(each.kind in ("label", "unknown") for each in mentions[first:last])


def _glued(text: str, quantity: Quantity, mentions: Sequence[Mention]) -> Mention | None:
    """The label right before the quantity: “Rumänien (18”, “män: 14”."""
    index = bisect_right(mentions, quantity.start, key=lambda each: each.end) - 1
    if _GOES_TO.match(text, quantity.end):
        return None
    if index < 0 or not _GLUE.fullmatch(text, mentions[index].end, quantity.start):
        return None
    label, before = mentions[index], mentions[index - 1] if index else None
    if label.kind == "topic" and before and before.end + 1 == label.start:
        return before  # “oklart ändamål (3)”
    return label


def _head(
    text: str, quantity: Quantity, mentions: Sequence[Mention]
) -> tuple[Head, int, Mention | None]:
    """The noun behind the quantity, where it ends, and what it names."""
    at = quantity.end
    for _skipped in range(4):
        found = _WORD.match(text, at)
        if not found or _OF_YEAR.match(text, at) or LAST_YEAR.match(text, found.start("word")):
            return "none", at, None
        index = bisect_left(mentions, found.start("word"), key=lambda each: each.start)
        if index < len(mentions) and mentions[index].start == found.start("word"):
            noun = mentions[index]
            head: Head = "rows" if noun.kind == "topic" else "named"
            return head, noun.end, noun if head == "named" else None
        word = found["word"]
        if ROWS.match(text, found.start("word")):
            return "rows", found.end(), None
        generic = GENERIC.match(text, found.start("word"))
        if generic and not _goes_on(text, found.end()):
            return "generic", generic.end(), None
        if word.casefold() in _FUNCTION or word.casefold() in COUNTING_WORDS:
            return "none", at, None
        if not _ADJECTIVE.match(word) and not generic:
            return "other", found.end(), None
        at = found.end()
    return "none", quantity.end, None


def _goes_on(text: str, at: int) -> bool:
    """Whether “utsatta” is an adjective here: a noun follows."""
    found = _WORD.match(text, at)
    return bool(
        found
        and text[:at].endswith("utsatta")
        and found["word"].casefold() not in _FUNCTION
        and found["word"].casefold() not in COUNTING_WORDS
    )


def _has_edge(edges: Sequence[int], after: int, before: int) -> bool:
    index = bisect_left(edges, after)
    return index < len(edges) and edges[index] <= before


def _tail(text: str, at: int, mentions: Sequence[Mention], is_apart: Callable[[int], bool]) -> int:
    """Where what belongs to a quantity ends: behind its noun, or the labels that follow.

    A label that is not apart from the next quantity belongs to that.
    """
    part = PARTITIVE.match(text, at)
    at = part.end() if part else at
    index = bisect_left(mentions, at, key=lambda each: each.start)
    if index == len(mentions) or not _LEADS.fullmatch(text, at, mentions[index].start):
        return at
    at, index = mentions[index].end, index + 1
    while index < len(mentions) and _JOIN.fullmatch(text, at, mentions[index].start):
        if _OPENS.match(text, mentions[index].end) or not is_apart(mentions[index].end):
            break
        at, index = mentions[index].end, index + 1
    return at


def _cell(
    text: str,
    quantity: Quantity,
    place: tuple[int, int],
    mentions: Sequence[Mention],
    head: tuple[Head, int, Mention | None],
    glued: Mention | None,
) -> Cell:
    start, end = place
    inside = [each for each in mentions if start <= each.start and each.end <= end]
    bases = [*_bases(text, start, [each for each in inside if each is not head[2]])]
    own = [each for each in inside if each not in bases]
    return Cell(quantity, start, end, tuple(own), tuple(bases), head[0], head[2], glued)


def _bases(text: str, start: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """“Av ärendena”, and what narrows it: “av ärendena om barn”; first also “I barnärendena”."""
    last: Mention | None = None
    for each in mentions:
        narrows = last and _NARROWS.fullmatch(text, last.end, each.start)
        found = _OF.search(text, max(0, each.start - 48), each.start)
        definite = _DEFINITE.search(text, each.start, each.end)
        opens = definite and each.kind == "label" and _IN_THE.fullmatch(text, start, each.start)
        if narrows or opens or (found and (definite or found["which"])):
            last = each
            yield each
