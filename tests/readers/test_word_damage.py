"""Damaged and hostile Word files: read or refused, within bounds of time, never a crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sample_project import build_tiny
from word_files import SPACES, outline, p, r, read_body, word_file
from word_mutants import crashes

from reportgen.readers.word.reading import read_word_document


def test_mutants_of_our_own_file_are_read_or_refused(make_project, tmp_path: Path) -> None:
    text = 'Se {{ ref("t") }}.[^a]\n\n{{ table("kon", id="t") }}\n\n- ett\n- två\n\n[^a]: En not.\n'
    root = make_project({"content/2022/10-text.md": f"# Text\n\n{text}"})
    original = build_tiny(root).target.read_bytes()
    assert crashes([original], 60, tmp_path) == []


MANY = 2000
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
CODE = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
PART = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
MARK = '<w:r><w:footnoteReference w:id="1"/></w:r>'
WIDE = '<w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>'


def row(properties: str) -> str:
    return f"<w:tr><w:tc>{properties}{p('a')}</w:tc></w:tr>"


# What grows with `n`; its text is an a.
GROWING = [
    lambda n: p(*[BEGIN] * n, "a"),
    lambda n: p(*[BEGIN + CODE + PART] * n, "a", *[END] * n),
    lambda n: p(*[END] * n, "a"),
    lambda n: p(MARK * n, "a"),
    lambda n: p(*[f'<w:commentRangeStart w:id="{i}"/>' for i in range(n)], "a" * n),
    lambda n: p(*[f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/>' for i in range(n)], "a"),
    lambda n: f"<w:tbl>{row(WIDE) * n}</w:tbl>",
    lambda n: f"<w:tbl>{row('')}{'<w:tr/>' * n}</w:tbl>",
    lambda n: p(*[r(x, "<w:b/>" if i % 2 else "<w:i/>") for i, x in enumerate("a" * n)]),
    lambda n: p(BEGIN, *['<w:r><w:instrText>"\\"</w:instrText></w:r>'] * n, PART, "a", END),
]


@pytest.mark.parametrize("growing", GROWING)
def test_time_grows_as_the_file_does(tmp_path: Path, growing) -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="1">{p("Not. " * 500)}</w:footnote></w:footnotes>'
    )

    def seconds(count: int) -> float:
        path = word_file(tmp_path / f"{count}.docx", growing(count), footnotes=notes)
        begin = time.process_time()
        found = read_word_document(path)
        assert "a" in "".join(outline(found.blocks)).removeprefix("table")
        return time.process_time() - begin

    seconds(10)
    # The better of two: what else the machine does is nobody's growth.
    small, large = (min(seconds(count) for _each in range(2)) for count in (MANY, MANY * 4))
    assert large < 12 * small + 0.2


def test_damaged_parts_beside_the_text_are_told(tmp_path: Path) -> None:
    found = read_body(tmp_path, p("Text"), styles="<w:styles", numbering="<a", comments="x")
    assert outline(found.blocks) == ["Text"]
    assert [each.code for each in found.told] == ["left-out"] * 3
