"""`reportgen text`: what a Word file or a year's statistics say, as lines of text."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError
from reportgen.storage.files import first_bytes, is_regular, read_regular


def command() -> click.Command:
    """The command `text` with its options."""
    return Command(
        "text",
        about=_("Print the text of a Word file, or statistics with table and row on each line."),
        callback=run,
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path, readable=False)),
            Option(
                ["--textconv"],
                is_flag=True,
                about=_("As git wants it: UTF-8, and no error for a file that can't be read."),
            ),
        ],
    )


@reporting
def run(*, file: Path, textconv: bool) -> None:
    """Print the text of one file; its first bytes say what kind it is."""
    try:
        lines = read_text(file)
    except ReportError as problem:
        # An error would end the whole of `git diff`, because of one old damaged file.
        if not textconv:
            raise
        lines = tuple(f"[{say()(each.message)}]" for each in problem.diagnostics)
    text = "".join(f"{line}\n" for line in lines)
    if textconv or not sys.stdout.isatty():
        sys.stdout.buffer.write(text.encode())
    else:
        click.echo(text, nl=False)


def read_text(path: Path) -> tuple[str, ...]:
    """The lines of a .docx or of a YAML file; raises ReportError."""
    if _is_package(path):
        from reportgen.readers.word.text import read_word_text

        return read_word_text(path)
    if path.suffix.lower() in (".docx", ".dotx", ".docm") and is_regular(path):
        from reportgen.readers.word.package import no_word_file

        with suppress(OSError):  # what can't be read is told as that
            raise no_word_file(path.name, read_regular(path))
    from reportgen.readers.source import read_source
    from reportgen.readers.statistics.lines import statistics_lines

    return statistics_lines(read_source(path, path.name))


def _is_package(path: Path) -> bool:
    """Whether the file begins as a zip does; git hands on copies under names of its own."""
    try:
        return is_regular(path) and first_bytes(path, 2) == b"PK"
    except OSError:
        return False
