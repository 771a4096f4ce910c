"""`reportgen format --to`: sections of Markdown become YAML, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from reportgen.cli.language import say
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, report_error
from reportgen.readers.manifest import SECTION_ENDINGS, YAML_ENDINGS, is_section
from reportgen.readers.paths import name_in
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, read_regular, replace_file

Form = Literal["yaml", "md"]


def turn(files: Iterable[Path], root: Path, form: Form, *, check: bool, problems: Problems) -> None:
    """Turn those of the sections in `files` that have the other form; raises ReportError.

    With `check` nothing is written, and the exit code is 1 where something would be.
    """
    turned = 0
    translate = say()
    for path in files:
        with problems.collecting():
            target = _turned(path, root, form, check=check)
            if target:
                would = _("{file} would become {target}.", file=str(path), target=target.name)
                told = _("{file} is {target} now.", file=str(path), target=target.name)
                click.echo(translate(would if check else told))
                turned += 1
    problems.raise_errors()
    if not turned:
        click.echo(translate(_("Every section has that form already.")))
    if check and turned:
        raise SystemExit(1)


def _turned(path: Path, root: Path, form: Form, *, check: bool) -> Path | None:
    """The file that takes the place of `path`; None where that has the form, or is no section."""
    from reportgen.readers.source import read_source
    from reportgen.scaffold.section_forms import as_markdown, as_yaml

    name = name_in(path, root)
    endings = SECTION_ENDINGS if form == "yaml" else YAML_ENDINGS
    if not (path.name.casefold().endswith(endings) and is_section(path.name)):
        return None
    target = path.with_suffix(f".{form}")
    read_source(path, name)  # tells of a file that is missing, too large or no file at all
    make = as_yaml if form == "yaml" else as_markdown
    made = make(read_regular(path), name, f"{name.rpartition('.')[0]}.{form}")
    if exists(target):
        message = _("'{file}' is there already", file=target.name)
        hint = _("two files would be the same section: delete or rename one of them")
        raise report_error("file-exists", Span.of_file(name), message, hint)
    if not check:
        try:
            _put_in_place(path, target, made)
        except OSError as error:
            raise cannot_write(name, error) from None
    return target


def _put_in_place(path: Path, target: Path, content: bytes) -> None:
    """Write `target` and remove `path`, or leave all as it was; raises OSError."""
    replace_file(target, content)
    try:
        path.unlink()
    except OSError:
        target.unlink()
        raise
