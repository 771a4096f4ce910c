"""A claim: what a number is said to count, as the readings that it may have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.readings import Entry, Reading
from reportgen.checks.numbers.sentences import Cell, Sentence, is_part_of
from reportgen.checks.numbers.wording import (
    CHANGE,
    COUNTING,
    LAST_YEAR,
    RESPECTIVE,
    RESTRICTED,
    SEASONS,
    SINCE,
)
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

_ASIDE = Pattern(r", (?:eller|alltså|det vill säga|dvs\.) [^,]{1,24}, ")
# “kriminalitet har ökat till åtta ärenden och att de barn …”
_NEW_CLAUSE = Pattern(r"[ \u00a0](?:och|men|samt)[ \u00a0]att[ \u00a0]")
# “28 procent, hade svenskt medborgarskap”
_HAD = Pattern(r"(?:hade|har)[ \u00a0]")
_GOES_FROM = Pattern(
    r"[\s,(]*(?:och |medan |men )?(?:från|jämfört med|mot|att jämföra med|i jämförelse med|"
    r"år (?:19|20)\d\d var)[ \u00a0]"
)
# “… har minskat med två, till 14”
_TO_NOW = Pattern(r"[\s,]*(?:och[ \u00a0])?till[ \u00a0](?=\d|\w+[.,;])")
_ONE_WORD = Pattern(r"(?:[\w-]+[ \u00a0])?")
_OF_THEM = Pattern(r"(?i)[ \u00a0]av[ \u00a0](?:dem|dessa)\b(?! \w+na\b| ärende| fall)")


class Claim(Struct, frozen=True):
    """The readings of a number. `certain`: told when none of them fits.

    `likely`: told if another number of the sentence agrees with the figures. `open`: told as a
    doubt where it nearly is one of them.
    `every`: it is said of each label among them ("ett enda ärende vardera"). `beside`: it stands
    in brackets or behind a colon at its label, where nothing else can be meant.
    """

    readings: tuple[Reading, ...]
    certain: bool
    likely: bool = False
    open: bool = True
    every: bool = False
    beside: bool = False


def figures(labels: Iterable[Named]) -> tuple[Reading, ...]:
    """Each of them as a reading."""
    return tuple(Entry(each) for each in labels)


def labels_of(cell: Cell, sentence: Sentence) -> list[Mention]:
    """What the cell names of rows and named sums; in brackets only the label before them."""
    if cell.glued:
        return [cell.glued] if cell.glued.kind in ("label", "unknown") else []
    first = _part_start(cell, sentence)
    last = _part_end(cell, sentence)
    own = [
        each
        for each in cell.mentions
        if each.kind in ("label", "unknown") and first <= each.start < last
    ]
    if not own or _is_in_new_clause(cell, own, sentence):
        own = _of_pair(cell, sentence) or own
    respective = _respective(cell, sentence)
    if respective:
        return respective
    named = cell.noun is not None and cell.noun.kind == "label"
    apposed = cell.head == "none" and is_set_against_another(cell, sentence)
    if own or named or not (apposed or _is_other_year(cell, sentence)):
        return own
    return [e for e in sentence.mentions if e.kind == "label" and e.end <= cell.start]


# “De flesta var kvinnor, och 58 av de 68 var vuxna”
_AND_THEN = Pattern(r",[ \u00a0](?:och|men|medan|samt)[ \u00a0]")


def _is_in_new_clause(cell: Cell, own: list[Mention], sentence: Sentence) -> bool:
    """Whether all that it names stands in the clause before the number's own."""
    last = max(each.end for each in own)
    at = cell.quantity.start
    return last <= at and bool(_AND_THEN.search(sentence.text, last, at))


def _of_pair(cell: Cell, sentence: Sentence) -> list[Mention]:
    """Of “58 av 87, rörde kvinnor” what the first number is of."""
    for each in sentence.cells:
        if is_part_of(sentence.text, cell.quantity.end, each.quantity.start):
            last = _part_end(each, sentence)
            return [m for m in each.mentions if m.kind == "label" and m.start < last]
    return []


