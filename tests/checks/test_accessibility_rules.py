"""Accessibility: links, alternative texts, headers, and the measure of hard reading."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from seeded import findings, write_example

from reportgen.checks.engine import check_year
from reportgen.checks.readability import measure_sections
from reportgen.cli.program import make_program
from reportgen.diagnostics import Diagnostic


def told(code: str, text: str, folder: Path) -> list[Diagnostic]:
    root = write_example(f"# Text\n\n{text}\n", folder / "projekt")
    return [each for each in findings(root) if each.code == code]


@pytest.mark.parametrize(
    "text",
    ["här", "Läs mer", "klicka *här*", "Länk", "https://polisen.se", "mer information", "pdf"],
)
def test_links_that_say_nothing_are_found(text: str, tmp_path: Path) -> None:
    (found,) = told("vague-link", f"Se [{text}](https://polisen.se).", tmp_path)
    assert found.span is not None
    assert found.span.column == 4


@pytest.mark.parametrize(
    "text", ["polisen", "här i Göteborg", "läs mer om stödet", "www.polisen.se"]
)
def test_links_that_say_where_they_lead_are_let_through(text: str, tmp_path: Path) -> None:
    assert not told("vague-link", f"Se [{text}](https://polisen.se).", tmp_path)


@pytest.mark.parametrize("alt", ["bild", "Foto 2", "bild.png", "IMG_1234", "Arbetslaget.", "logga"])
def test_alternative_texts_that_say_nothing_are_found(alt: str, tmp_path: Path) -> None:
    text = f'![{alt}](../bild.png "Arbetslaget"){{#lag}}'
    assert len(told("vague-alt-text", text, tmp_path)) == 1


def test_an_alternative_text_that_describes_is_let_through(tmp_path: Path) -> None:
    text = '![Bild av tre personer vid ett bord](../bild.png "Arbetslaget"){#lag}'
    assert not told("vague-alt-text", text, tmp_path)


def test_a_computed_list_is_one_word_of_a_sentence(tmp_path: Path) -> None:
    line = "Vi " + "arbetade och " * 16 + "mötte {{ listing(nationalitet, top=4) }}."
    assert not told("long-sentence", line, tmp_path)
    assert len(told("long-sentence", line.replace("Vi ", "Vi själva "), tmp_path)) == 1


def test_lix_is_words_a_sentence_and_long_words_a_hundred(tmp_path: Path) -> None:
    """Nine words in three sentences, two of them with more than six letters: 3 + 22."""
    text = "# Text\n\nVi arbetar med polisen.\nDe kom i går.\n\n- dag\n"
    root = write_example(text, tmp_path / "projekt")
    subject = check_year(root, 2022, ["long-sentence"], ()).subject
    assert subject is not None
    (measured,) = measure_sections(subject)
    assert (measured.words, measured.sentences) == (9, 3)
    assert measured.lix == round(9 / 3 + 100 * 2 / 9)


def test_the_lix_of_every_section_stands_in_the_json(tmp_path: Path) -> None:
    root = write_example("# Text\n\nVi arbetar med polisen.\n", tmp_path / "projekt")
    arguments = ["check", "2022", "--project", str(root), "--format", "json"]
    told = json.loads(CliRunner().invoke(make_program(), arguments).output)
    section = {"file": "content/2022/10-text.md", "words": 4, "sentences": 1, "lix": 54}
    assert told["sections"] == [section]
