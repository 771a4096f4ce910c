"""`reportgen build`: from a year's text files to its finished document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from reportgen.build.pipeline import BuildOptions, Built, build_year
from reportgen.cli.console import print_diagnostics, reporting, seconds_shown
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, output_option, project_option, year_argument
from reportgen.cli.steps import telling_steps
from reportgen.diagnostics import Diagnostic, Message, ReportError
from reportgen.diagnostics import Message as _
from reportgen.language.doing import Doing, to_nobody
from reportgen.readers.paths import choose_year, find_project, find_years
from reportgen.storage.formats import FORMATS
from reportgen.storage.outputs import format_named


def command() -> click.Command:
    """The command `build` with its options."""
    return Command(
        "build",
        about=_("Build the report of a year: the newest where none is named."),
        callback=run,
        params=[
            year_argument(),
            Option(["--all", "every"], is_flag=True, about=_("Build every year.")),
            output_option(),
            Option(
                ["--open", "show"], is_flag=True, about=_("Open the document when it is built.")
            ),
            Option(
                ["--force"],
                is_flag=True,
                about=_("Build though nothing changed; overwrite a document edited by hand."),
            ),
            Option(
                ["--draft"],
                is_flag=True,
                about=_("Build what is not finished: what is missing is marked in the document."),
            ),
            Option(
                ["--show-values"],
                is_flag=True,
                about=_("Build a review copy: computed values are marked and explained."),
            ),
            *_edition_options(),
            Option(
                ["--comments"],
                is_flag=True,
                about=_("Build a copy with the comments of reviewers in the margin."),
            ),
            Option(
                ["--clean"],
                is_flag=True,
                about=_("Build a copy to publish, which says nothing of the files it came from."),
            ),
            *(
                Option([f"--{each.name}"], is_flag=True, about=each.option)
                for each in FORMATS
                if each.option
            ),
            project_option(),
        ],
    )


def _edition_options() -> tuple[Option, ...]:
    """What is asked of editions for other readers."""
    return (
        Option(
            ["--edition"],
            metavar="NAME",
            default="",
            about=_("Build an edition that reportgen.yaml describes, such as the public's."),
        ),
        Option(
            ["--published"],
            is_flag=True,
            about=_("Note that the edition is made public: later ones reckon with it."),
        ),
    )


@reporting
def run(
    *,
    year: int | None,
    every: bool,
    output: Path | None,
    show: bool,
    force: bool,
    draft: bool,
    show_values: bool,
    edition: str,
    comments: bool,
    published: bool,
    clean: bool,
    project: Path,
    **asked: bool,
) -> None:
    """Build one year or all, say what was made, open it on request.

    `asked` says of each format by its name whether it was asked for.
    """
    root = find_project(project)
    if every and year is not None:
        raise click.UsageError(say()(_("name a year or write --all, not both")))
    newest = choose_year(root, year)
    chosen = find_years(root) if every else (newest,)
    place = output.absolute() if output else None
    named = format_named(output) if output else None
    formats = tuple(name for name in asked if asked[name] or (named and name == named.name))
    if published and not edition:
        raise click.UsageError(say()(_("--published needs --edition")))
    if comments and edition:
        raise click.UsageError(say()(_("an edition has no comments: leave out --comments")))
    # What nothing has changed of is built again, to be noted.
    force = force or published
    if clean and (show_values or comments):
        message = _("--clean makes a copy to publish: leave out --show-values and --comments")
        raise click.UsageError(say()(message))
    options = BuildOptions(
        place, force, draft, show_values, comments, formats, edition, published, clean
    )
    if every and named:
        raise click.UsageError(say()(_("--all needs a folder after -o, not a file")))
    built = _build(root, chosen, options)
    if show and built:
        last = built[-1]
        best = next((last.made[name] for name in formats if name in last.made), last.target)
        click.launch(str(best))


def _build(root: Path, years: tuple[int, ...], options: BuildOptions) -> list[Built]:
    """Build `years`, several at the same time, and tell of each as it is finished."""
    made: list[Built] = []
    problems: list[Diagnostic] = []
    for outcome in _outcomes(root, years, options):
        if isinstance(outcome, tuple):
            problems += outcome
        else:
            tell_built(outcome, root)
            problems += outcome.errors
            made.append(outcome)
    if problems:
        raise ReportError(problems)
    return made


def _outcomes(
    root: Path, years: tuple[int, ...], options: BuildOptions
) -> Iterable[Built | tuple[Diagnostic, ...]]:
    """What was built of each year, or what is wrong with it.

    From the third year on in several processes, which then pays.
    """
    if len(years) < 3:
        for year in years:
            with telling_steps() as doing:
                outcome = _attempt(root, options, doing, year)
            yield outcome
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_attempt, root, options, to_nobody), years)


def _attempt(
    root: Path, options: BuildOptions, doing: Doing, year: int
) -> Built | tuple[Diagnostic, ...]:
    # An exception with arguments of its own does not survive the way between processes.
    try:
        return build_year(root, year, options, doing)
    except ReportError as problem:
        return problem.diagnostics


def tell_built(built: Built, root: Path) -> None:
    """Say what was made of one year."""
    translate = say()
    print_diagnostics(built.warnings, root)
    place = _place(built)
    if built.unchanged:
        click.echo(translate(_("Nothing changed since {file} was built.", file=place)))
        return
    seconds = seconds_shown(built.seconds)
    click.echo(translate(_("Built {file} in {seconds} s.", file=place, seconds=seconds)))
    parts = _parts(built.summary)
    if built.pages_by:
        parts.append(_("page numbers from {program}", program=built.pages_by))
    click.echo("  " + ", ".join(translate(part) for part in parts))


def _place(built: Built) -> str | Message:
    """The documents: the first by its place, those beside it by their names."""
    first, *beside = built.made.values()
    names = [_shown(first), *(each.name for each in beside)]
    if not beside:
        return names[0]
    return _("{files} and {last}", files=", ".join(names[:-1]), last=names[-1])


def _parts(summary: dict[str, int]) -> list[Message]:
    """What a document holds, in words."""
    return [
        _("{count} section", "{count} sections", count=summary["sections"]),
        _("{count} table", "{count} tables", count=summary["tables"]),
        _("{count} figure", "{count} figures", count=summary["figures"]),
        _("{count} chart drawn", "{count} charts drawn", count=summary["drawn"]),
    ]


def _shown(path: Path) -> str:
    """A path as it is shortest to read: from the current folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
