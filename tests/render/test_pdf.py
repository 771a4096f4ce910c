"""`reportgen build --pdf`: a PDF with all of the report, tagged, the same at every build."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from conftest import choose_charts
from judges import need_libreoffice
from pdf_reading import elements, fonts, outline, page_texts, squeezed
from pypdf import PdfReader
from sample_project import OUTPUT, PROSE, MakeProject, build, build_tiny, composed
from word_features import FEATURES, everything, feature
from word_reading import built

from reportgen.build.figures import figures_of
from reportgen.model import Chart, Computed, Reference, Text
from reportgen.model.traverse import inlines_of, walk_blocks, walk_inlines
from reportgen.office import libreoffice
from reportgen.office.libreoffice import convert_to_pdf
from reportgen.office.pdf import finish_pdf, mark_paths

PDF = OUTPUT.replace(".docx", ".pdf")


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: None)


# What is in it


def test_every_word_of_the_report_is_in_the_pdf(example: Path) -> None:
    need_libreoffice()
    from reportgen.build.pipeline import BuildOptions, build_year

    pdf = build_year(example, 2022, BuildOptions(formats=("pdf",))).made["pdf"]
    text = "".join(page_texts(pdf))
    for section in composed(example, 2022).document.sections:
        for block in (section.heading, *walk_blocks(section.blocks)):
            for inlines in inlines_of(block):
                for inline in walk_inlines(inlines):
                    if isinstance(inline, Text | Computed | Reference):
                        words = re.findall(r"\w{3,}", inline.text or "")
                        assert [word for word in words if word not in text] == []


def test_the_outline_is_that_of_the_headings(example: Path) -> None:
    need_libreoffice()
    from reportgen.build.pipeline import BuildOptions, build_year
    from reportgen.model import Heading
    from reportgen.model.traverse import plain_text

    pdf = build_year(example, 2022, BuildOptions(formats=("pdf",))).made["pdf"]
    headings = [
        (each.level, squeezed(plain_text(each.children)))
        for section in composed(example, 2022).document.sections
        for each in (section.heading, *walk_blocks(section.blocks))
        if isinstance(each, Heading)
    ]
    told = [(level, re.sub(r"^[\d.]+(?=\D)", "", squeezed(t))) for level, t, _ in outline(pdf)]
    assert [each for each in told if each[1] != "Innehåll"] == headings


def test_the_fonts_are_embedded_and_those_of_the_document(reports: list[Path]) -> None:
    for report in reports:
        assert any(re.match("Carlito|Calibri", name) for name in fonts(report.with_suffix(".pdf")))


def test_charts_have_their_words_in_both_modes(reports: list[Path]) -> None:
    for report in reports:
        name, mode = report.stem.rsplit("-", 1)
        root = report.parent.parent / name
        choose_charts(root, mode)
        charts = [
            f.alt for f in figures_of(composed(root).document) if isinstance(f.content, Chart)
        ]
        told = [alt for tag, alt in elements(report.with_suffix(".pdf")) if tag == "/Figure"]
        assert charts
        assert [alt for alt in charts if alt not in told] == []


def test_the_pdf_says_what_it_is(reports: list[Path]) -> None:
    for report in reports:
        reader = PdfReader(report.with_suffix(".pdf"))
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "sv-SE"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata.title.startswith("Årsrapport 2022")
        assert str(report.parent) not in report.with_suffix(".pdf").read_bytes().decode("latin-1")


def test_the_edge_of_the_cover_is_not_read(pdfs: list[Path]) -> None:
    told = elements(next(it for it in pdfs if it.stem == "everything"))
    assert told[0] == ("/Document", "")
    assert "Dekorativ kant" not in {alt for _tag, alt in told}


def test_the_columns_of_a_table_have_headers(pdfs: list[Path]) -> None:
    tags = [tag for tag, _ in elements(next(it for it in pdfs if it.stem == "table"))]
    assert tags.count("/TH") == 6
    assert tags.count("/Table") == 2


# Twice the same


@pytest.mark.parametrize("mode", ["picture", "editable"])
def test_two_conversions_give_the_same_bytes(make_project: MakeProject, mode: str) -> None:
    need_libreoffice()
    root = make_project({PROSE: '# Text\n\n{{ figure("kon") }}\n\nHär[^1].\n\n[^1]: Not.\n'})
    choose_charts(root, mode)
    first = build_tiny(root, formats=("pdf",)).made["pdf"].read_bytes()
    assert build_tiny(root, formats=("pdf",), force=True).made["pdf"].read_bytes() == first


def test_the_date_is_the_reports() -> None:
    need_libreoffice()
    pdf = finish_pdf(convert_to_pdf(built(feature("prose"))), date(2023, 1, 26))
    assert PdfReader(BytesIO(pdf)).metadata["/CreationDate"] == "D:20230126000000Z"
    assert b"<xmp:CreateDate>2023-01-26T00:00:00Z" in pdf


# The command


def test_the_pdf_stands_beside_the_document(make_project: MakeProject) -> None:
    need_libreoffice()
    root = make_project()
    result = build(root, "2022", "--pdf")
    assert result.exit_code == 0
    assert "rapport-2022.pdf" in result.output
    assert (root / OUTPUT).is_file()
    assert (root / PDF).read_bytes().startswith(b"%PDF-")


def test_a_pdf_can_be_named(make_project: MakeProject, tmp_path: Path) -> None:
    need_libreoffice()
    made = build_tiny(make_project(), output=tmp_path / "min.pdf", formats=("pdf",))
    assert (made.target.name, made.made["pdf"].name) == ("min.docx", "min.pdf")


def test_nothing_changed_covers_the_pdf(make_project: MakeProject) -> None:
    need_libreoffice()
    root = make_project()
    build_tiny(root)
    first = build_tiny(root, formats=("pdf",))
    assert not first.unchanged
    again = build_tiny(root, formats=("pdf",))
    assert again.unchanged
    assert again.made["pdf"] == first.made["pdf"]
    first.made["pdf"].unlink()
    assert not build_tiny(root, formats=("pdf",)).unchanged
    assert first.made["pdf"].is_file()


def test_a_pdf_changed_by_hand_is_kept(make_project: MakeProject) -> None:
    need_libreoffice()
    root = make_project()
    build_tiny(root, formats=("pdf",)).made["pdf"].write_bytes(b"min egen")
    again = build_tiny(root, formats=("pdf",))
    assert [each.code for each in again.warnings] == ["edited-pdf"]
    assert (root / PDF.replace(".pdf", "-redigerad.pdf")).read_bytes() == b"min egen"


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_the_word_document_is_built_all_the_same(
    make_project: MakeProject,
) -> None:
    root = make_project()
    for _ in range(2):
        result = build(root, "2022", "--pdf")
        assert result.exit_code == 1
        assert "no-libreoffice" in result.output
        assert (root / OUTPUT).is_file()
        assert not (root / PDF).exists()


def test_a_libreoffice_that_fails_is_told(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: "/bin/false")
    root = make_project()
    result = build(root, "2022", "--pdf")
    assert result.exit_code == 1
    assert "libreoffice-failed" in result.output
    assert (root / OUTPUT).is_file()


# Repairs


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("1 w\n0 0 m\n9 9 l S\n", "1 w\n/Artifact BMC\n0 0 m\n9 9 l S\nEMC\n"),
        ("/P <</MCID 0>>BDC\n0 0 m\n9 9 l S\nEMC", None),
        ("/Artifact BMC\n0 0 9 9 re f*\nEMC\nQ", None),
        ("0 0 9 9 re W* n\nQ", None),
        ("BT (0 0 m 9 9 l S) Tj ET", None),
        ("0 0 9 9 re\nf\n", "\n/Artifact BMC\n0 0 9 9 re\nf\nEMC\n"),
    ],
)
def test_painted_paths_become_artifacts(content: str, expected: str | None) -> None:
    assert mark_paths(content.encode()).decode() == (content if expected is None else expected)


def test_finishing_changes_no_page(pdfs: list[Path], ordinary: list[Path]) -> None:
    """The words stay; how pages look was compared as pictures by hand."""
    finished = next(it for it in pdfs if it.stem == "everything")
    raw = finished.with_name("raw")
    raw.write_bytes(convert_to_pdf(built(everything())))
    texts = page_texts(raw)
    raw.unlink()
    assert page_texts(finished) == texts
    assert len(texts) > len(FEATURES) / 2


def test_a_footnote_and_its_mark_lead_to_each_other(pdfs: list[Path]) -> None:
    tags = [tag for tag, _ in elements(next(it for it in pdfs if it.stem == "footnotes"))]
    note = tags.index("/Note")
    assert tags[note + 1] == "/Link"
