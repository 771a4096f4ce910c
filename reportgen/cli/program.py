"""The program `reportgen`: its commands, each in a module that is loaded when it is asked for."""

from __future__ import annotations

import importlib
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from reportgen import __version__
from reportgen.cli.language import say
from reportgen.diagnostics import Message, did_you_mean
from reportgen.diagnostics import Message as _

COMMANDS = (
    "start",
    "build",
    "preview",
    "watch",
    "check",
    "count",
    "values",
    "diff",
    "review",
    "new",
    "init",
    "import",
    "template",
    "format",
    "text",
    "git-setup",
    "schema",
    "shortcut",
    "portable",
)


class Command(click.Command):
    """A command whose help is a message, said in the project's language."""

    def __init__(self, name: str, *, about: Message, **options: Any) -> None:
        options.setdefault("options_metavar", say()(_("[OPTIONS]")))
        super().__init__(name, help=say()(about), **options)

    def get_short_help_str(self, limit: int = 45) -> str:
        """All of the help, in the list of commands too: it is a sentence, and no half one."""
        del limit
        return self.help or ""


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, names: list[str], *, about: Message, **options: Any) -> None:
        super().__init__(names, help=say()(about), **options)


class Program(click.Group):
    """Loads a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        module = importlib.import_module(f"reportgen.cli.{name}")
        command: click.Command = module.command()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; for a name that none has, the one that is meant."""
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(say()(_no_command(args[0])), ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the program is for, in the project's language."""
        del ctx
        about = _("Build an annual report from text files and figures.")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say()(about))


def _no_command(name: str) -> Message:
    """What is said of a command that is not there."""
    hint = did_you_mean(name, COMMANDS) or _("there are: {names}", names=", ".join(COMMANDS))
    if name.isdecimal():
        hint = _("did you mean '{name}'?", name=f"build {name}")
    return _("there is no command '{name}': {hint}", name=name, hint=hint)


def project_option() -> click.Option:
    """The option that every command has."""
    return Option(
        ["--project"],
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        metavar=say()(_("FOLDER")),
        about=_("The project's folder; left out, the one around the current folder."),
    )


def output_option() -> click.Option:
    """Where a command that builds documents puts them."""
    return Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path),
        metavar=say()(_("PATH")),
        about=_("Write to this file or folder in place of output/YEAR."),
    )


def year_argument() -> click.Argument:
    """The year that a command is about; the newest where none is named."""
    return click.Argument(
        ["year"], type=click.IntRange(1900, 2099), required=False, metavar=say()(_("[YEAR]"))
    )


def make_program() -> Program:
    """The program, its help in the language that was chosen."""
    program = Program(
        "reportgen",
        options_metavar=say()(_("[OPTIONS]")),
        subcommand_metavar=say()(_("COMMAND …")),
    )
    return click.version_option(__version__, prog_name="reportgen")(program)
