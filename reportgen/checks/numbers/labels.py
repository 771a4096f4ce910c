"""Numbers of rows: of the labels beside them, of what is left, of what was named before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.numbers.claim import (
    Claim,
    figures,
    is_restricted,
    is_set_against_another,
    labels_of,
)
from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.neighbours import opening
from reportgen.checks.numbers.readings import Entry, Reading, Rest, Rows, Sum
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, is_whole, whole_behind
from reportgen.checks.numbers.typed import NUMBER_WORD, NUMBER_WORDS
from reportgen.checks.numbers.wording import COUNTING, GROUP, TOGETHER
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

_HELPER = Pattern(
    r"\bha(?:r|de) (?:\w+ ){0,3}(?!återvänt|ansökt|hållit|varit|blivit|passerat|ökat|minskat|"
    r"kommit)\w{3,}(?:at|it|tt)s?\b"
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
        if not is_whole(cell, sentence):
            everything = scene.named_by(mentioned, sentence)
            labels = scene.narrowed(scene.outcomes_of(labels, everything), everything)
    labels = scene.narrowest(labels)
    of_whole = scene.of_whole(labels, whole_behind(cell, sentence))
    if not of_whole and not any(each.count == cell.quantity.value for each in labels):
        return None
    crossing = scene.crosses(mentioned, sentence, cell) or _is_of_others(
        labels, cell, sentence, scene
    )
    together = tuple(scene.together(labels))
    left = _what_is_left(labels, cell, sentence, scene)
    readings = (
        *figures(labels),
        *left,
        *together,
        *_context_sums(labels, scene, sentence),
        *(listed(cell, sentence) if TOGETHER.search(sentence.said(cell)) else ()),
    )
    likely = not crossing and not is_restricted(cell, sentence)
    likely = likely and not (is_helper(sentence) and not _is_this_years(cell, sentence))
    open_ = likely
    likely = likely and not _is_some(labels, cell, sentence, scene)
    likely = likely and not _counts_things(labels, cell, sentence)
    likely = likely and len(of_whole) == len(labels)
    likely = likely and not _lists_others(mentioned, sentence)
    counted = bool(
        COUNTING.search(sentence.words)
        or _is_this_years(cell, sentence)
        or _is_of_all(cell, sentence)
        or is_set_against_another(cell, sentence)
        or any(each.kind == "unknown" for each in cell.mentions)
    )
    return Claim(readings, likely and counted, likely, open=open_)


def _what_is_left(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Iterator[Reading]:
    """Of “fyra ansökningar återtogs, tre ansökningar prövas ännu” those without an outcome."""
    if all(map(scene.is_first, labels)):
        before = [m for m in sentence.mentions if m.kind == "label" and m.end <= cell.start]
        parts = scene.named_by(before, sentence)
        tables = {each.table for each in labels}
        outcomes = tuple(n for n in parts if n.table in tables and not scene.is_first(n))
        yield from scene.rests(outcomes)
        if _UNDECIDED.search(sentence.words, cell.quantity.end - sentence.start):
            yield from scene.rests(n for n in scene.names.named if n.table in tables)


# “tre ansökningar var under handläggning”
_UNDECIDED = Pattern(
    r"(?i)\b(?:handlägg|pågå|vänta|återst|pröva|beslut|öppna|kvar\b|avgjor|utred|hantera)"
)
_OTHER_NAME = Pattern(r", [A-ZÅÄÖ][\w-]+(?:,| och| samt)[ \u00a0]$")
_OF_THEM = Pattern(r"(?i)\bav[ \u00a0](?:dem|dessa)\b")


def _is_of_others(labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene) -> bool:
    """Whether “tre av dem” are of a part that no table divides so."""
    clause = sentence.text[sentence.start : cell.start + len(sentence.clause(cell))]
    if not _OF_THEM.search(clause):
        return False
    return not any(scene.is_of(whole, labels) for whole in scene.spoken_of)


_PLURAL_END = Pattern(r"(?:e?n|er|ar|or|r)(?:na)?")


def _counts_things(labels: tuple[Named, ...], cell: Cell, sentence: Sentence) -> bool:
    """Whether “4 frivilligorganisationer” are four of them, where the row counts their cases."""
    if cell.noun is None:
        return False
    noun = sentence.text[cell.noun.start : cell.noun.end].casefold()
    others = [
        each
        for each in labels
        if noun.startswith(each.label.casefold())
        and _PLURAL_END.fullmatch(noun.removeprefix(each.label.casefold()))
    ]
    return bool(others) and len(others) == len(labels)


# “Samtliga sex barn fick stöd”
_EVERY_ONE = Pattern(r"\b(?:[Ss]amtliga|[Aa]lla)[ \u00a0]$")
# “Tre av de nio barnen”
_OF_THE = Pattern(r"\b(?:[Aa]v|[Bb]land)[ \u00a0]de[ \u00a0]$")


def _is_of_all(cell: Cell, sentence: Sentence) -> bool:
    """Whether parts are told of the number, and it was not said before of something else."""
    text, at = sentence.text, cell.quantity.start
    said = text[at : cell.quantity.end].casefold()
    if _EVERY_ONE.search(text, cell.start, at) and cell.noun is not None:
        return not _FOR.match(text, cell.noun.end)
    return bool(_OF_THE.search(text, cell.start, at)) and said not in text[:at].casefold().split()


def _is_this_years(cell: Cell, sentence: Sentence) -> bool:
    """“Årets 28 utbildningar” are all there are."""
    return bool(_THIS_YEARS.search(sentence.text, cell.start, cell.quantity.start))


_THIS_YEARS = Pattern(r"(?i)\b(?:årets|våra)[ \u00a0]$")
# “Två utbildningar för hotell” are some of them, “under året 26 utbildningar för alla” are all.
_FOR = Pattern(
    r"[ \u00a0](?:för|till|riktade|inom|om|på|hos|i|med|vid|där|som)[ \u00a0]"
    r"(?!personer|människor|utsatta|sammanlagt|totalt|i[ \u00a0]genomsnitt)"
)
# “På gatan träffade vi 64 kvinnor”, “de sex utbildningarna”: not all there are.
_PLACE = Pattern(r"\W*(?:På|Vid|Hos|För|Bland|Tillsammans med)\b")
_THE = Pattern(r"(?:[aoe]rna|ena|nen|len)$")
_IN_ALL = Pattern(r"(?i)\b(?:totalt|sammanlagt|under (?:året|(?:19|20)\d\d)|i år|antalet|årets)\b")


def _is_some(labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene) -> bool:
    """Whether a number of things that are no cases is narrowed by what follows."""
    if cell.noun is None or cell.noun.kind != "label":
        return False
    narrowed = _FOR.match(sentence.text, cell.noun.end)
    people = scene.as_people(labels)
    the = _THE.search(sentence.text, cell.noun.start, cell.noun.end)
    if the and not narrowed and not set(labels) & {*scene.section_named}:
        return False  # “de tolv intervjuerna” that nothing was said of before are all of them
    placed = _PLACE.match(sentence.text, sentence.start) and not any(opening(sentence))
    if placed or (the and (narrowed or not people)):
        return True
    if people:
        return False
    return bool(narrowed) and not _IN_ALL.search(sentence.words)


def _lists_others(mentioned: list[Mention], sentence: Sentence) -> bool:
    """Whether the labels are listed with a name that no table has: “Brasilien, Columbia och Peru”.

    What they come to together is another number then.
    """
    between = (sentence.text[a.end : b.start] for a, b in pairwise(mentioned))
    return any(_OTHER_NAME.search(each) for each in between)


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


# “Övriga tio kom från vården, från de utsatta själva eller från någon annan”
_MORE_OF_THEM = Pattern(r"(?:,|[ \u00a0](?:och|eller|samt))[ \u00a0]från[ \u00a0]")


def rest_claim(
    labels: tuple[Named, ...], cell: Cell, sentence: Sentence, scene: Scene
) -> Claim | None:
    """“De övriga 13”: a whole less what was named of it, and the row named beside it."""
    if cell.noun is not None and cell.noun.kind == "label":
        labels = scene.named_by([cell.noun], sentence)
    if any(_MORE_OF_THEM.match(sentence.text, each.end) for each in labels_of(cell, sentence)):
        return None
    readings: list[Reading] = list(figures(labels))
    for parts in parts_before(cell, sentence, scene):
        readings += scene.rests(tuple(n for n in parts if n not in labels))
    taken = {n for r in readings if isinstance(r, Rest) for n in r.parts}
    readings += listed(cell, sentence)
    foreign = bool(labels) and _is_of_others(labels, cell, sentence, scene)
    unknown = any(each.kind == "unknown" for each in cell.mentions)
    counted = unknown or COUNTING.search(sentence.words)
    beside = bool(labels) and not foreign and counted and scene.is_said(taken)
    crossing = scene.crosses(labels_of(cell, sentence), sentence, cell)
    certain = cell.noun is not None and cell.noun.kind == "label"
    certain = certain or (scene.is_said(taken) and not labels) or (bool(beside) and not crossing)
    return Claim(tuple(readings), certain, likely=True, open=False) if readings else None


def listed(cell: Cell, sentence: Sentence) -> Iterator[Rows]:
    """What the numbers before it in the sentence come to, and those in brackets behind it."""
    at = cell.quantity.start
    whole = [c for c in sentence.cells if not c.quantity.is_share]
    before = [c.quantity.value for c in whole if c.quantity.start < at]
    behind = [c.quantity.value for c in whole if c.quantity.start > at and c.glued]
    bracketed = [
        c.quantity.value
        for c in whole
        if c.quantity.start > at and sentence.text[: c.quantity.start].endswith("(")
    ]
    for numbers in (before, before[-2:], behind, bracketed):
        if len(numbers) > 1:
            yield Rows(" + ".join(map(str, numbers)), int(sum(numbers)), "")


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
    if cell.head == "generic" and own:
        own = scene.as_people(own)
        if not own:
            return None
    group = own or scene.last_named
    readings: list[Reading] = [*scene.together(group)]
    if any(each.head == "rows" for each in sentence.cells) or GROUP.search(sentence.said(cell)):
        readings += scene.together(scene.passage_named)
    readings += listed(cell, sentence)
    if len({each.label for each in group}) == 1:
        readings += figures(group)
    readings += _largest(sentence, scene)
    opening = sentence.text[sentence.start : sentence.cells[0].quantity.start]
    together = bool(TOGETHER.search(sentence.said(cell)) or TOGETHER.search(opening))
    tables = {t for m in sentence.mentions for t in m.tables} | scene.topics
    if together:
        tables |= {each.table for each in (*group, *scene.passage_named)}
        readings += [r for table in tables for r in scene.sums_of(table)]
        readings += [Entry(each) for m in cell.mentions if m.kind == "unit" for each in m.named]
    if cell.noun and cell.noun.kind == "unit" and not together:
        readings += [Entry(each) for each in cell.noun.named]
        readings += [Entry(each) for each in scene.spoken_of]
    counted = bool(COUNTING.search(sentence.words)) and not is_restricted(cell, sentence)
    pointed = bool(own) or cell.head != "generic" or _is_group(sentence, cell)
    said = pointed and cell.head != "other" and (together or _is_group(sentence, cell))
    return Claim(tuple(readings), certain=counted and said) if readings else None


def _is_group(sentence: Sentence, cell: Cell) -> bool:
    return bool(SPOKEN_OF.search(sentence.said(cell)))


_LARGEST = Pattern(
    rf"(?i)\bde[ \u00a0](?P<number>\d{{1,2}}|{NUMBER_WORD})[ \u00a0](?:största|vanligaste)\b"
)


def _largest(sentence: Sentence, scene: Scene) -> Iterator[Sum]:
    """“De fyra största grupperna”: the rows with most of each table that is spoken of."""
    found = _LARGEST.search(sentence.words)
    if found is None:
        return
    size = NUMBER_WORDS.get(found["number"].casefold(), 0) or int(found["number"])
    for table in {n.table for n in (*scene.passage_named, *scene.last_named)} | scene.topics:
        rows = [n for n in scene.names.named if n.table == table and n.kind == "row"]
        known = [n for n in rows if n not in scene.names.unknown_rows.get(table, ())]
        known.sort(key=lambda n: -n.count)
        if 1 < size <= len(known):
            yield Sum(tuple(known[:size]))
