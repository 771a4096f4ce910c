"""Figures and tables: do they add up, are they shown, does the text refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.numbers.typed import whole_number
from reportgen.checks.rule import rule, told_rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message, ReportError, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.model import Block, Chart, Computed, Figure, Reference, Table
from reportgen.model.statistics import StatisticsTable, add_counts
from reportgen.model.traverse import inlines_of, plain_text, walk_inlines
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.yaml.reading import Mapping, Scalar, parse_yaml

TOPIC = _("Figures and tables")

_STATISTICS = "arenden:\n  title: Ärenden efter typ\n  unit: ärenden\n"
_TYPED_REFERENCE = Pattern(r"\b(?P<kind>[Ff]igur|[Tt]abell)[ \u00a0](?P<number>\d+)\b")


parts_do_not_add_up = told_rule(
    "parts-do-not-add-up",
    Severity.ERROR,
    about=_("The rows of a table do not add up to its total, or to the count they are parts of."),
    why=_("One of the numbers is wrong, and every share in the report with it."),
    bad={"statistics.yaml": _STATISTICS + "  total: 80\n  counts: {Kvinnor: 65, Män: 14}\n"},
    good={"statistics.yaml": _STATISTICS + "  total: 80\n  counts: {Kvinnor: 65, Män: 15}\n"},
)


below_base = told_rule(
    "below-base",
    Severity.ERROR,
    about=_("A table where a case can stand in several rows has fewer rows than cases."),
    why=_("Each case has at least one row, so one is missing."),
    bad={
        "statistics.yaml": _STATISTICS
        + "  total: 80\n  multiple: true\n  counts: {Sexuella ändamål: 35, Tiggeri: 2}\n"
    },
    good={
        "statistics.yaml": _STATISTICS
        + "  total: 80\n  multiple: true\n  counts: {Sexuella ändamål: 75, Tiggeri: 9}\n"
    },
)


above_base = told_rule(
    "above-base",
    Severity.ERROR,
    about=_("One row alone is more than all that it is a part of: more returned than applied."),
    why=_("A part can't exceed the whole."),
    bad={
        "statistics.yaml": _STATISTICS
        + "  outcomes: true\n  counts: {Ansökningar: 5, Återvänt: 6}\n"
    },
    good={
        "statistics.yaml": _STATISTICS
        + "  outcomes: true\n  counts: {Ansökningar: 5, Återvänt: 3}\n"
    },
)


@rule(
    "outcomes-above-applications",
    Severity.WARNING,
    about=_("The outcomes of the applications are together more than the applications."),
    why=_("An application has one outcome, so one is counted twice or an application is missing."),
    bad={
        "statistics.yaml": _STATISTICS
        + "  outcomes: true\n  counts: {Ansökningar: 5, Återvänt: 4, Återtagna: 2}\n"
    },
    good={
        "statistics.yaml": _STATISTICS
        + "  outcomes: true\n  counts: {Ansökningar: 5, Återvänt: 3, Återtagna: 2}\n"
    },
)
def outcomes_above_applications(subject: Subject) -> Iterator[Finding]:
    """Outcome tables whose rows after the first add up to more than the first."""
    for table in subject.statistics.tables.values():
        outcomes = add_counts(row.count for row in table.rows[1:])
        if table.first and table.base is not None and (outcomes or 0) > table.base:
            message = _(
                "the outcomes of '{table}' are {sum} together, the applications {base}",
                table=table.id,
                sum=str(outcomes),
                base=str(table.base),
            )
            yield Finding(message, table.first.span)


@rule(
    "repeated-total",
    Severity.WARNING,
    about=_("The same total is typed for two tables that count the same thing."),
    why=_("When one is corrected, the other stays: `of:` takes it from where it stands."),
    bad={
        "statistics.yaml": _STATISTICS
        + "  total: 80\n  counts: {Människohandel: 48, Prostitution: 32}\n"
        + "kon:\n  title: Kön\n  unit: ärenden\n  total: 80\n  counts: {Kvinnor: 65, Män: 15}\n"
    },
    good={
        "statistics.yaml": _STATISTICS
        + "  total: 80\n  counts: {Människohandel: 48, Prostitution: 32}\n"
        + "kon:\n  title: Kön\n  of: arenden\n  counts: {Kvinnor: 65, Män: 15}\n"
    },
)
def repeated_total(subject: Subject) -> Iterator[Finding]:
    """Keys `total:` with a number that another table of the same unit has already."""
    file = f"{subject.folder}/statistics.yaml"
    try:
        node = parse_yaml(subject.source(file))
    except ReportError:
        return
    seen: dict[tuple[str, str], str] = {}
    for key, entry in node.entries if isinstance(node, Mapping) else ():
        total = entry.get("total") if isinstance(entry, Mapping) else None
        table = subject.statistics.tables.get(key.text)
        if not isinstance(total, Scalar) or total.null or table is None:
            continue
        first = seen.setdefault((table.unit, total.text), table.id)
        if first != table.id:
            message = _("'{first}' has the total {total} as well", first=first, total=total.text)
            yield Finding(message, total.span, _("write 'of: {first}' in its place", first=first))


@rule(
    "table-never-shown",
    Severity.WARNING,
    about=_("Statistics are in the file, and the report shows them nowhere."),
    why=_("They were collected for the report: someone forgot the table, or no longer needs them."),
    bad="# Text\n\nVi arbetade i {{ kommuner }} kommuner.\n\n"
    '{{ table("arenden") }}\n\n{{ figure("nationalitet") }}\n\n{{ table("kon") }}\n',
    good="# Text\n\nVi arbetade i {{ kommuner }} kommuner.\n\n"
    '{{ table("arenden") }}\n\n{{ figure("nationalitet") }}\n\n{{ table("kon") }}\n\n'
    '{{ table("atervandande") }}\n',
)
def table_never_shown(subject: Subject) -> Iterator[Finding]:
    """Tables that no table and no figure shows, and of which the prose does not give each row.

    A table that others are parts of is shown where they are shown.
    """
    shown, used = _shown(subject)
    parents = {table.of for table in subject.statistics.tables.values() if table.id in shown}
    for table in subject.statistics.tables.values():
        if table.id in shown or table.id in parents or _told_in_prose(table, used):
            continue
        message = _("'{table}' ({title}) is never shown", table=table.id, title=table.title)
        hint = _('place it: {{{{ table("{table}") }}}}', table=table.id)
        yield Finding(message, _first_line(table.span), hint)


@rule(
    "never-referred-to",
    Severity.WARNING,
    about=_("No sentence refers to a figure or table with a number."),
    why=_("The reader is not told what to see in it, and someone who listens never meets it."),
    bad='# Text\n\nTexten.\n\n{{ figure("kon") }}\n',
    good='# Text\n\nSe {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n',
    routine=True,
)
def never_referred_to(subject: Subject) -> Iterator[Finding]:
    """Numbered figures and tables without a reference.

    A table is let through where it stands by the figure of the same id that is referred to.
    """
    named = _references(subject)
    for block in _numbered(subject):
        kinds = ("figure", "table")
        if not any((kind, block.id) in named for kind in kinds):
            name = block.id or plain_text(block.caption)
            message = _("no sentence refers to {what} '{name}'", what=_what(block), name=name)
            yield Finding(message, block.span, _how_to_refer(block))


@rule(
    "late-reference",
    Severity.WARNING,
    about=_("A figure or table comes before the first sentence that refers to it."),
    why=_("The reader meets a chart without knowing what it is for."),
    bad='# Text\n\n{{ figure("kon") }}\n\nSe {{ ref("figur:kon") }}.\n',
    good='# Text\n\nSe {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n',
)
def late_reference(subject: Subject) -> Iterator[Finding]:
    """Figures and tables whose first reference stands after them."""
    seen: set[tuple[str, str]] = set()
    waiting: dict[tuple[str, str], Figure | Table] = {}
    for item in _reading(subject):
        if isinstance(item, Reference):
            key = (item.kind or "", item.target)
            seen.add(key)
            late = waiting.pop(key, None)
            if late:
                message = _(
                    "{what} '{name}' comes before it is referred to", what=_what(late), name=late.id
                )
                yield Finding(message, late.span, _("refer to it in the paragraph before it"))
        else:
            key = ("figure" if isinstance(item, Figure) else "table", item.id)
            if key not in seen:
                waiting[key] = item


@rule(
    "typed-reference",
    Severity.WARNING,
    about=_("A reference such as “figur 2” is typed."),
    why=_("When a figure comes before it the number is another one, and the sentence is wrong."),
    bad='# Text\n\nSe figur 1 och {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n',
    good='# Text\n\nSe {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n',
)
def typed_reference(subject: Subject) -> Iterator[Finding]:
    """Typed numbers of figures and tables; an error where there is none of that number."""
    by_number = {
        ("figur" if isinstance(block, Figure) else "tabell", block.number): block
        for block in _numbered(subject)
    }
    for passage in subject.passages:
        for found in _TYPED_REFERENCE.finditer(passage.typed):
            kind = found["kind"].lower()
            span = passage.span(*found.span())
            block = by_number.get((kind, whole_number(found["number"])))
            if block is None:
                message = _("there is no '{reference}' in the report", reference=found[0])
                hint = _('write {{{{ ref("{kind}:…") }}}}', kind=kind)
                yield Finding(message, span, hint, severity=Severity.ERROR)
                continue
            message = _("'{reference}' is typed", reference=found[0])
            capital = " | capitalize" if found[0][0].isupper() else ""
            written = f'{{{{ ref("{kind}:{block.id}"){capital} }}}}'
            hint = _("write {expression}", expression=written)
            yield Finding(message, span, hint, passage.fix(*found.span(), written))


def _what(block: Figure | Table) -> Message:
    return _("figure") if isinstance(block, Figure) else _("table")


def _how_to_refer(block: Figure | Table) -> Message:
    """What to write; a table or picture without a name needs one first."""
    prefix = "figur" if isinstance(block, Figure) else "tabell"
    if block.id:
        return _('write {{{{ ref("{prefix}:{name}") }}}} before it', prefix=prefix, name=block.id)
    name = slug(plain_text(block.caption)) or prefix
    return _(
        'name it behind its caption, {{#{name}}}; before it write {{{{ ref("{kind}:{name}") }}}}',
        kind=prefix,
        name=name,
    )


def _numbered(subject: Subject) -> Iterator[Figure | Table]:
    """The figures and tables with a number, in reading order."""
    for _section, block in subject.blocks():
        if isinstance(block, (Figure, Table)) and block.number:
            yield block


def _reading(subject: Subject) -> Iterator[Reference | Figure | Table]:
    """References, numbered figures and numbered tables, as a reader meets them."""
    for _section, block in subject.blocks():
        for inlines in inlines_of(block):
            yield from (each for each in walk_inlines(inlines) if isinstance(each, Reference))
        if isinstance(block, (Figure, Table)) and block.number:
            yield block


def _references(subject: Subject) -> set[tuple[str, str]]:
    return {
        (each.kind or "", each.target) for each in _reading(subject) if isinstance(each, Reference)
    }


def _shown(subject: Subject) -> tuple[set[str], set[str]]:
    """The ids of the statistics that are shown, and the sources of what the prose computes."""
    shown: set[str] = set()
    used: set[str] = set()
    for _section, block in subject.blocks():
        if isinstance(block, Figure) and isinstance(block.content, Chart):
            shown |= _charted(subject, block.id)
        elif isinstance(block, Table):
            shown.add(block.id)
            shown |= {source.partition("[")[0].partition(".")[0] for source in _sources(block)}
        else:
            used |= set(_sources(block))
    return shown, used


def _sources(block: Block) -> Iterator[str]:
    for inlines in inlines_of(block):
        for inline in walk_inlines(inlines):
            if isinstance(inline, Computed):
                yield from inline.sources
                if "listing(" in inline.expression:
                    yield inline.expression


def _charted(subject: Subject, name: str) -> set[str]:
    """The statistics that the chart with that id shows."""
    definition = subject.project.figures.get(name) or subject.project.figures.get(
        re.sub(r"-\d+$", "", name)
    )
    if definition is None:
        return set()
    data = (definition.data,) if isinstance(definition.data, str) else definition.data
    return {each.partition(".")[0] for each in data}


def _told_in_prose(table: StatisticsTable, used: set[str]) -> bool:
    """Whether the prose gives every row that is not 0."""
    rows = [row for row in table.rows if row.count not in (None, 0)]
    listed = any(f"listing({table.id}" in each for each in used)
    return listed or all(
        table.id + row.subscript in used or f"{table.id}.{row.label}" in used for row in rows
    )


def _first_line(span: Span) -> Span:
    return Span(span.file, span.line, span.column, span.line, span.column + 1)
