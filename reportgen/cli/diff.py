"""`reportgen diff`: the changes from one report to another, in words and in figures."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from reportgen.cli.console import print_diagnostics, reporting
from reportgen.cli.diff_word import as_word_file, is_word_file, of_word_file
from reportgen.cli.language import language, say
from reportgen.cli.program import Command, Option, project_option
from reportgen.compare import Comparison, compare_documents
from reportgen.compose.drafts import FORGIVEN
from reportgen.compose.year import Composed, compose
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, did_you_mean, report_error
from reportgen.model import Picture
from reportgen.readers.paths import check_year, find_project, find_years
from reportgen.storage.causes import cannot_write
from reportgen.storage.git_revisions import Side, parse_side, problems_of, project_at

if TYPE_CHECKING:
    from reportgen.writers.telling import Style, Telling

FORMATS = ("terminal", "html", "docx", "markdown", "json")


def command() -> click.Command:
    """The command `diff` with its options."""
    year = say()(_("YEAR[@REVISION]"))
    return Command(
        "diff",
        about=_(
            "Compare two years, or a year with the one before it: what was changed in the text,"
            " what in the figures."
        ),
        callback=run,
        params=[
            click.Argument(["sides"], nargs=-1, metavar=f"[{year}] [{year}]"),
            Option(
                ["--format", "form"],
                type=click.Choice(FORMATS),
                default="terminal",
                about=_("To read here, as a Word document with tracked changes, or for others."),
            ),
            Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar=say()(_("PATH")),
                about=_("Write to this file."),
            ),
            Option(
                ["--only"],
                type=click.Choice(("prose", "statistics")),
                about=_("Only the text, or only the figures."),
            ),
            Option(["--section"], metavar="ID", about=_("Only this section.")),
            Option(["--stat"], is_flag=True, about=_("A line for each section.")),
            Option(
                ["--exit-code"], is_flag=True, about=_("End with exit code 1 where they differ.")
            ),
            project_option(),
        ],
    )


class _Shown(Struct, frozen=True):
    """What of a comparison is shown."""

    prose: bool
    statistics: bool


@reporting
def run(
    *,
    sides: tuple[str, ...],
    form: str,
    output: Path | None,
    only: str | None,
    section: str | None,
    stat: bool,
    exit_code: bool,
    project: Path,
) -> None:
    """Compare and tell of it; exit code 1 only where asked for and where there is a difference."""
    root = find_project(project)
    in_word = any(map(is_word_file, sides))
    older, newer = _word_sides(root, sides) if in_word else _sides(root, sides)
    figures = only != "prose" and section is None and not in_word
    shown = _Shown(only != "statistics", figures)
    with ExitStack() as open_projects:
        if in_word:
            old, new = (_as_word(open_projects, root, each) for each in (older, newer))
        else:
            old = _compose(open_projects, root, older)
            new = _compose(open_projects, root, newer)
        comparison = _chosen(_compare(old[1], new[1]), shown, section)
        if form in ("docx", "html"):
            target = output or _target(root, older, newer, form)
            telling = _telling(older, newer, "plain")
            write = _write_docx if form == "docx" else _write_html
            write(target, old, new, comparison, telling, shown)
        else:
            _tell(comparison, form, output, older, newer, shown, stat=stat)
    if exit_code and comparison.differs:
        raise SystemExit(1)


def _word_sides(root: Path, written: tuple[str, ...]) -> tuple[Side, Side]:
    """The two sides where one is a Word file, which stands as the revision of its year."""
    if len(written) > 2:
        raise click.UsageError(say()(_("two years can be compared, not more")))
    years = find_years(root)
    sides = [
        Side(_year_of(each, years), each) if is_word_file(each) else parse_side(each)
        for each in written
    ]
    if len(sides) == 1:
        sides.insert(0, Side(sides[0].year))
    return sides[0], sides[1]


def _year_of(file: str, years: Sequence[int]) -> int:
    """The year that a Word file is of; the newest where it does not say."""
    from reportgen.readers.word.reading import read_word_document

    year = read_word_document(Path(file)).sent.year
    check_year(year or max(years, default=0), tuple(years))
    return year or max(years)


def _as_word(open_projects: ExitStack, root: Path, side: Side) -> tuple[Path, Composed]:
    """One side of a comparison with a Word file."""
    if side.revision is None or not is_word_file(side.revision):
        folder, composed = _compose(open_projects, root, side)
        return folder, as_word_file(folder, composed)
    folder, composed = _compose(open_projects, root, Side(side.year))
    return folder, of_word_file(Path(side.revision), composed)


def _sides(root: Path, written: tuple[str, ...]) -> tuple[Side, Side]:
    """The two sides; one that is left out is the year before the other."""
    if len(written) > 2:
        raise click.UsageError(say()(_("two years can be compared, not more")))
    chosen = [parse_side(each) for each in written]
    years = find_years(root)
    if not chosen:
        check_year(max(years, default=0), years)
        chosen = [Side(max(years))]
    if len(chosen) == 1:
        only = chosen[0]
        earlier = [year for year in years if year < only.year]
        if only.revision is None:
            check_year(only.year, years)
        if not earlier:
            message = _("there is no year before {year} to compare with", year=str(only.year))
            hint = _("name both: reportgen diff 2021 2022")
            raise report_error("unknown-year", None, message, hint)
        chosen.insert(0, Side(earlier[-1], only.revision))
    return chosen[0], chosen[1]


def _compose(open_projects: ExitStack, root: Path, side: Side) -> tuple[Path, Composed]:
    """One side's folder and its report; what a draft forgives is forgiven here too."""
    folder = open_projects.enter_context(project_at(root, side.revision))
    problems = Problems(FORGIVEN)
    with problems_of(side.revision):
        composed = compose(folder, side.year, problems)
    unfinished = any(each.code in FORGIVEN for each in problems.found)
    return folder, replace(composed, draft=unfinished)


