"""Numbers in prose: typed where they could be computed, or other than the statistics say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import groupby

from reportgen.checks.numbers import (
    TypedNumber,
    TypedPercent,
    typed_numbers,
    typed_percentages,
    whole_number,
)
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import Pattern
from reportgen.checks.rule import Finding, Fix, rule
from reportgen.checks.subject import Subject
from reportgen.checks.vocabulary import Mention, Named
from reportgen.dataclass import dataclass
from reportgen.diagnostics import Message, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.formatting import format_share, round_half_up
from reportgen.model import Table
from reportgen.traverse import plain_text

TOPIC = _("Numbers in prose")

# Below this, a number of cases or persons is told of many things that no table counts.
_SMALL = 13
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL_OPENS = Pattern(r"(?:\s*\(|\s*:\s+|\s+[–=]\s+)$")
_OPENED = Pattern(r"[(:–=]\s*(?:\d|\w+[),;.])")
_CLOSES = Pattern(r"\)|[,;] |\.?$|\s+(?:ärende|person|st\b|fall)\w*\)")
_BETWEEN = Pattern(r"[\s\u00a0]+(?:\w+[\s\u00a0]+)?$")
_OF_ALL = Pattern(
    r"\s+av\s+(?:de\s+|samtliga\s+|alla\s+|årets\s+|våra\s+)*(?:\w*ärende\w*|samtliga|alla|dem|fallen)\b"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A typed number, what its sentence names, and how near."""

    number: TypedNumber
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    around: tuple[Named, ...]

    @property
    def value(self) -> int:
        return self.number.value


@rule(
    "typed-number",
    Severity.WARNING,
    about=_("A number of the statistics is typed into the text instead of being taken from them."),
    why=_(
        "When the figure is corrected in `statistics.yaml`, the typed one stays as it was, and the "
        "report says two things."
    ),
    bad="# Text\n\nUnder året hade vi 80 ärenden.\n",
    good="# Text\n\nUnder året hade vi {{ arenden.total }} ärenden.\n",
)
def typed_number(subject: Subject) -> Iterator[Finding]:
    """Typed numbers and percentages that equal a statistic which their sentence names."""
    for place in _places(subject):
        same = _same(place)
        if same:
            yield _told_typed(place.number, same)
    for percent, shares in _percentages(subject):
        equal = [named for named, share in shares.items() if _shown_alike(share, percent)]
        if equal:
            yield _told_percent(percent, equal)


@rule(
    "contradicting-number",
    Severity.ERROR,
    about=_("The number beside a label is another than the statistics have for it."),
    why=_("The reader finds one number in the text and another in the table, and trusts neither."),
    bad="# Text\n\nFlest ärenden rörde Rumänien (17).\n",
    good='# Text\n\nFlest ärenden rörde Rumänien ({{ nationalitet["Rumänien"] }}).\n',
)
def contradicting_number(subject: Subject) -> Iterator[Finding]:
    """`Label (17)` in prose, and rows of an own table, that no count of the label agrees with."""
    for place in _places(subject, _OPENED):
        labels = [named for named in place.before if named.kind in ("row", "sum")]
        if labels and all(named.count != place.value for named in labels):
            yield _contradiction(place.number, labels)
    for section in subject.document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.header.span.file == section.span.file:
                yield from _own_table(subject, block)


@rule(
    "nearly-a-statistic",
    Severity.WARNING,
    about=_("A typed number nearly equals the statistic that its sentence names."),
    why=_("It is mostly a slip, or last year's figure, or a figure that has been corrected since."),
    bad="# Text\n\nUnder året hade vi 81 ärenden.\n",
    good="# Text\n\nUnder året hade vi {{ arenden.total }} ärenden.\n",
)
def nearly_a_statistic(subject: Subject) -> Iterator[Finding]:
    """Typed numbers within one, or a twentieth, of a statistic that is named beside them."""
    for place in _places(subject):
        if place.before or _same(place):
            continue
        near = [named for named in _candidates(place) if _near(place.value, named)]
        if near:
            message = _(
                "'{number}' is nearly '{label}', which is {count}",
                number=_text(place.number),
                label=near[0].label,
                count=str(near[0].count),
            )
            hint = _write(near[0].expression)
            yield Finding(message, _span(place.number), hint)


