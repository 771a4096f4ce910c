"""Wholes and the parts that a sentence lists of them: “nio, varav sju kvinnor och två män”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.arithmetic.lines import Line
from reportgen.checks.arithmetic.remainders import OF_WHOLE, PART_OF, is_remainder
from reportgen.checks.numbers.quantities import Quantity, fits
from reportgen.checks.numbers.wording import COUNTING_WORDS
from reportgen.language.patterns import Pattern

# colon: all that there is follows; of: “varav”, “av de 18”; after: a list behind a comma;
# some: “nio av dem”, of which there may be more; together: a sum behind its parts.
Kind = Literal["colon", "of", "after", "some", "together"]

# Between a number and the part before it: a comma or “och”, and a few words.
_JOINED = Pattern(
    r"(?s:.*)(?:,|\b(?:och|samt|medan|men|respektive)\b)(?:[ \u00a0][\w-]+){0,3}[ \u00a0]?\(?"
)
_BRACKET = Pattern(r"(?s:[^()]*)\)?[^()]*\(")
_LAST = Pattern(r"(?s:.*)(?<![,-])[ \u00a0](?:och|samt)\b(?:[ \u00a0][\w/-]+){0,6}[ \u00a0]?\(?")
_GOES_ON = Pattern(r"[^,]{0,80},?[ \u00a0](?:medan|men|samt|och)(?:[ \u00a0][\w-]+){0,2}[ \u00a0]")
_OF_WHICH = Pattern(
    r"[^.:;]{0,160}?[ \u00a0(](?:varav|därav|av vilka|av dem)[ \u00a0](?:\w+[ \u00a0]){0,2}"
)
_COLON = Pattern(r"[^.:;]{0,160}?:[ \u00a0](?:\w+[ \u00a0]){0,3}")
_AFTER = Pattern(r"[^.,:;]{2,80},[ \u00a0]")
_NOUN = Pattern(r"[ \u00a0](?!(?:från|till|med|på|i|om|för|av|hos|via|inom)\b)\w")
_WORD = Pattern(r"[ \u00a0](?P<word>[^\W\d_]+)")
# “Sju riktade sig till …”, “Fem hölls av …”
_DID = Pattern(
    r"[ \u00a0](?:[^\W\d_]+(?:ade|tte|dde|kte|ste|lls)s?)[ \u00a0]"
    r"(?:sig|till|av|i|på|hos|med|om|för|mot|från|hem|en|ett)\b"
)
_SEX = Pattern(r"[ \u00a0](?:flick(?:a|or)|pojk(?:e|ar)|kvinn(?:a|or)|man|män)\b")
_FOLLOWED = Pattern(r"[ \u00a0](?:från|till|med|på|i|om|för|av|hos|via|inom)[ \u00a0]")
_IS_SUBSET = Pattern(r"[ \u00a0](?:\w+[ \u00a0])?av[ \u00a0](?!en\b|ett\b)")
_OF_NAMED = Pattern(r"[ \u00a0]av[ \u00a0](?:(?:de|våra|årets)[ \u00a0])?")
_BY_SEX = Pattern(
    r"(?:[ \u00a0]av[ \u00a0](?:de[ \u00a0])?\w+)?(?:[ \u00a0](?:var|är))?"
    r"[ \u00a0](?:flickor|pojkar|kvinnor|män)\b"
)
_SOME_OF_THEM = Pattern(r"[ \u00a0]av[ \u00a0](?:dem|dessa|dom)\b")
_SUM = Pattern(
    r"(?:, |\()(?:alltså |det vill säga )?(?:i )?(?:sammanlagt|tillsammans|totalt)[ \u00a0]$"
)
_EACH = Pattern(
    r"(?:[ \u00a0][\w-]+)?[ \u00a0]vardera[ \u00a0](?:till|från|i|på|om|hos)[ \u00a0]"
    r"(?P<list>[^.;]+?)(?=[.;]|$)"
)
# “Av deltagarna arbetade 340 i kommunerna”
_OF_NAMED_SO = Pattern(
    r"\W*(?:Av|Bland)[ \u00a0](?:de[ \u00a0])?(?P<stem>\w{4,}?)(?:arna|erna|orna|na)[ \u00a0](?!\d)"
)
_OF_THEM = Pattern(r"(?i)\W*(?:av|bland) (?:dem|dessa|dom)\b")
# What comes behind the last part says that there are more, or that one counts twice.
_MORE = Pattern(
    r"(?i)\W*(?:(?:De|Den|Det|I|För|Två av de) )?"
    r"(?:övriga?|resterande|återstående|resten|återstoden|andra|sist[ae]|siste|"
    r"\w+(?:nde|rde|tte|de|te) (?:ansökan|ärendet|fallet|personen|kvinnan))\b"
)
_NOT_ALL = Pattern(
    r"(?i)\b(?:bland annat|främst|framför allt|till exempel|t\.ex\.|flest|vanligast\w*|"
    r"flera|både|samma|dubbelt|överlapp\w*|mer än|fler än|ibland|minst|bara|endast)\b"
)


class Listed(Struct, frozen=True):
    """A whole and its parts.

    `closed`: the list ends with “och”, so that there are no more. `goes_on`: the next sentence
    tells what is left.
    """

    line: Line
    whole: Quantity
    parts: tuple[Quantity, ...]
    kind: Kind
    closed: bool
    goes_on: bool

    @property
    def sum(self) -> Fraction:
        """What the parts come to."""
        return sum((each.value for each in self.parts), start=Fraction(0))

    @property
    def is_wrong(self) -> bool:
        """Whether they come to another number, and the text does not say why."""
        rough = any(each.slack != "exact" for each in self.parts)
        if rough or fits(self.whole, self.sum) or self.goes_on:
            return False
        left = self.whole.value - self.sum
        if self.kind in ("some", "together"):
            return abs(left) <= max(Fraction(1), self.whole.value / 5)
        return self.closed or left < 0 or left <= max(Fraction(1), self.whole.value / 20)


def listed_in(lines: Sequence[Line]) -> Iterator[Listed]:
    """What the sentences of a passage list of numbers, each list once."""
    for before, line, behind in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        yield from _together(line)
        each = "vardera" in line.words and not _EACH.search(line.text, line.start, line.end)
        if len(line.counts) > 1 and not each and not _NOT_ALL.search(line.words):
            yield from _in_line(line, before, behind)


def _together(line: Line) -> Iterator[Listed]:
    """“14 kommuner, nio och åtta, sammanlagt 31”: the parts, the last ones where all are more."""
    for whole in line.wholes:
        before = [each for each in line.wholes if each.end <= whole.start]
        if len(before) < 2 or not _SUM.search(line.text, before[-1].end, whole.start):
            continue
        runs = [tuple(before[n:]) for n in range(len(before) - 1)]
        near = min(runs, key=lambda run: abs(sum(each.value for each in run) - whole.value))
        yield Listed(line, whole, near, "together", closed=False, goes_on=False)


def _in_line(line: Line, before: Line | None, behind: Line | None) -> Iterator[Listed]:
    taken: set[int] = set()
    for whole, first, kind in _beginnings(line, before):
        if whole.start in taken:
            continue
        parts, closed = _parts(line, first)
        if len(parts) > 1:
            taken |= {each.start for each in parts}
            left = whole.value - sum(each.value for each in parts)
            told = any(each.value == left and is_remainder(line, each) for each in line.numbers)
            yield Listed(line, whole, parts, kind, closed, told or _goes_on(left, behind))


def divided_by_sex(line: Line, start: int, end: int, count: Fraction) -> Listed | None:
    """What “fyra av barnen var flickor och tre pojkar” lists of those whom two offsets name."""
    counts = line.numbers
    if len(counts) < 2 or not (
        _OF_NAMED.fullmatch(line.text, counts[0].end, start)
        or OF_WHOLE.fullmatch(line.text, line.start, start)
    ):
        return None
    parts, closed = _parts(line, line.counts.index(counts[0]))
    named = [_BY_SEX.match(line.text, each.end, line.end) for each in parts]
    if len(parts) != 2 or not all(named):
        return None
    whole = Quantity(start, end, count, "digits", "exact", 0, typed=False)
    return Listed(line, whole, parts, "of", closed, goes_on=False)


def _goes_on(left: Fraction, behind: Line | None) -> bool:
    """Whether the next sentence tells what is left."""
    if behind is None or left <= 0:
        return False
    return bool(_MORE.match(behind.words)) or any(each.value == left for each in behind.counts)


def _beginnings(line: Line, before: Line | None) -> Iterator[tuple[Quantity, int, Kind]]:
    """Each number of which parts may follow, and which of the line's counts is the first part."""
    yield from _of_what_was_said(line, before)
    text, counts = line.text, line.counts
    for index, (whole, part) in enumerate(pairwise(counts)):
        if whole.form == "weak" or line.is_aside(whole):
            continue
        between = (whole.end, part.start)
        if _COLON.fullmatch(text, *between) or _is_labelled(line, whole, part):
            yield whole, index + 1, "colon"
        elif _OF_WHICH.fullmatch(text, *between):
            yield whole, index + 1, "of"
        elif part.form == "weak":
            continue
        elif PART_OF.fullmatch(text, *between) and index + 2 < len(counts):
            yield part, index, "some"
        elif OF_WHOLE.search(text, line.start, whole.start):
            yield whole, index + 1, "of"
        elif _is_apposed(line, whole, part):
            yield whole, index + 1, "after"


