"""What an edition says of its protection: a cover, and a last section on method and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.compose.disclosure.figures import Figures, is_counted
from reportgen.compose.disclosure.protecting import Protection
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_protected
from reportgen.language.messages import Translate, translator
from reportgen.model import (
    Block,
    BulletList,
    CoverLine,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from reportgen.model.project import Edition, Year
from reportgen.model.statistics import StatisticsTable, behind

_METHOD = "skyddade-uppgifter"


def year_of(year: Year, protection: Protection, language: str) -> Year:
    """The year without what is hidden, with a last section that tells of that."""
    statistics = protection.hidden.taken_out_of(year.statistics)
    section = _section(protection, language)
    return replace(year, statistics=statistics, sections=(*year.sections, section))


def titled(document: Document, edition: Edition, translate: Translate) -> Document:
    """The document with a cover that says which edition it is, and for whom."""
    lines = [CoverLine("subtitle", edition.title)]
    if edition.audience:
        lines.append(
            CoverLine("purpose", translate(_("For {audience}.", audience=edition.audience)))
        )
    places = [index for index, line in enumerate(document.cover) if line.role == "title"]
    place = places[0] + 1 if places else 0
    cover = (*document.cover[:place], *lines, *document.cover[place:])
    title = f"{document.properties.title}, {edition.title}"
    return replace(
        document,
        cover=cover,
        properties=replace(document.properties, title=title),
        signature=document.signature if edition.signature else (),
    )


def _section(protection: Protection, language: str) -> Section:
    """How small counts are protected, and which numbers are hidden for that."""
    translate, span = translator(language), protection.edition.span
    text = protection.edition.note or _method(protection, language, translate)
    title = translate(_("Protected numbers"))
    heading = Heading(level=1, children=(Text(title, span),), id=_METHOD, number=None, span=span)
    blocks: list[Block] = [Paragraph((Text(text, span),), span)]
    if lines := list(_hidden_numbers(protection, translate)):
        told = Text(translate(_("These numbers are protected:")), span)
        items = (ListItem((Paragraph((Text(line, span),), span),), span) for line in lines)
        blocks += [Paragraph((told,), span), BulletList(tuple(items), span)]
    return Section(_METHOD, heading, tuple(blocks), span)


def _method(protection: Protection, language: str, translate: Translate) -> str:
    edition, found = protection.edition, protection.found
    if edition.method == "round":
        told = _(
            "So that nobody can be found out, counts are rounded to multiples of {number} here."
            " Sums are rounded by themselves: the parts need not add up to them.",
            number=str(edition.round_to),
        )
        return translate(told)
    few = format_protected(edition.threshold, language)
    parts = [_("So that nobody can be found out, counts of {few} are protected here.", few=few)]
    if found.hidden - set(protection.figures.system.sensitive):
        # How many there are would tell how many of the hidden numbers are the small ones.
        parts.append(_("So are numbers that they could be worked out from."))
    if found.hidden:
        parts.append(_("In tables they are shown as “..”."))
    if _shows_small_unknown(protection):
        parts.append(_("How many are unknown is shown: that points nobody out."))
    return " ".join(translate(each) for each in parts)


def _shows_small_unknown(protection: Protection) -> bool:
    """Whether a small count is printed, since it is of those of whom nothing is known."""
    small = {
        protection.figures.names[year, table.id + row.subscript]
        for year, tables in protection.tables.items()
        for table in tables.values()
        if is_counted(table)
        for row in table.rows
        if row.unknown and row.count is not None and protection.edition.is_small(row.count)
    }
    quantities = protection.figures.system.quantities
    return any(quantities[each].printed for each in small - protection.found.hidden)


def _hidden_numbers(protection: Protection, translate: Translate) -> Iterator[str]:
    """A line for each table: "Ärenden efter kön: Annan könsidentitet, Män"."""
    latest = max(protection.tables, default=0)
    for year, tables in protection.tables.items():
        for table in tables.values():
            labels = _hidden_labels(year, table, protection, translate)
            if labels:
                when = "" if year == latest else f" ({year})"
                yield f"{table.title}{when}: {', '.join(labels)}"


def _hidden_labels(
    year: int, table: StatisticsTable, protection: Protection, translate: Translate
) -> list[str]:
    """What is hidden of a table, each number once, in an order that tells nothing of its size."""
    figures = protection.figures
    rows = {f"{table.id}{row.subscript}": row.label for row in table.rows}
    labels = list(_printed(year, rows, protection))
    if not (table.ordered or table.relation.keeps_order):
        labels.sort()
    sums = {table.id + behind(name): name for name in table.sums}
    labels += [each for each in _printed(year, sums, protection) if each not in labels]
    own = figures.names.get((year, f"{table.id}.total"), "")
    if own.endswith((".total", ".base")):
        labels += _printed(year, {f"{table.id}.total": translate(_("Total"))}, protection)
    return labels


def _printed(year: int, names: dict[str, str], protection: Protection) -> Iterator[str]:
    """The labels of those of `names` (expressions) that would be printed and are hidden."""
    figures: Figures = protection.figures
    for expression, label in names.items():
        name = figures.names.get((year, expression))
        if name in protection.found.hidden and figures.system.quantities[name].printed:
            yield label
