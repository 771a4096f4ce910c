"""`reportgen review`: what came back from Word, told change by change and put into the sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from reportgen.cli.console import print_diagnostics, reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Diagnostic, Problems, Severity, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.paths import find_project

if TYPE_CHECKING:
    from reportgen.scaffold.review.reading import Returned, Reviewed
    from reportgen.scaffold.review.verdicts import Entry, Wanted


def command() -> click.Command:
    """The command `review` with its options."""
    name = say()(_("NAME"))
    return Command(
        "review",
        about=_(
            "List the changes and comments of a report that came back from Word, and put them"
            " into the text files."
        ),
        callback=run,
        params=[
            click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path, readable=False)),
            Option(["--apply"], is_flag=True, about=_("Write into the text files what can be.")),
            Option(["--pick"], is_flag=True, about=_("Ask of each change before it is written.")),
            Option(["--only"], multiple=True, metavar="ID", about=_("Only what --json calls so.")),
            Option(["--by"], multiple=True, metavar=name, about=_("Only this person's changes.")),
            Option(
                ["--numbers"],
                is_flag=True,
                about=_("Put numbers into statistics.yaml too, if it adds up then."),
            ),
            Option(
                ["--year"],
                type=click.IntRange(1900, 2099),
                about=_("The year of a file that does not say it."),
            ),
            Option(["--json", "as_json"], is_flag=True, about=_("For a program to read.")),
            Option(["--restore"], metavar=name, about=_("Put back what a review has changed.")),
            project_option(),
        ],
    )


class _Asked(Struct, frozen=True):
    """What is asked for: whether to write, whom to ask, whose changes."""

    apply: bool
    pick: bool
    by: tuple[str, ...]
    only: tuple[str, ...]


@reporting
def run(
    *,
    files: tuple[Path, ...],
    apply: bool,
    pick: bool,
    by: tuple[str, ...],
    only: tuple[str, ...],
    numbers: bool,
    year: int | None,
    as_json: bool,
    restore: str | None,
    project: Path,
) -> None:
    """List or write; exit code 1 where something is in conflict or not understood."""
    root = find_project(project)
    if restore is not None:
        _restore(root, restore)
        return
    if not files:
        raise click.UsageError(say()(_("name the Word file that came back")))
    from reportgen.scaffold.review.choosing import check_ids, write
    from reportgen.scaffold.review.reading import read_returned, review, year_of

    returned = [read_returned(each) for each in files]
    chosen = year_of(returned, year)
    asked = _Asked(apply, pick, by, only)
    reviewed = review(root, chosen, returned, _wanted(asked), numbers=numbers)
    check_ids(reviewed, only)
    if pick:
        from reportgen.cli.review_questions import ask

        picked = ask(reviewed)
        reviewed = review(root, chosen, returned, lambda each: each.id in picked, numbers=numbers)
    kept = write(root, reviewed).kept if apply or pick else None
    broken = _errors_now(root, chosen) if kept else ()
    told = _Told(reviewed, returned, kept, broken, apply or pick)
    _tell(root, told, as_json=as_json)
    if any(each.list in ("conflict", "not-understood") for each in reviewed.every):
        raise SystemExit(1)


def _wanted(asked: _Asked) -> Wanted:
    """What is taken: all, or what has one of the ids and was made by one of the persons."""
    names, ids = {each.casefold() for each in asked.by}, frozenset(asked.only)

    def wanted(each: Entry) -> bool:
        return (not names or each.author.casefold() in names) and (not ids or each.id in ids)

    return wanted


class _Told(Struct, frozen=True):
    """What is told: `kept` names what the files were, None where nothing was to be written.

    `broken` is what stops a build of what was written.
    """

    reviewed: Reviewed
    returned: Sequence[Returned]
    kept: str | None
    broken: tuple[Diagnostic, ...]
    applied: bool


def _errors_now(root: Path, year: int) -> tuple[Diagnostic, ...]:
    """What stops a build of the sources as they are now: a reviewer may type anything."""
    from reportgen.checks.engine import check_for_build
    from reportgen.compose.drafts import FORGIVEN
    from reportgen.compose.year import compose_what_is_there

    problems = Problems(FORGIVEN)
    composed = compose_what_is_there(root, year, problems)
    found = (*check_for_build(root, composed, problems.found),)
    return tuple(each for each in found if each.severity is Severity.ERROR)


def _tell(root: Path, told: _Told, *, as_json: bool) -> None:
    from reportgen.cli.review_account import account_parts, keep_account
    from reportgen.scaffold.review.telling import as_object

    page = keep_account(root, told.reviewed, told.returned) if told.applied else ""
    if as_json:
        import msgspec

        found = as_object(told.reviewed, say(), applied=told.applied)
        found["problems"] = [f"{say()(each.message)} ({each.code})" for each in told.broken]
        click.echo(msgspec.json.encode(found).decode())
        return
    for heading, lines in account_parts(told.reviewed, told.returned, applied=told.applied):
        click.secho(heading, bold=True)
        for line in lines:
            click.echo(line)
    if page:
        click.echo(say()(_("All of this is in {file} too.", file=page)))
    if told.broken:
        click.secho(say()(_("The report can't be built as it is now:")), bold=True)
        print_diagnostics(told.broken, root)
    if told.kept:
        click.echo(say()(_("To undo it: reportgen review --restore {name}", name=told.kept)))


def _restore(root: Path, name: str) -> None:
    """Put back the files as they were before a review was written."""
    from reportgen.storage.files import exists
    from reportgen.storage.rewriting import files_before, restored

    files = files_before(root, name)
    if files is None:
        message = _("nothing is kept under '{name}'", name=name)
        hint = _("the command that goes back was printed when the review was written")
        raise report_error("unknown-review", None, message, hint)
    for file in restored(root, files):
        told = _("Wrote {file}.", file=file)
        if not exists(root / file):
            told = _("Took {file} away again.", file=file)
        click.echo(say()(told))
