"""`reportgen format`: one sentence a line, so that git shows a changed sentence as one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError
from reportgen.readers.manifest import section_names
from reportgen.readers.paths import find_project, find_years, name_in
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import read_regular, rewrite_file


def command() -> click.Command:
    """The command `format` with its options."""
    return Command(
        "format",
        about=_(
            "Put the text into the form of one sentence a line, and bullets and rows pasted from "
            "Word and Excel into that of Markdown; nothing else is changed."
        ),
        callback=run,
        params=[
            click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path, readable=False)),
            Option(
                ["--check"],
                is_flag=True,
                about=_("Change nothing; the exit code is 1 where something would be changed."),
            ),
            Option(
                ["--to", "form"],
                type=click.Choice(["yaml", "md"]),
                about=_("Turn the sections into that form, without changing a word."),
            ),
            project_option(),
        ],
    )


@reporting
def run(
    *, files: tuple[Path, ...], check: bool, form: Literal["yaml", "md"] | None, project: Path
) -> None:
    """Format the named files, or every section of every year."""
    problems = Problems()
    root = _project_or_folder(project) if files else find_project(project)
    if form:
        from reportgen.cli.section_forms import turn

        turn(files or tuple(_sections(root, problems)), root, form, check=check, problems=problems)
        return
    changed: list[Path] = []
    pasted: list[Path] = []
    for path in files or tuple(_sections(root, problems)):
        with problems.collecting():
            what = _format(path, root, check=check)
            changed += [path] * (what != "nothing")
            pasted += [path] * (what == "pasted")
    translate = say()
    for path in changed:
        would = _("{file} would be changed.", file=str(path))
        click.echo(translate(would if check else _("Changed {file}.", file=str(path))))
    for path in pasted:
        told = _("In {file}, pasted bullets and rows are Markdown now.", file=str(path))
        would = _("In {file}, pasted bullets and rows would become Markdown.", file=str(path))
        click.echo(translate(would if check else told))
    problems.raise_errors()
    if not changed:
        click.echo(translate(_("Every sentence has a line of its own already.")))
    if check and changed:
        raise SystemExit(1)


def _project_or_folder(start: Path) -> Path:
    """The project around `start`; `start` itself where files lie outside every project."""
    try:
        return find_project(start)
    except ReportError:
        return start


def _sections(root: Path, problems: Problems) -> Iterator[Path]:
    """The files of all sections of all years."""
    for year in find_years(root):
        folder = f"content/{year}"
        for name in section_names(root, folder, problems):
            yield root / folder / name


def _format(path: Path, root: Path, *, check: bool) -> Literal["nothing", "lines", "pasted"]:
    """Format one file; what is or would be changed. Raises ReportError."""
    from reportgen.readers.source import read_source
    from reportgen.scaffold.reflow import reflow, with_markdown

    name = name_in(path, root)
    read_source(path, name)  # tells of a file that is missing, too large or no file at all
    content = read_regular(path)
    unpasted = with_markdown(content, name)
    formatted = reflow(unpasted, name)
    if formatted == content:
        return "nothing"
    if not check:
        try:
            rewrite_file(path, formatted)
        except OSError as error:
            raise cannot_write(name, error) from None
    return "lines" if unpasted == content else "pasted"