def _compare(old: Composed, new: Composed) -> Comparison:
    return compare_documents(old.document, new.document, old.year.statistics, new.year.statistics)


def _chosen(comparison: Comparison, shown: _Shown, section: str | None) -> Comparison:
    """The comparison as far as it is asked for; raises ReportError (unknown-section)."""
    if not shown.prose:
        document = replace(comparison.document, sections=())
        comparison = replace(comparison, document=document, sections=())
    if not shown.statistics:
        comparison = replace(comparison, statistics=())
    if section is not None or not shown.prose:
        document = replace(comparison.document, cover=(), signature=(), signature_changes=())
        comparison = replace(comparison, document=document)
    if section is None:
        return comparison
    ids = [each.id for each in comparison.sections]
    if section not in ids:
        message = _("neither year has a section '{id}'", id=section)
        hint = did_you_mean(section, ids) or _("sections there are: {ids}", ids=", ".join(ids))
        raise report_error("unknown-section", None, message, hint)
    kept = [index for index, each in enumerate(ids) if each == section]
    document = replace(
        comparison.document,
        sections=tuple(comparison.document.sections[index] for index in kept),
    )
    sections = tuple(comparison.sections[index] for index in kept)
    return replace(comparison, document=document, sections=sections)


def _telling(older: Side, newer: Side, style: Style) -> Telling:
    from reportgen.writers.telling import Telling

    return Telling(str(older), str(newer), say(), language(), style)


def _tell(
    comparison: Comparison,
    form: str,
    output: Path | None,
    older: Side,
    newer: Side,
    shown: _Shown,
    *,
    stat: bool,
) -> None:
    from reportgen.writers.comparison import write_comparison, write_summary
    from reportgen.writers.comparison_json import comparison_as_json

    coloured = output is None and sys.stdout.isatty()
    style: Style = "markdown" if form == "markdown" else "terminal" if coloured else "plain"
    telling = _telling(older, newer, style)
    prose, statistics = shown.prose, shown.statistics
    if form == "json":
        text = comparison_as_json(
            comparison, str(older), str(newer), prose=prose, statistics=statistics
        )
    elif stat:
        text = write_summary(comparison, telling)
    else:
        text = write_comparison(comparison, telling, prose=prose, statistics=statistics)
    if output is None:
        click.echo(text, nl=False)
    else:
        _save(output, text.encode())


def _target(root: Path, older: Side, newer: Side, form: str) -> Path:
    """Where a comparison goes that is not told where; a revision's name may hold anything."""
    names = [
        "-".join(filter(None, (str(side.year), _plain(side.revision or ""))))
        for side in (older, newer)
    ]
    return root / "output" / str(newer.year) / f"jamforelse-{names[0]}-{names[1]}.{form}"


def _plain(revision: str) -> str:
    return "".join(each if each.isalnum() and each.isascii() else "-" for each in revision)


def _write_docx(
    target: Path,
    old: tuple[Path, Composed],
    new: tuple[Path, Composed],
    comparison: Comparison,
    telling: Telling,
    shown: _Shown,
) -> None:
    """The redline: the new report's style, its author and its day, the figures in front."""
    from reportgen.build.formats import Printable, docx
    from reportgen.writers.comparison_section import comparison_section
    from reportgen.writers.telling import with_sides

    problems = Problems()
    pictures = _pictures(old, new, problems)
    document = with_sides(comparison.document, telling)
    if shown.statistics:
        front = comparison_section(comparison, telling)
        document = replace(document, sections=(front, *document.sections))
    folder, composed = new
    merged = replace(composed, document=document)
    content = docx.make(Printable(folder, merged, pictures), problems, all_as_pictures=True)
    _put(target, content, folder, problems)


def _write_html(
    target: Path,
    old: tuple[Path, Composed],
    new: tuple[Path, Composed],
    comparison: Comparison,
    telling: Telling,
    _shown: _Shown,
) -> None:
    """The comparison as a page of its own, in the look of the new report."""
    from reportgen.build.formats.html import make_comparison

    problems = Problems()
    pictures = _pictures(old, new, problems, on_screen=True)
    content = make_comparison(new[1], comparison, telling, pictures, problems)
    _put(target, content, new[0], problems)


def _pictures(
    old: tuple[Path, Composed],
    new: tuple[Path, Composed],
    problems: Problems,
    *,
    on_screen: bool = False,
) -> dict[str, Picture]:
    """The pictures of both reports, under the ids that the comparison has them by.

    Those for a screen have a narrow version.
    """
    from reportgen.build.figures import draw_figures, with_narrow_charts
    from reportgen.compare.documents import redline_pictures

    sides = []
    for side in (old, new):
        pictures, _drawn = draw_figures(*side, problems, all_as_pictures=True)
        sides.append(with_narrow_charts(*side, pictures) if on_screen else pictures)
    return redline_pictures(*sides)


def _put(target: Path, content: bytes, folder: Path, problems: Problems) -> None:
    _save(target, content)
    print_diagnostics(problems.warnings, folder)
    click.echo(say()(_("Wrote {file}.", file=str(target))), err=True)


def _save(output: Path, content: bytes) -> None:
    from reportgen.storage.files import replace_file

    try:
        replace_file(output, content)
    except OSError as error:
        raise cannot_write(str(output), error) from None
