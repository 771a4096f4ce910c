"""The editions of a preview: a page, then its findings; errors with the last good page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from running import save
from sample_project import PROSE, MakeProject

from reportgen.preview.rebuilding import Rebuilder
from reportgen.writers.charts import drawing

DRAFT = '<p class="draft">'


def codes(remarks) -> list[str]:
    return [each.diagnostic.code for each in remarks]


def write(root: Path, text: str) -> None:
    (root / PROSE).write_text(text, "utf-8")


def test_first_the_page_then_what_is_found(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\nVi skall {{ kon.total }}.\n"})
    page, found = Rebuilder(root, 2022).rebuild(("10-text.md",))
    assert "Vi skall" in page.page.decode()
    assert (page.errors, page.findings) == ((), None)
    assert found.page is page.page
    assert "skall" in codes(found.findings)
    assert found.changed == ("10-text.md",)


def test_the_last_good_page_stays_while_there_are_errors(make_project: MakeProject) -> None:
    root = make_project()
    rebuilder = Rebuilder(root, 2022)
    *_first, good = rebuilder.rebuild()
    write(root, "# Text\n\n{{ kom.total }} {{ 1 + }}\n")
    (refused,) = rebuilder.rebuild()
    assert (refused.page, refused.version) == (good.page, good.version)
    assert codes(refused.errors) == ["unknown-statistic", "expression-syntax"]
    assert refused.findings == good.findings
    write(root, "# Text\n\nNytt.\n")
    *_first, again = rebuilder.rebuild()
    assert again.errors == ()
    assert "Nytt." in again.page.decode()
    assert again.version != good.version


def test_a_finding_keeps_the_line_that_it_was_about(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\nVi skall hjälpa.\n"})
    rebuilder = Rebuilder(root, 2022)
    list(rebuilder.rebuild())
    write(root, "Text\n\nNågot helt annat.\n")
    (refused,) = rebuilder.rebuild()
    (kept,) = [each for each in refused.findings if each.diagnostic.code == "skall"]
    assert kept.excerpt.text == "Vi skall hjälpa."


def test_a_finding_marks_no_words_of_a_newer_text(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\nVi skall {{ kon.total }}.\n"})
    editions = Rebuilder(root, 2022).rebuild()
    next(editions)
    write(root, "# Text\n\n{{ kom.total }} Vi skall {{ kon.total }}.\n")
    (found,) = editions
    lines = {each.diagnostic.code: each.excerpt for each in found.findings}
    assert lines["skall"] is None


def test_a_fault_in_checking_does_not_take_the_page_back(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    rebuilder = Rebuilder(root, 2022)
    list(rebuilder.rebuild())
    write(root, "# Text\n\nNyare.\n")
    monkeypatch.setattr("reportgen.preview.rebuilding.run_rules", lambda *_given: 1 / 0)
    rebuilding = rebuilder.rebuild()
    assert "Nyare." in next(rebuilding).page.decode()
    with pytest.raises(ZeroDivisionError) as bug:
        next(rebuilding)
    failed = rebuilder.failed(bug.value, ())
    assert "Nyare." in failed.page.decode()
    assert codes(failed.errors) == ["internal-error"]


def test_before_the_first_good_page_there_is_none(make_project: MakeProject) -> None:
    root = make_project({PROSE: "Ingen rubrik.\n"})
    (refused,) = Rebuilder(root, 2022).rebuild()
    assert refused.page is None
    assert codes(refused.errors) == ["missing-heading"]


def test_what_is_not_finished_is_shown_as_a_draft(make_project: MakeProject) -> None:
    root = make_project({PROSE: "---\nreviewed: false\n---\n# Text\n\nFjolårets.\n"})
    rebuilder = Rebuilder(root, 2022)
    page, found = rebuilder.rebuild()
    assert DRAFT in page.page.decode()
    assert "not-reviewed" in codes(found.findings)
    write(root, "# Text\n\nÅrets.\n")
    page, found = rebuilder.rebuild()
    assert DRAFT not in page.page.decode()
    assert "not-reviewed" not in codes(found.findings)


def test_it_says_where_each_statistic_is_written(example_read_only: Path) -> None:
    page, _found = Rebuilder(example_read_only, 2023).rebuild()
    lines = {
        year: (example_read_only / f"content/{year}/statistics.yaml").read_text("utf-8").split("\n")
        for year in (2021, 2022, 2023)
    }
    assert len(page.statistics) > 20
    for name, span in page.statistics.items():
        year = int(span.file.split("/")[1])
        assert f"year({year})" in name or year == 2023
        # A row is where its label is, a total where its table is.
        written = name.removeprefix(f"year({year}).")
        # A cell is in the line of its row, under its column, and a margin is a total.
        labels = written.partition('["')[2].removesuffix('"]').split('", "')
        table = re.split(r"[.\[]", written)[0]
        for label in [table] if "total" in labels or labels == [""] else labels:
            assert label in lines[year][span.line - 1], name


@pytest.mark.parametrize("vanished", ["content", "content/2022", "content/2022/statistics.yaml"])
def test_a_project_that_vanishes_is_an_error_and_comes_back(
    make_project: MakeProject, vanished: str
) -> None:
    root = make_project()
    rebuilder = Rebuilder(root, 2022)
    *_first, good = rebuilder.rebuild()
    (root / vanished).rename(root / "undan")
    (refused,) = rebuilder.rebuild()
    assert refused.page is good.page
    assert refused.errors
    (root / "undan").rename(root / vanished)
    *_first, again = rebuilder.rebuild()
    assert (again.errors, again.version) == ((), good.version)


def test_a_file_that_the_system_refuses_is_an_error(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()

    def locked(*_given: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", "mall.docx")

    monkeypatch.setattr("reportgen.preview.rebuilding.draw_figures", locked)
    (refused,) = Rebuilder(root, 2022).rebuild()
    assert codes(refused.errors) == ["unreadable-file"]
    assert "mall.docx" in str(refused.errors[0].diagnostic)


def test_a_chart_is_drawn_when_its_data_changed_and_only_then(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    draw = drawing.draw_chart
    monkeypatch.setattr(drawing, "draw_chart", lambda *given: drawn.append(given) or draw(*given))
    shutil.rmtree(report / "output")
    rebuilder = Rebuilder(report, 2022)
    list(rebuilder.rebuild())
    assert len(drawn) == 6 * 2  # each wide, and narrow for telephones
    save(report / "content/2022/50-trender.md", "# Trender", "# Trender under året")
    list(rebuilder.rebuild())
    assert len(drawn) == 6 * 2
    save(report / "content/2022/statistics.yaml", "Kvinnor: 65", "Kvinnor: 64")
    save(report / "content/2022/statistics.yaml", "Män: 14", "Män: 15")
    list(rebuilder.rebuild())
    assert len(drawn) == 7 * 2
