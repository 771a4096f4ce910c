"""The account of an import: what became of what, what was left out, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import click
from msgspec import Struct

from reportgen.cli.import_contradictions import Passed
from reportgen.cli.import_trial import Trial
from reportgen.cli.language import language, say
from reportgen.diagnostics import Diagnostic, Message, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.model import Blocks, Heading, ImagePlacement, Paragraph, Table
from reportgen.model.traverse import footnotes_in, inlines_of, walk_blocks
from reportgen.readers.paths import printable
from reportgen.readers.word.places import Places
from reportgen.scaffold.importing.facts import Role, Source
from reportgen.scaffold.importing.reading import Imported
from reportgen.storage.files import replace_file
from reportgen.writers.html.account import write_account

# Who has mended these looks at the rest in the page.
_MOST_SHOWN, _LONGEST = 20, 120


class Account(Struct, frozen=True, dict=True):
    """An import that is done: the file and its blocks, the year, the trial, the files written.

    `elsewhere`: it is in a project that lies above the folder that was named.
    `numbers` is how many typed numbers are expressions now, `asked` how many questions are in
    `import.md`, `passed` what would stop a build and is let pass.
    """

    root: Path
    file: Path
    blocks: Blocks
    imported: Imported
    trial: Trial
    names: tuple[str, ...]
    numbers: int
    asked: int
    passed: Passed
    elsewhere: bool = False

    @cached_property
    def places(self) -> Places:
        """Where things stand in the file, in words."""
        return Places(self.blocks)


class Part(Struct, frozen=True):
    """A part of the account: its heading and its lines."""

    heading: Message
    lines: tuple[Message, ...]


def print_account(account: Account) -> None:
    """Print it, and write it beside the year's documents as a page to keep."""
    translate = say()
    parts = [
        (translate(part.heading), [translate(each) for each in part.lines])
        for part in account_parts(account)
    ]
    for heading, lines in parts:
        click.secho(heading, bold=True)
        for line in lines:
            click.echo(f"  {line}")
    kept = f"output/{account.imported.year}/import.html"
    title = translate(_("{file}, imported", file=account.file.name))
    try:
        replace_file(account.root / kept, write_account(title, parts, language()))
    except OSError:
        return  # it has all been printed
    click.echo(translate(_("All of this is in {file} too.", file=kept)))


def account_parts(account: Account) -> tuple[Part, ...]:
    """What was read, what the settings are taken from, what to look at, what to do next."""
    year = str(account.imported.year)
    made = _(
        "Made content/{year}: {count} file.",
        "Made content/{year}: {count} files.",
        year=year,
        count=len(account.names),
    )
    parts = (
        Part(made, tuple(_read(account))),
        Part(_("What the settings are taken from:"), tuple(_facts(account))),
        Part(_("To look at:"), (*_told(account), *_errors(account.passed.others))),
        _comparison(account),
        Part(_("Numbers of the file that its statistics contradict:"), tuple(_passed(account))),
        Part(_("What stops a build:"), tuple(_errors(account.trial.problems))),
        Part(_("What to do next:"), tuple(_steps(account, year))),
    )
    return tuple(each for each in parts if each.lines)


def _read(account: Account) -> Iterator[Message]:
    if account.elsewhere:
        yield _("in the project '{folder}'", folder=printable(str(account.root)))
    blocks = tuple(walk_blocks(account.blocks))
    notes = sum(1 for b in blocks for inlines in inlines_of(b) for _note in footnotes_in(inlines))
    yield _(
        "{file}: {headings} headings, {paragraphs} paragraphs, {tables} tables, {pictures} "
        "pictures, {notes} footnotes",
        file=account.file.name,
        headings=_number_of(blocks, Heading),
        paragraphs=_number_of(blocks, Paragraph),
        tables=_number_of(blocks, Table),
        pictures=_number_of(blocks, ImagePlacement),
        notes=notes,
    )
    if account.imported.counted:
        yield _(
            "{count} of the statistics was found in tables and text",
            "{count} of the statistics were found in tables and text",
            count=len(account.imported.counted),
        )
    if account.numbers:
        yield _(
            "{count} typed number is taken from the statistics now",
            "{count} typed numbers are taken from the statistics now",
            count=account.numbers,
        )


