"""The designs to start a template from: sound, easy to read, unlike each other."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import MakeProject, build_tiny, composed, read_cases
from test_word_package import check_sound

from reportgen.cli.program import make_program
from reportgen.compose.look import look_of
from reportgen.writers.word import WordOptions, default_template, template_look
from reportgen.writers.word.designs import DESIGNS, Design
from reportgen.writers.word.own_template import designed_template

SETTINGS = "content/reportgen.yaml"
each_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)


def template_of(design: Design) -> bytes:
    return designed_template(design, look_of((design.colour,)).look)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {n: package.read(n).decode() for n in package.namelist() if n.endswith(".xml")}


@each_design
def test_a_design_is_easy_to_read_and_has_nothing_of_our_colours(design: Design) -> None:
    content = template_of(design)
    look = template_look(WordOptions(template=content))
    assert look.hard_to_read == ()
    assert look.font == design.font
    assert not re.search("12436D|E8EEF4|0B5394", "".join(parts(content).values()))
    assert (look.colours.heading, look.colours.accents[0]) == (design.colour, design.colour)


@each_design
def test_all_that_a_design_changes_is_in_the_template(design: Design) -> None:
    own, made = parts(default_template()), parts(template_of(design))
    assert made.keys() == own.keys()
    header = made["word/header1.xml"]
    assert (
        header.count(f'cx="{design.band_emu}"') == own["word/header1.xml"].count('cx="432000"') > 0
    )
    styles = made["word/styles.xml"]
    for name in design.plain:
        assert "<w:b/>" not in styles.partition(f'w:styleId="{name}"')[2].partition("</w:style>")[0]
    for name, size in design.sizes:
        style = styles.partition(f'w:styleId="{name}"')[2].partition("</w:style>")[0]
        assert f'<w:sz w:val="{size}"/>' in style
    assert ('w:val="FFFFFF"' in styles) is design.dark_head


@each_design
def test_a_report_in_a_design_is_sound_and_in_its_colour(
    make_project: MakeProject, design: Design
) -> None:
    settings = f"{read_cases('project.yaml')[SETTINGS]}template: {design.file}\n"
    root = make_project({SETTINGS: settings, design.file: template_of(design)})
    check_sound(build_tiny(root).target.read_bytes())
    assert composed(root).appearance.look.alone == design.colour


def test_the_gallery_is_written_beside_the_file_and_over_nothing(tmp_path: Path) -> None:
    def run(*more: str):
        return CliRunner().invoke(
            make_program(), ["template", "--gallery", str(tmp_path / "mall.docx"), *more]
        )

    first = run()
    assert first.exit_code == 0, first.output
    assert {each.name for each in tmp_path.iterdir()} == {each.file for each in DESIGNS}
    (tmp_path / DESIGNS[0].file).unlink()
    again = run()
    assert again.exit_code == 1
    assert "file-exists" in again.output
    assert not (tmp_path / DESIGNS[0].file).exists()
    assert run("--force").exit_code == 0
