"""`reportgen new`: what comes along byte for byte, what is emptied, what is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import (
    MakeProject,
    content_of,
    copy_example,
    find_problems,
    place,
    run,
    text_of,
)

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.diagnostics import ReportError
from reportgen.readers.markdown.reading import parse_fragment
from reportgen.readers.source import decode_source
from reportgen.scaffold import make_year
from reportgen.scaffold.carrying import carry_section, carry_settings, carry_statistics

MATTER = b"---\nreviewed: false\n---\n"


def test_the_command_says_what_comes_next(make_project: MakeProject) -> None:
    root = make_project()
    before = content_of(root)
    done = run("new", "2023", folder=root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") >= 5
    after = content_of(root)
    assert {name: after[name] for name in before} == before
    assert after["content/2023/10-text.md"] == MATTER + b"\n" + before["content/2022/10-text.md"]
    assert after["content/2023/report.yaml"] == b"title: Rapport 2023\ndate: null  # 2024-01-26?\n"
    assert b"Kvinnor: null" in after["content/2023/statistics.yaml"]


def test_nothing_is_overwritten(make_project: MakeProject) -> None:
    root = make_project({"content/2023/egen.txt": "mitt"})
    before = content_of(root)
    done = run("new", "2023", folder=root)
    assert done.returncode == 1
    assert "year-exists" in done.stderr
    assert content_of(root) == before


def test_a_year_that_was_killed_in_the_making_is_made_anew(make_project: MakeProject) -> None:
    root = make_project()
    (root / "content" / ".2023-ny").mkdir()
    (root / "content" / ".2023-ny" / "report.yaml").write_text("halv", "utf-8")
    made = run("new", "2023", folder=root)
    assert made.returncode == 0, made.stderr
    assert (root / "content" / "2023" / "statistics.yaml").is_file()
    assert not (root / "content" / ".2023-ny").exists()


def test_the_year_to_begin_from(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/2019/report.yaml": "title: Äldst 2019\n",
            "content/2019/statistics.yaml": "{}\n",
            "content/2019/10-text.md": "# Text\n",
        }
    )
    assert make_year(root, 2023, None)[0] == 2022
    assert make_year(root, 2024, 2019)[0] == 2019
    assert (root / "content/2024/report.yaml").read_text("utf-8") == "title: Äldst 2024\n"
    with pytest.raises(ReportError, match="unknown-year"):
        make_year(root, 2025, 2001)


def test_pictures_come_along_and_open_documents_locks_do_not(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/2022/bilder/karta.png": b"\x89PNG",
            "content/2022/~$10-text.md": "lås",
            "content/2022/.dold": "",
        }
    )
    make_year(root, 2023, None)
    names = {name for name in content_of(root) if name.startswith("content/2023/")}
    assert "content/2023/bilder/karta.png" in names
    assert not any("~" in name or ".dold" in name for name in names)


def test_a_broken_year_makes_nothing(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/2022/statistics.yaml": "kon: {",
            "content/2022/report.yaml": "a: 1\na: 2\n",
        }
    )
    with pytest.raises(ReportError) as error:
        make_year(root, 2023, None)
    assert {each.code for each in error.value.diagnostics} == {"yaml-syntax", "duplicate-key"}
    assert not (root / "content" / "2023").exists()
    assert not list((root / "content").glob(".*"))


# Sections

SECTIONS = [
    (
        "# A\n",
        "---\nreviewed: false\n---\n\n# A\n",
    ),
    (
        "\ufeff# A\r\n\r\nB.\r\n",
        "\ufeff---\r\nreviewed: false\r\n---\r\n\r\n# A\r\n\r\nB.\r\n",
    ),
    (
        "---\ncolumns: 2\n---\n# A\n",
        "---\nreviewed: false\ncolumns: 2\n---\n# A\n",
    ),
    (
        "---\nreviewed: true  # klar\ncolumns: 2\n---\n# A\n",
        "---\nreviewed: false  # klar\ncolumns: 2\n---\n# A\n",
    ),
    (
        "---\n---\n# A\n",
        "---\nreviewed: false\n---\n# A\n",
    ),
    (
        "---\n{columns: 2}\n---\n# A\n",
        "---\n{reviewed: false, columns: 2}\n---\n# A\n",
    ),
    (
        "---\n# en kommentar\n---\n# A\n",
        "---\nreviewed: false\n# en kommentar\n---\n# A\n",
    ),
]


@pytest.mark.parametrize(("old", "wanted"), SECTIONS)
def test_a_section_is_marked_and_nothing_else(old: str, wanted: str) -> None:
    carried = carry_section(old.encode(), "a.md").decode()
    assert carried == wanted
    assert carry_section(carried.encode(), "a.md").decode() == carried
    matter = parse_fragment(decode_source(carried.encode(), "a.md")).front_matter
    assert matter is not None
    assert "reviewed: false" in matter.text


@given(st.binary(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_the_bytes_of_a_section_survive(body: bytes, mark: bytes) -> None:
    old = mark + b"# A\n" + body
    carried = carry_section(old, "a.md")
    assert carried.startswith(mark + b"---")
    assert carried.endswith(b"# A\n" + body)


# Settings and statistics

SETTINGS = [
    (
        "title: Rapport 2022\ndate: 2023-01-26\n",
        "title: Rapport 2023\ndate: null  # 2024-01-26?\n",
    ),
    (
        "date: '2023-01-26'  # beslutad\ntitle: 2022-2022\n",
        "date: null  # beslutad\ntitle: 2023-2023\n",
    ),
    (
        "{title: År 2022, date: 2024-02-29}\n",
        "{title: År 2023, date: null}\n",
    ),
    (
        "date: 2024-02-29\r\n# slut 2022",
        "date: null  # 2025-02-28?\r\n# slut 2022",
    ),
    (
        "title: T\ndate:\n",
        "title: T\ndate: null\n",
    ),
    (
        "title: >-\n  Rapport\n  2022\npurpose: För 2022\n",
        "title: >-\n  Rapport\n  2023\npurpose: För 2022\n",
    ),
]


@pytest.mark.parametrize(("old", "wanted"), SETTINGS)
def test_settings_lose_their_date(old: str, wanted: str) -> None:
    assert carry_settings(old.encode(), "report.yaml", 2022, 2023).decode() == wanted


STATISTICS = [
    (
        "kon:\n  total: 80 # allt\n  counts:\n    Män: 14\n    Kvinnor: 0\n",
        "kon:\n  total: null # allt\n  counts:\n    Män: null\n    Kvinnor: null\n",
    ),
    (
        "kon: {counts: {Män: 14, Kvinnor: null}, of: arenden}\n",
        "kon: {counts: {Män: null, Kvinnor: null}, of: arenden}\n",
    ),
    (
        "kommuner: 55\nläge: {value: 2}\n",
        "kommuner: null\nläge: {value: null}\n",
    ),
    (
        "kon:\n  counts:\n    Män:\n",
        "kon:\n  counts:\n    Män: null\n",
    ),
    (
        "kon:\n  changed: Nytt sätt\n    att räkna\n  # kvar\n  counts: {a: 1}\n",
        "kon:\n  # kvar\n  counts: {a: null}\n",
    ),
    (
        "kon:\n  changed: >-\n    Nytt\n    sätt\n  counts: {a: 1}\n",
        "kon:\n  counts: {a: null}\n",
    ),
    (
        "kon: {changed: Nytt, counts: {a: 1}}\n",
        "kon: {counts: {a: null}}\n",
    ),
    (
        "kon: {counts: {a: 1}, changed: Nytt}\n",
        "kon: {counts: {a: null}}\n",
    ),
    (
        "kon:\r\n  title: År 80\r\n  total: 80\r\n  changed: Nytt",
        "kon:\r\n  title: År 80\r\n  total: null\r\n",
    ),
    (
        "\ufeff# 80\nkon: 80",
        "\ufeff# 80\nkon: null",
    ),
]


@pytest.mark.parametrize(("old", "wanted"), STATISTICS)
def test_statistics_lose_their_numbers(old: str, wanted: str) -> None:
    carried = carry_statistics(old.encode(), "statistics.yaml").decode()
    assert carried == wanted
    assert carry_statistics(carried.encode(), "statistics.yaml").decode() == carried


# The whole


def test_a_new_year_is_a_draft_at_once_and_a_report_when_it_is_filled_in(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "exempel")
    year, old = 2024, 2023
    make_year(root, year, None)
    with pytest.raises(ReportError) as error:
        build_year(root, year, BuildOptions())
    codes = {each.code for each in error.value.diagnostics}
    assert {"missing-date", "not-reviewed", "unknown-value"} <= codes
    tables = [
        str(each.message)
        for each in error.value.diagnostics
        if "'nationalitet'" in str(each.message)
    ]
    assert len(tables) == 1, "one error a table, not one a country"
    assert codes <= {"missing-date", "not-reviewed", "unknown-value", "figure-without-data"}

    built = build_year(root, year, BuildOptions(draft=True))
    assert built.target.name.endswith("-utkast.docx")
    assert "[uppgift saknas]" in text_of(built.target)
    assert {each.code for each in built.warnings} >= codes

    for path in (root / "content" / str(year)).glob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"reviewed: false\n", b""))
    for name in ("report.yaml", "statistics.yaml"):
        filled = (root / "content" / str(old) / name).read_bytes()
        (root / "content" / str(year) / name).write_bytes(filled)
    finished = build_year(root, year, BuildOptions())
    assert not finished.target.name.endswith("-utkast.docx")
    assert "[uppgift saknas]" not in text_of(finished.target)


def test_the_gate_points_at_the_front_matter_and_at_the_date(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/2022/10-text.md": "---\ncolumns: 1\nreviewed: false\n---\n# Text\n\nDet är.\n",
            "content/2022/report.yaml": "title: Rapport\ndate: null\n",
            "content/2022/20-slut.md": "# Slut\n\nDet är {{ report.date }}.\n",
        }
    )
    assert [place(each) for each in find_problems(root)][:3] == [
        "content/2022/10-text.md:3:11 not-reviewed",
        "content/2022/20-slut.md:3:8 unknown-value",
        "content/2022/report.yaml:2:7 missing-date",
    ]


def test_a_draft_forgives_what_is_missing_and_nothing_that_is_wrong(
    make_project: MakeProject,
) -> None:
    root = make_project(
        {
            "content/2022/10-text.md": "# Text\n\nDet var {{ kön.total }}.\n",
            "content/2022/report.yaml": "title: Rapport\n",
        }
    )
    with pytest.raises(ReportError) as error:
        build_year(root, 2022, BuildOptions(draft=True))
    assert {each.code for each in error.value.diagnostics} == {"unknown-statistic"}


def test_a_draft_is_built_beside_the_report_and_has_a_memory_of_its_own(
    make_project: MakeProject,
) -> None:
    root = make_project()
    report = build_year(root, 2022, BuildOptions()).target
    draft = build_year(root, 2022, BuildOptions(draft=True)).target
    assert report != draft
    assert build_year(root, 2022, BuildOptions()).unchanged
    assert build_year(root, 2022, BuildOptions(draft=True)).unchanged
