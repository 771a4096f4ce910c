"""Sections in YAML: they say what those in Markdown say, every place where it is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import composed, find_problems, place, read_cases, write_project

from reportgen.diagnostics import Problems
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.source import Source
from reportgen.readers.yaml_sections import read_section_file

MARKDOWN, YAML = "content/2022/10-text.md", "content/2022/10-text.yaml"
SECTION = """\
# yaml-language-server: $schema=x
title: "Text *om* kön"
columns: 2
text: |
  Det var {{ kon.total }} ärenden.[^1]

  - en punkt
      - en till

  [^1]: En not.
sections:
  - title: Kvinnor {-}
    id: k
    text: Ett stycke på raden.

  - title: Män
    text: |2
          Indragen text.

      Efteråt {{ kon.Män }}.
    sections:
      - title: Pojkar
"""


def test_every_key_and_text_says_what_markdown_does(tmp_path: Path) -> None:
    root = write_project(tmp_path, {MARKDOWN: None, YAML: SECTION})
    [section] = composed(root).document.sections
    assert section.columns == 2
    assert plain_text(section.heading.children) == "Text om kön"
    shown = [
        (type(each).__name__, each.span.line, each.span.column)
        for each in walk_blocks(section.blocks)
    ]
    assert shown == [
        ("Paragraph", 5, 3),
        ("Paragraph", 10, 9),
        ("BulletList", 7, 3),
        ("Paragraph", 7, 5),
        ("BulletList", 8, 7),
        ("Paragraph", 8, 9),
        ("Heading", 12, 9),
        ("Paragraph", 14, 11),
        ("Heading", 16, 9),
        ("Paragraph", 18, 11),
        ("Paragraph", 20, 7),
        ("Heading", 22, 12),
    ]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name) for name, case in read_cases("yaml_sections.yaml").items()]
)
def test_what_is_wrong_is_told_where_it_stands(case: dict, tmp_path: Path) -> None:
    root = write_project(tmp_path, {MARKDOWN: None, YAML: case["text"]})
    told = [place(each).removeprefix(f"{YAML}:") for each in find_problems(root)]
    assert told == case["told"]


def test_a_section_in_both_forms_is_there_twice(tmp_path: Path) -> None:
    root = write_project(tmp_path, {YAML: SECTION})
    assert [place(each) for each in find_problems(root)] == [f"{YAML}:1:1 duplicate-id"]


def test_each_line_of_the_markdown_stands_where_it_does_in_the_file() -> None:
    source = Source("a.yaml", SECTION)
    found = read_section_file(source, Problems())
    for number, line in enumerate(found.markdown.lines, 1):
        span = found.markdown.span(number, 1, len(line))
        if line and not line.startswith("#"):
            assert source.lines[number - 1][span.column - 1 : span.end_column - 1] == line


def test_other_yaml_files_are_no_sections(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"content/2022/notes.yaml": "title: Text\n"})
    assert [each.code for each in find_problems(root)] == ["unread-file"]
