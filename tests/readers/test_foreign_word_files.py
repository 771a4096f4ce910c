"""Word files that nobody here made, beside what other programs read from them.

The files are not ours to keep: they are looked for in the folder that REPORTGEN_WORD_FILES names,
or beside the checkout (`shared/word-files`). Where they are not there, that is said and nothing
is tested.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Literal

import pandoc_trees
import pytest
import word_shapes
import yaml
from word_files import foreign_folder, outline

from reportgen.readers.word.reading import read_word_document

FOLDER = foreign_folder()
DIFFERENCES = yaml.safe_load(
    Path(__file__).with_name("pandoc_differences.yaml").read_text(encoding="utf-8")
)
SHAPES = ("words", "headings", "notes", "tables", "lists")
# Trees of one file that was read in several ways.
WAYS: dict[str, Literal["accepted", "rejected"]] = {
    "": "accepted",
    "_accept": "accepted",
    "_reject": "rejected",
    "_all": "accepted",
    "_minus": "accepted",
    "_plus": "accepted",
    "_no_embed": "accepted",
}
Way = Literal["accepted", "rejected"]


def trees() -> list[tuple[Path, Path, Way]]:
    """Each tree, with the file that it was read from and how."""
    found = []
    for tree in sorted(FOLDER.glob("pandoc/*.native")) if FOLDER else []:
        for ending, way in WAYS.items():
            file = tree.with_name(tree.stem.removesuffix(ending) + ".docx")
            if tree.stem.endswith(ending) and file.exists():
                found.append((tree, file, way))
                break
    return found


def revisions() -> list[tuple[Path, Path, Way]]:
    """Each file with changes, with the same after they were accepted or rejected."""
    ways: dict[str, Way] = {"Accepted": "accepted", "Rejected": "rejected"}
    return [
        (file, after, way)
        for file in (sorted(FOLDER.glob("revisions/*.docx")) if FOLDER else [])
        for name, way in ways.items()
        if (after := file.with_name(f"{file.stem}-{name}.docx")).exists()
    ]


def test_the_files_are_there_or_that_is_said() -> None:
    if FOLDER is None:
        with pytest.warns(UserWarning, match="word-files"):
            warnings.warn("no shared/word-files: nothing of others was read", stacklevel=1)
        return
    assert (len(trees()), len(revisions())) == (91, 104)


def test_no_word_is_lost_that_pandoc_finds() -> None:
    differ = {
        tree.stem: unlike for tree, file, way in trees() if (unlike := _unlike(tree, file, way))
    }
    expected = {name: sorted(reasons) for name, reasons in DIFFERENCES.items()} if FOLDER else {}
    assert differ == expected


def _unlike(tree: Path, file: Path, way: Way) -> list[str]:
    """The shapes in which we and pandoc differ."""
    theirs = pandoc_trees.parse(tree.read_text(encoding="utf-8"))
    ours = read_word_document(file, changes=way).blocks
    return sorted(
        shape
        for shape in SHAPES
        if getattr(pandoc_trees, shape)(theirs) != getattr(word_shapes, shape)(ours)
    )


def test_changes_are_accepted_and_rejected_as_by_others() -> None:
    unlike = [
        after.name
        for file, after, way in revisions()
        if outline(read_word_document(file, changes=way).blocks)
        != outline(read_word_document(after).blocks)
    ]
    assert unlike == []


def test_whatever_there_is_can_be_read() -> None:
    for file in sorted(FOLDER.glob("*/*.docx")) if FOLDER else []:
        for changes in ("accepted", "rejected", "tracked"):
            found = read_word_document(file, changes=changes)
            assert all(each.span is not None for each in found.told)
