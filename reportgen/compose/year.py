"""Reads a year and evaluates it: from a project's folder to a finished document in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.appearance import Appearance, read_appearance
from reportgen.compose.assembly import assemble_document, check_readiness, check_structure
from reportgen.compose.chart_data import YearsBehind
from reportgen.compose.numbering import number_document
from reportgen.compose.unused import Use, check_use
from reportgen.compose.values import Surroundings, resolve_values
from reportgen.compose.wording import Wording
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError
from reportgen.expressions.evaluate import Evaluator, Scope
from reportgen.expressions.values import DAMAGED, ExpressionError, Value, YearNumber
from reportgen.language.messages import translator
from reportgen.model import CoverLine, Document, Figure, Image
from reportgen.model.project import KeyFigure, Project, Year
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import has_statements, walk_blocks
from reportgen.readers.paths import check_year
from reportgen.readers.pictures.images import read_image
from reportgen.readers.project import (
    node_of,
    read_project,
    read_year,
    salvage_year_statistics,
)
from reportgen.readers.unread import check_files

if TYPE_CHECKING:
    from reportgen.compose.disclosure.hiding import Hidden
    from reportgen.compose.disclosure.protecting import Protection
    from reportgen.compose.disclosure.rounding import Rounding

_DRAFT = {"sv": "utkast", "en": "draft"}


class Composed(Struct, frozen=True):
    """A document with nothing left to evaluate, and the project and year that it tells of.

    All that it is printed from is in it: who has it opens no file of the project. `draft`: what
    is not filled in yet is marked in it. `protection`: it is an edition for other readers.
    """

    project: Project
    year: Year
    document: Document
    appearance: Appearance
    draft: bool = False
    protection: Protection | None = None

    @property
    def file_name(self) -> str:
        """The name of the built file, without its ending; a draft never has the report's own."""
        name = self.project.settings.file_name.replace("{year}", str(self.year.year))
        name = f"{name}-{self.protection.name}" if self.protection else name
        return f"{name}-{_DRAFT[self.project.language]}" if self.draft else name

    @property
    def files_beside(self) -> tuple[str, ...]:
        """The files outside `content` and `figures` that it was made of, from the root."""
        named = self.project.settings.files
        for section in self.document.sections:
            for block in walk_blocks(section.blocks):
                if isinstance(block, Figure) and isinstance(block.content, Image):
                    named |= {block.content.file}
        return tuple(sorted(n for n in named if not n.startswith(("content/", "figures/"))))


def compose(root: Path, year: int, problems: Problems, edition: str = "") -> Composed:
    """Read and evaluate the report of `year`; raises ReportError with all problems of all files.

    Problems that forgive something (`compose.drafts`) ask for a draft. `edition` names one of
    the project's, empty for the report itself.
    """
    composed = compose_what_is_there(root, year, problems, edition)
    problems.raise_errors()
    return composed


def compose_what_is_there(root: Path, year: int, problems: Problems, edition: str = "") -> Composed:
    """The same with all problems noted in `problems`: what is wrong is left out or unevaluated.

    What only follows from a problem is not noted: names that something damaged has, or would
    have, are passed over. Raises ReportError (unknown-year).
    """
    project, read = salvage_report(root, year, problems)
    translate = translator(project.language)
    read, protection = _protected(root, project, read, edition) if edition else (read, None)
    around = surroundings_of(
        root, project, read, problems, protection.hidden if protection else None
    )
    carried_out = _carried_out(read, around, problems)
    on_cover = _on_cover(project, carried_out, around, problems)
    document = assemble_document(project, carried_out, translate, on_cover)
    document = resolve_values(document, around, problems)
    if protection:
        from reportgen.compose.disclosure.method import titled

        document = titled(document, protection.edition, translate)
    check_readiness(project, read, problems)
    appearance = read_appearance(root, project.settings, problems)
    beside = {f"content/{year}/{name}" for name in read.statistics.files}
    check_files(root, year, project.settings.files | beside, problems)
    meant = read.meant | project.broken_figures
    document = number_document(document, translate, problems, meant)
    check_structure(project, read, problems)
    if not problems.errors:
        check_use(Use(project, read, document), partial(node_of, root), problems)
    draft = bool(problems.forgiven)
    return Composed(project, read, document, appearance, draft, protection)


def _on_cover(
    project: Project, year: Year, around: Surroundings, problems: Problems
) -> tuple[CoverLine, ...]:
    """The key figures of the cover, where the text does not place them."""
    if not around.key_figures or "keyfigures" not in project.profile.cover:
        return ()
    from reportgen.compose.key_figures import are_placed, cover_lines

    if are_placed(year.sections):
        return ()
    return cover_lines(around.key_figures, around.behind, around.wording, problems)


def _protected(root: Path, project: Project, year: Year, name: str) -> tuple[Year, Protection]:
    """The year as the edition called `name` has it, without what that keeps from its readers.

    Raises ReportError: unknown-edition, not-protectable, what is wrong in the figures or named
    wrongly by the edition.
    """
    from reportgen.compose.disclosure.declared import check_declared
    from reportgen.compose.disclosure.mentions import asked_in
    from reportgen.compose.disclosure.method import year_of
    from reportgen.compose.disclosure.protecting import (
        edition_called,
        protection_of,
        without_what_is_left_out,
    )
    from reportgen.storage.published import read_published

    edition = edition_called(project, name)
    problems = Problems()
    whole = without_what_is_left_out(year, edition)
    around = surroundings_of(root, project, whole, problems)
    check_declared(project, year, edition, around.behind.statistics_of)
    evaluator = Evaluator(replace(around.evaluator.scope, edition=name))
    printed = _carried_out(whole, replace(around, evaluator=evaluator), Problems())
    # A condition tells of what it asks, whichever way it goes.
    asked = "\n".join((*asked_in(whole.sections), *key_figures_asked(around)))
    protection = protection_of(
        project, printed, asked, name, around.behind.statistics_of, read_published(root)
    )
    problems.raise_errors()
    return year_of(whole, protection, project.language), protection


