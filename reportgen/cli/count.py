"""`reportgen count`: the year's figures out of registers and sheets, into statistics.yaml."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from reportgen.cli.console import print_diagnostics, reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option, year_argument
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, did_you_mean, report_error
from reportgen.model.project import Project
from reportgen.model.registers import Copying, Counting
from reportgen.readers.counting.entries import StatisticsFile, read_entries
from reportgen.readers.counting.results import Result
from reportgen.readers.counting.sources import Registers, own_key, register_path
from reportgen.readers.counting.tables import Counted, count_entries, registers_of
from reportgen.readers.paths import choose_year, find_project
from reportgen.readers.project import read_project, read_year_statistics
from reportgen.readers.user import (
    keep_register,
    read_user_settings,
    user_folder,
    user_settings_file,
)
from reportgen.scaffold.counted import with_results
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import read_regular, rewrite_file

_YES = ("j", "ja", "y", "yes")


def command() -> click.Command:
    """The command `count` with its options."""
    return Command(
        "count",
        about=_("Count the year's figures out of registers, and write them into statistics.yaml."),
        callback=run,
        params=[
            year_argument(),
            Option(
                ["--register"],
                multiple=True,
                metavar=say()(_("NAME=FILE")),
                about=_("Where the file of a register lies; kept nowhere."),
            ),
            Option(
                ["--check"],
                is_flag=True,
                about=_("Change nothing; the exit code is 1 where something would be changed."),
            ),
            Option(
                ["--from", "sheet"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar=say()(_("FILE")),
                about=_("Take the numbers out of a workbook that 'values --format xlsx' has made."),
            ),
            project_option(),
        ],
    )


@reporting
def run(
    *,
    year: int | None,
    register: tuple[str, ...],
    check: bool,
    sheet: Path | None,
    project: Path,
) -> None:
    """Count, say what changes, and write it."""
    root = find_project(project)
    chosen = choose_year(root, year)
    problems = Problems()
    settings = read_project(root, problems)
    problems.raise_errors()
    file = read_entries(root, chosen)
    if sheet is None:
        counted = _counted(root, settings, chosen, file, register, problems)
    else:
        from reportgen.readers.counting.returning import read_returned

        counted = Counted(read_returned(sheet, file, problems), ())
    print_diagnostics(problems.warnings, root)
    problems.raise_errors()
    content = with_results(file, counted.results)
    _tell(counted, file, check=check)
    if not check and content != file.content:
        _write(root, file, content)
        read_year_statistics(root, chosen, settings.profile, settings.language)
    if check and any(result.changes for result in counted.results):
        raise SystemExit(1)


def _counted(
    root: Path,
    project: Project,
    year: int,
    file: StatisticsFile,
    options: Iterable[str],
    problems: Problems,
) -> Counted:
    """Count what says how it is counted; raises ReportError where nothing does."""
    if not any(isinstance(e.counted, Counting | Copying) for e in file.entries.values()):
        message = _("no table in {file} says what it is counted from", file=file.name)
        hint = _("write for example 'counted: {{register: arenden, by: Nationalitet}}' in it")
        raise report_error("nothing-to-count", None, message, hint)
    declared = project.settings.registers
    given = dict(_option(each, tuple(declared)) for each in options)
    named = [name for name in registers_of(file.entries) if name in declared]
    registers = Registers(_paths(named, given, year), own_key(user_folder()))
    return count_entries(root, project, year, file.entries, registers, problems)


def _paths(named: Iterable[str], given: Mapping[str, str], year: int) -> Mapping[str, Path]:
    """The file of each register: by the option, by the settings, or by asking."""
    settings = read_user_settings(user_settings_file()).registers
    paths: dict[str, Path] = {}
    for name in named:
        if name in given:
            paths[name] = Path(given[name])
        elif name in settings:
            paths[name] = register_path(settings[name], year)
        elif at_terminal():
            paths[name] = register_path(_asked(name), year)
        else:
            message = _("it is not known where the register '{name}' lies", name=name)
            file = str(user_settings_file())
            hint = _("write it with --register {name}=FILE, or in {file}", name=name, file=file)
            raise report_error("unknown-register", None, message, hint)
    return paths


def at_terminal() -> bool:
    """Whether a person is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _option(written: str, declared: tuple[str, ...]) -> tuple[str, str]:
    """A name and a file; raises ReportError (unknown-register)."""
    name, equals, file = written.partition("=")
    if not equals and len(declared) == 1:
        return declared[0], written
    if name not in declared or not file:
        message = _("'{text}' names no register and its file", text=written)
        hint = None if name in declared else did_you_mean(name, declared)
        raise report_error(
            "unknown-register", None, message, hint or _("write --register NAME=FILE")
        )
    return name, file


def _asked(name: str) -> str:
    """The file that the user names at the terminal, kept for the next time where that is wished."""
    translate = say()
    question = _("Where is the file of the register '{name}'? Drag it here", name=name)
    written = str(click.prompt(translate(question))).strip().strip("'\"")
    path = str(register_path(written, 0).absolute()) if "{year}" not in written else written
    file = user_settings_file()
    wish = _("Remember it in {file}? (yes/no)", file=str(file))
    if str(click.prompt(translate(wish))).strip().casefold() in _YES:
        keep_register(file, name, path)
    return path


def _tell(counted: Counted, file: StatisticsFile, *, check: bool) -> None:
    """What was counted, table by table, and each number that changes."""
    translate = say()
    for note in counted.notes:
        click.secho(translate(note), fg="yellow")
    for result in counted.results:
        click.echo(translate(_summary(result)))
        for label, old, new in result.changes:
            was = "" if old is None else f"{old} → "
            click.echo(f"  {label}: {was}{new}")
    if not any(result.changes for result in counted.results):
        click.secho(translate(_("All numbers are as they were.")), fg="green")
    elif check:
        click.echo(translate(_("{file} would be changed.", file=file.name)))


def _summary(result: Result) -> _:
    changes = len(result.changes)
    if result.origin is None:
        return _(
            "{name}: {count} number changes",
            "{name}: {count} numbers change",
            name=result.name,
            count=changes,
        )
    return _(
        "{name}: counted from {rows} rows, {count} number changes",
        "{name}: counted from {rows} rows, {count} numbers change",
        name=result.name,
        rows=result.origin.rows,
        count=changes,
    )


def _write(root: Path, file: StatisticsFile, content: bytes) -> None:
    try:
        if read_regular(root / file.name) != file.content:
            message = _("{file} was changed meanwhile", file=file.name)
            raise report_error("cannot-write", None, message, _("count again"))
        rewrite_file(root / file.name, content)
    except OSError as error:
        raise cannot_write(file.name, error) from None
    click.echo(say()(_("Wrote {file}.", file=file.name)))
