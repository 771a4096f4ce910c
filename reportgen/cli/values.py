"""`reportgen values`: what expressions can say, and the statistics for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from reportgen.cli.console import print_diagnostics, reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option, year_argument
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.language.messages import translator
from reportgen.model.registers import Tallying
from reportgen.model.statistics import Statistics
from reportgen.readers.paths import choose_year, find_project
from reportgen.storage.causes import cannot_write

FORMATS = ("text", "csv", "xlsx", "json")


def command() -> click.Command:
    """The command `values` with its options."""
    return Command(
        "values",
        about=_("List the values that prose can use, or export the statistics."),
        callback=run,
        params=[
            year_argument(),
            Option(
                ["--format", "form"],
                type=click.Choice(FORMATS),
                default="text",
                about=_("A list to read, or the statistics for a spreadsheet or a program."),
            ),
            Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar=say()(_("PATH")),
                about=_("Write to this file."),
            ),
            project_option(),
        ],
    )


@reporting
def run(*, year: int | None, form: str, output: Path | None, project: Path) -> None:
    """List or export the statistics of one year."""
    root = find_project(project)
    chosen = choose_year(root, year)
    if form == "text":
        text = "\n".join(_lines(root, chosen)) + "\n"
        content = text.encode()
    else:
        content = _export(root, chosen, form)
    if output is None and form == "xlsx":
        output = root / "output" / str(chosen) / f"statistik-{chosen}.xlsx"
    if output is None:
        _print(content, form)
    else:
        _save(output, content)


def _print(content: bytes, form: str) -> None:
    """To the terminal as text; into a pipe byte for byte."""
    if form == "text" or sys.stdout.isatty():
        click.echo(content.decode("utf-8-sig"), nl=False)
    else:
        sys.stdout.buffer.write(content)


def _save(output: Path, content: bytes) -> None:
    from reportgen.storage.files import replace_file

    try:
        replace_file(output, content)
    except OSError as error:
        hint = _("close it if it is open, or build to another place with -o")
        raise cannot_write(str(output), error, hint) from None
    click.echo(say()(_("Wrote {file}.", file=str(output))))


def _export(root: Path, year: int, form: str) -> bytes:
    """The year's counts in another program's format."""
    from reportgen.expressions.inventory import records_of
    from reportgen.readers.profile import read_profile
    from reportgen.readers.project import read_settings, read_year_statistics
    from reportgen.writers.exports import write_csv, write_json

    settings = read_settings(root)
    profile = read_profile(settings.profile, root, settings.place("profile"))
    statistics = read_year_statistics(root, year, profile, settings.language)
    if form == "xlsx":
        return _workbook(root, statistics, settings.language)
    records = records_of(statistics)
    if form == "csv":
        return write_csv(records)
    return write_json(records)


def _workbook(root: Path, statistics: Statistics, language: str) -> bytes:
    """A sheet a table, in the project's language; `count --from` takes its numbers back.

    What is counted from a list is not among them: it is changed there.
    """
    from reportgen.readers.counting.entries import read_entries
    from reportgen.writers.workbook_of_tables import write_workbook

    entries = read_entries(root, statistics.year).entries
    own = {name for name, entry in entries.items() if isinstance(entry.counted, Tallying)}
    statistics = replace(
        statistics,
        tables={name: each for name, each in statistics.tables.items() if name not in own},
        values={name: each for name, each in statistics.values.items() if name not in own},
    )
    totals = [name for name, entry in entries.items() if "total" in entry.keys]
    translate = translator(language)
    title = translate(_("Statistics {year}", year=str(statistics.year)))
    return write_workbook(statistics, totals, title, translate)


def _lines(root: Path, year: int) -> Iterator[str]:
    """The list: a group's title, then expression, value and share in columns."""
    from reportgen.compose.year import evaluators_of, read_report
    from reportgen.expressions.inventory import list_values

    problems = Problems()
    project, read = read_report(root, year, problems)
    print_diagnostics(problems.warnings, root)
    translate = say()
    evaluator = evaluators_of(root, project, read)(year)
    unknown = translate(_("not available"))
    groups = list_values(
        evaluator, translate(_("Single numbers")), translate(_("About the report"))
    )
    width = max((len(o.expression) for g in groups for o in g.offers), default=0)
    middle = max((len(o.text or unknown) for g in groups for o in g.offers if o.share), default=0)
    for group in groups:
        yield click.style(group.title, bold=True)
        for offer in group.offers:
            text = offer.text or unknown
            share = f"{text:>{middle}}  {offer.share}" if offer.share else text
            yield f"  {offer.expression:<{width}}  {share}"
        yield ""
