"""`reportgen init`: a project for a region that has none."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.scaffold import NAMED_COLOURS, NewProject, make_project
from reportgen.writers.word.designs import DESIGNS

_DEFAULT_PROFILE = "jamstalldhetsmyndigheten"


def command() -> click.Command:
    """The command `init` with its options."""
    return Command(
        "init",
        about=_("Begin a project for a region: files to fill in, which build as a draft at once."),
        callback=run,
        params=[
            click.Argument(["folder"], type=click.Path(file_okay=False, path_type=Path)),
            Option(["--region"], about=_("The region, as reports name it: region Nord.")),
            Option(["--organisation"], about=_("The organisation that sends the report.")),
            Option(
                ["--year"],
                type=click.IntRange(1900, 2099),
                about=_("The year that the first report is about."),
            ),
            Option(
                ["--profile"],
                default=_DEFAULT_PROFILE,
                show_default=True,
                about=_("The reporting structure: a shipped one, or a YAML file in the folder."),
            ),
            Option(
                ["--design"],
                type=click.Choice([each.name for each in DESIGNS]),
                default=None,
                about=_(
                    "The look of the report, as `template --gallery` shows them; else our own."
                ),
            ),
            Option(
                ["--colour"],
                default=None,
                about=_(
                    "The colour of headings and charts: {names}, or six digits (#7A1F3D).",
                    names=", ".join(NAMED_COLOURS),
                ),
            ),
        ],
    )


@reporting
def run(
    *,
    folder: Path,
    region: str | None,
    organisation: str | None,
    year: int | None,
    profile: str,
    design: str | None,
    colour: str | None,
) -> None:
    """Ask what is not said, write the files, and say what comes next."""
    wanted = NewProject(
        region=region or _ask("--region", _("Region, as reports name it, such as 'region Nord'")),
        organisation=organisation or _ask("--organisation", _("Organisation")),
        year=year if year is not None else _ask_year(),
        profile=profile,
        design=design or "",
        colour=_ask_colour() if colour is None and not design else colour or "",
    )
    files = make_project(folder, wanted)
    translate = say()
    made = _(
        "Made a project in {folder}: {count} file.",
        "Made a project in {folder}: {count} files.",
        folder=str(folder),
        count=len(files),
    )
    click.echo(translate(made))
    click.echo(translate(_("What to do next:")))
    content = folder / "content"
    steps = (
        _("look through the settings in {file}", file=str(content / "reportgen.yaml")),
        _(
            "see that the region reads well in captions, which end so: …, {region} {year}",
            region=wanted.region,
            year=str(wanted.year),
        ),
        _("fill in figures and text in {folder}", folder=str(content / str(wanted.year))),
        _("see the report while you write it: reportgen preview")
        if folder.resolve() == Path.cwd()
        else _("go to the folder and see the report while you write it: reportgen preview"),
    )
    for number, step in enumerate(steps, start=1):
        click.echo(f"  {number}. {translate(step)}")


def _ask_year() -> int:
    return int(_ask("--year", _("Year that the report is about"), _last_year()))


def _ask_colour() -> str:
    """The colour, where there is somebody to be asked."""
    if not sys.stdin.isatty():
        return ""
    names = ", ".join(NAMED_COLOURS)
    question = _("Colour: {names}, or six digits such as #7A1F3D", names=names)
    return str(click.prompt(say()(question), default=next(iter(NAMED_COLOURS))))


def _ask(option: str, question: Message, default: int | None = None) -> str:
    """The answer to `question`; where no one can be asked, `option` is needed."""
    if not sys.stdin.isatty():
        raise click.UsageError(say()(_("{option} is needed here", option=option)))
    kind = click.STRING if default is None else click.IntRange(1900, 2099)
    return str(click.prompt(say()(question), default=default, type=kind))


def _last_year() -> int:
    """A report is written in the year after the one that it is about."""
    return time.localtime().tm_year - 1
