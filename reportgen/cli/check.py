"""`reportgen check`: finds in a year what its writers would be ashamed of, before others do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from reportgen import __version__
from reportgen.checks.engine import Checked, check_year, find_rules, unknown_rule
from reportgen.cli.console import reporting
from reportgen.cli.language import say
from reportgen.cli.listing import Listing, list_by_file, list_by_rule
from reportgen.cli.program import Command, Option, project_option, year_argument
from reportgen.cli.steps import telling_steps
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.readers.paths import choose_year, find_project

FORMATS = ("text", "json", "github", "sarif")
# A correction can make room for the next one; more rounds than these there are none of.
_ROUNDS = 5


def command() -> click.Command:
    """The command `check` with its options."""
    code = say()(_("CODE"))
    return Command(
        "check",
        about=_("Look for errors in the report of a year: the newest where none is named."),
        callback=run,
        params=[
            year_argument(),
            Option(["--select"], multiple=True, metavar=code, about=_("Only this rule.")),
            Option(["--ignore"], multiple=True, metavar=code, about=_("Not this rule.")),
            Option(["--strict"], is_flag=True, about=_("Warnings count as errors.")),
            Option(
                ["--format", "form"],
                type=click.Choice(FORMATS),
                default="text",
                about=_("For a person, or for a program."),
            ),
            Option(["--fix"], is_flag=True, about=_("Correct what has one right answer.")),
            Option(["--diff"], is_flag=True, about=_("Show what --fix changes.")),
            Option(["--by-file"], is_flag=True, about=_("File by file, not worst first.")),
            Option(
                ["--explain"],
                metavar=code,
                about=_("Say what a rule is for, with examples; 'all' lists the rules."),
            ),
            project_option(),
        ],
    )


@reporting
def run(
    *,
    year: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    form: str,
    fix: bool,
    diff: bool,
    by_file: bool,
    explain: str | None,
    project: Path,
) -> None:
    """Check one year; the exit code is 1 on errors, with --strict on warnings."""
    if explain is not None:
        _explain(explain)
        return
    root = find_project(project)
    chosen = choose_year(root, year)
    codes, ignored = _codes(select), _codes(ignore)
    with telling_steps(quiet=form != "text") as doing:
        doing(_("Reading and checking the report"))
        checked = check_year(root, chosen, codes, ignored)
    if fix or diff:
        checked = _correct(root, chosen, checked, (codes, ignored), fix=fix, diff=diff)
    if form == "text":
        _print_text(Listing(root, chosen, checked.reported, codes), by_file=by_file)
    else:
        _print(checked, form)
    severities = {each.diagnostic.severity for each in checked.reported}
    if Severity.ERROR in severities or (strict and Severity.WARNING in severities):
        raise SystemExit(1)


def _codes(written: Iterable[str]) -> tuple[str, ...]:
    """The codes of an option that is given several times, or once with commas."""
    return tuple(code.strip() for each in written for code in each.split(",") if code.strip())


def _explain(code: str) -> None:
    from reportgen.checks.handbook import explain_rule, list_rules

    if code == "all":
        click.echo(list_rules(say()), nl=False)
    elif code in find_rules():
        click.echo(explain_rule(find_rules()[code], say()), nl=False)
    else:
        raise unknown_rule(code)


def _correct(
    root: Path,
    year: int,
    checked: Checked,
    codes: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    fix: bool,
    diff: bool,
) -> Checked:
    """Show and do the corrections, and check again until there is none left to do."""
    from reportgen.checks.fixes import doable, fixed_files, show_diff
    from reportgen.storage.rewriting import rewrite_all

    done = 0
    every: dict[str, tuple[bytes, bytes]] = {}
    for _round in range(_ROUNDS):
        fixes = doable(each.fix for each in checked.reported if each.fix)
        changed = fixed_files(root, fixes)
        for file, (before, after) in changed.items():
            every[file] = every.get(file, (before, after))[0], after
        if not changed or not fix:
            break
        rewrite_all(root, changed)
        done += len(fixes)
        checked = check_year(root, year, *codes)
    if diff:
        click.echo(show_diff(dict(sorted(every.items()))), nl=False)
    if done:
        text = _("{count} place corrected.", "{count} places corrected.", count=done)
        click.echo(say()(text), err=True)
    return checked


def _print_text(listing: Listing, *, by_file: bool) -> None:
    """The findings as a person reads them, counted."""
    if not listing.reported:
        click.secho(say()(_("Nothing found.")), fg="green")
        return
    for line in (list_by_file if by_file else list_by_rule)(listing):
        click.echo(line)


def _print(checked: Checked, form: str) -> None:
    """The findings as a program reads them."""
    from reportgen.writers import findings

    told = [
        findings.Told(each.diagnostic, (each.fix.span, each.fix.replacement) if each.fix else None)
        for each in checked.reported
    ]
    if form == "json":
        click.echo(findings.findings_as_json(told, say(), _measured(checked)), nl=False)
    elif form == "github":
        click.echo(findings.findings_as_annotations(told, say()), nl=False)
    else:
        abouts = {code: say()(rule.about) for code, rule in find_rules().items()}
        click.echo(findings.findings_as_sarif(told, abouts, __version__, say()), nl=False)


def _measured(checked: Checked) -> list[dict[str, object]]:
    """How hard each section is to read."""
    from reportgen.checks.readability import measure_sections

    if checked.subject is None:
        return []
    return [
        {
            "file": each.section.span.file,
            "words": each.words,
            "sentences": each.sentences,
            "lix": each.lix,
        }
        for each in measure_sections(checked.subject)
    ]
