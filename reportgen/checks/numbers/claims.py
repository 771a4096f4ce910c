"""What a cell of a sentence says is counted: which kind of claim it makes."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.checks.numbers.claim import Claim, figures, labels_of
from reportgen.checks.numbers.differences import compared_claim, difference_claim, is_difference
from reportgen.checks.numbers.labels import SPOKEN_OF, group_claim, label_claim, rest_claim
from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.places import is_of_a_place
from reportgen.checks.numbers.readings import Difference
from reportgen.checks.numbers.rows import counted_twice_claim, rows_claim
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import PARTITIVE, Cell, Sentence, is_whole, whole_behind
from reportgen.checks.numbers.shares import is_divided_of_others, is_of_others, share_claim
from reportgen.checks.numbers.totals import inherited_claim, total_claim, whole_claim
from reportgen.checks.numbers.wording import (
    ELSEWHERE,
    GROUP,
    NARRATIVE,
    OTHER_ACTOR,
    PLANNED,
    REST,
    TOGETHER,
    TURNED_ACTOR,
)
from reportgen.checks.numbers.years import THAN_THOSE
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

EACH = Pattern(
    r"(?i)\b(?:vardera|var(?=[.,;]|$|[ \u00a0]och (?!en\b))|var för sig|per land|varje land)\b"
)
# “Antalet sådana ärenden har stigit till 24”: those of the sentence before.
_SUCH = Pattern(r"(?i)\b(?:sådana|den sortens|den typen av) (?:ärenden|fall)\b")

# “Övriga ärenden kom från föreningar (13), …”: of those, not what is left.
_ASIDE_OF_REST = Pattern(
    r"(?i)\b(?:övriga|resterande|återstående)(?:[ \u00a0][\w-]+){3,}[ \u00a0]\($"
)

# “De 28 personerna i ärenden om …” are people in some of the cases, not the cases.
_IN = Pattern(r"\b(?:i|inom|bland|ur)[ \u00a0](?:de[ \u00a0])?$")


def claim_of(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """What the cell says, None where it says nothing of the year's figures."""
    quantity = cell.quantity
    if not is_ours(cell, sentence) or _is_silent(cell, sentence):
        return None
    if is_of_a_place(cell, sentence, scene.region):
        return None
    if quantity.form == "weak" and not _is_counted(cell, sentence):
        return None
    years = scene.years_said(cell, sentence)
    if not years:
        return None
    counts_units = cell.noun is not None and cell.noun.kind == "unit"
    if (cell.head in ("none", "generic") or counts_units) and is_whole(cell, sentence):
        claim = _whole_claim(cell, sentence, scene)
    elif quantity.is_share:
        claim = share_claim(cell, sentence, scene)
    elif twice := counted_twice_claim(cell, sentence, scene):
        claim = twice
    elif _is_part_of_another(cell, sentence, scene):
        return None
    else:
        claim = _count_claim(cell, sentence, scene)
    if claim is None:
        return None
    own = tuple(
        each for each in claim.readings if scene.year in years or isinstance(each, Difference)
    )
    readings = (*own, *scene.in_years(claim.readings, years))
    return replace(claim, readings=tuple(dict.fromkeys(readings)))


def _whole_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """“44 av 96”, “49 av 61 ärenden”: what the first is a part of, or all there are."""
    claim = whole_claim(sentence, scene)
    total = total_claim(cell.noun, cell, sentence, scene) if cell.noun else None
    if claim is None or total is None:
        return claim or total
    readings = tuple(dict.fromkeys((*claim.readings, *total.readings)))
    return Claim(readings, claim.certain or total.certain)


# “Fyra är svenska medborgare, och alla fyra är under 18 år”
_ALL_OF_THEM = Pattern(r"(?i)\b(?:alla|samtliga|båda|bägge)[ \u00a0]$")

_MORE = Pattern(r"[ \u00a0](?:fler|färre)[ \u00a0]än\b")
_FROM_ONE_TO_OTHER = Pattern(r"\b(?:än|mot|jämfört med)[ \u00a0](?:de[ \u00a0])?$")


def is_ours(cell: Cell, sentence: Sentence) -> bool:
    """Whether it may count what tables count: what it is of, or its noun, is no other thing."""
    if cell.glued:
        return True
    before = (sentence.text, cell.start, cell.quantity.start)
    again = cell.head == "none" and _ALL_OF_THEM.search(*before)
    others = cell.head == "other" or is_of_others(cell, sentence) or _goes_on(cell, sentence)
    others = others or (cell.head == "none" and is_divided_of_others(sentence))
    return not (again or others)


def _goes_on(cell: Cell, sentence: Sentence) -> bool:
    """Whether it counts what the number before it did, which no table counts.

    “37 anmälningar, åtta fler än de 29 som gjordes året före”
    """
    index = sentence.cells.index(cell)
    end = cell.start + len(sentence.clause(cell))
    if not index or cell.head != "none" or any(each.start < end for each in cell.mentions):
        return False
    before = sentence.cells[index - 1]
    compared = _FROM_ONE_TO_OTHER.search(sentence.text, before.quantity.end, cell.quantity.start)
    behind = _MORE.match(sentence.text, cell.quantity.end)
    others = before.head in ("other", "rows") or _goes_on(before, sentence)
    return bool(compared or behind) and others


def _is_silent(cell: Cell, sentence: Sentence) -> bool:
    """Whether the sentence tells of one case, a plan or what somebody said."""
    if cell.glued:
        return False
    words = sentence.words
    if ELSEWHERE.search(words) or _is_of_others(sentence):
        return True
    planned = PLANNED.search(sentence.clause(cell))
    return bool(NARRATIVE.search(words) or planned or sentence.is_quoted(cell))


