"""`reportgen portable`: a folder to unzip for computers without Python."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import __version__
from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.scaffold.portable import MOST_LETTERS, Packed, Wanted, pack

_NAME = "reportgen-windows.zip"


def command() -> click.Command:
    """The command `portable` with its options."""
    path = click.Path(path_type=Path, readable=False)
    return Command(
        "portable",
        about=_("Put together a folder for Windows computers without Python: unzip, double-click."),
        callback=run,
        params=[
            click.Argument(["python"], type=path),
            click.Argument(["wheel"], type=path),
            Option(
                ["--constraint", "constraints"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar=say()(_("FILE")),
                about=_("The exact versions of the libraries, as pip reads them."),
            ),
            Option(
                ["-o", "--output"],
                type=click.Path(dir_okay=False, path_type=Path),
                default=_NAME,
                metavar=say()(_("PATH")),
                about=_("Write to this file."),
            ),
        ],
    )


@reporting
def run(*, python: Path, wheel: Path, constraints: Path | None, output: Path) -> None:
    """Pack what python.org's zip PYTHON and reportgen's WHEEL need; say what is to be checked."""
    translate = say()

    def tell(step: Message) -> None:
        click.echo(translate(step), err=True)

    packed = pack(Wanted(python, wheel, constraints, __version__), output, tell)
    size = round(packed.size / 1_000_000)
    said = (
        _(
            "Made {file}, {size} MB, with Python {version}.",
            file=str(output),
            size=str(size),
            version=packed.python,
        ),
        _("In it: {libraries}.", libraries=", ".join(packed.libraries)),
        _("Compare with python.org: SHA-256 of its zip {digest}", digest=packed.digest),
        _(
            "Its longest path has {count} letter; all of it, with the folder, may have {most}.",
            "Its longest path has {count} letters; all of it, with the folder, may have {most}.",
            count=packed.longest,
            most=str(MOST_LETTERS),
        ),
        *_needs_of(packed),
        _("It was not started here: unzip it on a computer with Windows and open Rapport.cmd."),
    )
    for each in said:
        click.echo(translate(each))


def _needs_of(packed: Packed) -> tuple[Message, ...]:
    """What is said of libraries that need a part of Windows which may not be there."""
    if not packed.bare:
        return ()
    need = _(
        "Where Windows has no “Visual C++ Redistributable”, which Office brings, these can't be"
        " loaded: {libraries}.",
        libraries=", ".join(packed.bare),
    )
    return (need,)
