"""`reportgen new`: a new year, begun from an old one."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Message as _
from reportgen.readers.paths import find_project
from reportgen.scaffold import make_year


def command() -> click.Command:
    """The command `new` with its options."""
    return Command(
        "new",
        about=_("Begin a new year: last year's text to go through, its figures to fill in."),
        callback=run,
        params=[
            click.Argument(["year"], type=click.IntRange(1900, 2099)),
            Option(
                ["--from", "source"],
                type=click.IntRange(1900, 2099),
                metavar=say()(_("YEAR")),
                about=_("The year to begin from; left out, the newest."),
            ),
            project_option(),
        ],
    )


@reporting
def run(*, year: int, source: int | None, project: Path) -> None:
    """Make the year, and say what comes next."""
    root = find_project(project)
    old, files = make_year(root, year, source)
    translate = say()
    made = _(
        "Made content/{year} from content/{old}: {count} file.",
        "Made content/{year} from content/{old}: {count} files.",
        year=str(year),
        old=str(old),
        count=len(files),
    )
    click.echo(translate(made))
    click.echo(translate(_("What to do next:")))
    steps = (
        _("write the report's date in content/{year}/report.yaml", year=str(year)),
        _("fill in the figures in content/{year}/statistics.yaml", year=str(year)),
        _("go through each section, then delete its line 'reviewed: false'"),
        _("see the report while you write it: reportgen preview {year}", year=str(year)),
    )
    for number, step in enumerate(steps, start=1):
        click.echo(f"  {number}. {translate(step)}")
