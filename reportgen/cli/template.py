"""`reportgen template`: the Word template to start one's own from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, replace_file


def command() -> click.Command:
    """The command `template` with its options."""
    return Command(
        "template",
        about=_("Write the Word template that reports are made with, to start your own from."),
        callback=run,
        params=[
            click.Argument(
                ["file"], type=click.Path(path_type=Path, dir_okay=False), default="mall.docx"
            ),
            Option(
                ["--gallery"],
                is_flag=True,
                about=_("Write three designs to choose from: quiet, classical and bold."),
            ),
            Option(["--force"], is_flag=True, about=_("Overwrite the file if it is there.")),
        ],
    )


@reporting
def run(*, file: Path, gallery: bool, force: bool) -> None:
    """Write the template to `file`; raises ReportError (file-exists, cannot-write).

    The designs of the `gallery` are written beside it, each into a file of its own.
    """
    from reportgen.writers.word import default_template

    if file.suffix.lower() != ".docx":
        raise click.UsageError(say()(_("the name of the template ends in .docx")))
    made = dict(_designs(file.parent)) if gallery else {file: default_template()}
    for path in made:
        _refuse_existing(path, force=force)
    for path, content in made.items():
        _write(path, content)
    names = " / ".join(path.name for path in made)
    click.echo(say()(_("Name it in content/reportgen.yaml: template: {name}", name=names)))


def _designs(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The templates of all designs, by their files in `folder`."""
    from reportgen.compose.look import look_of
    from reportgen.writers.word.designs import DESIGNS
    from reportgen.writers.word.own_template import designed_template

    for design in DESIGNS:
        yield folder / design.file, designed_template(design, look_of((design.colour,)).look)


def _refuse_existing(file: Path, *, force: bool) -> None:
    if exists(file) and not force:
        message = _("{file} is there already", file=str(file))
        hint = _("choose another name, or overwrite it with --force")
        raise report_error("file-exists", None, message, hint)


def _write(file: Path, content: bytes) -> None:
    try:
        replace_file(file, content)
    except OSError as error:
        raise cannot_write(str(file), error) from None
    click.echo(say()(_("Wrote {file}.", file=str(file))))
