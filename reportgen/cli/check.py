"""`reportgen check`: finds in a year what its writers would be ashamed of, before others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from reportgen import __version__
from reportgen.checks.engine import Checked, Reported, check_year, find_rules, unknown_rule
from reportgen.cli.console import rendered, reporting
from reportgen.cli.language import say
from reportgen.cli.program import Command, Option, project_option, year_argument
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, counts_in_words
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
    checked = check_year(root, chosen, codes, ignored)
    if fix or diff:
        checked = _correct(root, chosen, checked, (codes, ignored), fix=fix, diff=diff)
    _print(checked, form, root)
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
    from reportgen.checks.fixes import fixed_files, show_diff, write_fixed

    done = 0
    for _round in range(_ROUNDS):
        fixes = [each.fix for each in checked.reported if each.fix]
        changed = fixed_files(root, fixes)
        if diff:
            click.echo(show_diff(changed), nl=False)
        if not changed or not fix:
            break
        write_fixed(root, changed)
        done += len(fixes)
        checked = check_year(root, year, *codes)
    if done:
        text = _("{count} place corrected.", "{count} places corrected.", count=done)
        click.echo(say()(text), err=True)
    return checked


def _print(checked: Checked, form: str, root: Path) -> None:
    """The findings on standard output, counted where a person reads them."""
    from reportgen.writers import findings

    reported = checked.reported
    told = [
        findings.Told(each.diagnostic, (each.fix.span, each.fix.replacement) if each.fix else None)
        for each in reported
    ]
    if form == "json":
        click.echo(findings.findings_as_json(told, say(), _measured(checked)), nl=False)
    elif form == "github":
        click.echo(findings.findings_as_annotations(told, say()), nl=False)
    elif form == "sarif":
        abouts = {code: say()(rule.about) for code, rule in find_rules().items()}
        click.echo(findings.findings_as_sarif(told, abouts, __version__, say()), nl=False)
    else:
        _print_text(reported, root)


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


def _print_text(reported: tuple[Reported, ...], root: Path) -> None:
    file = None
    for each in reported:
        own = each.diagnostic.span.file if each.diagnostic.span else ""
        if file not in (None, own):
            click.echo("")
        file = own
        click.echo(rendered(each.diagnostic, root))
    translate = say()
    if not reported:
        click.secho(translate(_("Nothing found.")), fg="green")
        return
    parts = counts_in_words(each.diagnostic for each in reported)
    click.echo("")
    click.secho(", ".join(translate(part) for part in parts), bold=True)
    by_code = Counter(each.diagnostic.code for each in reported)
    for code, count in sorted(by_code.items(), key=lambda each: (-each[1], each[0])):
        click.echo(f"  {count:>4}  {code}")
    fixable = sum(each.fix is not None for each in reported)
    if fixable:
        text = _(
            "{count} can be corrected with --fix.",
            "{count} can be corrected with --fix.",
            count=fixable,
        )
        click.echo(translate(text))
