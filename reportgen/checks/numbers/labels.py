"""Numbers of rows: of the labels beside them, of what is left, of what was named before."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.numbers.claim import Claim, figures, is_restricted, labels_of
from reportgen.checks.numbers.readings import Entry, Reading, Rest
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.checks.numbers.wording import COUNTING, TOGETHER
from reportgen.checks.patterns import Pattern
from reportgen.checks.vocabulary import Named

_HELPER = Pattern(
    r"\bha(?:r|de) (?:\w+ ){0,3}(?!återvänt|ansökt|hållit|varit)\w{3,}(?:at|it|tt)s?\b"
)
SPOKEN_OF = Pattern(r"(?i)\b(?:därifrån|dessa länder|de här länderna|dessa \w+ länder)\b")


def label_claim(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Claim | None:
    """Rows that the cell names: each, those of one table together; none if two tables cross."""
    if cell.noun is not None and cell.noun.kind == "unit":
        labels = scene.counted_in(cell.noun, labels)
    if cell.head == "generic":
        labels = scene.as_people(labels)
    if not labels:
        return None
    mentioned = labels_of(cell, sentence)
    if cell.noun is not None and cell.noun.kind == "label":
        labels = scene.named_by([cell.noun], sentence)
    labels = scene.narrowest(labels)
    crossing = scene.crosses(mentioned, sentence, cell)
    together = tuple(scene.together(labels))
    readings = (*figures(labels), *together, *_context_sums(labels, scene, sentence))
    likely = not crossing and not is_restricted(cell, sentence) and not is_helper(sentence)
    counted = bool(COUNTING.search(sentence.words))
    return Claim(readings, likely and counted, likely, open=likely)


def is_helper(sentence: Sentence) -> bool:
    """“Hade tre kvinnor arbetat 14 timmar”: the verb that counts is a helper of another."""
    helper = _HELPER.search(sentence.words)
    if helper is None:
        return False
    rest = sentence.words.replace(helper[0], "")
    supine = helper[0].rsplit(" ", 1)[-1]
    return not COUNTING.search(rest) and not COUNTING.search(supine)


def _context_sums(labels: tuple[Named, ...], scene: Scene, sentence: Sentence) -> Iterator[Reading]:
    """With “tillsammans” the rows of the sentence are added up."""
    if TOGETHER.search(sentence.words):
        named = scene.named_by([m for m in sentence.mentions if m.kind == "label"], sentence)
        yield from scene.together(tuple(dict.fromkeys((*labels, *named))))
        for table in {each.table for each in named}:
            yield from scene.sums_of(table)


def rest_claim(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Claim | None:
    """“De övriga 13”: a whole less what was named of it, and the row named beside it."""
    if cell.noun is not None and cell.noun.kind == "label":
        labels = scene.named_by([cell.noun], sentence)
    readings: list[Reading] = list(figures(labels))
    for parts in parts_before(cell, sentence, scene):
        readings += scene.rests(tuple(n for n in parts if n not in labels))
    taken = {n for r in readings if isinstance(r, Rest) for n in r.parts}
    return Claim(tuple(readings), bool(labels) or scene.is_said(taken)) if readings else None


def parts_before(cell: Cell, sentence: Sentence, scene: Scene) -> Iterator[tuple[Named, ...]]:
    """What may have been taken away: by the sentence so far, the one before, the passage."""
    mentions = [m for m in sentence.mentions if m.kind == "label" and m.end <= cell.quantity.start]
    here = scene.named_by(mentions, sentence)
    yield from (here, scene.last_named, (*scene.last_named, *here))
    yield (*scene.passage_named, *here)


def group_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """“Dessa länder”, “därifrån”, “tillsammans”: what the sentence before named."""
    bases = {m for each in sentence.cells for m in each.bases}
    labels = [m for m in sentence.mentions if m.kind == "label" and m not in bases]
    own = scene.named_by(labels, sentence)
    group = own or scene.last_named
    readings: list[Reading] = [*scene.together(group)]
    if len({each.label for each in group}) == 1:
        readings += figures(group)
    together = bool(TOGETHER.search(sentence.words))
    tables = {t for m in sentence.mentions for t in m.tables} | scene.topics
    if together:
        tables |= {each.table for each in group}
        readings += [r for table in tables for r in scene.sums_of(table)]
        readings += [Entry(each) for m in cell.mentions if m.kind == "unit" for each in m.named]
    if cell.noun and cell.noun.kind == "unit" and not together:
        readings += [Entry(each) for each in cell.noun.named]
        readings += [Entry(each) for each in scene.spoken_of]
    counted = bool(COUNTING.search(sentence.words)) and not is_restricted(cell, sentence)
    said = cell.head in ("named", "none", "generic") and (together or _is_group(sentence, cell))
    return Claim(tuple(readings), certain=counted and said) if readings else None


def _is_group(sentence: Sentence, cell: Cell) -> bool:
    return bool(SPOKEN_OF.search(sentence.said(cell)))
