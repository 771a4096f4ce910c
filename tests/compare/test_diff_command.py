"""`reportgen diff` as it is used: what it prints and writes, against years and git revisions."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner
from redline_reading import texts
from sample_project import build

from reportgen.cli.program import make_program
from reportgen.diagnostics import ReportError
from reportgen.storage.git_revisions import Side, parse_side, project_at

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
SUMMARY = "content/2022/10-sammanfattning.md"


def diff(root, *arguments):
    program = make_program()
    return CliRunner().invoke(program, ["diff", *arguments, "--project", str(root)])


def printed(root, *arguments) -> str:
    result = diff(root, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def git(root, *arguments):
    name = ["-c", "user.name=Test", "-c", "user.email=test@region.example"]
    subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(example):
    git(example, "init", "-q")
    git(example, "add", "content", "figures")
    git(example, "commit", "-q", "-m", "först")
    git(example, "tag", "v1.0")
    path = example / SUMMARY
    path.write_text(
        path.read_text("utf-8").replace("*helt påhittad*", "*alldeles påhittad*"), "utf-8"
    )
    return example


def test_the_figures_stand_before_the_prose(example_read_only):
    told = printed(example_read_only, "2021", "2022")
    figures, prose = told.index("Kvinnor"), told.index("Rutinerna har satt sig")
    assert figures < prose
    line = next(it for it in told.splitlines() if "Kvinnor" in it)
    assert line.split() == ["Kvinnor", "30", "39", "+9", ["+30,0", "%"][0], "%"]
    assert "[-40-]{+52+}" in told
    assert "arenden.total: 40 → 52" in told


def test_one_year_is_compared_with_the_one_before_and_none_is_the_newest(example_read_only):
    assert printed(example_read_only, "2022") == printed(example_read_only, "2021", "2022")
    assert printed(example_read_only) == printed(example_read_only, "2022", "2023")


def test_a_changed_definition_is_told(example_read_only):
    assert "Från 2023 räknas varje ändamål för sig." in printed(example_read_only, "2023")


def test_only_the_prose_or_only_the_figures(example_read_only):
    prose = printed(example_read_only, "2022", "--only", "prose")
    figures = printed(example_read_only, "2022", "--only", "statistics")
    assert "Rutinerna har satt sig" in prose
    assert "Återtagna" not in prose
    assert "Återtagna" in figures
    assert "Rutinerna har satt sig" not in figures


def test_one_section(example_read_only):
    told = printed(example_read_only, "2022", "--section", "trender")
    assert told.startswith("Trender")
    assert "Sammanfattning" not in told
    wrong = diff(example_read_only, "2022", "--section", "trend")
    assert wrong.exit_code == 1
    assert "trender" in wrong.stderr


def test_a_line_a_section(example_read_only):
    lines = printed(example_read_only, "2022", "--stat").splitlines()
    assert len(lines) == 8
    assert lines[1].startswith("Uppdragsbeskrivning")


def test_markdown_marks_what_came_and_went(example_read_only):
    told = printed(example_read_only, "2022", "--format", "markdown")
    assert "<del>40</del><ins>52</ins>" in told
    assert "| Kvinnor | 30 | 39 | +9 | +30,0\xa0% |" in told


def test_json_has_it_all(example_read_only):
    told = json.loads(printed(example_read_only, "2022", "--format", "json"))
    assert (told["old"], told["new"]) == ("2021", "2022")
    kon = next(it for it in told["statistics"] if it["id"] == "kon")
    assert kon["rows"][0] == {
        "label": "Kvinnor",
        "expression": "kon.Kvinnor",
        "status": "edited",
        "old": 30,
        "new": 39,
        "difference": 9,
        "share": 0.3,
    }
    values = [
        stretch
        for section in told["sections"]
        for passage in section["passages"]
        for stretch in passage["text"]
        if stretch.get("sources") == ["arenden.total"]
    ]
    assert {it["mark"] for it in values} >= {"deleted", "inserted"}


def test_the_exit_code_says_whether_they_differ(example_read_only):
    assert diff(example_read_only, "2022", "--exit-code").exit_code == 1
    assert diff(example_read_only, "2022", "2022", "--exit-code").exit_code == 0
    assert diff(example_read_only, "2022", "2022").exit_code == 0


def test_the_redline_holds_both_reports_and_the_figures_in_front(example):
    for definition in (example / "figures").iterdir():
        # A comparison has the order as it is written: let the reports have it as well.
        definition.write_text(definition.read_text("utf-8") + "float: false\n", "utf-8")
    target = example / "jamforelse.docx"
    result = diff(example, "2021", "2022", "--format", "docx", "-o", str(target), "--only", "prose")
    assert result.exit_code == 0, result.output
    for year, accept in ((2021, False), (2022, True)):
        report = example / f"{year}.docx"
        assert build(example, str(year), "-o", str(report)).exit_code == 0
        assert texts(target.read_bytes(), accept=accept) == texts(report.read_bytes())
    diff(example, "2021", "2022", "--format", "docx", "-o", str(target))
    shown = texts(target.read_bytes())
    assert any(it.endswith("Kvinnor") for it in shown)


def test_a_redline_that_is_told_no_place_goes_to_the_output(example):
    assert diff(example, "2022", "--format", "docx").exit_code == 0
    assert (example / "output" / "2022" / "jamforelse-2021-2022.docx").is_file()


def test_a_year_that_is_not_finished_can_be_compared(example):
    path = example / "content" / "2022" / "report.yaml"
    path.write_text(path.read_text("utf-8").replace("date: 2023-01-22", "date:"), "utf-8")
    assert "Rutinerna" in printed(example, "2022")


# Revisions


@needs_git
def test_a_year_is_compared_with_what_it_was(repository):
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    told = printed(repository, "2022@v1.0", "2022")
    assert "Rapporten är [-helt-]{+alldeles+} påhittad." in told
    assert printed(repository, "2022@HEAD", "2022", "--stat").count("+0 −0") == 7
    after = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    assert {it for it in after if ".git" not in it.parts} == {
        it for it in before if ".git" not in it.parts
    }


@needs_git
def test_a_project_below_the_repository_is_found(example, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "exempel")
    git(tmp_path, "commit", "-q", "-m", "först")
    assert diff(example, "2022@HEAD", "2022", "--exit-code").exit_code == 0


@needs_git
def test_a_revision_has_what_is_left_out_of_packages(repository):
    (repository / ".gitattributes").write_text("content/2022/* export-ignore\n", "utf-8")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "-q", "-m", "utan")
    assert printed(repository, "2022@HEAD", "2022", "--stat") == printed(
        repository, "2022@v1.0", "2022", "--stat"
    )


@needs_git
def test_a_revision_has_no_links_and_leaves_the_repository_as_it_was(repository):
    (repository / "content" / "lank.md").symlink_to("/etc/passwd")
    git(repository, "add", "content/lank.md")
    git(repository, "commit", "-q", "-m", "länk")
    before = sorted((path, path.stat().st_mtime_ns) for path in (repository / ".git").rglob("*"))
    with project_at(repository, "HEAD") as project:
        assert not (project / "content" / "lank.md").is_symlink()
        assert not (project / "content" / "lank.md").exists()
        assert (project / SUMMARY).is_file()
    after = sorted((path, path.stat().st_mtime_ns) for path in (repository / ".git").rglob("*"))
    assert before == after


@needs_git
def test_a_revision_of_a_project_in_a_subfolder_with_line_ends_of_windows(repository, tmp_path):
    inner = tmp_path / "yttre" / "å b"
    shutil.copytree(repository / "content", inner / "content")
    git(tmp_path / "yttre", "init", "-q")
    git(tmp_path / "yttre", "config", "core.autocrlf", "true")
    git(tmp_path / "yttre", "add", ".")
    git(tmp_path / "yttre", "commit", "-q", "-m", "inne")
    with project_at(inner, "HEAD") as project:
        assert b"\r\n" in (project / SUMMARY).read_bytes()


@needs_git
def test_a_huge_file_of_a_revision_is_told(repository, monkeypatch):
    monkeypatch.setattr("reportgen.storage.git_revisions._LARGEST_BYTES", 1000)
    result = diff(repository, "2022@v1.0", "2022")
    assert result.exit_code == 1
    assert "v1.0:content/" in result.stderr
    assert "file-too-large" in result.stderr


@needs_git
def test_problems_of_a_revision_name_it(repository):
    path = repository / SUMMARY
    fine = path.read_text("utf-8")
    path.write_text(fine.replace("arenden.total }}", "arendn.total }}"), "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "fel")
    path.write_text(fine, "utf-8")
    result = diff(repository, "2022@HEAD", "2022")
    assert result.exit_code == 1
    assert f"HEAD:{SUMMARY}:4" in result.stderr


def test_where_nothing_differs_it_says_just_that(example):
    assert diff(example, "2022", "2022").stdout == "Ingenting skiljer sig.\n"


@needs_git
def test_problems_of_the_working_tree_name_no_revision(repository):
    path = repository / SUMMARY
    path.write_text(path.read_text("utf-8").replace("arenden.total }}", "arendn.total }}"), "utf-8")
    for sides in (("2022@HEAD", "2022"), ("2022", "2022@HEAD")):
        result = diff(repository, *sides)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{SUMMARY}:4")


@needs_git
@pytest.mark.parametrize("revision", ["v9", "--output=/tmp/x", "HEAD~9", "HEAD:content"])
def test_an_unknown_revision_is_an_error(repository, revision):
    with pytest.raises(ReportError) as caught, project_at(repository, revision):
        pass
    assert [it.code for it in caught.value.diagnostics] == ["unknown-revision"]


@needs_git
def test_a_revision_from_before_the_project_is_an_error(example, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "tomt")
    result = diff(example, "2022@HEAD", "2022")
    assert result.exit_code == 1
    assert "unknown-revision" in result.stderr


@needs_git
def test_without_a_repository_there_are_no_revisions(example, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(example.parent))
    with pytest.raises(ReportError) as caught, project_at(example, "HEAD"):
        pass
    assert [it.code for it in caught.value.diagnostics] == ["no-repository"]


def test_without_git_it_says_so(example, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = diff(example, "2022@HEAD", "2022")
    assert result.exit_code == 1
    assert "no-git" in result.stderr


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022", Side(2022)),
        ("2022@v1.0", Side(2022, "v1.0")),
        ("2022@HEAD~3", Side(2022, "HEAD~3")),
    ],
)
def test_a_side_is_a_year_and_perhaps_a_revision(written, expected):
    assert parse_side(written) == expected
    assert str(expected) == written


@pytest.mark.parametrize("arguments", [("i fjol",), ("2022@",), ("2019",), ("2021",)])
def test_what_is_no_year_is_an_error(example_read_only, arguments):
    result = diff(example_read_only, *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""


def test_the_page_says_what_changed(example):
    assert diff(example, "2022", "--format", "html").exit_code == 0
    page = (example / "output" / "2022" / "jamforelse-2021-2022.html").read_text("utf-8")
    assert "<ins" in page
    assert "<del" in page
    assert "Skillnad" in page or "skillnad" in page
    assert page.count('class="beside"') == page.count('class="together"') > 3
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for name in re.findall(r' (?:aria-labelledby|for)="([^"]+)"', page):
        assert set(name.split()) <= set(ids)
