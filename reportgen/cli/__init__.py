"""The commands: options in, one call, messages out, exit code. The only room that prints."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from io import FileIO, TextIOWrapper
from pathlib import Path

import click

from reportgen.cli.language import say, speak
from reportgen.cli.program import make_program
from reportgen.diagnostics import Message as _

_NO_ROOM = (ENOSPC, EDQUOT)


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 problems found, 2 wrong usage."""
    _fill_streams()
    for stream in (sys.stdout, sys.stderr):
        # A Swedish Windows console is cp850 or cp1252: print what it can, never crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # A command is over before a cycle is worth looking for: 5 % of a build. What serves for
    # hours turns it on again.
    gc.disable()
    _leave(1 if _is_nowhere() else _exit_code())


def _fill_streams() -> None:
    """Let what is printed go nowhere where there is no such stream.

    The next file that is opened would take its number, and get what is printed.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, TextIOWrapper(FileIO(os.devnull, mode), encoding="utf-8"))


def _is_nowhere() -> bool:
    """Whether the folder that the user is in is gone, which is told."""
    with suppress(OSError):
        Path.cwd()
        return False
    message = _("the folder that you are in does not exist any more: go to another")
    click.echo(say()(message), err=True)
    return True


def _exit_code() -> int:
    """Run the program; an exception that is no exit is a bug and shows its traceback."""
    try:
        arguments = sys.argv[1:] or _without_arguments()
        speak(arguments)
        make_program()(arguments, prog_name="reportgen")
    except SystemExit as leaving:
        if isinstance(leaving.code, str):
            raise
        return leaving.code or 0
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _tell_of_no_room()
        return 1
    except MemoryError:
        click.echo(say()(_("this computer has too little memory for the report")), err=True)
        return 1
    return 0


def _without_arguments() -> list[str]:
    """What is meant by the name alone: where a person is watching, to begin."""
    return ["start"] if sys.stdin.isatty() and sys.stdout.isatty() else []


def _tell_of_no_room() -> None:
    """Say that the disk is full where what is printed goes to a file on it."""
    with suppress(OSError):
        click.echo(say()(_("there is no room on the disk for what is printed")), err=True)


def _leave(code: int) -> None:
    """End at once: taking the interpreter apart, module by module, is 8 % of a build."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        if error.errno in _NO_ROOM:
            _tell_of_no_room()
        # Otherwise the reader of a pipe is gone.
        code = code or 1
    os._exit(code)
