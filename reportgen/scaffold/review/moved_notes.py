"""Paragraphs that moved, as they are written in their new place; their footnotes go along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model import Footnote
from reportgen.model.traverse import inlines_of
from reportgen.readers.source import Source
from reportgen.scaffold.review.edits import Edit, in_order
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.new_notes import NewNotes
from reportgen.scaffold.review.placing import definition_extent
from reportgen.scaffold.review.tokens import offsets_of, tokens_of

Moved = tuple[str, list[Edit]]


def moved_text(
    found: Line, edits: Sequence[Edit], source: Source, target: Source, notes: NewNotes
) -> Moved:
    """The text of the line `found` of `source` with `edits` of it made, to be put into `target`.

    With it the edits that the move needs elsewhere: of the texts of its footnotes.
    """
    begin, end = offsets_of(found.block.span, source)
    text, left = _made(source.text[begin:end], begin, edits)
    if source.file == target.file:
        return text, left
    elsewhere: list[Edit] = []
    for note in _notes(found):
        extent, mark = definition_extent(note, source), f"[^{note.label}]"
        if extent is None or mark not in text:
            continue
        label = notes.free(note.label, target)
        text = text.replace(mark, f"[^{label}]")
        written, left = _made(source.text[slice(*extent)], extent[0], left)
        elsewhere.append(_at_end(target, written.strip("\n").replace(mark, f"[^{label}]", 1)))
        if source.text.count(mark) == source.text[begin:end].count(mark) + 1:
            elsewhere.append(Edit(source.file, *extent, ""))
    ends = [_at_end(target, each.text.strip("\n")) for each in left if _is_note(each)]
    return text, [*elsewhere, *(each for each in left if not _is_note(each)), *ends]


def _is_note(edit: Edit) -> bool:
    """Whether an edit adds the text of a new note."""
    return edit.begin == edit.end and edit.text.startswith("\n\n[^")


def _made(text: str, begin: int, edits: Sequence[Edit]) -> Moved:
    """A stretch of a source that begins at `begin` with the edits in it made, and the others."""
    left = []
    for each in reversed(in_order(edits)):
        low, high = each.begin - begin, each.end - begin
        if 0 <= low <= high <= len(text) and not _is_note(each):
            text = text[:low] + each.text + text[high:]
        else:
            left.append(each)
    return text, left[::-1]


def _at_end(target: Source, text: str) -> Edit:
    end = len(target.text.rstrip("\n"))
    return Edit(target.file, end, end, f"\n\n{text}")


def _notes(line: Line) -> Iterator[Footnote]:
    """The footnotes of a line, each once."""
    seen: set[str] = set()
    for token in (token for each in inlines_of(line.block) for token in tokens_of(each)):
        if isinstance(token.leaf, Footnote) and token.leaf.label not in seen:
            seen.add(token.leaf.label)
            yield token.leaf
