"""`reportgen git-setup`: `git diff` shows the text of Word files, and statistics by their rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.readers.paths import find_project
from reportgen.scaffold.git_setup import (
    ATTRIBUTES,
    GitChange,
    apply_change,
    plan_setup,
    plan_undo,
    text_command,
)


def command() -> click.Command:
    """The command `git-setup` with its options."""
    return Command(
        "git-setup",
        about=_("Make git diff show the text of Word files, and statistics row by row."),
        callback=run,
        params=[
            Option(["--undo"], is_flag=True, about=_("Take back exactly what this command did.")),
            Option(["--yes"], is_flag=True, about=_("Do it without asking.")),
            project_option(),
        ],
    )


@reporting
def run(*, undo: bool, yes: bool, project: Path) -> None:
    """Say what will be done, ask, and do it."""
    root = find_project(project)
    change = plan_undo(root) if undo else plan_setup(root, text_command())
    translate = say()
    if change.empty:
        nothing = _("There is nothing to undo.") if undo else _("All is set up already.")
        click.echo(translate(nothing))
        return
    for line in _told(change, undo=undo):
        click.echo(translate(line) if isinstance(line, Message) else line)
    if not yes and not _confirmed():
        click.echo(translate(_("Nothing was changed.")))
        return
    apply_change(change)
    click.echo(
        translate(_("Done.") if undo else _("Done. 'reportgen git-setup --undo' undoes it."))
    )


def _told(change: GitChange, *, undo: bool) -> Iterator[Message | str]:
    """What will be done, line by line."""
    if change.lines:
        file = str(change.root / ATTRIBUTES)
        added = _("These lines are added to {file}:", file=file)
        removed = _("These lines are removed from {file}:", file=file)
        yield removed if undo else added
        yield from (f"  {line}" for line in change.lines)
    if change.settings:
        made = _("These settings are made in this repository's git config:")
        unmade = _("These settings are removed from this repository's git config:")
        yield unmade if undo else made
        for key, value in change.settings.items():
            yield f"  {key}" if value is None else f"  {key} = {value}"


def _confirmed() -> bool:
    """Whether the user agrees; where no one can be asked, --yes is needed."""
    if not sys.stdin.isatty():
        raise click.UsageError(say()(_("write --yes where no one can be asked")))
    return click.confirm(say()(_("Go on?")))
