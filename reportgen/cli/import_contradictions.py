"""Numbers that a report had and its statistics contradict: told once, and no hindrance to a build.

They were printed so, and whether they are a slip a person must see; a comment beside each says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from reportgen.checks.engine import rules_of
from reportgen.checks.rule import BUILD_TOPICS
from reportgen.cli.import_year import WrittenYear
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.model import Block, Document, Heading, Paragraph, Table
from reportgen.model.traverse import walk_blocks
from reportgen.storage.files import read_regular, replace_file

_REASON = "så stod det i Word-filen"


# Topics of what hinders a build and says nothing of a number.
_NO_NUMBERS = ("accessibility", "charts", "template")


class Passed(Struct, frozen=True):
    """What was let pass: `numbers` that the statistics contradict, and `others`."""

    numbers: tuple[Diagnostic, ...] = ()
    others: tuple[Diagnostic, ...] = ()


def let_pass(there: WrittenYear) -> Passed:
    """Write such a comment at all in the sections of a year that hinders a build."""
    if there.composed is None:
        return Passed()
    codes = {rule.code for topic in BUILD_TOPICS for rule in rules_of(topic)}
    told = there.told_by_build
    found = [each for each in told if each.severity is Severity.ERROR and each.code in codes]
    written = [each for each in found if each.span and each.span.file.endswith(".md")]
    for file, comments in _comments(there.composed.document, written).items():
        lines = read_regular(there.root / file).decode().split("\n")
        replace_file(there.root / file, "\n".join(_with_comments(lines, comments)).encode())
    if written:
        there.has_changed()
    others = {rule.code for topic in _NO_NUMBERS for rule in rules_of(topic)}
    return Passed(
        tuple(each for each in written if each.code not in others),
        tuple(each for each in written if each.code in others),
    )


def _comments(
    document: Document, found: Iterable[Diagnostic]
) -> dict[str, dict[int, tuple[bool, list[str]]]]:
    """By file and line the codes to let pass there, and whether their comment stands above it."""
    wanted: dict[str, dict[int, tuple[bool, list[str]]]] = {}
    for each in found:
        if each.span is None:
            continue
        block = _block_at(document, each.span.file, each.span.line)
        above = not isinstance(block, Paragraph)
        line = block.span.line if block is not None and above else each.span.line
        codes = wanted.setdefault(each.span.file, {}).setdefault(line, (above, []))[1]
        if each.code not in codes:
            codes.append(each.code)
    return wanted


def _block_at(document: Document, file: str, line: int) -> Block | None:
    """The paragraph, heading or table that a line of a file belongs to."""
    blocks = (b for s in document.sections for b in walk_blocks((s.heading, *s.blocks)))
    pieces = (b for b in blocks if isinstance(b, Paragraph | Heading | Table))
    here = (b for b in pieces if b.span.file == file)
    inside = (b for b in here if b.span.line <= line <= b.span.end_line)
    return next(inside, None)


def _with_comments(
    lines: list[str], comments: Mapping[int, tuple[bool, list[str]]]
) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        above, codes = comments.get(number, (False, []))
        comment = f"<!-- check: ignore {', '.join(codes)} – {_REASON} -->"
        if codes and above:
            yield from (comment, "", line)
        else:
            yield _followed(line, comment) if codes else line


def _followed(line: str, comment: str) -> str:
    """A line with a comment at its end, before the mark of a line break where it has one."""
    text = line.removesuffix("\\")
    return f"{text} {comment}{line[len(text) :]}"
