"""A section as the text of its Markdown file."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model import Blocks, Heading
from reportgen.model.traverse import footnotes_in, inlines_of, walk_blocks
from reportgen.writers.markdown.blocks import block_lines


def write_section(heading: Heading, blocks: Blocks) -> str:
    """The Markdown of a section, a paragraph a line, its footnotes at its end.

    The blocks are such as Markdown can hold (`expressible`); footnotes of one label are one.
    """
    parts = [block_lines((heading, *blocks)), *_notes((heading, *blocks))]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _notes(blocks: Blocks) -> Iterable[list[str]]:
    """The definitions of the footnotes, in the order of their first marks."""
    notes: dict[str, Blocks] = {}
    for block in walk_blocks(blocks):
        for inlines in inlines_of(block):
            for note in footnotes_in(inlines):
                notes.setdefault(note.label, note.blocks)
    for label, said in notes.items():
        first, *others = block_lines(said)
        yield [f"[^{label}]: {first}", *(f"    {line}" if line else "" for line in others)]