def _respective(cell: Cell, sentence: Sentence) -> list[Mention]:
    """Of “socialtjänsten …, polisen, 44 respektive 38” the label that the number is of."""
    text, cells = sentence.text, sentence.cells
    index = cells.index(cell)
    for first, place in ((index, 0), (index - 1, 1)):
        pair = cells[max(0, first) : first + 2]
        if first < 0 or len(pair) < 2:
            continue
        if RESPECTIVE.fullmatch(text, pair[0].quantity.end, pair[1].quantity.start):
            at = pair[0].quantity.start
            before = [m for m in sentence.mentions if m.kind == "label" and m.end <= at]
            return [before[place]] if len(before) == 2 else []
    return []


# “39 i år mot 33 året före”, “47 ärenden, jämfört med 33”
_SET_AGAINST = Pattern(
    r"(?:[ \u00a0][\w-]+){0,2},?[ \u00a0]\(?(?:mot|jämfört med|att jämföra med|i jämförelse med)"
    r"[ \u00a0](?:\w+[ \u00a0])?"
)


def is_set_against_another(cell: Cell, sentence: Sentence) -> bool:
    """Whether the number or the one beside it is said to be compared with the other."""
    text, cells = sentence.text, sentence.cells
    index = cells.index(cell)
    pairs = ((a, b) for a, b in pairwise(cells[max(0, index - 1) : index + 2]))
    return any(_SET_AGAINST.fullmatch(text, a.quantity.end, b.quantity.start) for a, b in pairs)


def _is_other_year(cell: Cell, sentence: Sentence) -> bool:
    """Whether the number is set against the one before: “från 41 till 53”, “(19 året innan)”."""
    if cell is sentence.cells[0]:
        return False
    if _TO_NOW.match(sentence.text, cell.start) and CHANGE.search(sentence.words):
        return True
    goes = _GOES_FROM.match(sentence.text, cell.start)
    against = goes and _ONE_WORD.fullmatch(sentence.text, goes.end(), cell.quantity.start)
    return bool(against or (cell.head == "none" and LAST_YEAR.search(sentence.said(cell))))


def _part_start(cell: Cell, sentence: Sentence) -> int:
    """Where labels count from: of “tre av dem” what stood before a comma is the whole."""
    if not _OF_THEM.match(sentence.text, cell.quantity.end):
        return cell.start
    return cell.start + max(
        sentence.text.rfind(mark, cell.start, cell.quantity.start) - cell.start
        for mark in (", ", " och ", " varav ", ": ")
    )


def _part_end(cell: Cell, sentence: Sentence) -> int:
    """Where labels stop counting: at a comma, unless “48 stycken, gällde …” goes on behind it."""
    end = cell.start + len(sentence.clause(cell))
    text = sentence.text
    aside = _ASIDE.match(text, end, cell.end)
    begin = aside.end() if aside else end + len(", ")
    unknown = any(each.kind == "unknown" and each.start == begin for each in cell.mentions)
    clause = _NEW_CLAUSE.search(text, cell.quantity.end, end)
    if clause:
        return clause.start()
    if begin < cell.end and (unknown or COUNTING.match(text, begin) or _HAD.match(text, begin)):
        comma = text.find(", ", begin, cell.end)
        return cell.end if comma < 0 else comma
    return end


def is_restricted(cell: Cell, sentence: Sentence) -> bool:
    """Whether the number is of a part of the year or a time, not of the whole."""
    opening = sentence.text[sentence.start : sentence.cells[0].quantity.start]
    closing = sentence.clause(sentence.cells[-1])
    said = SINCE.sub("", " ".join((opening, sentence.clause(cell))))
    return bool(RESTRICTED.search(said) or SEASONS.search(SINCE.sub("", closing)))
