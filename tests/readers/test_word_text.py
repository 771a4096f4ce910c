"""The text of Word files: ours, others', changed, damaged, hostile."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from sample_project import build_tiny
from word_files import SPACES, p, r, styles
from word_files import word_file as with_parts

from reportgen.diagnostics import ReportError
from reportgen.readers.source import decode_source
from reportgen.readers.statistics.lines import statistics_lines
from reportgen.readers.word import package as word_package
from reportgen.readers.word.text import read_word_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(path: Path, body: str, **parts: str) -> Path:
    """A .docx of one part, its body given as XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return path


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines_of(tmp_path: Path, body: str, **parts: str) -> tuple[str, ...]:
    return read_word_text(word_file(tmp_path / "a.docx", body, **parts))


def test_a_document_of_word_itself(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Årsrapport", 1)
    document.add_paragraph("Ett, t.ex. Polisen. Två.")
    document.add_heading("Del", 2)
    document.add_paragraph("Punkt ett.", style="List Bullet")
    document.add_paragraph("Punkt två.", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Kön", "Antal", "Män", "14"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert read_word_text(tmp_path / "a.docx") == (
        "# Årsrapport",
        "",
        "Ett, t.ex. Polisen.",
        "Två.",
        "",
        "## Del",
        "",
        "- Punkt ett.",
        "- Punkt två.",
        "",
        "| Kön | Antal |",
        "| Män | 14 |",
    )


def test_a_built_report_reads_as_its_source(make_project) -> None:
    root = make_project(
        {
            "content/2022/10-text.md": "# Text\n\nDet var {{ kon.total }}.[^a]\n\n"
            '{{ table("kon") }}\n\n[^a]: En not. Till.\n'
        }
    )
    lines = read_word_text(build_tiny(root).target)
    assert "# Text" in lines
    assert "Det var 5.[^1]" in lines
    assert "| Kvinnor | 3 |" in lines
    assert lines[-2:] == ("[^1]: En not.", "    Till.")


def test_changes_count_as_accepted(tmp_path: Path) -> None:
    deleted_mark = "<w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr>"
    body = (
        f"<w:p>{run('Det var ')}<w:del w:id='1'><w:r><w:delText>70</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('80')}</w:ins>{run('.')}</w:p>"
        f"<w:p>{deleted_mark}{run('Början ')}</w:p><w:p>{run('och slutet.')}</w:p>"
        f"<w:p><w:moveFrom w:id='5'>{run('Borta')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo w:id='6'>{run('Här')}</w:moveTo></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del w:id='7'/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('x')}</w:p></w:tc><w:tc><w:p>{run('y')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines_of(tmp_path, body) == (
        "Det var 80.",
        "",
        "Början och slutet.",
        "",
        "Här",
        "",
        "| x | y |",
        "| a b | c |",
    )


def test_fields_pictures_contents_and_doubles(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent><w:p>{run('Innehåll')}</w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText>REF x</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('figur 1')}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:tab/></w:r>"
        f"<w:hyperlink>{run('länk')}</w:hyperlink></w:p>"
        "<w:p><w:r><m:AlternateContent xmlns:m='m'>"
        f"<m:Choice>{run('en gång')}</m:Choice><m:Fallback>{run('en gång')}</m:Fallback>"
        "</m:AlternateContent></w:r></w:p>"
    )
    assert lines_of(tmp_path, body) == ("figur 1 länk", "", "en gång")


def test_captions_stand_where_they_stood_and_what_is_listed_or_hidden_is_known(
    tmp_path: Path,
) -> None:
    blip = '<a:graphic><a:blip r:embed="i1"/></a:graphic>'
    picture = (
        f'<w:r><w:drawing><wp:inline><wp:docPr descr="Karta"/>{blip}</wp:inline></w:drawing></w:r>'
    )
    table = "<w:tbl>" + "".join(
        f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("a", "b"), ("c", "1"))
    )
    body = (
        p("Tabell 3: Antal", style="Beskrivning")
        + f"{table}</w:tbl>"
        + p(picture)
        + p("Figur 2. Länet", style="Beskrivning")
        + p("• Polisen")
        + p("• Socialtjänsten")
        + p(r("dold ", "<w:vanish/>"), "Människo\u00adhandel")
    )
    styled = styles("Beskrivning|caption")
    path = with_parts(
        tmp_path / "a.docx", body, "i1 image media/m.png", styles=styled, **{"m.png": b"x"}
    )
    assert read_word_text(path) == (
        "Tabell 3: Antal",
        "",
        "| a | b |",
        "| c | 1 |",
        "",
        "![Karta]",
        "",
        "Figur 2. Länet",
        "",
        "- Polisen",
        "- Socialtjänsten",
        "",
        "Människohandel",
    )


