"""Asks of each change and comment whether it is taken: yes, no, all of a person, of a section."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import click

from reportgen.cli.language import say
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.scaffold.review.reading import Reviewed
from reportgen.scaffold.review.remarks import Remark
from reportgen.scaffold.review.verdicts import Verdict


def ask(reviewed: Reviewed) -> AbstractSet[str]:
    """The ids of what was said yes to; asked on the terminal, and no more after q."""
    picked: set[str] = set()
    authors: set[str] = set()
    files: set[str] = set()
    for each in reviewed.every:
        if each.list != "taken":
            continue
        span = _place(each)
        file = span.file if span else ""
        answer = "y" if each.author in authors or file in files else _answer(each, span)
        if answer == "q":
            break
        if answer in "ypf":
            picked.add(each.id)
        if answer == "p":
            authors.add(each.author)
        if answer == "f":
            files.add(file)
    return picked


def _place(each: Verdict | Remark) -> Span | None:
    return each.span if isinstance(each, Remark) else each.authored.change.span


def _answer(each: Verdict | Remark, span: Span | None) -> str:
    click.echo(f"{span.file}:{span.line}  {each.author}" if span else each.author)
    if isinstance(each, Remark):
        said = [("#", each.comment.text)]
    else:
        said = [("-", each.authored.change.before), ("+", each.authored.change.after)]
    for sign, text in said:
        if text:
            click.echo(f"  {sign} {text}")
    question = _("Take it? y yes, n no, p all of this person, f all of this file, q no more")
    answers = click.Choice([*"yjnpfq"])  # whoever says ja writes j
    answer = str(click.prompt(say()(question), type=answers, show_choices=False))
    return "y" if answer == "j" else answer
