"""Makes an edition of a year: what is left out, what is hidden, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.disclosure.declared import check_lists
from reportgen.compose.disclosure.figures import Figures, system_of
from reportgen.compose.disclosure.hiding import Hidden
from reportgen.compose.disclosure.mentions import mentions_in, places_of
from reportgen.compose.disclosure.rounding import Rounding
from reportgen.compose.disclosure.suppression import Suppression, rounding, suppress
from reportgen.compose.disclosure.system import System
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, did_you_mean, report_error
from reportgen.model import Block, Placement
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
    readers have already: of this edition it is replaced. Raises ReportError: not-protectable where
    neither protects them, unprotected-list.
    """
    edition = edition_called(project, name)
    behind = tuple(each for each in project.years if each < year.year)
    mentions = mentions_in(
        year.sections, asked, project.figures, year.statistics.names, year.year, behind
    )
    shown = [statistics_of(each) for each in sorted(mentions.years)]
    check_lists(project, year, edition, mentions, shown)
    tables = {each.year: each.tables for each in shown}
    before = {key: told for key, told in published.items() if key != f"{year.year} {name}"}
    for told in (True, False) if edition.method == "suppress" else (False,):
        figures = system_of(shown, mentions, edition, before, told=told)
        found = (
            suppress(figures.system) if edition.method == "suppress" else rounding(figures.system)
        )
        if not found.open:
            kept = _kept(name, edition, figures, found)
            return Protection(name, edition, figures, found, kept, tables)
    raise _not_protectable(project, year, edition, figures.system, found.open)


def _kept(name: str, edition: Edition, figures: Figures, found: Suppression) -> Hidden | Rounding:
    if edition.method == "round":
        return Rounding(name, edition, figures)
    return Hidden.of(name, edition, figures, found)


# Of the places that tell what can't be protected so many are named.
_MOST_NAMED = 12


def _not_protectable(
    project: Project, year: Year, edition: Edition, system: System, names: Sequence[str]
) -> ReportError:
    """The error for what can be worked out whatever is hidden, where that is told."""
    places = places_of(_tables_beside(system, names), year.sections, project.figures)
    told = ", ".join(f"{Path(each.file).name}:{each.line}" for each in places[:_MOST_NAMED])
    message = _(
        "these counts can be worked out whatever is hidden: {names}; it is told in {places}",
        names=", ".join(names),
        places=f"{told}, …" if len(places) > _MOST_NAMED else told,
    )
    hint = _(
        "leave out one of the tables, or write the sentences without it in this edition:"
        ' {{% if edition == "…" %}}'
    )
    if _is_known_inside_only(system):
        hint = _(
            "only who is alone in a row could work them out: leave out one of the tables, or write"
            " 'insiders: false' where that does no harm"
        )
    span = places[0] if places else edition.span
    return report_error("not-protectable", span, message, hint)


def _is_known_inside_only(system: System) -> bool:
    if not system.known_inside:
        return False
    others = replace(system, insiders=False)
    return not _found(others).open


def _found(system: System) -> Suppression:
    return rounding(system) if system.round_to is not None else suppress(system)


def _tables_beside(system: System, names: Sequence[str]) -> set[str]:
    """The tables of `names` ('2022: kon["Män"]'), and those that a relation ties them to."""
    beside = {
        each
        for relation in system.relations
        if not relation.factors.keys().isdisjoint(names)
        for each in relation.factors
    }
    expressions = (name.partition(": ")[2] for name in (*names, *beside))
    return {re.split(r"[\[.]", each)[0] for each in expressions}


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
