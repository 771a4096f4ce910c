"""Page numbers in the contents: right, asked for once, and a document that stands without them."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from judges import need_libreoffice
from pdf_reading import outline, page_texts, squeezed
from sample_project import PROSE, MakeProject, build, build_tiny
from word_reading import files, part, style_of, text_of, w

from reportgen.office import counter, libreoffice
from reportgen.office.pages import find_pages
from reportgen.office.warm import FOLDER, READY, WarmOffice

ENTRY = re.compile(r"(?:(?P<number>[\d.]+)\t)?(?P<title>.*?)(?:\t(?P<page>\d+))?")
ALIVE = "for n in $(seq 600); do echo; sleep 0.1; done"
LISTS = "lists: [figures, tables]\n"
TEXT = '# Text\n\n{{ table("kon") }}\n\n{{ figure("kon") }}\n\n## Under\n\nMer.\n'


def entries(document: bytes) -> list[tuple[str, int | None]]:
    """The titles and pages in the contents and the lists of figures and tables."""
    found = []
    for paragraph in part(document).iter(w("p")):
        if style_of(paragraph) in ("TOC1", "TOC2", "TOC3", "TableofFigures"):
            entry = ENTRY.fullmatch(text_of(paragraph))
            found.append((entry["title"], int(entry["page"]) if entry["page"] else None))
    return found


def no_office(machine: pytest.MonkeyPatch) -> None:
    """Neither LibreOffice nor Word is there."""
    machine.setattr(counter, "find_libreoffice", lambda: None)
    machine.setattr(counter, "libreoffice_version", lambda: "")


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The documents that LibreOffice was asked about."""
    need_libreoffice()
    asked: list[bytes] = []
    convert = libreoffice._convert

    def counted(documents: Sequence[bytes]) -> list[bytes]:
        asked.extend(documents)
        return convert(documents)

    monkeypatch.setattr(libreoffice, "_convert", counted)
    return asked


def with_lists(make_project: MakeProject) -> Path:
    root = make_project({PROSE: TEXT})
    settings = root / "content" / "reportgen.yaml"
    without_pages = settings.read_text("utf-8")
    settings.write_text(without_pages.replace("page_numbers: false\n", LISTS), "utf-8")
    return root


def test_each_entry_says_the_page_that_its_heading_is_on(reports: list[Path]) -> None:
    for report in reports:
        pdf = report.with_suffix(".pdf")
        told = [(squeezed(title), page) for title, page in entries(report.read_bytes())]
        assert len(told) > 10
        pages = page_texts(pdf)
        for title, page in told:
            assert page is not None
            assert title in pages[page - 1], (report.name, title, page)
        headings = [(squeezed(title), page) for _level, title, page in outline(pdf)]
        assert [each for each in headings if each[0] != "Innehåll"] == told[: len(headings)]


def test_lists_of_figures_and_tables_have_pages_too(make_project: MakeProject) -> None:
    need_libreoffice()
    made = build_tiny(with_lists(make_project), formats=("pdf",))
    told = entries(made.target.read_bytes())
    pages = page_texts(made.made["pdf"])
    captions = [each for each in told if each[0].startswith(("Figur 1", "Tabell 1"))]
    assert len(captions) == 2
    for title, page in told:
        assert squeezed(title) in pages[page - 1]


def test_libreoffice_is_asked_once(make_project: MakeProject, conversions: list[bytes]) -> None:
    root = with_lists(make_project)
    first = build_tiny(root).target.read_bytes()
    assert len(conversions) == 1
    assert build_tiny(root, force=True).target.read_bytes() == first
    assert build_tiny(root, show_values=True).target.read_bytes() != first
    assert len(conversions) == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "asked"),
    [
        ("figures/kon.yaml", "kind:", "alt: Ett annat diagram i ord.\nkind:", 1),
        ("content/2022/report.yaml", "title:", "keywords: [nytt]\ntitle:", 1),
        (PROSE, "Mer.", "<!-- en kommentar -->\n\nMer.", 1),
        (PROSE, "Mer.", "Mer text.", 2),
    ],
)
def test_only_what_moves_pages_makes_libreoffice_count_them_again(
    make_project: MakeProject, conversions: list[bytes], name: str, old: str, new: str, asked: int
) -> None:
    root = with_lists(make_project)
    build_tiny(root)
    file = root / name
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert not build_tiny(root).unchanged
    assert len(conversions) == asked


def test_without_libreoffice_the_entries_stand_without_pages(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_office(monkeypatch)
    root = with_lists(make_project)
    result = build(root)
    assert result.exit_code == 0
    assert "no-page-numbers" in result.output
    assert "libreoffice.org" in result.output
    document = next((root / "output/2022").glob("*.docx")).read_bytes()
    told = entries(document)
    assert [title for title, _page in told][:2] == ["Text", "Under"]
    assert {page for _title, page in told} == {None}
    assert "PAGEREF" not in files(document)["word/document.xml"].decode()


def test_where_libreoffice_comes_later_the_pages_come_with_it(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_libreoffice()
    root = with_lists(make_project)
    with monkeypatch.context() as without:
        no_office(without)
        build_tiny(root)
    again = build_tiny(root)
    assert not again.unchanged
    assert None not in {page for _title, page in entries(again.target.read_bytes())}


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that never answers; the file that grows while its second process lives."""
    program, alive = tmp_path / "soffice", tmp_path / "alive"
    program.write_text(f"#!/bin/sh\n({ALIVE} >> '{alive}') &\nwait\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(counter, "libreoffice_version", lambda: "hangs")
    monkeypatch.setattr(counter, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(libreoffice, "_START_S", 1)
    return alive


@pytest.mark.skipif(sys.platform == "win32", reason="a program for a POSIX shell")
def test_a_libreoffice_that_hangs_costs_the_page_numbers_only(
    make_project: MakeProject, hanging: Path
) -> None:
    root = with_lists(make_project)
    made = build_tiny(root)
    assert [each.code for each in made.warnings] == ["libreoffice-failed"]
    assert {page for _title, page in entries(made.target.read_bytes())} == {None}
    size = hanging.stat().st_size
    time.sleep(0.5)
    assert hanging.stat().st_size == size > 0
    assert not build_tiny(root).unchanged  # it is asked again


def test_pages_can_be_left_out(make_project: MakeProject, conversions: list[bytes]) -> None:
    made = build_tiny(make_project())
    assert conversions == []
    assert made.warnings == ()


def test_opening_the_file_asks_nothing(reports: list[Path]) -> None:
    for report in reports:
        for name, content in files(report.read_bytes()).items():
            assert b"updateFields" not in content, name
            assert b"w:dirty" not in content, name


def wait_for(ready: Path) -> None:
    """Return when a LibreOffice has begun to wait."""
    latest = time.monotonic() + 150
    while not ready.exists():
        assert time.monotonic() < latest, "none waits"
        time.sleep(0.05)


def test_one_that_waits_tells_the_same_pages(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_libreoffice()
    monkeypatch.delenv(FOLDER, raising=False)
    root = with_lists(make_project)
    office = WarmOffice()
    office.start()
    ready = Path(os.environ[FOLDER], READY)
    try:
        wait_for(ready)
        document = build_tiny(root).target.read_bytes()
    finally:
        office.close()
    told = find_pages(document, tmp_path)
    assert sorted(told.values()) == sorted(page or 0 for _title, page in entries(document))