def _of_what_was_said(line: Line, before: Line | None) -> Iterator[tuple[Quantity, int, Kind]]:
    """“Av dem” and “nio av dem”: of a number of the sentence before.

    It is the one that the parts come nearest to.
    """
    if before is None or not before.wholes:
        return
    total = sum(each.value for each in _parts(line, 0)[0])
    whole = min(reversed(before.wholes), key=lambda each: abs(each.value - total))
    named = _OF_NAMED_SO.match(line.words)
    if _OF_THEM.match(line.words):
        yield whole, 0, "of"
    elif named and (same := _counted_as(named["stem"], before)):
        yield same, 0, "of"
    elif _SOME_OF_THEM.match(line.text, line.counts[0].end):
        yield whole, 0, "some"


def _counted_as(stem: str, line: Line) -> Quantity | None:
    """The number of a sentence that counts what has such a stem: “612 deltagare”."""
    beside = (each for each in line.wholes if line.text.startswith(stem, each.end + 1))
    return next(beside, None)


def _is_apposed(line: Line, whole: Quantity, part: Quantity) -> bool:
    """“Fyra möten med parterna, två med facket och två med företagen”."""
    text = line.text
    some = _SOME_OF_THEM.match(text, whole.end)
    named = _NOUN.match(text, whole.end) or some
    named = None if _verb_behind(text, whole.end) else named
    nouns = (named and _SEX.match(text, part.end)) or (
        named and not some and _FOLLOWED.match(text, part.end)
    )
    # “44 kvinnor, 16 män och en till”: what is counted by sex is a part itself.
    return bool(
        nouns and not _SEX.match(text, whole.end) and _AFTER.fullmatch(text, whole.end, part.start)
    )


