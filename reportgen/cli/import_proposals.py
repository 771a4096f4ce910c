"""What an import is not sure of, with its place in the files that it has just written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.checks.numbers.readings import label_of
from reportgen.checks.numbers.verdicts import Agrees
from reportgen.checks.numbers.writing import possible_ways
from reportgen.checks.subject import Subject
from reportgen.cli.import_year import WrittenYear
from reportgen.model import Document, Inline, Paragraph, Table
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.manifest import PROPOSALS
from reportgen.readers.source import read_source_of
from reportgen.scaffold.importing.counted import words_of
from reportgen.scaffold.importing.proposals import Proposal, proposals_file
from reportgen.scaffold.importing.reading import Imported
from reportgen.scaffold.importing.statistics_file import entry_text
from reportgen.storage.files import replace_file

_OFFERED = "looks-like-heading"
_LEVEL = 2

# By what a line says to its reader: its file and its number.
_Places = Mapping[str, tuple[str, int]]


def write_proposals(there: WrittenYear, imported: Imported, word_file: str) -> int:
    """Write `import.md` where there is something to ask; returns how many questions there are."""
    subject = there.subject
    if subject is None:
        return 0
    lines = _Lines(there.root)
    places = _places(subject.document)
    proposals = [
        *_entries(imported, places, lines),
        *_headings(imported, places, lines),
        *_numbers(subject, lines),
    ]
    if proposals:
        text = proposals_file(proposals, word_file, imported.year)
        replace_file(there.root / f"content/{imported.year}/{PROPOSALS}", text.encode())
    return len(proposals)


class _Lines:
    """The lines of the project's files, each file read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, list[str]] = {}

    def line(self, file: str, number: int) -> str:
        """One of them, counted from 1."""
        if file not in self._files:
            self._files[file] = read_source_of(self.root, file).text.split("\n")
        return self._files[file][number - 1]


def _places(document: Document) -> _Places:
    """Where each line of a paragraph stands, and each table by its header."""
    found: dict[str, tuple[str, int]] = {}
    for block in walk_blocks(tuple(b for s in document.sections for b in s.blocks)):
        if isinstance(block, Table):
            found.setdefault(words_of(block), (block.span.file, block.span.line))
        elif isinstance(block, Paragraph):
            for line, inlines in _by_line(block).items():
                words = " ".join(plain_text(tuple(inlines)).split())
                found.setdefault(words, (block.span.file, line))
    return found


def _by_line(paragraph: Paragraph) -> dict[int, list[Inline]]:
    lines: dict[int, list[Inline]] = {}
    for inline in paragraph.children:
        lines.setdefault(inline.span.line, []).append(inline)
    return lines


def _entries(imported: Imported, places: _Places, lines: _Lines) -> Iterator[Proposal]:
    for each in imported.possible:
        if each.words in places:
            file, line = places[each.words]
            entry = each.entry
            question = f"Det här är statistiken ”{entry.id}”: {entry.title}."
            text = entry_text(entry, imported.counted)
            yield Proposal("entry", question, file, line, lines.line(file, line), text)


def _headings(imported: Imported, places: _Places, lines: _Lines) -> Iterator[Proposal]:
    offered = {each.span.line for each in imported.told if each.code == _OFFERED and each.span}
    for block in walk_blocks(imported.blocks):
        if not isinstance(block, Paragraph) or block.span.line not in offered:
            continue
        words = " ".join(plain_text(block.children).split())
        if words in places:
            file, line = places[words]
            quote = lines.line(file, line)
            heading = f"{'#' * _LEVEL} {quote.strip().strip('*_')}"
            yield Proposal("heading", f"”{words}” är en rubrik.", file, line, quote, heading)


def _numbers(subject: Subject, lines: _Lines) -> Iterator[Proposal]:
    """Typed numbers that several of the statistics have, or that may be articles, and which."""
    for verdict in subject.verdicts:
        if not isinstance(verdict, Agrees) or verdict.quantity.slack != "exact":
            continue
        ways = possible_ways(verdict)
        is_sure = len(ways) == 1 and verdict.quantity.form != "weak"
        for expression, reading in () if is_sure else ways.items():
            start, end = verdict.quantity.start, verdict.quantity.end
            fix = verdict.passage.fix(start, end, f"{{{{ {expression} }}}}")
            if fix is None or not fix.span.file.endswith(".md"):
                continue
            span = fix.span
            quote = lines.line(span.file, span.line)
            text = quote[: span.column - 1] + fix.replacement + quote[span.end_column - 1 :]
            typed = verdict.passage.text[start:end]
            question = f"Talet ”{typed}” är ”{label_of(reading)}”: {expression}"
            yield Proposal("number", question, span.file, span.line, quote, text)
