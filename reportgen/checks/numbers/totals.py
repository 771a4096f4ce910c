"""Numbers of all there is: “80 ärenden”, “antalet ärenden var 80”, “år 2021 var de 70”."""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction

from reportgen.checks.numbers.claim import Claim, figures, is_restricted
from reportgen.checks.numbers.labels import listed
from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.readings import Entry, Reading
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, whole_behind
from reportgen.checks.numbers.typed import NUMBER_WORDS, whole_number
from reportgen.checks.numbers.wording import TOGETHER
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

_WORD = Pattern(r"\w+")
_WHOLE = Pattern(
    r"(?i)\b(?:under året|under (?:19|20)\d\d|i år|antalet?|totalt|sammanlagt|tillsammans|"
    r"i siffror|har|hade|haft|"
    r"omfatta\w*|består|bestod|uppgick|uppgår|delaktiga?|handla\w*|hanter\w*|arbeta\w*|innebar|"
    r"blev|är|var|"
    r"samtliga|alla|våra|regionens|länets|årets|bland|alltså|genomför\w*|höll|hållit|registrera\w*|"
    r"stött\w*|medverka\w*|fått|fick|inkom\w*|redovisa\w*|därmed|av (?:de|våra|årets|totalt))\b"
)
_IN = Pattern(r"(?i)\b(?:i|med)[ \u00a0](?:totalt |sammanlagt )?$")
_TOOK_PART = Pattern(
    r"(?i)\b(?:delaktiga?|medverka\w*|deltagit|deltog|involvera\w*|stött\w*|stöd|bistå\w*|"
    r"arbeta\w*|engagera\w*)\b"
)
_OF_REGION = Pattern(
    r"(?i)\b(?:omfatta\w*|består av|bestod av|har|hade|täcker|täckte|samtliga|alla|regionens|"
    r"länets|våra|för|de|"
    r"inkluderar|rymmer|innefattar|mellan|arbeta\w*|antal\w*|är|var)[ \u00a0](?:\w+[ \u00a0]){0,2}$"
)
_OF_WHOLE = Pattern(r"(?i)\b(?:av|de|samtliga|alla|våra|årets|totalt|sammanlagt|antalet) $")
# “80 ärenden kom in under året” begins with all there is, “två kommuner …” with a part.
_CAME_IN = Pattern(
    r"[ \u00a0](?:har |kom in|inkom|registrerades|hanterades|handlades|aktualiserades|öppnades|"
    r"rapporterades|anmäldes|noterades|handlagts|genomfördes|hölls)"
)
_THIS_YEAR = Pattern(r"(?i)\b(?:under (?:året|(?:19|20)\d\d)|i år|totalt|sammanlagt|årets)\b")
_RELATIVE = Pattern(r"[ \u00a0]?,?[ \u00a0]?(?:som|där|i vilka|vars)\b")
# “De 14 ärendena från bärplockningen” are those alone.
_NARROWED = Pattern(r"[ \u00a0](?:från|om|med|kring|hos|på|inom|till)[ \u00a0]")
# More than all there is can be of several years.
_OVER_TIME = Pattern(
    r"(?i)\b(?:sedan|genom åren|senaste|tidigare|hittills|åren|årligen)\b|–(?:19|20)\d\d"
)
_WHERE = Pattern(r", (?:där|vars|varav|i vilka|för vilka)\b(?=[^,;]*$)")
_PRONOUN = Pattern(r"(?i)\b(?:de|det|dessa|antalet|siffran|de var|var de|summan|totalen)\b")
_NUMBER_OF = Pattern(r"(?i)(?<!\w)(?:antalet|antal)[ \u00a0](?:\w+[ea][ \u00a0])?$")
_COMES_TO = Pattern(r"(?i)\b(?:har|hade|får|fick|blir|blev)[ \u00a0]$")
_THEY_WERE = Pattern(
    r"(?i)\b(?:(?:var|är|blev)[ \u00a0](?:de|det|antalet|siffran)"
    r"|då[ \u00a0](?:de|antalet|siffran)[ \u00a0](?:var|blev|uppgick till))[ \u00a0]$"
)
_COUNTED = Pattern(
    r"(?:[ \u00a0]\w+){0,4}?[ \u00a0](?:var|är|blev|uppgick till|uppgår till|ökade|minskade|"
    r"steg|sjönk|ökat|"
    r"minskat)(?:[ \u00a0][\w,]+){0,6}[ \u00a0]$"
)


