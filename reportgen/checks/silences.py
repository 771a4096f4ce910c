"""Silences: comments that let one rule pass in one place, with a reason.

`<!-- check: ignore typed-number – an example, no statistic -->` in Markdown concerns the
paragraph, heading, list or table that it stands in, or else the next one. In YAML it is
`# check: ignore …` on the line itself, or above it and what is indented below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from reportgen.checks.subject import Subject
from reportgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.model import Section
from reportgen.model.traverse import walk_blocks
from reportgen.readers.source import Source

_SILENCE = Pattern(
    r"\s*check:\s*ignore\s+(?P<codes>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)"
    r"(?:\s*(?:–|—|--|-|:)\s*(?P<reason>\S.*))?\s*",
    re.DOTALL,
)
_LOOKS_LIKE_ONE = Pattern(r"\s*check\b")
_YAML_COMMENT = Pattern(r"(?:^|\s)#(?P<text>\s*check:.*)$")


class Silence(Struct, frozen=True):
    """A silence at `span`, for the lines of its file from `first` to `last`."""

    codes: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int

    def concerns(self, diagnostic: Diagnostic) -> bool:
        """Whether it lets `diagnostic` pass."""
        span = diagnostic.span
        if span is None or diagnostic.code not in self.codes or span.file != self.span.file:
            return False
        return self.first <= span.line <= self.last


class Heeded(Struct, frozen=True):
    """The silences of a year, which codes each let pass, and comments that fail to be one."""

    silences: tuple[Silence, ...]
    used: frozenset[tuple[Span, str]]
    wrong: tuple[Diagnostic, ...]


def heed_silences(subject: Subject, found: list[Diagnostic]) -> tuple[list[Diagnostic], Heeded]:
    """What of `found` is not silenced, and what the silences did."""
    silences, wrong = find_silences(subject, found)
    by_file: dict[str, list[Silence]] = {}
    for silence in silences:
        by_file.setdefault(silence.span.file, []).append(silence)
    used: set[tuple[Span, str]] = set()
    left = []
    for diagnostic in found:
        here = by_file.get(diagnostic.span.file, ()) if diagnostic.span else ()
        heard = [silence for silence in here if silence.concerns(diagnostic)]
        used.update((silence.span, diagnostic.code) for silence in heard)
        if not heard:
            left.append(diagnostic)
    return left, Heeded(tuple(silences), frozenset(used), tuple(wrong))


def judge_silences(
    heeded: Heeded, run: Collection[str], known: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong with the silences: bad-silence, unknown-silence, unused-silence.

    `run` are the codes of the rules that were run: a silence of another is left alone.
    """
    yield from heeded.wrong
    for silence in heeded.silences:
        yield from _judge(silence, heeded.used, run, known)


def _judge(
    silence: Silence,
    used: Collection[tuple[Span, str]],
    run: Collection[str],
    known: Collection[str],
) -> Iterator[Diagnostic]:
    """What is wrong with one silence."""
    if not silence.reason:
        message = _("the silence gives no reason")
        hint = _("write it after a dash: check: ignore {code} – …", code=silence.codes[0])
        yield Diagnostic("bad-silence", message, silence.span, hint, Severity.WARNING)
    for code in silence.codes:
        if code not in known:
            message = _("there is no rule '{code}'", code=code)
            near = did_you_mean(code, known)
            yield Diagnostic("unknown-silence", message, silence.span, near, Severity.WARNING)
        elif code in run and (silence.span, code) not in used:
            message = _("the silence silences nothing: no '{code}' is found here", code=code)
            hint = _("delete it")
            yield Diagnostic("unused-silence", message, silence.span, hint, Severity.WARNING)


def find_silences(
    subject: Subject, found: Iterable[Diagnostic] = ()
) -> tuple[list[Silence], list[Diagnostic]]:
    """The silences of the year, and comments that try to be one."""
    silences: list[Silence] = []
    wrong: list[Diagnostic] = []

    def take(text: str, span: Span, first: int, last: int) -> None:
        match = _SILENCE.fullmatch(text)
        if match:
            codes = tuple(code.strip() for code in match["codes"].split(","))
            silences.append(Silence(codes, (match["reason"] or "").strip(), span, first, last))
        elif _LOOKS_LIKE_ONE.match(text):
            message = _("this comment is no silence that can be understood")
            hint = _("write: check: ignore CODE – the reason")
            wrong.append(Diagnostic("bad-silence", message, span, hint, Severity.WARNING))

    for section in subject.document.sections:
        if not section.comments:
            continue
        reaches = block_lines(section)
        for comment in section.comments:
            take(comment.text, comment.span, *_reach(comment.span, reaches))
    for file in _yaml_files(subject, found):
        for text, span, last in _yaml_comments(subject.source(file)):
            take(text, span, span.line, last)
    return silences, wrong


def block_lines(section: Section) -> list[tuple[int, int]]:
    """The first and last line of every block of a section's file, parents before children."""
    blocks = (section.heading, *walk_blocks(section.blocks))
    return [(block.span.line, _last_line(block.span)) for block in blocks]


def _last_line(span: Span) -> int:
    return (
        span.end_line - 1 if span.end_column == 1 and span.end_line > span.line else span.end_line
    )


def _reach(span: Span, blocks: list[tuple[int, int]]) -> tuple[int, int]:
    """The lines that a comment at `span` concerns: its own block's, or the next one's."""
    around = [lines for lines in blocks if lines[0] <= span.line <= lines[1]]
    if around:
        return min(around, key=lambda lines: lines[1] - lines[0])
    after = [lines for lines in blocks if lines[0] > span.line]
    return min(after, key=lambda lines: (lines[0], -lines[1]), default=(span.line, span.line))


def _yaml_files(subject: Subject, found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The YAML files in which a silence can stand."""
    files = {d.span.file for d in found if d.span and d.span.file.endswith((".yaml", ".yml"))}
    own = (f"{subject.folder}/statistics.yaml", f"{subject.folder}/report.yaml")
    return tuple(sorted({*files, *own}))


def _yaml_comments(source: Source) -> Iterator[tuple[str, Span, int]]:
    """The text of each comment that wants to be a silence, its place, its last line."""
    if "check:" not in source.text:
        return
    for number, line in enumerate(source.lines, start=1):
        match = _YAML_COMMENT.search(line)
        if match:
            begin = match.start("text")
            span = source.span(number, begin, len(line) - begin + 1)
            alone = not line[: match.start()].strip()
            yield match["text"], span, _last_below(source, number) if alone else number


def _last_below(source: Source, number: int) -> int:
    """The last line of the entry that follows line `number`."""
    first: int | None = None
    last = number
    for index in range(number, len(source.lines)):
        line = source.lines[index]
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if first is None:
            first = indent
        elif indent <= first:
            break
        last = index + 1
    return last
