"""What we write as a Word file is read back as what it was: block for block, cell by cell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_project import build, composed
from word_files import outline

from reportgen.model import (
    Blocks,
    Computed,
    Document,
    Figure,
    Footnote,
    Heading,
    ImagePlacement,
    Inlines,
    Link,
    Reference,
)
from reportgen.model.traverse import footnotes_in, inlines_of, plain_text, walk_blocks, walk_inlines
from reportgen.readers.word.reading import WordDocument, read_word_document

ROOT = Path(__file__).parents[2]

Both = tuple[Document, WordDocument]


@pytest.fixture(scope="module", params=[2021, 2022, 2023, "real"])
def both(
    request: pytest.FixtureRequest,
    example_read_only: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Both:
    """A report as it was before it was written, and what is read from what was written."""
    if request.param == "real":
        root, year = copy_of_ours(tmp_path_factory.mktemp("real")), 2022
    else:
        root, year = example_read_only, request.param
    done = build(root, str(year), "--force")
    assert done.exit_code == 0, done.output
    [file] = (root / "output" / str(year)).glob("*.docx")
    return composed(root, year).document, read_word_document(file)


def copy_of_ours(folder: Path) -> Path:
    """The report of this repository, without page numbers: LibreOffice is not asked for them."""
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, folder / name)
    settings = folder / "content" / "reportgen.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\npage_numbers: false\n", "utf-8", newline="\n")
    return folder


def written(document: Document) -> Blocks:
    """The blocks of the sections, each behind its heading."""
    return tuple(
        block for section in document.sections for block in (section.heading, *section.blocks)
    )


def read_back(found: WordDocument, count: int) -> Blocks:
    """What was read from the first heading on, as many blocks as there are.

    Figures, which may have floated to another place, and their source lines are left aside.
    """
    begin = next(i for i, each in enumerate(found.blocks) if isinstance(each, Heading))
    kept = without_figures(found.blocks[begin:])
    return tuple(each for each in kept if found.styles.get(each.span.line) != "Källrad")[:count]


def without_figures(blocks: Blocks) -> Blocks:
    """All blocks but figures."""
    return tuple(each for each in blocks if not isinstance(each, Figure | ImagePlacement))


def test_blocks_are_what_they_were(both: Both) -> None:
    document, found = both
    expected = without_figures(written(document))
    assert outline(read_back(found, len(expected))) == outline(expected)


def test_figures_keep_their_captions_and_alternative_texts(both: Both) -> None:
    document, found = both
    was = [each for each in walk_blocks(written(document)) if isinstance(each, Figure)]
    now = [each for each in walk_blocks(found.blocks) if isinstance(each, ImagePlacement)]
    assert [(each.caption, each.alt) for each in now] == [
        (plain_text(each.caption), each.alt) for each in was
    ]
    assert all(each.target in found.pictures for each in now)


def all_inlines(blocks: Blocks) -> Iterator[Inlines]:
    return (inlines for block in walk_blocks(blocks) for inlines in inlines_of(block))


def of_kind(blocks: Blocks, kind: type) -> list:
    return [
        each
        for inlines in all_inlines(blocks)
        for each in walk_inlines(inlines)
        if isinstance(each, kind)
    ]


def test_values_keep_their_expressions(both: Both) -> None:
    document, found = both
    was = [(each.expression, each.text) for each in of_kind(written(document), Computed)]
    now = [(each.expression, each.text) for each in of_kind(found.blocks, Computed)]
    assert sorted(now) == sorted(each for each in was if each[1])


def test_notes_links_and_references_are_kept(both: Both) -> None:
    document, found = both
    blocks = written(document)

    def notes(blocks: Blocks) -> list[list[str]]:
        marks = (mark for inlines in all_inlines(blocks) for mark in footnotes_in(inlines))
        return [outline(each.blocks) for each in marks if isinstance(each, Footnote)]

    assert notes(found.blocks) == notes(blocks)
    assert outside(found.blocks) == outside(blocks)
    assert inside(found.blocks) == inside(blocks)


def outside(blocks: Blocks) -> list[tuple[str, str]]:
    """The links that lead out, in the order of the text."""
    links = [(each.target, plain_text(each.children)) for each in of_kind(blocks, Link)]
    return [each for each in links if not each[0].startswith("#")]


def inside(blocks: Blocks) -> list[str]:
    """The texts of what refers to places of the document, by number or as a link."""
    links = [each for each in of_kind(blocks, Link) if each.target.startswith("#")]
    texts = [each.text for each in of_kind(blocks, Reference)]
    return sorted([*texts, *(plain_text(each.children) for each in links)])


def test_nothing_of_ours_is_lost(both: Both) -> None:
    _document, found = both
    assert {each.code for each in found.told} <= {"contents-left-out"}