def total_claim(unit: Mention, cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """“80 ärenden”: the totals of what is counted so, and what the text has just spoken of."""
    definite = sentence.text[unit.start : unit.end].casefold().endswith(("na", "nas"))
    readings = tuple(_totals(unit, cell, sentence, scene, definite=definite))
    largest = max(Fraction(each.count) for each in unit.named)
    too_many = (
        cell.quantity.value > largest + max(Fraction(1), largest / 20)
        and all(each.kind == "total" for each in unit.named)
        and not _OVER_TIME.search(sentence.words)
    )
    certain = _is_all(unit, cell, sentence, scene, definite=definite)
    return Claim(readings, certain or too_many)


def _totals(
    unit: Mention, cell: Cell, sentence: Sentence, scene: Scene, *, definite: bool
) -> Iterator[Reading]:
    """What a number of units can be: what tables come to, and what was said before of them."""
    text, at = sentence.text, cell.quantity.start
    units = {each.unit for each in unit.named}
    yield from figures((*_named_by_relative(cell, sentence, scene), *unit.named))
    for table in {
        t for m in sentence.mentions if m.kind == "topic" for t in m.tables
    } | scene.topics:
        yield from scene.sums_of(table)
    if definite:
        yield from (Entry(each) for each in scene.spoken_of if each.unit in units)
        yield from (Entry(each) for each in scene.bases)
        yield from (Entry(n) for n in scene.section_named if n.unit in units)
    if definite or _OF_WHOLE.search(text, cell.start, at):
        said = _numbers_said(text, at)
        named = (*scene.passage_named, *scene.last_named)
        yield from (Entry(n) for n in named if n.unit in units and n.count in said)


def _named_by_relative(cell: Cell, sentence: Sentence, scene: Scene) -> tuple[Named, ...]:
    """What “prostitution, där antalet ärenden steg” counts: the row named before “där”."""
    found = _WHERE.search(sentence.text, sentence.start, cell.quantity.start)
    if found is None:
        return ()
    before = [m for m in sentence.mentions if m.kind == "label" and m.end <= found.start()]
    return scene.named_by(before[-1:], sentence)


def _is_all(unit: Mention, cell: Cell, sentence: Sentence, scene: Scene, *, definite: bool) -> bool:
    """Whether a number of units is said to be of all there are, not of some."""
    text, at = sentence.text, cell.quantity.start
    before = text[sentence.start : at]
    whole = _OF_REGION if all(n.kind == "value" for n in unit.named) else _WHOLE
    first = not before.strip(" ”(").strip() or before.strip() in ("I", "Vid", "För")
    counted = _CAME_IN.match(text, unit.end) and _THIS_YEAR.search(sentence.words)
    narrowed = (whole is _WHOLE and _RELATIVE.match(text, unit.end)) or (
        definite and _NARROWED.match(text, unit.end)
    )
    part = _IN.search(before) and not _TOOK_PART.search(before)
    if narrowed or part or (first and not counted) or is_restricted(cell, sentence):
        return False
    if definite and cell.quantity.value in _numbers_said(text, at):
        return False
    of_whole = _OF_WHOLE.search(before)
    behind = definite or cell is not sentence.cells[0]
    said = bool(counted or whole.search(before[-60:]) or (behind and of_whole))
    return said and not (scene.names_other_part(cell) and not of_whole)


# How many letters back a number was said that “de nio ärendena” means.
_FAR = 2000


def _numbers_said(text: str, at: int) -> Set[Fraction]:
    """The numbers before an offset of a text, in digits and in words."""
    words = _WORD.findall(text[max(0, at - _FAR) : at].casefold())
    digits = {Fraction(whole_number(word)) for word in words if word.isdecimal()}
    return digits | {Fraction(NUMBER_WORDS[word]) for word in words if word in NUMBER_WORDS}


def inherited_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """A number without a noun: of the table that the sentence speaks of, or of its pronoun."""
    if cell.head != "none":
        return None
    before = sentence.text[cell.start : cell.quantity.start]
    topics = {t for m in sentence.mentions if m.kind == "topic" for t in m.tables}
    comes_to = _COMES_TO.search(before)
    together = TOGETHER.search(sentence.words) and whole_behind(cell, sentence) is None
    if topics and (comes_to or together):
        readings = tuple(r for table in topics for r in scene.sums_of(table))
        certain = not comes_to or scene.speaks_of(topics)
        return Claim(readings, certain) if readings else None
    unit = _counted_before(cell, sentence)
    if unit is not None:
        spoken = (n for n in scene.spoken_of if n.kind == "total")
        where = _named_by_relative(cell, sentence, scene)
        return Claim(figures((*where, *unit.named, *spoken)), certain=True)
    if _PRONOUN.search(before) and scene.spoken_of:
        certain = bool(_THEY_WERE.search(before))
        spoken_of = (Entry(each) for each in scene.spoken_of)
        return Claim((*spoken_of, *listed(cell, sentence)), certain)
    return None


def whole_claim(sentence: Sentence, scene: Scene) -> Claim | None:
    """The second number of “44 av 96”: what the first one is a part of."""
    if not scene.recent:
        return None
    named = [*scene.recent, *scene.spoken_of]
    wholes = [each for each in scene.bases if any(n.base == each.count for n in named)]
    labels = scene.named_by([m for m in sentence.mentions if m.kind == "label"], sentence)
    readings = dict.fromkeys(Entry(each) for each in (*wholes, *labels, *named))
    return Claim(tuple(readings), certain=bool(wholes))


def _counted_before(cell: Cell, sentence: Sentence) -> Mention | None:
    """The unit that “antalet ärenden var 80” or “ärendena ökade från 49 till 58” counts."""
    for each in sentence.mentions:
        if each.kind != "unit" or each.end > cell.quantity.start:
            continue
        begun = _NUMBER_OF.search(sentence.text, sentence.start, each.start)
        definite = sentence.text[each.start : each.end].casefold().endswith("na")
        behind = _COUNTED.fullmatch(sentence.text, each.end, cell.quantity.start)
        if behind and (begun or (cell.side and definite)):
            return each
    return None
