"""What a part of a text tells of one standard table, over as many sentences as it takes.

“Rumänien står för 13 ärenden. Därefter kommer Sverige med tolv. För fem är landet okänt.” What is
gathered is no table before it comes to a known whole: who asks knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.checks.arithmetic.lines import Line, lines_of
from reportgen.checks.numbers.listings import behind_number
from reportgen.checks.numbers.pairing import Pair, paired
from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.row_words import Mentioned, RowWords, rest_before
from reportgen.checks.numbers.wording import LAST_YEAR, RESTRICTED, SINCE
from reportgen.checks.numbers.years import tells_of_another_year
from reportgen.checks.passages import Passage
from reportgen.language.patterns import Pattern

# “Av de sju barnen”, “bland de 15 som”, “fyra av dem”: said of a part, if not of all the cases.
_OF = Pattern(
    r"(?i)\b(?:av|bland|hos|inom|i)[ \u00a0]"
    r"(?:(?P<these>dem|dessa|de|samtliga|våra|årets|alla)\b"
    r"(?:[ \u00a0](?!som\b)(?P<number>[\w]+))?(?:[ \u00a0](?P<noun>\w+))?|"
    r"(?P<those>\w{3,}(?:na|n))\b)"
)
_ALL = Pattern(
    r"(?i)(?:ärendena|ärenden|personerna|personer|fallen|utsatta|individerna|individer|"
    r"brottsoffren|klienterna|människorna|människor|anmälningarna|totalt|som|vi)$"
)
# Behind it stand parts of what stands before it.
_OF_WHICH = Pattern(r"(?i)\b(?:varav|därav|av vilka|av dem|av dessa|däribland)\b")
# “De 84 ärendena”: no row but what the rows are of.
_GIVEN = Pattern(
    r"(?i)\b(?:de|dem|dessa|årets|alla|samtliga|våra|totalt|sammanlagt|summan)[ \u00a0]$"
)
_LEFT_BEHIND = Pattern(r"(?i)[ \u00a0](?:övriga|återstående|resterande|sista)\b")
_OPENS_WITH_REST = Pattern(
    r"(?i)\W*(?:(?:av|i|bland|för|hos)[ \u00a0])?(?:de[ \u00a0])?(?:\w+[ \u00a0])?"
    r"(?:övriga|återstående|resterande)\b"
)
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d|:)")
_THEN = Pattern(r"(?:19|20)\d\d,[ \u00a0]då[ \u00a0]")
_COMPARES = Pattern(
    r"(?i)(?:,?[ \u00a0](?:jämfört med|att jämföra med|i jämförelse med|mot|än|sedan|från|medan)"
    r"[ \u00a0]|[,(])"
)
_JOINED = Pattern(r"(?:[ \u00a0](?:eller|och|i)[ \u00a0]|[ \u00a0]?/[ \u00a0]?)")
_EITHER = Pattern(r"[ \u00a0]eller[ \u00a0]|[ \u00a0]?/[ \u00a0]?")
_WORD_ENDS = re.compile(r"[.,;:]|[ \u00a0](?:och|samt|medan|men|som|respektive)[ \u00a0]")


class Gathered(Struct, frozen=True):
    """A row that a sentence tells. `clear`: nothing else can be meant.

    `spare`: it counts only where the others leave so many over: what is called “övriga” (without
    a label), and a number beside a name that is no standard row. `of_rest`: its sentence says what
    the “övriga” are.
    """

    label: str
    count: int
    clear: bool
    spare: bool
    start: int
    of_rest: bool = False


class Gathering(Struct, frozen=True):
    """The rows of one sentence of a passage. `of_part`: they are told of some cases only."""

    passage: Passage
    sentence: str
    rows: tuple[Gathered, ...]
    of_part: bool


def gatherings(
    passages: Iterable[Passage], words: RowWords, wholes: Sequence[int], year: int, *, headed: bool
) -> Iterator[Gathering]:
    """The sentences of passages that tell rows of a table, in their order.

    `wholes` are numbers of all cases, as in “av de 84 ärendena”. `headed`: the heading above names
    the table.
    """
    for passage in passages:
        if passage.kind not in ("paragraph", "item", "footnote"):
            continue
        before, about = "", headed
        for line in lines_of(passage):
            if line.counts and not tells_of_another_year(line.words, before, year):
                found = _gathered(line, words, wholes, year, about=about)
                if found.rows:
                    yield found
                about = headed or any(not each.spare for each in found.rows)
            before = line.words


def _gathered(
    line: Line, words: RowWords, wholes: Sequence[int], year: int, *, about: bool
) -> Gathering:
    mentions = words.mentions(line.text, line.start, line.end, about=about)
    if not mentions and not about:
        return Gathering(line.passage, "", (), of_part=False)
    mentions, end = _merged(line.text, mentions), _own_end(line, year)
    counts = [each for each in line.counts if each.end <= end and _counts(line, each, mentions)]
    counts, of_part = _of_all(line, counts, wholes)
    counts = [each for each in counts if each.form != "weak" or _is_number(line, each, counts)]
    result = paired(line.text, counts, [each for each in mentions if each.start < end])
    rest = _OPENS_WITH_REST.match(line.text, line.start) is not None
    rows = [_row(each, of_rest=rest) for each in result.pairs]
    rows += _spare(line, counts, result.alone, named=bool(rows), about=about)
    rows.sort(key=lambda each: each.start)
    restricted = RESTRICTED.search(line.text, line.start, line.end) is not None
    return Gathering(line.passage, line.words.strip(), tuple(rows), of_part or restricted)


def _own_end(line: Line, year: int) -> int:
    """Up to where the numbers of a sentence are of the year: before the year it compares with."""
    plain = line.words if _THEN.search(line.words) else _without_since(line.words)
    others = [m.start() for m in _YEAR.finditer(plain) if int(m[0]) != year]
    others += [m.start() for m in LAST_YEAR.finditer(plain)]
    if not others:
        return line.end
    first = min(others)
    cuts = [m.start() for m in _COMPARES.finditer(plain, 0, first)]
    return line.start + (cuts[-1] if cuts else 0)


def _without_since(words: str) -> str:
    found = SINCE.search(words)
    return words.replace(found[0], " " * len(found[0]), 1) if found else words


def _counts(line: Line, quantity: Quantity, mentions: Sequence[Mentioned]) -> bool:
    inside = any(each.start <= quantity.start < each.end for each in mentions)
    return (
        quantity.typed
        and quantity.slack == "exact"
        and (not inside or quantity.form == "weak")
        and not line.is_aside(quantity)
    )


def _of_all(
    line: Line, counts: Sequence[Quantity], wholes: Sequence[int]
) -> tuple[list[Quantity], bool]:
    """The numbers without those that the sentence gives; whether it tells of a part only."""
    kept: list[Quantity] = []
    of_part = _opens_with_part(line, wholes)
    closed = False
    for each in counts:
        before = _OF_WHICH.search(line.text, line.start, each.start)
        closed = closed or bool(before and not _is_whole_before(counts, before.start(), wholes))
        given = _GIVEN.search(line.text, max(line.start, each.start - 14), each.start)
        is_whole = int(each.value) in wholes and not kept
        left = _LEFT_BEHIND.match(line.text, each.end)
        if closed or (given and not left) or is_whole:
            continue
        if _OF_WHICH.match(line.text, each.end + 1):
            of_part = True
        kept.append(each)
    return kept, of_part


def _is_whole_before(counts: Sequence[Quantity], place: int, wholes: Sequence[int]) -> bool:
    """Whether the number that “varav” stands behind is that of all cases."""
    said = [each for each in counts if each.end <= place and each.form != "weak"]
    return not said or int(said[-1].value) in wholes


def _opens_with_part(line: Line, wholes: Sequence[int]) -> bool:
    """“Av de sju barnen …” is of a part; “av de 84 ärendena”, “av de utsatta” of all."""
    if _OPENS_WITH_REST.match(line.text, line.start):
        return False
    given = {each.start: int(each.value) for each in line.counts}
    return any(
        _is_of_part(line, found, given, wholes)
        for found in _OF.finditer(line.text, line.start, line.end)
    )


def _is_of_part(
    line: Line, found: re.Match[str], given: Mapping[int, int], wholes: Sequence[int]
) -> bool:
    opens = not line.text[line.start : found.start()].strip(' \u00a0(”“"')
    if found["those"]:
        return opens and not _ALL.search(found["those"])
    if found.start("number") in given:
        return given[found.start("number")] not in wholes
    if found["these"] in ("dem", "dessa"):
        return True
    said = found["number"]
    return bool(opens and said and not _ALL.search(said) and not _ALL.search(found["noun"] or ""))


def _is_number(line: Line, article: Quantity, counts: Sequence[Quantity]) -> bool:
    """Whether “en” counts: the part of the sentence in which it stands has no other number."""
    text = line.text
    cuts = [
        line.start,
        *(m.end() for m in _WORD_ENDS.finditer(text, line.start, line.end)),
        line.end,
    ]
    begin = max(each for each in cuts if each <= article.start)
    end = min(each for each in cuts if each > article.start)
    return not any(begin <= each.start < end for each in counts if each.form != "weak")


def _merged(text: str, mentions: Sequence[Mentioned]) -> list[Mentioned]:
    """The same with “sexuell exploatering eller prostitution” as one."""
    merged: list[Mentioned] = []
    for each in mentions:
        last = merged[-1] if merged else None
        between = text[last.end : each.start] if last else ""
        same = last is not None and last.label == each.label and _JOINED.fullmatch(between)
        if last is not None and same:
            merged[-1] = Mentioned(last.start, each.end, last.label)
        elif last is not None and last.label and each.label and _EITHER.fullmatch(between):
            words = text[last.start : each.end]
            merged[-1] = Mentioned(last.start, each.end, words[:1].upper() + words[1:])
        else:
            merged.append(each)
    return merged


def _row(pair: Pair, *, of_rest: bool) -> Gathered:
    quantity, label = pair.quantity, pair.mentioned.label
    return Gathered(
        label, int(quantity.value), pair.clear, spare=False, start=quantity.start, of_rest=of_rest
    )


def _spare(
    line: Line, counts: Sequence[Quantity], alone: Sequence[Quantity], *, named: bool, about: bool
) -> Iterator[Gathered]:
    """What is left over, and beside rows that are `named` what numbers without a name may count."""
    for each in counts:
        left = rest_before(line.text, each.start) or _LEFT_BEHIND.match(line.text, each.end)
        if left and (named or about):
            yield Gathered("", int(each.value), clear=True, spare=True, start=each.start)
        elif each in alone and named:
            end = _WORD_ENDS.search(line.text, each.end)
            stop = min(end.start() if end else line.end, line.end)
            label = behind_number(line.text[each.end : stop])
            if label:
                yield Gathered(label, int(each.value), clear=True, spare=True, start=each.start)
