"""What a cell of a sentence says is counted: which kind of claim it makes."""

from __future__ import annotations

from reportgen.checks.numbers.claim import Claim, figures, labels_of
from reportgen.checks.numbers.differences import difference_claim, is_difference
from reportgen.checks.numbers.labels import SPOKEN_OF, group_claim, label_claim, rest_claim
from reportgen.checks.numbers.readings import Difference
from reportgen.checks.numbers.rows import rows_claim
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import PARTITIVE, Cell, Sentence
from reportgen.checks.numbers.shares import share_claim
from reportgen.checks.numbers.totals import inherited_claim, total_claim
from reportgen.checks.numbers.wording import GROUP, NARRATIVE, PLANNED, REST, TOGETHER
from reportgen.checks.patterns import Pattern

EACH = Pattern(r"(?i)\b(?:vardera|var(?=[.,;]|$)|var för sig|per land|varje land|enda)\b")


def claim_of(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """What the cell says, None where it says nothing of the year's figures."""
    quantity = cell.quantity
    if (cell.head == "other" and not cell.glued) or _is_silent(cell, sentence):
        return None
    if quantity.form == "weak" and not _is_counted(cell, sentence):
        return None
    years = scene.years_said(cell, sentence)
    if not years:
        return None
    claim = (
        share_claim(cell, sentence, scene)
        if quantity.is_share
        else _count_claim(cell, sentence, scene)
    )
    if claim is None:
        return None
    own = tuple(
        each for each in claim.readings if scene.year in years or isinstance(each, Difference)
    )
    readings = (*own, *scene.in_years(claim.readings, years))
    return Claim(
        tuple(dict.fromkeys(readings)), claim.certain, claim.likely, claim.open, claim.every
    )


def _is_silent(cell: Cell, sentence: Sentence) -> bool:
    """Whether the sentence tells of one case, a plan or what somebody said."""
    if cell.glued:
        return False
    words = sentence.words
    planned = PLANNED.search(sentence.clause(cell))
    return bool(NARRATIVE.search(words) or planned or sentence.is_quoted(cell))


def _is_counted(cell: Cell, sentence: Sentence) -> bool:
    """Whether “en” is a number here; “ett enda” is one where it is said of each."""
    only = "enda" in sentence.text[cell.quantity.start : cell.quantity.end]
    return not only or bool(EACH.search(sentence.said(cell)))


def _count_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    labels = scene.named_by(labels_of(cell, sentence), sentence)
    clause = sentence.clause(cell)
    if cell.glued:
        named = labels or cell.glued.named
        return Claim(figures(named), certain=True) if named else None
    if is_difference(cell, sentence):
        return difference_claim(cell, sentence, scene)
    if cell.head == "rows":
        return rows_claim(cell, sentence, scene)
    if SPOKEN_OF.search(clause) and not labels:
        return group_claim(cell, sentence, scene)
    if labels and cell.noun and EACH.search(clause[cell.quantity.start - cell.start :]):
        return Claim(figures(labels), certain=True, every=True)
    if REST.search(sentence.said(cell)):
        return rest_claim(labels, cell, sentence, scene)
    if labels:
        return label_claim(labels, cell, sentence, scene)
    return _nameless_claim(cell, sentence, scene)


def _nameless_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """What a number counts beside which no label stands."""
    if PARTITIVE.match(sentence.text, cell.quantity.end):
        return None
    if GROUP.search(sentence.said(cell)) or TOGETHER.search(sentence.words):
        return group_claim(cell, sentence, scene)
    unit = cell.noun or next((m for m in cell.mentions if m.start >= cell.quantity.end), None)
    if unit is not None and unit.kind == "unit" and cell.head in ("named", "generic"):
        return total_claim(unit, cell, sentence, scene)
    return inherited_claim(cell, sentence, scene)
