"""`reportgen shortcut`: a starter on the desktop."""

from __future__ import annotations

import re
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError
from reportgen.readers.paths import find_project
from reportgen.scaffold.starters import put_starter

# What no file name may hold on Windows.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def command() -> click.Command:
    """The command `shortcut` with its options."""
    return Command(
        "shortcut",
        about=_("Put a starter on the desktop: a double click opens the report in the browser."),
        callback=run,
        params=[
            Option(
                ["--to", "folder"],
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                metavar=say()(_("FOLDER")),
                about=_("Put it into this folder in place of the desktop."),
            ),
            project_option(),
        ],
    )


@reporting
def run(*, folder: Path | None, project: Path) -> None:
    """Put a starter for the project around here, or for what was opened last; say where it is."""
    try:
        root: Path | None = find_project(project)
    except ReportError:
        root = None
    title = say()(_("Annual report"))
    name = f"{title} – {_FORBIDDEN.sub('-', root.name)}" if root and root.name else title
    file = put_starter(name, root, folder)
    click.echo(say()(_("Made {file}. Double-click it to open the report.", file=str(file))))
