"""`reportgen schema`: JSON Schemas of the YAML files, for editors that complete and underline."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean, report_error
from reportgen.readers.schemas import SCHEMA_NAMES, schema_of
from reportgen.storage.causes import cannot_write


def command() -> click.Command:
    """The command `schema` with its options."""
    return Command(
        "schema",
        about=_("Print the JSON Schema of a kind of YAML file, or write all of them to a folder."),
        callback=run,
        params=[
            click.Argument(["name"], required=False),
            Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, file_okay=False),
                metavar=say()(_("PATH")),
                about=_("Write every schema to this folder."),
            ),
        ],
    )


@reporting
def run(*, name: str | None, output: Path | None) -> None:
    """Print one schema, list their names, or write them all."""
    if output is not None:
        for each in (name,) if name else SCHEMA_NAMES:
            _save(output / f"{each}.schema.json", each)
    elif name is not None:
        click.echo(_text(name), nl=False)
    else:
        click.echo("\n".join(SCHEMA_NAMES))


def _text(name: str) -> str:
    """A schema as JSON; raises ReportError (unknown-schema)."""
    if name not in SCHEMA_NAMES:
        message = _("there is no schema '{name}'", name=name)
        known = _("schemas: {known}", known=", ".join(SCHEMA_NAMES))
        hint = did_you_mean(name, SCHEMA_NAMES) or known
        raise report_error("unknown-schema", None, message, hint)
    return json.dumps(schema_of(name, say()), ensure_ascii=False, indent=2) + "\n"


def _save(path: Path, name: str) -> None:
    from reportgen.storage.files import replace_file

    content = _text(name).encode()
    try:
        replace_file(path, content)
    except OSError as error:
        raise cannot_write(str(path), error) from None
    click.echo(say()(_("Wrote {file}.", file=str(path))))
