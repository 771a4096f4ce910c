"""What is written as a Word file is read back: each feature of a report, and arbitrary blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from word_features import FEATURES, feature
from word_files import outline
from word_reading import built
from word_sample import document, section
from word_strategies import BLOCKS

from reportgen.model import (
    Block,
    Blocks,
    CodeBlock,
    DeletedBlocks,
    Document,
    Footnote,
    ImagePlacement,
    Table,
)
from reportgen.model.traverse import footnotes_in, inlines_of, plain_text, walk_blocks
from reportgen.readers.word.reading import read_word_document

# Word knows no list inside a quotation: it stands between its parts.
READ_APART = {"quotes"}


def blocks_of(made: Document) -> Blocks:
    return tuple(block for each in made.sections for block in (each.heading, *each.blocks))


def read_back(made: Document, tmp_path: Path) -> Blocks:
    path = tmp_path / "a.docx"
    path.write_bytes(built(made))
    return read_word_document(path).blocks


def lines_of(blocks: Blocks) -> list[str]:
    """The lines of blocks without figures, and as if no passage had come in as a whole."""
    lines = outline(blocks)
    shown = (line.replace("\t", " ") for line in lines if "[" not in line)
    return [line.strip() for line in shown if line.strip() != "InsertedBlocks"]


@pytest.mark.parametrize("name", sorted({*FEATURES} - READ_APART))
def test_each_feature_is_read_back(name: str, tmp_path: Path) -> None:
    made = feature(name)
    expected = lines_of(
        tuple(each for each in blocks_of(made) if not isinstance(each, DeletedBlocks))
    )
    found = lines_of(read_back(made, tmp_path))
    begin = found.index(expected[0])
    notes = [line for line in found if line.startswith("Källa: ") and line not in expected]
    assert [line for line in found[begin:] if line not in notes][: len(expected)] == expected


def test_marks_of_one_note_are_marks_of_one_note(tmp_path: Path) -> None:
    found = read_back(feature("shared_footnote"), tmp_path)
    marks: list[Footnote] = [
        mark
        for block in walk_blocks(found)
        for inlines in inlines_of(block)
        for mark in footnotes_in(inlines)
    ]
    assert [(each.label, each.mark) for each in marks] == [("1", 1), ("1", 2)]
    assert marks[0].blocks == marks[1].blocks


def all_text(blocks: Blocks) -> list[str]:
    """Every character that shows, but for the brackets that a note in a note is set in."""
    pieces = [text for block in walk_blocks(blocks) for text in _texts(block)]
    return sorted(each for each in "".join("".join(pieces).split()) if each not in "()")


def is_a_table(block: Block) -> bool:
    """Whether a table has several cells, and a word in one of them; other blocks need none."""
    if not isinstance(block, Table):
        return True
    cells = [cell for row in (block.header, *block.rows) for cell in row.cells]
    return len(cells) > 1 and any(plain_text(cell.children).strip() for cell in cells)


def _texts(block: Block) -> list[str]:
    if isinstance(block, ImagePlacement):
        return [block.caption]
    if isinstance(block, CodeBlock):
        return [block.text]
    return [plain_text(each) for each in inlines_of(block)]


@settings(max_examples=60, deadline=None)
# What was changed inside something that was changed is written as one change of both.
# A table without a word, or of one cell, is none to a reader; its caption is a paragraph then.
@given(
    blocks=BLOCKS.filter(lambda blocks: "Deleted" not in repr(blocks)).filter(
        lambda blocks: all(map(is_a_table, walk_blocks(blocks)))
    )
)
def test_no_character_of_arbitrary_blocks_is_lost(blocks, tmp_path_factory) -> None:
    made = document(section(*blocks), cover=(), signature=())
    found = read_back(made, tmp_path_factory.mktemp("back"))
    assert all_text(found) == all_text(blocks_of(made))
