"""`reportgen start`: the desk in the browser, for those who never see a terminal."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from reportgen.cli.console import print_diagnostics, reporting
from reportgen.cli.language import say
from reportgen.cli.preview import follow_all, make_host, port_option
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError
from reportgen.preview import Choice, Host, private_address
from reportgen.preview.routes import DESK, START
from reportgen.readers.paths import find_project
from reportgen.storage.files import is_folder


def command() -> click.Command:
    """The command `start` with its options."""
    return Command(
        "start",
        about=_(
            "Open the report's overview in the browser, or, outside of a project, a page to begin"
            " at: write, check, build and review without this window."
        ),
        callback=run,
        params=[
            port_option(),
            Option(["--no-open", "hidden"], is_flag=True, about=_("Don't open the browser.")),
            project_option(),
        ],
    )


@reporting
def run(*, port: int, hidden: bool, project: Path) -> None:
    """Serve what is chosen on the page, until it is ended there or by Ctrl-C."""
    gc.enable()
    host = make_host(project)
    root = _chosen(host, project)
    documents = Path.home() / "Documents"
    folder = root / "output" if root else documents
    try:
        with host.serving(port, DESK if root else START) as address:
            click.secho(say()(_("The report is open in the browser: {address}", address=address)))
            click.echo(say()(_("Close this window when you have finished.")))
            with private_address(address, folder if is_folder(folder) else documents) as to_open:
                if not hidden:
                    click.launch(to_open)
                follow_all(host, "")
    except KeyboardInterrupt:
        click.echo("\n" + say()(_("The preview has ended.")))


def _chosen(host: Host, project: Path) -> Path | None:
    """The project around `project`, which is shown; None: there is none that can be."""
    try:
        root = find_project(project)
    except ReportError:
        return None
    try:
        host.choose(Choice(str(root)))
    except ReportError as problem:
        print_diagnostics(problem.diagnostics, root)
        return None
    return root
