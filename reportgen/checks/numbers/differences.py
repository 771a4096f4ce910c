"""Changes from one year to another: “16 fler än 2021”, “en ökning med 12 procent”."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.readings import Difference, Entry
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.checks.numbers.wording import GROUP, RESPECTIVE
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

_FEWER = Pattern(
    r"[ \u00a0](?:\w+[ \u00a0])?(?:(?P<more>fler|mer)|färre|mindre)\b"
    r"(?![ \u00a0]än[ \u00a0](?:en|ett)\b)"
)
_CHANGE_IS = Pattern(
    r"(?i)\b(?:ökning|minskning|skillnad|uppgång|nedgång)\w*[ \u00a0](?:motsvarar|är|var|utgör|"
    r"blev)[ \u00a0]"
    r"(?:\w+[ \u00a0])?$"
)
# “En ökning med 14 ärenden eller 20 procent”
_APPOSED = Pattern(
    r"(?:[ \u00a0][\w-]+)?,?[ \u00a0]"
    r"(?:\(|(?:eller|alltså|dvs\.|det vill säga|motsvarande)[ \u00a0]"
    r"(?:drygt |knappt |nästan |cirka |ungefär )?)"
)
_BY = Pattern(
    r"(?i)\b(?:ök\w*|minsk\w*|stig\w*|steg|sjönk\w*|sjunk\w*|"
    r"växt\w*)(?:[ \u00a0]\w+){0,3}[,:]?"
    # “ökade: ärendena om tiggeri med fem och de om brott med nio”
    r"(?:(?:[ \u00a0][\w/-]+){1,4}[ \u00a0]med[ \u00a0][\w-]+(?:[ \u00a0]\w+)?"
    r"(?:,|[ \u00a0]och)){0,4}"
    r"(?:[ \u00a0][\w/-]+){0,4}[ \u00a0]med[ \u00a0](?:\w+[ \u00a0])?$"
)


def is_difference(cell: Cell, sentence: Sentence) -> bool:
    """“16 fler än 2021”, “en ökning med 16”, “med nio respektive sex”."""
    quantity = cell.quantity
    index = sentence.cells.index(cell)
    first = sentence.cells[index - 1] if index else None
    if first:
        between = sentence.text, first.quantity.end, quantity.start
        if RESPECTIVE.fullmatch(*between) or _APPOSED.fullmatch(*between):
            return is_difference(first, sentence)
    return bool(
        _FEWER.match(sentence.text, quantity.end)
        or _CHANGE_IS.search(sentence.text, sentence.start, quantity.start)
        or _BY.search(sentence.text, sentence.start, quantity.start)
    )


# “Barnen träffade i genomsnitt fyra vuxna färre”: of each of them, none of the figures.
_ON_AVERAGE = Pattern(
    r"(?i)\b(?:i genomsnitt|i snitt|genomsnittlig\w*|i medeltal|per \w+|var och en)\b"
)


def difference_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """What the sentence names, less what it was in another year; None where there is none."""
    if _ON_AVERAGE.search(sentence.clause(cell)):
        return None
    way = _way(cell, sentence)
    found = _differences(sentence, scene, relative=cell.quantity.is_share, way=way)
    readings = tuple(found)
    return Claim(readings, certain=True) if readings else None


def compared_claim(sentence: Sentence, scene: Scene) -> Claim | None:
    """“Arton fler än de 61 …”: what the sentence names, as it was in another year."""
    readings = tuple(Entry(each) for each in _named_in(sentence, scene))
    return Claim(readings, certain=True) if readings else None


def _way(cell: Cell, sentence: Sentence) -> int:
    """1 where it says “fler”, -1 for “färre”, 0 where other words tell of the change."""
    found = _FEWER.match(sentence.text, cell.quantity.end)
    if found is None:
        return 0
    return 1 if found["more"] else -1


def _differences(
    sentence: Sentence, scene: Scene, *, relative: bool, way: int
) -> Iterator[Difference]:
    named = _named_in(sentence, scene)
    for old in scene.other_years(sentence):
        for each in named:
            before = old.by_expression.get(each.expression)
            if before and (not relative or before.count > 0):
                yield Difference(each, before, relative, way)


def _named_in(sentence: Sentence, scene: Scene) -> list[Named]:
    """The figures that the sentence names, or else goes on with."""
    mentions = [m for m in sentence.mentions if m.kind in ("label", "unit")]
    named = [n for m in mentions for n in m.named]
    topics = {t for m in sentence.mentions if m.kind == "topic" for t in m.tables}
    named += [n for n in scene.totals if n.table in topics]
    if not named or (GROUP.search(sentence.words) and all(m.kind == "unit" for m in mentions)):
        named += scene.spoken_of  # “båda grupperna har ökat”
    return named
