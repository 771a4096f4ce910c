"""`reportgen watch`: builds the Word document again whenever something is saved."""

from __future__ import annotations

import gc
import traceback
from pathlib import Path

import click

from reportgen.build.pipeline import BuildOptions, Built, build_year
from reportgen.cli.build import tell_built
from reportgen.cli.console import print_diagnostics, reporting, same_errors
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, output_option, project_option, year_argument
from reportgen.cli.steps import telling_steps
from reportgen.diagnostics import Diagnostic, ReportError
from reportgen.diagnostics import Message as _
from reportgen.office.warm import WarmOffice
from reportgen.readers.paths import choose_year, find_project
from reportgen.storage.outputs import owner_files
from reportgen.storage.watching import AGAIN_S, Watcher


def command() -> click.Command:
    """The command `watch` with its options."""
    return Command(
        "watch",
        about=_("Build the Word document, and again whenever something is saved."),
        callback=run,
        params=[
            year_argument(),
            output_option(),
            Option(
                ["--draft"],
                is_flag=True,
                about=_("Build what is not finished: what is missing is marked in the document."),
            ),
            project_option(),
        ],
    )


@reporting
def run(*, year: int | None, output: Path | None, draft: bool, project: Path) -> None:
    """Build one year until Ctrl-C."""
    gc.enable()
    root = find_project(project)
    chosen = choose_year(root, year)
    options = BuildOptions(output.absolute() if output else None, draft=draft)
    click.secho(say()(_("Watching {year}. End it with Ctrl-C.", year=str(chosen))), bold=True)
    office = WarmOffice()
    try:
        _follow(root, chosen, options, office)
    except KeyboardInterrupt:
        click.echo("\n" + say()(_("The watch has ended.")))
    finally:
        office.close()


def _follow(root: Path, year: int, options: BuildOptions, office: WarmOffice) -> None:
    """Build, wait until something is saved or the document is closed in Word, build again.

    As long as there are errors it is tried again, saved or not: a lock may be gone, a picture
    may be there where nobody looks.
    """
    watcher = Watcher(root)
    built: Built | None = None
    problems: tuple[Diagnostic, ...] = ()
    changed: tuple[str, ...] = ()
    while True:
        first, before = built is None, problems
        built, problems = _attempt(root, year, options)
        # After the first build: it would only compete with a start.
        office.start()
        if built:
            watcher.watch_beside((*built.sources, *owner_files(built.place)))
        if built and (first or not built.unchanged):
            print_diagnostics(built.errors, root)
            tell_built(built, root)
        if problems and problems == before and changed:
            click.echo(same_errors(changed))
        elif problems != before and problems:
            print_diagnostics(problems, root)
            stays = _("The document stays as it was.")
            click.secho(say()(stays), fg="red", err=True)
        changed = watcher.wait(AGAIN_S if problems else None)


def _attempt(
    root: Path, year: int, options: BuildOptions
) -> tuple[Built | None, tuple[Diagnostic, ...]]:
    """What was built, or else what was wrong."""
    try:
        with telling_steps() as doing:
            return build_year(root, year, options, doing), ()
    except ReportError as problem:
        return None, problem.diagnostics
    except Exception as bug:  # noqa: BLE001 - what goes on for a day does not end by it
        traceback.print_exception(bug)
        return None, ()
