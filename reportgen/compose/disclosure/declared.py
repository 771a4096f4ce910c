"""Holds what an edition names to what there is: a slip of the pen must leave nobody unprotected.

Lists can't be protected. Their rows are printed as they stand, so that an edition that tells of one
has to be told that everybody may read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from reportgen.compose.disclosure.mentions import Mentions, places_of
from reportgen.diagnostics import Diagnostic, ReportError, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.model import Placement
from reportgen.model.project import Edition, Project, Year
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import walk_blocks


def check_declared(
    project: Project, year: Year, edition: Edition, statistics_of: Callable[[int], Statistics]
) -> None:
    """Raise ReportError for what `edition` names and is not there, or can't be what it says."""
    problems = [
        *_wrongly_protected(project, year, edition, statistics_of),
        *_wrongly_public(project, year, edition, statistics_of),
        *_not_left_out(project, year, edition),
    ]
    if problems:
        raise ReportError(problems)


def check_lists(
    project: Project,
    year: Year,
    edition: Edition,
    mentions: Mentions,
    shown: Iterable[Statistics],
) -> None:
    """Raise ReportError (unprotected-list) for lists that `year` tells of and nobody calls public.

    `year` is as it is printed, `shown` the figures of all years that it tells of.
    """
    lists = dict.fromkeys(name for each in shown for name in each.records)
    told = (
        name
        for name in lists
        if name not in edition.public and re.search(rf"\b{name}\b", mentions.text)
    )
    problems = []
    for name in told:
        message = _("this edition tells of the list '{name}', which nothing protects", name=name)
        hint = _(
            "write 'public: [{name}]' in the edition where everybody may read it, or leave it out",
            name=name,
        )
        places = places_of({name}, year.sections, project.figures) or [edition.span]
        problems.append(Diagnostic("unprotected-list", message, places[0], hint))
    if problems:
        raise ReportError(problems)


def _wrongly_protected(
    project: Project, year: Year, edition: Edition, statistics_of: Callable[[int], Statistics]
) -> Iterator[Diagnostic]:
    statistics = year.statistics
    for name in edition.protect:
        table, value = statistics.tables.get(name), statistics.values.get(name)
        counted = table or value
        if name in statistics.records:
            message = _("'{name}' is a list: its rows can't be protected", name=name)
            hint = _("protect what is counted out of it, and leave the list out of this edition")
            yield Diagnostic("protected-list", message, edition.place("protect"), hint)
        elif counted and counted.records in edition.public:
            message = _(
                "'{name}' can't be protected: it is counted out of '{list}', which is public",
                name=name,
                list=str(counted.records),
            )
            hint = _("take one of them away, under 'protect:' or under 'public:'")
            yield Diagnostic("protected-list", message, edition.place("protect"), hint)
        elif counted and counted.decimals is not None:
            message = _("'{name}' holds amounts: only counts can be protected", name=name)
            hint = _("leave it out of this edition, with 'leave_out:'")
            yield Diagnostic("not-protectable", message, edition.place("protect"), hint)
        elif not counted and not _is_elsewhere(name, project, statistics_of):
            message = _("there are no statistics called '{name}'", name=name)
            near = did_you_mean(name, (*statistics.tables, *statistics.values))
            yield Diagnostic("unknown-statistic", message, edition.place("protect"), near)


def _wrongly_public(
    project: Project, year: Year, edition: Edition, statistics_of: Callable[[int], Statistics]
) -> Iterator[Diagnostic]:
    for name in edition.public:
        if name in year.statistics.records:
            continue
        known = {*year.statistics.tables, *year.statistics.values}
        if name in known or not _is_elsewhere(name, project, statistics_of):
            message = _("there is no list called '{name}'", name=name)
            hint = did_you_mean(name, year.statistics.records)
            hint = hint or _("only lists are declared public; of tables, 'protect:' says which")
            yield Diagnostic("unknown-list", message, edition.place("public"), hint)


def _is_elsewhere(name: str, project: Project, statistics_of: Callable[[int], Statistics]) -> bool:
    """Whether another year has what this one has not: an edition is described for all of them."""
    return any(name in statistics_of(each).names for each in project.years)


def _not_left_out(project: Project, year: Year, edition: Edition) -> Iterator[Diagnostic]:
    """What is to be left out and is no section, figure or table of the report."""
    known = {
        *(section.id for section in year.sections),
        *(section.id for section in project.profile.sections),
        *project.figures,
        *year.statistics.names,
    }
    placed = "\n".join(
        block.expression
        for section in year.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, Placement)
    )
    for name in edition.leave_out:
        if name in known or f'"{name}"' in placed:
            continue
        message = _("there is nothing called '{name}' that could be left out", name=name)
        hint = _(
            "name a section, a figure or a table; what is smaller stands between"
            ' {{% if edition == "…" %}} and {{% endif %}}'
        )
        hint = did_you_mean(name, known) or hint
        yield Diagnostic("unknown-reference", message, edition.place("leave_out"), hint)
