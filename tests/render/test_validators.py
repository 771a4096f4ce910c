"""No judge finds a fault in any kind of document, neither the Word file nor its PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import write_all
from documents import editable_documents, large_documents
from judges import page_faults, sdk_faults, verapdf_faults


def test_the_sdk_finds_no_fault_in_ordinary_documents(ordinary: list[Path]) -> None:
    assert sdk_faults(ordinary) == {}


@pytest.mark.parametrize("documents", [editable_documents, large_documents])
def test_the_sdk_finds_no_fault_in(documents, tmp_path: Path) -> None:
    assert sdk_faults(write_all(tmp_path, documents())) == {}


def test_the_sdk_finds_no_fault_in_the_reports(reports: list[Path]) -> None:
    assert sdk_faults(reports) == {}


def test_the_pdfs_are_pdf_ua_says_page(pdfs: list[Path]) -> None:
    assert page_faults(pdfs) == {}


def test_the_pdfs_are_pdf_ua_says_verapdf(pdfs: list[Path]) -> None:
    assert verapdf_faults(pdfs) == {}


def test_the_pdfs_of_the_reports_are_pdf_ua(reports: list[Path]) -> None:
    made = [report.with_suffix(".pdf") for report in reports]
    assert page_faults(made) == {}
    assert verapdf_faults(made) == {}


def test_the_judges_do_find_faults(tmp_path: Path, ordinary: list[Path]) -> None:
    """A judge that passes everything would pass unseen."""
    from word_reading import files

    from reportgen.office.libreoffice import convert_to_pdf

    plain = next(each for each in ordinary if each.stem == "footnotes").read_bytes()
    broken = {n: c.replace(b"<w:r>", b"<w:r><w:oops/>", 1) for n, c in files(plain).items()}
    (tmp_path / "broken.docx").write_bytes(packed(broken))
    assert sdk_faults([tmp_path / "broken.docx"]).keys() == {"broken.docx"}
    unfinished = tmp_path / "unfinished.pdf"
    unfinished.write_bytes(convert_to_pdf(plain))
    assert page_faults([unfinished])
    assert verapdf_faults([unfinished])


def packed(files: dict[str, bytes]) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
