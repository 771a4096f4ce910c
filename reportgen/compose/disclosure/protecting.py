"""Makes an edition of a year: what is left out, what is hidden, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.disclosure.figures import Figures, system_of
from reportgen.compose.disclosure.hiding import Hidden
from reportgen.compose.disclosure.mentions import mentions_in
from reportgen.compose.disclosure.rounding import Rounding
from reportgen.compose.disclosure.suppression import Suppression, rounding, suppress
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, did_you_mean, report_error
from reportgen.language.formatting import format_protected
from reportgen.language.messages import Translate, translator
from reportgen.model import (
    Block,
    CoverLine,
    Document,
    Heading,
    Paragraph,
    Placement,
    Section,
    Text,
)
from reportgen.model.project import Edition, Project, Year
from reportgen.model.statistics import Statistics, StatisticsTable
from reportgen.storage.published import Told


class Protection(Struct, frozen=True):
    """An edition of one year: what it keeps from its readers, and how near they get.

    `tables` are those of each year that it shows, whole: they are for its makers only.
    """

    name: str
    edition: Edition
    figures: Figures
    found: Suppression
    hidden: Hidden | Rounding
    tables: Mapping[int, Mapping[str, StatisticsTable]]

    def year_of(self, year: Year, language: str) -> Year:
        """The year without what is hidden, with a last section that tells of that."""
        statistics = self.hidden.taken_out_of(year.statistics)
        return with_method(replace(year, statistics=statistics), self, language)


def edition_called(project: Project, name: str) -> Edition:
    """The edition of that name; raises ReportError (unknown-edition)."""
    editions = project.settings.editions
    if name in editions:
        return editions[name]
    message = _("there is no edition '{name}'", name=name)
    hint = did_you_mean(name, editions) or _("describe it under editions: in reportgen.yaml")
    raise report_error("unknown-edition", project.settings.place("editions"), message, hint)


def protection_of(
    project: Project,
    year: Year,
    asked: str,
    name: str,
    statistics_of: Callable[[int], Statistics],
    published: Mapping[str, Told],
) -> Protection:
    """What the edition called `name` has to keep from its readers, at the least loss.

    Small counts are told from the other hidden ones where that gives nobody away; else they
    all look alike. `year` is what it prints, `asked` what its conditions ask. `published` is what
    readers have already: of this edition it is replaced. Raises ReportError (not-protectable)
    where neither protects them.
    """
    edition = edition_called(project, name)
    behind = tuple(each for each in project.years if each < year.year)
    mentions = mentions_in(
        year.sections, asked, project.figures, year.statistics.names, year.year, behind
    )
    shown = [statistics_of(each) for each in sorted(mentions.years)]
    tables = {each.year: each.tables for each in shown}
    before = {key: told for key, told in published.items() if key != f"{year.year} {name}"}
    if edition.method == "round":
        figures = system_of(shown, mentions, edition, before, told=False)
        found = rounding(figures.system)
        if found.open:
            raise _not_protectable(edition, found.open)
        kept = Rounding(name, edition, figures)
        return Protection(name, edition, figures, found, kept, tables)
    for told in (True, False):
        figures = system_of(shown, mentions, edition, before, told=told)
        found = suppress(figures.system)
        if not found.open:
            hidden = Hidden.of(name, edition, figures, found)
            return Protection(name, edition, figures, found, hidden, tables)
    raise _not_protectable(edition, found.open)


def _not_protectable(edition: Edition, names: Iterable[str]) -> ReportError:
    message = _(
        "these counts can be worked out whatever is hidden: {names}", names=", ".join(names)
    )
    hint = _("leave a table that they are in out of the edition, or report larger groups")
    return report_error("not-protectable", edition.span, message, hint)


def without_what_is_left_out(year: Year, edition: Edition) -> Year:
    """The year without the sections, figures and tables that the edition goes without."""
    left_out = set(edition.leave_out)

    def kept(block: Block) -> bool:
        placed = block.expression if isinstance(block, Placement) else ""
        return not any(f'"{name}"' in placed for name in left_out)

    sections = tuple(
        replace(section, blocks=tuple(block for block in section.blocks if kept(block)))
        for section in year.sections
        if section.id not in left_out
    )
    return replace(year, sections=sections)


def with_method(year: Year, protection: Protection, language: str) -> Year:
    """The year with a last section that tells what is protected, and how it is shown."""
    translate, span = translator(language), protection.edition.span
    text = protection.edition.note or _method(protection, language, translate)
    title = translate(_("Protected numbers"))
    heading = Heading(level=1, children=(Text(title, span),), id=_METHOD, number=None, span=span)
    blocks = (Paragraph((Text(text, span),), span),)
    return replace(year, sections=(*year.sections, Section(_METHOD, heading, blocks, span)))


_METHOD = "skyddade-uppgifter"


def _method(protection: Protection, language: str, translate: Translate) -> str:
    edition, found = protection.edition, protection.found
    beside = len(found.hidden) - len(protection.figures.system.sensitive)
    if edition.method == "round":
        told = _(
            "So that nobody can be found out, counts are rounded to multiples of {number} here."
            " Sums are rounded by themselves: the parts need not add up to them.",
            number=str(edition.round_to),
        )
        return translate(told)
    few = format_protected(edition.threshold, language)
    parts = [
        _(
            "So that nobody can be found out, counts of {few} are protected here.",
            few=few,
        )
    ]
    if found.hidden:
        parts.append(_("In tables they are shown as “..”."))
    parts.append(_("How many are unknown is shown: that points nobody out."))
    if beside:
        parts.append(
            _(
                "{count} more number is protected, since they could be worked out from it.",
                "{count} more numbers are protected, since they could be worked out from these.",
                count=beside,
            )
        )
    return " ".join(translate(each) for each in parts)


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