def test_an_item_goes_on_and_a_quotation_after_a_list_does_not(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl></w:abstractNum>'
        for n, sign in ((1, "•"), (2, " "))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    body = (
        p("Ett", properties=number.format(1))
        + p("går vidare", properties=number.format(2))
        + p("Två", properties=number.format(1))
        + p("Ett citat.", style="Q")
    )
    path = with_parts(
        tmp_path / "a.docx",
        body,
        numbering=f"<w:numbering {SPACES}>{levels}</w:numbering>",
        styles=styles('Q|Intense Quote|<w:pPr><w:ind w:left="1300"/></w:pPr>'),
    )
    assert read_word_text(path) == ("- Ett", "  går vidare", "- Två", "", "Ett citat.")


def test_swedish_and_inherited_styles(tmp_path: Path) -> None:
    styles = (
        f"<w:styles {W}>"
        "<w:style w:styleId='Rubrik2'><w:name w:val='heading 2'/></w:style>"
        "<w:style w:styleId='Egen'><w:name w:val='Egen'/><w:basedOn w:val='Rubrik2'/></w:style>"
        "<w:style w:styleId='A'><w:name w:val='A'/><w:basedOn w:val='B'/></w:style>"
        "<w:style w:styleId='B'><w:name w:val='B'/><w:basedOn w:val='A'/></w:style>"
        "</w:styles>"
    )
    styled = "<w:p><w:pPr><w:pStyle w:val='{}'/></w:pPr>" + run("Text") + "</w:p>"
    body = "".join(styled.format(name) for name in ("Rubrik2", "Egen", "A", "Okänd"))
    assert lines_of(tmp_path, body, styles=styles) == (
        "## Text",
        "",
        "## Text",
        "",
        "Text",
        "",
        "Text",
    )


def test_no_break_spaces_stay(tmp_path: Path) -> None:
    written = run("14\u00a0§  och\u00a0mer")
    assert lines_of(tmp_path, f"<w:p>{written}</w:p>") == ("14\u00a0§ och\u00a0mer",)


BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"no zip at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ],
)
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(ReportError, match="unreadable-word-file"):
        read_word_text(path)


@pytest.mark.parametrize(
    "xml",
    [
        f"{BOMB}<w:document {W}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>",
        f"<!DOCTYPE a SYSTEM 'file:///etc/hostname'><w:document {W}/>",
        "<w:document",
        "",
        f"<w:document {W}>" + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:document>",
    ],
)
def test_hostile_xml_is_refused(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml)
    with pytest.raises(ReportError, match="unreadable-word-file"):
        read_word_text(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "LARGEST_PART", 10_000)
    with pytest.raises(ReportError, match="too large"):
        lines_of(tmp_path, " " * 20_000)


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_PARTS", 1)
    with pytest.raises(ReportError, match="too many"):
        lines_of(tmp_path, "", styles=f"<w:styles {W}/>")


def test_a_zip_without_a_document_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(ReportError, match="holds no document"):
        read_word_text(tmp_path / "a.docx")


def test_statistics_have_table_and_row_on_every_line() -> None:
    text = (
        "# Siffror\narenden:\n  title: Ärenden\n  total: 80\n  counts: {Män: 14, Kvinnor: null}\n"
        "  sums: {alla: [Män, Kvinnor]}\nkommuner: 55\ntom:\n"
    )
    assert statistics_lines(decode_source(text.encode(), "statistics.yaml")) == (
        "arenden / title: Ärenden",
        "arenden / total: 80",
        "arenden / Män: 14",
        "arenden / Kvinnor: null",
        "arenden / sums / alla: Män, Kvinnor",
        "kommuner: 55",
        "tom: null",
    )
