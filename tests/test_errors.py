"""Wrong input, case by case: what is said of it, and where.

A case is the files that differ from the tiny project. The error that is expected stands in the
text, just before the place where it is reported: `⟦duplicate-key⟧Kvinnor: 2`. `also` lists those
that have no place in a text. `encoding` saves the changed files in another encoding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sample_project import CASES, MakeProject, find_problems, make_png, place, read_cases

from reportgen.cli.console import print_diagnostics
from reportgen.diagnostics import Diagnostic, ReportError
from reportgen.model.profile import Profile
from reportgen.readers.figure_files import FIGURE
from reportgen.readers.markdown.reading import parse_fragment
from reportgen.readers.profile import PROFILE
from reportgen.readers.settings import PROJECT, YEAR
from reportgen.readers.source import Source, decode_source
from reportgen.readers.statistics.file import STATISTICS as STATISTICS_SHAPE
from reportgen.readers.statistics.reading import read_statistics
from reportgen.readers.yaml.reading import parse_yaml

KEYS = ["counts", "total", "of", "multiple", "outcomes", "single", "value", "sums", "title"]
NAMES = ["kon", "land", "Okänt"]
PLAIN = Profile("", "")
MARK = re.compile("⟦([^⟧]+)⟧")


def all_cases() -> Iterator[object]:
    for path in sorted((CASES / "errors").glob("*.yaml")):
        for title, case in read_cases(f"errors/{path.name}").items():
            yield pytest.param(case, id=f"{path.stem}: {title}")


def without_marks(file: str, text: str) -> tuple[str, list[str]]:
    """The text as it is written to the file, and the problems marked in it."""
    expected = []
    while mark := MARK.search(text):
        before = text[: mark.start()]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        expected.append(f"{file}:{line}:{column} {mark[1]}")
        text = before + text[mark.end() :]
    return text, expected


def say_all(problems: list[Diagnostic], root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    print_diagnostics(problems, root)
    return capsys.readouterr().err


@pytest.mark.parametrize("case", [*all_cases()])
def test_wrong_input_is_told_with_its_place(
    case: dict, make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    changes: dict[str, bytes | None] = {}
    expected: list[str] = list(case.get("also", []))
    for file, text in case["files"].items():
        if text is None:
            changes[file] = None
            continue
        plain, marked = without_marks(file, text)
        expected += marked
        changes[file] = plain.encode(case.get("encoding", "utf-8"))
    root = make_project(changes)
    problems = find_problems(root)
    assert sorted(map(place, problems)) == sorted(expected)
    told = say_all(problems, root, capsys)
    assert all(problem.code in told for problem in problems)
    hints = [problem.code for problem in problems if problem.hint]
    assert set(case.get("hint", [])) <= set(hints)


# What no text can hold: folders, links, sizes, devices.

STATISTICS = "content/2022/statistics.yaml"


def test_the_cases_say_what_they_mean() -> None:
    for path in sorted((CASES / "errors").glob("*.yaml")):
        for title, case in read_cases(f"errors/{path.name}").items():
            assert set(case) <= {"files", "also", "encoding", "hint"}, title
            assert set(case.get("hint", [])) <= codes_in(case), title


def codes_in(case: dict) -> set[str]:
    marked = MARK.findall("".join(text or "" for text in case["files"].values()))
    return {each.split()[-1] for each in [*marked, *case.get("also", [])]}


def codes(root: Path, year: int = 2022) -> list[str]:
    return [place(each) for each in find_problems(root, year)]


def test_a_large_file_is_not_read(make_project: MakeProject) -> None:
    root = make_project()
    for name in ("content/2022/10-text.md", STATISTICS, "figures/kon.yaml"):
        with (root / name).open("wb") as stream:
            stream.truncate(50_000_000)
    assert codes(root) == [
        "content/2022/10-text.md:1:1 file-too-large",
        "content/2022/statistics.yaml:1:1 file-too-large",
        "figures/kon.yaml:1:1 file-too-large",
    ]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 50_000 + "]" * 50_000, "{a: " * 30_000, "- " * 50_000, "? " * 50_000],
    ids=["open", "closed", "mappings", "items", "keys"],
)
def test_deep_yaml_is_refused(make_project: MakeProject, text: str) -> None:
    found = find_problems(make_project({STATISTICS: text}))
    assert {each.code for each in found} <= {"yaml-too-deep", "yaml-syntax"}
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "(" * 100_000,
        "> " * 20_000 + "djupt",
        "- " * 20_000 + "djupt",
        "*" * 100_000,
        "{{" * 20_000,
        "[a](" * 20_000,
        "`" * 60_001,
        "<" * 50_000,
        "![" * 30_000,
        "|" * 50_000,
        "&" * 50_000,
        "[^" * 30_000,
        "_a_ " * 20_000,
    ],
    ids=lambda text: text[:4],
)
def test_deep_markdown_is_answered(make_project: MakeProject, text: str) -> None:
    find_problems(make_project({"content/2022/10-text.md": f"# Text\n\n{text}\n"}))


@pytest.mark.parametrize(
    "name", ["content/2022/10-text.md", STATISTICS, "content/2022/report.yaml", "profil.yaml"]
)
def test_a_folder_in_a_files_place(make_project: MakeProject, name: str) -> None:
    root = make_project({name: None})
    (root / name).mkdir(parents=True)
    found = find_problems(root)
    assert {each.code for each in found} & {"unreadable-file", "no-sections", "missing-file"}


def test_a_file_in_a_folders_place(make_project: MakeProject) -> None:
    root = make_project({"figures/kon.yaml": None, "figures": "en fil"})
    assert codes(root) == []


def test_a_year_that_does_not_exist(make_project: MakeProject) -> None:
    found = find_problems(make_project(), 2031)
    assert [place(each) for each in found] == ["unknown-year"]
    assert found[0].hint is not None


def test_an_empty_year(make_project: MakeProject) -> None:
    root = make_project()
    (root / "content/2023").mkdir()
    assert codes(root, 2023) == [
        "content/2023:1:1 no-sections",
        "content/2023/report.yaml:1:1 missing-file",
        "content/2023/statistics.yaml:1:1 missing-file",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "content/2022/20-slut.md",
        STATISTICS,
        "content/2022/report.yaml",
        "figures/land.yaml",
        "profil.yaml",
    ],
)
def test_a_link_out_of_the_project(make_project: MakeProject, tmp_path: Path, name: str) -> None:
    root = make_project()
    outside = tmp_path / "utanför"
    outside.write_text("# Hemligt\n")
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(outside)
    assert "outside-project" in {each.code for each in find_problems(root)}


def test_an_image_through_a_link_out_of_the_project(
    make_project: MakeProject, tmp_path: Path
) -> None:
    (tmp_path / "bild.png").write_bytes(make_png(4, 4))
    root = make_project({"content/2022/10-text.md": '# Text\n\n![Bild](bild.png "Bild")\n'})
    (root / "content/2022/bild.png").symlink_to(tmp_path / "bild.png")
    assert codes(root) == ["content/2022/10-text.md:3:1 outside-project"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n", make_png(40, 40)[:60], b"GIF89a", b"\xff\xd8\xff\xe0", b"BM" * 40],
    ids=["empty", "only a signature", "cut off", "GIF", "JPEG signature", "BMP"],
)
def test_a_damaged_image(make_project: MakeProject, content: bytes) -> None:
    prose = '# Text\n\n![Bild](bild.png "Bild")\n'
    root = make_project({"content/2022/10-text.md": prose, "content/2022/bild.png": content})
    assert codes(root) == ["content/2022/10-text.md:3:1 bad-image"]


def test_a_picture_bomb(make_project: MakeProject) -> None:
    header = make_png(1, 1)[:16] + (60_000).to_bytes(4, "big") * 2 + make_png(1, 1)[24:]
    prose = '# Text\n\n![Bild](bild.png "Bild")\n'
    root = make_project({"content/2022/10-text.md": prose, "content/2022/bild.png": header})
    assert codes(root) == ["content/2022/10-text.md:3:1 bad-image"]


# Whatever comes


SIGNS = [*":-[]{},&*!|>'\"%@`#?\n\t ~=", "  ", "\n  ", ": ", "- ", "<<", "---\n", "...\n", "\r\n"]
VALUES = ["3", "-1", "null", "true", "no", "bars", "2023-01-26", "\x00", "\x85", "\u2028", "\ud7ff"]
PIECES = [*SIGNS, *VALUES, *KEYS, *NAMES, "kind", "region", "date"]
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def problems_of(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """What a ReportError tells; any other exception is a bug."""
    try:
        read()
    except ReportError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize("shape", [STATISTICS_SHAPE, PROJECT, YEAR, FIGURE, PROFILE])
@given(text=YAMLISH | st.text(max_size=80))
def test_any_yaml_gives_a_value_or_a_report_error(shape, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    found = problems_of(lambda: shape.read(parse_yaml(decode_source(content, "x.yaml"))))
    assert all(each.span and each.span.line >= 1 for each in found)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_source_or_a_report_error(content: bytes) -> None:
    found = problems_of(lambda: parse_fragment(decode_source(content, "x.md")))
    assert all(each.span for each in found)


STATISTICS_WORDS = st.recursive(
    st.none()
    | st.integers(-2, 99)
    | st.booleans()
    | st.sampled_from(["kon", "land", "a.b", "", "x y"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, *NAMES]), inner, max_size=5)
    ),
    max_leaves=14,
)


@given(
    st.dictionaries(st.sampled_from(["kon", "land", "share", "Å"]), STATISTICS_WORDS, max_size=3)
)
def test_any_statistics_hold_together_or_give_a_report_error(written: dict) -> None:
    try:
        statistics = read_statistics(Source("s.yaml", yaml.safe_dump(written)), 2022, PLAIN, "sv")
    except ReportError:
        return
    for table in statistics.tables.values():
        known = [row.count for row in table.rows if row.count is not None]
        if table.kind == "parts" and table.base is not None:
            assert sum(known) <= table.base
        if table.kind == "multiple" and table.base is not None and table.sum is not None:
            assert table.sum >= table.base


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    ("name", "shown"), [(b"20-a\nb.md", "20-a?b.md"), (b"20-\xff.md", "20-?.md")]
)
def test_a_name_that_is_no_text_is_told(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str], name: bytes, shown: str
) -> None:
    root = make_project()
    Path(os.fsdecode(os.fsencode(root / "content/2022") + b"/" + name)).write_text("# A\n")
    problems = find_problems(root)
    assert [place(each) for each in problems] == [f"content/2022/{shown}:1:1 bad-file-name"]
    assert shown in say_all(problems, root, capsys)


@pytest.mark.skipif(os.name == "nt", reason="links are made as on Unix")
def test_what_a_link_leads_to_is_not_quoted(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project()
    (root.parent / "hemlig.txt").write_text("hemligt\n")
    (root / "content/2022/20-a.md").symlink_to(root.parent / "hemlig.txt")
    problems = find_problems(root)
    assert [each.code for each in problems] == ["outside-project"]
    assert "hemligt" not in say_all(problems, root, capsys)