def _number_of(blocks: Blocks, kind: type) -> str:
    return str(sum(isinstance(each, kind) for each in blocks))


_ROLES: Mapping[Role, Message] = {
    "title": _("title"),
    "subtitle": _("subtitle"),
    "date": _("date"),
    "purpose": _("purpose"),
    "region": _("region"),
    "organisation": _("organisation"),
    "unit": _("unit"),
    "author": _("author"),
    "place": _("place"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "logo": _("logo"),
    "caption": _("captions"),
    "keyfigures": _("key figures"),
    "dnr": _("registration number"),
}
_SOURCES: Mapping[Source, Message] = {
    "properties": _("the file's properties"),
    "name": _("the file's name"),
    "asked": _("as you said"),
}


def _facts(account: Account) -> Iterator[Message]:
    for role, line in account.imported.facts.items():
        place = _SOURCES.get(line.source) or _place(line.span, account)
        yield _("{role}: {text} ({place})", role=_ROLES[role], text=line.text, place=place)


def _place(span: Span | None, account: Account) -> Message:
    """Where something stands in the Word file, in words."""
    if span is None or (span.end_line, span.end_column) == (1, 1):
        return _("the file as a whole")
    return account.places.of(span)


def _told(account: Account) -> Iterator[Message]:
    for told in account.imported.told:
        place, message = _place(told.span, account), told.message
        if told.hint:
            yield _("{place}: {message} – {hint}", place=place, message=message, hint=told.hint)
        else:
            yield _("{place}: {message}", place=place, message=message)


def _comparison(account: Account) -> Part:
    """Whether the report says what the file says; where it does not, both."""
    if account.trial.document is None:
        return Part(_("The report can't be compared with the file yet."), ())
    found = account.trial.differing
    if not found:
        lines = [_("every paragraph, heading, table, caption and note")]
        if account.trial.bases:
            lines.append(_bases(account.trial.bases))
        return Part(_("The report says the same as the file, word for word:"), tuple(lines))
    heading = _(
        "The report says something else than the file in {count} place:",
        "The report says something else than the file in {count} places:",
        count=len(found),
    )
    lines = [
        _(
            "{place}: '{before}' has become '{after}'",
            place=_place(each.span, account),
            before=_shortened(each.before),
            after=_shortened(each.after),
        )
        for each in found[:_MOST_SHOWN]
    ]
    return Part(heading, tuple(lines))


def _bases(count: int) -> Message:
    return _(
        "below {count} table stands in addition what it is counted of (“Number of …”)",
        "below {count} tables stands in addition what they are counted of (“Number of …”)",
        count=count,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + " …"


def _passed(account: Account) -> Iterator[Message]:
    yield from _errors(account.passed.numbers)
    if account.passed.numbers:
        yield _("which is right? until you have seen to it a comment in the text lets them pass")


def _errors(problems: Iterable[Diagnostic]) -> Iterator[Message]:
    for each in problems:
        if each.severity is Severity.ERROR:
            span = each.span
            place = f"{span.file}:{span.line}" if span else _("the year as a whole")
            yield _("{place}: {message}", place=place, message=each.message)


def _steps(account: Account, year: str) -> Iterator[Message]:
    if account.asked:
        yield _(
            "answer {count} question in content/{year}/import.md, then: reportgen import "
            "--continue {year}",
            "answer {count} questions in content/{year}/import.md, then: reportgen import "
            "--continue {year}",
            count=account.asked,
            year=year,
        )
    yield _("go through the points above, section by section")
    yield _("find errors before others do: reportgen check {year}", year=year)
    yield _("build the report: reportgen build {year}", year=year)