def _is_of_others(sentence: Sentence) -> bool:
    """Whether the subject is another than we, and no label of ours."""
    found = OTHER_ACTOR.match(sentence.text, sentence.start, sentence.end)
    counted = any(c.quantity.start < found.end() for c in sentence.cells) if found else False
    named = any(m.start < found.end() for m in sentence.mentions) if found else False
    if found is not None and not counted and not named:
        return True
    turned = TURNED_ACTOR.search(sentence.text, sentence.start, sentence.end)
    return turned is not None and not any(m.start == turned.start(1) for m in sentence.mentions)


def _is_counted(cell: Cell, sentence: Sentence) -> bool:
    """Whether “en” is a number here; “ett enda” is one where it is said of each."""
    only = "enda" in sentence.text[cell.quantity.start : cell.quantity.end]
    return not only or bool(EACH.search(sentence.said(cell)))


def _count_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    labels = scene.named_by(labels_of(cell, sentence), sentence)
    if cell.glued:
        named = labels or cell.glued.named
        return Claim(figures(named), certain=True, beside=True) if named else None
    if is_difference(cell, sentence):
        return difference_claim(cell, sentence, scene)
    of_units = cell.head == "none" or (cell.noun is not None and cell.noun.kind == "unit")
    if of_units and THAN_THOSE.search(sentence.text, cell.start, cell.quantity.start):
        return compared_claim(sentence, scene)
    return _claim_of_cases(labels, cell, sentence, scene)


def _claim_of_cases(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Claim | None:
    """What a number counts that is no difference and stands in no brackets."""
    clause = sentence.clause(cell)
    if cell.head == "rows":
        return rows_claim(cell, sentence, scene)
    if SPOKEN_OF.search(clause) and not labels:
        return group_claim(cell, sentence, scene)
    each = EACH.search(clause, cell.quantity.start - cell.start)
    if each and not labels and cell.quantity.slack in ("least", "most"):
        return None  # “länder med färre än tre ärenden vardera”: none of them is counted
    if each and not labels:
        labels = scene.named_by(_listed_before(cell, sentence), sentence)
    if labels and each:
        listed = [each for each in cell.mentions if each.kind == "label"]
        listed = listed or _listed_before(cell, sentence)
        return Claim(figures(scene.named_by(listed, sentence)), certain=True, every=True)
    if _ASIDE_OF_REST.search(sentence.text, cell.start, cell.quantity.start):
        return None
    if REST.search(clause):
        return rest_claim(labels, cell, sentence, scene)
    if not labels and _SUCH.search(clause):
        labels = scene.last_named
    if not labels:
        return _nameless_claim(cell, sentence, scene)
    return _labelled_claim(labels, cell, sentence, scene)


def _listed_before(cell: Cell, sentence: Sentence) -> list[Mention]:
    """The labels before it in its part: “mellan vården och polisen, med tre var”."""
    index = sentence.cells.index(cell)
    first = sentence.cells[index - 1].quantity.end if index else sentence.start
    before = (m for m in sentence.mentions if first <= m.start and m.end <= cell.quantity.start)
    return [each for each in before if each.kind == "label"]


# “24 utbildningar, varav elva för socialtjänsten”
_OF_WHICH = Pattern(r"(?:[ \u00a0][\w-]+){0,3},?[ \u00a0]varav[ \u00a0](?:\w+[ \u00a0])?")


def _is_part_of_another(cell: Cell, sentence: Sentence, scene: Scene) -> bool:
    """Whether it is a part of a number of other things than its labels count."""
    index = sentence.cells.index(cell)
    whole = sentence.cells[index - 1] if index else None
    if whole is None or not _OF_WHICH.fullmatch(
        sentence.text, whole.quantity.end, cell.quantity.start
    ):
        return False
    if whole.head == "other":
        return True
    units = {each.unit for each in whole.noun.named} if whole.noun else set()
    labels = scene.named_by(labels_of(cell, sentence), sentence)
    return bool(labels) and bool(units) and not any(each.unit in units for each in labels)


def _labelled_claim(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Claim | None:
    """What its labels count; of “65 kvinnor, jämfört med 70 ärenden” that, or all there are."""
    claim = label_claim(labels, cell, sentence, scene)
    own = any(each.kind in ("label", "unknown") for each in cell.mentions)
    if claim is None or own or cell.noun is None or cell.noun.kind != "unit":
        return claim
    total = total_claim(cell.noun, cell, sentence, scene)
    if total is None:
        return claim
    both = dict.fromkeys((*claim.readings, *total.readings))
    return Claim(tuple(both), claim.certain and total.certain, claim.likely, open=False)


# “Fördelningen var 46 respektive 32 ärenden”: parts, not all there are
_DISTRIBUTED = Pattern(r"(?i)\bfördel(?:ning|a)\w*[ \u00a0][^.;]*$")


def _nameless_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """What a number counts beside which no label stands."""
    if PARTITIVE.match(sentence.text, cell.quantity.end):
        return None
    opening = sentence.text[sentence.start : sentence.cells[0].quantity.start]
    together = TOGETHER.search(sentence.said(cell)) or TOGETHER.search(opening)
    if (GROUP.search(sentence.said(cell)) or together) and whole_behind(cell, sentence) is None:
        return group_claim(cell, sentence, scene)
    unit = cell.noun or next((m for m in cell.mentions if m.start >= cell.quantity.end), None)
    if unit is not None and _IN.search(sentence.text, cell.quantity.end, unit.start):
        return None
    if _DISTRIBUTED.search(sentence.text, sentence.start, cell.quantity.start):
        return inherited_claim(cell, sentence, scene)
    if unit is not None and unit.kind == "unit" and cell.head in ("named", "generic"):
        return total_claim(unit, cell, sentence, scene)
    return inherited_claim(cell, sentence, scene)