@rule(
    "wrong-percent",
    Severity.WARNING,
    about=_("A typed percentage does not follow from the table."),
    why=_("A share is the first thing that a reader checks with a calculator."),
    bad="# Text\n\nKvinnor förekom i 85 procent av ärendena.\n",
    good='# Text\n\nKvinnor förekom i {{ share(kon["Kvinnor"]) }} av ärendena.\n',
)
def wrong_percent(subject: Subject) -> Iterator[Finding]:
    """Percentages whose sentence names rows, none of which has that share."""
    for percent, shares in _percentages(subject):
        if any(_shown_alike(share, percent) for share in shares.values()):
            continue
        named, share = min(shares.items(), key=lambda each: abs(each[1] * 100 - percent.value))
        of_all = (
            _OF_ALL.match(percent.passage.text, percent.end)
            and len({each.label for each in shares}) == 1
        )
        if of_all or abs(share * 100 - percent.value) <= 5:
            message = _(
                "'{label}' is {share}, not {percent}",
                label=named.label,
                share=format_share(share, subject.project.language),
                percent=percent.passage.text[percent.start : percent.end],
            )
            span = percent.passage.span(percent.start, percent.end)
            yield Finding(message, span, _write(f"share({named.expression})"))


# What a sentence names


def _places(subject: Subject, only: Pattern | None = None) -> Iterator[_Place]:
    """Every typed number whose sentence names a statistic of this year.

    With `only`, of the passages in which that is found: it costs less to look for.
    """
    for passage in subject.passages:
        if passage.kind in ("cell", "header") or (only and not only.search(passage.typed)):
            continue
        numbers = [*typed_numbers(passage)]
        sentence_at = _sentences(subject, passage)
        for number in numbers:
            sentence = sentence_at(*passage.sentence_at(number.start))
            place = _place(number, sentence)
            if sentence.other_year:
                # Only what can hardly be another year's: "55 kommuner" since 2021.
                same = [n for n in place.after if n.kind == "value" and n.count == place.value]
                place = _Place(number, (), tuple(same), tuple(same))
            if place.around:
                yield place


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a sentence mentions, in order, all that it names, each once, and of which year."""

    mentions: list[Mention]
    around: tuple[Named, ...]
    other_year: bool


def _sentences(subject: Subject, passage: Passage) -> Callable[[int, int], _Sentence]:
    """A function that gives the sentence between two offsets; each is looked through once."""

    @cache
    def mentioned() -> list[Mention]:
        return subject.vocabulary.mentions(passage.text)

    @cache
    def sentence(start: int, end: int) -> _Sentence:
        found = mentioned()
        first = bisect_left(found, start, key=lambda each: each.start)
        last = bisect_right(found, end, key=lambda each: each.end)
        inside = found[first:last]
        around = dict.fromkeys(named for each in inside for named in each.named)
        years = {int(year) for year in _YEAR.findall(passage.text, start, end)}
        return _Sentence(inside, tuple(around), bool(years - {subject.year.year}))

    return sentence


def _place(number: TypedNumber, sentence: _Sentence) -> _Place:
    """The number with the mention that ends last before it, and one of the next behind it."""
    text, mentions = number.passage.text, sentence.mentions
    next_one = bisect_right(mentions, number.start, key=lambda each: each.end)
    before: tuple[Named, ...] = ()
    if next_one:
        nearest = mentions[next_one - 1]
        opens = _LABEL_OPENS.fullmatch(text, nearest.end, number.start)
        before = nearest.named if opens and _CLOSES.match(text, number.end) else ()
    # At most one word stands between, and that may be a mention itself.
    near = mentions[next_one : next_one + 3]
    behind = (m.named for m in near if _BETWEEN.fullmatch(text, number.end, m.start))
    return _Place(number, before, next(behind, ()), sentence.around)


def _candidates(place: _Place) -> list[Named]:
    """What the number can be meant for: its own noun's, or what a sentence of cases names."""
    if any(named.kind in ("row", "sum", "value") for named in place.after):
        return list(place.after)
    if place.after:
        return [*place.after, *(n for n in place.around if n.kind in ("row", "sum"))]
    return [named for named in place.around if named.kind in ("row", "sum")]


def _same(place: _Place) -> list[Named]:
    """The statistics that the number equals and that its sentence names."""
    if place.before:
        return [named for named in place.before if named.count == place.value]
    equal = [named for named in _candidates(place) if named.count == place.value]
    if place.value >= _SMALL:
        extra = [n for n in place.around if n.count == place.value]
        return list(dict.fromkeys([*equal, *extra]))
    if not place.after:
        return []
    return [named for named in equal if named.kind != "total"]


