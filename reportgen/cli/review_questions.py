"""Asks of each change whether it is to be taken: yes, no, all of a person, all of a section."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import click

from reportgen.cli.language import say
from reportgen.diagnostics import Message as _
from reportgen.scaffold.review.edits import Change
from reportgen.scaffold.review.reading import Reviewed
from reportgen.scaffold.review.verdicts import Authored


def ask(reviewed: Reviewed) -> AbstractSet[Change]:
    """The changes that were said yes to; asked on the terminal, and no more after q."""
    picked: set[Change] = set()
    authors: set[str] = set()
    files: set[str] = set()
    for verdict in reviewed.verdicts:
        each = verdict.authored
        if verdict.list != "taken":
            continue
        file = each.change.span.file if each.change.span else ""
        answer = "y" if each.author in authors or file in files else _answer(each)
        if answer == "q":
            break
        if answer in "ypf":
            picked.add(each.change)
        if answer == "p":
            authors.add(each.author)
        if answer == "f":
            files.add(file)
    return picked


def _answer(each: Authored) -> str:
    change = each.change
    place = f"{change.span.file}:{change.span.line}" if change.span else ""
    click.echo(f"{place}  {each.author}")
    for sign, text in (("-", change.before), ("+", change.after)):
        if text:
            click.echo(f"  {sign} {text}")
    question = _("Take it? y yes, n no, p all of this person, f all of this file, q no more")
    return str(click.prompt(say()(question), type=click.Choice([*"ynpfq"]), show_choices=False))
