"""Findings as a person reads them: worst first, by rule, each fault once with all its places.

What every pasted text has, numbers typed by hand above all, stands last, in one line a section.
"""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click
from msgspec import Struct

from reportgen.checks.engine import Reported, find_rules
from reportgen.checks.gravity import gravity
from reportgen.cli.console import SEVERITY_COLOURS, rendered
from reportgen.cli.language import say
from reportgen.diagnostics import SEVERITY_WORDS, Diagnostic, Message, Severity, Span, reading_order
from reportgen.diagnostics import Message as _
from reportgen.readers.excerpts import find_excerpt
from reportgen.readers.paths import printable

_WIDEST = 100
# So many lines of a file are named; that there are more is said.
_LINES_NAMED = 8


class Listing(Struct, frozen=True):
    """What is to be shown of a year: `chosen` are the rules that were asked for by name."""

    root: Path
    year: int
    reported: Sequence[Reported]
    chosen: Collection[str] = ()

    @property
    def routine(self) -> list[Reported]:
        """What is told in a line a section; nothing of what was asked for by name."""
        return [each for each in self.reported if self._is_routine(each.diagnostic.code)]

    @property
    def others(self) -> list[Reported]:
        """What is told one by one."""
        return [each for each in self.reported if not self._is_routine(each.diagnostic.code)]

    def _is_routine(self, code: str) -> bool:
        rule = find_rules().get(code)
        return rule is not None and rule.routine and code not in self.chosen


def list_by_file(listing: Listing) -> Iterator[str]:
    """Every finding with its line, file by file, as an editor goes through them."""
    for number, (_file, group) in enumerate(groupby(listing.reported, key=_file_of)):
        yield from [""] if number else []
        yield from (rendered(each.diagnostic, listing.root) for each in group)
    yield ""
    yield from _summary(listing)


def list_by_rule(listing: Listing) -> Iterator[str]:
    """The findings worst first, a block a rule, and last what is routine."""
    by_rule = sorted((each.diagnostic for each in listing.others), key=gravity)
    for _rule, group in groupby(by_rule, key=gravity):
        yield from _block(list(group), listing.root)
        yield ""
    if listing.routine:
        yield from _routine(listing)
        yield ""
    yield from _summary(listing)


def _file_of(reported: Reported) -> str:
    return reported.diagnostic.span.file if reported.diagnostic.span else ""


# A block: one rule


def _block(group: list[Diagnostic], root: Path) -> Iterator[str]:
    """The rule's name and what it is about, then each fault with its places.

    Of a single fault its own message says enough.
    """
    faults: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in group:
        faults.setdefault((str(each.message), str(each.hint)), []).append(each)
    first, rule = group[0], find_rules().get(group[0].code)
    alone = len(faults) == 1
    yield _head(first, first.message if alone else rule.about if rule else None)
    same_hint = first.hint if len({hint for _message, hint in faults}) == 1 else None
    for alike in faults.values():
        if not alone:
            yield from _wrapped(say()(alike[0].message), "  ")
        yield from _places([each.span for each in alike if each.span], root)
        yield from _hint(None if same_hint else alike[0].hint)
    yield from _hint(same_hint)


def _head(found: Diagnostic, text: Message | None) -> str:
    """Severity and code, and what is said beside them."""
    word = f"{say()(SEVERITY_WORDS[found.severity])}[{found.code}]"
    styled = click.style(word, fg=SEVERITY_COLOURS[found.severity], bold=True)
    return "\n".join(_wrapped(f"{word} {say()(text) if text else ''}", "")).replace(word, styled, 1)


def _hint(hint: Message | None) -> Iterator[str]:
    if hint:
        name = say()(_("hint"))
        lines = "\n".join(_wrapped(f"{name}: {say()(hint)}", "    "))
        yield lines.replace(name, click.style(name, fg="cyan", bold=True), 1)


def _places(spans: list[Span], root: Path) -> Iterator[str]:
    """One place with its line and carets; several in one line a file."""
    if len(spans) != 1:
        for file, group in groupby(spans, key=lambda span: span.file):
            places = ", ".join(f"{span.line}:{span.column}" for span in group)
            yield from _wrapped(f"{printable(file)}:{places}", "    ")
        return
    [span] = spans
    yield f"    {printable(span.file)}:{span.line}:{span.column}"
    excerpt = find_excerpt(span, root, _width() - 8)
    if excerpt:
        carets = click.style("^" * (excerpt.end - excerpt.begin), fg="green", bold=True)
        yield f"      {excerpt.text}"
        yield f"      {' ' * excerpt.begin}{carets}"


