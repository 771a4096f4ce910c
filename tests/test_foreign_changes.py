"""Tracked changes and comments of files that nobody here made, beside what pandoc reads of them.

The files are looked for as in `readers/test_foreign_word_files.py`; where they are not there,
nothing is tested.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from word_files import foreign_folder

from reportgen.model import Deleted, Inserted
from reportgen.model.traverse import inlines_of as runs_of
from reportgen.model.traverse import plain_text, walk_blocks, walk_inlines
from reportgen.readers.word.reading import read_word_document

FOLDER = foreign_folder()
NAMES = (
    "track_changes_insertion",
    "track_changes_deletion",
    "track_changes_move",
    "track_changes_scrubbed_metadata",
    "comments",
)


@pytest.mark.skipif(FOLDER is None, reason="no shared/word-files: nothing of others was read")
@pytest.mark.parametrize("name", NAMES)
def test_changes_and_comments_are_those_of_pandoc(name: str) -> None:
    assert FOLDER is not None
    file = FOLDER / "pandoc" / f"{name}.docx"
    spans = [*_spans(_read_by_pandoc(file))]
    for kind, node in (("insertion", Inserted), ("deletion", Deleted)):
        texts = [text for classes, _keys, text in spans if kind in classes]
        assert _squeezed(texts) == _squeezed(_ours(file, node)), kind
    document = read_word_document(file)
    whose = {
        ("insertion" if each.came else "deletion", each.author, str(each.day or ""))
        for each in document.revisions
    }
    assert whose == {
        (kind, keys.get("author", ""), keys.get("date", "")[:10])
        for classes, keys, _text in spans
        for kind in ("insertion", "deletion")
        if kind in classes
    }
    said = [(c.author, str(c.day or ""), _squeezed([c.text])) for c in document.comments]
    assert said == [
        (keys.get("author", ""), keys.get("date", "")[:10], _squeezed([text]))
        for classes, keys, text in spans
        if "comment-start" in classes
    ]


def _squeezed(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def _ours(file: Path, node: type[Inserted | Deleted]) -> list[str]:
    document = read_word_document(file, changes="tracked")
    return [
        plain_text(each.children)
        for block in walk_blocks(document.blocks)
        for inlines in runs_of(block)
        for each in walk_inlines(inlines)
        if isinstance(each, node)
    ]


def _read_by_pandoc(file: Path) -> object:
    return json.loads(pypandoc.convert_file(str(file), "json", extra_args=["--track-changes=all"]))


def _spans(node: object) -> Iterator[tuple[list[str], dict[str, str], str]]:
    """The classes, keys and text of each span of a pandoc tree."""
    if isinstance(node, list):
        for each in node:
            yield from _spans(each)
    elif isinstance(node, dict):
        if node.get("t") == "Span":
            (_identity, classes, pairs), inside = node["c"]
            yield classes, dict(pairs), _text(inside)
        yield from _spans([*node.values()])


def _text(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(_text, node))
    if isinstance(node, dict):
        return node["c"] if node.get("t") == "Str" else _text(node.get("c", []))
    return ""
