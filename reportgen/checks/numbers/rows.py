"""Numbers of rows that a table has: “25 länder”, “26 poster”, “dessa fyra länder”."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.readings import Rows
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.checks.numbers.wording import COUNTING
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import StatisticsTable

_IN_ALL = Pattern(r"(?i)\b(?:totalt|sammanlagt|sammantaget)(?:[ \u00a0]\w+){0,3}[ \u00a0]$")
_SUBSET = Pattern(
    r"(?i)\b(?:i|för|de|dessa|till|av|flest|vanligaste|största|minst|"
    r"flera|ytterligare|andra)[ \u00a0](?:\w+[ \u00a0])?$"
)
_CITIZENS = Pattern(r"\bmedborgare[ \u00a0]i[ \u00a0]$")
_SOME_ROWS = Pattern(
    r"(?i)\b(?:ett (?:enda )?(?:ärende|fall)|enstaka|vardera|bara|endast|fler än|mer än|minst|"
    r"färre)\b"
)
_HAS = Pattern(r"\b(?:har|hade)\b")
_THE_COUNTRIES = Pattern(r"[ \u00a0]länderna\b")
_THESE = Pattern(r"(?i)\b(?:dessa|de|de här)[ \u00a0]$")
_POSTS = Pattern(r"\s*(?:\w+ )?(?:poster|rader|kategorier)\b")
_COUNTRIES = Pattern(
    r"\s*(?:\w+ )?(?:länder|land\b|ursprungsländer|nationaliteter (?:är |var )?känd)"
)


def _countries_of(table: StatisticsTable, scene: Scene) -> StatisticsTable:
    """The table without “Statslös”, which is no country."""
    rows = tuple(r for r in table.rows if r.unknown or r.label in scene.names.countries)
    return replace(table, rows=rows) if rows else table


def rows_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """“25 länder”: how many rows a table has."""
    if _is_of_each_case(cell, sentence):
        return None
    said = sentence.text[cell.quantity.end : cell.quantity.end + 24].casefold()
    tables = scene.tables_with_rows(said, sentence)
    named = {m.named for m in sentence.mentions if m.kind == "label" and m.end <= cell.start}
    if len(named) > 1 and _THE_COUNTRIES.match(sentence.text, cell.quantity.end):
        the = _THESE.search(sentence.text, cell.start, cell.quantity.start)
        return Claim((Rows("", len(named), ""),), certain=the is not None)
    these = _THESE.search(sentence.text, cell.start, cell.quantity.start)
    size = scene.group_size
    if these and size > 1 and _COUNTRIES.match(said):
        return Claim((Rows("", size, ""),), certain=these[0].casefold().startswith("dessa"))
    if not tables:
        return None
    some = bool(_SOME_ROWS.search(sentence.words))
    kinds = _rows_of_some if some or _subset(cell, sentence) else _rows_of
    both = (*tables, *(_countries_of(each, scene) for each in tables))
    readings = tuple(r for table in both for r in kinds(table, said))
    sizes = scene.group_sizes(sentence) if kinds is _rows_of_some else ()
    readings += tuple(Rows(table.id, size, "") for table in tables for size in sizes)
    sums = (r for table in tables for r in scene.sums_of(table.id))
    counted = bool(COUNTING.search(sentence.words) or _HAS.search(sentence.words))
    certain = counted and not _subset(cell, sentence) and not any(map(_is_gathered, tables))
    return Claim((*readings, *sums), certain)


# “I sex ärenden noterades två ändamål”, “tre ärenden hade två ändamål var”
_TWICE = Pattern(
    r"[ \u00a0](?:av[ \u00a0][^,;.]{1,30}[ \u00a0])?(?:[\w-]+[ \u00a0]){1,4}"
    r"(?P<number>två|flera|dubbla|mer än ett|fler än ett)[ \u00a0]"
    r"(?:olika[ \u00a0])?(?P<noun>[\w-]+)"
)


def counted_twice_claim(cell: Cell, sentence: Sentence, scene: Scene) -> Claim | None:
    """“Sex ärenden hade två ändamål”: by so many the rows come to more than there is."""
    found = _TWICE.match(sentence.text, cell.quantity.end)
    if found is None:
        return None
    at = found.start("noun")
    topics = {t for m in sentence.mentions if m.kind == "topic" and m.start == at for t in m.tables}
    tables = (scene.names.statistics.tables[each] for each in sorted(topics))
    readings = tuple(
        Rows(each.id, int(each.sum - each.base), "")
        for each in tables
        if each.relation.overlapping and each.base is not None and each.sum is not None
    )
    return Claim(readings, certain=all(each.count > 0 for each in readings)) if readings else None


def _is_of_each_case(cell: Cell, sentence: Sentence) -> bool:
    """Whether it is the “två” of “I sex ärenden noterades två ändamål”."""
    twice = (_TWICE.match(sentence.text, each.quantity.end) for each in sentence.cells)
    return any(found and found.start("number") == cell.quantity.start for found in twice)


# “Övriga länder”, “Annat”: a row that is several.
_GATHERED = Pattern(r"(?i)(?:övrig|andra\b|annat\b|annan\b|resterande)")


def _is_gathered(table: StatisticsTable) -> bool:
    """Whether a row of it stands for several, so that nobody can count them."""
    return any(_GATHERED.match(row.label) and row.count not in (None, 0) for row in table.rows)


def _subset(cell: Cell, sentence: Sentence) -> bool:
    before = sentence.text[cell.start : cell.quantity.start]
    earlier = [each for each in sentence.cells if each.end <= cell.start]
    other = any(each.head == "other" for each in sentence.cells)
    other = other or any(each.noun and each.noun.kind in ("unit", "label") for each in earlier)
    all_there_is = _IN_ALL.search(before) or _CITIZENS.search(before)
    return other or (bool(_SUBSET.search(before)) and not all_there_is)


def _rows_of(table: StatisticsTable, noun: str) -> Iterator[Rows]:
    """All rows that have a count, and those of what is known."""
    some = [row for row in table.rows if row.count is not None and row.count > 0]
    if not _COUNTRIES.match(noun):
        yield Rows(table.id, len(table.rows), f"rows({table.id})")
        yield Rows(table.id, len(some), f"rows({table.id})")
    if _POSTS.match(noun):
        return
    known = sum(1 for row in some if not row.unknown)
    yield Rows(table.id, known, f"rows({table.id}{_without(table)})")


def _rows_of_some(table: StatisticsTable, noun: str) -> Iterator[Rows]:
    """The same, and the rows up to a small count and above it."""
    yield from _rows_of(table, noun)
    known = [
        row for row in table.rows if row.count is not None and row.count > 0 and not row.unknown
    ]
    few = sum(1 for row in known if row.count == 1)
    yield Rows(table.id, few, f"rows({table.id}, at_most=1{_without(table)})")
    yield Rows(table.id, len(known) - few, f"rows({table.id}, at_least=2{_without(table)})")


def _without(table: StatisticsTable) -> str:
    unknown = ", ".join(
        f'"{row.label}"'
        for row in table.rows
        if row.unknown and row.count is not None and row.count > 0
    )
    return f", without=[{unknown}]" if unknown else ""