# What is routine


def _routine(listing: Listing) -> Iterator[str]:
    """One line a section for each rule, with the command that mends or shows it."""
    by_code = sorted(listing.routine, key=lambda e: (e.diagnostic.code != "typed-number", _key(e)))
    for code, group in groupby(by_code, key=lambda each: each.diagnostic.code):
        found = list(group)
        word = f"{code}:"
        about = say()(find_rules()[code].about)
        lines = "\n".join(_wrapped(f"{word} {about}", ""))
        yield lines.replace(word, click.style(word, bold=True), 1)
        for file, own in groupby(found, key=_file_of):
            yield from _wrapped(f"{printable(file)}: {say()(_lines_of(own))}", "  ")
        for command in _commands(listing.year, code, found):
            yield from _wrapped(say()(command), "  ")


def _key(reported: Reported) -> tuple[str, tuple[str, int, int]]:
    return reported.diagnostic.code, reading_order(reported.diagnostic)


def _lines_of(group: Iterable[Reported]) -> Message:
    """How many places there are in a file, and in which lines."""
    spans = [each.diagnostic.span for each in group if each.diagnostic.span]
    lines = list(dict.fromkeys(str(span.line) for span in spans))
    named = ", ".join(lines[:_LINES_NAMED]) + (" …" if len(lines) > _LINES_NAMED else "")
    return _(
        "{count} place (line {lines})", "{count} places (line {lines})",
        count=len(spans), lines=named,
    )  # fmt: skip


def _commands(year: int, code: str, found: Sequence[Reported]) -> Iterator[Message]:
    """What to type: what corrects those that can be corrected, and what shows the rest."""
    fixable = sum(each.fix is not None for each in found)
    if fixable:
        yield _(
            "let reportgen take care of it: reportgen check {year} --fix",
            "let reportgen take care of {count} of them: reportgen check {year} --fix",
            count=fixable,
            year=str(year),
        )
    if left := len(found) - fixable:
        yield _(
            "{count} to mend by hand is shown by: reportgen check {year} --select {code}",
            "{count} to mend by hand are shown by: reportgen check {year} --select {code}",
            count=left,
            year=str(year),
            code=code,
        )


# The summary


def _summary(listing: Listing) -> Iterator[str]:
    """How much there is to do, and with which commands."""
    parts = ", ".join(say()(part) for part in _counted(listing))
    yield click.style(parts, bold=True)
    fixable = sum(each.fix is not None for each in listing.reported)
    if fixable:
        text = _(
            "--fix corrects {count} place; --diff shows it first.",
            "--fix corrects {count} places; --diff shows them first.",
            count=fixable,
        )
        yield from _wrapped(say()(text), "")
    yield from _wrapped(
        say()(_("--explain CODE tells more of a rule; --by-file shows the findings by file.")), ""
    )


def _counted(listing: Listing) -> Iterator[Message]:
    """What is to be corrected, what reportgen can take care of, and what is advice."""
    kinds = Counter(map(_kind, listing.reported))
    if kinds["correct"] or not kinds.total():
        yield _("{count} to correct", "{count} to correct", count=kinds["correct"])
    if kinds["fix"]:
        yield _(
            "{count} number for reportgen to take care of (--fix)",
            "{count} numbers for reportgen to take care of (--fix)",
            count=kinds["fix"],
        )
    if kinds["advice"]:
        yield _("{count} piece of advice", "{count} pieces of advice", count=kinds["advice"])


def _kind(reported: Reported) -> str:
    rule = find_rules().get(reported.diagnostic.code)
    if rule is not None and rule.routine:
        return "fix" if reported.fix else "advice"
    return "advice" if reported.diagnostic.severity is Severity.NOTE else "correct"


def _width() -> int:
    return min(_WIDEST, max(40, shutil.get_terminal_size((80, 24)).columns))


def _wrapped(text: str, indent: str) -> list[str]:
    """`text` in lines that fit the terminal, all but the first two steps further in."""
    return textwrap.wrap(
        text,
        _width(),
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent]
