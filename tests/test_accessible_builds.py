"""The build gate of accessibility: what fails stops a build, and a draft only says it."""

from __future__ import annotations

import time
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_project import (
    PROSE,
    MakeProject,
    build,
    build_tiny,
    find_problems,
    make_png,
    pale_template,
    place,
)

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.checks.engine import check_for_build, check_year
from reportgen.compose.year import compose
from reportgen.diagnostics import Problems, ReportError, Severity
from reportgen.model.colours import PAPER, contrast
from reportgen.model.look import OWN_LOOK
from reportgen.writers.word import WordOptions, default_template, template_look

PICTURE = {"content/bild.png": make_png(30, 20)}
# What stands in the prose, and where and how the build says that it can't stand so.
FAULTS = {
    "link": ("Läs mer [här](https://polisen.se).", "3:9 vague-link"),
    "address": ("Se [https://polisen.se](https://polisen.se).", "3:4 vague-link"),
    "empty link": ("Se [](https://polisen.se).", "3:4"),
    "picture": ('![bild](../bild.png "Lag"){#lag}', "3:1 vague-alt-text"),
    "file name": ('![IMG_0012.png](../bild.png "Lag"){#lag}', "3:1 vague-alt-text"),
    "no alternative": ('![](../bild.png "Lag"){#lag}', "3:1 missing-alt-text"),
    "table": ("| Steg |  |\n| --- | --- |\n| A | 2 |", "3:1 headless-table"),
    "heading": ("### Hoppar\n\nText.", "3:1"),
    "language": ("[text]{lang=svenska!}", "3:"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_accessible_stops_the_build(make_project: MakeProject, name: str) -> None:
    text, told = FAULTS[name]
    root = make_project(PICTURE | {PROSE: f"# Text\n\n{text}\n"})
    with pytest.raises(ReportError) as error:
        build_tiny(root)
    found = [f"{e.span.line}:{e.span.column} {e.code}" for e in error.value.diagnostics]
    assert len(found) == 1
    assert found[0].startswith(told)
    assert not (root / "output" / "2022").exists()


def test_a_chart_needs_words_too(make_project: MakeProject) -> None:
    figure = "kind: bars\ndata: kon\ntitle: Ärenden\nalt: diagram\n"
    root = make_project({"figures/kon.yaml": figure, PROSE: '# Text\n\n{{ figure("kon") }}\n'})
    with pytest.raises(ReportError) as error:
        build_tiny(root)
    assert [each.code for each in error.value.diagnostics] == ["vague-alt-text"]


@pytest.mark.parametrize("name", ["link", "picture", "table"])
def test_a_draft_is_built_and_says_it(make_project: MakeProject, name: str) -> None:
    text, told = FAULTS[name]
    result = build(make_project(PICTURE | {PROSE: f"# Text\n\n{text}\n"}), "--draft")
    assert result.exit_code == 0
    assert told.partition(" ")[2] in result.output
    assert "rapport-2022-utkast.docx" in result.output


def with_template(make_project: MakeProject, *lines: str) -> Path:
    """The tiny project with a template whose lower headings and headers are grey."""
    root = make_project({"mall.docx": pale_template()})
    settings = root / "content/reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "\n".join((*lines, "")), "utf-8")
    return root


def test_a_template_that_is_hard_to_read_is_made_darker_which_is_said_once(
    make_project: MakeProject,
) -> None:
    root = with_template(make_project, "template: mall.docx")
    result = build(root)
    assert result.exit_code == 0
    assert "content/reportgen.yaml:6:11: " in result.output
    assert result.output.count("low-contrast") == 1
    assert "footer (2,8:1)" in result.output
    assert "heading 4" not in result.output  # the report has none
    (root / PROSE).write_text("# Text\n\n## A\n\n### B\n\n#### C\n\nText.\n", "utf-8")
    assert "heading 4 (2,8:1)" in build(root).output
    assert build(root, "--draft").exit_code == 0
    made = (root / "output/2022/rapport-2022.docx").read_bytes()
    assert template_look(WordOptions(template=made)).hard_to_read == ()


def test_a_pale_template_can_be_let_through_with_a_reason(make_project: MakeProject) -> None:
    reason = "# check: ignore low-contrast – sidfoten är bara en prydnad"
    root = with_template(make_project, reason, "template: mall.docx")
    assert build(root).exit_code == 0
    told = check_year(root, 2022, (), ()).reported
    assert [each.diagnostic.code for each in told if "contrast" in each.diagnostic.code] == []
    assert [each.diagnostic.code for each in told if "silence" in each.diagnostic.code] == []


WRONG_FILES = {
    "no template": ("template: saknas.docx", "missing-file", 11),
    "absolute": ("template: /tmp/mall.docx", "outside-project", 11),
    "drive": ("template: 'C:\\mall.docx'", "outside-project", 11),
    "no Word file": ("template: trasig.docx", "unreadable-template", 11),
    "no logo": ("logo: saknas.png", "missing-file", 7),
    "absolute logo": ("logo: /tmp/logo.png", "outside-project", 7),
    "no picture": ("logo: trasig.png", "bad-image", 7),
    "no profile": ("profile: saknas.yaml", "missing-file", 10),
    "no such profile": ("profile: saknas", "unknown-profile", 10),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_that_the_settings_name_is_told_at_its_line(
    make_project: MakeProject, name: str
) -> None:
    line, code, column = WRONG_FILES[name]
    root = make_project({"trasig.docx": b"PK", "trasig.png": b"PNG"})
    settings = root / "content/reportgen.yaml"
    others = settings.read_text("utf-8").replace("profile: profil.yaml\n", "")
    given = "profile: profil.yaml\n" if "profile" not in line else ""
    settings.write_text(f"language: sv\n{others}{given}{line}\n", "utf-8")
    number = settings.read_text("utf-8").count("\n")
    expected = [f"content/reportgen.yaml:{number}:{column} {code}"]
    assert [*map(place, find_problems(root))] == expected
    told = [each.diagnostic for each in check_year(root, 2022, (), ()).reported]
    assert [place(each) for each in told if each.severity is Severity.ERROR] == expected


def test_all_that_the_settings_name_is_told_at_once(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\n{{ kon.fel }}\n"})
    with (root / "content/reportgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("template: saknas.docx\nlogo: saknas.png\n")
    codes = [each.code for each in find_problems(root)]
    assert codes == ["unknown-statistic", "missing-file", "missing-file"]


def test_what_the_writer_says_of_the_template_has_its_line(make_project: MakeProject) -> None:
    root = make_project({"mall.docx": default_template()})
    with (root / "content/reportgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("template: mall.docx\nstyles:\n  body: Finns ej\n")
    (told,) = build_tiny(root).warnings
    assert place(told) == "content/reportgen.yaml:8:3 warning unknown-style"


def test_our_own_template_and_charts_are_easy_to_read() -> None:
    # Given as a foreign template: our own is not looked at in a build.
    assert template_look(WordOptions(template=default_template())).hard_to_read == ()
    assert min(contrast(colour, PAPER) for colour in OWN_LOOK.series) >= 3
    assert min(contrast(one, next_) for one, next_ in pairwise(OWN_LOOK.series[:4])) >= 3


def test_large_text_may_be_paler() -> None:
    with ZipFile(BytesIO(default_template())) as own:
        parts = {name: own.read(name) for name in own.namelist()}
    # #888888 measures 3.5:1: enough for the title's 40 pt, not for text.
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:color w:val="12436D" w:themeColor="accent1"/><w:sz w:val="80"/>',
        b'<w:color w:val="888888"/><w:sz w:val="80"/>',
    )
    target = BytesIO()
    with ZipFile(target, "w") as changed:
        for name, content in parts.items():
            changed.writestr(name, content)
    assert template_look(WordOptions(template=target.getvalue())).hard_to_read == ()


def test_the_example_passes(example: Path) -> None:
    assert build_year(example, 2022, BuildOptions()).warnings == ()


def test_the_gate_takes_no_time(example_read_only: Path) -> None:
    composed = compose(example_read_only, 2022, Problems())
    check_for_build(example_read_only, composed)
    started = time.process_time()
    check_for_build(example_read_only, composed)
    assert time.process_time() - started < 0.1