def _near(value: int, named: Named) -> bool:
    least, count = 2 if named.kind == "value" else 10, Fraction(named.count)
    return count >= least and 0 < abs(value - count) <= max(1, count // 20)


# Percentages


def _percentages(subject: Subject) -> Iterator[tuple[TypedPercent, dict[Named, Fraction]]]:
    """Every typed percentage whose sentence names rows with a share, and those shares."""
    for passage in subject.passages:
        sentence_at = _sentences(subject, passage)
        shares_of: dict[tuple[int, int], dict[Named, Fraction]] = {}
        for percent in typed_percentages(passage):
            place = passage.sentence_at(percent.start)
            if place not in shares_of:
                sentence = sentence_at(*place)
                named = () if sentence.other_year else sentence.around
                shares_of[place] = dict(_shares((*named, *_sums(named))))
            if shares_of[place]:
                yield percent, shares_of[place]


def _shares(named: Iterable[Named]) -> Iterator[tuple[Named, Fraction]]:
    """What has a share, and that share."""
    for each in named:
        if each.base is not None and each.base > 0:
            yield each, Fraction(each.count) / Fraction(each.base)


def _sums(named: Iterable[Named]) -> Iterator[Named]:
    """The sum of the rows of one table that a sentence names together."""
    rows = sorted({n for n in named if n.kind == "row"}, key=lambda n: (n.table, n.label))
    for table, group in groupby(rows, key=lambda n: n.table):
        together = list(group)
        if len(together) > 1:
            labels = ", ".join(f'"{n.label}"' for n in together)
            yield Named(
                "sum",
                " + ".join(n.label for n in together),
                sum((n.count for n in together), start=0),
                together[0].base,
                together[0].unit,
                table,
                f"total({table}, {labels}), {table}.total",
            )


def _shown_alike(share: Fraction, percent: TypedPercent) -> bool:
    """Whether the share, rounded as the percentage is, is the percentage."""
    return Fraction(round_half_up(share * 100, percent.decimals)) == percent.value


# What is said of them


def _text(number: TypedNumber) -> str:
    return number.passage.text[number.start : number.end]


def _span(number: TypedNumber) -> Span:
    return number.passage.span(number.start, number.end)


def _write(expression: str) -> Message:
    return _("write {{{{ {expression} }}}}", expression=expression)


def _told_typed(number: TypedNumber, same: list[Named]) -> Finding:
    expressions = list(dict.fromkeys(named.expression for named in same))
    message = _(
        "'{number}' is typed; the statistics have it as '{label}'",
        number=_text(number),
        label=same[0].label,
    )
    written = _as_expression(number, expressions[0])
    fix = number.passage.fix(number.start, number.end, f"{{{{ {written} }}}}")
    return Finding(message, _span(number), _write(written), fix if len(expressions) == 1 else None)


def _as_expression(number: TypedNumber, expression: str) -> str:
    """The expression that prints the number as it is written now."""
    if not number.word:
        return expression
    capital = " | capitalize" if _text(number)[0].isupper() else ""
    return f"words({expression}){capital}" if number.value < _SMALL else expression


def _told_percent(percent: TypedPercent, equal: list[Named]) -> Finding:
    passage = percent.passage
    message = _(
        "'{percent}' is typed; it is the share of '{label}'",
        percent=passage.text[percent.start : percent.end],
        label=equal[0].label,
    )
    shown = "" if percent.decimals == 1 else f", decimals={percent.decimals}"
    written = f"share({equal[0].expression}{shown})" + (" | percent" if percent.sign else "")
    fix: Fix | None = None
    if len({named.expression for named in equal}) == 1:
        fix = passage.fix(percent.start, percent.end, f"{{{{ {written} }}}}")
    return Finding(message, passage.span(percent.start, percent.end), _write(written), fix)


def _contradiction(number: TypedNumber, labels: list[Named]) -> Finding:
    message = _(
        "'{label}' is {count} in the statistics, not {number}",
        label=labels[0].label,
        count=str(labels[0].count),
        number=_text(number),
    )
    return Finding(message, _span(number), _write(labels[0].expression))


def _own_table(subject: Subject, table: Table) -> Iterator[Finding]:
    """Rows of a table in Markdown whose first cell is a label and whose number is another."""
    for row in table.rows:
        label = plain_text(row.cells[0].children).strip()
        counts = [n for n in subject.vocabulary.named if n.label == label and n.kind == "row"]
        if not counts or len(row.cells) != 2:
            continue
        text = plain_text(row.cells[1].children).strip()
        if text.isdecimal() and all(named.count != whole_number(text) for named in counts):
            message = _(
                "'{label}' is {count} in the statistics, not {number}",
                label=label,
                count=str(counts[0].count),
                number=text,
            )
            yield Finding(message, row.cells[1].span, _write(counts[0].expression))
