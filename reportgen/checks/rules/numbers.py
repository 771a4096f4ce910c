"""Numbers in prose: typed where they could be computed, or other than the statistics say."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.named_numbers import (
    SMALL,
    candidates_of,
    is_near,
    number_places,
    percentages,
    same_statistics,
    shown_alike,
)
from reportgen.checks.numbers import (
    TypedNumber,
    TypedPercent,
    whole_number,
)
from reportgen.checks.patterns import Pattern
from reportgen.checks.rule import Finding, Fix, rule
from reportgen.checks.subject import Subject
from reportgen.checks.vocabulary import Named
from reportgen.diagnostics import Message, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_share
from reportgen.model import Table
from reportgen.model.traverse import plain_text

TOPIC = _("Numbers in prose")

_OPENED = Pattern(r"[(:–=]\s*(?:\d|\w+[),;.])")
_OF_ALL = Pattern(
    r"\s+av\s+(?:de\s+|samtliga\s+|alla\s+|årets\s+|våra\s+)*(?:\w*ärende\w*|samtliga|alla|dem|fallen)\b"
)


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
    for place in number_places(subject):
        same = same_statistics(place)
        if same:
            yield _told_typed(place.number, same)
    for percent, shares in percentages(subject):
        equal = [named for named, share in shares.items() if shown_alike(share, percent)]
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
    for place in number_places(subject, _OPENED):
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
    for place in number_places(subject):
        if place.before or same_statistics(place):
            continue
        near = [named for named in candidates_of(place) if is_near(place.value, named)]
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
    for percent, shares in percentages(subject):
        if any(shown_alike(share, percent) for share in shares.values()):
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
    return f"words({expression}){capital}" if number.value < SMALL else expression


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
