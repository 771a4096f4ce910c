"""Shares: percentages and fractions, of what the sentence or the number before them names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from reportgen.checks.numbers.claim import Claim, is_restricted, labels_of
from reportgen.checks.numbers.differences import difference_claim, is_difference
from reportgen.checks.numbers.labels import parts_before
from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.readings import Entry, Rest, Share, Sum, expression_of
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, is_part_of
from reportgen.checks.numbers.wording import COUNTING, GROUP, RESPECTIVE, REST, TOGETHER
from reportgen.language.patterns import Pattern

_APPOSITION = Pattern(
    r"(?i)\b(?:eller|alltså|dvs|det vill säga|vilket|motsvara\w*|utgör\w*|det är|det var|"
    r"det blir|därmed)\b|\($"
)
_OF_WHAT = Pattern(
    r"[ \u00a0]av[ \u00a0](?:(?:de|den|våra|årets|alla|dessa|det|hela)[ \u00a0])*(?P<word>\w+)"
)
_ALL = Pattern(
    r"(?i)(?:samtliga|alla|dem|\d+|dessa|fall\w*|de|totalen|totala|antalet|personer\w*|"
    r"utsatta|offren|klienterna|individerna|människorna|\w*ärende\w*|\w*sökande\w*)\Z"
)
_BEGINS = Pattern(r"\W*(?:Det|Detta|Dessa|De|Tillsammans|Sammanlagt|Totalt|Sammantaget)\b")
_ALONE = Pattern(
    r".*[,(][ \u00a0]?(?:(?:19|20)\d\d:?[ \u00a0])?"
    r"(?:alltså |dvs |nästan |drygt |knappt |cirka |ungefär )?$"
)
_ELLIPTIC = Pattern(r"\s*(?:och |men )?(?:är|var|blev|nu|i år|under (?:19|20)\d\d)\b")


def share_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """The shares that a percentage may be of what the cell names, or of the number before it."""
    quantity, text = cell.quantity, sentence.text
    if is_difference(cell, sentence):
        return difference_claim(cell, sentence, scene)
    of_what = _OF_WHAT.match(text, quantity.end)
    if cell.glued is None and cell.head == "other":
        return None
    labels = scene.named_by(_labels_of(cell, sentence), sentence)
    parts: list[Entry | Sum | Rest] = [Entry(each) for each in labels]
    parts += scene.together(labels)
    if REST.search(sentence.clause(cell)):
        parts += [r for p in parts_before(cell, sentence, scene) for r in scene.rests(p)]
    if not parts and TOGETHER.search(sentence.clause(cell)):
        before = [m for m in sentence.mentions if m.kind == "label" and m.end <= cell.start]
        parts += scene.together(scene.named_by(before, sentence) or scene.last_named)
    apposed = not parts
    if apposed:
        if of_what and not _ALL.match(of_what["word"]):
            return None
        if not _is_apposed(cell, sentence) or _is_of_pair(cell, sentence):
            return None
        parts = scene.just_said(sentence, cell)
        if _is_one_of_two(cell, sentence):
            parts += [Entry(each) for each in scene.spoken_of]
    shares = tuple(_shares(parts, cell, sentence, scene))
    if not shares:
        return None
    counted = bool(COUNTING.search(sentence.words)) or cell.glued is not None or apposed
    crossing = scene.crosses(labels_of(cell, sentence), sentence, cell)
    likely = not crossing and not is_restricted(cell, sentence)
    return Claim(shares, counted and likely, likely, open=likely)


def _is_apposed(cell: Cell, sentence: Sentence) -> bool:
    """Whether the share says again what the number right before it counts."""
    text, start = sentence.text, cell.quantity.start
    earlier = [c for c in sentence.cells if c.quantity.start < start]
    if earlier and earlier[-1].head == "other":
        return False
    if earlier and RESPECTIVE.fullmatch(text, earlier[-1].quantity.end, start):
        return _is_apposed(earlier[-1], sentence)
    if not earlier and not _BEGINS.match(text, sentence.start):
        return False
    if _ALONE.match(text, earlier[-1].quantity.end, start) if earlier else False:
        return True
    elliptic = _ELLIPTIC.match(text, cell.start, start)
    return bool(elliptic or _APPOSITION.search(text, cell.start, start))


def _is_of_pair(cell: Cell, sentence: Sentence) -> bool:
    """Whether it says again “nio av de 24”, whatever these are.

    The arithmetic of the sentence holds it against those two.
    """
    before = [c for c in sentence.cells if c.quantity.end <= cell.quantity.start][-2:]
    return len(before) == 2 and is_part_of(
        sentence.text, before[0].quantity.end, before[1].quantity.start
    )


def _labels_of(cell: Cell, sentence: Sentence) -> list[Mention]:
    """What the share is of: of “tre fjärdedelar, 38 stycken, gällde kvinnor” what the count is."""
    own = labels_of(cell, sentence)
    twins = (
        c for c in sentence.cells if c is not cell and (c.start, c.end) == (cell.start, cell.end)
    )
    return own or [label for twin in twins for label in labels_of(twin, sentence)]


def _is_one_of_two(cell: Cell, sentence: Sentence) -> bool:
    """“67 respektive 30 procent”: of the two that were said last, in their order."""
    behind = RESPECTIVE.match(sentence.text, cell.quantity.end)
    before = (
        RESPECTIVE.fullmatch(sentence.text, c.quantity.end, cell.quantity.start)
        for c in sentence.cells
        if c.quantity.end < cell.quantity.start
    )
    return bool(behind) or any(before)


def is_of_others(cell: Cell, sentence: Sentence) -> bool:
    """Whether it is a part of what no table counts: “fyra av förundersökningarna”."""
    found = _OF_WHAT.match(sentence.text, cell.quantity.end)
    if found is None or _ALL.match(found["word"]):
        return False
    at = found.start("word")
    return not any(each.start <= at < each.end for each in sentence.mentions)


# “Av deltagarna arbetade 340 i kommunerna, 152 inom polisen …”
_DIVIDES = Pattern(
    r"\W*(?:Av|Bland)[ \u00a0](?:(?:de|våra|årets|samtliga|alla)[ \u00a0])?"
    r"(?P<word>(?!dem\b|dessa\b)\w+(?:na|en|et))[ \u00a0]"
)


def is_divided_of_others(sentence: Sentence) -> bool:
    """Whether it says first of whom or what all its numbers are, which no table counts."""
    found = _DIVIDES.match(sentence.text, sentence.start, sentence.end)
    if found is None or _ALL.match(found["word"]):
        return False
    at = found.start("word")
    return not any(each.start <= at < each.end for each in sentence.mentions)


def _shares(
    parts: Iterable[Entry | Sum | Rest], cell: Cell, sentence: Sentence, scene: Scene
) -> Iterator[Share]:
    """Each part of its table's base, of the totals, and of what the sentence says it is part of."""
    bases = [
        n
        for m in (*cell.bases, *sentence.mentions)
        for n in m.named
        if m in cell.bases or m.kind == "unit"
    ]
    if GROUP.search(sentence.said(cell)):
        bases += scene.spoken_of
    for part in parts:
        named = part.named if isinstance(part, Entry) else part.parts[0]
        if isinstance(part, Entry) and named.count == named.base:
            continue  # “tre av fyra sökande”: of these is the share, and they are all
        written = _expression(part)
        if named.base is not None and named.base > 0:
            yield Share(part, "", Fraction(named.base), f"share({written})" if written else None)
        for whole in dict.fromkeys((*bases, *scene.totals)):
            itself = isinstance(part, Entry) and whole.expression == named.expression
            if whole.count > 0 and whole.unit == named.unit and not itself:
                yield Share(part, whole.label, Fraction(whole.count), None)


def _expression(part: Entry | Sum | Rest) -> str | None:

    written = expression_of(part)
    if written and isinstance(part, Sum):
        return f"{written}, {part.parts[0].table}.total"
    return written
