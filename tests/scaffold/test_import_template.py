"""`reportgen import --keep-template`: the file's own styles, headers and pages are the template."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm
from PIL import Image
from sample_project import build, text_of

from reportgen.cli.program import make_program
from reportgen.diagnostics import ReportError
from reportgen.writers.word.emptied import emptied


def run_here(*arguments: str) -> Result:
    return CliRunner().invoke(make_program(), list(arguments))


def picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(target, "PNG")
    target.seek(0)
    return target


def report(path: Path) -> Path:
    """A report with a cover, a header with a picture, a page on its side, and secrets."""
    word = docx.Document()
    first = word.sections[0]
    first.left_margin = Mm(40)
    first.header.paragraphs[0].text = "Norrbergs kommun"
    first.header.paragraphs[0].add_run().add_picture(picture(), width=Mm(10))
    first.footer.paragraphs[0].text = "Diarienummer 12/2021"
    word.styles["Heading 2"].font.color.rgb = docx.shared.RGBColor(0xDD, 0xDD, 0xDD)
    word.styles["Normal"].font.name = "Verdana"
    word.add_paragraph("Årsrapport 2021, region Nord", style="Title")
    word.add_heading("Trender", 1)
    for _each in range(3):
        word.add_paragraph("Hemligt om en enskild person.")
    word.add_picture(picture(), width=Mm(20))
    turned = word.add_section(WD_SECTION.NEW_PAGE)
    turned.orientation, turned.page_width, turned.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    word.add_heading("Metodutveckling", 1)
    word.add_paragraph("Vi har provat nytt.")
    word.add_paragraph("Norrberg 2022-01-27")
    word.core_properties.author = "Eva Ekdahl"
    word.part.relate_to("https://example.se/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    word.save(path)
    return path


def test_the_file_is_the_template(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    folder.mkdir()
    file = report(tmp_path / "a.docx")
    done = run_here("import", str(file), "--keep-template", "--project", str(folder))
    assert done.exit_code == 0, done.output
    assert "ord för ord" in done.output, done.output
    assert "”Diarienummer 12/2021”" in done.output
    assert "formatmallen ”heading 2” är mörkare nu" in done.output
    built = build(folder, "2021")
    assert built.exit_code == 0, built.output
    [made] = (folder / "output/2021").glob("*.docx")
    word = docx.Document(str(made))
    section = word.sections[-1]
    assert "Norrbergs kommun" in section.header.paragraphs[0].text
    assert round(section.left_margin.mm) == 40
    assert section.page_width < section.page_height
    assert word.styles["Normal"].font.name == "Verdana"
    assert "Hemligt om en enskild person." in text_of(made)


def test_nothing_of_the_text_stays_in_the_template(tmp_path: Path) -> None:
    made = emptied(report(tmp_path / "a.docx").read_bytes())
    assert "heading 2" in made.recoloured
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if name.startswith("docProps")]
        assert len([name for name in package.namelist() if name.endswith(".png")]) == 1
    for secret in ("Hemligt", "Eva Ekdahl", "example.se", "Trender", "Metodutveckling"):
        assert secret.encode() not in everything
    assert b"Norrbergs kommun" in everything
    word = docx.Document(io.BytesIO(made.content))
    assert [each.text for each in word.paragraphs] == [""]
    assert emptied(made.content).content == made.content


def test_a_project_that_is_there_keeps_its_template(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    folder.mkdir()
    file = report(tmp_path / "a.docx")
    assert run_here("import", str(file), "--project", str(folder)).exit_code == 0
    more = ("--year", "2020", "--keep-template")
    done = run_here("import", str(file), *more, "--project", str(folder))
    assert done.exit_code == 1
    assert "[project-exists]" in done.output
    assert not (folder / "content/2020").exists()


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"Hej"])
def test_what_is_no_word_file_is_no_template(damage: bytes) -> None:
    with pytest.raises(ReportError, match="unreadable-template"):
        emptied(damage)