def key_figures_asked(around: Surroundings) -> Iterator[str]:
    """What key figures tell, of this year and of the one before."""
    for each in around.key_figures or ():
        yield each.expression
        yield from (f"year({year}): {each.expression}" for year in around.behind.years[-2:-1])


def _carried_out(year: Year, around: Surroundings, problems: Problems) -> Year:
    """The year with every statement of its sections carried out; most have none."""
    if not any(has_statements(section.blocks) for section in year.sections):
        return year
    from reportgen.compose.statements import without_statements

    sections = without_statements(year.sections, around.evaluator, problems)
    return replace(year, sections=sections)


def read_report(root: Path, year: int, problems: Problems) -> tuple[Project, Year]:
    """Read a project and one year; raises ReportError with all that is wrong in any file."""
    project, read = salvage_report(root, year, problems)
    problems.raise_errors()
    return project, read


def salvage_report(root: Path, year: int, problems: Problems) -> tuple[Project, Year]:
    """The same as far as it can be read, what is wrong noted; raises ReportError (unknown-year)."""
    project = read_project(root, problems)
    check_year(year, project.years)
    return project, read_year(root, year, project, problems)


def surroundings_of(
    root: Path,
    project: Project,
    year: Year,
    problems: Problems,
    hidden: Hidden | Rounding | None = None,
) -> Surroundings:
    """What the expressions of `year` refer to; other years are read when they are asked for.

    What is wrong in one of those is noted once. What is `hidden` in an edition is in none of them.
    """
    settings = project.settings
    translate = translator(project.language)
    evaluators = evaluators_of(root, project, year, problems, hidden)
    behind = YearsBehind(
        years=tuple(each for each in project.years if each <= year.year),
        statistics_of=lambda each: evaluators(each).scope.statistics,
        evaluator_of=evaluators,
    )
    return Surroundings(
        evaluator=evaluators(year.year),
        statistics=year.statistics,
        figures=project.figures,
        broken_figures=project.broken_figures,
        behind=behind,
        wording=Wording(
            project.language,
            translate,
            settings.caption,
            settings.region,
            year.year,
            hidden.in_year(year.year) if hidden else {},
        ),
        read_image=partial(read_image, root),
        key_figures=key_figures_of(project, year),
    )


def key_figures_of(project: Project, year: Year) -> tuple[KeyFigure, ...] | None:
    """The year's own key figures, else the project's; None where they can't be read."""
    damaged = year.settings.damaged if year.settings.keyfigures else project.settings.damaged
    if "keyfigures" in year.settings.damaged | damaged:
        return None
    return year.settings.keyfigures or project.settings.keyfigures


def evaluators_of(
    root: Path,
    project: Project,
    year: Year,
    problems: Problems | None = None,
    hidden: Hidden | Rounding | None = None,
) -> Callable[[int], Evaluator]:
    """A function that gives the evaluator of a year; each year's statistics are read once.

    What is wrong in another year is noted in `problems`; without these, that year raises
    ReportError each time.
    """
    report = report_fields(project, year)

    @cache
    def read_other(each: int) -> tuple[Statistics, ReportError | None]:
        found = Problems()
        statistics = salvage_year_statistics(root, each, project, found)
        if problems is not None:
            problems.found.extend(found.found)
        return statistics, ReportError(found.found) if found.found else None

    def statistics_of(each: int) -> Statistics:
        if each == year.year:
            return year.statistics
        if each not in project.years:
            raise unknown_year(each, project.years)
        statistics, error = read_other(each)
        if error is not None and problems is None:
            raise error
        return hidden.taken_out_of(statistics) if hidden else statistics

    @cache
    def evaluator_of(each: int) -> Evaluator:
        years = tuple(known for known in project.years if known <= each)
        statistics = statistics_of(each)
        scope = Scope(statistics, report, project.language, statistics_of, years)
        if hidden:
            scope = replace(scope, edition=hidden.edition, protected=hidden.in_year(each))
        return Evaluator(scope)

    return evaluator_of


def unknown_year(year: int, years: tuple[int, ...]) -> ExpressionError:
    """The error for a year that has no folder."""
    known = _("years there are: {known}", known=", ".join(str(each) for each in years))
    message = _("there is no year {year} in content", year=str(year))
    return ExpressionError("unknown-year", message, known)


def report_fields(project: Project, year: Year) -> dict[str, Value]:
    """What `report.` offers to expressions; what can't be read is damaged."""
    settings, shared = year.settings, project.settings
    fields: dict[str, Value] = {
        "year": YearNumber(year.year),
        "date": settings.date,
        "title": settings.title,
        "subtitle": settings.subtitle,
        "region": shared.region,
        "organisation": shared.organisation,
    }
    own = settings.damaged & {"date", "title", "subtitle"}
    return {**fields, **dict.fromkeys(own | shared.damaged & {"region", "organisation"}, DAMAGED)}
