"""The commands `format` and `text` as they are typed."""

from __future__ import annotations

from pathlib import Path

from sample_project import PROSE, MakeProject, build_tiny, run

WRAPPED = "# Text\n\nDet var ett. Det var\ntvå.\n"
FORMED = "# Text\n\nDet var ett.\nDet var två.\n"
SECOND = "content/2022/20-slut.md"


def test_format_changes_what_is_not_in_form_and_says_it(make_project: MakeProject) -> None:
    root = make_project({PROSE: WRAPPED, SECOND: "# Slut\n\nKlart.\n"})
    done = run("format", folder=root)
    assert done.returncode == 0, done.stderr
    assert (root / PROSE).read_text("utf-8") == FORMED
    assert "10-text.md" in done.stdout
    assert "20-slut.md" not in done.stdout
    assert run("format", "--check", folder=root).returncode == 0


def test_check_changes_nothing(make_project: MakeProject) -> None:
    root = make_project({PROSE: WRAPPED})
    done = run("format", "--check", folder=root)
    assert done.returncode == 1
    assert "10-text.md" in done.stdout
    assert (root / PROSE).read_text("utf-8") == WRAPPED


def test_a_file_that_can_not_be_read_does_not_keep_the_others(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\n<b>fet</b>\n", SECOND: WRAPPED})
    done = run("format", folder=root)
    assert done.returncode == 1
    assert "content/2022/10-text.md:3:1" in done.stderr
    assert (root / SECOND).read_text("utf-8") == FORMED


def test_files_can_be_named_also_outside_a_project(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WRAPPED, "utf-8")
    assert run("format", "a.md", folder=tmp_path).returncode == 0
    assert (tmp_path / "a.md").read_text("utf-8") == FORMED
    assert run("format", "saknas.md", folder=tmp_path).returncode == 1


def test_text_of_a_document_and_of_statistics(make_project: MakeProject) -> None:
    root = make_project()
    document = build_tiny(root).target
    assert "Det var 5 ärenden.\n" in run("text", str(document), folder=root).stdout
    statistics = run("text", "content/2022/statistics.yaml", folder=root)
    assert "kon / Kvinnor: 3\n" in statistics.stdout


def test_text_of_what_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"inget")
    done = run("text", "a.docx", folder=tmp_path)
    assert done.returncode == 1
    assert "unreadable-word-file" in done.stderr
    forgiven = run("text", "--textconv", "a.docx", folder=tmp_path)
    assert forgiven.returncode == 0
    assert forgiven.stdout.startswith("['a.docx'")
    assert run("text", "saknas.docx", folder=tmp_path).returncode == 1
