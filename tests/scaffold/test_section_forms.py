"""`reportgen format --to`: from Markdown to YAML and back, and what becomes of both on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import CASES, EXAMPLE, read_cases, run, write_project

from reportgen.diagnostics import ReportError
from reportgen.scaffold.carrying import carry_section
from reportgen.scaffold.reflow import essence_of, reflow, with_markdown
from reportgen.scaffold.section_forms import as_markdown, as_yaml

ROOT = Path(__file__).parents[2]
SECTIONS = sorted([*ROOT.glob("content/2*/*.md"), *EXAMPLE.glob("content/2*/*.md")])


def there_and_back(content: bytes) -> bytes:
    return as_markdown(as_yaml(content, "a.md", "a.yaml"), "a.yaml", "a.md")


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: f"{path.parts[-2]}/{path.name}")
def test_a_section_that_has_our_form_comes_back_byte_for_byte(path: Path) -> None:
    content = path.read_bytes()
    assert there_and_back(content) == content


def markdown_cases() -> list[str]:
    """The texts of the Markdown cases and of those of `format`, each a section that can be read."""
    found = [str(case["text"]) for case in read_cases("reflow.yaml").values()]
    for file in sorted((CASES / "markdown").glob("*.md")):
        found += re.findall(r"(?ms)^\.\n(.*?)\n\.\n", file.read_text("utf-8"))
    return [text for text in found if _can_be_read(text)]


def _can_be_read(text: str) -> bool:
    try:
        essence_of(text.encode(), "a.md")
    except ReportError:
        return False
    return True


@pytest.mark.parametrize("text", markdown_cases())
def test_no_word_changes_and_what_cannot_be_held_is_refused(text: str) -> None:
    content = text.encode()
    back = _or_refused(there_and_back, content)
    assert back is None or essence_of(back, "a.md") == essence_of(content, "a.md")


def _or_refused(make: Callable[..., bytes], *given: object) -> bytes | None:
    """What is made; None where it is refused for the one reason that there is."""
    try:
        return make(*given)
    except ReportError as error:
        if [each.code for each in error.diagnostics] != ["format-changes-text"]:
            raise
        return None


WORDS = st.text("abcåäö: #-'\"|>{}[]&*!%@`1.,\\", min_size=1, max_size=12).map(str.strip)


@given(st.lists(st.tuples(st.integers(2, 4), WORDS, WORDS), max_size=5))
def test_any_title_and_text_survive(parts: list[tuple[int, str, str]]) -> None:
    text = "# Rubrik\n\n" + "".join(f"{'#' * n} x{t}\n\n{w} y\n\n" for n, t, w in parts)
    if not _can_be_read(text):
        return
    made = _or_refused(as_yaml, text.encode(), "a.md", "a.yaml")
    assert made is None or essence_of(made, "a.yaml") == essence_of(text.encode(), "a.md")


YAML = """\
title: Text
text: |
  En mening. En till.
  Och en.

  • en punkt
  • en till
sections:
  - title: Mer
    text: |
      Ett. Två.
"""


def test_format_puts_the_sentences_of_yaml_on_lines_of_their_own() -> None:
    formatted = reflow(with_markdown(YAML.encode(), "a.yaml"), "a.yaml").decode()
    assert "  En mening.\n  En till.\n  Och en.\n" in formatted
    assert "      Ett.\n      Två.\n" in formatted
    assert reflow(formatted.encode(), "a.yaml").decode() == formatted


def test_what_was_pasted_into_yaml_becomes_markdown() -> None:
    assert "\n  - en punkt\n  - en till\n" in with_markdown(YAML.encode(), "a.yaml").decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Text\n", "reviewed: false\ntitle: Text\n"),
        ("title: Text\r\nreviewed: true\r\n", "title: Text\r\nreviewed: false\r\n"),
        ("# kommentar\ntitle: Text\n", "reviewed: false\n# kommentar\ntitle: Text\n"),
    ],
)
def test_the_next_year_marks_it_as_not_reviewed(before: str, after: str) -> None:
    assert carry_section(before.encode(), "content/2022/10-text.yaml").decode() == after


def test_the_command_turns_files_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write_project(tmp_path)
    folder = tmp_path / "content" / "2022"
    before = (folder / "10-text.md").read_bytes()
    told = run("format", "--to", "yaml", "--check", folder=tmp_path)
    assert told.returncode == 1
    assert (folder / "10-text.md").exists()
    assert run("format", "--to", "yaml", folder=tmp_path).returncode == 0
    assert sorted(each.name for each in folder.glob("10-text*")) == ["10-text.yaml"]
    assert run("build", "2022", "--draft", folder=tmp_path).returncode == 0
    assert run("format", "--to", "md", folder=tmp_path).returncode == 0
    assert (folder / "10-text.md").read_bytes() == before


def test_a_file_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    write_project(tmp_path, {"content/2022/10-text.yaml": "title: Annat\n"})
    told = run("format", "--to", "yaml", "content/2022/10-text.md", folder=tmp_path)
    assert told.returncode != 0
    assert "10-text.yaml" in told.stderr
    assert (tmp_path / "content/2022/10-text.yaml").read_text() == "title: Annat\n"
