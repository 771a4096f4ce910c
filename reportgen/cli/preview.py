"""`reportgen preview`: the report in the browser, as it is being written."""

from __future__ import annotations

import gc
import traceback
from pathlib import Path

import click

from reportgen.cli.console import print_diagnostics, reporting, same_errors, seconds_shown
from reportgen.cli.language import language_of, say
from reportgen.cli.program import Command, Option, project_option, year_argument
from reportgen.diagnostics import Diagnostic, ReportError
from reportgen.diagnostics import Message as _
from reportgen.preview import Choice, Edition, Host, private_address
from reportgen.readers.paths import choose_year, find_project, printable
from reportgen.readers.user import read_user_settings, user_settings_file

_PORT = 8022


def command() -> click.Command:
    """The command `preview` with its options."""
    return Command(
        "preview",
        about=_("Show the report in the browser, and what is saved as soon as it is saved."),
        callback=run,
        params=[
            year_argument(),
            port_option(),
            Option(["--no-open", "hidden"], is_flag=True, about=_("Don't open the browser.")),
            project_option(),
        ],
    )


def port_option() -> click.Option:
    """The option of what serves."""
    return Option(
        ["--port"],
        type=click.IntRange(0, 65535),
        default=_PORT,
        metavar=say()(_("NUMBER")),
        about=_("The port to serve at; where it is taken, another one."),
    )


@reporting
def run(*, year: int | None, port: int, hidden: bool, project: Path) -> None:
    """Serve one year until Ctrl-C."""
    gc.enable()
    root = find_project(project)
    chosen = choose_year(root, year)
    host = make_host(root)
    host.choose(Choice(str(root), chosen))
    try:
        with host.serving(port) as address:
            about = _("Preview of {year}: {address}", year=str(chosen), address=address)
            click.secho(say()(about), bold=True)
            click.echo(say()(_("End it with Ctrl-C.")))
            with private_address(address, root / "output") as to_open:
                follow_all(host, "" if hidden else to_open)
    except KeyboardInterrupt:
        click.echo("\n" + say()(_("The preview has ended.")))


def make_host(root: Path) -> Host:
    """What serves; of wrong settings of the user's it is told first."""
    settings_file = user_settings_file()
    try:
        read_user_settings(settings_file)
    except ReportError as problem:
        print_diagnostics(problem.diagnostics, root)
    return Host(settings_file, language_of, traceback.print_exception)


def follow_all(host: Host, to_open: str) -> None:
    """Tell of each edition of what is shown; open the browser when there is one to see."""
    for preview in host.previews():
        last = Edition()
        for edition in preview.editions():
            if to_open:
                click.launch(to_open)
                to_open = ""
            _tell(edition, last, preview.root)
            last = edition


def _tell(edition: Edition, last: Edition, root: Path) -> None:
    """Say what is new: errors as they come and go; a page when its findings are known."""
    translate = say()
    if edition.errors and edition.errors == last.errors:
        click.echo(same_errors(edition.changed))
    elif edition.errors:
        print_diagnostics([each.diagnostic for each in edition.errors], root)
        stays = _("The page stays as it was.")
        click.secho(translate(stays), fg="red", err=True)
    elif edition.findings is None:
        if last.errors:
            click.secho(translate(_("No errors any more.")), fg="green")
    else:
        unread = _unread_files(edition)
        print_diagnostics([each for each in unread if _name_of(each) in edition.changed], root)
        names = [each for each in edition.changed if each not in set(map(_name_of, unread))]
        if edition.changed and not names:
            return
        told = printable(", ".join(names)) or translate(_("The report"))
        seconds = seconds_shown(edition.seconds, 2)
        shown = _("{files}: shown after {seconds} s", files=told, seconds=seconds)
        found = _("{count} finding", "{count} findings", count=len(edition.findings))
        click.echo(translate(_("{one}, {other}.", one=shown, other=found)))


def _unread_files(edition: Edition) -> list[Diagnostic]:
    """What is said of files that nothing reads: the page does not show them."""
    found = (each.diagnostic for each in edition.findings or ())
    return [each for each in found if each.code == "unread-file"]


def _name_of(diagnostic: Diagnostic) -> str:
    """The name of the file that it is about, without its folder."""
    return diagnostic.span.file.rpartition("/")[2] if diagnostic.span else ""