def _verb_behind(text: str, at: int) -> bool:
    """Whether a number is a clause's subject: “Åtta gjordes med polisen, sex med tullen”."""
    found = _WORD.match(text, at)
    counting = found is not None and found["word"].casefold() in COUNTING_WORDS
    return counting or bool(_DID.match(text, at))


def _is_labelled(line: Line, whole: Quantity, part: Quantity) -> bool:
    """“De övriga 31: vården (13), polisen (7)”: the label stands before its number."""
    between = line.text[whole.end : part.start]
    listed = ": " in between or is_remainder(line, whole)
    return listed and between.endswith("(")


def _parts(line: Line, first: int) -> tuple[tuple[Quantity, ...], bool]:
    """The parts from the first on, and whether the list is closed with “och”."""
    text, counts = line.text, line.counts
    joined = _BRACKET if text[: counts[first].start].endswith("(") else _JOINED
    parts, closed = [counts[first]], False
    behind = counts[first + 1 :]
    if behind and PART_OF.fullmatch(text, parts[0].end, behind[0].start):
        behind = behind[1:]  # the whole of “sju av de 13”
    for last, each in zip((parts[0], *behind), behind, strict=False):
        between = (last.end, each.start)
        if not joined.fullmatch(text, *between) or _is_no_part(line, each):
            break
        if _SEX.match(text, each.end) and not _SEX.match(text, last.end) and not closed:
            break  # “fyra av dessa …, tre flickor och en pojke”: parts of the part
        if closed and not _GOES_ON.fullmatch(text, *between):
            break
        parts.append(_multiplied(line, each))
        closed = closed or bool(_LAST.fullmatch(text, *between))
    return tuple(parts), closed


def _multiplied(line: Line, quantity: Quantity) -> Quantity:
    """“En vardera till Filippinerna, Litauen och Uzbekistan” is three."""
    found = _EACH.match(line.text, quantity.end, line.end)
    names = len(re.split(r", | och | samt ", found["list"])) if found else 1
    return replace(quantity, value=quantity.value * names)


def _is_no_part(line: Line, quantity: Quantity) -> bool:
    article = quantity.form == "weak" and line.text[: quantity.start].endswith("(")
    if article or is_remainder(line, quantity):
        return True
    return line.is_aside(quantity) or bool(_IS_SUBSET.match(line.text, quantity.end))
